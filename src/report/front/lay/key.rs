//! What signs mean: each sign with its words, in as many lines as they fill.

use super::type_sizes::SMALL;
use crate::report::front::footing::Footing;
use crate::report::front::sheet::{Mark, Pen, Stroke};
use crate::report::svg::canvas::Rect;
use crate::report::svg::theme::Ink;

/// A sign.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Sign {
    /// Words alone.
    None,
    Cell(Footing),
    /// An empty frame.
    Frame,
    Triangle,
    Star,
    Cross,
    Dot,
    /// Two that do not agree.
    Unequal,
}

impl Sign {
    /// Its path about its middle, and how that is drawn.
    fn path(self) -> Option<(&'static str, Stroke)> {
        match self {
            Sign::None | Sign::Cell(_) | Sign::Frame => None,
            Sign::Triangle => Some(("M0 -5l7 9h-14z", Stroke::Filled)),
            Sign::Star => Some((
                "M0 -8l2 5.4l5.7 .2l-4.5 3.6l1.6 5.5l-4.8 -3.2l-4.8 3.2l1.6 -5.5l-4.5 -3.6l5.7 -.2z",
                Stroke::Filled,
            )),
            Sign::Cross => Some(("M-6 -6l12 12m0 -12l-12 12", Stroke::Tenths(26))),
            Sign::Dot => Some((
                "M-2.2 0a2.2 2.2 0 1 0 4.4 0a2.2 2.2 0 1 0 -4.4 0z",
                Stroke::Filled,
            )),
            Sign::Unequal => Some(("M-8 -3.5h16M-8 3.5h16M5 -8l-10 16", Stroke::Tenths(24))),
        }
    }

    /// Puts it on the sheet, about a point.
    pub(super) fn put(self, pen: &mut Pen, at: (f64, f64), ink: Ink) {
        if let Some((path, look)) = self.path() {
            pen.put(Mark::Path { path, at, ink, look });
        }
    }
}

/// Lays signs with their words from a point on, each line begun anew at `left`; gives the base line of the last line.
pub(super) fn lay(pen: &mut Pen, signs: &[(Sign, &str)], at: (f64, f64), (left, right): (f64, f64)) -> f64 {
    let (mut x, mut y) = at;
    for (sign, words) in signs {
        let indent = if *sign == Sign::None { 0.0 } else { 21.0 };
        let width = indent + pen.width(SMALL, words);
        if x > left && x + width > right {
            (x, y) = (left, y + 24.0);
        }
        let rect = Rect {
            x,
            y: y - 13.0,
            width: 14.0,
            height: 15.0,
        };
        match sign {
            Sign::Cell(footing) => pen.put(Mark::Cell {
                rect,
                footing: *footing,
            }),
            Sign::Frame => pen.put(Mark::Frame {
                rect,
                radius: 0.0,
                ink: Ink::Soft,
            }),
            other => other.put(pen, (x + 7.0, y - 5.0), Ink::Text),
        }
        pen.line((x + indent, y), SMALL, words, right - x - indent);
        // Where the viewer lacks the font, its own may be wider.
        x += width * 1.1 + 20.0;
    }
    y
}
