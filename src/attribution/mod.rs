//! Who says what: the places where the text says that somebody asserts something.
//!
//! The words are those of PolNeAR (Newell, Margolin and Ruths, LREC 2018): an attribution has a source span,
//! a cue and content spans, each of which may be missing or in several pieces.

mod by_model;
mod by_rule;
pub mod cue;
pub mod model;
mod style;

use crate::draft::{Draft, Span};
use crate::language::Prose;
use crate::policy::Policy;

/// How the content is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Wholly inside quotation marks.
    Direct,
    /// In the writer's words.
    Indirect,
    /// The writer's words with quoted pieces.
    Mixed,
}

/// What the source does with the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stance {
    /// Says that it is so.
    Asserts,
    /// Says that it is not so.
    Denies,
    /// Declines, refuses, did not respond, could not be reached: usually without content.
    Declines,
}

/// What kind of act the cue names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Said, wrote, testified, "the report shows".
    Speech,
    /// Believes, wants, fears, plans.
    Attitude,
}

/// One attribution. Spans are bytes of [`crate::draft::Draft::text`], in text order.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// Where the source is named here (a pronoun counts).
    pub source_spans: Vec<Span>,
    /// The words that attribute.
    pub cue_spans: Vec<Span>,
    /// What is attributed.
    pub content_spans: Vec<Span>,
    /// Direct, indirect or mixed.
    pub style: Style,
    /// Asserts, denies or declines.
    pub stance: Stance,
    /// Speech or attitude.
    pub act: Act,
    /// How sure the machine is, 0 to 1 in steps of 0.01.
    pub confidence: f64,
}

/// Finds the attributions of a draft, in the order of their contents. Linear in the text's length.
pub fn find(draft: &Draft, prose: &Prose, policy: &Policy) -> Vec<Attribution> {
    let mut found = by_model::find(draft, prose);
    for refusal in by_rule::find(draft, prose) {
        // The model learnt no attribution without content: "declined to comment".
        let known = |other: &Attribution| share_a_byte(&other.cue_spans, &refusal.cue_spans);
        if refusal.stance == Stance::Declines && refusal.content_spans.is_empty() && !found.iter().any(known)
        {
            found.push(refusal);
        }
    }
    found.retain(|attribution| attribution.confidence >= policy.minimum_confidence);
    found.sort_by_key(|attribution| Span::hull(&attribution.content_spans).map_or(0, |span| span.start));
    found
}

fn share_a_byte(some: &[Span], others: &[Span]) -> bool {
    some.iter().any(|a| others.iter().any(|b| a.overlaps(*b)))
}
