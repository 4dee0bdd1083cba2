//! `language-unread`: a draft in a language that the program does not read.

use crate::language;
use crate::policy::Level::Error;
use crate::rules::look::Look;
use crate::rules::table::{Hit, Levels, rule};
use crate::span::Span;

rule! {
    /// Most of the prose is written in another language than English. The program reads English alone; what it finds in
    /// such a text, or does not find, means nothing, so that no other rule speaks of it.
    ///
    /// ## Why it matters
    ///
    /// A draft that was not read has no findings, and looks as if it were well sourced. AFP and Reuters publish in many
    /// languages by the same standards; a desk must know which drafts nobody has checked.
    ///
    /// ## Fires on
    ///
    /// > Der Hafen wird im Mai für eine Woche geschlossen, sagte die Hafenmeisterin Ida Lund am Montag, und kein Schiff darf
    /// > in dieser Zeit einlaufen.
    ///
    /// At 1:1.
    ///
    /// ## Does not fire on
    ///
    /// > The harbour will close for a week in May, the warden Ida Lund said on Monday, and no ship may enter it in that time.
    ///
    /// ## How to mend it
    ///
    /// Check the draft by hand, or write its claims graph: a graph is read in every language.
    ///
    /// ## Stays quiet
    ///
    /// On quotations and paragraphs in another language within an English text, and on a few words.
    ///
    /// ## Level
    ///
    /// An error. A desk that keeps such drafts in the same folder can lower it.
    "language-unread", Levels::always(Error), Text, "a draft in a language that the program does not read", check
}

/// So many of a hundred letters in another language, and the draft is not read.
const MOST: usize = 50;

fn check(look: &Look) -> Vec<Hit> {
    let case = look.case;
    let found = case
        .prose()
        .and_then(language::foreign)
        .filter(|foreign| foreign.percent > MOST);
    let hit = |foreign: language::Foreign| {
        let language = foreign.language.unwrap_or("another language than English");
        Hit {
            // Of a graph, the draft that it names: not a place in the graph.
            span: if case.by_hand() {
                Span::default()
            } else {
                foreign.span
            },
            message: format!(
                "{} percent of this draft is in {language}, which is not read",
                foreign.percent
            ),
            help: "check it by hand, or write its claims graph".to_owned(),
            ..Hit::default()
        }
    };
    found.map(hit).into_iter().collect()
}
