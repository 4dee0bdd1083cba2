//! Whom "both women", "the two", "the agencies" and "they" stand for: those whom the text names together, hears together or one
//! after the other, or names near, each set weighed as the annotated articles taught.
//!
//! A softmax over the sets and "none of them" (Denis and Baldridge, "Specialized models and ranking for coreference
//! resolution", EMNLP 2008); `models/several.md` tells how well it does.

mod numbers;

use std::collections::BTreeSet;
use std::sync::LazyLock;

pub use numbers::{FEATURES, NOBODY};

use super::antecedent::Who;
use super::company::Company;
use super::coreference::Linker;
use super::in_training;
use super::lexicon::lexicon;
use super::registry::{EntityId, Mention};
use super::together::{Call, NATIONS};
use crate::attribution::Reading;
use crate::attribution::model::Choice;
use crate::draft::{Draft, Span};
use crate::language::Prose;
use crate::policy::Policy;

const FILE: &str = include_str!("../../../models/several.tsv");

static CHOICE: LazyLock<Choice> = LazyLock::new(|| Choice::read(FILE, FEATURES, NOBODY));

/// A set is taken from this share of certainty on.
const SURE: f64 = 0.4;

/// So many of each sort of set are weighed, the nearest first.
const COMPANIES: usize = 8;
const HEARD: usize = 4;

/// So many sentences before the phrase's own are near.
const NEAR: usize = 2;

/// So many speakers and mentions back somebody may stand.
const SPEAKERS: usize = 24;
const MENTIONS: usize = 120;

/// So many mentions from the first on stand at the top of the text.
const FIRST: usize = 16;

/// A phrase that is asked for training has so many words.
const PHRASE: usize = 5;

/// A set has no more members.
const MOST: usize = 6;

/// One question and every set that may be the answer, for training.
#[derive(Clone, Debug)]
pub struct Question {
    /// Where the phrase stands.
    pub place: Span,
    /// The names of each set's members, and its numbers in the order of [`FEATURES`].
    pub candidates: Vec<(Vec<String>, Vec<f64>)>,
    /// In the order of [`NOBODY`].
    pub nobody: Vec<f64>,
}

/// Every phrase of a draft that stands for several with every set that it may mean, for training. Near linear.
pub fn questions(draft: &Draft, prose: &Prose, reading: &Reading, policy: &Policy) -> Vec<Question> {
    in_training(draft, prose, reading, policy, |mut linker| {
        linker.ask_of_other_groups();
        linker.groups.unwrap_or_default()
    })
}

/// How the text has brought a set together.
#[derive(Clone, Copy, Debug)]
pub(super) enum Origin {
    /// "Ann Lee and Bo Yu met"
    Named,
    /// "the leaders of Norway and Chad"
    Brought,
    /// "Ann Lee and Bo Yu said"
    Heard,
    /// Those who spoke last, one after the other.
    Apart,
    /// The only ones of a sort in this sentence and one or two before it.
    Near,
    /// Those who are named most.
    Often,
    /// The only ones whom the text calls by the noun.
    Called,
    /// Those who are named last.
    Last,
    /// Those who are named first.
    First,
    /// Those named together last and those before them.
    Two,
}

const ORIGINS: usize = 10;

/// Those who are meant together are of one sort.
#[derive(Clone, Copy)]
enum Sort {
    Person,
    Body,
    Place,
}

const SORTS: &[Sort] = &[Sort::Person, Sort::Body, Sort::Place];

/// Several who may be meant.
struct Set {
    members: Vec<Who>,
    /// The last place that brings them together.
    at: usize,
    origins: [bool; ORIGINS],
}

