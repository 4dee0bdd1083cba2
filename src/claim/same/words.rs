//! What is known of words: how rare each is in news, and which mean nearly the same.
//!
//! The table is data (`models/same-claim.words.tsv`): stem, rarity in tenths, synonyms, after `~` words of kin
//! (hypernyms and derivations in WordNet), after `!` opposites;
//! of an irregular form, `=` and the stem of its base form.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::super::gist::hash;

const TABLE: &str = include_str!("../../../models/same-claim.words.tsv");

/// The rarity of a word that the table does not know.
const UNKNOWN: f64 = 9.5;

/// How near words of kin are; synonyms are at 1.
const KIN: f64 = 0.7;

struct Word {
    rarity: f64,
    others: &'static str,
    /// The stem of the base form, for an irregular form.
    base: Option<u64>,
}

fn table() -> &'static HashMap<u64, Word> {
    static WORDS: OnceLock<HashMap<u64, Word>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let row = |line: &'static str| {
            let mut fields = line.split('\t');
            let stem = hash(fields.next()?);
            let first = fields.next()?;
            let base = first.strip_prefix('=').map(hash);
            let rarity = first.parse::<f64>().unwrap_or_default() / 10.0;
            let others = fields.next().unwrap_or_default();
            Some((stem, Word { rarity, others, base }))
        };
        TABLE.lines().filter_map(row).collect()
    })
}

/// The stem of the base form of an irregular form ("bought": "buy"); of any other word, its own stem.
pub(in crate::claim) fn base(stem: u64) -> u64 {
    table().get(&stem).and_then(|word| word.base).unwrap_or(stem)
}

/// How much a word tells: the logarithm of one over its share of sentences.
pub(in crate::claim) fn rarity(stem: u64) -> f64 {
    table().get(&stem).map_or(UNKNOWN, |word| word.rarity)
}

/// How near two words are by meaning: 1 for synonyms, less for words of kin, 0 for others.
pub(super) fn kinship(one: u64, other: u64) -> f64 {
    one_way(one, other).max(one_way(other, one))
}

/// Do the two words mean the opposite?
pub(super) fn opposite(one: u64, other: u64) -> bool {
    let against = |one: u64, other: u64| {
        let word = table().get(&one)?;
        let (_, opposites) = word.others.split_once('!')?;
        opposites.split(' ').find(|name| hash(name) == other)
    };
    against(one, other).or_else(|| against(other, one)).is_some()
}

fn one_way(one: u64, other: u64) -> f64 {
    let Some(word) = table().get(&one) else {
        return 0.0;
    };
    let mut near = 1.0;
    for name in word.others.split(' ') {
        if name == "!" {
            break;
        } else if name == "~" {
            near = KIN;
        } else if hash(name) == other {
            return near;
        }
    }
    0.0
}
