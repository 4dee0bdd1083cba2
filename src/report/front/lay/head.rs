//! The head: counts, headline, verdict, with whom most falls.

use super::{Frame, MARGIN};
use crate::report::svg::lettering::Room;
use crate::report::svg::sheet::{About, Pen};
use crate::report::svg::type_sizes::{HEADLINE, SMALL, VERDICT, WAIST};
use crate::report::told::Told;

/// Lays it; gives the base line of its last line.
pub(super) fn lay(pen: &mut Pen, told: &Told, frame: Frame) -> f64 {
    let width = frame.inner();
    pen.part("head", About::Nothing, "");
    pen.line((MARGIN, 46.0), SMALL, &told.counts, width);
    let room = Room { width, lines: 2 };
    let mut y = pen.block((MARGIN, 86.0), HEADLINE, &told.headline, room) - 6.0;
    pen.part("verdict", About::Nothing, "");
    y = pen.block((MARGIN, y), VERDICT, &told.verdict, Room { width, lines: 3 });
    if !told.waist.is_empty() {
        pen.part("waist", About::Nothing, "");
        y = pen.block((MARGIN, y), WAIST, &told.waist, room);
    }
    y - 24.0
}
