//! The foot: the rest in one line a rung, and what the sheet does not judge.

use super::strip::swatch;
use super::{Frame, MARGIN};
use crate::report::svg::canvas::{Rect, Type};
use crate::report::svg::sheet::{About, Mark, Pen};
use crate::report::svg::theme::Ink;
use crate::report::svg::type_sizes::{BODY, HEADING, SMALL, STRONG};
use crate::report::told::{Rest, Told};
use crate::report::words;

const ROW: f64 = 26.0;
const NAME: f64 = 200.0;
const NOTE: &str = "Counts the sources that a text names and how far they are independent. It does not judge whether a \
                    claim is true.";

/// Lays it; gives the height of the sheet.
pub(super) fn lay(pen: &mut Pen, told: &Told, frame: Frame, top: f64) -> f64 {
    let width = frame.inner();
    let mut y = top;
    if !told.rest.is_empty() {
        y += 14.0;
        pen.part("heading", About::Nothing, "");
        pen.line((MARGIN, y), HEADING, "THE REST, BRIEFLY", width);
        y += ROW;
    }
    for rest in &told.rest {
        lay_rest(pen, rest, frame, y);
        y += ROW;
    }
    pen.part("note", About::Nothing, "");
    let rule = Rect {
        x: MARGIN,
        y,
        width,
        height: 1.0,
    };
    pen.put(Mark::Fill {
        rect: rule,
        ink: Ink::Line,
    });
    pen.line((MARGIN, y + 26.0), SMALL, NOTE, width);
    y + 46.0
}

/// Letters of each claim in a line, the most that let all of them stand in it.
const LETTERS: [usize; 4] = [102, 72, 52, 40];

/// As many claims as the line has room for, and how many more there are.
fn lay_rest(pen: &mut Pen, rest: &Rest, frame: Frame, y: f64) {
    pen.part("rest", About::Nothing, "");
    swatch(pen, (MARGIN, y), rest.footing);
    let looks = Type {
        ink: rest.footing.text(),
        ..STRONG
    };
    pen.line((MARGIN + 24.0, y), looks, rest.footing.name(), NAME - 34.0);
    let from = MARGIN + NAME;
    let room = frame.end() - from;
    let mut said = String::new();
    for letters in LETTERS {
        let (told, left) = told(pen, rest, letters, room);
        said = told;
        if left == 0 {
            break;
        }
    }
    pen.line((from, y), BODY, &said, room);
}

/// The claims of a line, each in so many letters at most, and how many it has no room for.
fn told(pen: &Pen, rest: &Rest, letters: usize, room: f64) -> (String, usize) {
    let more = |left: usize| match left {
        0 => String::new(),
        left => format!(" · and {left} more"),
    };
    let mut said = String::new();
    for (at, (number, claim)) in rest.claims.iter().enumerate() {
        let gap = if at == 0 { "" } else { " · " };
        let longer = format!("{said}{gap}{number} {}", words::cut(claim, letters));
        let left = rest.claims.len() - at - 1;
        if at > 0 && pen.width(BODY, &format!("{longer}{}", more(left))) > room {
            return (said + &more(left + 1), left + 1);
        }
        said = longer;
    }
    (said, 0)
}
