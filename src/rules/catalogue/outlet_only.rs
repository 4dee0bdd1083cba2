//! `outlet-only`: a claim that reaches us only through other outlets.

use crate::policy::Level::{Off, Warning};
use crate::rules::look::Look;
use crate::rules::look::{Told, excerpt, listed};
use crate::rules::paths::Paths;
use crate::rules::table::{Hit, Levels, rule};
use crate::source::{SourceId, SourceKind};

rule! {
    /// Every path from the claim to a root runs through another news outlet: we report that they report.
    ///
    /// ## Why it matters
    ///
    /// The BBC asks its journalists to establish a story themselves rather than to rely on others. AP and
    /// AFP match a competitor's story with their own reporting before they run it as fact, and credit it
    /// until then. In the Admiralty code a report that nobody else confirms is graded for its carrier, not
    /// for its origin.
    ///
    /// ## Fires on
    ///
    /// > Both firms make pumps.
    /// >
    /// > The two firms are in merger talks, the Daily Ledger reported.
    ///
    /// At 3:1.
    ///
    /// ## Does not fire on
    ///
    /// > Both firms make pumps.
    /// >
    /// > The two firms are in merger talks, said Ann Vale, who heads one of them.
    ///
    /// ## How to mend it
    ///
    /// Reach a source of your own, or somebody whom the outlet cites; otherwise credit the outlet in the
    /// sentence and say that you could not confirm it.
    ///
    /// ## Stays quiet
    ///
    /// When one path leads round all outlets; on light claims. It speaks for `single-source` about the same
    /// claim.
    ///
    /// ## Level
    ///
    /// A warning in a claims graph. In a draft a note, unless the claim reads like what editors ask another source for (`wanted` in
    /// the JSON): then a warning. A note where the text says that the claim could not be verified, off on a light claim.
    "outlet-only", Levels::always(Warning).light(Off), Graph, "a claim that reaches us only through other outlets", check
}

/// No path leads round the outlets.
fn check(look: &Look) -> Vec<Hit> {
    look.claims()
        .filter(|told| !told.one_is_enough(look) && only_outlets(look, told))
        .map(|told| {
            let outlets = outlets_of(look, &told);
            let names: Vec<&str> = outlets.iter().map(|id| look.source(*id).label()).collect();
            let message = if told.on_one() {
                told.with_words()
            } else {
                format!(
                    "{} reaches us only through {}",
                    excerpt(&told.claim.text),
                    listed(&names)
                )
            };
            told.hit(
                outlets,
                message,
                "reach whom the outlet cites or those it is about, or say that you could not confirm the report",
            )
            .within(told.bounds(look))
        })
        .collect()
}

/// Does every path of the claim run through an outlet?
pub(in crate::rules) fn only_outlets(look: &Look, told: &Told) -> bool {
    let supporters = told.claim.supporters();
    !supporters.is_empty()
        && told.strength.independence.high > 0
        && !supporters
            .iter()
            .any(|id| Paths::holds(&look.paths().beyond_outlets, *id))
}

/// The outlets that the claim rests on directly; the bottlenecks among outlets when it rests on none directly.
pub(in crate::rules) fn outlets_of(look: &Look, told: &Told) -> Vec<SourceId> {
    let outlet = |id: &SourceId| look.source(*id).kind == SourceKind::Outlet;
    let direct: Vec<SourceId> = told.claim.supporters().into_iter().filter(outlet).collect();
    if !direct.is_empty() {
        return direct;
    }
    told.strength.bottlenecks.iter().copied().filter(outlet).collect()
}
