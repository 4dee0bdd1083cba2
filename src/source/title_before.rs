//! Titles that a comma parts from the name behind them ("the president of the league, Ann Lee,"), and the house that owns a
//! name ("Orbit's Ann Lee").

use super::lexicon::lexicon;
use super::name::NameRun;
use super::title::strip;
use super::words::Words;

/// Such a title has at most so many words.
const REACH: usize = 18;

/// Words with which it begins.
const OPENINGS: &[&str] = &["the", "a", "an", "his", "her", "its", "their", "our", "my", "one"];

/// Words that may stand in it behind its noun.
const INSIDE: &[&str] = &[
    "of", "for", "at", "in", "from", "to", "on", "with", "and", "the", "former", "then",
];

/// Words after which an article begins what belongs to the noun before.
const LEADS: &[&str] = &["of", "for", "at", "in", "from", "to", "on", "with"];

/// So sure is the model that who owns a name is a body.
const HOUSE: f32 = 0.5;

/// "The president of the league, Ann Lee, ...": the title before a name and a comma.
pub(super) fn apposed(words: &Words, run: NameRun) -> Option<String> {
    let comma = run.whole().0.checked_sub(1).filter(|at| words.word(*at) == ",")?;
    let (begin, end) = words.sentence_tokens(comma);
    let from = opening(words, begin, comma)?;
    let first = (begin..end).find(|at| words.is_word(*at))?;
    let opens = from == first;
    let close = run.core.1;
    let listed = words.lower(close) == "and" || words.word(close) == "," && words.lower(close + 1) == "and";
    // "It was the mayor, Ann Lee said": who says it is not what is told of.
    let speaks = words.opens_cue(close) || words.is_cue(close) && !words.is_capital(close);
    let led = OPENINGS.contains(&words.lower(from));
    let named = head(words, from, comma, led)?;
    let fits = opens || led && !speaks;
    (fits && !listed && (led || named + 1 == comma || opens)).then(|| match is_one_of(words, from) {
        true => words.text((from, comma)),
        false => strip(words, from, comma),
    })
}

/// Where the phrase before a comma begins: at an article that nothing before it leads to, or with its sentence.
fn opening(words: &Words, begin: usize, comma: usize) -> Option<usize> {
    for at in (begin..comma).rev().take(REACH) {
        let word = words.lower(at);
        let before = at.checked_sub(1).filter(|before| *before >= begin);
        let led = before.is_some_and(|before| LEADS.contains(&words.lower(before)));
        if OPENINGS.contains(&word) && !led {
            return Some(at);
        }
        let joins = matches!(words.word(at), "'s" | "’s" | "-" | "&")
            || INSIDE.contains(&word)
            || words.is_number(at);
        let plain = words.is_word(at)
            && !words.is_function(at)
            && (words.is_capital(at) || !words.is_cue(at) || words.is_role(at));
        if !joins && !plain && !OPENINGS.contains(&word) {
            return None;
        }
        if before.is_none() {
            return Some(at);
        }
    }
    None
}

/// The noun that such a phrase turns on, if it is one for a person.
fn head(words: &Words, from: usize, comma: usize, led: bool) -> Option<usize> {
    if is_one_of(words, from) {
        return (from + 2..comma).find(|at| words.is_roles(*at));
    }
    let office = |at: usize| {
        words.is_role(at)
            || words.is_person_noun(at)
            || led && words.is_capital(at) && lexicon().honorifics.contains(words.lower(at))
    };
    let ends = |at: &usize| *at > from && LEADS.contains(&words.lower(*at));
    let last = (from..comma).find(ends).unwrap_or(comma);
    (from..last)
        .rev()
        .find(|at| words.is_word(*at))
        .filter(|at| office(*at))
}

fn is_one_of(words: &Words, from: usize) -> bool {
    words.lower(from) == "one" && words.lower(from + 1) == "of"
}

/// "Orbit's Ann Lee": the body before a whole name.
pub(super) fn owner(words: &Words, run: NameRun) -> Option<String> {
    let mark = run.whole().0.checked_sub(1)?;
    let owns = matches!(words.word(mark), "'s" | "’s" | "'" | "’") && run.core.1 > run.core.0 + 1;
    let mut from = mark;
    while from > 0 && words.is_capital(from - 1) && !words.is_function(from - 1) {
        from -= 1;
    }
    let scores = words.name_scores((from, mark)).filter(|_| owns && from < mark)?;
    (scores.organization > HOUSE).then(|| words.text((from, mark)))
}
