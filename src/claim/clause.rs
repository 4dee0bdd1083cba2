//! Clauses: does a stretch of words state something, what of it is said only in passing, and where is the clause that
//! a fragment belongs to?
//!
//! A proposition needs a finite verb of its own; one that a relative pronoun or a conjunction takes does not count ("a
//! ceasefire", "a subject that she avoids", "whether he will run" state nothing).

use super::lexicon::{Class, Classes};
use crate::draft::{Draft, Span};
use crate::language::{FiniteVerbs, Prose, TokenKind};

/// Words that open a clause which depends on another one.
const OPENERS: &[&str] = &[
    "that", "who", "which", "whose", "whom", "where", "when", "while", "because", "if", "although", "though",
    "unless", "until", "what", "how", "why", "whether", "whatever", "whoever", "wherever",
];

/// Words that open a clause about the noun before them.
const RELATIVES: &[&str] = &["who", "which", "whose", "whom", "where", "that"];

const SUBJECTS: &[&str] = &["i", "you", "he", "she", "it", "we", "they"];

const DETERMINERS: &[&str] = &[
    "the", "a", "an", "his", "her", "their", "its", "our", "my", "this", "these", "those", "any", "some",
    "no", "all", "every",
];

/// A draft with its finite verbs.
pub(super) struct Clauses<'a> {
    /// The draft.
    pub draft: &'a Draft,
    /// Its tokens and sentences.
    pub prose: &'a Prose,
    verbs: FiniteVerbs,
}

