//! Whom "he", "she" or a description means: everybody named or heard near it, each with what the text shows of him, weighed
//! as the annotated articles taught.
//!
//! A softmax over the candidates and "nobody here" (Denis and Baldridge, "Specialized models and ranking for coreference
//! resolution", EMNLP 2008). `attribution::model` holds the network (`ties`); `models/antecedents.md` tells how well it does.

mod against;
mod numbers;
mod shown;

use std::collections::{BTreeMap, BTreeSet};

pub use numbers::{FEATURES, NOBODY};

use super::SourceKind;
use super::coreference::{Key, Linker};
use super::gender::Gender;
use super::in_training;
use super::lexicon::lexicon;
use super::name;
use super::reading::{self, Noun, Reading};
use super::registry::EntityId;
use super::words::Words;
use crate::attribution::{self, model};
use crate::draft::{Draft, Span};
use crate::language::Prose;
use crate::policy::Policy;

/// What asks whom it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anaphor {
    /// "he", "she"
    Pronoun,
    /// "the mayor", "a Milton candidate"
    Description,
    /// "the company", "the drug agency"
    Body,
}

/// Somebody is taken from this share of certainty on.
const SURE: f32 = 0.5;

/// So many mentions and speakers back a candidate may stand.
const MENTIONS: usize = 80;
const SPEAKERS: usize = 24;

/// So many words a description has before its noun, where it is asked for training.
const DESCRIPTION: usize = 7;

/// So many places of a candidate, from either end, are read for what he answers with.
const TOLD_AT: usize = 2;

/// So many sentences and words after a description, and sentences after a headline, somebody may be named whom it means.
const LATER: usize = 3;
const LATER_WORDS: usize = 160;
const AFTER_HEADLINE: usize = 9;

/// One question and everybody who may be the answer, for training.
#[derive(Clone, Debug)]
pub struct Question {
    /// What asks.
    pub anaphor: Anaphor,
    /// Where it stands.
    pub place: Span,
    /// Everybody who may be meant.
    pub candidates: Vec<Answer>,
    /// In the order of [`NOBODY`].
    pub nobody: Vec<f32>,
}

/// Somebody who may be meant, for training.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Name or description.
    pub name: String,
    /// The first words of the places where the text speaks of it, the last one before the question first.
    pub places: Vec<Span>,
    /// In the order of [`FEATURES`].
    pub features: Vec<f32>,
}

/// Whom the pronouns and descriptions of a draft could mean, with what is weighed of everybody; for training. Near linear.
pub fn questions(
    draft: &Draft,
    prose: &Prose,
    reading: &attribution::Reading,
    policy: &Policy,
) -> Vec<Question> {
    in_training(draft, prose, reading, policy, |mut linker| {
        linker.ask_of_others();
        linker.questions.unwrap_or_default()
    })
}

/// What asks, with the gender that it tells and the words of a description.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked<'a> {
    pub(super) anaphor: Anaphor,
    pub(super) gender: Gender,
    pub(super) tokens: (usize, usize),
    pub(super) head: usize,
    /// The description.
    pub(super) noun: Option<&'a Noun>,
    /// The source whose name, title or description has the noun, by what was read before.
    pub(super) called: Option<Who>,
    /// Has the text used the noun before?
    pub(super) used_before: bool,
}

impl Asked<'_> {
    /// "a", "another": somebody new, who may be named later.
    fn is_new(self, words: &Words) -> bool {
        let first = words.lower(self.tokens.0);
        self.anaphor == Anaphor::Description && matches!(first, "a" | "an" | "another" | "one")
    }
}

/// Who may be meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Who {
    /// Somebody whom the text names.
    Entity(EntityId),
    /// A source that the text only describes.
    Source(usize),
}

impl Who {
    pub(super) fn entity(self) -> Option<EntityId> {
        match self {
            Who::Entity(entity) => Some(entity),
            Who::Source(_) => None,
        }
    }
}

#[derive(Clone, Debug)]
struct Candidate {
    who: Who,
    /// Where the text speaks of him before the question, the last place first.
    before: Vec<usize>,
    /// The first place after it.
    after: Option<usize>,
}

