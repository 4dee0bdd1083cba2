//! Strength: against brute force on small random graphs, and by example.

use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::vec;
use proptest::prelude::*;
use twosource::attribution::Stance;
use twosource::claim::{Backing, Because, Claim, ClaimId, ClaimKind, Joined};
use twosource::graph::SourceGraph;
use twosource::source::{Basis, Count, Source, SourceId, SourceKind};
use twosource::strength::{Rung, Strength, weigh};

// ---------------------------------------------------------------- building graphs

fn source(name: &str, kind: SourceKind, cites: &[usize]) -> Source {
    let mut source = Source::new(name, kind);
    source.name = name.to_owned();
    source.cites = cites.iter().map(|index| SourceId(*index)).collect();
    source
}

fn anonymous(description: &str, count: u32) -> Source {
    let mut source = Source::new(description, SourceKind::Anonymous);
    source.description = description.to_owned();
    source.count = Count {
        low: count,
        high: count,
    };
    source.count_by_hand = true;
    source
}

/// Somebody unnamed as a draft tells of him: `count` is what the words say, not what the desk knows.
fn told(description: &str, kind: SourceKind, count: Count) -> Source {
    let mut source = Source::new(description, kind);
    source.description = description.to_owned();
    source.count = count;
    source
}

fn with_interest(mut source: Source, interest: &[&str]) -> Source {
    source.interest = interest.iter().map(|word| (*word).to_owned()).collect();
    source
}

fn claim(backing: &[(usize, Stance)]) -> Claim {
    let mut claim = Claim::new("c", "It is so.");
    for (source, stance) in backing {
        claim.backing.push(Backing {
            source: SourceId(*source),
            stance: *stance,
            attribution: None,
        });
    }
    claim
}

fn asserted(sources: &[usize]) -> Claim {
    let backing: Vec<_> = sources.iter().map(|source| (*source, Stance::Asserts)).collect();
    claim(&backing)
}

fn weigh_one(sources: Vec<Source>, claim: Claim) -> Strength {
    weigh(&SourceGraph::new(sources, vec![claim])).remove(0)
}

fn ids(strength: &Strength) -> Vec<usize> {
    strength.bottlenecks.iter().map(|id| id.0).collect()
}

fn counts(strength: &Strength) -> (u32, u32, u32) {
    let of = strength.independence;
    (of.low, of.high, of.by_interest)
}

// ---------------------------------------------------------------- brute force

/// The definition again, with none of the algorithm: who is a root.
fn root(source: &Source) -> bool {
    source.member_of.is_none()
        && (source.cites.is_empty()
            || source.kind == SourceKind::Newsroom
            || source.basis == Basis::FirstHand
            || (source.kind == SourceKind::Document && source.basis == Basis::Unknown))
}

/// What it rests on: those that it cites, and the group of which it is one.
fn below(source: &Source) -> Vec<usize> {
    let cited = source.cites.iter().chain(&source.member_of);
    cited.map(|id| id.0).collect()
}

/// The fewest and the most people that a root counts for: the desk's word in full, a phrase of the text as one at least.
fn people(source: &Source) -> (u32, u32) {
    let Count { low, high } = source.count;
    match (root(source), source.count_by_hand) {
        (false, _) => (1, 1),
        (true, true) => (low, high),
        (true, false) if low >= 20 => (1, 1),
        (true, false) => (1, high),
    }
}

fn unnamed(source: &Source) -> bool {
    use SourceKind::{Anonymous, UnnamedGroup, UnnamedPerson};
    [Anonymous, UnnamedPerson, UnnamedGroup].contains(&source.kind)
}

/// Is a root in reach of the claim when some sources and some drains have failed?
fn stands(
    sources: &[Source],
    start: &[usize],
    failed: &BTreeSet<usize>,
    blocked: &dyn Fn(usize) -> bool,
) -> bool {
    let mut seen = BTreeSet::new();
    let mut stack: Vec<usize> = start.to_vec();
    while let Some(at) = stack.pop() {
        if failed.contains(&at) || !seen.insert(at) {
            continue;
        }
        if root(&sources[at]) && !blocked(at) {
            return true;
        }
        stack.extend(below(&sources[at]));
    }
    false
}

