//! What the words of a content deny, read word by word.

use std::collections::BTreeSet;

use super::super::clause::Clauses;
use super::super::gist;
use super::super::lexicon::{Class, Classes};
use super::super::same;
use super::Denial;
use crate::attribution::{Act, cue};
use crate::draft::Span;

/// Among so many first words of what is said stands the verb by which the speaker denies ("I strongly deny the claim").
const OPENING: usize = 7;

/// So many words at most stand between a noun for a saying and its "that" ("claims by Vale that ...").
const NOUN_REACH: usize = 7;

/// With more telling words a phrase does more than point at what was said.
const POINTING_WORDS: usize = 4;

/// So many words at most stand between "is" and what is false ("is simply and plainly untrue").
const PREDICATE_REACH: usize = 4;

/// Words that call a thing false only where the thing is something that was said ("the report was wrong").
const TURNED_DOWN: &[&str] = &[
    "wrong",
    "mistaken",
    "misleading",
    "exaggerated",
    "absurd",
    "preposterous",
    "ludicrous",
    "laughable",
    "propaganda",
    "scaremongering",
    "unsubstantiated",
    "unproven",
];

/// What is only uttered may be wrong without being untrue ("the remarks were wrong").
const UTTERED: &[&str] = &["comment", "comments", "remark", "remarks"];

/// Ways to say that one had no hand in a thing; the first word negates.
const NO_PART: &[&[&str]] = &[
    &["nothing", "to", "do", "with"],
    &["no", "part", "in"],
    &["no", "role", "in"],
    &["no", "hand", "in"],
    &["no", "involvement", "in"],
    &["no", "knowledge", "of"],
    &["not", "involved", "in"],
    &["n't", "involved", "in"],
    &["not", "responsible", "for"],
    &["n't", "responsible", "for"],
    &["not", "behind"],
];

/// Nouns for having a hand in a thing ("denied any involvement in it"), among so many first words of what is denied.
const HAND: &[&str] = &[
    "involvement",
    "part",
    "role",
    "hand",
    "complicity",
    "responsibility",
];

const NO_PART_REACH: usize = 3;

/// Verbs that deny in what a speaker says of himself.
const DENYING: &[&str] = &[
    "deny",
    "denied",
    "denies",
    "denying",
    "reject",
    "rejected",
    "rejects",
    "refute",
    "dispute",
    "disputes",
    "disputed",
    "refutes",
    "refuted",
    "disagrees",
    "disagreed",
];

const BEING: &[&str] = &[
    "is", "are", "was", "were", "be", "been", "'s", "'re", "isn't", "aren't", "wasn't", "weren't", "prove",
    "proved", "proven",
];

/// How those begin who speak of themselves or of theirs.
const OWN: &[&str] = &[
    "i", "we", "he", "she", "they", "it", "my", "our", "his", "her", "their", "its",
];

/// So near its beginning stands the verb by which those deny for whom one speaks.
const BY_OTHERS: usize = 3;

/// Nouns for a case against somebody.
const SUITS: &[&str] = &["suit", "lawsuit", "case", "petition"];

/// What opens so was spoken of before.
const DEFINITE: &[&str] = &[
    "the",
    "this",
    "that",
    "these",
    "those",
    "such",
    "all",
    "any",
    "his",
    "her",
    "their",
    "its",
    "claims",
    "allegations",
    "accusations",
    "reports",
    "rumours",
    "rumors",
    "suggestions",
];

/// What a thing that is said and is not so is not, or does not.
const TRUTH: &[&str] = &[
    "true",
    "correct",
    "accurate",
    "right",
    "credible",
    "factual",
    "supported",
    "substantiated",
    "proven",
    "borne",
    "based",
    "correspond",
    "match",
    "reflect",
    "hold",
    "stand",
    "add",
];

/// What it is without.
const GROUND: &[&str] = &[
    "truth",
    "basis",
    "foundation",
    "substance",
    "merit",
    "evidence",
    "proof",
    "fact",
    "facts",
    "reality",
];

/// Ways to say of a thing that it is not so.
const NO_SUCH: &[&[&str]] = &[
    &["no", "such"],
    &["nothing", "of", "the", "sort"],
    &["nothing", "of", "the", "kind"],
    &["not", "the", "case"],
];

