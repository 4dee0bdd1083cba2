//! What the desk's policy says of claims: these state the same, those do not. It overrules the machine.

use super::super::statement::Statement;
use super::{Because, Joins};
use crate::language::fold;
use crate::policy::Policy;

/// Joins and parts claims as the policy says. Linear in the statements for each of its pairs.
pub(super) fn settle(policy: &Policy, statements: &[Statement], joins: &mut Joins) {
    for pair in &policy.apart_claims {
        part(statements, joins, pair);
    }
    for [one, other] in &policy.same_claims {
        let homes = (home(statements, joins, one), home(statements, joins, other));
        if let (Some(one), Some(other)) = homes {
            joins.join(one.max(other), one.min(other), Because::Desk);
        }
    }
}

/// Does the statement begin with these words, however they are typed?
fn begins(statement: &Statement, words: &str) -> bool {
    let (own, words) = (fold(&statement.text), fold(words));
    let mut own = own.split(' ');
    words.split(' ').all(|word| {
        own.next()
            .is_some_and(|next| next.trim_end_matches(['.', ',']) == word.trim_end_matches(['.', ',']))
    })
}

/// The first statement with these words.
fn home(statements: &[Statement], joins: &Joins, words: &str) -> Option<usize> {
    let live = |at: &usize| !joins.idle.contains(at);
    (0..statements.len())
        .filter(live)
        .find(|at| begins(&statements[*at], words))
}

/// Takes the statements with the second words out of the claim that holds the first, and drops what is suggested of the
/// two.
fn part(statements: &[Statement], joins: &mut Joins, [one, other]: &[String; 2]) {
    let Some(first) = home(statements, joins, one) else {
        return;
    };
    // Of two beginnings that both fit, the longer one is meant.
    let longer = one.len() > other.len();
    let is_gone = |at: &usize| begins(&statements[*at], other) && !(longer && begins(&statements[*at], one));
    let gone: Vec<usize> = joins.with(first).iter().copied().filter(is_gone).collect();
    if !gone.is_empty() && gone.len() < joins.with(first).len() {
        joins.part(&gone);
    }
    if let Some(second) = home(statements, joins, other) {
        let (ones, others) = (joins.with(first).to_vec(), joins.with(second).to_vec());
        let between = |pair: &(usize, usize)| {
            let (from, to) = *pair;
            ones.contains(&from) && others.contains(&to) || ones.contains(&to) && others.contains(&from)
        };
        joins.maybe.retain(|pair| !between(pair));
        joins.differ.retain(|pair| !between(pair));
    }
}
