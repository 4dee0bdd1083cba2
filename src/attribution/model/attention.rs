//! Scaled dot-product attention (Vaswani et al. 2017) of one head, in 16-bit integers.

use super::integer::{LANES, Path, WordPanels, multiply_words};
use super::vector::{Piece, Scores, WHOLE, attend, interleave, spread, to_words};

/// Width of a head.
pub(super) const HEAD: usize = 32;
/// Size of queries and keys as integers: the sum of 32 products stays within 31 bits.
const QUERY_SIZE: f32 = 4_095.0;

/// Buffers of a head; used again for the next.
#[derive(Default)]
pub(super) struct Attention {
    queries: Vec<i16>,
    query_factors: Vec<f32>,
    keys: WordPanels,
    key_words: Vec<i16>,
    key_factors: Vec<f32>,
    values: WordPanels,
    value_words: Vec<i16>,
    products: Vec<i32>,
    row: Vec<f32>,
    weights: Vec<i16>,
}

impl Attention {
    /// `projected` holds queries, keys and values of all heads, row after row; writes the head's part of `seen`.
    pub(super) fn run(&mut self, path: Path, projected: &[f32], [head, width]: [usize; 2], seen: &mut [f32]) {
        let count = projected.len() / (3 * width);
        let piece = |part: usize| Piece {
            numbers: projected,
            stride: 3 * width,
            first: part * width + head * HEAD,
        };
        to_words(
            path,
            &piece(0),
            QUERY_SIZE,
            &mut self.queries,
            &mut self.query_factors,
        );
        to_words(
            path,
            &piece(1),
            QUERY_SIZE,
            &mut self.key_words,
            &mut self.key_factors,
        );
        let value_factor = self.take_values(path, &piece(2), count);
        self.take_keys(count);
        let (padded, even) = (count.next_multiple_of(LANES), count.next_multiple_of(2));
        self.products.resize(count * padded, 0);
        multiply_words(path, &self.queries, &self.keys, &mut self.products);
        self.row.resize(padded, 0.0);
        self.weights.resize(count * even, 0);
        let scores = Scores {
            sums: &self.products,
            rows: &self.query_factors,
            columns: &self.key_factors,
            count,
        };
        attend(
            path,
            &scores,
            std::f32::consts::LOG2_E / (HEAD as f32).sqrt(),
            &mut self.row,
            &mut self.weights,
        );
        self.products.resize(count * HEAD, 0);
        multiply_words(path, &self.weights, &self.values, &mut self.products);
        spread(
            path,
            &self.products,
            value_factor / WHOLE,
            &mut seen[head * HEAD..],
            width,
        );
    }

    /// The keys as panels: pairs of numbers of one key stand together, the keys of a panel side by side.
    fn take_keys(&mut self, count: usize) {
        self.keys.reset(HEAD, count);
        self.key_factors.resize(count.next_multiple_of(LANES), 0.0);
        for (number, key) in self.key_words.chunks_exact(HEAD).enumerate() {
            let panel = &mut self.keys.words[number / LANES * HEAD * LANES..][..HEAD * LANES];
            for (pair, two) in key.chunks_exact(2).zip(panel.chunks_exact_mut(LANES * 2)) {
                two[number % LANES * 2..][..2].copy_from_slice(pair);
            }
        }
    }

    /// The values as panels. All share one factor, which is given back, since they are added up over the rows.
    fn take_values(&mut self, path: Path, piece: &Piece<'_>, count: usize) -> f32 {
        self.values.reset(count, HEAD);
        interleave(path, piece, &mut self.value_words, &mut self.values.words)
    }
}
