//! Which claims and sources of two versions are the same.

use std::collections::{BTreeMap, BTreeSet};

use super::{Then, Who};
use crate::claim::ClaimId;
use crate::language::{Found, Place, Places, fold, letters};
use crate::report::scene::is_unnamed;
use crate::rules::Case;
use crate::source::{Source, SourceId, SourceKind};
use crate::span::Span;

/// Fewer words may stand in any other statement by chance.
const FEWEST: usize = 4;

/// The words of a claim at one of its places.
struct Said {
    claim: ClaimId,
    text: String,
}

/// How far words have found their like in the other version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Met {
    Nowhere,
    /// In words that are nearly these, or part of these, or of which these are part.
    Nearly,
    WordForWord,
}

/// The claims of an old and a new version that say the same.
pub(super) fn claims(old: &Case, new: &Case) -> BTreeSet<(ClaimId, ClaimId)> {
    let (old, new) = (said(old), said(new));
    let mut met = [vec![Met::Nowhere; old.len()], vec![Met::Nowhere; new.len()]];
    let mut pairs = word_for_word([&old, &new], &mut met);
    let [of_old, of_new] = &mut met;
    for (from, to) in found([&old, &new], [&mut *of_old, &mut *of_new]) {
        pairs.insert((old[from].claim, new[to].claim));
    }
    for (from, to) in found([&new, &old], [of_new, of_old]) {
        pairs.insert((old[to].claim, new[from].claim));
    }
    pairs
}

/// What each claim says, wherever it says it.
fn said(case: &Case) -> Vec<Said> {
    let mut all = Vec::new();
    for (number, claim) in case.graph.claims.iter().enumerate() {
        let words = |spans: &[Span]| {
            let pieces: Vec<&str> = spans.iter().map(|span| case.draft.slice(*span)).collect();
            pieces.join(" ")
        };
        let others = claim.joined.iter().map(|joined| words(&joined.spans));
        let texts = std::iter::once(claim.text.clone()).chain(others);
        all.extend(texts.map(|text| Said {
            claim: ClaimId(number),
            text,
        }));
    }
    all
}

/// Pairs what stands word for word in both: of the same words the first with the first, the second with the second.
fn word_for_word([old, new]: [&[Said]; 2], met: &mut [Vec<Met>; 2]) -> BTreeSet<(ClaimId, ClaimId)> {
    let mut of_words: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (number, one) in new.iter().enumerate().rev() {
        of_words.entry(spelled(&one.text)).or_default().push(number);
    }
    let mut pairs = BTreeSet::new();
    for (number, one) in old.iter().enumerate() {
        let same = of_words.get_mut(&spelled(&one.text)).and_then(Vec::pop);
        if let Some(same) = same {
            met[0][number] = Met::WordForWord;
            met[1][same] = Met::WordForWord;
            pairs.insert((one.claim, new[same].claim));
        }
    }
    pairs
}

fn spelled(text: &str) -> String {
    letters(&fold(text))
}

/// Looks up what has not found its like in what the other version says.
fn found([from, to]: [&[Said]; 2], [met, of_to]: [&mut Vec<Met>; 2]) -> Vec<(usize, usize)> {
    let (places, spans) = Places::of_texts(to.iter().map(|one| one.text.as_str()));
    let number = |place: &Place| {
        let at = spans
            .partition_point(|span| span.start <= place.words.start)
            .checked_sub(1)?;
        spans[at].contains(place.words).then_some(at)
    };
    let mut pairs = Vec::new();
    for (own, one) in from.iter().enumerate() {
        if met[own] != Met::Nowhere || one.text.split_whitespace().count() < FEWEST {
            continue;
        }
        let (at, least) = match places.find(&one.text) {
            Found::At(places) => (places, Met::Nearly),
            Found::Twice(one, other) => (vec![one, other], Met::Nearly),
            Found::Near(place) => (vec![place], Met::Nowhere),
            Found::Gone => continue,
        };
        let free = |at: &usize| of_to[*at] == Met::Nowhere || of_to[*at] == least;
        if let Some(at) = at.iter().filter_map(number).find(free) {
            (met[own], of_to[at]) = (Met::Nearly, Met::Nearly);
            pairs.push((own, at));
        }
    }
    pairs
}

/// At most this part of the words of the longer claim may be others.
const OTHERS: f64 = 0.4;

/// Of claims that have no like in the other version, those that say something else in nearly the same words: another figure,
/// another name, a "not". The likest pairs first; in the order of the new version. Takes the product of their numbers and of the
/// squares of their words.
pub(super) fn changed([old, new]: [&Case; 2], [gone, fresh]: [&[ClaimId]; 2]) -> Vec<Then> {
    let words = |case: &Case, id: ClaimId| -> Vec<String> {
        let spelled = spelled(&case.graph.claim(id).text);
        spelled.split(' ').map(str::to_owned).collect()
    };
    let now: Vec<Vec<String>> = fresh.iter().map(|id| words(new, *id)).collect();
    let mut near = Vec::new();
    for was in gone {
        let before = words(old, *was);
        for (id, after) in fresh.iter().zip(&now) {
            let longer = before.len().max(after.len());
            let apart = strsim::generic_levenshtein(&before, after);
            let part = apart as f64 / longer as f64;
            if part <= OTHERS && longer.saturating_sub(apart) >= FEWEST {
                near.push((part, *was, *id));
            }
        }
    }
    near.sort_by(|one, other| {
        one.0
            .total_cmp(&other.0)
            .then((one.1, one.2).cmp(&(other.1, other.2)))
    });
    let mut found: BTreeMap<ClaimId, ClaimId> = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for (_, was, now) in near {
        if !taken.contains(&was) && !found.contains_key(&now) {
            taken.insert(was);
            found.insert(now, was);
        }
    }
    found.into_iter().map(|(new, old)| Then { old, new }).collect()
}

