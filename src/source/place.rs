//! Which names the text uses for places: those that "in" and its like lead to; and which runs of capitals name nobody.

use std::collections::{HashMap, HashSet};

use super::name::NameRun;
use super::words::Words;
use crate::language::is_month;

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

/// "Therefore", "Germans": one word with a capital that the model takes for no name, or for a people.
pub(super) fn is_no_name(words: &Words, run: NameRun) -> bool {
    let (from, to) = run.core;
    let alone = to == from + 1 && run.title.0 == run.title.1;
    let before = from.checked_sub(1).map_or("", |at| words.word(at));
    let shouted = (from..to).all(|at| !words.word(at).chars().any(char::is_lowercase));
    // "<ABC.L>", "R-Ohio"
    let ticker =
        before == "<" && words.word(to) == ">" && shouted && (from..to).all(|at| words.touches_next(at));
    let seat = matches!(words.word(from), "R" | "D" | "I") && words.word(from + 1) == "-";
    if ticker || seat {
        return true;
    }
    // "most Eritreans": people, however many are meant
    let several =
        alone && words.lower(from).ends_with('s') && from > 0 && is_quantifier(words.lower(from - 1));
    let scores = words.name_scores(run.core).filter(|_| alone);
    several || scores.is_some_and(|scores| scores.none + scores.people > NO_NAME)
}

fn is_quantifier(word: &str) -> bool {
    matches!(
        word,
        "most" | "many" | "some" | "few" | "several" | "ordinary" | "fellow" | "young"
    )
}

/// "DENVER — The union": a place in capitals before a dash, where a paragraph begins.
pub(super) fn is_dateline(words: &Words, run: NameRun) -> bool {
    let (from, to) = run.whole();
    let (begin, _) = words.sentence_tokens(from);
    let shouted = |at: usize| words.is_word(at) && !words.word(at).chars().any(char::is_lowercase);
    let dash = matches!(words.word(to), "—" | "–" | "-") && !words.touches_next(to);
    let colon = words.word(to) == ":";
    let place = words
        .name_scores(run.core)
        .is_some_and(|scores| scores.place > PLACE);
    let opens = begin == from && (from..to).all(shouted) && words.word(from).len() > 3;
    opens && (dash || colon && place) || is_dated(words, (from, to))
}

/// "ASHBY, Fla., March 3 - ": a name before the date and the dash of a dateline.
fn is_dated(words: &Words, (from, to): (usize, usize)) -> bool {
    let dash = (to..to + DATED).find(|at| {
        matches!(words.word(*at), "-" | "—" | "–") && !words.touches_next(*at) && !words.touches_next(at - 1)
    });
    let date = |dash: usize| (to..dash).any(|at| is_month(words.lower(at)) && words.is_number(at + 1));
    let shouted = |at: usize| {
        let word = words.word(at);
        word.len() > 3 && words.is_word(at) && !word.chars().any(char::is_lowercase)
    };
    let mark = |at: usize| words.is_capital(at) || matches!(words.word(at), "," | ".");
    let mut back = (from.saturating_sub(DATED)..=from)
        .rev()
        .take_while(|at| mark(*at));
    let place = back.any(|at| shouted(at) && opens_block(words, at));
    dash.is_some_and(date) && place
}

fn opens_block(words: &Words, at: usize) -> bool {
    let number = words.sentence(at);
    let block = |number: usize| words.prose.sentences.get(number).map(|sentence| sentence.block);
    let first = number
        .checked_sub(1)
        .is_none_or(|before| block(before) != block(number));
    first && words.sentence_tokens(at).0 == at
}

/// So many words a dateline has at most on either side of a name.
const DATED: usize = 8;

/// So sure is the model that a name before a colon is a place's.
const PLACE: f32 = 0.5;

/// So sure is the model that a word is no name.
const NO_NAME: f32 = 0.9;
