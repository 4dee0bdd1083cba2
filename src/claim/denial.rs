//! Denials find the claim that they deny; sources that decline to speak find the claim that they would not speak to.

use super::lexicon::Class;
use super::merge::Groups;
use super::same;
use super::statement::Statement;
use super::statement::{self, Silence};
use super::{Backing, Claim, ClaimKind, kind};
use crate::attribution::{Attribution, Stance};

/// From this likeness on, what is denied is what was said elsewhere. A denial adds no support, so this may be lower
/// than the threshold of merging.
const DENIES: f64 = 0.5;

/// How many claims before and after are looked at.
const REACH: usize = 60;

/// With so few telling words and a noun such as "allegations", a denied content only points at what was said.
const POINTING_WORDS: usize = 4;

/// Moves the statements that are only denied into the group that they deny, where there is one.
pub(super) fn attach(statements: &[Statement], groups: &mut Groups) {
    let mut number = 0;
    while number < groups.groups.len() {
        let denied = groups.groups[number]
            .iter()
            .all(|at| statements[*at].only_denied());
        if denied && let Some(target) = target(statements, groups, number) {
            let moved = std::mem::take(&mut groups.groups[number]);
            groups.groups[target].extend(moved);
            groups.groups[target].sort_unstable();
        }
        number += 1;
    }
}

fn target(statements: &[Statement], groups: &Groups, number: usize) -> Option<usize> {
    let own = &statements[*groups.groups[number].first()?];
    let near: Vec<usize> = (number.saturating_sub(REACH)..(number + REACH).min(groups.groups.len()))
        .filter(|other| *other != number && asserted(statements, groups, *other))
        .collect();
    if points(own) {
        return pointed_at(statements, groups, number, &near);
    }
    let likeness = |other: &usize| {
        let all = groups.groups[*other]
            .iter()
            .map(|at| same::likeness(&own.gist, &statements[*at].gist));
        all.fold(0.0, f64::max)
    };
    let scored = near.iter().map(|other| (*other, likeness(other)));
    let best = scored.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
    (best.1 >= DENIES).then_some(best.0)
}

fn asserted(statements: &[Statement], groups: &Groups, group: usize) -> bool {
    let members = &groups.groups[group];
    members.iter().any(|at| !statements[*at].only_denied())
}

/// Does it only point at what was said before ("the allegations", "it")?
fn points(statement: &Statement) -> bool {
    let telling = statement.gist.telling().count();
    telling == 0 || (telling <= POINTING_WORDS && statement.gist.has(Class::AccusationNoun))
}

/// The last accusation before it, else the first one after it, else the last claim before it.
fn pointed_at(statements: &[Statement], groups: &Groups, number: usize, near: &[usize]) -> Option<usize> {
    let accuses = |group: &&usize| {
        groups.groups[**group]
            .iter()
            .any(|at| kind::is_accusation(&statements[*at].gist))
    };
    let before = near.iter().rev().filter(|other| **other < number);
    let after = near.iter().filter(|other| **other > number);
    before
        .clone()
        .find(accuses)
        .or_else(|| after.clone().find(accuses))
        .or_else(|| before.clone().next())
        .copied()
}

/// Writes each source that declined to speak into the last accusation before its place, else into the last claim.
pub(super) fn decline(claims: &mut [Claim], attributions: &[Attribution], silent: &[Silence]) {
    for silence in silent {
        let Some(attribution) = attributions.get(silence.attribution) else {
            continue;
        };
        let place = statement::first_byte(attribution);
        let first = |claim: &Claim| claim.spans.first().map(|span| span.start);
        let before = |claim: &&mut Claim| first(claim).is_some_and(|start| start < place);
        let others = |claim: &&mut Claim| {
            claim
                .backing
                .iter()
                .all(|backing| backing.source != silence.source)
        };
        let grave = |claim: &Claim| claim.kind == ClaimKind::Accusation;
        let nearest = claims
            .iter_mut()
            .filter(before)
            .filter(others)
            .max_by_key(|claim| (grave(claim), first(claim)));
        if let Some(claim) = nearest {
            claim.backing.push(Backing {
                source: silence.source,
                stance: Stance::Declines,
                attribution: Some(silence.attribution),
            });
        }
    }
}
