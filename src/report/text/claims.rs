//! Claims, each once, with its strength, the reason, its place and what was found about it.

use std::cmp::Reverse;

use super::findings;
use super::page::{Ink, Page};
use crate::Analysis;
use crate::claim::{Claim, ClaimId};
use crate::report::{Order, places, words};
use crate::rules::{self, Case};
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
        standing(page, case, at, words::weight(claim.weight));
        beside(page, case, claim);
        for finding in &found[at] {
            findings::below_claim(page, finding);
        }
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
    for id in front {
        let claim = &case.graph.claims[id.0];
        page.hanging(&number(page, id.0), 6, Ink::Strong, &claim.text);
        let weight = match (words::weight(claim.weight), claim.weight_reason.as_str()) {
            (weight, "") => weight.to_owned(),
            (weight, reason) => format!("{weight}: {reason}"),
        };
        standing(page, case, id.0, &weight);
        beside(page, case, claim);
        for finding in &found[id.0] {
            findings::below_claim(page, finding);
        }
        if let Some(help) = words::to_do(&found[id.0]) {
            page.plain(6, Ink::Plain, &words::sentence(help));
        }
    }
    page.blank();
}

fn number(page: &Page, at: usize) -> String {
    page.ink(Ink::Faint, &format!("{:>4}  ", at + 1))
}

/// How a claim stands, what it weighs, where it is, on whom it rests.
fn standing(page: &mut Page, case: &Case, at: usize, weight: &str) {
    let (claim, strength) = (&case.graph.claims[at], &case.strengths[at]);
    let disputed = if strength.disputed { ", disputed" } else { "" };
    let badge = format!("{}{disputed}", words::badge(strength));
    let mut rest = String::new();
    if !weight.is_empty() {
        rest = format!(" · {weight}");
    }
    rest = format!("{rest} · {}", places::short(&case.draft, claim.place()));
    // That nobody is cited is all that the badge says.
    if strength.rung != Rung::Unattributed || strength.disputed {
        rest = format!("{rest} · {}", words::sentence(&strength.words));
    }
    let ink = if strength.disputed {
        Ink::Error
    } else {
        Ink::of_rung(strength.rung)
    };
    page.led(6, (ink, &badge), &rest);
}

/// Who would not comment on the claim, where else it stands and why, and which others differ from it or may state the same.
fn beside(page: &mut Page, case: &Case, claim: &Claim) {
    if let Some(silent) = words::no_comment(case, claim) {
        page.plain(6, Ink::Plain, &silent);
    }
    let joined = words::joined(case, claim);
    if !joined.is_empty() {
        page.plain(6, Ink::Faint, &format!("Also on {}.", joined.join(", ")));
    }
    for told in words::checked(claim) {
        page.plain(6, Ink::Plain, &words::sentence(&told));
    }
    if !claim.discrepancies.is_empty() {
        page.plain(6, Ink::Plain, &words::differs(&claim.discrepancies));
    }
    if !claim.may_corroborate.is_empty() {
        let others = words::claims(&words::numbers(&claim.may_corroborate));
        page.plain(6, Ink::Plain, &format!("May be the same as {others}."));
    }
}
