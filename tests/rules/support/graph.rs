//! Reads a small claims graph for a test document.

use std::collections::BTreeMap;

use toml_edit::{Document, Item, Table};
use twosource::attribution::Stance;
use twosource::claim::{Backing, Claim, ClaimKind, Weight};
use twosource::draft::Draft;
use twosource::graph::SourceGraph;
use twosource::policy::{Target, Waiver};
use twosource::rules::Case;
use twosource::source::{Basis, Count, Source, SourceId, SourceKind};
use twosource::span::Span;
use twosource::strength;

fn words(table: &Table, key: &str) -> String {
    table
        .get(key)
        .and_then(Item::as_str)
        .unwrap_or_default()
        .to_owned()
}

fn list(table: &Table, key: &str) -> Vec<String> {
    let array = table.get(key).and_then(Item::as_array);
    array
        .into_iter()
        .flatten()
        .filter_map(|value| value.as_str())
        .map(str::to_owned)
        .collect()
}

fn tables<'a>(root: &'a Table, key: &str) -> impl Iterator<Item = (&'a Table, Span)> {
    let tables = root.get(key).and_then(Item::as_array_of_tables);
    tables.into_iter().flatten().map(|table| {
        let range = table.span().unwrap_or_default();
        (table, Span::new(range.start, range.end))
    })
}

/// Reads it, and weighs its claims.
#[allow(clippy::too_many_lines)]
pub(crate) fn read(text: &str) -> Result<Case, String> {
    let document = Document::parse(text).map_err(|error| error.to_string())?;
    let root = document.as_table();
    let ids: BTreeMap<String, SourceId> = tables(root, "source")
        .enumerate()
        .map(|(number, (table, _))| (words(table, "id"), SourceId(number)))
        .collect();
    let named = |id: String| {
        ids.get(&id)
            .copied()
            .ok_or(format!("no source has the id `{id}`"))
    };
    let all = |ids: Vec<String>| {
        ids.into_iter()
            .map(named)
            .collect::<Result<Vec<SourceId>, String>>()
    };
    let mut sources = Vec::new();
    for (table, span) in tables(root, "source") {
        let kind = SourceKind::of_name(&words(table, "kind")).ok_or("a source without a kind")?;
        let mut source = Source::new(&words(table, "id"), kind);
        source.name = words(table, "name");
        source.title = words(table, "title");
        source.description = words(table, "description");
        source.interest = list(table, "interest");
        source.basis = Basis::of_name(&words(table, "basis")).unwrap_or_default();
        source.cites = all(list(table, "cites"))?;
        source.mentions = vec![span];
        if let Some(count) = table.get("count").and_then(Item::as_integer) {
            let count = u32::try_from(count).map_err(|error| error.to_string())?;
            source.count = Count {
                low: count,
                high: count,
            };
        }
        source.anonymity.reason = Some(words(table, "reason")).filter(|reason| !reason.is_empty());
        source.anonymity.approved_by = Some(words(table, "approved_by")).filter(|role| !role.is_empty());
        source.anonymity.identity_known_to_editor =
            Some(words(table, "known_to")).filter(|role| !role.is_empty());
        if table.contains_key("same_as") {
            source.same_as = Some(named(words(table, "same_as"))?);
        }
        sources.push(source);
    }
    let mut claims = Vec::new();
    for (table, span) in tables(root, "claim") {
        let mut claim = Claim::new(&words(table, "id"), &words(table, "text"));
        claim.spans = vec![span];
        claim.lede = table.get("lede").and_then(Item::as_bool).unwrap_or(false);
        claim.kind_by_hand = table.contains_key("kind");
        claim.kind = ClaimKind::of_name(&words(table, "kind")).unwrap_or_default();
        let weight = Weight::of_name(&words(table, "weight"));
        claim.weight = weight.unwrap_or(match claim.kind {
            ClaimKind::Accusation | ClaimKind::Casualty | ClaimKind::Money => Weight::Heavy,
            _ if claim.lede => Weight::Heavy,
            ClaimKind::Opinion | ClaimKind::Own => Weight::Light,
            _ => Weight::Normal,
        });
        let stances = [
            ("sources", Stance::Asserts),
            ("denied_by", Stance::Denies),
            ("declined_by", Stance::Declines),
        ];
        for (key, stance) in stances {
            for source in all(list(table, key))? {
                claim.backing.push(Backing {
                    source,
                    stance,
                    attribution: None,
                });
            }
        }
        claims.push(claim);
    }
    let waivers = tables(root, "waiver").map(|(table, span)| Waiver {
        rule: words(table, "rule"),
        target: match words(table, "claim") {
            claim if claim.is_empty() => Target::Source(words(table, "source")),
            claim => Target::Claim(claim),
        },
        role: words(table, "role"),
        date: words(table, "date"),
        reason: words(table, "reason"),
        expires: table
            .get("expires")
            .and_then(Item::as_datetime)
            .map(ToString::to_string),
        span,
    });
    let waivers = waivers.collect();
    let graph = SourceGraph::new(sources, claims);
    Ok(Case {
        draft: Draft::of_graph("graph.toml", text),
        prose: Default::default(),
        attributions: Vec::new(),
        of_attribution: Vec::new(),
        strengths: strength::weigh(&graph),
        graph,
        title: String::new(),
        published: None,
        waivers,
    })
}
