//! Gaps of a few words inside a content that are neither source nor cue belong to it, and so does the end of its sentence.

use super::Attribution;
use super::taken::Taken;
use crate::draft::{Draft, Span};
use crate::language::Prose;

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

/// Gives a content that breaks off shortly before its sentence ends the words that are left ("the wall fell | on Friday").
/// Near linear.
pub(super) fn finish(draft: &Draft, prose: &Prose, found: &mut [Attribution]) {
    let taken = [Taken::cues(found), Taken::contents(found), Taken::sources(found)];
    for attribution in found {
        let cue = attribution.cue_spans.last().map_or(usize::MAX, |cue| cue.end);
        let Some(last) = attribution
            .content_spans
            .last_mut()
            .filter(|last| cue <= last.start)
        else {
            continue;
        };
        let sentence = prose
            .sentence_at(last.start)
            .and_then(|at| prose.sentences.get(at));
        let end = sentence.map_or(last.end, |sentence| sentence.span.end);
        let rest = Span::new(last.end, end.max(last.end));
        let text = draft.slice(rest).trim_end_matches(['.', '!', '?']);
        let plain = text
            .chars()
            .all(|c| c.is_alphanumeric() || c == ' ' || c == '\'' || c == '’');
        let few = (1..=WORDS_AT_MOST).contains(&text.split_whitespace().count());
        if plain && few && text.starts_with(' ') && taken.iter().all(|taken| taken.leaves(rest)) {
            *last = Span::new(last.start, rest.start + text.trim_end().len());
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
