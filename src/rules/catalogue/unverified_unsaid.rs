//! `unverified-unsaid`: a claim below the policy, and the text does not say that it could not be verified.

use crate::policy::Level::{Off, Warning};
use crate::rules::look::Look;
use crate::rules::look::excerpt;
use crate::rules::table::{Hit, Levels, rule};

rule! {
    /// A heavy claim has fewer independent sources than the policy wants, and nothing near it tells the
    /// reader that it could not be verified.
    ///
    /// ## Why it matters
    ///
    /// When AP, the BBC or Reuters run what they could not confirm, they say so beside it. The reader then
    /// knows what the newsroom knows.
    ///
    /// ## Fires on
    ///
    /// > The militia killed 40 villagers, a shepherd and a nurse, Dina Haile, said.
    ///
    /// ```toml
    /// minimum_independence = 3
    /// ```
    ///
    /// ```toml
    /// [[source]]
    /// id = "shepherd"
    /// kind = "unnamed-person"
    /// description = "a shepherd"
    ///
    /// [[source]]
    /// id = "nurse"
    /// name = "Dina Haile"
    /// kind = "named-person"
    ///
    /// [[claim]]
    /// id = "dead"
    /// text = "The militia killed 40 villagers."
    /// kind = "casualty"
    /// sources = ["shepherd", "nurse"]
    /// ```
    ///
    /// ## Does not fire on
    ///
    /// > The militia killed 40 villagers, a shepherd and a nurse, Dina Haile, said. The account could not be
    /// > independently verified.
    ///
    /// ```toml
    /// minimum_independence = 3
    /// ```
    ///
    /// ```toml
    /// [[source]]
    /// id = "shepherd"
    /// kind = "unnamed-person"
    /// description = "a shepherd"
    ///
    /// [[source]]
    /// id = "nurse"
    /// name = "Dina Haile"
    /// kind = "named-person"
    ///
    /// [[claim]]
    /// id = "dead"
    /// text = "The militia killed 40 villagers."
    /// kind = "casualty"
    /// sources = ["shepherd", "nurse"]
    /// ```
    ///
    /// ## How to mend it
    ///
    /// Find the missing source, or say within a sentence or two that the claim could not be independently
    /// verified.
    ///
    /// ## Stays quiet
    ///
    /// On claims that meet the policy, on light ones, on a source's word about itself, when the text says
    /// so, and when another rule tells the weakness of the same claim (most do: it is what remains when
    /// they are off, or when the policy wants three).
    ///
    /// ## Level
    ///
    /// A warning; a note where the source is the one to know, off on a light claim.
    "unverified-unsaid", Levels::always(Warning).light(Off), Graph, "a claim below the policy, and the text does not say that it could not be verified", check
}

/// Fewer sources than wanted, and nothing said about it.
fn check(look: &Look) -> Vec<Hit> {
    look.claims()
        .filter(|told| !told.claim.supporters().is_empty() && !told.one_is_enough(look))
        .filter(|told| told.strength.independence.low < look.wanted(told.claim))
        .filter(|told| !look.says_unverified(told))
        .map(|told| {
            let message = format!(
                "{} has {} of {} independent sources, and the text does not say that it could not be verified",
                excerpt(&told.claim.text),
                told.strength.independence.low,
                look.wanted(told.claim)
            );
            let help = "find the missing source, or write that it could not be independently verified";
            told.hit(told.claim.supporters(), message, help).within(told.bounds(look))
        })
        .collect()
}
