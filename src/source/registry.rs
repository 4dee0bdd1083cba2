//! Everybody and every body that the text names, whether they speak or not: a surname, a pronoun or a description
//! is resolved against them.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::called;
use super::compare;
use super::evidence;
use super::gender::{self, Gender};
use super::lexicon::lexicon;
use super::name::{self, NameRun, What};
use super::place;
use super::shared_name::{self, Shared};
use super::title::{self, Told};
use super::titled;
use super::words::Words;
use crate::language::fold;
use crate::policy::Policy;

/// Index of an entity in [`Registry::entities`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct EntityId(pub(super) usize);

/// Somebody or some body that the text names.
#[derive(Clone, Debug)]
pub(super) struct Entity {
    /// Person or body.
    pub(super) what: What,
    /// The fullest name in the text.
    pub(super) name: String,
    /// The words of the name that are compared.
    pub(super) words: Vec<String>,
    /// What stands around its name by the grammar of names: a rank, an apposition, a clause.
    pub(super) told: Told,
    /// What it is, as the article words it; empty when not told.
    pub(super) title: String,
    /// Is it an outlet by the article before its name ("the Hill")?
    pub(super) outlet: bool,
    /// The pronoun it takes.
    pub(super) gender: Gender,
    /// Its mentions by name, numbers of [`Registry::mentions`].
    pub(super) mentions: Vec<usize>,
}

/// One place where an entity is named.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mention {
    /// The run of capitals.
    pub(super) run: NameRun,
    /// Who it is.
    pub(super) entity: EntityId,
}

/// All entities and their mentions by name.
#[derive(Debug, Default)]
pub(super) struct Registry {
    /// In order of their first full mention.
    pub(super) entities: Vec<Entity>,
    /// In text order.
    pub(super) mentions: Vec<Mention>,
    /// Persons by surname and by first name, bodies by name, the first of each: for words that no run of capitals
    /// shows.
    pub(super) by_name: HashMap<String, EntityId>,
}

impl Registry {
    /// Reads the whole text. Linear in its length times the bearers of one surname.
    pub(super) fn read(words: &Words, policy: &Policy) -> Registry {
        let mut runs = name::find(words);
        runs.retain(|run| !place::is_no_name(words, *run) && !place::is_dateline(words, *run));
        let mut builder = Builder {
            words,
            policy,
            registry: Registry::default(),
            by_end: HashMap::new(),
            surnames: HashSet::new(),
            by_word: BTreeMap::new(),
            first_named: HashMap::new(),
            first_alone: first_alone(words, &runs),
            full_mentions: HashMap::new(),
            beside: HashSet::new(),
            titled: HashSet::new(),
            letters: HashMap::new(),
            meant: HashMap::new(),
            named_at: Vec::new(),
            told: told(words, &runs),
            places: place::of(words, &runs),
        };
        let mut of_run = vec![None; runs.len()];
        let mut shared = shared_name::of(words, &runs);
        for (number, run) in runs.iter().enumerate() {
            if let Some(shared) = shared.remove(&number) {
                of_run[number] = Some(builder.sharing(*run, shared));
                continue;
            }
            of_run[number] = builder.full(*run);
            if let Some(id) = of_run[number] {
                builder.hear_full(*run, id);
            }
        }
        builder.hear_letters();
        builder.hear_short_forms(&runs, &of_run);
        for (number, run) in runs.iter().enumerate() {
            if of_run[number].is_none() {
                of_run[number] = builder.short(*run);
            }
        }
        for (run, entity) in runs.into_iter().zip(of_run) {
            if let Some(entity) = entity {
                builder.mention(run, entity);
            }
        }
        for (number, entity) in builder.registry.entities.iter().enumerate() {
            let key = if entity.what == What::Body {
                entity.words.join(" ")
            } else {
                entity.words.last().cloned().unwrap_or_default()
            };
            builder.registry.by_name.entry(key).or_insert(EntityId(number));
        }
        for (number, entity) in builder.registry.entities.iter().enumerate() {
            if let [given, _, ..] = entity.words.as_slice()
                && entity.what != What::Body
            {
                let by_given = builder.registry.by_name.entry(given.clone());
                by_given.or_insert(EntityId(number));
            }
        }
        builder.name_firms();
        builder.decide();
        gender::hear(words, &mut builder.registry);
        let titles = titled::read(words, &builder.registry);
        for (entity, title) in builder.registry.entities.iter_mut().zip(titles) {
            entity.title = title;
        }
        builder.registry
    }

