//! `agentless-passive`: “it is believed”, “reportedly”, “allegedly”, and nobody who believes or alleges.

use crate::attribution::Act;
use crate::attribution::cue::of_word;
use crate::claim::ClaimId;
use crate::policy::Level::Warning;
use crate::rules::look::Look;
use crate::rules::table::{Hit, Levels, rule};
use crate::rules::wording::Reading;

rule! {
    /// A phrase that reports what somebody thinks or says and leaves out who: "it is understood that", "it is learnt", "is
    /// believed to have", "it has emerged that", "reportedly", "allegedly".
    ///
    /// ## Why it matters
    ///
    /// The BBC, the Guardian and Reuters ask writers to avoid phrases that hide the source: the reader
    /// cannot tell whether a court, a rival or a rumour stands behind the words.
    ///
    /// ## Fires on
    ///
    /// > The fund is believed to have lost a third of its value.
    ///
    /// At 1:13.
    ///
    /// ## Does not fire on
    ///
    /// > The fund lost a third of its value, its auditors believe. The driver, who was charged with theft,
    /// > allegedly took three cars.
    ///
    /// ## How to mend it
    ///
    /// Name who believes, understands or alleges it, or leave it out.
    ///
    /// ## Stays quiet
    ///
    /// When the sentence names who ("is believed by the auditors", "according to", somebody who says so),
    /// on "allegedly" beside a charge, an arrest, a court or a lawsuit, and inside quotations and headings.
    ///
    /// ## Level
    ///
    /// A warning.
    "agentless-passive", Levels::always(Warning), Text, "“it is believed”, “reportedly”, “allegedly”, and nobody who believes or alleges", check
}

/// Participles that report a thought or a word, with an infinitive after them ("is thought to back it"). Most other verbs of
/// saying there tell what somebody is to do ("is asked to leave").
const HELD: &[&str] = &[
    "believed",
    "understood",
    "thought",
    "alleged",
    "reported",
    "rumoured",
    "rumored",
    "claimed",
    "said",
    "suspected",
    "feared",
    "assumed",
    "speculated",
];

/// Adverbs that do the same.
const ADVERBS: &[&str] = &["reportedly", "allegedly", "purportedly", "supposedly"];

/// Words that tell of a charge or a court.
const CHARGES: &[&str] = &[
    "charge",
    "charged",
    "charges",
    "indicted",
    "indictment",
    "accused",
    "arrested",
    "prosecutors",
    "prosecutor",
    "prosecution",
    "police",
    "court",
    "lawsuit",
    "sued",
    "suing",
    "complaint",
    "trial",
    "plea",
    "pleaded",
    "suspect",
    "suspected",
    "judge",
    "jury",
    "convicted",
    "warrant",
    "affidavit",
    "filing",
    "tribunal",
    "plaintiff",
    "plaintiffs",
    "defendant",
    "defendants",
    "detectives",
    "investigators",
    "extradition",
    "custody",
];

/// So near behind the phrase stands what is reported: a "that" or a comma may come first.
const BEHIND: usize = 2;

/// Words that bring an agent into the sentence.
const AGENTS: &[&str] = &["according", "citing", "by"];

/// Reported thoughts that nobody has.
fn check(look: &Look) -> Vec<Hit> {
    let text = look.reading();
    let mut hits = Vec::new();
    for sentence in 0..text.sentences() {
        if text.in_heading(sentence) {
            continue;
        }
        let tokens = text.tokens(sentence);
        let found = tokens
            .clone()
            .filter(|token| !text.is_quoted(*token))
            .find_map(|token| phrase(text, token, tokens.end));
        if let Some((from, to)) = found
            && !has_agent(text, sentence, from, to)
        {
            let span = text.token_span(from).join(text.token_span(to));
            hits.push(Hit {
                claim: claim_of(look, text, (from, to), tokens.end),
                sources: Vec::new(),
                span,
                message: format!("“{}” hides who says so", look.case.draft.slice(span)),
                help: "name who believes or says it, or leave it out".to_owned(),
                ..Hit::default()
            });
        }
    }
    hits
}

