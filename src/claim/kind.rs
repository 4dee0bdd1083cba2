//! What a claim is about.

use super::figure::{Figure, Measure};
use super::gist::{Gist, Modality, Piece};
use super::lexicon::Class;
use super::manner::Manner;
use super::statement::{Speaker, Statement};
use super::wording::Whole;
use super::wrongdoing::{self, Gravity};
use super::{ClaimKind, casualty, selfname};

/// The kind of a statement: the gravest that fits.
pub(super) fn of(statement: &Statement) -> ClaimKind {
    let news = statement.news();
    let gravity = wrongdoing::gravity(news);
    let hurt = casualty::is(news);
    let dated = news.figures.iter().any(|figure| figure.measure == Measure::Time);
    if statement.background && gravity < Gravity::Grave && (dated || !hurt) {
        return ClaimKind::Background;
    }
    if hurt {
        return ClaimKind::Casualty;
    }
    if statement.only_denied()
        && news
            .pieces
            .iter()
            .any(|piece| piece.classes.has(Class::Crime) || piece.classes.has(Class::Wrong))
    {
        return ClaimKind::Accusation;
    }
    if (statement.manner == Manner::Accuses && !news.negated)
        || (gravity > Gravity::None && !is_confession(news))
    {
        return ClaimKind::Accusation;
    }
    if statement.whole == Whole::Completed {
        return of_completed(statement);
    }
    if is_own(statement) {
        return ClaimKind::Own;
    }
    if is_opinion(news) {
        return ClaimKind::Opinion;
    }
    if news.modality.contains(&Modality::Future) {
        return ClaimKind::Forecast;
    }
    by_figure(news)
}

/// The kind of a clause that tells what its source does: a figure that it gives, a judgement, else what only the source
/// itself is needed for.
fn of_completed(statement: &Statement) -> ClaimKind {
    let kind = by_figure(statement.news());
    let counts = matches!(kind, ClaimKind::Quantity | ClaimKind::Money);
    match statement.manner {
        Manner::Says if counts => kind,
        _ if matches!(statement.speaker, Speaker::Document | Speaker::Relay) => kind,
        Manner::Says if statement.speaker == Speaker::Outlet => kind,
        Manner::Judges => ClaimKind::Opinion,
        _ if statement.has_source() => ClaimKind::Own,
        _ => kind,
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

/// The source's own view, wish, plan, experience or decision; what a body announces about itself.
fn is_own(statement: &Statement) -> bool {
    if !statement.has_source() || statement.speaker == Speaker::Relay {
        return false;
    }
    let mut words = statement.gist.words().skip_while(|piece| {
        piece.classes.has(Class::Function)
            && !is_subject(&piece.lower)
            && !piece.classes.has(Class::FirstPerson)
    });
    let subject = words.next().map_or("", |piece| piece.lower.as_str());
    let verbs: Vec<_> = words.take(3).collect();
    let will = verbs
        .iter()
        .any(|piece| piece.classes.has(Class::Will) || piece.classes.has(Class::Holding));
    let effect = verbs
        .get(1)
        .is_some_and(|piece| selfname::EFFECTS.contains(&piece.lower.as_str()));
    let ahead = !(subject == "it" && effect)
        && verbs.iter().take(2).any(|piece| {
            matches!(
                piece.lower.as_str(),
                "will" | "would" | "won't" | "wouldn't" | "can" | "cannot" | "can't"
            )
        });
    match subject {
        _ if statement.manner == Manner::Wills => true,
        "i" | "i'm" | "i've" | "i'll" | "i'd" => true,
        "we" | "we're" | "we've" => will || ahead || verbs.iter().take(1).all(|piece| !is_link(&piece.lower)),
        "we'll" | "we'd" => true,
        _ if is_subject(subject) => will || (ahead && statement.speaker == Speaker::One),
        _ => false,
    }
}

fn is_link(lower: &str) -> bool {
    matches!(
        lower,
        "are" | "were" | "have" | "had" | "need" | "must" | "should" | "can" | "cannot" | "ought"
    )
}

fn is_subject(lower: &str) -> bool {
    matches!(
        lower,
        "he" | "she" | "it" | "they" | "they're" | "they've" | "they'll" | "he'll" | "she'll"
    )
}

/// A judgement: a word of judgement after a form of "to be", or several of them; or what should be.
fn is_opinion(gist: &Gist) -> bool {
    let judges = |piece: &&Piece| piece.classes.has(Class::Judgement);
    let being = |piece: &Piece| {
        matches!(
            piece.lower.as_str(),
            "is" | "are"
                | "was"
                | "were"
                | "be"
                | "been"
                | "being"
                | "'s"
                | "'re"
                | "seems"
                | "looks"
                | "that's"
                | "it's"
        )
    };
    let predicate = gist.pieces.iter().enumerate().any(|(at, piece)| {
        let mut after = gist.pieces.iter().skip(at + 1).take(4);
        being(piece) && after.any(|next| judges(&next))
    });
    let needs = gist.has_pair(&["needs", "need", "has", "have"], &["to"]) && gist.has(Class::SecondPerson);
    predicate
        || needs
        || gist.pieces.iter().filter(judges).count() >= 2
        || gist.modality.contains(&Modality::Duty)
}
