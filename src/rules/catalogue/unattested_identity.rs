//! `unattested-identity`: no editor is on record as knowing who an anonymous source is.

use crate::policy::Level::Error;
use crate::rules::look::Look;
use crate::rules::speaking;
use crate::rules::table::{Hit, Levels, rule};

rule! {
    /// Nobody attests that an editor knows who an anonymous source is. Who it is stands in no file: only the role of who knows.
    ///
    /// ## Why it matters
    ///
    /// The New York Times, the Washington Post and AP want at least one editor to know the identity of every source without a
    /// name. Sources that were made up were found where nobody had asked.
    ///
    /// ## Fires on
    ///
    /// ```toml
    /// [rules]
    /// unattested-identity = "error"
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
    /// unattested-identity = "error"
    /// ```
    ///
    /// ```toml
    /// [[source]]
    /// id = "trustee"
    /// kind = "anonymous"
    /// description = "a trustee of the museum"
    /// identity_known_to = "night editor"
    ///
    /// [[claim]]
    /// id = "sale"
    /// text = "The museum will sell its ships."
    /// sources = ["trustee"]
    /// ```
    ///
    /// ## How to mend it
    ///
    /// Let an editor learn who it is, and record that editor's role: `identity_known_to` of the source in a claims graph, or
    /// for a draft a waiver of this rule for that source. Never the source's name.
    ///
    /// ## Stays quiet
    ///
    /// Unless the policy sets a level for it: only the desk knows whether it keeps such records.
    ///
    /// ## Level
    ///
    /// Off; an error in a strict desk.
    "unattested-identity", Levels::on_request(Error), Policy, "an anonymous source of whom no editor is on record as knowing who it is", check
}

/// Anonymous sources whom no editor vouches for.
fn check(look: &Look) -> Vec<Hit> {
    speaking::unnamed(look, |_| true)
        .into_iter()
        .filter(|one| one.source.anonymity.identity_known_to_editor.is_none())
        .map(|one| {
            one.hit(
                look,
                format!("no editor is on record as knowing who “{}” is", one.source.label()),
                "record the role of the editor who knows, in the claims graph or in a waiver of this rule; never a name",
            )
        })
        .collect()
}
