//! `self-sourced-outlet`: “The Courier has learned”, and nobody from whom.

use crate::policy::Level::Warning;
use crate::rules::look::Look;
use crate::rules::table::{Hit, Levels, rule};
use crate::rules::wording::{Reading, words_of};

rule! {
    /// The paper itself is given as the source of what it was told: "has learned", "understands", "can reveal".
    ///
    /// ## Why it matters
    ///
    /// The New York Times and the BBC tell the reader where they have it from. "Has learned" hides a source
    /// whom the reader could weigh behind the name of the paper; Reuters and AFP do not use it.
    ///
    /// ## Fires on
    ///
    /// > The Courier has learned that the referee took a free holiday.
    ///
    /// At 1:1.
    ///
    /// ## Does not fire on
    ///
    /// > The referee took a free holiday, according to bookings that The Courier has seen.
    ///
    /// ## How to mend it
    ///
    /// Say who told the paper, as closely as the promise allows, or what it has seen.
    ///
    /// ## Stays quiet
    ///
    /// When the sentence tells from whom ("has learned from", "according to"), and on people and bodies that learn
    /// something.
    ///
    /// ## Level
    ///
    /// A warning.
    "self-sourced-outlet", Levels::always(Warning), Text, "“the paper has learned”, and nobody from whom", check
}

/// Words by which a paper calls itself.
const PAPER: &[&str] = &[
    "newspaper",
    "paper",
    "magazine",
    "station",
    "website",
    "site",
    "newsroom",
    "network",
    "channel",
];

/// What a paper does that was told something: its last word is the verb.
const LEARNS: &[&[&str]] = &[
    &["has", "learned"],
    &["has", "learnt"],
    &["learned"],
    &["learnt"],
    &["understands"],
    &["can", "reveal"],
    &["can", "disclose"],
    &["has", "been", "told"],
    &["has", "established"],
];

/// Sentences in which the paper is its own source.
fn check(look: &Look) -> Vec<Hit> {
    let text = look.reading();
    let mut hits = Vec::new();
    for sentence in (0..text.sentences()).filter(|at| !text.in_heading(*at)) {
        let tokens = text.tokens(sentence);
        let told = tokens.clone().find_map(|token| {
            let learns = LEARNS.iter().find(|phrase| text.phrase_at(token, phrase))?;
            let first = outlet_before(look, text, token)?;
            Some((first, token + learns.len() - 1))
        });
        let from_whom = text.any_unquoted(
            sentence,
            &["from", "according", "citing", "seen", "documents", "records"],
        );
        if let Some((first, last)) = told
            && !text.is_quoted(first)
            && !from_whom
        {
            let span = text.token_span(first).join(text.token_span(last));
            hits.push(Hit {
                claim: look.claim_at(text.span(sentence)),
                span,
                message: format!("“{}” hides who told the paper", look.case.draft.slice(span)),
                help: "say who told it, as closely as the promise allows, or what was seen".to_owned(),
                ..Hit::default()
            });
        }
    }
    hits
}

/// The first word of the paper's name that ends right before a token: one that the policy names, "this newspaper", or a name
/// in capitals after "The".
fn outlet_before(look: &Look, text: &Reading, token: usize) -> Option<usize> {
    let last = token.checked_sub(1)?;
    let back = last.checked_sub(1);
    if PAPER.contains(&text.word(last)) {
        return back.filter(|at| matches!(text.word(*at), "this" | "the" | "our"));
    }
    for name in &look.policy.newsroom {
        let words = words_of(name);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let first = token.checked_sub(words.len()).filter(|_| !words.is_empty());
        if let Some(first) = first.filter(|first| text.phrase_at(*first, &words)) {
            return Some(first);
        }
    }
    let capital = |at: usize| text.raw(at).chars().next().is_some_and(char::is_uppercase);
    let article = (last.saturating_sub(2)..last)
        .rev()
        .find(|at| text.raw(*at) == "The" || text.raw(*at) == "the")?;
    let named = (article + 1..=last).all(capital);
    let outlet = look.is_outlet(
        look.case
            .draft
            .slice(text.token_span(article).join(text.token_span(last))),
    );
    (named && outlet).then_some(article)
}
