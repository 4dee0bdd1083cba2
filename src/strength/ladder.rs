//! The ladder: each step a short function of how many can fail, what the roots are, and the kind of claim.

use super::Rung;
use super::roots::Reached;
use crate::claim::ClaimKind;

/// What decides a claim's place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Standing {
    /// What the claim is about.
    pub(super) kind: ClaimKind,
    /// Does anybody assert it?
    pub(super) attributed: bool,
    /// Can it be the own word of those who assert it: one of them is a root other than an outlet, and no other bears it out?
    pub(super) own_word: bool,
    /// How many sources can fail, cautiously.
    pub(super) paths: u32,
    /// The same with all of one interest counted once.
    pub(super) sides: u32,
    /// The kinds of the roots.
    pub(super) reached: Reached,
}

type Step = fn(&Standing) -> bool;

/// The steps; the first that holds is the claim's.
const STEPS: &[(Rung, Step)] = &[
    (Rung::Unattributed, |claim| !claim.attributed),
    (Rung::Ungrounded, |claim| claim.paths == 0),
    (Rung::OutletOnly, |claim| !solid(claim.reached)),
    // Two who tell what they themselves plan or do bear each other out in nothing.
    (Rung::OwnWord, |claim| {
        claim.kind == ClaimKind::Own && claim.own_word
    }),
    (Rung::Corroborated, |claim| {
        claim.sides > 1 && on_record(claim.reached)
    }),
    (Rung::CorroboratedAnonymous, |claim| claim.sides > 1),
    (Rung::Document, |claim| claim.reached.has(Reached::DOCUMENT)),
    (Rung::SingleSource, |claim| claim.reached.has(Reached::ON_RECORD)),
    (Rung::SingleUnnamed, |claim| claim.reached.has(Reached::UNNAMED)),
    (Rung::SingleAnonymous, |_| true),
];

/// The claim's place on the ladder.
///
/// A reached root of any kind can be one end of some largest set of paths (the sets of roots that paths can end
/// in are those of a matroid, a gammoid), so that one root on the record is enough for `corroborated`.
pub(super) fn rung(standing: &Standing) -> Rung {
    STEPS
        .iter()
        .find(|(_, step)| step(standing))
        .map_or(Rung::Unattributed, |(rung, _)| *rung)
}

fn solid(reached: Reached) -> bool {
    on_record(reached) || reached.has(Reached::UNNAMED) || reached.has(Reached::ANONYMOUS)
}

fn on_record(reached: Reached) -> bool {
    reached.has(Reached::DOCUMENT) || reached.has(Reached::ON_RECORD)
}
