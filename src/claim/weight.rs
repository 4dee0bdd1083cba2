//! How much a claim weighs, with the reason in words.

use super::figure::Measure;
use super::gist::{Gist, Modality};
use super::lexicon::Class;
use super::statement::{Place, Statement};
use super::{ClaimKind, Weight, kind};

/// From this sum on, money weighs heavy.
const HEAVY_MONEY: f64 = 1_000_000.0;

/// The weight of a statement of this kind, and why; no reason for a normal weight.
pub(super) fn of(statement: &Statement, kind: ClaimKind) -> (Weight, &'static str) {
    let gist = &statement.gist;
    match kind {
        ClaimKind::Casualty => (Weight::Heavy, "tells of people killed, hurt or missing"),
        ClaimKind::Accusation if kind::is_grave(gist) && !gist.modality.contains(&Modality::Possible) => {
            (Weight::Heavy, "accuses somebody of wrongdoing")
        }
        ClaimKind::Own => (
            Weight::Light,
            "says what the source itself thinks, wants, plans or went through",
        ),
        ClaimKind::Opinion => (Weight::Light, "states an opinion"),
        ClaimKind::Background => (Weight::Light, "tells background"),
        _ if heavy_money(gist) => (Weight::Heavy, "gives a large sum of money"),
        _ if superlative(gist) => (Weight::Heavy, "says that nothing beats it"),
        ClaimKind::Forecast => (Weight::Normal, ""),
        _ if statement.place == Place::Opening && !gist.names.is_empty() => {
            (Weight::Heavy, "opens the article")
        }
        _ => (Weight::Normal, ""),
    }
}

fn heavy_money(gist: &Gist) -> bool {
    let large =
        |figure: &super::figure::Figure| figure.measure == Measure::Money && figure.value >= HEAVY_MONEY;
    gist.figures.iter().any(large)
}

/// A superlative with its scope soon after it: "the deadliest in two decades".
fn superlative(gist: &Gist) -> bool {
    gist.pieces.iter().enumerate().any(|(at, piece)| {
        let mut after = gist.pieces.iter().skip(at + 1).take(5);
        piece.classes.has(Class::Superlative) && after.any(|next| next.classes.has(Class::Scope))
    })
}
