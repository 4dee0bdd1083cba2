//! Denials: what of the words of an attribution is denied, by its cue ("denied that ...", "hit back at claims that ...")
//! or by what is said ("the claim that ... is untrue", "that is a lie", "he was innocent").

use super::clause::Clauses;
use super::gist::{Gist, Piece};
use super::lexicon::{Class, Classes};
use super::same;
use super::statement::{Speaker, Statement};
use super::wording::{self, Whole};
use crate::attribution::{Attribution, Stance};
use crate::draft::Span;

/// What a source denies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Denial {
    /// What these words tell.
    Told(Span),
    /// What its words tell, which hold no clause of their own ("denied any part in the sale").
    Thing,
    /// What somebody else said before: "the allegation", "it".
    Said,
    /// What it is accused of: "pleaded not guilty", "did nothing wrong".
    Charge,
    /// That it had a hand in a thing: "had nothing to do with it", "was not involved in the sale".
    Part,
}

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
    &["no", "such", "thing"],
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

/// Verbs that turn away a plan or a wish as well as a claim: they deny only what was said.
const TURNING_AWAY: &[&str] = &[
    "reject", "dismiss", "disput", "rebut", "refut", "contest", "challeng", "question", "oppos", "disagree",
];

/// Verbs that deny in what a speaker says of himself.
const DENYING: &[&str] = &[
    "deny", "denied", "denies", "denying", "reject", "rejected", "rejects", "refute", "dispute",
];

/// Verbs by which a thing is called false.
const NAMING: &[&str] = &[
    "call", "deem", "label", "brand", "describ", "dismiss", "denounc", "slam", "term", "dub",
];

const BEING: &[&str] = &[
    "is", "are", "was", "were", "be", "been", "'s", "'re", "isn't", "aren't", "wasn't", "weren't", "prove",
    "proved", "proven",
];

/// Marks a statement as a denial where its attribution denies something: of a clause that it denies, the clause is what is
/// stated. Who turns away what nobody said (a plan, a ruling) denies nothing.
pub(super) fn settle(clauses: &Clauses, attribution: &Attribution, cue: &str, statement: &mut Statement) {
    let told_of_others = statement.speaker == Speaker::Document;
    // Of a poll, "she did nothing wrong" is what some of those asked think.
    statement.denial = read(clauses, attribution, cue).filter(|denial| {
        !(told_of_others && *denial == Denial::Charge && attribution.stance != Stance::Denies)
    });
    let by_cue = attribution.stance == Stance::Denies || fights(cue) || cue.contains("guilty");
    for voice in &mut statement.voices {
        voice.stance = match statement.denial {
            None if by_cue => Stance::Asserts,
            Some(Denial::Told(_)) => Stance::Denies,
            Some(_) if by_cue => Stance::Denies,
            // "That is a lie" stands by itself until what it is a lie of is found.
            _ => voice.stance,
        };
    }
    statement.opposes = by_cue && statement.denial.is_none() && disputes(cue);
    if let Some(Denial::Told(span)) = statement.denial {
        statement.reword(clauses, span);
    } else if by_cue && statement.denial.is_some() {
        statement.gist = Gist::of(&wording::sew(clauses, &attribution.content_spans));
        statement.news = None;
    }
}

/// Does the cue, in lower case, set itself against a view? Who rejects a plan, or questions people, does not.
fn disputes(cue: &str) -> bool {
    let against = ["disagree", "disput", "rebut", "refut"];
    cue.split_whitespace()
        .any(|word| against.iter().any(|stem| word.starts_with(stem)))
}

/// So many of the telling words of what is turned away, and this part of them, stand in what is denied by it.
const TURNED: (usize, f64) = (2, 0.6);

/// Does the first, which turns something away, speak against what another states in most of its words ("disagreed with any link
/// between the dam and the flood")? Who rejects a plan denies nothing.
pub(super) fn speaks_against(own: &Statement, other: &Statement) -> bool {
    let his = |source| own.voices.iter().any(|voice| voice.source == source);
    let another = other.has_source() && !other.voices.iter().any(|voice| his(voice.source));
    let states = other.whole == Whole::Stated && other.denial.is_none() && !other.gist.denies();
    let known = |piece: &&Piece| same::nearness(piece, &other.gist) >= 1.0;
    own.opposes
        && another
        && states
        && own.gist.telling().filter(known).count() >= TURNED.0
        && same::repeated(&own.gist, &other.gist) >= TURNED.1
}

