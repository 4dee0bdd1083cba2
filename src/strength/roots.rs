//! Which roots each source leads to, for the whole graph at once.

use petgraph::Directed;
use petgraph::algo::kosaraju_scc;
use petgraph::graph::{Graph, NodeIndex};

use super::LISTED;
use super::ground::Ground;
use crate::source::{Basis, Source, SourceKind};

/// What kinds of roots a claim reaches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Reached(u8);

impl Reached {
    /// A document.
    pub(super) const DOCUMENT: Reached = Reached(1);
    /// A person or body with a name, or the newsroom's own eyes.
    pub(super) const ON_RECORD: Reached = Reached(2);
    /// Somebody who is only not named.
    pub(super) const UNNAMED: Reached = Reached(4);
    /// An anonymous source.
    pub(super) const ANONYMOUS: Reached = Reached(8);
    /// An outlet that says nothing of what stands behind it.
    pub(super) const OUTLET: Reached = Reached(16);

    /// The kinds of both.
    pub(super) fn and(self, other: Reached) -> Reached {
        Reached(self.0 | other.0)
    }

    /// Is the kind among them?
    pub(super) fn has(self, kind: Reached) -> bool {
        self.0 & kind.0 != 0
    }

    fn of(source: &Source) -> Reached {
        match (source.kind, source.basis) {
            (SourceKind::Document, _) => Reached::DOCUMENT,
            (SourceKind::Anonymous, _) => Reached::ANONYMOUS,
            (SourceKind::UnnamedPerson | SourceKind::UnnamedGroup, _) => Reached::UNNAMED,
            (SourceKind::Outlet, Basis::Unknown | Basis::SecondHand) => Reached::OUTLET,
            _ => Reached::ON_RECORD,
        }
    }
}

/// The roots behind each source.
pub(super) struct Roots {
    component: Vec<usize>,
    lists: Vec<Vec<usize>>,
    reached: Vec<Reached>,
}

impl Roots {
    /// Finds them, sources that cite one another in a circle together. Linear, for lists of [`LISTED`] at most.
    pub(super) fn of(ground: &Ground, sources: &[Source]) -> Roots {
        let count = ground.node.len();
        let mut graph: Graph<(), (), Directed, u32> = Graph::with_capacity(count, count * 2);
        for _ in 0..count {
            graph.add_node(());
        }
        for (node, cites) in ground.cites.iter().enumerate() {
            for cited in cites {
                graph.add_edge(NodeIndex::new(node), NodeIndex::new(*cited), ());
            }
        }
        let mut roots = Roots {
            component: vec![0; count],
            lists: Vec::new(),
            reached: Vec::new(),
        };
        // Components come cited before citing, so what a component cites is always known.
        for (number, members) in kosaraju_scc(&graph).iter().enumerate() {
            let mut list = Vec::new();
            let mut reached = Reached::default();
            for node in members {
                roots.component[node.index()] = number;
            }
            for node in members.iter().map(|node| node.index()) {
                if ground.root[node] {
                    list.push(node);
                    reached = reached.and(Reached::of(&sources[node]));
                }
                for cited in &ground.cites[node] {
                    let below = roots.component[*cited];
                    if let Some(more) = roots.lists.get(below) {
                        merge(&mut list, more);
                        reached = reached.and(roots.reached[below]);
                    }
                }
            }
            merge(&mut list, &[]);
            roots.lists.push(list);
            roots.reached.push(reached);
        }
        roots
    }

    /// The first roots behind any of `nodes`, in order of their index, and the kinds of all of them.
    pub(super) fn behind(&self, nodes: &[usize]) -> (Vec<usize>, Reached) {
        let mut list = Vec::new();
        let mut reached = Reached::default();
        for node in nodes {
            let component = self.component[*node];
            merge(&mut list, &self.lists[component]);
            reached = reached.and(self.reached[component]);
        }
        (list, reached)
    }
}

/// The first [`LISTED`] of both.
fn merge(list: &mut Vec<usize>, more: &[usize]) {
    if list.is_empty() {
        list.extend_from_slice(more);
        return;
    }
    list.extend_from_slice(more);
    list.sort_unstable();
    list.dedup();
    list.truncate(LISTED);
}
