//! Which names the text uses for places: those that "in" and its like lead to.

use std::collections::{HashMap, HashSet};

use super::name::NameRun;
use super::words::Words;

/// Names of one word, in lower case, that a preposition of place leads to more often than not. Linear.
pub(super) fn of(words: &Words, runs: &[NameRun]) -> HashSet<String> {
    let mut seen: HashMap<&str, (u32, u32)> = HashMap::new();
    for run in runs.iter().filter(|run| run.core.1 == run.core.0 + 1) {
        let counts = seen.entry(words.lower(run.core.0)).or_default();
        counts.0 += u32::from(is_located(words, *run));
        counts.1 += 1;
    }
    let mut places = HashSet::new();
    for run in runs {
        let word = words.lower(run.core.0);
        if seen.get(word).is_some_and(|(located, all)| located * 2 > *all) {
            places.insert(word.to_owned());
        }
    }
    places
}

/// Does a preposition of place stand right before the name?
pub(super) fn is_located(words: &Words, run: NameRun) -> bool {
    let before = run.whole().0.checked_sub(1);
    before.is_some_and(|at| {
        matches!(
            words.lower(at),
            "in" | "near"
                | "outside"
                | "across"
                | "throughout"
                | "downtown"
                | "around"
                | "northern"
                | "southern"
                | "eastern"
                | "western"
                | "central"
        )
    })
}
