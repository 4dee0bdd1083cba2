//! Claims, each with its strength, the reason, its place and what was found about it.

use std::cmp::Reverse;

use super::findings;
use super::page::{Ink, Page};
use crate::Analysis;
use crate::claim::Claim;
use crate::report::{Order, words};
use crate::rules::{self, Case, Finding};

/// Lists the claims. Linear, save for sorting.
pub(super) fn list(page: &mut Page, analysis: &Analysis, order: Order) {
    let case = &analysis.case;
    if case.graph.claims.is_empty() {
        page.plain(0, Ink::Plain, "No claims.");
        page.blank();
        return;
    }
    let mut numbers: Vec<usize> = (0..case.graph.claims.len().min(case.strengths.len())).collect();
    match order {
        Order::Article => page.heading("CLAIMS, in article order"),
        Order::Weight => {
            page.heading("CLAIMS, heavy ones first");
            numbers.sort_by_key(|at| Reverse(case.graph.claims[*at].weight));
        }
    }
    let found = by_claim(analysis);
    for at in numbers {
        claim(page, analysis, at);
        for finding in &found[at] {
            findings::below_claim(page, finding);
        }
        page.blank();
    }
}

/// Names the few claims that an editor would check first, with how each stands.
pub(super) fn first(page: &mut Page, analysis: &Analysis) {
    let case = &analysis.case;
    let front = rules::front(case);
    if front.is_empty() {
        return;
    }
    page.heading("CHECK FIRST");
    for id in front {
        let (claim, strength) = (&case.graph.claims[id.0], &case.strengths[id.0]);
        let number = page.ink(Ink::Faint, &format!("{:>4}  ", id.0 + 1));
        let disputed = if strength.disputed { ", disputed" } else { "" };
        let text = format!(
            "{} ({}{disputed})",
            words::short(&claim.text),
            words::badge(strength)
        );
        page.hanging(&number, 6, Ink::Plain, &text);
    }
    page.blank();
}

fn by_claim(analysis: &Analysis) -> Vec<Vec<&Finding>> {
    let mut found = vec![Vec::new(); analysis.case.graph.claims.len()];
    for finding in &analysis.findings {
        if let Some(slot) = finding.claim.and_then(|id| found.get_mut(id.0)) {
            slot.push(finding);
        }
    }
    found
}

fn claim(page: &mut Page, analysis: &Analysis, at: usize) {
    let case = &analysis.case;
    let (claim, strength) = (&case.graph.claims[at], &case.strengths[at]);
    let first = page.ink(Ink::Faint, &format!("{:>4}  ", at + 1));
    page.hanging(&first, 6, Ink::Plain, &claim.text);
    let place = case.draft.place(claim.place());
    let mut pieces = vec![page.ink(Ink::of_rung(strength.rung), &words::badge(strength))];
    if strength.disputed {
        pieces.push(page.ink(Ink::Error, ", disputed"));
    }
    let weight = match (words::weight(claim.weight), claim.weight_reason.as_str()) {
        ("", _) => String::new(),
        (weight, "") => format!(" · {weight}"),
        (weight, reason) => format!(" · {weight}: {reason}"),
    };
    pieces.push(page.ink(Ink::Plain, &weight));
    let place = format!(" · {}:{}:{}", case.draft.path, place.line, place.column);
    pieces.push(page.ink(Ink::Faint, &place));
    page.line(6, &pieces);
    page.plain(6, Ink::Plain, &words::sentence(&strength.words));
    beside(page, case, claim);
}

/// Who would not comment on the claim, where else it stands and why, and which others differ from it or may state the same.
fn beside(page: &mut Page, case: &Case, claim: &Claim) {
    let silent = claim.decliners();
    if !silent.is_empty() {
        let sources = silent.iter().filter_map(|id| case.graph.sources.get(id.0));
        let names: Vec<String> = sources.map(words::name).collect();
        page.plain(6, Ink::Plain, &format!("No comment: {}.", names.join("; ")));
    }
    let joined = words::joined(case, claim);
    if !joined.is_empty() {
        page.plain(6, Ink::Faint, &format!("Also on {}.", joined.join(", ")));
    }
    let others = [
        ("Differs in a figure or a date from", &claim.discrepancies),
        ("May be the same as", &claim.may_corroborate),
    ];
    for (how, others) in others.iter().filter(|(_, others)| !others.is_empty()) {
        let numbers: Vec<String> = others.iter().map(|id| (id.0 + 1).to_string()).collect();
        let claims = if numbers.len() == 1 { "claim" } else { "claims" };
        page.plain(6, Ink::Plain, &format!("{how} {claims} {}.", numbers.join(", ")));
    }
}
