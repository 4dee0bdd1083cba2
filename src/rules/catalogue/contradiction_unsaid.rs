//! `contradiction-unsaid`: a denial that the graph holds and the text leaves out.

use std::collections::BTreeMap;

use crate::policy::Level::Warning;
use crate::rules::look::Look;
use crate::rules::look::excerpt;
use crate::rules::table::{Hit, Levels, rule};
use crate::rules::wording::Reading;
use crate::source::{Source, SourceKind};

rule! {
    /// The graph records that somebody denies the claim, and the draft that belongs to the graph does not
    /// tell the reader.
    ///
    /// ## Why it matters
    ///
    /// Leaving out a known denial misleads. SPJ, the BBC and the Guardian ask that the answer of those
    /// criticised be given fairly; ICD 206 asks that contrary reporting be shown.
    ///
    /// ## Fires on
    ///
    /// > The mayor knew of the leak, two clerks said.
    ///
    /// ```toml
    /// [[source]]
    /// id = "clerks"
    /// kind = "unnamed-group"
    /// description = "two clerks"
    /// count = 2
    ///
    /// [[source]]
    /// id = "mayor"
    /// name = "Olga Brandt"
    /// kind = "named-person"
    ///
    /// [[claim]]
    /// id = "leak"
    /// text = "The mayor knew of the leak."
    /// sources = ["clerks"]
    /// denied_by = ["mayor"]
    /// ```
    ///
    /// ## Does not fire on
    ///
    /// > The mayor knew of the leak, two clerks said. The mayor, Olga Brandt, denied it.
    ///
    /// ```toml
    /// [[source]]
    /// id = "clerks"
    /// kind = "unnamed-group"
    /// description = "two clerks"
    /// count = 2
    ///
    /// [[source]]
    /// id = "mayor"
    /// name = "Olga Brandt"
    /// kind = "named-person"
    ///
    /// [[claim]]
    /// id = "leak"
    /// text = "The mayor knew of the leak."
    /// sources = ["clerks"]
    /// denied_by = ["mayor"]
    /// ```
    ///
    /// ## How to mend it
    ///
    /// Put the denial into the text, near the claim.
    ///
    /// ## Stays quiet
    ///
    /// Without a draft beside the graph; when the text names who denies it within a sentence of a word of
    /// denial.
    ///
    /// ## Level
    ///
    /// A warning.
    "contradiction-unsaid", Levels::always(Warning), Graph, "a denial that the graph holds and the text leaves out", check
}

/// Words with which a text reports a denial.
const DENIALS: &[&str] = &[
    "denied",
    "denies",
    "deny",
    "denying",
    "denial",
    "rejected",
    "rejects",
    "disputed",
    "disputes",
    "dismissed",
    "dismisses",
    "refuted",
    "refutes",
    "contradicted",
    "contradicts",
    "untrue",
    "false",
    "fiction",
    "fabricated",
    "baseless",
    "unfounded",
    "wrong",
    "rebutted",
    "repudiated",
    "disavowed",
    "contested",
    "contests",
];

/// Denials in the graph without a denial in the text.
fn check(look: &Look) -> Vec<Hit> {
    let Some(text) = look.published() else {
        return Vec::new();
    };
    let denials: Vec<bool> = (0..text.sentences()).map(|at| denies(text, at)).collect();
    let any = denials.contains(&true);
    let mut told_of = BTreeMap::new();
    let mut hits = Vec::new();
    for told in look.claims() {
        for id in told.claim.deniers() {
            let source = look.source(id);
            if *told_of
                .entry(id)
                .or_insert_with(|| any && tells_denial(text, &denials, source))
            {
                continue;
            }
            let message = format!(
                "{} is denied by {}, which the text leaves out",
                excerpt(&told.claim.text),
                source.label()
            );
            hits.push(told.hit(vec![id], message, "tell the denial near the claim"));
        }
    }
    hits
}

/// Does the text name this source within a sentence of a word of denial? A source without a name counts as told
/// since the text tells some denial.
fn tells_denial(text: &Reading, denials: &[bool], source: &Source) -> bool {
    if source.name.is_empty() {
        return true;
    }
    let surname = source.name.split_whitespace().last().unwrap_or_default();
    let mut places = text.mentions(&source.name);
    if source.kind == SourceKind::NamedPerson {
        places.extend(text.mentions(surname));
    }
    let near = |at: usize| (at.saturating_sub(1)..=at + 1).any(|near| denials.get(near) == Some(&true));
    places.into_iter().any(near)
}

fn denies(text: &Reading, sentence: usize) -> bool {
    text.any_unquoted(sentence, DENIALS) || says_not_true(text, sentence)
}

/// "not true", "no truth", "did not happen".
fn says_not_true(text: &Reading, sentence: usize) -> bool {
    let phrases: &[&[&str]] = &[
        &["not", "true"],
        &["no", "truth"],
        &["not", "happen"],
        &["never", "happened"],
    ];
    text.tokens(sentence)
        .any(|token| phrases.iter().any(|phrase| text.phrase_at(token, phrase)))
}
