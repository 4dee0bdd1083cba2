//! What leads to what: the order of the claims, who is cited on the way to them, in which column each source stands.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::algo::tarjan_scc;
use petgraph::graph::DiGraph;

use crate::attribution::Stance;
use crate::claim::ClaimId;
use crate::language;
use crate::report::scene::{Link, Scene, is_unnamed, names_nobody};
use crate::report::svg::footing::Footing;
use crate::report::told::{Carrier, Told, pointer, stands};
use crate::report::{escape, words};
use crate::rules;
use crate::source::SourceId;
use crate::strength::LISTED;

/// Sources stand in so many columns at most; what lies deeper stands in the leftmost.
const COLUMNS: usize = 4;

/// What leads to what in a picture.
pub(in crate::report) struct Lead<'s> {
    pub(in crate::report) scene: &'s Scene<'s>,
    pub(in crate::report) told: &'s Told,
    /// The claims from above, by their index in [`Scene::claims`].
    pub(in crate::report) order: Vec<usize>,
    /// What stands over a claim, by place in the order.
    pub(in crate::report) headings: BTreeMap<usize, &'static str>,
    /// For each claim shown its place among those to check first, from 1.
    pub(in crate::report) rank: Vec<Option<usize>>,
    /// Who is cited on the way to a claim: citing, cited.
    pub(in crate::report) cites: Vec<(SourceId, SourceId)>,
    /// For each source its column, counted from the claims; none for those that are not drawn.
    pub(in crate::report) column: Vec<Option<usize>>,
    pub(in crate::report) columns: usize,
    /// Those to whom several who say the same lead.
    shared: BTreeSet<SourceId>,
    /// Sides that several sources are of.
    sides: BTreeSet<String>,
    /// Who carries what, by the id of the source.
    carriers: BTreeMap<&'s str, &'s Carrier>,
}

impl<'s> Lead<'s> {
    pub(in crate::report) fn of(scene: &'s Scene<'s>, told: &'s Told) -> Lead<'s> {
        let front = rules::front(scene.case);
        let rank = |id: &ClaimId| front.iter().position(|one| one == id).map(|at| at + 1);
        let cites = ways(scene);
        let column = columns(scene, &cites);
        let mut lead = Lead {
            scene,
            told,
            order: (0..scene.claims.len()).collect(),
            headings: BTreeMap::new(),
            rank: scene.claims.iter().map(rank).collect(),
            columns: column.iter().flatten().max().map_or(1, |last| last + 1),
            column,
            shared: shared(scene, &cites),
            cites,
            sides: sides(scene),
            carriers: told
                .carriers
                .rows
                .iter()
                .map(|row| (row.id.as_str(), row))
                .collect(),
        };
        lead.arrange();
        lead
    }

    /// What to check first, then what stands, then the others, each in article order but for the first.
    fn arrange(&mut self) {
        let scene = self.scene;
        let group = |at: usize| match self.rank[at] {
            Some(_) => 0,
            None if stands(scene.case, scene.claims[at].0) => 1,
            None => 2,
        };
        self.order.sort_by_key(|at| (group(*at), self.rank[*at], *at));
        let mut last = None;
        for (place, at) in self.order.iter().enumerate() {
            let group = group(*at);
            if last.replace(group) != Some(group) {
                let heading = match group {
                    0 => "CHECK FIRST",
                    1 => "STANDS ON TWO SOURCES OR A DOCUMENT",
                    _ if place == 0 => "CLAIMS",
                    _ => "OTHERS",
                };
                self.headings.insert(place, heading);
            }
        }
    }

    /// The sources that are drawn.
    pub(in crate::report) fn drawn(&self) -> impl Iterator<Item = (SourceId, usize)> + '_ {
        let all = self.column.iter().enumerate();
        all.filter_map(|(at, column)| Some((SourceId(at), (*column)?)))
    }

