//! What the three syntaxes have in common: values with their places in the file.

use crate::draft::Span;
use crate::policy::Problem;

/// How deep lists and tables may stand in one another. The form needs four.
pub(super) const DEEPEST: usize = 64;

/// A value and its place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Node {
    pub(super) span: Span,
    pub(super) value: Value,
}

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Text(String),
    Integer(i64),
    /// A date without a time, as written.
    Date(String),
    Flag(bool),
    List(Vec<Node>),
    Table(Vec<(Key, Node)>),
    /// A value that the form has no use for, in words: "a number with a fraction".
    Odd(&'static str),
}

/// A key and its place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Key {
    pub(super) span: Span,
    pub(super) name: String,
}

impl Value {
    /// What it is, in words.
    pub(super) fn what(&self) -> &'static str {
        match self {
            Value::Text(_) => "text",
            Value::Integer(_) => "a number",
            Value::Date(_) => "a date",
            Value::Flag(_) => "true or false",
            Value::List(_) => "a list",
            Value::Table(_) => "a table",
            Value::Odd(what) => what,
        }
    }
}

/// A mistake for which the message says all.
pub(super) fn problem(span: Span, message: impl Into<String>, help: impl Into<String>) -> Problem {
    Problem {
        span,
        message: message.into(),
        help: help.into(),
    }
}

/// The mistake of a file that is nested deeper than [`DEEPEST`].
pub(super) fn too_deep(span: Span) -> Problem {
    problem(
        span,
        format!("lists and tables stand more than {DEEPEST} deep in one another"),
        "a claims graph needs four levels at most",
    )
}
