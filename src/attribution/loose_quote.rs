//! Quotations that are a paragraph by themselves, by rule: somebody said it, though no cue says who.
//!
//! The model finds attributions by their cue and so passes over them. Without a source span the next step gives
//! such a quotation to who spoke last, or leaves it to the rule that asks for a speaker.

use super::{Act, Attribution, Stance, Style};
use crate::draft::{BlockKind, Draft, Span};
use crate::language::Prose;

/// A quotation of fewer words than this may be a title or a slogan.
const WORDS_AT_LEAST: usize = 8;

/// How sure such a quotation is.
const SURE: f64 = 0.6;

/// Adds the quotations that no content holds. Near linear.
pub(super) fn take(draft: &Draft, prose: &Prose, found: &mut Vec<Attribution>) {
    let mut contents: Vec<Span> = found
        .iter()
        .flat_map(|one| one.content_spans.iter().copied())
        .collect();
    contents.sort();
    // Contents nest, so the furthest end so far tells whether one that began earlier still runs.
    let furthest: Vec<usize> = contents
        .iter()
        .scan(0, |end, span| {
            *end = span.end.max(*end);
            Some(*end)
        })
        .collect();
    let held = |span: Span| {
        let begun = contents.partition_point(|content| content.start < span.end);
        begun > 0 && furthest[begun - 1] > span.start
    };
    for quote in &prose.quotes {
        let block = draft.blocks[quote.block];
        let alone = block.kind == BlockKind::Paragraph && quote.span == block.span;
        if alone && !held(quote.span) && draft.slice(quote.inner).split_whitespace().count() >= WORDS_AT_LEAST
        {
            found.push(Attribution {
                source_spans: Vec::new(),
                cue_spans: Vec::new(),
                content_spans: vec![quote.span],
                style: Style::Direct,
                stance: Stance::Asserts,
                act: Act::Speech,
                confidence: SURE,
            });
        }
    }
}