impl<'a> Clauses<'a> {
    /// Reads a draft. Linear.
    pub(super) fn read(draft: &'a Draft, prose: &'a Prose) -> Clauses<'a> {
        Clauses {
            draft,
            prose,
            verbs: FiniteVerbs::read(draft, prose),
        }
    }

    /// The numbers of the tokens in these spans, in order.
    pub(super) fn tokens(&self, spans: &[Span]) -> Vec<usize> {
        spans
            .iter()
            .flat_map(|span| self.prose.tokens_in(*span))
            .collect()
    }

    /// A token in lower case, its apostrophes straight.
    pub(super) fn lower(&self, token: usize) -> String {
        self.raw(token).to_lowercase().replace('’', "'")
    }

    /// A token as it stands.
    pub(super) fn raw(&self, token: usize) -> &'a str {
        let span = self.prose.tokens.get(token).map(|token| token.span);
        span.map_or("", |span| self.draft.slice(span))
    }

    /// Is it a word or a number?
    pub(super) fn is_word(&self, token: usize) -> bool {
        let kind = self.prose.tokens.get(token).map(|token| token.kind);
        kind.is_some_and(|kind| kind != TokenKind::Mark)
    }

    /// Does a noun follow it: an article or its like, a number?
    pub(super) fn leads_noun(&self, token: usize) -> bool {
        let kind = self.prose.tokens.get(token).map(|token| token.kind);
        kind == Some(TokenKind::Number) || DETERMINERS.contains(&self.lower(token).as_str())
    }

    /// Can it belong to the noun phrase that it follows: a word in small letters, no verb, no function word?
    pub(super) fn goes_on(&self, token: usize) -> bool {
        self.raw(token).starts_with(char::is_lowercase)
            && !self.is_finite(token)
            && !Classes::of(&self.lower(token)).has(Class::Function)
    }

    /// Is it a finite verb? An "'s" is one only after a word that owns nothing ("it's", "that's").
    pub(super) fn is_finite(&self, token: usize) -> bool {
        let owner = || {
            token
                .checked_sub(1)
                .map(|before| self.lower(before))
                .unwrap_or_default()
        };
        let owned = self.raw(token).ends_with(['s', 'S'])
            && !self.is_word(token)
            && !(SUBJECTS.contains(&owner().as_str())
                || matches!(
                    owner().as_str(),
                    "that" | "there" | "what" | "who" | "here" | "where" | "how"
                ));
        self.verbs.at(token) && !owned
    }

    /// Is it surely a finite verb?
    pub(super) fn is_surely_finite(&self, token: usize) -> bool {
        self.is_finite(token) && self.verbs.surely(token)
    }

    /// The first finite verb that no dependent clause takes: its place in `tokens`.
    pub(super) fn main_verb(&self, tokens: &[usize]) -> Option<usize> {
        self.first_free(tokens, &|token| self.is_finite(token))
    }

    /// The first of those tokens for which `is_verb` holds that no dependent clause takes.
    fn first_free(&self, tokens: &[usize], is_verb: &dyn Fn(usize) -> bool) -> Option<usize> {
        let words: Vec<usize> = (0..tokens.len())
            .filter(|at| self.is_word(tokens[*at]) || is_verb(tokens[*at]))
            .collect();
        let lower: Vec<String> = words.iter().map(|at| self.lower(tokens[*at])).collect();
        let named = lower
            .first()
            .is_some_and(|first| DETERMINERS.contains(&first.as_str()));
        let mut taken = 0_usize;
        for (number, at) in words.iter().enumerate() {
            let opens =
                OPENERS.contains(&lower[number].as_str()) && !(number == 0 && lower[number] == "that");
            if opens {
                taken += 1;
            } else if is_verb(tokens[*at]) {
                let contact =
                    named && number > 1 && self.is_contact(tokens, words[number - 1], &lower[number - 1]);
                match taken.checked_sub(1) {
                    Some(rest) => taken = rest,
                    None if contact => {}
                    None => return Some(*at),
                }
            }
        }
        None
    }

    /// Is the word at `at` a pronoun that opens a clause about the noun right before it ("the advice I give")?
    fn is_contact(&self, tokens: &[usize], at: usize, lower: &str) -> bool {
        let before = at.checked_sub(1).map(|before| tokens[before]);
        SUBJECTS.contains(&lower) && before.is_some_and(|before| self.is_word(before))
    }

    /// Do these tokens state something?
    pub(super) fn states(&self, tokens: &[usize]) -> bool {
        self.main_verb(tokens).is_some()
    }

    /// Do they state something beyond doubt? A phrase that begins like a noun's wants a verb that is surely one.
    pub(super) fn states_surely(&self, tokens: &[usize]) -> bool {
        let Some(main) = self.main_verb(tokens) else {
            return false;
        };
        let first = tokens.first().map(|token| self.lower(*token)).unwrap_or_default();
        let first = first.as_str();
        let noun =
            DETERMINERS.contains(&first) || first.starts_with(|c: char| c.is_ascii_digit() || c == '$');
        let relative = matches!(
            first,
            "what" | "who" | "which" | "whose" | "how" | "whether" | "where"
        );
        let doubtful = noun || relative;
        // A verb at the head has no subject here, unless it is a noun taken for one.
        let begun = main == 0
            && !self.raw(tokens[0]).starts_with(char::is_uppercase)
            && !tokens[1..].iter().any(|token| self.is_surely_finite(*token));
        !begun
            && (!doubtful
                || self
                    .first_free(tokens, &|token| self.is_surely_finite(token))
                    .is_some())
    }

    /// The tokens without what is said in passing: clauses about a noun, and brackets.
    pub(super) fn news(&self, tokens: &[usize]) -> Vec<usize> {
        let mut kept = Vec::with_capacity(tokens.len());
        let mut at = 0;
        while at < tokens.len() {
            match self.aside(tokens, at) {
                Some(end) if end > at => at = end,
                _ => {
                    kept.push(tokens[at]);
                    at += 1;
                }
            }
        }
        kept
    }

    /// Where the aside that begins at `at` ends.
    fn aside(&self, tokens: &[usize], at: usize) -> Option<usize> {
        let raw = self.raw(tokens[at]);
        let find = |mark: &str| (at + 1..tokens.len()).find(|other| self.raw(tokens[*other]) == mark);
        if raw == "(" {
            return find(")").map(|end| end + 1);
        }
        let lower = self.lower(tokens[at]);
        let before = tokens[at.checked_sub(1)?];
        if self.raw(before) == "," && self.explains(tokens, at) {
            return Some(find(",").unwrap_or(tokens.len()));
        }
        if !RELATIVES.contains(&lower.as_str()) || self.is_finite(before) {
            return None;
        }
        if self.raw(before) == "," {
            return Some(find(",").unwrap_or(tokens.len()));
        }
        // "that" after a word that is no verb: a clause about it, to the next comma or the verb after its own.
        let about = self.is_word(before) && (lower != "that" || !self.reports(before));
        about.then(|| self.end_of_relative(tokens, at))
    }

    /// ", a step that ...": does a noun begin here that explains what came before, with a clause about it?
    fn explains(&self, tokens: &[usize], at: usize) -> bool {
        let article = matches!(self.lower(tokens[at]).as_str(), "a" | "an");
        let after = tokens.iter().skip(at + 2).take(3);
        let mut after = after.map(|token| self.lower(*token));
        article && after.any(|word| matches!(word.as_str(), "that" | "which"))
    }

    /// Is it the kind of word that a "that" with a statement follows?
    fn reports(&self, token: usize) -> bool {
        let lower = self.lower(token);
        let lower = lower.as_str();
        let noun = matches!(
            lower,
            "fact"
                | "claim"
                | "claims"
                | "report"
                | "reports"
                | "allegation"
                | "allegations"
                | "evidence"
                | "belief"
                | "suggestion"
                | "news"
                | "idea"
                | "possibility"
                | "sure"
                | "clear"
                | "certain"
                | "aware"
                | "likely"
                | "so"
                | "said"
                | "saying"
                | "told"
                | "telling"
                | "believed"
                | "shown"
                | "found"
                | "confirmed"
        );
        noun || lower.ends_with("ing") || lower.ends_with("ed") || lower == "say" || lower == "show"
    }

    fn end_of_relative(&self, tokens: &[usize], at: usize) -> usize {
        let mut verbs = 0;
        for end in at + 1..tokens.len() {
            let token = tokens[end];
            let list = self.is_finite(token) && self.lower(tokens[end - 1]) == "and";
            verbs += usize::from(self.is_finite(token) && !list);
            if verbs > 1 || matches!(self.raw(token), "," | ";" | ":" | "—" | "–") {
                return end;
            }
        }
        tokens.len()
    }

    /// The number of the sentence that holds all these spans, if there is one.
    pub(super) fn sentence_of(&self, spans: &[Span]) -> Option<usize> {
        let hull = Span::hull(spans)?;
        let number = self.prose.sentence_at(hull.start)?;
        self.prose.sentences[number].span.contains(hull).then_some(number)
    }

    /// The words of a stretch, white space folded.
    pub(super) fn words(&self, span: Span) -> String {
        let words: Vec<&str> = self.draft.slice(span).split_whitespace().collect();
        words.join(" ")
    }
}
