//! `single-anonymous`: a claim that rests on one anonymous source.

use crate::policy::Level::{Error, Note, Warning};
use crate::rules::look::Look;
use crate::rules::table::{Bounds, Hit, Levels, rule};
use crate::source::{SourceId, SourceKind};

rule! {
    /// A claim with one root, and that root is anonymous: the reader cannot judge the source, and nobody
    /// else confirms it.
    ///
    /// ## Why it matters
    ///
    /// AP uses anonymous material only when it is information and not opinion, vital, not available
    /// otherwise, and from a reliable source, and normally seeks more than one. The Washington Post and the
    /// New York Times want more than one anonymous source before they print an accusation. Reuters treats
    /// the single anonymous source as the weakest basis there is.
    ///
    /// ## Fires on
    ///
    /// ```toml
    /// [[source]]
    /// id = "aide"
    /// kind = "anonymous"
    /// description = "an aide at the ministry"
    ///
    /// [[claim]]
    /// id = "exit"
    /// text = "The minister will resign."
    /// sources = ["aide"]
    /// ```
    ///
    /// ## Does not fire on
    ///
    /// ```toml
    /// [[source]]
    /// id = "aide"
    /// kind = "anonymous"
    /// description = "an aide at the ministry"
    ///
    /// [[source]]
    /// id = "vik"
    /// name = "Ole Vik"
    /// kind = "named-person"
    /// title = "mayor"
    ///
    /// [[claim]]
    /// id = "exit"
    /// text = "The minister will resign."
    /// sources = ["aide", "vik"]
    /// ```
    ///
    /// ## How to mend it
    ///
    /// Find somebody who confirms it on the record, or a document; otherwise a second, independent
    /// anonymous source; otherwise tell the reader that one person says so and why that person is in a
    /// position to know.
    ///
    /// ## Stays quiet
    ///
    /// When a named source, a document or a second independent source carries the claim too, and for a
    /// source's word about itself.
    ///
    /// ## Level
    ///
    /// A warning, an error on a heavy claim; a note on a light one, and where the text says that the claim could
    /// not be verified.
    "single-anonymous", Levels::always(Warning).heavy(Error).light(Note), Graph, "a claim that rests on one anonymous source", check
}

/// One anonymous source carries the claim.
fn check(look: &Look) -> Vec<Hit> {
    let anonymous = |id: &SourceId| look.source(*id).kind == SourceKind::Anonymous;
    look.claims()
        .filter(|told| told.on_one() && !told.one_is_enough(look))
        .filter(|told| !told.strength.roots.is_empty() && told.strength.roots.iter().all(anonymous))
        .filter(|told| told.claim.supporters().iter().all(anonymous))
        .map(|told| {
            told.hit(
                told.strength.roots.clone(),
                told.with_reason(look),
                &format!(
                    "find a source on the record or a document: {}",
                    told.whom_to_ask(look)
                ),
            )
            .within(if look.says_unverified(&told) {
                Bounds::at_most(Note)
            } else {
                Bounds::default()
            })
        })
        .collect()
}
