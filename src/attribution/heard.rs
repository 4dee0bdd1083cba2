//! What a court heard: "jurors were told", "the inquest heard that". Somebody said it there; the hearers are all that the
//! text names. By rule, since the corpus that the model learnt from has no reports from courts.

use super::Attribution;
use super::after::Reader;
use crate::draft::Span;

/// Who hears evidence.
const HEARERS: &[&str] = &[
    "court",
    "jury",
    "jurors",
    "inquest",
    "tribunal",
    "hearing",
    "inquiry",
    "magistrates",
    "trial",
];

/// Words of the hearers at most.
const HEARERS_AT_MOST: usize = 14;

/// What is said has at least this many words.
const SAID_AT_LEAST: usize = 3;

/// Adds what courts heard where nothing else has the verb. Near linear.
pub(super) fn take(reader: Reader, found: &mut Vec<Attribution>) {
    let sentences = &reader.prose.sentences;
    let heard: Vec<Attribution> = sentences
        .iter()
        .filter_map(|one| read(reader, one.tokens))
        .collect();
    for one in heard {
        let verb = Span::hull(&one.cue_spans).unwrap_or_default();
        found.retain(|other| !other.cue_spans.iter().any(|span| span.overlaps(verb)));
        found.push(one);
    }
}

/// Reads one sentence.
fn read(reader: Reader, (from, to): (usize, usize)) -> Option<Attribution> {
    let from = (from..to).find(|at| reader.word(*at).chars().any(char::is_alphanumeric))?;
    let end = (from..to).rfind(|at| !matches!(reader.word(*at), "." | "!" | "”" | "\""))? + 1;
    let mut verbs = (from + 1..end).filter_map(|at| verb(reader, at));
    verbs.find_map(|verb| heard(reader, (from, end), verb))
}

/// "..., a court has heard", "The inquest heard that ...".
fn heard(reader: Reader, (from, end): (usize, usize), verb: (usize, usize)) -> Option<Attribution> {
    let (source, content) = if verb.1 >= end {
        let comma = (from..verb.0).rfind(|at| reader.word(*at) == ",")?;
        ((comma + 1, verb.0), (from, comma))
    } else {
        let that = matches!(reader.lower(verb.1).as_str(), "that" | "how");
        let told = reader.lower(verb.1 - 1) == "told";
        if !that && !told {
            return None;
        }
        // "On Tuesday, the court was told".
        let comma = (from..verb.0).rfind(|at| reader.word(*at) == ",");
        let first = comma.map_or(from, |comma| comma + 1);
        let hearer = |at: usize| HEARERS.contains(&reader.lower(at).as_str());
        let source = if (first..verb.0).any(hearer) {
            (first, verb.0)
        } else {
            (from, verb.0)
        };
        (source, (verb.1, end))
    };
    let quoted = reader.prose.quote_at(reader.span(verb).start).is_some();
    let hearer = (source.0..source.1).any(|at| HEARERS.contains(&reader.lower(at).as_str()));
    let plain = (1..=HEARERS_AT_MOST).contains(&(source.1.saturating_sub(source.0)));
    let long = content.1.saturating_sub(content.0) >= SAID_AT_LEAST;
    (hearer && plain && long && !quoted)
        .then(|| reader.attribution(&[reader.span(source)], reader.span(verb), reader.span(content)))
}

/// The words for hearing that begin at a token: "heard", "has heard", "were told", "had been told".
fn verb(reader: Reader, at: usize) -> Option<(usize, usize)> {
    let is = |at: usize, words: &[&str]| words.contains(&reader.lower(at).as_str());
    if is(at, &["heard"]) {
        return Some((at, at + 1));
    }
    if is(at, &["has", "have", "had"]) && is(at + 1, &["heard"]) {
        return Some((at, at + 2));
    }
    if is(at, &["was", "were"]) && is(at + 1, &["told"]) {
        return Some((at, at + 2));
    }
    (is(at, &["has", "have", "had"]) && is(at + 1, &["been"]) && is(at + 2, &["told"]))
        .then_some((at, at + 3))
}
