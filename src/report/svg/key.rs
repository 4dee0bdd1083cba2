//! What signs mean: each sign with its words, in as many lines as they fill.

use super::type_sizes::SMALL;
use crate::report::svg::canvas::{Rect, number};
use crate::report::svg::footing::Footing;
use crate::report::svg::sheet::{Mark, Nib, Pen, Stroke};
use crate::report::svg::theme::Ink;

/// A sign.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::report) enum Sign {
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
    /// Two that may be one.
    Alike,
    /// An empty circle.
    Ring,
    /// Where all passes.
    Waist,
    /// A piece of a line.
    Line(Nib),
}

impl Sign {
    /// Its path about its middle, and how that is drawn.
    fn path(self) -> Option<(&'static str, Stroke)> {
        match self {
            Sign::None | Sign::Cell(_) | Sign::Frame | Sign::Line(_) => None,
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
            Sign::Alike => Some(("M-8 -2q4 -5 8 0t8 0M-8 4q4 -5 8 0t8 0", Stroke::Tenths(20))),
            Sign::Waist => Some(("M-8 -8l16 6v4l-16 6z", Stroke::Filled)),
            Sign::Ring => Some(("M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z", Stroke::Tenths(20))),
            Sign::Unequal => Some(("M-8 -3.5h16M-8 3.5h16M5 -8l-10 16", Stroke::Tenths(24))),
        }
    }

    /// Puts it on the sheet, about a point.
    pub(in crate::report) fn put(self, pen: &mut Pen, at: (f64, f64), ink: Ink) {
        if let Some((path, look)) = self.path() {
            pen.put(Mark::Path { path, at, ink, look });
        }
    }
}

/// Lays signs with their words from a point on, each line begun anew at `left`; gives the base line of the last line.
pub(in crate::report) fn lay(
    pen: &mut Pen,
    signs: &[(Sign, &str)],
    at: (f64, f64),
    (left, right): (f64, f64),
) -> f64 {
    let (mut x, mut y) = at;
    for (sign, words) in signs {
        let indent = match sign {
            Sign::None => 0.0,
            Sign::Line(_) => 42.0,
            _ => 21.0,
        };
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
            Sign::Line(nib) => pen.put(Mark::Curve {
                path: format!("M{} {}h34", number(x), number(y - 5.0)),
                pen: *nib,
            }),
            other => other.put(pen, (x + 7.0, y - 5.0), Ink::Text),
        }
        pen.line((x + indent, y), SMALL, words, right - x - indent);
        // Where the viewer lacks the font, its own may be wider.
        x += width * 1.1 + 20.0;
    }
    y
}
