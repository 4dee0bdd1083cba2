//! What stands, and what is left.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::known;
use crate::claim::ClaimId;
use crate::report::svg::footing::Footing;
use crate::report::{escape, words};
use crate::rules::Case;

/// Claims that two independent sources or a document hold up, and that nobody contests.
pub(in crate::report) struct Stands {
    /// Heavy ones first.
    pub(in crate::report) claims: Vec<Stand>,
    /// Has no claim two independent sources?
    pub(in crate::report) none_of_two: bool,
}

/// One of them.
pub(in crate::report) struct Stand {
    pub(in crate::report) at: usize,
    pub(in crate::report) id: String,
    pub(in crate::report) footing: Footing,
    pub(in crate::report) words: String,
}

/// Claims of one footing that stand nowhere else.
pub(in crate::report) struct Rest {
    pub(in crate::report) footing: Footing,
    /// Number and words of each, to be cut where there is little room.
    pub(in crate::report) claims: Vec<(usize, String)>,
}

impl Stands {
    pub(in crate::report) fn of(case: &Case, front: &[ClaimId]) -> Stands {
        let mut order: Vec<usize> = (0..known(case))
            .filter(|at| stands(case, *at) && !front.contains(&ClaimId(*at)))
            .collect();
        order.sort_by_key(|at| {
            Reverse((
                case.graph.claims[*at].weight,
                Footing::of(case.strengths[*at].rung),
            ))
        });
        let stand = |at: usize| Stand {
            at,
            id: case.graph.claims[at].id.clone(),
            footing: Footing::of(case.strengths[at].rung),
            words: format!("{} {}", at + 1, told(case, at)),
        };
        let two = |at: usize| Footing::of(case.strengths[at].rung) == Footing::Two;
        Stands {
            claims: order.into_iter().map(stand).collect(),
            none_of_two: known(case) > 0 && !(0..known(case)).any(two),
        }
    }
}

/// Do two independent sources or a document hold the claim up, and does nobody contest it?
pub(in crate::report) fn stands(case: &Case, at: usize) -> bool {
    let (claim, strength) = (&case.graph.claims[at], &case.strengths[at]);
    let held = matches!(Footing::of(strength.rung), Footing::Two | Footing::Document);
    held && !strength.disputed && claim.discrepancies.is_empty()
}

/// The claims that stand nowhere else, by footing, weakest first.
pub(in crate::report) fn rest(case: &Case, front: &[ClaimId], stands: &Stands) -> Vec<Rest> {
    let standing: BTreeSet<usize> = stands.claims.iter().map(|one| one.at).collect();
    let left = |at: &usize| !front.contains(&ClaimId(*at)) && !standing.contains(at);
    let mut footings = Footing::ALL;
    footings.sort_unstable();
    let left: Vec<usize> = (0..known(case)).filter(left).collect();
    let of = |footing: Footing| {
        let own = left
            .iter()
            .filter(|at| Footing::of(case.strengths[**at].rung) == footing);
        Rest {
            footing,
            claims: own.map(|at| (at + 1, told(case, *at))).collect(),
        }
    };
    let mut rest: Vec<Rest> = footings.into_iter().map(of).collect();
    rest.retain(|one| !one.claims.is_empty());
    rest
}

/// The beginning of a claim's words.
fn told(case: &Case, at: usize) -> String {
    words::capital(&words::short(&escape::line(&case.graph.claims[at].text)))
}
