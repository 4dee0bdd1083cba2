//! Do two texts state the same proposition?
//!
//! [`score`] is a logistic model over surface features (after Wan, Dras, Dale and Paris, 2006, and Madnani, Tetreault
//! and Chodorow, 2012), fitted on pairs of news sentences; [`relation`] is what claims are merged by: a high score and
//! no conflict in figures, days, negation, modality or actors. A false merge makes a weak claim look strong, so the
//! threshold of merging stands well above the score's own.

mod conflict;
mod features;
pub(super) mod phrases;
pub(super) mod words;

use std::sync::OnceLock;

use super::figure::Figure;
use super::gist::{FEW, Gist, Piece};
use super::lexicon::{self, Class};
pub use conflict::Conflict;
pub use features::{COUNT, NAMES};

/// How the propositions of two texts stand to one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
pub const MERGE: f64 = 0.94;

/// From this score on, two texts without a conflict may state the same.
pub const SUGGEST: f64 = 0.9;

/// From this part of its telling words on that another text also has, a text only repeats it.
const REPEATED: f64 = 0.8;

/// The same for a headline and an item of a summary, which add no source and leave out much.
const SUMMED: f64 = 0.65;

/// This part of what it says beside names is repeated too.
const HALF: f64 = 0.5;

const WEIGHTS: &str = include_str!("../../../models/same-claim.weights.tsv");

/// How likely the two texts state the same proposition, 0 to 1; 0.5 and more means the same.
pub fn score(first: &str, second: &str) -> f64 {
    likeness(&Gist::of(first), &Gist::of(second))
}

/// What the score is computed from, in the order of [`NAMES`]: for fitting.
pub fn measure(first: &str, second: &str) -> [f64; COUNT] {
    features::of(&Gist::of(first), &Gist::of(second))
}

/// The relation of two texts, as claims are merged by it.
pub fn relation(first: &str, second: &str) -> Relation {
    compare(&Gist::of(first), &Gist::of(second))
}

/// What keeps two texts apart however alike they look.
pub fn conflict(first: &str, second: &str) -> Option<Conflict> {
    conflict::between(&Gist::of(first), &Gist::of(second))
}

/// The relation of two gists.
fn compare(first: &Gist, second: &Gist) -> Relation {
    relate(first, second, MERGE)
}

/// The relation of two gists, merged from the score `merge` on.
fn relate(first: &Gist, second: &Gist, merge: f64) -> Relation {
    let score = likeness(first, second);
    match conflict::between(first, second) {
        // The other figure lowers the score: what counts is how alike the rest is.
        Some(Conflict::Figure | Conflict::Day) => {
            let (one, two) = (first.without_figures(), second.without_figures());
            if likeness(&one, &two) >= SUGGEST && !are_of_two_things(first, second) {
                Relation::Discrepancy
            } else {
                Relation::Apart
            }
        }
        _ if score < SUGGEST => Relation::Apart,
        None if score >= merge => Relation::Same,
        None | Some(Conflict::Extra) => Relation::MaybeSame,
        Some(_) => Relation::Apart,
    }
}

/// Do two texts that give other figures give them of two things ("the bridge cost 40 million, the tunnel 90")?
pub(super) fn are_of_two_things(first: &Gist, second: &Gist) -> bool {
    let rest = conflict::between(&first.without_figures(), &second.without_figures());
    matches!(rest, Some(Conflict::Word | Conflict::Actor))
}

/// The relation of two statements of different sources; `echoes` when the second says itself that it confirms what was
/// said before ("also confirmed").
pub(super) fn of_sources(first: &Gist, second: &Gist, echoes: Echo) -> Relation {
    let merge = if echoes == Echo::Yes { SUGGEST } else { MERGE };
    relate(first, second, merge)
}

/// Does a cue say that its content was said before?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Echo {
    /// "also confirmed", "echoed".
    Yes,
    /// "confirmed it", "said the same": the content only points at what was said.
    Back,
    /// Any other cue.
    No,
}

/// Does the first only repeat a part of the second? For statements that add no source to it: a headline, a summary, the
/// same speaker again.
pub(super) fn repeats(first: &Gist, second: &Gist) -> bool {
    let kept = match conflict::between(first, second) {
        None | Some(Conflict::Word) => true,
        Some(Conflict::Extra) => !conflict::extra(first, second),
        Some(_) => false,
    };
    kept && repeated(first, second) >= REPEATED
}

