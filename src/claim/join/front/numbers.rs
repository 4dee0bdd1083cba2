//! What is measured of a front, and of a statement that it may sum up.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use super::super::super::clause::Clauses;
use super::super::super::gist::{Gist, Piece};
use super::super::super::same::{self, Conflict};
use super::super::super::statement::{Place, Speaker, Statement};
use super::super::super::wording::Whole;
use super::{Front, HEADLINE, Near};

/// What is measured of a candidate.
pub const FEATURES: &[&str] = &[
    // What the two have in common.
    "front-repeated",
    "statement-repeated",
    "front-word-for-word",
    "statement-word-for-word",
    "likeness",
    "front-repeated-by-rarity-here",
    "front-repeated-in-sentence",
    "front-repeated-in-paragraph",
    "deed-in-front",
    "deed-akin",
    "shares-a-figure",
    "names-repeated",
    "speaker-in-front",
    "shares-names-alone",
    // Which of the candidates it is.
    "has-most-of-front",
    "behind-the-best",
    // What stands between them.
    "conflict-negation",
    "conflict-modality",
    "conflict-actor",
    // Where it stands.
    "first-said",
    "second-said",
    "statements-later",
    "statements-earlier",
    "sentences-between",
    "same-paragraph",
    "next-paragraph",
    "in-first-paragraph",
    "in-list",
    // What it is.
    "said",
    "one-speaks",
    "document-speaks",
    "outlet-speaks",
    "one-passes-on",
    "deed",
    "length",
    "length-of-front",
    "urgency",
];

/// What speaks for or against a front that sums up nothing that is stated.
pub const NOBODY: &[&str] = &[
    "headline",
    "first-sentence",
    "second-sentence",
    "later-sentence",
    "without-verb",
    "length",
    "candidates",
    "most-repeated",
    "most-repeated-in-sentence",
    "first-said-repeats",
    "holds-what-is-said",
    "holds-plain-statement",
    "far-from-what-is-said",
];

/// What the statements of an article hold.
pub(super) struct Article {
    statements: f64,
    /// In how many statements each stem stands.
    holding: BTreeMap<u64, f64>,
    /// The names in the text below the headline, by their stems.
    pub(super) names: BTreeSet<u64>,
    /// What its sentences and blocks say, each read when it is asked for: all fronts ask for the same.
    sentences: Vec<OnceCell<Gist>>,
    blocks: Vec<OnceCell<Gist>>,
}

impl Article {
    /// Linear in the words.
    pub(super) fn of(clauses: &Clauses, statements: &[Statement]) -> Article {
        let mut holding: BTreeMap<u64, f64> = BTreeMap::new();
        for statement in statements {
            let stems: BTreeSet<u64> = statement.gist.telling().map(|piece| piece.stem).collect();
            for stem in stems {
                *holding.entry(stem).or_default() += 1.0;
            }
        }
        let below = statements.iter().filter(|one| one.place != Place::Headline);
        let names = below.flat_map(|one| one.gist.names.iter().chain(&one.gist.stands_for));
        Article {
            statements: statements.len() as f64,
            holding,
            names: names.copied().collect(),
            sentences: vec![OnceCell::new(); clauses.prose.sentences.len()],
            blocks: vec![OnceCell::new(); clauses.draft.blocks.len()],
        }
    }

    /// What a sentence says, by its number.
    pub(super) fn sentence(&self, clauses: &Clauses, number: usize) -> Option<&Gist> {
        let span = clauses.prose.sentences.get(number)?.span;
        let read = || Gist::of(clauses.draft.slice(span));
        Some(self.sentences.get(number)?.get_or_init(read))
    }

    /// What a block says, by its number.
    pub(super) fn block(&self, clauses: &Clauses, number: usize) -> Option<&Gist> {
        let span = clauses.draft.blocks.get(number)?.span;
        let read = || Gist::of(clauses.draft.slice(span));
        Some(self.blocks.get(number)?.get_or_init(read))
    }

    /// Its rarity in the language, times that in the article (inverse document frequency; Spärck Jones, 1972).
    fn weight(&self, piece: &Piece) -> f64 {
        let known = self.holding.get(&piece.stem).copied().unwrap_or_default();
        piece.rarity * ((self.statements + 1.0) / (known + 0.5)).ln().max(0.0)
    }

