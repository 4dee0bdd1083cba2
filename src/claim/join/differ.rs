//! Statements that give other figures or versions of one thing, whoever tells them.

use super::super::casualty;
use super::super::figure::{self, Figure, Measure};
use super::super::gist::{Gist, Piece};
use super::super::lexicon::Class;
use super::super::same;
use super::super::statement::{Place, Statement, Tells};
use super::{Joins, slot};

/// Among so many first statements the toll of the article's opening is looked for.
const OPENING: usize = 6;

/// How many statements after one are looked at.
const REACH: usize = 40;

/// So many words around a figure tell what it counts.
const AROUND: usize = 9;

/// Two figures of one thing share this part of the telling words around them, and so many of these words.
const SHARED: (f64, usize) = (0.6, 3);

/// A statement with more figures is a table in words.
const FIGURES: usize = 2;

/// Figures of one thing are at most so many times one another.
const TIMES: f64 = 4.0;

/// Two versions of one event stand so near.
const NEXT: usize = 2;

/// A statement of one version is at most so long, in telling words.
const SHORT: usize = 7;

/// Forms of "to be" that make a passive.
const WAS: &[&str] = &["was", "were", "been", "is", "are"];

/// Two sources tell of one deed where they share so many of its telling words.
const DEED: usize = 2;

/// Verbs of going up and of going down.
const UP: &[&str] = &[
    "rose",
    "risen",
    "rises",
    "doubled",
    "increased",
    "grew",
    "grown",
    "climbed",
    "soared",
    "jumped",
    "tripled",
    "surged",
];
const DOWN: &[&str] = &[
    "fell",
    "fallen",
    "falls",
    "dropped",
    "declined",
    "decreased",
    "halved",
    "shrank",
    "shrunk",
    "plunged",
    "slumped",
];

/// Notes the statements that differ from one another. Near linear.
pub(super) fn find(statements: &[Statement], joins: &mut Joins) {
    tolls(statements, joins);
    let reasons: Vec<Option<Reasoned>> = statements.iter().map(|one| reasoned(&one.gist)).collect();
    for at in 0..statements.len() {
        for later in at + 1..statements.len().min(at + REACH) {
            let (one, two) = (&statements[at], &statements[later]);
            let told = one.denial.is_none() && two.denial.is_none() && !one.overlaps(two);
            let near = later <= at + NEXT;
            let other_reason = || {
                let (first, second) = (reasons[at].as_ref()?, reasons[later].as_ref()?);
                let shared = shared_deed((one, first), (two, second))?;
                (shared >= DEED || shared > 0 && near && takes_up(&two.gist)).then_some(())
            };
            let version = || {
                let told = || slot::is_other(one, two) || other_way(one, two) || other_cause(one, two);
                near && told()
            };
            let differ = || other_figure(one, two) || other_reason().is_some() || version();
            if told && !joins.are_one(at, later) && differ() {
                joins.differ.insert((at, later));
            }
        }
    }
}

/// Notes where later statements give another number of casualties than the opening of the article. Linear.
fn tolls(statements: &[Statement], joins: &mut Joins) {
    let opens = |at: &usize| matches!(statements[*at].place, Place::Opening | Place::Headline);
    let first =
        (0..statements.len().min(OPENING)).find(|at| opens(at) && casualty::is(statements[*at].news()));
    let Some(first) = first else { return };
    for later in first + 1..statements.len() {
        let (one, two) = (&statements[first], &statements[later]);
        let voiced = two.has_source() && !two.only_denied();
        if voiced && !joins.are_one(first, later) && casualty::differ(one.news(), two.news()) {
            joins.differ.insert((first, later));
        }
    }
}

