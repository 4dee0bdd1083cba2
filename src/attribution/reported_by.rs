//! "As reported by the Times, citing two officials, the talks took place", by rule: who reports stands before what is
//! reported, and whom it cites between. The corpus that the model learnt from hardly has it.

use super::cited::CITING;
use super::{Act, Attribution, Stance, style};
use crate::draft::{Draft, Span};
use crate::language::{Prose, Sentence};

/// What is said has at least this many words.
const SAID_AT_LEAST: usize = 4;

/// A source of more words than this is none.
const SOURCE_AT_MOST: usize = 12;

/// How sure such an attribution is.
const SURE: f64 = 0.8;

/// Participles between "as" and "by".
const REPORTED: &[&str] = &[
    "reported",
    "noted",
    "revealed",
    "described",
    "stated",
    "detailed",
    "told",
];

/// Adverbs between them.
const WHEN: &[&str] = &["first", "previously", "originally", "earlier", "also"];

/// Adds what sentences that begin with "as reported by" say, in the place of what was found in their openings, unless
/// that names who reports. Near linear.
pub(super) fn take(draft: &Draft, prose: &Prose, found: &mut Vec<Attribution>) {
    let read = |sentence: &Sentence| read(draft, prose, sentence.tokens);
    let reported: Vec<Attribution> = prose.sentences.iter().filter_map(read).collect();
    for one in reported {
        let opening = Span::hull(&one.cue_spans).unwrap_or_default();
        let start = one.content_spans.first().map_or(opening.end, |span| span.start);
        let opening = Span::new(opening.start, start);
        let opens = |other: &Attribution| other.cue_spans.iter().any(|span| opening.contains(*span));
        let names = |other: &Attribution| {
            let source = |span: &Span| one.source_spans.iter().any(|own| own.overlaps(*span));
            let said = |span: &Span| one.content_spans.iter().any(|own| own.overlaps(*span));
            other.source_spans.iter().any(source) && other.content_spans.iter().any(said)
        };
        if !found.iter().any(|other| opens(other) && names(other)) {
            found.retain(|other| !opens(other));
            found.push(one);
        }
    }
}

fn read(draft: &Draft, prose: &Prose, (from, to): (usize, usize)) -> Option<Attribution> {
    let lower = |at: usize| {
        let token = prose.tokens.get(at).filter(|_| at < to);
        token.map_or_else(String::new, |token| draft.slice(token.span).to_lowercase())
    };
    let is = |at: usize, words: &[&str]| words.contains(&lower(at).as_str());
    let verb = from + 1 + usize::from(is(from + 1, WHEN));
    if !is(from, &["as"]) || !is(verb, REPORTED) || !is(verb + 1, &["by"]) {
        return None;
    }
    let comma = |from: usize| (from..to).find(|at| is(*at, &[","]));
    let first = verb + 2;
    let close = comma(first)?;
    let said = if is(close + 1, CITING) {
        comma(close + 2)? + 1
    } else {
        close + 1
    };
    let last = (said..to).rfind(|at| !is(*at, &[".", "!"]))?;
    if close == first || close - first > SOURCE_AT_MOST || last < said + SAID_AT_LEAST {
        return None;
    }
    let span = |from: usize, to: usize| prose.tokens[from].span.join(prose.tokens[to].span);
    let content_spans = vec![span(said, last)];
    Some(Attribution {
        source_spans: vec![span(first, close - 1)],
        cue_spans: vec![span(from, verb + 1)],
        style: style::of(draft, prose, &content_spans),
        content_spans,
        stance: Stance::Asserts,
        act: Act::Speech,
        confidence: SURE,
    })
}
