//! The small chain in a box: origin, carrier, claim; who denies it; the claim that differs.

use crate::report::svg::canvas::{Anchor, Rect, Type};
use crate::report::svg::figure::Figure;
use crate::report::svg::key::Sign;
use crate::report::svg::lettering::Room;
use crate::report::svg::sheet::{About, Line, Mark, Pen, Stroke, leading};
use crate::report::svg::theme::Ink;
use crate::report::svg::type_sizes::{MARK, SMALL};
use crate::report::told::{Chain, End, Item, Row, Step, Target};

/// Height of a row: a pictogram, and the names under it.
const ROW: f64 = 34.0;
const AIR: f64 = 8.0;
/// Height of the line that counts those who are not shown.
const MORE: f64 = 20.0;
/// Between the claim and the one that differs.
const BETWEEN: f64 = 14.0;
/// Width of it all.
pub(super) const AREA: f64 = 300.0;
/// Width of the box that stands for a claim.
const BOX: f64 = 72.0;
const FIGURE: f64 = 15.0;
const NAME: Type = Type {
    ink: Ink::Text,
    ..SMALL
};

/// How high a row is, names, its arrow and the air under it included.
fn row_height(pen: &Pen, row: &Row) -> f64 {
    let lines = row.steps.iter().zip(slots(row, 0.0, AREA - BOX));
    let lines = lines.map(|(step, (_, width))| name(pen, step, width).len()).max();
    ROW + lines.unwrap_or(1) as f64 * leading(NAME.size) + AIR
}

fn target_height(pen: &Pen, target: &Target) -> f64 {
    let more = if target.more > 0 { MORE } else { 0.0 };
    let rows: f64 = target.rows.iter().map(|row| row_height(pen, row)).sum();
    rows + more
}

/// How high the chain is.
pub(super) fn height(pen: &Pen, chain: &Chain) -> f64 {
    let heights: f64 = chain
        .targets
        .iter()
        .map(|target| target_height(pen, target))
        .sum();
    heights + BETWEEN * (chain.targets.len() as f64 - 1.0) - AIR
}

/// Lays it in the middle of the area.
pub(super) fn lay(pen: &mut Pen, item: &Item, area: Rect) {
    pen.part("chain", About::Claim(item.id.clone()), "");
    let mut y = area.y + (area.height - height(pen, &item.chain)) / 2.0;
    for (at, target) in item.chain.targets.iter().enumerate() {
        if at > 0 {
            let middle = (area.right() - BOX / 2.0, y - 2.0);
            Sign::Unequal.put(pen, middle, Ink::Text);
            y += BETWEEN;
        }
        lay_target(pen, target, Rect { y, ..area });
        y += target_height(pen, target);
    }
}

fn lay_target(pen: &mut Pen, target: &Target, area: Rect) {
    let mut y = area.y;
    let mut middles = Vec::new();
    let edge = area.right() - BOX;
    for row in &target.rows {
        middles.push(y + FIGURE);
        lay_row(pen, row, (area.x, edge, y + FIGURE));
        y += row_height(pen, row);
    }
    let (first, last) = (middles.first().copied(), middles.last().copied());
    let (first, last) = (first.unwrap_or(y + FIGURE), last.unwrap_or(y + FIGURE));
    let rect = Rect {
        x: edge,
        y: first - FIGURE,
        width: BOX,
        height: last - first + 2.0 * FIGURE,
    };
    pen.put(Mark::Frame {
        rect,
        radius: 5.0,
        ink: target.footing.ink(),
    });
    let middle = (rect.x + BOX / 2.0, rect.y + rect.height / 2.0 + 5.0);
    pen.text(middle, Anchor::Middle, MARK, format!("claim {}", target.number));
    if target.more > 0 {
        let more = format!("and {} more", target.more);
        pen.line((area.x, y + 10.0), SMALL, &more, area.width - BOX);
    }
}

/// Where each name of a row begins and how wide it may be; pictograms stand over their middles.
fn slots(row: &Row, left: f64, right: f64) -> Vec<(f64, f64)> {
    let count = row.steps.len();
    let width = (right - left - 8.0) / count.max(1) as f64;
    (0..count)
        .map(|at| (left + width * at as f64, width - 8.0))
        .collect()
}

/// One row from `left` to the claim's box at `right`, its middle at `y`.
fn lay_row(pen: &mut Pen, row: &Row, (left, right, y): (f64, f64, f64)) {
    let slots = slots(row, left, right);
    let middles: Vec<f64> = slots.iter().map(|(x, width)| x + width / 2.0).collect();
    for (at, (step, (x, width))) in row.steps.iter().zip(&slots).enumerate() {
        let middle = middles[at];
        pen.put(Mark::Figure {
            figure: step.figure,
            middle: (middle, y),
        });
        names(pen, step, (*x, y + FIGURE + 15.0), *width);
        let next = middles.get(at + 1).map_or(right, |next| next - FIGURE - 3.0);
        let last = at + 1 == row.steps.len();
        arrow(
            pen,
            step.figure,
            (middle + FIGURE + 3.0, next, y),
            if last { row.end } else { End::Asserts },
        );
        if at == 0 && row.between > 0 {
            let x = (middle + next) / 2.0 + FIGURE / 2.0;
            pen.text((x, y - 6.0), Anchor::Middle, SMALL, format!("+{}", row.between));
        }
    }
}

/// A name in two lines, or three where it has little room.
fn name(pen: &Pen, step: &Step, width: f64) -> Vec<String> {
    let lines = if width < 80.0 { 3 } else { 2 };
    pen.wrap(NAME, &step.name, Room { width, lines })
}

/// A name about the middle of its place.
fn names(pen: &mut Pen, step: &Step, (x, y): (f64, f64), width: f64) {
    for (at, line) in name(pen, step, width).into_iter().enumerate() {
        let y = y + leading(NAME.size) * at as f64;
        pen.text((x + width / 2.0, y), Anchor::Middle, NAME, line);
    }
}

fn arrow(pen: &mut Pen, figure: Figure, (from, to, y): (f64, f64, f64), end: End) {
    let line = match (end, figure) {
        (End::Denies | End::Declines | End::Lost, _) | (_, Figure::Nobody) => Line::Dashed,
        _ if figure.is_unnamed() => Line::Dashed,
        _ => Line::Whole,
    };
    let to = match end {
        End::Asserts | End::Lost => to - 2.0,
        End::Denies | End::Declines => to - 18.0,
    };
    if matches!(end, End::Asserts | End::Lost) {
        pen.put(Mark::Arrow {
            from: (from, y),
            to: (to, y),
            line,
        });
        return;
    }
    pen.put(Mark::Rule {
        from: (from, y),
        to: (to, y),
        line,
    });
    let (path, ink) = match end {
        End::Denies => ("M-6 -6l12 12m0 -12l-12 12", Ink::Text),
        _ => ("M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z", Ink::Soft),
    };
    let at = (to + 8.0, y);
    pen.put(Mark::Path {
        path,
        at,
        ink,
        look: Stroke::Tenths(24),
    });
}
