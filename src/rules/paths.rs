//! What a source leads to: a root, a root without passing an outlet, hearsay, a loop. One pass over the graph each.

use petgraph::Direction;
use petgraph::algo::kosaraju_scc;
use petgraph::visit::EdgeRef;

use crate::graph::{Edge, Node, SourceGraph};
use crate::source::{Basis, Source, SourceId, SourceKind};

/// What each source leads to, by source index.
#[derive(Clone, Debug)]
pub(super) struct Paths {
    /// To a root.
    pub(super) rooted: Vec<bool>,
    /// To a root that is no outlet, on a path without any outlet.
    pub(super) beyond_outlets: Vec<bool>,
    /// To a root, on a path without anybody who has it from somebody else.
    pub(super) first_hand: Vec<bool>,
    /// The members of the loops of sources that cite one another, each loop in order of index.
    pub(super) loops: Vec<Vec<SourceId>>,
}

impl Paths {
    /// Looks at all sources. Linear in the graph.
    pub(super) fn new(graph: &SourceGraph) -> Paths {
        Paths {
            rooted: ways_round(graph, |_| false),
            beyond_outlets: ways_round(graph, |source| source.kind == SourceKind::Outlet),
            first_hand: ways_round(graph, |source| source.basis == Basis::SecondHand),
            loops: loops(graph),
        }
    }

    /// Is `flag` set for this source?
    pub(super) fn holds(flag: &[bool], source: SourceId) -> bool {
        flag.get(source.0).copied().unwrap_or(false)
    }
}

/// A source at which a path may end: the newsroom, whoever was there, a document that has it from nobody, and
/// everybody behind whom nobody stands.
fn ends(source: &Source) -> bool {
    match (source.kind, source.basis) {
        (SourceKind::Newsroom, _) | (_, Basis::FirstHand) => true,
        (SourceKind::Document, Basis::Unknown) => true,
        _ => source.cites.is_empty(),
    }
}

/// For each source: does a path lead from it to an end without touching a blocked source?
fn ways_round(graph: &SourceGraph, blocked: fn(&Source) -> bool) -> Vec<bool> {
    let mut open: Vec<bool> = graph
        .sources
        .iter()
        .map(|source| !blocked(source) && ends(source))
        .collect();
    let mut waiting: Vec<usize> = (0..open.len()).filter(|id| open[*id]).collect();
    let edges = graph.petgraph();
    while let Some(reached) = waiting.pop() {
        let node = graph.node_of_source(SourceId(reached));
        for edge in edges.edges_directed(node, Direction::Incoming) {
            let Some(Node::Source(citing)) = edges.node_weight(edge.source()) else {
                continue;
            };
            if *edge.weight() == Edge::Cites && !open[citing.0] && !blocked(graph.source(*citing)) {
                open[citing.0] = true;
                waiting.push(citing.0);
            }
        }
    }
    open
}

/// Groups of sources that cite one another in a circle, one that cites itself included.
fn loops(graph: &SourceGraph) -> Vec<Vec<SourceId>> {
    let mut found = Vec::new();
    for component in kosaraju_scc(graph.petgraph()) {
        let mut members: Vec<SourceId> = component
            .iter()
            .filter_map(|node| match graph.petgraph().node_weight(*node) {
                Some(Node::Source(id)) => Some(*id),
                _ => None,
            })
            .collect();
        let alone = members.len() == 1;
        let cites_itself = |id: &SourceId| graph.source(*id).cites.contains(id);
        if members.len() > 1 || (alone && members.iter().all(cites_itself)) {
            members.sort_unstable();
            found.push(members);
        }
    }
    found.sort();
    found
}
