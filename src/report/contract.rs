//! The data contract `twosource/1`: what other tools read. Fields may be added, never renamed.

use std::collections::BTreeMap;

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::words;
use crate::Analysis;
use crate::attribution::{Act, Attribution, Stance, Style};
use crate::claim::{Claim, ClaimId, Joined};
use crate::draft::Span;
use crate::policy::Level;
use crate::policy::readings::Checked;
use crate::rules::{self, Case, Finding, InFile};
#[cfg(test)]
use crate::source::Link;
use crate::source::{Source, SourceId};
#[cfg(test)]
use crate::strength::Rung;
use crate::strength::Strength;

/// First and last byte (exclusive) in the draft's file.
type Bytes = [usize; 2];

/// What twosource read in one draft or claims graph. Every span is a byte range of the file, end exclusive.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(title = "twosource analysis"))]
pub(super) struct Document<'a> {
    /// Name and version of this contract.
    #[cfg_attr(test, schemars(extend("const" = "twosource/1")))]
    schema: &'static str,
    draft: DraftEntry<'a>,
    /// Sources in order of their first mention.
    sources: Vec<SourceEntry<'a>>,
    /// Attributions in text order; empty for a claims graph.
    attributions: Vec<AttributionEntry<'a>>,
    /// Claims in article order.
    claims: Vec<ClaimEntry<'a>>,
    /// Ids of the claims in the order in which to check them.
    first: Vec<&'a str>,
    /// Findings in order of place, then rule.
    findings: Vec<FindingEntry<'a>>,
    /// How the draft stands beside the articles of others; absent where it was compared with none.
    #[serde(skip_serializing_if = "Option::is_none")]
    beside: Option<BesideEntry<'a>>,
    summary: Summary,
}

/// A draft beside the articles of others.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct BesideEntry<'a> {
    /// What of it stands there word for word, by the article that has most.
    passages: Vec<PassageEntry<'a>>,
    /// Its claims that others tell too.
    claims: Vec<ElsewhereEntry<'a>>,
}

/// What a draft has word for word from an article.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct PassageEntry<'a> {
    outlet: &'a str,
    /// `YYYY-MM-DD`, or `YYYY-MM-DD HH:MM` in UTC; empty when it is not known.
    date: String,
    /// The part of the draft's own words, 0 to 1, two decimals.
    #[cfg_attr(test, schemars(range(min = 0, max = 1)))]
    share: f64,
    /// The longest passage.
    span: Bytes,
}

/// A claim of the draft that others tell too.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct ElsewhereEntry<'a> {
    claim: &'a str,
    /// The outlets that tell it, the first to tell it first.
    outlets: &'a [String],
    /// How many of these can fail before it stands on nothing, one owner and one side counted once.
    independence: u32,
    /// Whom these go back to.
    roots: &'a [String],
    /// The outlet that brought it, where the draft names nobody for it.
    owed_to: Option<&'a str>,
}

/// The file.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct DraftEntry<'a> {
    /// The path as given.
    path: &'a str,
    /// How it was read.
    format: &'static str,
    /// Its size.
    bytes: usize,
    /// The article's title; empty when it has none.
    title: &'a str,
}

/// At least and at most.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct Bounds {
    low: u32,
    high: u32,
}

/// One resolved origin of information.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct SourceEntry<'a> {
    id: &'a str,
    /// Full name; empty when it has none.
    name: &'a str,
    #[cfg_attr(test, schemars(extend("enum" = kinds())))]
    kind: &'static str,
    /// Its role as the article words it.
    title: &'a str,
    /// How an unnamed source is described; of a person all that the words that bring him in tell beside the title ("who lives in
    /// Milton").
    description: &'a str,
    /// The words that tell why it is in a position to know.
    justification: &'a str,
    /// What makes it depend on others: employer, party, side.
    interest: &'a [String],
    /// How many people or papers it stands for.
    count: Bounds,
    /// Id of the group of which it is one ("one of the officials"): both together are one voice.
    member_of: Option<&'a str>,
    #[cfg_attr(test, schemars(extend("enum" = ["first-hand", "second-hand", "unknown"])))]
    basis: &'static str,
    /// Ids of the sources that it cites.
    cites: Vec<&'a str>,
    /// Names of the outlets through which it speaks ("told Reuters").
    through: &'a [String],
    mentions: Vec<Bytes>,
}

