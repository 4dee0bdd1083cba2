//! The order of the cards, so that few ribbons cross, and their heights, so that ribbons are short.
//!
//! Claims keep article order, so this is one-sided crossing minimization: barycentres first, then neighbours
//! are exchanged as long as that removes crossings (Eades and Kelly, 1986). Heights are the least-squares fit
//! to each card's barycentre that keeps the order, by pooling adjacent violators.

/// Passes over all neighbours, at most.
const PASSES: usize = 24;

/// Orders cards by the claims that they lead to. `ends[card]` are the claims' numbers, sorted. Cards that lead
/// to none keep the place that `wish` gives them. Gives card numbers. Each pass is linear in the ribbons.
pub(super) fn arrange(ends: &[Vec<usize>], wish: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..ends.len()).collect();
    order.sort_by(|a, b| wish[*a].total_cmp(&wish[*b]).then(a.cmp(b)));
    for _ in 0..PASSES {
        let mut changed = false;
        for at in 1..order.len() {
            let (above, below) = (&ends[order[at - 1]], &ends[order[at]]);
            if crossings(below, above) < crossings(above, below) {
                order.swap(at - 1, at);
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    order
}

/// Crossings between the ribbons of two cards, the first above the second; both sorted. Linear.
pub(super) fn crossings(above: &[usize], below: &[usize]) -> usize {
    let mut passed = 0;
    let mut count = 0;
    for end in above {
        while below.get(passed).is_some_and(|other| other < end) {
            passed += 1;
        }
        count += passed;
    }
    count
}

/// Where boxes of these `heights` begin when each wants its top at `wish` and none may stand less than `gap`
/// below the one before, the first not above `top`, and, if there is room, the last not ending below `bottom`.
/// Linear.
pub(super) fn place(wish: &[f64], heights: &[f64], gap: f64, (top, bottom): (f64, f64)) -> Vec<f64> {
    let mut offsets = Vec::with_capacity(wish.len());
    let mut offset = 0.0;
    for height in heights {
        offsets.push(offset);
        offset += height + gap;
    }
    let highest = (bottom - (offset - gap)).max(top);
    // Pools of neighbours that want to overlap: sum of wishes, number.
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for (wish, offset) in wish.iter().zip(&offsets) {
        let mut pool = (wish - offset, 1);
        while let Some(last) = pools.last() {
            if last.0 / last.1 as f64 <= pool.0 / pool.1 as f64 {
                break;
            }
            pool = (pool.0 + last.0, pool.1 + last.1);
            pools.pop();
        }
        pools.push(pool);
    }
    let starts = pools
        .into_iter()
        .flat_map(|(sum, number)| std::iter::repeat_n(sum / number as f64, number));
    starts
        .zip(offsets)
        .map(|(start, offset)| start.clamp(top, highest) + offset)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn total(order: &[usize], ends: &[Vec<usize>]) -> usize {
        let pairs = order.iter().enumerate();
        pairs
            .flat_map(|(at, above)| order[at + 1..].iter().map(move |below| (above, below)))
            .map(|(above, below)| crossings(&ends[*above], &ends[*below]))
            .sum()
    }

    fn cards() -> impl Strategy<Value = Vec<Vec<usize>>> {
        let ends = prop::collection::btree_set(0..12_usize, 0..5).prop_map(|set| set.into_iter().collect());
        prop::collection::vec(ends, 1..7)
    }

    fn barycentres(ends: &[Vec<usize>]) -> Vec<f64> {
        let mean = |ends: &Vec<usize>| ends.iter().sum::<usize>() as f64 / ends.len().max(1) as f64;
        ends.iter().map(mean).collect()
    }

    proptest! {
        #[test]
        fn exchanging_neighbours_never_adds_crossings(ends in cards()) {
            let wish = barycentres(&ends);
            let mut by_wish: Vec<usize> = (0..ends.len()).collect();
            by_wish.sort_by(|a, b| wish[*a].total_cmp(&wish[*b]).then(a.cmp(b)));
            prop_assert!(total(&arrange(&ends, &wish), &ends) <= total(&by_wish, &ends));
        }

        #[test]
        fn crossings_are_those_of_every_pair(ends in cards()) {
            let (above, below) = (&ends[0], ends.last().unwrap());
            let pairs = above.iter().flat_map(|a| below.iter().map(move |b| (a, b)));
            prop_assert_eq!(crossings(above, below), pairs.filter(|(a, b)| b < a).count());
        }

        #[test]
        fn placed_boxes_keep_their_distance(
            boxes in prop::collection::vec((0.0..900.0_f64, 10.0..120.0_f64), 1..12),
        ) {
            let (wish, heights): (Vec<f64>, Vec<f64>) = boxes.into_iter().unzip();
            let tops = place(&wish, &heights, 14.0, (50.0, 1000.0));
            prop_assert!(tops[0] >= 50.0 - 1e-9);
            for at in 1..tops.len() {
                prop_assert!(tops[at] - (tops[at - 1] + heights[at - 1]) >= 14.0 - 1e-9);
            }
        }
    }
}