/// The words of a content, without its marks.
pub(super) struct Words<'a> {
    clauses: &'a Clauses<'a>,
    tokens: Vec<usize>,
    lower: Vec<String>,
    /// The words by which the text speaks of whoever says it.
    party: &'a BTreeSet<u64>,
}

impl Words<'_> {
    pub(super) fn of<'a>(clauses: &'a Clauses<'a>, spans: &[Span], party: &'a BTreeSet<u64>) -> Words<'a> {
        let word = |token: &usize| clauses.is_word(*token) || clauses.is_finite(*token);
        let tokens: Vec<usize> = clauses.tokens(spans).into_iter().filter(word).collect();
        let lower = tokens.iter().map(|token| clauses.lower(*token)).collect();
        Words {
            clauses,
            tokens,
            lower,
            party,
        }
    }

    /// What it denies by its words alone.
    pub(super) fn unsays(&self) -> Option<Denial> {
        self.contrary()
            .or_else(|| self.self_denial())
            .or_else(|| self.falsehood())
            .or_else(|| self.innocence())
            .or_else(|| self.no_part())
            .or_else(|| self.no_such_thing())
    }

    /// Does it call what was said false, or wrong?
    pub(super) fn turn_down(&self) -> bool {
        self.any(Class::False) || !self.any_of(UTTERED) && (self.any_of(TURNED_DOWN) || self.makes_it_up())
    }

    fn is(&self, at: usize, list: &[&str]) -> bool {
        self.lower
            .get(at)
            .is_some_and(|word| list.contains(&word.as_str()))
    }

    fn has(&self, at: usize, class: Class) -> bool {
        self.lower
            .get(at)
            .is_some_and(|word| Classes::of(word).has(class))
    }

    fn any(&self, class: Class) -> bool {
        (0..self.lower.len()).any(|at| self.has(at, class))
    }

    pub(super) fn any_of(&self, list: &[&str]) -> bool {
        (0..self.lower.len()).any(|at| self.is(at, list))
    }

    pub(super) fn has_run(&self, run: &[&str]) -> bool {
        self.lower
            .windows(run.len())
            .any(|words| words.iter().zip(run).all(|(word, wanted)| word == wanted))
    }

    /// The bytes from one word to another, its end included.
    fn span(&self, from: usize, to: usize) -> Option<Span> {
        let place = |at: usize| Some(self.clauses.prose.tokens[*self.tokens.get(at)?].span);
        (from <= to).then_some(())?;
        Some(place(from)?.join(place(to)?))
    }

    fn states(&self, from: usize, to: usize) -> bool {
        self.tokens
            .get(from..=to)
            .is_some_and(|tokens| self.clauses.states(tokens))
    }

    /// What is denied by a verb before the word at `from`. Of what is turned away, only what was said is denied.
    pub(super) fn denied(&self, from: usize, turned_away: bool) -> Option<Denial> {
        let last = self.lower.len().checked_sub(1)?;
        if (from..from + NO_PART_REACH).any(|at| self.is(at, HAND)) {
            return Some(Denial::Part);
        }
        let opens = from + usize::from(self.is(from, &["that"]) && last > from);
        if let Some(told) = self.told_claim(from) {
            return Some(told);
        }
        // A court that rejects "a complaint" rules on what nobody has told here.
        if turned_away && self.is(from, &["a", "an"]) {
            return None;
        }
        if self.points(from) {
            return Some(Denial::Said);
        }
        if opens > from && self.states(opens, last) {
            return Some(Denial::Told(self.span(opens, last)?));
        }
        let saying = (from..=last).any(|at| self.has(at, Class::Saying));
        if turned_away && !saying {
            return None;
        }
        let clause = !self.clauses.leads_noun(*self.tokens.get(from)?)
            || self.clauses.states_surely(&self.tokens[from..]);
        if clause && self.states(from, last) {
            return Some(Denial::Told(self.span(from, last)?));
        }
        // "Denied a request": what is not granted is no claim.
        let refused = self.is(from, &["a", "an"]) && !saying;
        (!refused).then_some(Denial::Thing)
    }

    /// "claims by Vale that the pool leaks", "the suggestion that ...": the clause that somebody claims.
    fn told_claim(&self, from: usize) -> Option<Denial> {
        let last = self.lower.len().checked_sub(1)?;
        let noun = (from..=last).find(|at| self.has(*at, Class::Saying))?;
        let that = (noun + 1..=last.min(noun + NOUN_REACH)).find(|at| self.is(*at, &["that"]))?;
        // "The report was wrong and that ...": of the verb, not of the noun.
        if self.is(that - 1, &["and", "but", "or"]) {
            return None;
        }
        let verb = self.predicate(that + 1).map_or(last, |verb| verb - 1);
        self.states(that + 1, verb)
            .then(|| Some(Denial::Told(self.span(that + 1, verb)?)))?
    }

    /// Where, after `from`, the verb of being stands that calls what is before it false ("... is untrue").
    fn predicate(&self, from: usize) -> Option<usize> {
        let being = |at: &usize| self.is(*at, BEING);
        let places: Vec<usize> = (from..self.lower.len()).filter(being).collect();
        let calls = |at: &usize| {
            let reach = *at + 1..=*at + PREDICATE_REACH;
            let of_saying =
                (0..*at).any(|before| self.has(before, Class::Saying) && !self.is(before, UTTERED));
            let is_false = |at| self.has(at, Class::False) || of_saying && self.is(at, TURNED_DOWN);
            reach
                .clone()
                .any(|next| is_false(next) && !self.is_negated(*at, next))
                || reach
                    .clone()
                    .any(|next| self.is(next, &["true", "correct"]) && self.is_negated(*at, next))
        };
        places.into_iter().rev().find(calls)
    }

    fn is_negated(&self, from: usize, to: usize) -> bool {
        let lower = self.lower.get(from..to).unwrap_or_default();
        let mut words = lower.iter();
        words.any(|word| word.ends_with("n't") || matches!(word.as_str(), "not" | "never" | "hardly"))
    }

    /// Do the words from `from` on only point at what was said: "it", "the allegations", "those statements", "a claim that"?
    fn points(&self, from: usize) -> bool {
        let rest = &self.lower[from.min(self.lower.len())..];
        // "The allegations as a smear": what is said of them points nowhere.
        let named = rest.iter().position(|word| word == "as");
        let rest = &rest[..named.filter(|at| *at > 0).unwrap_or(rest.len())];
        let telling = rest
            .iter()
            .filter(|word| !Classes::of(word).has(Class::Function))
            .count();
        let noun = rest.iter().any(|word| Classes::of(word).has(Class::Saying));
        let relative = rest
            .last()
            .is_some_and(|word| matches!(word.as_str(), "that" | "which"));
        let pronoun = rest.iter().all(|word| {
            matches!(
                word.as_str(),
                "it" | "this" | "that" | "them" | "these" | "those" | "all" | "of"
            )
        });
        let of_matter = rest.iter().any(|word| word == "of" || word == "about") && telling > 1;
        let owned = rest
            .iter()
            .take(POINTING_WORDS)
            .position(|word| word.ends_with("'s") || word.ends_with("s'"));
        let owned = owned.is_some_and(|at| {
            let after = rest.iter().skip(at + 1).take(2);
            after.into_iter().any(|word| Classes::of(word).has(Class::Saying))
        });
        !rest.is_empty()
            && (pronoun || owned || noun && telling <= POINTING_WORDS && (relative || !of_matter))
    }

    /// Does it begin with a noun or pronoun for what somebody said?
    pub(super) fn names_a_saying(&self) -> bool {
        self.is(0, &["it", "this", "that", "them", "those", "these"])
            || (0..POINTING_WORDS).any(|at| self.has(at, Class::Saying))
    }

    /// "I strongly deny the claim that ...", "he did not believe claims that ...": the speaker denies within what he says.
    fn self_denial(&self) -> Option<Denial> {
        let of_himself = self.speaks_of_its_own(0);
        let Some(verb) = (1..OPENING).find(|at| self.is(*at, DENYING)) else {
            return self.disbelief();
        };
        let told_of = self.is(verb.checked_sub(1)?, &["be", "been", "was", "were", "is", "are"]);
        let plain = !self.is_negated(0, verb) && !told_of;
        let with = usize::from(self.is(verb + 1, &["with"]));
        let denial = plain.then(|| self.denied(verb + 1 + with, true)).flatten();
        // Who speaks for others says that they deny it ("her client denied the claims").
        let denial = denial.filter(|denial| of_himself || *denial == Denial::Said && verb <= BY_OTHERS);
        denial.or_else(|| self.disbelief())
    }

    fn disbelief(&self) -> Option<Denial> {
        let verb = (1..OPENING)
            .find(|at| self.is(*at, &["believe", "accept", "agree"]) && self.is_negated(0, *at))?;
        let of_himself = self.is(0, &["i", "we", "he", "she", "they", "it"]);
        of_himself.then(|| self.told_claim(verb + 1))?
    }

    /// "Contrary to claims that ..., ...": what is claimed, up to the mark that closes it.
    fn contrary(&self) -> Option<Denial> {
        self.has_run(&["contrary", "to"]).then_some(())?;
        let to = (0..OPENING).find(|at| self.is(*at, &["contrary"]))? + 1;
        let closes = |at: &usize| {
            self.tokens
                .get(*at + 1)
                .is_some_and(|next| *next > self.tokens[*at] + 1)
        };
        let noun = (to + 1..=to + NOUN_REACH).find(|at| self.has(*at, Class::Saying))?;
        let opens = (noun + 1..=noun + NOUN_REACH).find(|at| self.is(*at, &["that", "of"]))?;
        let last = (opens + 1..self.lower.len()).find(closes)?;
        Some(Denial::Told(self.span(opens + 1, last)?))
    }

    /// "He had nothing to do with it": whoever says so had no hand in it.
    fn no_part(&self) -> Option<Denial> {
        let first = usize::from(self.is(0, &["that"]));
        let of_himself = self.speaks_of_its_own(first);
        let opens = |run: &&[&str]| {
            let mut places = self.lower.windows(run.len()).take(OPENING + 1);
            places.any(|words| words.iter().zip(*run).all(|(word, wanted)| word == wanted))
        };
        (of_himself && NO_PART.iter().any(opens)).then_some(Denial::Part)
    }

    /// "The claim that ... is untrue", "it is not true that ...", "that is a lie", "there is no truth in the report".
    fn falsehood(&self) -> Option<Denial> {
        let last = self.lower.len().checked_sub(1)?;
        if self.is(0, &["there"]) {
            let none = (1..OPENING).find(|at| self.is(*at, &["no"]))?;
            let ground = (none + 1..none + 4)
                .any(|at| self.is(at, &["truth", "basis", "foundation", "substance", "merit"]));
            let noun =
                (none..=last).any(|at| self.has(at, Class::Saying) || self.is(at, &["it", "this", "that"]));
            return (ground && noun).then(|| self.told_claim(none).unwrap_or(Denial::Said));
        }
        if self.is(0, &["none", "it", "this", "that"]) && self.never_happened() {
            return Some(Denial::Said);
        }
        if let Some(told) = self.wrong_to_say() {
            return Some(told);
        }
        let Some(verb) = self.predicate(1) else {
            return self.voids_a_saying().then_some(Denial::Said);
        };
        let of_it = verb <= 2 && self.is(0, &["it", "this", "that", "these", "those"]);
        if of_it
            && let Some(that) = (verb..=verb + PREDICATE_REACH + 1).find(|at| self.is(*at, &["that"]))
            && self.states(that + 1, last)
        {
            return Some(Denial::Told(self.span(that + 1, last)?));
        }
        if let Some(told) = self.told_claim(0) {
            return Some(told);
        }
        let said = (0..verb).any(|at| self.has(at, Class::Saying));
        (of_it || said && !self.states(0, verb - 1)).then_some(Denial::Said)
    }

    /// "It is wrong to say that ...": what is not to be said.
    fn wrong_to_say(&self) -> Option<Denial> {
        let last = self.lower.len().checked_sub(1)?;
        let says = |at: usize| {
            let sense = self.lower.get(at).and_then(|word| cue::of_word(word));
            sense.is_some_and(|sense| sense.act == Act::Speech)
        };
        let to = (2..=last.min(OPENING)).find(|at| self.is(*at, &["to"]) && says(*at + 1))?;
        let called = |at: &usize| self.has(*at, Class::False) || self.is(*at, TURNED_DOWN);
        let wrong = (1..to).find(called)?;
        let first = to + 2 + usize::from(self.is(to + 2, &["that"]));
        let turned = self.is(0, &["it"]) && !self.is_negated(0, wrong) && self.states(first, last);
        turned.then(|| Some(Denial::Told(self.span(first, last)?)))?
    }

    /// "The aide's account was pure invention", "the suit is without merit", "the claims do not correspond to reality": is what
    /// somebody said, and this alone, what it speaks of, and does it find no truth in it?
    fn voids_a_saying(&self) -> bool {
        let Some(noun) =
            (0..POINTING_WORDS).find(|at| self.has(*at, Class::AccusationNoun) || self.is(*at, SUITS))
        else {
            return false;
        };
        let owned = self.lower[..noun]
            .iter()
            .any(|word| word.ends_with("'s") || word.ends_with("s'"));
        let definite = owned || self.is(0, DEFINITE);
        let finite = |at: &usize| {
            self.tokens
                .get(*at)
                .is_some_and(|token| self.clauses.is_finite(*token))
        };
        let Some(verb) = (noun + 1..=noun + OPENING).find(finite) else {
            return false;
        };
        let reach = verb + 1..=verb + OPENING;
        let bears = reach
            .clone()
            .any(|at| self.is(at, TRUTH) && self.is_negated(verb, at));
        let without = reach
            .clone()
            .any(|at| self.is(at, &["without", "no"]) && (at + 1..at + 4).any(|at| self.is(at, GROUND)));
        definite
            && (bears
                || without
                || reach
                    .into_iter()
                    .take(PREDICATE_REACH)
                    .any(|at| self.is_made_up(at)))
    }

    /// Is the word near by meaning to those for what is not so ("invention", "fantasy")?
    fn is_made_up(&self, at: usize) -> bool {
        let stem = self
            .lower
            .get(at)
            .and_then(|word| gist::stems(word).first().copied());
        stem.is_some_and(|stem| same::is_akin(stem, Class::False))
    }

    fn makes_it_up(&self) -> bool {
        (0..self.lower.len()).any(|at| self.is_made_up(at))
    }

    /// "No such order was given", "nothing of the sort took place", "he did no such thing".
    fn no_such_thing(&self) -> Option<Denial> {
        let opens = |run: &&[&str]| {
            let mut places = self.lower.windows(run.len()).take(2 * OPENING);
            places.any(|words| words.iter().zip(*run).all(|(word, wanted)| word == wanted))
        };
        NO_SUCH.iter().any(opens).then_some(Denial::Charge)
    }

    /// Does it begin with a pronoun for who says it, with somebody or something of theirs ("his men", "her client"), or with
    /// their name?
    fn speaks_of_its_own(&self, first: usize) -> bool {
        let named = |at: usize| {
            let word = self.lower.get(at).map_or("", String::as_str);
            gist::stems(word).iter().any(|stem| self.party.contains(stem))
        };
        self.is(first, OWN) || named(first) || self.is(first, &["the"]) && named(first + 1)
    }

    /// "None of this ever happened", "it did not happen": a few words that only point.
    fn never_happened(&self) -> bool {
        let happens = (1..OPENING).find(|at| self.is(*at, &["happened", "happen", "occurred", "occur"]));
        happens.is_some_and(|verb| {
            let none = self.is(0, &["none"]) || self.is_negated(0, verb);
            let to_come = (0..verb).any(|at| {
                self.is(
                    at,
                    &[
                        "wo", "won't", "will", "would", "wouldn't", "must", "can't", "cannot",
                    ],
                )
            });
            none && !to_come && verb + 1 == self.lower.len()
        })
    }

    /// "he was innocent", "she did nothing wrong".
    fn innocence(&self) -> Option<Denial> {
        let runs: &[&[&str]] = &[
            &["is", "innocent"],
            &["was", "innocent"],
            &["am", "innocent"],
            &["are", "innocent"],
            &["were", "innocent"],
            &["'s", "innocent"],
            &["not", "guilty"],
            &["nothing", "wrong"],
            &["no", "wrongdoing"],
            &["'m", "innocent"],
        ];
        let short = self.lower.len() <= OPENING + POINTING_WORDS;
        (short && runs.iter().any(|run| self.has_run(run))).then_some(Denial::Charge)
    }
}
