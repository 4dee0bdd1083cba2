//! Chains: who cites whom. "Axios, citing two sources", "told Reuters", an attribution inside another's content.

use super::coreference::Linker;
use super::joint::{self, Agreement};
use super::words::Words;
use super::{Basis, SourceKind};
use crate::attribution::{Attribution, CITING, Stance};
use crate::draft::Span;

/// Words by which a source cites after "which" and "who".
const CITED: &[&str] = &["cited", "cites", "cite", "quoted", "quotes", "quote"];

/// So many attributions away stands at most the one with the same words.
const BESIDE: usize = 3;

/// Whom the sources gathered cite in each attribution, as pairs of who cites and who is cited. `of` gives each
/// attribution's source. Near linear.
pub(super) fn link(
    linker: &mut Linker,
    attributions: &[Attribution],
    of: &[Option<usize>],
) -> Vec<Vec<(usize, usize)>> {
    let mut told = vec![Vec::new(); attributions.len()];
    let speakers = Speakers::of(linker.words, attributions);
    for (number, source) in of.iter().enumerate() {
        if let Some(source) = source {
            let cited = citing(linker, attributions, &speakers, number);
            told[number].extend(cited.into_iter().map(|cited| (*source, cited)));
        }
    }
    let kinds: Vec<SourceKind> = linker.gathered.iter().map(|one| one.source.kind).collect();
    nested(linker.words, &kinds, (attributions, of), &mut told);
    trailing(linker.words, (attributions, of), &mut told);
    for edges in &mut told {
        edges.retain(|(from, to)| from != to);
        edges.sort_unstable();
        edges.dedup();
    }
    told
}

/// Where the sources of attributions stand, by their first token.
struct Speakers(Vec<(usize, usize)>);

impl Speakers {
    fn of(words: &Words, attributions: &[Attribution]) -> Speakers {
        let start = |one: &Attribution| {
            let place = Span::hull(&one.source_spans)?;
            Some(words.prose.tokens_in(place).start)
        };
        let places = attributions.iter().enumerate();
        let mut places: Vec<(usize, usize)> = places
            .filter_map(|(number, one)| Some((start(one)?, number)))
            .collect();
        places.sort_unstable();
        Speakers(places)
    }

    /// Who speak between two tokens.
    fn between(&self, from: usize, to: usize) -> impl Iterator<Item = usize> + '_ {
        let from = self.0.partition_point(|(place, _)| *place <= from);
        let speakers = self.0[from..].iter().take_while(move |(place, _)| *place < to);
        speakers.map(|(_, number)| *number)
    }
}

/// "Axios reported, citing two sources", "Reuters, which cited a diplomat", "Citing a memo, the Post said": whom a
/// source cites in its sentence, if nobody else speaks between.
fn citing(
    linker: &mut Linker,
    attributions: &[Attribution],
    speakers: &Speakers,
    number: usize,
) -> Vec<usize> {
    let words = linker.words;
    let own = &attributions[number];
    let Some(place) = Span::hull(&own.source_spans) else {
        return Vec::new();
    };
    let tokens = words.prose.tokens_in(place);
    let (begin, end) = words.sentence_tokens(tokens.start);
    let after = (tokens.start..end).find(|at| is_citing(words, *at));
    let before = (CITING.contains(&words.lower(begin)) && begin < tokens.start).then_some(begin);
    let Some(verb) = after.or(before) else {
        return Vec::new();
    };
    let alone = speakers
        .between(tokens.start.min(verb), tokens.start.max(verb))
        .all(|other| own.is_joint_with(&attributions[other]));
    let close = (verb + 1..end)
        .find(|i| matches!(words.word(*i), "," | ";" | "—" | ":") || *i + 1 == end)
        .unwrap_or(end);
    if !alone || verb < tokens.start && close > tokens.start {
        return Vec::new();
    }
    let mut cited = Vec::new();
    for member in joint::members(words, linker.registry, (verb + 1, close), Agreement::Unknown) {
        if let Some(one) = linker.of_phrase(member)
            && linker.gathered[one].source.kind != SourceKind::Newsroom
        {
            linker.gathered[one].source.mentions.push(words.span(member));
            cited.push(one);
        }
    }
    cited
}

/// Does the word lead to whom a source cites?
fn is_citing(words: &Words, at: usize) -> bool {
    let word = words.lower(at);
    let relative = CITED.contains(&word) && at > 0 && matches!(words.lower(at - 1), "which" | "who" | "that");
    (CITING.contains(&word) || relative) && !words.is_quoted(at)
}

/// Something said: where, by which source, in which attribution.
#[derive(Clone, Copy, Debug)]
pub(super) struct Content {
    place: Span,
    pub(super) source: usize,
    attribution: usize,
}

