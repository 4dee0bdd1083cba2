//! The words that outputs for people share, so that text, pictures and pages say the same of the same thing.

use super::trace;
use crate::Analysis;
use crate::claim::{Because, Claim, ClaimId, Joined, Weight};
use crate::draft::Span;
use crate::rules::{Case, Finding, InFile};
use crate::source::{Count, Link, Source, SourceKind};
use crate::strength::{Rung, Strength};
use crate::trace::Elsewhere;

/// A count with its noun: "1 claim", "2 claims".
pub(super) fn count(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => format!("{} {noun}s", grouped(number)),
    }
}

/// Claims by their numbers: "claim 3", "claims 1, 2, 5", of many the first.
pub(super) fn claims(numbers: &[usize]) -> String {
    const MOST: usize = 12;
    let some: Vec<String> = numbers.iter().take(MOST).map(usize::to_string).collect();
    let more = if numbers.len() > some.len() { ", ..." } else { "" };
    let noun = if numbers.len() == 1 { "claim" } else { "claims" };
    format!("{noun} {}{more}", some.join(", "))
}

/// A number with its thousands apart.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The beginning of a claim's words, cut at a word.
pub(super) fn short(text: &str) -> String {
    cut(text, 102)
}

/// The beginning of a text in so many letters at most, cut at a word.
pub(super) fn cut(text: &str, at_most: usize) -> String {
    let text = without_stop(text.trim());
    if text.chars().count() + 2 <= at_most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(at_most.saturating_sub(2)).collect();
    let kept = cut.rsplit_once(' ').map_or(cut.as_str(), |(head, _)| head);
    format!("{} …", kept.trim_end_matches([',', ';', ':']))
}

/// Without the full stop at its end, where it is not that of an abbreviation ("at 8 a.m.").
fn without_stop(text: &str) -> &str {
    let bare = text.trim_end_matches('.');
    let last = bare.rsplit(' ').next().unwrap_or_default();
    let abbreviated = last.contains('.') || last.chars().count() == 1 && last.chars().all(char::is_uppercase);
    if abbreviated { text } else { bare }
}

/// The first letter made a capital.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// The first letter made a capital, and a full stop at the end.
pub(super) fn sentence(text: &str) -> String {
    let text = capital(text.trim());
    if text.is_empty() || text.ends_with(['.', '!', '?', '…']) {
        text
    } else {
        text + "."
    }
}

/// What a rung is called when claims on it are counted ("3 single source").
pub(super) fn rung(rung: Rung) -> &'static str {
    match rung {
        Rung::Corroborated => "corroborated",
        Rung::CorroboratedAnonymous => "corroborated, all anonymous",
        Rung::Document => "document",
        Rung::SingleSource => "single source",
        Rung::OwnWord => "own word",
        Rung::SingleUnnamed => "unnamed only",
        Rung::SingleAnonymous => "anonymous only",
        Rung::OutletOnly => "another outlet only",
        Rung::Ungrounded => "no origin",
        Rung::Unattributed => "no source",
    }
}

/// How many independent sources a claim has: "1", "1 to 2", "1 or more".
pub(super) fn independent(strength: &Strength) -> String {
    let independence = strength.independence;
    match (independence.low, independence.high) {
        (low, high) if low == high => format!("{low}"),
        (low, high) if high >= Count::OPEN => format!("{low} or more"),
        (low, high) => format!("{low} to {high}"),
    }
}

/// What one claim's strength is called on its badge.
pub(super) fn badge(strength: &Strength) -> String {
    let number = independent(strength);
    match strength.rung {
        Rung::Corroborated => format!("{number} independent"),
        Rung::CorroboratedAnonymous => format!("{number} anonymous"),
        other => rung(other).to_owned(),
    }
}

/// Is this rung below what a desk wants for a heavy claim?
pub(super) fn falls_short(rung: Rung) -> bool {
    !matches!(rung, Rung::Corroborated | Rung::Document | Rung::OwnWord)
}

