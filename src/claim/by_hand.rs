//! What the desk's policy says of claims: these state the same, those do not. It overrules the machine.

use super::merge::Groups;
use super::statement::Statement;
use crate::policy::Policy;

/// Joins and parts groups as the policy says. Linear in the statements for each of its pairs.
pub(super) fn settle(policy: &Policy, statements: &[Statement], groups: &mut Groups) {
    for pair in &policy.apart_claims {
        part(statements, groups, pair);
    }
    for [one, other] in &policy.same_claims {
        let homes = (home(statements, groups, one), home(statements, groups, other));
        if let (Some(one), Some(other)) = homes
            && one != other
        {
            join(groups, one.min(other), one.max(other));
        }
    }
}

/// Does the statement begin with these words, however they are spaced and in whatever letters?
fn begins(statement: &Statement, words: &str) -> bool {
    let lower = |text: &str| text.to_lowercase();
    let mut own = statement.text.split_whitespace().map(lower);
    words.split_whitespace().map(lower).all(|word| {
        own.next()
            .is_some_and(|next| next.trim_end_matches(['.', ',']) == word.trim_end_matches(['.', ',']))
    })
}

/// The first group that holds a statement with these words.
fn home(statements: &[Statement], groups: &Groups, words: &str) -> Option<usize> {
    let holds = |group: &Vec<usize>| group.iter().any(|at| begins(&statements[*at], words));
    groups.groups.iter().position(holds)
}

/// Moves all of the later group into the earlier one.
fn join(groups: &mut Groups, to: usize, from: usize) {
    let moved = std::mem::take(&mut groups.groups[from]);
    groups.groups[to].extend(moved);
    groups.groups[to].sort_unstable();
    groups.maybe.remove(&(to, from));
    groups.discrepancies.remove(&(to, from));
    if let Some((headed, _)) = groups.headed.as_mut().filter(|(headed, _)| *headed == from) {
        *headed = to;
    }
}

/// Takes the statements with the second words out of the group that holds the first, and drops what is suggested of the
/// two.
fn part(statements: &[Statement], groups: &mut Groups, [one, other]: &[String; 2]) {
    let Some(first) = home(statements, groups, one) else {
        return;
    };
    // Of two beginnings that both fit, the longer one is meant.
    let longer = one.len() > other.len();
    let (gone, kept): (Vec<usize>, Vec<usize>) = groups.groups[first]
        .iter()
        .partition(|at| begins(&statements[**at], other) && !(longer && begins(&statements[**at], one)));
    if !gone.is_empty() && !kept.is_empty() {
        groups.groups[first] = kept;
        groups.groups.push(gone);
        return;
    }
    if let Some(second) = home(statements, groups, other) {
        let pair = (first.min(second), first.max(second));
        groups.maybe.remove(&pair);
        groups.discrepancies.remove(&pair);
    }
}
