//! What stands.

use super::Frame;
use super::strip::swatch;
use crate::report::svg::sheet::{About, Pen};
use crate::report::svg::type_sizes::{BODY, HEADING, SMALL, STRONG};
use crate::report::told::Stands;
use crate::report::words;

/// So many claims are shown.
const STANDING: usize = 4;
const ROW: f64 = 26.0;

/// How high it will be.
pub(super) fn height(stands: &Stands) -> f64 {
    let more = usize::from(stands.claims.len() > STANDING) + usize::from(stands.none_of_two);
    (stands.claims.len().min(STANDING) + more) as f64 * ROW + 80.0
}

/// Lays what stands; that nothing has two independent sources is said where it is so.
pub(super) fn lay(pen: &mut Pen, stands: &Stands, frame: Frame, top: f64) -> f64 {
    if stands.claims.is_empty() && !stands.none_of_two {
        return top;
    }
    let width = frame.aside();
    pen.part("heading", About::Nothing, "");
    pen.line(
        (frame.right(), top),
        HEADING,
        "STANDS ON TWO SOURCES OR A DOCUMENT",
        width,
    );
    let mut y = top + ROW;
    for stand in stands.claims.iter().take(STANDING) {
        pen.part("stands", About::Claim(stand.id.clone()), "");
        swatch(pen, (frame.right(), y), stand.footing);
        pen.line((frame.right() + 22.0, y), BODY, &stand.words, width - 22.0);
        y += ROW;
    }
    pen.part("stands", About::Nothing, "");
    if stands.claims.len() > STANDING {
        let more = words::count(stands.claims.len() - STANDING, "more claim");
        pen.line(
            (frame.right() + 22.0, y),
            SMALL,
            &format!("and {more}"),
            width - 22.0,
        );
        y += ROW;
    }
    if stands.none_of_two {
        pen.line(
            (frame.right(), y),
            STRONG,
            "Nothing here has two independent sources.",
            width,
        );
        y += ROW;
    }
    y - ROW
}