/// What is thought or reported so: the claim that the phrase stands in, else the one right behind it ("it was found that ...",
/// and where the phrase parts the claim).
fn claim_of(look: &Look, text: &Reading, (from, to): (usize, usize), end: usize) -> Option<ClaimId> {
    let behind = (to + 1..end).take(BEHIND).map(|token| text.token_span(token));
    let mut places = std::iter::once(text.token_span(from).join(text.token_span(to))).chain(behind);
    places.find_map(|place| look.claim_at(place))
}

/// First and last token of such a phrase that begins at `token`.
fn phrase(text: &Reading, token: usize, end: usize) -> Option<(usize, usize)> {
    let word = text.word(token);
    if ADVERBS.contains(&word) {
        return Some((token, token));
    }
    let held = |at: usize| HELD.contains(&text.word(at));
    let be = |at: usize| matches!(text.word(at), "is" | "was" | "are" | "were" | "being");
    let perfect = |at: usize| matches!(text.word(at), "has" | "have" | "had") && text.word(at + 1) == "been";
    let widely = |at: usize| {
        usize::from(matches!(
            text.word(at),
            "widely" | "now" | "also" | "generally" | "still" | "commonly"
        ))
    };
    if word == "it" {
        if text.phrase_at(token, &["it", "has", "emerged"]) || text.phrase_at(token, &["it", "emerged"]) {
            let last = token + if text.word(token + 1) == "has" { 2 } else { 1 };
            return Some((token, last));
        }
        let verb = token
            + 1
            + if be(token + 1) {
                1
            } else if perfect(token + 1) {
                2
            } else {
                return None;
            };
        let verb = verb + widely(verb);
        let ends = matches!(text.word(verb + 1), "that" | "," | ".");
        return (verb < end && (held(verb) || of_word(text.word(verb)).is_some()) && ends)
            .then_some((token, verb));
    }
    if held(token) && text.word(token + 1) == "to" && is_verb(text, token) {
        let back = token.checked_sub(1).map_or("", |at| text.word(at));
        let passive = matches!(
            back,
            "is" | "was" | "are" | "were" | "been" | "widely" | "also" | "now" | "still" | "not"
        ) || matches!(
            word,
            "believed" | "understood" | "thought" | "rumoured" | "rumored" | "alleged"
        );
        return passive.then_some((token, token + 1));
    }
    None
}

/// May the word after "to" be a verb: no article, pronoun, name or number, and where the participle is one of saying ("was
/// reported to police"), only a form of being or having?
fn is_verb(text: &Reading, held: usize) -> bool {
    let word = text.word(held + 2);
    if matches!(word, "be" | "have" | "has") {
        return true;
    }
    let speech = of_word(text.word(held)).is_some_and(|sense| sense.act == Act::Speech);
    let noun = matches!(
        word,
        "the"
            | "a"
            | "an"
            | "him"
            | "her"
            | "them"
            | "us"
            | "me"
            | "his"
            | "their"
            | "its"
            | "this"
            | "that"
            | "those"
    );
    let lower = text.raw(held + 2).chars().all(|c| c.is_lowercase() || c == '-');
    !speech && !noun && lower
}

/// Does the sentence, or for an allegation one beside it, tell who says so?
fn has_agent(text: &Reading, sentence: usize, from: usize, to: usize) -> bool {
    let others = text
        .tokens(sentence)
        .filter(|token| (*token < from || *token > to) && !text.is_quoted(*token));
    let mut others = others.map(|token| text.word(token));
    if text.attributed(sentence) || others.any(|word| word != "by" && AGENTS.contains(&word)) {
        return true;
    }
    let by_after =
        text.word(to + 1) == "by" || (text.word(to) == "to" && text.word(to.saturating_sub(2)) == "by");
    if by_after {
        return true;
    }
    let alleges = text.word(from) == "allegedly" || text.word(from) == "alleged";
    let near = sentence.saturating_sub(1)..=sentence + 1;
    alleges && near.into_iter().any(|at| text.any_unquoted(at, CHARGES))
}