    /// The part of the first text's telling words that the second has too, each weighed so.
    fn repeated(&self, own: &Gist, other: &Gist) -> f64 {
        let (mut both, mut all) = (0.0, 0.0);
        for piece in own.telling() {
            let weight = self.weight(piece);
            all += weight;
            both += weight * same::nearness(piece, other);
        }
        if all > 0.0 { both / all } else { 0.0 }
    }
}

/// The numbers of a candidate; `most` is how much of the front any candidate's sentence has.
pub(super) fn of(front: &Front, near: &Near, most: f64) -> Vec<f64> {
    let common = common(front, near);
    let rank = [flag(near.share >= most), most - near.share];
    let numbers = common.into_iter().chain(rank).chain(conflicts(front, near));
    numbers.chain(place(near)).chain(kind(front, near)).collect()
}

/// The numbers of nobody.
pub(super) fn of_nobody(front: &Front, near: &[Near]) -> Vec<f64> {
    let most = |share: &dyn Fn(&Near) -> f64| near.iter().map(share).fold(0.0, f64::max);
    let first = near.iter().find(|one| one.said == Some(0));
    vec![
        flag(front.number == HEADLINE),
        flag(front.number == 1),
        flag(front.number == 2),
        flag(front.number > 2),
        flag(front.turn.is_nothing()),
        scale(front.gist.stating().len()),
        scale(near.len()),
        most(&|one| same::repeated(&front.gist, &one.statement.gist)),
        most(&|one| one.share),
        first.map_or(0.0, |one| one.share),
        flag(front.holds_said),
        flag(front.holds_plain),
        first.map_or(0.0, |one| scale(one.sentences)),
    ]
}

fn flag(holds: bool) -> f64 {
    f64::from(u8::from(holds))
}

/// A count on a scale where twice as many is one step.
fn scale(count: usize) -> f64 {
    (count as f64).ln_1p()
}

fn common(front: &Front, near: &Near) -> [f64; 14] {
    let (own, said) = (&front.gist, near.statement);
    let other = &said.gist;
    let names = own.names.intersection(&other.names).count();
    let told = |stem: &u64| own.pieces.iter().any(|piece| piece.stem == *stem);
    [
        same::repeated(own, other),
        same::repeated(other, own),
        same::repeated_word_for_word(own, other),
        same::repeated_word_for_word(other, own),
        same::likeness(own, other),
        front.article.repeated(own, other),
        near.share,
        near.paragraph.map_or(0.0, |told| same::repeated(own, told)),
        flag(same::repeated_word_for_word(&said.deed, own) > 0.0),
        flag(same::repeated(&said.deed, own) > 0.0),
        flag(same::share_a_figure(own, other)),
        names as f64 / own.names.len().max(1) as f64,
        flag(said.named.iter().chain(&said.party).any(told)),
        flag(!same::shares_a_word(own, other)),
    ]
}

fn conflicts(front: &Front, near: &Near) -> [f64; 3] {
    let found = same::between(&front.gist, &near.statement.gist);
    [Conflict::Negation, Conflict::Modality, Conflict::Actor].map(|kind| flag(found == Some(kind)))
}

fn place(near: &Near) -> [f64; 9] {
    let later = near.is_later;
    [
        flag(near.said == Some(0)),
        flag(near.said == Some(1)),
        if later { scale(near.between) } else { 0.0 },
        if later { 0.0 } else { 1.0 + scale(near.between) },
        scale(near.sentences),
        flag(near.blocks == 0),
        flag(near.blocks == 1),
        flag(near.statement.place == Place::Opening),
        flag(near.statement.place == Place::Item),
    ]
}

fn kind(front: &Front, near: &Near) -> [f64; 9] {
    let own = near.statement;
    let speaks = |speaker| flag(own.has_source() && own.speaker == speaker);
    [
        flag(own.has_source()),
        speaks(Speaker::One),
        speaks(Speaker::Document),
        speaks(Speaker::Outlet),
        speaks(Speaker::Relay),
        flag(own.whole == Whole::Completed),
        scale(own.gist.stating().len()),
        scale(front.gist.stating().len()),
        own.judged.map_or(0.0, |judged| f64::from(judged.first)),
    ]
}
