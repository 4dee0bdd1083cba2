//! Who stands behind the words under the cursor, in Markdown.

use std::collections::BTreeSet;

use super::super::{escape, words};
use crate::Analysis;
use crate::claim::{Claim, ClaimId, Weight};
use crate::draft::Span;
use crate::rules::{Case, InFile};
use crate::source::{Basis, SourceId};
use crate::strength::{Rung, Strength};

/// Claims of a source that are told; the others are counted.
const CLAIMS: usize = 8;

/// Sources of a chain that are told, and how deep.
const SOURCES: usize = 12;
const DEEPEST: usize = 4;

/// What is said of some words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// The words: bytes of the file.
    pub span: Span,
    /// Markdown; what a draft says in it is no markup.
    pub text: String,
}

/// What there is to say of the byte at `at` in one of the files of a case: of the source that is named there, and of the claim
/// that is made there. Linear in sources and claims.
pub fn hover(analysis: &Analysis, file: InFile, at: usize) -> Option<Hover> {
    match file {
        InFile::Draft => in_draft(analysis, at),
        InFile::Published => in_published(analysis, at),
        InFile::Readings => None,
    }
}

fn in_draft(analysis: &Analysis, at: usize) -> Option<Hover> {
    let case = &analysis.case;
    let sources = case.graph.sources.iter().enumerate();
    let mentions = sources.flat_map(|(id, source)| source.mentions.iter().map(move |span| (*span, id)));
    let source = smallest(case, mentions, at);
    let claim = claim_in(case, at);
    let span = source.or(claim)?.0;
    let told = source.map(|(_, id)| of_source(analysis, SourceId(id)));
    let told = told
        .into_iter()
        .chain(claim.map(|(_, id)| of_claim(analysis, ClaimId(id))));
    Some(Hover {
        span,
        text: told.collect::<Vec<_>>().join("\n\n---\n\n"),
    })
}

/// In the draft that a claims graph stands for: the graph's claim that stands there.
fn in_published(analysis: &Analysis, at: usize) -> Option<Hover> {
    let read = analysis.case.read.as_deref()?;
    let (span, id) = claim_in(&read.case, at)?;
    let home = read.drift.home.get(id).copied().flatten()?;
    Some(Hover {
        span,
        text: of_claim(analysis, home),
    })
}

/// The claim that is made at a byte of the draft's file. Linear in the claims.
pub fn claim_at(analysis: &Analysis, at: usize) -> Option<ClaimId> {
    claim_in(&analysis.case, at).map(|(_, id)| ClaimId(id))
}

fn claim_in(case: &Case, at: usize) -> Option<(Span, usize)> {
    let claims = case.graph.claims.iter().enumerate();
    let spans = claims.flat_map(|(id, claim)| claim.spans.iter().map(move |span| (*span, id)));
    smallest(case, spans, at)
}

/// The shortest of the places that hold the byte, as bytes of the file, and whose it is.
fn smallest(case: &Case, places: impl Iterator<Item = (Span, usize)>, at: usize) -> Option<(Span, usize)> {
    let in_file = places.map(|(span, id)| (case.draft.in_file(span), id));
    let here = in_file.filter(|(span, _)| span.holds(at));
    here.min_by_key(|(span, id)| (span.len(), *id))
}

fn of_claim(analysis: &Analysis, id: ClaimId) -> String {
    let case = &analysis.case;
    let claim = case.graph.claim(id);
    let Some(strength) = case.strengths.get(id.0) else {
        return String::new();
    };
    let denied = if strength.disputed { ", denied" } else { "" };
    let mut head = format!("**Claim {}** · {}{denied}", id.0 + 1, words::badge(strength));
    if claim.weight != Weight::Normal {
        head.push_str(&format!(" · {}", words::weight(claim.weight)));
        if !claim.weight_reason.is_empty() {
            head.push_str(&format!(": {}", escape::hover(&claim.weight_reason)));
        }
    }
    let mut parts = vec![head];
    parts.extend(resting(claim, strength));
    parts.extend(chain(case, &claim.supporters()));
    parts.extend(beside(case, claim));
    parts.join("\n\n")
}

/// On whom it rests, and how many of them are independent.
fn resting(claim: &Claim, strength: &Strength) -> Option<String> {
    let is_uncited = strength.rung == Rung::Unattributed;
    let why = escape::hover(&words::sentence(&strength.words));
    match (is_uncited, strength.disputed || !claim.unclear.is_empty()) {
        (true, false) => Some("Nobody is cited for it.".to_owned()),
        (true, true) => Some(why),
        (false, _) => Some(format!(
            "{why} Independent sources: {}.",
            words::independent(strength)
        )),
    }
}

