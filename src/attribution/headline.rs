//! Headlines with a colon, by rule: "Talks collapse: minister", "Mayor: bridge will stay closed".
//!
//! The model learnt from running text, where a colon rarely stands between a speaker and what they said.

use super::model::{Kind, Name, PartOfSpeech, TaggedWord};
use super::taken::Taken;
use super::{Act, Attribution, Stance, style};
use crate::draft::{Draft, Span};
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
    for block in draft.blocks.iter().filter(|block| contents.leaves(block.span)) {
        let from = words.partition_point(|word| word.span.start < block.span.start);
        let to = words.partition_point(|word| word.span.start < block.span.end);
        found.extend(read(draft, prose, &words[from..to]));
    }
}

fn read(draft: &Draft, prose: &Prose, words: &[TaggedWord]) -> Option<Attribution> {
    let spans: Vec<Span> = words.iter().map(|word| word.span).collect();
    let line = Span::hull(&spans)?;
    let text = draft.slice(line);
    if text.len() > LINE_AT_MOST || text.ends_with(['.', '!', ':']) || text.matches(':').count() != 1 {
        return None;
    }
    let colon = words.iter().position(|word| draft.slice(word.span) == ":")?;
    let (before, after) = (&words[..colon], &words[colon + 1..]);
    let apart = after.first()?.span.start > words[colon].span.end;
    let (source, content) = if is_speaker(after) && is_said(before) {
        (after, before)
    } else if is_speaker(before) && is_said(after) {
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

/// A few words without a verb that end in a person or a body.
fn is_speaker(words: &[TaggedWord]) -> bool {
    let who = |word: &TaggedWord| {
        matches!(word.kind, Some(Kind::Person | Kind::Organization))
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
