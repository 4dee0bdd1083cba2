//! The comparison for other programs: `twosource-comparison/1`. Fields may be added, never renamed.

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::{Comparison, Then, Who};
use crate::Analysis;
use crate::claim::ClaimId;
use crate::report::escape;
use crate::source::SourceId;
#[cfg(test)]
use crate::strength::Rung;

/// How a new version of a draft differs from an old one.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(title = "twosource comparison"))]
struct Document<'a> {
    /// Name and version of this contract.
    #[cfg_attr(test, schemars(extend("const" = "twosource-comparison/1")))]
    schema: &'static str,
    old: VersionEntry<'a>,
    new: VersionEntry<'a>,
    claims: ClaimChanges<'a>,
    sources: SourceChanges<'a>,
}

/// One of the two.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct VersionEntry<'a> {
    /// The path as given.
    path: &'a str,
    /// The article's title; empty when it has none.
    title: &'a str,
    /// How many claims it has.
    claims: usize,
    /// How many sources it has.
    sources: usize,
}

/// What has become of the claims. What stands in none of these lists is as it was.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct ClaimChanges<'a> {
    /// Lower on the ladder, or disputed now.
    weakened: Vec<ThenEntry<'a>>,
    /// Higher on the ladder, or disputed no more.
    strengthened: Vec<ThenEntry<'a>>,
    /// As firm as before, on the word of others.
    moved: Vec<ThenEntry<'a>>,
    /// Several that are one now.
    joined: Vec<JoinedEntry<'a>>,
    /// One that is several now.
    parted: Vec<PartedEntry<'a>>,
    /// Something else in nearly the same words: another figure, another name.
    changed: Vec<ThenEntry<'a>>,
    /// Those that the old version has not.
    added: Vec<ClaimEntry<'a>>,
    /// Those that the new version has not.
    dropped: Vec<ClaimEntry<'a>>,
}

/// A claim before and after.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct ThenEntry<'a> {
    old: ClaimEntry<'a>,
    new: ClaimEntry<'a>,
}

/// Several claims before, one after.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct JoinedEntry<'a> {
    old: Vec<ClaimEntry<'a>>,
    new: ClaimEntry<'a>,
}

/// One claim before, several after.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct PartedEntry<'a> {
    old: ClaimEntry<'a>,
    new: Vec<ClaimEntry<'a>>,
}

/// A claim of one version.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct ClaimEntry<'a> {
    /// Its id in `analyze` of that version.
    id: &'a str,
    text: &'a str,
    /// The line of its first place in the file, from 1.
    line: usize,
    #[cfg_attr(test, schemars(extend("enum" = ["light", "normal", "heavy"])))]
    weight: &'static str,
    #[cfg_attr(test, schemars(extend("enum" = rungs())))]
    strength: &'static str,
    disputed: bool,
    /// The strength explained.
    words: &'a str,
    /// Names or descriptions of those who assert it.
    sources: Vec<&'a str>,
}

/// What has become of the sources that are cited.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct SourceChanges<'a> {
    /// Those without a name that have one now.
    named: Vec<WhoEntry<'a>>,
    /// Those with a name that have none now.
    unnamed: Vec<WhoEntry<'a>>,
    /// Those that the old version does not cite.
    added: Vec<SourceEntry<'a>>,
    /// Those that the new version does not cite.
    dropped: Vec<SourceEntry<'a>>,
}

/// A source before and after.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct WhoEntry<'a> {
    old: SourceEntry<'a>,
    new: SourceEntry<'a>,
}

/// A source of one version.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct SourceEntry<'a> {
    /// Its id in `analyze` of that version.
    id: &'a str,
    /// Its name, else its description.
    name: &'a str,
    kind: &'static str,
}

#[cfg(test)]
fn rungs() -> Vec<&'static str> {
    Rung::NAMES.iter().map(|(_, name)| *name).collect()
}

