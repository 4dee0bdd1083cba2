//! The JSON Schema of the graph file, made of the table of keys.

use serde_json::{Map, Value, json};

use super::keys::{CLAIM, FILE, Need, Row, SOURCE, Shape, Table, WAIVER};
use crate::policy::people;

/// The JSON Schema (2020-12) of the graph file, for editors that complete and check while one types.
///
/// It cannot say that ids must be known and differ; [`super::read`] does.
pub fn schema() -> Value {
    let mut schema = table(FILE);
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!("twosource claims graph");
    schema["$defs"] = json!({"source": table(SOURCE), "claim": table(CLAIM), "waiver": table(WAIVER)});
    schema
}

fn table<T>(rows: &[Row<T>]) -> Value {
    let mut properties = Map::new();
    for row in rows.iter().filter(|row| !matches!(row.shape, Shape::Contact)) {
        let mut property = shape(row.shape);
        property["description"] = json!(row.about);
        properties.insert(row.name.to_owned(), property);
    }
    let of = |need: Need| {
        rows.iter()
            .filter(move |row| row.need == need)
            .map(|row| row.name)
    };
    let required: Vec<&str> = of(Need::Always).collect();
    let one: Vec<Value> = of(Need::One).map(|name| json!({"required": [name]})).collect();
    let mut table = json!({"type": "object", "properties": properties, "additionalProperties": false});
    if !required.is_empty() {
        table["required"] = json!(required);
    }
    if !one.is_empty() {
        table["oneOf"] = json!(one);
    }
    table
}

fn shape(shape: Shape) -> Value {
    let many = |item: Value| json!({"type": "array", "items": item});
    match shape {
        Shape::Text | Shape::Ref(_) | Shape::Contact => json!({"type": "string"}),
        Shape::Id => json!({"type": "string", "minLength": 1}),
        Shape::Texts => many(json!({"type": "string"})),
        Shape::Refs(_) => {
            let mut ids = many(json!({"type": "string"}));
            ids["uniqueItems"] = json!(true);
            ids
        }
        Shape::OneOf(names) => json!({"enum": names()}),
        Shape::Flag => json!({"type": "boolean"}),
        Shape::Count => people(),
        Shape::Date => json!({"type": "string", "format": "date"}),
        Shape::Tables(Table::Claim) => many(json!({"$ref": "#/$defs/claim"})),
        Shape::Tables(Table::Waiver) => many(json!({"$ref": "#/$defs/waiver"})),
        Shape::Tables(_) => many(json!({"$ref": "#/$defs/source"})),
    }
}
