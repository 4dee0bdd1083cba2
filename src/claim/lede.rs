//! What the headline, the first paragraph and the summary state: the lede.

use super::merge::Groups;
use super::same;
use super::statement::{Place, Statement};
use crate::draft::{BlockKind, Draft, Span};
use crate::language::Prose;

/// From this share of its telling words on that a claim also has, the headline repeats that claim.
const REPEATS: f64 = 0.6;

/// How many claims from the top of the article the headline is compared with.
const TOP: usize = 40;

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
        } else {
            Place::Body
        };
    }
}

/// The group that the headline repeats, and where the headline stands.
pub(super) fn repeated(
    draft: &Draft,
    headline: Option<Span>,
    statements: &[Statement],
    groups: &Groups,
) -> Option<(usize, Span)> {
    let place = headline?;
    let headline = Statement::at(draft, vec![place], Vec::new());
    let mut best: Option<(usize, f64)> = None;
    for (number, group) in groups.groups.iter().enumerate().take(TOP) {
        for statement in group.iter().take(4).filter_map(|at| statements.get(*at)) {
            if place.holds(statement.start()) {
                continue;
            }
            let share = same::repeated(&headline.gist, &statement.gist);
            if share >= REPEATS && best.is_none_or(|(_, known)| share > known) {
                best = Some((number, share));
            }
        }
    }
    best.map(|(number, _)| (number, place))
}
