//! The data contract as JSON: one object for a draft, an array of them for several; or one line a draft.

use super::contract::Document;
use super::{List, Style, escape};
use crate::Analysis;

/// One object for one draft, else an array, indented.
pub(super) const LIST: List = List {
    one: render,
    item: |object| format!("  {}", object.replace('\n', "\n  ")),
    around: ["[\n", ",\n", "\n]\n"],
    none: "[]\n",
};

fn render(analysis: &Analysis, _style: &Style) -> String {
    // Strings, numbers and lists of them: there is nothing here that JSON cannot hold.
    escape::json(&serde_json::to_string_pretty(&Document::of(analysis)).unwrap_or_default())
}

/// One line.
pub(super) fn render_line(analysis: &Analysis, _style: &Style) -> String {
    let written = serde_json::to_string(&Document::of(analysis)).unwrap_or_default();
    escape::json(&written) + "\n"
}
