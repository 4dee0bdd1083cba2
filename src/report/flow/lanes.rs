//! Lanes in the margins: vertical lines beside the cards that must not run into one another.

use std::collections::BTreeMap;

/// Lanes side by side, numbered from the inside.
pub(super) struct Lanes {
    /// Of each lane, where its lines begin and end.
    taken: Vec<BTreeMap<i64, i64>>,
    most: usize,
}

impl Lanes {
    /// At most so many lanes; when all are taken, lines run over one another in the last.
    pub(super) fn new(most: usize) -> Lanes {
        Lanes {
            taken: Vec::new(),
            most,
        }
    }

    /// The innermost lane that is free from one height to another, now taken there. Logarithmic in the lines,
    /// linear in the lanes.
    pub(super) fn take(&mut self, (from, to): (f64, f64)) -> usize {
        let low = (from.min(to) - 5.0) as i64;
        let high = (from.max(to) + 5.0) as i64;
        let is_free = |lane: &BTreeMap<i64, i64>| {
            let above = lane.range(..=high).next_back();
            above.is_none_or(|(_, end)| *end < low)
        };
        let lane = match self.taken.iter().position(is_free) {
            Some(lane) => lane,
            None if self.taken.len() < self.most => {
                self.taken.push(BTreeMap::new());
                self.taken.len() - 1
            }
            None => return self.most.saturating_sub(1),
        };
        self.taken[lane].insert(low, high);
        lane
    }

    /// Lanes in use.
    pub(super) fn len(&self) -> usize {
        self.taken.len()
    }
}

#[cfg(test)]
mod tests {
    use super::Lanes;

    #[test]
    fn lines_that_meet_take_different_lanes() {
        let mut lanes = Lanes::new(3);
        assert_eq!(lanes.take((0.0, 100.0)), 0);
        assert_eq!(lanes.take((200.0, 120.0)), 0);
        assert_eq!(lanes.take((90.0, 130.0)), 1);
        assert_eq!(lanes.take((10.0, 60.0)), 1);
        assert_eq!(lanes.take((0.0, 300.0)), 2);
        assert_eq!(lanes.take((0.0, 300.0)), 2);
        assert_eq!(lanes.len(), 3);
    }
}