fn reached(sources: &[Source], start: &[usize]) -> BTreeSet<usize> {
    let mut seen = BTreeSet::new();
    let mut stack: Vec<usize> = start.to_vec();
    while let Some(at) = stack.pop() {
        if seen.insert(at) {
            stack.extend(below(&sources[at]));
        }
    }
    seen
}

fn subsets(count: usize) -> impl Iterator<Item = BTreeSet<usize>> {
    (0u32..1 << count).map(move |bits| (0..count).filter(|at| bits & (1 << at) != 0).collect())
}

/// The cheapest set of sources and drains that leaves the claim on nothing, by trying all.
fn cheapest_cut(sources: &[Source], start: &[usize], price: &dyn Fn(usize) -> u32, drains: &Drains) -> u32 {
    let mut best = u32::MAX;
    for failed in subsets(sources.len()) {
        let cost: u32 = failed.iter().map(|at| price(*at)).sum();
        if cost >= best {
            continue;
        }
        for closed in subsets(drains.price.len()) {
            let all = cost + closed.iter().map(|at| drains.price[*at]).sum::<u32>();
            let blocked = |at: usize| {
                drains
                    .of
                    .get(&at)
                    .is_some_and(|of| of.iter().any(|one| closed.contains(one)))
            };
            if all < best && !stands(sources, start, &failed, &blocked) {
                best = all;
            }
        }
    }
    best
}

#[derive(Default)]
struct Drains {
    /// The drains on the way from a root to the ground.
    of: BTreeMap<usize, Vec<usize>>,
    price: Vec<u32>,
}

/// Sides: roots joined by rows of shared interests.
fn sides(sources: &[Source], among: &[usize]) -> Vec<BTreeSet<usize>> {
    let mut sides: Vec<BTreeSet<usize>> = Vec::new();
    for at in among.iter().filter(|at| !sources[**at].interest.is_empty()) {
        let shares = |other: &usize| {
            sources[*other]
                .interest
                .iter()
                .any(|word| sources[*at].interest.contains(word))
        };
        let (joined, apart): (Vec<_>, Vec<_>) = sides.into_iter().partition(|side| side.iter().any(shares));
        let mut side: BTreeSet<usize> = joined.into_iter().flatten().collect();
        side.insert(*at);
        sides = apart;
        sides.push(side);
    }
    sides
}

fn interest_drains(sources: &[Source], start: &[usize]) -> Drains {
    let roots: Vec<usize> = reached(sources, start)
        .into_iter()
        .filter(|at| root(&sources[*at]))
        .collect();
    let mut drains = Drains::default();
    for (number, side) in sides(sources, &roots).iter().enumerate() {
        drains.price.push(1);
        for at in side {
            drains.of.entry(*at).or_default().push(number);
        }
    }
    drains
}

/// The fewest people that unnamed roots can be: `citer` cites them apart, and so do sides that nothing joins.
fn person_drains(sources: &[Source], start: &[usize], desk: &[usize]) -> Drains {
    let reach = reached(sources, start);
    let among: Vec<usize> = reach
        .into_iter()
        .filter(|at| root(&sources[*at]) && unnamed(&sources[*at]))
        .collect();
    let busiest = |of: &dyn Fn(usize) -> bool| -> u32 {
        let sum = |cited: &dyn Fn(usize) -> bool| -> u32 {
            let counted = among.iter().filter(|at| of(**at) && cited(**at));
            counted.map(|at| people(&sources[*at]).0).sum()
        };
        let by_source = (0..sources.len())
            .map(|citer| sum(&|at| at != citer && below(&sources[citer]).contains(&at)))
            .max();
        by_source.unwrap_or(0).max(sum(&|at| desk.contains(&at)))
    };
    let sides = sides(sources, &among);
    let mut drains = Drains::default();
    for (number, side) in sides.iter().enumerate() {
        drains.price.push(busiest(&|at| side.contains(&at)));
        for at in side {
            drains.of.entry(*at).or_default().push(number);
        }
    }
    let together = busiest(&|_| true).max(drains.price.iter().sum());
    for at in &among {
        drains.of.entry(*at).or_default().push(sides.len());
    }
    drains.price.push(together);
    drains
}

// ---------------------------------------------------------------- random graphs

