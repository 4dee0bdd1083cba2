//! Whom a short name means: a surname, a first name, an inner word of a long name, a body's first word, a slip of the pen.

use super::alias;
use super::bodies;
use super::compare;
use super::gender::Gender;
use super::lexicon::lexicon;
use super::name::{NameRun, What};
use super::registry::{Builder, Entity, EntityId, PERSONS};
use super::title;
use crate::language::fold;

impl Builder<'_> {
    /// The persons whose name this can be, in order of their first mention.
    pub(super) fn bearers(&self, compared: &[String]) -> Vec<EntityId> {
        let ends = compare::ends(compared);
        let known = ends.iter().filter_map(|end| self.by_end.get(end)).flatten();
        let mut bearers: Vec<EntityId> = known
            .copied()
            .filter(|id| {
                let known = &self.registry.entities[id.0].words;
                compare::same_person(known, compared) || self.goes_by(*id, compared)
            })
            .collect();
        if let ([word], true) = (compared, bearers.is_empty()) {
            bearers = self.within(word);
        }
        bearers.sort_unstable();
        bearers.dedup();
        bearers
    }

    /// Those of whose name this word is an inner one, and no first name.
    pub(super) fn within(&self, word: &str) -> Vec<EntityId> {
        let known = self.by_end.get(word).filter(|_| !lexicon().is_given(word));
        let named = |id: &&EntityId| compare::is_within(&self.registry.entities[id.0].words, word);
        known.into_iter().flatten().filter(named).copied().collect()
    }

    /// "Flores", where the text calls María Teresa Flores Jáquez "Teresa Flores" too.
    pub(super) fn goes_by(&self, id: EntityId, compared: &[String]) -> bool {
        matches!(compared, [surname] if self.surnames.contains(&(id, surname.clone())))
    }

    /// Of several bearers of one surname the only one named in full and with a title right before; else whom it meant last;
    /// else the only one named right before; else the one whom the text names in full most often, and the first of equals.
    pub(super) fn bearer(&mut self, persons: &[EntityId], run: NameRun) -> Option<EntityId> {
        let word = self.words.lower(run.core.0).to_owned();
        let last = self.meant.get(&word).copied().filter(|id| persons.contains(id));
        let named = |id: &EntityId| self.full_mentions.get(id).copied().unwrap_or(0);
        let main = || persons.iter().copied().rev().max_by_key(named);
        let near = self.named_before(persons, run);
        let titled = near.filter(|(place, _)| self.titled.contains(place));
        let near = titled.map(|(_, id)| id).or(last).or(near.map(|(_, id)| id));
        let found = near.or_else(main);
        self.meant.extend(found.map(|id| (word, id)));
        found
    }

    /// Which of them alone is named in full in this sentence or the one before, and not as somebody's kin ("his wife, Ann
    /// Lee").
    pub(super) fn named_before(&self, persons: &[EntityId], run: NameRun) -> Option<(usize, EntityId)> {
        let words = self.words;
        let at = run.core.0;
        let until = self.named_at.partition_point(|(place, _)| *place < at);
        let near = |place: usize| words.sentence(at) - words.sentence(place) <= 1;
        let mut before = self.named_at[..until]
            .iter()
            .rev()
            .take_while(|(place, _)| near(*place));
        let last = *before.find(|(_, id)| persons.contains(id))?;
        let alone = before.all(|(_, id)| *id == last.1 || !persons.contains(id));
        (alone && !self.beside.contains(&last.1)).then_some(last)
    }

    /// The only person with this first name.
    pub(super) fn by_given(&self, word: &str) -> Option<EntityId> {
        let mut found = self.registry.entities.iter().enumerate().filter(|(_, entity)| {
            entity.what != What::Body && entity.words.len() > 1 && entity.words[0] == word
        });
        let only = found.next()?;
        found.next().is_none().then_some(EntityId(only.0))
    }

    /// "Chan" of "Chan Kong Choy": one of those named before with it as a family name that comes first.
    pub(super) fn by_family(&mut self, word: &str, run: NameRun) -> Option<EntityId> {
        let family = |id: EntityId| {
            let name = &self.registry.entities[id.0].words;
            let given = name.get(1).is_some_and(|given| given.contains('-')) || name.len() > 2;
            name.first().is_some_and(|first| first == word) && given
        };
        let until = self.named_at.partition_point(|(at, _)| *at < run.core.0);
        let before = self.named_at[..until]
            .iter()
            .rev()
            .take(PERSONS)
            .map(|(_, id)| *id);
        let mut named: Vec<EntityId> = before.filter(|id| family(*id)).collect();
        named.sort_unstable();
        named.dedup();
        let known = !named.is_empty() && !lexicon().is_given(word);
        if known { self.bearer(&named, run) } else { None }
    }

    /// Files the persons under the first letters of their long names.
    pub(super) fn hear_letters(&mut self) {
        for (_, id) in self.named_at.clone() {
            let name = self.registry.entities[id.0].words.clone();
            self.hear_first_letters(&name, 3, id);
        }
    }

    /// Files a person under the first letters of words, where they are so many.
    pub(super) fn hear_first_letters(&mut self, words: &[String], least: usize, id: EntityId) {
        if words.len() >= least {
            let letters = bodies::initials_of(words);
            self.letters.entry(letters).or_default().insert(id);
        }
    }

    /// "AMLO", "the AG": the only person of whose name or office these are the first letters.
    pub(super) fn in_letters(&self, letters: &str) -> Option<EntityId> {
        let known = self.letters.get(letters)?;
        known.first().copied().filter(|_| known.len() == 1)
    }

    /// Does the form of address before a surname allow this person?
    pub(super) fn agrees(&self, id: EntityId, run: NameRun) -> bool {
        let gender = title::gender_of(self.words, run.title);
        let known = self.registry.entities[id.0].gender;
        gender == Gender::Unknown || known == Gender::Unknown || gender == known
    }

    /// The only person whose surname this word is with one letter wrong.
    pub(super) fn misspelt(&self, word: &str) -> Option<EntityId> {
        let mut alike = self
            .registry
            .entities
            .iter()
            .enumerate()
            .take(PERSONS)
            .filter(|(_, known)| {
                let surname = known.words.last().filter(|_| known.words.len() > 1);
                known.what != What::Body && surname.is_some_and(|surname| alias::is_slip(surname, word))
            });
        let only = alike.next()?;
        alike.next().is_none().then_some(EntityId(only.0))
    }

    /// "The Fed" after "the Federal Loan Board": the only body whose name begins with the word and goes on.
    pub(super) fn begins_with(&self, run: NameRun) -> Option<EntityId> {
        let from = run.core.0;
        let the = from > 0 && self.words.lower(from - 1) == "the";
        let word = fold(self.words.lower(from));
        let cut = |entity: &&Entity| {
            let first = entity.words.first().filter(|_| entity.words.len() > 1);
            let longer = first.is_some_and(|first| first.starts_with(&word) && first.len() > word.len());
            entity.what == What::Body && longer
        };
        let known = &self.registry.entities;
        let mut whole = known.iter().take(PERSONS).filter(cut);
        let lexicon = lexicon();
        let noun = lexicon.is_body(&word) || lexicon.outlet_words.contains(word.as_str());
        let only = whole
            .next()
            .filter(|_| the && !noun && (3..5).contains(&word.len()))?;
        let number = known.iter().position(|entity| std::ptr::eq(entity, only))?;
        whole.next().is_none().then_some(EntityId(number))
    }
}
