//! Bottlenecks: sources through which every path from a claim to a root passes.
//!
//! Join every root to one *ground*. A bottleneck of a claim is a dominator of the ground when one starts at the
//! claim; turned around, it is a common ancestor of the claim's supporters in the dominator tree that starts at
//! the ground and runs against the edges. That tree is built once for the whole graph (petgraph's
//! [`simple_fast`], after Cooper, Harvey and Kennedy, "A simple, fast dominance algorithm", 2001; the question
//! is Lengauer and Tarjan's, 1979), and each claim asks only for one common ancestor.
//!
//! A root that may stand for several people is no bottleneck of those that cite it, so it enters the tree twice; a second tree,
//! in which it is one, tells what falls when all of them are wrong together.

use petgraph::Directed;
use petgraph::algo::dominators::simple_fast;
use petgraph::graph::{Graph, NodeIndex};

use super::ground::Ground;

/// Above every node stands the ground, which goes by this number.
const GROUND: usize = usize::MAX;

/// The dominator tree of the ground, against the edges.
pub(super) struct Tree {
    /// The nearest bottleneck above the node; [`GROUND`], or none for a node that leads to no root.
    parent: Vec<Option<usize>>,
    depth: Vec<u32>,
    /// An ancestor some way up, so that climbing is logarithmic (Myers, "An applicative random-access stack",
    /// 1983).
    jump: Vec<usize>,
    /// The last bottleneck before the ground, or the node itself.
    top: Vec<usize>,
}

impl Tree {
    /// Builds the tree. `voices` tells for each node how many people it may be at most.
    ///
    /// # Complexity
    /// Near linear in practice, quadratic in the number of sources at worst; space linear.
    pub(super) fn of(ground: &Ground, voices: &[u64]) -> Tree {
        let parent = parents(ground, voices);
        let count = parent.len();
        let mut tree = Tree {
            parent,
            depth: vec![0; count],
            jump: vec![GROUND; count],
            top: (0..count).collect(),
        };
        let mut path = Vec::new();
        for node in 0..count {
            let mut at = node;
            while at != GROUND && tree.depth[at] == 0 && tree.parent[at].is_some() {
                path.push(at);
                at = tree.parent[at].unwrap_or(GROUND);
            }
            while let Some(below) = path.pop() {
                tree.hang(below);
            }
        }
        tree
    }

    /// Fills in what is known of a node whose parent is done.
    fn hang(&mut self, node: usize) {
        let parent = self.parent[node].unwrap_or(GROUND);
        self.depth[node] = self.depth_of(parent) + 1;
        if parent != GROUND {
            self.top[node] = self.top[parent];
        }
        let jump = self.jump_of(parent);
        let balanced = self.depth_of(parent) - self.depth_of(jump)
            == self.depth_of(jump) - self.depth_of(self.jump_of(jump));
        self.jump[node] = if balanced { self.jump_of(jump) } else { parent };
    }

    fn depth_of(&self, node: usize) -> u32 {
        self.depth.get(node).copied().unwrap_or(0)
    }

    fn jump_of(&self, node: usize) -> usize {
        self.jump.get(node).copied().unwrap_or(GROUND)
    }

    /// Does the node lead to a root?
    pub(super) fn is_grounded(&self, node: usize) -> bool {
        self.parent[node].is_some()
    }

    /// The last bottleneck on the way from the node to the ground; the node itself when it has none.
    pub(super) fn top(&self, node: usize) -> usize {
        self.top[node]
    }

    /// The nearest node through which all paths from all of `nodes` pass, if there is one.
    /// Logarithmic in the depth of each.
    pub(super) fn common(&self, nodes: &[usize]) -> Option<usize> {
        let common = nodes.iter().copied().reduce(|a, b| self.meet(a, b))?;
        (common != GROUND).then_some(common)
    }

    /// The node and the bottlenecks above it, nearest first.
    pub(super) fn up(&self, node: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(node), |node| self.parent[*node].filter(|up| *up != GROUND))
    }

    fn meet(&self, mut a: usize, mut b: usize) -> usize {
        if self.depth_of(a) < self.depth_of(b) {
            std::mem::swap(&mut a, &mut b);
        }
        let depth = self.depth_of(b);
        while self.depth_of(a) > depth {
            a = if self.depth_of(self.jump_of(a)) >= depth {
                self.jump_of(a)
            } else {
                self.above(a)
            };
        }
        while a != b {
            (a, b) = if self.jump_of(a) == self.jump_of(b) {
                (self.above(a), self.above(b))
            } else {
                (self.jump_of(a), self.jump_of(b))
            };
        }
        a
    }

    fn above(&self, node: usize) -> usize {
        self.parent.get(node).copied().flatten().unwrap_or(GROUND)
    }
}

/// The nearest dominator of each node, against the edges.
fn parents(ground: &Ground, voices: &[u64]) -> Vec<Option<usize>> {
    let count = ground.node.len();
    let mut graph: Graph<(), (), Directed, u32> = Graph::with_capacity(count + 1, count * 2);
    for _ in 0..=count {
        graph.add_node(());
    }
    let start = NodeIndex::new(count);
    for node in 0..count {
        if ground.root[node] {
            graph.add_edge(start, NodeIndex::new(node), ());
        }
        let several = voices.get(node).is_some_and(|voices| *voices > 1);
        let twin = several.then(|| graph.add_node(()));
        if let Some(twin) = twin {
            graph.add_edge(start, twin, ());
        }
        for citer in ground.citers[node].iter().filter(|citer| **citer < count) {
            graph.add_edge(NodeIndex::new(node), NodeIndex::new(*citer), ());
            if let Some(twin) = twin {
                graph.add_edge(twin, NodeIndex::new(*citer), ());
            }
        }
    }
    let dominators = simple_fast(&graph, start);
    let above = |node| {
        let up = dominators.immediate_dominator(NodeIndex::new(node))?.index();
        Some(if up == count { GROUND } else { up })
    };
    (0..count).map(above).collect()
}
