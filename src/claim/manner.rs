//! How a source puts a thing: does its cue say, want, accuse or judge?

use super::lexicon::{Class, Classes, JUDGING};
use super::wording::Whole;
use crate::attribution::Act;

/// What the cue does to the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// Says, finds or holds that it is so.
    Says,
    /// Wants, plans, fears or decides it.
    Wills,
    /// Accuses somebody of it.
    Accuses,
    /// Praises or blames somebody or something.
    Judges,
}

const ACCUSING: &[&str] = &["accus", "blam", "alleg", "indict", "charg", "sued", "suing"];

/// The manner of a cue, in lower case, whose content begins with the word `opening` and is so much of a clause.
pub(super) fn of(cue: &str, act: Act, opening: &str, whole: Whole) -> Manner {
    let begins = |stems: &[&str]| {
        cue.split_whitespace()
            .any(|word| stems.iter().any(|stem| word.starts_with(stem)))
    };
    let has = |class: Class| cue.split_whitespace().any(|word| Classes::of(word).has(class));
    let whole = whole == Whole::Stated;
    let calls_for = cue.contains("call") && cue.ends_with(" for");
    if !whole && begins(ACCUSING) {
        Manner::Accuses
    } else if opening == "to"
        || calls_for
        || has(Class::Will)
        || (act == Act::Attitude && !whole && !has(Class::Holding))
    {
        Manner::Wills
    } else if !whole && begins(JUDGING) {
        Manner::Judges
    } else {
        Manner::Says
    }
}
