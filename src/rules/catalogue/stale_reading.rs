//! `stale-reading`: what the desk wrote down of a draft, and the draft has changed since.

use crate::claim::standing_at;
use crate::policy::Level::{Note, Warning};
use crate::rules::InFile;
use crate::rules::look::{Look, excerpt};
use crate::rules::table::{Bounds, Hit, Levels, rule};
use crate::source::desk::{Doubt, Misfit};

rule! {
    /// The readings file beside the draft speaks of words that the draft does not hold any more, or that state nothing in it, or
    /// of a source that stands behind nothing. The entry does nothing. Where the words were changed a little, the entry is
    /// followed to where they stand now, and that is a note.
    ///
    /// ## Why it matters
    ///
    /// A correction, a waiver or a check holds for the words that somebody looked at. AP and Reuters ask that a story be
    /// checked again when its facts change; what was accepted of an older version is no word for the new one.
    ///
    /// ## Fires on
    ///
    /// > The works at Dell will stay open, the owner, Ines Bauer, said.
    ///
    /// ```toml
    /// [[checked]]
    /// says = "The works at Dell will close"
    /// role = "night desk"
    /// date = 2025-03-06
    /// ```
    ///
    /// ## Does not fire on
    ///
    /// > The works at Dell will close in May, the owner, Ines Bauer, said.
    ///
    /// ```toml
    /// [[checked]]
    /// says = "The works at Dell will close"
    /// role = "night desk"
    /// date = 2025-03-06
    /// ```
    ///
    /// ## How to mend it
    ///
    /// Look at the draft again. Write the beginning of the words as they stand there now, or take the entry out.
    ///
    /// ## Stays quiet
    ///
    /// On how the words are typed: capitals, apostrophes, quotation marks, hyphens and blanks make no difference. A changed
    /// figure, name or "not", and another first word of weight, are no small change: such words are gone.
    ///
    /// ## Level
    ///
    /// A warning; a note where the words were followed.
    "stale-reading", Levels::always(Warning), Policy, "an entry of the readings file that does no longer fit the draft", check
}

/// What does not fit.
fn check(look: &Look) -> Vec<Hit> {
    let Some(desk) = &look.case.desk else {
        return Vec::new();
    };
    let hit = |doubt: &Doubt| {
        let (bounds, message, help) = told(look, doubt)?;
        Some(Hit {
            span: doubt.words.span,
            message,
            help,
            bounds,
            file: InFile::Readings,
            ..Hit::default()
        })
    };
    desk.settled.doubts.iter().filter_map(hit).collect()
}

/// How loud, what is wrong, and what would mend it; nothing where all is well.
fn told(look: &Look, doubt: &Doubt) -> Option<(Bounds, String, String)> {
    let words = excerpt(&doubt.words.text);
    let draft = &look.case.draft;
    match &doubt.misfit {
        Misfit::Gone => {
            let help =
                "look at the draft again: write the words as they stand there now, or take the entry out";
            Some((
                Bounds::default(),
                format!("{words} stands in the draft no more"),
                help.to_owned(),
            ))
        }
        Misfit::Followed(place) => {
            let row = draft.row(place.words);
            let now = excerpt(draft.slice(place.sentence));
            let message = format!("{words} is taken for {now} on {row}");
            let help = "if that is what is meant, write the words as they stand now; else take the entry out";
            Some((Bounds::at_most(Note), message, help.to_owned()))
        }
        Misfit::WantsClaim(places) => {
            let claims = &look.case.graph.claims;
            if places.iter().any(|place| !standing_at(claims, *place).is_empty()) {
                return None;
            }
            let row = draft.row(places.first().map(|place| place.words).unwrap_or_default());
            let message = format!("{words} on {row} states nothing that could be a claim");
            let help = "begin with the words of a statement, or take the entry out";
            Some((Bounds::default(), message, help.to_owned()))
        }
        Misfit::Idle => {
            // Not its name: it may stand nowhere else.
            let message = "nothing in the draft rests on this source".to_owned();
            let help = "write a [[reading]] that names it, or take the entry out";
            Some((Bounds::default(), message, help.to_owned()))
        }
    }
}
