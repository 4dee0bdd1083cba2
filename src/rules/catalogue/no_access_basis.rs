//! `no-access-basis`: an anonymous source, and nothing tells how it knows.

use crate::claim::{Claim, ClaimKind};
use crate::policy::Level::{Note, Off, Warning};
use crate::rules::look::Look;
use crate::rules::speaking::{self, Told};
use crate::rules::table::{Hit, Levels, rule};
use crate::source::Basis;

rule! {
    /// Somebody without a name states a fact. The text tells where the source stands, and not how it comes to know.
    ///
    /// ## Why it matters
    ///
    /// Reuters and the New York Times ask how an unnamed source knows, and want the reader told: was it there, did it see
    /// the paper, was it briefed? The Admiralty code grades a report by its access before its author.
    ///
    /// ## Fires on
    ///
    /// > The minister struck a clerk, an official at the harbour ministry said on condition of anonymity.
    ///
    /// At 1:30.
    ///
    /// ## Does not fire on
    ///
    /// > The minister struck a clerk, an official at the harbour ministry who was in the room said on condition of anonymity.
    ///
    /// ## How to mend it
    ///
    /// Say in a few words how the source knows.
    ///
    /// ## Stays quiet
    ///
    /// Where the source was there, saw it, took part, was briefed or is close to it by its own description; on what it says
    /// of itself, on opinion and forecast; and where `bare-source` or `thin-description` says more.
    ///
    /// ## Level
    ///
    /// A note, a warning on a heavy claim, off on a light one.
    "no-access-basis", Levels::always(Note).heavy(Warning).light(Off), Graph, "an anonymous source of which nothing tells how it knows", check
}

/// Anonymous sources whose access is not told.
fn check(look: &Look) -> Vec<Hit> {
    let states = |claim: &Claim| {
        !matches!(
            claim.kind,
            ClaimKind::Own | ClaimKind::Opinion | ClaimKind::Forecast
        )
    };
    speaking::unnamed(look, states)
        .into_iter()
        .filter(|one| one.source.basis == Basis::Unknown && one.source.justification.is_empty())
        .filter(|one| one.told(look) == Told::Enough && !one.tells_access(look))
        .map(|one| {
            one.hit(
                look,
                format!("nothing tells how “{}” knows", one.source.label()),
                "say whether it was there, saw the paper, or was told",
            )
        })
        .collect()
}
