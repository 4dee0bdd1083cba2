//! Refusals, by rule: "declined to comment", "did not respond", "could not be reached". They have no content, and
//! the corpus that the model learnt from marks only what is said, so that they have to be found beside it.

use super::cue::ANSWERS;
use super::{Act, Attribution, Stance, Style};
use crate::draft::{BlockKind, Draft, Span};
use crate::language::{Prose, Sentence};

/// How sure a refusal is: its words are few and fixed.
const SURE: f64 = 0.9;

/// A subject of more words than this is none.
const SUBJECT_AT_MOST: usize = 25;

/// Openings of a refusal, each with the words of which one must follow within [`WITHIN`] words.
const REFUSALS: &[(&[&str], &[&str])] = &[
    (&["declined"], ANSWERS),
    (&["declines"], ANSWERS),
    (&["refused"], ANSWERS),
    (&["not", "respond"], &[]),
    (&["not", "responded"], &[]),
    (&["not", "reply"], &[]),
    (&["not", "replied"], &[]),
    (
        &["not", "return"],
        &[
            "call", "calls", "message", "messages", "e-mail", "emails", "request", "requests",
        ],
    ),
    (
        &["not", "returned"],
        &[
            "call", "calls", "message", "messages", "e-mail", "emails", "request", "requests",
        ],
    ),
    (&["not", "be", "reached"], &[]),
    (&["not", "immediately", "respond"], &[]),
    (&["not", "immediately", "reply"], &[]),
    (&["not", "immediately", "responded"], &[]),
    (&["not", "immediately", "be", "reached"], &[]),
    (&["not", "immediately", "available"], &["comment"]),
    (&["not", "available"], &["comment"]),
    (&["unavailable", "for"], &["comment"]),
    (&["not", "commented"], &[]),
    (&["not", "comment"], &[]),
    (&["not", "yet", "commented"], &[]),
    (&["not", "yet", "responded"], &[]),
    (&["not", "yet", "replied"], &[]),
    (&["not", "immediately", "comment"], &[]),
];

/// How many words may stand between an opening and what must follow.
const WITHIN: usize = 4;

/// Words that a subject does not run over.
const BREAKS: &[&str] = &[
    "that", "which", "who", "while", "but", "and", "because", "when", "if", "as", "though", "although",
    "where", "so",
];

/// Finds the refusals of the draft, in text order. Linear.
pub(super) fn find(draft: &Draft, prose: &Prose) -> Vec<Attribution> {
    let mut found = Vec::new();
    for sentence in &prose.sentences {
        if matches!(
            draft.blocks[sentence.block].kind,
            BlockKind::Heading | BlockKind::Headline
        ) {
            continue;
        }
        let reader = Reader {
            draft,
            prose,
            sentence: *sentence,
        };
        found.extend((sentence.tokens.0..sentence.tokens.1).filter_map(|at| reader.refusal(at)));
    }
    found
}

#[derive(Clone, Copy)]
struct Reader<'a> {
    draft: &'a Draft,
    prose: &'a Prose,
    sentence: Sentence,
}

impl Reader<'_> {
    fn lower(&self, at: usize) -> String {
        self.prose
            .tokens
            .get(at)
            .map_or_else(String::new, |token| self.draft.slice(token.span).to_lowercase())
    }

    fn refusal(&self, at: usize) -> Option<Attribution> {
        let end = self.sentence.tokens.1;
        let word = self.lower(at);
        let first = plain_negation(&word);
        let (opening, answers) = REFUSALS.iter().find(|(opening, _)| {
            opening[0] == first && (1..opening.len()).all(|step| self.lower(at + step) == opening[step])
        })?;
        let after = at + opening.len();
        let answered = (after..end.min(after + WITHIN)).find(|i| answers.contains(&self.lower(*i).as_str()));
        if !answers.is_empty() && answered.is_none()
            || self.prose.quote_at(self.prose.tokens[at].span.start).is_some()
        {
            return None;
        }
        let (from, to) = self.subject(at)?;
        let close = answered.map_or(after, |answer| answer + 1).min(end);
        Some(Attribution {
            source_spans: vec![self.span(from, to)],
            cue_spans: vec![self.span(to, close)],
            content_spans: Vec::new(),
            style: Style::Indirect,
            stance: Stance::Declines,
            act: Act::Speech,
            confidence: SURE,
        })
    }

    /// The tokens of the noun phrase before the refusal, auxiliaries and adverbs skipped; an apposition between
    /// commas belongs to it.
    fn subject(&self, at: usize) -> Option<(usize, usize)> {
        let begin = self.sentence.tokens.0;
        let mut to = at;
        while to > begin && is_auxiliary(&self.lower(to - 1)) {
            to -= 1;
        }
        let mut scan = to;
        if to > begin + 1 && self.lower(to - 1) == "," {
            scan = (begin + 1..to - 1).rev().find(|i| self.lower(*i) == ",")?;
        }
        let mut from = scan;
        while from > begin
            && !is_stop(&self.lower(from - 1))
            && !BREAKS.contains(&self.lower(from - 1).as_str())
        {
            from -= 1;
        }
        (from < scan && to - from <= SUBJECT_AT_MOST).then_some((from, to))
    }

    fn span(&self, from: usize, to: usize) -> Span {
        self.prose.tokens[from].span.join(self.prose.tokens[to - 1].span)
    }
}

/// "didn't" opens as "not" does.
fn plain_negation(word: &str) -> &str {
    if word.ends_with("n't") || word.ends_with("n’t") {
        "not"
    } else {
        word
    }
}

fn is_auxiliary(word: &str) -> bool {
    matches!(
        word,
        "has"
            | "had"
            | "have"
            | "also"
            | "did"
            | "does"
            | "do"
            | "could"
            | "was"
            | "were"
            | "is"
            | "are"
            | "would"
            | "later"
    ) || (word.ends_with("ly") && word.len() > 4)
}

fn is_stop(word: &str) -> bool {
    matches!(
        word,
        "," | ";" | ":" | "—" | "–" | "(" | ")" | "." | "?" | "!" | "\"" | "“" | "”"
    )
}
