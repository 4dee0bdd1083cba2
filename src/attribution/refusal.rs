//! Refusals, by rule: "declined to comment", "did not respond", "could not be reached". They have no content, and
//! the corpus that the model learnt from marks only what is said, so that they have to be found beside it. So do denials
//! that say no more than that: "denied the allegation", "rejected the claims".

use super::cue::ANSWERS;
use super::{Act, Attribution, Stance, Style};
use crate::draft::{BlockKind, Draft, Span};
use crate::language::{FiniteVerbs, Prose, Sentence};
use std::cell::OnceCell;

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

/// Verbs of denial.
const DENYING: &[&str] = &[
    "denied",
    "denies",
    "deny",
    "rejected",
    "rejects",
    "reject",
    "dismissed",
    "dismisses",
    "dismiss",
    "disputed",
    "disputes",
    "dispute",
    "refuted",
    "refutes",
    "refute",
];

/// Verbs by which the accused stay innocent ("maintained his innocence").
const MAINTAINING: &[&str] = &[
    "maintained",
    "maintains",
    "maintain",
    "protested",
    "protests",
    "proclaimed",
    "asserted",
];

/// What a denial points at with such a noun was said before.
const CLAIMED: &[&str] = &[
    "allegation",
    "allegations",
    "accusation",
    "accusations",
    "claim",
    "claims",
    "charge",
    "charges",
    "wrongdoing",
    "suggestion",
    "suggestions",
    "rumour",
    "rumours",
    "rumor",
    "rumors",
];

/// What follows the noun tells more of the same denial, not what is claimed.
const AFTER_CLAIMED: &[&str] = &[
    "as", "and", "but", "in", "on", "through", "during", "when", "while", "saying", "against",
];

/// A noun that only points has at most so many words.
const POINTING: usize = 5;

/// How many words may stand between an opening and what must follow.
const WITHIN: usize = 4;

/// Words that a subject does not run over.
const BREAKS: &[&str] = &[
    "that", "which", "who", "while", "but", "and", "because", "when", "if", "as", "though", "although",
    "where", "so",
];

/// Finds the refusals of the draft, in text order. Linear.
pub(super) fn find(draft: &Draft, prose: &Prose) -> Vec<Attribution> {
    read(draft, prose, |reader, at| reader.refusal(at))
}

/// Finds the denials of the draft that only point at what was said, in text order. Linear.
pub(super) fn denials(draft: &Draft, prose: &Prose) -> Vec<Attribution> {
    read(draft, prose, |reader, at| reader.denial(at))
}

fn read(
    draft: &Draft,
    prose: &Prose,
    at: impl Fn(&Reader, usize) -> Option<Attribution>,
) -> Vec<Attribution> {
    let mut found = Vec::new();
    let verbs = OnceCell::new();
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
            neither: neither(draft, prose, *sentence),
            verbs: &verbs,
        };
        found.extend((sentence.tokens.0..sentence.tokens.1).filter_map(|token| at(&reader, token)));
    }
    found
}

