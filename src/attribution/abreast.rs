//! Who says it together, where the model took one of them alone: "The bank as well as | the union | said", "according to
//! | Ann Lee |, along with two nurses,", "the mill and | its owner".
//!
//! What stands between such a one and the verb, or the beginning of the sentence, or what is said, and holds no verb,
//! belongs to who says it.

use super::Attribution;
use super::after::Reader;
use super::model::{PartOfSpeech, TaggedWord};
use crate::draft::{Draft, Span};
use crate::language::Prose;

/// Those who stand beside one have at most so many words.
const WORDS_AT_MOST: usize = 24;

/// A bracket behind a name is closed within so many words ("<ORB.L>").
const BRACKET_AT_MOST: usize = 6;

/// What joins one to another, beside "and".
const WITH: &[&[&str]] = &[&["as", "well", "as"], &["along", "with"], &["together", "with"]];

/// Gives each those who speak with it. Near linear.
pub(super) fn take(draft: &Draft, prose: &Prose, words: &[TaggedWord], found: &mut [Attribution]) {
    let reader = Reader { draft, prose, words };
    for one in found {
        reader.close_pieces(one);
        reader.take_back(one);
        if let Some(joined) = reader.abreast(one) {
            one.source_spans = vec![joined];
        }
    }
}

/// Where the parts of an attribution stand, in tokens, ends exclusive.
struct Parts {
    sentence: (usize, usize),
    source: (usize, usize),
    cue: (usize, usize),
    /// Empty where nothing is said.
    content: (usize, usize),
}

