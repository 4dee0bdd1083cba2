//! Names of bodies of which "and" or a possessive mark is a part: "Duff and Phelps", "the Bill and Ida Hale Foundation",
//! "Moody's Investors Service". Who is named for the first time is named in full: two bare words that the text has nowhere else
//! before, and the second nowhere without the first, are one name.

use std::collections::{HashMap, HashSet};

use super::lexicon::{self, lexicon, singular};
use super::name;
use super::words::Words;

/// So many words behind two names tell by "they" or "have" that they are two.
const NEXT: usize = 3;

/// The second part of a name has at most so many words and marks: "Poole's Corp".
const LONGEST: usize = 3;

/// Words that speak of several.
const OF_SEVERAL: &[&str] = &[
    "they", "their", "them", "both", "are", "were", "have", "agree", "say", "each",
];

/// The marks and small words that a name has inside.
#[derive(Debug, Default)]
pub(super) struct Compounds {
    marks: HashSet<usize>,
}

impl Compounds {
    /// Those of the whole text. Linear in it times how often one word stands there.
    pub(super) fn of(words: &Words) -> Compounds {
        let mut capitals: HashMap<&str, Vec<usize>> = HashMap::new();
        for at in (0..words.len()).filter(|at| words.is_capital(*at) && !name::in_heading(words, *at)) {
            capitals.entry(words.lower(at)).or_default().push(at);
        }
        let seeker = Seeker { words, capitals };
        let found: HashSet<[&str; 3]> = (1..words.len())
            .filter(|at| seeker.is_inside(*at))
            .map(|at| around(words, at))
            .collect();
        let whole = |at: &usize| words.is_capital(at - 1) && found.contains(&around(words, *at));
        Compounds {
            marks: (1..words.len()).filter(whole).collect(),
        }
    }

    /// Does the word or mark join what stands on either side to one name?
    pub(super) fn join_at(&self, at: usize) -> bool {
        self.marks.contains(&at)
    }

    /// Is a part of the tokens joined so?
    pub(super) fn any_in(&self, (from, to): (usize, usize)) -> bool {
        (from..to).any(|at| self.join_at(at))
    }
}

/// A word or mark with the words on either side.
fn around<'a>(words: &'a Words, at: usize) -> [&'a str; 3] {
    [words.word(at - 1), words.word(at), words.word(at + 1)]
}

struct Seeker<'a> {
    words: &'a Words<'a>,
    /// Where each word has a capital, outside headings.
    capitals: HashMap<&'a str, Vec<usize>>,
}

