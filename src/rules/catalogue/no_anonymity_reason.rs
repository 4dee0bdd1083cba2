//! `no-anonymity-reason`: an anonymous source, and the reader is not told why it is not named.

use crate::policy::Level::{Note, Warning};
use crate::rules::look::Look;
use crate::rules::speaking::{self, Told};
use crate::rules::table::{Hit, Levels, rule};
use crate::source::SourceKind;

rule! {
    /// Somebody speaks without a name, and nothing near the first use says why.
    ///
    /// ## Why it matters
    ///
    /// AP and the New York Times explain each time why a source may stay unnamed; the BBC and the Washington
    /// Post ask for the reason wherever it can be given. The reader weighs a source who fears for a job in
    /// another way than one who settles a score.
    ///
    /// ## Fires on
    ///
    /// > Two trustees who sat at the table, speaking on condition of anonymity, said the treasurer
    /// had wept.
    ///
    /// At 1:1.
    ///
    /// ## Does not fire on
    ///
    /// > Two trustees who sat at the table, speaking on condition of anonymity because they fear
    /// for their seats, said the treasurer had wept.
    ///
    /// ## How to mend it
    ///
    /// Say in a few words why the source cannot be named.
    ///
    /// ## Stays quiet
    ///
    /// When a reason stands in the sentence or the next one, on a later mention, and on a source with no
    /// description at all (`bare-source`).
    ///
    /// ## Level
    ///
    /// A warning, a note on a light claim.
    "no-anonymity-reason", Levels::always(Warning).light(Note), Text, "an anonymous source and no reason why", check
}

/// Anonymous sources without a reason.
fn check(look: &Look) -> Vec<Hit> {
    speaking::first_of_kind(look, SourceKind::Anonymous)
        .into_iter()
        .filter(|speech| speech.source.anonymity.reason.is_none())
        .filter(|speech| speaking::told(look, speech) != Told::Nothing)
        .map(|speech| {
            speech.hit(
                format!(
                    "the reader is not told why {} cannot be named",
                    speaking::called(&speech)
                ),
                "say why in a few words",
            )
        })
        .collect()
}
