//! "The Guardian, citing Reuters, said the ship sank", by rule: whom a source cites stands between it and its verb, and the
//! corpus that the model learnt from hardly has it.

use super::Attribution;
use super::after::Reader;
use super::cited::{CITING, is_citing};
use super::model::TaggedWord;
use crate::draft::{Draft, Span};
use crate::language::{Prose, is_weekday};

/// What is said has at least this many words.
const SAID_AT_LEAST: usize = 3;

/// A source of more words than this is none.
const SOURCE_AT_MOST: usize = 12;

/// Between whom it cites and its verb stand at most so many words ("also").
const BEFORE_THE_VERB: usize = 2;

/// Whom somebody told stands within so many words of "told".
const HEARER_AT_MOST: usize = 6;

/// A sentence cut into source, words for citing, cue and content: token ranges, ends exclusive.
struct Cut {
    source: (usize, usize),
    citing: usize,
    cue: (usize, usize),
    content: (usize, usize),
}

/// Reads the sentences in which the cited stand between source and verb, in the place of what was found there; and drops
/// "citing" where its source says something in the same sentence. Near linear.
pub(super) fn take(draft: &Draft, prose: &Prose, words: &[TaggedWord], found: &mut Vec<Attribution>) {
    let reader = Reader { draft, prose, words };
    for sentence in &prose.sentences {
        if let Some(cut) = reader.cut(sentence.tokens) {
            reader.put(&cut, found);
        }
    }
    drop_beside_speech(draft, prose, found);
}

impl Reader<'_> {
    fn cut(&self, (from, to): (usize, usize)) -> Option<Cut> {
        let from = (from..to).find(|at| self.word(*at).chars().any(char::is_alphanumeric))?;
        let end = (from..to).rfind(|at| !matches!(self.word(*at), "." | "!"))? + 1;
        let cites = |at: &usize| CITING.contains(&self.lower(*at).as_str()) && !self.is_quoted(*at);
        let citing = (from + 2..end).find(cites)?;
        let named = (from, citing - 1);
        let plain = !(named.0..named.1).any(|at| self.is_verb(at) || self.is_quoted(at));
        if self.word(citing - 1) != "," || !plain || named.1 - named.0 > SOURCE_AT_MOST {
            return None;
        }
        let close = (citing + 2..end).find(|at| self.word(*at) == "," && !self.is_quoted(*at))?;
        let verb = (close + 1..end.min(close + 2 + BEFORE_THE_VERB)).find(|at| self.says(*at))?;
        let (cue, content) = self.after_verb(verb, end)?;
        (content + SAID_AT_LEAST <= end).then_some(Cut {
            source: named,
            citing,
            cue: (verb, cue),
            content: (content, end),
        })
    }

    /// Where the cue ends and the content begins: "told reporters | that", "said on Monday | that".
    fn after_verb(&self, verb: usize, end: usize) -> Option<(usize, usize)> {
        let mut at = verb + 1;
        if self.lower(verb) == "told" {
            at = (at..end.min(at + HEARER_AT_MOST)).find(|at| self.lower(*at) == "that")?;
            return Some((verb + 1, at + 1));
        }
        if self.lower(at) == "on" && is_weekday(&self.lower(at + 1)) {
            at += 2;
        } else if is_weekday(&self.lower(at)) {
            at += 1;
        }
        let content = at + usize::from(self.lower(at) == "that");
        Some((at, content))
    }

    /// Puts what the cut tells in the place of what was found in its sentence before the content.
    fn put(&self, cut: &Cut, found: &mut Vec<Attribution>) {
        let opening = self.span((cut.source.0, cut.cue.1));
        let source = self.span(cut.source);
        let content = self.span(cut.content);
        let tells = |one: &Attribution| {
            one.source_spans.iter().any(|span| span.overlaps(source))
                && one.content_spans.iter().any(|span| span.overlaps(content))
        };
        let told = found.iter().any(tells);
        let between = self.span((cut.citing, cut.cue.0));
        let opens = |one: &Attribution| one.cue_spans.iter().any(|span| opening.contains(*span));
        let cites = |one: &Attribution| one.cue_spans.iter().any(|span| between.contains(*span));
        found.retain(|one| if told { !cites(one) } else { !opens(one) });
        if !told {
            found.push(self.attribution(&[source], self.span(cut.cue), content));
        }
    }
}

/// "Citing a memo, the Post said ...": whom the source cites is what the other thing rests on, and no claim.
fn drop_beside_speech(draft: &Draft, prose: &Prose, found: &mut Vec<Attribution>) {
    let sentence = |one: &Attribution| {
        let cue = one.cue_spans.first()?;
        prose.sentence_at(cue.start)
    };
    let mut speaks: Vec<(Option<usize>, Vec<Span>)> = found
        .iter()
        .filter(|one| !is_citing(draft, one) && !one.source_spans.is_empty() && !one.content_spans.is_empty())
        .map(|one| (sentence(one), one.source_spans.clone()))
        .collect();
    speaks.sort();
    found.retain(|one| {
        let key = (sentence(one), one.source_spans.clone());
        !is_citing(draft, one) || speaks.binary_search(&key).is_err()
    });
}
