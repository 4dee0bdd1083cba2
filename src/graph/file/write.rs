//! Writing a graph file as TOML, in the form in which a desk writes it by hand.

use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table as Toml, Value};

use super::keys::{CLAIM, FILE, Given, Head, Row, SOURCE, Shape, Stated, WAIVER, Waived};
use super::{GraphFile, weight_of};
use crate::attribution::Stance;
use crate::claim::Claim;
use crate::source::SourceId;

/// The file as TOML; reading it gives the same graph. Any words may stand in it: what TOML cannot hold as it is, is
/// escaped. Linear.
///
/// What would give an anonymous source away is never in a [`GraphFile`], so it is never written.
pub fn write(file: &GraphFile) -> String {
    let mut document = DocumentMut::new();
    let head = Head {
        title: file.title.clone(),
        draft: file.draft.clone(),
        read: file.read.clone(),
    };
    fill(document.as_table_mut(), FILE, &head, file);
    tell_of_read(document.as_table_mut());
    let sources = &file.graph.sources;
    let claims: Vec<Stated> = file.graph.claims.iter().map(stated).collect();
    let waivers: Vec<Waived> = file
        .waivers
        .iter()
        .map(|waiver| Waived {
            waiver: waiver.clone(),
        })
        .collect();
    put(&mut document, "source", SOURCE, sources.iter(), file);
    put(&mut document, "claim", CLAIM, claims.iter(), file);
    put(&mut document, "waiver", WAIVER, waivers.iter(), file);
    document.to_string()
}

/// Says above the fingerprints what they are for, where nothing is said there yet.
pub(super) fn tell_of_read(table: &mut Toml) {
    const ABOUT: &str = "# What the machine has read so far: an update leaves out what was taken out here.\n";
    if let Some(mut key) = table.key_mut("read")
        && key.leaf_decor().prefix().is_none()
    {
        key.leaf_decor_mut().set_prefix(ABOUT);
    }
}

fn put<'t, T: 't>(
    document: &mut DocumentMut,
    name: &str,
    rows: &[Row<T>],
    items: impl Iterator<Item = &'t T>,
    file: &GraphFile,
) {
    let mut tables = ArrayOfTables::new();
    for item in items {
        let mut table = Toml::new();
        fill(&mut table, rows, item, file);
        tables.push(table);
    }
    if !tables.is_empty() {
        document.insert(name, Item::ArrayOfTables(tables));
    }
}

pub(super) fn fill<T>(table: &mut Toml, rows: &[Row<T>], item: &T, file: &GraphFile) {
    for row in rows {
        if let Some(value) = value((row.give)(item), row.shape, file) {
            table.insert(row.name, Item::Value(value));
        }
    }
}

fn value(given: Given, shape: Shape, file: &GraphFile) -> Option<Value> {
    let graph = &file.graph;
    let source = |id: &SourceId| graph.sources.get(id.0).map(|source| source.id.as_str());
    Some(match given {
        Given::Nothing => return None,
        Given::Text(text) if matches!(shape, Shape::Date) => text.parse().map_or_else(
            |_| Value::from(text),
            |date: toml_edit::Datetime| Value::from(date),
        ),
        Given::Text(text) => Value::from(text),
        Given::Texts(texts) => Value::Array(texts.iter().map(String::as_str).collect()),
        Given::Sources(ids) if matches!(shape, Shape::Ref(_)) => Value::from(source(ids.first()?)?),
        Given::Sources(ids) => Value::Array(ids.iter().filter_map(source).collect::<Array>()),
        Given::Claims(ids) => {
            let known = ids.iter().filter_map(|id| graph.claims.get(id.0));
            Value::Array(known.map(|claim| claim.id.as_str()).collect::<Array>())
        }
        Given::Flag => Value::from(true),
        Given::Count(count) if count.low == count.high => Value::from(i64::from(count.low)),
        Given::Count(count) => {
            let ends = [("low", i64::from(count.low)), ("high", i64::from(count.high))];
            Value::InlineTable(ends.into_iter().collect::<InlineTable>())
        }
    })
}

pub(super) fn stated(claim: &Claim) -> Stated {
    let with = |stance: Stance| {
        let mut seen = std::collections::HashSet::new();
        let ids = claim
            .backing
            .iter()
            .filter(|backing| backing.stance == stance)
            .map(|backing| backing.source);
        ids.filter(|id| seen.insert(*id)).collect::<Vec<SourceId>>()
    };
    Stated {
        asserted: with(Stance::Asserts),
        denied: with(Stance::Denies),
        declined: with(Stance::Declines),
        weight: (weight_of(claim).0 != claim.weight).then_some(claim.weight),
        claim: claim.clone(),
    }
}