fn any_source(count: usize) -> impl Strategy<Value = Source> {
    let kinds = SourceKind::NAMES.len();
    let low = 1u32..3;
    (
        0..kinds,
        0..6usize,
        low,
        0u32..3,
        vec(any::<u8>(), count),
        0u8..8,
        (any::<bool>(), any::<bool>(), 0..count * 4),
    )
        .prop_map(
            move |(kind, basis, low, more, cites, interest, (plain, by_hand, group))| {
                let mut source = Source::new("s", SourceKind::NAMES[kind].0);
                source.basis = Basis::NAMES.get(basis).map_or(Basis::Unknown, |row| row.0);
                if unnamed(&source) && low + more > 1 {
                    source.count = Count {
                        low,
                        high: low + more.min(1),
                    };
                }
                source.count_by_hand = by_hand;
                source.member_of = Some(SourceId(group)).filter(|id| id.0 < count);
                let edges = cites.iter().enumerate().filter(|(_, byte)| **byte < 70);
                source.cites = edges.map(|(at, _)| SourceId(at)).collect();
                if !plain {
                    let words = ["mine", "union", "port"];
                    let chosen = words
                        .iter()
                        .enumerate()
                        .filter(|(at, _)| interest & (1 << at) != 0);
                    source.interest = chosen.map(|(_, word)| (*word).to_owned()).collect();
                }
                source
            },
        )
}

/// Sources, and the sources that each of two claims rests on.
fn any_graph() -> impl Strategy<Value = (Vec<Source>, Vec<Vec<usize>>)> {
    (1usize..7).prop_flat_map(|count| {
        let supporters = vec(0..count, 0..4);
        (vec(any_source(count), count), vec(supporters, 2))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, ..ProptestConfig::default() })]

    #[test]
    fn counts_are_the_cheapest_cuts((sources, claims) in any_graph()) {
        let list = claims.iter().map(|supporters| asserted(supporters)).collect();
        let strengths = weigh(&SourceGraph::new(sources.clone(), list));
        let quoted = claims.concat();
        let groups = quoted.iter().filter_map(|at| sources[*at].member_of);
        let desk: Vec<usize> = quoted.iter().copied().chain(groups.map(|id| id.0)).collect();
        for (start, strength) in claims.iter().zip(&strengths) {
            let high = |at: usize| people(&sources[at]).1;
            let low = |at: usize| people(&sources[at]).0;
            let most = cheapest_cut(&sources, start, &high, &Drains::default());
            let least = cheapest_cut(&sources, start, &low, &person_drains(&sources, start, &desk));
            let by_interest = cheapest_cut(&sources, start, &low, &interest_drains(&sources, start));
            prop_assert_eq!(counts(strength), (least, most, by_interest.min(least)));
        }
    }

    #[test]
    fn bottlenecks_are_what_cannot_be_taken_out((sources, claims) in any_graph()) {
        let list = claims.iter().map(|supporters| asserted(supporters)).collect();
        for (start, strength) in claims.iter().zip(weigh(&SourceGraph::new(sources.clone(), list))) {
            let open = |_| false;
            let without = |at: usize| stands(&sources, start, &BTreeSet::from([at]), &open);
            let one = |at: &usize| people(&sources[*at]).1 == 1;
            let grounded = stands(&sources, start, &BTreeSet::new(), &open);
            let expected: Vec<usize> = (0..sources.len()).filter(one).filter(|at| grounded && !without(*at)).collect();
            let mut found = ids(&strength);
            for pair in found.windows(2) {
                let mut short = sources.clone();
                short[pair[1]].cites.clear();
                short[pair[1]].member_of = None;
                prop_assert!(reached(&short, start).contains(&pair[0]), "nearest first: {found:?}");
            }
            prop_assert_eq!(strength.independence.high == 1, !found.is_empty());
            found.sort_unstable();
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn a_claim_falls_with_each_source_without_which_it_stands_on_nothing((sources, claims) in any_graph()) {
        let list = claims.iter().map(|supporters| asserted(supporters)).collect();
        for (start, strength) in claims.iter().zip(weigh(&SourceGraph::new(sources.clone(), list))) {
            let open = |_| false;
            let without = |at: usize| stands(&sources, start, &BTreeSet::from([at]), &open);
            let grounded = stands(&sources, start, &BTreeSet::new(), &open);
            let expected: BTreeSet<usize> = (0..sources.len()).filter(|at| grounded && !without(*at)).collect();
            let found: Vec<usize> = strength.falls_with.iter().map(|id| id.0).collect();
            prop_assert_eq!(found.len(), expected.len(), "each once");
            prop_assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), expected.clone());
            prop_assert!(ids(&strength).iter().all(|one| expected.contains(one)), "a bottleneck is one of them");
        }
    }

    #[test]
    fn roots_are_those_in_reach((sources, claims) in any_graph()) {
        let list = claims.iter().map(|supporters| asserted(supporters)).collect();
        for (start, strength) in claims.iter().zip(weigh(&SourceGraph::new(sources.clone(), list))) {
            let expected: Vec<usize> = reached(&sources, start).into_iter().filter(|at| root(&sources[*at])).collect();
            let found: Vec<usize> = strength.roots.iter().map(|id| id.0).collect();
            prop_assert_eq!(&found, &expected);
            prop_assert_eq!(strength.rung == Rung::Unattributed, start.is_empty());
            prop_assert_eq!(strength.rung == Rung::Ungrounded, !start.is_empty() && expected.is_empty());
            prop_assert!(!strength.words.is_empty() && !strength.words.ends_with('.'));
        }
    }

    #[test]
    fn one_more_supporter_never_weakens((sources, claims) in any_graph()) {
        let fewer = asserted(&claims[0]);
        let more = asserted(&claims.concat());
        let found = weigh(&SourceGraph::new(sources, vec![fewer, more]));
        prop_assert!(found[0].independence.high <= found[1].independence.high);
    }

    #[test]
    fn the_order_of_sources_does_not_matter((sources, claims) in any_graph()) {
        let last = sources.len() - 1;
        let turned: Vec<Source> = sources.iter().rev().cloned().map(|mut source| {
            source.cites.iter_mut().chain(&mut source.member_of).for_each(|id| id.0 = last - id.0);
            source
        }).collect();
        let other: Vec<usize> = claims[0].iter().map(|at| last - at).collect();
        let here = weigh_one(sources, asserted(&claims[0]));
        let there = weigh_one(turned, asserted(&other));
        prop_assert_eq!(counts(&here), counts(&there));
        prop_assert_eq!(here.rung, there.rung);
        prop_assert_eq!(ids(&here), ids(&there).iter().map(|at| last - at).collect::<Vec<_>>());
    }
}

