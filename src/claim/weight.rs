//! How much a claim weighs, with the reason in words.

use super::figure::{self, Figure, Measure};
use super::gist::{Gist, Modality, Piece};
use super::lexicon::Class;
use super::manner::Manner;
use super::statement::{Place, Speaker, Statement, Tells};
use super::wrongdoing::{self, Gravity};
use super::{ClaimKind, Weight};

/// From this sum on, money weighs heavy.
const HEAVY_MONEY: f64 = 1_000_000.0;

/// Nouns that are sums themselves: "a $3 million fine".
const SUMS: &[&str] = &[
    "fine",
    "penalty",
    "loss",
    "loan",
    "deal",
    "contract",
    "settlement",
    "grant",
    "shortfall",
    "deficit",
    "debt",
    "profit",
    "bid",
    "offer",
    "payment",
    "bribe",
    "donation",
    "dollars",
    "dollar",
    "euros",
    "pounds",
    "cut",
    "increase",
    "award",
    "takeover",
    "purchase",
    "sale",
    "rescue",
    "bailout",
    "fee",
    "bonus",
    "ransom",
];

/// From here on a judgement counts: where F is best on articles that the judge was not taught on.
const HEAVY: f32 = 0.28;

/// The same of a light claim, higher: what is light is passed over.
const LIGHT: f32 = 0.6;

/// For a sentence in the paper's voice: of these the judge saw only such as an editor would query.
const HEAVY_PLAIN: f32 = 0.45;

/// The weight of a statement of this kind, and why; no reason for a normal weight. What a rule can tell by the letter weighs
/// whatever the judgement.
pub(super) fn of(statement: &Statement, kind: ClaimKind) -> (Weight, &'static str) {
    let news = statement.news();
    let sure = news.modality.iter().all(|modality| *modality == Modality::Future);
    let judged = statement.judged.unwrap_or_default();
    let grave = wrongdoing::gravity(news) == Gravity::Grave;
    let heavy = judged.heavy >= if statement.is_plain() { HEAVY_PLAIN } else { HEAVY };
    match kind {
        ClaimKind::Casualty => (Weight::Heavy, "tells of people killed, hurt or missing"),
        ClaimKind::Accusation if heavy || grave => (Weight::Heavy, "accuses somebody of wrongdoing"),
        ClaimKind::Background => (Weight::Light, "tells background"),
        _ if heavy => (Weight::Heavy, "would do harm if it were wrong"),
        ClaimKind::Own => (
            Weight::Light,
            "says what the source itself thinks, wants, plans or went through",
        ),
        ClaimKind::Opinion => (Weight::Light, "states an opinion"),
        _ if sure && heavy_money(news) => (Weight::Heavy, "gives a large sum of money"),
        _ if sure && opens(statement) => (Weight::Heavy, "opens the article"),
        _ if judged.light >= LIGHT => (Weight::Light, "tells little that could do harm"),
        _ => (Weight::Normal, ""),
    }
}

/// Is it checkable news in the first paragraph: something that happened or is to happen, to somebody or of some number?
fn opens(statement: &Statement) -> bool {
    let news = statement.news();
    let specific = !news.names.is_empty() || !news.figures.is_empty();
    let told = statement.manner == Manner::Says && statement.tells == Tells::Event;
    let vouched = statement.has_source()
        || happens_on_a_day(news)
        || news.figures.iter().any(|figure| figure.measure != Measure::Label);
    statement.place == Place::Opening && specific && told && vouched && !foresees_its_own(statement)
}

/// Does one say what will come of somebody or something of their own ("his goalkeeper will miss two games")? Nobody knows better.
fn foresees_its_own(statement: &Statement) -> bool {
    let news = statement.news();
    let first = news.words().next().map(|piece| piece.lower.as_str());
    let own = matches!(first, Some("his" | "her" | "its" | "our" | "my"));
    own && statement.speaker == Speaker::One && news.modality.contains(&Modality::Future)
}

/// Is there a day on which it happens ("on Friday", "said Friday"), not one in a name or of a thing ("Super Tuesday", "at
/// Friday's match")?
fn happens_on_a_day(gist: &Gist) -> bool {
    let pieces = &gist.pieces;
    (0..pieces.len())
        .filter(|at| gist.days.contains(&pieces[*at].stem))
        .any(|at| {
            let before = at.checked_sub(1).map(|before| &pieces[before]);
            before.is_none_or(|before| {
                let led = matches!(
                    before.lower.as_str(),
                    "at" | "of" | "for" | "in" | "from" | "after" | "before"
                );
                !led && (!before.capital || before.opens)
            })
        })
}

/// Is a large sum what the text tells, and not a quality of a thing ("a $42 million ballroom")?
fn heavy_money(gist: &Gist) -> bool {
    let large = |figure: &&Figure| figure.measure == Measure::Money && figure.value >= HEAVY_MONEY;
    gist.figures
        .iter()
        .filter(large)
        .any(|figure| !describes(gist, figure))
}

/// Does the sum stand between an article and a noun that is no sum itself?
fn describes(gist: &Gist, figure: &Figure) -> bool {
    let before = (0..figure.at)
        .rev()
        .map(|at| &gist.pieces[at])
        .find(|piece| piece.is_word());
    let number = |piece: &&Piece| {
        let lower = piece.lower.as_str();
        figure::value_of(lower).is_some()
            || matches!(lower, "million" | "billion" | "trillion" | "m" | "bn" | "-")
    };
    let after = gist.pieces[figure.at..].iter().find(|piece| !number(piece));
    before.is_some_and(|piece| piece.classes.has(Class::Article))
        && after.is_some_and(|piece| piece.rarity > 0.0 && !SUMS.contains(&piece.lower.as_str()))
}
