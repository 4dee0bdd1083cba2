//! What to check first: one box a claim.

use super::{Frame, MARGIN, chain};
use crate::report::svg::canvas::{Anchor, Rect, Type};
use crate::report::svg::lettering::{Face, Room};
use crate::report::svg::sheet::{About, Mark, Pen};
use crate::report::svg::theme::Ink;
use crate::report::svg::type_sizes::{BODY, HEADING, RANK, SMALL, STRONG, WORDS};
use crate::report::told::{Item, Told};

const PADDING: f64 = 14.0;
const GAP: f64 = 10.0;
/// Where the words of a box begin, from its left edge.
const INDENT: f64 = 62.0;
/// Room for the arrow before what is to be done.
const ARROW: f64 = 20.0;

/// What is said where nothing is to be checked.
const NOTHING: &str = "No claim is listed here. A claim is listed when it matters, is no view or plan of the speaker's own, and \
                       has neither two independent sources nor a document, or is contested.";

/// Lays the boxes; gives where they end.
pub(super) fn lay(pen: &mut Pen, told: &Told, frame: Frame, top: f64) -> f64 {
    pen.part("heading", About::Nothing, "");
    pen.line((MARGIN, top), HEADING, "CHECK FIRST", frame.left());
    let mut y = top + 14.0;
    if told.first.is_empty() {
        let words = if told.cells.is_empty() {
            "No claim was read."
        } else {
            NOTHING
        };
        let room = Room {
            width: frame.left() - 40.0,
            lines: 4,
        };
        return pen.block((MARGIN, y + 18.0), BODY, words, room);
    }
    for item in &told.first {
        y = item_box(pen, item, frame, y) + GAP;
    }
    y - GAP
}

/// What a box says, but for what is to be done: each with its look and the lines that it may take.
fn texts(item: &Item) -> [(Type, &str, usize); 3] {
    let place = Type {
        face: Face::Bold,
        ..SMALL
    };
    let why = Type {
        ink: item.footing.text(),
        ..STRONG
    };
    [
        (place, &item.place, 2),
        (WORDS, &item.words, 3),
        (why, &item.why, 4),
    ]
}

fn item_box(pen: &mut Pen, item: &Item, frame: Frame, top: f64) -> f64 {
    let x = MARGIN + INDENT;
    let width = frame.left() - INDENT - chain::AREA - 2.0 * PADDING;
    pen.part("item", About::Claim(item.id.clone()), "");
    let own = pen.parts.len() - 1;
    let rank = (MARGIN + 34.0, top + 40.0);
    pen.text(rank, Anchor::Middle, RANK, item.rank.to_string());
    let mut y = top + PADDING - 3.0;
    for (looks, text, lines) in texts(item) {
        y = below(pen, (x, y), looks, text, Room { width, lines });
    }
    if !item.to_do.is_empty() {
        pen.line((x, y + BODY.size), BODY, "→", ARROW);
        let room = Room {
            width: width - ARROW,
            lines: 3,
        };
        y = below(pen, (x + ARROW, y), BODY, &item.to_do, room);
    }
    let chain_height = chain::height(pen, &item.chain) + 2.0 * PADDING;
    let rect = Rect {
        x: MARGIN,
        y: top,
        width: frame.left(),
        height: (y - top + PADDING - 4.0).max(chain_height),
    };
    frame_of(pen, own, rect, item);
    let area = Rect {
        x: rect.right() - chain::AREA - PADDING,
        width: chain::AREA,
        ..rect
    };
    chain::lay(pen, item, area);
    rect.bottom()
}

/// A text under a height; gives the height under it.
fn below(pen: &mut Pen, (x, top): (f64, f64), looks: Type, text: &str, room: Room) -> f64 {
    pen.block((x, top + looks.size), looks, text, room) - looks.size + 2.0
}

/// The frame under what the box holds.
fn frame_of(pen: &mut Pen, part: usize, rect: Rect, item: &Item) {
    let marks = [
        Mark::Frame {
            rect,
            radius: 4.0,
            ink: Ink::Line,
        },
        Mark::Cell {
            rect: Rect { width: 9.0, ..rect },
            footing: item.footing,
        },
    ];
    if let Some(part) = pen.parts.get_mut(part) {
        part.marks.splice(0..0, marks);
    }
}