impl Linker<'_> {
    /// The sources that a phrase most likely stands for together, where that is likely enough.
    pub(super) fn meant_together(&mut self, call: &Call) -> Option<Vec<usize>> {
        let sets = self.sets(call);
        let shown = self.measured(&sets, call);
        let nobody = self.of_nobody(&sets, call);
        let best = CHOICE.best(&shown, &nobody);
        if self.groups.is_some() {
            self.note_group(call, &sets, (shown, nobody));
        }
        let (best, sure) = best?;
        let members = sets.into_iter().nth(best).filter(|_| sure >= SURE)?.members;
        Some(members.into_iter().map(|who| self.of_who(who)).collect())
    }

    /// Asks the same of the phrases that are no sources, for training.
    fn ask_of_other_groups(&mut self) {
        self.content.clear();
        let asked: BTreeSet<usize> = self.groups.iter().flatten().map(|one| one.place.start).collect();
        let mut at = 0;
        while at < self.words.len() {
            let calls = (1..=PHRASE)
                .rev()
                .filter_map(|length| self.call((at, at + length)));
            let call = calls
                .into_iter()
                .find(|call| !self.words.is_capital(call.head + 1));
            let past = call.as_ref().map_or(at, |call| call.head) + 1;
            if let Some(call) =
                call.filter(|call| !asked.contains(&self.words.span((call.at, call.at + 1)).start))
            {
                self.meant_together(&call);
            }
            at = past;
        }
    }

    /// Keeps a question for training.
    fn note_group(&mut self, call: &Call, sets: &[Set], (shown, nobody): (Vec<Vec<f64>>, Vec<f64>)) {
        let names = |set: &Set| {
            set.members
                .iter()
                .map(|who| self.known_as(*who).to_owned())
                .collect()
        };
        let question = Question {
            place: self.words.span((call.at, call.head + 1)),
            candidates: sets.iter().map(names).zip(shown).collect(),
            nobody,
        };
        self.groups.get_or_insert_default().push(question);
    }

    /// Every set that the phrase could stand for.
    fn sets(&self, call: &Call) -> Vec<Set> {
        let mut found = Vec::new();
        self.add_named(&mut found, call);
        let heard = self.heard_together.iter().rev();
        for (at, sources) in heard.filter(|(at, _)| *at < call.at).take(HEARD) {
            let members = sources.iter().map(|number| self.who(*number)).collect();
            add(&mut found, members, *at, Origin::Heard);
        }
        self.add_apart(&mut found, call);
        self.add_near(&mut found, call);
        self.add_often(&mut found, call);
        found.retain(|set| self.may_be_all(set, call));
        found
    }

    /// Those whom the text names together, and the last two of these as one.
    fn add_named(&self, found: &mut Vec<Set>, call: &Call) {
        let until = self.companies.partition_point(|company| company.at < call.at);
        let members =
            |company: &Company| -> Vec<Who> { company.members.iter().map(|id| Who::Entity(*id)).collect() };
        for company in self.companies[..until].iter().rev().take(COMPANIES) {
            let origin = match company.brought {
                true => Origin::Brought,
                false => Origin::Named,
            };
            add(found, members(company), company.at, origin);
        }
        if let [.., one, other] = &self.companies[..until] {
            let both = [one, other].into_iter().flat_map(members);
            add(found, distinct(both), other.at, Origin::Two);
        }
    }

    /// The last ones to speak, one after the other: whoever they are, persons alone, bodies alone.
    fn add_apart(&self, found: &mut Vec<Set>, call: &Call) {
        let before = self.spoke.iter().rev().filter(|(at, _)| *at < call.at);
        let before: Vec<(usize, Who)> = before
            .take(SPEAKERS)
            .map(|(at, number)| (*at, self.who(*number)))
            .collect();
        for sort in [None, Some(false), Some(true)] {
            let is_one_of = |who: Who| match sort {
                None => true,
                Some(bodies) => who.entity().is_some_and(|id| self.is_body(id) == bodies),
            };
            let spoke = before.iter().filter(|(_, who)| is_one_of(*who));
            let (mut members, last) = first_of(spoke.copied(), call.size.unwrap_or(2));
            members.reverse();
            add(found, members, last, Origin::Apart);
        }
    }

    /// The persons, the bodies and the places of this sentence and of one or two before it.
    fn add_near(&self, found: &mut Vec<Set>, call: &Call) {
        let words = self.words;
        let mut from = words.sentence_tokens(call.at).0;
        for _ in 0..NEAR {
            from = words.sentence_tokens(from.saturating_sub(1)).0;
            for sort in SORTS {
                let open = |mention: &&Mention| {
                    self.is_one_of(mention.entity, *sort) && !words.is_quoted(mention.run.core.0)
                };
                let near = || self.registry.mentions_in((from, call.at)).iter().filter(open);
                let at = near().map(|mention| mention.run.whole().0).min();
                let members = distinct(near().map(|mention| Who::Entity(mention.entity)));
                add(found, members, at.unwrap_or(call.at), Origin::Near);
            }
        }
    }

    /// Those who are named most before the phrase, and the only ones whom the text calls by the noun.
    fn add_often(&self, found: &mut Vec<Set>, call: &Call) {
        let mentions = &self.registry.mentions;
        let until = mentions.partition_point(|mention| mention.run.core.0 < call.at);
        let mut named: Vec<(EntityId, usize, usize)> = Vec::new();
        for mention in mentions[..until].iter().rev().take(MENTIONS) {
            match named.iter_mut().find(|(known, ..)| *known == mention.entity) {
                Some((_, times, _)) => *times += 1,
                None => named.push((mention.entity, 1, mention.run.core.0)),
            }
        }
        let last = |some: &[(EntityId, usize, usize)]| some.iter().map(|one| one.2).max().unwrap_or_default();
        let all = |some: &[(EntityId, usize, usize)]| {
            let mut some: Vec<_> = some.to_vec();
            some.sort_by_key(|one| one.2);
            some.into_iter().map(|one| Who::Entity(one.0)).collect()
        };
        let size = call.size.unwrap_or(2);
        for sort in SORTS {
            let mut some: Vec<_> = named
                .iter()
                .filter(|one| self.is_one_of(one.0, *sort))
                .copied()
                .collect();
            let near = &some[..size.min(some.len())];
            add(found, all(near), last(near), Origin::Last);
            some.sort_by_key(|one| std::cmp::Reverse(one.1));
            some.truncate(size);
            add(found, all(&some), last(&some), Origin::Often);
            let top = mentions[..until].iter().take(FIRST);
            let top = top.filter(|one| self.is_one_of(one.entity, *sort));
            let top = top.map(|one| (one.run.core.0, Who::Entity(one.entity)));
            let (first, at) = first_of(top, size);
            add(found, first, at, Origin::First);
        }
        if let Some(noun) = &call.noun {
            let called = |one: &&(EntityId, usize, usize)| self.is_called_or_of_gender(one.0, noun);
            let called: Vec<_> = named.iter().filter(called).copied().collect();
            add(found, all(&called), last(&called), Origin::Called);
        }
    }

    fn is_one_of(&self, id: EntityId, sort: Sort) -> bool {
        match sort {
            Sort::Person => !self.is_body(id),
            Sort::Body => self.is_body(id) && !self.is_place(id),
            Sort::Place => self.is_place(id),
        }
    }

    /// Does nothing that the phrase tells speak against the set: their number, their gender, nations or not?
    fn may_be_all(&self, set: &Set, call: &Call) -> bool {
        let size = call.size.is_none_or(|size| size == set.members.len());
        let entities = || set.members.iter().filter_map(|who| who.entity());
        let of_noun = call.noun.as_ref().is_none_or(|noun| {
            let nation = NATIONS.contains(&noun.as_str());
            let body = lexicon().bodies.contains(noun.as_str());
            let sort = |id: EntityId| match () {
                () if nation => self.is_place(id),
                () if body => self.is_body(id) && !self.is_place(id),
                () => noun == "side" || !self.is_body(id) || self.is_known_as(id, noun),
            };
            entities().all(|id| sort(id) && self.gender_fits(noun, id))
        });
        let listed = self
            .beside
            .iter()
            .any(|number| set.members.contains(&self.who(*number)));
        size && of_noun && !listed && (2..=MOST).contains(&set.members.len())
    }
}