// ---------------------------------------------------------------- examples

#[test]
fn an_outlet_with_two_sources_is_one() {
    let found = weigh_one(
        vec![
            source("The Courier", SourceKind::Outlet, &[1]),
            anonymous("two clerks", 2),
        ],
        asserted(&[0]),
    );
    assert_eq!(counts(&found), (1, 1, 1));
    assert_eq!(ids(&found), [0]);
    assert_eq!(found.rung, Rung::SingleAnonymous);
    assert_eq!(
        found.words,
        "rests on The Courier alone, which cites two people it does not name"
    );
}

#[test]
fn an_outlets_sources_and_our_own_are_two() {
    let found = weigh_one(
        vec![
            source("The Courier", SourceKind::Outlet, &[1]),
            anonymous("two clerks", 2),
            source("Ines Calloway", SourceKind::NamedPerson, &[]),
        ],
        asserted(&[0, 2]),
    );
    assert_eq!(counts(&found), (2, 2, 2));
    assert!(ids(&found).is_empty());
    assert_eq!(found.rung, Rung::Corroborated);
    assert_eq!(
        found.words,
        "rests on two independent sources: The Courier and Ines Calloway"
    );
}

#[test]
fn two_outlets_with_one_report_are_one() {
    let found = weigh_one(
        vec![
            source("The Courier", SourceKind::Outlet, &[2]),
            source("The Beacon", SourceKind::Outlet, &[2]),
            source("the harbour audit", SourceKind::Document, &[]),
        ],
        asserted(&[0, 1]),
    );
    assert_eq!(counts(&found), (1, 1, 1));
    assert_eq!(ids(&found), [2]);
    assert_eq!(found.rung, Rung::Document);
    assert_eq!(
        found.words,
        "rests on the harbour audit alone, to which The Courier and The Beacon both lead"
    );
}

