//! What keeps two texts apart however alike they look.

use std::collections::BTreeSet;

use super::super::casualty;
use super::super::figure::{Figure, Measure};
use super::super::gist::{Gist, Piece, hash};
use super::{features, words};

/// Why two texts that look alike do not state the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// One is negated, or uses the opposite word.
    Negation,
    /// One is fact, the other a possibility, plan, duty or condition.
    Modality,
    /// Somebody else does it, or it is done the other way round.
    Actor,
    /// Another word stands in the same place.
    Word,
    /// Different figures for the same thing.
    Figure,
    /// Different days or dates.
    Day,
    /// Another figure of another day: each was so on its own.
    Occasion,
    /// One gives a figure that the other does not, or each tells something of its own.
    Extra,
}

/// Figures that differ by less than this part of the larger are the same, rounded.
const ROUNDED: f64 = 0.005;

/// A word in the other's place counts from this rarity on.
const TELLING: f64 = 3.5;

/// From this part of its rarity on, what a text has of its own makes it another proposition, when the other text has
/// as much of its own.
const SUBSTITUTED: f64 = 0.15;

/// The first conflict between two texts, if there is one.
pub(super) fn between(first: &Gist, second: &Gist) -> Option<Conflict> {
    // "Never gave false readings" holds two words that negate, and one that denies.
    if first.negated != second.negated || first.denies() != second.denies() || opposed(first, second) {
        return Some(Conflict::Negation);
    }
    if first.modality != second.modality {
        return Some(Conflict::Modality);
    }
    if other_names(first, second) || turned(first, second) {
        return Some(Conflict::Actor);
    }
    let days = first.is_of_another_day(second);
    if figures_clash(first, second) || figures_clash(second, first) {
        return Some(if days {
            Conflict::Occasion
        } else {
            Conflict::Figure
        });
    }
    if days {
        return Some(Conflict::Day);
    }
    if replaced(first, second) {
        return Some(Conflict::Word);
    }
    let extra = substituted(first, second) || extra(first, second) || extra(second, first);
    extra.then_some(Conflict::Extra)
}

/// Does each hold a word whose opposite the other holds?
fn opposed(first: &Gist, second: &Gist) -> bool {
    let (one, two): (Vec<_>, Vec<_>) = (first.words().collect(), second.words().collect());
    let rest = features::unmatched(&one, &two);
    let others = features::unmatched(&two, &one);
    rest.iter()
        .any(|piece| others.iter().any(|other| words::opposite(piece.stem, other.stem)))
}

/// Does each name somebody whom the other does not?
pub(super) fn other_names(first: &Gist, second: &Gist) -> bool {
    let lacks = |gist: &Gist, other: &Gist| {
        let stems: BTreeSet<u64> = other.words().map(|piece| piece.stem).collect();
        gist.names
            .iter()
            .any(|name| !stems.contains(name) && !other.stands_for.contains(name))
    };
    lacks(first, second) && lacks(second, first)
}

/// Is there a passive with its agent ("was sued by")?
fn passive(gist: &Gist) -> bool {
    let words: Vec<&Piece> = gist.words().collect();
    let being = |piece: &&&Piece| {
        matches!(
            piece.lower.as_str(),
            "is" | "are" | "was" | "were" | "be" | "been" | "being"
        )
    };
    (1..words.len()).any(|at| {
        let agent = words
            .get(at + 1)
            .is_some_and(|next| !next.lower.starts_with(|c: char| c.is_ascii_digit()));
        words[at].lower == "by" && agent && words[at.saturating_sub(4)..at].iter().any(|piece| being(&piece))
    })
}

/// Do two shared words change sides around a third, with no passive to explain it ("A sued B", "B sued A")?
fn turned(first: &Gist, second: &Gist) -> bool {
    if passive(first) != passive(second) {
        return false;
    }
    // Where each word of the first stands in the second; only words that both have once.
    let shared: Vec<usize> = {
        let other: Vec<u64> = second.telling().map(|piece| piece.stem).collect();
        let once = |stem: u64| other.iter().filter(|known| **known == stem).count() == 1;
        let mut seen = BTreeSet::new();
        let own = first.telling().filter(|piece| !first.days.contains(&piece.stem));
        own.filter(|piece| once(piece.stem) && seen.insert(piece.stem))
            .filter_map(|piece| other.iter().position(|stem| *stem == piece.stem))
            .collect()
    };
    // A falling run of three: x v y became y v x.
    let mut longest = vec![1; shared.len()];
    for at in 0..shared.len() {
        for before in 0..at {
            if shared[before] > shared[at] {
                longest[at] = longest[at].max(longest[before] + 1);
            }
        }
    }
    longest.iter().any(|run| *run >= 3)
}