/// Do two statements of one subject and day give another figure of the same thing?
fn other_figure(one: &Statement, two: &Statement) -> bool {
    let (first, second) = (&one.gist, &two.gist);
    let dated = |gist: &Gist| gist.figures.iter().any(|figure| figure.measure == Measure::Time);
    let days = !first.is_of_another_day(second);
    let past = first.is_of_the_past() || second.is_of_the_past();
    let dates = dated(first) && dated(second);
    let comparable = days && !past && !dates && !same::names_others(first, second);
    let few = first.figures.len().max(second.figures.len()) <= FIGURES;
    // One source that gives two figures gives them of two things.
    comparable
        && few
        && !same::are_of_two_things(first, second)
        && are_apart(one, two)
        && first.figures.iter().any(|figure| {
            let given = |other: &Figure| (other.value - figure.value).abs() < f64::EPSILON;
            let known = second.figures.iter().any(given);
            let mut others = second.figures.iter();
            !known && others.any(|other| are_of_one_thing((first, figure), (second, other)))
        })
}

/// Do the words around the two figures tell that they measure one thing?
fn are_of_one_thing((first, one): (&Gist, &Figure), (second, two): (&Gist, &Figure)) -> bool {
    let measure = match (one.measure, two.measure) {
        (Measure::Count(noun), Measure::Count(other)) => noun == other && noun != 0,
        (Measure::Money, Measure::Money) | (Measure::Share, Measure::Share) => true,
        _ => false,
    };
    let (more, less) = (one.value.max(two.value), one.value.min(two.value));
    if !measure || less <= 0.0 || more > TIMES * less {
        return false;
    }
    let (own, other) = (around(first, one), around(second, two));
    let shared: Vec<&&Piece> = own
        .iter()
        .filter(|piece| other.iter().any(|known| known.stem == piece.stem))
        .collect();
    let rarity = |pieces: &[&Piece]| pieces.iter().map(|piece| piece.rarity).sum::<f64>();
    let both: f64 = shared.iter().map(|piece| piece.rarity).sum();
    shared.len() >= SHARED.1 && both >= SHARED.0 * rarity(&own).max(rarity(&other))
}

/// The telling words near a figure, but for figures and days.
fn around<'a>(gist: &'a Gist, figure: &Figure) -> Vec<&'a Piece> {
    let from = figure.at.saturating_sub(AROUND);
    let until = gist.pieces.len().min(figure.at + AROUND + 1);
    let counts = |piece: &&Piece| {
        let number = piece.lower.starts_with(|c: char| c.is_ascii_digit());
        piece.rarity > 0.0 && !number && !figure::is_unit(&piece.lower) && !piece.classes.has(Class::Day)
    };
    gist.pieces[from..until].iter().filter(counts).collect()
}

/// Does one source say that a thing went up, and another right after that it went down?
fn other_way(one: &Statement, two: &Statement) -> bool {
    // "Declined to sell" goes nowhere.
    let has = |gist: &Gist, list: &[&str]| {
        let words: Vec<&str> = gist.words().map(|piece| piece.lower.as_str()).collect();
        (0..words.len()).any(|at| list.contains(&words[at]) && words.get(at + 1) != Some(&"to"))
    };
    let (first, second) = (&one.gist, &two.gist);
    if first.is_of_another_day(second) {
        return false;
    }
    let turned = has(first, UP) && has(second, DOWN) || has(first, DOWN) && has(second, UP);
    turned && are_apart(one, two) && (follows(second) || same::shares_a_word(first, second))
}

/// Does it begin with a pronoun for what was spoken of before?
fn follows(gist: &Gist) -> bool {
    let first = gist.words().next();
    first.is_some_and(|piece| matches!(piece.lower.as_str(), "it" | "they"))
}

/// Do two sources tell, one right after the other, in a few words how one thing came about, only one of them with a cause?
fn other_cause(one: &Statement, two: &Statement) -> bool {
    let short = |statement: &Statement| statement.gist.telling().count() <= SHORT;
    let event = [one, two].iter().any(|told| told.tells == Tells::Event);
    let causes = |statement: &Statement| statement.gist.has(Class::Cause);
    let (first, second) = (things(one), things(two));
    let shares = first.iter().any(|thing| second.contains(thing));
    event && short(one) && short(two) && causes(one) != causes(two) && are_apart(one, two) && shares
}

