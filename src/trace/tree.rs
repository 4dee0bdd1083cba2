//! Who was first, who only repeats, who adds a source of his own; and from where each article has what it tells.

use std::collections::{BTreeMap, BTreeSet};

use super::article::Article;
use super::follow::{Followed, Place};
use super::weave::{Known, Loom, Rests};
use super::{From, How, Stands, Trace, Traced, Versions};
use crate::claim::ClaimId;
use crate::source::{Source, SourceId, SourceKind};

/// What one article does to a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// It has it from a source of its own that none before it has.
    Brings,
    /// It has it from a source that one before it has too.
    SameSource,
    /// It has it from other outlets.
    Repeats,
    /// It has it from outlets that have it from one another, and from nobody else.
    Circle,
    /// It says so in its own voice and names nobody.
    NamesNobody,
    /// It only tells that somebody denies it.
    Denial,
}

impl Role {
    /// All with the names that outputs use.
    pub const NAMES: &'static [(Role, &'static str)] = &[
        (Role::Brings, "brings-a-source"),
        (Role::SameSource, "same-source"),
        (Role::Repeats, "repeats"),
        (Role::Circle, "circle"),
        (Role::NamesNobody, "names-nobody"),
        (Role::Denial, "denial"),
    ];

    /// The name that outputs use.
    pub fn name(self) -> &'static str {
        let known = Self::NAMES.iter().find(|(role, _)| *role == self);
        known.map_or("", |(_, name)| name)
    }
}

/// What one article tells of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// The article, by its number.
    pub article: usize,
    /// Its claims that state it.
    pub claims: Vec<ClaimId>,
    /// Its outlet in the graph, as far as this claim goes.
    pub carrier: SourceId,
    /// What it does to the claim.
    pub role: Role,
    /// The sources that it has itself.
    pub own: Vec<SourceId>,
    /// The outlets that it has it from.
    pub via: Vec<usize>,
    /// Does it stand in what the article has word for word from another, or from an agency?
    pub printed: bool,
    /// Does it count for the claim? Who names nobody adds nothing to what was told before.
    pub counts: bool,
}

/// The tellings of a claim that is told in these places, in the order of the articles.
pub(super) fn tellings(loom: &mut Loom, known: &Known, places: &[Place]) -> Vec<Telling> {
    let mut by_article: BTreeMap<usize, Vec<ClaimId>> = BTreeMap::new();
    for place in places {
        by_article.entry(place.article).or_default().push(place.claim);
    }
    let mut told: Vec<(Telling, Rests)> = Vec::new();
    for (article, claims) in by_article {
        let rests = loom.telling(article, &claims);
        let telling = Telling {
            article,
            claims,
            carrier: loom.outlet(known.home[article]),
            role: Role::NamesNobody,
            own: rests.own.clone(),
            via: rests.via.clone(),
            printed: rests.printed,
            counts: rests.asserts,
        };
        told.push((telling, rests));
    }
    let tellers: BTreeSet<usize> = told.iter().map(|(one, _)| known.home[one.article]).collect();
    let leads_out =
        |rests: &Rests| !rests.own.is_empty() || rests.via.iter().any(|outlet| !tellers.contains(outlet));
    // Who names nobody is a root of his own only where nobody tells of any.
    let sourced = told.iter().any(|(_, rests)| leads_out(rests));
    let mut heard: BTreeSet<SourceId> = BTreeSet::new();
    let mut is_first = true;
    for (telling, rests) in &mut told {
        telling.role = role(telling, rests, &heard, &loom.sources);
        telling.counts &= !rests.is_bare() || is_first && !sourced;
        is_first &= !telling.counts;
        heard.extend(rests.own.iter().chain(&rests.behind));
    }
    told.into_iter().map(|(telling, _)| telling).collect()
}

fn role(telling: &Telling, rests: &Rests, heard: &BTreeSet<SourceId>, sources: &[Source]) -> Role {
    match () {
        () if !rests.asserts => Role::Denial,
        () if rests.own.iter().any(|one| !heard.contains(one)) => Role::Brings,
        () if !rests.own.is_empty() => Role::SameSource,
        () if rests.via.is_empty() => Role::NamesNobody,
        () if !is_grounded(telling.carrier, sources) => Role::Circle,
        () => Role::Repeats,
    }
}

/// Does a way lead from it to one who cites nobody?
fn is_grounded(from: SourceId, sources: &[Source]) -> bool {
    let mut seen = BTreeSet::from([from]);
    let mut open = vec![from];
    while let Some(at) = open.pop() {
        let source = &sources[at.0];
        if source.cites.is_empty() {
            return true;
        }
        open.extend(source.cites.iter().copied().filter(|cited| seen.insert(*cited)));
    }
    false
}

