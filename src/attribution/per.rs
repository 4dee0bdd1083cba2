//! "Per" as "according to", by rule: ", per the filing". The corpus that the model learnt from hardly has it.

use super::taken::Taken;
use super::{Act, Attribution, Stance, style};
use crate::draft::Draft;
use crate::language::Prose;

/// A source of more words than this is none.
const SOURCE_AT_MOST: usize = 12;

/// What is said has at least this many words.
const SAID_AT_LEAST: usize = 4;

/// How sure such an attribution is.
const SURE: f64 = 0.7;

/// Words with which a source begins that has no capital: "per the filing", not "per hour".
const OPENINGS: &[&str] = &[
    "the", "a", "an", "its", "his", "her", "their", "two", "three", "several",
];

/// Adds what sentences that end in ", per" and a source say, where nothing else was found. Near linear.
pub(super) fn take(draft: &Draft, prose: &Prose, found: &mut Vec<Attribution>) {
    let contents = Taken::contents(found);
    let sentences = prose.sentences.iter();
    let said = sentences.filter_map(|sentence| read(draft, prose, sentence.tokens));
    found.extend(said.filter(|one| contents.leaves_all(&one.content_spans)));
}

fn read(draft: &Draft, prose: &Prose, (from, to): (usize, usize)) -> Option<Attribution> {
    let word = |at: usize| draft.slice(prose.tokens[at].span);
    let per = (from + 1..to).rfind(|at| word(*at) == "per" && word(at - 1) == ",")?;
    let last = (per + 1..to).rfind(|at| !matches!(word(*at), "." | "!" | "”" | "\""))?;
    let first = word(per + 1);
    let named = first.starts_with(char::is_uppercase)
        || OPENINGS.contains(&first)
        || (per + 1..=last).any(|at| word(at).starts_with(char::is_uppercase));
    let goes_on =
        (per + 1..last).any(|at| matches!(word(at), "is" | "are" | "was" | "were" | "will" | "has" | "have"));
    let quoted = prose.quote_at(prose.tokens[per].span.start).is_some();
    if quoted || goes_on || !named || last - per > SOURCE_AT_MOST || per - 1 - from < SAID_AT_LEAST {
        return None;
    }
    let span = |from: usize, to: usize| prose.tokens[from].span.join(prose.tokens[to].span);
    let content_spans = vec![span(from, per - 2)];
    Some(Attribution {
        source_spans: vec![span(per + 1, last)],
        cue_spans: vec![prose.tokens[per].span],
        style: style::of(draft, prose, &content_spans),
        content_spans,
        stance: Stance::Asserts,
        act: Act::Speech,
        confidence: SURE,
    })
}
