//! Who carries the story: a row a source, with a cell for each claim that it carries.

use super::Frame;
use super::strip::height;
use crate::report::svg::canvas::Rect;
use crate::report::svg::key::{self, Sign};
use crate::report::svg::sheet::{About, Mark, Pen};
use crate::report::svg::theme::Ink;
use crate::report::svg::type_sizes::{HEADING, MARK, SMALL, STRONG};
use crate::report::told::{Carried, Carrier, Told};
use crate::report::words;

use std::collections::BTreeSet;

const ROW: f64 = 46.0;
/// So many sources are shown, however short the other column is.
const FEWEST: usize = 6;
/// So many cells a source has at most; those of more claims are counted.
const CELLS: usize = 8;
/// Where names begin, after the pictogram.
const INDENT: f64 = 36.0;
const HEADER: &str = "falls with them";
const CELL: f64 = 15.0;
const PITCH: f64 = 18.0;
const TALL: f64 = 28.0;

/// Lays the sources in a height that has room for so many pixels; gives where they end.
pub(super) fn lay(pen: &mut Pen, told: &Told, frame: Frame, (top, room): (f64, f64)) -> f64 {
    let rows = &told.carriers.rows;
    if rows.is_empty() {
        return top;
    }
    let room = ((room / ROW).max(0.0) as usize).max(FEWEST);
    let (shown, others) = rows.split_at(if rows.len() > room { room - 1 } else { rows.len() });
    let most = shown.iter().map(|row| row.claims.len().min(CELLS)).max();
    let width = (most.unwrap_or_default() as f64 * PITCH).max(pen.width(SMALL, HEADER));
    let from = frame.end() - width;
    pen.part("heading", About::Nothing, "");
    pen.line(
        (frame.right(), top),
        HEADING,
        "WHO CARRIES THE STORY",
        from - frame.right() - 10.0,
    );
    pen.line((from, top), SMALL, HEADER, width);
    let mut y = top + 14.0;
    for row in shown {
        lay_carrier(pen, row, frame, (from, y));
        y += ROW;
    }
    pen.part("key", About::Nothing, "");
    if !others.is_empty() {
        let at = (frame.right() + INDENT, y + 20.0);
        pen.line(at, SMALL, &left_out(others), frame.end() - at.0);
        y += ROW / 2.0 + 8.0;
    }
    let at = (frame.right(), y + 18.0);
    key::lay(pen, &signs(shown), at, (frame.right(), frame.end()))
}

/// "and 3 others, with whom 2 claims fall".
fn left_out(others: &[Carrier]) -> String {
    let alone = others
        .iter()
        .flat_map(|row| row.claims.iter().filter(|one| one.alone));
    let falling: BTreeSet<usize> = alone.map(|one| one.number).collect();
    let number = words::count(others.len(), "other");
    match falling.len() {
        0 => format!("and {number}, with whom nothing falls"),
        1 => format!("and {number}, with whom 1 claim falls"),
        several => format!("and {number}, with whom {} fall", words::count(several, "claim")),
    }
}

/// What the cells mean.
fn signs(rows: &[Carrier]) -> Vec<(Sign, &'static str)> {
    let mut signs = vec![(Sign::None, "Filled: nobody else says it.")];
    let cells = || rows.iter().flat_map(|row| &row.claims);
    if cells().any(|one| !one.alone) {
        signs.push((Sign::Frame, "others do too"));
    }
    if rows.iter().any(|row| row.heavy() > 0) {
        signs.push((Sign::Star, "a heavy claim"));
    }
    if cells().any(|one| one.pointed) {
        signs.push((Sign::Dot, "read from “he”, “she” or the like"));
    }
    signs
}

fn lay_carrier(pen: &mut Pen, row: &Carrier, frame: Frame, (from, top): (f64, f64)) {
    pen.part("carrier", About::Source(row.id.clone()), &row.title());
    pen.put(Mark::Figure {
        figure: row.figure,
        middle: (frame.right() + 14.0, top + 22.0),
    });
    let x = frame.right() + INDENT;
    let width = from - 30.0 - x;
    pen.line((x, top + 18.0), STRONG, &row.name, width);
    pen.line((x, top + 36.0), SMALL, &row.about, width);
    if row.heavy() > 0 {
        Sign::Star.put(pen, (from - 14.0, top + 26.0), Ink::Text);
    }
    cells(pen, &row.claims, (from, top + 38.0), frame.end());
}

/// As many cells as there is room for, and how many more there are.
fn cells(pen: &mut Pen, claims: &[Carried], (from, bottom): (f64, f64), end: f64) {
    let shown = if claims.len() > CELLS {
        CELLS - 2
    } else {
        claims.len()
    };
    for (at, claim) in claims[..shown].iter().enumerate() {
        let tall = height(claim.weight, TALL);
        let rect = Rect {
            x: from + PITCH * at as f64,
            y: bottom - tall,
            width: CELL,
            height: tall,
        };
        match claim.alone {
            true => pen.put(Mark::Cell {
                rect,
                footing: claim.footing,
            }),
            false => pen.put(Mark::Frame {
                rect,
                radius: 0.0,
                ink: claim.footing.ink(),
            }),
        }
        if claim.pointed {
            Sign::Dot.put(pen, (rect.x + CELL / 2.0, rect.y - 5.0), Ink::Text);
        }
    }
    if shown < claims.len() {
        let more = format!("+{}", claims.len() - shown);
        let at = (from + PITCH * shown as f64, bottom - 2.0);
        pen.line(at, MARK, &more, end - at.0);
    }
}