/// From this part of its rarity on that a longer text also has, a text states no more than the longer one.
const HELD: f64 = 0.9;

/// A longer text tells at most so many times what the shorter one tells, or the shorter is only its subject.
const FULLER: f64 = 2.5;

/// With fewer telling words two texts are alike by chance; with fewer even one that confirms the other.
const TELLING: (usize, usize) = (3, 2);

/// Does the longer text state all that the shorter one states, with the same actors, figures and days? `echoes`: does
/// whoever says the later one say that it confirms the earlier?
pub(super) fn holds(shorter: &Gist, longer: &Gist, echoes: Echo) -> bool {
    let (own, other) = (shorter.stating(), longer.stating());
    let rarity = |pieces: &[&Piece]| pieces.iter().map(|piece| piece.rarity).sum::<f64>();
    let least = if echoes == Echo::Yes { TELLING.1 } else { TELLING.0 };
    let agrees = match conflict::between(shorter, longer) {
        None => true,
        Some(Conflict::Extra) => {
            !conflict::counts_more(longer, shorter) && !conflict::counts_more(shorter, longer)
        }
        Some(_) => false,
    };
    agrees
        && shorter.telling().count() >= least
        && (echoes == Echo::Yes || rarity(&other) <= FULLER * rarity(&own))
        && shared(&own, &other) >= HELD
}

/// Do the two give one figure, of more than a few?
pub(super) fn share_a_figure(first: &Gist, second: &Gist) -> bool {
    let mut counts = first.figures.iter().filter(|figure| figure.value > FEW);
    counts.any(|figure| {
        second
            .figures
            .iter()
            .any(|other| other.value.total_cmp(&figure.value).is_eq())
    })
}

/// Does the second have half of what the first says beside names, word for word? Two things said of the same people share
/// their names.
pub(super) fn repeats_more_than_names(first: &Gist, second: &Gist) -> bool {
    let plain = first.telling().filter(|piece| !first.names.contains(&piece.stem));
    let plain: Vec<&Piece> = plain.collect();
    plain.is_empty() || word_for_word(&plain, second) >= HALF
}

/// Does the first, a headline or an item of a summary, say in short what the second says?
pub(super) fn sums_up(first: &Gist, second: &Gist) -> bool {
    agree(first, second) && repeated(first, second) >= SUMMED
}

/// Does the first, an item of a summary, say nothing that the second, several sentences, does not say too?
pub(super) fn sums_up_all(first: &Gist, second: &Gist) -> bool {
    let sure = first.denies() == second.denies() && !conflict::extra(first, second);
    sure && repeated(first, second) >= REPEATED
}

/// May the two tell of one deed, whoever does it there and whatever stands in the other's place? No "not", figure or day of
/// the one stands against the other.
pub(super) fn may_be_told(first: &Gist, second: &Gist) -> bool {
    let conflict = conflict::between(first, second);
    !first.is_of_another_day(second)
        && first.denies() == second.denies()
        && !matches!(
            conflict,
            Some(Conflict::Figure | Conflict::Day | Conflict::Occasion)
        )
}

/// Does each name somebody whom the other does not?
pub(super) fn names_others(first: &Gist, second: &Gist) -> bool {
    conflict::other_names(first, second)
}

/// Beginnings of words that turn the rest of them into its opposite ("unlawful").
const TURNING: &[&str] = &["un", "in", "im", "il", "ir", "non"];

/// The stems of a word of the first and of one of the second, where the one is the other with such a beginning.
pub(super) fn turned_over(first: &Gist, second: &Gist) -> Option<(u64, u64)> {
    let is_turned = |one: &Piece, other: &Piece| {
        let mut begins = TURNING.iter();
        begins.any(|begin| one.lower.strip_prefix(begin) == Some(other.lower.as_str()))
    };
    let known = |piece: &Piece, gist: &Gist| gist.words().any(|other| other.lower == piece.lower);
    let own = first.telling().filter(|piece| !known(piece, second));
    own.flat_map(|one| second.telling().map(move |two| (one, two)))
        .find(|(one, two)| is_turned(one, two) || is_turned(two, one))
        .map(|(one, two)| (one.stem, two.stem))
}

/// Does nothing stand between the two but that one of them says "not"?
pub(super) fn is_contrary(first: &Gist, second: &Gist) -> bool {
    let unsaid = |gist: &Gist| {
        let mut plain = gist.clone();
        plain.negated = false;
        plain.pieces.retain(|piece| !piece.denies());
        plain
    };
    let rest = conflict::between(&unsaid(first), &unsaid(second));
    first.denies() != second.denies() && matches!(rest, None | Some(Conflict::Extra | Conflict::Word))
}

