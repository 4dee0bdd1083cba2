//! `anonymous-opinion`: an opinion, a guess or a forecast on an anonymous source.

use crate::claim::ClaimKind;
use crate::policy::Level::Warning;
use crate::rules::look::{Look, Told, excerpt};
use crate::rules::table::{Hit, Levels, rule};
use crate::rules::wording::words_of;

rule! {
    /// What an anonymous source thinks or guesses is printed: not what it knows.
    ///
    /// ## Why it matters
    ///
    /// AP uses anonymous material only when it is "information and not opinion or speculation". Reuters, the
    /// Washington Post and NPR hold the same: a name is what gives an opinion its worth.
    ///
    /// ## Fires on
    ///
    /// > The coalition will probably not last, an envoy said on condition of anonymity.
    ///
    /// At 1:1.
    ///
    /// ## Does not fire on
    ///
    /// > The coalition will meet on Friday, an envoy said on condition of anonymity.
    ///
    /// ## How to mend it
    ///
    /// Ask somebody who says it with a name, or leave it out.
    ///
    /// ## Stays quiet
    ///
    /// On facts and plans, and when somebody named says it too.
    ///
    /// ## Level
    ///
    /// A warning.
    "anonymous-opinion", Levels::always(Warning), Graph, "an opinion or a guess on an anonymous source", check
}

/// Words that make a statement a guess.
const GUESSES: &[&str] = &[
    "probably", "likely", "unlikely", "perhaps", "maybe", "possibly", "might",
];

/// Words that make a forecast one.
const MODALS: &[&str] = &["may", "could", "would", "should"];

/// Opinions and guesses that nobody named shares.
fn check(look: &Look) -> Vec<Hit> {
    look.claims()
        .filter(|told| told.is_anonymous(look))
        .filter(|told| told.claim.kind == ClaimKind::Opinion || guesses(told))
        .map(|told| {
            told.hit(
                told.claim.supporters(),
                format!(
                    "{} is what an anonymous source thinks, not what it knows",
                    excerpt(&told.claim.text)
                ),
                "ask somebody who says it on the record, or leave it out",
            )
        })
        .collect()
}

/// Is it hedged?
fn guesses(told: &Told) -> bool {
    let words = words_of(&told.claim.text);
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    has(GUESSES) || (told.claim.kind == ClaimKind::Forecast && has(MODALS))
}
