//! Accusations: does a text say that somebody did wrong, and how gravely?
//!
//! The word for a crime is not enough ("a bill against fraud"): it must be the deed of a verb, or stand in the frame of an
//! accusation ("was convicted of", "took ... in bribes").

use super::figure::Measure;
use super::gist::{Gist, Modality, Piece};
use super::lexicon::Class;
use crate::source::is_people;

/// What is charged for a service.
const PRICES: &[&str] = &[
    "fee",
    "fees",
    "rent",
    "price",
    "toll",
    "interest",
    "rate",
    "rates",
    "admission",
    "tuition",
];

/// How far after its frame the word for a wrong may stand.
const FRAME_REACH: usize = 12;

/// How far after "by" or "to" the words of a deed may reach.
const DEED_REACH: usize = 6;

/// What a liar gives.
const ACCOUNTS: &[&str] = &[
    "account",
    "accounts",
    "statement",
    "statements",
    "evidence",
    "testimony",
    "information",
    "records",
    "documents",
    "invoices",
    "figures",
    "claims",
    "alibi",
    "answers",
];

/// How he gives it.
const GIVING: &[&str] = &[
    "gave",
    "given",
    "giving",
    "gives",
    "made",
    "making",
    "filed",
    "filing",
    "submitted",
    "submitting",
    "provided",
    "providing",
    "supplied",
    "issued",
    "used",
    "produced",
];

/// How grave what a text accuses somebody of is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gravity {
    /// It accuses nobody.
    None,
    /// Blame that names no crime.
    Blame,
    /// A crime, an abuse of office, a lie to those whom one owes the truth.
    Grave,
}

/// What a text accuses somebody of.
pub(super) fn gravity(gist: &Gist) -> Gravity {
    let target = !gist.names.is_empty() || gist.has(Class::ThirdPerson) || gist.telling().count() > 1;
    let supposed = gist.modality.iter().any(|modality| *modality != Modality::Future);
    if gist.negated || !target || gist.modality.contains(&Modality::Condition) {
        return Gravity::None;
    }
    let words: Vec<&Piece> = gist.words().collect();
    let any = |test: fn(&[&Piece], usize) -> bool| (0..words.len()).any(|at| test(&words, at));
    let law = gist.has_pair(&["broke", "breaking", "broken", "flouted"], &["law", "laws"])
        || gist.has_pair(&["evaded", "evading", "dodged"], &["tax", "taxes"]);
    let money = gist.figures.iter().any(|figure| figure.measure == Measure::Money);
    let charged = (0..words.len()).any(|at| words[at].classes.has(Class::Charge) && is_charged(&words, at));
    let unlawfully = words.windows(2).any(|pair| {
        matches!(
            pair[0].lower.as_str(),
            "illegally" | "unlawfully" | "fraudulently"
        ) && !pair[1].classes.has(Class::Function)
    });
    if !supposed
        && (law
            || unlawfully
            || (money && charged)
            || any(is_deed)
            || any(is_framed)
            || any(is_lie_to_authority)
            || any(is_lied_to)
            || any(is_hidden_from_authority)
            || any(is_driven_at_people)
            || any(is_false_account))
    {
        return Gravity::Grave;
    }
    let named = !gist.names.is_empty() || gist.has(Class::ThirdPerson) || any(is_somebody);
    let blames = gist.has(Class::Blame) || any(is_deed) || any(is_framed);
    if named && blames {
        Gravity::Blame
    } else {
        Gravity::None
    }
}

/// "The surgeon", "our landlords": somebody picked out by what he is.
fn is_somebody(words: &[&Piece], at: usize) -> bool {
    let picked = |before: &&Piece| {
        before.classes.has(Class::Article) && !matches!(before.lower.as_str(), "a" | "an" | "no")
    };
    at.checked_sub(1)
        .map(|before| words[before])
        .as_ref()
        .is_some_and(picked)
        && is_people(&words[at].lower)
}

fn is_being(piece: &Piece) -> bool {
    matches!(
        piece.lower.as_str(),
        "is" | "are" | "was" | "were" | "be" | "been" | "being" | "stands" | "stand" | "stood"
    )
}

/// Is the word at `at` the verb of a wrong that its subject did? A passive needs its agent ("was robbed by").
fn is_deed(words: &[&Piece], at: usize) -> bool {
    if !words[at].classes.has(Class::Crime) || at == 0 {
        return false;
    }
    let before = &words[at.saturating_sub(2)..at];
    let adjective = !is_subject(words, at);
    let subject = words[..at]
        .iter()
        .any(|piece| piece.rarity > 0.0 || piece.classes.has(Class::ThirdPerson));
    let passive = before.iter().any(|piece| is_being(piece));
    let agent = words[at..]
        .iter()
        .take(DEED_REACH)
        .any(|piece| piece.lower == "by");
    subject && !adjective && (!passive || agent)
}

