//! Who cannot be meant: where number, gender, office or the place in the text tell of another.

use super::super::SourceKind;
use super::super::coreference::Linker;
use super::super::gender::Gender;
use super::super::kind;
use super::super::lexicon::{lexicon, singular};
use super::super::name::What;
use super::super::registry::EntityId;
use super::shown::stem;
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

/// Within so many words "and" joins two descriptions or names.
const BESIDE: usize = 8;

impl Linker<'_> {
    /// Whom nobody would take for it is no candidate: a body, a group, somebody of the other gender, the one in whose name
    /// the description speaks ("Lee's lawyer").
    pub(super) fn may_be(&self, who: Who, asked: Asked) -> bool {
        let entity = match who {
            Who::Entity(entity) => entity,
            Who::Source(number) => return self.is_somebody(number),
        };
        let known = self.gender(entity);
        let agrees = known == Gender::Unknown || asked.gender == Gender::Unknown || known == asked.gender;
        let spoke = self.kind(who);
        let person = matches!(spoke, None | Some(SourceKind::NamedPerson));
        let bare = self.is_body(entity) || self.is_place(entity) || self.is_thing(entity);
        person && agrees && !bare && (asked.anaphor == Anaphor::Pronoun || self.may_be_called(entity, asked))
    }

    /// A name of one word, of which nothing tells that it is a person's, and which does not read as one.
    fn is_thing(&self, entity: EntityId) -> bool {
        let known = self.registry.entity(entity);
        let unsure = known.what == What::Unsure && self.gender(entity) == Gender::Unknown;
        let scores = self.name_scores(entity);
        unsure && known.words.len() == 1 && scores.is_some_and(|scores| scores.person < 0.5)
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

    /// Does nothing in a description tell of another than this one?
    fn may_be_called(&self, entity: EntityId, asked: Asked) -> bool {
        let head = self.words.lower(asked.head);
        let mut within = self.registry.mentions_in(asked.tokens).iter();
        let owner = within.any(|mention| mention.entity == entity);
        // "The Hale police chief" is no "police chief" of whom no more is told.
        let elsewhere = asked
            .noun
            .is_some_and(|noun| self.entity_fits(entity, head) && !self.owned_by(entity, noun));
        !owner
            && !elsewhere
            && asked.noun.is_none_or(|noun| self.is_of_rank(entity, noun))
            && !self.holds_another_office(entity, head)
            && !self.is_beside_in_rank(entity, asked)
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

    /// Does the place of a candidate let a description mean him? "A nurse" is nobody known before, "Ann Lee told the nurse" tells
    /// of two, as "neither the nurse nor Ann Lee" does.
    pub(super) fn may_stand_there(&self, candidate: &Candidate, asked: Asked) -> bool {
        if asked.anaphor == Anaphor::Pronoun {
            return true;
        }
        let words = self.words;
        let (from, to) = asked.tokens;
        let place = candidate.place();
        if candidate.before.is_empty() {
            let joined = matches!(words.lower(to), "and" | "nor" | "or" | "as");
            return !(joined && place < to + BESIDE);
        }
        words.sentence(place) != words.sentence(from) && !asked.is_new(words)
    }

    /// Somebody's lawyer, or the driver after "a driver": it means only who is called that.
    pub(super) fn is_bound(&self, asked: Asked) -> bool {
        asked.anaphor == Anaphor::Description && (self.is_owned(asked) || self.is_called_before(asked))
    }

    /// Has the text used the noun before? "The official" is any holder of an office who spoke, whatever "officials" did.
    fn is_called_before(&self, asked: Asked) -> bool {
        let words = self.words;
        let (from, head) = (asked.tokens.0, words.lower(asked.head));
        let several = |word: &str| head != "official" && singular(word).is_some_and(|one| one == head);
        let mut before = from.saturating_sub(RENAMED)..from;
        before.any(|at| words.lower(at) == head || several(words.lower(at)))
    }

    /// "Her lawyer", "Lee's spokesman": somebody's.
    fn is_owned(&self, asked: Asked) -> bool {
        let owned = matches!(self.words.lower(asked.tokens.0), "his" | "her" | "their" | "its");
        owned || asked.noun.is_some_and(|noun| self.owned_by_person(noun))
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
