//! The trained step: what the model finds in the paragraphs of a draft.
//!
//! 1. `paragraphs`: words and their pieces;
//! 2. `encoder`: a vector for each word, from its paragraph alone;
//! 3. `tags`: part of speech, names, kinds of things;
//!    and `heads`: who a name is, what a claim is and weighs; `ties`: whom words mean that do not name him;
//!    `titles`: which words tell what somebody is;
//! 4. `reader`: for each possible cue, who says what;
//! 5. `decode`: the attributions, each with its confidence.
//!
//! All sums are exact or in a fixed order (`integer`, `vector`): the same text gives the same bits on every
//! processor and with any number of threads. The model was trained on PolNeAR (Newell, Margolin and Ruths,
//! LREC 2018) and UD English GUM; `models/README.md` tells how, and what it does not do.

mod attention;
mod choice;
mod decode;
mod dense;
mod encoder;
mod heads;
mod integer;
mod layer;
mod memory;
mod paragraphs;
mod pieces;
mod reader;
#[cfg(fuzzing)]
mod stub;
mod tags;
mod ties;
mod titles;
mod vector;
mod weights;
mod words;

pub(crate) use choice::Choice;
pub use decode::Found;
pub(crate) use heads::natural_logarithm;
pub use heads::{Judgement, NameScores, Senses, Stated, Voice};
pub use memory::{Memory, read_again};
#[cfg(fuzzing)]
pub use stub::read_truly;
pub use tags::{Kind, Name, PartOfSpeech, TaggedWord};
#[cfg(test)]
pub(crate) use ties::widths;
pub(crate) use ties::{Question, meant};
#[cfg(test)]
pub(crate) use titles::measured;
pub(crate) use titles::tells;

use std::sync::OnceLock;

use crate::draft::Span;
use decode::Decoder;
use encoder::Encoder;
use heads::Heads;
use integer::Path;
use layer::{Linear, Scratch};
use paragraphs::{Paragraph, batches_of, paragraphs_of};
use pieces::Pieces;
use reader::{Candidate, Reader};
use tags::Tagger;
use vector::{dot, logistic};
use weights::{Tensors, Unreadable};

static FILE: &[u8] = include_bytes!("../../../models/attribution.bin");

/// What the model finds in a draft.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// Attributions in the order of their cues, those below the threshold left out.
    pub attributions: Vec<Found>,
    /// Every word with its tags, in text order.
    pub words: Vec<TaggedWord>,
    /// What the heads read of the words.
    pub senses: Senses,
}

/// Reads the paragraphs at `blocks` in `text`. Linear in their length; knows no other input.
pub fn read(text: &str, blocks: &[Span]) -> Reading {
    // A test shows that the file in the binary is readable.
    model().map_or_else(
        |_| Reading::default(),
        |model| model.run(text, blocks, Path::best()),
    )
}

/// A word as the encoder sees it: for training heads on what the program itself computes.
#[derive(Clone, Debug, PartialEq)]
pub struct WordVector {
    /// Bytes of the draft's text.
    pub span: Span,
    /// After the layers where tags are read.
    pub lower: Vec<f32>,
    /// After the last layer.
    pub upper: Vec<f32>,
}

/// The encoder's vectors of all words of the paragraphs at `blocks` in `text`. Linear.
pub fn vectors(text: &str, blocks: &[Span]) -> Vec<WordVector> {
    let Ok(model) = model() else {
        return Vec::new();
    };
    let paragraphs = paragraphs_of(text, blocks, &model.pieces);
    let mut scratch = Scratch::new(Path::best());
    let mut found = Vec::new();
    for batch in batches_of(&paragraphs) {
        let paragraphs = &paragraphs[batch];
        let mut batch = model.encoder.embed(paragraphs, &model.pieces, &scratch);
        model.encoder.run_lower(&mut batch, &mut scratch);
        let lower = batch.words(paragraphs);
        model.encoder.run_upper(&mut batch, &mut scratch);
        let upper = batch.words(paragraphs);
        let rows = lower
            .chunks_exact(encoder::WIDTH)
            .zip(upper.chunks_exact(encoder::WIDTH));
        let words = paragraphs.iter().flat_map(|paragraph| &paragraph.words);
        found.extend(words.zip(rows).map(|(word, (lower, upper))| WordVector {
            span: word.span,
            lower: lower.to_vec(),
            upper: upper.to_vec(),
        }));
    }
    found
}

/// The heads, when their weights are readable.
fn heads() -> Option<&'static Heads> {
    model().ok().map(|model| &model.heads)
}

fn model() -> Result<&'static Model, Unreadable> {
    static MODEL: OnceLock<Result<Model, Unreadable>> = OnceLock::new();
    MODEL
        .get_or_init(|| Model::read(FILE))
        .as_ref()
        .map_err(|_| Unreadable)
}

/// The parts of the model, ready to run.
struct Model {
    pieces: Pieces,
    encoder: Encoder,
    tagger: Tagger,
    heads: Heads,
    cue: CueFinder,
    reader: Reader,
    decoder: Decoder,
}

impl Model {
    fn read(file: &'static [u8]) -> Result<Model, Unreadable> {
        let tensors = Tensors::read(file)?;
        let pieces = Pieces::read(&tensors)?;
        Ok(Model {
            encoder: Encoder::read(&tensors, &pieces)?,
            tagger: Tagger::read(&tensors)?,
            heads: Heads::read()?,
            cue: CueFinder::read(&tensors)?,
            reader: Reader::read(&tensors)?,
            decoder: Decoder::read(&tensors)?,
            pieces,
        })
    }

