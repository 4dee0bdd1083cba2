//! Traces: who of several articles repeats whom. One file a format, one row each in [`FORMATS`].

mod axis;
mod json;
#[cfg(feature = "page")]
mod page;
mod signs;
mod svg;
mod text;
pub(super) mod words;

use super::Style;
use crate::trace::Trace;

pub use json::schema;

/// One form of a trace.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// The usual file extension, without the dot.
    pub extension: &'static str,
    /// One line of help.
    pub help: &'static str,
    /// How it is made.
    pub render: fn(&Trace, &Style) -> String,
}

/// Every form.
pub const FORMATS: &[Format] = &[
    Format {
        name: "text",
        extension: "txt",
        help: "a report for people",
        render: text::render,
    },
    Format {
        name: "json",
        extension: "json",
        help: "everything, in the form that `twosource schema trace` describes",
        render: json::render,
    },
    #[cfg(feature = "page")]
    Format {
        name: "html",
        extension: "html",
        help: "a page: the picture, the articles, the claims, in one file",
        render: page::render,
    },
    Format {
        name: "svg",
        extension: "svg",
        help: "the picture: outlets as lanes over time, and whom they go back to",
        render: svg::render,
    },
];

impl Format {
    /// The form with this name.
    pub fn of_name(name: &str) -> Option<&'static Format> {
        FORMATS.iter().find(|format| format.name == name)
    }
}
