//! Whom a source cites is no part of what it says: "the Times reported, citing two officials, that ...".

use super::Attribution;
use crate::draft::{Draft, Span};
use crate::language::Prose;

/// Words after which a source names where it has something from.
pub(crate) const CITING: &[&str] = &["citing", "quoting"];

/// What remains of a content must have this many words.
const WORDS_AT_LEAST: usize = 4;

/// Takes whom a source cites out of the contents, and away what is said inside of a source's name. Near linear.
pub(super) fn take_away(draft: &Draft, prose: &Prose, found: &mut Vec<Attribution>) {
    for attribution in found.iter_mut() {
        if let Some(first) = attribution.content_spans.first_mut()
            && let Some(rest) = after_cited(draft, prose, *first)
        {
            *first = rest;
        }
    }
    drop_within_sources(found);
    drop_chains(draft, found);
}

/// What follows the phrase after "citing" with which `content` begins.
fn after_cited(draft: &Draft, prose: &Prose, content: Span) -> Option<Span> {
    let tokens = prose.tokens_in(content);
    let before = prose.tokens.get(tokens.start.checked_sub(1)?)?;
    if !CITING.contains(&draft.slice(before.span).to_lowercase().as_str()) {
        return None;
    }
    let comma = tokens.clone().find(|at| {
        let place = prose.tokens[*at].span;
        draft.slice(place) == "," && prose.quote_at(place.start).is_none()
    })?;
    let start = prose.tokens.get(comma + 1)?.span.start;
    (start < content.end && tokens.end - comma > WORDS_AT_LEAST).then(|| Span::new(start, content.end))
}

/// An attribution that lies inside another's source tells who that source is.
fn drop_within_sources(found: &mut Vec<Attribution>) {
    let mut sources: Vec<Span> = found
        .iter()
        .flat_map(|one| one.source_spans.iter().copied())
        .collect();
    sources.sort();
    let within = |span: &Span| {
        let after = sources.partition_point(|source| source.start <= span.start);
        after > 0 && sources[after - 1].end >= span.end
    };
    found.retain(|one| {
        let parts = one.cue_spans.iter().chain(&one.content_spans);
        one.content_spans.is_empty() || !parts.into_iter().all(within)
    });
}

/// Does its cue end with "citing"?
pub(super) fn is_citing(draft: &Draft, one: &Attribution) -> bool {
    let last = one.cue_spans.last().map_or("", |cue| draft.slice(*cue));
    CITING.contains(&last.to_lowercase().as_str())
}

/// "Citing" with the content of the attribution beside it adds nothing to that; and whom it names right before that
/// content is what that one rests on, not what is said.
fn drop_chains(draft: &Draft, found: &mut Vec<Attribution>) {
    let mut starts: Vec<usize> = found
        .iter()
        .filter(|one| !is_citing(draft, one))
        .filter_map(|one| one.content_spans.first())
        .map(|span| span.start)
        .collect();
    starts.sort_unstable();
    let begins = |from: usize, to: usize| {
        let next = starts.partition_point(|start| *start < from);
        starts.get(next).is_some_and(|start| *start <= to)
    };
    found.retain(|one| {
        let hull = Span::hull(&one.content_spans).unwrap_or_default();
        !is_citing(draft, one) || !(begins(hull.start, hull.start) || begins(hull.end, hull.end + ", ".len()))
    });
}
