//! `unresolved-source`: somebody speaks who is only a first name or a pronoun.

use crate::policy::Level::{Note, Warning};
use crate::rules::look::Look;
use crate::rules::speaking::{self, Speech};
use crate::rules::table::{Bounds, Hit, Levels, rule};
use crate::source::{SourceKind, is_given_name};

rule! {
    /// Somebody is cited by one name that the text never completes, and nothing tells who that is.
    ///
    /// ## Why it matters
    ///
    /// AP, Reuters and the Guardian introduce everybody by full name and position at first mention. What is
    /// left of a cut paragraph often is a name whose bearer was introduced in it.
    ///
    /// ## Fires on
    ///
    /// > “We loved the old one more,” Anna said.
    ///
    /// At 1:30.
    ///
    /// ## Does not fire on
    ///
    /// > “We loved the old one more,” said Anna Reyes, who kept the slide for 30 years.
    ///
    /// ## How to mend it
    ///
    /// Give the full name and the position where the source speaks first.
    ///
    /// ## Stays quiet
    ///
    /// On a name that is longer anywhere in the text, on one with a title or a clause that tells who it is, and on
    /// names that the policy calls well known.
    ///
    /// ## Level
    ///
    /// A warning on a first name, a note on any other single name.
    "unresolved-source", Levels::always(Warning), Text, "somebody who is only a first name", check
}

/// Single names that nothing introduces.
fn check(look: &Look) -> Vec<Hit> {
    speaking::first_of_kind(look, SourceKind::NamedPerson)
        .into_iter()
        .filter(|speech| is_single(look, speech))
        .map(|speech| {
            let hit = speech.hit(
                format!("the text never says who {} is", speech.source.name),
                "give the full name and the position at first mention",
            );
            match is_given_name(&speech.source.name) {
                true => hit,
                false => hit.within(Bounds::at_most(Note)),
            }
        })
        .collect()
}

fn is_single(look: &Look, speech: &Speech) -> bool {
    let source = speech.source;
    let known = |name: &String| name.eq_ignore_ascii_case(&source.name);
    let one = !source.name.is_empty() && source.name.chars().all(char::is_alphabetic);
    let here = look.case.draft.slice(speech.place);
    one && here == source.name
        && source.title.is_empty()
        && source.justification.is_empty()
        && source.interest.is_empty()
        && !look.policy.well_known.iter().any(known)
}
