//! A trace as a page.

use super::svg;
use crate::report::{Style, html};
use crate::trace::Trace;

pub(super) fn render(trace: &Trace, style: &Style) -> String {
    html::trace(trace, &svg::render(trace, style))
}
