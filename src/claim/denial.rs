//! Denials find the claim that they deny; sources that decline to speak find the claim that they would not speak to.

use std::collections::BTreeSet;

use super::figure::Measure;
use super::gist::{Gist, Piece};
use super::lexicon::Class;
use super::manner::Manner;
use super::merge::Groups;
use super::same;
use super::statement::{self, Silence, Speaker, Statement};
use super::wording::Whole;
use super::wrongdoing::{self, Gravity};
use super::{Backing, Claim, ClaimKind};
use crate::attribution::{Attribution, Stance};

/// From this likeness on, what is denied is what was said elsewhere. A denial adds no support, so this may be lower
/// than the threshold of merging.
const DENIES: f64 = 0.5;

/// From this part of its telling words on that an asserted claim also has, what is denied is that claim.
const REPEATS: f64 = 0.8;

/// How many statements of a claim a denial is compared with.
const MEMBERS: usize = 4;

/// How many claims before and after are looked at.
const REACH: usize = 60;

/// With so few telling words and a noun such as "allegations", a denied content only points at what was said.
const POINTING_WORDS: usize = 4;

/// Words for what an outlet told.
const REPORTS: &[&str] = &["report", "reports", "story", "stories", "article", "coverage"];

/// Words for anything that was said.
const SAYINGS: &[&str] = &[
    "claim",
    "claims",
    "account",
    "assertion",
    "version",
    "suggestion",
    "findings",
];

/// What opens with such a word is another than what was told before ("a similar challenge").
const OTHERS: &[&str] = &["similar", "another", "earlier", "previous", "separate"];

/// Words for a number that was given.
const FIGURES: &[&str] = &[
    "figure",
    "figures",
    "number",
    "numbers",
    "estimate",
    "estimates",
    "total",
    "totals",
    "tally",
    "toll",
    "sum",
    "statistics",
];

/// Words for what somebody is tried for.
const CHARGES: &[&str] = &["count", "counts", "charge", "charges"];

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
    let mut opening = own.gist.words().take(3);
    if opening.any(|piece| OTHERS.contains(&piece.lower.as_str())) {
        return None;
    }
    let near: Vec<usize> = (number.saturating_sub(REACH)..(number + REACH).min(groups.groups.len()))
        .filter(|other| *other != number && asserted(statements, groups, *other))
        .collect();
    let near = near.into_iter().filter(|other| {
        let members = groups.groups[*other].iter().take(MEMBERS);
        members.clone().count() > 0 && !members.clone().any(|at| own.overlaps(&statements[*at]))
    });
    let near: Vec<usize> = near.collect();
    if points(own) {
        return pointed_at(statements, groups, number, &near);
    }
    let stems: BTreeSet<u64> = own.gist.telling().map(|piece| piece.stem).collect();
    let alike = |other: &usize| {
        let members = groups.groups[*other]
            .iter()
            .take(MEMBERS)
            .map(|at| &statements[*at].gist);
        let related = members.filter(|gist| gist.telling().any(|piece| stems.contains(&piece.stem)));
        related.map(|gist| denies(own, gist)).fold(0.0, f64::max)
    };
    let scored = near.iter().map(|other| (*other, alike(other)));
    let best = scored.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
    (best.1 >= DENIES).then_some(best.0)
}

/// How surely the first, which is denied, is what the second asserts, 0 to 1: by likeness, or because it repeats no more
/// than a part of it.
fn denies(denied: &Statement, asserted: &Gist) -> f64 {
    if denied.whole == Whole::Stated && denied.gist.denies() != asserted.denies() {
        return 0.0;
    }
    let part = same::repeated(&denied.gist, asserted);
    let telling = denied.gist.telling().count();
    let likeness = same::likeness(&denied.gist, asserted);
    let enough = if denied.whole == Whole::Stated {
        2
    } else {
        POINTING_WORDS
    };
    if telling >= enough && part >= REPEATS {
        likeness.max(part)
    } else {
        likeness
    }
}

fn asserted(statements: &[Statement], groups: &Groups, group: usize) -> bool {
    let members = &groups.groups[group];
    members.iter().any(|at| !statements[*at].only_denied())
}

/// Does it only point at what was said before ("the allegations", "the figure", "it")?
fn points(statement: &Statement) -> bool {
    let telling = statement.gist.telling().count();
    let noun = statement.gist.has(Class::AccusationNoun) || has(statement, CHARGES);
    let figure = has(statement, FIGURES) && statement.gist.figures.is_empty();
    telling == 0 || (telling <= POINTING_WORDS && (noun || figure))
}