    /// The mentions whose names lie in the tokens from `from` to before `to`.
    pub(super) fn mentions_in(&self, (from, to): (usize, usize)) -> &[Mention] {
        let first = self.mentions.partition_point(|mention| mention.run.core.0 < from);
        let last = self.mentions.partition_point(|mention| mention.run.core.0 < to);
        &self.mentions[first..last.max(first)]
    }

    /// The mentions whose names hold this token.
    pub(super) fn mentions_at(&self, at: usize) -> impl Iterator<Item = &Mention> {
        let near = self.mentions_in((at.saturating_sub(LONGEST), at + 1));
        near.iter().filter(move |mention| mention.run.core.1 > at)
    }

    /// The entity whose surname, or whole name as a body, ends the tokens: for headlines, where every word has a capital.
    pub(super) fn lookup(&self, words: &Words, (from, to): (usize, usize)) -> Option<EntityId> {
        let last = (from..to).rev().find(|at| words.is_word(*at))?;
        if !words.is_capital(last) || last + 1 < to && words.is_word(last + 1) {
            return None;
        }
        let whole = compare::body_words(words, (from, last + 1)).join(" ");
        self.by_name
            .get(&whole)
            .or_else(|| self.by_name.get(&fold(words.lower(last))))
            .copied()
    }

    /// The full name of the person whose surname this is.
    pub(super) fn full_name(&self, surname: &str) -> Option<String> {
        let id = self.by_name.get(&fold(surname))?;
        let entity = self.entity(*id);
        (entity.what == What::Person).then(|| entity.name.clone())
    }

    /// Is it a bare country or state?
    pub(super) fn is_place(&self, id: EntityId) -> bool {
        let words = &self.entity(id).words;
        words.len() == 1 && words.iter().all(|word| lexicon().places.contains(word.as_str()))
    }

    /// The entity with this index.
    pub(super) fn entity(&self, id: EntityId) -> &Entity {
        &self.entities[id.0]
    }
}

pub(super) struct Builder<'a> {
    pub(super) words: &'a Words<'a>,
    pub(super) policy: &'a Policy,
    pub(super) registry: Registry,
    /// Persons by the words that a short form of their name can end with.
    pub(super) by_end: HashMap<String, Vec<EntityId>>,
    /// What shorter and longer forms of one name end with.
    pub(super) surnames: HashSet<(EntityId, String)>,
    /// Where persons are named in full, in text order.
    pub(super) named_at: Vec<(usize, EntityId)>,
    /// Where each is named in full first.
    pub(super) first_named: HashMap<EntityId, usize>,
    /// Where a word is first a name on its own, outside headings.
    pub(super) first_alone: HashMap<String, usize>,
    /// How often each is named in full.
    pub(super) full_mentions: HashMap<EntityId, usize>,
    /// Whom the text brings in as somebody's kin, or whose name does not read as a person's.
    pub(super) beside: HashSet<EntityId>,
    /// Where somebody is named with a title.
    pub(super) titled: HashSet<usize>,
    /// Persons by the first letters of a long name, and of the office before it ("AG").
    pub(super) letters: HashMap<String, BTreeSet<EntityId>>,
    /// Whom a surname that several bear meant last.
    pub(super) meant: HashMap<String, EntityId>,
    /// How much speaks for each name being a person's, over all its places.
    pub(super) told: HashMap<Vec<String>, i32>,
    /// Names that the text uses for places.
    pub(super) places: HashSet<String>,
    /// Bodies by each form of name: all words, first word, initials.
    pub(super) by_word: BTreeMap<String, Vec<EntityId>>,
}

