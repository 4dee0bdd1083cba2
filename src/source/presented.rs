//! How the text brings in somebody of whom it tells no office: "Ann Lee of Milton Grain", "Ann Lee, who lives opposite", "Ann
//! Lee is a youth worker from Milton".

use super::apposition::{clause_end, is_relative};
use super::lexicon::singular;
use super::name::NameRun;
use super::words::Words;

/// So many mentions are asked.
const ASKED: usize = 4;

/// Such a phrase has at most so many words.
const LONGEST: usize = 16;

/// The first of the phrases beside his name that tells who he is, as the text has it; empty where there is none.
pub(super) fn read(words: &Words, runs: &[NameRun]) -> String {
    let whole = |run: &&NameRun| run.core.1 > run.core.0 + 1 || runs.len() == 1;
    let mut places = runs.iter().filter(whole).take(ASKED);
    places.find_map(|run| beside(words, *run)).unwrap_or_default()
}

fn beside(words: &Words, run: NameRun) -> Option<String> {
    let (_, end) = words.sentence_tokens(run.core.0);
    let name = run.core.1;
    let aged = words.word(name) == "," && words.is_number(name + 1) && words.word(name + 2) == ",";
    let from = if aged { name + 2 } else { name };
    let comma = usize::from(words.word(from) == ",");
    let first = from + comma;
    let close = if is_relative(words, first) {
        clause_end(words, first, end)
    } else if is_origin(words, run, first) {
        phrase_end(words, first, end)
    } else if comma == 1 && is_apposed(words, first) {
        closed(words, first, end)
    } else {
        return is(words, name, end).or_else(|| one_of(words, run));
    };
    (close > first + 1 && close - first <= LONGEST).then(|| words.text((first, close)))
}

/// "Ann Lee, a Moran from Milton,", "Ann Lee, the youngest of them,", "Ann Lee, working at the next stall,": may it begin here?
fn is_apposed(words: &Words, at: usize) -> bool {
    let led = matches!(words.lower(at), "a" | "an" | "the" | "another" | "one");
    led || words.lower(at).ends_with("ing") && !words.is_cue(at) && !words.is_capital(at)
}

/// The end of a phrase between commas; where it begins when no comma closes it.
fn closed(words: &Words, from: usize, end: usize) -> usize {
    let close = phrase_end(words, from, end);
    let further = matches!(words.lower(close + 1), "and" | "or");
    let closes = words.word(close) == "," && !further || words.word(close) == "." && close + 1 >= end;
    if closes { close } else { from }
}

/// "NASA astronauts Ann Lee and Bo Yu": what all those are called who are named behind one noun.
fn one_of(words: &Words, run: NameRun) -> Option<String> {
    let (begin, _) = words.sentence_tokens(run.core.0);
    let named = |at: usize| {
        let capital = words.is_capital(at) && !words.is_function(at) && !words.is_roles(at);
        capital || matches!(words.word(at), "," | "(" | ")") || matches!(words.lower(at), "and" | "dr")
    };
    let noun = (begin..run.core.0).rev().find(|at| !named(*at))?;
    let one = singular(words.lower(noun)).filter(|_| words.is_roles(noun) && noun + 1 < run.core.0)?;
    let mut from = noun;
    while from > begin && words.is_capital(from - 1) && !words.is_function(from - 1) {
        from -= 1;
    }
    let before = words.text((from, noun));
    Some(format!("{before} {one}").trim().to_owned())
}

/// "Ann Lee of Milton Grain", "Ann Lee, from the council office,": behind "said Ann Lee", "of" may begin what is spoken of.
fn is_origin(words: &Words, run: NameRun, at: usize) -> bool {
    let before = run.whole().0.checked_sub(1);
    let told = before.is_some_and(|before| words.is_cue(before)) && at == run.core.1;
    let capital = (at + 1..at + 4).any(|at| words.is_capital(at) && !words.is_function(at));
    let comma = at > run.core.1;
    match words.lower(at) {
        "of" | "from" => capital || !told,
        "with" | "at" => comma && capital,
        _ => false,
    }
}

/// The first mark or verb from a token on.
fn phrase_end(words: &Words, from: usize, end: usize) -> usize {
    let parts = |at: usize| {
        matches!(
            words.word(at),
            "," | "." | ";" | ":" | "—" | "–" | "(" | "”" | "\""
        )
    };
    let ends =
        |at: &usize| parts(*at) && !words.touches_next(*at) || words.is_finite(*at) || words.opens_cue(*at);
    (from + 1..end).find(ends).unwrap_or(end)
}

/// "Ann Lee | is a youth worker from Milton."
fn is(words: &Words, at: usize, end: usize) -> Option<String> {
    let states = matches!(words.lower(at), "is" | "was") && matches!(words.lower(at + 1), "a" | "an" | "the");
    let close = phrase_end(words, at + 1, end);
    let phrase = (at + 1, close);
    let stops = words.word(close) == "," || close >= end || words.word(close) == ".";
    let short = close > at + 2 && close - at <= LONGEST;
    (states && stops && short && words.reads_as_somebody(phrase)).then(|| words.text(phrase))
}
