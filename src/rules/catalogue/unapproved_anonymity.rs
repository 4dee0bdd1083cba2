//! `unapproved-anonymity`: nobody is on record as having approved that a source stays unnamed.

use crate::policy::Level::Error;
use crate::rules::look::{Look, listed};
use crate::rules::speaking;
use crate::rules::table::{Hit, Levels, rule};
use crate::source::Anonymity;

rule! {
    /// An anonymous source without a recorded approval: the role of who approved it, the day, the reason.
    ///
    /// ## Why it matters
    ///
    /// AP, Reuters and the New York Times let nobody be quoted without a name unless an editor has approved it, and want that
    /// written down. The text cannot show it; the desk's own file can.
    ///
    /// ## Fires on
    ///
    /// ```toml
    /// [rules]
    /// unapproved-anonymity = "error"
    /// ```
    ///
    /// ```toml
    /// [[source]]
    /// id = "trustee"
    /// kind = "anonymous"
    /// description = "a trustee of the museum"
    ///
    /// [[claim]]
    /// id = "sale"
    /// text = "The museum will sell its ships."
    /// sources = ["trustee"]
    /// ```
    ///
    /// ## Does not fire on
    ///
    /// ```toml
    /// [rules]
    /// unapproved-anonymity = "error"
    /// ```
    ///
    /// ```toml
    /// [[source]]
    /// id = "trustee"
    /// kind = "anonymous"
    /// description = "a trustee of the museum"
    /// approved_by = "national editor"
    /// approved_on = 2025-03-06
    /// reason = "would lose the seat on the board"
    ///
    /// [[claim]]
    /// id = "sale"
    /// text = "The museum will sell its ships."
    /// sources = ["trustee"]
    /// ```
    ///
    /// ## How to mend it
    ///
    /// Have it approved, and record role, day and reason: `approved_by`, `approved_on` and `reason` of the source in a claims
    /// graph, or for a draft a waiver of this rule for that source. Never the source's name.
    ///
    /// ## Stays quiet
    ///
    /// Unless the policy sets a level for it: only the desk knows whether it keeps such records.
    ///
    /// ## Level
    ///
    /// Off; an error in a strict desk.
    "unapproved-anonymity", Levels::on_request(Error), Policy, "an anonymous source without a recorded approval", check
}

/// Anonymous sources whose approval is not recorded, or not whole.
fn check(look: &Look) -> Vec<Hit> {
    let missing = |record: &Anonymity| {
        let parts = [
            ("role", record.approved_by.is_none()),
            ("day", record.approved_on.is_none()),
            // What the text gives as the reason is for the reader; a desk's file gives the desk's.
            ("reason", record.reason.is_none()),
        ];
        let missing = parts.into_iter().filter(|(_, missing)| *missing);
        missing.map(|(part, _)| part).collect::<Vec<_>>()
    };
    speaking::unnamed(look, |_| true)
        .into_iter()
        .filter(|one| !missing(&one.source.anonymity).is_empty())
        .map(|one| {
            one.hit(
                look,
                format!(
                    "the anonymity of “{}” has no recorded approval (missing: {})",
                    one.source.label(),
                    listed(&missing(&one.source.anonymity))
                ),
                "record role, day and reason in the claims graph, or in a waiver of this rule; never a name",
            )
        })
        .collect()
}
