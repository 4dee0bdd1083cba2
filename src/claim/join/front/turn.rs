//! The verb that a front turns on.

use std::collections::BTreeSet;

use super::super::super::clause::Clauses;
use super::super::super::gist::{Gist, Piece};
use super::super::super::statement::Statement;
use crate::attribution::{Act, cue};
use crate::draft::Span;

/// What a front turns on.
pub(super) enum Turn {
    /// A verb of doing.
    Deed,
    /// A verb of saying, behind the words for who speaks.
    Saying { speaker: Gist },
    /// No verb beyond doubt.
    Nothing,
}

impl Turn {
    pub(super) fn of(clauses: &Clauses, place: Span) -> Turn {
        let tokens = clauses.tokens(&[place]);
        let Some(at) = clauses.main_verb(&tokens) else {
            return Turn::Nothing;
        };
        let raw = clauses.raw(tokens[at]);
        if cue::of_word(raw).is_some_and(|sense| sense.act == Act::Speech) {
            let subject: Vec<&str> = tokens[..at].iter().map(|token| clauses.raw(*token)).collect();
            let speaker = Gist::of(&subject.join(" "));
            Turn::Saying { speaker }
        } else if clauses.is_surely_finite(tokens[at]) {
            Turn::Deed
        } else {
            Turn::Nothing
        }
    }

    pub(super) fn is_nothing(&self) -> bool {
        matches!(self, Turn::Nothing)
    }

    /// Does somebody else whom the text names say it than the one who makes the statement? Whom a headline calls by a role
    /// ("police chief", "expert") the text may call by his name.
    pub(super) fn is_of_another(&self, statement: &Statement, names: &BTreeSet<u64>) -> bool {
        let Turn::Saying { speaker } = self else {
            return false;
        };
        let own = &statement.gist.stands_for;
        let named = speaker.telling().any(|piece| names.contains(&piece.stem));
        let his = |piece: &Piece| own.contains(&piece.stem);
        statement.has_source() && named && !own.is_empty() && !speaker.telling().any(his)
    }
}
