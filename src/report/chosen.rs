//! Which claims a picture draws large, and the others by the source that they rest on.

use super::told::Carriers;
use super::{Filter, View, Wanted, words};
use crate::Analysis;
use crate::claim::{ClaimId, Weight};
use crate::language;
use crate::policy::nearest;
use crate::rules::{self, Case};
use crate::source::{Source, SourceId};
use crate::strength::Rung;

/// More claims are not taken in at a glance.
pub(super) const LARGE: usize = 9;
/// So few are all drawn.
pub(super) const FEW: usize = 6;
/// So many that two sources carry are drawn, whatever else is to be seen.
const STANDING: usize = 3;
/// So many that fall with the source with which most falls are.
const FALLING: usize = 2;

/// The claims that are drawn large, and the others.
pub(super) struct Chosen {
    /// In article order.
    pub(super) large: Vec<ClaimId>,
    pub(super) rest: Vec<Rest>,
}

/// Claims that are not drawn, of one source.
pub(super) struct Rest {
    /// The first who says them; none where nobody is cited.
    pub(super) source: Option<SourceId>,
    /// In article order.
    pub(super) claims: Vec<ClaimId>,
    /// How many of them nobody else says.
    alone: usize,
    /// How many of them are its own view, wish or plan.
    own: usize,
}

impl Chosen {
    /// Of the claims that pass the filter, at most so many large where what matters is drawn. Linear, save for sorting.
    pub(super) fn of(analysis: &Analysis, filter: &Filter, large: usize) -> Chosen {
        let case = &analysis.case;
        let passed = passed(analysis, filter);
        let large = match (filter.most, filter.view) {
            (Some(most), _) => weakest(case, passed.clone(), most),
            (None, View::Full) => passed.clone(),
            (None, View::Ranked) => matter(case, &passed, large),
        };
        let mut is_large = vec![false; case.graph.claims.len()];
        large.iter().for_each(|id| is_large[id.0] = true);
        let left = passed.into_iter().filter(|id| !is_large[id.0]).collect();
        Chosen {
            rest: rest(case, left),
            large,
        }
    }
}

/// Is it meant by this id or name?
fn is_named(source: &Source, wanted: &str) -> bool {
    source.id == wanted || language::fold(&source.name) == language::fold(wanted)
}

/// Who may be meant by the name of a source that a draft does not have: the nearest of its names, or all of them.
///
/// # Errors
/// When no source has this id or name: what to say.
pub fn knows_source(case: &Case, wanted: &str) -> Result<(), String> {
    let sources = &case.graph.sources;
    if sources.iter().any(|source| is_named(source, wanted)) {
        return Ok(());
    }
    let names: Vec<&str> = sources
        .iter()
        .map(|source| match source.name.as_str() {
            "" => source.id.as_str(),
            name => name,
        })
        .filter(|name| !name.is_empty())
        .collect();
    let nearest = nearest(wanted, names.iter().copied());
    Err(match (nearest, names.as_slice()) {
        (Some(name), _) => format!("did you mean \"{name}\"?"),
        (None, []) => "it has no sources".to_owned(),
        (None, names) => format!("its sources are: {}", names[..names.len().min(12)].join(", ")),
    })
}

/// The claims that pass the filter, in article order.
fn passed(analysis: &Analysis, filter: &Filter) -> Vec<ClaimId> {
    let case = &analysis.case;
    let count = case.graph.claims.len().min(case.strengths.len());
    let told = case.graph.claims.iter().zip(&case.strengths);
    let mut wanted: Vec<bool> = told
        .map(|(claim, strength)| filter.strength == Wanted::Any || words::is_weak(claim, strength))
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
    (0..count).filter(|at| wanted[*at]).map(ClaimId).collect()
}

fn keep(wanted: &mut [bool], those: &[bool]) {
    for (one, other) in wanted.iter_mut().zip(those) {
        *one &= other;
    }
}

/// The `most` weakest, of equals the heaviest, in article order.
fn weakest(case: &Case, mut chosen: Vec<ClaimId>, most: usize) -> Vec<ClaimId> {
    chosen.sort_by_key(|id| {
        let strength = &case.strengths[id.0];
        let claim = &case.graph.claims[id.0];
        let short = strength.disputed || words::falls_short(strength.rung);
        let weak = (words::is_weak(claim, strength), short);
        std::cmp::Reverse((weak, claim.weight, strength.rung, std::cmp::Reverse(*id)))
    });
    chosen.truncate(most);
    chosen.sort();
    chosen
}

