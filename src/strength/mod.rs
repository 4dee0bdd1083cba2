//! Strength: how many sources can fail before a claim stands on nothing.
//!
//! Edges run from a claim to the sources that assert it and from a source to those it cites; every root is joined
//! to one ground. The steps:
//!
//! - `ground`: which sources are roots, and how many people each stands for;
//! - `bottleneck`: sources through which every path passes (dominators);
//! - `roots`: which roots each source leads to;
//! - `flow`: how many paths share no source (Menger 1927);
//! - `interval`, `interest`: how many are left when sources are taken for one person, or for one side;
//! - `ladder`: the claim's place;
//! - `words`: the reason in words.

mod bottleneck;
mod flow;
mod ground;
mod interest;
mod interval;
mod ladder;
mod roots;
mod told;
mod words;

use std::collections::HashMap;

use crate::attribution::Stance;
use crate::claim::ClaimId;
use crate::graph::SourceGraph;
use crate::source::{SourceId, SourceKind};

use bottleneck::Tree;
use flow::{Drains, Marks, Reach};
use ground::Ground;
use ladder::Standing;
use roots::Roots;

/// How many roots and how many bottlenecks are listed for a claim at most. The counts know no such limit; the
/// lists would else fill the memory where 100,000 claims rest on a chain of 20,000 outlets.
pub const LISTED: usize = 64;

/// A claim's place on the ladder, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rung {
    /// Two or more independent sources of different interest, one of them at least on the record.
    Corroborated,
    /// Two or more independent sources of different interest, none of them named.
    CorroboratedAnonymous,
    /// One document.
    Document,
    /// One source on the record.
    SingleSource,
    /// What somebody says of their own view, wish or plan.
    OwnWord,
    /// One person or group that is only not named.
    SingleUnnamed,
    /// One anonymous source.
    SingleAnonymous,
    /// Another outlet and nothing known behind it.
    OutletOnly,
    /// Support that leads only into a loop, or to nobody.
    Ungrounded,
    /// No one is cited.
    Unattributed,
}

impl Rung {
    /// All with the names that outputs use, strongest first.
    pub const NAMES: &'static [(Rung, &'static str)] = &[
        (Rung::Corroborated, "corroborated"),
        (Rung::CorroboratedAnonymous, "corroborated-anonymous"),
        (Rung::Document, "document"),
        (Rung::SingleSource, "single-source"),
        (Rung::OwnWord, "self"),
        (Rung::SingleUnnamed, "single-unnamed"),
        (Rung::SingleAnonymous, "single-anonymous"),
        (Rung::OutletOnly, "outlet-only"),
        (Rung::Ungrounded, "ungrounded"),
        (Rung::Unattributed, "unattributed"),
    ];

    /// The name that outputs use.
    pub fn name(self) -> &'static str {
        Self::NAMES
            .iter()
            .find(|(rung, _)| *rung == self)
            .map_or("", |(_, name)| name)
    }
}

/// How many sources can fail before the claim stands on nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Independence {
    /// Anonymous sources that could be one person are taken for one.
    pub low: u32,
    /// They are not.
    pub high: u32,
    /// Of `low`'s paths, sources that share an interest are taken for one.
    pub by_interest: u32,
    /// How many are cited apart, whatever their interests: `low`, but for what was read in a draft ([`weigh_read`]).
    pub cited: u32,
}

impl Independence {
    /// One source, however it is counted.
    const ONE: Independence = Independence {
        low: 1,
        high: 1,
        by_interest: 1,
        cited: 1,
    };
}

/// What is known of one claim's strength.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strength {
    /// How many sources can fail.
    pub independence: Independence,
    /// Sources through which every path to a root passes, nearest first; one that may stand for several people is
    /// none. The nearest [`LISTED`] of them.
    pub bottlenecks: Vec<SourceId>,
    /// Sources without any one of which it stands on nothing, nearest first: the bottlenecks, and those that may stand for
    /// several people, taken whole. The nearest [`LISTED`] of them.
    pub falls_with: Vec<SourceId>,
    /// The roots that are reached, in order of their index. The first [`LISTED`] of them.
    pub roots: Vec<SourceId>,
    /// Those who assert it and add nothing: they lead to no root, or only to what others lead to. Of claims that more than
    /// [`LISTED`] assert none is named.
    pub adding_nothing: Vec<SourceId>,
    /// Its place on the ladder.
    pub rung: Rung,
    /// Does a source deny it?
    pub disputed: bool,
    /// The rung explained in words: "rests on Axios alone, which cites two people it does not name".
    pub words: String,
}

