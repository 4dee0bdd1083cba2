//! What a claim is about.

use super::ClaimKind;
use super::figure::{Figure, Measure};
use super::gist::{Gist, Modality};
use super::lexicon::Class;
use super::statement::Statement;
use crate::attribution::Act;

/// The kind of a statement: the gravest that fits.
pub(super) fn of(statement: &Statement) -> ClaimKind {
    let gist = &statement.gist;
    if is_casualty(gist) {
        return ClaimKind::Casualty;
    }
    if is_accusation(gist) {
        return ClaimKind::Accusation;
    }
    if statement.background {
        return ClaimKind::Background;
    }
    if is_own(statement) {
        return ClaimKind::Own;
    }
    if is_opinion(gist) {
        return ClaimKind::Opinion;
    }
    if gist.modality.contains(&Modality::Future) {
        return ClaimKind::Forecast;
    }
    by_figure(gist)
}

/// A count this small is no figure of its own: "the two sides".
const SMALL: f64 = 3.0;

fn by_figure(gist: &Gist) -> ClaimKind {
    let has = |wanted: fn(&Figure) -> bool| gist.figures.iter().any(wanted);
    let counts = |figure: &Figure| match figure.measure {
        Measure::Share => true,
        Measure::Count(_) => figure.value > SMALL,
        _ => false,
    };
    if has(|figure| figure.measure == Measure::Money) {
        ClaimKind::Money
    } else if gist.has(Class::Cause) {
        ClaimKind::Cause
    } else if has(counts) {
        ClaimKind::Quantity
    } else if has(|figure| figure.measure == Measure::Time) || !gist.days.is_empty() {
        ClaimKind::Date
    } else {
        ClaimKind::Fact
    }
}

/// Dead or hurt, with a figure or a name.
pub(super) fn is_casualty(gist: &Gist) -> bool {
    let harmed = gist.has(Class::Death) || gist.has(Class::Harm);
    let counted = gist
        .figures
        .iter()
        .any(|figure| matches!(figure.measure, Measure::Count(_)));
    harmed && counted && !gist.modality.contains(&Modality::Future)
}

/// Wrongdoing of somebody who is named or pointed at, and no denial of it.
pub(super) fn is_accusation(gist: &Gist) -> bool {
    let wrong = gist.has(Class::Crime) || gist.has(Class::Blame);
    let target = !gist.names.is_empty() || gist.has(Class::ThirdPerson);
    wrong && target && !gist.negated && !gist.modality.contains(&Modality::Condition)
}

/// The source's own view, wish, plan, experience or decision.
fn is_own(statement: &Statement) -> bool {
    let attitude =
        !statement.voices.is_empty() && statement.voices.iter().any(|voice| voice.act == Act::Attitude);
    let first = statement.gist.has(Class::FirstPerson);
    attitude || first
}

fn is_opinion(gist: &Gist) -> bool {
    gist.has(Class::Judgement) || gist.modality.contains(&Modality::Duty)
}
