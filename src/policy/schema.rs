//! The JSON Schema of the policy file, made of the table of settings.

use serde_json::{Map, Value, json};

use super::settings::{Needed, SETTINGS, Takes, WAIVER_KEYS};
use super::{Level, Profile};

/// The JSON Schema (2020-12) of the policy file.
pub fn schema() -> Value {
    let mut properties = Map::new();
    for setting in SETTINGS {
        let mut property = match setting.takes {
            Takes::Names(_) => json!({"type": "array", "items": {"type": "string", "minLength": 1}}),
            Takes::Pairs(_) => json!({"type": "array", "items": {
                "type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 2, "maxItems": 2,
            }}),
            Takes::Number(least, most, _) => json!({"type": "integer", "minimum": least, "maximum": most}),
            Takes::Share(_) => json!({"type": "number", "minimum": 0, "maximum": 1}),
            Takes::File(_) => json!({"type": "string", "minLength": 1}),
            Takes::Profile(_) => json!({"enum": profiles()}),
            Takes::Patterns(_) => patterns(),
            Takes::Paths(_) => json!({"type": "array", "items": {
                "type": "object",
                "properties": {"files": patterns(), "rules": {"type": "object", "additionalProperties": {"enum": levels()}}},
                "required": ["files", "rules"],
                "additionalProperties": false,
            }}),
            Takes::Level(_) => json!({"enum": loud()}),
            Takes::Levels(_) => json!({"type": "object", "additionalProperties": {"enum": levels()}}),
            Takes::Waivers(_) => json!({"type": "array", "items": waiver()}),
        };
        property["description"] = json!(setting.about);
        properties.insert(setting.key.to_owned(), property);
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "twosource policy",
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    })
}

/// A number of people in any file of the desk's: one number, or the least and the most.
pub(crate) fn people() -> Value {
    let number = json!({"type": "integer", "minimum": 1});
    let range = json!({
        "type": "object",
        "properties": {"low": number, "high": number},
        "required": ["low", "high"],
        "additionalProperties": false,
    });
    json!({"oneOf": [number, range]})
}

fn levels() -> Vec<&'static str> {
    Level::NAMES.iter().map(|(_, name)| *name).collect()
}

fn profiles() -> Vec<&'static str> {
    Profile::NAMES.iter().map(|(_, name)| *name).collect()
}

fn patterns() -> Value {
    json!({"type": "array", "items": {"type": "string", "minLength": 1}})
}

fn loud() -> Vec<&'static str> {
    let mut names = levels();
    names.retain(|name| *name != Level::Off.name());
    names
}

fn waiver() -> Value {
    let mut properties = Map::new();
    for row in WAIVER_KEYS {
        properties.insert(
            row.key.to_owned(),
            json!({"type": "string", "description": row.about}),
        );
    }
    let of = |needed: Needed| WAIVER_KEYS.iter().filter(move |row| row.needed == needed);
    let required: Vec<&str> = of(Needed::Always).map(|row| row.key).collect();
    let one_of: Vec<Value> = of(Needed::OneOf)
        .map(|row| json!({"required": [row.key]}))
        .collect();
    json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "oneOf": one_of,
        "additionalProperties": false,
    })
}
