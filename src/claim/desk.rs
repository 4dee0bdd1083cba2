//! What the readings of a draft say of its statements and claims.

use super::statement::Statement;
use super::{Claim, ClaimKind, Weight};
use crate::draft::Span;
use crate::language::Place;
use crate::source::desk::Settled;

/// Takes out what the desk takes for no statement: what lies within its words, and a plain sentence that shares some of them.
pub(super) fn drop(settled: &Settled, statements: &mut Vec<Statement>) {
    let gone = |statement: &Statement| {
        let hull = Span::hull(&statement.spans).unwrap_or_default();
        settled
            .dropped
            .iter()
            .any(|dropped| dropped.contains(hull) || statement.is_plain() && dropped.overlaps(hull))
    };
    if !settled.dropped.is_empty() {
        statements.retain(|statement| !gone(statement));
    }
}

/// Marks the claims that are their speaker's own, and those that somebody has checked.
pub(super) fn mark(settled: &Settled, claims: &mut [Claim]) {
    for place in &settled.own {
        for claim in claims.iter_mut().filter(|claim| claim.stands_at(*place)) {
            claim.kind = ClaimKind::Own;
            claim.kind_by_hand = true;
            claim.weight = Weight::Light;
            claim.weight_reason = "is somebody's own view, wish or plan".to_owned();
            (claim.wanted, claim.urgency) = (0.0, 0.0);
        }
    }
    for (checked, places) in &settled.checked {
        let at = |claim: &Claim| places.iter().any(|place| claim.stands_at(*place));
        for claim in claims.iter_mut().filter(|claim| at(claim)) {
            claim.checked.push(checked.clone());
        }
    }
}

impl Claim {
    /// Do these words stand in it?
    pub fn stands_at(&self, place: Place) -> bool {
        self.spans.iter().any(|span| span.overlaps(place.words))
    }
}
