//! Who told it to the one who says it: "she said the suspect told officers that he had fled". By rule, since the corpus
//! that the model learnt from marks the outer attribution alone.

use super::taken::Taken;
use super::{Act, Attribution, Stance, cue, style};
use crate::draft::{Draft, Span};
use crate::language::Prose;

/// Verbs that name a hearer before what is said.
const TELLS: &[&str] = &["told", "informed", "assured", "warned", "reminded", "notified"];

/// Who says it and who hears it have at most this many words.
const PERSON_AT_MOST: usize = 6;

/// What is said has at least this many words.
const SAID_AT_LEAST: usize = 3;

/// How much less sure the inner attribution is than the outer one.
const LESS_SURE: f64 = 0.8;

/// Pronouns that begin what is said when "that" is left out.
const SUBJECTS: &[&str] = &["he", "she", "they", "it", "we", "i", "you", "there"];

/// Words before which nobody is named any more.
const BREAKS: &[&str] = &[
    "that", "whether", "and", "but", ",", ";", ":", "—", "–", "because", "when", "if", "as", "after", "while",
];

/// Adds the attributions inside of what others say, outside of quotations. Near linear.
pub(super) fn add(draft: &Draft, prose: &Prose, found: &mut Vec<Attribution>) {
    let cues = Taken::cues(found);
    let reader = Reader { draft, prose };
    let mut inner: Vec<Attribution> = Vec::new();
    for outer in found.iter().filter(|one| !one.cue_spans.is_empty()) {
        for content in &outer.content_spans {
            let told = reader.told(*content, outer.confidence);
            inner.extend(told.filter(|one| cues.leaves_all(&one.cue_spans)));
        }
    }
    inner.sort_by_key(|one| one.cue_spans.first().copied());
    inner.dedup_by(|a, b| a.cue_spans == b.cue_spans);
    found.extend(inner);
}

#[derive(Clone, Copy)]
struct Reader<'a> {
    draft: &'a Draft,
    prose: &'a Prose,
}

impl Reader<'_> {
    fn lower(&self, at: usize) -> String {
        self.draft.slice(self.prose.tokens[at].span).to_lowercase()
    }

    fn span(&self, from: usize, to: usize) -> Span {
        self.prose.tokens[from].span.join(self.prose.tokens[to - 1].span)
    }

    /// The first attribution inside of one content, if there is one.
    fn told(self, content: Span, sure: f64) -> impl Iterator<Item = Attribution> {
        let tokens = self.prose.tokens_in(content);
        let mut verbs = tokens.clone().skip(1);
        verbs
            .find_map(|verb| self.attribution(tokens.clone(), verb, sure))
            .into_iter()
    }

    fn attribution(&self, tokens: std::ops::Range<usize>, verb: usize, sure: f64) -> Option<Attribution> {
        let word = self.lower(verb);
        let sense = cue::of_word(&word).filter(|sense| sense.act == Act::Speech)?;
        if sense.stance == Stance::Declines
            || self.prose.quote_at(self.prose.tokens[verb].span.start).is_some()
        {
            return None;
        }
        let said = self.said(verb, tokens.end)?;
        let (from, to) = self.speaker(tokens.start, verb)?;
        let end = tokens.end;
        if end - said < SAID_AT_LEAST
            || self.prose.sentence_at(self.prose.tokens[verb].span.start)
                != self.prose.sentence_at(self.prose.tokens[end - 1].span.start)
        {
            return None;
        }
        let content_spans = vec![self.span(said, end)];
        Some(Attribution {
            source_spans: vec![self.span(from, to)],
            cue_spans: vec![self.span(to, verb + 1)],
            style: style::of(self.draft, self.prose, &content_spans),
            content_spans,
            stance: sense.stance,
            act: Act::Speech,
            confidence: (sure * LESS_SURE * 100.0).round() / 100.0,
        })
    }

    /// Where what is said begins: after "that", or after whom it was told.
    fn said(&self, verb: usize, end: usize) -> Option<usize> {
        if TELLS.contains(&self.lower(verb).as_str()) {
            let near = verb + 2..end.min(verb + 2 + PERSON_AT_MOST);
            if let Some(colon) = near.clone().find(|at| self.lower(*at) == ":") {
                return Some(colon + 1);
            }
            let at = near.clone().find(|at| {
                let word = self.lower(*at);
                word == "that" || SUBJECTS.contains(&word.as_str())
            })?;
            let plain = (verb + 1..at).all(|at| !BREAKS.contains(&self.lower(at).as_str()));
            return plain.then_some(at);
        }
        (verb + 1 < end && self.lower(verb + 1) == "that").then_some(verb + 1)
    }

    /// "Lee and Marsh told": where the name before "and" begins, if the clause begins with it.
    fn first_named(&self, begin: usize, second: usize) -> usize {
        let capital = |at: usize| {
            let word = self.draft.slice(self.prose.tokens[at].span);
            word.chars().next().is_some_and(char::is_uppercase)
        };
        if second < begin + 2 || self.lower(second - 1) != "and" || !capital(second) {
            return second;
        }
        let mut from = second - 1;
        while from > begin && capital(from - 1) {
            from -= 1;
        }
        let opens = from == begin || BREAKS.contains(&self.lower(from - 1).as_str());
        if opens && from + 1 < second { from } else { second }
    }

    /// The words before the verb and its auxiliaries, back to where the clause begins.
    fn speaker(&self, begin: usize, verb: usize) -> Option<(usize, usize)> {
        let mut to = verb;
        while to > begin
            && matches!(
                self.lower(to - 1).as_str(),
                "had" | "has" | "have" | "also" | "later" | "then"
            )
        {
            to -= 1;
        }
        let mut from = to;
        while from > begin && !BREAKS.contains(&self.lower(from - 1).as_str()) {
            from -= 1;
        }
        from = self.first_named(begin, from);
        let finite = |at: usize| {
            matches!(
                self.lower(at).as_str(),
                "was" | "were" | "is" | "are" | "be" | "been" | "to" | "not"
            )
        };
        (from < to && to - from <= PERSON_AT_MOST && !(from..to).any(finite)).then_some((from, to))
    }
}