/// The schema of what [`json`] writes.
pub fn schema() -> Value {
    serde_json::from_str(include_str!("comparison.schema.json")).unwrap_or_default()
}

/// The comparison as one object, indented.
pub fn json(changes: &Comparison) -> String {
    let (old, new) = (changes.old, changes.new);
    let document = Document {
        schema: "twosource-comparison/1",
        old: version(old),
        new: version(new),
        claims: claim_changes(changes),
        sources: SourceChanges {
            named: whos(changes, &changes.named),
            unnamed: whos(changes, &changes.unnamed),
            added: sources(new, &changes.sources_added),
            dropped: sources(old, &changes.sources_dropped),
        },
    };
    // Strings, numbers and lists of them: there is nothing here that JSON cannot hold.
    escape::json(&serde_json::to_string_pretty(&document).unwrap_or_default()) + "\n"
}

fn claim_changes<'a>(changes: &Comparison<'a>) -> ClaimChanges<'a> {
    let (old, new) = (changes.old, changes.new);
    let joined = changes.joined.iter().map(|(olds, now)| JoinedEntry {
        old: claims(old, olds),
        new: claim(new, *now),
    });
    let parted = changes.parted.iter().map(|(was, news)| PartedEntry {
        old: claim(old, *was),
        new: claims(new, news),
    });
    ClaimChanges {
        weakened: thens(changes, &changes.weakened),
        strengthened: thens(changes, &changes.strengthened),
        moved: thens(changes, &changes.moved),
        joined: joined.collect(),
        parted: parted.collect(),
        changed: thens(changes, &changes.changed),
        added: claims(new, &changes.added),
        dropped: claims(old, &changes.dropped),
    }
}

fn version(analysis: &Analysis) -> VersionEntry<'_> {
    let case = &analysis.case;
    VersionEntry {
        path: &case.draft.path,
        title: &case.title,
        claims: case.graph.claims.len(),
        sources: case.graph.sources.len(),
    }
}

fn thens<'a>(changes: &Comparison<'a>, list: &[Then]) -> Vec<ThenEntry<'a>> {
    let entry = |then: &Then| ThenEntry {
        old: claim(changes.old, then.old),
        new: claim(changes.new, then.new),
    };
    list.iter().map(entry).collect()
}

fn whos<'a>(changes: &Comparison<'a>, list: &[Who]) -> Vec<WhoEntry<'a>> {
    let entry = |who: &Who| WhoEntry {
        old: source(changes.old, who.old),
        new: source(changes.new, who.new),
    };
    list.iter().map(entry).collect()
}

fn claims<'a>(of: &'a Analysis, list: &[ClaimId]) -> Vec<ClaimEntry<'a>> {
    list.iter().map(|id| claim(of, *id)).collect()
}

fn claim(of: &Analysis, id: ClaimId) -> ClaimEntry<'_> {
    let case = &of.case;
    let (claim, strength) = (case.graph.claim(id), &case.strengths[id.0]);
    let supporters = claim.supporters();
    let names = supporters.iter().map(|id| case.graph.source(*id).label());
    ClaimEntry {
        id: &claim.id,
        text: &claim.text,
        line: case.draft.place(claim.place()).line,
        weight: claim.weight.name(),
        strength: strength.rung.name(),
        disputed: strength.disputed,
        words: &strength.words,
        sources: names.collect(),
    }
}

fn sources<'a>(of: &'a Analysis, list: &[SourceId]) -> Vec<SourceEntry<'a>> {
    list.iter().map(|id| source(of, *id)).collect()
}

fn source(of: &Analysis, id: SourceId) -> SourceEntry<'_> {
    let source = of.case.graph.source(id);
    SourceEntry {
        id: &source.id,
        name: source.label(),
        kind: source.kind.name(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_in_its_file_is_that_of_the_types() {
        let of_types = schemars::schema_for!(Document).to_value();
        crate::report::schema_file::holds("compare/comparison.schema.json", &schema(), &of_types);
    }
}
