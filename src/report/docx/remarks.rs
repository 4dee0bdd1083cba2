//! What is written beside the words: one remark for what was found in one place, and for each claim to check first.

use std::collections::BTreeMap;

use super::super::shown::Shown;
use super::super::told::{Ask, asks};
use super::super::{Notes, Style, escape, words};
use crate::Analysis;
use crate::claim::ClaimId;
use crate::draft::Span;
use crate::draft::docx::comments::offer;
use crate::policy::Level;
use crate::rules::{self, Case, Finding, InFile, Reads};

/// One remark.
pub(super) struct Remark {
    /// The words that it is about: bytes of the prose, within one block.
    pub(super) span: Span,
    /// The rules that speak in it.
    pub(super) rules: Vec<&'static str>,
    /// Its paragraphs, each a line.
    pub(super) lines: Vec<String>,
}

/// The remarks in the order of their words. n log n.
pub(super) fn remarks(analysis: &Analysis, shown: &Shown<'_>, style: &Style) -> Vec<Remark> {
    let asks = asks(analysis);
    let of_claim: BTreeMap<ClaimId, usize> = asks.iter().enumerate().map(|(at, ask)| (ask.id, at)).collect();
    let mut found: BTreeMap<(Span, Option<ClaimId>), Vec<&Finding>> = BTreeMap::new();
    for ask in &asks {
        if let Some(place) = place_of(&analysis.case, shown, ask.id) {
            found.entry((place, Some(ask.id))).or_default();
        }
    }
    let is_told = |one: &&Finding| {
        one.waived.is_none()
            && (one.level > Level::Note || style.notes == Notes::Shown && one.level > Level::Off)
    };
    for finding in analysis.findings.iter().filter(is_told) {
        if let Some(place) = place(analysis, shown, finding) {
            found.entry(place).or_default().push(finding);
        }
    }
    let remark = |((span, claim), findings): ((Span, Option<ClaimId>), Vec<&Finding>)| {
        let ask = claim.and_then(|id| of_claim.get(&id));
        let ask = ask.and_then(|at| Some((at + 1, asks.get(*at)?)));
        let mut rules: Vec<&'static str> = findings.iter().map(|one| one.rule).collect();
        rules.sort_unstable();
        rules.dedup();
        let mut lines = match ask {
            Some((rank, ask)) => asked(ask, (rank, asks.len()), &findings),
            None => findings.iter().map(|one| told(one, "")).collect(),
        };
        lines.push(offer(&rules));
        Remark { span, rules, lines }
    };
    found.into_iter().map(remark).collect()
}

/// Where a claim stands: of a claims graph where its draft says it.
fn place_of(case: &Case, shown: &Shown<'_>, claim: ClaimId) -> Option<Span> {
    let place = match case.by_hand() {
        true => *shown.claims.get(claim.0)?.first()?,
        false => case.graph.claims.get(claim.0)?.place(),
    };
    within(shown, place)
}

/// Where a finding is told: with its claim, where its words are some of that; at the top, where it has no words in the draft.
fn place(analysis: &Analysis, shown: &Shown<'_>, finding: &Finding) -> Option<(Span, Option<ClaimId>)> {
    let by_hand = analysis.case.by_hand();
    let claim = finding
        .claim
        .and_then(|id| Some((place_of(&analysis.case, shown, id)?, id)));
    let own = match finding.file {
        InFile::Draft if !by_hand => within(shown, finding.span),
        InFile::Published => within(shown, finding.span),
        InFile::Draft | InFile::Readings => None,
    };
    match (own, claim) {
        (Some(own), Some((place, id))) if own.overlaps(place) => Some((place, Some(id))),
        (None, Some((place, id))) => Some((place, Some(id))),
        (Some(own), _) => Some((own, None)),
        (None, None) => Some((shown.draft.blocks.first()?.span, None)),
    }
}

/// The part of a span that stands in the block in which it begins; the whole block where it covers nothing.
fn within(shown: &Shown<'_>, span: Span) -> Option<Span> {
    let blocks = &shown.draft.blocks;
    let after = blocks.partition_point(|block| block.span.end <= span.start);
    let block = blocks.get(after)?.span;
    let kept = Span::new(span.start.max(block.start), span.end.min(block.end));
    Some(if kept.is_empty() { block } else { kept })
}

/// A claim to check first: its rank, who carries it, whom to ask, and what was found that this does not say.
fn asked(ask: &Ask, (rank, of): (usize, usize), findings: &[&Finding]) -> Vec<String> {
    // A rule that reads the graph alone says no more than who carries the claim.
    let repeats = |one: &&&Finding| rules::of_name(one.rule).is_some_and(|rule| rule.reads == Reads::Graph);
    let (silent, speaking): (Vec<&Finding>, Vec<&Finding>) = findings.iter().partition(repeats);
    let mut head = format!("Check first, {rank} of {of}");
    for finding in silent {
        head.push_str(&format!(" \u{b7} {} ({})", finding.level.name(), finding.rule));
    }
    let told_of = [&ask.matters, &ask.why, &ask.to_do]
        .into_iter()
        .chain(&ask.checked);
    let mut lines = vec![head];
    lines.extend(told_of.filter(|line| !line.is_empty()).cloned());
    lines.extend(speaking.into_iter().map(|one| told(one, &ask.to_do)));
    lines
}

/// A finding in a line; what was said before of how to mend it is not said again.
fn told(finding: &Finding, said: &str) -> String {
    let help = words::sentence(&finding.help);
    let help = if help == said { String::new() } else { help };
    let level = words::capital(finding.level.name());
    let line = format!(
        "{level} ({}): {} {help}",
        finding.rule,
        words::sentence(&finding.message)
    );
    escape::line(&line)
}
