//! Copies: what an article has word for word from others. Candidates share fingerprints of a few words in a row; how much is
//! shared is found by aligning passages, in which a word may be changed here and there.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use super::wording::{SEED, Wording, mixed};

/// A run of words that two articles share, but for single words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The words of the earlier article.
    pub from: Range<usize>,
    /// Those of the later.
    pub to: Range<usize>,
}

/// What a later article has word for word from an earlier one.
#[derive(Clone, Debug, PartialEq)]
pub struct Copy {
    /// The earlier article, by its number.
    pub of: usize,
    /// The later.
    pub by: usize,
    /// The part of the later one's own words (those outside quotation marks) that it has from there, 0 to 1.
    pub share: f64,
    /// How many of its own words these are.
    pub words: usize,
    /// Where they stand, in order.
    pub passages: Vec<Passage>,
}

impl Copy {
    /// Is it printed from there, and not only a passage taken over?
    pub fn is_print(&self) -> bool {
        self.share >= PRINTED
    }
}

/// From this part of its own words on an article is printed from another.
pub const PRINTED: f64 = 0.3;

/// Fewer own words in common are chance, or a form of words ("did not immediately respond to a request").
const FEWEST: usize = 24;

/// A passage has at least so many words.
const PASSAGE: usize = 7;

/// So many words may be changed between two runs of one passage.
const CHANGED: usize = 3;

/// A fingerprint leads to so many earlier articles at most, the earliest: a story that hundreds printed is found in its first prints.
const MOST_HOLDERS: usize = 24;

/// An article is aligned with so many earlier ones at most.
const MOST_ALIGNED: usize = 12;

/// Of two articles that share as much but for this part, the earlier is the one it was printed from.
const AS_MUCH: f64 = 0.05;

/// What each article has from earlier ones. `texts` stand in the order in which they came out. Near linear: each is aligned with
/// a bounded number of earlier ones.
pub fn find(texts: &[Wording]) -> Vec<Copy> {
    let mut holders: HashMap<u64, Vec<usize>> = HashMap::new();
    let mut copies = Vec::new();
    let mut before: Vec<BTreeSet<usize>> = Vec::new();
    for (by, text) in texts.iter().enumerate() {
        let prints = text.prints();
        let mut sharing = candidates(&prints, &holders);
        let behind: Vec<usize> = sharing.iter().flat_map(|of| &before[*of]).copied().collect();
        sharing.extend(behind);
        let aligned = sharing.into_iter().map(|of| {
            let passages = align(&texts[of], text);
            (
                of,
                Sharing {
                    passages,
                    before: &before[of],
                },
            )
        });
        let found = origins(text, by, aligned.collect());
        before.push(found.iter().map(|copy| copy.of).collect());
        copies.extend(found);
        for print in prints {
            let list = holders.entry(print).or_default();
            if list.len() < MOST_HOLDERS {
                list.push(by);
            }
        }
    }
    copies
}

/// The articles that account for the fingerprints of a text, each for what those before it leave: or the many prints of one story
/// would hide the second one that was merged with it. Of those that account for as much, the earliest.
fn candidates(prints: &[u64], holders: &HashMap<u64, Vec<usize>>) -> Vec<usize> {
    let mut open: Vec<&Vec<usize>> = prints.iter().filter_map(|print| holders.get(print)).collect();
    let mut found = Vec::new();
    while found.len() < MOST_ALIGNED && !open.is_empty() {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for holder in open.iter().copied().flatten() {
            *shared.entry(*holder).or_default() += 1;
        }
        let most = shared.values().copied().max().unwrap_or(0) as f64;
        let enough = |count: usize| count as f64 >= most * (1.0 - AS_MUCH);
        let Some(best) = shared
            .into_iter()
            .find(|(_, count)| enough(*count))
            .map(|(holder, _)| holder)
        else {
            break;
        };
        open.retain(|holders| !holders.contains(&best));
        found.push(best);
    }
    found
}

