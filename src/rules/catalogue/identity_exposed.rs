//! `identity-exposed`: an anonymous source whose name or contact stands in the file.

use crate::policy::Level::Error;
use crate::rules::Case;
use crate::rules::look::Look;
use crate::rules::table::{Hit, Levels, rule};
use crate::source::{Source, SourceId, SourceKind};

rule! {
    /// A graph file gives an anonymous source a name, an e-mail address or a telephone number. Every output
    /// refuses to run on such a file.
    ///
    /// ## Why it matters
    ///
    /// A promise of anonymity binds the whole newsroom: AP, Reuters, the Guardian and NPR ask that the
    /// identity be known to as few as possible, and never be written into a file that travels.
    ///
    /// ## Fires on
    ///
    /// ```toml
    /// [[source]]
    /// id = "insider"
    /// kind = "anonymous"
    /// name = "Ines Bauer"
    /// description = "a person who attended the meeting"
    /// ```
    ///
    /// ## Does not fire on
    ///
    /// ```toml
    /// [[source]]
    /// id = "insider"
    /// kind = "anonymous"
    /// description = "a person who attended the meeting"
    /// ```
    ///
    /// ## How to mend it
    ///
    /// Take the name and the contact out of the file (and out of its history), and describe the source
    /// instead. Who knows the identity may be recorded as a role, never as the identity itself.
    ///
    /// ## Stays quiet
    ///
    /// On drafts: what a text prints is public already. On sources of any other kind.
    ///
    /// ## Level
    ///
    /// An error; it cannot be waived, and no output is written.
    "identity-exposed", Levels::always(Error), Graph, "an anonymous source whose name or contact stands in the file", check
}

/// What a file gives away.
fn check(look: &Look) -> Vec<Hit> {
    exposed(look.case)
        .into_iter()
        .map(|id| Hit {
            claim: None,
            sources: vec![id],
            span: look.place_of(id),
            message: format!(
                "the anonymous source “{}” carries a name or a contact",
                look.source(id).id
            ),
            help: "take it out of the file, and describe the source instead".to_owned(),
            ..Hit::default()
        })
        .collect()
}

/// The anonymous sources of a hand-written graph that carry a name, an e-mail address or a telephone number. Every
/// output refuses a case for which this is not empty.
pub fn exposed(case: &Case) -> Vec<SourceId> {
    if !case.by_hand() {
        return Vec::new();
    }
    let sources = case.graph.sources.iter().enumerate();
    sources
        .filter(|(_, source)| source.kind == SourceKind::Anonymous && gives_away(source))
        .map(|(id, _)| SourceId(id))
        .collect()
}

fn gives_away(source: &Source) -> bool {
    let reason = source.anonymity.reason.as_deref().unwrap_or_default();
    let attested = source
        .anonymity
        .identity_known_to_editor
        .as_deref()
        .unwrap_or_default();
    let texts = [
        source.title.as_str(),
        &source.justification,
        &source.description,
        reason,
        attested,
    ];
    source.anonymity.exposed.is_some()
        || !source.name.trim().is_empty()
        || texts.iter().any(|text| holds_contact(text))
}

/// An address with an at sign, or seven digits and more that belong together as a telephone number does.
fn holds_contact(text: &str) -> bool {
    let address = text.split_whitespace().any(|word| {
        let (before, after) = word.split_once('@').unwrap_or_default();
        (!before.is_empty() && after.contains('.'))
            || (before.is_empty() && after.len() > 2 && word.starts_with('@'))
    });
    let mut digits = 0;
    let mut telephone = false;
    for c in text.chars() {
        match c {
            '0'..='9' => digits += 1,
            '+' | '-' | '(' | ')' | '/' | ' ' | '.' => {}
            _ => digits = 0,
        }
        telephone |= digits >= 7;
    }
    address || telephone
}
