//! What a claim stands on, as the front groups the rungs: for each a name, a colour, and a shape that needs no colour.

use crate::report::svg::canvas::Rect;
use crate::report::svg::theme::{Ink, Tone};
use crate::strength::Rung;

/// What a claim stands on, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::report) enum Footing {
    Nobody,
    Unnamed,
    Outlet,
    One,
    Own,
    Document,
    Two,
}

impl Footing {
    /// Strongest first, as the legend lists them.
    pub(in crate::report) const ALL: [Footing; 7] = [
        Footing::Two,
        Footing::Document,
        Footing::One,
        Footing::Own,
        Footing::Outlet,
        Footing::Unnamed,
        Footing::Nobody,
    ];

    /// Several who are not named are told with one who is not: never as calmly as a name.
    pub(in crate::report) fn of(rung: Rung) -> Footing {
        match rung {
            Rung::Corroborated => Footing::Two,
            Rung::Document => Footing::Document,
            Rung::SingleSource => Footing::One,
            Rung::OwnWord => Footing::Own,
            Rung::CorroboratedAnonymous | Rung::SingleUnnamed | Rung::SingleAnonymous => Footing::Unnamed,
            Rung::OutletOnly => Footing::Outlet,
            Rung::Ungrounded | Rung::Unattributed => Footing::Nobody,
        }
    }

    /// What it is called.
    pub(in crate::report) fn name(self) -> &'static str {
        match self {
            Footing::Two => "two independent",
            Footing::Document => "a document",
            Footing::One => "one source or side",
            Footing::Own => "own view",
            Footing::Outlet => "another outlet",
            Footing::Unnamed => "not named",
            Footing::Nobody => "nobody",
        }
    }

    fn tone(self) -> Tone {
        match self {
            Footing::Two => Tone::Corroborated,
            Footing::Document => Tone::Document,
            Footing::One => Tone::Single,
            Footing::Own => Tone::Own,
            Footing::Outlet => Tone::Outlet,
            Footing::Unnamed => Tone::Anonymous,
            Footing::Nobody => Tone::Missing,
        }
    }

    /// The colour of its cells.
    pub(in crate::report) fn ink(self) -> Ink {
        Ink::Cell(self.tone())
    }

    /// The colour of its words.
    pub(in crate::report) fn text(self) -> Ink {
        Ink::Strength(self.tone())
    }

    /// The shapes that fill a cell, so that it is known in black and white: two blocks, a page with its corner folded, a
    /// whole block, an open frame and so on.
    pub(in crate::report) fn shapes(self, cell: Rect) -> Vec<Shape> {
        match self {
            Footing::One => vec![Shape::Fill(cell)],
            Footing::Own => vec![Shape::Fill(lower(cell, 0.5)), Shape::Frame(cell)],
            Footing::Two => blocks(cell, 2, 2.0),
            Footing::Document => folded(cell),
            Footing::Outlet => vec![Shape::Fill(upper(cell, 0.5)), Shape::Frame(cell)],
            Footing::Unnamed => stripes(cell),
            Footing::Nobody => vec![Shape::Frame(cell)],
        }
    }
}

/// One shape of a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::report) enum Shape {
    /// Filled.
    Fill(Rect),
    /// Only its border.
    Frame(Rect),
}

fn upper(cell: Rect, part: f64) -> Rect {
    Rect {
        height: cell.height * part,
        ..cell
    }
}

fn lower(cell: Rect, part: f64) -> Rect {
    let height = cell.height * part;
    Rect {
        y: cell.bottom() - height,
        height,
        ..cell
    }
}

/// Blocks one above the other.
fn blocks(cell: Rect, count: usize, gap: f64) -> Vec<Shape> {
    let height = (cell.height - gap * (count - 1) as f64) / count as f64;
    let block = |at: usize| Rect {
        y: cell.y + (height + gap) * at as f64,
        height,
        ..cell
    };
    (0..count).map(|at| Shape::Fill(block(at))).collect()
}

/// Bars with as much air between.
fn stripes(cell: Rect) -> Vec<Shape> {
    let count = ((cell.height + 2.5) / 5.0).round().max(2.0) as usize;
    blocks(cell, count, 2.5)
}

/// A block that lacks its upper right corner.
fn folded(cell: Rect) -> Vec<Shape> {
    let fold = (cell.height * 0.36).min(10.0);
    let side = fold.min(cell.width * 0.45);
    let head = Rect {
        width: cell.width - side,
        height: fold,
        ..cell
    };
    vec![
        Shape::Fill(head),
        Shape::Fill(Rect {
            y: cell.y + fold,
            height: cell.height - fold,
            ..cell
        }),
    ]
}
