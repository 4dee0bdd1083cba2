//! Chains where they are told: in a draft a source rests on whom it cites only for the claim for which it cites them.

use std::collections::HashMap;

use super::Strength;
use crate::claim::Claim;
use crate::graph::SourceGraph;
use crate::source::{Basis, Source, SourceId};

/// A draft's graph in which each claim with a chain has its own copies of the sources of that chain.
pub(super) struct Told {
    /// The graph that is weighed.
    pub(super) graph: SourceGraph,
    /// For each of its sources, the one of the draft.
    home: Vec<SourceId>,
    /// How many sources the draft has.
    drafted: usize,
}

/// Takes the chains apart. Linear in the graph and its chains.
pub(super) fn apart(graph: &SourceGraph, chains: &[Vec<(SourceId, SourceId)>]) -> Told {
    let mut sources = graph.sources.clone();
    for source in &mut sources {
        source.cites.clear();
    }
    let mut told = Told {
        graph: SourceGraph::new(Vec::new(), Vec::new()),
        home: (0..sources.len()).map(SourceId).collect(),
        drafted: sources.len(),
    };
    let mut claims = graph.claims.clone();
    for claim in &mut claims {
        told.copy(claim, chains, &mut sources);
    }
    told.graph = SourceGraph::new(sources, claims);
    told
}

impl Told {
    /// Gives a claim its own copies of those who cite and are cited for it.
    fn copy(&mut self, claim: &mut Claim, chains: &[Vec<(SourceId, SourceId)>], sources: &mut Vec<Source>) {
        let (home, drafted) = (&mut self.home, self.drafted);
        let mut copies: HashMap<SourceId, SourceId> = HashMap::new();
        let mut of = |id: SourceId, sources: &mut Vec<Source>| {
            *copies.entry(id).or_insert_with(|| {
                sources.push(sources[id.0].clone());
                home.push(id);
                SourceId(sources.len() - 1)
            })
        };
        let attributions = claim.backing.iter().filter_map(|backing| backing.attribution);
        let edges = attributions.filter_map(|number| chains.get(number)).flatten();
        for (citing, cited) in edges.filter(|(a, b)| a.0 < drafted && b.0 < drafted) {
            let (citing, cited) = (of(*citing, sources), of(*cited, sources));
            let source = &mut sources[citing.0];
            if !source.cites.contains(&cited) {
                source.cites.push(cited);
            }
            if source.basis == Basis::Unknown {
                source.basis = Basis::SecondHand;
            }
        }
        for backing in &mut claim.backing {
            backing.source = copies.get(&backing.source).copied().unwrap_or(backing.source);
        }
    }

    /// The strength of a claim with the sources of the draft in it.
    pub(super) fn at_home(&self, mut strength: Strength) -> Strength {
        let lists = [
            &mut strength.bottlenecks,
            &mut strength.falls_with,
            &mut strength.roots,
            &mut strength.adding_nothing,
        ];
        for list in lists {
            for id in list.iter_mut() {
                *id = self.home.get(id.0).copied().unwrap_or(*id);
            }
        }
        strength.roots.sort_unstable();
        strength.roots.dedup();
        strength
    }
}
