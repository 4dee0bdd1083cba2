//! `shared-root`: several sources that lead back to one.

use crate::policy::Level::{Off, Warning};
use crate::rules::look::Look;
use crate::rules::look::{excerpt, listed};
use crate::rules::paths::Paths;
use crate::rules::table::{Hit, Levels, rule};
use crate::strength::Rung;

rule! {
    /// The text cites two sources or more for a claim, but all of them lead back to the same one. It looks
    /// corroborated and is not.
    ///
    /// ## Why it matters
    ///
    /// Two papers that quote one agency report are one source. ICD 206 and the Admiralty code warn of
    /// circular and common-origin reporting; the Reuters Handbook asks where a source has its information
    /// from before it counts as the second.
    ///
    /// ## Fires on
    ///
    /// ```toml
    /// [[source]]
    /// id = "ledger"
    /// name = "Daily Ledger"
    /// kind = "outlet"
    /// cites = ["filing"]
    ///
    /// [[source]]
    /// id = "post"
    /// name = "Morning Post"
    /// kind = "outlet"
    /// cites = ["filing"]
    ///
    /// [[source]]
    /// id = "filing"
    /// name = "a filing"
    /// kind = "document"
    ///
    /// [[source]]
    /// id = "vale"
    /// name = "Ann Vale"
    /// kind = "named-person"
    ///
    /// [[claim]]
    /// id = "merger"
    /// text = "The two firms are in merger talks."
    /// sources = ["ledger", "post"]
    /// ```
    ///
    /// ## Does not fire on
    ///
    /// ```toml
    /// [[source]]
    /// id = "ledger"
    /// name = "Daily Ledger"
    /// kind = "outlet"
    /// cites = ["filing"]
    ///
    /// [[source]]
    /// id = "post"
    /// name = "Morning Post"
    /// kind = "outlet"
    /// cites = ["vale"]
    ///
    /// [[source]]
    /// id = "filing"
    /// name = "a filing"
    /// kind = "document"
    ///
    /// [[source]]
    /// id = "vale"
    /// name = "Ann Vale"
    /// kind = "named-person"
    ///
    /// [[claim]]
    /// id = "merger"
    /// text = "The two firms are in merger talks."
    /// sources = ["ledger", "post"]
    /// ```
    ///
    /// ## How to mend it
    ///
    /// Count them as one and say so, or find a source that does not pass the shared one.
    ///
    /// ## Stays quiet
    ///
    /// When two paths stay apart down to their roots; for a source's word about itself; on light claims.
    ///
    /// ## Level
    ///
    /// A warning, off on a light claim.
    "shared-root", Levels::always(Warning).light(Off), Graph, "several sources that lead back to one", check
}

/// Two supporters or more, one of whose bottlenecks they share.
fn check(look: &Look) -> Vec<Hit> {
    look.claims()
        .filter(|told| told.strength.independence.high == 1 && told.strength.rung != Rung::OwnWord)
        .filter_map(|told| {
            let shared = *told.strength.bottlenecks.first()?;
            let mut supporters = told.claim.supporters();
            // Those that lead to no root do not lead to the shared one.
            supporters.retain(|id| Paths::holds(&look.paths().rooted, *id));
            if supporters.len() < 2 {
                return None;
            }
            let names: Vec<&str> = supporters.iter().map(|id| look.source(*id).label()).collect();
            let several = names.iter().take(4).copied().collect::<Vec<_>>();
            let message = format!(
                "{} has {} sources ({}), and all of them lead back to {}",
                excerpt(&told.claim.text),
                supporters.len(),
                listed(&several),
                look.source(shared).label()
            );
            let sources = supporters
                .into_iter()
                .filter(|id| *id != shared)
                .chain([shared])
                .collect();
            Some(told.hit(
                sources,
                message,
                "count them as one source, or find one that does not depend on the shared one",
            ))
        })
        .collect()
}
