//! Casualties: does a text tell of people killed, hurt or missing, as its news?

use super::figure::{Figure, Measure};
use super::gist::{FEW, Gist, Modality, Piece};
use super::lexicon::Class;
use crate::language::is_month;

/// How far before and after a figure the word for death or harm may stand.
const REACH: usize = 6;

/// A number of people killed, hurt or missing, or a person with a name who is killed.
pub(super) fn is(gist: &Gist) -> bool {
    is_real(gist) && (gist.figures.iter().any(|figure| is_counted(gist, figure)) || is_named(gist))
}

/// So likely a casualty where the text names somebody, and so where it may be a deal that died; a casualty is rare, and a
/// false alarm does more harm than a miss.
const LIKELY: f32 = 0.08;
const SURE: f32 = 0.5;

/// Somebody without a number ("a boy was hurt"): words of death or harm, and `judged` likely one, from 0 to 1.
pub(super) fn is_likely(gist: &Gist, judged: f32) -> bool {
    let pronoun = |piece: &Piece| {
        matches!(
            piece.lower.as_str(),
            "he" | "she" | "they" | "him" | "her" | "them"
        )
    };
    let somebody = |piece: &Piece| piece.classes.has(Class::People) || pronoun(piece);
    let known = !gist.names.is_empty() || gist.words().any(somebody);
    // "Her death left eight members" tells of the living.
    let dead = |piece: &Piece| piece.classes.has(Class::Death) && piece.lower != "death";
    let harmed = gist
        .words()
        .any(|piece| dead(piece) || piece.classes.has(Class::Harm));
    is_real(gist) && !gist.negated && harmed && judged >= if known { LIKELY } else { SURE }
}

/// Is it told as something that happened?
fn is_real(gist: &Gist) -> bool {
    let unreal = [Modality::Future, Modality::Condition, Modality::Duty];
    !unreal.iter().any(|modality| gist.modality.contains(modality))
}

/// Does the figure count people killed, hurt or missing?
fn is_counted(gist: &Gist, figure: &Figure) -> bool {
    let Measure::Count(_) = figure.measure else {
        return false;
    };
    let before = figure.at.checked_sub(1).and_then(|at| gist.pieces.get(at));
    if before.is_some_and(|piece| matches!(piece.lower.as_str(), "/" | "-" | "no" | "number")) {
        return false;
    }
    let month = figure.at.checked_sub(2).and_then(|at| gist.pieces.get(at));
    if month.is_some_and(|piece| is_month(&piece.lower)) {
        return false;
    }
    let from = figure.at.saturating_sub(REACH);
    let near = &gist.pieces[from..(figure.at + REACH + 1).min(gist.pieces.len())];
    let people = gist.pieces[figure.at + 1..]
        .iter()
        .take(4)
        .any(|piece| piece.classes.has(Class::People) || piece.capital);
    // "her death left eight members" counts the living.
    let of = gist.has_pair(&["death"], &["of"]);
    let dead = |piece: &Piece| piece.classes.has(Class::Death) && (of || piece.lower != "death");
    let harmed = |piece: &Piece| piece.classes.has(Class::Harm);
    let direct = gist
        .pieces
        .get(figure.at + 1)
        .is_some_and(|next| harmed(next) || dead(next));
    let lives = near.windows(2).any(|pair| {
        matches!(
            pair[0].lower.as_str(),
            "lost" | "losing" | "claimed" | "their" | "cost"
        ) && pair[1].lower.starts_with("li")
    }) && gist.has_pair(&["lost", "claimed", "cost", "took", "losing"], &["life", "lives"]);
    lives
        || direct
        || (near.iter().any(dead) && (people || !near.iter().any(is_thing)))
        || (people && near.iter().any(harmed))
}

/// Do the two give one number of dead, of more than a few, with no day, year or name that tells of another event?
pub(super) fn agree(first: &Gist, second: &Gist) -> bool {
    let dead = |gist: &Gist| gist.has(Class::Death) && is(gist);
    let dated = |gist: &Gist| gist.figures.iter().any(|figure| figure.measure == Measure::Time);
    let count = |gist: &Gist| {
        let mut figures = gist.figures.iter().filter(|figure| figure.value > FEW);
        let found = figures.find(|figure| is_counted(gist, figure));
        found.map(|figure| figure.value)
    };
    let days = !first.is_of_another_day(second);
    let strange = |name: &u64| !first.names.contains(name) && !first.stands_for.contains(name);
    let known = !second.names.iter().any(strange);
    let same = count(first).is_some_and(|one| count(second).is_some_and(|two| one.total_cmp(&two).is_eq()));
    dead(first) && dead(second) && same && days && known && !dated(first) && !dated(second)
}

/// Does the second give another number of casualties of the event of the first? Both tell of dead or both of hurt, the
/// second has no day or name of its own, and it counts more, or the same sort of people: fewer are often a part of all.
pub(super) fn differ(first: &Gist, second: &Gist) -> bool {
    let count = |gist: &Gist| {
        gist.figures
            .iter()
            .find(|figure| is_counted(gist, figure))
            .copied()
    };
    let dead = |gist: &Gist| gist.has(Class::Death);
    let old = second
        .figures
        .iter()
        .any(|figure| figure.measure == Measure::Time);
    let own = second.days.is_empty() && second.names.iter().all(|name| first.names.contains(name));
    let (Some(one), Some(two)) = (count(first), count(second)) else {
        return false;
    };
    let other = two.value > one.value || (two.value < one.value && one.measure == two.measure);
    other && dead(first) == dead(second) && own && !old
}

/// A unit or a thing that a figure near a death may count instead of people.
fn is_thing(piece: &Piece) -> bool {
    matches!(
        piece.lower.as_str(),
        "cases"
            | "times"
            | "homes"
            | "houses"
            | "buildings"
            | "points"
            | "miles"
            | "km"
            | "pages"
            | "votes"
            | "states"
            | "copies"
            | "emails"
            | "counts"
            | "shots"
            | "acres"
    )
}

/// Is somebody with a name killed, in the news itself rather than years ago?
fn is_named(gist: &Gist) -> bool {
    let old = gist.figures.iter().any(|figure| figure.measure == Measure::Time)
        || gist
            .words()
            .any(|piece| matches!(piece.lower.as_str(), "ago" | "when" | "if" | "late"));
    let killed = gist.has_pair(
        &["was", "were", "been", "had", "has"],
        &["killed", "murdered", "drowned", "slain", "beheaded", "executed"],
    );
    killed && !old && !gist.names.is_empty() && !gist.negated
}