#[test]
fn two_officials_of_one_ministry_are_two_and_one() {
    let found = weigh_one(
        vec![
            with_interest(
                source("Ada Brandt", SourceKind::NamedPerson, &[]),
                &["Ministry of Works"],
            ),
            with_interest(
                source("Tomas Lind", SourceKind::NamedPerson, &[]),
                &["ministry  of works"],
            ),
        ],
        asserted(&[0, 1]),
    );
    assert_eq!(counts(&found), (2, 2, 1));
    assert_eq!(found.rung, Rung::SingleSource);
    assert_eq!(
        found.words,
        "rests on Ada Brandt and Tomas Lind; they share one interest and count as one"
    );
}

#[test]
fn a_loop_of_outlets_stands_on_nothing() {
    let found = weigh_one(
        vec![
            source("The Courier", SourceKind::Outlet, &[1]),
            source("The Beacon", SourceKind::Outlet, &[0]),
        ],
        asserted(&[0]),
    );
    assert_eq!(counts(&found), (0, 0, 0));
    assert_eq!(found.rung, Rung::Ungrounded);
    assert_eq!(
        found.words,
        "rests on The Courier, and every chain leads back into The Courier and The Beacon, which cite one \
         another: no one stands at its end"
    );
}

#[test]
fn unnamed_sources_of_two_outlets_may_be_one() {
    let sources = |first: &[&str], second: &[&str]| {
        vec![
            source("The Courier", SourceKind::Outlet, &[2]),
            source("The Beacon", SourceKind::Outlet, &[3]),
            with_interest(anonymous("an aide", 1), first),
            with_interest(anonymous("a person close to the talks", 1), second),
        ]
    };
    let found = weigh_one(sources(&[], &[]), asserted(&[0, 1]));
    assert_eq!(counts(&found), (1, 2, 1));
    assert_eq!(found.rung, Rung::SingleAnonymous);
    assert_eq!(
        found.words,
        "rests on The Courier and The Beacon, whose unnamed sources may be one person; two independent sources \
         if they are not"
    );
    let apart = weigh_one(sources(&["union"], &["owner"]), asserted(&[0, 1]));
    assert_eq!(counts(&apart), (2, 2, 2));
    assert_eq!(apart.rung, Rung::CorroboratedAnonymous);
}

#[test]
fn two_unnamed_sources_of_one_article_are_two() {
    let found = weigh_one(
        vec![anonymous("an aide", 1), anonymous("a guard", 1)],
        asserted(&[0, 1]),
    );
    assert_eq!(counts(&found), (2, 2, 2));
    assert_eq!(
        found.words,
        "rests on two independent sources: an aide and a guard, none of them named"
    );
}

#[test]
fn a_group_is_one_voice_unless_the_desk_knows_them_apart() {
    let group = |count| told("two dockers", SourceKind::UnnamedGroup, count);
    let two = weigh_one(vec![group(Count { low: 2, high: 2 })], asserted(&[0]));
    assert_eq!(counts(&two), (1, 2, 1));
    assert_eq!(two.rung, Rung::SingleUnnamed);
    assert_eq!(two.words, "rests on two dockers; nobody says that they are apart");
    let mut known = group(Count { low: 2, high: 2 });
    known.count_by_hand = true;
    let apart = weigh_one(vec![known], asserted(&[0]));
    assert_eq!(counts(&apart), (2, 2, 2));
    assert_eq!(apart.rung, Rung::CorroboratedAnonymous);
}

#[test]
fn a_plural_that_nobody_counted_is_one_voice_at_least() {
    let officials = told("officials", SourceKind::Anonymous, Count::at_least(1));
    let found = weigh_one(vec![officials], asserted(&[0]));
    assert_eq!(counts(&found), (1, Count::OPEN, 1));
    assert_eq!(found.rung, Rung::SingleAnonymous);
    assert_eq!(
        found.words,
        "rests on officials; nobody says how many they are, or that they are apart"
    );
}

#[test]
fn a_crowd_is_one_voice_at_most() {
    let crowd = told(
        "about 300 strikers",
        SourceKind::UnnamedGroup,
        Count { low: 300, high: 300 },
    );
    let found = weigh_one(vec![crowd], asserted(&[0]));
    assert_eq!(counts(&found), (1, 1, 1));
    assert_eq!(found.rung, Rung::SingleUnnamed);
    assert_eq!(
        found.words,
        "rests on about 300 strikers alone, who are not named and speak with one voice"
    );
}