impl Reader<'_> {
    /// "The bank | as well as | the union", taken in pieces.
    fn close_pieces(&self, one: &mut Attribution) {
        let spans = &one.source_spans;
        let joins = |two: &[Span]| {
            let gap = self.prose.tokens_in(two[0]).end..self.prose.tokens_in(two[1]).start;
            !gap.is_empty() && self.joint_len(gap.start) == Some(gap.len())
        };
        if let (true, Some(hull)) = (spans.len() > 1 && spans.windows(2).all(joins), Span::hull(spans)) {
            one.source_spans = vec![hull];
        }
    }

    /// "According to Ann Lee, | 74, and a nurse, the roof leaked": those whom the model took for the beginning of what is said.
    fn take_back(&self, one: &mut Attribution) {
        let (Some(source), Some(content), Some(cue)) = (
            Span::hull(&one.source_spans),
            one.content_spans.first().copied(),
            Span::hull(&one.cue_spans),
        ) else {
            return;
        };
        let (source, said) = (self.prose.tokens_in(source), self.prose.tokens_in(content));
        let according = self.lower(self.prose.tokens_in(cue).start) == "according";
        let is_next = source.end <= said.start && said.start <= source.end + 2;
        if !according || !is_next || source.is_empty() || self.is_quoted(said.start) {
            return;
        }
        let broken = matches!(self.lower(source.end - 1).as_str(), "," | "and");
        let joins = (source.end..=said.start).any(|at| self.joint_len(at).is_some());
        let verb = said.clone().find(|at| self.is_verb(*at)).unwrap_or(said.start);
        // Behind the last who joins, a comma ends the list.
        let joint = (source.end - 1..verb).rfind(|at| self.joint_len(*at).is_some());
        let comma = joint
            .filter(|_| broken || joins)
            .and_then(|joint| (joint + 1..verb).find(|at| self.word(*at) == ","));
        if let Some(comma) = comma.filter(|comma| comma + 1 < verb && self.are_named((source.end, *comma))) {
            one.source_spans = vec![self.span((source.start, comma))];
            let rest = Span::new(self.prose.tokens[comma + 1].span.start, content.end);
            one.content_spans[0] = rest;
        }
    }

    /// The source with those beside it; nothing where it stands alone.
    fn abreast(&self, one: &Attribution) -> Option<Span> {
        let [source] = one.source_spans.as_slice() else {
            return None;
        };
        let tokens = |span: Span| {
            let tokens = self.prose.tokens_in(span);
            (tokens.start, tokens.end)
        };
        let parts = Parts {
            sentence: self.sentence(tokens(*source).0)?,
            source: tokens(*source),
            cue: tokens(Span::hull(&one.cue_spans)?),
            content: Span::hull(&one.content_spans).map(tokens).unwrap_or_default(),
        };
        let inside = |(from, to): (usize, usize)| parts.sentence.0 <= from && to <= parts.sentence.1;
        if parts.source.0 >= parts.source.1 || !inside(parts.source) || self.is_quoted(parts.source.0) {
            return None;
        }
        let to = self.past_bracket(parts.source);
        let from = self.begun(&parts).unwrap_or(parts.source.0);
        let to = self.ended(&parts, to).unwrap_or(to);
        ((from, to) != parts.source).then(|| self.span((from, to)))
    }

    /// Where those begin who stand before the source.
    fn begun(&self, parts: &Parts) -> Option<usize> {
        let (from, _) = parts.source;
        let joined = match self.lower(from).as_str() {
            "and" => from,
            _ => (from.saturating_sub(4)..from).find(|at| self.joint_len(*at) == Some(from - at))?,
        };
        // What is said, or the verb, may stand before them.
        let behind = [parts.content.1, parts.cue.1]
            .into_iter()
            .filter(|end| *end <= from);
        let limit = behind.fold(parts.sentence.0, usize::max);
        let limit = limit + usize::from(self.word(limit) == ",");
        let led = matches!(
            self.speech(limit),
            Some(PartOfSpeech::Adposition | PartOfSpeech::Subordinator | PartOfSpeech::Adverb)
        );
        let begin = if led && !matches!(self.lower(limit).as_str(), "both" | "neither") {
            let comma = (limit..joined).find(|at| self.word(*at) == ",")?;
            (limit..comma).all(|at| !self.is_verb(at)).then_some(comma + 1)?
        } else {
            limit
        };
        // "firms, including Orbit and | Brisk": the noun before speaks for all, and these are named.
        let examples = (begin..joined).rfind(|at| matches!(self.lower(*at).as_str(), "including" | "like"));
        let begin = examples.map_or(begin, |at| at + 1);
        self.are_named((begin, joined)).then_some(begin)
    }

    /// Where those end who stand behind the source, which ends at `to`.
    fn ended(&self, parts: &Parts, to: usize) -> Option<usize> {
        let ahead = [parts.content.0, parts.cue.0]
            .into_iter()
            .filter(|start| *start >= to);
        let limit = ahead.min().unwrap_or(parts.sentence.1).min(parts.sentence.1);
        let is_mark = |at: &usize| !matches!(self.word(*at), "," | "." | "\u{201d}" | "\"");
        let end = (to..limit).rfind(is_mark)? + 1;
        let open = usize::from(self.lower(to - 1) == "and");
        let mut joints = (to - open..end).filter(|at| self.joint_len(*at).is_some());
        let first = joints.next()?;
        // "According to Ann Lee, the mayor in Ashby, and Bo Yu, ...": what tells of the first stands between.
        let begins = first <= to || parts.cue.1 <= parts.source.0 && parts.content.0 >= end;
        let behind = first + self.joint_len(first)?;
        (begins && self.are_named((behind, end)) && (first <= to || self.are_named((to, first))))
            .then_some(end)
    }

    /// Tokens of what joins one to another here: "and", ", along with".
    fn joint_len(&self, at: usize) -> Option<usize> {
        let comma = usize::from(self.word(at) == ",");
        let next = at + comma;
        if self.lower(next) == "and" {
            return Some(comma + 1);
        }
        let is_phrase = |phrase: &&&[&str]| {
            phrase
                .iter()
                .enumerate()
                .all(|(step, word)| self.lower(next + step) == *word)
        };
        WITH.iter().find(is_phrase).map(|phrase| comma + phrase.len())
    }

    /// One past the bracket that a source breaks off in.
    fn past_bracket(&self, (from, to): (usize, usize)) -> usize {
        let opened = (from..to).rfind(|at| matches!(self.word(*at), "<" | "(" | ">" | ")"));
        let close = match opened.map(|at| self.word(at)) {
            Some("<") => ">",
            Some("(") => ")",
            _ => return to,
        };
        let end = (to..to + BRACKET_AT_MOST).find(|at| self.word(*at) == close);
        end.map_or(to, |end| end + 1)
    }

    /// "a retired nurse", "Chen, surnamed": does the verb only tell of a name, behind an article or a comma?
    fn is_participle(&self, (from, at): (usize, usize)) -> bool {
        let word = self.lower(at);
        let before = (at > from).then(|| self.speech(at - 1)).flatten();
        let leads = matches!(
            before,
            Some(
                PartOfSpeech::Determiner
                    | PartOfSpeech::Adjective
                    | PartOfSpeech::Numeral
                    | PartOfSpeech::Punctuation
            )
        );
        (word.ends_with("ed") || word.ends_with("ing")) && (leads || at == from)
    }

    /// Do the tokens name somebody and state nothing?
    fn are_named(&self, (from, to): (usize, usize)) -> bool {
        let states = |at: usize| {
            let capital = self.word(at).starts_with(char::is_uppercase) && at > from;
            let verb = self.is_verb(at) && !capital && !self.is_participle((from, at));
            verb || matches!(self.word(at), ";" | ":" | "—")
        };
        let names = |at: usize| {
            matches!(
                self.speech(at),
                Some(PartOfSpeech::Noun | PartOfSpeech::ProperNoun | PartOfSpeech::Pronoun)
            )
        };
        to > from
            && to - from <= WORDS_AT_MOST
            && (from..to).any(names)
            && !(from..to).any(|at| states(at) || self.is_quoted(at))
    }
}
