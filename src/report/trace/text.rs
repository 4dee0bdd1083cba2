//! A trace for people.

use crate::report::{Style, text};
use crate::trace::Trace;

pub(super) fn render(trace: &Trace, style: &Style) -> String {
    text::trace(trace, style)
}
