//! TOML 1.0, read by toml_edit.

use toml_edit::{Document, Item, TableLike, Value as Toml};

use super::tree::{DEEPEST, Key, Node, Value, discreet, problem, too_deep};
use crate::draft::Span;
use crate::policy::Problem;

/// Reads a file as a tree, or says where it is not TOML.
pub(super) fn read(text: &str) -> Result<Node, Vec<Problem>> {
    let document = Document::parse(text).map_err(|error| {
        let span = span(error.span(), Span::new(0, 0));
        vec![problem(
            span,
            format!(
                "this is not TOML: {}",
                discreet(error.message()).replace('\n', ", ")
            ),
            "",
        )]
    })?;
    let whole = Span::new(0, text.len());
    table(document.as_table(), whole, 0)
}

fn table(table: &dyn TableLike, at: Span, depth: usize) -> Result<Node, Vec<Problem>> {
    if depth > DEEPEST {
        return Err(vec![too_deep(at)]);
    }
    let mut rows = Vec::new();
    for (name, item) in table.iter() {
        let key = table.key(name).and_then(toml_edit::Key::span);
        let key = span(key, at);
        let name = name.to_owned();
        rows.push((Key { span: key, name }, node(item, key, depth + 1)?));
    }
    Ok(Node {
        span: at,
        value: Value::Table(rows),
    })
}

fn node(item: &Item, near: Span, depth: usize) -> Result<Node, Vec<Problem>> {
    let at = span(item.span(), near);
    match item {
        Item::None => Ok(odd(at, "nothing")),
        Item::Value(value) => self::value(value, at, depth),
        Item::Table(inner) => table(inner, at, depth),
        Item::ArrayOfTables(tables) => {
            let each = tables
                .iter()
                .map(|inner| table(inner, span(inner.span(), at), depth + 1));
            list(at, each.collect())
        }
    }
}

fn value(value: &Toml, at: Span, depth: usize) -> Result<Node, Vec<Problem>> {
    if depth > DEEPEST {
        return Err(vec![too_deep(at)]);
    }
    let plain = match value {
        Toml::String(text) => Value::Text(text.value().clone()),
        Toml::Integer(number) => Value::Integer(*number.value()),
        Toml::Boolean(flag) => Value::Flag(*flag.value()),
        Toml::Float(_) => Value::Odd("a number with a fraction"),
        Toml::Datetime(when) => match when.value() {
            toml_edit::Datetime {
                date: Some(date),
                time: None,
                ..
            } => Value::Date(date.to_string()),
            _ => Value::Odd("a time"),
        },
        Toml::InlineTable(inner) => return table(inner, at, depth),
        Toml::Array(items) => {
            let each = items
                .iter()
                .map(|item| self::value(item, span(item.span(), at), depth + 1));
            return list(at, each.collect());
        }
    };
    Ok(Node {
        span: at,
        value: plain,
    })
}

fn list(at: Span, items: Result<Vec<Node>, Vec<Problem>>) -> Result<Node, Vec<Problem>> {
    Ok(Node {
        span: at,
        value: Value::List(items?),
    })
}

fn odd(span: Span, what: &'static str) -> Node {
    Node {
        span,
        value: Value::Odd(what),
    }
}

fn span(range: Option<std::ops::Range<usize>>, near: Span) -> Span {
    range.map_or(near, |range| Span::new(range.start, range.end))
}
