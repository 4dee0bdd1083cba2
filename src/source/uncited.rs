//! Words that nobody is cited for: who speaks there as "I", or goes on.

use super::coreference::Linker;
use super::interview;
use super::reading::{self, Pronoun, Reading};
use super::registry::EntityId;
use crate::attribution::{Attribution, Style};
use crate::draft::Span;

/// Where words that nobody is cited for may be those of who spoke last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// In an interview, with the one who answers, if the opening tells.
    Everywhere(Option<EntityId>),
    /// In quotation marks.
    Quotations,
}

impl Linker<'_> {
    /// Is the attribution's source "I" or "we"?
    pub(super) fn is_speaker(&self, attribution: &Attribution) -> bool {
        self.tokens(attribution).is_some_and(|tokens| {
            reading::read(self.words, self.registry, tokens) == Reading::Pronoun(Pronoun::Speaker)
        })
    }

    /// Where words that nobody is cited for may be those of who spoke last.
    pub(super) fn reach_of_speech(&self) -> Reach {
        if interview::is_interview(self.words) {
            Reach::Everywhere(interview::who_answers(self.words, self.registry))
        } else {
            Reach::Quotations
        }
    }

    /// Who says words that nobody is cited for: in an interview who answers, else who spoke last at most three sentences
    /// before and in quotation marks.
    pub(super) fn speaker_before(&mut self, place: Span, reach: Reach) -> Option<usize> {
        let at = self.words.prose.tokens_in(place).start;
        if let Reach::Everywhere(Some(answering)) = reach
            && !self.words.is_quoted(at)
        {
            let asked = interview::is_question(self.words, at);
            return (!asked).then(|| self.of_entity(answering));
        }
        let sentence = self.words.sentence(at);
        let until = self.spoke.partition_point(|(spoke, _)| *spoke < at);
        let (spoke, number) = self.spoke[..until].last()?;
        let near = sentence.saturating_sub(self.words.sentence(*spoke)) <= 3;
        let theirs = match reach {
            Reach::Everywhere(_) => true,
            Reach::Quotations => near && self.words.is_quoted(at),
        };
        theirs.then_some(*number)
    }

    /// Links "I" or "we" to who says the words that it stands in.
    pub(super) fn hear_speaker(&mut self, attribution: &Attribution, speaker: usize) {
        if let Some(tokens) = self.tokens(attribution) {
            let span = self.words.span(tokens);
            self.gathered[speaker].source.mentions.push(span);
        }
    }

    /// The sources that the attribution before names, when this one names none.
    pub(super) fn continued(&mut self, attribution: &Attribution, place: usize) -> Vec<usize> {
        if let Some(subject) = self.subject_after(place) {
            return vec![subject];
        }
        let sentence = self.words.sentence(place);
        let last = self.spoke.iter().rev().find(|(at, _)| *at <= place);
        let near = last.filter(|(at, _)| sentence.saturating_sub(self.words.sentence(*at)) <= 3);
        let adds_on = last.filter(|(at, _)| self.adds_on(*at, place));
        match (near, self.heard_together.last()) {
            _ if adds_on.is_none() && attribution.style == Style::Indirect => Vec::new(),
            // "I" is one of them, nobody knows which.
            (Some((at, _)), Some((together, all))) if at == together && self.says_i() => Vec::new(),
            (Some((at, _)), Some((together, all))) if at == together => all.clone(),
            (Some((_, number)), _) => vec![*number],
            (None, _) => Vec::new(),
        }
    }

    /// "Officials told the Herald ..., | adding", "It said ... | and called for": a cue without a source of its own in the
    /// sentence of who spoke at `from`, of whom nobody else can be the subject.
    fn adds_on(&self, from: usize, place: usize) -> bool {
        let words = self.words;
        let before = place.checked_sub(1).map_or("", |at| words.lower(at));
        let joined = matches!(before, "," | "while" | "before" | "after");
        let adds = joined && words.lower(place).ends_with("ing");
        let named = self.registry.mentions_in((from + 1, place));
        let same = words.sentence(from) == words.sentence(place);
        let subject = |at: usize| matches!(words.lower(at), "he" | "she" | "they" | "it" | "who" | "which");
        // "said that Orbit had lied and said"
        let again = words.is_cue(place) && (from + 1..place).any(|at| words.lower(at) == words.lower(place));
        let alone =
            named.iter().all(|mention| mention.run.core.0 <= from + 4) && !(from + 1..place).any(subject);
        same && from < place && (adds || before == "and" && (alone || again))
    }

    /// "Calling it a farce, Lee told ...": who is named right after what a participle at the beginning says.
    fn subject_after(&mut self, place: usize) -> Option<usize> {
        let words = self.words;
        let (begin, end) = words.sentence_tokens(place);
        let first = (begin..end).find(|at| words.is_word(*at))?;
        if first != place || !words.lower(place).ends_with("ing") {
            return None;
        }
        let said = words.prose.tokens_in(*self.content.last()?).end;
        let comma = (said..(said + 3).min(end)).find(|at| words.word(*at) == ",")?;
        let mention = self.registry.mentions_in((comma, end)).first()?;
        let entity = mention.entity;
        (mention.run.whole().0 == comma + 1).then(|| self.of_entity(entity))
    }

    /// Does what is said speak of "I"?
    fn says_i(&self) -> bool {
        let mut said = self.content.iter();
        said.any(|span| {
            let mut tokens = self.words.prose.tokens_in(*span);
            tokens.any(|at| {
                self.words.word(at) == "I" || matches!(self.words.lower(at), "my" | "me" | "i’m" | "i'm")
            })
        })
    }
}
