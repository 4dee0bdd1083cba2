//! What the desk says of claims, in its policy and in the readings of a draft: these state the same, those do not. It
//! overrules the machine, and a draft's readings the policy.

use super::super::statement::Statement;
use super::{Because, Joins};
use crate::language::{Place, fold};
use crate::policy::Policy;
use crate::source::desk::Settled;

/// How the desk points at a statement.
#[derive(Clone, Copy)]
enum Key<'a> {
    /// By how it begins.
    Beginning(&'a str),
    /// By where it stands.
    Place(Place),
}

/// Joins and parts claims as the desk says. Linear in the statements for each of its pairs.
pub(super) fn settle(policy: &Policy, desk: &Settled, statements: &[Statement], joins: &mut Joins) {
    for [one, other] in &policy.apart_claims {
        part(statements, joins, [one, other].map(|words| Key::Beginning(words)));
    }
    for [one, other] in &policy.same_claims {
        join(statements, joins, [one, other].map(|words| Key::Beginning(words)));
    }
    for pair in &desk.apart {
        part(statements, joins, pair.map(Key::Place));
    }
    for pair in &desk.same {
        join(statements, joins, pair.map(Key::Place));
    }
}

fn join(statements: &[Statement], joins: &mut Joins, [one, other]: [Key; 2]) {
    let homes = (home(statements, joins, one), home(statements, joins, other));
    if let (Some(one), Some(other)) = homes {
        joins.join(one.max(other), one.min(other), Because::Desk);
    }
}

/// Does the statement begin with these words, however they are typed; does it stand there?
fn is_meant(statement: &Statement, key: Key) -> bool {
    match key {
        Key::Beginning(words) => begins(statement, words),
        Key::Place(place) => statement.spans.iter().any(|span| span.overlaps(place.words)),
    }
}

fn begins(statement: &Statement, words: &str) -> bool {
    let (own, words) = (fold(&statement.text), fold(words));
    let mut own = own.split(' ');
    words.split(' ').all(|word| {
        own.next()
            .is_some_and(|next| next.trim_end_matches(['.', ',']) == word.trim_end_matches(['.', ',']))
    })
}

/// The first statement that is meant.
fn home(statements: &[Statement], joins: &Joins, key: Key) -> Option<usize> {
    let live = || (0..statements.len()).filter(|at| !joins.idle.contains(at));
    let follows = |at: &usize| match key {
        Key::Beginning(_) => false,
        Key::Place(place) => {
            place.sentence.holds(statements[*at].start()) && statements[*at].start() >= place.words.end
        }
    };
    let meant = live().find(|at| is_meant(&statements[*at], key));
    // "The mayor said that ...": the first statement behind these words.
    meant.or_else(|| live().filter(follows).min_by_key(|at| statements[*at].start()))
}

/// Takes the statements that are meant by the second key out of the claim that holds the first, and drops what is suggested
/// of the two.
fn part(statements: &[Statement], joins: &mut Joins, [one, other]: [Key; 2]) {
    let Some(first) = home(statements, joins, one) else {
        return;
    };
    // Of two beginnings that both fit, the longer one is meant.
    let longer = match (one, other) {
        (Key::Beginning(one), Key::Beginning(other)) => one.len() > other.len(),
        _ => false,
    };
    let second = home(statements, joins, other);
    let is_gone = |at: &usize| {
        let statement = &statements[*at];
        let meant = is_meant(statement, other) || Some(*at) == second;
        let other_one = matches!(other, Key::Beginning(_)) || *at != first;
        other_one && meant && !(longer && is_meant(statement, one))
    };
    let gone: Vec<usize> = joins.with(first).iter().copied().filter(is_gone).collect();
    if !gone.is_empty() && gone.len() < joins.with(first).len() {
        joins.part(&gone);
    }
    if let Some(second) = second {
        let (ones, others) = (joins.with(first).to_vec(), joins.with(second).to_vec());
        let between = |pair: &(usize, usize)| {
            let (from, to) = *pair;
            ones.contains(&from) && others.contains(&to) || ones.contains(&to) && others.contains(&from)
        };
        joins.maybe.retain(|pair| !between(pair));
        joins.differ.retain(|pair| !between(pair));
    }
}
