//! Where the desk agrees to stop: which sources are roots, and how many people each stands for.

use std::collections::HashMap;

use petgraph::unionfind::UnionFind;

use crate::graph::SourceGraph;
use crate::language::fold;
use crate::source::{Basis, Source, SourceKind};

/// The sources of a graph as the model sees them. Sources that are known to be the same person
/// ([`Source::same_as`]) are one node, which goes by the index of one of them.
pub(super) struct Ground {
    /// For each source, the node that stands for it.
    pub(super) node: Vec<usize>,
    /// Is the node a root?
    pub(super) root: Vec<bool>,
    /// How many paths may run through the node, taken cautiously.
    pub(super) low: Vec<u64>,
    /// How many paths may run through the node at most.
    pub(super) high: Vec<u64>,
    /// Nodes that the node cites, and the group of which it is one, in order, each once, never itself.
    pub(super) cites: Vec<Vec<usize>>,
    /// Interests of the node, as numbers in order.
    pub(super) interests: Vec<Vec<usize>>,
    /// Is the node somebody without a name?
    pub(super) unnamed: Vec<bool>,
    /// Who cites the node: nodes, and [`Ground::desk`] for the article itself.
    pub(super) citers: Vec<Vec<usize>>,
}

impl Ground {
    /// Reads the sources of `graph`. Near linear in its size.
    pub(super) fn of(graph: &SourceGraph) -> Ground {
        let sources = &graph.sources;
        let node = same(sources);
        let count = sources.len();
        let mut ground = Ground {
            node,
            root: vec![false; count],
            low: vec![1; count],
            high: vec![1; count],
            cites: vec![Vec::new(); count],
            interests: vec![Vec::new(); count],
            unnamed: vec![true; count],
            citers: vec![Vec::new(); count],
        };
        let mut numbers = HashMap::new();
        for (index, source) in sources.iter().enumerate() {
            ground.add(index, source, &mut numbers);
        }
        ground.finish(graph);
        ground
    }

    /// The citer that stands for the article itself.
    pub(super) fn desk(&self) -> usize {
        self.node.len()
    }

    /// The node of a source, if the source exists.
    pub(super) fn node_of(&self, source: usize) -> Option<usize> {
        self.node.get(source).copied()
    }

    fn add(&mut self, index: usize, source: &Source, numbers: &mut HashMap<String, usize>) {
        let node = self.node[index];
        if is_root(source) {
            self.root[node] = true;
            let voices = source.voices();
            let low = voices.low.max(1);
            self.low[node] = self.low[node].max(u64::from(low));
            self.high[node] = self.high[node].max(u64::from(voices.high.max(low)));
        }
        self.unnamed[node] &= matches!(
            source.kind,
            SourceKind::Anonymous | SourceKind::UnnamedPerson | SourceKind::UnnamedGroup
        );
        for cited in source.cites.iter().chain(&source.member_of) {
            let Some(cited) = self.node_of(cited.0) else {
                continue;
            };
            if cited != node {
                self.cites[node].push(cited);
            }
        }
        for interest in &source.interest {
            let next = numbers.len();
            self.interests[node].push(*numbers.entry(fold(interest)).or_insert(next));
        }
    }

    fn finish(&mut self, graph: &SourceGraph) {
        for node in 0..self.node.len() {
            let cites = &mut self.cites[node];
            let mut seen = std::collections::HashSet::new();
            cites.retain(|cited| seen.insert(*cited));
            for cited in &self.cites[node] {
                self.citers[*cited].push(node);
            }
            self.interests[node].sort_unstable();
            self.interests[node].dedup();
        }
        for backing in graph.claims.iter().flat_map(|claim| &claim.backing) {
            // Whoever quotes one of a group quotes the group.
            let source = graph.sources.get(backing.source.0);
            let group = source.and_then(|source| source.member_of);
            self.cite_by_desk(backing.source.0);
            group.into_iter().for_each(|group| self.cite_by_desk(group.0));
        }
    }

    fn cite_by_desk(&mut self, source: usize) {
        let desk = self.desk();
        if let Some(node) = self.node_of(source)
            && self.citers[node].last() != Some(&desk)
        {
            self.citers[node].push(desk);
        }
    }
}

/// Does the desk agree to stop at this source?
///
/// The newsroom's own eyes and whoever was there are roots even when they cite others too; so is a document,
/// unless it says that it has it from others. Everybody else is a root only when nobody stands behind them:
/// hearsay without a name behind it and an outlet that says nothing of its sources still ground a claim, and
/// the words say how weakly. One of a group rests on the group, so that both together add no second voice.
pub(super) fn is_root(source: &Source) -> bool {
    match (source.kind, source.basis) {
        _ if source.member_of.is_some() => false,
        (SourceKind::Newsroom, _) | (_, Basis::FirstHand) => true,
        (SourceKind::Document, Basis::Unknown) => true,
        _ => source.cites.is_empty(),
    }
}

/// For each source, the one that stands for it: the end of its `same_as`, or the first of a circle.
fn same(sources: &[Source]) -> Vec<usize> {
    let count = sources.len();
    let mut union = UnionFind::new(count);
    let mut ends = vec![true; count];
    for (index, source) in sources.iter().enumerate() {
        if let Some(other) = source.same_as.filter(|other| other.0 < count && other.0 != index) {
            union.union(index, other.0);
            ends[index] = false;
        }
    }
    let label = union.into_labeling();
    let mut chosen: Vec<Option<usize>> = vec![None; count];
    for index in 0..count {
        let of = &mut chosen[label[index]];
        match *of {
            Some(other) if ends[other] || !ends[index] => {}
            _ => *of = Some(index),
        }
    }
    (0..count)
        .map(|index| chosen[label[index]].unwrap_or(index))
        .collect()
}
