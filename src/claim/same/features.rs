//! What is measured of a pair of texts. The model of [`super`] weighs these numbers; their names are the rows of
//! its weights.

use super::super::gist::{Gist, Piece, hash};
use super::words;

/// How many features there are.
pub const COUNT: usize = 50;

/// The names of the features, in the order of `of`.
#[rustfmt::skip]
pub const NAMES: [&str; COUNT] = [
    "unigrams of shorter", "unigrams of longer", "unigrams of both",
    "bigrams of shorter", "bigrams of longer", "bigrams of both",
    "trigrams of shorter", "trigrams of longer", "trigrams of both",
    "fourgrams of shorter", "fourgrams of longer", "fourgrams of both",
    "forms of both", "form bigrams of both",
    "telling of shorter", "telling of longer", "telling of both",
    "rarity of less", "rarity of more", "rarity of both",
    "unmatched rarity in shorter", "unmatched rarity in longer", "unmatched rarity, less", "unmatched rarity, more",
    "rarest unmatched in shorter", "rarest unmatched in longer",
    "rarity with synonyms of shorter", "rarity with synonyms of longer",
    "rarest without synonym in shorter", "rarest without synonym in longer", "unmatched without synonyms, less",
    "common subsequence of shorter", "common subsequence of longer", "edits of longer",
    "difference of length", "ratio of length", "length of shorter",
    "figures shared", "figures only in shorter", "figures only in longer", "figures on both sides differ",
    "names shared", "names only in shorter", "names only in longer", "names on both sides differ",
    "one is negated", "same first word", "same last word",
    "common run of shorter", "common run",
];

/// The features of a pair; the order of the two does not matter. Quadratic in their lengths.
pub(in crate::claim) fn of(first: &Gist, second: &Gist) -> [f64; COUNT] {
    let (a, b) = (Side::of(first), Side::of(second));
    let (a, b) = if a.rank() <= b.rank() { (a, b) } else { (b, a) };
    let mut row = Row {
        values: [0.0; COUNT],
        next: 0,
    };
    for n in 1..=4 {
        row.extend(shares(&grams(&a.stems, n), &grams(&b.stems, n)));
    }
    for n in 1..=2 {
        row.push(shares(&grams(&a.forms, n), &grams(&b.forms, n))[2]);
    }
    let telling = |side: &Side| sorted(side.telling.iter().map(|piece| piece.stem).collect());
    row.extend(shares(&telling(&a), &telling(&b)));
    rarity(&a, &b, &mut row);
    order(&a, &b, &mut row);
    figures_and_names(&a, &b, &mut row);
    row.values
}

struct Row {
    values: [f64; COUNT],
    next: usize,
}

impl Row {
    fn push(&mut self, value: f64) {
        if let Some(slot) = self.values.get_mut(self.next) {
            *slot = value;
        }
        self.next += 1;
    }

    fn extend(&mut self, values: impl IntoIterator<Item = f64>) {
        for value in values {
            self.push(value);
        }
    }
}

/// One of the two texts.
struct Side<'a> {
    gist: &'a Gist,
    /// Stems of all words in order.
    stems: Vec<u64>,
    /// Hashes of all words in lower case.
    forms: Vec<u64>,
    telling: Vec<&'a Piece>,
}

impl<'a> Side<'a> {
    fn of(gist: &'a Gist) -> Side<'a> {
        let words = || gist.words();
        Side {
            gist,
            stems: words().map(|piece| piece.stem).collect(),
            forms: words().map(|piece| hash(&piece.lower)).collect(),
            telling: gist.telling().collect(),
        }
    }

    /// Orders the two sides, so that the features do not depend on which text is given first.
    fn rank(&self) -> (usize, &[u64]) {
        (self.stems.len(), &self.forms)
    }
}

fn sorted(mut values: Vec<u64>) -> Vec<u64> {
    values.sort_unstable();
    values
}

/// The sorted hashes of the runs of `n` words.
fn grams(words: &[u64], n: usize) -> Vec<u64> {
    let mix = |hash: u64, word: &u64| (hash ^ word).wrapping_mul(0x0100_0000_01b3).rotate_left(17);
    sorted(words.windows(n).map(|run| run.iter().fold(0, mix)).collect())
}

/// What both sorted lists share: its part of the shorter, of the longer, and of both.
fn shares(a: &[u64], b: &[u64]) -> [f64; 3] {
    let (mut i, mut j, mut both) = (0, 0, 0.0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        both += f64::from(u8::from(x == y));
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    let of = |size: usize| both / size.max(1) as f64;
    [
        of(a.len().min(b.len())),
        of(a.len().max(b.len())),
        2.0 * of(a.len() + b.len()),
    ]
}

/// The telling words of `own` that `other` lacks.
pub(super) fn unmatched<'a>(own: &[&'a Piece], other: &[&Piece]) -> Vec<&'a Piece> {
    let mut left = sorted(other.iter().map(|piece| piece.stem).collect());
    let mut rest = Vec::new();
    for piece in own {
        match left.binary_search(&piece.stem) {
            Ok(at) => {
                left.remove(at);
            }
            Err(_) => rest.push(*piece),
        }
    }
    rest
}

fn total(pieces: &[&Piece]) -> f64 {
    pieces.iter().map(|piece| piece.rarity).sum()
}

