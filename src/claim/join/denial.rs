//! Denials find the claim that they deny, wherever it stands.

use std::collections::BTreeSet;

use super::super::clause::Clauses;
use super::super::denial::{self, Denial};
use super::super::figure::Measure;
use super::super::gist::{Gist, Piece};
use super::super::manner::Manner;
use super::super::same;
use super::super::statement::{Place, Speaker, Statement};
use super::super::wording::Whole;
use super::super::wrongdoing::{self, Gravity};
use super::{Because, Joins, contrary};
use crate::attribution::Stance;

/// From this likeness on, what is denied is what was said elsewhere. A denial adds no support, so this may be lower
/// than the threshold of merging.
const DENIES: f64 = 0.5;

/// From this part of its telling words on that an asserted claim also has, what is denied is that claim.
const REPEATS: f64 = 0.8;

/// How many statements before and after are looked at.
const REACH: usize = 60;

/// What is called a lie without more stands at most so many statements before.
const NEXT: usize = 3;

/// An accusation that does not name who denies it stands at most so many statements before.
const NEAR: usize = 6;

/// From these on a judgement counts here, where only an accusation can be what is denied.
const ACCUSES: f32 = 0.18;
const WEIGHS: f32 = 0.24;

/// What is denied shares so many words with the accusation of the one who denies, and so many with one that does not name it.
const ALIKE: (usize, usize) = (1, 2);

/// And this part of what these words tell.
const ALIKE_PART: f64 = 0.4;

/// With so few telling words a phrase is no clause that could be found again.
const PHRASE_WORDS: usize = 4;

/// Words for what an outlet told.
const REPORTS: &[&str] = &["report", "reports", "story", "stories", "article", "coverage"];

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
    "statistics",
];

/// Words for what somebody is accused of.
const CHARGES: &[&str] = &[
    "charge",
    "charges",
    "count",
    "counts",
    "wrongdoing",
    "allegation",
    "allegations",
    "accusation",
    "accusations",
];

/// Words by which one says that one had no hand in a thing.
const PARTS: &[&str] = &[
    "nothing",
    "part",
    "role",
    "hand",
    "involvement",
    "complicity",
    "responsibility",
    "involved",
    "knowledge",
    "responsible",
    "thing",
    "behind",
    "played",
    "took",
    "taken",
    "whatsoever",
];

/// What opens with such a word is another than what was told before ("a similar challenge").
const OTHERS: &[&str] = &["similar", "another", "earlier", "previous", "separate"];

/// Joins each denial with what it denies. A denial that only points at what nobody said is no claim.
pub(super) fn join(clauses: &Clauses, statements: &mut [Statement], joins: &mut Joins) {
    for at in 0..statements.len() {
        let Some(denial) = statements[at].denial else {
            continue;
        };
        let around = Around::of(statements, at);
        let target = match denial {
            _ if around.is_of_another() => None,
            Denial::Told(_) | Denial::Thing => {
                let told = around.told().or_else(|| around.alluded());
                told.or_else(|| around.accused())
            }
            Denial::Said => around.said(),
            Denial::Charge => around.accusation().or_else(|| around.told()),
            Denial::Part => {
                let parted = around.parted().or_else(|| around.told());
                parted.or_else(|| around.accusation())
            }
        };
        match target {
            Some(target) => deny(statements, joins, at, target),
            None if denial == Denial::Said && is_bare(&statements[at]) => joins.drop(at),
            None => {}
        }
    }
    oppose(statements, joins);
    contrary::join(clauses, statements, joins);
}

/// Joins what somebody turns away with what another said of it: "disagreed with any link between the dam and the flood" denies
/// that the dam led to the flood; "rejected the plan" denies nothing.
fn oppose(statements: &mut [Statement], joins: &mut Joins) {
    for at in 0..statements.len() {
        if !joins.is_alone(at) {
            continue;
        }
        let before = (at.saturating_sub(REACH)..at).rev();
        let mut before = before.filter(|other| denial::speaks_against(&statements[at], &statements[*other]));
        if let Some(target) = before.next() {
            deny(statements, joins, at, target);
        }
    }
}

