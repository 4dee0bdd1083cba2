//! The signs of the picture of a trace: articles as discs, ways with round corners.

use std::collections::BTreeSet;

use crate::report::svg::canvas::{Rect, number};
use crate::report::svg::footing::Footing;
use crate::report::svg::sheet::{Mark, Pen};
use crate::report::svg::theme::Ink;
use crate::report::words;
use crate::source::SourceKind;
use crate::trace::Role;

/// Of an article's disc, in pixels.
pub(super) const RADIUS: f64 = 8.0;
const CORNER: f64 = 10.0;

/// How an article is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Brings,
    Same,
    Hollow,
    Circle,
}

impl Look {
    pub(super) const ALL: [(Look, &'static str); 4] = [
        (Look::Brings, "brings a source that none before it has"),
        (Look::Same, "has one that others have too"),
        (Look::Hollow, "repeats, or names nobody"),
        (Look::Circle, "leads back in a circle"),
    ];

    /// The look of an article that does these things to claims.
    pub(super) fn of(roles: &BTreeSet<Role>) -> Look {
        match () {
            () if roles.contains(&Role::Brings) => Look::Brings,
            () if roles.contains(&Role::SameSource) => Look::Same,
            () if roles.contains(&Role::Circle) => Look::Circle,
            () => Look::Hollow,
        }
    }

    /// Puts it on the sheet, about a point.
    pub(super) fn put(self, pen: &mut Pen, at: (f64, f64)) {
        let ink = if self == Look::Circle {
            Footing::Nobody.ink()
        } else {
            Ink::Text
        };
        pen.put(disc(at, RADIUS + 2.0, Ink::Paper));
        pen.put(disc(at, RADIUS, ink));
        match self {
            Look::Brings => {}
            Look::Same => {
                pen.put(disc(at, RADIUS - 2.4, Ink::Paper));
                pen.put(disc(at, RADIUS - 5.0, ink));
            }
            Look::Hollow => pen.put(disc(at, RADIUS - 2.4, Ink::Paper)),
            Look::Circle => {
                pen.put(disc(at, RADIUS - 2.4, Ink::Paper));
                let bar = Rect {
                    x: at.0 - 4.0,
                    y: at.1 - 1.2,
                    width: 8.0,
                    height: 2.4,
                };
                pen.put(Mark::Fill { rect: bar, ink });
            }
        }
    }
}

fn disc((x, y): (f64, f64), radius: f64, ink: Ink) -> Mark {
    let (r, d) = (number(radius), number(2.0 * radius));
    Mark::Shape {
        path: format!(
            "M{} {}a{r} {r} 0 1 0 {d} 0a{r} {r} 0 1 0 -{d} 0z",
            number(x - radius),
            number(y)
        ),
        ink,
    }
}

/// A way along `x` from one lane to another, and on to the end there.
pub(super) fn way((x1, y1): (f64, f64), x: f64, (x2, y2): (f64, f64)) -> String {
    let start = format!("M{} {}", number(x1), number(y1));
    if (y1 - y2).abs() < 1.0 {
        return format!("{start}H{}", number(x2));
    }
    let down = if y2 > y1 { 1.0 } else { -1.0 };
    // Corners are no rounder than there is room.
    let round = |room: f64| CORNER.min(room.abs() / 2.0);
    let (into, out) = (round(x - x1), round(x2 - x));
    let (from, to) = (if x > x1 { into } else { -into }, if x2 > x { out } else { -out });
    format!(
        "{start}H{}Q{} {} {} {}V{}Q{} {} {} {}H{}",
        number(x - from),
        number(x),
        number(y1),
        number(x),
        number(y1 + down * into),
        number(y2 - down * out),
        number(x),
        number(y2),
        number(x + to),
        number(y2),
        number(x2)
    )
}

/// The footing of claims that rest on one such source alone.
pub(super) fn footing(kind: SourceKind) -> Footing {
    match kind {
        SourceKind::NamedPerson | SourceKind::NamedOrganization | SourceKind::Newsroom => Footing::One,
        SourceKind::Document => Footing::Document,
        SourceKind::Outlet => Footing::Outlet,
        SourceKind::Anonymous | SourceKind::UnnamedPerson | SourceKind::UnnamedGroup => Footing::Unnamed,
    }
}

/// What stands below its name.
pub(super) fn about(kind: SourceKind, title: &str) -> String {
    if title.is_empty() {
        words::kind(kind).to_owned()
    } else {
        title.to_owned()
    }
}