/// Does it begin with a pronoun for somebody or something that was spoken of?
fn takes_up(gist: &Gist) -> bool {
    let first = gist.words().next();
    first.is_some_and(|first| first.classes.has(Class::ThirdPerson))
}

/// A deed and the reason that is given for it, in telling words.
struct Reasoned<'a> {
    deed: Vec<&'a Piece>,
    reason: Vec<&'a Piece>,
}

/// How many telling words two sources share of a deed for which each gives a reason of its own; nothing, where they do not.
fn shared_deed(
    (one, first): (&Statement, &Reasoned),
    (two, second): (&Statement, &Reasoned),
) -> Option<usize> {
    let both = |own: &[&Piece], other: &[&Piece]| {
        let known = |piece: &&&Piece| other.iter().any(|known| known.stem == piece.stem);
        own.iter().filter(known).count()
    };
    let deeds = both(&first.deed, &second.deed);
    let same = 2 * deeds >= first.deed.len().min(second.deed.len()) && one.gist.denies() == two.gist.denies();
    let least = first.reason.len().min(second.reason.len());
    let apart = 2 * both(&first.reason, &second.reason) <= least;
    let days = !one.gist.is_of_another_day(&two.gist);
    (same && apart && days && are_apart(one, two)).then_some(deeds)
}

/// Where it is parted: "was dropped | because ...", "was started | by ...", "was fired | for hiding ...".
fn reasoned<'a>(gist: &'a Gist) -> Option<Reasoned<'a>> {
    let words: Vec<&'a Piece> = gist.words().collect();
    let next = |at: usize| words.get(at + 1).map_or("", |piece| piece.lower.as_str());
    let was = |at: usize| {
        words[at.saturating_sub(3)..at]
            .iter()
            .any(|piece| WAS.contains(&piece.lower.as_str()))
    };
    let done = |at: usize| at > 0 && words[at - 1].lower.ends_with("ed");
    let gives = |at: &usize| match words[*at].lower.as_str() {
        "because" => true,
        "due" => next(*at) == "to",
        "by" => was(*at) && done(*at) && !next(*at).ends_with("ing"),
        "for" => done(*at) && next(*at).ends_with("ing"),
        _ => false,
    };
    let at = (1..words.len()).find(gives)?;
    // Whom one names another only describes: no other doer.
    if words[at].lower == "by" && words[at + 1..].iter().any(|piece| is_somebody(gist, piece)) {
        return None;
    }
    let telling = words.iter().enumerate().filter(|(_, piece)| piece.rarity > 0.0);
    let (deed, reason): (Vec<_>, Vec<_>) = telling.partition(|(number, _)| *number < at);
    let own = |part: Vec<(usize, &&'a Piece)>| part.into_iter().map(|(_, piece)| *piece).collect::<Vec<_>>();
    let (deed, reason) = (own(deed), own(reason));
    let tells = (1..=SHORT).contains(&deed.len()) && !reason.is_empty();
    tells.then_some(Reasoned { deed, reason })
}

fn is_somebody(gist: &Gist, piece: &Piece) -> bool {
    gist.names.contains(&piece.stem)
        || piece.classes.has(Class::People)
        || piece.classes.has(Class::ThirdPerson)
}

/// Are both attributed, and to different sources?
pub(super) fn are_apart(one: &Statement, two: &Statement) -> bool {
    let known = |source| one.voices.iter().any(|voice| voice.source == source);
    one.has_source() && two.has_source() && !two.voices.iter().any(|voice| known(voice.source))
}

/// The stems of the nouns that stand right after "the".
fn things(statement: &Statement) -> Vec<u64> {
    let pairs = statement.gist.pieces.windows(2);
    let named = pairs.filter(|pair| pair[0].lower == "the" && pair[1].rarity > 0.0);
    named.map(|pair| pair[1].stem).collect()
}
