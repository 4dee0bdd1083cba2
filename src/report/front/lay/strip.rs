//! The strip: a cell for each claim in the order of the text, and what its height, shape and colour mean.

use super::{Frame, MARGIN};
use crate::claim::Weight;
use crate::report::svg::canvas::{Anchor, Rect};
use crate::report::svg::footing::Footing;
use crate::report::svg::key::{self, Sign};
use crate::report::svg::sheet::{About, Mark, Pen, Stroke};
use crate::report::svg::theme::Ink;
use crate::report::svg::type_sizes::{MARK, SMALL};
use crate::report::told::Cell;

/// No cell is wider.
const WIDEST: f64 = 150.0;
/// More claims than this share cells.
const MOST: usize = 330;
const TALL: f64 = 46.0;

/// How high the cell of a claim is.
pub(super) fn height(weight: Weight, tall: f64) -> f64 {
    match weight {
        Weight::Heavy => tall,
        Weight::Normal => (tall * 0.58).round(),
        Weight::Light => (tall * 0.3).round(),
    }
}

/// Lays the strip; gives where it ends.
pub(super) fn lay(pen: &mut Pen, cells: &[Cell], frame: Frame, top: f64) -> f64 {
    if cells.is_empty() {
        return top - 30.0;
    }
    let shared = cells.len().div_ceil(MOST);
    let shown = shown(cells, shared);
    let pitch = ((frame.inner()) / shown.len() as f64).min(WIDEST);
    let gap = (pitch * 0.14).min(5.0);
    let tallest = shown
        .iter()
        .map(|cell| height(cell.weight, TALL))
        .fold(0.0, f64::max);
    let bottom = top + 14.0 + tallest;
    let place = |at: usize, cell: &Cell| {
        let height = height(cell.weight, TALL);
        Rect {
            x: MARGIN + pitch * at as f64,
            y: bottom - height,
            width: pitch - gap,
            height,
        }
    };
    let rects: Vec<Rect> = shown
        .iter()
        .enumerate()
        .map(|(at, cell)| place(at, cell))
        .collect();
    for (cell, rect) in shown.iter().zip(&rects) {
        pen.part("cell", About::Claim(cell.id.clone()), &cell.title);
        let footing = cell.footing;
        pen.put(Mark::Cell { rect: *rect, footing });
        if cell.disputed {
            crossed(pen, *rect);
        }
    }
    numbers(pen, &shown, &rects, frame);
    ranks(pen, &shown, &rects, frame);
    pen.part("legend", About::Nothing, "");
    let at = (MARGIN, bottom + 54.0);
    key::lay(
        pen,
        &legend(cells, &of_several(shared)),
        at,
        (MARGIN, frame.end()),
    )
}

/// Width of a strip without words, and the most that a cell of it takes.
#[cfg(feature = "page")]
const BARE: (f64, f64) = (1200.0, 26.0);

/// Lays the cells alone; gives the width and height that they take.
#[cfg(feature = "page")]
pub(super) fn bare(pen: &mut Pen, cells: &[Cell]) -> (f64, f64) {
    let (width, widest) = BARE;
    let shown = shown(cells, cells.len().div_ceil(MOST));
    let pitch = (width / shown.len().max(1) as f64).min(widest);
    for (at, cell) in shown.iter().enumerate() {
        let height = height(cell.weight, TALL);
        let rect = Rect {
            x: pitch * at as f64,
            y: TALL - height,
            width: pitch * 0.84,
            height,
        };
        pen.part("cell", About::Nothing, &cell.title);
        let footing = cell.footing;
        pen.put(Mark::Cell { rect, footing });
        if cell.disputed {
            crossed(pen, rect);
        }
    }
    (pitch * shown.len() as f64, TALL)
}

/// The cells that are drawn: each claim's own, or of so many in a row the one that most calls for a look.
fn shown(cells: &[Cell], shared: usize) -> Vec<Cell> {
    let gravest = |row: &[Cell]| {
        let order = |cell: &&Cell| {
            let rank = cell.rank.unwrap_or(usize::MAX);
            (rank, std::cmp::Reverse(cell.weight), cell.footing, cell.number)
        };
        row.iter().min_by_key(order).cloned()
    };
    cells.chunks(shared.max(1)).filter_map(gravest).collect()
}

