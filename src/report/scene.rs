//! What a picture shows of a graph: the claims that pass the filter, the sources that they rest on, which of
//! these stand inside the card of the one outlet that cites them, and the lines between.

use petgraph::algo::tarjan_scc;

use super::chosen::{Chosen, LARGE, Rest};
use super::{Mentioned, Style, escape, words};
use crate::Analysis;
use crate::attribution::Stance;
use crate::claim::{Backing, Claim, ClaimId};
use crate::graph::{Edge, Node};
use crate::rules::Case;
use crate::source::{Source, SourceId, SourceKind};
use crate::span::Span;
use crate::strength::Strength;

/// Cards are nested no deeper than this; what lies deeper stands beside them and is joined by a line.
const DEEPEST: usize = 6;

/// What a picture shows.
pub(super) struct Scene<'a> {
    pub(super) case: &'a Case,
    /// The claims shown, in article order.
    pub(super) claims: Vec<ClaimId>,
    /// Claims that the filter lets through and that are not drawn, by source.
    pub(super) rest: Vec<Rest>,
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
    /// For each source of the graph, does it back, deny, decline and cite nothing, and is it cited by nobody?
    pub(super) idle: Vec<bool>,
    /// For each source of the graph, does it do nothing here but decline, cited by nobody?
    pub(super) silent: Vec<bool>,
    /// Are sources shown that back nothing?
    pub(super) mentioned_too: bool,
    /// Pairs of claims shown that have to do with one another.
    pub(super) ties: Vec<Tie>,
}

/// Two claims shown, by their index in [`Scene::claims`], the first before the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Tie {
    pub(super) first: usize,
    pub(super) second: usize,
    pub(super) kind: TieKind,
}

/// What two claims have to do with one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum TieKind {
    /// They differ only in a figure or a date.
    Differ,
    /// They may state the same.
    MaybeSame,
}

/// A line between a claim and a source.
pub(super) struct Link {
    /// Index in [`Scene::claims`].
    pub(super) claim: usize,
    pub(super) source: SourceId,
    pub(super) stance: Stance,
    /// The words that attribute, on one line; empty when there are none.
    pub(super) cue: String,
    /// Who does what: "Ida Lund said", "according to Ida Lund", "via The Ledger".
    pub(super) label: String,
}

impl<'a> Scene<'a> {
    /// The scene of an analysis. Linear in the graph, save for sorting.
    pub(super) fn of(analysis: &'a Analysis, style: &Style) -> Scene<'a> {
        let chosen = Chosen::of(analysis, &style.filter, LARGE);
        Scene::with(&analysis.case, chosen, style.filter.mentioned)
    }

    /// The scene of these claims.
    pub(super) fn with(case: &'a Case, chosen: Chosen, mentioned: Mentioned) -> Scene<'a> {
        let claims = chosen.large;
        let shown = shown_sources(case, &claims, mentioned);
        let parents = parents(case, &shown);
        let links = links(case, &claims);
        let mut scene = Scene {
            case,
            silent: silent(case, &links),
            links,
            claims,
            rest: chosen.rest,
            cards: Vec::new(),
            inner: vec![Vec::new(); shown.len()],
            outermost: vec![None; shown.len()],
            cites: Vec::new(),
            idle: idle(case),
            mentioned_too: mentioned == Mentioned::Shown,
            ties: Vec::new(),
        };
        scene.ties = ties(&scene);
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

fn idle(case: &Case) -> Vec<bool> {
    let graph = case.graph.petgraph();
    let node = |at| case.graph.node_of_source(SourceId(at));
    let sources = 0..case.graph.sources.len();
    sources
        .map(|at| graph.neighbors_undirected(node(at)).next().is_none())
        .collect()
}

fn silent(case: &Case, links: &[Link]) -> Vec<bool> {
    let mut silent = vec![false; case.graph.sources.len()];
    for link in links {
        silent[link.source.0] = true;
    }
    for link in links.iter().filter(|link| link.stance != Stance::Declines) {
        silent[link.source.0] = false;
    }
    for cited in case.graph.sources.iter().flat_map(|source| &source.cites) {
        if let Some(slot) = silent.get_mut(cited.0) {
            *slot = false;
        }
    }
    silent
}

fn ties(scene: &Scene) -> Vec<Tie> {
    let mut slot = vec![None; scene.case.graph.claims.len()];
    for (at, id) in scene.claims.iter().enumerate() {
        slot[id.0] = Some(at);
    }
    let mut ties = Vec::new();
    for at in 0..scene.claims.len() {
        let claim = scene.claim(at);
        let lists = [
            (TieKind::Differ, &claim.discrepancies),
            (TieKind::MaybeSame, &claim.may_corroborate),
        ];
        for (kind, others) in lists {
            let others = others.iter().filter_map(|id| slot.get(id.0).copied().flatten());
            ties.extend(others.filter(|other| *other != at).map(|other| Tie {
                first: at.min(other),
                second: at.max(other),
                kind,
            }));
        }
    }
    ties.sort();
    ties.dedup();
    ties
}

/// Is it an outlet whose every source is one that it does not name?
pub(super) fn names_nobody(case: &Case, source: &Source) -> bool {
    let unnamed = |id: &SourceId| {
        let kind = case.graph.sources.get(id.0).map(|source| source.kind);
        kind.is_some_and(is_unnamed)
    };
    source.kind == SourceKind::Outlet && !source.cites.is_empty() && source.cites.iter().all(unnamed)
}

/// Does a source of this kind stand in the text without a name?
pub(super) fn is_unnamed(kind: SourceKind) -> bool {
    matches!(
        kind,
        SourceKind::Anonymous | SourceKind::UnnamedPerson | SourceKind::UnnamedGroup
    )
}

fn links(case: &Case, claims: &[ClaimId]) -> Vec<Link> {
    let mut links = Vec::new();
    for (at, id) in claims.iter().enumerate() {
        let mut seen: Vec<(SourceId, Stance)> = Vec::new();
        for backing in &case.graph.claims[id.0].backing {
            let known = backing.source.0 < case.graph.sources.len();
            if known && !seen.contains(&(backing.source, backing.stance)) {
                seen.push((backing.source, backing.stance));
                let cue = cue(case, backing.attribution);
                links.push(Link {
                    claim: at,
                    source: backing.source,
                    stance: backing.stance,
                    label: label(case, backing, &cue),
                    cue,
                });
            }
        }
    }
    links
}

fn label(case: &Case, backing: &Backing, cue: &str) -> String {
    let source = case.graph.source(backing.source);
    let (plain, name) = (escape::line(source.label()), words::name(source));
    let attribution = backing.attribution.and_then(|at| case.attributions.get(at));
    let start = |spans: &[Span]| spans.first().map_or(0, |span| span.start);
    match (cue, backing.stance) {
        ("", Stance::Asserts) if names_nobody(case, source) => format!("via {plain}"),
        ("", Stance::Asserts) => name,
        ("", Stance::Denies) => format!("{name} denies"),
        ("", Stance::Declines) => format!("{name}: no comment"),
        (cue, _) => match attribution {
            Some(one) if start(&one.cue_spans) < start(&one.source_spans) => format!("{cue} {plain}"),
            _ => format!("{name} {cue}"),
        },
    }
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
