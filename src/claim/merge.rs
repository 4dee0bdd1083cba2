//! Statements made into claims: those that state the same are one.

use std::collections::{BTreeMap, BTreeSet};

use super::casualty;
use super::echo;
use super::gist::Gist;
use super::same::{self, Echo, Relation};
use super::statement::{Place, Statement, Voice};
use super::wording::Whole;
use crate::draft::Span;

/// How many other statements one statement is compared with at most.
const MOST_CANDIDATES: usize = 48;

/// A word that more statements share than this leads to no candidates.
const MOST_SHARED: usize = 64;

/// Two statements are only compared when they share this part of what the shorter one tells.
const LEAST_SHARED: f64 = 0.3;

/// With fewer telling words a plain sentence repeats nothing; it repeats this part of them word for word.
const PLAIN: (usize, f64) = (5, 0.7);

/// A plain sentence that repeats another has this part of its words in what that one says of its own.
const NEWS: f64 = 0.5;

/// With fewer telling words nobody repeats himself, unless he says them all again.
const FEWEST: usize = 3;

/// A summary has no more items.
const MOST_ITEMS: usize = 24;

/// This much of an item that sums up two sentences stands in each of them.
const SUMMED_PART: f64 = 0.4;

/// Among so many first statements the toll of the article's opening is looked for.
const OPENING: usize = 6;

/// Which statements belong together: each group in text order, groups in the order of their first statement; and
/// the pairs of groups that may belong together, or that differ only in a figure.
#[derive(Debug, Default)]
pub(super) struct Groups {
    /// Numbers of statements.
    pub groups: Vec<Vec<usize>>,
    /// Pairs of groups, the smaller number first.
    pub maybe: BTreeSet<(usize, usize)>,
    /// Pairs of groups, the smaller number first.
    pub discrepancies: BTreeSet<(usize, usize)>,
    /// The group that the headline repeats, and where the headline stands.
    pub headed: Option<(usize, Span)>,
}

/// Groups the statements. Each is compared with a bounded number of earlier ones, so near linear.
pub(super) fn group(statements: &[Statement]) -> Groups {
    let mut index: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    let mut group_of: Vec<usize> = Vec::with_capacity(statements.len());
    let mut found = Groups::default();
    for (number, statement) in statements.iter().enumerate() {
        let mut home = None;
        let mut pairs = Vec::new();
        for other in candidates(&index, statements, statement) {
            let group = group_of[other];
            match relation(&statements[other], statement) {
                Relation::Same if home.is_none() && fits(statements, &found.groups[group], statement) => {
                    home = Some(group);
                }
                Relation::Same | Relation::MaybeSame => pairs.push((group, true)),
                Relation::Discrepancy => pairs.push((group, false)),
                Relation::Apart => {}
            }
        }
        let home = home.unwrap_or(found.groups.len());
        if home == found.groups.len() {
            found.groups.push(Vec::new());
        }
        found.groups[home].push(number);
        group_of.push(home);
        found.note(home, pairs);
        enter(&mut index, &statement.gist, number);
    }
    tolls(statements, &group_of, &mut found);
    summaries(statements, &mut found);
    let maybe = std::mem::take(&mut found.maybe);
    found.maybe = maybe.difference(&found.discrepancies).copied().collect();
    found
}

/// Joins an item of a list that sums up two plain sentences, one after the other, with the one that it has more of. Linear.
fn summaries(statements: &[Statement], found: &mut Groups) {
    let plain = |at: usize| statements[at].is_plain();
    let item = |at: usize| statements[at].place == Place::Item;
    let pairs: Vec<usize> = (1..statements.len())
        .filter(|at| [at - 1, *at].iter().all(|at| plain(*at) && !item(*at)))
        .collect();
    let alone =
        |number: &usize| matches!(found.groups[*number].as_slice(), [own] if item(*own) && plain(*own));
    let items: Vec<usize> = (0..found.groups.len()).filter(alone).take(MOST_ITEMS).collect();
    for number in items {
        let own = found.groups[number][0];
        let mut summed = pairs.iter().filter(|at| sums_up_both(statements, own, **at));
        let Some(second) = summed.next().copied() else {
            continue;
        };
        let part = |at: usize| same::repeated(&statements[own].gist, &statements[at].gist);
        let best = if part(second) > part(second - 1) {
            second
        } else {
            second - 1
        };
        if let Some(home) = found.groups.iter().position(|group| group.contains(&best)) {
            found.groups[number].clear();
            found.groups[home].push(own);
            found.groups[home].sort_unstable();
        }
    }
}

