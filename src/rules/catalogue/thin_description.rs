//! `thin-description`: an unnamed source of whom the reader learns neither the institution nor how it knows.

use crate::policy::Level::Warning;
use crate::rules::look::Look;
use crate::rules::speaking::{self, Told};
use crate::rules::table::{Hit, Levels, rule};
use crate::source::{Basis, SourceKind};

rule! {
    /// A source without a name is described by one word that fits thousands ("an insider", "one MP"), or by a
    /// phrase that says nothing ("a person familiar with the matter").
    ///
    /// ## Why it matters
    ///
    /// The New York Times tells its writers that "familiar with the matter" is so vague as to be of no use.
    /// Reuters, AP and the Washington Post want the description to tell the source's institution, its side or
    /// how it knows, as closely as the promise allows.
    ///
    /// ## Fires on
    ///
    /// > The chief executive will leave in June, a person familiar with the matter said.
    ///
    /// At 1:41.
    ///
    /// ## Does not fire on
    ///
    /// > The chief executive will leave in June, a person who read his letter to the supervisory board said.
    ///
    /// ## How to mend it
    ///
    /// Say from which institution or side the source comes, or how it knows.
    ///
    /// ## Stays quiet
    ///
    /// On a later mention, on a source that was there, and on one that is described by nothing at all:
    /// `bare-source` speaks of it.
    ///
    /// ## Level
    ///
    /// A warning. It speaks for `uncounted-plural` and `no-anonymity-reason` about the same claim.
    "thin-description", Levels::always(Warning), Text, "an unnamed source with neither institution nor access", check
}

/// Anonymous sources that are called something and no more.
fn check(look: &Look) -> Vec<Hit> {
    speaking::first_of_kind(look, SourceKind::Anonymous)
        .into_iter()
        .filter(|speech| speech.source.basis != Basis::FirstHand)
        .filter(|speech| speaking::told(look, speech) == Told::Little)
        .map(|speech| {
            speech.hit(
                format!(
                    "{} tells neither where the source stands nor how it knows",
                    speaking::called(&speech)
                ),
                "say from which institution or side it comes, or how it knows",
            )
        })
        .collect()
}
