//! Sources that share an interest are not independent of one another.

use std::collections::HashMap;

use petgraph::unionfind::UnionFind;

use super::flow::{Drains, Reach};
use super::ground::Ground;

/// For each of `nodes`, the number of its class; `None` for a node without an interest.
///
/// Two nodes are of one class when they share an interest, or when a row of nodes joins them in which each shares
/// an interest with the next: an official who belongs to the ministry and to the party makes ministry and party
/// one side. So the count errs on the side of caution. Near linear in the number of interests.
pub(super) fn classes(nodes: &[usize], ground: &Ground) -> Vec<Option<usize>> {
    let mut union = UnionFind::new(nodes.len());
    let mut first = HashMap::new();
    for (index, node) in nodes.iter().enumerate() {
        for interest in &ground.interests[*node] {
            union.union(index, *first.entry(*interest).or_insert(index));
        }
    }
    let mut numbers = HashMap::new();
    let mut class = |(index, node): (usize, &usize)| {
        if ground.interests[*node].is_empty() {
            return None;
        }
        let next = numbers.len();
        Some(*numbers.entry(union.find(index)).or_insert(next))
    };
    nodes.iter().enumerate().map(&mut class).collect()
}

/// The drains by which roots of one class let one path through together; `None` when no class has two.
pub(super) fn drains(reach: &Reach, ground: &Ground) -> Option<Drains> {
    let roots: Vec<usize> = reach.roots.iter().map(|local| reach.nodes[*local]).collect();
    let class = classes(&roots, ground);
    let mut people = Vec::new();
    for (node, class) in roots.iter().zip(&class) {
        if let Some(class) = *class {
            people.resize(people.len().max(class + 1), 0);
            people[class] += ground.low[*node];
        }
    }
    people.iter().any(|people| *people > 1).then(|| Drains {
        of_root: class,
        capacity: vec![1; people.len()],
        into: vec![None; people.len()],
    })
}
