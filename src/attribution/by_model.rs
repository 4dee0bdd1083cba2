//! Who says what, by the trained [`model`]: its spans, with act and stance from the cue's words.

use super::cue;
use super::{Act, Attribution, Stance, model, style};
use crate::draft::{Draft, Span};
use crate::language::Prose;

/// What the model makes of a draft.
pub(super) struct Read {
    /// Attributions in the order of their cues.
    pub(super) attributions: Vec<Attribution>,
    /// The words with their tags.
    pub(super) words: Vec<model::TaggedWord>,
    /// What the heads read of the words.
    pub(super) senses: model::Senses,
}

/// What the model has read of a draft.
pub(super) fn of(draft: &Draft, prose: &Prose, reading: model::Reading) -> Read {
    let attribution = |found: model::Found| {
        let (act, stance) = sense(draft, &found);
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
    Read {
        attributions: reading.attributions.into_iter().map(attribution).collect(),
        words: reading.words,
        senses: reading.senses,
    }
}

/// The sense of a cue's words as they stand in the text. Who refuses to do something, not to speak, tells by that what
/// he wants; who was denied something denies nothing.
fn sense(draft: &Draft, found: &model::Found) -> (Act, Stance) {
    let words = |spans: &[Span]| -> String {
        let words: Vec<&str> = spans.iter().map(|span| draft.slice(*span)).collect();
        words.join(" ")
    };
    let cue = words(&found.cue);
    let (act, stance) = cue::of_phrase(&cue);
    if stance == Stance::Declines && cue::refuses_a_deed(&format!("{cue} {}", words(&found.content))) {
        return (Act::Attitude, Stance::Asserts);
    }
    let first = |spans: &[Span]| spans.first().map(|span| span.start);
    let subject = !found.source.is_empty() && first(&found.source) < first(&found.cue);
    if stance == Stance::Denies && subject && cue::is_suffered(&cue) {
        return (Act::Attitude, Stance::Asserts);
    }
    (act, stance)
}