impl Builder<'_> {
    /// The entity of a name that stands on its own: two words or more, or surely a body's.
    fn full(&mut self, run: NameRun) -> Option<EntityId> {
        match run.what {
            What::Body => {
                let compared = compare::body_words(self.words, run.core);
                let place = compared
                    .iter()
                    .all(|word| lexicon().places.contains(word.as_str()));
                let outlet = name::is_outlet_by_article(self.words, run.core);
                if compared.len() < 2 && (place || outlet || self.is_acronym(run)) {
                    return None;
                }
                Some(self.body(run, compared))
            }
            What::Person | What::Unsure => {
                let compared = compare::person_words(self.words, run.core);
                if compared.len() < 2 {
                    return None;
                }
                let letters = self.words.word(run.core.0);
                let rank = letters.len() > 2 && letters.chars().all(char::is_uppercase);
                // "VPM Lee"
                if let Some(known) = self.bearers(&compared[1..]).first().filter(|_| rank) {
                    return Some(*known);
                }
                if run.what == What::Unsure
                    && let Some(known) = self.known_body(&compare::body_words(self.words, run.core))
                    && !self.is_namesake(known, run)
                {
                    return Some(known);
                }
                Some(self.person(run, compared))
            }
        }
    }

    /// The person whose surname stands with another's.
    fn sharing(&mut self, run: NameRun, shared: Shared) -> EntityId {
        let id = self.person(run, shared.compared);
        let entity = &mut self.registry.entities[id.0];
        if entity.words.len() == 2 && !entity.name.contains(' ') {
            entity.name = shared.name;
        }
        id
    }

    /// Keeps what a whole name tells of whom the shorter ones mean.
    fn hear_full(&mut self, run: NameRun, id: EntityId) {
        *self.full_mentions.entry(id).or_default() += 1;
        self.first_named.entry(id).or_insert(run.core.0);
        if self.registry.entities[id.0].what == What::Body {
            return;
        }
        self.named_at.push((run.core.0, id));
        let scores = self.words.name_scores(run.core);
        let person = scores.is_none_or(|scores| scores.person > HALF);
        if gender::of_kin(self.words, run) != Gender::Unknown || !person {
            self.beside.insert(id);
        }
        if run.title.0 < run.title.1 {
            self.titled.insert(run.core.0);
            let office = compare::body_words(self.words, run.title);
            self.hear_first_letters(&office, 2, id);
        }
    }

    /// Says of those whom their own name leaves open whether they are persons or bodies: by what stands around them, and
    /// where that leaves it open too, as the model takes their names.
    fn decide(&mut self) {
        let Registry {
            entities, mentions, ..
        } = &mut self.registry;
        for entity in entities.iter_mut().filter(|entity| entity.what != What::Body) {
            let runs = entity.mentions.iter().filter_map(|number| mentions.get(*number));
            let titled = runs
                .clone()
                .any(|mention| mention.run.title.0 < mention.run.title.1);
            let person = likely_person(self.words, runs.clone().map(|mention| mention.run));
            let [place, body] = likely_other(self.words, runs.clone().map(|mention| mention.run));
            let points: i32 = runs.map(|mention| evidence::at(self.words, mention.run)).sum();
            let told = evidence::judge(points, entity.words.len());
            entity.what = match (entity.what, person) {
                (What::Unsure, _) if points != 0 && told != What::Unsure => told,
                // "Manila said", "Interpol said"
                (What::Unsure, _) if (place || body) && points <= 0 && !titled => What::Body,
                (What::Unsure, Some(person)) if person >= LIKELY => What::Person,
                (What::Unsure, Some(person)) if person <= UNLIKELY => What::Body,
                // "Tony Lee", of whose firm the text tells, too
                (What::Person, _) if has_first_name(entity) => What::Person,
                (What::Person, Some(person)) if person <= NEVER && !titled && points <= 0 => What::Body,
                (What::Person, Some(person)) if person <= HALF && !titled && points <= -2 => What::Body,
                (What::Person, _) => What::Person,
                _ => told,
            };
            if entity.what == What::Unsure && entity.words.len() > 1 {
                entity.what = What::Person;
            }
        }
    }

    pub(super) fn is_acronym(&self, run: NameRun) -> bool {
        let word = self.words.word(run.core.0);
        word.chars().filter(|c| c.is_uppercase()).count() >= 2
    }

    fn person(&mut self, run: NameRun, compared: Vec<String>) -> EntityId {
        if let Some(id) = self.bearers(&compared).first().copied() {
            self.surnames
                .extend(compared.last().map(|last| (id, last.clone())));
            // "The Ann Lee Prize"
            let person = self
                .words
                .name_scores(run.core)
                .is_none_or(|scores| scores.person > HALF);
            let entity = &mut self.registry.entities[id.0];
            if compared.len() > entity.words.len() && person {
                entity.name = self.words.text(run.core);
                let ends = compare::ends(&compared);
                let shorter = std::mem::replace(&mut entity.words, compared);
                self.surnames
                    .extend(shorter.last().map(|last| (id, last.clone())));
                self.file_under(ends, id);
            }
            return id;
        }
        self.add_person(run, compared)
    }

    fn file_under(&mut self, ends: Vec<String>, id: EntityId) {
        for end in ends {
            let known = self.by_end.entry(end).or_default();
            if !known.contains(&id) {
                known.push(id);
            }
        }
    }

    fn add_person(&mut self, run: NameRun, compared: Vec<String>) -> EntityId {
        let mut ends = compare::ends(&compared);
        let nickname = compare::nickname(self.words, run.core);
        let id = self.add(run, compared);
        self.surnames.extend(nickname.clone().map(|name| (id, name)));
        ends.extend(nickname);
        self.file_under(ends, id);
        id
    }

    /// The entity of a name of one word: a surname, a first name, an acronym, a body's first word, or a new one.
    fn short(&mut self, run: NameRun) -> Option<EntityId> {
        let compared = compare::person_words(self.words, run.core);
        let word = compared.first().cloned().unwrap_or_default();
        let place = lexicon().places.contains(word.as_str());
        if run.what == What::Unsure && self.places.contains(&word) && self.bearers(&compared).is_empty() {
            return self.place(run, compared);
        }
        if run.what == What::Body && (place || is_shouted(self.words, run)) {
            let persons = self.bearers(&compared);
            if !persons.is_empty() {
                return self.bearer(&persons, run);
            }
        }
        let bodies = self.called(&word).filter(|id| self.may_be_cut(*id, &word));
        let persons: Vec<EntityId> = self
            .bearers(&compared)
            .into_iter()
            .filter(|id| self.agrees(*id, run))
            .collect();
        if run.what != What::Body && !persons.is_empty() {
            return self.bearer(&persons, run);
        }
        if run.what != What::Person
            && let Some(body) = bodies
        {
            let whole = self.registry.entities[body.0].words.len() == 1 || self.is_acronym(run);
            // "in Dunmore" is not the Dunmore Chamber of Trade.
            return (whole || !place::is_located(self.words, run)).then_some(body);
        }
        if run.what != What::Body
            && let Some(id) = self.by_given(&word).or_else(|| self.by_family(&word, run))
        {
            return Some(id);
        }
        if run.what == What::Body {
            if let Some(person) = self.in_letters(&word).filter(|_| self.is_acronym(run)) {
                return Some(person);
            }
            let known = self.bearers(&compared).first().copied();
            let outlet = known.filter(|_| name::is_outlet_by_article(self.words, run.core));
            return outlet.or_else(|| Some(self.body(run, compared)));
        }
        if self.is_common(&word) {
            return None;
        }
        let located = place || place::is_located(self.words, run);
        if let Some(known) = self.misspelt(&word).filter(|_| !located) {
            return Some(known);
        }
        let whole = self.begins_with(run).filter(|_| !located);
        Some(whole.unwrap_or_else(|| self.add_person(run, compared)))
    }

    /// A place: a body, so that it can speak ("Dunmore plans ..."); what "in" leads to names nobody.
    fn place(&mut self, run: NameRun, compared: Vec<String>) -> Option<EntityId> {
        let run = NameRun {
            what: What::Body,
            ..run
        };
        (!place::is_located(self.words, run)).then(|| self.body(run, compared))
    }

    /// A noun for people, which a capital alone makes no name.
    pub(super) fn is_common(&self, word: &str) -> bool {
        let lexicon = lexicon();
        lexicon.is_role(word) || lexicon.is_roles(word) || lexicon.honorifics.contains(word)
    }

    pub(super) fn add(&mut self, run: NameRun, compared: Vec<String>) -> EntityId {
        let gender = match title::gender_of(self.words, run.title) {
            Gender::Unknown if run.what != What::Body => gender::of_given(compared.first()),
            known => known,
        };
        let mut what = run.what;
        let text = self.words.text(run.core);
        if self
            .policy
            .outlets
            .iter()
            .chain(&self.policy.newsroom)
            .any(|name| fold(name) == fold(&text))
        {
            what = What::Body;
        }
        let described = name::is_outlet_by_description(self.words, run.core);
        if described {
            what = What::Body;
        }
        let outlet = described || name::is_outlet_by_article(self.words, run.core);
        self.registry.entities.push(Entity {
            what,
            name: text,
            words: compared,
            told: Told::default(),
            title: String::new(),
            outlet,
            gender,
            mentions: Vec::new(),
        });
        EntityId(self.registry.entities.len() - 1)
    }

    fn mention(&mut self, run: NameRun, id: EntityId) {
        let number = self.registry.mentions.len();
        self.registry.mentions.push(Mention { run, entity: id });
        let entity = &mut self.registry.entities[id.0];
        entity.mentions.push(number);
        let given = lexicon().is_given(self.words.lower(run.core.0));
        if called::as_outlet(self.words, run) && run.title.0 == run.title.1 && !given {
            (entity.outlet, entity.what) = (true, What::Body);
        }
        if entity.what == What::Unsure && run.what == What::Person {
            entity.what = What::Person;
        }
        let mut told = title::of_run(self.words, run, entity.what);
        let surname_only = entity.mentions.len() > 1 && run.core.1 == run.core.0 + 1;
        if surname_only && entity.what != What::Body {
            told.clauses.clear();
        }
        entity.told.add(told);
        if entity.gender == Gender::Unknown {
            entity.gender = title::gender_of(self.words, run.title);
        }
        // A first name may be a man's here and a woman's there; "her brother, Jan" is surer.
        let kin = gender::of_kin(self.words, run);
        if kin != Gender::Unknown {
            entity.gender = kin;
        }
    }
}

