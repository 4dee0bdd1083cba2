//! "David and Jeanne Heidler": one surname for two, which the first of them bears too.

use std::collections::{BTreeMap, HashSet};

use super::compare;
use super::lexicon::lexicon;
use super::name::{NameRun, What};
use super::words::Words;

/// The name of somebody whose surname stands with another's.
pub(super) struct Shared {
    /// Its words, folded.
    pub(super) compared: Vec<String>,
    /// As it would be written.
    pub(super) name: String,
}

/// By the number of the run that is a first name alone. Linear.
pub(super) fn of(words: &Words, runs: &[NameRun]) -> BTreeMap<usize, Shared> {
    let ends = |run: &NameRun| compare::person_words(words, run.core).pop();
    let whole = runs
        .iter()
        .filter(|run| run.core.1 > run.core.0 + 1 && run.what != What::Body);
    // "Clinton and Elizabeth Warren", where Hillary Clinton is named.
    let surnames: HashSet<String> = whole.filter_map(ends).collect();
    let mut found = BTreeMap::new();
    for (number, pair) in runs.windows(2).enumerate() {
        let [run, next] = pair else { continue };
        if !is_first_name(words, run) || !shares(words, run, next) {
            continue;
        }
        let mut compared = compare::person_words(words, run.core);
        let last = ends(next).filter(|_| compared.first().is_some_and(|first| !surnames.contains(first)));
        let Some(last) = last else { continue };
        compared.push(last);
        let name = format!(
            "{} {}",
            words.text(run.core),
            words.text((next.core.1 - 1, next.core.1))
        );
        found.insert(number, Shared { compared, name });
    }
    found
}

/// A first name alone, without a title before it.
fn is_first_name(words: &Words, run: &NameRun) -> bool {
    run.core.1 == run.core.0 + 1
        && run.title.0 == run.title.1
        && run.what != What::Body
        && lexicon().is_given(words.lower(run.core.0))
}

/// "and" and a first name with one word more behind it.
fn shares(words: &Words, run: &NameRun, next: &NameRun) -> bool {
    let joined = words.lower(run.core.1) == "and" && next.core.0 == run.core.1 + 1;
    joined
        && next.core.1 == next.core.0 + 2
        && next.what != What::Body
        && lexicon().is_given(words.lower(next.core.0))
}
