//! Several who are called by one noun and named then: "two of the donors, Orbit and Brisk", "the two men, Ann Lee and Bo
//! Yu". The noun is none beside them.

use super::joint::{Join, Piece, Reader, Voice};
use super::lexicon::{lexicon, singular};
use super::reading;
use crate::language::written_number;

impl Reader<'_> {
    /// The pieces without the noun for all of them, where the others are those whom it means.
    pub(super) fn without_their_noun<'p>(&self, pieces: &'p [Piece]) -> &'p [Piece] {
        let is_name = |piece: &Piece| {
            matches!(
                piece.voice,
                Some(Voice::Person(_) | Voice::Body(_) | Voice::Other)
            )
        };
        let Some(first) = pieces.iter().position(is_name) else {
            return pieces;
        };
        let (group, named) = pieces.split_at(first);
        let Some((noun, fields)) = group.split_first() else {
            return pieces;
        };
        let listed = named.len() > 1 && named.iter().all(is_name) && named[0].join == Join::Comma;
        let closed = named.last().is_some_and(|last| last.join != Join::Comma);
        if !listed || !closed || !self.is_of_several(noun) {
            return pieces;
        }
        let persons = named
            .iter()
            .all(|one| matches!(one.voice, Some(Voice::Person(_))));
        let own = fields.iter().all(|field| field.join == Join::And);
        let whole = match self.count_of(noun) {
            Some(count) => fields.is_empty() && count == named.len(),
            // "The ministers of Norway and Chad, Ann Lee and Bo Yu"
            None => persons && own || fields.is_empty() && self.are_its_bodies(noun, named),
        };
        if whole { named } else { pieces }
    }

    /// "opposition parties, Harbour First and the Reform League"; "the owners of the quays, Orbit and Brisk,": a noun for
    /// bodies, or one that a comma closes as it opened it.
    fn are_its_bodies(&self, noun: &Piece, named: &[Piece]) -> bool {
        let head = reading::head(self.words, self.registry, noun.tokens);
        let one = head.and_then(|head| singular(self.words.lower(head)));
        let of_bodies = one.is_some_and(|one| lexicon().bodies.contains(one.as_str()));
        let brings = self.registry.mentions_in(noun.tokens).is_empty();
        let closed = self.closed && self.has_article(noun);
        let body = |piece: &Piece| matches!(piece.voice, Some(Voice::Body(_)));
        let bare = |piece: &Piece| !self.has_article(piece);
        let bodies = of_bodies && named.iter().any(body);
        (bodies || closed) && brings && named.iter().all(bare)
    }

    fn is_of_several(&self, noun: &Piece) -> bool {
        let head = reading::head(self.words, self.registry, noun.tokens);
        head.is_some_and(|head| self.words.is_roles(head) || singular(self.words.lower(head)).is_some())
            || noun.voice == Some(Voice::Several)
    }

    /// The number before a noun.
    fn count_of(&self, noun: &Piece) -> Option<usize> {
        let (from, to) = noun.tokens;
        let mut words = (from..to.min(from + 3)).map(|at| self.words.lower(at));
        let count = words.find_map(written_number)?;
        usize::try_from(count).ok()
    }
}
