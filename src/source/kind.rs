//! Kinds: which of the eight a named entity or a description is.

use super::SourceKind;
use super::lexicon::{lexicon, singular};
use super::name::What;
use super::reading::Noun;
use super::registry::Entity;
use super::words::Words;
use crate::policy::Policy;

/// The kind of a named entity.
pub(super) fn of_entity(entity: &Entity, policy: &Policy) -> SourceKind {
    if is_newsroom(&entity.name, policy) {
        return SourceKind::Newsroom;
    }
    if is_outlet(&entity.name, policy) {
        return SourceKind::Outlet;
    }
    match entity.what {
        What::Body => SourceKind::NamedOrganization,
        What::Person | What::Unsure => SourceKind::NamedPerson,
    }
}

fn is_newsroom(name: &str, policy: &Policy) -> bool {
    policy
        .newsroom
        .iter()
        .any(|own| own.eq_ignore_ascii_case(name) || same_without_article(own, name))
}

fn same_without_article(one: &str, other: &str) -> bool {
    let bare = |name: &str| name.to_lowercase().trim_start_matches("the ").to_owned();
    bare(one) == bare(other)
}

/// Is this the name of an outlet: in a list, or by its last or first word ("The X Times", "Radio X")?
pub(super) fn is_outlet(name: &str, policy: &Policy) -> bool {
    let lower = name.to_lowercase();
    let lower = lower.trim_start_matches("the ");
    if lexicon().outlet_names.contains(lower)
        || policy.outlets.iter().any(|own| same_without_article(own, name))
    {
        return true;
    }
    let words: Vec<&str> = lower.split_whitespace().collect();
    let last = words.last().copied().unwrap_or_default();
    let first = words.first().copied().unwrap_or_default();
    words.len() > 1
        && (lexicon().outlet_words.contains(last)
            && !matches!(
                last,
                "today" | "independent" | "guardian" | "observer" | "examiner" | "bee" | "echo" | "reporter"
            )
            || matches!(first, "radio" | "channel"))
}

/// The kind of somebody who is described, not named. Anonymity is judged elsewhere.
pub(super) fn of_noun(words: &Words, noun: &Noun) -> SourceKind {
    let lexicon = lexicon();
    let head = words.lower(noun.head);
    if is_source_word(head) {
        return SourceKind::Anonymous;
    }
    if lexicon.is_role(head) && !lexicon.documents.contains(head) {
        return SourceKind::UnnamedPerson;
    }
    if lexicon.documents.contains(head)
        || singular(head).is_some_and(|one| lexicon.documents.contains(one.as_str()))
    {
        return SourceKind::Document;
    }
    if lexicon.is_roles(head) {
        return SourceKind::UnnamedGroup;
    }
    if lexicon.bodies.contains(head) && noun.definite {
        return SourceKind::NamedOrganization;
    }
    if matches!(
        head,
        "them" | "those" | "these" | "us" | "surveyed" | "polled" | "respondents"
    ) {
        return SourceKind::UnnamedGroup;
    }
    let share = (noun.tokens.0..noun.head).any(|at| matches!(words.lower(at), "%" | "percent" | "those"));
    if share || singular(head).is_some() {
        return SourceKind::UnnamedGroup;
    }
    if noun.definite && lexicon.bodies.contains(head) {
        SourceKind::NamedOrganization
    } else {
        SourceKind::UnnamedPerson
    }
}

/// "source", "sources", "insider", ...
pub(super) fn is_source_word(word: &str) -> bool {
    matches!(
        word,
        "source" | "sources" | "insider" | "insiders" | "informant" | "informants" | "tipster"
    )
}

/// "spokesman", "spokeswoman", "spokesperson", "spokespeople", "representatives": they speak for a body.
pub(super) fn is_spokesperson(word: &str) -> bool {
    word.starts_with("spokes")
}
