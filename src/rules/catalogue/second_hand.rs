//! `second-hand`: a claim that rests on hearsay alone.

use super::outlet_only::only_outlets;
use crate::policy::Level::{Note, Warning};
use crate::rules::look::Look;
use crate::rules::look::excerpt;
use crate::rules::paths::Paths;
use crate::rules::table::{Hit, Levels, rule};
use crate::source::{Basis, SourceId};
use crate::strength::Rung;

rule! {
    /// Everybody who carries the claim has it from somebody else: "told colleagues", "was briefed on",
    /// "heard from".
    ///
    /// ## Why it matters
    ///
    /// Reuters ranks a source who was there above one who was told. The Admiralty code grades the
    /// reliability of the source apart from the credibility of the report for this reason, and ICD 206 asks
    /// whether access was direct.
    ///
    /// ## Fires on
    ///
    /// ```toml
    /// [[source]]
    /// id = "holt"
    /// name = "Per Holt"
    /// kind = "named-person"
    /// title = "lock keeper"
    /// basis = "second-hand"
    ///
    /// [[claim]]
    /// id = "asleep"
    /// text = "The skipper was asleep."
    /// sources = ["holt"]
    /// ```
    ///
    /// ## Does not fire on
    ///
    /// ```toml
    /// [[source]]
    /// id = "holt"
    /// name = "Per Holt"
    /// kind = "named-person"
    /// title = "lock keeper"
    /// basis = "first-hand"
    ///
    /// [[claim]]
    /// id = "asleep"
    /// text = "The skipper was asleep."
    /// sources = ["holt"]
    /// ```
    ///
    /// ## How to mend it
    ///
    /// Reach the person who was there or the document itself; otherwise tell the reader how the source
    /// knows.
    ///
    /// ## Stays quiet
    ///
    /// As soon as one path leads to somebody with first-hand or unknown access. It speaks for `single-
    /// source` about the same claim.
    /// In a draft, a source that names whom it has it from is left alone: the reader sees the chain; and `outlet-only` tells of
    /// other outlets.
    ///
    /// ## Level
    ///
    /// A warning, a note on a light claim.
    "second-hand", Levels::always(Warning).light(Note), Graph, "a claim that rests on hearsay alone", check
}

/// No path leads round those who have it from somebody else.
fn check(look: &Look) -> Vec<Hit> {
    look.claims()
        .filter(|told| told.strength.rung != Rung::OwnWord)
        // What another paper has from somebody else is what that rule tells.
        .filter(|told| look.case.by_hand() || !only_outlets(look, told))
        .filter_map(|told| {
            let supporters = told.claim.supporters();
            let direct = supporters
                .iter()
                .any(|id| Paths::holds(&look.paths().first_hand, *id));
            let hearsay: Vec<SourceId> = supporters
                .iter()
                .chain(&told.strength.bottlenecks)
                .chain(&told.strength.roots)
                .copied()
                .filter(|id| is_hearsay(look, *id))
                .collect();
            let first = *hearsay.first()?;
            if direct {
                return None;
            }
            let message = format!(
                "{} rests on hearsay: {} was not there and has it from somebody else",
                excerpt(&told.claim.text),
                look.source(first).label()
            );
            let mut sources = hearsay;
            sources.sort_unstable();
            sources.dedup();
            let help = "reach somebody who was there or saw the document, or say how the source knows";
            Some(told.hit(sources, message, help))
        })
        .collect()
}

/// Does the source have it from somebody else? In a draft, one that names whom it has it from is left alone: the
/// reader sees the chain, and the machine reads chains with less certainty than a desk writes them.
fn is_hearsay(look: &Look, id: SourceId) -> bool {
    let source = look.source(id);
    source.basis == Basis::SecondHand && (look.case.by_hand() || source.cites.is_empty())
}