impl Seeker<'_> {
    fn is_inside(&self, at: usize) -> bool {
        let words = self.words;
        let beside = words.is_capital(at - 1) && words.is_capital(at + 1) && !name::in_heading(words, at);
        match words.word(at) {
            _ if !beside => false,
            "and" => self.joins_two(at),
            "'s" | "’s" => self.is_owned_by_none(at),
            _ => false,
        }
    }

    /// "Duff and Phelps", "Bell and Howell Co": is the second no name without the first, and the first none before?
    fn joins_two(&self, at: usize) -> bool {
        let (one, two) = (at - 1, at + 1);
        if !self.opens(one) || !self.is_free(two) {
            return false;
        }
        let end = self.end(two);
        if self.are_given(one, two) {
            return end > two + 1 && lexicon().is_body(self.words.lower(end - 1));
        }
        // "Tasco and Ashby-based"
        if self.words.word(end) == "-" && self.words.touches_next(end - 1) {
            return false;
        }
        let owned = matches!(self.words.word(end), "'s" | "’s");
        // "the Bill and the Memo"
        let paper = |at: usize| lexicon().documents.contains(self.words.lower(at)) && !owned;
        let bare = end == two + 1 && !self.are_several(end) && !paper(one) && !paper(two);
        let plain = !self.is_given(one) && !self.is_given(two);
        (plain && bare || self.is_form(end - 1)) && end <= two + LONGEST && self.is_one(one, two)
    }

    /// Does the rest of the text leave the two one name?
    fn is_one(&self, one: usize, two: usize) -> bool {
        let words = self.words;
        if words.lower(one) == words.lower(two) {
            return true;
        }
        let pair = |at: usize| {
            words.lower(at) == words.lower(one)
                && words.lower(at + 1) == "and"
                && words.lower(at + 2) == words.lower(two)
        };
        let short = |at: usize| at > one && !self.has_more(at);
        let first = self.places(one).iter().all(|at| pair(*at) || short(*at));
        let second = self.places(two).iter().all(|at| *at >= 2 && pair(*at - 2));
        first && second
    }

    /// "Moody's | Investors Service", "Poor's | Corp": a word that the text has with the mark alone, and that owns nothing
    /// somewhere or is joined to another by "and", before what ends in a noun for a body.
    fn is_owned_by_none(&self, mark: usize) -> bool {
        let words = self.words;
        let one = mark - 1;
        let end = self.end(mark + 1);
        let body = lexicon().is_body(words.lower(end - 1)) || self.is_form(end - 1);
        if !body || !self.is_free(one) || self.is_given(one) {
            return false;
        }
        if one > 1 && words.word(one - 1) == "and" && self.is_form(mark + 1) {
            return words.is_capital(one - 2) && self.joins_two(one - 1);
        }
        let marked = |at: usize| words.word(at + 1) == words.word(mark);
        let alone = |at: usize| words.is_cue(at + 2) || matches!(words.word(at + 2), "," | ".");
        let places = self.places(one);
        self.opens(one) && places.iter().all(|at| marked(*at)) && places.iter().any(|at| alone(*at))
    }

    fn places(&self, at: usize) -> &[usize] {
        self.capitals.get(self.words.lower(at)).map_or(&[], Vec::as_slice)
    }

    /// One past the capitals that begin here, with a possessive mark before the form of a firm.
    fn end(&self, from: usize) -> usize {
        let words = self.words;
        let mut end = from + 1;
        loop {
            let owned = matches!(words.word(end), "'s" | "’s") && self.is_form(end + 1);
            if owned {
                end += 2;
            } else if words.is_capital(end) && !words.is_function(end) {
                end += 1;
            } else {
                return end;
            }
        }
    }

    /// Is it a word of one name that begins with it: no capital, no trade and no list before it?
    fn opens(&self, at: usize) -> bool {
        let words = self.words;
        let (begin, _) = words.sentence_tokens(at);
        let Some(before) = at.checked_sub(1).filter(|before| *before >= begin) else {
            return self.is_free(at);
        };
        let capital = words.is_capital(before) && !words.is_function(before);
        let trade = words.is_role(before) || singular(words.lower(before)).is_some();
        let glued = words.touches_next(before) && matches!(words.word(before), "-" | "/" | ".");
        let list = words.word(before) == "," && before > 0 && words.is_capital(before - 1);
        let listed = list || glued || matches!(words.word(before), "'s" | "’s" | "&" | "and");
        // "the Minister of Trade and Tourism"
        let field = matches!(words.lower(before), "of" | "for") && before > 0 && words.is_capital(before - 1);
        self.is_free(at) && !capital && !trade && !listed && !field
    }

    /// A capital that may be a part of any name: no place, no office, no outlet, no acronym.
    fn is_free(&self, at: usize) -> bool {
        let (words, lexicon) = (self.words, lexicon());
        let word = words.lower(at);
        let capitals = words.word(at).chars().filter(|c| c.is_uppercase()).count();
        let shouted = capitals > 1 && !words.word(at).chars().any(char::is_lowercase);
        let known = [
            &lexicon.places,
            &lexicon.nationalities,
            &lexicon.seats,
            &lexicon.outlet_names,
            &lexicon.modifiers,
            &lexicon.honorifics,
        ];
        let common = lexicon.is_body(word) || lexicon.is_person_noun(word) || lexicon.is_roles(word);
        words.is_capital(at)
            && !words.is_function(at)
            && !shouted
            && !common
            && !known.iter().any(|list| list.contains(word))
    }

    fn is_form(&self, at: usize) -> bool {
        let word = self.words.lower(at).trim_end_matches('.');
        self.words.is_capital(at) && lexicon::FORMS.contains(&word)
    }

    fn is_given(&self, at: usize) -> bool {
        lexicon().is_given(self.words.lower(at))
    }

    /// "Bill and Ida Hale": two first names.
    fn are_given(&self, one: usize, two: usize) -> bool {
        self.is_given(one) && self.is_given(two)
    }

    /// Does a name of more words begin or end with the word there?
    fn has_more(&self, at: usize) -> bool {
        let words = self.words;
        let name = |at: usize| words.is_capital(at) && !words.is_function(at);
        name(at + 1) || at > 0 && name(at - 1)
    }

    /// Do the words behind two names speak of several?
    fn are_several(&self, end: usize) -> bool {
        (end..end + NEXT).any(|at| OF_SEVERAL.contains(&self.words.lower(at)))
    }
}