    /// What falls with a source that is a waist: one without which several claims fall, or to which several lead.
    pub(in crate::report) fn waist(&self, id: SourceId) -> Option<&'s Carrier> {
        let carrier = self.carriers.get(self.scene.source(id).id.as_str()).copied()?;
        (carrier.falling() > 1 || self.shared.contains(&id)).then_some(carrier)
    }

    /// "without it 4 of 9 claims fall, 2 heavy"; nothing where fewer than two fall.
    pub(in crate::report) fn falls(&self, carrier: &Carrier) -> Option<String> {
        let all = words::count(self.told.cells.len(), "claim");
        let heavy = match carrier.heavy() {
            0 => String::new(),
            heavy => format!(", {} heavy", words::grouped(heavy)),
        };
        let falling = carrier.falling();
        (falling > 1).then(|| format!("without it {} of {all} fall{heavy}", words::grouped(falling)))
    }

    /// The sides of a source that others are of too.
    pub(in crate::report) fn sides(&self, id: SourceId) -> Vec<String> {
        let source = self.scene.source(id);
        let name = language::fold(&words::name(source));
        let told = |side: &&String| {
            let side = language::fold(side);
            side != name && self.sides.contains(&side)
        };
        let own = source.interest.iter();
        own.filter(told).map(|side| escape::line(side)).collect()
    }

    /// Is it the source with which most falls?
    pub(in crate::report) fn is_narrowest(&self, id: SourceId) -> bool {
        let narrowest = self.told.carriers.narrowest();
        narrowest.is_some_and(|row| row.id == self.scene.source(id).id)
    }

    /// Does the link add nothing to how many can fail?
    pub(in crate::report) fn is_hollow(&self, link: &Link) -> bool {
        let idle = &self.scene.strength(link.claim).adding_nothing;
        link.stance == Stance::Asserts && idle.contains(&link.source)
    }

    /// Are people without a name behind it? It is never drawn as calmly as others are, whoever passes it on.
    pub(in crate::report) fn is_nameless(&self, link: &Link) -> bool {
        let source = self.scene.source(link.source);
        let rung = self.scene.strength(link.claim).rung;
        is_unnamed(source.kind)
            || names_nobody(self.scene.case, source)
            || Footing::of(rung) == Footing::Unnamed
    }

    /// Is it a guess that this source says it?
    pub(in crate::report) fn is_guess(&self, link: &Link) -> bool {
        self.pointer(link).is_some() || rules::is_unsure(self.scene.case, self.scene.claim(link.claim))
    }

    /// The words that only point to the source: “he”.
    pub(in crate::report) fn pointer(&self, link: &Link) -> Option<String> {
        pointer(
            self.scene.case,
            self.scene.claims[link.claim],
            link.source,
            link.stance,
        )
    }

    /// The links to a claim whose sources are of one side, where that side counts once, and the side's name.
    pub(in crate::report) fn side(&self, at: usize) -> Option<(String, Vec<usize>)> {
        let independence = self.scene.strength(at).independence;
        if independence.by_interest >= independence.cited.max(independence.low) {
            return None;
        }
        let from = self.scene.links.partition_point(|link| link.claim < at);
        let mut sides: BTreeMap<String, (String, Vec<usize>)> = BTreeMap::new();
        let links = self.scene.links.iter().enumerate().skip(from);
        for (number, link) in links.take_while(|(_, link)| link.claim == at) {
            if link.stance != Stance::Asserts {
                continue;
            }
            for interest in &self.scene.source(link.source).interest {
                let name = escape::line(interest);
                let side = sides.entry(language::fold(&name)).or_insert((name, Vec::new()));
                if side.1.last() != Some(&number) {
                    side.1.push(number);
                }
            }
        }
        let several = sides.into_values().filter(|(_, links)| links.len() > 1);
        several.max_by_key(|(_, links)| links.len())
    }

    /// The name that stands on a line: who, and if only a word points to them, which.
    pub(in crate::report) fn name(&self, link: &Link) -> (String, String) {
        let name = words::name(self.scene.source(link.source));
        let after = match (link.stance, self.pointer(link)) {
            (Stance::Denies, _) => " denies".to_owned(),
            (Stance::Declines, _) => ": no comment".to_owned(),
            (Stance::Asserts, Some(pointer)) => format!(" ({pointer})"),
            (Stance::Asserts, None) => String::new(),
        };
        (name, after)
    }
}

