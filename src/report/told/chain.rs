//! The chain of a claim: from each origin over whoever carries it to the claim; who denies it; what it differs from.

use std::collections::BTreeMap;

use crate::attribution::Stance;
use crate::claim::ClaimId;
use crate::report::svg::figure::Figure;
use crate::report::svg::footing::Footing;
use crate::report::{escape, words};
use crate::rules::Case;
use crate::source::{SourceId, is_named_by};
use crate::strength::LISTED;

/// So many sources stand before a claim; the others are counted.
const ROWS: usize = 3;

/// So many sources are looked at.
const LOOKED: usize = 40;

/// So many sources are looked through for the way to an origin.
const REACH: usize = 200;

/// Of the words that point to a source no more than this is shown.
const POINTER: usize = 22;

/// The claim, and the first that differs from it.
pub(in crate::report) struct Chain {
    pub(in crate::report) targets: Vec<Target>,
}

/// A claim with those who stand before it.
pub(in crate::report) struct Target {
    /// From 1.
    pub(in crate::report) number: usize,
    pub(in crate::report) footing: Footing,
    pub(in crate::report) rows: Vec<Row>,
    /// How many more stand before it.
    pub(in crate::report) more: usize,
}

/// One who speaks to a claim, or several who lead to it by one way.
pub(in crate::report) struct Row {
    /// From the origin to who carries it to the claim; of a long way the ends, and the source that all ways pass.
    pub(in crate::report) steps: Vec<Step>,
    /// How many more stand between the steps.
    pub(in crate::report) between: usize,
    pub(in crate::report) end: End,
}

/// A source in a chain.
pub(in crate::report) struct Step {
    pub(in crate::report) figure: Figure,
    pub(in crate::report) name: String,
}

/// What a chain's last source does to the claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report) enum End {
    Asserts,
    /// It says so, and its chain leads to no origin.
    Lost,
    Denies,
    Declines,
}

impl Chain {
    pub(in crate::report) fn of(case: &Case, id: ClaimId) -> Chain {
        let mut targets = vec![target(case, id, ROWS)];
        let differing = case.graph.claims[id.0].discrepancies.first();
        let differing = differing.filter(|other| other.0 < super::known(case));
        targets.extend(differing.map(|other| target(case, *other, 1)));
        Chain { targets }
    }
}

fn target(case: &Case, id: ClaimId, most: usize) -> Target {
    let claim = &case.graph.claims[id.0];
    let known = |ids: Vec<SourceId>| ids.into_iter().filter(|one| one.0 < case.graph.sources.len());
    let denying = known(claim.deniers()).map(|one| against(case, id, one, End::Denies));
    let silent = known(claim.decliners()).map(|one| against(case, id, one, End::Declines));
    let against: Vec<Row> = denying.chain(silent).take(LOOKED).collect();
    let mut rows = asserting(case, id, known(claim.supporters()).take(LOOKED).collect());
    if rows.is_empty() {
        rows.push(Row::nobody());
    }
    let all = rows.len() + against.len();
    // Who denies it is seen, however many say it.
    rows.truncate(most - usize::from(!against.is_empty() && most > 1));
    rows.extend(against);
    rows.truncate(most);
    Target {
        number: id.0 + 1,
        footing: Footing::of(case.strengths[id.0].rung),
        more: all - rows.len(),
        rows,
    }
}

/// A row for each who asserts the claim; those whose ways all pass the source that it falls with share one.
fn asserting(case: &Case, claim: ClaimId, supporters: Vec<SourceId>) -> Vec<Row> {
    let waist = case.strengths[claim.0].bottlenecks.first().copied();
    let ways: Vec<Vec<SourceId>> = supporters.iter().map(|one| way(case, claim, *one)).collect();
    let passes =
        |way: &&Vec<SourceId>| waist.is_some_and(|waist| way.iter().skip(1).any(|one| *one == waist));
    let through: Vec<&Vec<SourceId>> = ways.iter().filter(passes).collect();
    let shared = through.len() > 1;
    let mut rows = Vec::new();
    if let Some(first) = through.first().filter(|_| shared) {
        let mut row = along(case, claim, first);
        if let Some(last) = row.steps.last_mut() {
            let names: Vec<String> = through
                .iter()
                .map(|way| words::name(case.graph.source(way[0])))
                .collect();
            last.name = match names.as_slice() {
                [one, other] => format!("{one} and {other}"),
                names => format!("{} and {} more", names[0], names.len() - 1),
            };
        }
        rows.push(row);
    }
    let apart = ways.iter().filter(|way| !shared || !passes(way));
    rows.extend(apart.map(|way| along(case, claim, way)));
    rows
}

