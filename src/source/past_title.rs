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
        let begins = self.words.person_begins((from, to));
        let begins = begins.filter(|(at, sure)| self.is_whole((*at, to)) && *at > from && *sure > BEGINS);
        let (name, sure) = begins.or_else(|| self.likeliest((from, to)))?;
        let titled = (from..name).any(|at| self.is_common(self.words.lower(at)));
        let alone = sure > ALONE;
        let title = self
            .office_before((from, name))
            .filter(|office| !self.is_told_of_another(*office, to));
        Some((title.or_else(|| (titled || alone).then_some(from))?, name))
    }

    /// "Ann Lee, professor at the | Holy Hill School", "the deputy for | New Dawn, Ann Lee": does the office stand beside a
    /// name of its own?
    fn is_told_of_another(&self, office: usize, to: usize) -> bool {
        let words = self.words;
        let before = office > 1 && words.word(office - 1) == "," && words.may_name(office - 2);
        before || words.word(to) == "," && words.may_name(to + 1)
    }

    /// Two words of a name and more, none of which is a noun for a body.
    fn is_whole(&self, (from, to): (usize, usize)) -> bool {
        let several = (from..to).filter(|at| self.words.is_capital(*at)).count() > 1;
        several && self.is_name_word(from) && (from..to).all(|at| !self.is_body_word(at))
    }

    /// Where the words from there on read most like a person's name, and those before least.
    fn likeliest(&self, (from, to): (usize, usize)) -> Option<(usize, f32)> {
        let words = self.words;
        let person = |tokens| words.name_scores(tokens).map_or(0.0, |scores| scores.person);
        // "CEO of | Alder Holt", "Lt | General Holt"
        let open = |at: usize| {
            (words.is_capital(at - 1) || words.word(at - 1) == ".") && !words.touches_next(at - 1)
        };
        let splits = (from + 1..to)
            .filter(|at| self.is_whole((*at, to)) && open(*at) && !self.is_common(words.lower(*at)));
        let weighed = splits.map(|at| (at, person((at, to)) * (1.0 - person((from, at)))));
        let best = weighed.max_by(|one, other| one.1.total_cmp(&other.1));
        best.filter(|(_, sure)| *sure > BEGINS)
    }

    /// "Director of Programs at the | Forum", "chief of police in | Ashby": where an office begins whose house or place is
    /// named up to the person's name. Whoever has a title of his own there is another ("a spokesman for President").
    fn office_before(&self, (from, name): (usize, usize)) -> Option<usize> {
        let words = self.words;
        let (begin, _) = words.sentence_tokens(from);
        let the = from > begin && words.lower(from - 1) == "the";
        let led = from.checked_sub(1 + usize::from(the)).filter(|at| *at > begin)?;
        let leads = |at: usize| matches!(words.lower(at), "to" | "of" | "at" | "for" | "in" | "with");
        let titled = (from..name).any(|at| self.is_common(words.lower(at)));
        if !leads(led) || titled && !the {
            return None;
        }
        let inside = |at: &usize| {
            let small = leads(*at) || matches!(words.lower(*at), "the" | "and");
            small
                || words.is_word(*at)
                    && !words.is_function(*at)
                    && (words.is_capital(*at) || !words.is_finite(*at))
        };
        let first = (begin..led).rev().take(OFFICE).take_while(inside).last()?;
        let office =
            (first..led).find(|at| self.is_common(words.lower(*at)) && (at + 1 == led || leads(at + 1)))?;
        let capitals = (first..office).rev().take_while(|at| words.is_capital(*at));
        Some(capitals.last().unwrap_or(office))
    }
}
