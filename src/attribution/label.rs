//! What stands before a colon and says nothing: whoever asks a question, whom a letter addresses, the place of a dateline.

use super::Attribution;
use crate::draft::{Draft, Span};

/// Words of a dateline's place at most.
const PLACE_AT_MOST: usize = 3;

/// Drops what was found with such a label as its source. Near linear.
pub(super) fn drop(draft: &Draft, found: &mut Vec<Attribution>) {
    let mut said: Vec<(usize, usize)> = found
        .iter()
        .filter(|one| !is_labelled(draft, one))
        .filter_map(|one| Some((one.content_spans.first()?.start, one.cue_spans.last()?.start)))
        .collect();
    said.sort_unstable();
    let told = |content: Span| {
        let at = said.partition_point(|(start, _)| *start < content.start);
        let inner = said[at..].iter().take_while(|(start, _)| *start == content.start);
        let block = draft
            .blocks
            .partition_point(|block| block.span.end <= content.start);
        let end = draft
            .blocks
            .get(block)
            .map_or(content.end, |block| block.span.end);
        inner
            .into_iter()
            .any(|(_, cue)| (content.start + 1..end).contains(cue))
    };
    found.retain(|one| {
        let (Some(label), Some(content)) = (one.source_spans.first(), Span::hull(&one.content_spans)) else {
            return true;
        };
        let (label, text) = (draft.slice(*label), draft.slice(content));
        let nobody = asks(text) || addresses(label) || is_place(label) && told(content);
        !(is_labelled(draft, one) && nobody)
    });
}

/// Does a colon part the words from who says them, at the beginning of a paragraph?
fn is_labelled(draft: &Draft, one: &Attribution) -> bool {
    let colon = one.cue_spans.iter().any(|cue| draft.slice(*cue).trim() == ":");
    colon
        && one
            .source_spans
            .first()
            .is_some_and(|label| opens_block(draft, *label))
}

/// Does a paragraph begin with the place?
pub(super) fn opens_block(draft: &Draft, place: Span) -> bool {
    let at = draft
        .blocks
        .partition_point(|block| block.span.start < place.start);
    draft
        .blocks
        .get(at)
        .is_some_and(|block| block.span.start == place.start)
}

/// "Did you know of it?": a question and nothing else.
fn asks(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '”', '’', ' ']);
    text.strip_suffix('?')
        .is_some_and(|text| !text.contains(['.', '!']))
}

/// "Dear Ann:"
fn addresses(label: &str) -> bool {
    let first = label.split_whitespace().next().unwrap_or_default();
    first.eq_ignore_ascii_case("dear")
}

/// "ASHBY": a few words in capitals.
fn is_place(label: &str) -> bool {
    let letters = || label.chars().filter(|c| c.is_alphabetic());
    letters().count() > 3
        && letters().all(char::is_uppercase)
        && label.split_whitespace().count() <= PLACE_AT_MOST
}