/// A cross over a cell: somebody denies it.
fn crossed(pen: &mut Pen, rect: Rect) {
    let at = (rect.x + rect.width / 2.0, rect.y + rect.height / 2.0);
    let look = Stroke::Tenths(60);
    let path = "M-6 -6l12 12m0 -12l-12 12";
    pen.put(Mark::Path {
        path,
        at,
        ink: Ink::Paper,
        look,
    });
    Sign::Cross.put(pen, at, Ink::Text);
}

/// The number of each claim over its cell; of crowded ones the first, the last and those to check, where there is room, in one
/// line over the tallest.
fn numbers(pen: &mut Pen, shown: &[Cell], rects: &[Rect], frame: Frame) {
    pen.part("numbers", About::Nothing, "");
    let last = shown.len() - 1;
    let widths: Vec<f64> = shown
        .iter()
        .map(|cell| pen.width(SMALL, &cell.number.to_string()) + 6.0)
        .collect();
    let roomy = widths
        .iter()
        .zip(rects)
        .all(|(width, rect)| *width <= rect.width + 4.0);
    let line = rects.iter().map(|one| one.y).fold(f64::MAX, f64::min);
    let mut order: Vec<usize> = (0..shown.len())
        .filter(|at| roomy || shown[*at].rank.is_some() || *at == 0 || *at == last)
        .collect();
    order.sort_by_key(|at| shown[*at].rank.unwrap_or(usize::MAX));
    let mut taken: Vec<(f64, f64)> = Vec::new();
    for at in order {
        let (cell, rect) = (&shown[at], &rects[at]);
        let half = widths[at] / 2.0;
        let middle = (rect.x + rect.width / 2.0).clamp(MARGIN + half - 3.0, frame.end() - half + 3.0);
        let span = (middle - half, middle + half);
        if !roomy && taken.iter().any(|other| span.0 < other.1 && other.0 < span.1) {
            continue;
        }
        taken.push(span);
        let looks = if cell.rank.is_some() { MARK } else { SMALL };
        let over = if roomy { rect.y } else { line };
        pen.text(
            (middle, over - 6.0),
            Anchor::Middle,
            looks,
            cell.number.to_string(),
        );
    }
}

/// Under each claim of the list a mark with its place in the list.
fn ranks(pen: &mut Pen, shown: &[Cell], rects: &[Rect], frame: Frame) {
    let marked = shown
        .iter()
        .zip(rects)
        .filter_map(|(cell, rect)| Some((cell, cell.rank?, rect)));
    let mut free_from = MARGIN;
    for (cell, rank, rect) in marked {
        pen.part("mark", About::Claim(cell.id.clone()), "");
        let middle = rect.x + rect.width / 2.0;
        let y = rect.bottom();
        Sign::Triangle.put(pen, (middle, y + 8.0), Ink::Text);
        let x = middle.max(free_from + 6.0).min(frame.end() - 6.0);
        free_from = x + 8.0;
        pen.text((x, y + 27.0), Anchor::Middle, MARK, rank.to_string());
    }
}

/// What a cell is where several claims share one; else empty.
fn of_several(shared: usize) -> String {
    match shared {
        0 | 1 => String::new(),
        _ => format!("Each cell: of {shared} claims the one to look at."),
    }
}

fn legend<'t>(cells: &[Cell], of_several: &'t str) -> Vec<(Sign, &'t str)> {
    let mut signs = vec![(Sign::None, "In the order of the text. Tall: weighs most.")];
    if !of_several.is_empty() {
        signs.push((Sign::None, of_several));
    }
    if cells.iter().any(|cell| cell.rank.is_some()) {
        signs.push((Sign::Triangle, "in the list below"));
    }
    if cells.iter().any(|cell| cell.disputed) {
        signs.push((Sign::Cross, "denied"));
    }
    let occurs = |footing: &Footing| cells.iter().any(|cell| cell.footing == *footing);
    let footings = Footing::ALL.into_iter().filter(occurs);
    signs.extend(footings.map(|footing| (Sign::Cell(footing), footing.name())));
    signs
}

/// A small cell before words with this base line.
pub(super) fn swatch(pen: &mut Pen, (x, y): (f64, f64), footing: Footing) {
    let rect = Rect {
        x,
        y: y - 13.0,
        width: 14.0,
        height: 15.0,
    };
    pen.put(Mark::Cell { rect, footing });
}
