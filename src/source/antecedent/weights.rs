//! What the numbers of a candidate are called, and what each weighs.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::Anaphor;
use crate::attribution::model;

/// What is measured of a candidate; most numbers are 0 or 1, none is above about 3.
pub const FEATURES: &[&str] = &[
    // Where he was named or heard last.
    "same-sentence",
    "sentence-before",
    "two-before",
    "three-to-five-before",
    "further-before",
    "rank",
    "first-rank",
    "words-between",
    "same-paragraph",
    // How he stands there.
    "subject",
    "subject-of-sentence-before",
    "subject-and-pronoun-begins",
    "another-subject-since",
    "quoted",
    "in-content",
    "owner",
    "after-preposition",
    // How he has spoken.
    "spoke-last",
    "spoke-second-last",
    "spoke-third-last",
    "times-spoken",
    "spoke-a-sentence-ago",
    "spoke-three-sentences-ago",
    "spoke-last-and-pronoun-begins",
    "spoke-last-and-pronoun-follows",
    // What he is.
    "gender-agrees",
    "gender-open",
    "surely-person",
    "reads-as-person",
    "reads-as-body",
    "reads-as-place",
    "named-source",
    "unnamed-source",
    "anonymous-source",
    "no-source-yet",
    "times-named",
    "named-at-the-front",
    // What the description and he have in common.
    "head-in-title",
    "head-near",
    "modifiers-in-title",
    "modifiers-near",
    "another-title",
    "titled",
    "bare-description",
    // Somebody who is named only after the description.
    "named-after",
    "named-after-in-sentence",
    "named-after-in-next",
    "named-after-in-second",
    "named-after-further",
    "named-after-a-headline",
    "named-after-indefinite",
    "named-after-with-title",
    "named-before-indefinite",
    "named-before-a-headline",
    "named-again-after",
];

/// What speaks for or against nobody being meant who is named here.
pub const NOBODY: &[&str] = &[
    "nobody",
    "nobody-reads-as-named",
    "nobody-indefinite",
    "nobody-definite",
    "nobody-owned",
    "nobody-in-headline",
    "nobody-is-role",
    "nobody-long",
];

/// How likely each candidate is, and last nobody; all add up to 1.
pub(super) fn shares(anaphor: Anaphor, rows: &[Vec<f32>], nobody: &[f32]) -> Vec<f32> {
    let (candidate, none) = &weights()[anaphor as usize];
    let sum = |row: &[f32], weights: &[f32]| row.iter().zip(weights).map(|(x, w)| x * w).sum::<f32>();
    let mut scores: Vec<f32> = rows.iter().map(|row| sum(row, candidate)).collect();
    scores.push(sum(nobody, none));
    model::shares(&scores)
}

const WEIGHTS: &str = include_str!("../../../models/antecedents.tsv");

/// What each number of a candidate and of nobody weighs, for pronouns and for descriptions.
fn weights() -> &'static [(Vec<f32>, Vec<f32>); 2] {
    static READ: OnceLock<[(Vec<f32>, Vec<f32>); 2]> = OnceLock::new();
    READ.get_or_init(|| {
        let rows: HashMap<&str, [f32; 2]> = WEIGHTS
            .lines()
            .filter_map(|line| {
                let mut cells = line.split('\t');
                let name = cells.next()?;
                Some((name, [cells.next()?.parse().ok()?, cells.next()?.parse().ok()?]))
            })
            .collect();
        let of = |names: &[&str], which: usize| {
            let weight = |name: &&str| rows.get(name).map_or(0.0, |row| row[which]);
            names.iter().map(weight).collect()
        };
        [0, 1].map(|which| (of(FEATURES, which), of(NOBODY, which)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_has_its_weights() {
        let rows: Vec<Vec<&str>> = WEIGHTS.lines().map(|line| line.split('\t').collect()).collect();
        let names: Vec<&str> = rows.iter().map(|row| row[0]).collect();
        let wanted: Vec<&str> = FEATURES.iter().chain(NOBODY).copied().collect();
        assert_eq!(names, wanted, "models/antecedents.tsv is of another making");
        assert!(
            rows.iter()
                .all(|row| row[1..].iter().all(|cell| cell.parse::<f32>().is_ok()) && row.len() == 3)
        );
    }
}
