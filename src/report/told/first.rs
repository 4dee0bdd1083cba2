//! What to check first: each claim with its place, its kind, its words, who carries it, and what to do.

use super::chain::Chain;
use crate::Analysis;
use crate::claim::{Claim, ClaimId, ClaimKind};
use crate::report::svg::footing::Footing;
use crate::report::{escape, words};
use crate::rules::{self, Case};

/// One claim to check.
pub(in crate::report) struct Item {
    pub(in crate::report) id: String,
    /// Its place in the list, from 1.
    pub(in crate::report) rank: usize,
    pub(in crate::report) footing: Footing,
    /// Paragraph, number, kind.
    pub(in crate::report) place: String,
    /// What the claim says.
    pub(in crate::report) words: String,
    /// Who carries it and why that is weak.
    pub(in crate::report) why: String,
    /// What would mend it; empty when no rule says.
    pub(in crate::report) to_do: String,
    pub(in crate::report) chain: Chain,
}

/// The items of these claims.
pub(in crate::report) fn items(analysis: &Analysis, front: &[ClaimId]) -> Vec<Item> {
    let case = &analysis.case;
    let found = words::by_claim(analysis);
    let mut told: Vec<&str> = Vec::new();
    let mut items = Vec::new();
    for (rank, id) in front.iter().enumerate() {
        let (claim, strength) = (&case.graph.claims[id.0], &case.strengths[id.0]);
        let help = words::to_do(&found[id.0]).unwrap_or_default();
        // What was said once is pointed to.
        let to_do = match told.iter().position(|before| *before == help && !help.is_empty()) {
            Some(before) => format!("As for {}.", before + 1),
            None => words::sentence(&escape::line(help)),
        };
        told.push(help);
        items.push(Item {
            id: claim.id.clone(),
            rank: rank + 1,
            footing: Footing::of(strength.rung),
            place: place(case, *id),
            words: words::capital(&escape::line(&claim.text)),
            why: why(case, claim, &strength.words),
            to_do,
            chain: Chain::of(case, *id),
        });
    }
    items
}

/// "¶ 3 · claim 6 · accuses somebody of wrongdoing · the reading is unsure".
fn place(case: &Case, id: ClaimId) -> String {
    let claim = &case.graph.claims[id.0];
    let mut parts = Vec::new();
    match case.draft.paragraph(claim.place()) {
        Some(number) => parts.push(format!("¶ {number}")),
        None if claim.lede && !case.by_hand() => parts.push("headline".to_owned()),
        None => {}
    }
    parts.push(format!("claim {}", id.0 + 1));
    match (claim.weight_reason.as_str(), kind(claim.kind)) {
        ("", "") => {}
        ("", kind) => parts.push(kind.to_owned()),
        (reason, _) => parts.push(escape::line(reason)),
    }
    if rules::is_unsure(case, claim) {
        parts.push("the reading is unsure".to_owned());
    }
    parts.join(" · ")
}

/// What kind of claim it is, where that tells an editor something.
fn kind(kind: ClaimKind) -> &'static str {
    match kind {
        ClaimKind::Accusation => "accuses somebody",
        ClaimKind::Casualty => "tells of people hurt or killed",
        ClaimKind::Money => "a sum of money",
        ClaimKind::Quantity => "a number",
        ClaimKind::Date => "a date",
        ClaimKind::Cause => "a cause",
        ClaimKind::Forecast => "a forecast",
        ClaimKind::Opinion | ClaimKind::Own | ClaimKind::Background | ClaimKind::Fact => "",
    }
}

/// Who carries a claim of this strength and why that is weak, who differs, who would not comment: sentences.
pub(super) fn why(case: &Case, claim: &Claim, strength: &str) -> String {
    let mut said = vec![words::sentence(&escape::line(strength))];
    if !claim.discrepancies.is_empty() {
        said.push(words::differs(&claim.discrepancies));
    }
    said.extend(words::no_comment(case, claim));
    said.join(" ")
}
