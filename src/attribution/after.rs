//! Who says it, named after what is said: "The roof leaked, two nurses who were there said." By rule where the model took
//! too few words for who says it, or none: unnamed people are described at length there.

use super::heard;
use super::model::{PartOfSpeech, TaggedWord};
use super::{Act, Attribution, Stance, cue, style};
use crate::draft::{Draft, Span};
use crate::language::{Prose, is_weekday, written_number};

/// What is said has at least this many words.
const SAID_AT_LEAST: usize = 3;

/// A description of more words than this is none.
const SOURCE_AT_MOST: usize = 18;

/// After the verb at most so many words follow ("told the Herald").
const REST_AT_MOST: usize = 5;

/// How sure such an attribution is.
const SURE: f64 = 0.8;

/// Words with which a description of somebody unnamed begins.
const OPENINGS: &[&str] = &[
    "a", "an", "the", "one", "another", "several", "some", "many", "most", "both",
];

/// Reads the sentences that end with who says it, in the place of what was found of them. Near linear.
pub(super) fn take(draft: &Draft, prose: &Prose, words: &[TaggedWord], found: &mut Vec<Attribution>) {
    let reader = Reader { draft, prose, words };
    for sentence in &prose.sentences {
        if let Some(said) = reader.read(sentence.tokens) {
            reader.place(said, found);
        }
    }
}

#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) draft: &'a Draft,
    pub(super) prose: &'a Prose,
    pub(super) words: &'a [TaggedWord],
}

/// A sentence cut in three: token ranges, ends exclusive.
#[derive(Clone, Copy, Debug)]
struct Said {
    content: (usize, usize),
    source: (usize, usize),
    cue: (usize, usize),
}

