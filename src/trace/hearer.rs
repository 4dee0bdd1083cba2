//! To which outlet somebody spoke: "told the Marrow Bay Courier", "in an interview with Quay Radio". The reader of one article knows
//! outlets by their names' words; here those are known too whose articles stand among the others.

use super::article::Told;
use super::outlets::Outlets;
use crate::draft::Span;
use crate::language::Sentence;
use crate::source::{SourceId, is_outlet_name};

/// Verbs whose object is the outlet.
const TELLS: &[&str] = &["told", "tell", "tells", "telling"];

/// Words that lead to the outlet after words for speaking.
const LEADS: &[&str] = &["to", "with"];

/// Words for speaking, up to three before those.
const SPOKEN: &[&str] = &[
    "interview",
    "interviews",
    "speaking",
    "spoke",
    "spoken",
    "speaks",
    "talking",
    "talked",
];

/// A name has at most so many words.
const NAME: usize = 5;

/// The names of outlets to which each source speaks, with the source. Linear but for names.
pub(super) fn heard(told: &Told, outlets: &Outlets) -> Vec<(SourceId, String)> {
    let mut found = Vec::new();
    let backing = told.graph.claims.iter().flat_map(|claim| &claim.backing);
    for one in backing {
        let attribution = one.attribution.and_then(|number| told.attributions.get(number));
        let cue = attribution.and_then(|attribution| Span::hull(&attribution.cue_spans));
        let sentence = cue.and_then(|cue| told.prose.sentence_at(cue.start));
        let sentence = sentence.and_then(|at| told.prose.sentences.get(at));
        let Some(name) = sentence.and_then(|sentence| hearer(told, sentence, outlets)) else {
            continue;
        };
        if !found.contains(&(one.source, name.clone())) {
            found.push((one.source, name));
        }
    }
    found
}

/// The outlet to which somebody speaks in a sentence.
fn hearer(told: &Told, sentence: &Sentence, outlets: &Outlets) -> Option<String> {
    let (from, to) = sentence.tokens;
    let lower = |at: usize| {
        let token = told.prose.tokens.get(at).filter(|_| at < to);
        token.map_or_else(String::new, |token| told.draft.slice(token.span).to_lowercase())
    };
    (from..to).find_map(|at| {
        let word = lower(at);
        let spoken =
            || (at.saturating_sub(3).max(from)..at).any(|near| SPOKEN.contains(&lower(near).as_str()));
        let leads = TELLS.contains(&word.as_str()) || LEADS.contains(&word.as_str()) && spoken();
        let quoted = told
            .prose
            .tokens
            .get(at)
            .is_some_and(|token| told.prose.quote_at(token.span.start).is_some());
        let first = at + 1 + usize::from(lower(at + 1) == "the");
        (leads && !quoted)
            .then(|| outlet_at(told, (first, to), outlets))
            .flatten()
    })
}

/// The longest name of an outlet that begins with this token.
fn outlet_at(told: &Told, (first, to): (usize, usize), outlets: &Outlets) -> Option<String> {
    let begin = told.prose.tokens.get(first).filter(|_| first < to)?.span.start;
    let lengths = (1..=NAME.min(to - first)).rev();
    lengths
        .filter_map(|length| {
            let end = told.prose.tokens.get(first + length - 1)?.span.end;
            Some(told.draft.slice(Span::new(begin, end)))
        })
        .filter(|name| {
            name.split_whitespace()
                .all(|word| word.starts_with(char::is_uppercase))
        })
        .find(|name| outlets.find(name).is_some() || is_outlet_name(name))
        .map(str::to_owned)
}