/// Does the first give a figure that the second gives otherwise?
fn figures_clash(first: &Gist, second: &Gist) -> bool {
    clash(first, second).is_some()
}

/// The first figure that the second text gives otherwise, and how.
pub(super) fn clash(first: &Gist, second: &Gist) -> Option<(Figure, Figure)> {
    first.figures.iter().find_map(|figure| {
        let mut others = second.figures.iter().filter(|other| comparable(figure, other));
        let other = *others.clone().next()?;
        others
            .all(|other| !equal(figure.value, other.value))
            .then_some((*figure, other))
    })
}

fn equal(one: f64, two: f64) -> bool {
    (one - two).abs() <= ROUNDED * one.abs().max(two.abs())
}

/// Do the two figures measure the same thing?
fn comparable(one: &Figure, two: &Figure) -> bool {
    match (one.measure, two.measure) {
        (Measure::Count(noun), Measure::Count(other)) => {
            noun == other || words::kinship(noun, other) > 0.0 || noun == 0 || other == 0
        }
        (Measure::Label, _) | (_, Measure::Label) => false,
        (one, two) => one == two,
    }
}

/// Does another telling word stand between the same two words?
fn replaced(first: &Gist, second: &Gist) -> bool {
    let slots = |gist: &Gist| -> Vec<(u64, u64, u64, f64)> {
        let edge = hash("");
        let pieces: Vec<&Piece> = gist.words().collect();
        let stem = |at: Option<usize>| at.and_then(|at| pieces.get(at)).map_or(edge, |piece| piece.stem);
        let slot = |at: usize| {
            (
                stem(at.checked_sub(1)),
                stem(Some(at + 1)),
                pieces[at].stem,
                pieces[at].rarity,
            )
        };
        (0..pieces.len()).map(slot).collect()
    };
    let others = slots(second);
    let all: BTreeSet<u64> = others.iter().map(|slot| slot.2).collect();
    let own = slots(first);
    let own_all: BTreeSet<u64> = own.iter().map(|slot| slot.2).collect();
    own.iter().any(|(before, after, stem, rarity)| {
        *rarity >= TELLING
            && !all.contains(stem)
            && others.iter().any(|other| {
                other.0 == *before
                    && other.1 == *after
                    && other.3 >= TELLING
                    && !own_all.contains(&other.2)
                    && words::kinship(*stem, other.2) == 0.0
            })
    })
}

/// Does each say something that has no counterpart in the other?
fn substituted(first: &Gist, second: &Gist) -> bool {
    let (one, two): (Vec<_>, Vec<_>) = (first.telling().collect(), second.telling().collect());
    let (rest, others) = (features::unmatched(&one, &two), features::unmatched(&two, &one));
    let share = |rest: &[&Piece], other: &[&Piece], all: &[&Piece]| {
        let alone: f64 = rest
            .iter()
            .map(|piece| piece.rarity * (1.0 - features::nearest(piece, other)))
            .sum();
        let whole: f64 = all.iter().map(|piece| piece.rarity).sum();
        alone / whole.max(1.0)
    };
    share(&rest, &two, &one).min(share(&others, &one, &two)) > SUBSTITUTED
}

/// Does the first give a figure, other than a year or a label, that the second leaves out?
pub(super) fn extra(first: &Gist, second: &Gist) -> bool {
    let telling = |figure: &&Figure| {
        !matches!(
            figure.measure,
            Measure::Label | Measure::Time | Measure::Age | Measure::Duration
        )
    };
    first.figures.iter().filter(telling).any(|figure| {
        !second
            .figures
            .iter()
            .any(|other| equal(figure.value, other.value))
    })
}

/// Does the first give a sum, a share or a toll that the second leaves out? Then it tells more than how the same thing was.
pub(super) fn counts_more(first: &Gist, second: &Gist) -> bool {
    let toll = casualty::is(first);
    let weighs = |figure: &&Figure| match figure.measure {
        Measure::Money | Measure::Share => true,
        Measure::Count(_) => toll,
        _ => false,
    };
    let given = |figure: &Figure| {
        second
            .figures
            .iter()
            .any(|other| equal(figure.value, other.value))
    };
    first.figures.iter().filter(weighs).any(|figure| !given(figure))
}