/// Can a reader tell who somebody is?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lit {
    Named,
    Dark,
    /// It is no person and no body: a document, another outlet.
    Other,
}

impl Lit {
    fn of(source: &Source) -> Lit {
        match source.kind {
            SourceKind::NamedPerson | SourceKind::NamedOrganization => Lit::Named,
            kind if is_unnamed(kind) => Lit::Dark,
            _ => Lit::Other,
        }
    }
}

/// What has become of the sources.
pub(super) struct Sources {
    /// Who is who.
    pub(super) same: BTreeMap<SourceId, SourceId>,
    pub(super) named: Vec<Who>,
    pub(super) unnamed: Vec<Who>,
    pub(super) added: Vec<SourceId>,
    pub(super) dropped: Vec<SourceId>,
}

/// The sources that anything rests on, followed by what they are called, then by the claims that they have in common.
pub(super) fn sources([old, new]: [&Case; 2], claims: &BTreeSet<(ClaimId, ClaimId)>) -> Sources {
    let (mut gone, mut fresh) = (cited(old), cited(new));
    let mut same = BTreeMap::new();
    let alike: [fn(&Source, &Source) -> bool; 2] = [is_called_the_same, is_called_in_short];
    for alike in alike {
        gone.retain(|one| {
            let source = old.graph.source(*one);
            let like = fresh
                .iter()
                .position(|other| alike(source, new.graph.source(*other)));
            let like = like.map(|at| fresh.remove(at));
            same.extend(like.map(|like| (*one, like)));
            like.is_none()
        });
    }
    let (mut named, mut unnamed) = (BTreeSet::new(), BTreeSet::new());
    for (was, now) in claims {
        let before = old.graph.claim(*was).supporters();
        let after = new.graph.claim(*now).supporters();
        let kept: Vec<SourceId> = before.iter().filter_map(|id| same.get(id).copied()).collect();
        let left: Vec<&SourceId> = before.iter().filter(|id| gone.contains(id)).collect();
        let come: Vec<&SourceId> = after.iter().filter(|id| !kept.contains(id)).collect();
        let ([one], [other]) = (left.as_slice(), come.as_slice()) else {
            continue;
        };
        let who = Who {
            old: **one,
            new: **other,
        };
        let (was, is) = (
            Lit::of(old.graph.source(who.old)),
            Lit::of(new.graph.source(who.new)),
        );
        match (was, is) {
            (Lit::Dark, Lit::Named) => named.insert(who),
            (Lit::Named, Lit::Dark) if fresh.contains(other) => unnamed.insert(who),
            _ => continue,
        };
    }
    for who in named.iter().chain(&unnamed) {
        same.entry(who.old).or_insert(who.new);
        gone.retain(|id| *id != who.old);
        fresh.retain(|id| *id != who.new);
    }
    Sources {
        same,
        named: named.into_iter().collect(),
        unnamed: unnamed.into_iter().collect(),
        added: fresh,
        dropped: gone,
    }
}

/// The sources that speak to a claim, or that others cite.
fn cited(case: &Case) -> Vec<SourceId> {
    let backing = case.graph.claims.iter().flat_map(|claim| &claim.backing);
    let cites = case.graph.sources.iter().flat_map(|source| &source.cites);
    let all: BTreeSet<SourceId> = backing
        .map(|backing| backing.source)
        .chain(cites.copied())
        .collect();
    all.into_iter()
        .filter(|id| id.0 < case.graph.sources.len())
        .collect()
}

fn is_called_the_same(one: &Source, other: &Source) -> bool {
    let call = |source: &Source| {
        let words = spelled(source.label());
        words.strip_prefix("the ").unwrap_or(&words).to_owned()
    };
    call(one) == call(other) && is_unnamed(one.kind) == is_unnamed(other.kind)
}

/// Is one named by a part of the other's name: "Bauer", "Ines Bauer"?
fn is_called_in_short(one: &Source, other: &Source) -> bool {
    let words = |source: &Source| -> BTreeSet<String> {
        let words = spelled(&source.name);
        words.split(' ').map(str::to_owned).collect()
    };
    let (first, second) = (words(one), words(other));
    let is_named = |source: &Source| !source.name.is_empty() && !is_unnamed(source.kind);
    one.kind == other.kind
        && is_named(one)
        && is_named(other)
        && (first.is_subset(&second) || second.is_subset(&first))
}
