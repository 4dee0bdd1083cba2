//! Markdown, by pulldown-cmark: prose without markup, every byte traceable to the file.

use super::{Blocks, plain};

/// Reads Markdown.
pub(super) fn read(file: &str) -> Blocks {
    plain::read(file)
}