/// Does an item say what the plain sentence at `second` and the one before it say together, and a good part of each?
fn sums_up_both(statements: &[Statement], item: usize, second: usize) -> bool {
    let own = &statements[item].gist;
    let (one, two) = (&statements[second - 1], &statements[second]);
    let parts = [one, two]
        .iter()
        .all(|other| same::repeated(own, &other.gist) >= SUMMED_PART);
    parts && same::sums_up_all(own, &Gist::of(&format!("{} {}", one.text, two.text)))
}

/// Notes where later statements give another number of casualties than the opening of the article. Linear.
fn tolls(statements: &[Statement], group_of: &[usize], found: &mut Groups) {
    let opens = |at: &usize| matches!(statements[*at].place, Place::Opening | Place::Headline);
    let first =
        (0..statements.len().min(OPENING)).find(|at| opens(at) && casualty::is(statements[*at].news()));
    let Some(first) = first else { return };
    for later in first + 1..statements.len() {
        let (one, two) = (&statements[first], &statements[later]);
        let voiced = two.has_source() && !two.only_denied();
        if voiced && group_of[first] != group_of[later] && casualty::differ(one.news(), two.news()) {
            found.note(group_of[later], vec![(group_of[first], false)]);
        }
    }
}

impl Groups {
    /// Notes suggestions (`true`) and discrepancies of a group with others.
    fn note(&mut self, home: usize, pairs: Vec<(usize, bool)>) {
        for (other, maybe) in pairs.into_iter().filter(|(other, _)| *other != home) {
            let pair = (other.min(home), other.max(home));
            if maybe {
                self.maybe.insert(pair);
            } else {
                self.discrepancies.insert(pair);
            }
        }
    }
}

/// How an earlier and a later statement stand to one another. Where one adds no source to the other, repeating a part
/// of it is enough to be the same claim.
fn relation(earlier: &Statement, later: &Statement) -> Relation {
    // One that stands within another is a part of it, and no second telling.
    if earlier.overlaps(later) {
        return Relation::Apart;
    }
    let repeated = repeats(earlier, later) || repeats(later, earlier);
    if repeated || echo::parties_agree(earlier, later) || sums_up(earlier, later) || sums_up(later, earlier) {
        return Relation::Same;
    }
    if of_other_selves(earlier, later) {
        return Relation::Apart;
    }
    let relation = same::of_sources(&earlier.gist, &later.gist, later.echo);
    match relation {
        Relation::Same if are_chancy(earlier, later) => Relation::MaybeSame,
        relation => relation,
    }
}

/// May they say the like of different things? What a source does is its own deed, and few words are alike by chance.
fn are_chancy(earlier: &Statement, later: &Statement) -> bool {
    let acts = [earlier, later]
        .iter()
        .any(|one| one.has_source() && one.whole == Whole::Completed);
    let few = |own: &Statement, other: &Statement| {
        own.gist.telling().count() <= FEWEST && !is_within(&own.gist, &other.gist)
    };
    acts || few(earlier, later) || few(later, earlier)
}

/// Do two sources speak each of itself ("he was leaning to Cruz"), or one of itself and the other not of it?
fn of_other_selves(earlier: &Statement, later: &Statement) -> bool {
    let strangers = !adds_nobody(earlier, later) && !adds_nobody(later, earlier);
    let names = |one: &Statement, other: &Statement| {
        other
            .gist
            .stands_for
            .iter()
            .any(|name| one.gist.names.contains(name))
    };
    let apart = |own: &Statement, other: &Statement| own.of_itself && !other.is_plain() && !names(other, own);
    strangers && (apart(earlier, later) || apart(later, earlier))
}

/// Does the first repeat a part of the second and add no source? A few telling words may be shared by chance.
fn repeats(first: &Statement, second: &Statement) -> bool {
    let telling = first.gist.telling().count();
    let again = || same::repeated_word_for_word(&first.gist, &second.gist);
    let enough = match first.place {
        Place::Body if first.is_plain() => telling >= PLAIN.0 && again() >= PLAIN.1,
        _ => telling >= FEWEST || is_within(&first.gist, &second.gist),
    };
    enough
        && adds_nobody(first, second)
        && !is_mere_deed(first, second)
        && !is_aside(first, second)
        && same::repeats(&first.gist, second.deed())
        && same::repeats_more_than_names(&first.gist, second.deed())
}

