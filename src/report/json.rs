//! The data contract as JSON: one object for a draft, an array of them for several; or one line a draft.

use serde::Serialize;

use super::contract::Document;
use super::{Style, escape};
use crate::Analysis;

/// One object for one draft, else an array, indented.
pub(super) fn render(analyses: &[Analysis], _style: &Style) -> String {
    let written = match analyses {
        [one] => write(&Document::of(one)),
        many => write(&many.iter().map(Document::of).collect::<Vec<_>>()),
    };
    written + "\n"
}

fn write(value: &impl Serialize) -> String {
    // Strings, numbers and lists of them: there is nothing here that JSON cannot hold.
    escape::json(&serde_json::to_string_pretty(value).unwrap_or_default())
}

/// One line.
pub(super) fn render_line(analysis: &Analysis, _style: &Style) -> String {
    let written = serde_json::to_string(&Document::of(analysis)).unwrap_or_default();
    escape::json(&written) + "\n"
}
