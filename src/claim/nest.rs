//! Attributions of one place: those with the same content, or that only wrap another, belong together.

use crate::attribution::{Act, Attribution, Stance};
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

    fn take(&mut self, inner: usize, bearing: Bearing) {
        match bearing {
            Bearing::Voice(source) => self.voices.push((inner, source)),
            Bearing::Teller(source) => {
                self.voices.push((inner, source));
                for voice in &mut self.voices {
                    voice.1 = source;
                }
            }
            Bearing::Part => self.parts.push(inner),
            Bearing::Content(source) => {
                self.voices.push((inner, source));
                self.content = inner;
            }
        }
    }

    /// Takes one that names a further source of the same words: it is heard as the one beside it is.
    fn join(&mut self, (other, first): (usize, Option<SourceId>), (inner, own): (usize, Option<SourceId>)) {
        if self.parts.contains(&other) {
            self.parts.push(inner);
            return;
        }
        let heard = self.source_of(other);
        self.voices
            .push((inner, if heard == first { own } else { heard }));
    }

    /// The source through which one of its attributions reaches the reader, else the first of them.
    fn source_of(&self, attribution: usize) -> Option<SourceId> {
        let own = self.voices.iter().find(|(i, _)| *i == attribution);
        own.or_else(|| self.voices.first())
            .and_then(|(_, source)| *source)
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
        let own = sources.of_attribution.get(inner).copied().flatten();
        let mut joint = open.iter().rev();
        let joint = joint.find(|(other, _)| attributions[*other].is_joint_with(&attributions[inner]));
        if let Some((other, at)) = joint.copied() {
            let first = sources.of_attribution.get(other).copied().flatten();
            groups[at].join((other, first), (inner, own));
            open.push((inner, at));
            continue;
        }
        let nest = open
            .iter()
            .rev()
            .find_map(|(outer, at)| Some((*outer, *at, nesting(prose, attributions, *outer, inner)?)));
        let above = nest
            .as_ref()
            .and_then(|(outer, at, _)| groups[*at].source_of(*outer));
        let bearing = nest.and_then(|(outer, at, nesting)| {
            let pair = Pair {
                prose,
                outer: &attributions[outer],
                inner: &attributions[inner],
                speakers: (above, own),
            };
            Some((at, pair.bearing(nesting)?))
        });
        let at = match bearing {
            Some((at, bearing)) => {
                groups[at].passed_on |= above.is_some() && matches!(bearing, Bearing::Content(_));
                groups[at].take(inner, bearing);
                at
            }
            None => {
                groups.push(Group::of(inner, above.or(own)));
                groups.len() - 1
            }
        };
        open.push((inner, at));
    }
    groups
}

/// What an attribution within another is to the claim of the other.
enum Bearing {
    /// A further voice, heard through this source.
    Voice(Option<SourceId>),
    /// Somebody who tells what all the others say.
    Teller(Option<SourceId>),
    /// A part that states nothing beside it.
    Part,
    /// What is really claimed, heard through this source: the other only passes it on.
    Content(Option<SourceId>),
}

/// Which of two attributions of one place tells of the other.
enum Teller {
    Inner,
    Outer,
    Neither,
}

/// An attribution, one within it, and the sources of both.
struct Pair<'a> {
    prose: &'a Prose,
    outer: &'a Attribution,
    inner: &'a Attribution,
    speakers: (Option<SourceId>, Option<SourceId>),
}

impl Pair<'_> {
    /// What the inner one is to the outer one's claim; nothing where it is a claim of its own.
    fn bearing(&self, nesting: Nesting) -> Option<Bearing> {
        let (above, own) = self.speakers;
        let same_speaker = own.is_none() || above == own;
        let attitude = self.inner.act == Act::Attitude;
        let same_place = nesting == Nesting::SamePlace;
        // Whose words somebody denies says them himself.
        if self.outer.stance == Stance::Denies && own.is_some() && own != above {
            return None;
        }
        if same_speaker || (nesting != Nesting::Holds && self.is_noun_within()) {
            return Some(Bearing::Part);
        }
        if same_place && !attitude && !self.is_quoted() {
            return Some(match self.teller() {
                Teller::Inner => Bearing::Teller(own),
                Teller::Outer => Bearing::Voice(above.or(own)),
                Teller::Neither => Bearing::Voice(own),
            });
        }
        if above.is_some() && (same_place || attitude) {
            return Some(Bearing::Part);
        }
        (nesting == Nesting::Wraps).then(|| Bearing::Content(above.or(own)))
    }

    /// Which of the two tells that the other says so? One whose cue follows what is said ("they call it a hoax, Vale said") or
    /// who is told of within what the other says.
    fn teller(&self) -> Teller {
        let ends = |one: &Attribution| {
            let content = Span::hull(&one.content_spans)?;
            Some(Span::hull(&one.cue_spans)?.start >= content.end)
        };
        let speaks = |one: &Attribution| {
            let source = Span::hull(&one.source_spans)?;
            Some(source.join(Span::hull(&one.cue_spans)?))
        };
        // "a report cited by her office says": what is told last carries the rest.
        if let (Some(outer), Some(inner)) = (speaks(self.outer), speaks(self.inner))
            && outer.overlaps(inner)
        {
            return if outer.end >= inner.end {
                Teller::Outer
            } else {
                Teller::Inner
            };
        }
        match (ends(self.outer), ends(self.inner)) {
            (Some(false), Some(true)) => Teller::Inner,
            (Some(true), Some(false)) => Teller::Outer,
            _ if self.is_told_within() => Teller::Outer,
            _ => Teller::Neither,
        }
    }

    /// Is the inner content all within quotation marks? One quotation has one speaker.
    fn is_quoted(&self) -> bool {
        let prose = self.prose;
        let content = Span::hull(&self.inner.content_spans).unwrap_or_default();
        let mut tokens = prose.tokens_in(content).map(|at| prose.tokens[at]);
        tokens.all(|token| token.kind == TokenKind::Mark || prose.quote_at(token.span.start).is_some())
    }

    /// Does the inner one name nobody, its cue a word of the outer one's content ("the demands that ...")?
    fn is_noun_within(&self) -> bool {
        let holds = |cue: &Span| self.outer.content_spans.iter().any(|span| span.contains(*cue));
        self.inner.source_spans.is_empty() && self.inner.cue_spans.iter().all(holds)
    }

    /// Does the outer one tell that the inner one says so, its source and cue within the content ("forty said that ...,
    /// according to Rao")?
    fn is_told_within(&self) -> bool {
        let prose = self.prose;
        let told =
            |spans: &[Span]| shared_words(prose, &self.outer.content_spans, spans) == words(prose, spans);
        let inner = self.inner;
        !inner.cue_spans.is_empty() && told(&inner.cue_spans) && told(&inner.source_spans)
    }
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
