//! Independence: the largest number of paths from a claim to roots that share no source.
//!
//! By Menger's theorem ("Zur allgemeinen Kurventheorie", 1927) that is also the smallest number of sources whose
//! failure leaves the claim on nothing. Every source is split into an arc from its entry to its exit, with the
//! number of people it stands for as capacity, and the largest flow is found by Dinic's algorithm (petgraph's
//! [`dinics`]); for unit capacities see Ford and Fulkerson, "Maximal flow through a network" (1956), and Even
//! and Tarjan, "Network flow and testing graph connectivity" (1975).

use petgraph::Directed;
use petgraph::algo::dinics;
use petgraph::graph::{Graph, NodeIndex};

use super::bottleneck::Tree;
use super::ground::Ground;

/// More than any number of paths.
const PLENTY: u64 = u64::MAX / 4;

/// What some nodes can reach, each node in place of all that it is the last bottleneck of.
///
/// All paths of a source run through its last bottleneck ([`Tree::top`]), and no path of another source runs
/// through what stands before it, so what stands before can be left out: chains of outlets vanish.
pub(super) struct Reach {
    /// The nodes that are reached; the first ones are where the paths begin.
    pub(super) nodes: Vec<usize>,
    /// Those of them that are roots, by their place in `nodes`.
    pub(super) roots: Vec<usize>,
    starts: usize,
    arcs: Vec<(usize, usize)>,
}

/// Scratch for [`Reach::of`], so that its cost grows with what is reached and not with the graph.
pub(super) struct Marks {
    local: Vec<usize>,
}

impl Marks {
    /// Scratch for a graph of `count` sources.
    pub(super) fn new(count: usize) -> Marks {
        Marks {
            local: vec![usize::MAX; count],
        }
    }
}

impl Reach {
    /// Walks from `tops`, which are grounded, differ, and are their own last bottlenecks.
    /// Linear in the nodes and citations that are reached.
    pub(super) fn of(tops: &[usize], ground: &Ground, tree: &Tree, marks: &mut Marks) -> Reach {
        let mut nodes = tops.to_vec();
        for (local, node) in nodes.iter().enumerate() {
            marks.local[*node] = local;
        }
        let mut arcs = Vec::new();
        let mut at = 0;
        while at < nodes.len() {
            let node = nodes[at];
            for cited in ground.cites[node]
                .iter()
                .filter(|cited| tree.is_grounded(**cited))
            {
                let top = tree.top(*cited);
                if marks.local[top] == usize::MAX {
                    marks.local[top] = nodes.len();
                    nodes.push(top);
                }
                if top != node {
                    arcs.push((at, marks.local[top]));
                }
            }
            at += 1;
        }
        for node in &nodes {
            marks.local[*node] = usize::MAX;
        }
        Reach {
            roots: (0..nodes.len())
                .filter(|local| ground.root[nodes[*local]])
                .collect(),
            starts: tops.len(),
            nodes,
            arcs,
        }
    }

    /// The largest number of paths that share no more of a node than `capacity` (by node of the graph) allows,
    /// and no more of a drain than its capacity.
    ///
    /// # Complexity
    /// With unit capacities O(E √V) for the V nodes and E citations that are reached, plus O(V) a path.
    pub(super) fn paths(&self, capacity: &[u64], drains: &Drains) -> u64 {
        let count = self.nodes.len();
        let classes = drains.capacity.len();
        let mut network: Graph<(), u64, Directed, u32> = Graph::with_capacity(
            2 * (count + classes + 1),
            2 * count + self.arcs.len() + 2 * classes,
        );
        for _ in 0..2 * (count + classes + 1) {
            network.add_node(());
        }
        let entry = |local: usize| NodeIndex::new(2 * local);
        let exit = |local: usize| NodeIndex::new(2 * local + 1);
        let begin = NodeIndex::new(2 * (count + classes));
        let end = NodeIndex::new(2 * (count + classes) + 1);
        for start in 0..self.starts {
            network.add_edge(begin, entry(start), PLENTY);
        }
        for (local, node) in self.nodes.iter().enumerate() {
            network.add_edge(entry(local), exit(local), capacity[*node]);
        }
        for (from, to) in &self.arcs {
            network.add_edge(exit(*from), entry(*to), PLENTY);
        }
        for (index, root) in self.roots.iter().enumerate() {
            let drain = drains.of_root.get(index).copied().flatten();
            let to = drain.map_or(end, |class| entry(count + class));
            network.add_edge(exit(*root), to, PLENTY);
        }
        for (class, capacity) in drains.capacity.iter().enumerate() {
            network.add_edge(entry(count + class), exit(count + class), *capacity);
            let to = drains.into[class].map_or(end, |into| entry(count + into));
            network.add_edge(exit(count + class), to, PLENTY);
        }
        dinics(&network, begin, end).0
    }
}

/// What roots share on the way to the ground; the default lets each through by itself.
#[derive(Default)]
pub(super) struct Drains {
    /// For each root of a [`Reach`], the drain it runs into, if it runs into one.
    pub(super) of_root: Vec<Option<usize>>,
    /// How many paths each drain lets through.
    pub(super) capacity: Vec<u64>,
    /// For each drain, the one that it runs into, if it runs into one.
    pub(super) into: Vec<Option<usize>>,
}