impl Candidate {
    /// All places, the last before the question first, those after it last.
    fn places(&self) -> impl Iterator<Item = usize> {
        self.before.iter().chain(&self.after).copied()
    }

    /// The two places nearest before the question, and the two first of the text or behind it.
    fn told_at(&self) -> impl Iterator<Item = usize> {
        let last = (self.before.len() + usize::from(self.after.is_some())).saturating_sub(TOLD_AT);
        let near = move |(rank, _): &(usize, usize)| *rank < TOLD_AT || *rank >= last;
        self.places().enumerate().filter(near).map(|(_, place)| place)
    }

    /// The place nearest to the question.
    fn place(&self) -> usize {
        self.before.first().copied().or(self.after).unwrap_or_default()
    }
}

impl Linker<'_> {
    /// The source that is most likely meant, if somebody is likely enough.
    pub(super) fn meant(&mut self, asked: Asked) -> Option<usize> {
        let candidates = self.candidates(asked);
        let question = self.question(asked, &candidates);
        let shares = model::meant(&question);
        if asked.anaphor == Anaphor::Pronoun {
            let each: Vec<Who> = candidates.iter().map(|candidate| candidate.who).collect();
            self.doubt_between(asked.tokens.0, &each, &shares);
        }
        if self.questions.is_some() {
            self.note(asked, &candidates, question);
        }
        let best = (0..candidates.len()).max_by(|a, b| shares[*a].total_cmp(&shares[*b]).then(b.cmp(a)))?;
        if shares[best] < SURE {
            return None;
        }
        let number = match (candidates[best].who, asked.noun) {
            (who, Some(noun)) => self.of_called(who, noun),
            (who, None) => self.of_who(who),
        };
        if let Some(entity) = self.gathered[number]
            .entity
            .filter(|_| asked.gender != Gender::Unknown)
        {
            self.genders.entry(entity).or_insert(asked.gender);
        }
        Some(number)
    }

    /// All that is weighed of everybody who may be meant.
    fn question(&self, asked: Asked, candidates: &[Candidate]) -> model::Question {
        let one = |(rank, candidate): (usize, &Candidate)| {
            let places: Vec<Span> = candidate
                .told_at()
                .map(|at| self.words.span((at, at + 1)))
                .collect();
            (
                self.measure(candidate, rank, asked),
                self.words.senses.answers(&places),
            )
        };
        model::Question {
            sort: asked.anaphor as usize,
            asks: self.words.senses.asks(&[self.words.span(asked.tokens)]),
            candidates: candidates.iter().enumerate().map(one).collect(),
            nobody: self.nobody(asked),
        }
    }

    /// Everybody named or heard before, the nearest first; for a description who is named soon after, too.
    fn candidates(&self, asked: Asked) -> Vec<Candidate> {
        let at = asked.tokens.0;
        let mut before: BTreeMap<Who, Vec<usize>> = BTreeMap::new();
        let mentions = &self.registry.mentions;
        let until = mentions.partition_point(|mention| mention.run.core.0 < at);
        for mention in mentions[..until].iter().rev().take(MENTIONS) {
            let places = before.entry(Who::Entity(mention.entity)).or_default();
            places.push(mention.run.core.0);
        }
        for (place, number) in self.spoken_before(at) {
            let places = before.entry(self.who(number)).or_default();
            if !places.contains(&place) {
                places.push(place);
            }
        }
        let after = self.named_after(asked);
        for who in after.keys() {
            before.entry(*who).or_default();
        }
        let bound = self.is_bound(asked);
        let mut found: Vec<Candidate> = before
            .into_iter()
            .filter(|(who, _)| self.may_be(*who, asked))
            .map(|(who, mut before)| {
                before.sort_unstable_by(|one, other| other.cmp(one));
                let after = after.get(&who).copied();
                Candidate { who, before, after }
            })
            .filter(|candidate| self.may_stand_there(candidate, asked))
            .filter(|candidate| !bound || self.is_called_so(candidate, asked))
            .collect();
        found.sort_by(|one, other| other.before.cmp(&one.before).then(one.after.cmp(&other.after)));
        found
    }

    /// Who spoke before a token, the last one first, and where.
    fn spoken_before(&self, at: usize) -> impl Iterator<Item = (usize, usize)> {
        let spoke = self.spoke.iter().rev().filter(move |(place, _)| *place < at);
        spoke.take(SPEAKERS).copied()
    }

    /// Who is named soon after a description, and where first.
    fn named_after(&self, asked: Asked) -> BTreeMap<Who, usize> {
        let mut after = BTreeMap::new();
        if asked.anaphor == Anaphor::Pronoun {
            return after;
        }
        let words = self.words;
        let (at, end) = asked.tokens;
        let reach = if name::in_heading(words, at) {
            AFTER_HEADLINE
        } else {
            LATER
        };
        for mention in self.registry.mentions_in((end, end + LATER_WORDS)) {
            let place = mention.run.core.0;
            if words.sentence(place) - words.sentence(at) <= reach {
                after.entry(Who::Entity(mention.entity)).or_insert(place);
            }
        }
        after
    }

    pub(super) fn who(&self, number: usize) -> Who {
        let known = &self.gathered[number];
        match known.entity.filter(|_| known.noun.is_none()) {
            Some(entity) => Who::Entity(entity),
            None => Who::Source(number),
        }
    }

    /// The number of the source that somebody is from now on.
    pub(super) fn of_who(&mut self, who: Who) -> usize {
        match who {
            Who::Entity(entity) => self.of_entity(entity),
            Who::Source(number) => number,
        }
    }

    /// The number of the source that somebody is, if he is one yet.
    pub(super) fn number(&self, who: Who) -> Option<usize> {
        match who {
            Who::Source(number) => Some(number),
            Who::Entity(entity) => self.by_key.get(&Key::Entity(entity)).copied(),
        }
    }

    fn kind(&self, who: Who) -> Option<SourceKind> {
        self.number(who).map(|number| self.gathered[number].source.kind)
    }

    /// Keeps a question for training.
    fn note(&mut self, asked: Asked, candidates: &[Candidate], numbers: model::Question) {
        let answer = |(candidate, (features, _)): (&Candidate, (Vec<f32>, _))| Answer {
            name: self.known_as(candidate.who).to_owned(),
            places: candidate
                .places()
                .map(|at| self.words.span((at, at + 1)))
                .collect(),
            features,
        };
        let question = Question {
            anaphor: asked.anaphor,
            place: self.words.span(asked.tokens),
            candidates: candidates.iter().zip(numbers.candidates).map(answer).collect(),
            nobody: numbers.nobody,
        };
        if let Some(questions) = &mut self.questions {
            questions.push(question);
        }
    }

    /// Asks the same of the descriptions that are no sources, for training: all that has "the" or the like before the noun.
    fn ask_of_others(&mut self) {
        self.content.clear();
        let asked: BTreeSet<usize> = self
            .questions
            .iter()
            .flatten()
            .map(|one| one.place.start)
            .collect();
        for head in 0..self.words.len() {
            let Some(from) = self.begins_description(head) else {
                continue;
            };
            let place = self.words.span((from, head + 1));
            let Reading::Noun(noun) = reading::read(self.words, self.registry, (from, head + 1)) else {
                continue;
            };
            if let Some(anaphor) = self.asks(&noun)
                && !asked.contains(&place.start)
                && noun.head == head
            {
                let called = self.called_so(&noun).filter(|_| noun.definite);
                self.meant_by(anaphor, &noun, called);
            }
        }
    }

    /// Where the description that a noun for a person or a body ends begins.
    fn begins_description(&self, head: usize) -> Option<usize> {
        let words = self.words;
        let noun = |at: usize| {
            let person = words.is_role(at) || words.is_person_noun(at);
            words.is_word(at) && !words.is_capital(at) && (person || lexicon().is_body(words.lower(at)))
        };
        let begins = |at: &usize| {
            let word = words.lower(*at);
            matches!(
                word,
                "the" | "this" | "that" | "his" | "her" | "its" | "their" | "a" | "an" | "another"
            )
        };
        let ends = noun(head) && !noun(head + 1) && !words.is_capital(head + 1);
        let (begin, _) = words.sentence_tokens(head);
        let back = (begin.max(head.saturating_sub(DESCRIPTION))..head).rev();
        let mut back = back.take_while(|at| begins(at) || words.is_word(*at) && !words.is_function(*at));
        back.find(begins).filter(|_| ends)
    }
}
