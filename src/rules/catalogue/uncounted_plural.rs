//! `uncounted-plural`: several anonymous sources, and no number.

use crate::policy::Level::Warning;
use crate::rules::look::Look;
use crate::rules::speaking::{self, Told};
use crate::rules::table::{Hit, Levels, rule};
use crate::source::SourceKind;

rule! {
    /// "Sources close to the family", "company insiders": the reader cannot tell whether two people say so or
    /// twenty.
    ///
    /// ## Why it matters
    ///
    /// Reuters and the New York Times ask that the number of unnamed sources be given, since a plural makes
    /// two look like many. AP asks editors to know how many there are.
    ///
    /// ## Fires on
    ///
    /// > The ferry line is for sale, sources close to its board said.
    ///
    /// At 1:29.
    ///
    /// ## Does not fire on
    ///
    /// > The ferry line is for sale, three people close to its board said.
    ///
    /// ## How to mend it
    ///
    /// Write how many there are.
    ///
    /// ## Stays quiet
    ///
    /// On a later mention, and on "sources" and "officials" with nothing beside them, of which `bare-source`
    /// speaks.
    ///
    /// ## Level
    ///
    /// A warning. It speaks for `no-anonymity-reason` about the same claim.
    "uncounted-plural", Levels::always(Warning), Text, "several anonymous sources and no number", check
}

/// Anonymous sources whose number the text leaves open.
fn check(look: &Look) -> Vec<Hit> {
    speaking::first_of_kind(look, SourceKind::Anonymous)
        .into_iter()
        .filter(|speech| speech.source.count.is_open())
        .filter(|speech| speaking::told(look, speech) != Told::Nothing)
        .map(|speech| {
            speech.hit(
                format!("{} does not say how many there are", speaking::called(&speech)),
                "give the number",
            )
        })
        .collect()
}
