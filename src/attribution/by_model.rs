//! Who says what, by the trained [`model`]: its spans, with act and stance from the cue's words.

use super::cue::{self, Sense};
use super::{Act, Attribution, Stance, model, style};
use crate::draft::{Draft, Span};
use crate::language::Prose;

/// Finds the attributions of a draft, in the order of their cues.
pub(super) fn find(draft: &Draft, prose: &Prose) -> Vec<Attribution> {
    let blocks: Vec<Span> = draft.blocks.iter().map(|block| block.span).collect();
    let reading = model::read(&draft.text, &blocks);
    let attribution = |found: model::Found| {
        let (act, stance) = manner(draft, prose, &found.cue);
        Attribution {
            style: style::of(draft, prose, &found.content),
            source_spans: found.source,
            cue_spans: found.cue,
            content_spans: found.content,
            stance,
            act,
            confidence: found.confidence,
        }
    };
    reading.attributions.into_iter().map(attribution).collect()
}

/// Act and stance of a cue: those of the last word in it that the lexicon knows ("has long denied"), else plain speech.
fn manner(draft: &Draft, prose: &Prose, cue: &[Span]) -> (Act, Stance) {
    let words = cue.iter().flat_map(|span| &prose.tokens[prose.tokens_in(*span)]);
    let senses: Vec<Sense> = words
        .filter_map(|token| cue::of_word(draft.slice(token.span)))
        .collect();
    senses
        .last()
        .map_or((Act::Speech, Stance::Asserts), |sense| (sense.act, sense.stance))
}
