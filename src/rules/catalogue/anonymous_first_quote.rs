//! `anonymous-first-quote`: the first words that a story quotes are those of somebody without a name.

use crate::attribution::Style;
use crate::policy::Level::Note;
use crate::rules::look::Look;
use crate::rules::speaking;
use crate::rules::table::{Hit, Levels, rule};
use crate::source::SourceKind;

rule! {
    /// The story opens its voices with a quotation that nobody answers for.
    ///
    /// ## Why it matters
    ///
    /// The Washington Post and the New York Times do not let a story open on a quotation without a name: it sets the
    /// tone, and nobody can be asked whether it fell.
    ///
    /// ## Fires on
    ///
    /// > The clinic will lose its night ward.
    /// >
    /// > “They told us by a note on the door,” said a nurse who asked not to be named.
    /// >
    /// > “No ward is closed before June,” said Mia Sand, who runs the clinic.
    ///
    /// At 3:1.
    ///
    /// ## Does not fire on
    ///
    /// > The clinic will lose its night ward.
    /// >
    /// > “No ward is closed before June,” said Mia Sand, who runs the clinic.
    /// >
    /// > “They told us by a note on the door,” said a nurse who asked not to be named.
    ///
    /// ## How to mend it
    ///
    /// Open with somebody on the record, or paraphrase.
    ///
    /// ## Stays quiet
    ///
    /// On fewer than four quoted words, and when the first one quoted has a name or is only not named ("a bus driver").
    ///
    /// ## Level
    ///
    /// A note.
    "anonymous-first-quote", Levels::always(Note), Text, "a story whose first quotation is anonymous", check
}

/// The first quotation, where whoever says it is anonymous.
fn check(look: &Look) -> Vec<Hit> {
    let quoted = speaking::all(look)
        .into_iter()
        .filter(|speech| speech.style == Style::Direct && speaking::is_quotation(look, speech));
    let first = quoted.min_by_key(|speech| speech.content);
    first
        .into_iter()
        .filter(|speech| speech.source.kind == SourceKind::Anonymous)
        .map(|speech| Hit {
            span: speech.content,
            ..speech.hit(
                format!(
                    "the first words quoted are those of {}",
                    speaking::called(&speech)
                ),
                "open with somebody on the record, or paraphrase",
            )
        })
        .collect()
}
