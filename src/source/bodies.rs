//! By which names a body goes: its whole name, its letters, its first word, of a firm any telling word.

use super::alias;
use super::compare;
use super::lexicon::{FORMS, lexicon};
use super::name::{NameRun, What};
use super::registry::{Builder, EntityId, PERSONS};
use crate::language::fold;

/// With no more letters a word inside a firm's name does not stand for it.
const FEW: usize = 3;

impl Builder<'_> {
    /// A firm by its short names, where no other has them: in headlines a firm stands without its form.
    pub(super) fn name_firms(&mut self) {
        for (key, bodies) in &self.by_word {
            let firm = |id: &EntityId| is_firm(&self.registry.entities[id.0].words);
            if let Some(body) = bodies.first().filter(|id| bodies.len() == 1 && firm(id)) {
                self.registry.by_name.entry(key.clone()).or_insert(*body);
            }
        }
    }

    /// "Ann Lee", the founder of the Ann Lee Group: does a name by which a body may be called read as a person's?
    pub(super) fn is_namesake(&self, body: EntityId, run: NameRun) -> bool {
        let cut =
            compare::body_words(self.words, run.core).len() < self.registry.entities[body.0].words.len();
        let named = compare::person_words(self.words, run.core);
        let told = || self.told.get(&named).is_some_and(|points| *points > 0);
        cut && (lexicon().is_given(&named[0]) || !self.bearers(&named).is_empty() || told())
    }

    /// Bodies by the letters that stand in brackets after their name.
    pub(super) fn hear_short_forms(&mut self, runs: &[NameRun], of_run: &[Option<EntityId>]) {
        for (pair, ids) in runs.windows(2).zip(of_run.windows(2)) {
            if let (&[long, short], &[Some(body), None]) = (pair, ids)
                && alias::is_in_brackets(self.words, long, short)
                && self.registry.entities[body.0].what == What::Body
            {
                let letters = fold(self.words.lower(short.core.0));
                self.by_word.entry(letters).or_default().push(body);
            }
        }
    }

    /// May the first word of a body's name stand for it? Not where it is a place's or another body's.
    fn may_stand_for(&self, first: &str) -> bool {
        let lexicon = lexicon();
        !lexicon.places.contains(first)
            && !lexicon.seats.contains(first)
            && !lexicon.outlet_names.contains(first)
            && !lexicon.modifiers.contains(first)
            && !self.places.contains(first)
    }

    /// The body of this name.
    pub(super) fn known_body(&self, compared: &[String]) -> Option<EntityId> {
        // "S and P"
        let letters = compared.len() > 1 && compared.iter().all(|word| word.chars().count() == 1);
        self.called(&compared.join(if letters { "" } else { " " }))
    }

    /// The body that goes by this name: of several the one of just this name, else the first firm, else the last.
    pub(super) fn called(&self, key: &str) -> Option<EntityId> {
        let bodies = self.by_word.get(key)?;
        let words = |id: &&EntityId| &self.registry.entities[id.0].words;
        let whole = bodies.iter().rev().find(|id| words(id).join(" ") == key);
        let firm = bodies.iter().find(|id| is_firm(words(id)));
        whole.or(firm).or(bodies.last()).copied()
    }

    /// "Moody's", named before with what follows the mark ("Moody's Investors Service").
    fn marked(&self, run: NameRun) -> Option<EntityId> {
        let mark = matches!(self.words.word(run.core.1 - 1), "'s" | "’s");
        let begins = format!("{} ", self.words.text(run.core));
        let mut known = self.registry.entities.iter().take(PERSONS);
        let at = known.position(|entity| mark && entity.name.starts_with(&begins))?;
        Some(EntityId(at))
    }

    /// The body of a name, a new one where none is known by it.
    pub(super) fn body(&mut self, run: NameRun, compared: Vec<String>) -> EntityId {
        if let Some(known) = self.known_body(&compared).or_else(|| self.marked(run)) {
            return known;
        }
        let id = self.add(run, compared.clone());
        let initials = initials_of(&compared);
        let mut keys = vec![compared.join(" ")];
        if compared.len() > 1 {
            keys.push(initials);
            keys.extend(self.short_names(run, &compared));
        }
        // "the Herald" is the Milton Herald.
        if let Some(last) = compared
            .last()
            .filter(|last| compared.len() > 1 && lexicon().outlet_words.contains(last.as_str()))
        {
            keys.push(last.clone());
        }
        for key in keys {
            self.by_word.entry(key).or_default().push(id);
        }
        id
    }

    /// What a body of several words is called for short: its first word; of a firm, which its form ends, any other, and the
    /// first ones ("Kodak" and "Eastman Kodak" for "Eastman Kodak Co").
    fn short_names(&self, run: NameRun, compared: &[String]) -> Vec<String> {
        let words = self.words;
        let last = (run.core.0..run.core.1).rev().find(|at| words.is_word(*at));
        // "the Lee government" is not called "Lee", nor "the Democrats' Senate" "Democrats".
        let owned = |at: usize| matches!(words.word(at), "'s" | "’s" | "'" | "’");
        let form = compared.iter().position(|word| FORMS.contains(&word.as_str()));
        let form = form.filter(|_| is_firm(compared));
        let owned = form.is_none() && (run.core.0..run.core.1).any(owned);
        if owned || !last.is_some_and(|last| words.is_capital(last)) {
            return Vec::new();
        }
        let alone = &compared[..form.unwrap_or(1).max(1)];
        let inner = alone.iter().enumerate().filter(|(at, word)| {
            let common = lexicon().is_given(word) || lexicon().is_body(word) || self.is_common(word);
            // "Prime" of "Prime Computer Inc"
            let first = *at == 0 && form.is_some() && lexicon().modifiers.contains(word.as_str());
            first || self.may_stand_for(word) && (*at == 0 || !common && word.chars().count() > FEW)
        });
        let begun = (2..=alone.len()).map(|count| alone[..count].join(" "));
        let initials = (alone.len() > 1).then(|| initials_of(alone));
        let words = inner.map(|(_, word)| word.clone());
        words.chain(begun).chain(initials).collect()
    }

    /// Is a body named whole before a word of its name stands for it? "Orbit" before "Orbit Images" is another one, everywhere.
    pub(super) fn may_be_cut(&self, id: EntityId, word: &str) -> bool {
        let names = &self.registry.entities[id.0].words;
        let cut = names.len() > 1 && names.iter().any(|name| name == word);
        let whole = self.first_named.get(&id).copied().unwrap_or_default();
        !cut || self.first_alone.get(word).is_none_or(|alone| whole < *alone)
    }
}

/// Does the form of a firm end the name?
fn is_firm(words: &[String]) -> bool {
    words.len() > 1 && words.last().is_some_and(|last| FORMS.contains(&last.as_str()))
}

/// The first letters of the words.
pub(super) fn initials_of(words: &[String]) -> String {
    words.iter().filter_map(|word| word.chars().next()).collect()
}
