//! `anonymous-attack`: somebody without a name runs down somebody with one.

use crate::policy::Level::{Error, Warning};
use crate::rules::look::{Look, excerpt};
use crate::rules::table::{Hit, Levels, rule};

rule! {
    /// A named party is accused or run down, and all who say so are anonymous: they risk nothing, and the
    /// reader cannot weigh what they want.
    ///
    /// ## Why it matters
    ///
    /// AP, NPR and the New York Times do not let unnamed sources attack a person's character. The SPJ code asks
    /// to question sources' motives before promising anonymity. Whistleblowers and victims of assault are the
    /// exception, by a waiver.
    ///
    /// ## Fires on
    ///
    /// > “Rolf Aas is a liar and a thief,” said a neighbour who did not want to be named.
    ///
    /// At 1:1.
    ///
    /// ## Does not fire on
    ///
    /// > “Rolf Aas is a liar and a thief,” said Mia Sand, a neighbour.
    ///
    /// ## How to mend it
    ///
    /// Find somebody who says it with a name, or facts that carry it; else leave it out, or record why the
    /// source must be protected.
    ///
    /// ## Stays quiet
    ///
    /// When one of those who say so is named, and when nobody is named as its target.
    ///
    /// ## Level
    ///
    /// A warning; an error on an accusation that the desk marked in a graph file.
    "anonymous-attack", Levels::always(Warning).marked(Error), Graph, "a named party run down by an anonymous source", check
}

/// Accusations of somebody named on anonymous sources alone.
fn check(look: &Look) -> Vec<Hit> {
    look.claims()
        .filter(|told| told.accuses() && told.names_somebody())
        .filter(|told| told.is_anonymous(look))
        .map(|told| {
            told.hit(
                told.claim.supporters(),
                format!(
                    "{} runs down somebody by name, and who says so has none",
                    excerpt(&told.claim.text)
                ),
                "find somebody who says it on the record, or facts that carry it",
            )
        })
        .collect()
}
