//! Gaps of a few words inside a content that are neither source nor cue belong to it.

use super::Attribution;
use crate::draft::{Draft, Span};

/// A gap of more words than this is meant.
const WORDS_AT_MOST: usize = 3;

/// Closes the gaps of each attribution's contents. Near linear.
pub(super) fn close(draft: &Draft, found: &mut [Attribution]) {
    for attribution in found {
        let mut contents = std::mem::take(&mut attribution.content_spans);
        contents.sort();
        for span in contents {
            match attribution.content_spans.last().copied() {
                Some(last) if closes(draft, attribution, Span::new(last.end, span.start)) => {
                    if let Some(last) = attribution.content_spans.last_mut() {
                        *last = last.join(span);
                    }
                }
                _ => attribution.content_spans.push(span),
            }
        }
    }
}

fn closes(draft: &Draft, attribution: &Attribution, gap: Span) -> bool {
    let text = draft.slice(gap);
    let taken = |span: &Span| span.overlaps(gap);
    !text.contains('\n')
        && text.split_whitespace().count() <= WORDS_AT_MOST
        && !attribution.source_spans.iter().any(taken)
        && !attribution.cue_spans.iter().any(taken)
}
