//! A trace as JSON: the contract `twosource-trace/1`. Fields may be added, never renamed.

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::claim::ClaimId;
use crate::report::{Style, escape};
use crate::source::SourceId;
#[cfg(test)]
use crate::strength::Rung;
#[cfg(test)]
use crate::trace::{How, Role};
use crate::trace::{Telling, Trace, Traced};

/// Who of several articles repeats whom.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(title = "twosource trace"))]
struct Document<'a> {
    /// Name and version of this contract.
    #[cfg_attr(test, schemars(extend("const" = "twosource-trace/1")))]
    schema: &'static str,
    /// The articles, the earliest first.
    articles: Vec<ArticleEntry<'a>>,
    /// The outlets, those too that have no article among these.
    outlets: Vec<OutletEntry<'a>>,
    /// Whom and what the claims rest on, in all articles.
    sources: Vec<SourceEntry<'a>>,
    /// Claims, by the first telling of each.
    claims: Vec<ClaimEntry<'a>>,
    /// Things of which the articles give several figures or days.
    versions: Vec<VersionsEntry<'a>>,
    /// Pairs of claims of which the one says that the other is not so.
    contradictions: Vec<[&'a str; 2]>,
}

/// An article.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct ArticleEntry<'a> {
    id: String,
    outlet: &'a str,
    /// `YYYY-MM-DD`, or `YYYY-MM-DD HH:MM` in UTC; empty when it is not known.
    date: String,
    url: &'a str,
    /// The path of its file; of a line of an archive, with the number of the line.
    path: &'a str,
    title: &'a str,
    /// How many claims it tells.
    claims: usize,
    /// For how many of them it brings a source that none before it has.
    brings: usize,
    /// From where it has something; what is printed comes first.
    from: Vec<FromEntry<'a>>,
}

/// From where an article has something.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct FromEntry<'a> {
    #[cfg_attr(test, schemars(extend("enum" = hows())))]
    how: &'static str,
    outlet: &'a str,
    /// Id of the article, where it is one of these.
    article: Option<String>,
    /// The part of its own words that stand there word for word, 0 to 1, two decimals; 0 where it only credits.
    #[cfg_attr(test, schemars(range(min = 0, max = 1)))]
    share: f64,
    /// How many of its claims it has from there.
    claims: usize,
    /// Does that article stand before this one in time?
    #[cfg_attr(test, schemars(extend("enum" = ["before", "after", "unknown"])))]
    stands: &'static str,
}

/// An outlet.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct OutletEntry<'a> {
    name: &'a str,
    /// Who owns it, by the policy; empty when that says nothing.
    owner: &'a str,
    /// Has it no article among these?
    outside: bool,
}

/// A source: whom a claim rests on.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct SourceEntry<'a> {
    id: &'a str,
    /// Its name, else its description.
    name: &'a str,
    kind: &'static str,
    title: &'a str,
    interest: &'a [String],
    /// Ids of those whom it cites; of an outlet, as far as one claim goes.
    cites: Vec<&'a str>,
}

/// A claim, in all articles that tell it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct ClaimEntry<'a> {
    id: &'a str,
    /// In the words of its first telling.
    text: &'a str,
    #[cfg_attr(test, schemars(extend("enum" = ["light", "normal", "heavy"])))]
    weight: &'static str,
    /// Is it one to look at: heavy, or told by several outlets?
    of_weight: bool,
    /// How many outlets and sources can fail before it stands on nothing.
    independence: Independence,
    #[cfg_attr(test, schemars(extend("enum" = rungs())))]
    strength: &'static str,
    disputed: bool,
    /// The strength explained.
    words: &'a str,
    /// Ids of the sources that it goes back to.
    roots: Vec<&'a str>,
    /// Ids of those without any one of which it stands on nothing.
    bottlenecks: Vec<&'a str>,
    /// Ids of those who deny it.
    denied_by: Vec<&'a str>,
    /// Who tells it, the earliest first.
    tellings: Vec<TellingEntry<'a>>,
}

/// How many can fail.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct Independence {
    low: u32,
    high: u32,
    by_interest: u32,
}

/// What one article does to a claim.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct TellingEntry<'a> {
    article: String,
    outlet: &'a str,
    #[cfg_attr(test, schemars(extend("enum" = roles())))]
    role: &'static str,
    /// Ids of the article's own claims that state it, as `analyze` of that article prints them.
    claims: Vec<String>,
    /// Does it stand in what the article has word for word from another, or from an agency?
    printed: bool,
    /// Ids of the sources that the article has itself.
    sources: Vec<&'a str>,
    /// Names of the outlets that it has it from.
    via: Vec<&'a str>,
}

/// A thing of which the articles give several figures or days.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct VersionsEntry<'a> {
    /// Ids of the claims, the earliest first.
    claims: Vec<&'a str>,
    /// Does it change with time, and not only from outlet to outlet?
    changed: bool,
}

#[cfg(test)]
fn hows() -> Vec<&'static str> {
    How::NAMES.iter().map(|(_, name)| *name).collect()
}

