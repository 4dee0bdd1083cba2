//! Attributions of one place: those with the same content, or that only wrap another, belong together.

use crate::attribution::{Act, Attribution};
use crate::draft::Span;
use crate::language::{Prose, TokenKind};
use crate::source::{SourceId, Sources};

/// Words that an attribution may have around the one that it wraps.
const WRAP_WORDS: usize = 4;

/// Attributions of one place: the one whose content is the claim, and all that voice it, with the source
/// through which each of them reaches the reader.
pub(super) struct Group {
    /// The attribution whose content is the claim.
    pub content: usize,
    /// All attributions, with the source through which each reaches the reader.
    pub voices: Vec<(usize, Option<SourceId>)>,
    /// Attributions whose content is no more than a part of it, told by the same source: they state nothing beside it.
    pub parts: Vec<usize>,
    /// Does somebody else than who says it in the end pass it on?
    pub passed_on: bool,
}

impl Group {
    fn of(attribution: usize, source: Option<SourceId>) -> Group {
        Group {
            content: attribution,
            voices: vec![(attribution, source)],
            parts: Vec::new(),
            passed_on: false,
        }
    }
}

/// Groups attributions by place, by one sweep over their contents with a stack of those still open.
pub(super) fn group(
    prose: &Prose,
    attributions: &[Attribution],
    sources: &Sources,
    mut order: Vec<usize>,
) -> Vec<Group> {
    let hull = |i: usize| Span::hull(&attributions[i].content_spans).unwrap_or_default();

    order.sort_by_key(|i| (hull(*i).start, std::cmp::Reverse(hull(*i).end), *i));
    let mut groups: Vec<Group> = Vec::new();
    let mut open: Vec<(usize, usize)> = Vec::new();
    for inner in order {
        open.retain(|(outer, _)| hull(*outer).end > hull(inner).start);
        let nest = open
            .iter()
            .rev()
            .find_map(|(outer, at)| Some((*outer, *at, nesting(prose, attributions, *outer, inner)?)));
        let own = sources.of_attribution.get(inner).copied().flatten();
        let at = match nest {
            Some((outer, at, nesting)) => {
                let voices = &groups[at].voices;
                let above = voices
                    .iter()
                    .find(|(i, _)| *i == outer)
                    .or_else(|| voices.first());
                let above = above.and_then(|(_, source)| *source);
                let same_speaker = own.is_none() || above == own;
                let attitude = attributions[inner].act == Act::Attitude;
                let nameless = nesting != Nesting::Holds && is_noun_within(attributions, outer, inner);
                let second = nesting == Nesting::SamePlace && !attitude && !is_quoted(prose, hull(inner));
                if second && !same_speaker && !nameless {
                    let through = is_told_within(prose, attributions, outer, inner);
                    groups[at]
                        .voices
                        .push((inner, if through { above.or(own) } else { own }));
                    at
                } else if same_speaker
                    || nameless
                    || nesting == Nesting::SamePlace && above.is_some()
                    || (attitude && above.is_some())
                {
                    groups[at].parts.push(inner);
                    at
                } else if nesting == Nesting::Wraps {
                    groups[at].passed_on |= above.is_some();
                    groups[at].voices.push((inner, above.or(own)));
                    groups[at].content = inner;
                    at
                } else {
                    groups.push(Group::of(inner, above.or(own)));
                    groups.len() - 1
                }
            }
            None => {
                groups.push(Group::of(inner, own));
                groups.len() - 1
            }
        };
        open.push((inner, at));
    }
    groups
}

/// Is it all within quotation marks? One quotation has one speaker.
fn is_quoted(prose: &Prose, content: Span) -> bool {
    let mut tokens = prose.tokens_in(content).map(|at| prose.tokens[at]);
    tokens.all(|token| token.kind == TokenKind::Mark || prose.quote_at(token.span.start).is_some())
}

/// Does the inner one name nobody, its cue a word of the outer one's content ("the demands that ...")?
fn is_noun_within(attributions: &[Attribution], outer: usize, inner: usize) -> bool {
    let (outside, inside) = (&attributions[outer], &attributions[inner]);
    let holds = |cue: &Span| outside.content_spans.iter().any(|span| span.contains(*cue));
    inside.source_spans.is_empty() && inside.cue_spans.iter().all(holds)
}

/// Does the outer one tell that the inner one says so, its source and cue within the content ("forty said that ..., according
/// to Rao")?
fn is_told_within(prose: &Prose, attributions: &[Attribution], outer: usize, inner: usize) -> bool {
    let (outside, inside) = (&attributions[outer], &attributions[inner]);
    let told = |spans: &[Span]| shared_words(prose, &outside.content_spans, spans) == words(prose, spans);
    !inside.cue_spans.is_empty() && told(&inside.cue_spans) && told(&inside.source_spans)
}

/// How the second of two attributions stands in the first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Nesting {
    /// Both have the same content.
    SamePlace,
    /// The second fills the content of the first, but for a few words.
    Wraps,
    /// The second is one part of the content of the first.
    Holds,
}

fn nesting(prose: &Prose, attributions: &[Attribution], outer: usize, inner: usize) -> Option<Nesting> {
    let (outside, inside) = (&attributions[outer], &attributions[inner]);
    let contents = words(prose, &outside.content_spans);
    let shared = shared_words(prose, &outside.content_spans, &inside.content_spans);
    let inner_words = words(prose, &inside.content_spans);
    if shared == 0 {
        return None;
    }
    if shared * 5 >= (contents + inner_words - shared) * 4 {
        return Some(Nesting::SamePlace);
    }
    let holds_cue =
        inside.cue_spans.is_empty() || shared_words(prose, &outside.content_spans, &inside.cue_spans) > 0;
    if shared * 10 < inner_words * 8 || !holds_cue {
        return None;
    }
    let mut all: Vec<Span> = inside.content_spans.clone();
    all.extend(&inside.cue_spans);
    all.extend(&inside.source_spans);
    let filled = shared_words(prose, &outside.content_spans, &all);
    let wraps = contents.saturating_sub(filled) <= WRAP_WORDS;
    Some(if wraps { Nesting::Wraps } else { Nesting::Holds })
}

fn words(prose: &Prose, spans: &[Span]) -> usize {
    spans.iter().map(|span| prose.tokens_in(*span).len()).sum()
}

/// How many tokens of `outer` lie in one of `inner`.
fn shared_words(prose: &Prose, outer: &[Span], inner: &[Span]) -> usize {
    let meet = |a: Span, b: Span| Span::new(a.start.max(b.start), a.end.min(b.end).max(a.start.max(b.start)));
    let pairs = outer.iter().flat_map(|a| inner.iter().map(move |b| meet(*a, *b)));
    pairs.map(|span| prose.tokens_in(span).len()).sum()
}
