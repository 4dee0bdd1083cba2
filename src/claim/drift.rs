//! Where a hand-written claims graph and the draft that it stands for have drifted apart.

use std::collections::{BTreeMap, BTreeSet};

use super::gist::{Gist, Piece};
use super::{Claim, ClaimId};
use crate::draft::{Draft, Span};
use crate::language::{Found, Places, Prose};

/// Where the draft says what a claim of the graph says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// Here.
    Here(Span),
    /// Here, but with another figure, or the other way round.
    Otherwise(Span),
    /// Nowhere.
    Nowhere,
}

impl Told {
    /// The place in the draft, where there is one.
    pub fn place(self) -> Option<Span> {
        match self {
            Told::Here(span) | Told::Otherwise(span) => Some(span),
            Told::Nowhere => None,
        }
    }
}

/// How a claims graph and its draft stand to one another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drift {
    /// For each claim of the graph, where the draft says it.
    pub told: Vec<Told>,
    /// For each claim that was read in the draft, the one of the graph that says the same.
    pub home: Vec<Option<ClaimId>>,
}

/// From this part of its telling words on that a sentence also has, the sentence says what a claim says. Weighed by how rare
/// the words are, two texts on other things share less than a third.
const SAYS: f64 = 0.6;

/// Compares the claims of a graph with those that were read in its draft. Takes the product of their numbers.
pub fn between(graph: &[Claim], (draft, prose): (&Draft, &Prose), read: &[Claim]) -> Drift {
    let places = Places::new(draft, prose, &[]);
    let sentences = prose.sentences.iter().map(|sentence| sentence.span);
    let sentences: Vec<(Span, Weighed)> = sentences
        .map(|span| (span, Weighed::of(draft.slice(span))))
        .collect();
    let read: Vec<(Span, Weighed)> = read
        .iter()
        .map(|claim| (claim.place(), Weighed::of(&claim.text)))
        .collect();
    let mut verbatim: BTreeMap<&str, ClaimId> = BTreeMap::new();
    let mut told = Vec::with_capacity(graph.len());
    let weighed: Vec<Weighed> = graph.iter().map(|claim| Weighed::of(&claim.text)).collect();
    for (number, (claim, own)) in graph.iter().zip(&weighed).enumerate() {
        verbatim.entry(claim.text.as_str()).or_insert(ClaimId(number));
        let at = match places.find(&claim.text) {
            Found::At(places) => places.first().map(|place| place.words),
            Found::Twice(place, _) => Some(place.words),
            Found::Near(_) | Found::Gone => None,
        };
        told.push(match at {
            Some(span) => Told::Here(span),
            None => nearest(claim, own, sentences.iter().chain(&read)),
        });
    }
    let home = read.iter().map(|one| home(one, &weighed, &told)).collect();
    Drift { told, home }
}

/// The place that says most of what a claim says, if it says enough.
fn nearest<'a>(claim: &Claim, own: &Weighed, places: impl Iterator<Item = &'a (Span, Weighed)>) -> Told {
    let mut best: Option<(f64, bool, Span)> = None;
    for (span, text) in places {
        let share = own.held_by(text);
        let agrees = own.figures_in(text) && (own.denies == text.denies || !claim.deniers().is_empty());
        let better = best.is_none_or(|(known, agreed, _)| (agrees, share) > (agreed, known));
        if share >= SAYS && better {
            best = Some((share, agrees, *span));
        }
    }
    match best {
        Some((_, true, span)) => Told::Here(span),
        Some((_, false, span)) => Told::Otherwise(span),
        None => Told::Nowhere,
    }
}

/// The claim of the graph that says what a claim of the draft says: the most like it.
fn home((place, text): &(Span, Weighed), graph: &[Weighed], told: &[Told]) -> Option<ClaimId> {
    let likeness = |(own, told): (&Weighed, &Told)| {
        let meets = told.place().is_some_and(|span| span.overlaps(*place));
        let share = own.held_by(text).max(text.held_by(own));
        // Another figure in the same place is told of the graph's claim, once.
        let same = meets || own.figures_in(text) && text.figures_in(own);
        (same && (share >= SAYS || meets && share >= SAYS / 2.0)).then_some(share)
    };
    let mut best: Option<(f64, usize)> = None;
    for (number, pair) in graph.iter().zip(told).enumerate() {
        if let Some(share) = likeness(pair)
            && best.is_none_or(|(known, _)| share > known)
        {
            best = Some((share, number));
        }
    }
    best.map(|(_, number)| ClaimId(number))
}

/// A text that says what another one says, or nearly.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Alike {
    /// Its number.
    pub at: usize,
    /// The part of the telling words of the one that the other has too, 0 to 1.
    pub share: f64,
    /// Are the figures the same, and is neither the denial of the other?
    pub agrees: bool,
}

/// The texts that say what words say which somebody wrote in his own way, the likest first; those that agree before those that do not.
/// Linear in the texts.
pub fn saying<'t>(words: &str, texts: impl Iterator<Item = &'t str>) -> Vec<Alike> {
    let own = Weighed::of(words);
    let alike = texts.enumerate().filter_map(|(at, text)| {
        let text = Weighed::of(text);
        let (asked, told) = (own.held_by(&text), text.held_by(&own));
        let says = asked >= SAYS || asked >= SAYS / 2.0 && told >= SAYS;
        says.then(|| Alike {
            at,
            share: asked.max(told),
            agrees: own.figures_in(&text) && own.denies == text.denies,
        })
    });
    let mut alike: Vec<Alike> = alike.collect();
    alike.sort_by(|one, other| {
        let order = other.agrees.cmp(&one.agrees);
        order
            .then(other.share.total_cmp(&one.share))
            .then(one.at.cmp(&other.at))
    });
    alike
}

/// A text as its telling words, weighed by how rare they are.
struct Weighed {
    words: BTreeMap<u64, f64>,
    /// Its figures in whole thousandths.
    figures: BTreeSet<i64>,
    denies: bool,
}

impl Weighed {
    fn of(text: &str) -> Weighed {
        let gist = Gist::of(text);
        let is_figure = |at: usize| gist.figures.iter().any(|figure| figure.at == at);
        let telling = gist
            .pieces
            .iter()
            .enumerate()
            .filter(|(at, piece)| piece.rarity > 0.0 && !is_figure(*at));
        let words = telling.map(|(_, piece): (usize, &Piece)| (piece.stem, piece.rarity));
        let figures = gist.figures.iter().map(|figure| thousandths(figure.value));
        Weighed {
            words: words.collect(),
            figures: figures.collect(),
            denies: gist.denies(),
        }
    }

    /// The part of it that another text also has.
    fn held_by(&self, other: &Weighed) -> f64 {
        let all: f64 = self.words.values().sum();
        let held = self
            .words
            .iter()
            .filter(|(stem, _)| other.words.contains_key(stem));
        let held: f64 = held.map(|(_, rarity)| rarity).sum();
        if all > 0.0 { held / all } else { 0.0 }
    }

    /// Does the other text give each of its figures?
    fn figures_in(&self, other: &Weighed) -> bool {
        self.figures.is_subset(&other.figures)
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a figure of a text; what does not fit is the largest"
)]
fn thousandths(value: f64) -> i64 {
    (value * 1000.0).round() as i64
}
