//! Items of a summary that say together what two sentences of the text say one after the other.

use super::super::gist::Gist;
use super::super::same;
use super::super::statement::{Place, Statement};
use super::{Because, Joins};

/// A summary has no more items.
const MOST_ITEMS: usize = 24;

/// This much of an item that sums up two sentences stands in each of them.
const SUMMED_PART: f64 = 0.4;

/// Joins an item of a list that sums up two plain sentences, one after the other, with the one that it has more of. Linear.
pub(super) fn join(statements: &[Statement], joins: &mut Joins) {
    let plain = |at: usize| statements[at].is_plain();
    let item = |at: usize| statements[at].place == Place::Item;
    let pairs: Vec<usize> = (1..statements.len())
        .filter(|at| [at - 1, *at].iter().all(|at| plain(*at) && !item(*at)))
        .collect();
    let alone = |at: &usize| item(*at) && plain(*at) && joins.is_alone(*at);
    let items: Vec<usize> = (0..statements.len()).filter(alone).take(MOST_ITEMS).collect();
    for own in items {
        let mut summed = pairs.iter().filter(|at| sums_up_both(statements, own, **at));
        let Some(second) = summed.next().copied() else {
            continue;
        };
        let part = |at: usize| same::repeated(&statements[own].gist, &statements[at].gist);
        let best = if part(second) > part(second - 1) {
            second
        } else {
            second - 1
        };
        joins.join(own, best, Because::Summary);
    }
}

/// Does an item say what the plain sentence at `second` and the one before it say together, and a good part of each?
fn sums_up_both(statements: &[Statement], item: usize, second: usize) -> bool {
    let own = &statements[item].gist;
    let (one, two) = (&statements[second - 1], &statements[second]);
    let parts = [one, two]
        .iter()
        .all(|other| same::repeated(own, &other.gist) >= SUMMED_PART);
    parts && same::sums_up_all(own, &Gist::of(&format!("{} {}", one.text, two.text)))
}
