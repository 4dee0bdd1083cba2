//! What parts the columns of a page: a headline with nothing beside it begins another story, and what stands across columns that
//! run on below it only interrupts them.

use hayro_interpret::kurbo::Rect;

use super::order::Block;
use super::paragraphs::{HEADING, HEADLINE, NOTE, is_closed};

/// A headline, or what interrupts columns, is no longer than so many lines.
const LINES_AT_MOST: usize = 5;

/// What a page looks like beside its blocks.
#[derive(Clone, Copy)]
pub(super) struct Look<'a> {
    /// The size of the text's letters.
    pub(super) body: f64,
    pub(super) pictures: &'a [Rect],
}

impl Look<'_> {
    fn is_headline(self, block: &Block) -> bool {
        block.lines.len() <= LINES_AT_MOST && block.size() >= HEADLINE * self.body
    }

    /// Is it set in letters of another size than the text?
    fn is_aside(self, block: &Block) -> bool {
        let is_other = block.size() > HEADING * self.body || block.size() < NOTE * self.body;
        block.lines.len() <= LINES_AT_MOST && is_other
    }

    fn is_text(self, block: &Block) -> bool {
        (NOTE * self.body..=HEADING * self.body).contains(&block.size())
    }
}

/// The blocks of each story, the upper one first. Quadratic in the blocks.
pub(super) fn stories(blocks: Vec<Block>, look: Look<'_>) -> Vec<Vec<Block>> {
    let heads = blocks.iter().filter(|head| begins_story(head, &blocks, look));
    let mut cuts: Vec<f64> = heads.map(Block::top).collect();
    cuts.sort_by(f64::total_cmp);
    // Two stories may begin side by side.
    cuts.dedup_by(|next, cut| *next - *cut < look.body);
    let mut stories = vec![Vec::new(); cuts.len() + 1];
    for block in blocks {
        let at = cuts.iter().filter(|cut| block.top() >= **cut).count();
        stories[at].push(block);
    }
    stories
}

/// Is it a headline with none but headlines beside it, under columns that all end above it?
fn begins_story(head: &Block, blocks: &[Block], look: Look<'_>) -> bool {
    if !look.is_headline(head) {
        return false;
    }
    let (top, foot) = (head.top(), head.foot());
    let under = blocks
        .iter()
        .filter(|block| block.top() >= foot && block.overlaps(head));
    let below = under.map(Block::top).fold(f64::INFINITY, f64::min);
    let is_apart = |block: &Block| {
        let is_beside = block.top() > top - look.body && block.top() < below;
        block.foot() <= top || block.top() >= below || is_beside && look.is_headline(block)
    };
    let is_beside = |picture: &&Rect| picture.y0 < foot && picture.y1 > top;
    below.is_finite()
        && blocks.iter().all(is_apart)
        && !look.pictures.iter().any(|picture| is_beside(&picture))
        && last_above(top, blocks, look).is_none_or(Block::is_ended)
}

/// The last block of the last column above.
fn last_above<'a>(top: f64, blocks: &'a [Block], look: Look<'_>) -> Option<&'a Block> {
    let above = || {
        blocks
            .iter()
            .filter(move |block| block.foot() <= top && look.is_text(block))
    };
    let last = above().max_by(|a, b| a.left.total_cmp(&b.left))?;
    above()
        .filter(|block| block.overlaps(last))
        .max_by(|a, b| a.foot().total_cmp(&b.foot()))
}

/// Takes out what stands across columns that run on below it, and marks where they do. Cubic in the blocks that are no text.
pub(super) fn take_asides(blocks: &mut Vec<Block>, look: Look<'_>) -> Vec<Block> {
    let mut taken = Vec::new();
    let mut at = 0;
    while at < blocks.len() {
        let below = interrupted(&blocks[at], blocks, look);
        if below.is_empty() {
            at += 1;
            continue;
        }
        for next in below {
            blocks[next].runs_on = true;
        }
        taken.push(blocks.remove(at));
    }
    taken
}

/// The blocks below in which columns run on that this one stands across.
fn interrupted(aside: &Block, blocks: &[Block], look: Look<'_>) -> Vec<usize> {
    if !look.is_aside(aside) {
        return Vec::new();
    }
    let is_under =
        |block: &Block, over: f64| block.top() >= over && look.is_text(block) && block.overlaps(aside);
    let mut columns: Vec<(usize, usize)> = Vec::new();
    for (next, block) in blocks.iter().enumerate() {
        let is_first = |other: &Block| !other.overlaps(block) || other.top() >= block.top();
        let mut between = blocks.iter().filter(|other| is_under(other, aside.foot()));
        if !is_under(block, aside.foot()) || !between.all(is_first) {
            continue;
        }
        let above = blocks.iter().enumerate().filter(|(_, other)| {
            other.foot() <= aside.top()
                && look.is_text(other)
                && other.overlaps(block)
                && other.overlaps(aside)
        });
        let last = above.max_by(|(_, a), (_, b)| a.foot().total_cmp(&b.foot()));
        columns.extend(last.map(|(before, _)| (before, next)));
    }
    columns.sort_by(|a, b| blocks[a.0].left.total_cmp(&blocks[b.0].left));
    columns.dedup_by_key(|(before, _)| *before);
    let is_small = |&(_, next): &(usize, usize)| blocks[next].begins_small();
    // The last column ends within a sentence, or one goes on in the middle of one.
    let runs_on = columns
        .last()
        .is_some_and(|&(before, _)| !blocks[before].is_ended())
        || columns.iter().any(is_small);
    if columns.len() < 2 || !runs_on {
        return Vec::new();
    }
    columns.into_iter().map(|(_, next)| next).collect()
}

impl Block {
    /// The size of its letters.
    fn size(&self) -> f64 {
        self.lines.first().map_or(0.0, |line| line.size)
    }

    /// Does it end with a sentence?
    fn is_ended(&self) -> bool {
        self.lines.last().is_none_or(|line| is_closed(&line.text))
    }

    fn begins_small(&self) -> bool {
        let first = self.lines.first();
        first.is_some_and(|line| line.text.starts_with(char::is_lowercase))
    }
}
