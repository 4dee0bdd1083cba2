//! What the text shows of somebody who may be meant, in numbers.

use super::super::SourceKind;
use super::super::coreference::Linker;
use super::super::gender::Gender;
use super::super::lexicon::lexicon;
use super::super::name::{self, What};
use super::super::registry::EntityId;
use super::numbers::FEATURES;
use super::{Asked, Candidate, Who};
use crate::attribution::model::{NameScores, natural_logarithm};

/// From this sentence on it tells of somebody that the article opened with him.
const DEEP: usize = 8;

/// Letters of a word that are compared: "Kenya" and "Kenyan", "candidate" and "candidacy".
const STEM: usize = 6;

impl Linker<'_> {
    /// The numbers of a candidate, in the order of [`FEATURES`].
    pub(super) fn measure(&self, candidate: &Candidate, rank: usize, asked: Asked) -> Vec<f32> {
        let mut numbers = self.nearness(candidate, rank, asked);
        numbers.extend(self.standing(candidate, asked));
        numbers.extend(self.speech(candidate, asked));
        numbers.extend(self.nature(candidate, asked));
        let shared = self.shared(candidate, asked);
        numbers.extend(shared);
        numbers.extend(self.order(candidate, asked, shared[0]));
        numbers.extend(self.against(candidate, asked));
        debug_assert_eq!(numbers.len(), FEATURES.len());
        numbers
    }

    fn nearness(&self, candidate: &Candidate, rank: usize, asked: Asked) -> Vec<f32> {
        let words = self.words;
        let (at, place) = (asked.tokens.0, candidate.place());
        let far = words.sentence(at).saturating_sub(words.sentence(place));
        let before = !candidate.before.is_empty();
        vec![
            flag(far == 0 && before),
            flag(far == 1),
            flag(far == 2),
            flag((3..6).contains(&far)),
            flag(far >= 6),
            1.0 / (1.0 + rank as f32),
            flag(rank == 0),
            grown(at.saturating_sub(place)) / 3.0,
            flag(self.is_same_block(place, at)),
        ]
    }

    fn standing(&self, candidate: &Candidate, asked: Asked) -> [f32; 8] {
        let words = self.words;
        let (at, place) = (asked.tokens.0, candidate.place());
        let subject = |place: usize| self.is_subject(place) && !words.is_quoted(place);
        // "Ann Lee lost her flat. She moved. She said": the pronoun carries who was the subject before it.
        let own = words.sentence(at);
        let carries = |sentence: &usize| self.begins_with(*sentence, words.lower(at));
        let carried = (0..own).rev().take_while(carries).count();
        let before = |place: &usize| own - words.sentence(*place) == 1 + carried;
        let carried = candidate
            .before
            .iter()
            .any(|place| before(place) && subject(*place));
        let named = self.registry.mentions_in((place, place + 1));
        let end = named.first().map_or(place + 1, |mention| mention.run.core.1);
        let led = place.checked_sub(1).map_or("", |at| words.lower(at));
        let preposition = matches!(
            led,
            "in" | "at" | "of" | "to" | "with" | "for" | "from" | "by" | "against" | "on" | "over"
        );
        [
            flag(subject(place)),
            flag(carried),
            flag(carried && self.goes_on(at)),
            flag(!candidate.before.is_empty() && self.is_followed_by_another(candidate, asked)),
            flag(words.is_quoted(place)),
            flag(self.is_told_of(place)),
            flag(matches!(words.lower(end), "'s" | "’s" | "'" | "’")),
            flag(preposition),
        ]
    }

    /// Is this the first word of a sentence?
    fn begins_with(&self, sentence: usize, word: &str) -> bool {
        let sentence = self.words.prose.sentences.get(sentence);
        sentence.is_some_and(|sentence| self.words.lower(sentence.tokens.0) == word)
    }

    /// Is somebody else the subject of a sentence told since the candidate was named or spoke?
    fn is_followed_by_another(&self, candidate: &Candidate, asked: Asked) -> bool {
        let since = (candidate.place() + 1, asked.tokens.0);
        self.registry.mentions_in(since).iter().any(|mention| {
            let (who, place) = (Who::Entity(mention.entity), mention.run.core.0);
            let other = who != candidate.who && self.is_subject(place) && !self.words.is_quoted(place);
            other && self.may_be(who, asked)
        })
    }

    fn speech(&self, candidate: &Candidate, asked: Asked) -> [f32; 8] {
        let words = self.words;
        let at = asked.tokens.0;
        let number = self.number(candidate.who);
        let turns = self.spoken_before(at).enumerate();
        let own: Vec<(usize, usize)> = turns
            .filter(|(_, (_, one))| Some(*one) == number)
            .map(|(turn, (place, _))| (turn, place))
            .collect();
        let last = own.first().map(|(turn, _)| *turn);
        let since = own
            .first()
            .map(|(_, place)| words.sentence(at) - words.sentence(*place));
        let begins = self.goes_on(at);
        [
            flag(last == Some(0)),
            flag(last == Some(1)),
            flag(last == Some(2)),
            grown(own.len()),
            flag(since.is_some_and(|since| since <= 1)),
            flag(since.is_some_and(|since| since <= 3)),
            flag(last == Some(0) && begins),
            flag(last == Some(0) && !begins),
        ]
    }

    fn nature(&self, candidate: &Candidate, asked: Asked) -> [f32; 12] {
        let words = self.words;
        let entity = match candidate.who {
            Who::Entity(entity) => Some(entity),
            Who::Source(_) => None,
        };
        let gender = entity.map_or(Gender::Unknown, |entity| self.gender(entity));
        let scores = entity.and_then(|entity| self.name_scores(entity));
        let kind = self.kind(candidate.who);
        let first = candidate
            .before
            .last()
            .copied()
            .unwrap_or_else(|| candidate.place());
        [
            flag(gender == asked.gender && gender != Gender::Unknown),
            flag(gender == Gender::Unknown),
            flag(entity.is_some_and(|entity| self.registry.entity(entity).what == What::Person)),
            scores.map_or(0.0, |scores| scores.person),
            scores.map_or(0.0, |scores| scores.organization),
            scores.map_or(0.0, |scores| scores.place),
            flag(kind == Some(SourceKind::NamedPerson)),
            flag(kind == Some(SourceKind::UnnamedPerson)),
            flag(kind == Some(SourceKind::Anonymous)),
            flag(kind.is_none()),
            grown(candidate.before.len()),
            flag(words.sentence(first) <= 1 && words.sentence(asked.tokens.0) >= DEEP),
        ]
    }

    /// What a name is read as where it stands first.
    pub(super) fn name_scores(&self, entity: EntityId) -> Option<NameScores> {
        let first = self.registry.entity(entity).mentions.first()?;
        self.words
            .name_scores(self.registry.mentions.get(*first)?.run.core)
    }

    /// What the text tells of a candidate in the words of a description.
    fn shared(&self, candidate: &Candidate, asked: Asked) -> [f32; 7] {
        if asked.noun.is_none() {
            return [0.0; 7];
        }
        let words = self.words;
        let title = self.titles(candidate.who);
        let near = self.words_near(candidate, asked);
        let head = stem(words.lower(asked.head));
        let rest: Vec<String> = (asked.tokens.0..asked.tokens.1)
            .filter(|at| *at != asked.head && words.is_word(*at) && !words.is_function(*at))
            .map(|at| stem(words.lower(at)))
            .collect();
        let share = |among: &[String]| {
            let told = rest.iter().filter(|word| among.contains(word)).count();
            told as f32 / rest.len().max(1) as f32
        };
        let titled = title.iter().any(|word| lexicon().is_role(word));
        let called = title.contains(&head);
        [
            flag(called),
            flag(near.contains(&head)),
            share(&title),
            share(&near),
            flag(titled && !called),
            flag(titled),
            flag(rest.is_empty()),
        ]
    }

    /// The stems of somebody's titles, name and descriptions.
    pub(super) fn titles(&self, who: Who) -> Vec<String> {
        let mut told = Vec::new();
        if let Who::Entity(entity) = who {
            let entity = self.registry.entity(entity);
            told.extend([
                entity.told.both(),
                entity.told.house.clone(),
                entity.words.join(" "),
            ]);
            told.extend(entity.told.clauses.iter().cloned());
        }
        if let Some(number) = self.number(who) {
            let known = &self.gathered[number];
            told.extend([known.introduced.clone(), known.source.description.clone()]);
        }
        let told = told.join(" ");
        let words = told.split(|c: char| !c.is_alphanumeric());
        words.filter(|word| word.len() > 2).map(stem).collect()
    }

    /// The stems of the words around the first places where somebody is named, and the last.
    pub(super) fn words_near(&self, candidate: &Candidate, asked: Asked) -> Vec<String> {
        let words = self.words;
        let first = candidate.before.iter().rev().take(3);
        let places = first.chain(candidate.before.first()).chain(&candidate.after);
        let mut near = Vec::new();
        for place in places {
            let (begin, end) = words.sentence_tokens(*place);
            let around = begin.max(place.saturating_sub(14))..end.min(place + 16);
            let own = |at: &usize| (asked.tokens.0..asked.tokens.1).contains(at);
            let told = around.filter(|at| words.is_word(*at) && !own(at));
            near.extend(told.map(|at| stem(words.lower(at))));
        }
        near
    }

    /// Whether the name comes only after the description, and how far.
    fn order(&self, candidate: &Candidate, asked: Asked, titled: f32) -> [f32; 11] {
        let words = self.words;
        let at = asked.tokens.0;
        let behind = candidate.before.is_empty();
        let ahead = words
            .sentence(candidate.place())
            .saturating_sub(words.sentence(at));
        let headline = name::in_heading(words, at);
        let indefinite = !is_definite(words.lower(at));
        [
            flag(behind),
            flag(behind && ahead == 0),
            flag(behind && ahead == 1),
            flag(behind && ahead == 2),
            flag(behind && ahead > 2),
            flag(behind && headline),
            flag(behind && indefinite),
            if behind { titled } else { 0.0 },
            flag(!behind && indefinite),
            flag(!behind && headline),
            flag(candidate.after.is_some()),
        ]
    }

    /// In the order of [`NOBODY`].
    pub(super) fn nobody(&self, asked: Asked) -> Vec<f32> {
        let words = self.words;
        let (from, to) = asked.tokens;
        let voice = words.voice(asked.tokens).unwrap_or([0.0; 7]);
        let [named, _, _, _, _, unnamed, _] = voice.map(|share| share.max(1e-4));
        let first = words.lower(from);
        vec![
            1.0,
            natural_logarithm(1.0 / unnamed) - natural_logarithm(1.0 / named),
            flag(matches!(first, "a" | "an" | "another" | "one")),
            flag(matches!(first, "the" | "this" | "that")),
            flag(matches!(first, "his" | "her" | "their" | "its")),
            flag(name::in_heading(words, from)),
            flag(words.is_role(asked.head)),
            grown(to - from),
            flag(asked.called.is_some()),
            flag(asked.noun.is_some() && self.is_owned(asked)),
            flag(asked.used_before),
        ]
    }
}

fn is_definite(word: &str) -> bool {
    matches!(word, "the" | "this" | "that" | "his" | "her" | "their" | "its")
}

pub(super) fn flag(holds: bool) -> f32 {
    f32::from(u8::from(holds))
}

/// A count, growing more slowly the larger it is.
fn grown(count: usize) -> f32 {
    natural_logarithm(1.0 + count as f32)
}

pub(super) fn stem(word: &str) -> String {
    word.chars().take(STEM).collect::<String>().to_lowercase()
}
