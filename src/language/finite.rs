//! Finite verbs: the words by which a clause states something ("has", "took", "will"), told apart from infinitives,
//! participles and nouns.
//!
//! A linear model over a word and its neighbours, read from left to right (an averaged perceptron: Collins, 2002). Its
//! weights are data (`models/finite-verbs.tsv`), made by `training/finite_verbs/fit.py`, which has the same features.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::Prose;
use crate::draft::Draft;

const TABLE: &str = include_str!("../../models/finite-verbs.tsv");

/// What a score must exceed: a little below the middle of the model, since a clause that is missed costs more than one too
/// many.
const LEAST: i32 = -40;

/// Which tokens of a text are finite verbs.
#[derive(Clone, Debug, Default)]
pub struct FiniteVerbs {
    /// One score a token, by its number; positive for a finite verb.
    scores: Vec<i32>,
}

impl FiniteVerbs {
    /// Finds them, sentence by sentence. Linear in the length of the text.
    pub fn read(draft: &Draft, prose: &Prose) -> FiniteVerbs {
        let mut scores = vec![i32::MIN; prose.tokens.len()];
        for sentence in &prose.sentences {
            let (from, to) = sentence.tokens;
            let words: Vec<Word> = prose.tokens[from..to]
                .iter()
                .map(|token| Word::of(draft.slice(token.span)))
                .collect();
            let mut known = Vec::with_capacity(words.len());
            for at in 0..words.len() {
                let score = score(&words, at, &known);
                known.push(score > 0);
                scores[from + at] = score;
            }
        }
        FiniteVerbs { scores }
    }

    /// May the token of this number be one? Rather too often yes than too seldom.
    pub fn at(&self, token: usize) -> bool {
        self.scores.get(token).is_some_and(|score| *score > LEAST)
    }

    /// Is the token of this number surely one?
    pub fn surely(&self, token: usize) -> bool {
        self.scores.get(token).is_some_and(|score| *score > 0)
    }
}

/// A word as the features see it.
struct Word {
    /// In lower case, apostrophes straight; "0" for a number.
    form: String,
    capital: bool,
}

impl Word {
    fn of(text: &str) -> Word {
        let first = text.chars().next();
        let form = match first {
            Some(c) if c.is_ascii_digit() => "0".to_owned(),
            _ => text.to_lowercase().replace('’', "'"),
        };
        let capital = first.is_some_and(char::is_uppercase);
        Word { form, capital }
    }
}

/// The last `count` characters.
fn end(text: &str, count: usize) -> &str {
    let from = text.char_indices().rev().nth(count.saturating_sub(1));
    from.map_or(text, |(at, _)| &text[at..])
}

/// The sum of the weights of a word's features; positive for a finite verb. `known` are the flags of the words before.
fn score(words: &[Word], at: usize, known: &[bool]) -> i32 {
    let word = |offset: isize| {
        let index = at.checked_add_signed(offset);
        index
            .and_then(|index| words.get(index))
            .map_or("", |word| word.form.as_str())
    };
    let flag = |back: usize| {
        at.checked_sub(back)
            .and_then(|at| known.get(at))
            .copied()
            .unwrap_or_default()
    };
    let sign = |holds: bool, yes: &'static str| if holds { yes } else { "-" };
    let (here, before, after) = (word(0), word(-1), word(1));
    let just = sign(flag(1), "F");
    let lately = sign(flag(2) || flag(3), "F");
    let capital = sign(at > 0 && words.get(at).is_some_and(|word| word.capital), "C");
    let ending = end(here, 2);
    let features: [&[&str]; 15] = [
        &["w ", here],
        &["e ", end(here, 3)],
        &["p ", before],
        &["q ", word(-2)],
        &["n ", after],
        &["m ", word(2)],
        &["pw ", before, " ", here],
        &["wn ", here, " ", after],
        &["pe ", end(before, 2), " ", ending],
        &["en ", ending, " ", after],
        &["x ", end(before, 3)],
        &["y ", end(after, 3)],
        &["c ", capital, " ", ending],
        &["f ", just, lately, " ", ending],
        &["g ", just, " ", before],
    ];
    features.iter().map(|parts| weight(parts)).sum()
}

/// The weight of a feature, given in pieces.
fn weight(parts: &[&str]) -> i32 {
    let bytes = parts.iter().flat_map(|part| part.bytes());
    table().get(&hash(bytes)).copied().unwrap_or_default()
}

/// FNV-1a, 64 bits.
fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn table() -> &'static HashMap<u64, i32> {
    static WEIGHTS: OnceLock<HashMap<u64, i32>> = OnceLock::new();
    WEIGHTS.get_or_init(|| {
        let row = |line: &str| {
            let (feature, value) = line.rsplit_once('\t')?;
            Some((hash(feature.bytes()), value.parse().ok()?))
        };
        TABLE.lines().filter_map(row).collect()
    })
}
