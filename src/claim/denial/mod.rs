//! Denials: what of the words of an attribution is denied, by its cue ("denied that ...", "hit back at claims that ...")
//! or by what is said ("the claim that ... is untrue", "that is a lie", "he was innocent").

mod words;

use std::collections::BTreeSet;

use super::clause::Clauses;
use super::gist::{Gist, Piece};
use super::same;
use super::statement::{Speaker, Statement};
use super::wording::{self, Whole};
use crate::attribution::{Attribution, Stance};
use crate::draft::Span;
use words::Words;

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

/// Verbs that turn away a plan or a wish as well as a claim: they deny only what was said.
const TURNING_AWAY: &[&str] = &[
    "reject", "dismiss", "disput", "rebut", "refut", "contest", "challeng", "question", "oppos", "disagree",
];

/// Verbs by which a thing is called false.
const NAMING: &[&str] = &[
    "call", "deem", "label", "brand", "describ", "dismiss", "denounc", "slam", "term", "dub",
];

/// Marks a statement as a denial where its attribution denies something: of a clause that it denies, the clause is what is
/// stated. Who turns away what nobody said (a plan, a ruling) denies nothing.
pub(super) fn settle(clauses: &Clauses, attribution: &Attribution, cue: &str, statement: &mut Statement) {
    let told_of_others = statement.speaker == Speaker::Document;
    // Of a poll, "she did nothing wrong" is what some of those asked think.
    statement.denial = read(clauses, attribution, cue, &statement.party)
        .filter(|denial| !(told_of_others && *denial == Denial::Charge && !denies(attribution, cue)));
    let by_cue = denies(attribution, cue) || fights(cue) || cue.contains("guilty");
    for voice in &mut statement.voices {
        voice.stance = match statement.denial {
            None if by_cue || attribution.stance == Stance::Denies => Stance::Asserts,
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

/// Does the cue deny? Who denounces a thing says that it is so.
fn denies(attribution: &Attribution, cue: &str) -> bool {
    attribution.stance == Stance::Denies && !cue.contains("denounc")
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

/// Reads what an attribution of somebody whom the text calls by `party` denies; nothing, where it denies nothing. Linear in its
/// words.
fn read(clauses: &Clauses, attribution: &Attribution, cue: &str, party: &BTreeSet<u64>) -> Option<Denial> {
    let words = Words::of(clauses, &attribution.content_spans, party);
    if cue.contains("not guilty") || cue.starts_with("plead") && words.has_run(&["not", "guilty"]) {
        return Some(Denial::Charge);
    }
    let denies = denies(attribution, cue);
    if denies && words.any_of(&["innocence"]) {
        return Some(Denial::Charge);
    }
    if denies || fights(cue) {
        return words.denied(0, turns_away(cue) || fights(cue));
    }
    let begins = |stems: &[&str]| {
        cue.split_whitespace()
            .any(|word| stems.iter().any(|stem| word.starts_with(stem)))
    };
    if begins(NAMING) && words.names_a_saying() && words.turn_down() {
        return Some(Denial::Said);
    }
    words.unsays()
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
        || runs(&["rul"], &["out"]) && !words.iter().any(|word| *word == "not" || word.ends_with("n't"))
        || words
            .iter()
            .any(|word| word.starts_with("question") || word.starts_with("challeng"))
}

/// Does the cue, in lower case, turn away plans and wishes as well as claims?
pub(super) fn turns_away(cue: &str) -> bool {
    cue.split_whitespace()
        .any(|word| TURNING_AWAY.iter().any(|stem| word.starts_with(stem)))
}
