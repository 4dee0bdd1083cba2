//! Other forms of a name: the letters in brackets after it, a surname with one letter wrong.

use super::lexicon::lexicon;
use super::name::NameRun;
use super::words::Words;

/// "the Department of Harbours (DoH)": letters alone in brackets right after a name are short for it, whatever they begin.
pub(super) fn is_in_brackets(words: &Words, long: NameRun, short: NameRun) -> bool {
    let (from, to) = short.whole();
    let letters = words.word(short.core.0);
    let acronym = to == from + 1 && letters.chars().filter(|c| c.is_uppercase()).count() >= 2;
    let several = long.core.1 > long.core.0 + 1;
    acronym
        && several
        && from == long.core.1 + 1
        && words.word(from - 1) == "("
        && words.word(to) == ")"
        && !lexicon().places.contains(words.lower(from))
}

/// Is the surname the other with one letter more, less, changed or moved? Only of long ones that begin and end alike.
pub(super) fn is_slip(one: &str, other: &str) -> bool {
    let ends = |word: &str| (word.chars().next(), word.chars().next_back());
    let long = |word: &str| word.chars().count() >= LONG;
    one != other
        && long(one)
        && long(other)
        && ends(one) == ends(other)
        && strsim::osa_distance(one, other) == 1
}

/// So many letters a surname has in which one of them wrong still leaves it one surname.
const LONG: usize = 6;
