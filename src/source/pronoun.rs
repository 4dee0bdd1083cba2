//! Pronouns: "he" and "she" by nearness, subject, speech and gender; "they" and "it" by who spoke last; "we" by the
//! speaker.

use super::SourceKind;
use super::coreference::Linker;
use super::kind;
use super::name::What;
use super::reading::Pronoun;
use super::registry::{EntityId, Gender, Mention};

impl Linker<'_> {
    /// The source that a pronoun at a token stands for.
    pub(super) fn of_pronoun(&mut self, pronoun: Pronoun, at: usize) -> Option<usize> {
        match pronoun {
            Pronoun::He => self.person_before(at, Gender::Male),
            Pronoun::She => self.person_before(at, Gender::Female),
            Pronoun::They => self.spoke_before(at, |kind| {
                matches!(
                    kind,
                    SourceKind::UnnamedGroup
                        | SourceKind::Anonymous
                        | SourceKind::NamedOrganization
                        | SourceKind::NamedPerson
                )
            }),
            Pronoun::It => self.spoke_before(at, |kind| {
                matches!(
                    kind,
                    SourceKind::Document | SourceKind::NamedOrganization | SourceKind::Outlet
                )
            }),
            Pronoun::Speaker => self.spoke_before(at, |_| true),
            Pronoun::Relative => self.mention_before(at),
        }
    }

    fn mention_before(&mut self, at: usize) -> Option<usize> {
        let until = self
            .registry
            .mentions
            .partition_point(|mention| mention.run.core.0 < at);
        let mut near = self.registry.mentions[..until].iter().rev().take(4);
        let person = near.clone().find(|mention| {
            self.registry.entity(mention.entity).what != What::Body
                && self.words.sentence(mention.run.core.0) == self.words.sentence(at)
        });
        let mention = if self.words.lower(at) == "who" {
            person.or(near.next())
        } else {
            near.next()
        }?;
        let near = self.words.sentence(mention.run.core.0) == self.words.sentence(at);
        let entity = mention.entity;
        near.then(|| self.of_entity(entity))
    }

    /// The last source of a kind that spoke before.
    fn spoke_before(&self, at: usize, wanted: impl Fn(SourceKind) -> bool) -> Option<usize> {
        let found = self
            .spoke
            .iter()
            .rev()
            .take(12)
            .find(|(place, number)| *place < at && wanted(self.gathered[*number].source.kind));
        found.map(|(_, number)| *number)
    }

    /// The person whom "he" or "she" stands for: near, a subject, a speaker, of that gender.
    pub(super) fn person_before(&mut self, at: usize, gender: Gender) -> Option<usize> {
        let mut best: Option<(f64, Candidate)> = None;
        let mut offer = |score: f64, candidate: Candidate| {
            if best.as_ref().is_none_or(|(known, _)| score > *known) {
                best = Some((score, candidate));
            }
        };
        let until = self
            .registry
            .mentions
            .partition_point(|mention| mention.run.core.0 < at);
        for mention in self.registry.mentions[..until].iter().rev().take(30) {
            if let Some(score) = self.score_mention(mention, at, gender) {
                offer(score, Candidate::Entity(mention.entity));
            }
        }
        for (place, number) in self.spoke.iter().rev().take(6).filter(|(place, _)| *place < at) {
            if let Some(score) = self.score_speaker(*place, *number, (at, gender)) {
                offer(score, Candidate::Source(*number));
            }
        }
        match best?.1 {
            Candidate::Entity(entity) => {
                if gender != Gender::Unknown {
                    self.genders.entry(entity).or_insert(gender);
                }
                Some(self.of_entity(entity))
            }
            Candidate::Source(number) => {
                if let Some(entity) = self.gathered[number].entity.filter(|_| gender != Gender::Unknown) {
                    self.genders.entry(entity).or_insert(gender);
                }
                Some(number)
            }
        }
    }

    fn gender(&self, id: EntityId) -> Gender {
        match self.registry.entity(id).gender {
            Gender::Unknown => self.genders.get(&id).copied().unwrap_or(Gender::Unknown),
            known => known,
        }
    }

    /// How likely a person named here is meant.
    fn score_mention(&self, mention: &Mention, at: usize, gender: Gender) -> Option<f64> {
        let known = self.gender(mention.entity);
        if self.is_body(mention.entity) || !agrees(known, gender) {
            return None;
        }
        let place = mention.run.core.0;
        let distance = self
            .words
            .sentence(at)
            .saturating_sub(self.words.sentence(place))
            .min(50);
        let spoke = self.spoke.iter().rev().take(6).any(|(spoke, number)| {
            self.gathered[*number].entity == Some(mention.entity) && spoke.abs_diff(place) < 40
        });
        let score = [
            (self.is_subject(place), 1.5),
            (spoke, 2.0),
            (self.words.is_quoted(place), -3.0),
            (known == gender && gender != Gender::Unknown, 1.0),
        ];
        let sum: f64 = score
            .iter()
            .filter(|(holds, _)| *holds)
            .map(|(_, weight)| weight)
            .sum();
        Some(sum - f64::from(u8::try_from(distance).unwrap_or(u8::MAX)))
    }

    /// How likely somebody who spoke here is meant.
    fn score_speaker(&self, place: usize, number: usize, (at, gender): (usize, Gender)) -> Option<f64> {
        let gathered = &self.gathered[number];
        let named = gathered.entity.filter(|_| gathered.noun.is_none());
        let person = match gathered.source.kind {
            SourceKind::NamedPerson | SourceKind::UnnamedPerson | SourceKind::Anonymous => true,
            SourceKind::NamedOrganization => gathered
                .head
                .is_some_and(|head| kind::is_spokesperson(self.words.lower(head))),
            _ => false,
        };
        let known = named.map_or(Gender::Unknown, |entity| self.gender(entity));
        if !person || !agrees(known, gender) {
            return None;
        }
        let distance = self
            .words
            .sentence(at)
            .saturating_sub(self.words.sentence(place))
            .min(50);
        let weight = if gathered.source.kind == SourceKind::NamedPerson {
            3.0
        } else {
            1.8
        };
        let told = if known == gender && gender != Gender::Unknown {
            1.0
        } else {
            0.0
        };
        Some(weight + told - f64::from(u8::try_from(distance).unwrap_or(u8::MAX)))
    }

    /// Does the mention stand before the first verb of its sentence? Taken from its place: near the beginning.
    fn is_subject(&self, at: usize) -> bool {
        let (from, _) = self.words.sentence_tokens(at);
        at - from < 6
    }
}

enum Candidate {
    Entity(EntityId),
    Source(usize),
}

fn agrees(known: Gender, wanted: Gender) -> bool {
    known == Gender::Unknown || wanted == Gender::Unknown || known == wanted
}