fn has(statement: &Statement, nouns: &[&str]) -> bool {
    let mut words = statement.gist.words();
    words.any(|piece| nouns.contains(&piece.lower.as_str()))
}

/// What a denial without a content of its own denies: "it" the claim before it, "the figure" the last one with a figure, "the
/// report" what an outlet told, "the allegations" an accusation that names the party which denies it, else the nearest one. Nothing, where nobody told such.
fn pointed_at(statements: &[Statement], groups: &Groups, number: usize, near: &[usize]) -> Option<usize> {
    let own = &statements[*groups.groups[number].first()?];
    let before = near.iter().rev().filter(|other| **other < number);
    let after = near.iter().filter(|other| **other > number);
    if own.gist.telling().next().is_none() {
        return before.clone().next().copied();
    }
    let any = |group: usize, test: &dyn Fn(&Statement) -> bool| {
        groups.groups[group].iter().any(|at| test(&statements[*at]))
    };
    if has(own, FIGURES) {
        return figure_before(statements, groups, number, near);
    }
    if has(own, REPORTS) {
        let told = |group: &&usize| any(**group, &|statement| statement.speaker == Speaker::Outlet);
        let found = before.clone().find(told).copied();
        if found.is_some() {
            return found;
        }
    }
    let accuses = |group: &&usize| any(**group, &|statement| accuses(statement));
    let party = |group: &&usize| {
        let names = |piece: &Piece| own.gist.stands_for.contains(&piece.stem);
        accuses(group) && any(**group, &|statement| statement.gist.telling().any(names))
    };
    before
        .clone()
        .find(party)
        .or_else(|| before.clone().find(accuses))
        .or_else(|| after.clone().find(accuses))
        .or_else(|| before.clone().next().filter(|_| has(own, SAYINGS)))
        .copied()
}

/// The last claim with a figure, of the measure that is disputed where one is.
fn figure_before(statements: &[Statement], groups: &Groups, number: usize, near: &[usize]) -> Option<usize> {
    let measures = |group: usize| {
        let members = groups.groups[group].iter().map(|at| &statements[*at]);
        members.flat_map(|statement| statement.gist.figures.iter().map(|figure| figure.measure))
    };
    let before = near.iter().rev().filter(|other| **other < number).copied();
    let wanted = measure_given_by(statements, groups, number);
    let alike = |group: &usize| measures(*group).any(|measure| Some(measure) == wanted);
    let mut counted = before.clone().filter(|group| measures(*group).next().is_some());
    before.clone().find(alike).or_else(|| counted.next())
}

/// What the next thing counts that the one who disputes a figure says: the figure is of that measure.
fn measure_given_by(statements: &[Statement], groups: &Groups, number: usize) -> Option<Measure> {
    let source = statements[*groups.groups[number].first()?].voices.first()?.source;
    let next = groups.groups.get(number + 1)?;
    let theirs = next.iter().map(|at| &statements[*at]);
    let mut theirs = theirs.filter(|statement| statement.voices.iter().any(|voice| voice.source == source));
    theirs.next()?.gist.figures.first().map(|figure| figure.measure)
}

/// Does it say that somebody did wrong?
fn accuses(statement: &Statement) -> bool {
    statement.manner == Manner::Accuses || wrongdoing::gravity(&statement.gist) > Gravity::None
}

/// Writes each source that declined to speak into the last accusation before its place, else into the last claim. Only a
/// bounded number of claims before it are looked at.
pub(super) fn decline(claims: &mut [Claim], attributions: &[Attribution], silent: &[Silence]) {
    let first = |claim: &Claim| claim.spans.first().map(|span| span.start);
    let mut order: Vec<(usize, usize)> = claims
        .iter()
        .enumerate()
        .filter_map(|(at, claim)| Some((first(claim)?, at)))
        .collect();
    order.sort_unstable();
    for silence in silent {
        let Some(attribution) = attributions.get(silence.attribution) else {
            continue;
        };
        let place = statement::first_byte(attribution);
        let until = order.partition_point(|(start, _)| *start < place);
        let near = order[until.saturating_sub(REACH)..until].iter();
        let free = near.filter(|(_, at)| {
            let mut backing = claims[*at].backing.iter();
            backing.all(|backing| backing.source != silence.source)
        });
        let nearest = free.max_by_key(|(start, at)| (claims[*at].kind == ClaimKind::Accusation, *start));
        if let Some((_, at)) = nearest.copied() {
            claims[at].backing.push(Backing {
                source: silence.source,
                stance: Stance::Declines,
                attribution: Some(silence.attribution),
            });
        }
    }
}
