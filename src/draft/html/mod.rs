//! HTML, by html5gum's tokenizer: the article is found by its content, scripts and page furniture are left out, and every
//! byte of prose is traceable to the file. Nothing is executed or fetched.
//!
//! - `page`: elements and blocks;
//! - `raw`: text that is no markup;
//! - `furniture`: what an element is by its name, class and role;
//! - `article`: which blocks are the article's.

mod article;
mod furniture;
mod page;
mod raw;

use super::writer::BlockWriter;
use super::{BlockKind, Blocks, UNCLOSED};
use article::Choice;
use page::{Block, Piece};

/// Reads HTML.
pub(super) fn read(file: &str) -> Blocks {
    let page = page::read(file);
    let Choice { taken, left_out } = article::choose(&page);
    let mut out = BlockWriter::default();
    let has_headline = |number: &usize| page.blocks[*number].kind == BlockKind::Headline;
    let told = page.told.as_ref().filter(|_| !taken.iter().any(has_headline));
    if let (Some((headline, at)), false) = (told, taken.is_empty()) {
        out.begin_headline();
        out.push_folded(headline, *at, '\0');
        out.end();
    }
    let is_told =
        |number: &usize| told.is_some_and(|(headline, _)| same_words(&page.blocks[*number], headline));
    let (again, taken): (Vec<usize>, Vec<usize>) = taken.into_iter().partition(is_told);
    for number in taken {
        write_block(&page.blocks[number], &mut out);
    }
    let mut blocks = out.finish();
    // Said a second time.
    blocks.left_out = left_out + again.iter().map(|at| page.blocks[*at].size).sum::<usize>();
    if page.swallowed > 0 {
        blocks.notices.push(UNCLOSED.to_owned());
    }
    blocks
}

fn same_words(block: &Block, words: &str) -> bool {
    block.text().split_whitespace().eq(words.split_whitespace())
}

fn write_block(block: &Block, out: &mut BlockWriter) {
    match block.kind {
        BlockKind::Headline => out.begin_headline(),
        kind => out.begin(kind),
    }
    for piece in &block.pieces {
        match piece {
            Piece::Comment(body, at) => out.comment(body, *at),
            Piece::Mark => out.mark(),
            Piece::Text(text, at) => out.push_folded(text, *at, '\0'),
            Piece::Link(text, at) => {
                let from = out.at();
                out.push_folded(text, *at, '\0');
                out.link(from);
            }
        }
    }
    out.end();
}
