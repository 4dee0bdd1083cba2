//! What a preposition brings to a noun, and whether the next piece belongs to that or to the whole.

use super::{LEADS, Member, NO_NAME, Piece, Reader, Voice};
use crate::source::lexicon::lexicon;
use crate::source::name::What;
use crate::source::reading;

impl Reader<'_> {
    /// Does the piece join the whole of what stands before it, not only what a preposition there brought ("researchers from
    /// Dunmore and Milton")?
    pub(super) fn is_free(&self, last: &Member, voice: Voice, piece: &Piece) -> bool {
        let Some(lead) = self.preposition(last) else {
            return true;
        };
        let mut brought = self.registry.mentions_in((lead, last.tokens.1)).iter().peekable();
        let named = brought.peek().is_some();
        let person = brought.any(|m| self.registry.entity(m.entity).what != What::Body);
        match voice {
            // "Minister of Labour and Trade": one word with a capital is no person of whom more is told.
            Voice::Person(id) => {
                let entity = self.registry.entity(id);
                !person && (entity.words.len() > 1 || !entity.title.is_empty())
            }
            Voice::Described if self.is_only_where(lead, last) && self.has_article(piece) => true,
            Voice::Described => {
                let apart = named || self.is_one_known(lead + 1) || self.is_parallel(lead, piece);
                self.is_indefinite(piece) && apart
            }
            // "the choir Orbit in Norway and the Institute": a place is no more than where it is.
            Voice::Body(id) => {
                self.is_only_where(lead, last) && self.has_article(piece) && !self.registry.is_place(id)
            }
            // "Ann Lee of the Trust and two nurses": people are no second house of hers.
            Voice::Several => {
                let head = reading::head(self.words, self.registry, piece.tokens);
                let people = head.is_some_and(|head| !lexicon().is_body_noun(self.words.lower(head)));
                matches!(last.first.voice, Some(Voice::Person(_))) && named && people
            }
            _ => false,
        }
    }

    /// Does the preposition behind a name bring a place alone?
    fn is_only_where(&self, lead: usize, last: &Member) -> bool {
        let brought = self.registry.mentions_in((lead, last.tokens.1)).last();
        let place = brought.is_some_and(|mention| {
            let scores = self.words.name_scores(mention.run.core);
            let reads = scores.is_some_and(|scores| scores.place > NO_NAME);
            mention.run.core.1 == last.tokens.1 && (reads || self.registry.is_place(mention.entity))
        });
        let named = !self.registry.mentions_in((last.tokens.0, lead)).is_empty();
        named && place && matches!(self.words.lower(lead), "in" | "at" | "near")
    }

    /// "for the mayor and a lawyer": what a preposition brings is known, and the piece is new.
    fn is_one_known(&self, at: usize) -> bool {
        let known = matches!(
            self.words.lower(at),
            "the" | "this" | "his" | "her" | "its" | "their" | "our"
        );
        known && self.words.lower(at - 1) != "of"
    }

    /// "a lawyer for a union and a spokesman for a club": the same preposition in both.
    fn is_parallel(&self, lead: usize, piece: &Piece) -> bool {
        let other = self.preposition(&Member::of(piece));
        other.is_some_and(|other| self.words.lower(other) == self.words.lower(lead))
    }

    /// Is the piece one more of those that a preposition brings ("director for Ashby, Milton and", "a report by the")?
    pub(super) fn is_brought(&self, last: &Member, piece: &Piece) -> bool {
        let named = self.registry.mentions_in(piece.tokens).last();
        matches!(piece.voice, Some(Voice::Body(_))) || named.is_some() && self.brings_a_body(last)
    }

    /// Does a preposition bring a body to its noun?
    pub(in crate::source) fn brings_a_body(&self, last: &Member) -> bool {
        self.preposition(last).is_some_and(|lead| {
            let brought = self.registry.mentions_in((lead, last.tokens.1)).last();
            brought.is_some_and(|mention| self.registry.entity(mention.entity).what == What::Body)
        })
    }

    /// The word, outside of names, that brings what belongs to the noun before it.
    pub(super) fn preposition(&self, last: &Member) -> Option<usize> {
        let (from, to) = last.tokens;
        let names = self.registry.mentions_in((from, to));
        let inside = |at: usize| names.iter().any(|m| m.run.whole().0 < at && at < m.run.core.1);
        (from + 1..to).find(|at| LEADS.contains(&self.words.lower(*at)) && !inside(*at))
    }
}
