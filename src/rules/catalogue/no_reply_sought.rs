//! `no-reply-sought`: somebody is accused, and the text does not say what he says to it.

use crate::attribution::Stance;
use crate::attribution::cue::of_word;
use crate::policy::Level::{Error, Note, Off, Warning};
use crate::rules::authority::{Stake, is_asked, stake};
use crate::rules::look::{Look, Told, excerpt};
use crate::rules::table::{Bounds, Hit, Levels, rule};
use crate::rules::wording::words_of;

rule! {
    /// The text says that somebody did wrong or hurt others, and gives neither his answer nor that he was asked.
    ///
    /// ## Why it matters
    ///
    /// The BBC calls it the right of reply; the Washington Post, AP and the SPJ code ask for the answer of everybody
    /// who is accused, or for a sentence that tells how he was asked.
    ///
    /// ## Fires on
    ///
    /// > The harbour master took bribes from two shipping firms, a former clerk, Ivo Marsh, said.
    ///
    /// At 1:1.
    ///
    /// ## Does not fire on
    ///
    /// > The harbour master took bribes from two shipping firms, a former clerk, Ivo Marsh, said. The harbour master did
    /// not respond to a request for comment.
    ///
    /// ## How to mend it
    ///
    /// Ask him, and write what he says; else write how and when he was asked.
    ///
    /// ## Stays quiet
    ///
    /// When somebody denies it, declines to comment or cannot be reached; when the accused party speaks anywhere in the
    /// text; and on what is on record: a charge, an arrest, a plea, a ruling, told by those who made it.
    ///
    /// ## Level
    ///
    /// In a draft a note, unless the claim surely accuses somebody (`accusing` in the JSON: 0.5 and more) and reads like
    /// what editors ask another source for (`wanted`), or tells of people hurt by people: then a warning. A warning in a claims graph, an error
    /// on an accusation that the desk marked there. It speaks for `single-source` about the same claim.
    "no-reply-sought", Levels::always(Warning).light(Off).marked(Error), Graph, "an accused party whose answer is not given", check
}

/// Accusations that nobody answers.
fn check(look: &Look) -> Vec<Hit> {
    if look.case.by_hand() && look.case.published.is_none() {
        return Vec::new();
    }
    if look.says_no_reply() {
        return Vec::new();
    }
    look.claims()
        .filter(|told| told.accuses() && !told.claim.supporters().is_empty())
        .filter(|told| look.case.by_hand() || stake(look, told) != Stake::Settled)
        .filter(|told| told.claim.deniers().is_empty() && told.claim.decliners().is_empty())
        .filter(|told| !answers(look, told) && !is_denied_beside(look, told))
        .map(|told| {
            let (message, help) = words(&told);
            told.hit(told.claim.supporters(), message, help)
                .within(bounds(look, &told))
        })
        .collect()
}

/// What is wrong and what would mend it. Where one source carries the claim, that is told too: it is the same call.
fn words(told: &Told) -> (String, &'static str) {
    const UNANSWERED: &str = "accuses somebody whose answer the text does not give";
    match told.on_one() {
        true => (
            format!("{}, and {UNANSWERED}", told.with_words()),
            "ask them, and write what they say or how they were asked; and ask somebody who saw it, or for a record of it",
        ),
        false => (
            format!("{} {UNANSWERED}", excerpt(&told.claim.text)),
            "ask them, and write what they say or how they were asked",
        ),
    }
}

/// A note unless it surely accuses somebody, and of what an editor would ask about; or tells of people hurt by people.
fn bounds(look: &Look, told: &Told) -> Bounds {
    let surely = told.tells_of_attack() || told.surely_accuses() && is_asked(told);
    match look.case.by_hand() || surely {
        true => Bounds::default(),
        false => Bounds::at_most(Note),
    }
}

/// Does a verb of denial stand in the claim's sentence or in the one after it?
fn is_denied_beside(look: &Look, told: &Told) -> bool {
    if look.case.by_hand() {
        return false;
    }
    let text = look.reading();
    let at = text.prose.sentence_at(told.place().start).unwrap_or(0);
    let mut words = (at..=at + 1).flat_map(|near| text.tokens(near));
    words.any(|token| {
        let denies = of_word(text.word(token)).is_some_and(|sense| sense.stance == Stance::Denies);
        denies && !text.is_quoted(token)
    })
}

/// Does somebody whom the claim speaks of say something, or does anybody deny or decline?
fn answers(look: &Look, told: &Told) -> bool {
    let words = words_of(&told.claim.text);
    let accusers = told.claim.supporters();
    let others = look.case.graph.claims.iter().flat_map(|claim| &claim.backing);
    let mut others = others.filter(|backing| !accusers.contains(&backing.source));
    others.any(|backing| {
        let source = look.source(backing.source);
        let named = words_of(&source.name);
        let spoken_of = named.last().is_some_and(|last| words.contains(last))
            || words_of(&source.title)
                .last()
                .is_some_and(|last| words.contains(last));
        backing.stance != Stance::Asserts || spoken_of
    })
}