/// Everybody once, in the order of the first places.
fn distinct(all: impl Iterator<Item = Who>) -> Vec<Who> {
    let mut found = Vec::new();
    for who in all {
        if !found.contains(&who) {
            found.push(who);
        }
    }
    found
}

/// The first so many, each with a place, and the last of these places.
fn first_of(all: impl Iterator<Item = (usize, Who)>, size: usize) -> (Vec<Who>, usize) {
    let (mut found, mut last) = (Vec::new(), 0);
    for (at, who) in all {
        if found.len() < size && !found.contains(&who) {
            found.push(who);
            last = last.max(at);
        }
    }
    (found, last)
}

/// Adds a set, or one more origin of a known one.
fn add(found: &mut Vec<Set>, members: Vec<Who>, at: usize, origin: Origin) {
    if members.len() < 2 {
        return;
    }
    let same = |set: &&mut Set| {
        set.members.len() == members.len() && members.iter().all(|one| set.members.contains(one))
    };
    if let Some(known) = found.iter_mut().find(same) {
        known.origins[origin as usize] = true;
        known.at = known.at.max(at);
        return;
    }
    let mut origins = [false; ORIGINS];
    origins[origin as usize] = true;
    found.push(Set { members, at, origins });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_of_one_number_and_every_number_has_its_row() {
        assert_eq!(Choice::rows_of(FILE), Choice::rows(FEATURES, NOBODY));
    }
}
