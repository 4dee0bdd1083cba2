//! `anonymous-quote`: words in quotation marks from an anonymous source.

use crate::attribution::Style;
use crate::policy::Level::Note;
use crate::rules::look::Look;
use crate::rules::speaking;
use crate::rules::table::{Hit, Levels, rule};
use crate::source::SourceKind;

rule! {
    /// The text gives the very words of somebody whom it does not name.
    ///
    /// ## Why it matters
    ///
    /// Reuters and AFP paraphrase unnamed sources where they can: a quotation lends colour and weight to
    /// somebody whom nobody can hold to it. The Guardian wants a good reason for a quotation without a name.
    ///
    /// ## Fires on
    ///
    /// > “Nobody dared to open the books,” said an accountant at the firm who asked not to be named.
    ///
    /// At 1:1.
    ///
    /// ## Does not fire on
    ///
    /// > Nobody dared to open the books, said an accountant at the firm who asked not to be named.
    ///
    /// ## How to mend it
    ///
    /// Paraphrase, or get leave to use the name.
    ///
    /// ## Stays quiet
    ///
    /// On fewer than four quoted words.
    ///
    /// ## Level
    ///
    /// A note.
    "anonymous-quote", Levels::always(Note), Text, "a verbatim quotation from an anonymous source", check
}

/// Direct speech of anonymous sources.
fn check(look: &Look) -> Vec<Hit> {
    speaking::all(look)
        .into_iter()
        .filter(|speech| speech.source.kind == SourceKind::Anonymous && speech.style == Style::Direct)
        .filter(|speech| speaking::is_quotation(look, speech))
        .map(|speech| Hit {
            span: speech.content,
            ..speech.hit(
                format!(
                    "the words of {} are quoted, and nobody can be held to them",
                    speaking::called(&speech)
                ),
                "paraphrase, or get leave to use the name",
            )
        })
        .collect()
}