/// One place where the text says that somebody asserts something. Two with the same cue and content are two sources
/// named together.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct AttributionEntry<'a> {
    id: String,
    /// Id of the claim that it states.
    claim: Option<&'a str>,
    /// Id of its source.
    source: Option<&'a str>,
    /// Do its words name that source, do they stand for it (a pronoun), or is it left open whom they mean?
    #[cfg_attr(test, schemars(extend("enum" = links())))]
    resolved: &'static str,
    /// Where it is open: the names or descriptions of those who may be meant, the likeliest first.
    candidates: &'a [String],
    #[cfg_attr(test, schemars(extend("enum" = ["direct", "indirect", "mixed"])))]
    style: &'static str,
    #[cfg_attr(test, schemars(extend("enum" = ["asserts", "denies", "declines"])))]
    stance: &'static str,
    #[cfg_attr(test, schemars(extend("enum" = ["speech", "attitude"])))]
    act: &'static str,
    source_spans: Vec<Bytes>,
    cue_spans: Vec<Bytes>,
    content_spans: Vec<Bytes>,
    /// How sure the machine is, 0 to 1, two decimals.
    #[cfg_attr(test, schemars(range(min = 0, max = 1)))]
    confidence: f64,
}

/// How many sources can fail before the claim stands on nothing.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct IndependenceEntry {
    /// Anonymous sources that could be one person are taken for one.
    low: u32,
    /// They are not.
    high: u32,
    /// Sources that share an interest are taken for one.
    by_interest: u32,
}

/// One proposition.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct ClaimEntry<'a> {
    id: &'a str,
    text: &'a str,
    /// Every place that states it.
    spans: Vec<Bytes>,
    /// Its other places, and why each is this claim.
    joined: Vec<JoinedEntry>,
    /// Line of its first place, from 1.
    line: usize,
    /// Column of its first place, in characters, from 1.
    column: usize,
    /// Number of its paragraph, from 1; none in a headline, a heading or a claims graph.
    paragraph: Option<usize>,
    /// What it is about.
    kind: &'static str,
    #[cfg_attr(test, schemars(extend("enum" = ["light", "normal", "heavy"])))]
    weight: &'static str,
    /// Why it weighs so; empty for a normal weight.
    weight_reason: &'a str,
    /// How much an editor would want another or a firmer source for it, 0 to 1.
    wanted: f64,
    /// How surely it says that another did wrong, 0 to 1: 1 where its words name a grave wrong.
    accusing: f64,
    /// How much an editor would want to check it before others, 0 to 1.
    urgency: f64,
    /// Does the headline, the first paragraph or a summary state it?
    lede: bool,
    /// Ids of the sources that assert it.
    sources: Vec<&'a str>,
    /// Ids of the sources that deny it.
    denied_by: Vec<&'a str>,
    /// Ids of the sources that declined to speak to it.
    declined_by: Vec<&'a str>,
    independence: IndependenceEntry,
    /// Ids of the sources through which every path to an origin passes, nearest first.
    bottlenecks: Vec<&'a str>,
    /// Ids of the sources without any one of which it stands on nothing: the bottlenecks, and groups of people taken whole.
    falls_with: Vec<&'a str>,
    /// Ids of the origins that it rests on.
    roots: Vec<&'a str>,
    #[cfg_attr(test, schemars(extend("enum" = rungs())))]
    strength: &'static str,
    disputed: bool,
    /// The strength explained.
    words: &'a str,
    /// Ids of claims that may state the same; a suggestion, never counted.
    may_corroborate: Vec<&'a str>,
    /// Ids of claims that differ only in a figure or a date.
    discrepancies: Vec<&'a str>,
    /// Who of the desk has checked it.
    checked: Vec<CheckedEntry<'a>>,
}