pub(super) fn deny(statements: &mut [Statement], joins: &mut Joins, at: usize, target: usize) {
    joins.join(at, target, Because::Denies);
    for voice in &mut statements[at].voices {
        voice.stance = Stance::Denies;
    }
}

/// Does it only deny what was said, and no charge, which stands by itself?
fn is_bare(statement: &Statement) -> bool {
    statement.only_denied() && !has(statement, CHARGES)
}

/// A denial, and the statements around it that it may deny.
pub(super) struct Around<'a> {
    statements: &'a [Statement],
    at: usize,
    own: &'a Statement,
    /// Numbers of the statements, in text order.
    near: Vec<usize>,
}

impl Around<'_> {
    pub(super) fn of(statements: &[Statement], at: usize) -> Around<'_> {
        let own = &statements[at];
        let until = statements.len().min(at + REACH);
        // What is denied may be told within the denial, by whoever says so ("dismissed Vale's claim that ...").
        let open = |other: &usize| {
            let other = &statements[*other];
            let inside = other.has_source() && other.start() >= own.start();
            other.denial.is_none()
                && (!own.overlaps(other) || inside)
                && !says_all(own, other)
                && !is_of_one_name(own, other)
        };
        Around {
            statements,
            at,
            own,
            near: (at.saturating_sub(REACH)..until).filter(open).collect(),
        }
    }

    fn gist(&self, at: usize) -> &Gist {
        &self.statements[at].gist
    }

    pub(super) fn before(&self) -> impl Iterator<Item = usize> {
        self.near.iter().rev().copied().filter(|other| *other < self.at)
    }

    pub(super) fn after(&self) -> impl Iterator<Item = usize> {
        self.near.iter().copied().filter(|other| *other > self.at)
    }

    /// Does it deny another thing than was told before?
    fn is_of_another(&self) -> bool {
        let mut opening = self.own.gist.words().take(3);
        opening.any(|piece| OTHERS.contains(&piece.lower.as_str()))
    }

    /// The statement that is most like what is denied.
    fn told(&self) -> Option<usize> {
        let stems: BTreeSet<u64> = self.own.gist.telling().map(|piece| piece.stem).collect();
        let related = |other: &usize| {
            self.gist(*other)
                .telling()
                .any(|piece| stems.contains(&piece.stem))
        };
        let scored = self.near.iter().copied().filter(related);
        let scored = scored.map(|other| (other, denies(self.own, self.gist(other))));
        let best = scored.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
        (best.1 >= DENIES).then_some(best.0)
    }

    /// "Denies that he was told": words that tell nothing by themselves speak of what was said of the party just before.
    fn alluded(&self) -> Option<usize> {
        if self.own.gist.telling().count() > 1 {
            return None;
        }
        let said = |other: &usize| *other + NEXT >= self.at && self.statements[*other].has_source();
        self.before()
            .find(|other| said(other) && self.names_party(*other))
    }

    /// What "it", "the report", "the figure", "the allegations" point at.
    fn said(&self) -> Option<usize> {
        let own = self.own;
        if let Some(found) = self.again().or_else(|| self.owned()) {
            return Some(found);
        }
        let relative = own.gist.words().last();
        let relative = relative.is_some_and(|piece| matches!(piece.lower.as_str(), "that" | "which"));
        if relative || own.gist.telling().next().is_none() {
            return self.before().next();
        }
        if has(own, FIGURES) && own.gist.figures.is_empty() {
            return self.figure();
        }
        if has(own, REPORTS) {
            let told = |other: &usize| self.statements[*other].speaker == Speaker::Outlet;
            if let Some(found) = self.before().find(told) {
                return Some(found);
            }
        }
        if has(own, CHARGES) {
            let pointed = || self.points_back().then(|| self.claim()).flatten();
            return self.accusation().or_else(pointed);
        }
        self.claim()
    }

    /// "The charge", "these allegations": one that was made just before, whatever it says.
    fn points_back(&self) -> bool {
        let words: Vec<&str> = self.own.gist.words().map(|piece| piece.lower.as_str()).collect();
        let said = self.at.checked_sub(1).map(|before| &self.statements[before]);
        let other = said.is_some_and(|before| before.has_source() && !says_all(self.own, before));
        let definite = |pair: &[&str]| {
            matches!(pair[0], "the" | "this" | "that" | "these" | "those") && CHARGES.contains(&pair[1])
        };
        other && words.windows(2).any(definite)
    }

    /// What the same source denied just before ("... There is no truth in such claims").
    fn again(&self) -> Option<usize> {
        let before = self.at.checked_sub(1)?;
        let other = &self.statements[before];
        let told = matches!(other.denial, Some(Denial::Told(_)));
        (told && says_all(self.own, other)).then_some(before)
    }

    /// The last statement of whoever the denial names ("Vale's statements", "the palace's account").
    fn owned(&self) -> Option<usize> {
        let names = &self.own.gist.names;
        let of = |other: &usize| {
            let speakers = &self.gist(*other).stands_for;
            names.iter().any(|name| speakers.contains(name)) && self.statements[*other].has_source()
        };
        self.before().find(of)
    }

    /// The last thing that somebody else said before.
    fn claim(&self) -> Option<usize> {
        // "That is nonsense" speaks of what was said just before.
        let reach = if self.own.only_denied() { REACH } else { NEXT };
        let voiced = |other: &usize| self.statements[*other].has_source() && *other + reach >= self.at;
        self.before().find(voiced)
    }

    /// The accusation of the party that denies: one that names it, else the last one, else the next.
    fn accusation(&self) -> Option<usize> {
        let accuses = |other: &usize| accuses(&self.statements[*other]);
        let party =
            |other: &usize| self.names_party(*other) && self.statements[*other].place != Place::Headline;
        let near = |other: &usize| *other + NEAR >= self.at;
        let weighs = |other: &usize| weighs(&self.statements[*other]);
        self.before()
            .find(|other| accuses(other) && party(other))
            .or_else(|| self.before().find(|other| party(other) && weighs(other)))
            .or_else(|| self.before().find(|other| near(other) && accuses(other)))
            .or_else(|| self.after().find(|other| accuses(other) && party(other)))
            .or_else(|| self.before().find(|other| near(other) && weighs(other)))
    }

    /// What the party that denies is accused of in other words: what shares most with what it denies, of what names the party
    /// or weighs.
    fn accused(&self) -> Option<usize> {
        let own = &self.own.gist;
        let names = |piece: &&Piece| own.names.contains(&piece.stem) || self.own.party.contains(&piece.stem);
        let deeds: Vec<&Piece> = own.telling().filter(|piece| !names(piece)).collect();
        let all: f64 = deeds.iter().map(|piece| piece.rarity).sum();
        let score = |other: usize| {
            let gist = self.gist(other);
            let near = deeds.iter().filter(|piece| same::nearness(piece, gist) > 0.0);
            let part: f64 = near.clone().map(|piece| piece.rarity).sum();
            let shared = if part >= ALIKE_PART * all { near.count() } else { 0 };
            (shared, self.names_party(other))
        };
        let his = contrary::speaks_of_his_own(self.own);
        let tells = |(shared, party): (usize, bool)| party && shared >= ALIKE.0 || his && shared >= ALIKE.1;
        let open = |other: &usize| {
            let said = &self.statements[*other];
            said.has_source() && said.whole != Whole::Fragment && weighs(said)
        };
        let scored = self
            .near
            .iter()
            .copied()
            .filter(open)
            .map(|other| (score(other), other));
        let found = scored.filter(|(score, _)| tells(*score));
        let later = |other: usize| (other > self.at, other.abs_diff(self.at));
        found
            .max_by_key(|(score, other)| (score.1, score.0, std::cmp::Reverse(later(*other))))
            .map(|(_, other)| other)
    }

    /// What the one who denies had no hand in: the last thing before that tells of it and blames somebody or names the one;
    /// where it is only "it", what was said just before.
    fn parted(&self) -> Option<usize> {
        let telling = self.own.gist.telling();
        let matter: Vec<&Piece> = telling
            .filter(|piece| !PARTS.contains(&piece.lower.as_str()))
            .collect();
        if matter.is_empty() {
            let near = |other: &usize| *other + NEXT >= self.at;
            let blames = |other: &usize| near(other) && accuses(&self.statements[*other]);
            return self.before().find(blames).or_else(|| self.claim());
        }
        let tells = |other: &usize| {
            matter
                .iter()
                .any(|piece| same::nearness(piece, self.gist(*other)) >= 1.0)
        };
        let blames =
            |other: &usize| tells(other) && (self.names_party(*other) || accuses(&self.statements[*other]));
        // A headline denies what is told below it.
        let opens = matches!(self.own.place, Place::Headline | Place::Opening);
        let below = || self.after().find(|other| opens && blames(other));
        self.before().find(blames).or_else(below)
    }

    /// Does a statement speak of the one who denies?
    pub(super) fn names_party(&self, other: usize) -> bool {
        let party = &self.own.party;
        let names =
            |piece: &Piece| party.contains(&piece.stem) || self.own.gist.stands_for.contains(&piece.stem);
        self.gist(other).telling().any(names)
    }

    /// The last statement with a figure, of the measure that is disputed where one is.
    fn figure(&self) -> Option<usize> {
        let measures = |at: usize| self.gist(at).figures.iter().map(|figure| figure.measure);
        let wanted = self.measure_given();
        let alike = |other: &usize| measures(*other).any(|measure| Some(measure) == wanted);
        let counted = |other: &usize| measures(*other).next().is_some();
        self.before().find(alike).or_else(|| self.before().find(counted))
    }

    /// What the next thing counts that the one who disputes a figure says: the figure is of that measure.
    fn measure_given(&self) -> Option<Measure> {
        let source = self.own.voices.first()?.source;
        let next = self.statements.get(self.at + 1)?;
        let his = next.voices.iter().any(|voice| voice.source == source);
        his.then(|| next.gist.figures.first().map(|figure| figure.measure))?
    }
}

