//! Which part of the article a statement stands in: headline, first paragraph, list, body.

use super::statement::{Place, Statement};
use crate::draft::{BlockKind, Draft, Span};
use crate::language::Prose;

/// A first line with at most so many words is the headline, even with a stop at its end.
const HEADLINE_WORDS: usize = 16;

/// The headline: the block marked as one, else a short first line before the running text.
pub(super) fn headline(draft: &Draft, prose: &Prose) -> Option<Span> {
    let first = draft.blocks.first()?;
    if let Some(block) = draft
        .blocks
        .iter()
        .find(|block| block.kind == BlockKind::Headline)
    {
        return Some(block.span);
    }
    let words = draft.slice(first.span).split_whitespace().count();
    let sentences = prose
        .sentences
        .iter()
        .take(2)
        .filter(|sentence| sentence.block == 0)
        .count();
    let short = words <= HEADLINE_WORDS && sentences == 1 && draft.blocks.len() > 3;
    short.then_some(first.span)
}

/// The span of the first paragraph of running text after the headline.
fn first_paragraph(draft: &Draft, headline: Option<Span>) -> Option<Span> {
    let running = |kind: BlockKind| matches!(kind, BlockKind::Paragraph | BlockKind::Quotation);
    let mut blocks = draft.blocks.iter().map(|block| (block.kind, block.span));
    blocks
        .find(|(kind, span)| running(*kind) && Some(*span) != headline)
        .map(|(_, span)| span)
}

/// Marks the statements of the headline and of the first paragraph.
pub(super) fn mark(draft: &Draft, headline: Option<Span>, statements: &mut [Statement]) {
    let first = first_paragraph(draft, headline);
    for statement in statements {
        let start = statement.start();
        let inside = |span: Option<Span>| span.is_some_and(|span| span.holds(start));
        statement.place = if inside(headline) {
            Place::Headline
        } else if inside(first) {
            Place::Opening
        } else if is_item(draft, start) {
            Place::Item
        } else {
            Place::Body
        };
    }
}

/// Does the place stand in a list?
fn is_item(draft: &Draft, start: usize) -> bool {
    let at = draft.blocks.partition_point(|block| block.span.end <= start);
    draft
        .blocks
        .get(at)
        .is_some_and(|block| block.kind == BlockKind::ListItem && block.span.holds(start))
}
