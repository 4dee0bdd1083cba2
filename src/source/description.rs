//! Descriptions: whom "the mayor", "the company", "the poll" stands for among those who spoke or were named before.

use super::antecedent::{Anaphor, Asked, Who};
use super::coreference::{Gathered, Key, Linker};
use super::gender::Gender;
use super::group::SOMEBODY;
use super::lexicon::{lexicon, singular};
use super::name::What;
use super::reading::Noun;
use super::registry::{EntityId, Mention};
use super::{SourceKind, anonymous, compare, documents, evidence, kind, title};
use crate::language::fold;

/// Nouns that can stand for any body of their sort.
const ANY_BODY: &[&str] = &[
    "company",
    "firm",
    "agency",
    "group",
    "organization",
    "organisation",
    "nonprofit",
    "airline",
    "business",
    "retailer",
    "manufacturer",
    "network",
    "charity",
    "outlet",
    "newspaper",
    "paper",
    "broadcaster",
    "website",
    "magazine",
    "site",
    "corporation",
    "union",
    "think-tank",
    "institute",
    "institution",
    "startup",
    "developer",
    "utility",
    "association",
];

/// Of these, bodies that members make up: no works, no ministry and no bank is one.
const OF_MEMBERS: &[&str] = &["union", "association"];

/// What "the authors" wrote.
const WRITTEN: &[&str] = &[
    "study", "paper", "report", "analysis", "research", "review", "article",
];

/// Nouns for lawyers, who may be called by either.
pub(super) const LAWYERS: &[&str] = &[
    "lawyer",
    "lawyers",
    "attorney",
    "attorneys",
    "counsel",
    "solicitor",
    "solicitors",
];

/// So many words back a poll may have been told of.
const POLLED: usize = 200;

/// The same in sentences, and so many at the top of an article that is on a poll.
const POLLED_SENTENCES: usize = 8;
const TOP: usize = 3;

/// Offices that "the head of state" stands for.
const HEADS_OF_STATE: &[&str] = &["president", "king", "queen", "emperor", "emir", "sultan"];

