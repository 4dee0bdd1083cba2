//! Who says it, by rule where the model found the verb and nobody: the subject that the verb shares with another ("He packed
//! his tent and told the Herald ..."), the paper after "according to", and speaker and words taken the one for the other.

use super::after::Reader;
use super::model::{PartOfSpeech, TaggedWord};
use super::{Act, Attribution, cue};
use crate::draft::{Draft, Span};
use crate::language::Prose;

/// A subject of more words than this is none.
const SUBJECT_AT_MOST: usize = 9;

/// What is said has at least this many words.
const SAID_AT_LEAST: usize = 3;

/// Whom "according to" names has at most so many words.
const PAPER_AT_MOST: usize = 20;

/// Gives those that have none who says them. Near linear.
pub(super) fn take(draft: &Draft, prose: &Prose, words: &[TaggedWord], found: &mut [Attribution]) {
    let reader = Reader { draft, prose, words };
    for one in found {
        if reader.is_swapped(one) {
            std::mem::swap(&mut one.source_spans, &mut one.content_spans);
        } else if reader.is_accused(one) {
            one.source_spans.clear();
        } else if one.source_spans.is_empty() && !one.content_spans.is_empty() {
            reader.name(one);
        }
    }
}

impl Reader<'_> {
    /// Finds who says it.
    fn name(&self, one: &mut Attribution) {
        let Some(cue) = Span::hull(&one.cue_spans) else {
            return;
        };
        let tokens = self.prose.tokens_in(cue);
        let cue = (tokens.start, tokens.end);
        if tokens.is_empty() || self.is_quoted(cue.0) {
            return;
        }
        if self.lower(cue.0) == "according" && self.lower(cue.0 + 1) == "to" {
            if let Some(paper) = self.paper(one, cue) {
                one.source_spans = vec![self.span(paper)];
                one.cue_spans = vec![self.span((cue.0, cue.0 + 2))];
            }
        } else {
            let said = self.behind(one, cue);
            if let Some(subject) = self.shared_subject(said.unwrap_or_default(), one, cue) {
                one.source_spans = vec![self.span(subject)];
                if let Some(said) = said {
                    one.content_spans = vec![said];
                }
            }
        }
    }

    /// "Lee, on the radio, | said, | it was over" taken as one: what stands behind the verb.
    fn behind(&self, one: &Attribution, cue: (usize, usize)) -> Option<Span> {
        let [content] = one.content_spans.as_slice() else {
            return None;
        };
        let tokens = self.prose.tokens_in(*content);
        let from = (cue.1..tokens.end).find(|at| !matches!(self.word(*at), "," | ":" | "that"))?;
        let holds = tokens.start < cue.0 && from + SAID_AT_LEAST <= tokens.end;
        holds.then(|| Span::new(self.prose.tokens[from].span.start, content.end))
    }

    /// "According to minutes of a meeting, the roof leaked": the words between "to" and what is said, or the end.
    fn paper(&self, one: &Attribution, cue: (usize, usize)) -> Option<(usize, usize)> {
        let (_, end) = self.sentence(cue.0)?;
        let from = cue.0 + 2;
        let said = self.prose.tokens_in(*one.content_spans.first()?).start;
        let to = if said > from {
            said.checked_sub(1).filter(|at| self.word(*at) == ",")?
        } else {
            (from..end).find(|at| matches!(self.word(*at), "," | "." | ";" | "—"))?
        };
        let relative = matches!(self.lower(from).as_str(), "which" | "whom" | "what");
        (!relative && from < to && to - from <= PAPER_AT_MOST).then_some((from, to))
    }

    /// "He was not hurt, and told the Herald ...", "Lee, who has a stall there, says ...": the subject of the sentence, where
    /// "and" or a clause between commas stands before the verb of speech.
    fn shared_subject(&self, behind: Span, one: &Attribution, cue: (usize, usize)) -> Option<(usize, usize)> {
        let speaks = cue::of_word(self.word(cue.0)).is_some_and(|sense| sense.act == Act::Speech);
        let passive = (cue.0.saturating_sub(1)..cue.1).any(|at| self.is_being(at));
        let (begin, _) = self.sentence(cue.0).filter(|_| speaks && !passive)?;
        let adverb = |at: &usize| self.speech(*at) == Some(PartOfSpeech::Adverb);
        let before = (begin..cue.0).rev().find(|at| !adverb(at))?;
        if self.lower(before) == "who" {
            return (!self.is_quoted(before)).then_some((before, before + 1));
        }
        let before = self.past_circumstance(begin, before).unwrap_or(before);
        let joined = matches!(self.lower(before).as_str(), "and" | "but");
        let participle = self.lower(cue.0).ends_with("ing");
        let subject = self.subject(begin, before)?;
        // "The men were caught, adding": who was caught adds nothing.
        let done = |at: usize| ["ed", "en"].iter().any(|end| self.lower(at).ends_with(end));
        let suffers = (subject.1..subject.1 + 3).any(|at| self.is_being(at) && done(at + 1));
        let parted = self.word(before) == ","
            && (participle && !suffers || !participle && self.word(subject.1) == ",");
        let mut contents = one.content_spans.iter();
        let said = behind.is_empty() && contents.any(|span| span.overlaps(self.span(subject)));
        (!said && (joined && !participle || parted)).then_some(subject)
    }

    /// "but in a later interview | said": the "and" or "but" that a preposition and its nouns follow up to a token.
    fn past_circumstance(&self, begin: usize, last: usize) -> Option<usize> {
        use PartOfSpeech::{Adjective, Adposition, Determiner, Noun, Numeral, ProperNoun};
        let nouns = [Adjective, Adposition, Determiner, Noun, Numeral, ProperNoun];
        let noun = |at: usize| self.speech(at).is_some_and(|speech| nouns.contains(&speech));
        let joint = (begin..last).rev().find(|at| !noun(*at))?;
        let joins = matches!(self.lower(joint).as_str(), "and" | "but");
        let led = self.speech(joint + 1) == Some(PartOfSpeech::Adposition);
        (joins && led).then_some(joint)
    }

    /// The noun phrase that a sentence begins with, past "On Monday,", up to its verb or a comma.
    fn subject(&self, begin: usize, end: usize) -> Option<(usize, usize)> {
        let mut from = (begin..end).find(|at| {
            self.speech(*at)
                .is_some_and(|speech| speech != PartOfSpeech::Punctuation)
        })?;
        let led = matches!(
            self.speech(from),
            Some(PartOfSpeech::Adposition | PartOfSpeech::Subordinator | PartOfSpeech::Adverb)
        );
        if led {
            from = (from..end).find(|at| self.word(*at) == ",")? + 1;
        }
        let noun = |at: usize| {
            matches!(
                self.speech(at),
                Some(PartOfSpeech::Noun | PartOfSpeech::ProperNoun | PartOfSpeech::Pronoun)
            )
        };
        let stops = |at: &usize| self.is_verb(*at) || matches!(self.word(*at), "," | "—" | "–" | "(" | ":");
        let to = (from..end).find(stops)?;
        let opens = noun(from) || self.speech(from) == Some(PartOfSpeech::Determiner);
        let whole = to > from && to - from <= SUBJECT_AT_MOST && noun(to - 1);
        let quoted = (from..to).any(|at| self.is_quoted(at));
        // "ASHBY, July 3": a dateline.
        let shouted =
            !(from..to).any(|at| self.word(at).chars().any(char::is_lowercase)) && self.word(to) == ",";
        (opens && whole && !quoted && !shouted).then_some((from, to))
    }

    /// "Ann Lee of the Trust, part of a league, | said | the delay costs lives": the words before the verb state nothing, those
    /// behind it do.
    fn is_swapped(&self, one: &Attribution) -> bool {
        let ([source], [content], [cue]) = (
            one.source_spans.as_slice(),
            one.content_spans.as_slice(),
            one.cue_spans.as_slice(),
        ) else {
            return false;
        };
        let (source, content) = (self.prose.tokens_in(*source), self.prose.tokens_in(*content));
        let cue = self.prose.tokens_in(*cue);
        let Some((begin, _)) = self.sentence(cue.start) else {
            return false;
        };
        let finite = |at: usize| {
            self.is_verb(at) && !self.lower(at).ends_with("ing") && !self.lower(at).ends_with("ed")
        };
        let before = content.start == begin && content.end <= cue.start && source.start == cue.end;
        let relative =
            |at: &usize| matches!(self.lower(*at).as_str(), "who" | "that" | "which" | "whose" | ",");
        let states = source.clone().take_while(|at| !relative(at)).skip(1).any(finite);
        let named = self.speech(content.start) == Some(PartOfSpeech::ProperNoun);
        let states_nothing = !content.clone().any(|at| finite(at) || self.is_quoted(at));
        before && states && named && states_nothing && self.says(cue.start)
    }

    /// "Lee, who stands accused of theft": the one before the cue says nothing of it.
    fn is_accused(&self, one: &Attribution) -> bool {
        let Some(cue) = Span::hull(&one.cue_spans) else {
            return false;
        };
        let tokens = self.prose.tokens_in(cue);
        let stands = |at: usize| {
            let word = self.lower(at);
            self.is_being(at) || matches!(word.as_str(), "stands" | "stood" | "stand" | "remains")
        };
        let accused = tokens.clone().find(|at| self.lower(*at) == "accused");
        let passive = accused.is_some_and(|at| (tokens.start.saturating_sub(1)..at).any(stands));
        passive && one.source_spans.iter().all(|source| source.end <= cue.start)
    }

    /// First token and one past the last of the sentence that holds the token.
    pub(super) fn sentence(&self, at: usize) -> Option<(usize, usize)> {
        let number = self.prose.sentence_at(self.prose.tokens.get(at)?.span.start)?;
        self.prose.sentences.get(number).map(|sentence| sentence.tokens)
    }

    /// Is the word a form of "be"?
    fn is_being(&self, at: usize) -> bool {
        matches!(
            self.lower(at).as_str(),
            "is" | "are" | "was" | "were" | "be" | "been" | "being"
        )
    }
}
