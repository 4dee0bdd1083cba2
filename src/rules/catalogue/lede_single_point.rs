//! `lede-single-point`: a headline or lede claim that one source can bring down.

use crate::policy::Level::{Error, Note, Off, Warning};
use crate::rules::look::Look;
use crate::rules::table::{Bounds, Hit, Levels, rule};

rule! {
    /// The headline or the lede states a claim, and every path from it to a root passes one source: the
    /// bottleneck. If that source fails, the story fails.
    ///
    /// ## Why it matters
    ///
    /// The Guardian's and the BBC's guidelines ask that the top of a story be as well founded as its body.
    /// ICD 206 calls the point on which a whole product depends its linchpin, and wants it named.
    ///
    /// ## Fires on
    ///
    /// > The harbour master took bribes from two shipping firms, a former clerk, Ivo Marsh, said.
    /// >
    /// > The port has two basins.
    ///
    /// At 1:1.
    ///
    /// ## Does not fire on
    ///
    /// > The port has two basins.
    /// >
    /// > The harbour master took bribes from two shipping firms, a former clerk, Ivo Marsh, said.
    ///
    /// ## How to mend it
    ///
    /// Find a source that does not pass this bottleneck; or move the claim out of the top; or name the
    /// source in the headline and the lede, and record a waiver.
    ///
    /// ## Stays quiet
    ///
    /// For light claims, for a source's word about itself, for public record, for what the newsroom
    /// witnessed, and for a document. It speaks for `single-source`, `single-anonymous`, `outlet-only` and
    /// `shared-root` about the same claim, unless those are louder.
    ///
    /// ## Level
    ///
    /// In a draft a note: nearly every story is told by one source at its top, and read by hand these alarms were seldom right.
    /// `single-source` warns there of what editors ask another source for. In a claims graph, where the desk wrote that the
    /// claim is the lede's, a warning, an error when it is heavy, and a note where the text says that it could not be verified.
    /// Off on a light claim.
    "lede-single-point", Levels::always(Warning).heavy(Error).light(Off), Graph, "a headline or lede claim that one source can bring down", check
}

/// A claim of the headline or the lede that has a bottleneck.
fn check(look: &Look) -> Vec<Hit> {
    look.claims()
        .filter(|told| told.claim.lede && told.on_one() && !told.one_is_enough(look))
        .filter(|told| !told.strength.bottlenecks.is_empty())
        .map(|told| {
            told.hit(
                told.strength.bottlenecks.clone(),
                format!(
                    "the top of the story depends on one source: {}",
                    told.with_reason(look)
                ),
                &format!(
                    "{}; or take the claim out of the headline and the lede",
                    told.whom_to_ask(look)
                ),
            )
            .within(match look.case.by_hand() && !look.says_unverified(&told) {
                true => Bounds::default(),
                false => Bounds::at_most(Note),
            })
        })
        .collect()
}
