//! The findings: the loudest first, heavy claims before others; those that were waived at the end, with the reason.

use std::cmp::Reverse;

use maud::{Markup, html};

use super::super::words;
use super::is_crowded;
use super::worksheet::Worksheet;
use super::{chain, numbers, prose};
use crate::Analysis;
use crate::claim::Weight;
use crate::policy::Level;
use crate::rules::Finding;

/// The list of findings. Takes n log n.
pub(super) fn of(analysis: &Analysis, worksheet: Option<&Worksheet<'_>>) -> Markup {
    let mut open: Vec<(usize, &Finding)> = analysis.findings.iter().enumerate().collect();
    open.sort_by_key(|(number, finding)| {
        (
            Reverse(finding.level),
            Reverse(weight(analysis, finding)),
            *number,
        )
    });
    let (waived, open): (Vec<_>, Vec<_>) = open
        .into_iter()
        .partition(|(_, finding)| finding.waived.is_some());
    html! {
        section.part #findings aria-labelledby="findings-title" {
            h2 #findings-title { "Findings" }
            @if open.is_empty() { p.none { "Nothing was found that breaks a rule." } }
            ol.cards { @for (number, finding) in open { (card(analysis, worksheet, (number, finding))) } }
            @if !waived.is_empty() {
                h3 { "Waived" }
                p.aside { "The desk has let these pass and says why. They fail nothing." }
                ol.cards { @for (number, finding) in waived { (card(analysis, worksheet, (number, finding))) } }
            }
        }
    }
}

fn weight(analysis: &Analysis, finding: &Finding) -> Weight {
    let claim = finding
        .claim
        .and_then(|claim| analysis.case.graph.claims.get(claim.0));
    claim.map_or(Weight::Normal, |claim| claim.weight)
}

fn card(
    analysis: &Analysis,
    worksheet: Option<&Worksheet<'_>>,
    (index, finding): (usize, &Finding),
) -> Markup {
    let number = index + 1;
    let case = &analysis.case;
    let file = case.file_of(finding);
    let row = match file.format.is_document() {
        true => file.row(finding.span),
        false => format!("line {}", words::grouped(file.place(finding.span).line)),
    };
    if is_crowded(analysis) {
        return brief(number, finding);
    }
    html! {
        li.card.finding.(format!("v-{}", finding.level.name())).waived[finding.waived.is_some()] id=(format!("f{number}")) data-finding=(number) data-rules=(finding.rule)
            data-c=[finding.claim.map(|claim| claim.0 + 1)] data-s=(numbers(finding.sources.iter().map(|source| source.0))) tabindex="-1" {
            div.head {
                a.name href=(format!("#f{number}")) { (level(finding.level)) " " (name(finding)) }
                span.place { (words::in_file(finding)) (row) }
            }
            p.message dir="auto" { (prose::text(&words::sentence(&finding.message))) }
            @if !finding.help.is_empty() { p.help dir="auto" { (prose::text(&words::sentence(&finding.help))) } }
            @if let Some(reason) = &finding.waived { p.reason dir="auto" { b { "Waived: " } (prose::text(reason)) } }
            @if let Some(claim) = finding.claim { p.others { "About " a href=(format!("#c{}", claim.0 + 1)) { "claim " (claim.0 + 1) } } }
            @if !finding.sources.is_empty() { p.others { "Sources: " (chain::links(&case.graph, &finding.sources)) } }
            @if let Some(says) = worksheet.and_then(|sheet| sheet.accepting(finding)) { div.acts data-rule=(finding.rule) data-says=(says) {} }
        }
    }
}

/// A finding among very many: what, and about which claim.
fn brief(number: usize, finding: &Finding) -> Markup {
    html! {
        li.card.finding.(format!("v-{}", finding.level.name())).waived[finding.waived.is_some()] id=(format!("f{number}")) data-finding=(number) data-rules=(finding.rule)
            data-c=[finding.claim.map(|claim| claim.0 + 1)] data-s=(numbers(finding.sources.iter().map(|source| source.0))) tabindex="-1" {
            a.name href=(format!("#f{number}")) { (words::capital(finding.level.name())) ": " (name(finding)) }
            p.message dir="auto" { (prose::text(&finding.message)) }
            @if let Some(claim) = finding.claim { a href=(format!("#c{}", claim.0 + 1)) { "claim " (claim.0 + 1) } }
        }
    }
}

/// What a finding's rule is called: "Single source".
pub(super) fn name(finding: &Finding) -> String {
    words::capital(&finding.rule.replace('-', " "))
}

/// A finding as its claim's card tells it.
pub(super) fn short(index: usize, finding: &Finding) -> Markup {
    html! {
        div.(format!("v-{}", finding.level.name())).waived[finding.waived.is_some()] {
            a href=(format!("#f{}", index + 1)) { (level(finding.level)) " " (name(finding)) }
            ": " (prose::text(&words::sentence(&finding.message)))
            @if let Some(reason) = &finding.waived { " " i { "Waived: " (prose::text(reason)) } }
        }
    }
}

/// A level as a sign with its word.
fn level(level: Level) -> Markup {
    let sign = match level {
        Level::Error => "■",
        Level::Warning => "▲",
        Level::Note | Level::Off => "●",
    };
    html! { span.level { span aria-hidden="true" { (sign) } " " (words::capital(level.name())) } }
}