/// Is the first a plain sentence of the text, and the second what a source does? What that tells of the matter is not the
/// source's word for it.
fn is_mere_deed(first: &Statement, second: &Statement) -> bool {
    let plain = first.is_plain() && matches!(first.place, Place::Body | Place::Opening);
    plain && second.whole == Whole::Completed && second.has_source()
}

/// Is most of the first, a plain sentence, only told in passing in the second ("he thanked Vale, who won in Ashby")?
fn is_aside(first: &Statement, second: &Statement) -> bool {
    let plain = first.is_plain() && second.is_plain();
    plain && same::repeated(&first.gist, second.news()) < NEWS
}

/// Do the words of the first, four at least, stand in the second in a row?
fn is_within(first: &Gist, second: &Gist) -> bool {
    let stems = |gist: &Gist| -> Vec<u64> { gist.words().map(|piece| piece.stem).collect() };
    let (own, other) = (stems(first), stems(second));
    own.len() > FEWEST && other.windows(own.len()).any(|run| run == own)
}

/// Is the first an item of a list, attributed to nobody, that repeats most of the second?
fn sums_up(first: &Statement, second: &Statement) -> bool {
    let item = first.place == Place::Item && first.is_plain() && second.place != Place::Item;
    item && same::sums_up(&first.gist, &second.gist)
}

/// Has every voice of the first a part in the second too?
fn adds_nobody(first: &Statement, second: &Statement) -> bool {
    let known = |voice: &Voice| second.voices.iter().any(|other| other.source == voice.source);
    first
        .voices
        .iter()
        .all(|voice| voice.source.is_some() && known(voice))
}

/// Does the statement agree with every other one of the group?
fn fits(statements: &[Statement], group: &[usize], statement: &Statement) -> bool {
    let agree = |other: &usize| {
        matches!(
            relation(&statements[*other], statement),
            Relation::Same | Relation::MaybeSame
        )
    };
    group.iter().rev().take(8).all(agree)
}

/// Earlier statements that share telling words, those that share most first.
/// Of one that confirms what was said before, also those that name its source.
fn candidates(
    index: &BTreeMap<u64, Vec<usize>>,
    statements: &[Statement],
    statement: &Statement,
) -> Vec<usize> {
    let gist = &statement.gist;
    let mut shared: BTreeMap<usize, f64> = BTreeMap::new();
    for (stem, rarity) in stems(gist) {
        if let Some(list) = index.get(&stem).filter(|list| list.len() <= MOST_SHARED) {
            for other in list {
                *shared.entry(*other).or_default() += rarity;
            }
        }
    }
    let own: f64 = stems(gist).values().sum();
    let enough = |other: usize, shared: f64| {
        let theirs: f64 = statements[other].gist.telling().map(|piece| piece.rarity).sum();
        shared >= LEAST_SHARED * own.min(theirs)
    };
    let mut ranked: Vec<(usize, f64)> = shared
        .into_iter()
        .filter(|(at, shared)| enough(*at, *shared))
        .collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    ranked.truncate(MOST_CANDIDATES);
    let mut found: Vec<usize> = ranked.into_iter().map(|(other, _)| other).collect();
    if statement.echo == Echo::Yes {
        let named = gist
            .stands_for
            .iter()
            .filter_map(|name| index.get(name))
            .flatten();
        found.extend(named.copied().take(MOST_CANDIDATES));
        let mut seen = BTreeSet::new();
        found.retain(|other| seen.insert(*other));
    }
    found
}

fn enter(index: &mut BTreeMap<u64, Vec<usize>>, gist: &Gist, number: usize) {
    for (stem, _) in stems(gist) {
        let list = index.entry(stem).or_default();
        if list.len() <= MOST_SHARED {
            list.push(number);
        }
    }
}

fn stems(gist: &Gist) -> BTreeMap<u64, f64> {
    gist.telling().map(|piece| (piece.stem, piece.rarity)).collect()
}
