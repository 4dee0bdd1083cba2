//! A range of bytes.

/// A range of bytes, end exclusive. Which text it indexes is said where it is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The range from `start` to `end`; empty at `start` when `end` stands before it.
    pub fn new(start: usize, end: usize) -> Span {
        Span {
            start,
            end: end.max(start),
        }
    }

    /// Bytes covered.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Covers no byte?
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Does it hold every byte of `other`?
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Does it hold the byte at `offset`?
    pub fn holds(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Do the two share a byte?
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest range that holds both.
    pub fn join(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The smallest range that holds all of `spans`, if there are any.
    pub fn hull(spans: &[Span]) -> Option<Span> {
        spans.iter().copied().reduce(Span::join)
    }
}