impl Linker<'_> {
    /// The body that a description speaks of by a bare noun: "an official at the ministry", "the ministry's figures".
    pub(super) fn body_in(&self, noun: &Noun) -> Option<EntityId> {
        let (from, to) = noun.tokens;
        let is_bare = |at: &usize| {
            let after = matches!(self.words.lower(at + 1), "'s" | "’s");
            let led = matches!(
                self.words.lower(at.saturating_sub(2)),
                "at" | "for" | "of" | "with" | "in" | "from" | "inside" | "by"
            );
            self.words.lower(at.saturating_sub(1)) == "the"
                && lexicon().bodies.contains(self.words.lower(*at))
                && !self.words.is_capital(*at)
                && (after && *at < noun.head || led && *at > noun.head)
        };
        let head = (from + 1..to).find(|at| noun.of.is_none() && is_bare(at))?;
        let body = Noun {
            head,
            tokens: (head - 1, head + 1),
            definite: true,
            of: None,
        };
        let entity = match self.known(&body)? {
            Who::Source(number) => self.gathered[number].entity?,
            Who::Entity(entity) => entity,
        };
        (self.is_body(entity) || self.may_be_body(entity)).then_some(entity)
    }

    /// "46 percent of voters said": the poll that the text tells of, not far before.
    pub(super) fn polled(&mut self, noun: &Noun) -> Option<usize> {
        let named = |at: usize| matches!(self.words.lower(at), "poll" | "survey");
        if !anonymous::is_share(self.words, noun.tokens) || (noun.tokens.0..noun.tokens.1).any(named) {
            return None;
        }
        let from = noun.tokens.0;
        let far = |at: usize| self.words.sentence(from) - self.words.sentence(at);
        let poll =
            |at: &usize| matches!(self.words.lower(*at), "poll" | "survey") && !self.words.is_quoted(*at);
        let near = (from.saturating_sub(POLLED)..from).rev();
        let near = near.take_while(|at| far(*at) <= POLLED_SENTENCES).find(poll);
        // An article on a poll tells of it at its top, and of its figures throughout.
        let top = (0..from.min(POLLED)).take_while(|at| self.words.sentence(*at) < TOP);
        let poll = near.or_else(|| top.filter(poll).last())?;
        let (begin, _) = self.words.sentence_tokens(poll);
        let phrase = self.phrase_before(begin, poll + 1)?;
        self.of_phrase(phrase)
    }

    /// Of unnamed sources called by one bare noun ("the source") the one that spoke last.
    pub(super) fn last_called(&self, noun: &Noun) -> Option<usize> {
        let bare = noun.tokens.1 - noun.tokens.0 == 2 && self.words.lower(noun.tokens.0) == "the";
        let head = self.words.lower(noun.head);
        let called = |number: usize| {
            let known = &self.gathered[number];
            let unnamed = known.source.name.is_empty() && known.entity.is_none();
            let anonymous = known.source.kind == SourceKind::Anonymous && SOMEBODY.contains(&head);
            let rank = self.is_rank_of(&known.source.description, noun);
            unnamed && rank && (anonymous || known.head.is_some_and(|own| self.words.lower(own) == head))
        };
        let mut spoke = self.spoke.iter().rev().take(20);
        let found = spoke.find(|(at, number)| *at < noun.head && called(*number));
        found.filter(|_| bare).map(|(_, number)| *number)
    }

    /// Somebody known from before whose name, title or description has the noun of a definite description.
    pub(super) fn called_so(&self, noun: &Noun) -> Option<Who> {
        if documents::is_handed_on(self.words, noun) {
            return None;
        }
        let introduced = self.introduced_so(noun).map(|number| self.who(number));
        introduced
            .or_else(|| self.head_of_state(noun).map(Who::Entity))
            .or_else(|| self.known(noun))
    }

    /// The source that a description means; "the company" tells that it is one.
    pub(super) fn of_called(&mut self, who: Who, noun: &Noun) -> usize {
        let Who::Entity(entity) = who else {
            return self.number(who).unwrap_or_default();
        };
        let number = self.of_entity(entity);
        if lexicon().is_body_noun(self.words.lower(noun.head)) {
            self.gathered[number].source.kind.call_body();
        }
        number
    }

    /// Whom a description of one person or body means among those named or heard near it; `called` is who goes by the noun.
    pub(super) fn meant_by(&mut self, anaphor: Anaphor, noun: &Noun, called: Option<Who>) -> Option<usize> {
        let asked = Asked {
            anaphor,
            gender: title::gender_of(self.words, (noun.head, noun.head + 1)),
            tokens: noun.tokens,
            head: noun.head,
            noun: Some(noun),
            called,
            used_before: self.is_used_before(noun),
        };
        self.meant(asked)
    }

    /// Does a description ask for one person, or for one body? Groups and papers are found by their words alone, and whoever was
    /// promised not to be named is nobody with a name.
    pub(super) fn asks(&self, noun: &Noun) -> Option<Anaphor> {
        let kind = kind::of_noun(self.words, noun);
        match kind {
            _ if anonymous::is_anonymous(self.words, noun, kind) || self.is_name_of_body(noun) => None,
            SourceKind::UnnamedPerson => Some(Anaphor::Description),
            SourceKind::NamedOrganization | SourceKind::Outlet if noun.definite => Some(Anaphor::Body),
            _ => None,
        }
    }

    /// "The Dell Courier": capitals that the model takes for a body's name.
    fn is_name_of_body(&self, noun: &Noun) -> bool {
        let words = self.words;
        let before = noun.head.saturating_sub(1);
        let capitals = words.is_capital(noun.head) && before >= noun.tokens.0 && words.is_capital(before);
        let scores = words.name_scores((before, noun.head + 1)).filter(|_| capitals);
        scores.is_some_and(|scores| scores.organization > scores.person.max(scores.none))
    }

    /// "The head of the harbour board, Ann Lee, ... the head of the harbour board": the last person whom the text brought in
    /// by all these words.
    fn introduced_so(&self, noun: &Noun) -> Option<usize> {
        let words = self.words;
        let head = words.lower(noun.head);
        if lexicon().is_body(head) || !words.is_role(noun.head) && !lexicon().honorifics.contains(head) {
            return None;
        }
        let told: Vec<String> = (noun.tokens.0..noun.tokens.1)
            .filter(|at| words.is_word(*at) && !words.is_function(*at))
            .map(|at| fold(words.lower(at)))
            .collect();
        let so = |number: &usize| {
            let known = &self.gathered[*number];
            let introduced = fold(&known.introduced);
            let mut called = introduced.split(|c: char| !c.is_alphanumeric());
            known.source.kind == SourceKind::NamedPerson
                && told.iter().all(|word| called.clone().any(|one| one == word))
                && called.any(|one| one == head)
        };
        let spoke = self.spoke.iter().rev().take(40).filter(|(at, _)| *at < noun.head);
        spoke.map(|(_, number)| *number).find(so)
    }

    /// "the head of state": the last named before who holds such an office.
    fn head_of_state(&self, noun: &Noun) -> Option<EntityId> {
        if self.words.text(noun.tokens).to_lowercase() != "the head of state" {
            return None;
        }
        let before = self.registry.mentions_in((0, noun.tokens.0)).iter().rev();
        let holds = |id: EntityId| {
            let title = self.registry.entity(id).title.to_lowercase();
            let other = ["former", "vice", "ex-"].iter().any(|word| title.contains(word));
            !other && HEADS_OF_STATE.iter().any(|office| self.entity_fits(id, office))
        };
        let mut named = before.take(200).map(|mention| mention.entity);
        named.find(|id| !self.is_body(*id) && holds(*id))
    }

    /// "the authors": the study that was cited last.
    pub(super) fn written_by(&self, noun: &Noun) -> Option<usize> {
        let written = |number: usize| {
            let known = &self.gathered[number];
            let study = |own| WRITTEN.contains(&self.words.lower(own));
            known.source.kind == SourceKind::Document && known.head.is_some_and(study)
        };
        let authors = noun.definite && noun.of.is_none() && self.words.lower(noun.head) == "authors";
        let mut spoke = self.spoke.iter().rev().take(20).filter(|_| authors);
        let found = spoke.find(|(at, number)| *at < noun.head && written(*number));
        found.map(|(_, number)| *number)
    }

    /// Who fits a definite description: a source, or somebody whom the text names.
    fn known(&self, noun: &Noun) -> Option<Who> {
        let head = self.words.lower(noun.head);
        if noun.of.is_some_and(|of| !self.is_body(of))
            && !lexicon().bodies.contains(head)
            && !self.words.is_role(noun.head)
            && !self.words.is_roles(noun.head)
        {
            return None;
        }
        let sorted = |gathered: &Gathered| {
            let named = gathered
                .entity
                .filter(|id| gathered.noun.is_none() && self.entity_fits(*id, head));
            named.is_none_or(|id| self.fits_wholly(id, noun))
        };
        let fits = |gathered: &Gathered| {
            let named = gathered.entity.filter(|_| gathered.noun.is_none());
            let rank = match named {
                Some(id) => self.is_of_rank(id, noun),
                None => self.is_rank_of(&gathered.source.description, noun),
            };
            self.fits(gathered, head) && self.owner_agrees(gathered, noun) && sorted(gathered) && rank
        };
        let mut spoke = self.spoke.iter().rev().take(40);
        if let Some((_, number)) = spoke.find(|(at, number)| *at < noun.head && fits(&self.gathered[*number]))
        {
            return Some(self.who(*number));
        }
        let mentions = &self.registry.mentions;
        let until = mentions.partition_point(|mention| mention.run.core.0 < noun.tokens.0);
        let mut near = mentions[..until].iter().rev().take(60);
        let named = near.find(|mention| {
            self.fits_wholly(mention.entity, noun)
                && self.owned_by(mention.entity, noun)
                && self.is_of_rank(mention.entity, noun)
        });
        let entity = named
            .map(|mention| mention.entity)
            .or_else(|| self.body_before(until, noun))
            .or_else(|| self.body_after(until, head, noun))?;
        Some(Who::Entity(entity))
    }

    /// "the company", "the agency": the body that spoke or was a subject not far before, else the one named last. "The
    /// drug agency" says of which sort it is, and means no body by another name.
    fn body_before(&self, until: usize, noun: &Noun) -> Option<EntityId> {
        let possessive = matches!(
            self.words.lower(noun.tokens.0),
            "his" | "her" | "their" | "its" | "our" | "my"
        );
        let sorted = (noun.tokens.0 + 1..noun.head).any(|at| {
            self.words.is_word(at) && !self.words.is_capital(at) && self.words.lower(at) != "based"
        });
        if !ANY_BODY.contains(&self.words.lower(noun.head)) || possessive || self.owned_by_person(noun) {
            return None;
        }
        let mut spoke = self.spoke.iter().rev().take(6);
        let last = spoke.find(|(at, _)| *at < noun.head && self.is_subject_near(*at, noun.head));
        let speaker = last.and_then(|(_, number)| {
            self.gathered[*number]
                .entity
                .filter(|_| self.gathered[*number].noun.is_none())
        });
        let speaker =
            speaker.filter(|id| self.is_body(*id) && !self.is_place(*id) && self.is_of_sort(*id, noun));
        if speaker.is_some() || sorted {
            return speaker;
        }
        let mentions = self.registry.mentions[..until].iter().rev().take(12);
        let is_named = |id: EntityId| {
            let body = self.is_body(id) && !self.is_place(id) && !self.reads_as_place(id);
            (body || self.may_be_body(id)) && self.is_of_sort(id, noun)
        };
        // "made by a firm of Ashby": where somebody is.
        let located = |mention: &Mention| {
            let led = mention
                .run
                .whole()
                .0
                .checked_sub(1)
                .map_or("", |at| self.words.lower(at));
            // "a post on Ashby": what carries the words of others.
            matches!(led, "on" | "via")
                || matches!(led, "of" | "in" | "from") && self.reads_as_place(mention.entity)
        };
        let mut named = mentions.filter(|mention| is_named(mention.entity) && !located(mention));
        let subject = named
            .clone()
            .find(|mention| self.is_subject_near(mention.run.core.0, noun.head));
        subject.or_else(|| named.next()).map(|mention| mention.entity)
    }

    /// Does a noun in the name ("Harlow Works", "the Ministry of Roads") tell that it is not the union that the text speaks of?
    fn is_without_members(&self, id: EntityId, noun: &Noun) -> bool {
        let head = self.words.lower(noun.head);
        let entity = self.registry.entity(id);
        let named = |word: &&String| lexicon().bodies.contains(word.as_str());
        let told = entity.title.to_lowercase().contains(head);
        OF_MEMBERS.contains(&head)
            && !told
            && entity
                .words
                .iter()
                .rfind(named)
                .is_some_and(|own| !lexicon().of_members.contains(own.as_str()))
    }

    /// An outlet is no union and no airline, and none of these a newspaper.
    fn is_of_sort(&self, id: EntityId, noun: &Noun) -> bool {
        if self.is_without_members(id, noun) {
            return false;
        }
        let outlet = kind::of_entity(self.registry.entity(id), self.policy) == SourceKind::Outlet;
        let head = self.words.lower(noun.head);
        let either = matches!(
            head,
            "company"
                | "firm"
                | "group"
                | "network"
                | "site"
                | "website"
                | "corporation"
                | "organization"
                | "organisation"
        );
        either || !outlet || lexicon().is_outlet_noun(head) || matches!(head, "paper" | "magazine" | "outlet")
    }

    /// Somebody who spoke under a name of one word, of which nothing in the text tells that it is a person's, or only a
    /// trade that bodies have too ("Brisk, the developer,").
    fn may_be_body(&self, id: EntityId) -> bool {
        let entity = self.registry.entity(id);
        let trade = entity.told.after.rsplit(' ').next().unwrap_or_default();
        let either = entity.told.before.is_empty() && evidence::is_body_noun(&trade.to_lowercase());
        let open = entity.what == What::Unsure || entity.words.len() == 1 && either;
        let unsure = open && entity.gender == Gender::Unknown;
        unsure && !self.genders.contains_key(&id) && self.by_key.contains_key(&Key::Entity(id))
    }

    /// A body whose name tells the noun, named only later ("the city ... the City of Dunmore").
    fn body_after(&self, from: usize, head: &str, noun: &Noun) -> Option<EntityId> {
        let mut later = self.registry.mentions[from..].iter().take(60);
        let named = |id: EntityId| self.is_body(id) && self.entity_fits(id, head) && self.owned_by(id, noun);
        later
            .find(|mention| named(mention.entity))
            .map(|mention| mention.entity)
    }

    fn fits(&self, gathered: &Gathered, head: &str) -> bool {
        // "A three-judge panel ... the judges".
        if let Some(one) = singular(head).filter(|one| lexicon().is_role(one))
            && gathered.source.name.is_empty()
            && gathered
                .source
                .description
                .to_lowercase()
                .split(|c: char| !c.is_alphanumeric())
                .any(|word| word == one)
        {
            return true;
        }
        if let Some(own) = gathered.head
            && (documents::may_be_same(self.words.lower(own), head)
                || LAWYERS.contains(&self.words.lower(own)) && LAWYERS.contains(&head)
                || kind::is_spokesperson(self.words.lower(own)) && kind::is_spokesperson(head))
        {
            return true;
        }
        gathered
            .entity
            .is_some_and(|entity| gathered.noun.is_none() && self.entity_fits(entity, head))
    }

    pub(super) fn owned_by_person(&self, noun: &Noun) -> bool {
        noun.of
            .is_some_and(|of| self.registry.entity(of).what == What::Person)
    }

    pub(super) fn owner_agrees(&self, gathered: &Gathered, noun: &Noun) -> bool {
        // "the county attorneys" are not the attorneys of somebody named before.
        let modified =
            (noun.tokens.0..noun.head).any(|at| self.words.is_word(at) && !self.words.is_function(at));
        if gathered.owner.is_some() && modified && noun.of.is_none() {
            return self.is_called_again(gathered, noun);
        }
        let Some(of) = noun.of else {
            return true;
        };
        if gathered.owner == Some(of) {
            return true;
        }
        let same = gathered.noun.as_ref().is_some_and(|known| known.of == Some(of));
        same || gathered.entity.is_some_and(|entity| self.owned_by(entity, noun))
    }

    /// "A former colleague of Lee's ... the former colleague": all its words were in the first description.
    fn is_called_again(&self, gathered: &Gathered, noun: &Noun) -> bool {
        let first = gathered.source.description.to_lowercase();
        let known = |at: usize| first.split_whitespace().any(|word| word == self.words.lower(at));
        (noun.tokens.0 + 1..=noun.head).all(|at| !self.words.is_word(at) || known(at))
    }

    /// Where a description names its owner ("Lee's campaign"), the entity's name or title must too.
    pub(super) fn owned_by(&self, id: EntityId, noun: &Noun) -> bool {
        let Some(of) = noun.of else {
            return true;
        };
        let entity = self.registry.entity(id);
        let title = fold(&entity.title);
        let tells = |word: &String| entity.words.contains(word) || title.contains(word.as_str());
        if self.is_body(of) {
            // "The Hale police chief" is no "police chief" of whom no more is told.
            let mut named = self.registry.mentions_in(noun.tokens).iter();
            let called = named.find(|mention| mention.entity == of);
            let called = called.map(|mention| compare::body_words(self.words, mention.run.core));
            let short = |called: &Vec<String>| {
                let initials: String = called.iter().filter_map(|word| word.chars().next()).collect();
                called.len() > 1 && title.split(' ').any(|word| word == initials)
            };
            return called.is_some_and(|called| called.iter().all(tells) || short(&called));
        }
        self.registry.entity(of).words.last().is_some_and(tells)
    }

    /// The same of a body for which the noun before it must be in the name too: "the fire department" is no State Department.
    fn fits_wholly(&self, id: EntityId, noun: &Noun) -> bool {
        let words = self.words;
        let before = noun.head.saturating_sub(1);
        let word = words.lower(before);
        let adjective = lexicon().modifiers.contains(word)
            || ["al", "ic", "ive", "ed", "ing", "ful", "ous", "ly", "est"]
                .iter()
                .any(|end| word.ends_with(end));
        let sort = before > noun.tokens.0 && words.is_word(before) && !words.is_capital(before);
        let told = self.registry.entity(id).words.iter().any(|known| known == word);
        self.entity_fits(id, words.lower(noun.head)) && (!self.is_body(id) || !sort || adjective || told)
    }

    /// Does the rank of a description fit the title of somebody named?
    pub(super) fn is_of_rank(&self, id: EntityId, noun: &Noun) -> bool {
        self.is_rank_of(&self.registry.entity(id).told.both(), noun)
    }

    /// "The senior vice president" is no president, and "the president" no vice president.
    fn is_rank_of(&self, title: &str, noun: &Noun) -> bool {
        let words = self.words;
        let head = words.lower(noun.head);
        let below = |word: &str| matches!(word, "vice" | "deputy" | "assistant");
        let lower = (noun.tokens.0..noun.head).any(|at| below(words.lower(at)));
        let title = title.to_lowercase();
        let told: Vec<&str> = title.split(|c: char| !c.is_alphanumeric()).collect();
        let office = told.iter().position(|word| *word == head);
        office.is_none_or(|office| lower == told[..office].iter().any(|word| below(word)))
    }

    /// Does the entity's title or name hold this noun?
    pub(super) fn entity_fits(&self, id: EntityId, head: &str) -> bool {
        let entity = self.registry.entity(id);
        match entity.what {
            What::Body => entity.words.iter().any(|word| word == head) && lexicon().is_body_noun(head),
            _ if lexicon().is_role(head) => entity
                .title
                .to_lowercase()
                .split(|c: char| !c.is_alphanumeric() && c != '-')
                .any(|word| word == head),
            _ => false,
        }
    }
}
