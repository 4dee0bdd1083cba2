//! The graph: claims rest on sources, sources cite sources.

pub mod file;

use std::collections::HashSet;

use petgraph::Directed;
use petgraph::graph::{Graph, NodeIndex};

use crate::attribution::Stance;
use crate::claim::{Claim, ClaimId};
use crate::source::{Source, SourceId};

/// A node of the graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Node {
    /// A claim.
    Claim(ClaimId),
    /// A source.
    Source(SourceId),
}

/// An edge of the graph, from what rests to what it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Edge {
    /// The claim is asserted by the source.
    Asserted,
    /// The claim is denied by the source.
    Denied,
    /// The source declined to speak to the claim.
    Declined,
    /// The source cites the source.
    Cites,
}

/// Claims linked to the sources they are attributed to, sources to the sources they cite.
///
/// Holds the sources and claims themselves; every later step reads them from here.
#[derive(Clone, Debug)]
pub struct SourceGraph {
    /// All sources; a [`SourceId`] is an index.
    pub sources: Vec<Source>,
    /// All claims in article order; a [`ClaimId`] is an index.
    pub claims: Vec<Claim>,
    graph: Graph<Node, Edge, Directed, u32>,
}

impl SourceGraph {
    /// Builds the graph. Ids out of range are left out; a repeated edge is added once. Linear.
    pub fn new(sources: Vec<Source>, claims: Vec<Claim>) -> SourceGraph {
        let mut graph = Graph::with_capacity(sources.len() + claims.len(), claims.len() * 2);
        for id in 0..sources.len() {
            graph.add_node(Node::Source(SourceId(id)));
        }
        for id in 0..claims.len() {
            graph.add_node(Node::Claim(ClaimId(id)));
        }
        let count = sources.len();
        let source = |id: SourceId| (id.0 < count).then(|| NodeIndex::new(id.0));
        for (id, citing) in sources.iter().enumerate() {
            let mut seen = HashSet::new();
            for cited in citing.cites.iter().filter_map(|id| source(*id)) {
                if seen.insert(cited) {
                    graph.add_edge(NodeIndex::new(id), cited, Edge::Cites);
                }
            }
        }
        for (id, claim) in claims.iter().enumerate() {
            let mut seen = HashSet::new();
            for backing in &claim.backing {
                let edge = match backing.stance {
                    Stance::Asserts => Edge::Asserted,
                    Stance::Denies => Edge::Denied,
                    Stance::Declines => Edge::Declined,
                };
                if let Some(to) = source(backing.source)
                    && seen.insert((to, edge))
                {
                    graph.add_edge(NodeIndex::new(count + id), to, edge);
                }
            }
        }
        SourceGraph {
            sources,
            claims,
            graph,
        }
    }

    /// The source with this index.
    pub fn source(&self, id: SourceId) -> &Source {
        &self.sources[id.0]
    }

    /// The claim with this index.
    pub fn claim(&self, id: ClaimId) -> &Claim {
        &self.claims[id.0]
    }

    /// The graph itself, for petgraph's algorithms. Nodes are all sources, then all claims.
    pub fn petgraph(&self) -> &Graph<Node, Edge, Directed, u32> {
        &self.graph
    }

    /// The node of a source.
    pub fn node_of_source(&self, id: SourceId) -> NodeIndex {
        NodeIndex::new(id.0)
    }

    /// The node of a claim.
    pub fn node_of_claim(&self, id: ClaimId) -> NodeIndex {
        NodeIndex::new(self.sources.len() + id.0)
    }
}
