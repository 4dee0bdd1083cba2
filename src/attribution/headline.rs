//! Headlines with a colon, by rule: "Talks collapse: minister", "Mayor: bridge will stay closed".
//!
//! The model learnt from running text, where a colon rarely stands between a speaker and what they said.

use std::collections::BTreeSet;

use super::model::{Kind, Name, PartOfSpeech, TaggedWord};
use super::taken::Taken;
use super::{Act, Attribution, Stance, style};
use crate::draft::{BlockKind, Draft, Span};
use crate::language::Prose;

/// A longer line is no headline.
const LINE_AT_MOST: usize = 160;

/// A speaker of more words than this is none.
const SPEAKER_AT_MOST: usize = 5;

/// What is said has at least this many words.
const SAID_AT_LEAST: usize = 3;

/// How sure such a headline is.
const SURE: f64 = 0.6;

/// Adds what such headlines say where nothing else was found. `words` are the model's. Near linear.
pub(super) fn take(draft: &Draft, prose: &Prose, words: &[TaggedWord], found: &mut Vec<Attribution>) {
    let contents = Taken::contents(found);
    let offices = offices(draft, words, found);
    for block in draft.blocks.iter().filter(|block| contents.leaves(block.span)) {
        let from = words.partition_point(|word| word.span.start < block.span.start);
        let to = words.partition_point(|word| word.span.start < block.span.end);
        let office = |word: &TaggedWord| {
            let label = block.kind == BlockKind::Headline && word.speech != PartOfSpeech::Verb;
            label && offices.contains(&draft.slice(word.span).to_lowercase())
        };
        let line = read(draft, prose, &words[from..to], &office);
        found.extend(line);
    }
}

/// The nouns by which the text calls those who speak in it ("said the mayor, Lena Moss"), in lower case.
fn offices(draft: &Draft, words: &[TaggedWord], found: &[Attribution]) -> BTreeSet<String> {
    let ends = |at: usize| {
        let next = words.get(at + 1).map_or("", |next| draft.slice(next.span));
        !next.starts_with(char::is_lowercase) || matches!(next, "of" | "for" | "in" | "at" | "who")
    };
    let mut nouns = BTreeSet::new();
    for place in found.iter().flat_map(|one| &one.source_spans) {
        let from = words.partition_point(|word| word.span.start < place.start);
        let inside = words[from..].iter().take_while(|word| word.span.end <= place.end);
        for (at, word) in (from..).zip(inside).filter(|(at, _)| ends(*at)) {
            let text = draft.slice(word.span);
            let led = at > from && !draft.slice(words[at - 1].span).ends_with(',');
            if led && text.starts_with(char::is_lowercase) && word.speech == PartOfSpeech::Noun {
                nouns.insert(text.to_owned());
            }
        }
    }
    nouns
}

fn read(
    draft: &Draft,
    prose: &Prose,
    words: &[TaggedWord],
    office: &dyn Fn(&TaggedWord) -> bool,
) -> Option<Attribution> {
    let spans: Vec<Span> = words.iter().map(|word| word.span).collect();
    let line = Span::hull(&spans)?;
    let text = draft.slice(line);
    if text.len() > LINE_AT_MOST || text.ends_with(['.', '!', ':']) || text.matches(':').count() != 1 {
        return None;
    }
    let colon = words.iter().position(|word| draft.slice(word.span) == ":")?;
    let (before, after) = (&words[..colon], &words[colon + 1..]);
    let apart = after.first()?.span.start > words[colon].span.end;
    let (source, content) = if is_speaker(after, office) && is_said(before) {
        (after, before)
    } else if is_speaker(before, office) && is_said(after) {
        (before, after)
    } else {
        return None;
    };
    let hull = |words: &[TaggedWord]| Some(words.first()?.span.join(words.last()?.span));
    let content_spans = vec![hull(content)?];
    apart.then_some(())?;
    Some(Attribution {
        source_spans: vec![hull(source)?],
        cue_spans: vec![words[colon].span],
        style: style::of(draft, prose, &content_spans),
        content_spans,
        stance: Stance::Asserts,
        act: Act::Speech,
        confidence: SURE,
    })
}

/// A few words without a verb that end in a person or a body, or in an office whose holder speaks in the text.
fn is_speaker(words: &[TaggedWord], office: &dyn Fn(&TaggedWord) -> bool) -> bool {
    let who = |word: &TaggedWord| {
        office(word)
            || matches!(word.kind, Some(Kind::Person | Kind::Organization))
            || matches!(word.name, Some(Name::Person | Name::Organization))
    };
    (1..=SPEAKER_AT_MOST).contains(&words.len())
        && words.last().is_some_and(who)
        && !words.iter().any(is_verb)
}

/// Some words with a verb.
fn is_said(words: &[TaggedWord]) -> bool {
    words.len() >= SAID_AT_LEAST && words.iter().any(is_verb)
}

fn is_verb(word: &TaggedWord) -> bool {
    matches!(word.speech, PartOfSpeech::Verb | PartOfSpeech::Auxiliary)
}