#[test]
fn one_of_a_group_is_one_and_adds_nothing_to_it() {
    let group = told(
        "three nurses",
        SourceKind::UnnamedGroup,
        Count { low: 3, high: 3 },
    );
    let mut one = told("one of the nurses", SourceKind::UnnamedPerson, Count::ONE);
    one.member_of = Some(SourceId(0));
    let sources = vec![group, one, source("Ines Calloway", SourceKind::NamedPerson, &[])];
    let found = weigh(&SourceGraph::new(
        sources,
        vec![asserted(&[1]), asserted(&[0, 1]), asserted(&[1, 2])],
    ));
    assert_eq!(counts(&found[0]), (1, 1, 1));
    assert_eq!(ids(&found[0]), [1]);
    assert_eq!(found[0].rung, Rung::SingleUnnamed);
    assert_eq!(
        found[0].words,
        "rests on one of the nurses alone, who is not named"
    );
    assert_eq!(counts(&found[1]), (1, 3, 1));
    assert_eq!(found[1].rung, Rung::SingleUnnamed);
    assert_eq!(counts(&found[2]), (2, 2, 2));
    assert_eq!(found[2].rung, Rung::Corroborated);
}

#[test]
fn two_who_are_not_named_corroborate_only_one_another() {
    let person = |description| told(description, SourceKind::UnnamedPerson, Count::ONE);
    let found = weigh_one(
        vec![person("a caretaker"), person("a teacher")],
        asserted(&[0, 1]),
    );
    assert_eq!(counts(&found), (2, 2, 2));
    assert_eq!(found.rung, Rung::CorroboratedAnonymous);
}

#[test]
fn a_denial_or_a_decline_supports_nothing() {
    let named = |name| source(name, SourceKind::NamedPerson, &[]);
    let denied = weigh_one(
        vec![named("Ines Calloway"), named("Tomas Lind")],
        claim(&[(0, Stance::Asserts), (1, Stance::Denies)]),
    );
    assert_eq!(counts(&denied), (1, 1, 1));
    assert!(denied.disputed);
    assert_eq!(denied.words, "rests on Ines Calloway alone; denied by Tomas Lind");
    let declined = weigh_one(vec![named("Tomas Lind")], claim(&[(0, Stance::Declines)]));
    assert_eq!(declined.rung, Rung::Unattributed);
    assert!(!declined.disputed);
    assert_eq!(declined.words, "no one is cited for it");
}

#[test]
fn an_own_view_needs_no_second_source() {
    let mut wish = asserted(&[0]);
    wish.kind = ClaimKind::Own;
    let found = weigh_one(
        vec![source("Ines Calloway", SourceKind::NamedPerson, &[])],
        wish.clone(),
    );
    assert_eq!(found.rung, Rung::OwnWord);
    assert_eq!(
        found.words,
        "rests on Ines Calloway alone, speaking of their own view, wish or plan"
    );
    let told = vec![
        source("The Courier", SourceKind::Outlet, &[1]),
        source("Ines Calloway", SourceKind::NamedPerson, &[]),
    ];
    assert_eq!(
        weigh_one(told, wish).rung,
        Rung::SingleSource,
        "through an outlet it is not their own word"
    );
}

#[test]
fn two_who_speak_of_themselves_bear_nothing_out_but_a_second_who_confirms_it_does() {
    let sides = || {
        vec![
            source("Harbour Board", SourceKind::NamedOrganization, &[]),
            source("Dockers' Union", SourceKind::NamedOrganization, &[]),
        ]
    };
    let mut talks = asserted(&[0, 1]);
    talks.kind = ClaimKind::Own;
    assert_eq!(
        weigh_one(sides(), talks.clone()).rung,
        Rung::OwnWord,
        "in one breath"
    );
    talks.joined.push(Joined {
        spans: Vec::new(),
        because: Because::Confirms,
    });
    assert_eq!(weigh_one(sides(), talks).rung, Rung::Corroborated);
}

#[test]
fn the_same_person_counts_once() {
    let mut quiet = anonymous("a person at the ministry", 1);
    quiet.same_as = Some(SourceId(0));
    let found = weigh_one(
        vec![source("Ada Brandt", SourceKind::NamedPerson, &[]), quiet],
        asserted(&[1, 0]),
    );
    assert_eq!(counts(&found), (1, 1, 1));
    assert_eq!(ids(&found), [0]);
}