/// Somebody of the desk has checked a claim.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct CheckedEntry<'a> {
    /// A role, never a name.
    role: &'a str,
    /// `YYYY-MM-DD`.
    date: &'a str,
    /// What came of it; empty when nothing was written down.
    note: &'a str,
}

/// One more place of a claim.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct JoinedEntry {
    spans: Vec<Bytes>,
    /// Why it is the same claim.
    because: &'static str,
}

/// One thing that a rule found.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct FindingEntry<'a> {
    rule: &'a str,
    #[cfg_attr(test, schemars(extend("enum" = ["note", "warning", "error"])))]
    level: &'static str,
    /// Id of the claim that it is about.
    claim: Option<&'a str>,
    /// Ids of the sources that it is about, along the chain from the claim on.
    sources: Vec<&'a str>,
    span: Bytes,
    /// From 1.
    line: usize,
    /// In characters, from 1.
    column: usize,
    message: &'a str,
    /// What would mend it.
    help: &'a str,
    /// The file that it stands in, where that is not the draft; place and span are of that file then.
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    /// Who waived it and why; absent when nobody did.
    #[serde(skip_serializing_if = "Option::is_none")]
    waived: Option<&'a str>,
}

/// Counts.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct Summary {
    claims: usize,
    sources: usize,
    /// Number of claims by strength; those without any are left out.
    by_strength: BTreeMap<&'static str, usize>,
    disputed: usize,
    findings: FindingCounts,
}

/// Number of findings by level; waived ones are counted apart.
#[derive(Debug, Default, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
struct FindingCounts {
    error: usize,
    warning: usize,
    note: usize,
    waived: usize,
}

/// The JSON Schema of what `json` and `jsonl` print for one draft.
pub fn schema() -> Value {
    serde_json::from_str(include_str!("analysis.schema.json")).unwrap_or_default()
}

#[cfg(test)]
fn kinds() -> Vec<&'static str> {
    crate::source::SourceKind::NAMES
        .iter()
        .map(|(_, name)| *name)
        .collect()
}

#[cfg(test)]
fn links() -> Vec<&'static str> {
    Link::NAMES.iter().map(|(_, name)| *name).collect()
}

#[cfg(test)]
fn rungs() -> Vec<&'static str> {
    Rung::NAMES.iter().map(|(_, name)| *name).collect()
}

impl<'a> Document<'a> {
    /// The document of one analysis. Linear.
    pub(super) fn of(analysis: &'a Analysis) -> Document<'a> {
        let case = &analysis.case;
        let draft = &case.draft;
        let entry = DraftEntry {
            path: &draft.path,
            format: draft.format.name(),
            bytes: draft.bytes,
            title: &case.title,
        };
        Document {
            schema: "twosource/1",
            draft: entry,
            sources: case.graph.sources.iter().map(|one| source(case, one)).collect(),
            attributions: attributions(case),
            claims: claims(case),
            first: claim_ids(case, &rules::first(case)),
            findings: analysis.findings.iter().map(|one| finding(case, one)).collect(),
            beside: beside(case),
            summary: summary(analysis),
        }
    }
}

fn bytes(case: &Case, spans: &[Span]) -> Vec<Bytes> {
    spans.iter().map(|span| byte_pair(case, *span)).collect()
}

fn byte_pair(case: &Case, span: Span) -> Bytes {
    let span = case.draft.in_file(span);
    [span.start, span.end]
}

fn source_ids<'a>(case: &'a Case, ids: &[SourceId]) -> Vec<&'a str> {
    let known = |id: &SourceId| case.graph.sources.get(id.0).map(|source| source.id.as_str());
    ids.iter().filter_map(known).collect()
}

