//! Which places of the text have an attribution already, for the rules that read only what nothing else has read.

use super::Attribution;
use crate::draft::Span;

/// Places that are taken, in text order.
pub(super) struct Taken(Vec<Span>);

impl Taken {
    /// The cues of these attributions.
    pub(super) fn cues(found: &[Attribution]) -> Taken {
        Taken::of(found.iter().flat_map(|one| &one.cue_spans))
    }

    /// Their contents.
    pub(super) fn contents(found: &[Attribution]) -> Taken {
        Taken::of(found.iter().flat_map(|one| &one.content_spans))
    }

    /// Their sources.
    pub(super) fn sources(found: &[Attribution]) -> Taken {
        Taken::of(found.iter().flat_map(|one| &one.source_spans))
    }

    fn of<'a>(spans: impl Iterator<Item = &'a Span>) -> Taken {
        let mut spans: Vec<Span> = spans.copied().collect();
        spans.sort();
        Taken(spans)
    }

    /// Is this place free of them? Logarithmic in their number.
    pub(super) fn leaves(&self, place: Span) -> bool {
        let at = self.0.partition_point(|span| span.end <= place.start);
        self.0.get(at).is_none_or(|span| !span.overlaps(place))
    }

    /// Does each of these places lie within one of them?
    pub(super) fn holds_all(&self, places: &[Span]) -> bool {
        places.iter().all(|place| {
            let at = self.0.partition_point(|span| span.end <= place.start);
            self.0.get(at).is_some_and(|span| span.contains(*place))
        })
    }

    /// Are all of these places free of them?
    pub(super) fn leaves_all(&self, places: &[Span]) -> bool {
        places.iter().all(|place| self.leaves(*place))
    }
}
