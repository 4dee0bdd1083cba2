//! Sources without a name may be one person, though two outlets cite them.

use std::collections::HashMap;

use super::flow::{Drains, Reach};
use super::ground::Ground;
use super::interest;

/// The drains by which the roots without a name let no more paths through than the fewest people they can be;
/// `None` when that is no fewer than they seem.
///
/// Two of them could be one person unless somebody tells them apart: a citer who cites both (an outlet, or the
/// article itself) knows that they are two, and so do two interests that nothing joins. Descriptions and ways of
/// knowing tell nobody apart: two papers describe one person in two ways. With the classes of
/// [`interest::classes`], a class holds at least as many people as its busiest citer cites of it, and all
/// together at least as many as the classes or the busiest citer. Linear in the roots and those that cite them.
pub(super) fn drains(reach: &Reach, ground: &Ground) -> Option<Drains> {
    let unnamed: Vec<usize> = (0..reach.roots.len())
        .filter(|index| ground.unnamed[reach.nodes[reach.roots[*index]]])
        .collect();
    if unnamed.len() < 2 {
        return None;
    }
    let nodes: Vec<usize> = unnamed
        .iter()
        .map(|index| reach.nodes[reach.roots[*index]])
        .collect();
    let class = interest::classes(&nodes, ground);
    let classes = class.iter().flatten().max().map_or(0, |last| last + 1);
    let mut of_class = vec![0; classes];
    let mut by_citer: HashMap<(usize, usize), u64> = HashMap::new();
    let mut together: HashMap<usize, u64> = HashMap::new();
    let mut busiest = 0;
    let mut seeming = 0;
    for (node, class) in nodes.iter().zip(&class) {
        let people = ground.low[*node];
        seeming += people;
        for citer in &ground.citers[*node] {
            let sum = together.entry(*citer).or_default();
            *sum += people;
            busiest = busiest.max(*sum);
            if let Some(class) = *class {
                let sum = by_citer.entry((class, *citer)).or_default();
                *sum += people;
                of_class[class] = (*sum).max(of_class[class]);
            }
        }
    }
    let fewest = busiest.max(of_class.iter().sum()).max(1);
    if fewest >= seeming {
        return None;
    }
    let mut of_root = vec![None; reach.roots.len()];
    for (index, class) in unnamed.iter().zip(&class) {
        of_root[*index] = Some(class.unwrap_or(classes));
    }
    let mut capacity = of_class;
    capacity.push(fewest);
    let mut into = vec![Some(classes); classes];
    into.push(None);
    Some(Drains {
        of_root,
        capacity,
        into,
    })
}