/// Weighs every claim of the graph, in claim order.
///
/// Sources that are known to be the same person ([`crate::source::Source::same_as`]) are taken for one and go by
/// the index of one of them; claims that are declared to be the same ([`crate::claim::Claim::same_as`]) share their support. Denials and
/// declines are no support.
///
/// # Complexity
/// Near linear in the graph for everything that all claims share. For a claim with several last bottlenecks,
/// O(E √V) in the sources it can reach once chains are left out; claims with the same ones share the work.
///
/// # Example
/// ```
/// use twosource::attribution::Stance;
/// use twosource::claim::{Backing, Claim};
/// use twosource::graph::SourceGraph;
/// use twosource::source::{Count, Source, SourceId, SourceKind};
///
/// let mut outlet = Source::new("courier", SourceKind::Outlet);
/// outlet.name = "The Courier".to_owned();
/// outlet.cites = vec![SourceId(1)];
/// let mut two = Source::new("two", SourceKind::Anonymous);
/// two.count = Count { low: 2, high: 2 };
/// let mut claim = Claim::new("bridge", "The bridge will close.");
/// claim.backing.push(Backing { source: SourceId(0), stance: Stance::Asserts, attribution: None });
///
/// let strength = &twosource::strength::weigh(&SourceGraph::new(vec![outlet, two], vec![claim]))[0];
/// assert_eq!(strength.independence.low, 1);
/// assert_eq!(strength.bottlenecks, [SourceId(0)]);
/// assert_eq!(strength.words, "rests on The Courier alone, which cites two people it does not name");
/// ```
pub fn weigh(graph: &SourceGraph) -> Vec<Strength> {
    let ground = Ground::of(graph);
    let tree = Tree::of(&ground, &ground.high);
    let several = ground.high.iter().any(|voices| *voices > 1);
    let whole = several.then(|| Tree::of(&ground, &vec![1; ground.high.len()]));
    let roots = Roots::of(&ground, &graph.sources);
    let marks = Marks::new(graph.sources.len());
    let mut scale = Scale {
        graph,
        ground,
        tree,
        whole,
        roots,
        marks,
        same: declared_same(graph),
        known: HashMap::new(),
    };
    (0..graph.claims.len())
        .map(|id| scale.weigh(ClaimId(id)))
        .collect()
}

/// Weighs what was read in a draft, where a count is what the text proves: sources of one interest may be one voice, so the
/// low end is the count by interest. In a hand-written graph the desk vouches for its sources ([`weigh`]).
///
/// `chains` tell for each attribution who cites whom in it ([`crate::source::Sources::chains`]): a source rests on whom it
/// cites only for the claim for which it cites them.
pub fn weigh_read(graph: &SourceGraph, chains: &[Vec<(SourceId, SourceId)>]) -> Vec<Strength> {
    let told = told::apart(graph, chains);
    let strengths = weigh(&told.graph).into_iter();
    let proven = strengths.map(|mut strength| {
        strength.independence.low = strength.independence.by_interest;
        told.at_home(strength)
    });
    proven.collect()
}

/// The claims that a graph file declares to be the same ([`crate::claim::Claim::same_as`]), seen from both sides.
fn declared_same(graph: &SourceGraph) -> HashMap<ClaimId, Vec<ClaimId>> {
    let mut same: HashMap<ClaimId, Vec<ClaimId>> = HashMap::new();
    for (number, claim) in graph.claims.iter().enumerate() {
        for other in claim.same_as.iter().filter(|other| other.0 < graph.claims.len()) {
            same.entry(ClaimId(number)).or_default().push(*other);
            same.entry(*other).or_default().push(ClaimId(number));
        }
    }
    same
}

/// What all claims share.
struct Scale<'g> {
    graph: &'g SourceGraph,
    ground: Ground,
    tree: Tree,
    /// The same where each source is one, however many people it may be; absent where it would be the same tree.
    whole: Option<Tree>,
    roots: Roots,
    marks: Marks,
    /// For each claim that the desk declares to be the same as others, those others; both ways.
    same: HashMap<ClaimId, Vec<ClaimId>>,
    /// Independence by last bottlenecks.
    known: HashMap<Vec<usize>, Independence>,
}