pub(super) fn has(statement: &Statement, nouns: &[&str]) -> bool {
    let mut words = statement.gist.words();
    words.any(|piece| nouns.contains(&piece.lower.as_str()))
}

/// Is everybody who voices the second a voice of the first?
fn says_all(own: &Statement, other: &Statement) -> bool {
    let known = |source| own.voices.iter().any(|voice| voice.source == source);
    other.has_source() && other.voices.iter().all(|voice| known(voice.source))
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
        PHRASE_WORDS
    };
    if telling >= enough && part >= REPEATS {
        likeness.max(part)
    } else {
        likeness
    }
}

/// Is somebody of one's own name or body behind the other?
fn is_of_one_name(own: &Statement, other: &Statement) -> bool {
    own.named.iter().any(|name| other.named.contains(name))
}

/// Does it say that somebody did wrong?
fn accuses(statement: &Statement) -> bool {
    let judged = statement
        .judged
        .is_some_and(|judged| judged.accusation >= ACCUSES);
    judged || statement.manner == Manner::Accuses || wrongdoing::gravity(&statement.gist) > Gravity::None
}

/// Does it say of somebody what would do harm?
pub(super) fn weighs(statement: &Statement) -> bool {
    accuses(statement) || statement.judged.is_some_and(|judged| judged.heavy >= WEIGHS)
}
