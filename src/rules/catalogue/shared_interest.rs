//! `shared-interest`: sources enough, but all on one side.

use std::collections::{BTreeMap, BTreeSet};

use crate::claim::ClaimKind;
use crate::policy::Level::{Off, Warning};
use crate::rules::look::Look;
use crate::rules::look::{excerpt, listed};
use crate::rules::table::{Hit, Levels, rule};
use crate::source::SourceId;
use crate::strength::Rung;

rule! {
    /// There are as many independent sources as the policy wants, but they share an interest (employer,
    /// party, side), so that by interest there are too few.
    ///
    /// ## Why it matters
    ///
    /// Two officials of one ministry may repeat one briefing. The BBC asks for sources that have no common
    /// reason to say the same, NPR and SPJ ask to consider motives, ICD 206 asks for the source's bias and
    /// access.
    ///
    /// ## Fires on
    ///
    /// ```toml
    /// [[source]]
    /// id = "speaker"
    /// kind = "unnamed-person"
    /// description = "a police spokeswoman"
    /// interest = ["police"]
    ///
    /// [[source]]
    /// id = "chief"
    /// name = "Jan Vries"
    /// kind = "named-person"
    /// title = "police chief"
    /// interest = ["police"]
    ///
    /// [[claim]]
    /// id = "raid"
    /// text = "The raid killed 12 people."
    /// kind = "casualty"
    /// sources = ["speaker", "chief"]
    /// ```
    ///
    /// ## Does not fire on
    ///
    /// ```toml
    /// [[source]]
    /// id = "speaker"
    /// kind = "unnamed-person"
    /// description = "a court spokeswoman"
    /// interest = ["court"]
    ///
    /// [[source]]
    /// id = "chief"
    /// name = "Jan Vries"
    /// kind = "named-person"
    /// title = "police chief"
    /// interest = ["police"]
    ///
    /// [[claim]]
    /// id = "raid"
    /// text = "The raid killed 12 people."
    /// kind = "casualty"
    /// sources = ["speaker", "chief"]
    /// ```
    ///
    /// ## How to mend it
    ///
    /// Ask somebody outside: the other side, a court, a witness, a document of another origin; or say in
    /// the text that all who say so belong together.
    ///
    /// ## Stays quiet
    ///
    /// When the count by interest meets the policy, when the claim misses the policy anyway (another rule
    /// says so), for a source's word about itself, and on light claims. It needs to know interests: from
    /// titles in a draft, from `interest` in a graph file.
    ///
    /// ## Level
    ///
    /// A warning, off on a light claim.
    "shared-interest", Levels::always(Warning).light(Off), Graph, "sources enough, but all on one side", check
}

/// Enough sources, too few by interest.
fn check(look: &Look) -> Vec<Hit> {
    let wanted = look.policy.minimum_independence;
    look.claims()
        .filter(|told| {
            told.strength.independence.cited >= wanted && told.strength.independence.by_interest < wanted
        })
        .filter(|told| told.strength.rung != Rung::OwnWord && told.claim.kind != ClaimKind::Own)
        .filter_map(|told| {
            let shared = shared_interests(look, &told.strength.roots);
            if shared.is_empty() {
                return None;
            }
            let shared: Vec<&str> = shared.iter().map(String::as_str).collect();
            let claim = excerpt(&told.claim.text);
            let count = told.strength.independence;
            let message = match count.by_interest {
                0 | 1 => format!(
                    "{claim} has {} sources, but all of them belong to {}",
                    count.cited,
                    listed(&shared)
                ),
                apart => format!(
                    "{claim} has {} sources, but only {apart} without a shared interest ({})",
                    count.cited,
                    listed(&shared)
                ),
            };
            Some(told.hit(
                told.strength.roots.clone(),
                message,
                "ask somebody who does not share their interest, or say that they belong together",
            ))
        })
        .collect()
}

/// Interests that two roots or more have, in alphabetical order.
fn shared_interests(look: &Look, roots: &[SourceId]) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for id in roots {
        let interests: BTreeSet<&str> = look.source(*id).interest.iter().map(String::as_str).collect();
        for interest in interests {
            *counts.entry(interest).or_default() += 1;
        }
    }
    let shared = counts.into_iter().filter(|(_, count)| *count > 1);
    shared.map(|(interest, _)| interest.to_owned()).collect()
}
