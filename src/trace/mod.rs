//! Many articles: who repeats whom.
//!
//! The steps of [`trace`]:
//!
//! - `copy`: what an article has word for word from an earlier one (fingerprints lead to candidates, aligned passages tell);
//! - `credit`: whom it says that it has it from, in its text, its dateline, its byline; `hearer`: to whom its sources spoke;
//! - `follow`: which claims of different articles state the same, by the comparison that joins claims within one;
//! - `weave`: one graph of outlets and sources for each claim, weighed by [`crate::strength`]: a copy and who cites others add
//!   nothing, and outlets that cite one another in a circle ground nothing;
//! - `tree`: who was first with a claim, who only repeats it, who brings a source of his own.

pub mod archive;
mod article;
mod beside;
pub mod copy;
mod credit;
mod follow;
mod hearer;
mod outlets;
mod people;
mod tree;
mod weave;
mod wording;

use std::collections::{BTreeMap, BTreeSet};

pub use crate::when::When;
pub use article::{Article, Label, Told};
pub use beside::{Beside, Elsewhere, Shared, beside};
pub use copy::Copy;
pub use follow::Place;
pub use outlets::Outlet;
pub use tree::{Role, Telling};
pub use wording::Wording;

use crate::claim::across::{Kin, Saying, Tie};
use crate::claim::{Backing, Claim, ClaimId, Weight};
use crate::draft::Span;
use crate::graph::SourceGraph;
use crate::policy::Policy;
use crate::strength::{self, Strength};
use credit::Credits;
use outlets::Outlets;
use people::People;
use weave::{Known, Loom, Taken};

/// How an article came by what it has from elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// It is printed from an earlier article: much of its own words stand there.
    Printed,
    /// It takes over passages of one.
    Passages,
    /// Its dateline, byline or last line gives it to an agency whose article is none of these.
    Wire,
    /// It says so.
    Credits,
}

impl How {
    /// All with the names that outputs use.
    pub const NAMES: &'static [(How, &'static str)] = &[
        (How::Printed, "printed"),
        (How::Passages, "passages"),
        (How::Wire, "wire"),
        (How::Credits, "credits"),
    ];

    /// The name that outputs use.
    pub fn name(self) -> &'static str {
        let known = Self::NAMES.iter().find(|(how, _)| *how == self);
        known.map_or("", |(_, name)| name)
    }
}

/// Where the article that another has something from stands in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// Before it.
    Before,
    /// After it: what it had was another article, or the dates are wrong.
    After,
    /// That is not known.
    Unknown,
}

impl Stands {
    /// All with the names that outputs use.
    pub const NAMES: &'static [(Stands, &'static str)] = &[
        (Stands::Before, "before"),
        (Stands::After, "after"),
        (Stands::Unknown, "unknown"),
    ];

    /// The name that outputs use.
    pub fn name(self) -> &'static str {
        let known = Self::NAMES.iter().find(|(stands, _)| *stands == self);
        known.map_or("", |(_, name)| name)
    }
}

/// From where an article has something.
#[derive(Clone, Debug, PartialEq)]
pub struct From {
    /// How it came by it.
    pub how: How,
    /// The outlet.
    pub outlet: usize,
    /// Its article, where that is one of these.
    pub article: Option<usize>,
    /// For what was printed and for passages: the part of its own words, 0 to 1.
    pub share: f64,
    /// How many of its claims it has from there.
    pub claims: usize,
    /// Where that article stands in time.
    pub stands: Stands,
}

/// An article in the trace.
#[derive(Clone, Debug)]
pub struct Traced {
    /// Where it comes from.
    pub label: Label,
    /// Its outlet, by number.
    pub outlet: usize,
    /// The path of its file.
    pub path: String,
    /// Its title; empty when it has none.
    pub title: String,
    /// From where it has something; what was printed first.
    pub from: Vec<From>,
    /// How many of the claims it brings a source of its own for.
    pub brings: usize,
    /// How many claims it tells.
    pub claims: usize,
}

impl Traced {
    /// Is it printed from another article, or given to an agency as a whole?
    pub fn is_print(&self) -> bool {
        self.from
            .iter()
            .any(|from| matches!(from.how, How::Printed | How::Wire))
    }
}

/// A thing of which the articles give several figures, by the time of their telling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Versions {
    /// The claims that give them, by the first telling of each.
    pub claims: Vec<ClaimId>,
    /// Does the figure change with time, and not only from outlet to outlet?
    pub changed: bool,
}

