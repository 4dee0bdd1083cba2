//! `claim-not-in-draft`: a claim of a graph that its draft does not make, or makes with another figure.

use crate::claim::drift::Told;
use crate::policy::Level::Warning;
use crate::rules::look::{Look, excerpt};
use crate::rules::table::{Hit, Levels, rule};

rule! {
    /// A claims graph names its draft, and the draft does not say what a claim of the graph says; or it says so with another
    /// figure, or the other way round.
    ///
    /// ## Why it matters
    ///
    /// The graph beats the machine's reading, so the draft is judged by it. Where the two have drifted apart, what was weighed is
    /// not what will be printed. AP and Reuters ask that figures be checked against the source once more before publication.
    ///
    /// ## Fires on
    ///
    /// > Forty crew were rescued from the Marit, the coast guard said.
    ///
    /// ```toml
    /// [[source]]
    /// id = "guard"
    /// name = "coast guard"
    /// kind = "named-organization"
    ///
    /// [[claim]]
    /// id = "crew"
    /// text = "Fourteen crew were rescued from the Marit."
    /// sources = ["guard"]
    /// ```
    ///
    /// ## Does not fire on
    ///
    /// > The coast guard said that it had rescued 14 crew from the Marit.
    ///
    /// ```toml
    /// [[source]]
    /// id = "guard"
    /// name = "coast guard"
    /// kind = "named-organization"
    ///
    /// [[claim]]
    /// id = "crew"
    /// text = "Fourteen crew were rescued from the Marit."
    /// sources = ["guard"]
    /// ```
    ///
    /// ## How to mend it
    ///
    /// Find out which of the two is right, and correct the other; take a claim out of the graph that the draft makes no more.
    ///
    /// ## Stays quiet
    ///
    /// On graphs that name no draft, and on other wordings: six in ten of the words that matter are enough, with the same
    /// figures and the same "not".
    ///
    /// ## Level
    ///
    /// A warning.
    "claim-not-in-draft", Levels::always(Warning), Policy, "a claim of a graph that its draft does not make", check
}

/// Claims that the draft does not make so.
fn check(look: &Look) -> Vec<Hit> {
    let Some(read) = look.drafted() else {
        return Vec::new();
    };
    let help = "find out which of the two is right, and correct the other";
    let mut hits = Vec::new();
    for (told, place) in look.claims().zip(&read.drift.told) {
        let words = excerpt(&told.claim.text);
        let message = match place {
            Told::Here(_) => continue,
            Told::Otherwise(span) => {
                let draft = &read.case.draft;
                let row = draft.row(*span);
                let sentence = excerpt(draft.slice(*span));
                format!("{words} is not what the draft says on {row}: {sentence}")
            }
            Told::Nowhere => format!("{words} is not what the draft says anywhere"),
        };
        hits.push(told.hit(told.claim.supporters(), message, help));
    }
    hits
}
