//! Transcripts, by rule: a paragraph that begins with a speaker's name in capitals and a colon, or with "Q:" or "A:", is
//! what they said; so is one with a name as it is always written, where the same name begins another, or names begin most.
//!
//! The model reads a paragraph of speech without a cue as the newsroom's own text; the form of a transcript says
//! better who speaks.

use std::collections::HashMap;

use super::{Act, Attribution, Stance, Style, style};
use crate::draft::{Block, BlockKind, Draft, Span};
use crate::language::Prose;

/// A text with fewer labelled paragraphs than this is no transcript, unless they are most of it.
const LABELS_AT_LEAST: usize = 3;

/// A label of more characters than this is none.
const LABEL_AT_MOST: usize = 48;

/// What is found inside of a labelled paragraph must be as sure as this: speech is full of "I think" and "you know".
const SURE_WITHIN: f64 = 0.5;

/// How sure a labelled paragraph is.
const SURE: f64 = 0.95;

/// Adds what the labelled paragraphs say; what was found with such a label as its source gives way. Near linear.
pub(super) fn take(draft: &Draft, prose: &Prose, found: &mut Vec<Attribution>) {
    let labels: Vec<&str> = draft
        .blocks
        .iter()
        .filter_map(|block| Some(draft.slice(label(draft, block)?.0)))
        .collect();
    let mut begun: HashMap<&str, usize> = HashMap::new();
    for label in &labels {
        *begun.entry(label).or_default() += 1;
    }
    let named = labels.iter().filter(|label| is_name(label)).count();
    let by_names = named * 2 > draft.blocks.len();
    let is_speaker = |label: Span| {
        let name = draft.slice(label);
        in_capitals(name)
            || matches!(name, "Q" | "A")
            || is_name(name) && (by_names || begun.get(name) > Some(&1))
    };
    let said: Vec<Attribution> = draft
        .blocks
        .iter()
        .filter_map(|block| label(draft, block).filter(|(label, _)| is_speaker(*label)))
        .map(|(label, content)| labelled(draft, prose, label, content))
        .collect();
    let most = said.len() > 1 && said.len() * 2 > draft.blocks.len();
    if said.len() < LABELS_AT_LEAST && !most {
        return;
    }
    let labels: Vec<Span> = said
        .iter()
        .flat_map(|one| one.source_spans.iter().copied())
        .collect();
    let is_label = |span: &Span| {
        let at = labels.partition_point(|label| label.end <= span.start);
        labels.get(at).is_some_and(|label| label.overlaps(*span))
    };
    let inside = |one: &Attribution| {
        let place = super::place(one);
        let at = said.partition_point(|paragraph| super::place(paragraph) <= place);
        at > 0 && said[at - 1].content_spans.iter().any(|span| span.holds(place))
    };
    found.retain(|one| {
        let unsure = one.confidence < SURE_WITHIN && inside(one);
        !unsure && !one.source_spans.iter().any(is_label)
    });
    found.extend(said);
}

/// What stands before the first colon of a paragraph, where that may be a speaker, and what stands behind it.
fn label(draft: &Draft, block: &Block) -> Option<(Span, Span)> {
    if block.kind != BlockKind::Paragraph {
        return None;
    }
    let text = draft.slice(block.span);
    let name = text.trim_start_matches(['"', '“']);
    let skip = text.len() - name.len();
    let colon = name.find(':').filter(|at| *at <= LABEL_AT_MOST)?;
    let content = name[colon + 1..].trim_start();
    if content.is_empty() || content.len() == name.len() - colon - 1 {
        return None;
    }
    let label = Span::new(block.span.start + skip, block.span.start + skip + colon);
    Some((label, Span::new(block.span.end - content.len(), block.span.end)))
}

/// The attribution of one labelled paragraph.
fn labelled(draft: &Draft, prose: &Prose, label: Span, content: Span) -> Attribution {
    let content_spans = vec![content];
    let as_marked = style::of(draft, prose, &content_spans);
    Attribution {
        source_spans: vec![label],
        cue_spans: vec![Span::new(label.end, label.end + 1)],
        content_spans,
        style: if as_marked == Style::Mixed {
            Style::Mixed
        } else {
            Style::Direct
        },
        stance: Stance::Asserts,
        act: Act::Speech,
        confidence: SURE,
    }
}

/// Two to four words, each with a capital or a figure at its head.
fn is_name(name: &str) -> bool {
    let begins = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    (2..=4).contains(&name.split_whitespace().count()) && name.split_whitespace().all(begins)
}

/// One to four words, all in capitals.
fn in_capitals(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let capital = |word: &&str| {
        word.chars().filter(|c| c.is_alphabetic()).count() > 1
            && word
                .chars()
                .all(|c| c.is_uppercase() || matches!(c, '.' | '-' | '\'' | '’' | ','))
    };
    (1..=4).contains(&words.len())
        && words
            .iter()
            .all(|word| capital(word) || word.len() == 2 && word.ends_with('.'))
}
