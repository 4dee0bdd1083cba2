//! Where everything stands: one room a part of the sheet, each told where it begins, each telling where it ends.

mod carriers;
mod chain;
mod first;
mod foot;
mod head;
mod stands;
mod strip;

use crate::report::svg::lettering::Lettering;
use crate::report::svg::sheet::{Pen, Sheet};
use crate::report::told::Told;
#[cfg(feature = "page")]
use crate::report::{svg::sheet::Part, told::Cell};

const MARGIN: f64 = 40.0;
/// A sheet is no flatter than a screen.
const FLATTEST: f64 = 480.0;

/// The sheet's columns.
#[derive(Clone, Copy, Debug)]
struct Frame {
    width: f64,
}

impl Frame {
    /// The usual one.
    const USUAL: Frame = Frame { width: 1400.0 };
    /// No sheet that is told as briefly as this one wants more.
    const WIDEST: f64 = 2600.0;

    /// A sheet is landscape: what is higher is made wider.
    fn holds(self, height: f64) -> bool {
        height <= self.width * 0.93 || self.width >= Frame::WIDEST
    }

    fn wider(self) -> Frame {
        Frame {
            width: self.width + 100.0,
        }
    }

    /// Where everything ends on the right.
    fn end(self) -> f64 {
        self.width - MARGIN
    }

    /// Width between the margins.
    fn inner(self) -> f64 {
        self.width - 2.0 * MARGIN
    }

    /// Width of the column of what to check.
    fn left(self) -> f64 {
        (self.width * 0.611).round()
    }

    /// Where the column of sources begins.
    fn right(self) -> f64 {
        MARGIN + self.left() + 38.0
    }

    /// Width of the column of sources.
    fn aside(self) -> f64 {
        self.end() - self.right()
    }
}

/// Lays the sheet out. Linear in what is told.
pub(super) fn out(told: &Told, lettering: &Lettering) -> Sheet {
    let mut frame = Frame::USUAL;
    let (mut pen, mut height) = on(told, lettering, frame);
    while !frame.holds(height) {
        frame = frame.wider();
        (pen, height) = on(told, lettering, frame);
    }
    Sheet {
        name: "front",
        width: frame.width,
        height,
        title: format!("What to check in “{}”", told.headline),
        description: description(told),
        parts: pen.parts,
    }
}

/// Lays everything out in a frame; gives the height that it takes.
fn on<'l>(told: &Told, lettering: &'l Lettering, frame: Frame) -> (Pen<'l>, f64) {
    let mut pen = Pen::new(lettering);
    let y = head::lay(&mut pen, told, frame);
    let top = strip::lay(&mut pen, &told.cells, frame, y + 34.0) + 44.0;
    let left = first::lay(&mut pen, told, frame, top);
    let room = left - top - stands::height(&told.stands) - 60.0;
    let right = carriers::lay(&mut pen, told, frame, (top, room));
    let under = if right > top { right + 38.0 } else { top };
    let right = stands::lay(&mut pen, &told.stands, frame, under);
    let end = foot::lay(&mut pen, told, frame, left.max(right) + 26.0);
    (pen, end.max(FLATTEST))
}

/// The sheet for who cannot see it.
fn description(told: &Told) -> String {
    let mut said = vec![format!("{}.", told.counts), told.verdict.clone()];
    if !told.waist.is_empty() {
        said.push(told.waist.clone());
    }
    for item in &told.first {
        let words = item.words.trim_end_matches('.');
        said.push(format!("{}. {}: {words}. {}", item.rank, item.place, item.why));
        if !item.to_do.is_empty() {
            said.push(item.to_do.clone());
        }
    }
    said.join(" ")
}

/// The strip alone, without numbers and legend; its width and height.
#[cfg(feature = "page")]
pub(super) fn bare_strip(cells: &[Cell], lettering: &Lettering) -> (Vec<Part>, f64, f64) {
    let mut pen = Pen::new(lettering);
    let (width, height) = strip::bare(&mut pen, cells);
    (pen.parts, width, height)
}