/// Who of several articles repeats whom.
#[derive(Clone, Debug)]
pub struct Trace {
    /// The articles, the earliest first.
    pub articles: Vec<Traced>,
    /// The outlets; those that have no article among these too.
    pub outlets: Vec<Outlet>,
    /// The claims with those who tell them, and whom these rest on.
    pub graph: SourceGraph,
    /// The strength of each claim.
    pub strengths: Vec<Strength>,
    /// For each claim, its tellings in the order of the articles.
    pub tellings: Vec<Vec<Telling>>,
    /// What the articles have word for word from one another.
    pub copies: Vec<Copy>,
    /// Things of which they give several figures or days.
    pub versions: Vec<Versions>,
    /// Pairs of claims of which the one says that the other is not so.
    pub contrary: Vec<(ClaimId, ClaimId)>,
}

impl Trace {
    /// Is it a claim to look at: heavy, or more than opinion and told by several outlets in words of their own?
    pub fn is_of_weight(&self, claim: ClaimId) -> bool {
        let weight = self.graph.claim(claim).weight;
        let written = self.tellings[claim.0].iter().filter(|telling| !telling.printed);
        let outlets: BTreeSet<usize> = written
            .map(|telling| self.articles[telling.article].outlet)
            .collect();
        weight == Weight::Heavy || weight == Weight::Normal && outlets.len() > 1
    }

    /// The outlets that tell a claim, in the order of their first telling.
    pub fn tellers(&self, claim: ClaimId) -> Vec<usize> {
        let mut found = Vec::new();
        for telling in self.tellings.get(claim.0).into_iter().flatten() {
            let outlet = self.articles[telling.article].outlet;
            if !found.contains(&outlet) {
                found.push(outlet);
            }
        }
        found
    }
}

/// Traces articles. Near linear in their number and length.
///
/// The order in which they came out is that of their dates; of articles of one day without a time, those that give themselves to
/// an agency or credit others stand after those that do not, and else they keep the order in which they are given.
pub fn trace(mut articles: Vec<Article<'_>>, policy: &Policy) -> Trace {
    articles.sort_by_key(|article| article.label.place());
    let mut outlets = Outlets::default();
    for article in &articles {
        let number = outlets.enter(&article.label.outlet, policy);
        outlets.list[number].outside = false;
    }
    let (articles, home, credits) = ordered(articles, &mut outlets, policy);
    let texts: Vec<Wording> = articles
        .iter()
        .map(|article| Wording::of(article.told.draft, article.told.prose))
        .collect();
    let copies = copy::find(&texts);
    let taken = taken(&articles, &texts, &copies);
    let copied: BTreeMap<Place, Place> = taken
        .iter()
        .filter_map(|(place, taken)| {
            let (article, claim) = (taken.article, taken.claim?);
            Some((*place, Place { article, claim }))
        })
        .collect();
    let cites = |one: usize, other: usize| credits[one].cited.contains(&home[other]);
    let kin = |one: usize, other: usize| match cites(one, other) || cites(other, one) {
        true => Kin::Credited,
        false => Kin::Strangers,
    };
    let followed = follow::follow(&articles, &copied, kin);
    let known = Known {
        articles: &articles,
        home: &home,
        credits: &credits,
        taken: &taken,
        outlets: &outlets.list,
        people: People::of(&articles),
    };
    let (graph, tellings) = woven(&known, &followed.groups);
    let mut strengths = strength::weigh(&graph);
    // What the texts do not prove apart counts once, as in a single draft.
    for one in &mut strengths {
        one.independence.low = one.independence.by_interest;
    }
    let mut found = Trace {
        articles: Vec::new(),
        graph,
        strengths,
        tellings,
        copies,
        versions: tree::versions(&articles, &followed),
        contrary: followed
            .contrary
            .iter()
            .map(|(a, b)| (ClaimId(*a), ClaimId(*b)))
            .collect(),
        outlets: Vec::new(),
    };
    found.articles = tree::articles(&known, &found);
    found.outlets = outlets.list;
    found
}

