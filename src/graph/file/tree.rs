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

/// What a parser says of a file, without the words of the file that it may quote.
pub(super) fn discreet(message: &str) -> String {
    let mut kept = String::with_capacity(message.len());
    let mut rest = message;
    while let Some(open) = rest.find(['`', '"']) {
        let mark = &rest[open..=open];
        let Some(length) = rest[open + 1..].find(mark) else {
            break;
        };
        let (quoted, after) = rest[open + 1..].split_at(length);
        kept.push_str(&rest[..open]);
        // A bracket or a comma that was expected, and nothing that could be a word.
        if quoted.chars().any(char::is_alphanumeric) {
            kept.push('…');
        } else {
            kept.extend([mark, quoted, mark]);
        }
        rest = &after[1..];
    }
    // A mark that nothing closes: what follows may be words of the file.
    kept.push_str(rest.split(['`', '"']).next().unwrap_or_default());
    kept
}
