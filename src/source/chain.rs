//! Chains: who cites whom. "Axios, citing two sources", "told Reuters", an attribution inside another's content.

use super::coreference::Linker;
use super::words::Words;
use super::{Basis, SourceKind};
use crate::attribution::{Attribution, Stance};
use crate::draft::Span;

/// Words after which an outlet or a document names where it has it from.
const CITING: &[&str] = &["citing", "quoting"];

/// Adds `cites` to the sources gathered. `of` gives each attribution's source. Near linear.
pub(super) fn link(
    linker: &mut Linker,
    attributions: &[Attribution],
    of: &[Option<usize>],
) -> Vec<(usize, usize)> {
    let mut edges = Vec::new();
    for (attribution, source) in attributions.iter().zip(of) {
        if let Some(source) = source {
            citing(linker, attribution, *source, &mut edges);
        }
    }
    let kinds: Vec<SourceKind> = linker.gathered.iter().map(|one| one.source.kind).collect();
    nested(linker.words, &kinds, (attributions, of), &mut edges);
    edges.retain(|(from, to)| from != to);
    edges.sort_unstable();
    edges.dedup();
    edges
}

/// "Axios reported, citing two sources": the phrase after "citing" in the sentence of the source.
fn citing(linker: &mut Linker, attribution: &Attribution, source: usize, edges: &mut Vec<(usize, usize)>) {
    let words = linker.words;
    let Some(place) = Span::hull(&attribution.source_spans) else {
        return;
    };
    let at = words.prose.tokens_in(place).start;
    let (_, end) = words.sentence_tokens(at);
    let Some(verb) = (at..end).find(|i| CITING.contains(&words.lower(*i)) && !words.is_quoted(*i)) else {
        return;
    };
    let close = (verb + 1..end)
        .find(|i| matches!(words.word(*i), "," | ";" | "—" | ":") || *i + 1 == end)
        .unwrap_or(end);
    let cited = linker.of_phrase((verb + 1, close));
    if let Some(cited) = cited
        && matches!(
            linker.gathered[cited].source.kind,
            SourceKind::Anonymous
                | SourceKind::UnnamedGroup
                | SourceKind::UnnamedPerson
                | SourceKind::NamedPerson
                | SourceKind::Document
                | SourceKind::Outlet
                | SourceKind::NamedOrganization
        )
    {
        let span = words.span((verb + 1, close));
        linker.gathered[cited].source.mentions.push(span);
        edges.push((source, cited));
    }
}

/// What is said, by place, with who says it; of what begins at one place the longest first.
pub(super) fn contents(attributions: &[Attribution], of: &[Option<usize>]) -> Vec<(Span, usize)> {
    let mut contents: Vec<(Span, usize)> = Vec::new();
    for (attribution, source) in attributions.iter().zip(of) {
        if let Some(source) = source {
            contents.extend(attribution.content_spans.iter().map(|span| (*span, *source)));
        }
    }
    contents.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    contents
}

/// Who says the innermost of the contents that hold this place; several, where they say it together.
pub(super) fn who_say(contents: &[(Span, usize)], place: Span) -> Vec<usize> {
    let until = contents.partition_point(|(span, _)| span.start <= place.start);
    let near = contents[..until].iter().rev().take(8);
    let holding: Vec<_> = near.filter(|(span, _)| span.contains(place)).collect();
    let innermost = holding.first().map(|(span, _)| *span);
    let same = holding.into_iter().filter(|(span, _)| Some(*span) == innermost);
    same.map(|(_, source)| *source).collect()
}

/// An attribution that stands wholly inside another's content: the outer source has it from the inner one.
///
/// A person or body who knows most of what it says by itself rests on nobody, though it passes on one thing.
fn nested(
    words: &Words,
    kinds: &[SourceKind],
    (attributions, of): (&[Attribution], &[Option<usize>]),
    edges: &mut Vec<(usize, usize)>,
) {
    let contents = contents(attributions, of);
    let said = said_by(attributions, of, kinds.len());
    let mut passed_on: Vec<(usize, usize)> = Vec::new();
    for (attribution, source) in attributions.iter().zip(of) {
        let (Some(source), Some(place)) = (source, Span::hull(&attribution.source_spans)) else {
            continue;
        };
        if attribution.stance == Stance::Declines {
            continue;
        }
        let cue = Span::hull(&attribution.cue_spans).unwrap_or(place);
        let hearsay = is_hearsay(words, attribution);
        let outer = who_say(&contents, place.join(cue)).into_iter();
        let outer = outer.filter(|outer| outer != source && (relays(kinds[*outer]) || hearsay));
        passed_on.extend(outer.map(|outer| (outer, *source)));
    }
    let mut times = vec![0; kinds.len()];
    for (outer, _) in &passed_on {
        times[*outer] += 1;
    }
    edges.extend(passed_on.into_iter().filter(|(outer, _)| {
        let paper = matches!(kinds[*outer], SourceKind::Outlet | SourceKind::Document);
        paper || 2 * times[*outer] >= said[*outer]
    }));
}

/// How many things each source says.
fn said_by(attributions: &[Attribution], of: &[Option<usize>], sources: usize) -> Vec<usize> {
    let mut said = vec![0; sources];
    for (attribution, source) in attributions.iter().zip(of) {
        if let Some(source) = source
            && attribution.stance != Stance::Declines
        {
            said[*source] += 1;
        }
    }
    said
}

/// Those who pass on what others say; a person who merely comments on another's words does not rest on them.
fn relays(kind: SourceKind) -> bool {
    matches!(
        kind,
        SourceKind::Outlet | SourceKind::Document | SourceKind::NamedOrganization | SourceKind::Anonymous
    )
}

/// "that the suspect told officers": what somebody has by being told.
fn is_hearsay(words: &Words, attribution: &Attribution) -> bool {
    attribution.cue_spans.iter().any(|span| {
        words.prose.tokens_in(*span).any(|at| {
            matches!(
                words.lower(at),
                "told" | "tell" | "tells" | "telling" | "informed" | "confided" | "confessed"
            )
        })
    })
}

/// What an outlet or a person has from others is second-hand.
pub(super) fn basis(kind: SourceKind, cites: bool, told: Basis) -> Basis {
    match (kind, cites, told) {
        (SourceKind::Outlet, _, _) => Basis::SecondHand,
        (_, true, Basis::Unknown) => Basis::SecondHand,
        (_, _, told) => told,
    }
}
