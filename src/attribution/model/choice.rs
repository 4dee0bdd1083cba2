//! A choice between candidates and "none of them" by weights that stand in a readable table: a row a number.
//!
//! A softmax (Denis and Baldridge, "Specialized models and ranking for coreference resolution", EMNLP 2008).

/// Before the rows of nobody stands this.
const OF_NOBODY: &str = "nobody: ";

/// What the numbers of nobody begin with, and what each of the hidden ones weighs.
const ANY: &str = "nobody: any";
const OUT: &str = "nobody: out";

/// What each number weighs.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    candidate: Vec<f64>,
    /// Of each number of nobody what it weighs, and what it gives to each hidden number.
    nobody: Vec<Vec<f64>>,
    any: Vec<f64>,
    out: Vec<f64>,
}

impl Choice {
    /// Reads the weights of numbers by their names; a number without a row weighs nothing.
    pub(crate) fn read(file: &str, candidate: &[&str], nobody: &[&str]) -> Choice {
        let first = |name: &&str| row(file, name).first().copied().unwrap_or_default();
        let of_nobody = |name: &&str| row(file, &format!("{OF_NOBODY}{name}"));
        Choice {
            candidate: candidate.iter().map(first).collect(),
            nobody: nobody.iter().map(of_nobody).collect(),
            any: row(file, ANY),
            out: row(file, OUT),
        }
    }

    /// The candidate for whom most speaks, the first of equal ones, and how sure that is against all others and nobody, 0 to 1.
    pub(crate) fn best(&self, candidates: &[Vec<f64>], nobody: &[f64]) -> Option<(usize, f64)> {
        let scores: Vec<f64> = candidates
            .iter()
            .map(|numbers| sum_of_products(numbers, &self.candidate))
            .collect();
        let none = self.for_nobody(nobody);
        let best = (0..scores.len()).max_by(|a, b| scores[*a].total_cmp(&scores[*b]).then(b.cmp(a)))?;
        let all = scores
            .iter()
            .chain([&none])
            .map(|score| (score - scores[best]).exp());
        Some((best, 1.0 / all.sum::<f64>()))
    }

    /// How much speaks for nobody. What speaks for it hangs together, so a few hidden numbers may stand between.
    fn for_nobody(&self, numbers: &[f64]) -> f64 {
        let mut sums = self.any.clone();
        for (number, row) in numbers.iter().zip(&self.nobody) {
            for (sum, weight) in sums.iter_mut().zip(row) {
                *sum += number * weight;
            }
        }
        let (alone, hidden) = sums
            .split_first()
            .map_or((0.0, &[][..]), |(alone, hidden)| (*alone, hidden));
        let rectified: Vec<f64> = hidden.iter().map(|sum| sum.max(0.0)).collect();
        alone + sum_of_products(&rectified, self.out.get(1..).unwrap_or_default())
    }

    /// The names of the rows of a file.
    #[cfg(test)]
    pub(crate) fn rows_of(file: &str) -> Vec<String> {
        let names = file.lines().filter_map(|line| line.split_once('\t'));
        names.map(|(name, _)| name.to_owned()).collect()
    }

    /// The names of the rows that a file must have.
    #[cfg(test)]
    pub(crate) fn rows(candidate: &[&str], nobody: &[&str]) -> Vec<String> {
        let mut names: Vec<String> = candidate.iter().map(|name| (*name).to_owned()).collect();
        names.extend(nobody.iter().map(|name| format!("{OF_NOBODY}{name}")));
        names.extend([ANY, OUT].map(str::to_owned));
        names
    }
}

fn sum_of_products(numbers: &[f64], weights: &[f64]) -> f64 {
    numbers
        .iter()
        .zip(weights)
        .map(|(number, weight)| number * weight)
        .sum()
}

/// What stands in the row of this name; nothing, where the file has none.
fn row(file: &str, name: &str) -> Vec<f64> {
    let rows = file.lines().filter_map(|line| line.split_once('\t'));
    let mut named = rows.filter(|(known, _)| *known == name);
    let numbers = named.next().map(|(_, numbers)| numbers).unwrap_or_default();
    numbers
        .split('\t')
        .filter_map(|number| number.parse().ok())
        .collect()
}
