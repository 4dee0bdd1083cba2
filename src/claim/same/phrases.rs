//! Verbs of two words that mean what one word means ("laid off", "let them go": dismissed). The table is data,
//! `phrases.tsv`: verb, particle, the one verb.

use std::sync::OnceLock;

use rust_stemmers::{Algorithm, Stemmer};

use super::super::gist::{Piece, hash};
use super::words;

const TABLE: &str = include_str!("phrases.tsv");

/// So many words at most stand between the verb and its particle ("let 300 of its miners go").
const BETWEEN: usize = 5;

struct Phrase {
    verb: u64,
    particle: &'static str,
    one: u64,
}

fn table() -> &'static [Phrase] {
    static PHRASES: OnceLock<Vec<Phrase>> = OnceLock::new();
    PHRASES.get_or_init(|| {
        let stemmer = Stemmer::create(Algorithm::English);
        let stem = |word: &str| words::base(hash(&stemmer.stem(word)));
        let row = |line: &'static str| {
            let mut fields = line.split('\t');
            let (verb, particle, one) = (fields.next()?, fields.next()?, fields.next()?);
            Some(Phrase {
                verb: stem(verb),
                particle,
                one: stem(one),
            })
        };
        let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
        rows.filter_map(row).collect()
    })
}

/// Puts the one verb in the place of a verb of two words. Linear.
pub(in crate::claim) fn fold(pieces: &mut [Piece]) {
    for at in 0..pieces.len() {
        let stem = pieces[at].stem;
        for phrase in table().iter().filter(|phrase| phrase.verb == stem) {
            let until = pieces.len().min(at + 1 + BETWEEN);
            let after = &pieces[at + 1..until];
            let near = after.iter().take_while(|piece| piece.is_word());
            let Some(found) = near.clone().position(|piece| piece.lower == phrase.particle) else {
                continue;
            };
            pieces[at].stem = phrase.one;
            pieces[at].rarity = words::rarity(phrase.one);
            pieces[at + 1 + found].rarity = 0.0;
            break;
        }
    }
}
