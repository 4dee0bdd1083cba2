//! What one source says is not so, and another says is so.

use super::super::clause::Clauses;
use super::super::gist::{Gist, Piece};
use super::super::lexicon::Class;
use super::super::same;
use super::super::statement::Statement;
use super::super::wording::Whole;
use super::Joins;
use super::denial::{Around, deny, has, weighs};

/// Of what a statement with "not" says of its subject, the contrary holds this part, and so many telling words at least.
const CONTRARY: (f64, usize) = (0.7, 2);

/// A subject of so many telling words is called by one of them again.
const CALLED: usize = 2;

/// Who says that there is none of these for a thing, or that none was found, says no more of it ("there was no evidence of
/// fraud").
const PROOFS: &[&str] = &[
    "found",
    "seen",
    "evidence",
    "proof",
    "indication",
    "sign",
    "signs",
    "truth",
    "basis",
];

/// Who says that nobody did it shares so many words with who says that somebody did.
const CLEARED: usize = 2;

/// With so few telling words who says that nobody did it speaks of that deed alone.
const FEW: usize = 3;

/// From this part of it on that another said, somebody says of what that one said that nobody did it.
const REPEATED: f64 = 0.9;

/// Among so many words of a predicate stands the "not" of its verb.
const AUXILIARIES: usize = 4;

/// Who says more, in telling words, says more than that it was not so.
const BRIEF: usize = 12;

/// What one could not do one has not been accused of.
const UNABLE: &[&str] = &[
    "can", "can't", "cannot", "could", "couldn't", "recall", "remember",
];

/// Among so many words the speaker stands behind what he begins with ("at no time did I").
const INVERTED: usize = 4;

/// Words for somebody of whom one says that he did not do it.
const NOBODY: &[&str] = &["no", "nobody", "none", "nothing", "neither", "never"];

/// Joins what one source says is not so with what another says is so.
pub(super) fn join(clauses: &Clauses, statements: &mut [Statement], joins: &mut Joins) {
    for at in 0..statements.len() {
        let own = &statements[at];
        let stated = own.has_source() && own.whole == Whole::Stated && own.denial.is_none();
        if stated
            && joins.is_alone(at)
            && let Some(target) = contradicted(clauses, statements, at)
        {
            deny(statements, joins, at, target);
        }
    }
}

/// The statement of which this one says the contrary.
fn contradicted(clauses: &Clauses, statements: &[Statement], at: usize) -> Option<usize> {
    let own = &statements[at];
    let around = Around::of(statements, at);
    if !own.gist.denies() {
        return around.before().find(|other| is_opposed(own, &statements[*other]));
    }
    let mut predicate = predicate(clauses, own)?;
    predicate
        .pieces
        .retain(|piece| !PROOFS.contains(&piece.lower.as_str()));
    let against = |other: &usize| is_contrary(own, &predicate, &statements[*other]);
    let contrary = around.before().chain(around.after()).find(against);
    contrary.or_else(|| {
        let clears =
            |other: &usize| clears_himself(own, &predicate, &statements[*other], around.names_party(*other));
        around.before().chain(around.after()).find(clears)
    })
}

/// Does one say that he and his did not do what the other says of him ("he had not threatened anyone")? What one will not or
/// can not do, and does not know or want, clears nobody.
fn clears_himself(own: &Statement, predicate: &Gist, other: &Statement, named: bool) -> bool {
    let plain = own.gist.modality.is_empty() && !has(own, UNABLE);
    let of_mind = predicate.has(Class::Holding) || predicate.has(Class::Will);
    let told = other.has_source()
        && other.whole == Whole::Stated
        && !other.gist.denies()
        && !own.overlaps(other)
        && !own.gist.is_of_another_day(&other.gist);
    let name = |piece: &&Piece| own.party.contains(&piece.stem) || own.gist.names.contains(&piece.stem);
    let near = |piece: &&Piece| !name(piece) && same::nearness(piece, &other.gist) > 0.0;
    let first = own.gist.words().next();
    // "No, he is": an answer.
    let answers = own.gist.pieces.get(1).is_some_and(|next| !next.is_word());
    let nobody = first.is_some_and(|first| NOBODY.contains(&first.lower.as_str())) && !answers;
    let undone = predicate
        .words()
        .take(AUXILIARIES)
        .any(|piece| turns_verb(&piece.lower));
    let told_of = own.gist.telling().count();
    let deed = || (undone || nobody && told_of <= FEW) && own.deed.telling().any(|piece| near(&piece));
    let told_by_name = |piece: &&Piece| same::nearness(piece, &other.gist) >= 1.0;
    let other_deed = || undone_deeds(&own.gist).iter().any(told_by_name);
    let of_him = named && (deed() || other_deed());
    // "No baby was ever sold" says of all of it that it was not so; "no child has worked on our farms" of one's own.
    let of_nobody = || {
        let ours = own.gist.has(Class::FirstPerson) && weighs(other);
        let all = same::repeated(&own.gist, &other.gist) >= REPEATED;
        nobody && own.gist.telling().filter(near).count() >= CLEARED && (ours || all)
    };
    let brief = own.gist.telling().count() <= BRIEF;
    told && plain && !of_mind && brief && speaks_of_his_own(own) && (of_him || of_nobody())
}