impl Row {
    fn nobody() -> Row {
        Row {
            steps: vec![Step {
                figure: Figure::Nobody,
                name: "nobody is cited".to_owned(),
            }],
            between: 0,
            end: End::Asserts,
        }
    }
}

/// One who denies the claim, or would not speak to it.
fn against(case: &Case, claim: ClaimId, source: SourceId, end: End) -> Row {
    let (stance, does) = match end {
        End::Denies => (Stance::Denies, " denies it"),
        _ => (Stance::Declines, ": no comment"),
    };
    let mut step = step(case, claim, source, stance);
    step.name.push_str(does);
    Row {
        steps: vec![step],
        between: 0,
        end,
    }
}

fn step(case: &Case, claim: ClaimId, source: SourceId, stance: Stance) -> Step {
    let who = case.graph.source(source);
    let name = words::name(who);
    Step {
        figure: Figure::of(who),
        name: match pointer(case, claim, source, stance) {
            Some(pointer) => format!("{name} ({pointer})"),
            None => name,
        },
    }
}

/// The row of a way from who asserts the claim to an origin.
fn along(case: &Case, claim: ClaimId, way: &[SourceId]) -> Row {
    let strength = &case.strengths[claim.0];
    let mut shown = vec![way[0]];
    if let [_, inner @ .., origin] = way {
        let narrow = inner.iter().find(|one| strength.bottlenecks.contains(one));
        shown.extend(narrow.or(inner.first()));
        shown.push(*origin);
    }
    let between = way.len() - shown.len();
    let of = |one: &SourceId| step(case, claim, *one, Stance::Asserts);
    let mut steps: Vec<Step> = shown.iter().rev().map(of).collect();
    let leads = !is_lost(case, claim, way);
    if let (false, Some(last)) = (leads, steps.last_mut()) {
        last.name.push_str(", who leads to no origin");
    }
    Row {
        steps,
        between,
        end: if leads { End::Asserts } else { End::Lost },
    }
}

/// Does a way surely end where nobody stands? Where sources are too many to be listed, or known to be one another, nothing
/// is sure.
fn is_lost(case: &Case, claim: ClaimId, way: &[SourceId]) -> bool {
    let ends = way.last().is_some_and(|last| is_origin(case, claim, *last));
    let few = case.strengths[claim.0].roots.len() < LISTED && case.graph.sources.len() < REACH;
    !ends && few && case.graph.sources.iter().all(|source| source.same_as.is_none())
}

/// Does the claim's support stop here: at an origin, or at one of a group that is one?
fn is_origin(case: &Case, claim: ClaimId, source: SourceId) -> bool {
    let roots = &case.strengths[claim.0].roots;
    let group = case.graph.source(source).member_of;
    roots.contains(&source) || group.is_some_and(|group| roots.contains(&group))
}

/// The shortest way from a source to an origin of the claim, both included; the source alone when it is one, or leads to none.
fn way(case: &Case, claim: ClaimId, source: SourceId) -> Vec<SourceId> {
    let mut from: BTreeMap<SourceId, SourceId> = BTreeMap::new();
    let mut queue = std::collections::VecDeque::from([source]);
    while let Some(at) = queue.pop_front() {
        if is_origin(case, claim, at) {
            let back = std::iter::successors(Some(at), |one| from.get(one).copied());
            let mut way: Vec<SourceId> = back.collect();
            way.reverse();
            return way;
        }
        for cited in &case.graph.sources[at.0].cites {
            let fresh = *cited != source && !from.contains_key(cited);
            if fresh && cited.0 < case.graph.sources.len() && from.len() < REACH {
                from.insert(*cited, at);
                queue.push_back(*cited);
            }
        }
    }
    vec![source]
}

/// The words that stand for the source where it speaks to the claim, when they only point to it: “he”, “the mayor”.
pub(in crate::report) fn pointer(
    case: &Case,
    claim: ClaimId,
    source: SourceId,
    stance: Stance,
) -> Option<String> {
    let backing = case.graph.claims[claim.0].backing.iter();
    let own = backing.filter(|one| one.source == source && one.stance == stance);
    let mut pointer = None;
    for one in own {
        let attribution = one.attribution.and_then(|at| case.attributions.get(at))?;
        let spans = attribution.source_spans.iter();
        let mention: Vec<&str> = spans.map(|span| case.draft.slice(*span)).collect();
        let mention = escape::line(&mention.join(" "));
        if is_named_by(case.graph.source(source), &mention) {
            return None;
        }
        let words = match mention.as_str() {
            "" => "not named here".to_owned(),
            mention => format!("“{}”", words::cut(mention, POINTER)),
        };
        pointer.get_or_insert(words);
    }
    pointer
}
