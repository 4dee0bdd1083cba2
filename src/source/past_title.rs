//! Where a person's name begins behind a title in which other names stand: by the model, word by word.

use super::name::Finder;

/// So sure is the model where the name of a person begins, behind a title and behind words that are none.
const BEGINS: f32 = 0.6;
const ALONE: f32 = 0.9;

/// An office has so many words before its house.
const OFFICE: usize = 10;

impl Finder<'_> {
    /// Do these words, one of which is a title too, read as a person's name ("Stephen King")?
    pub(super) fn reads_as_person(&self, from: usize, to: usize) -> bool {
        let scores = self.words.name_scores((from, to));
        scores.is_some_and(|scores| scores.person > BEGINS)
    }

    /// "Speaker of the House | Ada Lund", "Ambassador to | Norway Ada Lund": where a title begins, and the whole name of a person
    /// behind it, whatever names stand in the title.
    pub(super) fn past_title(&self, from: usize, to: usize) -> Option<(usize, usize)> {
        let words = self.words;
        let (name, sure) = words
            .person_begins((from, to))
            .filter(|(at, sure)| *at > from && self.is_name_word(*at) && *sure > BEGINS)?;
        let whole = (name..to).filter(|at| words.is_capital(*at)).count() > 1;
        let plain = (name..to).all(|at| !self.is_body_word(at));
        let titled = (from..name).any(|at| self.is_common(words.lower(at)));
        let alone = || (sure > ALONE).then_some(from);
        let title = if titled {
            Some(from)
        } else {
            self.office_before(from).or_else(alone)
        };
        title.filter(|_| whole && plain).map(|title| (title, name))
    }

    /// "Director of Programs at the | Forum": where an office begins whose house is named here.
    fn office_before(&self, from: usize) -> Option<usize> {
        let words = self.words;
        let (begin, _) = words.sentence_tokens(from);
        let the = from > begin && words.lower(from - 1) == "the";
        let led = from.checked_sub(1 + usize::from(the)).filter(|at| *at > begin)?;
        let inside = |at: &usize| {
            words.is_capital(*at) && !words.is_function(*at)
                || matches!(words.lower(*at), "of" | "for" | "the" | "and")
        };
        let leads = matches!(words.lower(led), "to" | "of" | "at" | "for" | "in" | "with");
        let first = (begin..led).rev().take(OFFICE).take_while(inside).last()?;
        let office = (first..led).find(|at| self.is_common(words.lower(*at)))?;
        leads.then_some(if words.is_capital(office) { first } else { office })
    }
}