/// Does it turn a verb, and no noun ("no comment")?
fn turns_verb(lower: &str) -> bool {
    matches!(lower, "not" | "never" | "nothing" | "nobody") || lower.ends_with("n't")
}

/// What stands right after a "not": "had not walked out", "never touched alcohol".
fn undone_deeds(gist: &Gist) -> Vec<&Piece> {
    let words: Vec<&Piece> = gist.words().collect();
    let nots = (0..words.len()).filter(|at| turns_verb(&words[*at].lower));
    let after = |at: usize| {
        let mut next = words[at + 1..].iter().take(AUXILIARIES);
        next.find(|piece| piece.rarity > 0.0).copied()
    };
    nots.filter_map(after).collect()
}

/// Is who says it, or nobody, the subject of what he says?
pub(super) fn speaks_of_his_own(own: &Statement) -> bool {
    let mut words = own.gist.words();
    let Some(first) = words.next() else { return false };
    let owned = matches!(first.lower.as_str(), "his" | "her" | "their" | "its");
    own.of_itself
        || owned
        || first.classes.has(Class::FirstPerson)
        || own.party.contains(&first.stem)
        || NOBODY.contains(&first.lower.as_str())
        || words
            .next()
            .is_some_and(|second| own.party.contains(&second.stem))
        || words
            .take(INVERTED)
            .any(|piece| piece.classes.has(Class::FirstPerson))
}

/// Does the first say of a thing that it is lawful, which the second calls unlawful, or the other way round, and nothing else?
fn is_opposed(own: &Statement, other: &Statement) -> bool {
    let (first, second) = (&own.gist, &other.gist);
    let Some((one, two)) = same::turned_over(first, second) else {
        return false;
    };
    let rest = |gist: &Gist, stem: u64| {
        let mut rest = gist.clone();
        rest.pieces.retain(|piece| piece.stem != stem);
        rest
    };
    let (own_rest, other_rest) = (rest(first, one), rest(second, two));
    let stated = other.has_source() && other.whole == Whole::Stated && !second.denies();
    stated
        && own_rest.telling().next().is_some()
        && same::repeated(&own_rest, &other_rest) >= CONTRARY.0
        && !same::names_others(first, second)
}

/// What a statement tells of its subject: its words from the verb on.
fn predicate(clauses: &Clauses, statement: &Statement) -> Option<Gist> {
    let tokens = clauses.tokens(&statement.spans);
    let verb = clauses.main_verb(&tokens)?;
    let words: Vec<&str> = tokens[verb..].iter().map(|token| clauses.raw(*token)).collect();
    Some(Gist::of(&words.join(" ")))
}

/// Does the other tell of what the first speaks of before its verb? A pronoun or a word or two may be called otherwise there.
fn is_of_one_subject(denied: &Statement, predicate: &Gist, other: &Gist) -> bool {
    let told = denied
        .gist
        .telling()
        .count()
        .saturating_sub(predicate.telling().count());
    let named = denied.gist.telling().take(told);
    let subject: Vec<&Piece> = named
        .filter(|piece| !PROOFS.contains(&piece.lower.as_str()))
        .collect();
    let known = subject
        .iter()
        .filter(|piece| same::nearness(piece, other) > 0.0)
        .count();
    subject.len() < CALLED || 2 * known >= subject.len()
}

/// Does the first say with "not" of somebody what the second says of him without? `predicate` is what it says of him.
fn is_contrary(denied: &Statement, predicate: &Gist, asserted: &Statement) -> bool {
    let (own, other) = (&denied.gist, &asserted.gist);
    // "He did not recall", "she does not want": no word on the thing itself.
    let of_mind =
        predicate.has(Class::Holding) || predicate.has(Class::Will) || has(denied, &["recall", "remember"]);
    let named = |name: &u64| other.telling().any(|piece| piece.stem == *name);
    let of_party = !denied.of_itself || own.stands_for.iter().any(named);
    let plain = !other.denies() && !has(asserted, NOBODY) && asserted.whole == Whole::Stated;
    let plain = plain && !denied.overlaps(asserted);
    let shared = predicate
        .telling()
        .filter(|piece| same::nearness(piece, other) >= 1.0);
    // "Wages have not kept pace" is no contrary of what only tells of wages and pace.
    let first = predicate.telling().next();
    let deed = first.is_some_and(|piece| same::nearness(piece, other) >= 1.0);
    // "Would not sell" is no contrary of what only tells of a power to sell; "nothing to do with it" is of any deed.
    let done = |gist: &Gist| gist.telling().next().is_some();
    let mut deeds = denied.deed.telling().chain(first);
    let one_deed = has(denied, &["nothing"])
        || !done(&denied.deed)
        || !done(&asserted.deed)
        || deeds.any(|piece| same::nearness(piece, &asserted.deed) > 0.0);
    plain
        && deed
        && one_deed
        && is_of_one_subject(denied, predicate, other)
        && !of_mind
        && of_party
        && shared.count() >= CONTRARY.1
        && same::is_contrary(own, other)
        && same::repeated(predicate, other) >= CONTRARY.0
}
