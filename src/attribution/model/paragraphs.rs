//! Paragraphs cut into pieces, and batches of them.
//!
//! The encoder reads each paragraph alone: what it finds there depends on nothing else, and an edit changes nothing but
//! its own paragraph. A batch only puts several through the same products.

use super::pieces::Pieces;
use super::words::{QuoteState, Word, words_of};
use crate::draft::Span;

/// Places of a batch at most, unless one paragraph alone has more.
const BATCH: usize = 256;
/// A paragraph of more pieces is cut, after a sentence where there is an end of one.
const LONGEST: usize = 254;

/// A paragraph, or a part of a very long one, ready for the encoder.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    /// Its words.
    pub(super) words: Vec<Word>,
    /// The pieces of all its words.
    pub(super) pieces: Vec<u16>,
    /// How many pieces each word has.
    pub(super) widths: Vec<u8>,
}

impl Paragraph {
    fn push(&mut self, word: Word, pieces: &[u16]) {
        self.words.push(word);
        self.pieces.extend_from_slice(pieces);
        self.widths.push(u8::try_from(pieces.len()).unwrap_or(u8::MAX));
    }

    /// Places it takes: its pieces and the marks before and after them.
    pub(super) fn size(&self) -> usize {
        self.pieces.len() + 2
    }
}

/// The paragraphs at `blocks` in `text`, long ones in parts; blocks without words give none. Linear.
pub(super) fn paragraphs_of(text: &str, blocks: &[Span], pieces: &Pieces) -> Vec<Paragraph> {
    let mut paragraphs = Vec::new();
    for &block in blocks {
        push_parts(text, &words_of(text, block), pieces, &mut paragraphs);
    }
    paragraphs
}

fn push_parts(text: &str, words: &[Word], pieces: &Pieces, paragraphs: &mut Vec<Paragraph>) {
    let (mut current, mut last_end) = (Paragraph::default(), 0);
    let mut cut = Vec::new();
    let mut at = 0;
    let mut start = 0;
    while let Some(&word) = words.get(at) {
        cut.clear();
        pieces.push(&text[word.span.start..word.span.end], &mut cut);
        if current.pieces.len() + cut.len() >= LONGEST {
            let end = if last_end > start { last_end } else { at };
            paragraphs.push(first_words(&current, end - start));
            (current, start, at) = (Paragraph::default(), end, end);
            continue;
        }
        current.push(word, &cut);
        if ends_sentence(text, words, at) {
            last_end = at + 1;
        }
        at += 1;
    }
    if !current.words.is_empty() {
        paragraphs.push(current);
    }
}

fn first_words(paragraph: &Paragraph, count: usize) -> Paragraph {
    let widths = &paragraph.widths[..count];
    let pieces = widths.iter().map(|&width| usize::from(width)).sum();
    Paragraph {
        words: paragraph.words[..count].to_vec(),
        pieces: paragraph.pieces[..pieces].to_vec(),
        widths: widths.to_vec(),
    }
}

/// A full stop, question or exclamation mark, or a closing quotation mark after one, before a space.
fn ends_sentence(text: &str, words: &[Word], at: usize) -> bool {
    let stop = |word: &Word| matches!(&text[word.span.start..word.span.end], "." | "!" | "?");
    let Some(next) = words.get(at + 1) else {
        return false;
    };
    let here = &words[at];
    let quoted_stop = here.quote == QuoteState::Closing && at > 0 && stop(&words[at - 1]);
    (stop(here) || quoted_stop) && next.span.start > here.span.end
}

/// Consecutive paragraphs in batches: ranges of their numbers. Linear.
pub(super) fn batches_of(paragraphs: &[Paragraph]) -> Vec<std::ops::Range<usize>> {
    let (mut batches, mut start, mut size) = (Vec::new(), 0, 0);
    for (number, paragraph) in paragraphs.iter().enumerate() {
        if number > start && size + paragraph.size() > BATCH {
            batches.push(start..number);
            (start, size) = (number, 0);
        }
        size += paragraph.size();
    }
    if start < paragraphs.len() {
        batches.push(start..paragraphs.len());
    }
    batches
}
