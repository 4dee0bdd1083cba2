//! Who says what, by the trained [`model`]: its spans, with act and stance from the cue's words.

use super::cue;
use super::{Act, Attribution, Stance, model, style};
use crate::draft::{Draft, Span};
use crate::language::Prose;

/// Finds the attributions of a draft, in the order of their cues; gives the words with their tags beside them.
pub(super) fn find(draft: &Draft, prose: &Prose) -> (Vec<Attribution>, Vec<model::TaggedWord>) {
    let blocks: Vec<Span> = draft.blocks.iter().map(|block| block.span).collect();
    let reading = model::read(&draft.text, &blocks);
    let attribution = |found: model::Found| {
        let (act, stance) = sense(draft, &found.cue);
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
    let found = reading.attributions.into_iter().map(attribution).collect();
    (found, reading.words)
}

/// The sense of a cue's words as they stand in the text.
fn sense(draft: &Draft, cue: &[Span]) -> (Act, Stance) {
    let words: Vec<&str> = cue.iter().map(|span| draft.slice(*span)).collect();
    cue::of_phrase(&words.join(" "))
}
