//! What a claim is about.

use super::ClaimKind;
use super::figure::{Figure, Measure};
use super::gist::{Gist, Modality};
use super::lexicon::Class;
use super::statement::Statement;

/// The kind of a statement: the gravest that fits.
pub(super) fn of(statement: &Statement) -> ClaimKind {
    let gist = &statement.gist;
    if statement.background {
        return ClaimKind::Background;
    }
    if is_casualty(gist) {
        return ClaimKind::Casualty;
    }
    if is_accusation(gist) {
        return ClaimKind::Accusation;
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

/// Dead, hurt or missing: a number of people, or a person with a name who is dead.
pub(super) fn is_casualty(gist: &Gist) -> bool {
    let lives_lost = gist.has_pair(&["lost", "claimed", "cost", "took", "losing"], &["life", "lives"]);
    let dead = gist.has(Class::Death) || lives_lost;
    let counts = |figure: &Figure| matches!(figure.measure, Measure::Count(_));
    let counted = gist.figures.iter().any(counts);
    let real = !gist.modality.contains(&Modality::Future) && !gist.modality.contains(&Modality::Condition);
    let named = dead
        && gist.has_pair(
            &["was", "were", "been", "had", "has", "who"],
            &["killed", "died", "murdered", "drowned", "slain"],
        );
    real && ((counted && (dead || gist.has(Class::Harm))) || (named && !gist.names.is_empty()))
}

/// Wrongdoing of somebody who is named or pointed at, and no denial of it.
pub(super) fn is_accusation(gist: &Gist) -> bool {
    let wrong = is_grave(gist) || gist.has(Class::Blame) || gist.has(Class::Wrong);
    let target = !gist.names.is_empty() || gist.has(Class::ThirdPerson);
    wrong && target && !gist.negated && !gist.modality.contains(&Modality::Condition)
}

/// A deed that is a crime by its very word, or a wrong within the frame of an accusation.
pub(super) fn is_grave(gist: &Gist) -> bool {
    gist.has(Class::Crime) || (gist.has(Class::Wrong) && gist.has(Class::Frame))
}

/// The source's own view, wish, plan, experience or decision; what a body announces about itself.
fn is_own(statement: &Statement) -> bool {
    let opening = || statement.gist.words().take(3);
    let first_person = opening().any(|piece| piece.classes.has(Class::FirstPerson));
    let subject = statement
        .gist
        .words()
        .next()
        .is_some_and(|piece| is_subject(&piece.lower));
    let will = statement
        .gist
        .words()
        .skip(1)
        .take(3)
        .any(|piece| piece.classes.has(Class::Will));
    let announces = statement.speaks_for_itself && statement.gist.modality.contains(&Modality::Future);
    statement.wills || first_person || (subject && (will || announces))
}

fn is_subject(lower: &str) -> bool {
    matches!(lower, "he" | "she" | "it" | "they" | "i" | "we")
}

/// A judgement: a word of judgement after a form of "to be", or several of them; or what should be.
fn is_opinion(gist: &Gist) -> bool {
    let judged = gist
        .pieces
        .iter()
        .filter(|piece| piece.classes.has(Class::Judgement))
        .count();
    let predicate = gist.pieces.iter().enumerate().any(|(at, piece)| {
        let being = matches!(
            piece.lower.as_str(),
            "is" | "are" | "was" | "were" | "be" | "been" | "being" | "'s" | "'re"
        );
        being
            && gist
                .pieces
                .iter()
                .skip(at + 1)
                .take(4)
                .any(|next| next.classes.has(Class::Judgement))
    });
    predicate || judged >= 2 || gist.modality.contains(&Modality::Duty)
}
