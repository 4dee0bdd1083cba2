//! HTML, by html5gum's tokenizer: the article is found by its content, scripts and page furniture are left out, and every
//! byte of prose is traceable to the file. Nothing is executed or fetched.
//!
//! - `page`: elements and blocks;
//! - `furniture`: what an element is by its name, class and role;
//! - `article`: which blocks are the article's.

mod article;
mod furniture;
mod page;

use super::writer::BlockWriter;
use super::{BlockKind, Blocks};
use article::Choice;
use page::{Block, Piece};

/// Reads HTML.
pub(super) fn read(file: &str) -> Blocks {
    let page = page::read(file);
    let Choice { taken, left_out } = article::choose(&page);
    let mut out = BlockWriter::default();
    for number in taken {
        write_block(&page.blocks[number], &mut out);
    }
    let mut blocks = out.finish();
    blocks.left_out = left_out;
    blocks
}

fn write_block(block: &Block, out: &mut BlockWriter) {
    match block.kind {
        BlockKind::Headline => out.begin_headline(),
        kind => out.begin(kind),
    }
    for piece in &block.pieces {
        match piece {
            Piece::Comment(body, at) => out.comment(body, *at),
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