fn most(values: impl Iterator<Item = f64>) -> f64 {
    values.fold(0.0, f64::max)
}

/// How near the nearest of `others` is to `piece` by meaning, 0 to 1.
pub(super) fn nearest(piece: &Piece, others: &[&Piece]) -> f64 {
    most(others.iter().map(|other| words::kinship(piece.stem, other.stem)))
}

fn part(value: f64, whole: f64) -> f64 {
    if whole > 0.0 { value / whole } else { 0.0 }
}

fn rarity(a: &Side, b: &Side, row: &mut Row) {
    let (all_a, all_b) = (total(&a.telling), total(&b.telling));
    let rest_a = unmatched(&a.telling, &b.telling);
    let rest_b = unmatched(&b.telling, &a.telling);
    let (left_a, left_b) = (total(&rest_a), total(&rest_b));
    let both = all_a - left_a;
    row.push(part(both, all_a.min(all_b)));
    row.push(part(both, all_a.max(all_b)));
    row.push(part(2.0 * both, all_a + all_b));
    row.extend([left_a, left_b, left_a.min(left_b), left_a.max(left_b)]);
    row.push(most(rest_a.iter().map(|piece| piece.rarity)));
    row.push(most(rest_b.iter().map(|piece| piece.rarity)));
    let near_a: Vec<f64> = rest_a.iter().map(|piece| nearest(piece, &rest_b)).collect();
    let near_b: Vec<f64> = rest_b.iter().map(|piece| nearest(piece, &rest_a)).collect();
    let soft = |rest: &[&Piece], near: &[f64]| -> f64 {
        rest.iter()
            .zip(near)
            .map(|(piece, near)| piece.rarity * near)
            .sum()
    };
    let alone = |rest: &[&Piece], near: &[f64]| {
        most(
            rest.iter()
                .zip(near)
                .map(|(piece, near)| piece.rarity * (1.0 - near)),
        )
    };
    let (soft_a, soft_b) = (soft(&rest_a, &near_a), soft(&rest_b, &near_b));
    row.extend([part(both + soft_a, all_a), part(both + soft_b, all_b)]);
    row.extend([alone(&rest_a, &near_a), alone(&rest_b, &near_b)]);
    row.push((left_a - soft_a).min(left_b - soft_b));
}

fn order(a: &Side, b: &Side, row: &mut Row) {
    let (short, long) = (a.stems.len(), b.stems.len());
    let of = |value: usize, size: usize| value as f64 / size.max(1) as f64;
    let common = common_subsequence(&a.stems, &b.stems);
    row.extend([of(common, short), of(common, long)]);
    row.push(of(edits(&a.stems, &b.stems), long));
    row.extend([(long - short) as f64, of(short, long), short as f64]);
}

fn figures_and_names(a: &Side, b: &Side, row: &mut Row) {
    let digits = |side: &Side| {
        let figure = |piece: &&Piece| piece.lower.starts_with(|c: char| c.is_ascii_digit());
        let pieces = side.gist.pieces.iter().filter(figure);
        sorted(pieces.map(|piece| hash(&piece.lower.replace(',', ""))).collect())
    };
    let (one, two) = (digits(a), digits(b));
    let shared = shares(&one, &two)[2] * (one.len() + two.len()) as f64 / 2.0;
    sides(row, shared, one.len() as f64 - shared, two.len() as f64 - shared);
    let lacks = |side: &Side, other: &Side| {
        let names = side.gist.names.iter();
        names.filter(|name| !other.stems.contains(name)).count() as f64
    };
    let names = a.gist.names.intersection(&b.gist.names).count() as f64;
    sides(row, names, lacks(a, b), lacks(b, a));
    let flag = |holds: bool| f64::from(u8::from(holds));
    row.push(flag(a.gist.negated != b.gist.negated));
    row.push(flag(a.stems.first() == b.stems.first()));
    row.push(flag(a.stems.last() == b.stems.last()));
    let run = common_run(&a.stems, &b.stems) as f64;
    row.extend([run / a.stems.len().max(1) as f64, run]);
}

fn sides(row: &mut Row, shared: f64, left: f64, right: f64) {
    let both = left > 0.0 && right > 0.0;
    row.extend([shared, left, right, f64::from(u8::from(both))]);
}

/// Length of the longest common subsequence, by dynamic programming.
fn common_subsequence(a: &[u64], b: &[u64]) -> usize {
    let mut row = vec![0_usize; b.len() + 1];
    for x in a {
        let mut corner = 0;
        for (j, y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if x == y { corner + 1 } else { above.max(row[j]) };
            corner = above;
        }
    }
    row[b.len()]
}

/// The Levenshtein distance in words.
fn edits(a: &[u64], b: &[u64]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = (corner + usize::from(x != y)).min(above + 1).min(row[j] + 1);
            corner = above;
        }
    }
    row[b.len()]
}

/// Length of the longest run of words that both have.
fn common_run(a: &[u64], b: &[u64]) -> usize {
    let mut best = 0;
    let mut row = vec![0_usize; b.len() + 1];
    for x in a {
        let mut corner = 0;
        for (j, y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if x == y { corner + 1 } else { 0 };
            best = best.max(row[j + 1]);
            corner = above;
        }
    }
    best
}
