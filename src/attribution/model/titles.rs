//! Does a word near somebody's name tell what he is: a network over what the encoder makes of the word and over where it stands.
//!
//! `source::titled` gathers the words; `training/titles.py` taught the weights, `models/titles.md` tells how well they do.

use super::dense::{Dense, rectified};
use super::layer::Linear;
use super::weights::{Tensors, Unreadable};

static FILE: &[u8] = include_bytes!("../../../models/titles.bin");

/// So many numbers of a word are read.
pub(crate) const READ: usize = 24;
const HIDDEN: usize = 48;

/// The weights of the network.
pub(super) struct Titles {
    pub(super) words: Linear,
    /// For each number that is read or measured what it gives to each hidden one: most are 0 and cost nothing.
    hidden: Vec<f32>,
    bias: Vec<f32>,
    out: Dense,
}

impl Titles {
    pub(super) fn read() -> Result<Titles, Unreadable> {
        let tensors = Tensors::read(FILE)?;
        let titles = Titles {
            words: Linear::read(&tensors, "words")?,
            hidden: tensors.numbers("hidden.columns")?,
            bias: tensors.numbers("hidden.bias")?,
            out: Dense::read(&tensors, "out", [HIDDEN, 1])?,
        };
        if titles.words.columns() >= READ && titles.bias.len() == HIDDEN {
            Ok(titles)
        } else {
            Err(Unreadable)
        }
    }
}

/// How much speaks for a word being part of a title, in logarithms of odds, from what is measured of it and what the encoder makes
/// of it; `None` where the weights cannot be read.
pub(crate) fn tells(measured: &[f32], read: [f32; READ]) -> Option<f32> {
    let titles = &super::heads()?.titles;
    let mut hidden = titles.bias.clone();
    let columns = titles.hidden.chunks_exact(HIDDEN);
    for (number, column) in read.iter().chain(measured).zip(columns) {
        if *number != 0.0 {
            hidden
                .iter_mut()
                .zip(column)
                .for_each(|(sum, weight)| *sum += number * weight);
        }
    }
    titles.out.apply(&rectified(hidden)).first().copied()
}

/// How many numbers the weights know of a word, beside what the encoder makes of it.
#[cfg(test)]
pub(crate) fn measured() -> Option<usize> {
    Some(super::heads()?.titles.hidden.len() / HIDDEN - READ)
}
