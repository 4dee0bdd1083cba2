//! What the front says, in words and numbers, before anything has a place.

mod carriers;
mod chain;
mod first;
mod remainder;
mod reporter;
mod verdict;

pub(in crate::report) use carriers::{Carried, Carrier, Carriers};
pub(in crate::report) use chain::{Chain, End, Row, Step, Target, pointer};
pub(in crate::report) use first::Item;
pub(in crate::report) use remainder::{Rest, Stands, stands};
#[cfg(feature = "page")]
pub(in crate::report) use reporter::letter;
pub(in crate::report) use reporter::{Ask, asks};
pub(in crate::report) use verdict::of as verdict;

use super::svg::footing::Footing;
use crate::Analysis;
use crate::claim::{ClaimId, Weight};
use crate::report::{escape, words};
use crate::rules::{self, Case};

/// All that the front says.
pub(in crate::report) struct Told {
    /// Draft, counts, how many readings are unsure.
    pub(in crate::report) counts: String,
    pub(in crate::report) headline: String,
    pub(in crate::report) verdict: String,
    /// With whom most falls; empty when no source carries two claims.
    pub(in crate::report) waist: String,
    /// The claims in the order of the text.
    pub(in crate::report) cells: Vec<Cell>,
    /// What to check first, best first.
    pub(in crate::report) first: Vec<Item>,
    pub(in crate::report) carriers: Carriers,
    pub(in crate::report) stands: Stands,
    pub(in crate::report) rest: Vec<Rest>,
}

/// A claim in the strip.
#[derive(Clone)]
pub(in crate::report) struct Cell {
    pub(in crate::report) id: String,
    /// From 1.
    pub(in crate::report) number: usize,
    pub(in crate::report) weight: Weight,
    pub(in crate::report) footing: Footing,
    pub(in crate::report) disputed: bool,
    /// Its place in the list below, from 1.
    pub(in crate::report) rank: Option<usize>,
    pub(in crate::report) title: String,
}

impl Told {
    /// Tells of an analysis.
    pub(in crate::report) fn of(analysis: &Analysis) -> Told {
        let case = &analysis.case;
        let front = rules::front(case);
        let carriers = Carriers::of(case);
        let stands = Stands::of(case, &front);
        Told {
            counts: counts(case),
            headline: headline(case),
            verdict: verdict::of(analysis, &front),
            waist: carriers.waist(case),
            cells: cells(case, &front),
            first: first::items(analysis, &front),
            rest: remainder::rest(case, &front, &stands),
            stands,
            carriers,
        }
    }
}

/// How many claims have been weighed.
fn known(case: &Case) -> usize {
    case.graph.claims.len().min(case.strengths.len())
}

fn file_name(case: &Case) -> String {
    match case.draft.path.rsplit(['/', '\\']).next().unwrap_or_default() {
        "-" | "" => "standard input".to_owned(),
        name => escape::line(name),
    }
}

fn counts(case: &Case) -> String {
    let mut parts = vec![
        "Sourcing check".to_owned(),
        file_name(case),
        words::count(case.graph.claims.len(), "claim"),
        words::count(case.graph.sources.len(), "source"),
    ];
    let unsure = case
        .graph
        .claims
        .iter()
        .filter(|claim| rules::is_unsure(case, claim));
    match unsure.count() {
        0 => {}
        1 => parts.push("the reading of 1 is unsure".to_owned()),
        several => parts.push(format!("the readings of {} are unsure", words::grouped(several))),
    }
    parts.join(" · ")
}

fn headline(case: &Case) -> String {
    match escape::line(&case.title) {
        title if title.is_empty() => file_name(case),
        title => title,
    }
}

/// The claims in the order of the text.
#[cfg(feature = "page")]
pub(in crate::report) fn cells_of(case: &Case) -> Vec<Cell> {
    cells(case, &rules::front(case))
}

fn cells(case: &Case, front: &[ClaimId]) -> Vec<Cell> {
    let cell = |at: usize| {
        let (claim, strength) = (&case.graph.claims[at], &case.strengths[at]);
        Cell {
            id: claim.id.clone(),
            number: at + 1,
            weight: claim.weight,
            footing: Footing::of(strength.rung),
            disputed: strength.disputed,
            rank: front.iter().position(|id| id.0 == at).map(|rank| rank + 1),
            title: format!(
                "{}: {} ({})",
                at + 1,
                words::short(&escape::line(&claim.text)),
                words::badge(strength)
            ),
        }
    };
    (0..known(case)).map(cell).collect()
}
