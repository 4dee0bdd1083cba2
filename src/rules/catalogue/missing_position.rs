//! `missing-position`: somebody with a name speaks, and the text never tells what he is.

use crate::language::fold;
use crate::policy::Level::{Note, Off};
use crate::rules::look::Look;
use crate::rules::speaking::{self, Speech};
use crate::rules::table::{Hit, Levels, rule};
use crate::rules::wording::{Reading, words_of};
use crate::source::{SourceKind, is_people};

rule! {
    /// Somebody is cited by full name, and neither an office nor a trade nor a side is told of him.
    ///
    /// ## Why it matters
    ///
    /// AP, Reuters and the Guardian give everybody's position at first mention: without it the reader cannot tell why
    /// this one should know.
    ///
    /// ## Fires on
    ///
    /// > The ferry struck the pier at nine, according to Jon Brekke.
    ///
    /// At 1:49.
    ///
    /// ## Does not fire on
    ///
    /// > The ferry struck the pier at nine, according to Jon Brekke, its first mate.
    ///
    /// ## How to mend it
    ///
    /// Say in a few words what the source is or why it knows.
    ///
    /// ## Stays quiet
    ///
    /// When an office, a trade, a side or a clause that tells why the source knows stands anywhere in the text, when a
    /// sentence of the name goes on about it or speaks of anybody by what he is, on a single name
    /// (`unresolved-source`), and on names that the policy calls well known.
    ///
    /// ## Level
    ///
    /// A note, off on a light claim: of what he feels anybody may speak. It is no louder, because the machine overlooks
    /// positions that are told in passing: every second finding on articles that it had not seen was none.
    "missing-position", Levels::always(Note).light(Off), Text, "somebody named whose position is not told", check
}

/// Named people of whom nothing is told.
fn check(look: &Look) -> Vec<Hit> {
    speaking::first_of_kind(look, SourceKind::NamedPerson)
        .into_iter()
        .filter(|speech| is_bare(look, speech))
        .map(|speech| {
            speech.hit(
                format!("the text does not say what {} is", speech.source.name),
                "give the office, trade or side at first mention",
            )
        })
        .collect()
}

fn is_bare(look: &Look, speech: &Speech) -> bool {
    let source = speech.source;
    let name = fold(&source.name);
    let known = |one: &String| fold(one) == name;
    let told = !source.title.is_empty() || !source.justification.is_empty() || !source.interest.is_empty();
    let full = source.name.split_whitespace().count() >= 2;
    full && !told && !look.policy.well_known.iter().any(known) && !is_introduced(look, source.name.as_str())
}

/// Does something stand right beside one of the places of the name that tells what it is: a noun before it ("pilot Tor
/// Vang", "Tor Vang's"), a comma, a bracket or "of" after it, an age, or "is", "was" and "as"?
fn is_introduced(look: &Look, name: &str) -> bool {
    let text = look.reading();
    let words = words_of(name);
    let wanted: Vec<&str> = words.iter().map(String::as_str).collect();
    text.mentions(name).into_iter().any(|sentence| {
        let role = |at: usize| !text.is_quoted(at) && is_people(text.word(at));
        let mut places = text.tokens(sentence).filter(|at| text.phrase_at(*at, &wanted));
        text.tokens(sentence).any(role) || places.any(|at| is_told_at(look, at, at + wanted.len()))
    })
}

fn is_told_at(look: &Look, from: usize, to: usize) -> bool {
    let text = look.reading();
    let before = from.checked_sub(1).map_or("", |at| text.word(at));
    let noun =
        before.chars().any(char::is_alphabetic) && !Reading::is_report(before) && !LEADS.contains(&before);
    noun || AFTER.contains(&text.word(to))
}

/// Words that may stand before a name and tell nothing of it.
const LEADS: &[&str] = &[
    "and", "but", "that", "as", "to", "by", "from", "with", "of", "for", "when", "while", "because", "if",
    "like", "then", "where", "what", "or", "than", "about", "after", "before", "although", "though", "since",
    "on", "at", "in",
];

/// What stands after a name where it goes on to tell what that is.
const AFTER: &[&str] = &[
    ",", "(", "of", "from", "is", "was", "who", "—", "–", "-", "at", "with",
];