/// Does the claim call for a look: is it disputed, does it rest on nobody, on people without a name or on another outlet
/// alone, or does it matter most and rest on one source? Nearly every claim in the news has one source; to call
/// them all weak would say nothing.
pub(super) fn is_weak(claim: &Claim, strength: &Strength) -> bool {
    let matters = claim.weight == Weight::Heavy || (claim.lede && claim.weight == Weight::Normal);
    strength.disputed
        || match strength.rung {
            Rung::SingleSource | Rung::CorroboratedAnonymous => matters,
            rung => falls_short(rung) && claim.weight != Weight::Light,
        }
}

/// What a kind of source is called.
pub(super) fn kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::NamedPerson => "named, on record",
        SourceKind::NamedOrganization => "organization, on record",
        SourceKind::Outlet => "outlet",
        SourceKind::Document => "document",
        SourceKind::Anonymous => "anonymous",
        SourceKind::UnnamedPerson => "not named",
        SourceKind::UnnamedGroup => "group, not named",
        SourceKind::Newsroom => "our own reporting",
    }
}

/// What a source's name line says.
pub(super) fn name(source: &Source) -> String {
    capital(&super::escape::line(source.label()))
}

/// The same of a source that was asked and said nothing.
fn silent(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::NamedPerson => "named, gave no comment",
        SourceKind::NamedOrganization => "organization, gave no comment",
        other => self::kind(other),
    }
}

/// The same as [`about`] of a source that was asked and said nothing.
pub(super) fn about_silent(source: &Source) -> String {
    about_as(source, silent(source.kind))
}

/// What stands under a source's name: title, kind, how many it stands for where that is not one, and through which
/// outlets it speaks.
pub(super) fn about(source: &Source) -> String {
    about_as(source, kind(source.kind))
}

fn about_as(source: &Source, kind: &str) -> String {
    let mut parts = Vec::new();
    // Of a person without a title, the words that bring him in.
    let told = match source.title.is_empty() && source.kind == SourceKind::NamedPerson {
        true => &source.description,
        false => &source.title,
    };
    let title = super::escape::line(told);
    if !title.is_empty() && !title.eq_ignore_ascii_case(source.label()) {
        parts.push(title);
    }
    parts.push(kind.to_owned());
    if source.count != Count::ONE {
        parts.push(people(source));
    }
    if !source.through.is_empty() {
        parts.push(format!(
            "speaks through {}",
            super::escape::line(&source.through.join(", "))
        ));
    }
    parts.join(" · ")
}

/// "2 people", "2 to 3 people", "3 or more people", "an unknown number of people".
fn people(source: &Source) -> String {
    let Count { low, high } = source.count;
    let number = match high {
        _ if source.count.is_open() && low < 2 => "an unknown number of".to_owned(),
        _ if source.count.is_open() => format!("{low} or more"),
        high if low == high => format!("{low}"),
        high => format!("{low} to {high}"),
    };
    match super::scene::is_unnamed(source.kind) {
        true => format!("{number} people"),
        false => format!("counts as {number}"),
    }
}

/// What would mend the loudest of these findings that nobody has waived; nothing where none says.
pub(super) fn to_do<'a>(findings: &[&'a Finding]) -> Option<&'a str> {
    let live = findings.iter().filter(|one| one.waived.is_none());
    let loudest = live.max_by_key(|one| one.level)?;
    (!loudest.help.is_empty()).then_some(loudest.help.as_str())
}

/// Who would not comment on a claim, as a sentence; nothing when nobody was asked in vain.
pub(super) fn no_comment(case: &Case, claim: &Claim) -> Option<String> {
    let silent = claim.decliners();
    let sources = silent.iter().filter_map(|id| case.graph.sources.get(id.0));
    let names: Vec<String> = sources.map(name).collect();
    (!names.is_empty()).then(|| format!("No comment: {}.", names.join("; ")))
}

/// The sources of a claim that its words do not name, each with the words that were taken for it (none where nothing there
/// stands for it). Linear in the claim's attributions times the doubts.
pub(super) fn read_as(case: &Case, claim: &Claim) -> Vec<(String, String)> {
    let mut told: Vec<(String, String)> = Vec::new();
    for at in claim.backing.iter().filter_map(|backing| backing.attribution) {
        let Some(source) = case.source_of(at).filter(|_| case.link(at) == Link::Resolved) else {
            continue;
        };
        let spans = case.attributions.get(at).map(|one| one.source_spans.as_slice());
        let written = Span::hull(spans.unwrap_or_default()).map_or("", |span| case.draft.slice(span));
        let line = (name(source), super::escape::line(written));
        if !told.contains(&line) {
            told.push(line);
        }
    }
    told
}