fn claim_ids<'a>(case: &'a Case, ids: &[ClaimId]) -> Vec<&'a str> {
    let known = |id: &ClaimId| case.graph.claims.get(id.0).map(|claim| claim.id.as_str());
    ids.iter().filter_map(known).collect()
}

fn source<'a>(case: &'a Case, source: &'a Source) -> SourceEntry<'a> {
    SourceEntry {
        id: &source.id,
        name: &source.name,
        kind: source.kind.name(),
        title: &source.title,
        description: &source.description,
        justification: &source.justification,
        interest: &source.interest,
        count: Bounds {
            low: source.count.low,
            high: source.count.high,
        },
        member_of: source_ids(case, source.member_of.as_slice()).pop(),
        basis: source.basis.name(),
        cites: source_ids(case, &source.cites),
        through: &source.through,
        mentions: bytes(case, &source.mentions),
    }
}

fn attributions(case: &Case) -> Vec<AttributionEntry<'_>> {
    // What an attribution does to its claim may show only beside what others say ("that is a lie").
    let mut claim_of = vec![None; case.attributions.len()];
    for claim in &case.graph.claims {
        for backing in &claim.backing {
            let slot = backing.attribution.and_then(|at| claim_of.get_mut(at));
            if let Some(slot @ None) = slot {
                *slot = Some((claim.id.as_str(), backing.stance));
            }
        }
    }
    for claim in &case.graph.claims {
        for unclear in &claim.unclear {
            if let Some(slot @ None) = claim_of.get_mut(unclear.attribution) {
                *slot = Some((claim.id.as_str(), Stance::Asserts));
            }
        }
    }
    let claim_of = |at: usize| claim_of.get(at).copied().flatten();
    let entry = |(at, one): (usize, &Attribution)| AttributionEntry {
        id: format!("a{}", at + 1),
        claim: claim_of(at).map(|(claim, _)| claim),
        source: case.source_of(at).map(|source| source.id.as_str()),
        resolved: case.link(at).name(),
        candidates: case.candidates(at),
        style: match one.style {
            Style::Direct => "direct",
            Style::Indirect => "indirect",
            Style::Mixed => "mixed",
        },
        stance: match claim_of(at).map_or(one.stance, |(_, stance)| stance) {
            Stance::Asserts => "asserts",
            Stance::Denies => "denies",
            Stance::Declines => "declines",
        },
        act: match one.act {
            Act::Speech => "speech",
            Act::Attitude => "attitude",
        },
        source_spans: bytes(case, &one.source_spans),
        cue_spans: bytes(case, &one.cue_spans),
        content_spans: bytes(case, &one.content_spans),
        confidence: (one.confidence.clamp(0.0, 1.0) * 100.0).round() / 100.0,
    };
    case.attributions.iter().enumerate().map(entry).collect()
}

fn claims(case: &Case) -> Vec<ClaimEntry<'_>> {
    let weighed = case.graph.claims.iter().zip(&case.strengths);
    weighed
        .map(|(claim, strength)| claim_entry(case, claim, strength))
        .collect()
}

