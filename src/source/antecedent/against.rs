//! Who cannot be meant: where number, gender, office or the place in the text tell of another.

use super::super::SourceKind;
use super::super::coreference::Linker;
use super::super::gender::Gender;
use super::super::kind;
use super::super::lexicon::{lexicon, singular};
use super::super::name::What;
use super::super::reading::Noun;
use super::super::registry::EntityId;
use super::shown::{flag, stem};
use super::{Anaphor, Asked, Candidate, Who};

/// Public offices that one person holds at a time: who is told to be something else is not meant by them.
const HELD_BY_ONE: &[&str] = &[
    "mayor",
    "governor",
    "minister",
    "president",
    "premier",
    "chancellor",
    "ambassador",
    "sheriff",
    "bishop",
    "archbishop",
    "coroner",
    "ombudsman",
];

/// So many words back a noun may have been used for somebody else.
const RENAMED: usize = 400;

/// So many words stand between an article and its noun.
const BROUGHT_IN: usize = 4;

/// Within so many words "and" joins two descriptions or names.
const BESIDE: usize = 8;

impl Linker<'_> {
    /// Whom nobody would take for it is no candidate: a group, somebody surely of the other sort, the one in whose name the description
    /// speaks ("Lee's lawyer").
    pub(super) fn may_be(&self, who: Who, asked: Asked) -> bool {
        // "The mayor, the sheriff and Ann Lee": she is neither.
        if self
            .number(who)
            .is_some_and(|number| self.beside.contains(&number))
        {
            return false;
        }
        let entity = match who {
            Who::Entity(entity) => entity,
            Who::Source(number) => {
                let known = &self.gathered[number];
                let owned = asked.noun.is_none_or(|noun| self.owner_agrees(known, noun));
                return owned && self.is_of_sort_asked(number, asked);
            }
        };
        let agrees = asked.anaphor != Anaphor::Pronoun || !self.is_of_other_gender(entity, asked);
        let sort = match asked.anaphor {
            Anaphor::Body => {
                let place = self.reads_as_place(entity);
                asked.called == Some(who) || self.registry.entity(entity).what != What::Person && !place
            }
            _ => {
                let heard = matches!(self.kind(who), None | Some(SourceKind::NamedPerson));
                heard && !self.is_body(entity) && !self.is_thing(entity)
            }
        };
        let called = asked
            .noun
            .is_none_or(|noun| self.may_be_called(entity, noun, asked));
        sort && agrees && called && !self.is_place(entity)
    }

    /// Does nothing in a description tell of another than this one: his own name in it, a rank or an office that he does not hold?
    fn may_be_called(&self, entity: EntityId, noun: &Noun, asked: Asked) -> bool {
        let head = self.words.lower(noun.head);
        let mut within = self.registry.mentions_in(asked.tokens).iter();
        let owner = within.any(|mention| mention.entity == entity);
        // "The Hale police chief" is no "police chief" of whom no more is told.
        let elsewhere = self.entity_fits(entity, head) && !self.owned_by(entity, noun);
        let office = asked.anaphor == Anaphor::Description
            && (self.holds_another_office(entity, head) || self.is_beside_in_rank(entity, asked));
        !owner && !elsewhere && !office && self.is_of_rank(entity, noun)
    }

    /// Does the place of a candidate let a description mean him? "A nurse" is nobody known before, "neither the nurse nor Ann Lee" tells
    /// of two.
    pub(super) fn may_stand_there(&self, candidate: &Candidate, asked: Asked) -> bool {
        if asked.noun.is_none() {
            return true;
        }
        let to = asked.tokens.1;
        let joined = matches!(self.words.lower(to), "and" | "nor" | "or" | "as");
        let apart = if candidate.before.is_empty() {
            // "A clerk said Ann Lee had left": whom it tells of does not say it.
            joined && candidate.place() < to + BESIDE || self.is_told_of(candidate.place())
        } else {
            asked.is_new(self.words)
        };
        !apart
    }

    /// Somebody's lawyer, or the driver after "a driver": it means only who is called that.
    pub(super) fn is_bound(&self, asked: Asked) -> bool {
        asked.noun.is_some() && (self.is_owned(asked) || self.is_brought_in(asked))
    }

    fn is_of_other_gender(&self, entity: EntityId, asked: Asked) -> bool {
        let known = self.gender(entity);
        known != Gender::Unknown && asked.gender != Gender::Unknown && known != asked.gender
    }

    /// A name of one word, of which nothing tells that it is a person's, and which does not read as one.
    pub(super) fn is_thing(&self, entity: EntityId) -> bool {
        let known = self.registry.entity(entity);
        let unsure = known.what == What::Unsure && self.gender(entity) == Gender::Unknown;
        let scores = self.name_scores(entity);
        unsure && known.words.len() == 1 && scores.is_some_and(|scores| scores.person < 0.5)
    }

    fn is_of_sort_asked(&self, number: usize, asked: Asked) -> bool {
        match asked.anaphor {
            Anaphor::Body => matches!(
                self.gathered[number].source.kind,
                SourceKind::NamedOrganization | SourceKind::Outlet
            ),
            _ => self.is_somebody(number),
        }
    }

    /// Is a source without a name one person? "An inquest heard": somebody there, but no "she".
    fn is_somebody(&self, number: usize) -> bool {
        let known = &self.gathered[number];
        let role = |head| self.words.is_role(head) || kind::is_source_word(self.words.lower(head));
        match known.source.kind {
            SourceKind::NamedPerson => true,
            SourceKind::UnnamedPerson | SourceKind::Anonymous => known.head.is_none_or(role),
            // "A spokeswoman for the club".
            SourceKind::NamedOrganization => known
                .head
                .is_some_and(|head| kind::is_spokesperson(self.words.lower(head))),
            _ => false,
        }
    }

    /// What stands against this one.
    pub(super) fn against(&self, candidate: &Candidate, asked: Asked) -> [f32; 6] {
        let of = |holds: &dyn Fn(EntityId) -> bool| flag(candidate.who.entity().is_some_and(holds));
        let (words, from) = (self.words, asked.tokens.0);
        let described = asked.noun.is_some();
        let another = asked.used_before && !self.is_called_so(candidate, asked);
        let beside =
            !candidate.before.is_empty() && words.sentence(candidate.place()) == words.sentence(from);
        [
            of(&|entity| self.is_body(entity)),
            flag(described && beside),
            flag(another),
            flag(asked.called == Some(candidate.who)),
            flag(asked.called.is_some() && asked.called != Some(candidate.who)),
            of(&|entity| self.is_of_other_gender(entity, asked)),
        ]
    }

    /// "The harbour guard" where the text tells of a "harbour chief".
    fn is_beside_in_rank(&self, entity: EntityId, asked: Asked) -> bool {
        let words = self.words;
        let title = self.titles(Who::Entity(entity));
        let head = stem(words.lower(asked.head));
        let before = asked.head.saturating_sub(1);
        let sort = before > asked.tokens.0 && words.is_word(before) && !words.is_capital(before);
        let told = sort && title.contains(&stem(words.lower(before)));
        told && !title.contains(&head) && title.iter().any(|word| lexicon().is_role(word))
    }

    /// "A driver was hurt. The driver said": has the text brought somebody in by the noun?
    fn is_brought_in(&self, asked: Asked) -> bool {
        let words = self.words;
        let (from, head) = (asked.tokens.0, words.lower(asked.head));
        let new = |at: usize| {
            let before = (at.saturating_sub(BROUGHT_IN)..at).rev();
            let mut before = before.take_while(|at| words.is_word(*at));
            before.any(|at| matches!(words.lower(at), "a" | "an" | "another" | "one"))
        };
        (from.saturating_sub(RENAMED)..from).any(|at| words.lower(at) == head && new(at))
    }

    /// Has the text used the noun of a description before? "The official" is any holder of an office who spoke, whatever "officials" did.
    pub(in super::super) fn is_used_before(&self, noun: &Noun) -> bool {
        let words = self.words;
        let (from, head) = (noun.tokens.0, words.lower(noun.head));
        let several = |word: &str| head != "official" && singular(word).is_some_and(|one| one == head);
        let mut before = from.saturating_sub(RENAMED)..from;
        before.any(|at| words.lower(at) == head || several(words.lower(at)))
    }

    /// "Her lawyer", "Lee's spokesman", "the sailor's sister": somebody's.
    pub(super) fn is_owned(&self, asked: Asked) -> bool {
        let words = self.words;
        let (from, head) = (asked.tokens.0, asked.head);
        let owned = matches!(words.lower(from), "his" | "her" | "their" | "its");
        let owns = |at: usize| matches!(words.lower(at), "'s" | "’s") && words.is_person_noun(at - 1);
        owned || (from + 1..head).any(owns) || asked.noun.is_some_and(|noun| self.owned_by_person(noun))
    }

    /// Does the text call him by the noun of the description?
    pub(super) fn is_called_so(&self, candidate: &Candidate, asked: Asked) -> bool {
        let head = stem(self.words.lower(asked.head));
        self.titles(candidate.who).contains(&head) || self.words_near(candidate, asked).contains(&head)
    }

    /// Is it an office that one holds at a time, and does the text tell of this person something else ("Ann Lee, a nurse")?
    fn holds_another_office(&self, person: EntityId, head: &str) -> bool {
        let title = self.registry.entity(person).told.both().to_lowercase();
        let mut told = title
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty());
        // "Gov." is the governor.
        let holds = told.clone().any(|word| word.len() > 2 && head.starts_with(word));
        let other = told.any(|word| lexicon().is_role(word));
        HELD_BY_ONE.contains(&head) && other && !holds
    }
}
