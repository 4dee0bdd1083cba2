//! Sentences: a stop, a question or exclamation mark ends one unless an abbreviation, an initial, a number or a
//! lower-case letter says otherwise; a quotation's closing mark belongs to the sentence it closes.

use super::Prose;
use crate::draft::Span;

/// One sentence; it lies in one block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its bytes in the text.
    pub span: Span,
    /// The number of its block.
    pub block: usize,
    /// Its first token and one past its last.
    pub tokens: (usize, usize),
}

/// Abbreviations that are followed by a name or a number, so that a capital after them begins no sentence.
const BEFORE_NAME: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "rep", "sen", "gov", "gen", "col", "lt", "sgt", "capt", "cpl", "cmdr",
    "adm", "maj", "rev", "hon", "st", "mt", "ft", "pres", "supt", "insp", "det", "cllr", "messrs", "mme",
    "mlle", "vs", "v", "fig", "art", "sec", "ch", "vol", "approx", "op", "p", "pp", "atty", "brig", "pvt",
    "dist", "ald", "sr", "fr", "u.n", "e.g", "i.e", "cf", "al", "c", "ca",
];

/// Abbreviations, and words that look like one, that a number follows; else they may end a sentence.
const BEFORE_NUMBER: &[&str] = &["no", "nos", "prop", "props", "para", "paras", "reg", "sch", "cl"];

/// Abbreviations that may also end a sentence: the next word decides.
const EITHER: &[&str] = &[
    "jr", "inc", "corp", "co", "ltd", "llc", "plc", "u.s", "u.k", "u.s.a", "d.c", "a.m", "p.m", "etc", "jan",
    "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec", "ave", "blvd", "rd",
    "dept", "univ", "assn", "bros", "calif", "fla", "ill", "mass", "mich", "minn", "tenn", "tex", "wash",
    "wis", "va", "pa", "ga", "conn", "colo", "ariz", "ala", "la", "n.y", "n.j", "n.c", "s.c", "ph.d", "m.d",
];

/// Words that begin a sentence far more often than they follow an abbreviation inside one.
const OPENERS: &[&str] = &[
    "the",
    "a",
    "an",
    "he",
    "she",
    "it",
    "they",
    "we",
    "i",
    "you",
    "in",
    "on",
    "at",
    "but",
    "and",
    "this",
    "that",
    "these",
    "those",
    "his",
    "her",
    "their",
    "its",
    "our",
    "there",
    "when",
    "while",
    "after",
    "before",
    "as",
    "if",
    "for",
    "with",
    "however",
    "meanwhile",
    "some",
    "many",
    "most",
    "no",
    "yet",
    "so",
    "asked",
    "according",
    "what",
    "who",
    "how",
    "why",
    "by",
];

/// Appends the sentences of block `number`, whose tokens begin at `from`.
pub(super) fn push_sentences(text: &str, number: usize, from: usize, prose: &mut Prose) {
    let mut first = from;
    let mut at = from;
    while at < prose.tokens.len() {
        if ends_sentence(text, prose, at) {
            let past = past_closing_marks(text, prose, at + 1);
            push(number, first, past, prose);
            first = past;
            at = past;
        } else {
            at += 1;
        }
    }
    push(number, first, prose.tokens.len(), prose);
}

fn push(block: usize, from: usize, to: usize, prose: &mut Prose) {
    if from < to {
        let span = prose.tokens[from].span.join(prose.tokens[to - 1].span);
        prose.sentences.push(Sentence {
            span,
            block,
            tokens: (from, to),
        });
    }
}

fn word<'a>(text: &'a str, prose: &Prose, at: usize) -> &'a str {
    prose
        .tokens
        .get(at)
        .and_then(|token| text.get(token.span.start..token.span.end))
        .unwrap_or_default()
}

/// Closing quotation marks and brackets that touch the end of the sentence belong to it.
fn past_closing_marks(text: &str, prose: &Prose, mut at: usize) -> usize {
    while at < prose.tokens.len()
        && prose.tokens[at - 1].span.end == prose.tokens[at].span.start
        && matches!(
            word(text, prose, at),
            "\"" | "”" | "’" | "'" | ")" | "]" | "»" | "." | "!" | "?" | "…"
        )
    {
        at += 1;
    }
    at
}

fn ends_sentence(text: &str, prose: &Prose, at: usize) -> bool {
    let mark = word(text, prose, at);
    if !matches!(mark, "." | "!" | "?" | "…" | "。" | "！" | "？") {
        return false;
    }
    let past = past_closing_marks(text, prose, at + 1);
    let Some(next) = prose.tokens.get(past) else {
        return true;
    };
    if matches!(mark, "。" | "！" | "？") {
        return true;
    }
    if prose.tokens[past - 1].span.end == next.span.start {
        return false;
    }
    let next_word = opening_word(text, prose, past);
    if !begins_sentence(next_word) {
        return false;
    }
    mark != "." || past > at + 1 || !abbreviated(text, prose, at, next_word)
}

/// The first word after opening marks.
fn opening_word<'a>(text: &'a str, prose: &Prose, mut at: usize) -> &'a str {
    while matches!(
        word(text, prose, at),
        "\"" | "“" | "‘" | "'" | "(" | "[" | "«" | "—" | "–" | "-" | "…" | "*" | "•"
    ) {
        at += 1;
    }
    word(text, prose, at)
}

fn begins_sentence(word: &str) -> bool {
    word.chars().next().is_some_and(|c| !c.is_lowercase())
}

/// Does the stop at `at` belong to an abbreviation, given the word that follows?
fn abbreviated(text: &str, prose: &Prose, at: usize, next: &str) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    if prose.tokens[before].span.end != prose.tokens[at].span.start {
        return false;
    }
    let stem = word(text, prose, before).to_lowercase();
    let opener = OPENERS.contains(&next.to_lowercase().as_str());
    if BEFORE_NUMBER.contains(&stem.as_str()) {
        return next.starts_with(|c: char| c.is_ascii_digit());
    }
    if BEFORE_NAME.contains(&stem.as_str()) {
        return true;
    }
    if EITHER.contains(&stem.as_str()) {
        return !opener;
    }
    let initial = stem.chars().count() == 1 && stem.chars().all(char::is_alphabetic);
    (initial && word(text, prose, before).chars().all(char::is_uppercase) && !opener)
        || (stem.contains('.') && !opener)
}