impl Scale<'_> {
    fn weigh(&mut self, id: ClaimId) -> Strength {
        let claim = self.graph.claim(id);
        let told = self.told(id);
        let supporters = self.supporters(&told);
        let grounded: Vec<usize> = supporters
            .iter()
            .copied()
            .filter(|node| self.tree.is_grounded(*node))
            .collect();
        let independence = self.independence(&grounded);
        let (roots, reached) = self.roots.behind(&grounded);
        let rung = ladder::rung(&Standing {
            kind: claim.kind,
            attributed: !supporters.is_empty(),
            own_word: !claim.is_borne_out() && grounded.iter().any(|node| self.speaks_for_itself(*node)),
            paths: independence.low,
            sides: independence.by_interest,
            reached,
        });
        let mut strength = Strength {
            independence,
            bottlenecks: self.bottlenecks(&grounded),
            falls_with: self.falls_with(&grounded),
            roots: roots.into_iter().map(SourceId).collect(),
            adding_nothing: self.adding_nothing(&supporters),
            rung,
            disputed: told.iter().any(|id| !self.graph.claim(*id).deniers().is_empty()),
            words: String::new(),
        };
        strength.words = words::reason(self.graph, claim, [&supporters, &grounded], &strength);
        strength
    }

    /// The claim and all that the desk declares to be the same, directly or over others, in claim order.
    fn told(&self, id: ClaimId) -> Vec<ClaimId> {
        let mut told = vec![id];
        let mut at = 0;
        while let Some(one) = told.get(at).copied() {
            let declared = self.same.get(&one).into_iter().flatten();
            for other in declared.copied() {
                if !told.contains(&other) {
                    told.push(other);
                }
            }
            at += 1;
        }
        told.sort_unstable();
        told
    }

    /// The nodes that assert one of these claims, in article order, each once.
    fn supporters(&self, told: &[ClaimId]) -> Vec<usize> {
        let mut nodes = Vec::new();
        let mut seen = std::collections::HashSet::new();
        let backing = told.iter().flat_map(|id| &self.graph.claim(*id).backing);
        for backing in backing.filter(|backing| backing.stance == Stance::Asserts) {
            if let Some(node) = self.ground.node_of(backing.source.0)
                && seen.insert(node)
            {
                nodes.push(node);
            }
        }
        nodes
    }

    fn speaks_for_itself(&self, node: usize) -> bool {
        let kind = self.graph.sources[node].kind;
        self.ground.root[node] && !matches!(kind, SourceKind::Outlet | SourceKind::Newsroom)
    }

    fn bottlenecks(&self, grounded: &[usize]) -> Vec<SourceId> {
        let Some(nearest) = self.tree.common(grounded) else {
            return Vec::new();
        };
        let alone = self.tree.up(nearest).filter(|node| self.ground.high[*node] == 1);
        alone.take(LISTED).map(SourceId).collect()
    }

    fn falls_with(&self, grounded: &[usize]) -> Vec<SourceId> {
        let tree = self.whole.as_ref().unwrap_or(&self.tree);
        let nearest = tree.common(grounded);
        let all = nearest.into_iter().flat_map(|nearest| tree.up(nearest));
        all.take(LISTED).map(SourceId).collect()
    }

    /// Taken one by one, those who speak for themselves and by name first: who of them raises no count?
    fn adding_nothing(&mut self, supporters: &[usize]) -> Vec<SourceId> {
        if supporters.len() < 2 || supporters.len() > LISTED {
            return Vec::new();
        }
        let mut order = supporters.to_vec();
        order.sort_by_key(|node| {
            let kind = self.graph.sources[*node].kind;
            let unnamed = matches!(
                kind,
                SourceKind::Anonymous | SourceKind::UnnamedPerson | SourceKind::UnnamedGroup
            );
            (!self.ground.root[*node], unnamed)
        });
        let counts = |one: Independence| (one.low, one.high, one.by_interest);
        let (mut taken, mut reached, mut idle) = (Vec::new(), Independence::default(), Vec::new());
        for node in order {
            if self.tree.is_grounded(node) {
                taken.push(node);
            }
            let now = self.independence(&taken);
            if counts(now) == counts(reached) {
                idle.push(SourceId(node));
            }
            reached = now;
        }
        idle
    }

    fn independence(&mut self, grounded: &[usize]) -> Independence {
        let mut tops: Vec<usize> = grounded.iter().map(|node| self.tree.top(*node)).collect();
        tops.sort_unstable();
        tops.dedup();
        match tops.as_slice() {
            [] => return Independence::default(),
            [top] if self.ground.high[*top] == 1 => return Independence::ONE,
            _ => {}
        }
        if let Some(known) = self.known.get(&tops) {
            return *known;
        }
        let reach = Reach::of(&tops, &self.ground, &self.tree, &mut self.marks);
        let independence = count(&reach, &self.ground);
        self.known.insert(tops, independence);
        independence
    }
}

/// Counts the paths of a reach in the three ways.
fn count(reach: &Reach, ground: &Ground) -> Independence {
    let free = Drains::default();
    let high = reach.paths(&ground.high, &free);
    if high <= 1 {
        return Independence::ONE;
    }
    let exact = reach.roots.iter().all(|root| {
        let node = reach.nodes[*root];
        ground.low[node] == ground.high[node]
    });
    let low = match interval::drains(reach, ground) {
        Some(drains) => reach.paths(&ground.low, &drains),
        None if exact => high,
        None => reach.paths(&ground.low, &free),
    };
    let by_interest = match interest::drains(reach, ground) {
        Some(drains) => reach.paths(&ground.low, &drains).min(low),
        None => low,
    };
    let narrow = |paths| u32::try_from(paths).unwrap_or(u32::MAX);
    Independence {
        low: narrow(low),
        high: narrow(high),
        by_interest: narrow(by_interest),
        cited: narrow(low),
    }
}
