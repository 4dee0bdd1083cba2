//! Joins: which statements are one claim, and why. Statements are moved together one by one, each move with its reason;
//! to take a claim apart is to take moves back.

mod by_hand;
mod contrary;
mod decline;
mod denial;
mod differ;
pub mod front;
mod lede;
mod merge;
mod slot;
mod summary;

use std::collections::BTreeSet;

use super::clause::Clauses;
use super::statement::Statement;
use crate::draft::Span;
use crate::policy::Policy;
use crate::source::desk::Settled;

pub(super) use decline::decline;

/// Why two places of a text are one claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    /// Whoever says the one says the other too, or nobody does.
    SaysAgain,
    /// Another source says the same, with the same actor, act and figures.
    SaysTheSame,
    /// Another source says that it confirms it.
    Confirms,
    /// A source denies it.
    Denies,
    /// The headline says it in short.
    Headline,
    /// An item of a summary says it in short.
    Summary,
    /// The article says it in its own voice, and then who says so.
    SaidBy,
    /// The desk says so.
    Desk,
}

/// One statement moved to the claim of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Move {
    from: usize,
    to: usize,
    because: Because,
}

/// Which statements are one claim; statements by their number, in text order.
#[derive(Debug, Default)]
pub(super) struct Joins {
    moves: Vec<Move>,
    /// The first statement of the claim that each one is in.
    head: Vec<usize>,
    /// The statements of each claim, under the first of them.
    members: Vec<Vec<usize>>,
    /// Statements that are no claim: what a headline says beside the claim that it repeats, a denial of what nobody said.
    idle: BTreeSet<usize>,
    /// Pairs of statements that may state the same.
    pub maybe: BTreeSet<(usize, usize)>,
    /// Pairs of statements that give other figures or versions of one thing.
    pub differ: BTreeSet<(usize, usize)>,
    /// A statement that the headline repeats, and where the headline stands.
    pub headed: Option<(usize, Span)>,
    /// Statements that the article opens with in its own voice, and where that is no claim of its own.
    pub opened: Vec<(usize, Span)>,
}

impl Joins {
    /// So many statements, each a claim of its own.
    fn apart(count: usize) -> Joins {
        Joins {
            head: (0..count).collect(),
            members: (0..count).map(|at| vec![at]).collect(),
            ..Joins::default()
        }
    }

    /// Moves a statement, with all that it was joined with, to the claim of another.
    fn join(&mut self, from: usize, to: usize, because: Because) {
        self.moves.push(Move { from, to, because });
        self.unite(from, to);
    }

    fn unite(&mut self, from: usize, to: usize) {
        let (one, two) = (self.head[from], self.head[to]);
        if one == two {
            return;
        }
        let (first, later) = (one.min(two), one.max(two));
        let moved = std::mem::take(&mut self.members[later]);
        for at in &moved {
            self.head[*at] = first;
        }
        self.members[first].extend(moved);
        self.members[first].sort_unstable();
    }

    /// Takes back every move between these statements and others.
    fn part(&mut self, gone: &[usize]) {
        let crosses = |one: &Move| gone.contains(&one.from) != gone.contains(&one.to);
        self.moves.retain(|one| !crosses(one));
        let count = self.head.len();
        self.head = (0..count).collect();
        self.members = (0..count).map(|at| vec![at]).collect();
        for one in self.moves.clone() {
            self.unite(one.from, one.to);
        }
    }

    /// Takes a statement for no claim.
    fn drop(&mut self, at: usize) {
        self.idle.insert(at);
    }

    /// The statements of the claim that this one is in.
    fn with(&self, at: usize) -> &[usize] {
        &self.members[self.head[at]]
    }

    /// Is it the only statement of its claim?
    fn is_alone(&self, at: usize) -> bool {
        self.with(at).len() == 1
    }

    fn are_one(&self, one: usize, other: usize) -> bool {
        self.head[one] == self.head[other]
    }

    /// The claims, each by its statements, in the order of their first ones.
    pub(super) fn claims(&self) -> Vec<Vec<usize>> {
        let kept = |group: &Vec<usize>| -> Vec<usize> {
            let live = group.iter().filter(|at| !self.idle.contains(at));
            live.copied().collect()
        };
        let claims = self.members.iter().map(kept);
        claims.filter(|group| !group.is_empty()).collect()
    }

    /// Why a statement is in its claim: the reason of the move that brought it there, or that brought another to it.
    pub(super) fn reason(&self, at: usize) -> Option<Because> {
        let moved = self.moves.iter().find(|one| one.from == at);
        let met = || self.moves.iter().find(|one| one.to == at);
        moved.or_else(met).map(|one| one.because)
    }
}

/// Joins the statements of a draft, and takes what somebody denies for denied. Near linear.
pub(super) fn all(
    clauses: &Clauses,
    headline: Option<Span>,
    (policy, desk): (&Policy, &Settled),
    statements: &mut [Statement],
) -> Joins {
    let mut joins = merge::join(statements);
    summary::join(statements, &mut joins);
    denial::join(clauses, statements, &mut joins);
    lede::join(clauses, headline, statements, &mut joins);
    differ::find(statements, &mut joins);
    by_hand::settle(policy, desk, statements, &mut joins);
    joins
}
