//! Where articles stand on the axis of time. Gaps are drawn by their order of size, not to scale: the first hours of a story
//! hold most of its articles, its last weeks few.

use crate::trace::{Trace, When};

/// Pixels between two articles at least, and at most.
const GAPS: (f64, f64) = (22.0, 92.0);

/// The axis is no shorter.
const SHORTEST: f64 = 460.0;

/// Places on the axis.
pub(super) struct Axis {
    /// For each article, from the left end.
    pub(super) at: Vec<f64>,
    pub(super) width: f64,
    /// The first article of each day, with the day; of those without a date, with no day.
    pub(super) days: Vec<(f64, String)>,
}

impl Axis {
    /// The axis of these articles, which stand in the order of time.
    pub(super) fn of(trace: &Trace) -> Axis {
        let date = |at: usize| trace.articles.get(at).and_then(|article| article.label.date);
        let mut at = Vec::new();
        let mut place = GAPS.0;
        for number in 0..trace.articles.len() {
            if number > 0 {
                place += gap(date(number - 1), date(number));
            }
            at.push(place);
        }
        let natural = place + GAPS.0;
        let stretch = (SHORTEST / natural).max(1.0);
        at.iter_mut().for_each(|place| *place *= stretch);
        let mut days: Vec<(f64, String)> = Vec::new();
        for (number, place) in at.iter().enumerate() {
            let day = date(number).map_or_else(|| "no date".to_owned(), |date| When::day_of(date.minutes()));
            if days.last().is_none_or(|(_, last)| *last != day) {
                days.push((*place, day));
            }
        }
        Axis {
            at,
            width: natural * stretch,
            days,
        }
    }
}

/// How far two articles stand apart: a step for each doubling of the time between them.
fn gap(before: Option<When>, after: Option<When>) -> f64 {
    let (Some(before), Some(after)) = (before, after) else {
        return GAPS.1;
    };
    let minutes = (after.minutes() - before.minutes()).max(0) as f64;
    (GAPS.0 + 9.0 * (1.0 + minutes / 15.0).log2()).min(GAPS.1)
}
