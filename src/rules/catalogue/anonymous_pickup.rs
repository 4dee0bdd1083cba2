//! `anonymous-pickup`: another outlet's anonymous sources, and nothing of our own.

use crate::policy::Level::{Error, Off, Warning};
use crate::rules::catalogue::outlet_only::{only_outlets, outlets_of};
use crate::rules::look::Look;
use crate::rules::look::{excerpt, listed};
use crate::rules::table::{Hit, Levels, rule};
use crate::source::{SourceId, SourceKind};

rule! {
    /// A claim reaches us only through another outlet, and all that stands behind the outlet is anonymous.
    /// We cannot know who they are, and the text does not say that we could not verify it.
    ///
    /// ## Why it matters
    ///
    /// The New York Times does not repeat another outlet's anonymous sourcing without its own confirmation
    /// except rarely, with credit and with the reader told. AP asks its editors to try to match such a
    /// report and to say when it could not. NPR asks for the same.
    ///
    /// ## Fires on
    ///
    /// > The bank will be sold within days, the Daily Ledger reported, citing two unnamed people.
    ///
    /// At 1:1.
    ///
    /// ## Does not fire on
    ///
    /// > The bank will be sold within days, the Daily Ledger reported, citing two unnamed people. This
    /// > newspaper could not independently verify the report.
    ///
    /// ## How to mend it
    ///
    /// Get a root of your own. If that fails, credit the outlet, and say beside the claim that it could not
    /// be independently verified.
    ///
    /// ## Stays quiet
    ///
    /// When one source of our own carries the claim, when the outlet names somebody or cites a document,
    /// and when the text says nearby that the claim could not be verified.
    ///
    /// ## Level
    ///
    /// A warning, an error on a heavy claim, off on a light one.
    "anonymous-pickup", Levels::always(Warning).heavy(Error).light(Off), Graph, "another outlet's anonymous sources, and nothing of our own", check
}

/// Only outlets carry the claim, all roots behind them are anonymous, and the text says nothing about it.
fn check(look: &Look) -> Vec<Hit> {
    let anonymous = |id: &SourceId| look.source(*id).kind == SourceKind::Anonymous;
    look.claims()
        .filter(|told| !told.one_is_enough(look) && only_outlets(look, told))
        .filter(|told| !told.strength.roots.is_empty() && told.strength.roots.iter().all(anonymous))
        .filter(|told| !look.says_unverified(told))
        .map(|told| {
            let outlets = outlets_of(look, &told);
            let names: Vec<&str> = outlets.iter().map(|id| look.source(*id).label()).collect();
            let message = format!(
                "{} is picked up from {}, where all who say so are anonymous",
                excerpt(&told.claim.text),
                listed(&names)
            );
            let sources = outlets
                .into_iter()
                .chain(told.strength.roots.iter().copied())
                .collect();
            told.hit(
                sources,
                message,
                "confirm it with a source of your own, or say that it could not be independently verified",
            )
        })
        .collect()
}
