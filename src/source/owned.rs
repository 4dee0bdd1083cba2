//! "His lawyer", "her office", "their son": those who speak for somebody else are of one side with them.

use super::coreference::Linker;
use super::gender::Gender;
use super::{SourceKind, interest, side};

/// So many sentences back the one whose lawyer speaks has spoken.
const REACH: usize = 3;

/// So many of those who spoke before are looked at.
const LOOKED_AT: usize = 6;

impl Linker<'_> {
    /// Notes whose side a source is on that `tokens` call "his" or "her" something; `with` are those named with it before.
    pub(super) fn note_owner(&mut self, number: usize, tokens: (usize, usize), with: &[usize]) {
        let Some(gender) = self.gender_of_owner(tokens) else {
            return;
        };
        let named = with.iter().copied().rfind(|one| self.can_own(*one, gender));
        let owner = named.or_else(|| self.owner_before(tokens.0, gender));
        if let Some(owner) = owner.filter(|owner| *owner != number) {
            self.owned.push((number, owner));
        }
    }

    /// The gender of the owner, where the words tell of somebody who serves one: "her lawyer, Bo Yu".
    fn gender_of_owner(&self, (from, to): (usize, usize)) -> Option<Gender> {
        let gender = match self.words.lower(from) {
            "his" => Gender::Male,
            "her" => Gender::Female,
            "their" | "its" => Gender::Unknown,
            _ => return None,
        };
        let noun = (from + 1..to).take_while(|at| self.words.is_word(*at) && !self.words.is_capital(*at));
        let mut noun = noun.map(|at| self.words.lower(at));
        let head = noun.clone().any(interest::is_of_a_person);
        (head && !noun.any(side::is_outside)).then_some(gender)
    }

    fn can_own(&self, number: usize, gender: Gender) -> bool {
        let known = &self.gathered[number];
        let told = known.entity.map_or(Gender::Unknown, |entity| self.gender(entity));
        match (gender, known.source.kind) {
            (Gender::Unknown, _) => true,
            (_, SourceKind::NamedPerson | SourceKind::UnnamedPerson | SourceKind::Anonymous) => {
                told == Gender::Unknown || told == gender
            }
            _ => false,
        }
    }

    /// Of those who spoke shortly before, the last who can be meant.
    fn owner_before(&self, at: usize, gender: Gender) -> Option<usize> {
        let sentence = self.words.sentence(at);
        let near = |place: usize| sentence.saturating_sub(self.words.sentence(place)) <= REACH;
        let spoke = self.spoke.iter().rev().take(LOOKED_AT);
        let mut near = spoke.filter(|(place, _)| *place < at && near(*place));
        near.find(|(_, number)| self.can_own(*number, gender))
            .map(|(_, number)| *number)
    }
}
