//! Where nobody states anything: deeds, titles, wishes in passing ("who wanted to make amends") that read like an attribution.

use super::model::{Senses, Stated};
use super::{Attribution, Stance};
use crate::draft::{BlockKind, Draft, Span};

/// Below it nobody states anything: on articles that the heads were not taught on, that is right nine times in ten.
const LEAST: f32 = 0.15;

/// Drops the attributions of which the heads say that nobody states anything there. A headline says again what the text says,
/// which readers of texts count once: its words are kept. Near linear.
pub(super) fn drop(draft: &Draft, senses: &Senses, found: &mut Vec<Attribution>) {
    let headlines = draft
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Headline);
    let headlines: Vec<Span> = headlines.map(|block| block.span).collect();
    found.retain(|one| {
        let read = Stated {
            content: &one.content_spans,
            source: &one.source_spans,
            cue: &one.cue_spans,
            denied: one.stance == Stance::Denies,
            voice: None,
            voices: 1,
        };
        let titled = one
            .content_spans
            .iter()
            .any(|content| headlines.iter().any(|headline| headline.overlaps(*content)));
        titled
            || senses
                .stated(&read, one.confidence)
                .is_none_or(|stated| stated >= LEAST)
    });
}
