//! One graph of all articles: a claim rests on the outlets that tell it, an outlet on the article it was printed from, on the
//! outlets that it credits and on the sources that it names. What is told of a source in one article is told of it in all.

use std::collections::BTreeMap;

use super::article::Article;
use super::credit::Credits;
use super::follow::Place;
use super::outlets::Outlet;
use super::people::People;
use crate::attribution::Stance;
use crate::claim::{Backing, Claim, ClaimId, Weight};
use crate::language::fold;
use crate::source::{Basis, Source, SourceId, SourceKind};

/// Where a claim in a copied passage comes from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Taken {
    /// The article of the original.
    pub(super) article: usize,
    /// Its claim, where it is read there too.
    pub(super) claim: Option<ClaimId>,
}

/// What the tellings of a claim by one article rest on.
#[derive(Clone, Debug, Default)]
pub(super) struct Rests {
    /// Sources that the article has itself.
    pub(super) own: Vec<SourceId>,
    /// Other outlets.
    pub(super) via: Vec<usize>,
    /// What those outlets have it from that do not tell it in an article of their own.
    pub(super) behind: Vec<SourceId>,
    /// Does it say that it is so? It may only tell that somebody denies it.
    pub(super) asserts: bool,
    /// Does it stand in what was printed from another outlet?
    pub(super) printed: bool,
}

/// What is known of the articles.
pub(super) struct Known<'a, 'b> {
    pub(super) articles: &'a [Article<'b>],
    /// The outlet of each.
    pub(super) home: &'a [usize],
    pub(super) credits: &'a [Credits],
    pub(super) taken: &'a BTreeMap<Place, Taken>,
    pub(super) outlets: &'a [Outlet],
    pub(super) people: People,
}

/// By what a source is the same in two articles.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    /// A person, a body, a paper: by name.
    Named(String),
    /// Somebody without a name: of the article that tells of him.
    Of(usize, SourceId),
    /// Who cites others for one claim.
    Citing(usize, usize, SourceId),
    /// An outlet as far as one claim goes.
    Outlet(usize, usize),
}

/// The sources of the graph while it is woven.
pub(super) struct Loom<'a, 'b> {
    known: &'a Known<'a, 'b>,
    pub(super) sources: Vec<Source>,
    numbers: BTreeMap<Key, SourceId>,
    /// The claim that is woven now.
    group: usize,
    /// The outlets that tell it.
    tellers: Vec<usize>,
}

impl<'a, 'b> Loom<'a, 'b> {
    pub(super) fn new(known: &'a Known<'a, 'b>) -> Loom<'a, 'b> {
        Loom {
            known,
            sources: Vec::new(),
            numbers: BTreeMap::new(),
            group: 0,
            tellers: Vec::new(),
        }
    }

    /// Begins a claim that is told in these places.
    pub(super) fn begin(&mut self, group: usize, places: &[Place]) {
        self.group = group;
        self.tellers = places
            .iter()
            .map(|place| self.known.home[place.article])
            .collect();
    }

    /// Weaves in what one article tells of the claim.
    pub(super) fn telling(&mut self, article: usize, claims: &[ClaimId]) -> Rests {
        let mut rests = Rests::default();
        for claim in claims.iter().copied() {
            self.claim(Place { article, claim }, &mut rests);
        }
        let carrier = self.outlet(self.known.home[article]);
        let via: Vec<SourceId> = rests.via.iter().map(|outlet| self.outlet(*outlet)).collect();
        for cited in via.into_iter().chain(rests.own.iter().copied()) {
            self.cite(carrier, cited);
        }
        rests
    }

