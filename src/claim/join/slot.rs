//! Two sources that say, one right after the other, the same of one thing, but for its figure or its day.

use super::super::casualty;
use super::super::figure::{self, Measure};
use super::super::gist::{Gist, Piece};
use super::super::same;
use super::super::statement::Statement;
use super::differ::are_apart;

/// Who gives another figure gives one of at most so many times the first.
const TIMES: f64 = 12.0;

/// Of what the shorter of the two tells beside its figure or day, the other has this part, and so many words at least.
const FRAME: (f64, usize) = (0.6, 2);

/// The same where both give a share.
const SHARED: (f64, usize) = (0.4, 1);

/// Do the two sources give another figure or another day of one thing?
pub(super) fn is_other(one: &Statement, two: &Statement) -> bool {
    let (first, second) = (&one.gist, &two.gist);
    let sure = first.denies() == second.denies() && first.modality == second.modality;
    let past = first.is_of_the_past() || second.is_of_the_past();
    if !are_apart(one, two) || !sure || past || has_a_place_of_its_own(second, first) {
        return false;
    }
    // "4 million in March, 6 million in April": each was so.
    let counts = |gist: &Gist| gist.figures.iter().any(|figure| figure.measure != Measure::Time);
    let other_day = first.is_of_another_day(second) && !counts(first) && !counts(second);
    let day = || other_day && shares(first, second, FRAME);
    let toll = || !first.is_of_another_day(second) && casualty::differ(one.news(), two.news());
    day() || toll() || other_figure(first, second)
}

/// Does the second name somebody or some place that the first does not? It may tell of another thing there.
fn has_a_place_of_its_own(second: &Gist, first: &Gist) -> bool {
    let own = |name: &u64| !first.names.contains(name);
    second.names.iter().any(own) || same::names_others(first, second)
}

fn other_figure(first: &Gist, second: &Gist) -> bool {
    let ([one], [two]) = (first.figures.as_slice(), second.figures.as_slice()) else {
        return false;
    };
    let (more, less) = (one.value.max(two.value), one.value.min(two.value));
    let known = more.total_cmp(&less).is_eq();
    let close = less > 0.0 && more <= TIMES * less;
    let one_thing = !same::are_of_two_things(first, second);
    let wanted = match (one.measure, two.measure) {
        (Measure::Count(noun), Measure::Count(other)) if noun == other && noun != 0 && one_thing => FRAME,
        (Measure::Money, Measure::Money) if one_thing => FRAME,
        (Measure::Share, Measure::Share) => SHARED,
        (Measure::Age, Measure::Age) => return !known && close,
        _ => return false,
    };
    !known && close && !first.is_of_another_day(second) && shares(first, second, wanted)
}

/// Do the two share so much, beside figures and days?
fn shares(first: &Gist, second: &Gist, (part, words): (f64, usize)) -> bool {
    let (own, other) = (without_units(first), without_units(second));
    let (short, long) = if weight(&own) <= weight(&other) {
        (own, other)
    } else {
        (other, own)
    };
    let known = |piece: &&Piece| same::nearness(piece, &long) >= 1.0;
    short.telling().filter(known).count() >= words && same::repeated(&short, &long) >= part
}

fn without_units(gist: &Gist) -> Gist {
    let mut rest = gist.without_figures();
    rest.pieces.retain(|piece| !figure::is_unit(&piece.lower));
    rest
}

fn weight(gist: &Gist) -> f64 {
    gist.telling().map(|piece| piece.rarity).sum()
}