/// Who would not comment, whose word was guessed, where else it stands, which others are like it, who checked it.
fn beside(case: &Case, claim: &Claim) -> Option<String> {
    let mut said = Vec::new();
    said.extend(words::no_comment(case, claim));
    for (name, written) in words::read_as(case, claim) {
        said.push(match written.as_str() {
            "" => format!("No word here names who says it; read as {name}."),
            written => format!("“{written}” is read as {name}."),
        });
    }
    said.extend(words::elsewhere(case, claim));
    said.extend(words::checked(claim).iter().map(|told| words::sentence(told)));
    (!said.is_empty()).then(|| escape::hover(&said.join(" ")))
}

/// Who stands behind it, and whom these cite, as nested lists.
fn chain(case: &Case, from: &[SourceId]) -> Option<String> {
    let mut lines = Vec::new();
    let mut told = BTreeSet::new();
    for id in from {
        push_source(case, *id, 0, (&mut told, &mut lines));
    }
    if lines.len() > SOURCES {
        lines.truncate(SOURCES);
        lines.push("- and more".to_owned());
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}

fn push_source(
    case: &Case,
    id: SourceId,
    depth: usize,
    (told, lines): (&mut BTreeSet<SourceId>, &mut Vec<String>),
) {
    let Some(source) = case.graph.sources.get(id.0) else {
        return;
    };
    if depth > DEEPEST || lines.len() > SOURCES || !told.insert(id) {
        return;
    }
    let (name, about) = (
        escape::hover(&words::name(source)),
        escape::hover(&words::about(source)),
    );
    let cites = if source.cites.is_empty() { "" } else { ", cites" };
    lines.push(format!("{}- **{name}** · {about}{cites}", "  ".repeat(depth)));
    for cited in &source.cites {
        push_source(case, *cited, depth + 1, (told, lines));
    }
}

fn of_source(analysis: &Analysis, id: SourceId) -> String {
    let case = &analysis.case;
    let source = case.graph.source(id);
    let (name, about) = (
        escape::hover(&words::name(source)),
        escape::hover(&words::about(source)),
    );
    let mut parts = vec![format!("**{name}** · {about}")];
    let mut said = Vec::new();
    if !source.justification.is_empty() {
        said.push(format!(
            "Knows because {}.",
            source.justification.trim_end_matches('.')
        ));
    }
    match source.basis {
        Basis::FirstHand => said.push("Knows it first hand.".to_owned()),
        Basis::SecondHand => said.push("Knows it second hand.".to_owned()),
        Basis::Unknown => {}
    }
    if !source.interest.is_empty() {
        said.push(format!("Side or employer: {}.", source.interest.join(", ")));
    }
    let cited: Vec<String> = source
        .cites
        .iter()
        .map(|id| words::name(case.graph.source(*id)))
        .collect();
    if !cited.is_empty() {
        said.push(format!("Cites {}.", cited.join("; ")));
    }
    if !said.is_empty() {
        parts.push(escape::hover(&said.join(" ")));
    }
    parts.push(claims_of(case, id));
    parts.join("\n\n")
}

/// The claims that a source stands behind, and what it does to others.
fn claims_of(case: &Case, id: SourceId) -> String {
    let all = || case.graph.claims.iter().zip(&case.strengths).enumerate();
    let line = |(number, (claim, strength)): (usize, (&Claim, &Strength))| {
        let denied = if strength.disputed { ", denied" } else { "" };
        let alone = if strength.falls_with.contains(&id) {
            ", falls without it"
        } else {
            ""
        };
        let text = escape::hover(&words::short(&claim.text));
        format!(
            "- Claim {}, {}{denied}{alone}: “{text}”",
            number + 1,
            words::badge(strength)
        )
    };
    let backed = all().filter(|(_, (claim, _))| claim.supporters().contains(&id));
    let mut lines: Vec<String> = backed.map(line).collect();
    let more = lines.len().saturating_sub(CLAIMS);
    lines.truncate(CLAIMS);
    if more > 0 {
        lines.push(format!("- and {}", words::count(more, "more claim")));
    }
    let with = |wanted: &dyn Fn(&Claim) -> bool| -> Vec<usize> {
        let found = all().filter(|(_, (claim, _))| wanted(claim));
        found.map(|(number, _)| number + 1).collect()
    };
    let denied = with(&|claim| claim.deniers().contains(&id));
    let declined = with(&|claim| claim.decliners().contains(&id));
    if !denied.is_empty() {
        lines.push(format!("- Denies {}", words::claims(&denied)));
    }
    if !declined.is_empty() {
        lines.push(format!("- Gave no comment on {}", words::claims(&declined)));
    }
    match lines.is_empty() {
        true => "No claim is put down to it directly.".to_owned(),
        false => lines.join("\n"),
    }
}