/// What an article shares with an earlier one.
struct Sharing<'b> {
    passages: Vec<Passage>,
    /// From where that one has what it copied.
    before: &'b BTreeSet<usize>,
}

impl Sharing<'_> {
    /// The words that it accounts for.
    fn words(&self) -> impl Iterator<Item = usize> {
        self.passages.iter().flat_map(|passage| passage.to.clone())
    }
}

/// Of those with which an article shares passages, the ones that it has them from: the one that accounts for most, then who
/// accounts for what is left. One that is itself copied from others, which account for as much, gives way to these: two papers
/// that merge the same two stories have them from there.
fn origins(text: &Wording, by: usize, mut aligned: BTreeMap<usize, Sharing>) -> Vec<Copy> {
    let own = |at: &usize| !text.quoted[*at];
    let all = (0..text.len()).filter(own).count().max(1);
    let mut open: Vec<bool> = (0..text.len()).map(|at| own(&at)).collect();
    let mut copies = Vec::new();
    loop {
        let news = |sharing: &Sharing| sharing.words().filter(|at| open[*at]).count();
        let counts: Vec<(usize, usize)> = aligned.iter().map(|(of, one)| (*of, news(one))).collect();
        let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
        let enough = |count: usize| count as f64 >= most as f64 * (1.0 - AS_MUCH);
        let first = counts.into_iter().find(|(_, count)| enough(*count));
        let Some((of, sharing)) = first.and_then(|(of, _)| Some((of, aligned.remove(&of)?))) else {
            break;
        };
        if most < FEWEST {
            break;
        }
        let behind = sharing.before.iter().filter_map(|of| aligned.get(of));
        let theirs: BTreeSet<usize> = behind.flat_map(Sharing::words).filter(|at| open[*at]).collect();
        if enough(theirs.len()) {
            continue;
        }
        let words = sharing.words().filter(own).count();
        sharing.words().for_each(|at| open[at] = false);
        copies.push(Copy {
            of,
            by,
            share: words as f64 / all as f64,
            words,
            passages: sharing.passages,
        });
    }
    copies
}

/// The passages that a later text shares with an earlier one, in the later one's order. Linear but for words that recur.
pub(super) fn align(earlier: &Wording, later: &Wording) -> Vec<Passage> {
    let seeds = earlier.seeds();
    let mut runs: Vec<Passage> = Vec::new();
    let mut at = 0;
    while at + SEED <= later.len() {
        let places = seeds.get(&mixed(&later.words[at..at + SEED]));
        let expected = runs.last().map_or(0, |run| run.from.end);
        let run = |from: &usize| {
            let pairs = earlier.words[*from..].iter().zip(&later.words[at..]);
            pairs.take_while(|(one, other)| one == other).count()
        };
        // Of equal runs the one that goes on where the last one ended.
        let best = places
            .into_iter()
            .flatten()
            .max_by_key(|from| (run(from), std::cmp::Reverse(from.abs_diff(expected))));
        match best
            .map(|from| (*from, run(from)))
            .filter(|(_, length)| *length >= SEED)
        {
            Some((from, length)) => {
                runs.push(Passage {
                    from: from..from + length,
                    to: at..at + length,
                });
                at += length;
            }
            None => at += 1,
        }
    }
    let mut passages = bridged(runs);
    passages.retain(|passage| passage.to.len() >= PASSAGE);
    passages
}

/// Runs between which a few words were changed, put in or left out, as one.
fn bridged(runs: Vec<Passage>) -> Vec<Passage> {
    let mut passages: Vec<Passage> = Vec::new();
    for run in runs {
        let follows = |last: &&mut Passage| {
            let gap = |last: usize, next: usize| next.checked_sub(last).is_some_and(|gap| gap <= CHANGED);
            gap(last.from.end, run.from.start) && gap(last.to.end, run.to.start)
        };
        match passages.last_mut().filter(follows) {
            Some(last) => {
                last.from.end = run.from.end;
                last.to.end = run.to.end;
            }
            None => passages.push(run),
        }
    }
    passages
}
