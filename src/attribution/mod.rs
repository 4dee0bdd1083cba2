//! Who says what: the places where the text says that somebody asserts something.
//!
//! The words are those of PolNeAR (Newell, Margolin and Ruths, LREC 2018): an attribution has a source span,
//! a cue and content spans, each of which may be missing or in several pieces.

mod abreast;
mod after;
mod bounds;
mod by_model;
mod cited;
mod citing;
mod deed;
mod gap;
mod headline;
mod heard;
mod hearsay;
mod label;
mod loose_quote;
mod nested;
mod per;
mod refusal;
mod reported_by;
mod signature;
mod stated;
mod subject;
mod taken;
mod transcript;

pub mod cue;
pub mod model;
mod style;

use crate::draft::{Draft, Span};
use crate::language::Prose;
use crate::policy::Policy;
pub(crate) use cited::CITING;
use taken::Taken;

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

impl Attribution {
    /// Do the two name two sources of the same words by the same cue ("A and B said")?
    pub fn is_joint_with(&self, other: &Attribution) -> bool {
        let named = !self.cue_spans.is_empty() || !self.content_spans.is_empty();
        named && self.cue_spans == other.cue_spans && self.content_spans == other.content_spans
    }
}

/// What this step makes of a draft.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The attributions, in the order of their contents.
    pub attributions: Vec<Attribution>,
    /// What the model's heads read of the words: who a name is, what a claim weighs.
    pub senses: model::Senses,
}

/// Reads the attributions of a draft. Near linear in the text's length.
///
/// The trained model reads; what it cannot have learnt is found by rule beside it.
pub fn read(draft: &Draft, prose: &Prose, policy: &Policy) -> Reading {
    with_rules(draft, prose, policy, model::read(&draft.text, &blocks(draft)))
}

/// The same of a draft that was read before: paragraphs that `memory` holds cost next to nothing.
pub fn read_again(draft: &Draft, prose: &Prose, policy: &Policy, memory: &mut model::Memory) -> Reading {
    let by_model = model::read_again(&draft.text, &blocks(draft), memory);
    with_rules(draft, prose, policy, by_model)
}

fn blocks(draft: &Draft) -> Vec<Span> {
    draft.blocks.iter().map(|block| block.span).collect()
}

/// What the model has read, and what is found by rule beside it.
fn with_rules(draft: &Draft, prose: &Prose, policy: &Policy, by_model: model::Reading) -> Reading {
    let by_model::Read {
        attributions: mut found,
        words,
        senses,
    } = by_model::of(draft, prose, by_model);
    drop_swapped(draft, &mut found);
    deed::drop(draft, &words, &mut found);
    subject::take(draft, prose, &words, &mut found);
    after::take(draft, prose, &words, &mut found);
    after::take_heard(draft, prose, &words, &mut found);
    hearsay::read(draft, prose, &mut found);
    gap::close(draft, &mut found);
    gap::finish(draft, prose, &mut found);
    cited::take_away(draft, prose, &mut found);
    citing::take(draft, prose, &words, &mut found);
    reported_by::take(draft, prose, &mut found);
    abreast::take(draft, prose, &words, &mut found);
    label::drop(draft, &mut found);
    transcript::take(draft, prose, &mut found);
    signature::take(draft, &mut found);
    loose_quote::take(draft, prose, &words, &mut found);
    headline::take(draft, prose, &words, &mut found);
    bounds::cut(draft, prose, &words, &mut found);
    per::take(draft, prose, &mut found);
    found.retain(|attribution| attribution.confidence >= policy.minimum_confidence);
    stated::drop(draft, &senses, &mut found);
    nested::add(draft, prose, &mut found);
    add_refusals(refusal::find(draft, prose), &mut found);
    add_denials(refusal::denials(draft, prose), &mut found);
    for attribution in &mut found {
        keep_apart(attribution);
    }
    found.sort_by_key(place);
    Reading {
        attributions: found,
        senses,
    }
}

/// "said Ann Lee" read twice, once with the verb as who says it: that one goes.
fn drop_swapped(draft: &Draft, found: &mut Vec<Attribution>) {
    let cues = Taken::cues(found);
    found.retain(|one| {
        let [source] = one.source_spans.as_slice() else {
            return true;
        };
        cue::of_word(draft.slice(*source)).is_none() || cues.leaves(*source)
    });
}

/// Adds the refusals whose cue nothing else has taken. What the model took for something said within a refusal ("have
/// not | commented") goes.
fn add_refusals(refusals: Vec<Attribution>, found: &mut Vec<Attribution>) {
    let refused = Taken::cues(&refusals);
    found.retain(|one| one.content_spans.is_empty() || !refused.holds_all(&one.content_spans));
    let cues = Taken::cues(found);
    let refusals = refusals.into_iter();
    found.extend(refusals.filter(|refusal| cues.leaves_all(&refusal.cue_spans)));
}

/// Adds the denials of which nothing else has taken a word; what is told within another's words is that one's.
fn add_denials(denials: Vec<Attribution>, found: &mut Vec<Attribution>) {
    let (cues, contents) = (Taken::cues(found), Taken::contents(found));
    let free = |one: &Attribution| {
        let mut spans = one.cue_spans.iter().chain(&one.content_spans);
        spans.all(|span| cues.leaves(*span) && contents.leaves(*span))
    };
    found.extend(denials.into_iter().filter(free));
}

/// The words for who says it are no part of what is said.
fn keep_apart(attribution: &mut Attribution) {
    let sources = &attribution.source_spans;
    let apart = |content: &Span| !sources.iter().any(|source| source.overlaps(*content));
    if attribution.content_spans.iter().any(apart) {
        attribution.content_spans.retain(apart);
    }
}

/// Where an attribution stands: its content, or its cue when it has none.
fn place(attribution: &Attribution) -> usize {
    let spans = [&attribution.content_spans, &attribution.cue_spans];
    spans
        .iter()
        .find_map(|spans| Span::hull(spans))
        .map_or(0, |hull| hull.start)
}
