//! What each number weighs.

use std::sync::OnceLock;

use super::numbers::{FEATURES, NOBODY};

const FILE: &str = include_str!("../../../../models/fronts.tsv");

/// Before the rows of nobody stands this.
const OF_NOBODY: &str = "nobody: ";

/// What the hidden numbers of nobody begin with, and what each of them weighs.
const ANY: &str = "nobody: any";
const OUT: &str = "nobody: out";

struct Weights {
    candidate: Vec<f64>,
    /// Of each number of nobody what it weighs, and what it gives to each hidden number.
    nobody: Vec<Vec<f64>>,
    any: Vec<f64>,
    out: Vec<f64>,
}

/// How much speaks for a candidate.
pub(super) fn for_candidate(numbers: &[f64]) -> f64 {
    sum_of_products(numbers, &weights().candidate)
}

/// How much speaks for nobody. What speaks for it hangs together, so a few hidden numbers stand between.
pub(super) fn for_nobody(numbers: &[f64]) -> f64 {
    let weights = weights();
    let mut sums = weights.any.clone();
    for (number, row) in numbers.iter().zip(&weights.nobody) {
        for (sum, weight) in sums.iter_mut().zip(row) {
            *sum += number * weight;
        }
    }
    let (alone, hidden) = sums
        .split_first()
        .map_or((0.0, &[][..]), |(alone, hidden)| (*alone, hidden));
    let rectified: Vec<f64> = hidden.iter().map(|sum| sum.max(0.0)).collect();
    alone + sum_of_products(&rectified, weights.out.get(1..).unwrap_or_default())
}

fn sum_of_products(numbers: &[f64], weights: &[f64]) -> f64 {
    numbers
        .iter()
        .zip(weights)
        .map(|(number, weight)| number * weight)
        .sum()
}

fn weights() -> &'static Weights {
    static ALL: OnceLock<Weights> = OnceLock::new();
    ALL.get_or_init(|| {
        let first = |name: &&str| row(name).first().copied().unwrap_or_default();
        Weights {
            candidate: FEATURES.iter().map(first).collect(),
            nobody: NOBODY
                .iter()
                .map(|name| row(&format!("{OF_NOBODY}{name}")))
                .collect(),
            any: row(ANY),
            out: row(OUT),
        }
    })
}

/// What stands in the row of this name; nothing, where the file has none.
fn row(name: &str) -> Vec<f64> {
    let rows = FILE.lines().filter_map(|line| line.split_once('\t'));
    let mut named = rows.filter(|(known, _)| *known == name);
    let numbers = named.next().map(|(_, numbers)| numbers).unwrap_or_default();
    numbers
        .split('\t')
        .filter_map(|number| number.parse().ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_of_one_number_and_every_number_has_its_row() {
        let rows: Vec<&str> = FILE
            .lines()
            .filter_map(|line| Some(line.split_once('\t')?.0))
            .collect();
        let mut names: Vec<String> = FEATURES.iter().map(|name| (*name).to_owned()).collect();
        names.extend(NOBODY.iter().map(|name| format!("{OF_NOBODY}{name}")));
        names.extend([ANY, OUT].map(str::to_owned));
        assert_eq!(rows, names, "models/fronts.tsv is of another making");
    }
}
