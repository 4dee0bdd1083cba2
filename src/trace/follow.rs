//! Claims followed from article to article: which state the same, which give another figure, which the contrary.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::article::Article;
use crate::claim::ClaimId;
use crate::claim::across::{Kin, Saying, Tie};

/// A claim of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The article, by its number.
    pub article: usize,
    /// Its claim.
    pub claim: ClaimId,
}

/// What is known of all claims together.
#[derive(Debug, Default)]
pub(super) struct Followed {
    /// The claims that state the same, in the order of the articles.
    pub(super) groups: Vec<Vec<Place>>,
    /// Groups that give other figures or days of one thing.
    pub(super) differ: BTreeSet<(usize, usize)>,
    /// Groups of which the one says that the other is not so.
    pub(super) contrary: BTreeSet<(usize, usize)>,
}

/// A claim is compared with so many others at most.
const MOST_CANDIDATES: usize = 32;

/// A word leads to so many claims at most, the earliest.
const MOST_HOLDERS: usize = 64;

/// Two claims are only compared when they share this part of what the shorter one tells.
const LEAST_SHARED: f64 = 0.35;

/// With how many of a group's claims a new one is compared.
const MEMBERS: usize = 6;

/// Follows the claims of articles, which stand in the order in which they came out. `copied` tells for a claim that stands in a
/// copied passage which claim of the original it is; `kin` whether two articles have a credit between them. Near linear: each claim is compared with
/// a bounded number of others.
pub(super) fn follow(
    articles: &[Article],
    copied: &BTreeMap<Place, Place>,
    kin: impl Fn(usize, usize) -> Kin,
) -> Followed {
    let mut thread = Thread::default();
    for (article, one) in articles.iter().enumerate() {
        let said = one.told.graph.claims.iter().enumerate();
        let said: Vec<(Place, Saying)> = said
            .map(|(claim, words)| {
                let claim = ClaimId(claim);
                (Place { article, claim }, Saying::of(words))
            })
            .collect();
        for (place, saying) in said {
            thread.take(place, saying, copied.get(&place).copied(), &kin);
        }
    }
    thread.done()
}

/// Claims taken in so far.
#[derive(Default)]
struct Thread {
    places: Vec<Place>,
    sayings: Vec<Saying>,
    weights: Vec<f64>,
    /// The group of each.
    home: Vec<usize>,
    groups: Vec<Vec<usize>>,
    number: BTreeMap<Place, usize>,
    index: HashMap<u64, Vec<usize>>,
    differ: Vec<(usize, usize)>,
    contrary: Vec<(usize, usize)>,
}

impl Thread {
    fn take(
        &mut self,
        place: Place,
        saying: Saying,
        copied: Option<Place>,
        kin: &impl Fn(usize, usize) -> Kin,
    ) {
        let number = self.places.len();
        let telling = saying.telling();
        let weight: f64 = telling.iter().map(|(_, rarity)| rarity).sum();
        let origin = copied.and_then(|origin| self.number.get(&origin).copied());
        let mut home = origin.map(|origin| self.home[origin]);
        for other in self.candidates(&telling, weight, place.article) {
            let tie = saying.tie(
                &self.sayings[other],
                kin(self.places[other].article, place.article),
            );
            match tie {
                Tie::Same if home.is_none() && self.fits(self.home[other], &saying, place, kin) => {
                    home = Some(self.home[other]);
                }
                Tie::Figures(..) | Tie::Days => self.differ.push((other, number)),
                Tie::Contrary => self.contrary.push((other, number)),
                Tie::Same | Tie::Apart => {}
            }
        }
        let home = home.unwrap_or_else(|| {
            self.groups.push(Vec::new());
            self.groups.len() - 1
        });
        self.groups[home].push(number);
        self.home.push(home);
        self.places.push(place);
        self.sayings.push(saying);
        self.weights.push(weight);
        self.number.insert(place, number);
        for (stem, _) in telling {
            let list = self.index.entry(stem).or_default();
            if list.len() < MOST_HOLDERS {
                list.push(number);
            }
        }
    }

    /// Claims of other articles that share telling words, those that share most first.
    fn candidates(&self, telling: &[(u64, f64)], weight: f64, article: usize) -> Vec<usize> {
        let mut shared: BTreeMap<usize, f64> = BTreeMap::new();
        for (stem, rarity) in telling {
            for other in self.index.get(stem).into_iter().flatten() {
                if self.places[*other].article != article {
                    *shared.entry(*other).or_default() += rarity;
                }
            }
        }
        let enough = |other: usize, shared: f64| shared >= LEAST_SHARED * weight.min(self.weights[other]);
        let mut ranked: Vec<(usize, f64)> = shared
            .into_iter()
            .filter(|(other, shared)| enough(*other, *shared))
            .collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        ranked.truncate(MOST_CANDIDATES);
        ranked.into_iter().map(|(other, _)| other).collect()
    }

    /// Does a claim state the same as half of a group, and contradict none of it?
    fn fits(&self, group: usize, saying: &Saying, place: Place, kin: &impl Fn(usize, usize) -> Kin) -> bool {
        let members = self.groups[group].iter().rev().take(MEMBERS);
        let ties: Vec<Tie> = members
            .map(|other| {
                saying.tie(
                    &self.sayings[*other],
                    kin(self.places[*other].article, place.article),
                )
            })
            .collect();
        let same = ties.iter().filter(|tie| **tie == Tie::Same).count();
        2 * same >= ties.len() && ties.iter().all(|tie| matches!(tie, Tie::Same | Tie::Apart))
    }

    fn done(self) -> Followed {
        let pairs = |list: &[(usize, usize)]| -> BTreeSet<(usize, usize)> {
            let homes = list
                .iter()
                .map(|(one, other)| (self.home[*one], self.home[*other]));
            homes
                .filter(|(one, other)| one != other)
                .map(|(one, other)| (one.min(other), one.max(other)))
                .collect()
        };
        let (differ, contrary) = (pairs(&self.differ), pairs(&self.contrary));
        let places = |group: Vec<usize>| group.into_iter().map(|number| self.places[number]).collect();
        Followed {
            differ,
            contrary,
            groups: self.groups.iter().cloned().map(places).collect(),
        }
    }
}
