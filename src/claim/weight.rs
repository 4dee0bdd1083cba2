//! How much a claim weighs, with the reason in words.

use super::statement::Statement;
use super::wrongdoing::{self, Gravity};
use super::{ClaimKind, Weight};

/// From these on a judgement counts; where F is best on articles that the judge was not taught on.
const HEAVY: f32 = 0.3;
const LIGHT: f32 = 0.37;

/// The weight of a statement of this kind, and why; no reason for a normal weight.
pub(super) fn of(statement: &Statement, kind: ClaimKind) -> (Weight, &'static str) {
    let judged = statement.judged.unwrap_or_default();
    let grave = wrongdoing::gravity(statement.news()) == Gravity::Grave;
    let heavy = judged.heavy >= HEAVY;
    match kind {
        ClaimKind::Casualty => (Weight::Heavy, "tells of people killed, hurt or missing"),
        ClaimKind::Accusation if heavy || grave => (Weight::Heavy, "accuses somebody of wrongdoing"),
        ClaimKind::Background => (Weight::Light, "tells background"),
        ClaimKind::Money if heavy => (Weight::Heavy, "gives a sum of money that matters"),
        _ if heavy => (Weight::Heavy, "would do harm if it were wrong"),
        ClaimKind::Own => (
            Weight::Light,
            "says what the source itself thinks, wants, plans or went through",
        ),
        ClaimKind::Opinion => (Weight::Light, "states an opinion"),
        _ if judged.light >= LIGHT => (Weight::Light, "tells little that could do harm"),
        _ => (Weight::Normal, ""),
    }
}
