//! Do two texts state the same proposition? A score for measuring, and the relation that claims are merged by.

use std::collections::BTreeMap;

use super::figure::Measure;
use super::gist::Gist;

/// How the propositions of two texts stand to one another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Relation {
    /// They state the same: merged.
    Same,
    /// They may state the same: a suggestion, never counted.
    MaybeSame,
    /// They differ only in a figure or a date.
    Discrepancy,
    /// They state different things.
    Apart,
}

/// From this score on, two texts without a conflict state the same.
const MERGE: f64 = 0.75;

/// From this score on, two texts without a conflict may state the same.
const SUGGEST: f64 = 0.55;

/// How likely the two texts state the same proposition, 0 to 1; 0.5 and more means the same.
pub fn score(first: &str, second: &str) -> f64 {
    likeness(&Gist::of(first), &Gist::of(second))
}

/// The relation of two texts, as claims are merged by it.
pub fn relation(first: &str, second: &str) -> Relation {
    compare(&Gist::of(first), &Gist::of(second))
}

/// The relation of two gists.
pub(super) fn compare(first: &Gist, second: &Gist) -> Relation {
    let score = likeness(first, second);
    if score < SUGGEST || differs(first, second) {
        return Relation::Apart;
    }
    if figures_differ(first, second) {
        return if score >= MERGE {
            Relation::Discrepancy
        } else {
            Relation::Apart
        };
    }
    if score >= MERGE {
        Relation::Same
    } else {
        Relation::MaybeSame
    }
}

pub(super) fn likeness(first: &Gist, second: &Gist) -> f64 {
    let (both, one, two) = overlap(first, second);
    if one + two == 0.0 {
        0.0
    } else {
        2.0 * both / (one + two)
    }
}

/// The rarity of the telling words that both have, that the first has, that the second has.
pub(super) fn overlap(first: &Gist, second: &Gist) -> (f64, f64, f64) {
    let mut left: BTreeMap<u64, (usize, f64)> = BTreeMap::new();
    let mut one = 0.0;
    for piece in first.telling() {
        left.entry(piece.stem).or_insert((0, piece.rarity)).0 += 1;
        one += piece.rarity;
    }
    let (mut both, mut two) = (0.0, 0.0);
    for piece in second.telling() {
        two += piece.rarity;
        if let Some((count, _)) = left.get_mut(&piece.stem)
            && *count > 0
        {
            *count -= 1;
            both += piece.rarity;
        }
    }
    (both, one, two)
}

/// Is one negated and the other not, or do they differ in how they are meant, or in who acts?
fn differs(first: &Gist, second: &Gist) -> bool {
    let names_differ = first.names.difference(&second.names).next().is_some()
        && second.names.difference(&first.names).next().is_some();
    first.negated != second.negated || first.modality != second.modality || names_differ
}

/// Do they give different figures for the same thing, or different days?
fn figures_differ(first: &Gist, second: &Gist) -> bool {
    let clash = |one: &Gist, two: &Gist| {
        one.figures.iter().any(|figure| {
            let alike = |other: &&super::figure::Figure| same_measure(figure.measure, other.measure);
            let mut others = two.figures.iter().filter(alike).peekable();
            others.peek().is_some() && others.all(|other| other.value != figure.value)
        })
    };
    let days = !first.days.is_empty() && !second.days.is_empty() && first.days.is_disjoint(&second.days);
    days || clash(first, second) || clash(second, first)
}

fn same_measure(one: Measure, two: Measure) -> bool {
    match (one, two) {
        (Measure::Count(_), Measure::Count(_)) => true,
        _ => one == two,
    }
}
