//! Deeds are no attributions: who signs, arrests or votes says nothing by it, and "was charged" or "were named" cites nobody.

use super::cue::{self, Names};
use super::model::{PartOfSpeech, TaggedWord};
use super::{Attribution, Stance, Style};
use crate::draft::{Draft, Span};

/// Words that open a content which is put in words, not done.
const WORDED: &[&str] = &[
    "that", "he", "she", "they", "we", "i", "there", "whether", "how", "why", "what", "if",
];

/// Drops the attributions whose cue tells of no speech, thought, document or refusal. `words` are the model's. Near linear.
pub(super) fn drop(draft: &Draft, words: &[TaggedWord], found: &mut Vec<Attribution>) {
    found.retain(|one| one.stance != Stance::Asserts || is_told(draft, words, one));
}

fn is_told(draft: &Draft, words: &[TaggedWord], one: &Attribution) -> bool {
    let pieces: Vec<&str> = one.cue_spans.iter().map(|span| draft.slice(*span)).collect();
    let cue = pieces.join(" ");
    let sourced = !one.source_spans.is_empty();
    match cue::names(&cue) {
        Names::Saying | Names::Thinking => true,
        Names::Touching => sourced,
        Names::Doing => sourced && is_worded(draft, one),
        // A verb that is known for no saying says something only where what it says is in words.
        Names::Nothing => !has_verb(words, &one.cue_spans) || sourced && states(draft, words, one),
    }
}

/// Is the content put in words: quoted, at least in part, or opened as a clause?
fn is_worded(draft: &Draft, one: &Attribution) -> bool {
    let content = one.content_spans.first().map_or("", |span| draft.slice(*span));
    let first = content
        .split(|c: char| !c.is_alphanumeric())
        .find(|word| !word.is_empty());
    let opens = |first: &str| WORDED.contains(&first.to_lowercase().as_str());
    one.style != Style::Indirect || first.is_some_and(opens)
}

/// Is the content quoted, at least in part, or has it a verb of its own?
fn states(draft: &Draft, words: &[TaggedWord], one: &Attribution) -> bool {
    let quoted = |span: &Span| draft.slice(*span).contains(['“', '"', '‘']);
    is_worded(draft, one) || one.content_spans.iter().any(quoted) || has_verb(words, &one.content_spans)
}

/// Is there a verb in these places ("in a poll" has none)?
fn has_verb(words: &[TaggedWord], places: &[Span]) -> bool {
    places.iter().any(|place| {
        let from = words.partition_point(|word| word.span.start < place.start);
        let inside = words[from..]
            .iter()
            .take_while(|word| word.span.start < place.end);
        inside.into_iter().any(|word| word.speech == PartOfSpeech::Verb)
    })
}