impl Reader<'_> {
    pub(super) fn word(&self, at: usize) -> &str {
        self.prose
            .tokens
            .get(at)
            .map_or("", |token| self.draft.slice(token.span))
    }

    pub(super) fn lower(&self, at: usize) -> String {
        self.word(at).to_lowercase()
    }

    pub(super) fn span(&self, (from, to): (usize, usize)) -> Span {
        self.prose.tokens[from].span.join(self.prose.tokens[to - 1].span)
    }

    /// The part of speech that the model gives the token.
    pub(super) fn speech(&self, at: usize) -> Option<PartOfSpeech> {
        let start = self.prose.tokens.get(at)?.span.start;
        let number = self.words.partition_point(|word| word.span.start < start);
        let word = self.words.get(number)?;
        (word.span.start == start).then_some(word.speech)
    }

    pub(super) fn is_verb(&self, at: usize) -> bool {
        matches!(
            self.speech(at),
            Some(PartOfSpeech::Verb | PartOfSpeech::Auxiliary)
        )
    }

    pub(super) fn is_quoted(&self, at: usize) -> bool {
        let token = self.prose.tokens.get(at);
        token.is_some_and(|token| self.prose.quote_at(token.span.start).is_some())
    }

    pub(super) fn says(&self, at: usize) -> bool {
        let sense = cue::of_word(self.word(at));
        !self.is_quoted(at)
            && sense.is_some_and(|sense| sense.act == Act::Speech && sense.stance == Stance::Asserts)
    }

    fn read(&self, (from, to): (usize, usize)) -> Option<Said> {
        let from = (from..to).find(|at| self.word(*at).chars().any(char::is_alphanumeric))?;
        let end = (from..to).rfind(|at| !matches!(self.word(*at), "." | "!"))? + 1;
        let comma = (from..end).rfind(|at| self.word(*at) == ",")?;
        if self.says(comma + 1) && self.lower(comma + 1) != "told" && !self.closes(comma + 1, end) {
            let said = Said {
                content: (from, comma),
                source: (comma + 2, end),
                cue: (comma + 1, comma + 2),
            };
            return self.checked(said);
        }
        let verb = (comma + 1..end).find(|at| self.says(*at) && self.closes(*at, end))?;
        // "a nurse at the clinic, who was there, said"
        let comma = if verb == comma + 1 {
            let told = (from..comma)
                .rfind(|at| self.word(*at) == ",")
                .filter(|at| self.tells_of(at + 1))?;
            (from..told).rfind(|at| self.word(*at) == ",")?
        } else {
            comma
        };
        let said = Said {
            content: (from, comma),
            source: (comma + 1, verb),
            cue: (verb, verb + 1),
        };
        self.checked(said)
    }

    /// Does a clause begin here that tells of somebody, or of how they spoke?
    fn tells_of(&self, at: usize) -> bool {
        matches!(
            self.lower(at).as_str(),
            "who" | "whose" | "speaking" | "asking" | "requesting" | "citing"
        )
    }

    /// Does only the hearer or the time follow the verb?
    fn closes(&self, verb: usize, end: usize) -> bool {
        let rest = verb + 1..end;
        let told = self.lower(verb) == "told";
        let time = |at: usize| is_weekday(&self.lower(at)) || self.lower(at) == "on";
        rest.len() <= REST_AT_MOST
            && rest.clone().all(|at| !self.is_verb(at))
            && (rest.is_empty() || told || rest.clone().all(time))
    }

    fn checked(&self, said: Said) -> Option<Said> {
        let (from, to) = said.content;
        // "Ann Lee, part of a league backing the bill": a participle alone states nothing.
        let states = |at: usize| self.is_verb(at) && !self.lower(at).ends_with("ing");
        let whole = to - from >= SAID_AT_LEAST && (from..to).any(states);
        (whole && self.describes(said.source)).then_some(said)
    }

    /// Is it somebody described: an opening word or a bare plural, and no verb before a relative clause?
    fn describes(&self, (from, to): (usize, usize)) -> bool {
        if to <= from || to - from > SOURCE_AT_MOST {
            return false;
        }
        let first = self.lower(from);
        let counted = written_number(&first).is_some() || first.chars().all(|c| c.is_ascii_digit());
        // "officials", "newly released files": nothing before them but what says of which sort they are.
        let lower = |at: usize| !self.word(at).starts_with(char::is_uppercase);
        let plural = self.speech(to - 1) == Some(PartOfSpeech::Noun)
            && (self.word(to - 1).ends_with('s') || first == "police")
            && (from..to).all(|at| lower(at) && self.is_of_noun(at));
        let relative =
            (from..to).find(|at| matches!(self.lower(*at).as_str(), "who" | "that" | "which" | "whose"));
        let head = from..relative.unwrap_or(to);
        let finite = |at: usize| {
            let word = self.lower(at);
            self.is_verb(at)
                && !["ed", "ing", "en", "ged", "own"]
                    .iter()
                    .any(|end| word.ends_with(end))
        };
        (OPENINGS.contains(&first.as_str()) && to > from + 1 || counted || plural)
            && !head.clone().any(finite)
    }

    /// A noun or what stands before one, participles too.
    fn is_of_noun(&self, at: usize) -> bool {
        let participle = self.lower(at).ends_with("ed");
        match self.speech(at) {
            Some(PartOfSpeech::Noun | PartOfSpeech::Adjective) => true,
            Some(PartOfSpeech::Adverb) => self.lower(at).ends_with("ly"),
            Some(PartOfSpeech::Verb) => participle,
            _ => false,
        }
    }

    /// Puts the reading in the place of what was found with its verb, or beside it.
    fn place(&self, said: Said, found: &mut Vec<Attribution>) {
        let (source, verb) = (self.span(said.source), self.span(said.cue));
        let content = self.span(said.content);
        found.retain(|one| {
            let within = |span: &Span| source.contains(*span);
            one.cue_spans.is_empty() || !one.cue_spans.iter().all(within)
        });
        for one in found.iter_mut() {
            end_before(one, source);
        }
        let known = found
            .iter_mut()
            .find(|one| one.cue_spans.iter().any(|span| span.overlaps(verb)));
        if let Some(known) = known {
            let hull = Span::hull(&known.source_spans);
            let part = hull.is_none_or(|hull| source.contains(hull) || !source.overlaps(hull));
            if part {
                known.source_spans = vec![source];
            }
            if !known.content_spans.iter().any(|span| span.overlaps(content)) {
                known.content_spans = vec![content];
            }
            return;
        }
        found.push(self.attribution(&[source], verb, content));
    }

    /// An assertion in speech.
    pub(super) fn attribution(&self, sources: &[Span], cue: Span, content: Span) -> Attribution {
        let content_spans = vec![content];
        Attribution {
            source_spans: sources.to_vec(),
            cue_spans: vec![cue],
            style: style::of(self.draft, self.prose, &content_spans),
            content_spans,
            stance: Stance::Asserts,
            act: Act::Speech,
            confidence: SURE,
        }
    }
}

/// Who says it is no part of what another says before it: "told them | that she had a key, search | warrant papers say".
fn end_before(one: &mut Attribution, source: Span) {
    for content in &mut one.content_spans {
        if content.start < source.start && source.start < content.end && content.end < source.end {
            *content = Span::new(content.start, source.start);
        }
    }
}

/// Adds what a court heard, see [`heard`].
pub(super) fn take_heard(draft: &Draft, prose: &Prose, words: &[TaggedWord], found: &mut Vec<Attribution>) {
    heard::take(Reader { draft, prose, words }, found);
}
