//! Words cut into the pieces of the model's vocabulary (WordPiece; Wu et al. 2016): greedy, longest first.

use super::weights::{Tensors, Unreadable};
use super::words::{is_double, is_ignored, is_single};

/// Longer words are read as unknown.
const MOST_CHARS: usize = 40;
/// So are words of more pieces.
const MOST_PIECES: usize = 12;

/// The vocabulary: pieces in the order of their bytes, so that their number is found by bisection.
pub(super) struct Pieces {
    text: &'static str,
    /// Where each piece begins in `text`, and one past the end of the last.
    starts: Vec<u32>,
    /// Accented letters and what they are read as, in order.
    folds: Vec<(char, &'static str)>,
    /// Number of the piece that begins a paragraph.
    pub(super) begin: u16,
    /// Number of the piece that ends a paragraph.
    pub(super) end: u16,
    unknown: u16,
}

impl Pieces {
    /// The vocabulary of the weights file.
    pub(super) fn read(tensors: &Tensors) -> Result<Pieces, Unreadable> {
        let text = |name| std::str::from_utf8(tensors.bytes(name)?).map_err(|_| Unreadable);
        let vocabulary = text("vocabulary")?;
        let mut pieces = Pieces {
            text: vocabulary,
            starts: vec![0],
            folds: Vec::new(),
            begin: 0,
            end: 0,
            unknown: 0,
        };
        for (at, _) in vocabulary.match_indices('\n') {
            pieces.starts.push(u32::try_from(at + 1).map_err(|_| Unreadable)?);
        }
        for line in text("folds")?.lines() {
            let from = line.chars().next().ok_or(Unreadable)?;
            pieces.folds.push((from, &line[from.len_utf8()..]));
        }
        pieces.begin = pieces.find("[CLS]").ok_or(Unreadable)?;
        pieces.end = pieces.find("[SEP]").ok_or(Unreadable)?;
        pieces.unknown = pieces.find("[UNK]").ok_or(Unreadable)?;
        Ok(pieces)
    }

    /// How many pieces there are.
    pub(super) fn count(&self) -> usize {
        self.starts.len() - 1
    }

    fn at(&self, number: usize) -> &'static str {
        let (start, end) = (self.starts[number] as usize, self.starts[number + 1] as usize);
        &self.text[start..end - 1]
    }

    fn find(&self, piece: &str) -> Option<u16> {
        let (mut low, mut high) = (0, self.count());
        while low < high {
            let middle = usize::midpoint(low, high);
            match self.at(middle).cmp(piece) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return u16::try_from(middle).ok(),
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// The word in lower case without accents, quotation marks in their plain form.
    fn fold(&self, word: &str) -> String {
        let mut folded = String::with_capacity(word.len());
        for char in word.chars() {
            if char.is_ascii() {
                if !is_ignored(char) {
                    folded.push(if char == '`' {
                        '\''
                    } else {
                        char.to_ascii_lowercase()
                    });
                }
            } else if is_double(char) {
                folded.push('"');
            } else if is_single(char) {
                folded.push('\'');
            } else if !is_ignored(char) {
                for lower in char.to_lowercase() {
                    match self.folds.binary_search_by_key(&lower, |fold| fold.0) {
                        Ok(at) => folded.push_str(self.folds[at].1),
                        Err(_) if is_ignored(lower) => {}
                        Err(_) => folded.push(lower),
                    }
                }
            }
        }
        folded
    }

    /// Appends the pieces of `word`: at least one, at most [`MOST_PIECES`].
    pub(super) fn push(&self, word: &str, pieces: &mut Vec<u16>) {
        let from = pieces.len();
        let folded = self.fold(word);
        if let Some(whole) = self.find(&folded).filter(|_| folded.len() <= MOST_CHARS) {
            pieces.push(whole);
            return;
        }
        if self.cut(&folded, pieces).is_none() {
            pieces.truncate(from);
            pieces.push(self.unknown);
        }
    }

    fn cut(&self, word: &str, pieces: &mut Vec<u16>) -> Option<()> {
        if word.is_empty() || word.chars().count() > MOST_CHARS {
            return None;
        }
        let (mut start, from) = (0, pieces.len());
        let mut candidate = String::with_capacity(word.len() + 2);
        while start < word.len() {
            candidate.clear();
            if start > 0 {
                candidate.push_str("##");
            }
            let prefix = candidate.len();
            candidate.push_str(&word[start..]);
            let piece = loop {
                if candidate.len() == prefix {
                    return None;
                }
                if let Some(piece) = self.find(&candidate) {
                    break piece;
                }
                candidate.pop();
            };
            pieces.push(piece);
            start += candidate.len() - prefix;
            if pieces.len() - from > MOST_PIECES {
                return None;
            }
        }
        Some(())
    }
}
