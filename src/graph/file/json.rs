//! JSON, read by serde_json piece by piece: a piece is a slice of the file, so that its place is known.

use serde::Deserializer as _;
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::tree::{DEEPEST, Key, Node, Value, discreet, problem, too_deep};
use crate::draft::Span;
use crate::policy::Problem;

/// Reads a file as a tree, or says where it is not JSON. Time grows with the file's length times its depth.
pub(super) fn read(text: &str) -> Result<Node, Vec<Problem>> {
    // serde_json's own limit for nesting says "recursion limit exceeded" before anything here runs deep.
    let whole: &RawValue = serde_json::from_str(text).map_err(|error| vec![syntax(text, &error)])?;
    node(text, whole.get(), 0)
}

fn syntax(text: &str, error: &serde_json::Error) -> Problem {
    let line = text.split_inclusive('\n').take(error.line().saturating_sub(1));
    let start: usize = line.map(str::len).sum();
    let mut at = (start + error.column().saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let mut what = error.to_string();
    if let Some(place) = what.rfind(" at line ") {
        what.truncate(place);
    }
    problem(
        Span::new(at, at),
        format!("this is not JSON: {}", discreet(&what)),
        "",
    )
}

fn node(text: &str, piece: &str, depth: usize) -> Result<Node, Vec<Problem>> {
    let start = offset(text, piece);
    let span = Span::new(start, start + piece.len());
    if depth > DEEPEST {
        return Err(vec![too_deep(span)]);
    }
    let mut reader = serde_json::Deserializer::from_str(piece);
    let failed = |error: serde_json::Error| {
        vec![problem(
            span,
            format!("this is not JSON: {}", discreet(&error.to_string())),
            "",
        )]
    };
    let value = match piece.as_bytes().first() {
        Some(b'{') => table(
            text,
            reader.deserialize_map(Pieces).map_err(failed)?,
            start,
            depth,
        )?,
        Some(b'[') => {
            let items = reader.deserialize_seq(Items).map_err(failed)?;
            let each = items.into_iter().map(|item| node(text, item.get(), depth + 1));
            Value::List(each.collect::<Result<_, _>>()?)
        }
        Some(b'"') => Value::Text(serde_json::from_str(piece).map_err(failed)?),
        Some(b't') => Value::Flag(true),
        Some(b'f') => Value::Flag(false),
        Some(b'n') => Value::Odd("null"),
        _ => piece.parse().map_or(
            Value::Odd("a number with a fraction, or too large"),
            Value::Integer,
        ),
    };
    Ok(Node { span, value })
}

/// Keys have no slice of their own; a key stands where the value before it (and a comma) ended.
fn table(
    text: &str,
    pieces: Vec<(String, &RawValue)>,
    start: usize,
    depth: usize,
) -> Result<Value, Vec<Problem>> {
    let mut rows = Vec::with_capacity(pieces.len());
    let mut end = start + 1;
    for (name, piece) in pieces {
        let value = offset(text, piece.get());
        let between = text.get(end..value).unwrap_or_default();
        let lead = between.len() - between.trim_start_matches([' ', '\t', '\r', '\n', ',']).len();
        let key = between
            .trim_end_matches([' ', '\t', '\r', '\n'])
            .trim_end_matches(':');
        let key = end + key.trim_end_matches([' ', '\t', '\r', '\n']).len();
        end = value + piece.get().len();
        let span = Span::new(end.min(value - between.len() + lead), key);
        rows.push((Key { span, name }, node(text, piece.get(), depth + 1)?));
    }
    Ok(Value::Table(rows))
}

/// Where a slice of `text` begins in it.
fn offset(text: &str, piece: &str) -> usize {
    let start = (piece.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    start.min(text.len())
}

struct Pieces;

impl<'de> Visitor<'de> for Pieces {
    type Value = Vec<(String, &'de RawValue)>;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut pieces = Vec::new();
        while let Some(entry) = map.next_entry()? {
            pieces.push(entry);
        }
        Ok(pieces)
    }
}

struct Items;

impl<'de> Visitor<'de> for Items {
    type Value = Vec<&'de RawValue>;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(items)
    }
}
