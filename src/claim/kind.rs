//! What a claim is about.

use super::figure::{Figure, Measure};
use super::gist::{Gist, Modality, Piece};
use super::lexicon::Class;
use super::manner::Manner;
use super::statement::{Speaker, Statement};
use super::wording::Whole;
use super::wrongdoing::{self, Gravity};
use super::{ClaimKind, casualty};

/// From these on a judgement counts: where F is best on articles that the judge was not taught on; higher for what is
/// rare, where a false alarm does more harm than a miss.
const SETTLED: f32 = 0.35;
const OWN: f32 = 0.3;
const ACCUSES: f32 = 0.25;

/// A judgement on what others do is an opinion only from here on.
const OPINION: f32 = 0.5;
const DATED_OPINION: f32 = 0.8;

/// The kind of a statement: the gravest that fits.
pub(super) fn of(statement: &Statement) -> ClaimKind {
    let news = statement.news();
    let judged = statement.judged.unwrap_or_default();
    let gravity = wrongdoing::gravity(news);
    let hurt = casualty::is(news) || casualty::is_likely(news, judged.casualty);
    let dated = news.figures.iter().any(|figure| figure.measure == Measure::Time);
    if statement.background && gravity < Gravity::Grave && (dated || !hurt) {
        return ClaimKind::Background;
    }
    if hurt {
        return ClaimKind::Casualty;
    }
    let charged = news
        .pieces
        .iter()
        .any(|piece| piece.classes.has(Class::Crime) || piece.classes.has(Class::Wrong));
    if statement.only_denied() && charged {
        return ClaimKind::Accusation;
    }
    let blames = statement.manner == Manner::Accuses && !news.negated;
    let wrong = gravity > Gravity::None && !is_confession(news);
    if blames || wrong || judged.accusation >= ACCUSES {
        return ClaimKind::Accusation;
    }
    if let Some(kind) = settled(statement).filter(|_| !charged) {
        return kind;
    }
    if news.modality.contains(&Modality::Future) {
        return ClaimKind::Forecast;
    }
    by_figure(news)
}

/// How surely a statement says that another did wrong, 0 to 1: a wrong that its words name needs no judge.
pub(super) fn accusing(statement: &Statement) -> f32 {
    match wrongdoing::gravity(statement.news()) {
        Gravity::Grave => 1.0,
        _ => statement.judged.unwrap_or_default().accusation,
    }
}

/// Does the speaker blame only himself?
fn is_confession(gist: &Gist) -> bool {
    let first = gist.words().next();
    first.is_some_and(|piece| matches!(piece.lower.as_str(), "i" | "we" | "i'm" | "i've"))
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

/// What its speaker settles himself: what he says of himself, or a judgement.
fn settled(statement: &Statement) -> Option<ClaimKind> {
    let judged = statement.judged.unwrap_or_default();
    // An opinion is one whoever "we" are.
    let spoken = !statement.voices.is_empty() && statement.speaker != Speaker::Relay;
    if !spoken || judged.settled < SETTLED {
        return None;
    }
    let pronoun = || {
        opening(statement)
            .next()
            .is_some_and(|piece| is_subject(&piece.lower))
    };
    if is_of_itself(statement) || pronoun() && judged.own >= OWN {
        return Some(ClaimKind::Own);
    }
    // What has its day is seldom a matter of opinion, and never while the day is to come: it will be seen.
    let dated = !statement.news().days.is_empty();
    if dated && statement.news().modality.contains(&Modality::Future) {
        return None;
    }
    let least = if dated { DATED_OPINION } else { OPINION };
    (judged.settled >= least).then_some(ClaimKind::Opinion)
}

/// So many of its first words may hold its subject.
const OPENING: usize = 4;

fn opening(statement: &Statement) -> impl Iterator<Item = &Piece> {
    statement.gist.words().take(OPENING)
}

/// Is its subject who says it: a pronoun that stands for him, his name, or a deed of his?
fn is_of_itself(statement: &Statement) -> bool {
    let first_person = |piece: &Piece| piece.classes.has(Class::FirstPerson);
    statement.of_itself
        || statement.whole == Whole::Completed
        || opening(statement)
            .any(|piece| first_person(piece) || statement.gist.stands_for.contains(&piece.stem))
}

fn is_subject(lower: &str) -> bool {
    matches!(lower, "he" | "she" | "it" | "they")
}