/// The articles of a trace that is whole but for them.
pub(super) fn articles(known: &Known, trace: &Trace) -> Vec<Traced> {
    let mut via: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut counts = vec![(0, 0); known.articles.len()];
    for telling in trace.tellings.iter().flatten() {
        let (brings, all) = &mut counts[telling.article];
        *all += 1;
        *brings += usize::from(telling.role == Role::Brings);
        for outlet in &telling.via {
            *via.entry((telling.article, *outlet)).or_default() += 1;
        }
    }
    let traced = |(number, article): (usize, &Article)| Traced {
        label: article.label.clone(),
        outlet: known.home[number],
        path: article.told.draft.path.clone(),
        title: article.told.title.to_owned(),
        from: origins(known, trace, number, &via),
        brings: counts[number].0,
        claims: counts[number].1,
    };
    known.articles.iter().enumerate().map(traced).collect()
}

/// From where an article has something: first what it has word for word, then what it credits.
fn origins(known: &Known, trace: &Trace, by: usize, via: &BTreeMap<(usize, usize), usize>) -> Vec<From> {
    let claims = |outlet: usize| via.get(&(by, outlet)).copied().unwrap_or(0);
    let mut found: Vec<From> = Vec::new();
    for copy in trace.copies.iter().filter(|copy| copy.by == by) {
        let outlet = known.home[copy.of];
        found.push(From {
            how: if copy.is_print() {
                How::Printed
            } else {
                How::Passages
            },
            outlet,
            article: Some(copy.of),
            share: copy.share,
            claims: claims(outlet),
            stands: stands(known.articles, copy.of, by),
        });
    }
    found.sort_by(|a, b| b.share.total_cmp(&a.share).then(a.article.cmp(&b.article)));
    let credits = &known.credits[by];
    let wire = credits.wire.iter().map(|outlet| (How::Wire, *outlet));
    let cited = credits.cited.iter().map(|outlet| (How::Credits, *outlet));
    for (how, outlet) in wire.chain(cited) {
        // What a copied passage credits is the original's to tell.
        let copied = !found.is_empty() && claims(outlet) == 0;
        if copied || found.iter().any(|from| from.outlet == outlet) {
            continue;
        }
        let article = teller(known, trace, by, outlet);
        found.push(From {
            how,
            outlet,
            article,
            share: 0.0,
            claims: claims(outlet),
            stands: article.map_or(Stands::Unknown, |of| stands(known.articles, of, by)),
        });
    }
    found
}

fn stands(articles: &[Article], of: usize, by: usize) -> Stands {
    let (Some(of), Some(by)) = (articles[of].label.date, articles[by].label.date) else {
        return Stands::Unknown;
    };
    match of.is_before(by) {
        Some(true) => Stands::Before,
        Some(false) => Stands::After,
        None => Stands::Unknown,
    }
}

/// The article of an outlet that another has something from: the last before it that tells a claim which it has from there, else the
/// first that does.
fn teller(known: &Known, trace: &Trace, by: usize, outlet: usize) -> Option<usize> {
    let mut tellers: BTreeSet<usize> = BTreeSet::new();
    for tellings in &trace.tellings {
        let owes = |telling: &Telling| telling.article == by && telling.via.contains(&outlet);
        if tellings.iter().any(owes) {
            let theirs = tellings.iter().map(|telling| telling.article);
            tellers.extend(theirs.filter(|article| known.home[*article] == outlet));
        }
    }
    let before = tellers.range(..by).next_back().copied();
    before.or_else(|| tellers.first().copied())
}

/// Things of which the articles give several figures or days.
pub(super) fn versions(articles: &[Article], followed: &Followed) -> Vec<Versions> {
    let mut threads: Vec<BTreeSet<usize>> = Vec::new();
    for (one, other) in &followed.differ {
        let (meets, apart): (Vec<_>, Vec<_>) = threads
            .into_iter()
            .partition(|thread| thread.contains(one) || thread.contains(other));
        threads = apart;
        threads.push(meets.into_iter().flatten().chain([*one, *other]).collect());
    }
    let date = |group: &usize| {
        let first = followed.groups[*group].first()?;
        articles[first.article].label.date
    };
    let mut versions: Vec<Versions> = threads
        .into_iter()
        .map(|thread| {
            // Groups are numbered by their first telling, and so stand in the order of time.
            let dates: Vec<_> = thread.iter().filter_map(date).collect();
            let changed = dates
                .windows(2)
                .any(|pair| pair[0].is_before(pair[1]) == Some(true));
            let claims = thread.into_iter().map(ClaimId).collect();
            Versions { claims, changed }
        })
        .collect();
    versions.sort_by_key(|versions| versions.claims.first().copied());
    versions
}

impl Telling {
    /// The sources of the trace that the article has itself, without outlets that only carry.
    pub fn roots<'t>(&self, trace: &'t Trace) -> Vec<&'t Source> {
        let own = self.own.iter().map(|id| trace.graph.source(*id));
        own.filter(|source| source.kind != SourceKind::Outlet).collect()
    }
}