/// A name has at most about so many words.
pub(super) const LONGEST: usize = 6;

/// So many names are asked whether a surname is a slip for theirs.
pub(super) const PERSONS: usize = 200;

/// So likely a person's, a name that its own words leave open is one's.
const LIKELY: f32 = 0.85;

/// So unlikely, it is a body's.
const UNLIKELY: f32 = 0.08;

/// So unlikely, it is a body's though it looks like a person's.
const NEVER: f32 = 0.02;

/// Not likelier a person's than not.
const HALF: f32 = 0.5;

/// So many mentions of one name are asked.
const ASKED: usize = 12;

/// How likely the model takes a name for a person's, over its mentions.
fn likely_person(words: &Words, runs: impl Iterator<Item = NameRun>) -> Option<f32> {
    let scores = runs.take(ASKED).filter_map(|run| words.name_scores(run.core));
    let (mut sum, mut count) = (0.0, 0.0);
    for score in scores {
        sum += score.person;
        count += 1.0;
    }
    (count > 0.0).then(|| sum / count)
}

/// Where each name of one word stands first, outside headings.
fn first_alone(words: &Words, runs: &[NameRun]) -> HashMap<String, usize> {
    let mut first = HashMap::new();
    for run in runs.iter().filter(|run| run.core.1 == run.core.0 + 1) {
        if !name::in_heading(words, run.core.0) {
            first.entry(fold(words.lower(run.core.0))).or_insert(run.core.0);
        }
    }
    first
}