#[cfg(test)]
fn roles() -> Vec<&'static str> {
    Role::NAMES.iter().map(|(_, name)| *name).collect()
}

#[cfg(test)]
fn rungs() -> Vec<&'static str> {
    Rung::NAMES.iter().map(|(_, name)| *name).collect()
}

/// The schema of what is written.
pub fn schema() -> Value {
    serde_json::from_str(include_str!("trace.schema.json")).unwrap_or_default()
}

/// The trace as one object, indented.
pub(super) fn render(trace: &Trace, _style: &Style) -> String {
    let document = Document {
        schema: "twosource-trace/1",
        articles: trace
            .articles
            .iter()
            .enumerate()
            .map(|one| article(trace, one))
            .collect(),
        outlets: trace
            .outlets
            .iter()
            .map(|outlet| OutletEntry {
                name: &outlet.name,
                owner: &outlet.owner,
                outside: outlet.outside,
            })
            .collect(),
        sources: (0..trace.graph.sources.len())
            .map(|id| source(trace, SourceId(id)))
            .collect(),
        claims: (0..trace.graph.claims.len())
            .map(|id| claim(trace, ClaimId(id)))
            .collect(),
        versions: trace
            .versions
            .iter()
            .map(|versions| VersionsEntry {
                claims: claims(trace, &versions.claims),
                changed: versions.changed,
            })
            .collect(),
        contradictions: trace
            .contrary
            .iter()
            .map(|(one, other)| [*one, *other].map(|id| trace.graph.claim(id).id.as_str()))
            .collect(),
    };
    // Strings, numbers and lists of them: there is nothing here that JSON cannot hold.
    escape::json(&serde_json::to_string_pretty(&document).unwrap_or_default()) + "\n"
}

fn id_of(article: usize) -> String {
    format!("a{}", article + 1)
}

fn article<'a>(trace: &'a Trace, (number, one): (usize, &'a Traced)) -> ArticleEntry<'a> {
    let from = one.from.iter().map(|from| FromEntry {
        how: from.how.name(),
        outlet: &trace.outlets[from.outlet].name,
        article: from.article.map(id_of),
        share: (from.share * 100.0).round() / 100.0,
        claims: from.claims,
        stands: from.stands.name(),
    });
    ArticleEntry {
        id: id_of(number),
        outlet: &trace.outlets[one.outlet].name,
        date: one.label.date.map(|date| date.to_string()).unwrap_or_default(),
        url: &one.label.url,
        path: &one.path,
        title: &one.title,
        claims: one.claims,
        brings: one.brings,
        from: from.collect(),
    }
}

fn source(trace: &Trace, id: SourceId) -> SourceEntry<'_> {
    let source = trace.graph.source(id);
    SourceEntry {
        id: &source.id,
        name: source.label(),
        kind: source.kind.name(),
        title: &source.title,
        interest: &source.interest,
        cites: sources(trace, &source.cites),
    }
}

fn sources<'a>(trace: &'a Trace, ids: &[SourceId]) -> Vec<&'a str> {
    ids.iter().map(|id| trace.graph.source(*id).id.as_str()).collect()
}

fn claims<'a>(trace: &'a Trace, ids: &[ClaimId]) -> Vec<&'a str> {
    ids.iter().map(|id| trace.graph.claim(*id).id.as_str()).collect()
}

fn claim(trace: &Trace, id: ClaimId) -> ClaimEntry<'_> {
    let (claim, strength) = (trace.graph.claim(id), &trace.strengths[id.0]);
    let tellings = trace.tellings[id.0].iter();
    ClaimEntry {
        id: &claim.id,
        text: &claim.text,
        weight: claim.weight.name(),
        of_weight: trace.is_of_weight(id),
        independence: Independence {
            low: strength.independence.low,
            high: strength.independence.high,
            by_interest: strength.independence.by_interest,
        },
        strength: strength.rung.name(),
        disputed: strength.disputed,
        words: &strength.words,
        roots: sources(trace, &strength.roots),
        bottlenecks: sources(trace, &strength.bottlenecks),
        denied_by: sources(trace, &claim.deniers()),
        tellings: tellings.map(|one| telling(trace, one)).collect(),
    }
}

fn telling<'a>(trace: &'a Trace, one: &Telling) -> TellingEntry<'a> {
    TellingEntry {
        article: id_of(one.article),
        outlet: &trace.outlets[trace.articles[one.article].outlet].name,
        role: one.role.name(),
        printed: one.printed,
        claims: one.claims.iter().map(|id| format!("c{}", id.0 + 1)).collect(),
        sources: sources(trace, &one.own),
        via: one
            .via
            .iter()
            .map(|outlet| trace.outlets[*outlet].name.as_str())
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_in_its_file_is_that_of_the_types() {
        let of_types = schemars::schema_for!(Document).to_value();
        crate::report::schema_file::holds("trace/trace.schema.json", &schema(), &of_types);
    }
}
