//! The sources, each with what rests on it.

use maud::{Markup, html};

use super::super::words;
use super::{chain, ladder, numbers, prose};
use crate::Analysis;
use crate::source::{Basis, Source, SourceId};

/// Claims that a card names; the others are counted.
const NAMED: usize = 60;

/// Sources of a chain that scripts know of, at most.
const LIT: usize = 200;

/// What is said of one source across the graph.
#[derive(Clone, Default)]
struct Uses {
    /// Claims that it backs or denies itself.
    claims: Vec<usize>,
    /// Claims that fall when it fails.
    alone: usize,
    cited_by: Vec<SourceId>,
}

/// The list of sources in the order of their first mention. Linear in the graph.
pub(super) fn of(analysis: &Analysis) -> Markup {
    let sources = &analysis.case.graph.sources;
    let uses = uses(analysis);
    html! {
        section.part #sources aria-labelledby="sources-title" {
            h2 #sources-title { "Sources" }
            @if sources.is_empty() { p.none { "The draft cites nobody." } }
            ol.cards {
                @for ((index, source), uses) in sources.iter().enumerate().zip(&uses) { (card(analysis, index, source, uses)) }
            }
        }
    }
}

fn uses(analysis: &Analysis) -> Vec<Uses> {
    let graph = &analysis.case.graph;
    let mut uses = vec![Uses::default(); graph.sources.len()];
    for (index, claim) in graph.claims.iter().enumerate() {
        for backing in &claim.backing {
            if let Some(uses) = uses.get_mut(backing.source.0)
                && uses.claims.last() != Some(&index)
            {
                uses.claims.push(index);
            }
        }
    }
    for strength in &analysis.case.strengths {
        for source in &strength.bottlenecks {
            if let Some(uses) = uses.get_mut(source.0) {
                uses.alone += 1;
            }
        }
    }
    for (index, source) in graph.sources.iter().enumerate() {
        for cited in &source.cites {
            if let Some(uses) = uses.get_mut(cited.0) {
                uses.cited_by.push(SourceId(index));
            }
        }
    }
    uses
}

fn card(analysis: &Analysis, index: usize, source: &Source, uses: &Uses) -> Markup {
    let graph = &analysis.case.graph;
    let number = index + 1;
    html! {
        li.card.source.(format!("k-{}", source.kind.name())) id=(format!("s{number}")) data-source=(number) data-id=(source.id) data-s=(numbers(chain::reach(graph, &[SourceId(index)], LIT))) data-claims=(numbers(uses.claims.iter().copied().take(10_000))) tabindex="-1" {
            div.head {
                a.name dir="auto" href=(format!("#s{number}")) { (words::name(source)) }
                @if uses.alone > 0 { span.flag title="These claims fall if this source is wrong" { (words::count(uses.alone, "claim")) " on it alone" } }
            }
            p.about dir="auto" { (words::about(source)) }
            (details(source))
            @if !source.cites.is_empty() { p { b { "Cites " } (chain::links(graph, &source.cites)) } }
            @if !uses.cited_by.is_empty() { p { b { "Cited by " } (chain::links(graph, &uses.cited_by)) } }
            (backed(analysis, uses))
        }
    }
}

fn details(source: &Source) -> Markup {
    let basis = match source.basis {
        Basis::FirstHand => "first hand",
        Basis::SecondHand => "second hand",
        Basis::Unknown => "",
    };
    html! {
        @if !source.justification.is_empty() { p { b { "Knows because " } (prose::text(&source.justification)) } }
        @if !basis.is_empty() { p { b { "Knows it " } (basis) } }
        @if !source.interest.is_empty() { p { b { "Side or employer " } (prose::line(&source.interest.join(", "))) } }
        @if let Some(reason) = &source.anonymity.reason { p { b { "Not named because " } (prose::text(reason)) } }
        @if let Some(role) = &source.anonymity.approved_by { p { b { "Anonymity approved by " } (prose::text(role)) } }
    }
}

fn backed(analysis: &Analysis, uses: &Uses) -> Markup {
    let strengths = &analysis.case.strengths;
    let more = uses.claims.len().saturating_sub(NAMED);
    html! {
        @if uses.claims.is_empty() {
            p.none { "No claim of the draft is put down to it directly." }
        } @else {
            p.backs {
                b { "Speaks to " }
                @for claim in uses.claims.iter().take(NAMED) {
                    @if let Some(strength) = strengths.get(*claim) {
                        a.badge.(ladder::class(strength.rung)) href=(format!("#c{}", claim + 1)) aria-label=(format!("Claim {}, {}", claim + 1, words::badge(strength))) { (claim + 1) (ladder::icon(strength.rung)) }
                        " "
                    }
                }
                @if more > 0 { "and " (words::count(more, "more claim")) }
            }
        }
    }
}