    fn run(&self, text: &str, blocks: &[Span], path: Path) -> Reading {
        let paragraphs = paragraphs_of(text, blocks, &self.pieces);
        let mut scratch = Scratch::new(path);
        let mut reading = Reading::default();
        for batch in batches_of(&paragraphs) {
            self.run_batch(&paragraphs[batch], &mut scratch, &mut reading);
        }
        reading
    }

    fn run_batch(&self, paragraphs: &[Paragraph], scratch: &mut Scratch, reading: &mut Reading) {
        let mut batch = self.encoder.embed(paragraphs, &self.pieces, scratch);
        self.encoder.run_lower(&mut batch, scratch);
        let lower = batch.words(paragraphs);
        self.heads.run(&lower, paragraphs, scratch, &mut reading.senses);
        let hopeful = self.tagger.run(&lower, paragraphs, scratch, &mut reading.words);
        batch.retain(|number| hopeful[number]);
        if batch.paragraphs().next().is_none() {
            return;
        }
        self.encoder.run_upper(&mut batch, scratch);
        let words = batch.words(paragraphs);
        let read: Vec<&Paragraph> = batch.paragraphs().map(|number| &paragraphs[number]).collect();
        let candidates = self.cue.find(&words, &read, scratch);
        let flat: Vec<Candidate> = candidates.iter().flatten().copied().collect();
        let mut readings = self.reader.run(&words, &flat, scratch).into_iter();
        for (paragraph, candidates) in read.iter().zip(&candidates) {
            let rows = candidates
                .iter()
                .map(|candidate| candidate.cue)
                .zip(readings.by_ref());
            self.decoder
                .attributions(&paragraph.words, rows.collect(), &mut reading.attributions);
        }
    }
}

/// Finds words that may begin a cue.
struct CueFinder {
    inner: Linear,
    outer: Vec<f32>,
    bias: f32,
    propose: f32,
}

impl CueFinder {
    fn read(tensors: &Tensors) -> Result<CueFinder, Unreadable> {
        let one = |name| tensors.numbers(name)?.first().copied().ok_or(Unreadable);
        let finder = CueFinder {
            inner: Linear::read(tensors, "cue.0")?,
            outer: tensors.numbers("cue.2.weight")?,
            bias: one("cue.2.bias")?,
            propose: one("propose")?,
        };
        if finder.inner.columns() == finder.outer.len() {
            Ok(finder)
        } else {
            Err(Unreadable)
        }
    }

    /// The candidates of each paragraph; `words` holds the vectors of all their words.
    fn find(&self, words: &[f32], paragraphs: &[&Paragraph], scratch: &mut Scratch) -> Vec<Vec<Candidate>> {
        let inner = self.inner.map_active(words, scratch);
        let mut scores = inner
            .chunks_exact(self.outer.len())
            .map(|row| logistic(dot(row, &self.outer) + self.bias));
        let mut first = 0;
        let mut found = Vec::with_capacity(paragraphs.len());
        for paragraph in paragraphs {
            let count = paragraph.words.len();
            let likely = scores
                .by_ref()
                .take(count)
                .enumerate()
                .filter(|(_, score)| *score >= self.propose);
            found.push(likely.map(|(cue, _)| Candidate { first, count, cue }).collect());
            first += count;
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DRAFT: [&str; 5] = [
        "Harbour seals are back in the estuary, the trust said on Friday.",
        "“We counted forty pups,” warden Nia Protheroe told reporters. “Last year there were nine.”",
        "According to the ministry, the ban on nets will stay until 2030. Fishing crews want it lifted.",
        "The boats left at dawn.",
        "Protheroe denied that the trust had ignored the crews’ complaints.",
    ];

    fn model() -> Model {
        Model::read(FILE).expect("the weights in the repository are readable")
    }

    /// Each line a paragraph.
    pub(super) fn blocks(text: &str) -> Vec<Span> {
        let start = |line: &str| line.as_ptr() as usize - text.as_ptr() as usize;
        let lines = text
            .lines()
            .map(|line| Span::new(start(line), start(line) + line.len()));
        lines.collect()
    }

    #[test]
    fn every_path_reads_the_same() {
        let (model, text) = (model(), DRAFT.join("\n"));
        let expected = model.run(&text, &blocks(&text), Path::Portable);
        assert!(expected.attributions.len() >= 4);
        for path in Path::available() {
            assert_eq!(model.run(&text, &blocks(&text), path), expected, "{path:?}");
        }
    }

    #[test]
    fn a_paragraph_is_read_alone() {
        let (model, text) = (model(), DRAFT.join("\n"));
        let all = model.run(&text, &blocks(&text), Path::best());
        let alone: Vec<Found> = blocks(&text)
            .into_iter()
            .flat_map(|block| model.run(&text, &[block], Path::best()).attributions)
            .collect();
        assert_eq!(all.attributions, alone);
    }

    #[test]
    fn odd_texts_are_read_without_a_panic() {
        let long = "he said she said ".repeat(300);
        for text in [
            "",
            " ",
            "\u{200b}",
            "🙂🙂🙂",
            "\"",
            "said",
            "中文",
            ":::",
            &"x".repeat(5000),
            &long,
        ] {
            read(text, &[Span::new(0, text.len())]);
        }
        read("é", &[Span::new(1, 2), Span::new(0, 9), Span::default()]);
    }
}
