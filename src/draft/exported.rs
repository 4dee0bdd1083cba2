//! What a text exported from a document bears at its end: comments ("[a]check this"), and behind a rule the notes ("[1]
//! Interview, 3 May"). Comments and marks are left out; a note is prose, and the word before its mark leads somewhere.

use super::typing::{with_gap, without};
use super::{Blocks, Span};

/// A rule before notes has so many strokes at least.
const STROKES_AT_LEAST: usize = 8;

/// Takes comments, marks and the rule out, and counts them as left out. Linear in the text for each of them.
pub(super) fn read(blocks: Blocks) -> Blocks {
    let text = |span: Span| &blocks.text[span.start..span.end];
    let spans: Vec<Span> = blocks.blocks.iter().map(|block| block.span).collect();
    let ends = |is_one: fn(&str) -> bool, before: usize| {
        let tail = spans[..before].iter().rev();
        before
            - tail
                .take_while(|span| mark(text(**span)).is_some_and(is_one))
                .count()
    };
    let comments = ends(|mark| mark.bytes().all(|c| c.is_ascii_lowercase()), spans.len());
    let notes = ends(|mark| mark.bytes().all(|c| c.is_ascii_digit()), comments);
    let rule = notes.checked_sub(1).filter(|at| is_rule(text(spans[*at])));
    let body = match rule {
        Some(rule) => rule,
        None => comments,
    };
    let Some(last) = body.checked_sub(1).and_then(|at| spans.get(at)) else {
        return blocks;
    };
    let mut edits = Vec::new();
    let mut linked = Vec::new();
    for (number, span) in spans
        .iter()
        .enumerate()
        .skip(rule.map_or(comments, |rule| rule + 1))
    {
        let Some(mark) = mark(text(*span)) else { continue };
        let bracketed = &text(*span)[..mark.len() + 2];
        let Some(at) = blocks.text[..last.end].find(bracketed) else {
            continue;
        };
        // A mark stands tight behind a word: "[a]ll" and "a [a] b" bear none.
        if at == 0 || blocks.text[..at].ends_with(char::is_whitespace) {
            return blocks;
        }
        edits.push((Span::new(at, at + bracketed.len()), ""));
        if number >= comments {
            edits.push((with_gap(&blocks.text, *span), ""));
        } else {
            let gap = text(*span)[bracketed.len()..]
                .chars()
                .take_while(|c| *c == ' ')
                .count();
            edits.push((Span::new(span.start, span.start + bracketed.len() + gap), ""));
            linked.push(at);
        }
    }
    if edits.is_empty() {
        return blocks;
    }
    edits.extend(rule.map(|rule| (with_gap(&blocks.text, spans[rule]), "")));
    edits.sort_unstable_by_key(|(span, _)| span.start);
    edits.dedup_by_key(|(span, _)| span.start);
    without(&with_links(&blocks, &linked), &edits)
}

/// The prose with links in the letters before these places.
fn with_links(blocks: &Blocks, places: &[usize]) -> Blocks {
    let mut marked = blocks.clone();
    for at in places {
        let letter = blocks.text[..*at].char_indices().next_back();
        marked
            .links
            .extend(letter.map(|(start, _)| Span::new(start, *at)));
    }
    marked.links.sort_unstable_by_key(|link| link.start);
    marked
}

/// What stands in the brackets at the head of a line: one or two letters, or a figure.
fn mark(line: &str) -> Option<&str> {
    let (mark, _) = line.strip_prefix('[')?.split_once(']')?;
    (1..=3).contains(&mark.len()).then_some(mark)
}

/// A rule of strokes, as stands before the notes.
pub(super) fn is_rule(line: &str) -> bool {
    line.len() >= STROKES_AT_LEAST && line.bytes().all(|c| c == b'_')
}