#[test]
fn claims_declared_to_be_the_same_share_their_support() {
    let sources = vec![
        source("Ada Brandt", SourceKind::NamedPerson, &[]),
        source("Ben Carver", SourceKind::NamedPerson, &[]),
    ];
    let mut first = asserted(&[0]);
    first.same_as = vec![ClaimId(1)];
    let found = weigh(&SourceGraph::new(
        sources,
        vec![first, asserted(&[1]), asserted(&[1])],
    ));
    assert_eq!(counts(&found[0]), (2, 2, 2));
    assert_eq!(counts(&found[1]), (2, 2, 2), "whichever of the two declares it");
    assert_eq!(counts(&found[2]), (1, 1, 1));
}

#[test]
fn a_cited_outlet_that_others_lead_to_is_told() {
    let found = weigh_one(
        vec![
            source("The Courier", SourceKind::Outlet, &[1]),
            source("The Beacon", SourceKind::Outlet, &[2]),
            anonymous("an aide", 1),
        ],
        asserted(&[0, 1]),
    );
    assert_eq!(
        found.words,
        "rests on The Beacon alone, which cites one person it does not name; The Courier leads to it"
    );
}

#[test]
fn an_outlet_that_tells_nothing_grounds_weakly() {
    let found = weigh_one(
        vec![source("The Courier", SourceKind::Outlet, &[])],
        asserted(&[0]),
    );
    assert_eq!(counts(&found), (1, 1, 1));
    assert_eq!(found.rung, Rung::OutletOnly);
    assert_eq!(
        found.words,
        "rests on The Courier alone, which does not say how it knows"
    );
    let mut witness = source("The Courier", SourceKind::Outlet, &[]);
    witness.basis = Basis::FirstHand;
    assert_eq!(weigh_one(vec![witness], asserted(&[0])).rung, Rung::SingleSource);
}

#[test]
fn a_chain_is_told_step_by_step() {
    let mut heard = source("Tomas Lind", SourceKind::NamedPerson, &[]);
    heard.basis = Basis::SecondHand;
    let found = weigh_one(
        vec![
            source("The Courier", SourceKind::Outlet, &[1]),
            source("The Beacon", SourceKind::Outlet, &[2]),
            heard,
        ],
        asserted(&[0]),
    );
    assert_eq!(ids(&found), [0, 1, 2]);
    assert_eq!(
        found.words,
        "rests on The Courier alone, which cites The Beacon, which cites Tomas Lind"
    );
    let mut own = source("Tomas Lind", SourceKind::NamedPerson, &[]);
    own.basis = Basis::SecondHand;
    let direct = weigh_one(vec![own], asserted(&[0]));
    assert_eq!(
        direct.words,
        "rests on Tomas Lind alone, who has it from somebody else"
    );
}

#[test]
fn sources_stand_in_the_sentence_as_descriptions_do_and_names_keep_their_letters() {
    let unnamed = |description: &str| {
        let mut source = anonymous(description, 1);
        source.kind = SourceKind::UnnamedPerson;
        source
    };
    let told = |source: Source| weigh_one(vec![source], asserted(&[0])).words;
    assert_eq!(
        told(unnamed("A former official at the ministry")),
        "rests on a former official at the ministry alone, who is not named"
    );
    assert_eq!(
        told(unnamed("Treasury counsel")),
        "rests on Treasury counsel alone, who is not named"
    );
    assert_eq!(
        told(unnamed("Residents")),
        "rests on residents alone, who is not named"
    );
    assert_eq!(
        told(source("memo", SourceKind::Document, &[])),
        "rests on the memo alone"
    );
    assert_eq!(
        told(source("a report by the county", SourceKind::Document, &[])),
        "rests on a report by the county alone"
    );
    assert_eq!(
        told(source("The Harbour Act", SourceKind::Document, &[])),
        "rests on The Harbour Act alone"
    );
}

#[test]
fn ids_out_of_range_are_left_out() {
    let mut odd = source("The Courier", SourceKind::Outlet, &[7]);
    odd.same_as = Some(SourceId(9));
    let found = weigh_one(vec![odd], asserted(&[0, 5]));
    assert_eq!(found.rung, Rung::Ungrounded);
}
