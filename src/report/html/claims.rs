//! The claims, each with what it rests on and what was found: in print, the notes under the draft.

use maud::{Markup, html};

use super::super::shown::Shown;
use super::super::words;
use super::worksheet::Worksheet;
use super::{chain, doubt, findings, is_crowded, ladder, numbers, prose};
use crate::Analysis;
use crate::claim::{Claim, ClaimId, Weight};
use crate::graph::SourceGraph;
use crate::rules::Finding;
use crate::source::SourceId;
use crate::strength::Strength;

/// Sources and findings that a claim names where there are very many claims.
const BRIEF: usize = 3;

/// Sources of a claim that scripts know of, at most.
const LIT: usize = 200;

/// The list of claims in article order; `shown` is the draft beside it. Linear in claims, findings and chains.
pub(super) fn of(
    analysis: &Analysis,
    shown: Option<&Shown<'_>>,
    worksheet: Option<&Worksheet<'_>>,
) -> Markup {
    let case = &analysis.case;
    let mut found: Vec<Vec<usize>> = vec![Vec::new(); case.graph.claims.len()];
    for (number, finding) in analysis.findings.iter().enumerate() {
        if let Some(found) = finding.claim.and_then(|claim| found.get_mut(claim.0)) {
            found.push(number);
        }
    }
    let is_crowded = is_crowded(analysis);
    html! {
        section.part #claims aria-labelledby="claims-title" {
            h2 #claims-title { "Claims" }
            @if case.graph.claims.is_empty() { p.none { "No claim was found." } }
            ol.cards {
                @for ((index, claim), (strength, found)) in case.graph.claims.iter().enumerate().zip(case.strengths.iter().zip(&found)) {
                    (card(&Card { analysis, index, claim, strength, found, is_crowded, stands: stands(shown, index), worksheet }))
                }
            }
        }
    }
}

/// Where a claim stands in the draft beside the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stands {
    /// There is no draft.
    Alone,
    /// In it.
    Marked,
    /// Nowhere that its words would tell.
    Unseen,
}

fn stands(shown: Option<&Shown<'_>>, index: usize) -> Stands {
    match shown {
        None => Stands::Alone,
        Some(shown) if shown.claims.get(index).is_some_and(|spans| !spans.is_empty()) => Stands::Marked,
        Some(_) => Stands::Unseen,
    }
}

struct Card<'a> {
    analysis: &'a Analysis,
    index: usize,
    claim: &'a Claim,
    strength: &'a Strength,
    found: &'a [usize],
    stands: Stands,
    /// Is room to be saved?
    is_crowded: bool,
    worksheet: Option<&'a Worksheet<'a>>,
}

fn card(card: &Card<'_>) -> Markup {
    let Card {
        analysis,
        index,
        claim,
        strength,
        found,
        stands,
        is_crowded,
        worksheet,
    } = *card;
    let number = index + 1;
    let graph = &analysis.case.graph;
    let findings: Vec<(usize, &Finding)> = found
        .iter()
        .filter_map(|at| Some((*at, analysis.findings.get(*at)?)))
        .collect();
    let sources: Vec<SourceId> = claim.backing.iter().map(|backing| backing.source).collect();
    let mut rules: Vec<&str> = findings.iter().map(|(_, finding)| finding.rule).collect();
    rules.dedup();
    html! {
        li.card.claim.(ladder::class(strength.rung)) id=(format!("c{number}")) data-claim=(number) data-id=(claim.id) data-r=(strength.rung.name())
            data-s=(numbers(chain::reach(graph, &sources, LIT))) data-rules=(rules.join(" ")) data-weak[words::is_weak(claim, strength)] data-disputed[strength.disputed] tabindex="-1" {
            div.head {
                a.number href=(format!("#c{number}")) { @if !is_crowded { span.sr { "Claim " } } (number) }
                span.rung { @if !is_crowded { (ladder::icon(strength.rung)) " " } (words::badge(strength)) }
                (flags(claim, strength))
            }
            p.words dir="auto" { (prose::text(&claim.text)) }
            @if is_crowded {
                (brief(graph, claim, &findings))
            } @else {
                @if !strength.words.is_empty() { p.why { (prose::line(&words::sentence(&strength.words))) } }
                (backing(analysis, claim))
                (doubt::of(&analysis.case, claim))
                @for told in words::checked(claim) { p.checked dir="auto" { (prose::text(&words::sentence(&told))) } }
                @for told in worksheet.into_iter().flat_map(|sheet| sheet.of_claim(ClaimId(index))) { p.by-desk dir="auto" { "By the desk: " (prose::text(&told)) } }
                (places(analysis, claim))
                (others("May be the same claim as", &claim.may_corroborate))
                (others("Differs in a figure or a date from", &claim.discrepancies))
                @if !findings.is_empty() {
                    ul.found { @for (at, finding) in findings { li { (findings::short(at, finding)) } } }
                }
                @if worksheet.is_some() { div.acts data-for=(number) {} }
                @match stands {
                    Stands::Alone => {}
                    Stands::Marked => p.back { a href=(format!("#in-c{number}")) { "Show in the draft" } }
                    Stands::Unseen => p.back { "Not found in the words of the draft" }
                }
            }
        }
    }
}

/// A claim among very many: who, and the ways to what was found.
fn brief(graph: &SourceGraph, claim: &Claim, findings: &[(usize, &Finding)]) -> Markup {
    let mut sources = claim.supporters();
    sources.truncate(BRIEF);
    html! {
        @if !sources.is_empty() { p { (chain::links(graph, &sources)) } }
        @for (at, finding) in findings.iter().take(BRIEF) {
            a href=(format!("#f{}", at + 1)) { (findings::name(finding)) } " "
        }
    }
}

fn flags(claim: &Claim, strength: &Strength) -> Markup {
    html! {
        @if claim.weight == Weight::Heavy { span.flag title=(prose::line(&claim.weight_reason)) { "heavy" } }
        @if claim.lede { span.flag { "lede" } }
        @if strength.disputed { span.flag.disputed { "disputed" } }
        @if !claim.checked.is_empty() { span.flag.is-checked { "✓ checked" } }
    }
}

fn backing(analysis: &Analysis, claim: &Claim) -> Markup {
    let graph = &analysis.case.graph;
    let supporters = claim.supporters();
    let deniers = claim.deniers();
    let decliners = claim.decliners();
    html! {
        @if !supporters.is_empty() {
            div.rests { h3 { "Who stands behind it" } (chain::tree(graph, &supporters)) }
        }
        @if !deniers.is_empty() { p.denied { b { "Denied by " } (chain::links(graph, &deniers)) } }
        @if !decliners.is_empty() { p.declined { b { "No comment from " } (chain::links(graph, &decliners)) } }
    }
}

/// Where else the claim stands, and why each place is this claim.
fn places(analysis: &Analysis, claim: &Claim) -> Markup {
    let joined = words::joined(&analysis.case, claim);
    html! {
        @if !joined.is_empty() { p.others { "Also on " (joined.join(", ")) } }
    }
}

fn others(what: &str, claims: &[ClaimId]) -> Markup {
    html! {
        @if !claims.is_empty() {
            p.others {
                (what) " "
                @for (place, claim) in claims.iter().take(LIT).enumerate() {
                    @if place > 0 { ", " }
                    a href=(format!("#c{}", claim.0 + 1)) { "claim " (claim.0 + 1) }
                }
            }
        }
    }
}