/// What is said, by place, with who says it; of what begins at one place the longest first.
pub(super) fn contents(attributions: &[Attribution], of: &[Option<usize>]) -> Vec<Content> {
    let mut contents: Vec<Content> = Vec::new();
    for (number, (attribution, source)) in attributions.iter().zip(of).enumerate() {
        let places = attribution.content_spans.iter();
        contents.extend(source.iter().flat_map(|source| {
            places.clone().map(move |place| Content {
                place: *place,
                source: *source,
                attribution: number,
            })
        }));
    }
    contents.sort_by_key(|one| (one.place.start, std::cmp::Reverse(one.place.end)));
    contents
}

/// Who says the innermost of the contents that hold this place; several, where they say it together.
pub(super) fn who_say(contents: &[Content], place: Span) -> Vec<Content> {
    let until = contents.partition_point(|one| one.place.start <= place.start);
    let near = contents[..until].iter().rev().take(8);
    let holding: Vec<&Content> = near.filter(|one| one.place.contains(place)).collect();
    let innermost = holding.first().map(|one| one.place);
    let same = holding.into_iter().filter(|one| Some(one.place) == innermost);
    same.copied().collect()
}

/// An attribution that stands wholly inside another's content: the outer source has it from the inner one.
fn nested(
    words: &Words,
    kinds: &[SourceKind],
    (attributions, of): (&[Attribution], &[Option<usize>]),
    told: &mut [Vec<(usize, usize)>],
) {
    let contents = contents(attributions, of);
    for (number, (attribution, source)) in attributions.iter().zip(of).enumerate() {
        let (Some(source), Some(place)) = (source, Span::hull(&attribution.source_spans)) else {
            continue;
        };
        if attribution.stance == Stance::Declines {
            continue;
        }
        let cue = Span::hull(&attribution.cue_spans).unwrap_or(place);
        let hearsay = is_hearsay(words, attribution);
        for outer in who_say(&contents, place.join(cue)) {
            if outer.source != *source && (relays(kinds[outer.source]) || hearsay) {
                told[number].push((outer.source, *source));
                told[outer.attribution].push((outer.source, *source));
            }
        }
    }
}

/// "..., Vale said, quoting a diary": whom a participle behind the speaker brings reaches the reader through the speaker.
fn trailing(
    words: &Words,
    (attributions, of): (&[Attribution], &[Option<usize>]),
    told: &mut [Vec<(usize, usize)>],
) {
    let place = |spans: &[Span]| Some(words.prose.tokens_in(Span::hull(spans)?).start);
    let ends = |own: &Attribution| {
        let cue = place(&own.cue_spans)?;
        let behind = place(&own.source_spans).is_some_and(|source| source > cue);
        (behind && words.lower(cue).ends_with("ing") && words.word(cue.checked_sub(1)?) == ",").then_some(cue)
    };
    for (number, own) in attributions.iter().enumerate() {
        let (Some(cue), Some(cited)) = (ends(own), of[number]) else {
            continue;
        };
        let said = |other: &usize| {
            let (one, two) = (&attributions[*other].content_spans, &own.content_spans);
            one.iter().any(|one| two.iter().any(|two| one.overlaps(*two)))
        };
        let speaks = |other: &usize| place(&attributions[*other].cue_spans).is_some_and(|at| at < cue);
        let mut near = number.saturating_sub(BESIDE)..attributions.len().min(number + BESIDE + 1);
        if let Some(other) = near.find(|other| *other != number && said(other) && speaks(other))
            && let Some(speaker) = of[other].filter(|speaker| *speaker != cited)
        {
            told[number].push((speaker, cited));
            told[other].push((speaker, cited));
        }
    }
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

/// For each source, does it cite somebody wherever it speaks?
pub(super) fn always_cite(sources: usize, told: &[Vec<(usize, usize)>], of: &[Option<usize>]) -> Vec<bool> {
    let (mut speaks, mut bare) = (vec![false; sources], vec![false; sources]);
    for (edges, source) in told.iter().zip(of) {
        if let Some(source) = *source {
            speaks[source] = true;
            bare[source] |= !edges.iter().any(|(from, _)| *from == source);
        }
    }
    speaks
        .iter()
        .zip(bare)
        .map(|(speaks, bare)| *speaks && !bare)
        .collect()
}

/// What an outlet has, and what somebody has who always cites others, is second-hand.
pub(super) fn basis(kind: SourceKind, cites: bool, told: Basis) -> Basis {
    match (kind, cites, told) {
        (SourceKind::Outlet, _, _) => Basis::SecondHand,
        (_, true, Basis::Unknown) => Basis::SecondHand,
        (_, _, told) => told,
    }
}
