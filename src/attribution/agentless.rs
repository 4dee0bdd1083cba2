//! "Is seen as", "was believed to": a passive without "by" has no source, whoever spoke in the sentence before.

use super::Attribution;
use crate::draft::{Draft, Span};
use crate::language::Prose;

/// Forms of "be" that begin a passive.
const BE: &[&str] = &["is", "are", "was", "were", "been", "being", "be"];

/// Participles of verbs that report what people hold or say.
const PARTICIPLES: &[&str] = &[
    "seen",
    "believed",
    "thought",
    "considered",
    "viewed",
    "regarded",
    "expected",
    "understood",
    "known",
    "feared",
    "hoped",
    "said",
    "reported",
    "rumoured",
    "rumored",
    "alleged",
    "estimated",
    "assumed",
    "presumed",
    "suspected",
];

/// Takes the sources of such passives away when they stand in another sentence. Near linear.
pub(super) fn take_away(draft: &Draft, prose: &Prose, found: &mut [Attribution]) {
    for attribution in found {
        let Some(cue) = Span::hull(&attribution.cue_spans) else {
            continue;
        };
        if is_passive(&draft.slice(cue).to_lowercase()) {
            let sentence = prose.sentence_at(cue.start);
            attribution
                .source_spans
                .retain(|span| prose.sentence_at(span.start) == sentence);
        }
    }
}

fn is_passive(cue: &str) -> bool {
    let mut words = cue.split_whitespace();
    words.next().is_some_and(|word| BE.contains(&word)) && words.any(|word| PARTICIPLES.contains(&word))
}
