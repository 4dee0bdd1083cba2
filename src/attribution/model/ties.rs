//! Who is meant: a network over what the text shows of everybody who may be, and over what the encoder makes of their names and of
//! the words that ask.
//!
//! `source::antecedent` gathers the questions; `training/antecedents.py` taught the weights, `models/antecedents.md` tells how well
//! they do. A softmax over the candidates and nobody (Denis and Baldridge, EMNLP 2008).

use super::dense::{Dense, rectified};
use super::heads::shares;
use super::layer::Linear;
use super::weights::{Tensors, Unreadable};

static FILE: &[u8] = include_bytes!("../../../models/antecedents.bin");

/// So many numbers tie words that ask to words that answer.
pub(crate) const TIES: usize = 24;
/// Sorts of words that ask.
const SORTS: usize = 3;
const HIDDEN: usize = 24;
const OF_NOBODY: usize = 16;

/// One question, in numbers.
#[derive(Clone, Debug)]
pub(crate) struct Question {
    /// Which sort of words asks.
    pub(crate) sort: usize,
    /// What those words look for.
    pub(crate) asks: [f32; TIES],
    /// What is shown of each candidate, and what he answers with.
    pub(crate) candidates: Vec<(Vec<f32>, [f32; TIES])>,
    /// What speaks for nobody.
    pub(crate) nobody: Vec<f32>,
}

/// The weights of the network.
pub(super) struct Ties {
    pub(super) words: Linear,
    /// For each sort what each number weighs by itself.
    each: Vec<f32>,
    hidden: Dense,
    out: Dense,
    none: Vec<f32>,
    none_hidden: Dense,
    none_out: Dense,
}

impl Ties {
    pub(super) fn read() -> Result<Ties, Unreadable> {
        let tensors = Tensors::read(FILE)?;
        let (each, none) = (tensors.numbers("each")?, tensors.numbers("nobody.each")?);
        let (width, nobody) = (each.len() / SORTS, none.len() / SORTS);
        let ties = Ties {
            words: Linear::read(&tensors, "words")?,
            hidden: Dense::read(&tensors, "hidden", [width + SORTS, HIDDEN])?,
            out: Dense::read(&tensors, "out", [HIDDEN, 1])?,
            none_hidden: Dense::read(&tensors, "nobody.hidden", [nobody + SORTS + TIES, OF_NOBODY])?,
            none_out: Dense::read(&tensors, "nobody.out", [OF_NOBODY, 1])?,
            each,
            none,
        };
        if ties.words.columns() >= 2 * TIES {
            Ok(ties)
        } else {
            Err(Unreadable)
        }
    }

    fn score(&self, question: &Question, shown: &[f32], answers: &[f32; TIES]) -> f32 {
        let tied = question.asks.iter().zip(answers).map(|(one, other)| one * other);
        let mut input: Vec<f32> = shown.iter().copied().chain(tied).collect();
        let alone = dot(&input, rows(&self.each, question.sort));
        input.extend(one_of(question.sort));
        alone + sum(&self.out.apply(&rectified(self.hidden.apply(&input))))
    }

    fn score_of_nobody(&self, question: &Question) -> f32 {
        let alone = dot(&question.nobody, rows(&self.none, question.sort));
        let mut input = question.nobody.clone();
        input.extend(one_of(question.sort));
        input.extend(question.asks);
        alone + sum(&self.none_out.apply(&rectified(self.none_hidden.apply(&input))))
    }
}

/// How likely each candidate is, and last nobody; all add up to 1. Linear in the candidates.
pub(crate) fn meant(question: &Question) -> Vec<f32> {
    let Some(heads) = super::heads() else {
        return vec![0.0; question.candidates.len() + 1];
    };
    let ties = &heads.ties;
    let candidates = question.candidates.iter();
    let mut scores: Vec<f32> = candidates
        .map(|(shown, answers)| ties.score(question, shown, answers))
        .collect();
    scores.push(ties.score_of_nobody(question));
    shares(&scores)
}

fn rows(all: &[f32], sort: usize) -> &[f32] {
    all.chunks_exact((all.len() / SORTS).max(1))
        .nth(sort)
        .unwrap_or_default()
}

fn one_of(sort: usize) -> [f32; SORTS] {
    std::array::from_fn(|at| f32::from(u8::from(at == sort)))
}

fn dot(one: &[f32], other: &[f32]) -> f32 {
    one.iter().zip(other).map(|(x, y)| x * y).sum()
}

fn sum(numbers: &[f32]) -> f32 {
    numbers.iter().sum()
}

/// How many numbers the weights know of a candidate, and of nobody.
#[cfg(test)]
pub(crate) fn widths() -> Option<(usize, usize)> {
    let ties = &super::heads()?.ties;
    Some((ties.each.len() / SORTS - TIES, ties.none.len() / SORTS))
}