/// What matters, in article order: what to check first, what several sources carry, what falls with the source with which most
/// falls, then what is contested, heavy, weak, joined or passed on, as long as there is room; of a draft with little of all this
/// a few others that somebody is cited for.
fn matter(case: &Case, passed: &[ClaimId], most: usize) -> Vec<ClaimId> {
    if passed.len() <= FEW {
        return passed.to_vec();
    }
    let mut has_passed = vec![false; case.graph.claims.len()];
    passed.iter().for_each(|id| has_passed[id.0] = true);
    let mut large: Vec<ClaimId> = Vec::new();
    let mut add = |ids: &mut dyn Iterator<Item = ClaimId>, of_these: usize| {
        for id in ids.filter(|id| has_passed[id.0]).take(of_these) {
            if large.len() < most && !large.contains(&id) {
                large.push(id);
            }
        }
    };
    add(&mut rules::front(case).into_iter(), most);
    let known = case.strengths.len();
    let order: Vec<ClaimId> = rules::first(case).into_iter().filter(|id| id.0 < known).collect();
    let two = |id: &ClaimId| case.strengths[id.0].rung == Rung::Corroborated;
    add(&mut order.iter().copied().filter(two), STANDING);
    let falling = Carriers::of(case).falling_with_first();
    let falls = |id: &ClaimId| falling.contains(id);
    add(&mut order.iter().copied().filter(falls), FALLING);
    let matters = |id: &ClaimId| {
        let (claim, strength) = (&case.graph.claims[id.0], &case.strengths[id.0]);
        let contested = strength.disputed || !claim.discrepancies.is_empty();
        let heavy = claim.weight == Weight::Heavy && strength.rung != Rung::OwnWord;
        let supporters = claim.supporters();
        let told = supporters
            .first()
            .is_some_and(|one| !strength.roots.contains(one));
        let weak = words::is_weak(claim, strength) && strength.rung != Rung::Unattributed;
        contested || heavy || weak || told || supporters.len() > 1
    };
    add(&mut order.iter().copied().filter(matters), most);
    let left = FEW.min(most).saturating_sub(large.len());
    let sourced = |id: &ClaimId| {
        let rung = case.strengths[id.0].rung;
        !matches!(rung, Rung::Unattributed | Rung::OwnWord) && !large.contains(id) && has_passed[id.0]
    };
    let few: Vec<ClaimId> = order.iter().copied().filter(sourced).take(left).collect();
    large.extend(few);
    large.sort();
    large
}

/// Those that are not drawn, by who says them, who says most first; those that nobody says come last.
fn rest(case: &Case, left: Vec<ClaimId>) -> Vec<Rest> {
    let mut place: Vec<Option<usize>> = vec![None; case.graph.sources.len() + 1];
    let mut rest: Vec<Rest> = Vec::new();
    for id in left {
        let (claim, strength) = (&case.graph.claims[id.0], &case.strengths[id.0]);
        let supporters = claim.supporters();
        let source = supporters
            .first()
            .copied()
            .filter(|one| one.0 < case.graph.sources.len());
        let slot = source.map_or(case.graph.sources.len(), |one| one.0);
        let at = *place[slot].get_or_insert_with(|| {
            rest.push(Rest {
                source,
                claims: Vec::new(),
                alone: 0,
                own: 0,
            });
            rest.len() - 1
        });
        rest[at].claims.push(id);
        rest[at].alone += usize::from(supporters.len() == 1);
        rest[at].own += usize::from(strength.rung == Rung::OwnWord);
    }
    rest.sort_by_key(|one| (one.source.is_none(), std::cmp::Reverse(one.claims.len())));
    rest
}

impl Rest {
    /// What stands under a source of which other claims are drawn: "and 7 more, each on its word alone".
    pub(super) fn beside(&self) -> String {
        format!(
            "and {} more{}",
            words::grouped(self.claims.len()),
            self.standing()
        )
    }

    /// What stands beside a source of which none is drawn: "7 claims, each on its word alone"; of those that nobody is cited
    /// for that nobody is.
    pub(super) fn whole(&self) -> String {
        let number = words::count(self.claims.len(), "claim");
        match self.source {
            Some(_) => format!("{number}{}", self.standing()),
            None => format!("{number} for which nobody is cited"),
        }
    }

    fn standing(&self) -> String {
        let all = self.claims.len();
        match (self.own, self.alone) {
            (own, _) if own == all && all == 1 => ", its own view".to_owned(),
            (own, _) if own == all => ", all its own views".to_owned(),
            (_, 0) if all == 1 => ", said by others too".to_owned(),
            (_, alone) if alone < all => format!(", {} said by others too", words::grouped(all - alone)),
            _ if all == 1 => ", on its word alone".to_owned(),
            (0, _) => ", each on its word alone".to_owned(),
            (1, _) => ", each on its word alone, 1 its own view".to_owned(),
            (own, _) => format!(", each on its word alone, {} its own views", words::grouped(own)),
        }
    }
}

/// For each claim, does it rest at any distance on a source of this id or name?
fn resting_on(case: &Case, wanted: &str) -> Vec<bool> {
    let graph = case.graph.petgraph();
    let mut seen = vec![false; graph.node_count()];
    let is_it = |source: &Source| is_named(source, wanted);
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
