//! The readings file beside a draft: what a person says of what the machine read there.
//!
//! It knows no kind of source and no rule: the caller says which words may stand there ([`Vocabulary`]).

mod file;
mod keys;
mod put;
mod schema;
mod sheet;

pub use file::read;
pub use put::{Put, merged, put, written};
pub use schema::schema;
pub use sheet::{Entry, Sheet, sheet};

use super::Waiver;
use crate::span::Span;

/// What stands behind a draft's name in the name of its readings file: `draft.md` has `draft.md.twosource.toml`.
pub const SUFFIX: &str = ".twosource.toml";

/// Words that later steps know, and that a readings file may use.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// The kinds of sources.
    pub kinds: Vec<&'static str>,
    /// The names of the rules.
    pub rules: Vec<&'static str>,
}

/// Words of the file, and where they stand in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// The words.
    pub text: String,
    /// Bytes of the file.
    pub span: Span,
}

/// What a readings file says. Every span is a range of bytes of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Readings {
    /// The file, as it was read.
    pub text: String,
    /// Sources that the machine has wrong, or missed.
    pub sources: Vec<Told>,
    /// What single statements are.
    pub readings: Vec<Correction>,
    /// Findings that the desk lets pass.
    pub accepted: Vec<Accept>,
    /// Claims that somebody has checked.
    pub checked: Vec<Checked>,
    /// Where the file gives an anonymous source away. The places only, never the words.
    pub exposed: Vec<Span>,
}

/// One source as the desk knows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    /// Its name, else its description: what readings call it.
    pub label: Words,
    /// Is the label a name, and not a description?
    pub named: bool,
    /// What it is, by the name of the kind.
    pub kind: String,
    /// Its role; `None` when the file does not say.
    pub title: Option<String>,
    /// What makes it depend on others; `None` when the file does not say.
    pub interest: Option<Vec<String>>,
    /// How many people who are apart it stands for, at least and at most; `None` when the file does not say.
    pub count: Option<(u32, u32)>,
}

/// What the desk says of one statement.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Correction {
    /// The beginning of its words.
    pub says: Words,
    /// Who stands behind it; empty when the machine is right about that.
    pub sources: Vec<Words>,
    /// Is it no statement?
    pub drop: bool,
    /// Is it what its source alone can know: its own view, wish, plan or experience?
    pub own: bool,
    /// Beginnings of statements that are the same claim.
    pub same_as: Vec<Words>,
    /// Beginnings of statements that are other claims.
    pub apart_from: Vec<Words>,
}

/// One finding that the desk lets pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accept {
    /// The beginning of the words that it is about.
    pub says: Words,
    /// The rule, who approved it, and why.
    pub waiver: Waiver,
}

/// Somebody has checked a claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// The beginning of its words.
    pub says: Words,
    /// Role of who checked it, never a name.
    pub role: String,
    /// When, `YYYY-MM-DD`.
    pub date: String,
    /// What came of it; empty when the file does not say.
    pub note: String,
}
