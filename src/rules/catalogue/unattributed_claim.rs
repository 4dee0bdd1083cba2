//! `unattributed-claim`: a checkable claim that nobody is cited for.

use crate::claim::ClaimKind;
use crate::policy::Level::{Note, Off, Warning};
use crate::rules::look::{Look, Told, excerpt};
use crate::rules::table::{Bounds, Hit, Levels, rule};
use crate::strength::Rung;

rule! {
    /// A statement of fact, and the text names nobody who says so.
    ///
    /// ## Why it matters
    ///
    /// The Reuters Handbook calls attribution the way in which readers judge a story for themselves; NPR and
    /// the Washington Post ask of every sentence how the newsroom knows it. What the reporter saw, and what
    /// nobody disputes, needs no source; all else does.
    ///
    /// ## Fires on
    ///
    /// > The port of Lantos reopened on Friday, the harbour master said.
    /// >
    /// > The tanker left the berth without a second pilot on Thursday night.
    ///
    /// At 3:1.
    ///
    /// ## Does not fire on
    ///
    /// > The port of Lantos reopened on Friday, the harbour master said.
    /// >
    /// > The tanker left the berth without a second pilot on Thursday night, according to the log of the port.
    ///
    /// ## How to mend it
    ///
    /// Say who says so or how the newsroom knows, in the sentence or beside it.
    ///
    /// ## Stays quiet
    ///
    /// On background and public record, on opinions, for a figure that `unattributed-number` speaks of, and on a
    /// charge that the text tells only by its denial. What the article states itself and somebody denies needs its
    /// author most: there it speaks.
    ///
    /// ## Level
    ///
    /// A note; a warning on a heavy claim that somebody denies and the text does not call unverified, off on a light claim.
    /// In a claims graph a warning on every heavy one.
    "unattributed-claim", Levels::always(Note).heavy(Warning).light(Off), Graph, "a checkable claim that nobody is cited for", check
}

/// Claims that nobody asserts.
fn check(look: &Look) -> Vec<Hit> {
    look.claims()
        .filter(|told| told.strength.rung == Rung::Unattributed && is_checkable(told))
        .map(|told| {
            let denied = if told.strength.disputed {
                ", though somebody denies it"
            } else {
                ""
            };
            told.hit(
                Vec::new(),
                format!("nobody is cited for {}{denied}", excerpt(&told.claim.text)),
                "say who says so, or how the newsroom knows",
            )
            .within(bounds(look, &told))
        })
        .collect()
}

/// What a text states itself is mostly on record or tells what the paper saw; what somebody denies is neither.
fn bounds(look: &Look, told: &Told) -> Bounds {
    let grave = look.case.by_hand() || told.strength.disputed;
    match grave && !look.says_unverified(told) {
        true => Bounds::default(),
        false => Bounds::at_most(Note),
    }
}

/// Is it a fact that somebody could check, and not known to all?
fn is_checkable(told: &Told) -> bool {
    told.claim.stated
        && !matches!(
            told.claim.kind,
            ClaimKind::Background | ClaimKind::Opinion | ClaimKind::Own
        )
}
