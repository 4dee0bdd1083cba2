//! Small linear maps in numbers of 32 bits, for what is asked of a few spans and not of every word.

use super::weights::{Tensors, Unreadable};

/// A small linear map in numbers of 32 bits.
pub(super) struct Dense {
    weight: Vec<f32>,
    bias: Vec<f32>,
}

impl Dense {
    /// The map that the weights file calls `name`, from `depth` numbers to `columns`.
    pub(super) fn read(
        tensors: &Tensors,
        name: &str,
        [depth, columns]: [usize; 2],
    ) -> Result<Dense, Unreadable> {
        let dense = Dense {
            weight: tensors.numbers(&format!("{name}.weight"))?,
            bias: tensors.numbers(&format!("{name}.bias"))?,
        };
        let fits = dense.weight.len() == depth * columns && dense.bias.len() == columns;
        if fits { Ok(dense) } else { Err(Unreadable) }
    }

    /// Applies the map to one row of numbers.
    pub(super) fn apply(&self, input: &[f32]) -> Vec<f32> {
        let rows = self.weight.chunks_exact(input.len().max(1));
        let sum = |row: &[f32]| row.iter().zip(input).map(|(weight, x)| weight * x).sum::<f32>();
        rows.zip(&self.bias).map(|(row, bias)| sum(row) + bias).collect()
    }
}

/// What is below zero becomes zero.
pub(super) fn rectified(mut numbers: Vec<f32>) -> Vec<f32> {
    numbers.iter_mut().for_each(|x| *x = x.max(0.0));
    numbers
}