    fn claim(&mut self, place: Place, rests: &mut Rests) {
        let (known, article) = (self.known, place.article);
        let Some(claim) = known.articles[article].told.graph.claims.get(place.claim.0) else {
            return;
        };
        let (own, credits) = (known.home[article], &known.credits[article]);
        let taken = known.taken.get(&place);
        let printed = taken
            .map(|taken| known.home[taken.article])
            .filter(|outlet| *outlet != own);
        let front = printed.or(if taken.is_none() { credits.wire } else { None });
        let asserted: Vec<&Backing> = claim
            .backing
            .iter()
            .filter(|backing| backing.stance == Stance::Asserts)
            .collect();
        rests.asserts |= claim.backing.is_empty() || !asserted.is_empty() || claim.stated;
        let mut found = Rests::default();
        for backing in &asserted {
            self.backing(article, backing, &mut found);
        }
        if asserted.is_empty() && front.is_none() {
            let told = |outlet: &&usize| **outlet != own && self.tellers.contains(outlet);
            found.via.extend(credits.cited.iter().find(told));
        }
        let Some(front) = front else {
            rests.take(found);
            return;
        };
        rests.printed = true;
        // What stands in a copied passage is the original's, with all that is told for it there.
        let read_there = taken.is_some_and(|taken| taken.claim.is_some());
        let origin = self.outlet(front);
        if !read_there {
            let via: Vec<SourceId> = found.via.iter().map(|outlet| self.outlet(*outlet)).collect();
            for cited in via.into_iter().chain(found.own.iter().copied()) {
                self.cite(origin, cited);
            }
            rests.behind.extend(found.own);
            rests.behind.extend(found.behind);
        }
        if !rests.via.contains(&front) {
            rests.via.push(front);
        }
    }

    /// One source of one claim in one article.
    fn backing(&mut self, article: usize, backing: &Backing, found: &mut Rests) {
        let (known, SourceId(source)) = (self.known, backing.source);
        let (own, credits) = (known.home[article], &known.credits[article]);
        let chain: Vec<(SourceId, SourceId)> = backing
            .attribution
            .and_then(|number| known.articles[article].told.chains.get(number))
            .cloned()
            .unwrap_or_default();
        let cited: Vec<SourceId> = chain
            .iter()
            .filter(|(from, to)| *from == backing.source && *to != backing.source)
            .map(|(_, to)| *to)
            .collect();
        match credits.is.get(source).copied().flatten() {
            Some(outlet) if outlet == own => {
                let roots: Vec<SourceId> = cited.iter().map(|one| self.source(article, *one, &[])).collect();
                found.own.extend(roots);
            }
            Some(outlet) => self.hop(article, outlet, &cited, found),
            None => match credits.through.get(source).filter(|through| !through.is_empty()) {
                Some(through) => {
                    for outlet in through {
                        self.hop(article, *outlet, &[backing.source], found);
                    }
                }
                None => {
                    let root = self.source(article, backing.source, &cited);
                    found.own.push(root);
                }
            },
        }
    }

    /// A claim that comes from another outlet, which has it from these sources. One that tells it in an article of its own says
    /// there whom it has it from.
    fn hop(&mut self, article: usize, outlet: usize, cited: &[SourceId], found: &mut Rests) {
        if !found.via.contains(&outlet) {
            found.via.push(outlet);
        }
        if self.tellers.contains(&outlet) {
            return;
        }
        let node = self.outlet(outlet);
        for one in cited {
            let known = self.known;
            let is = known.credits[article].is.get(one.0).copied().flatten();
            let behind = match is {
                Some(inner) if inner == outlet => continue,
                Some(inner) => self.outlet(inner),
                None => self.source(article, *one, &[]),
            };
            self.cite(node, behind);
            found.behind.push(behind);
        }
    }

    fn cite(&mut self, from: SourceId, to: SourceId) {
        if from != to && !self.sources[from.0].cites.contains(&to) {
            self.sources[from.0].cites.push(to);
        }
    }

    /// An outlet as far as the claim goes that is woven now.
    pub(super) fn outlet(&mut self, outlet: usize) -> SourceId {
        let known = self.known;
        let key = Key::Outlet(self.group, outlet);
        self.node(key, |id| {
            let mut source = Source::new(id, SourceKind::Outlet);
            source.name.clone_from(&known.outlets[outlet].name);
            let owner = &known.outlets[outlet].owner;
            source.interest.extend((!owner.is_empty()).then(|| owner.clone()));
            source
        })
    }

