//! Statements that state the same, found by what they share.

use std::collections::{BTreeMap, BTreeSet};

use super::super::gist::Gist;
use super::super::same::{self, Echo, Relation};
use super::super::statement::{Place, Speaker, Statement, Voice};
use super::super::wording::Whole;
use super::super::{casualty, echo};
use super::{Because, Joins};

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

/// How many statements of a claim a new one has to agree with.
const MEMBERS: usize = 8;

/// Joins the statements that state the same. Each is compared with a bounded number of earlier ones, so near linear.
pub(super) fn join(statements: &[Statement]) -> Joins {
    let mut index: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    let mut joins = Joins::apart(statements.len());
    for (number, statement) in statements.iter().enumerate() {
        if statement.echo == Echo::Back || statement.denial.is_some() {
            continue;
        }
        for other in candidates(&index, statements, statement) {
            let (relation, because) = relation(&statements[other], statement);
            match relation {
                Relation::Same
                    if joins.is_alone(number) && fits(statements, joins.with(other), statement) =>
                {
                    joins.join(number, other, because);
                }
                Relation::Same | Relation::MaybeSame => {
                    joins.maybe.insert((other, number));
                }
                Relation::Discrepancy if are_two_versions(&statements[other], statement) => {
                    joins.differ.insert((other, number));
                }
                Relation::Discrepancy | Relation::Apart => {}
            }
        }
        enter(&mut index, &statement.gist, number);
    }
    confirm(statements, &mut joins);
    joins
}

/// Joins what only confirms "the account", "the report", "it" with what was said right before.
fn confirm(statements: &[Statement], joins: &mut Joins) {
    for at in 1..statements.len() {
        let (own, before) = (&statements[at], &statements[at - 1]);
        if own.echo != Echo::Back {
            continue;
        }
        let strangers = !adds_nobody(own, before);
        if own.has_source() && strangers && !own.gist.negated && before.denial.is_none() {
            joins.join(at, at - 1, Because::Confirms);
        } else if own.whole == Whole::Fragment {
            joins.drop(at);
        }
    }
}

/// How an earlier and a later statement stand to one another. Where one adds no source to the other, repeating a part
/// of it is enough to be the same claim.
fn relation(earlier: &Statement, later: &Statement) -> (Relation, Because) {
    // One that stands within another is a part of it, and no second telling.
    if earlier.overlaps(later) {
        return (Relation::Apart, Because::SaysAgain);
    }
    if repeats(earlier, later) || repeats(later, earlier) {
        return (Relation::Same, Because::SaysAgain);
    }
    if echo::parties_agree(earlier, later) {
        return (Relation::Same, Because::Confirms);
    }
    if sums_up(earlier, later) || sums_up(later, earlier) {
        return (Relation::Same, Because::Summary);
    }
    let because = if later.echo == Echo::Yes {
        Because::Confirms
    } else {
        Because::SaysTheSame
    };
    let alike = same_proposition(earlier, later);
    if alike && (later.echo == Echo::Yes || same::share_a_figure(&earlier.gist, &later.gist)) {
        return (Relation::Same, because);
    }
    if one_toll(earlier, later) {
        return (Relation::Same, because);
    }
    if of_other_selves(earlier, later) {
        return (Relation::Apart, because);
    }
    if alike {
        return (Relation::Same, because);
    }
    let relation = same::of_sources(&earlier.gist, &later.gist, later.echo);
    match relation {
        Relation::Same if are_chancy(earlier, later) => (Relation::MaybeSame, because),
        relation => (relation, because),
    }
}

/// Do two sources state one proposition in clauses of their own, the one perhaps more fully than the other?
fn same_proposition(earlier: &Statement, later: &Statement) -> bool {
    let stated = |one: &Statement| one.has_source() && one.whole == Whole::Stated;
    let holds = |one: &Statement, other: &Statement| same::holds(&one.gist, &other.gist, later.echo);
    stated(earlier) && stated(later) && (holds(earlier, later) || holds(later, earlier))
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
        && same::repeats(&first.gist, second.of_its_own())
        && same::repeats_more_than_names(&first.gist, second.of_its_own())
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

/// Do two sources, each one person or one body, give the same number of dead? Officials in general may be that very body.
fn one_toll(earlier: &Statement, later: &Statement) -> bool {
    let single =
        |one: &Statement| matches!(one.speaker, Speaker::One | Speaker::Document) && one.has_source();
    let sure = earlier.gist.denies() == later.gist.denies() && earlier.denial.is_none();
    single(earlier) && single(later) && sure && casualty::agree(earlier.news(), later.news())
}

/// Do two voices tell of one time?
fn are_two_versions(earlier: &Statement, later: &Statement) -> bool {
    let past = earlier.gist.is_of_the_past() || later.gist.is_of_the_past();
    !past && are_told_apart(earlier, later)
}

/// Are the two told by different voices? Who gives two figures gives them of two things.
fn are_told_apart(earlier: &Statement, later: &Statement) -> bool {
    let leads = |one: &Statement| one.is_plain() && matches!(one.place, Place::Headline | Place::Opening);
    let strangers = !adds_nobody(earlier, later) && !adds_nobody(later, earlier);
    strangers || leads(earlier) && later.has_source()
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
        let (relation, _) = relation(&statements[*other], statement);
        matches!(relation, Relation::Same | Relation::MaybeSame)
    };
    group.iter().rev().take(MEMBERS).all(agree)
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
