//! What the headline, the first paragraph and the summary state: the lede.

use super::merge::Groups;
use super::same;
use super::statement::Statement;
use crate::draft::{BlockKind, Draft, Span};

/// From this share of its telling words on that a claim also has, the headline repeats that claim.
const REPEATS: f64 = 0.6;

/// How many claims from the top of the article the headline is compared with.
const TOP: usize = 40;

/// The span of the first paragraph of running text.
fn first_paragraph(draft: &Draft) -> Option<Span> {
    let running = |kind: BlockKind| matches!(kind, BlockKind::Paragraph | BlockKind::Quotation);
    draft
        .blocks
        .iter()
        .find(|block| running(block.kind))
        .map(|block| block.span)
}

/// Marks the statements of the headline, the first paragraph, and the list items.
pub(super) fn mark(draft: &Draft, statements: &mut [Statement]) {
    let first = first_paragraph(draft);
    for statement in statements {
        let start = statement.start();
        let block = block_at(draft, start);
        let summary = matches!(block, Some(BlockKind::Headline));
        statement.lede = summary || first.is_some_and(|span| span.holds(start));
    }
}

fn block_at(draft: &Draft, offset: usize) -> Option<BlockKind> {
    let number = draft
        .blocks
        .partition_point(|block| block.span.start <= offset)
        .checked_sub(1)?;
    draft.blocks.get(number).map(|block| block.kind)
}

/// The group that the headline repeats, and where the headline stands.
pub(super) fn repeated(draft: &Draft, statements: &[Statement], groups: &Groups) -> Option<(usize, Span)> {
    let block = draft
        .blocks
        .iter()
        .find(|block| block.kind == BlockKind::Headline)?;
    let headline = Statement::at(draft, vec![block.span], Vec::new());
    let mut best: Option<(usize, f64)> = None;
    for (number, group) in groups.groups.iter().enumerate().take(TOP) {
        for statement in group.iter().take(4).filter_map(|at| statements.get(*at)) {
            if block.span.holds(statement.start()) {
                continue;
            }
            let (both, one, _) = same::overlap(&headline.gist, &statement.gist);
            let share = if one > 0.0 { both / one } else { 0.0 };
            if share >= REPEATS && best.is_none_or(|(_, known)| share > known) {
                best = Some((number, share));
            }
        }
    }
    best.map(|(number, _)| (number, block.span))
}
