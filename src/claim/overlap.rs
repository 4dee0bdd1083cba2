//! Statements of one source over the same words: "Rao blamed the weather" and "Rao blamed the weather and asked for
//! time" are one clause read twice, and only one of the two states it.

use super::statement::{Said, Statement};
use super::wording::Whole;
use crate::draft::Span;

/// With how many statements before it one is compared.
const NEAR: usize = 4;

/// Drops the statements that say again, over the same words and for nobody else, what another states: a completed clause
/// before a content that stands by itself, the shorter before the longer. Their attributions become idle. Linear.
pub(super) fn drop_repeats(said: &mut Said) {
    let statements = &said.statements;
    let mut dropped = vec![false; statements.len()];
    for later in 1..statements.len() {
        for earlier in later.saturating_sub(NEAR)..later {
            if !dropped[earlier] && !dropped[later] && overlaps(&statements[earlier], &statements[later]) {
                let worse = worse(statements, earlier, later);
                let better = earlier + later - worse;
                dropped[worse] = adds_nobody(&statements[worse], &statements[better]);
            }
        }
    }
    for (statement, _) in statements.iter().zip(&dropped).filter(|(_, dropped)| **dropped) {
        said.idle
            .extend(statement.voices.iter().map(|voice| voice.attribution));
    }
    let mut dropped = dropped.into_iter();
    said.statements.retain(|_| !dropped.next().unwrap_or_default());
}

/// Is one of the two completed from its sentence, and do most words of the shorter stand in the longer?
fn overlaps(first: &Statement, second: &Statement) -> bool {
    let completed = [first, second]
        .iter()
        .any(|statement| statement.whole == Whole::Completed);
    let denied = first.only_denied() || second.only_denied();
    let shared: usize = first
        .spans
        .iter()
        .flat_map(|one| second.spans.iter().map(move |two| shared(*one, *two)))
        .sum();
    completed && !denied && shared * 5 >= length(first).min(length(second)) * 4
}

/// The number of the one that is rather dropped.
fn worse(statements: &[Statement], first: usize, second: usize) -> usize {
    let rank = |at: usize| (statements[at].whole != Whole::Completed, length(&statements[at]));
    if rank(first) < rank(second) { first } else { second }
}

fn adds_nobody(own: &Statement, other: &Statement) -> bool {
    let known = |source| other.voices.iter().any(|voice| voice.source == source);
    own.voices
        .iter()
        .all(|voice| voice.source.is_none() || known(voice.source))
}

fn length(statement: &Statement) -> usize {
    statement.spans.iter().map(|span| span.end - span.start).sum()
}

fn shared(one: Span, two: Span) -> usize {
    one.end.min(two.end).saturating_sub(one.start.max(two.start))
}
