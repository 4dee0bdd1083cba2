//! Two versions of a draft, or two claims graphs: what one has that the other has not, and what stands firmer or weaker.

mod follow;
mod json;

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use crate::Analysis;
use crate::claim::ClaimId;
use crate::report::{Style, text, words};
use crate::rules::Case;
use crate::source::SourceId;
use crate::strength::Rung;

pub use json::{json, schema};

/// A claim of the old version, and what it has become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Then {
    /// In the old version; of several that were joined, the strongest.
    pub old: ClaimId,
    /// In the new version.
    pub new: ClaimId,
}

/// A source of the old version, and who it has become.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Who {
    /// In the old version.
    pub old: SourceId,
    /// In the new version.
    pub new: SourceId,
}

/// How a new version differs from an old one. Lists follow the order of the new version, what is gone that of the old.
#[derive(Clone, Debug)]
pub struct Comparison<'a> {
    /// The old version.
    pub old: &'a Analysis,
    /// The new version.
    pub new: &'a Analysis,
    /// Claims that stand lower on the ladder, or are disputed now.
    pub weakened: Vec<Then>,
    /// Claims that stand higher, or are disputed no more.
    pub strengthened: Vec<Then>,
    /// Claims that stand as firm as before, on the word of others.
    pub moved: Vec<Then>,
    /// Claims that were several.
    pub joined: Vec<(Vec<ClaimId>, ClaimId)>,
    /// Claims that have become several.
    pub parted: Vec<(ClaimId, Vec<ClaimId>)>,
    /// Claims that say something else in nearly the same words: another figure, another name.
    pub changed: Vec<Then>,
    /// Claims that the old version has not.
    pub added: Vec<ClaimId>,
    /// Claims that the new version has not.
    pub dropped: Vec<ClaimId>,
    /// People without a name that have one now, and bodies.
    pub named: Vec<Who>,
    /// People with a name that have none now, and bodies.
    pub unnamed: Vec<Who>,
    /// Sources that the old version does not cite.
    pub sources_added: Vec<SourceId>,
    /// Sources that the new version does not cite.
    pub sources_dropped: Vec<SourceId>,
}

/// Compares two versions. A claim is followed by its words, as the readings of a draft are: typed in another way or changed a
/// little it is the same; with another figure, name or "not" it is changed. A source is followed by what it is called; one that
/// is gone, and whose claims somebody says who is named, is named now. Takes the product of the numbers of those claims that
/// do not stand word for word in both.
///
/// ```
/// use twosource::{analyze, draft::{Draft, Format}, policy::Policy, report::compare::compare};
///
/// let read = |text: &str| analyze(Draft::read("draft.txt", Format::Plain, text), &Policy::default());
/// let old = read("The works at Dell will close in May, two officials said.");
/// let new = read("The works at Dell will close in May, the owner, Ines Bauer, said.");
/// let changes = compare(&old, &new);
/// assert_eq!(changes.named.len(), 1);
/// assert_eq!(changes.strengthened.len(), 1);
/// assert!(changes.added.is_empty() && changes.dropped.is_empty());
/// ```
pub fn compare<'a>(old: &'a Analysis, new: &'a Analysis) -> Comparison<'a> {
    let pairs = follow::claims(&old.case, &new.case);
    let sources = follow::sources([&old.case, &new.case], &pairs);
    let ties = Ties::of(&pairs);
    let mut added = Ties::without(&ties.back, new.case.graph.claims.len());
    let mut dropped = Ties::without(&ties.on, old.case.graph.claims.len());
    let changed = follow::changed([&old.case, &new.case], [&dropped, &added]);
    added.retain(|id| changed.iter().all(|then| then.new != *id));
    dropped.retain(|id| changed.iter().all(|then| then.old != *id));
    let mut found = Comparison {
        joined: ties.several_old(),
        parted: ties.several_new(),
        changed,
        added,
        dropped,
        weakened: Vec::new(),
        strengthened: Vec::new(),
        moved: Vec::new(),
        sources_added: sources.added,
        sources_dropped: sources.dropped,
        named: sources.named,
        unnamed: sources.unnamed,
        old,
        new,
    };
    for (now, olds) in &ties.back {
        let Some(was) = olds.iter().min_by_key(|id| (standing(&old.case, **id), **id)) else {
            continue;
        };
        let then = Then { old: *was, new: *now };
        let one_each = olds.len() == 1 && ties.on.get(was).is_some_and(|news| news.len() == 1);
        match standing(&old.case, *was).cmp(&standing(&new.case, *now)) {
            Ordering::Less => found.weakened.push(then),
            Ordering::Greater => found.strengthened.push(then),
            Ordering::Equal if one_each && moved(&old.case, &new.case, then, &sources.same) => {
                found.moved.push(then);
            }
            Ordering::Equal => {}
        }
    }
    found
}

/// The comparison for people.
pub fn text(changes: &Comparison, style: &Style) -> String {
    text::changes(changes, style)
}

