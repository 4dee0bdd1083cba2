//! The encoder: MiniLM (Wang et al. 2020) with word shape, quotation state and paragraph start in its input.

use super::layer::{Layer, Norm, Scratch};
use super::paragraphs::Paragraph;
use super::pieces::Pieces;
use super::weights::{Tensors, Unreadable};
use super::words::{QuoteState, Shape};

/// Width of the vectors.
pub(super) const WIDTH: usize = 384;
/// Layers.
const LAYERS: usize = 4;
/// After this many layers tags are read, and paragraphs without any likely cue are left out.
pub(super) const TAG_LAYER: usize = 2;
/// Places that have a position of their own; no paragraph is longer.
const POSITIONS: usize = 256;

/// The encoder's weights.
pub(super) struct Encoder {
    words: &'static [u8],
    word_scale: Vec<f32>,
    position: Vec<f32>,
    shape: Vec<f32>,
    quote: Vec<f32>,
    start: Vec<f32>,
    norm: Norm,
    layers: Vec<Layer>,
}

/// What the encoder knows of a place beside its piece.
#[derive(Clone, Copy)]
struct Features {
    shape: Shape,
    quote: QuoteState,
    starts: bool,
}

/// The marks that begin and end a paragraph.
const BORDER: Features = Features {
    shape: Shape::Mark,
    quote: QuoteState::Outside,
    starts: false,
};

/// A batch of paragraphs on its way through the layers.
pub(super) struct Batch {
    /// One row of [`WIDTH`] numbers for each place.
    rows: Vec<f32>,
    /// The numbers of the paragraphs that are still read, and their places.
    blocks: Vec<(usize, usize)>,
}

impl Encoder {
    /// The encoder of the weights file.
    pub(super) fn read(tensors: &Tensors, pieces: &Pieces) -> Result<Encoder, Unreadable> {
        let layers = (0..LAYERS).map(|n| Layer::read(tensors, &format!("encoder.layers.{n}")));
        let encoder = Encoder {
            words: tensors.bytes("encoder.word")?,
            word_scale: tensors.numbers("encoder.word.scale")?,
            position: tensors.numbers("encoder.position")?,
            shape: tensors.numbers("encoder.shape")?,
            quote: tensors.numbers("encoder.quote")?,
            start: tensors.numbers("encoder.start")?,
            norm: Norm::read(tensors, "encoder.norm")?,
            layers: layers.collect::<Result<_, _>>()?,
        };
        let fits = encoder.words.len() == pieces.count() * WIDTH
            && encoder.word_scale.len() == pieces.count()
            && encoder.position.len() == POSITIONS * WIDTH
            && encoder.shape.len() == 6 * WIDTH
            && encoder.quote.len() == 4 * WIDTH
            && encoder.start.len() == 2 * WIDTH;
        if fits { Ok(encoder) } else { Err(Unreadable) }
    }

    /// The input of a batch: each paragraph between its marks.
    pub(super) fn embed(&self, paragraphs: &[Paragraph], pieces: &Pieces, scratch: &Scratch) -> Batch {
        let mut rows = Vec::new();
        for paragraph in paragraphs {
            self.push_row(&mut rows, 0, pieces.begin, BORDER);
            let mut of_word = paragraph.pieces.iter();
            let mut place = 1;
            for (at, (word, width)) in paragraph.words.iter().zip(&paragraph.widths).enumerate() {
                let features = Features {
                    shape: word.shape,
                    quote: word.quote,
                    starts: at == 0,
                };
                for &piece in of_word.by_ref().take(usize::from(*width)) {
                    self.push_row(&mut rows, place, piece, features);
                    place += 1;
                }
            }
            self.push_row(&mut rows, place, pieces.end, BORDER);
        }
        self.norm.apply(scratch.path, &mut rows);
        let sizes = paragraphs.iter().map(Paragraph::size);
        Batch {
            rows,
            blocks: sizes.enumerate().collect(),
        }
    }

    fn push_row(&self, rows: &mut Vec<f32>, place: usize, piece: u16, features: Features) {
        let piece = usize::from(piece);
        let place = place.min(POSITIONS - 1);
        let bytes = &self.words[piece * WIDTH..][..WIDTH];
        let scale = self.word_scale[piece];
        let position = &self.position[place * WIDTH..][..WIDTH];
        let shape = &self.shape[features.shape as usize * WIDTH..][..WIDTH];
        let quote = &self.quote[features.quote as usize * WIDTH..][..WIDTH];
        let start = &self.start[usize::from(features.starts) * WIDTH..][..WIDTH];
        rows.extend((0..WIDTH).map(|i| {
            f32::from(bytes[i].cast_signed()) * scale + position[i] + shape[i] + quote[i] + start[i]
        }));
    }

    /// Runs the layers up to the one where tags are read.
    pub(super) fn run_lower(&self, batch: &mut Batch, scratch: &mut Scratch) {
        self.run(batch, 0..TAG_LAYER, scratch);
    }

    /// Runs the layers above it.
    pub(super) fn run_upper(&self, batch: &mut Batch, scratch: &mut Scratch) {
        self.run(batch, TAG_LAYER..LAYERS, scratch);
    }

    fn run(&self, batch: &mut Batch, layers: std::ops::Range<usize>, scratch: &mut Scratch) {
        #[cfg(fuzzing)]
        if super::stub::is_on() {
            return super::stub::stir(&mut batch.rows);
        }
        let sizes: Vec<usize> = batch.blocks.iter().map(|block| block.1).collect();
        for layer in &self.layers[layers] {
            layer.apply(&mut batch.rows, &sizes, scratch);
        }
    }
}

impl Batch {
    /// The vectors of all words of the paragraphs that are still read, each the row of its first piece.
    pub(super) fn words(&self, paragraphs: &[Paragraph]) -> Vec<f32> {
        let (mut words, mut first) = (Vec::new(), 0);
        for &(number, size) in &self.blocks {
            let mut place = first + 1;
            for width in &paragraphs[number].widths {
                words.extend_from_slice(&self.rows[place * WIDTH..][..WIDTH]);
                place += usize::from(*width);
            }
            first += size;
        }
        words
    }

    /// The numbers of the paragraphs still read.
    pub(super) fn paragraphs(&self) -> impl Iterator<Item = usize> + '_ {
        self.blocks.iter().map(|block| block.0)
    }

    /// Leaves out the paragraphs that `keep` does not want.
    pub(super) fn retain(&mut self, keep: impl Fn(usize) -> bool) {
        if self.blocks.iter().all(|block| keep(block.0)) {
            return;
        }
        let (mut rows, mut first) = (Vec::new(), 0);
        for &(number, size) in &self.blocks {
            if keep(number) {
                rows.extend_from_slice(&self.rows[first * WIDTH..(first + size) * WIDTH]);
            }
            first += size;
        }
        self.rows = rows;
        self.blocks.retain(|block| keep(block.0));
    }
}