/// The articles in the order in which they came out, with the outlet of each and what it credits.
fn ordered<'a>(
    articles: Vec<Article<'a>>,
    outlets: &mut Outlets,
    policy: &Policy,
) -> (Vec<Article<'a>>, Vec<usize>, Vec<Credits>) {
    let mut all: Vec<(Article<'a>, usize, Credits)> = articles
        .into_iter()
        .map(|article| {
            let own = outlets.enter(&article.label.outlet, policy);
            let credits = credit::read(&article, own, outlets, policy);
            (article, own, credits)
        })
        .collect();
    all.sort_by_key(|(article, _, credits)| {
        let owes = credits.wire.is_some() || !credits.cited.is_empty();
        (article.label.place(), owes)
    });
    let mut parts = (Vec::new(), Vec::new(), Vec::new());
    for (article, own, credits) in all {
        parts.0.push(article);
        parts.1.push(own);
        parts.2.push(credits);
    }
    parts
}

/// A claim stands in a copied passage when this part of its words does.
const COPIED: f64 = 0.6;

/// The claims that stand in copied passages, with where they come from.
fn taken(articles: &[Article], texts: &[Wording], copies: &[Copy]) -> BTreeMap<Place, Taken> {
    let mut found = BTreeMap::new();
    for copy in copies {
        let (from, to) = (&articles[copy.of].told, &articles[copy.by].told);
        for (number, printed) in to.graph.claims.iter().enumerate() {
            let place = Place {
                article: copy.by,
                claim: ClaimId(number),
            };
            let words = original(&texts[copy.by], copy, printed).filter(|_| !found.contains_key(&place));
            let Some(words) = words else {
                continue;
            };
            let claim = claim_at(&texts[copy.of], &from.graph.claims, &words);
            let source = claim.and_then(|id| from.graph.claims.get(id.0));
            // In the words of the original, but with another figure or a "not" in them, it is another claim.
            if source.is_none_or(|source| keeps(source, printed)) {
                let article = copy.of;
                found.insert(place, Taken { article, claim });
            }
        }
    }
    found
}

/// Does a claim in copied words state what the original states?
fn keeps(original: &Claim, printed: &Claim) -> bool {
    let tie = Saying::of(original).tie(&Saying::of(printed), Kin::Credited);
    matches!(tie, Tie::Same | Tie::Apart)
}

/// The words of the original that a claim of the copy has, if it has most of its words from there.
fn original(text: &Wording, copy: &Copy, claim: &Claim) -> Option<std::ops::Range<usize>> {
    let own = text.within(claim.place());
    if own.is_empty() {
        return None;
    }
    let shared = |passage: &copy::Passage| {
        let from = passage.to.start.max(own.start);
        let to = passage.to.end.min(own.end);
        (from < to).then(|| {
            let start = passage.from.start + (from - passage.to.start);
            let end = start + (to - from);
            (to - from, start.min(passage.from.end)..end.min(passage.from.end))
        })
    };
    let shared: Vec<(usize, std::ops::Range<usize>)> = copy.passages.iter().filter_map(shared).collect();
    let all: usize = shared.iter().map(|(length, _)| length).sum();
    let longest = shared.into_iter().max_by_key(|(length, _)| *length)?;
    (all as f64 >= COPIED * own.len() as f64).then_some(longest.1)
}

/// The claim that has most of these words.
fn claim_at(text: &Wording, claims: &[Claim], words: &std::ops::Range<usize>) -> Option<ClaimId> {
    let shared = |span: Span| {
        let own = text.within(span);
        let both = own.end.min(words.end).saturating_sub(own.start.max(words.start));
        (2 * both >= own.len().max(words.len())).then_some(both)
    };
    let ranked = claims
        .iter()
        .enumerate()
        .filter_map(|(number, claim)| Some((shared(claim.place())?, number)));
    let best = ranked.max_by_key(|(both, number)| (*both, std::cmp::Reverse(*number)));
    best.map(|(_, number)| ClaimId(number))
}

/// The graph of all claims, and the tellings of each.
fn woven(known: &Known, groups: &[Vec<Place>]) -> (SourceGraph, Vec<Vec<Telling>>) {
    let mut loom = Loom::new(known);
    let (mut claims, mut all) = (Vec::new(), Vec::new());
    for (number, places) in groups.iter().enumerate() {
        loom.begin(number, places);
        let mut claim = weave::claim(number, known.articles, places);
        let tellings = tree::tellings(&mut loom, known, places);
        for telling in tellings.iter().filter(|telling| telling.counts) {
            claim.backing.push(Backing {
                source: telling.carrier,
                stance: crate::attribution::Stance::Asserts,
                attribution: None,
            });
        }
        for place in places {
            for source in loom.deniers(*place) {
                claim.backing.push(Backing {
                    source,
                    stance: crate::attribution::Stance::Denies,
                    attribution: None,
                });
            }
        }
        claims.push(claim);
        all.push(tellings);
    }
    let sources = std::mem::take(&mut loom.sources);
    (SourceGraph::new(sources, claims), all)
}