    /// A source of an article, the same as in another where it has a name; `cited` are those that it cites for this claim.
    fn source(&mut self, article: usize, id: SourceId, cited: &[SourceId]) -> SourceId {
        let known = self.known;
        let Some(told) = known.articles[article].told.graph.sources.get(id.0) else {
            return self.outlet(known.home[article]);
        };
        let named = !told.name.is_empty() && told.kind != SourceKind::Anonymous;
        let told_alike = told.kind == SourceKind::Document && !told.description.is_empty();
        let key = match (named, cited.is_empty()) {
            (_, false) => Key::Citing(self.group, article, id),
            (true, _) if told.kind == SourceKind::NamedPerson => {
                Key::Named(known.people.spelling(&told.name))
            }
            (true, _) => Key::Named(fold(&told.name)),
            (false, _) if told_alike => Key::Named(fold(&told.description)),
            (false, _) => Key::Of(article, id),
        };
        let known_before = self.numbers.contains_key(&key);
        let node = self.node(key, |id| Source {
            id: id.to_owned(),
            cites: Vec::new(),
            mentions: Vec::new(),
            member_of: None,
            same_as: None,
            ..told.clone()
        });
        if let Some(group) = told.member_of.filter(|group| *group != id && !known_before) {
            let group = self.source(article, group, &[]);
            self.sources[node.0].member_of = Some(group).filter(|group| *group != node);
        }
        let known = &mut self.sources[node.0];
        if named && told.name.len() > known.name.len() {
            known.name.clone_from(&told.name);
        }
        if known.title.is_empty() {
            known.title.clone_from(&told.title);
        }
        for interest in &told.interest {
            if !self.sources[node.0].interest.contains(interest) {
                self.sources[node.0].interest.push(interest.clone());
            }
        }
        for one in cited {
            let inner = self.source(article, *one, &[]);
            self.cite(node, inner);
        }
        if !cited.is_empty() && self.sources[node.0].basis == Basis::Unknown {
            self.sources[node.0].basis = Basis::SecondHand;
        }
        node
    }

    fn node(&mut self, key: Key, make: impl FnOnce(&str) -> Source) -> SourceId {
        if let Some(known) = self.numbers.get(&key) {
            return *known;
        }
        let id = SourceId(self.sources.len());
        self.sources.push(make(&format!("s{}", id.0 + 1)));
        self.numbers.insert(key, id);
        id
    }

    /// Who denies the claim in one place of it.
    pub(super) fn deniers(&mut self, place: Place) -> Vec<SourceId> {
        let claim = self.known.articles[place.article]
            .told
            .graph
            .claims
            .get(place.claim.0);
        let denied = claim.map(Claim::deniers).unwrap_or_default();
        denied
            .iter()
            .map(|one| self.source(place.article, *one, &[]))
            .collect()
    }
}

impl Rests {
    fn take(&mut self, found: Rests) {
        self.own.extend(found.own);
        self.via.extend(found.via);
        self.behind.extend(found.behind);
        for list in [&mut self.own, &mut self.behind] {
            list.sort_unstable();
            list.dedup();
        }
        let mut seen = Vec::new();
        self.via.retain(|outlet| {
            let new = !seen.contains(outlet);
            seen.push(*outlet);
            new
        });
    }

    /// Is nobody told?
    pub(super) fn is_bare(&self) -> bool {
        self.own.is_empty() && self.via.is_empty()
    }
}

/// The claim of a group, in the words of its first telling.
pub(super) fn claim(number: usize, articles: &[Article], places: &[Place]) -> Claim {
    let told = || {
        places
            .iter()
            .filter_map(|place| articles[place.article].told.graph.claims.get(place.claim.0))
    };
    let speaks = told().find(|claim| claim.stated).or_else(|| told().next());
    let mut claim = Claim::new(
        &format!("c{}", number + 1),
        speaks.map_or("", |claim| &claim.text),
    );
    for one in told() {
        claim.lede |= one.lede;
        claim.urgency = claim.urgency.max(one.urgency);
        claim.wanted = claim.wanted.max(one.wanted);
        claim.accusing = claim.accusing.max(one.accusing);
    }
    let heaviest = told().fold((Weight::Light, None), |(weight, of), one| {
        if of.is_none() || one.weight > weight {
            (one.weight, Some(one))
        } else {
            (weight, of)
        }
    });
    if let (weight, Some(one)) = heaviest {
        claim.weight = weight;
        claim.weight_reason.clone_from(&one.weight_reason);
        claim.kind = one.kind;
    }
    claim
}
