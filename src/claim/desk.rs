//! What the readings of a draft say of its statements and claims.

use super::statement::Statement;
use super::{Claim, ClaimId, ClaimKind, Weight};
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
        for at in standing_at(claims, *place) {
            let claim = &mut claims[at.0];
            claim.kind = ClaimKind::Own;
            claim.kind_by_hand = true;
            claim.weight = Weight::Light;
            claim.weight_reason = "is somebody's own view, wish or plan".to_owned();
            (claim.wanted, claim.accusing, claim.urgency) = (0.0, 0.0, 0.0);
        }
    }
    for (checked, places) in &settled.checked {
        let mut at: Vec<ClaimId> = places
            .iter()
            .flat_map(|place| standing_at(claims, *place))
            .collect();
        at.dedup();
        for id in at {
            claims[id.0].checked.push(checked.clone());
        }
    }
}

/// The claims in which these words stand; else the first that follows them in their sentence ("The mayor said that ...").
pub fn standing_at(claims: &[Claim], place: Place) -> Vec<ClaimId> {
    let ids = || {
        claims
            .iter()
            .enumerate()
            .map(|(number, claim)| (ClaimId(number), claim))
    };
    let here = ids().filter(|(_, claim)| claim.spans.iter().any(|span| span.overlaps(place.words)));
    let here: Vec<ClaimId> = here.map(|(id, _)| id).collect();
    if !here.is_empty() {
        return here;
    }
    let after = |span: &Span| place.sentence.holds(span.start) && span.start >= place.words.end;
    let begins = ids().filter_map(|(id, claim)| {
        let first = claim
            .spans
            .iter()
            .filter(|span| after(span))
            .map(|span| span.start)
            .min();
        Some((first?, id))
    });
    begins.min().map(|(_, id)| id).into_iter().collect()
}