/// The sources that claims fall with which several assert, and whom others cite.
fn shared(scene: &Scene, cites: &[(SourceId, SourceId)]) -> BTreeSet<SourceId> {
    let cited: BTreeSet<SourceId> = cites.iter().map(|(_, cited)| *cited).collect();
    let several = (0..scene.claims.len()).filter(|at| scene.claim(*at).supporters().len() > 1);
    let falls = several.flat_map(|at| &scene.strength(at).falls_with).copied();
    falls.filter(|id| cited.contains(id)).collect()
}

/// The sides that several sources are of, folded: of one alone nothing hangs on it.
fn sides(scene: &Scene) -> BTreeSet<String> {
    let (mut seen, mut several) = (BTreeSet::new(), BTreeSet::new());
    for source in &scene.case.graph.sources {
        let own: BTreeSet<String> = source.interest.iter().map(|side| language::fold(side)).collect();
        for side in own {
            if !seen.insert(side.clone()) {
                several.insert(side);
            }
        }
    }
    several
}

/// Who cites whom on the way from each claim to what it rests on; of claims that rest on nothing, everybody on the way.
fn ways(scene: &Scene) -> Vec<(SourceId, SourceId)> {
    let sources = &scene.case.graph.sources;
    let apart = sources.iter().all(|one| one.same_as.is_none());
    let mut all = BTreeSet::new();
    for at in 0..scene.claims.len() {
        let mut open = scene.claim(at).supporters();
        let mut seen: BTreeSet<SourceId> = open.iter().copied().collect();
        let mut edges = Vec::new();
        while let Some(citing) = open.pop() {
            let cited = sources.get(citing.0).map_or(&[][..], |source| &source.cites);
            for cited in cited.iter().filter(|id| id.0 < sources.len() && **id != citing) {
                edges.push((citing, *cited));
                if seen.insert(*cited) {
                    open.push(*cited);
                }
            }
        }
        let roots = &scene.strength(at).roots;
        if !roots.is_empty() && roots.len() < LISTED && apart {
            edges = leading(edges, roots);
        }
        all.extend(edges);
    }
    all.into_iter().collect()
}

/// Of these the ones over which a root is reached.
fn leading(edges: Vec<(SourceId, SourceId)>, roots: &[SourceId]) -> Vec<(SourceId, SourceId)> {
    let mut citers: BTreeMap<SourceId, Vec<SourceId>> = BTreeMap::new();
    for (citing, cited) in &edges {
        citers.entry(*cited).or_default().push(*citing);
    }
    let mut open = roots.to_vec();
    let mut reached: BTreeSet<SourceId> = open.iter().copied().collect();
    while let Some(one) = open.pop() {
        for citing in citers.get(&one).into_iter().flatten() {
            if reached.insert(*citing) {
                open.push(*citing);
            }
        }
    }
    edges
        .into_iter()
        .filter(|(_, cited)| reached.contains(cited))
        .collect()
}

/// For each source that is drawn its column: one further from the claims than all who cite it, save in a loop.
fn columns(scene: &Scene, cites: &[(SourceId, SourceId)]) -> Vec<Option<usize>> {
    let count = scene.outermost.len();
    let mut column: Vec<Option<usize>> = vec![None; count];
    for link in &scene.links {
        column[link.source.0] = Some(0);
    }
    if scene.mentioned_too {
        column.iter_mut().for_each(|one| *one = one.or(Some(0)));
    }
    let mut graph: DiGraph<(), ()> = DiGraph::new();
    let nodes: Vec<_> = (0..count).map(|_| graph.add_node(())).collect();
    for (citing, cited) in cites {
        graph.add_edge(nodes[citing.0], nodes[cited.0], ());
        column[cited.0] = column[cited.0].or(Some(0));
        column[citing.0] = column[citing.0].or(Some(0));
    }
    // Those who are cited come first in it.
    for circle in tarjan_scc(&graph).iter().rev() {
        let own = circle.iter().filter_map(|node| column[node.index()]).max();
        for node in circle {
            column[node.index()] = own;
        }
        let Some(own) = own else { continue };
        for node in circle {
            for cited in graph.neighbors(*node).filter(|cited| !circle.contains(cited)) {
                let slot = &mut column[cited.index()];
                *slot = Some(slot.unwrap_or(0).max((own + 1).min(COLUMNS - 1)));
            }
        }
    }
    column
}