#[derive(Clone, Copy)]
struct Reader<'a> {
    draft: &'a Draft,
    prose: &'a Prose,
    sentence: Sentence,
    /// The "neither" of the sentence that "nor" follows.
    neither: Option<usize>,
    /// Read once, where a subject needs them.
    verbs: &'a OnceCell<FiniteVerbs>,
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
        let (opened, answers) = REFUSALS.iter().find_map(|(opening, answers)| {
            let opened = self.opened(at, opening)?;
            Some((opened, *answers))
        })?;
        let after = at + opened;
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

    /// "Vale denied | the allegations": the verb stands at this token.
    fn denial(&self, at: usize) -> Option<Attribution> {
        let quoted = self.prose.quote_at(self.prose.tokens[at].span.start).is_some();
        let verb = self.lower(at);
        let innocent = MAINTAINING.contains(&verb.as_str()) && self.lower(at + 2) == "innocence";
        if quoted || !innocent && !DENYING.contains(&verb.as_str()) || !self.says(at) {
            return None;
        }
        let (_, end) = self.sentence.tokens;
        let ends = |next: &usize| {
            let word = self.lower(*next);
            is_stop(&word) || AFTER_CLAIMED.contains(&word.as_str()) || BREAKS.contains(&word.as_str())
        };
        let close = (at + 1..end.min(at + POINTING + 2)).find(ends)?;
        let clause = matches!(self.lower(close).as_str(), "that" | "which");
        let pronoun = matches!(self.lower(at + 1).as_str(), "it" | "this" | "that") && close == at + 2;
        let points = innocent || pronoun || CLAIMED.contains(&self.lower(close - 1).as_str());
        let (from, to) = self.subject(at).filter(|_| points && !clause)?;
        Some(Attribution {
            source_spans: vec![self.span(from, to)],
            cue_spans: vec![self.span(to, at + 1)],
            content_spans: vec![self.span(at + 1, close)],
            style: Style::Indirect,
            stance: Stance::Denies,
            act: Act::Speech,
            confidence: SURE,
        })
    }

    /// Is the word a finite verb that its subject does, and suffers not?
    fn says(&self, at: usize) -> bool {
        let verbs = self
            .verbs
            .get_or_init(|| FiniteVerbs::read(self.draft, self.prose));
        let before = |back: usize| at.checked_sub(back).map(|at| self.lower(at)).unwrap_or_default();
        let suffers = (1..=2).any(|back| {
            matches!(
                before(back).as_str(),
                "was" | "were" | "been" | "be" | "is" | "are"
            )
        });
        let has = (1..=2).any(|back| matches!(before(back).as_str(), "has" | "have" | "had"));
        (has || verbs.at(at)) && !suffers
    }

    /// How many words of the text at a token are this opening. After "neither the mayor nor her lawyer" the subject
    /// holds the negation.
    fn opened(&self, at: usize, opening: &[&str]) -> Option<usize> {
        let stands = |words: &[&str], at: usize| (0..words.len()).all(|i| self.lower(at + i) == words[i]);
        let (first, rest) = opening.split_first()?;
        if plain_negation(&self.lower(at)) == *first {
            return stands(rest, at + 1).then_some(opening.len());
        }
        let denied = *first == "not" && self.neither.is_some_and(|neither| neither < at);
        (denied && stands(rest, at) && !rest.is_empty()).then_some(rest.len())
    }

    /// The tokens of the noun phrase before the refusal, auxiliaries and adverbs skipped; an apposition between
    /// commas belongs to it, and so do others that "and" joins to it.
    fn subject(&self, at: usize) -> Option<(usize, usize)> {
        let begin = self.sentence.tokens.0;
        let mut to = at;
        while to > begin && is_auxiliary(&self.lower(to - 1)) {
            to -= 1;
        }
        if let Some(neither) = self
            .neither
            .filter(|neither| neither + SUBJECT_AT_MOST > to && *neither < to)
        {
            return Some((neither, to));
        }
        let mut scan = to;
        if to > begin + 1 && self.lower(to - 1) == "," {
            scan = (begin + 1..to - 1).rev().find(|i| self.lower(*i) == ",")?;
        }
        let last = self.phrase(scan);
        let mut from = last;
        while let Some(further) = self.joined(from, from < last) {
            from = further;
        }
        (last < scan && to - from <= SUBJECT_AT_MOST).then_some((from, to))
    }

    /// Where the words that end before a token and run over no mark and no conjunction begin.
    fn phrase(&self, end: usize) -> usize {
        let mut from = end;
        while from > self.sentence.tokens.0
            && !is_stop(&self.lower(from - 1))
            && !BREAKS.contains(&self.lower(from - 1).as_str())
        {
            from -= 1;
        }
        from
    }

    /// "The mayor and | her lawyer": where the phrase begins that "and" joins to the one that begins at a token; in a list
    /// that "and" closes, a comma too. What holds a verb is a clause of its own.
    fn joined(&self, from: usize, listed: bool) -> Option<usize> {
        let begin = self.sentence.tokens.0;
        let mut end = from;
        for mark in ["and", ","] {
            end -= usize::from(end > begin && self.lower(end - 1) == mark);
        }
        let further = self.phrase(end);
        let and = end < from && self.lower(from - 1) == "and";
        let verbs = self
            .verbs
            .get_or_init(|| FiniteVerbs::read(self.draft, self.prose));
        let plain = further < end && (further..end).all(|at| !verbs.at(at));
        (plain && (and || listed && end < from && self.names(further))).then_some(further)
    }

    /// Does a phrase that begins here name somebody: an article, an owner, a capital?
    fn names(&self, at: usize) -> bool {
        let word = self
            .prose
            .tokens
            .get(at)
            .map_or("", |token| self.draft.slice(token.span));
        let opens = matches!(
            word.to_lowercase().as_str(),
            "on" | "in"
                | "at"
                | "by"
                | "after"
                | "before"
                | "for"
                | "from"
                | "with"
                | "however"
                | "meanwhile"
        );
        let article = matches!(
            word.to_lowercase().as_str(),
            "the" | "a" | "an" | "his" | "her" | "its" | "their"
        );
        !opens && (article || word.starts_with(char::is_uppercase))
    }

    fn span(&self, from: usize, to: usize) -> Span {
        self.prose.tokens[from].span.join(self.prose.tokens[to - 1].span)
    }
}

/// The "neither" of a sentence that "nor" follows.
fn neither(draft: &Draft, prose: &Prose, sentence: Sentence) -> Option<usize> {
    let is = |at: &usize, word: &str| draft.slice(prose.tokens[*at].span).eq_ignore_ascii_case(word);
    let (from, to) = sentence.tokens;
    let neither = (from..to).find(|at| is(at, "neither"))?;
    (neither + 2..to).any(|at| is(&at, "nor")).then_some(neither)
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