/// Does a subject or an auxiliary stand right before the word at `at`, but for adverbs ("the developers systematically")?
fn is_subject(words: &[&Piece], at: usize) -> bool {
    let adverb = |piece: &Piece| {
        piece.lower.ends_with("ly") || matches!(piece.lower.as_str(), "also" | "then" | "later")
    };
    let Some(before) = (0..at).rev().find(|before| !adverb(words[*before])) else {
        return false;
    };
    let (piece, earlier) = (words[before], before.checked_sub(1).map(|earlier| words[earlier]));
    let auxiliary = matches!(
        piece.lower.as_str(),
        "has" | "had" | "have" | "who" | "that" | "and" | "which"
    );
    let noun = piece.rarity > 0.0
        && earlier.is_some_and(|earlier| earlier.classes.has(Class::Article) || earlier.rarity > 0.0);
    auxiliary || noun || is_being(piece) || piece.capital || piece.classes.has(Class::ThirdPerson)
}

/// Does the word at `at` frame an accusation whose wrong stands after it?
fn is_framed(words: &[&Piece], at: usize) -> bool {
    let frame = words[at];
    let wrong = |reach: usize| {
        words[at + 1..]
            .iter()
            .take(reach)
            .any(|piece| piece.classes.has(Class::Wrong))
    };
    if frame.classes.has(Class::Charge) {
        return is_charged(words, at) && wrong(FRAME_REACH);
    }
    // "a deterrent to committing a crime" tells of no crime.
    let averted = |piece: &Piece| matches!(piece.lower.as_str(), "to" | "from" | "against" | "without");
    let done =
        at > 0 && !is_being(words[at - 1]) && !(averted(words[at - 1]) && frame.lower.ends_with("ing"));
    frame.classes.has(Class::Frame) && done && wrong(FRAME_REACH)
}

/// Is somebody charged by the word at `at`: in a passive, or as its object ("people accused of" only describes)?
fn is_charged(words: &[&Piece], at: usize) -> bool {
    let next = words.get(at + 1).map_or("", |piece| piece.lower.as_str());
    let passive = words[at.saturating_sub(2)..at]
        .iter()
        .any(|piece| is_being(piece));
    let object = !matches!(next, "of" | "in" | "with" | "on" | "for" | "by" | "over" | "to");
    // "Tweets accusing her of fraud are lies" tells of the tweets.
    let described = words[at].lower == "accusing" && words[at + 1..].iter().any(|piece| is_being(piece));
    // "charged a $100,000 fee" asks a price.
    let price = words[at].lower == "charged"
        && !passive
        && words[at + 1..]
            .iter()
            .take(4)
            .any(|piece| PRICES.contains(&piece.lower.as_str()));
    !described && !price && (passive || object || words[at].lower == "guilty")
}

/// Did somebody lie to a parliament, a court, the police?
fn is_lie_to_authority(words: &[&Piece], at: usize) -> bool {
    let lies = matches!(
        words[at].lower.as_str(),
        "lied" | "lying" | "misled" | "misleading" | "deceived" | "deceiving"
    );
    lies && words[at + 1..]
        .iter()
        .take(4)
        .any(|piece| piece.classes.has(Class::Authority))
}

/// Was something hidden from inspectors, the police, a court?
fn is_hidden_from_authority(words: &[&Piece], at: usize) -> bool {
    let hides = matches!(
        words[at].lower.as_str(),
        "hid" | "hidden" | "hiding" | "concealed" | "concealing" | "withheld" | "withholding"
    );
    let after = &words[at + 1..];
    let from = after
        .iter()
        .take(DEED_REACH)
        .position(|piece| piece.lower == "from");
    let kept = |from: usize| {
        after[from..]
            .iter()
            .take(4)
            .any(|piece| piece.classes.has(Class::Authority))
    };
    hides && from.is_some_and(kept)
}

/// Did somebody run people over, mow or gun them down?
fn is_driven_at_people(words: &[&Piece], at: usize) -> bool {
    let particle = match words[at].lower.as_str() {
        "mow" | "mowed" | "mowing" | "gunned" | "gunning" | "cut" => "down",
        "ran" | "running" => "over",
        _ => return false,
    };
    let after = words[at + 1..].iter().take(DEED_REACH);
    let led = after.clone().take_while(|piece| piece.lower != particle);
    let person = |piece: &&&Piece| piece.classes.has(Class::People) || piece.classes.has(Class::ThirdPerson);
    let length = led.clone().count();
    let behind = words.get(at + length + 2).is_some_and(|piece| person(&piece));
    length < after.count() && (led.clone().any(|piece| person(&piece)) || length == 0 && behind)
}

/// Was somebody "lied to"?
fn is_lied_to(words: &[&Piece], at: usize) -> bool {
    let passive = words[at.saturating_sub(2)..at]
        .iter()
        .any(|piece| is_being(piece));
    passive && words[at].lower == "lied" && words.get(at + 1).is_some_and(|next| next.lower == "to")
}

/// Did somebody give or make a false account, a false statement, false evidence?
fn is_false_account(words: &[&Piece], at: usize) -> bool {
    let told = matches!(
        words[at].lower.as_str(),
        "false" | "misleading" | "untrue" | "fabricated" | "forged"
    ) && words
        .get(at + 1)
        .is_some_and(|next| ACCOUNTS.contains(&next.lower.as_str()));
    let does = |piece: &&&Piece| GIVING.contains(&piece.lower.as_str());
    told && words[at.saturating_sub(4)..at].iter().any(|piece| does(&piece))
}