/// From which claims one differs, as a sentence.
pub(super) fn differs(others: &[ClaimId]) -> String {
    format!("Differs in a figure or a date from {}.", claims(&numbers(others)))
}

/// The numbers of claims, from 1.
pub(super) fn numbers(claims: &[ClaimId]) -> Vec<usize> {
    claims.iter().map(|id| id.0 + 1).collect()
}

/// The findings about each claim, in claim order.
pub(super) fn by_claim(analysis: &Analysis) -> Vec<Vec<&Finding>> {
    let mut found = vec![Vec::new(); analysis.case.graph.claims.len()];
    for finding in &analysis.findings {
        if let Some(slot) = finding.claim.and_then(|id| found.get_mut(id.0)) {
            slot.push(finding);
        }
    }
    found
}

/// Why a place is the claim that it was joined with.
pub(super) fn because(because: Because) -> &'static str {
    match because {
        Because::SaysAgain => "said again",
        Because::SaysTheSame => "another source says the same",
        Because::Confirms => "another source confirms it",
        Because::Denies => "a source denies it",
        Because::Headline => "the headline says it in short",
        Because::Summary => "a summary says it in short",
        Because::SaidBy => "the article says it, then who says so",
        Because::Desk => "the desk's reading",
    }
}

/// Where else a claim stands and why, each as "line 3 (a source denies it)".
pub(super) fn joined(case: &Case, claim: &Claim) -> Vec<String> {
    let place = |joined: &Joined| {
        let first = joined.spans.first().copied().unwrap_or_default();
        let row = case.draft.row(first);
        format!("{row} ({})", because(joined.because))
    };
    claim.joined.iter().map(place).collect()
}

/// Where else a claim stands and why, and which others differ from it or may state the same: sentences.
pub(super) fn elsewhere(case: &Case, claim: &Claim) -> Vec<String> {
    let mut said = Vec::new();
    let joined = joined(case, claim);
    if !joined.is_empty() {
        said.push(format!("Also on {}.", joined.join(", ")));
    }
    if !claim.discrepancies.is_empty() {
        said.push(differs(&claim.discrepancies));
    }
    if !claim.may_corroborate.is_empty() {
        let others = claims(&numbers(&claim.may_corroborate));
        said.push(format!("May be the same as {others}."));
    }
    said
}

/// What a weight is called; nothing for a normal one.
pub(super) fn weight(weight: Weight) -> &'static str {
    match weight {
        Weight::Light => "light",
        Weight::Normal => "",
        Weight::Heavy => "heavy",
    }
}

/// "Checked by the night desk on 2025-03-06: hospital confirms 11", for each who checked the claim.
pub(super) fn checked(claim: &Claim) -> Vec<String> {
    let told = claim.checked.iter().map(|one| {
        let by = format!("Checked by {} on {}", one.role, one.date);
        if one.note.is_empty() {
            by
        } else {
            format!("{by}: {}", one.note)
        }
    });
    told.collect()
}

/// Which file a finding's line is of, where that is not the one that is looked at.
pub(super) fn in_file(finding: &Finding) -> &'static str {
    match finding.file {
        InFile::Draft => "",
        InFile::Published => "draft, ",
        InFile::Readings => "readings, ",
    }
}

/// What others tell of a claim of the draft: "Told by A and B; both go back to Ines Bauer: one source."
pub(super) fn elsewhere_told(one: &Elsewhere) -> String {
    let outlets = trace::words::listed(&one.outlets);
    let origin = match one.roots.as_slice() {
        [] => "none names a source of its own".to_owned(),
        roots => format!("goes back to {}", trace::words::listed(roots)),
    };
    let sources = match (one.outlets.len(), one.independence) {
        (_, 0) => "no source at all",
        (1, 1) => "one source",
        (_, 1) => "one source, however many outlets",
        (_, _) => "more than one source",
    };
    let owed = one.owed_to.as_ref();
    let owed = owed.map_or(String::new(), |outlet| {
        format!("; the draft names nobody, credit {outlet}")
    });
    sentence(&format!("told by {outlets}; {origin}: {sources}{owed}"))
}