/// How much speaks for each name of several words being a person's, over all its places.
fn told(words: &Words, runs: &[NameRun]) -> HashMap<Vec<String>, i32> {
    let mut told = HashMap::new();
    for run in runs.iter().filter(|run| run.core.1 > run.core.0 + 1) {
        let points = told.entry(compare::person_words(words, run.core)).or_default();
        *points += evidence::at(words, *run);
    }
    told
}

/// Is it a name of two words and more that begins with a first name?
fn has_first_name(entity: &Entity) -> bool {
    let bodily = |word: &String| lexicon().bodies.contains(word.as_str());
    let given = entity
        .words
        .first()
        .is_some_and(|first| lexicon().is_given(first));
    given && entity.words.len() > 1 && !entity.words.iter().any(bodily)
}

/// Does the model take a name for a place, or for a body, over its mentions?
fn likely_other(words: &Words, runs: impl Iterator<Item = NameRun>) -> [bool; 2] {
    let scores = runs.take(ASKED).filter_map(|run| words.name_scores(run.core));
    let (mut place, mut body, mut count) = (0.0, 0.0, 0.0);
    for score in scores {
        (place, body) = (place + score.place, body + score.organization);
        count += 1.0;
    }
    [
        count > 0.0 && place / count > HALF,
        count > 0.0 && body / count > HALF,
    ]
}

/// A speaker's label in capitals ("LEE:") can be a surname.
fn is_shouted(words: &Words, run: NameRun) -> bool {
    let word = words.word(run.core.0);
    run.core.1 == run.core.0 + 1 && word.chars().count() > 2 && !word.chars().any(char::is_lowercase)
}
