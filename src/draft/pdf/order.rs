//! In what order the lines of a page are read: blocks of lines that stand under one another, and of two blocks the upper one
//! first where they overlap, else the left one (T. Breuel, High Performance Document Layout Analysis, 2003).

use super::lines::Line;
use super::parts::{Look, stories, take_asides};

/// Lines of one block are no further apart than so many sizes, from base to base, or than so many times what is usual on
/// the page: drafts are set with wide gaps.
const LEADING: f64 = 1.75;
const WIDER: f64 = 1.2;

/// The line below is looked for among so many.
const BELOW: usize = 40;

/// Letters of one block differ by no more than this part in size.
const SIZES: f64 = 0.12;

/// On a page of more blocks the order of the file stands: a map or a table, and no columns.
const BLOCKS_AT_MOST: usize = 200;

/// Lines under one another.
#[derive(Clone, Debug, Default)]
pub(super) struct Block {
    pub(super) lines: Vec<Line>,
    pub(super) left: f64,
    pub(super) right: f64,
    /// Does its column run on here, under what interrupts it?
    pub(super) runs_on: bool,
}

impl Block {
    fn of(line: Line) -> Block {
        Block {
            left: line.left,
            right: line.right,
            runs_on: false,
            lines: vec![line],
        }
    }

    fn push(&mut self, line: Line) {
        self.left = self.left.min(line.left);
        self.right = self.right.max(line.right);
        self.lines.push(line);
    }

    /// The top of its first line, from the top edge of the page.
    pub(super) fn top(&self) -> f64 {
        self.lines.first().map_or(0.0, Line::top)
    }

    /// What its last line stands on.
    pub(super) fn foot(&self) -> f64 {
        self.lines.last().map_or(0.0, |line| line.base)
    }

    /// Do both stand over one another in part?
    pub(super) fn overlaps(&self, other: &Block) -> bool {
        self.left < other.right && other.left < self.right
    }
}

/// The blocks of a page in reading order. Quadratic in the lines that stand on one height, cubic in the blocks, which are few.
pub(super) fn blocks(mut lines: Vec<Line>, look: Look<'_>) -> Vec<Block> {
    if lines
        .iter()
        .any(|line| !line.base.is_finite() || !line.left.is_finite())
    {
        return lines.into_iter().map(Block::of).collect();
    }
    let in_file: Vec<Line> = lines.clone();
    lines.sort_by(|a, b| a.base.total_cmp(&b.base).then(a.left.total_cmp(&b.left)));
    let leading = LEADING.max(WIDER * usual_leading(&lines));
    let mut blocks: Vec<Block> = Vec::new();
    // Blocks that a line may still be added to: those above are too far.
    let mut from = 0;
    for line in lines {
        while blocks
            .get(from)
            .is_some_and(|block| !reaches(block, &line, leading))
        {
            from += 1;
        }
        match blocks[from..]
            .iter_mut()
            .rev()
            .find(|block| is_next(block, &line, leading))
        {
            Some(block) => block.push(line),
            None => blocks.push(Block::of(line)),
        }
        if blocks.len() > BLOCKS_AT_MOST {
            return in_file.into_iter().map(Block::of).collect();
        }
    }
    let mut ordered = Vec::new();
    for mut story in stories(blocks, look) {
        let asides = take_asides(&mut story, look);
        ordered.extend(in_order(story));
        ordered.extend(asides);
    }
    ordered
}

/// How far lines of one size that stand over one another are apart, in sizes: the middle one of all.
fn usual_leading(lines: &[Line]) -> f64 {
    let mut gaps = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let is_below = |next: &&Line| {
            is_alike(line, next) && line.overlaps(next) && next.base - line.base > 0.5 * line.size
        };
        let below = lines[at + 1..].iter().take(BELOW).find(is_below);
        gaps.extend(below.map(|next| (next.base - line.base) / line.size));
    }
    gaps.sort_by(f64::total_cmp);
    gaps.get(gaps.len() / 2).copied().unwrap_or(0.0)
}

fn is_alike(line: &Line, other: &Line) -> bool {
    (line.size - other.size).abs() <= SIZES * line.size.max(other.size)
}

fn reaches(block: &Block, line: &Line, leading: f64) -> bool {
    let size = |last: &Line| last.size.max(line.size);
    block
        .lines
        .last()
        .is_some_and(|last| line.base - last.base <= leading * size(last))
}

/// Does the line stand right under the block, in letters of its size?
fn is_next(block: &Block, line: &Line, leading: f64) -> bool {
    let Some(last) = block.lines.last() else {
        return false;
    };
    let down = line.base - last.base;
    let size = last.size.max(line.size);
    let is_under = down > 0.5 * size && down <= leading * size;
    is_alike(last, line) && is_under && last.overlaps(line)
}

/// Sorts blocks so that each comes behind all that are to be read before it.
fn in_order(blocks: Vec<Block>) -> Vec<Block> {
    let count = blocks.len();
    let before = |a: &Block, b: &Block| {
        if a.overlaps(b) {
            return a.top() < b.top();
        }
        let (upper, lower) = (a.top().min(b.top()), a.top().max(b.top()));
        let parts = |c: &Block| c.overlaps(a) && c.overlaps(b) && c.top() > upper && c.top() < lower;
        a.right <= b.left && !blocks.iter().any(parts)
    };
    let mut waits: Vec<Vec<usize>> = Vec::with_capacity(count);
    for b in 0..count {
        let first = (0..count).filter(|&a| a != b && before(&blocks[a], &blocks[b]));
        waits.push(first.collect());
    }
    let mut placed = vec![false; count];
    let mut order = Vec::with_capacity(count);
    while order.len() < count {
        let open = |b: &usize| !placed[*b];
        let is_free = |b: &usize| waits[*b].iter().all(|&a| placed[a]);
        // Where each waits for another, the upper one goes first.
        let next = (0..count)
            .filter(open)
            .find(is_free)
            .or_else(|| (0..count).find(open));
        let Some(next) = next else { break };
        placed[next] = true;
        order.push(next);
    }
    let mut blocks: Vec<Option<Block>> = blocks.into_iter().map(Some).collect();
    order.into_iter().filter_map(|at| blocks[at].take()).collect()
}
