//! What a picture shows of a graph: the claims that pass the filter, the sources that they rest on, which of
//! these stand inside the card of the one outlet that cites them, and the lines between.

use petgraph::algo::tarjan_scc;

use super::{Filter, Mentioned, Style, Wanted, escape, words};
use crate::Analysis;
use crate::attribution::Stance;
use crate::claim::{Claim, ClaimId};
use crate::graph::{Edge, Node};
use crate::rules::Case;
use crate::source::{Source, SourceId};
use crate::strength::Strength;

/// Cards are nested no deeper than this; what lies deeper stands beside them and is joined by a line.
const DEEPEST: usize = 6;

/// What a picture shows.
pub(super) struct Scene<'a> {
    pub(super) case: &'a Case,
    /// The claims shown, in article order.
    pub(super) claims: Vec<ClaimId>,
    /// Number of claims that the filter lets through but that are folded away.
    pub(super) folded: usize,
    /// Sources shown that stand in no other's card, in graph order.
    pub(super) cards: Vec<SourceId>,
    /// For each source of the graph, those that stand inside its card.
    pub(super) inner: Vec<Vec<SourceId>>,
    /// For each source of the graph, the outermost card that it stands in; `None` when it is not shown.
    pub(super) outermost: Vec<Option<SourceId>>,
    /// Lines between claims and sources, by claim, then in article order.
    pub(super) links: Vec<Link>,
    /// Who cites whom, where no nesting tells it.
    pub(super) cites: Vec<(SourceId, SourceId)>,
}

/// A line between a claim and a source.
pub(super) struct Link {
    /// Index in [`Scene::claims`].
    pub(super) claim: usize,
    pub(super) source: SourceId,
    pub(super) stance: Stance,
    /// The words that attribute, on one line; empty when there are none.
    pub(super) cue: String,
}

/// The sources that declined to speak to a claim, in article order, each once.
pub(super) fn decliners(claim: &Claim) -> Vec<SourceId> {
    let mut found = Vec::new();
    for backing in &claim.backing {
        if backing.stance == Stance::Declines && !found.contains(&backing.source) {
            found.push(backing.source);
        }
    }
    found
}

impl<'a> Scene<'a> {
    /// The scene of an analysis. Linear in the graph, save for sorting.
    pub(super) fn of(analysis: &'a Analysis, style: &Style) -> Scene<'a> {
        let case = &analysis.case;
        let (claims, folded) = choose(analysis, &style.filter);
        let shown = shown_sources(case, &claims, style.filter.mentioned);
        let parents = parents(case, &shown);
        let mut scene = Scene {
            case,
            links: links(case, &claims),
            claims,
            folded,
            cards: Vec::new(),
            inner: vec![Vec::new(); shown.len()],
            outermost: vec![None; shown.len()],
            cites: Vec::new(),
        };
        scene.nest(&shown, &parents);
        scene
    }

    fn nest(&mut self, shown: &[bool], parents: &[Option<SourceId>]) {
        for (at, _) in shown.iter().enumerate().filter(|(_, shown)| **shown) {
            let mut outermost = SourceId(at);
            while let Some(parent) = parents[outermost.0] {
                outermost = parent;
            }
            self.outermost[at] = Some(outermost);
            match parents[at] {
                Some(parent) => self.inner[parent.0].push(SourceId(at)),
                None => self.cards.push(SourceId(at)),
            }
            let mut cited = self.case.graph.sources[at].cites.clone();
            cited.sort();
            cited.dedup();
            let told_by_nesting = |id: &SourceId| parents.get(id.0).copied().flatten() == Some(SourceId(at));
            cited.retain(|id| shown.get(id.0) == Some(&true) && !told_by_nesting(id));
            self.cites.extend(cited.into_iter().map(|id| (SourceId(at), id)));
        }
    }

    /// A source shown.
    pub(super) fn source(&self, id: SourceId) -> &'a Source {
        &self.case.graph.sources[id.0]
    }

    /// A claim shown, by its index in [`Scene::claims`].
    pub(super) fn claim(&self, at: usize) -> &'a Claim {
        &self.case.graph.claims[self.claims[at].0]
    }

    /// The strength of a claim shown, by its index in [`Scene::claims`].
    pub(super) fn strength(&self, at: usize) -> &'a Strength {
        &self.case.strengths[self.claims[at].0]
    }
}

/// The claims that pass the filter and how many of them are folded away.
fn choose(analysis: &Analysis, filter: &Filter) -> (Vec<ClaimId>, usize) {
    let case = &analysis.case;
    let count = case.graph.claims.len().min(case.strengths.len());
    let mut wanted: Vec<bool> = case.strengths[..count]
        .iter()
        .map(|strength| filter.strength == Wanted::Any || words::is_weak(strength.rung) || strength.disputed)
        .collect();
    if !filter.rule.is_empty() {
        let mut found = vec![false; count];
        for finding in analysis.findings.iter().filter(|one| one.rule == filter.rule) {
            if let Some(slot) = finding.claim.and_then(|id| found.get_mut(id.0)) {
                *slot = true;
            }
        }
        keep(&mut wanted, &found);
    }
    if !filter.source.is_empty() {
        keep(&mut wanted, &resting_on(case, &filter.source));
    }
    let chosen: Vec<ClaimId> = (0..count).filter(|at| wanted[*at]).map(ClaimId).collect();
    fold(case, chosen, filter.most)
}

fn keep(wanted: &mut [bool], those: &[bool]) {
    for (one, other) in wanted.iter_mut().zip(those) {
        *one &= other;
    }
}