impl Comparison<'_> {
    /// Is there nothing to tell?
    pub fn is_empty(&self) -> bool {
        let (claims, sources) = (self.claim_counts(), self.source_counts());
        claims.iter().chain(&sources).all(|(_, number)| *number == 0)
    }

    /// The words in which a claim differs from what it was, with a few beside them: then, and now.
    pub fn where_it_parts(&self, then: Then) -> [String; 2] {
        let of = |version: &Analysis, id: ClaimId| version.case.graph.claim(id).text.clone();
        where_they_part([&of(self.old, then.old), &of(self.new, then.new)])
    }

    /// How many claims have changed in each way, by what that is called, in the order in which it is told.
    pub fn claim_counts(&self) -> [(&'static str, usize); 8] {
        [
            ("weaker", self.weakened.len()),
            ("stronger", self.strengthened.len()),
            ("on the word of others", self.moved.len()),
            ("joined", self.joined.len()),
            ("parted", self.parted.len()),
            ("changed", self.changed.len()),
            ("new", self.added.len()),
            ("dropped", self.dropped.len()),
        ]
    }

    /// The same of the sources.
    pub fn source_counts(&self) -> [(&'static str, usize); 4] {
        [
            ("named", self.named.len()),
            ("no longer named", self.unnamed.len()),
            ("new", self.sources_added.len()),
            ("dropped", self.sources_dropped.len()),
        ]
    }

    /// "2 claims weaker, 1 new; 1 source named"; empty when there is nothing to tell.
    pub fn summary(&self) -> String {
        let told = |noun: &str, counts: &[(&str, usize)]| {
            let some = counts.iter().filter(|(_, number)| *number > 0).enumerate();
            let some: Vec<String> = some
                .map(|(at, (what, number))| match at {
                    0 => format!("{} {what}", words::count(*number, noun)),
                    _ => format!("{} {what}", words::grouped(*number)),
                })
                .collect();
            some.join(", ")
        };
        let mut parts = vec![
            told("claim", &self.claim_counts()),
            told("source", &self.source_counts()),
        ];
        parts.retain(|part| !part.is_empty());
        parts.join("; ")
    }
}

/// So many words that two texts share are shown beside those in which they differ.
const BESIDE: usize = 2;

/// The words in which two texts differ, with a few beside them.
fn where_they_part(texts: [&str; 2]) -> [String; 2] {
    let words = texts.map(|text| text.split_whitespace().collect::<Vec<_>>());
    let [old, new] = &words;
    let alike = old
        .iter()
        .zip(new)
        .take_while(|(one, other)| one == other)
        .count();
    let rest = old.len().min(new.len()) - alike;
    let after = old.iter().rev().zip(new.iter().rev());
    let after = after.take(rest).take_while(|(one, other)| one == other).count();
    words.map(|words| {
        let (first, last) = (
            alike.saturating_sub(BESIDE),
            (words.len() - after + BESIDE).min(words.len()),
        );
        let dots = |there: bool| if there { "…" } else { "" };
        let shown = words[first..last].join(" ");
        let shown = format!("{} {shown} {}", dots(first > 0), dots(last < words.len()));
        shown.trim().to_owned()
    })
}

/// Where a claim stands: its place on the ladder, and whether it is disputed. Less is firmer.
fn standing(case: &Case, id: ClaimId) -> Option<(Rung, bool)> {
    let strength = case.strengths.get(id.0)?;
    Some((strength.rung, strength.disputed))
}

/// Do others stand behind a claim than before?
fn moved(old: &Case, new: &Case, then: Then, same: &BTreeMap<SourceId, SourceId>) -> bool {
    let before = old.graph.claim(then.old).supporters();
    let before: BTreeSet<Option<SourceId>> = before.iter().map(|id| same.get(id).copied()).collect();
    let after = new.graph.claim(then.new).supporters();
    before != after.into_iter().map(Some).collect()
}

/// Which claims of the two versions belong together, both ways.
struct Ties {
    on: BTreeMap<ClaimId, BTreeSet<ClaimId>>,
    back: BTreeMap<ClaimId, BTreeSet<ClaimId>>,
}

impl Ties {
    fn of(pairs: &BTreeSet<(ClaimId, ClaimId)>) -> Ties {
        let mut ties = Ties {
            on: BTreeMap::new(),
            back: BTreeMap::new(),
        };
        for (old, new) in pairs {
            ties.on.entry(*old).or_default().insert(*new);
            ties.back.entry(*new).or_default().insert(*old);
        }
        ties
    }

    fn without(known: &BTreeMap<ClaimId, BTreeSet<ClaimId>>, count: usize) -> Vec<ClaimId> {
        (0..count)
            .map(ClaimId)
            .filter(|id| !known.contains_key(id))
            .collect()
    }

    fn several_old(&self) -> Vec<(Vec<ClaimId>, ClaimId)> {
        let several = self.back.iter().filter(|(_, olds)| olds.len() > 1);
        several
            .map(|(new, olds)| (olds.iter().copied().collect(), *new))
            .collect()
    }

    fn several_new(&self) -> Vec<(ClaimId, Vec<ClaimId>)> {
        let several = self.on.iter().filter(|(_, news)| news.len() > 1);
        several
            .map(|(old, news)| (*old, news.iter().copied().collect()))
            .collect()
    }
}