/// Reads what an attribution denies; nothing, where it denies nothing. Linear in its words.
pub(super) fn read(clauses: &Clauses, attribution: &Attribution, cue: &str) -> Option<Denial> {
    let words = Words::of(clauses, &attribution.content_spans);
    if cue.contains("not guilty") || cue.starts_with("plead") && words.has_run(&["not", "guilty"]) {
        return Some(Denial::Charge);
    }
    if attribution.stance == Stance::Denies && words.any_of(&["innocence"]) {
        return Some(Denial::Charge);
    }
    if attribution.stance == Stance::Denies || fights(cue) {
        return words.denied(0, turns_away(cue) || fights(cue));
    }
    let begins = |stems: &[&str]| {
        cue.split_whitespace()
            .any(|word| stems.iter().any(|stem| word.starts_with(stem)))
    };
    let turned_down = || words.any(Class::False) || words.any_of(TURNED_DOWN) && !words.any_of(UTTERED);
    if begins(NAMING) && words.names_a_saying() && turned_down() {
        return Some(Denial::Said);
    }
    words
        .contrary()
        .or_else(|| words.self_denial())
        .or_else(|| words.falsehood())
        .or_else(|| words.innocence())
        .or_else(|| words.no_part())
}

/// Does the cue, in lower case, set itself against what was said, with no verb of denial ("hit back at", "refused to concede")?
fn fights(cue: &str) -> bool {
    let words: Vec<&str> = cue.split_whitespace().collect();
    let runs = |first: &[&str], then: &[&str]| {
        let at = words
            .iter()
            .position(|word| first.iter().any(|stem| word.starts_with(stem)));
        at.is_some_and(|at| words.iter().skip(at + 1).take(3).any(|word| then.contains(word)))
    };
    runs(&["hit", "push", "fought", "fight"], &["back"])
        || runs(&["refus"], &["concede", "accept", "acknowledge", "admit"])
        || runs(&["defend"], &["against"])
        || runs(&["disagree"], &["with"])
        || runs(&["not"], &["agree", "accept"])
        || words
            .iter()
            .any(|word| word.starts_with("question") || word.starts_with("challeng"))
}

/// Does the cue, in lower case, turn away plans and wishes as well as claims?
pub(super) fn turns_away(cue: &str) -> bool {
    cue.split_whitespace()
        .any(|word| TURNING_AWAY.iter().any(|stem| word.starts_with(stem)))
}

/// The words of a content, without its marks.
struct Words<'a> {
    clauses: &'a Clauses<'a>,
    tokens: Vec<usize>,
    lower: Vec<String>,
}

impl Words<'_> {
    fn of<'a>(clauses: &'a Clauses<'a>, spans: &[Span]) -> Words<'a> {
        let word = |token: &usize| clauses.is_word(*token) || clauses.is_finite(*token);
        let tokens: Vec<usize> = clauses.tokens(spans).into_iter().filter(word).collect();
        let lower = tokens.iter().map(|token| clauses.lower(*token)).collect();
        Words {
            clauses,
            tokens,
            lower,
        }
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

    fn any_of(&self, list: &[&str]) -> bool {
        (0..self.lower.len()).any(|at| self.is(at, list))
    }

    fn has_run(&self, run: &[&str]) -> bool {
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
    fn denied(&self, from: usize, turned_away: bool) -> Option<Denial> {
        let last = self.lower.len().checked_sub(1)?;
        if (from..from + NO_PART_REACH).any(|at| self.is(at, HAND)) {
            return Some(Denial::Part);
        }
        let opens = from + usize::from(self.is(from, &["that"]) && last > from);
        if let Some(told) = self.told_claim(from) {
            return Some(told);
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
        Some(Denial::Thing)
    }

    /// "claims by Vale that the pool leaks", "the suggestion that ...": the clause that somebody claims.
    fn told_claim(&self, from: usize) -> Option<Denial> {
        let last = self.lower.len().checked_sub(1)?;
        let noun = (from..=last).find(|at| self.has(*at, Class::Saying))?;
        let that = (noun + 1..=last.min(noun + NOUN_REACH)).find(|at| self.is(*at, &["that"]))?;
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
    fn names_a_saying(&self) -> bool {
        self.is(0, &["it", "this", "that", "them", "those", "these"])
            || (0..POINTING_WORDS).any(|at| self.has(at, Class::Saying))
    }

    /// "I strongly deny the claim that ...", "he did not believe claims that ...": the speaker denies within what he says.
    fn self_denial(&self) -> Option<Denial> {
        let of_himself = self.is(0, &["i", "we", "he", "she", "they", "it"]);
        let Some(verb) = (1..OPENING).find(|at| self.is(*at, DENYING)) else {
            return self.disbelief();
        };
        let told_of = self.is(verb.checked_sub(1)?, &["be", "been", "was", "were", "is", "are"]);
        let plain = !self.is_negated(0, verb) && !told_of;
        let denial = (of_himself && plain)
            .then(|| self.denied(verb + 1, true))
            .flatten();
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
        let of_himself = self.is(first, &["i", "we", "he", "she", "they", "it"]);
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
        let verb = self.predicate(1)?;
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