/// Does nothing that one of the two says stand against the other, though one may say more?
pub(super) fn agree(first: &Gist, second: &Gist) -> bool {
    let conflict = conflict::between(first, second);
    matches!(conflict, None | Some(Conflict::Word | Conflict::Extra))
}

/// The score of two gists.
pub(super) fn likeness(first: &Gist, second: &Gist) -> f64 {
    let (bias, weights) = weights();
    let values = features::of(first, second);
    let sum: f64 = values
        .iter()
        .zip(weights)
        .map(|(value, weight)| value * weight)
        .sum();
    1.0 / (1.0 + (-bias - sum).exp())
}

/// The part of the rarity of the first text's telling words that the second has too, 0 to 1.
pub(super) fn repeated(first: &Gist, second: &Gist) -> f64 {
    shared(
        &first.telling().collect::<Vec<_>>(),
        &second.telling().collect::<Vec<_>>(),
    )
}

/// The part of the rarity of these words that stand among the others, or whose like does, 0 to 1.
fn shared(own: &[&Piece], other: &[&Piece]) -> f64 {
    let missing = features::unmatched(own, other);
    let lost: f64 = missing
        .iter()
        .map(|piece| piece.rarity * (1.0 - features::nearest(piece, other)))
        .sum();
    let all: f64 = own.iter().map(|piece| piece.rarity).sum();
    if all > 0.0 { 1.0 - lost / all } else { 0.0 }
}

/// The part of the rarity of the first text's telling words that stand in the second as they are, no kin counted, 0 to 1.
pub(super) fn repeated_word_for_word(first: &Gist, second: &Gist) -> f64 {
    word_for_word(&first.telling().collect::<Vec<_>>(), second)
}

/// The part of the rarity of these words that stand in a text as they are, 0 to 1.
fn word_for_word(own: &[&Piece], text: &Gist) -> f64 {
    let other: Vec<_> = text.telling().collect();
    let sum = |pieces: &[&Piece]| pieces.iter().map(|piece| piece.rarity).sum::<f64>();
    let all = sum(own);
    if all > 0.0 {
        1.0 - sum(&features::unmatched(own, &other)) / all
    } else {
        0.0
    }
}

/// Does a telling word of the first, but for a name of the second, stand in the second too? Names alone state nothing.
pub(super) fn shares_a_word(first: &Gist, second: &Gist) -> bool {
    let mut plain = second
        .telling()
        .filter(|piece| !second.names.contains(&piece.stem));
    plain.any(|piece| nearness(piece, first) > 0.0)
}

/// How near the nearest word of a text is to `piece`: 1 for the word itself or a synonym, 0 for no kin.
pub(super) fn nearness(piece: &Piece, other: &Gist) -> f64 {
    if other.telling().any(|own| own.stem == piece.stem) {
        return 1.0;
    }
    let telling: Vec<&Piece> = other.telling().collect();
    features::nearest(piece, &telling)
}

/// Does a word of this class mean nearly the same as the word with this stem?
pub(super) fn is_akin(stem: u64, class: Class) -> bool {
    let mut kin = lexicon::stems_of(class).iter();
    kin.any(|other| words::kinship(stem, *other) > 0.0)
}

/// What keeps two gists apart, if something does.
pub(super) fn between(first: &Gist, second: &Gist) -> Option<Conflict> {
    conflict::between(first, second)
}

/// Does the first give a figure, other than a time or a label, that the second leaves out?
pub(super) fn figures_beyond(first: &Gist, second: &Gist) -> bool {
    conflict::extra(first, second)
}

/// A figure of the first and the one that the second gives in its place.
pub(super) fn clash(first: &Gist, second: &Gist) -> Option<(Figure, Figure)> {
    conflict::clash(first, second)
}

/// The bias, and the weight of each feature.
fn weights() -> &'static (f64, [f64; COUNT]) {
    static ALL: OnceLock<(f64, [f64; COUNT])> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut weights = [0.0; COUNT];
        let mut bias = 0.0;
        for (name, value) in WEIGHTS.lines().filter_map(|line| line.split_once('\t')) {
            let value = value.parse().unwrap_or(0.0);
            match NAMES.iter().position(|known| *known == name) {
                Some(at) => weights[at] = value,
                None => bias += value,
            }
        }
        (bias, weights)
    })
}
