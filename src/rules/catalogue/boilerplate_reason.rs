//! `boilerplate-reason`: “not authorized to speak publicly”, and nothing more.

use crate::policy::Level::Note;
use crate::rules::look::Look;
use crate::rules::speaking;
use crate::rules::table::{Hit, Levels, rule};
use crate::rules::wording::words_of;
use crate::source::SourceKind;

rule! {
    /// The reason for anonymity is the formula that fits everybody: the source was not authorized to speak.
    ///
    /// ## Why it matters
    ///
    /// The New York Times asks its writers to go beyond the formula, since nearly every unnamed source is not
    /// authorized. AP and NPR ask for what is at stake for the source.
    ///
    /// ## Fires on
    ///
    /// > The brakes were never tested, said a depot foreman who was not authorized to talk to the press.
    ///
    /// At 1:36.
    ///
    /// ## Does not fire on
    ///
    /// > The brakes were never tested, said a depot foreman who was not authorized to talk to the press because the
    /// owner has sued two former clerks.
    ///
    /// ## How to mend it
    ///
    /// Say what would happen to the source, or which side it is on.
    ///
    /// ## Stays quiet
    ///
    /// When anything is told beyond the formula, and where no reason is given (`no-anonymity-reason`).
    ///
    /// ## Level
    ///
    /// A note.
    "boilerplate-reason", Levels::always(Note), Text, "“not authorized to speak publicly” and nothing more", check
}

/// The words of the formula.
const FORMULA: &[&str] = &[
    "not",
    "authorized",
    "authorised",
    "allowed",
    "permitted",
    "to",
    "speak",
    "talk",
    "discuss",
    "comment",
    "publicly",
    "public",
    "openly",
    "the",
    "media",
    "press",
    "reporters",
    "journalists",
    "on",
    "about",
    "of",
    "matter",
    "matters",
    "issue",
    "case",
    "record",
    "was",
    "were",
    "wasn't",
    "weren't",
    "because",
    "he",
    "she",
    "they",
    "as",
    "who",
    "it",
    "is",
    "are",
    "in",
    "with",
    "be",
    "quoted",
    "by",
    "name",
    "citing",
    "lack",
    "authorization",
    "and",
];

/// Reasons that hold nothing but the formula.
fn check(look: &Look) -> Vec<Hit> {
    let formula = |reason: &str| {
        let words = words_of(reason);
        words
            .iter()
            .filter(|word| word.chars().any(char::is_alphabetic))
            .all(|word| FORMULA.contains(&word.as_str()))
    };
    speaking::first_of_kind(look, SourceKind::Anonymous)
        .into_iter()
        .filter(|speech| speech.source.anonymity.reason.as_deref().is_some_and(formula))
        .map(|speech| {
            speech.hit(
                format!(
                    "the reason why {} is not named fits everybody",
                    speaking::called(&speech)
                ),
                "say what is at stake for the source",
            )
        })
        .collect()
}
