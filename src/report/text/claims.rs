//! Claims, each once, with its strength, the reason, its place and what was found about it.

use std::cmp::Reverse;

use super::findings;
use super::page::{Ink, Page};
use crate::Analysis;
use crate::claim::{Claim, ClaimId};
use crate::report::{Order, places, words};
use crate::rules::{self, Case, Finding};
use crate::strength::Rung;

/// Lists the claims that do not stand at the front. Linear, save for sorting.
pub(super) fn list(page: &mut Page, analysis: &Analysis, order: Order) {
    let case = &analysis.case;
    if case.graph.claims.is_empty() {
        page.plain(0, Ink::Plain, "No claims.");
        page.blank();
        return;
    }
    let front = rules::front(case);
    let all = 0..case.graph.claims.len().min(case.strengths.len());
    let mut numbers: Vec<usize> = all.filter(|at| !front.contains(&ClaimId(*at))).collect();
    if numbers.is_empty() {
        return;
    }
    let claims = if front.is_empty() {
        "CLAIMS"
    } else {
        "OTHER CLAIMS"
    };
    match order {
        Order::Article => page.heading(&format!("{claims}, in article order")),
        Order::Weight => {
            page.heading(&format!("{claims}, heavy ones first"));
            numbers.sort_by_key(|at| Reverse(case.graph.claims[*at].weight));
        }
    }
    let found = words::by_claim(analysis);
    for at in numbers {
        let claim = &case.graph.claims[at];
        let text = words::cut(&claim.text, page.room(6));
        page.hanging(&number(page, at), 6, Ink::Plain, &text);
        let mut said = standing(case, at, words::weight(claim.weight), resting_briefly(case, at));
        said.extend(beside(case, claim));
        told(page, at, case, &said, &found[at]);
    }
    page.blank();
}

/// Tells of the few claims that an editor would check first: whole, how each stands, and what to do about it.
pub(super) fn first(page: &mut Page, analysis: &Analysis) {
    let case = &analysis.case;
    let front = rules::front(case);
    if front.is_empty() {
        return;
    }
    page.heading("CHECK FIRST");
    let found = words::by_claim(analysis);
    let mut helps: Vec<(&str, usize)> = Vec::new();
    for id in front {
        let claim = &case.graph.claims[id.0];
        page.hanging(&number(page, id.0), 6, Ink::Strong, &claim.text);
        let weight = match (words::weight(claim.weight), claim.weight_reason.as_str()) {
            (weight, "") => weight.to_owned(),
            (weight, reason) => format!("{weight}: {reason}"),
        };
        let mut said = standing(case, id.0, &weight, resting(case, id.0));
        said.extend(beside(case, claim));
        told(page, id.0, case, &said, &found[id.0]);
        let Some(help) = words::to_do(&found[id.0]) else {
            continue;
        };
        // What was said once is pointed to.
        match helps.iter().find(|(before, _)| *before == help) {
            Some((_, claim)) => page.plain(6, Ink::Plain, &format!("As for claim {claim}.")),
            None => page.plain(6, Ink::Plain, &words::sentence(help)),
        }
        helps.push((help, id.0 + 1));
    }
    page.blank();
}

fn number(page: &Page, at: usize) -> String {
    page.ink(Ink::Faint, &format!("{:>4}  ", at + 1))
}

/// How a claim stands, in one paragraph, who checked it, and what was found about it that this does not say.
fn told(page: &mut Page, at: usize, case: &Case, said: &[String], found: &[&Finding]) {
    let strength = &case.strengths[at];
    let denied = if strength.disputed { ", denied" } else { "" };
    let badge = format!("{}{denied}", words::badge(strength));
    let mut rest = String::new();
    for part in said {
        rest.push_str(if rest.ends_with('.') { " " } else { " · " });
        rest.push_str(part);
    }
    let (silent, speaking): (Vec<&Finding>, Vec<&Finding>) = found
        .iter()
        .filter(|one| page.shows(one))
        .partition(|one| findings::repeats(one));
    for finding in silent {
        rest.push_str(&format!(" · {}[{}]", finding.level.name(), finding.rule));
    }
    page.led(6, (Ink::Rung(strength.rung), &badge), &rest);
    for checked in words::checked(&case.graph.claims[at]) {
        page.plain(6, Ink::Plain, &words::sentence(&checked));
    }
    for finding in speaking {
        findings::below_claim(page, finding);
    }
}

/// What it weighs, where it is, on whom it rests.
fn standing(case: &Case, at: usize, weight: &str, resting: String) -> Vec<String> {
    let mut said = vec![
        weight.to_owned(),
        places::short(&case.draft, case.graph.claims[at].place()),
        resting,
    ];
    said.retain(|part| !part.is_empty());
    said
}

/// On whom it rests, as a sentence; nothing where the badge says that nobody is cited.
fn resting(case: &Case, at: usize) -> String {
    let strength = &case.strengths[at];
    let uncited = strength.rung == Rung::Unattributed && case.graph.claims[at].unclear.is_empty();
    match uncited && !strength.disputed {
        true => String::new(),
        false => words::sentence(&strength.words),
    }
}

/// The same in fewer words: the name alone where one who speaks for themselves says it.
fn resting_briefly(case: &Case, at: usize) -> String {
    let (claim, strength) = (&case.graph.claims[at], &case.strengths[at]);
    match claim.supporters().as_slice() {
        [one] if strength.roots == [*one] && !strength.disputed => words::name(case.graph.source(*one)),
        _ => resting(case, at),
    }
}

/// Who would not comment on the claim, where else it stands and why, and which others differ from it or may state the same.
fn beside(case: &Case, claim: &Claim) -> Vec<String> {
    let mut said: Vec<String> = words::no_comment(case, claim).into_iter().collect();
    said.extend(words::elsewhere(case, claim));
    said
}
