//! The JSON Schema of a readings file, made of the table of its keys.

use serde_json::{Map, Value, json};

use super::Vocabulary;
use super::keys::{Need, Shape, TABLES, Table};
use crate::policy::people;

/// The JSON Schema (2020-12) of a readings file, for editors that complete and check while one types.
pub fn schema(known: &Vocabulary) -> Value {
    let mut properties = Map::new();
    for one in TABLES {
        let mut list = json!({"type": "array", "items": table(one, known)});
        list["description"] = json!(one.about);
        properties.insert(one.name.to_owned(), list);
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "twosource readings",
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    })
}

fn table(table: &Table, known: &Vocabulary) -> Value {
    let mut properties = Map::new();
    let rows = || table.rows.iter().filter(|row| row.shape != Shape::Contact);
    for row in rows() {
        let mut property = shape(row.shape, known);
        property["description"] = json!(row.about);
        properties.insert(row.key.to_owned(), property);
    }
    let of = |need: Need| rows().filter(move |row| row.need == need);
    let required: Vec<&str> = of(Need::Always).map(|row| row.key).collect();
    let choice = |need: Need| -> Vec<Value> { of(need).map(|row| json!({"required": [row.key]})).collect() };
    let mut schema = json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    });
    for (need, word) in [(Need::One, "oneOf"), (Need::Some, "anyOf")] {
        let choice = choice(need);
        if !choice.is_empty() {
            schema[word] = json!(choice);
        }
    }
    schema
}

fn shape(shape: Shape, known: &Vocabulary) -> Value {
    let text = json!({"type": "string", "minLength": 1});
    let texts = json!({"type": "array", "items": text, "minItems": 1});
    match shape {
        Shape::Text | Shape::Beginning | Shape::Contact => text,
        Shape::Beginnings => json!({"oneOf": [text, texts]}),
        Shape::Texts => texts,
        Shape::Names => json!({"type": "array", "items": text}),
        Shape::Kind => json!({"enum": known.kinds}),
        Shape::Rule => json!({"enum": known.rules}),
        Shape::Yes => json!({"const": true}),
        Shape::Count => people(),
        Shape::Day => json!({"type": "string", "format": "date"}),
    }
}
