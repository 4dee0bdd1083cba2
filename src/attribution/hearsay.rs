//! "Have reportedly agreed": the adverb attributes, to nobody who is named; the subject is part of what is reported.

use super::cue;
use super::{Act, Attribution};
use crate::draft::{Draft, Span};
use crate::language::Prose;

/// Makes such an adverb the whole cue and gives the rest of the sentence to the content. Near linear.
pub(super) fn read(draft: &Draft, prose: &Prose, found: &mut [Attribution]) {
    for attribution in found {
        let Some(hull) = Span::hull(&attribution.cue_spans) else {
            continue;
        };
        let tokens = prose.tokens_in(hull);
        let lower = |at: usize| draft.slice(prose.tokens[at].span).to_lowercase();
        let Some(adverb) = tokens
            .clone()
            .find(|at| cue::HEARSAY.contains(&lower(*at).as_str()))
        else {
            continue;
        };
        let speaks = |at: usize| cue::of_word(&lower(at)).is_some_and(|sense| sense.act == Act::Speech);
        if tokens.clone().any(speaks) {
            continue;
        }
        let place = prose.tokens[adverb].span;
        let mut content = std::mem::take(&mut attribution.content_spans);
        content.append(&mut attribution.source_spans);
        content.extend(attribution.cue_spans.iter().flat_map(|cue| around(*cue, place)));
        content.sort();
        attribution.content_spans = joined(draft, content);
        attribution.cue_spans = vec![place];
    }
}

/// What is left of `span` before and after `gap`.
fn around(span: Span, gap: Span) -> impl Iterator<Item = Span> {
    let before = Span::new(span.start, gap.start.clamp(span.start, span.end));
    let after = Span::new(gap.end.clamp(span.start, span.end), span.end);
    [before, after].into_iter().filter(|part| part.start < part.end)
}

/// Spans with nothing but white space between them as one, white space at their ends left out.
fn joined(draft: &Draft, spans: Vec<Span>) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        let text = draft.slice(span);
        let start = span.start + (text.len() - text.trim_start().len());
        let span = Span::new(start, start + text.trim().len());
        match joined.last_mut() {
            _ if span.start == span.end => {}
            Some(last)
                if last.end <= span.start
                    && draft.slice(Span::new(last.end, span.start)).trim().is_empty() =>
            {
                *last = last.join(span);
            }
            _ => joined.push(span),
        }
    }
    joined
}