/// Keeps the `most` weakest and heaviest, in article order.
fn fold(case: &Case, mut chosen: Vec<ClaimId>, most: Option<usize>) -> (Vec<ClaimId>, usize) {
    let all = chosen.len();
    let Some(most) = most.filter(|most| *most < all) else {
        return (chosen, 0);
    };
    chosen.sort_by_key(|id| {
        let strength = &case.strengths[id.0];
        let rank = (strength.disputed || words::is_weak(strength.rung), strength.rung);
        std::cmp::Reverse((case.graph.claims[id.0].weight, rank, std::cmp::Reverse(*id)))
    });
    chosen.truncate(most);
    chosen.sort();
    (chosen, all - most)
}

/// For each claim, does it rest at any distance on a source of this id or name?
fn resting_on(case: &Case, wanted: &str) -> Vec<bool> {
    let graph = case.graph.petgraph();
    let mut seen = vec![false; graph.node_count()];
    let is_it = |source: &Source| source.id == wanted || source.name.eq_ignore_ascii_case(wanted);
    let mut open: Vec<_> = case
        .graph
        .sources
        .iter()
        .enumerate()
        .filter(|(_, source)| is_it(source))
        .map(|(at, _)| case.graph.node_of_source(SourceId(at)))
        .collect();
    while let Some(node) = open.pop() {
        if !std::mem::replace(&mut seen[node.index()], true) {
            open.extend(graph.neighbors_directed(node, petgraph::Direction::Incoming));
        }
    }
    let claims = 0..case.graph.claims.len();
    claims
        .map(|at| seen[case.graph.node_of_claim(ClaimId(at)).index()])
        .collect()
}

/// For each source, can it be reached from a claim shown?
fn shown_sources(case: &Case, claims: &[ClaimId], mentioned: Mentioned) -> Vec<bool> {
    let count = case.graph.sources.len();
    if mentioned == Mentioned::Shown {
        return vec![true; count];
    }
    let graph = case.graph.petgraph();
    let mut seen = vec![false; graph.node_count()];
    let mut open: Vec<_> = claims.iter().map(|id| case.graph.node_of_claim(*id)).collect();
    while let Some(node) = open.pop() {
        if !std::mem::replace(&mut seen[node.index()], true) {
            open.extend(graph.neighbors(node));
        }
    }
    seen.truncate(count);
    seen
}

/// For each source, the one in whose card it stands: the only one that cites it, if they are in no loop.
fn parents(case: &Case, shown: &[bool]) -> Vec<Option<SourceId>> {
    let loops = loops(case);
    let mut citers: Vec<Citers> = vec![Citers::None; shown.len()];
    for edge in case.graph.petgraph().raw_edges() {
        let from = edge.source().index();
        if edge.weight == Edge::Cites && shown.get(from) == Some(&true) {
            let slot = &mut citers[edge.target().index()];
            *slot = match slot {
                Citers::None => Citers::One(SourceId(from)),
                _ => Citers::More,
            };
        }
    }
    let parent = |at: usize| match citers[at] {
        Citers::One(citer) if shown[at] && loops[at] != loops[citer.0] => Some(citer),
        _ => None,
    };
    let mut parents: Vec<Option<SourceId>> = (0..shown.len()).map(parent).collect();
    cut_deep(&mut parents);
    parents
}

#[derive(Clone, Copy)]
enum Citers {
    None,
    One(SourceId),
    More,
}

/// For each source, the number of its strongly connected component.
fn loops(case: &Case) -> Vec<usize> {
    let mut number = vec![0; case.graph.sources.len()];
    for (at, component) in tarjan_scc(case.graph.petgraph()).iter().enumerate() {
        for node in component {
            if let Some(Node::Source(id)) = case.graph.petgraph().node_weight(*node) {
                number[id.0] = at;
            }
        }
    }
    number
}

/// Makes cards that would be nested too deep stand alone, so that every chain of parents is short.
fn cut_deep(parents: &mut [Option<SourceId>]) {
    let mut depth: Vec<Option<usize>> = vec![None; parents.len()];
    for start in 0..parents.len() {
        let mut road = Vec::new();
        let mut at = start;
        while depth[at].is_none() {
            road.push(at);
            match parents[at] {
                Some(parent) => at = parent.0,
                None => break,
            }
        }
        for at in road.into_iter().rev() {
            let above = parents[at].and_then(|parent| depth[parent.0]);
            depth[at] = Some(match above {
                Some(above) if above < DEEPEST => above + 1,
                _ => {
                    parents[at] = None;
                    0
                }
            });
        }
    }
}

fn links(case: &Case, claims: &[ClaimId]) -> Vec<Link> {
    let mut links = Vec::new();
    for (at, id) in claims.iter().enumerate() {
        let mut seen: Vec<(SourceId, Stance)> = Vec::new();
        for backing in &case.graph.claims[id.0].backing {
            let known = backing.source.0 < case.graph.sources.len();
            if known && !seen.contains(&(backing.source, backing.stance)) {
                seen.push((backing.source, backing.stance));
                links.push(Link {
                    claim: at,
                    source: backing.source,
                    stance: backing.stance,
                    cue: cue(case, backing.attribution),
                });
            }
        }
    }
    links
}

/// The cue's words as the draft has them.
fn cue(case: &Case, attribution: Option<usize>) -> String {
    let Some(attribution) = attribution.and_then(|at| case.attributions.get(at)) else {
        return String::new();
    };
    let parts: Vec<String> = attribution
        .cue_spans
        .iter()
        .map(|span| escape::line(case.draft.slice(*span)))
        .collect();
    parts.join(" … ")
}