fn claim_entry<'a>(case: &'a Case, claim: &'a Claim, strength: &'a Strength) -> ClaimEntry<'a> {
    let place = case.draft.place(claim.place());
    ClaimEntry {
        id: &claim.id,
        text: &claim.text,
        spans: bytes(case, &claim.spans),
        joined: claim.joined.iter().map(|one| joined(case, one)).collect(),
        line: place.line,
        column: place.column,
        paragraph: case.draft.paragraph(claim.place()),
        kind: claim.kind.name(),
        weight: claim.weight.name(),
        weight_reason: &claim.weight_reason,
        wanted: claim.wanted,
        accusing: claim.accusing,
        urgency: claim.urgency,
        lede: claim.lede,
        sources: source_ids(case, &claim.supporters()),
        denied_by: source_ids(case, &claim.deniers()),
        declined_by: source_ids(case, &claim.decliners()),
        independence: IndependenceEntry {
            low: strength.independence.low,
            high: strength.independence.high,
            by_interest: strength.independence.by_interest,
        },
        bottlenecks: source_ids(case, &strength.bottlenecks),
        falls_with: source_ids(case, &strength.falls_with),
        roots: source_ids(case, &strength.roots),
        strength: strength.rung.name(),
        disputed: strength.disputed,
        words: &strength.words,
        may_corroborate: claim_ids(case, &claim.may_corroborate),
        discrepancies: claim_ids(case, &claim.discrepancies),
        checked: claim.checked.iter().map(checked).collect(),
    }
}

fn checked(one: &Checked) -> CheckedEntry<'_> {
    CheckedEntry {
        role: &one.role,
        date: &one.date,
        note: &one.note,
    }
}

fn joined(case: &Case, joined: &Joined) -> JoinedEntry {
    JoinedEntry {
        spans: bytes(case, &joined.spans),
        because: words::because(joined.because),
    }
}

fn finding<'a>(case: &'a Case, finding: &'a Finding) -> FindingEntry<'a> {
    let file = case.file_of(finding);
    let (place, in_file) = (file.place(finding.span), file.in_file(finding.span));
    FindingEntry {
        rule: finding.rule,
        level: finding.level.name(),
        claim: finding
            .claim
            .and_then(|id| case.graph.claims.get(id.0))
            .map(|claim| claim.id.as_str()),
        sources: source_ids(case, &finding.sources),
        span: [in_file.start, in_file.end],
        line: place.line,
        column: place.column,
        message: &finding.message,
        help: &finding.help,
        path: (finding.file != InFile::Draft).then_some(file.path.as_str()),
        waived: finding.waived.as_deref(),
    }
}

fn beside(case: &Case) -> Option<BesideEntry<'_>> {
    let beside = case.beside.as_ref()?;
    let passages = beside.passages.iter().map(|shared| {
        let span = case.draft.in_file(shared.span);
        PassageEntry {
            outlet: &shared.outlet,
            date: shared.date.map(|date| date.to_string()).unwrap_or_default(),
            share: (shared.share * 100.0).round() / 100.0,
            span: [span.start, span.end],
        }
    });
    let claims = beside.claims.iter().filter_map(|one| {
        Some(ElsewhereEntry {
            claim: claim_ids(case, &[one.claim]).pop()?,
            outlets: &one.outlets,
            independence: one.independence,
            roots: &one.roots,
            owed_to: one.owed_to.as_deref(),
        })
    });
    Some(BesideEntry {
        passages: passages.collect(),
        claims: claims.collect(),
    })
}

fn summary(analysis: &Analysis) -> Summary {
    let mut by_strength = BTreeMap::new();
    for strength in &analysis.case.strengths {
        *by_strength.entry(strength.rung.name()).or_insert(0) += 1;
    }
    let mut findings = FindingCounts::default();
    for finding in &analysis.findings {
        let slot = match (&finding.waived, finding.level) {
            (Some(_), _) => &mut findings.waived,
            (None, Level::Error) => &mut findings.error,
            (None, Level::Warning) => &mut findings.warning,
            (None, Level::Note) => &mut findings.note,
            (None, Level::Off) => continue,
        };
        *slot += 1;
    }
    Summary {
        claims: analysis.case.graph.claims.len(),
        sources: analysis.case.graph.sources.len(),
        by_strength,
        disputed: analysis.case.strengths.iter().filter(|one| one.disputed).count(),
        findings,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_in_its_file_is_that_of_the_types() {
        let of_types = schemars::schema_for!(Document).to_value();
        crate::report::schema_file::holds("analysis.schema.json", &schema(), &of_types);
    }
}
