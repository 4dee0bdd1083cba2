//! The summary that stays in sight: what the draft comes to, and the means to narrow it down.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::super::{told, words};
use super::worksheet::progress;
use super::{chain, doubt, ladder, prose};
use crate::Analysis;
use crate::claim::Claim;
use crate::policy::Level;
use crate::rules;
use crate::strength::Rung;

/// The head of the page and the bar that sticks to its top.
pub(super) fn of(analysis: &Analysis, title: &str) -> Markup {
    html! {
        header.top {
            p.brand { b { "twosource" } " what rests on what" }
            p.verdict { (verdict(analysis)) }
            p.judges { "It judges sourcing, not truth." }
        }
        nav.bar aria-label="Summary and filters" {
            p.about-draft { b dir="auto" { (prose::line(title)) } " " span.path { (prose::line(&analysis.case.draft.path)) } }
            (strengths(analysis))
            (tools(analysis))
            (ladder::legend())
        }
    }
}

/// The draft in one or two sentences.
pub(super) fn verdict(analysis: &Analysis) -> String {
    let case = &analysis.case;
    let claims = case.graph.claims.len();
    let told = case.graph.claims.iter().zip(&case.strengths);
    let weak = told
        .filter(|(claim, strength)| words::is_weak(claim, strength))
        .count();
    let open = analysis
        .findings
        .iter()
        .filter(|finding| finding.waived.is_none());
    let mut counts: BTreeMap<Level, usize> = BTreeMap::new();
    for finding in open {
        *counts.entry(finding.level).or_default() += 1;
    }
    let told = match (claims, weak) {
        (0, _) => "No claim was found.".to_owned(),
        (all, 0) => format!("{}, none of them weak.", words::count(all, "claim")),
        (all, weak) => format!(
            "{} of {} {} on weak sourcing.",
            words::grouped(weak),
            words::count(all, "claim"),
            if weak == 1 { "rests" } else { "rest" }
        ),
    };
    let levels: Vec<String> = counts
        .iter()
        .rev()
        .filter(|(level, _)| **level != Level::Off)
        .map(|(level, count)| words::count(*count, level.name()))
        .collect();
    match levels.is_empty() {
        true => format!("{told} No finding."),
        false => format!("{told} {}.", words::capital(&levels.join(", "))),
    }
}

/// The few claims that an editor would check first, with how each stands, on whom, and whether somebody has checked it.
pub(super) fn first(analysis: &Analysis) -> Markup {
    let case = &analysis.case;
    let front = rules::front(case);
    let (checked, all) = progress(case);
    html! {
        @if !front.is_empty() {
            section.first aria-labelledby="first-title" {
                h2 #first-title { "Check first" span.progress #progress { (checked) " of " (all) " checked" } }
                ol {
                    @for id in front {
                        @if let (Some(claim), Some(strength)) = (case.graph.claims.get(id.0), case.strengths.get(id.0)) {
                            li.(ladder::class(strength.rung)) data-first=(id.0 + 1) {
                                a href=(format!("#c{}", id.0 + 1)) dir="auto" { (prose::line(&words::short(&claim.text))) } " "
                                span.rung { (words::badge(strength)) @if strength.disputed { ", disputed" } }
                                (standing(analysis, claim))
                                @if !case.by_hand() { div.acts data-for=(id.0 + 1) {} }
                            }
                        }
                    }
                }
                @if let Some(letter) = told::letter(analysis) {
                    button.letter type="button" data-act="copy-letter" data-letter=(letter) hidden { "Copy for the reporter" }
                }
            }
        }
    }
}

/// Who stands behind a claim, and who has checked it.
fn standing(analysis: &Analysis, claim: &Claim) -> Markup {
    let supporters = claim.supporters();
    html! {
        @if !supporters.is_empty() { p.on { "On the word of " (chain::links(&analysis.case.graph, &supporters)) } }
        @if !claim.deniers().is_empty() { p.on { "Denied by " (chain::links(&analysis.case.graph, &claim.deniers())) } }
        (doubt::of(&analysis.case, claim))
        @for told in words::checked(claim) { p.checked dir="auto" { (prose::line(&words::sentence(&told))) } }
    }
}

/// How many claims stand on each rung; with scripts, each is a switch.
fn strengths(analysis: &Analysis) -> Markup {
    let count = |rung: Rung| {
        analysis
            .case
            .strengths
            .iter()
            .filter(|strength| strength.rung == rung)
            .count()
    };
    let disputed = analysis
        .case
        .strengths
        .iter()
        .filter(|strength| strength.disputed)
        .count();
    html! {
        ul.strengths aria-label="Claims by strength" {
            @for (rung, name) in Rung::NAMES {
                @let count = count(*rung);
                @if count > 0 {
                    li { button.rung.(ladder::class(*rung)) type="button" disabled aria-pressed="false" data-filter-r=(name) {
                        (ladder::icon(*rung)) " " b { (words::grouped(count)) } " " (words::rung(*rung))
                    } }
                }
            }
            @if disputed > 0 { li { button.rung.disputed type="button" disabled aria-pressed="false" data-filter-r="disputed" { b { (words::grouped(disputed)) } " disputed" } } }
        }
    }
}

/// Search, filters and commands: scripts show them.
fn tools(analysis: &Analysis) -> Markup {
    html! {
        div.tools hidden {
            label.search { span.sr { "Search the draft" } input #search type="search" placeholder="Search  /" autocomplete="off" spellcheck="false"; }
            span.hits #hits role="status" {}
            (by_source(analysis))
            (by_rule(analysis))
            button #weaker type="button" aria-keyshortcuts="p" title="The weak claim before (p)" { span.sr { "Previous weak claim" } span aria-hidden="true" { "↑" } }
            button #weak type="button" aria-keyshortcuts="n" title="The next weak claim (n)" { "Next weak claim" }
            button #copy type="button" { "Copy as Markdown" }
            button #reset type="button" hidden { "Show all" }
            span.shown #shown role="status" {}
        }
    }
}

fn by_source(analysis: &Analysis) -> Markup {
    let graph = &analysis.case.graph;
    let mut counts = vec![0_usize; graph.sources.len()];
    for claim in &graph.claims {
        for source in super::chain::reach(
            graph,
            &claim
                .backing
                .iter()
                .map(|backing| backing.source)
                .collect::<Vec<_>>(),
            200,
        ) {
            if let Some(count) = counts.get_mut(source) {
                *count += 1;
            }
        }
    }
    let mut rows: Vec<(usize, usize)> = counts
        .into_iter()
        .enumerate()
        .filter(|(_, count)| *count > 0)
        .collect();
    rows.sort_by_key(|(index, count)| (std::cmp::Reverse(*count), *index));
    html! {
        label { span.sr { "Only claims that rest on" } select #by-source {
            option value="" { "Any source" }
            @for (index, count) in rows { @if let Some(source) = graph.sources.get(index) { option value=(index + 1) { (words::name(source)) " (" (count) ")" } } }
        } }
    }
}

fn by_rule(analysis: &Analysis) -> Markup {
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in &analysis.findings {
        *rules.entry(finding.rule).or_default() += 1;
    }
    html! {
        label { span.sr { "Only claims with findings of" } select #by-rule {
            option value="" { "Any finding" }
            @for (rule, count) in rules { option value=(rule) { (words::capital(&rule.replace('-', " "))) " (" (count) ")" } }
        } }
    }
}
