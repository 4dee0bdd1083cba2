//! `single-source`: a claim that rests on one source.

use crate::policy::Level::{Error, Note, Off, Warning};
use crate::rules::look::Look;
use crate::rules::table::{Hit, Levels, rule};

rule! {
    /// A claim for which one source is enough to fail: take it away, and nothing else carries the claim.
    ///
    /// ## Why it matters
    ///
    /// The two-source rule is the oldest one of the newsroom. The Reuters Handbook wants two or more
    /// sources for anything contentious, the BBC wants more than one for a serious allegation, and ICD 206
    /// asks analysts to say how far a judgement rests on a single stream of reporting. A single source may
    /// be wrong, or may want something.
    ///
    /// ## Fires on
    ///
    /// ```toml
    /// [[source]]
    /// id = "bauer"
    /// name = "Ines Bauer"
    /// kind = "named-person"
    /// title = "works manager"
    ///
    /// [[claim]]
    /// id = "closing"
    /// text = "The plant will close in May."
    /// sources = ["bauer"]
    /// ```
    ///
    /// ## Does not fire on
    ///
    /// ```toml
    /// [[source]]
    /// id = "bauer"
    /// name = "Ines Bauer"
    /// kind = "named-person"
    /// title = "works manager"
    ///
    /// [[source]]
    /// id = "vik"
    /// name = "Ole Vik"
    /// kind = "named-person"
    /// title = "mayor"
    ///
    /// [[claim]]
    /// id = "closing"
    /// text = "The plant will close in May."
    /// sources = ["bauer", "vik"]
    /// ```
    ///
    /// ## How to mend it
    ///
    /// Find a second source that did not get it from the first; or say in the text who is alone in saying
    /// it and that it could not be verified; or record a waiver with the reason.
    ///
    /// ## Stays quiet
    ///
    /// For what people say of their own views, wishes and plans, for public record, for what the newsroom
    /// saw itself, and for a document that anybody can check. When another rule says more about the same
    /// weakness: `single-anonymous`, `outlet-only`, `shared-root`, `lede-single-point`, `no-reply-sought`.
    ///
    /// ## Level
    ///
    /// In a draft a note, unless the claim reads like what editors ask another source for, whoever speaks (`wanted` in the JSON:
    /// learnt from articles in which readers said so): then a warning. A heavy accusation or a death toll is a warning in any case. A note again where the source is the one to know (a
    /// court about its ruling, police about an arrest) and where the text says that the claim could not be verified; off on
    /// a light claim. In a claims graph by weight alone: a warning on a heavy claim, an error in the lede.
    "single-source", Levels::always(Note).heavy(Warning).heavy_lede(Error).light(Off), Graph, "a claim that rests on one source", check
}

/// One source carries the claim.
fn check(look: &Look) -> Vec<Hit> {
    look.claims()
        .filter(|told| told.on_one() && !told.one_is_enough(look))
        .map(|told| {
            // A group that may be several people is no bottleneck, and yet all that there is.
            let sources = match told.strength.bottlenecks.as_slice() {
                [] => &told.strength.roots,
                bottlenecks => bottlenecks,
            };
            told.hit(
                sources.to_vec(),
                told.with_reason(look),
                &format!(
                    "{}; or say in the text that it could not be verified",
                    told.whom_to_ask(look)
                ),
            )
            .within(told.bounds(look))
        })
        .collect()
}
