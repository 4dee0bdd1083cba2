//! Marks that overlap, as properly nested ones.
//!
//! Attributions nest ("Axios reported that two officials said ...") and may cross. HTML elements cannot cross,
//! so a mark is closed and opened again wherever one that lies above it ends first.

use std::collections::BTreeSet;

use crate::draft::Span;

/// So many marks may stand open at one place; a mark beyond that is told by its end alone. Keeps the output
/// linear in the number of marks, however a hostile graph piles them up.
const DEEPEST: usize = 8;

/// A thing to be marked: where, and which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marked<T> {
    pub(super) span: Span,
    pub(super) mark: T,
}

/// One step of writing the marked text, in text order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Text with the same marks all over.
    Text(Span),
    /// The mark with this index begins here or goes on here, and is the innermost from now on.
    Open(usize),
    /// The innermost mark ends here or is interrupted.
    Close,
    /// The mark with this index has come to its end; it is no longer open.
    End(usize),
}

/// The steps that write the text of `within` with its marks, which are sorted by start, the longer first.
/// Takes n log n for n marks.
pub(super) fn steps<T>(within: Span, marks: &[Marked<T>]) -> Vec<Step> {
    let mut sweep = Sweep {
        steps: Vec::new(),
        at: within.start,
        open: Vec::new(),
        unseen: BTreeSet::new(),
    };
    for (index, marked) in marks.iter().enumerate() {
        let clipped = Span::new(
            marked.span.start.max(within.start),
            marked.span.end.min(within.end),
        );
        if clipped.is_empty() {
            continue;
        }
        sweep.close_until(clipped.start);
        sweep.text_until(clipped.start);
        sweep.open(index, clipped.end);
    }
    sweep.close_until(within.end);
    sweep.text_until(within.end);
    sweep.steps
}

struct Sweep {
    steps: Vec<Step>,
    at: usize,
    /// Open marks with their ends, the outermost first.
    open: Vec<(usize, usize)>,
    /// Ends and indices of the marks beyond [`DEEPEST`].
    unseen: BTreeSet<(usize, usize)>,
}

impl Sweep {
    fn text_until(&mut self, to: usize) {
        if self.at < to {
            self.steps.push(Step::Text(Span::new(self.at, to)));
            self.at = to;
        }
    }

    fn open(&mut self, index: usize, end: usize) {
        if self.open.len() < DEEPEST {
            self.steps.push(Step::Open(index));
            self.open.push((index, end));
        } else {
            self.unseen.insert((end, index));
        }
    }

    /// Closes, in the order of their ends, all marks that end at or before `to`.
    fn close_until(&mut self, to: usize) {
        while let Some(end) = self.open.iter().map(|(_, end)| *end).min()
            && end <= to
        {
            self.text_until(end);
            self.close_at(end);
        }
        while let Some((end, index)) = self.unseen.first().copied()
            && end <= to
        {
            self.unseen.pop_first();
            self.text_until(end);
            self.steps.push(Step::End(index));
        }
    }

    /// Closes the marks that end at `end` and opens again those that stood inside of them.
    fn close_at(&mut self, end: usize) {
        let Some(lowest) = self.open.iter().position(|(_, ends)| *ends == end) else {
            return;
        };
        let above = self.open.split_off(lowest);
        self.steps.extend(above.iter().map(|_| Step::Close));
        for (index, ends) in above.iter().rev() {
            if *ends == end {
                self.steps.push(Step::End(*index));
            }
        }
        for (index, ends) in above {
            if ends != end {
                self.steps.push(Step::Open(index));
                self.open.push((index, ends));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The marks that stand open over each byte, told by the steps; panics where they are not nested.
    fn open_over(within: Span, steps: &[Step]) -> Vec<Vec<usize>> {
        let mut open: Vec<usize> = Vec::new();
        let mut over = Vec::new();
        for step in steps {
            match step {
                Step::Text(span) => {
                    assert_eq!(
                        span.start,
                        within.start + over.len(),
                        "text in order, without gaps"
                    );
                    let mut sorted = open.clone();
                    sorted.sort_unstable();
                    over.extend(std::iter::repeat_n(sorted, span.len()));
                }
                Step::Open(index) => open.push(*index),
                Step::Close => assert!(open.pop().is_some(), "closes only what is open"),
                Step::End(index) => assert!(!open.contains(index), "an ended mark is closed"),
            }
        }
        assert!(open.is_empty(), "all is closed at the end");
        over
    }

    fn marks(spans: &[(usize, usize)]) -> Vec<Marked<()>> {
        let mut marks: Vec<Marked<()>> = spans
            .iter()
            .map(|(start, length)| Marked {
                span: Span::new(*start, start + length),
                mark: (),
            })
            .collect();
        marks.sort_by_key(|marked| (marked.span.start, std::cmp::Reverse(marked.span.end)));
        marks
    }

    #[test]
    fn crossing_marks_are_interrupted() {
        let marks = marks(&[(0, 6), (3, 6)]);
        let told = steps(Span::new(0, 10), &marks);
        let text = |start, end| Step::Text(Span::new(start, end));
        assert_eq!(
            told,
            [
                Step::Open(0),
                text(0, 3),
                Step::Open(1),
                text(3, 6),
                Step::Close,
                Step::Close,
                Step::End(0),
                Step::Open(1),
                text(6, 9),
                Step::Close,
                Step::End(1),
                text(9, 10),
            ]
        );
    }

    proptest! {
        #[test]
        fn every_byte_stands_under_its_marks(spans in prop::collection::vec((0_usize..40, 1_usize..20), 0..DEEPEST)) {
            let within = Span::new(5, 45);
            let marks = marks(&spans);
            let told = steps(within, &marks);
            let wanted: Vec<Vec<usize>> = (within.start..within.end)
                .map(|at| (0..marks.len()).filter(|index| marks[*index].span.holds(at)).collect())
                .collect();
            prop_assert_eq!(open_over(within, &told), wanted);
        }

        #[test]
        fn a_pile_of_marks_stays_nested_and_each_ends_once(spans in prop::collection::vec((0_usize..40, 1_usize..20), 0..60)) {
            let within = Span::new(0, 60);
            let marks = marks(&spans);
            let told = steps(within, &marks);
            let over = open_over(within, &told);
            prop_assert_eq!(over.len(), within.len());
            prop_assert!(over.iter().all(|open| open.len() <= DEEPEST));
            let mut ends: Vec<usize> = told.iter().filter_map(|step| match step { Step::End(index) => Some(*index), _ => None }).collect();
            ends.sort_unstable();
            prop_assert_eq!(ends, (0..marks.len()).collect::<Vec<_>>());
        }
    }
}
