//! Which claims to check first, best first.

use std::cmp::Reverse;

use super::Case;
use crate::claim::{Claim, ClaimId, ClaimKind, Weight};
use crate::strength::{Rung, Strength};

/// Below this, the reading of who says so is a guess that is worth a look.
const SURE: f64 = 0.5;

/// From each of these on, a claim is a step more urgent.
const URGENT: &[f64] = &[0.15, 0.3, 0.45];

/// All claims in the order in which an editor would check them. Linear, save for sorting.
pub fn first(case: &Case) -> Vec<ClaimId> {
    let told = case.graph.claims.iter().zip(&case.strengths).enumerate();
    let mut order: Vec<_> = told
        .map(|(id, (claim, strength))| (rank(case, claim, strength), ClaimId(id)))
        .collect();
    order.sort_unstable();
    order.into_iter().map(|(_, id)| id).collect()
}

/// The few of them that stand at the front of a report, heavy ones first: nothing that matters little, not what somebody says
/// of himself, no opinion and no background, a plain sentence that nobody is cited for only when it is heavy, and nothing that
/// two sources or a document hold up and nobody contests.
pub fn front(case: &Case) -> Vec<ClaimId> {
    const AT_MOST: usize = 5;
    let matters = |id: &ClaimId| {
        let claim = case.graph.claim(*id);
        case.strengths.get(id.0).is_some_and(|strength| {
            let told = strength.rung != Rung::Unattributed || claim.weight == Weight::Heavy;
            told && claim.weight != Weight::Light && is_checked(claim, strength)
        })
    };
    let mut front: Vec<ClaimId> = first(case).into_iter().filter(matters).take(AT_MOST).collect();
    front.sort_by_key(|id| Reverse(case.graph.claim(*id).weight));
    front
}

fn is_checked(claim: &Claim, strength: &Strength) -> bool {
    let settled = matches!(
        claim.kind,
        ClaimKind::Own | ClaimKind::Opinion | ClaimKind::Background
    );
    let held = matches!(strength.rung, Rung::Corroborated | Rung::Document);
    !settled && strength.rung != Rung::OwnWord && (is_contested(claim, strength) || !held)
}

/// Lower comes first: by what the claim can do, by how weakly it stands, whether anybody says otherwise, whether the
/// reading is in doubt. What is left goes in article order.
fn rank(case: &Case, claim: &Claim, strength: &Strength) -> (i8, u8, bool, bool) {
    (
        -stake(claim, strength),
        footing(strength.rung),
        !is_contested(claim, strength),
        !is_unsure(case, claim),
    )
}

/// How much hangs on the claim, in steps: its weight, how urgent it reads, the top of the story unless two carry it, somebody accused. A sentence that nobody is
/// cited for counts three steps less: most of them tell what the paper saw or what is on record.
fn stake(claim: &Claim, strength: &Strength) -> i8 {
    let weight = match claim.weight {
        Weight::Heavy => 2,
        Weight::Normal => 1,
        Weight::Light => 0,
    };
    let accusation = i8::from(claim.kind == ClaimKind::Accusation);
    let unsourced = i8::from(strength.rung == Rung::Unattributed);
    let top = i8::from(claim.lede && strength.rung != Rung::Corroborated);
    let urgent = URGENT
        .iter()
        .map(|least| i8::from(claim.urgency >= *least))
        .sum::<i8>();
    weight + accusation + top + urgent - 3 * unsourced
}

/// How firmly the claim stands, weakest first.
fn footing(rung: Rung) -> u8 {
    match rung {
        Rung::Ungrounded | Rung::OutletOnly | Rung::SingleAnonymous => 0,
        Rung::SingleUnnamed | Rung::CorroboratedAnonymous => 1,
        Rung::Corroborated => 3,
        _ => 2,
    }
}

/// Does somebody say otherwise?
fn is_contested(claim: &Claim, strength: &Strength) -> bool {
    strength.disputed || !claim.discrepancies.is_empty()
}

/// Is it a guess who says so?
pub fn is_unsure(case: &Case, claim: &Claim) -> bool {
    let read = claim.backing.iter().filter_map(|backing| backing.attribution);
    let sure = read
        .filter_map(|at| case.attributions.get(at))
        .map(|one| one.confidence);
    sure.fold(None, |best: Option<f64>, one| {
        Some(best.map_or(one, |best| best.max(one)))
    })
    .is_some_and(|best| best < SURE)
}
