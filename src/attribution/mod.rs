//! Who says what: the places where the text says that somebody asserts something.
//!
//! The words are those of PolNeAR (Newell, Margolin and Ruths, LREC 2018): an attribution has a source span,
//! a cue and content spans, each of which may be missing or in several pieces.

use crate::draft::Span;

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

/// Finds the attributions of a draft.
pub fn find(
    _draft: &crate::draft::Draft,
    _prose: &crate::language::Prose,
    _policy: &crate::policy::Policy,
) -> Vec<Attribution> {
    Vec::new()
}
