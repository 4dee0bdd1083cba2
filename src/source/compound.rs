//! Names of bodies of which "and" or a possessive mark is a part: "Duff and Phelps", "the Bill and Ida Hale Foundation",
//! "Moody's Investors Service". Who is named for the first time is named in full: two bare words that the text has nowhere else
//! before, and the second nowhere without the first, are one name.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::lexicon::{lexicon, singular};
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
    /// Those of the whole text. Linear in it, but for names of which one word stands in many.
    pub(super) fn of(words: &Words) -> Compounds {
        let mut capitals: HashMap<&str, Vec<usize>> = HashMap::new();
        for at in (0..words.len()).filter(|at| words.is_capital(*at) && !name::in_heading(words, *at)) {
            capitals.entry(words.lower(at)).or_default().push(at);
        }
        let seeker = Seeker { words, capitals };
        let mut places: BTreeMap<[&str; 3], Vec<usize>> = BTreeMap::new();
        for at in (1..words.len()).filter(|at| seeker.may_join(*at)) {
            let around = [at - 1, at, at + 1].map(|at| words.word(at));
            places.entry(around).or_default().push(at);
        }
        // What holds where the name may begin first holds where it may begin later.
        let first = |all: &Vec<usize>| all.iter().copied().find(|at| seeker.is_inside(*at));
        let whole = places
            .into_values()
            .filter(|all| first(all).is_some_and(|at| seeker.is_sure(at)));
        Compounds {
            marks: whole.flatten().collect(),
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

struct Seeker<'a> {
    words: &'a Words<'a>,
    /// Where each word has a capital, outside headings.
    capitals: HashMap<&'a str, Vec<usize>>,
}

impl Seeker<'_> {
    /// "and" or the mark of an owner between two capitals.
    fn may_join(&self, at: usize) -> bool {
        let words = self.words;
        matches!(words.word(at), "and" | "'s" | "’s") && words.is_capital(at - 1) && words.is_capital(at + 1)
    }

    /// Does what stands beside it there leave it a part of a name?
    fn is_inside(&self, at: usize) -> bool {
        match self.words.word(at) {
            _ if name::in_heading(self.words, at) => false,
            "and" => self.may_be_two(at),
            _ => self.may_be_owned(at),
        }
    }

    /// Does the rest of the text?
    fn is_sure(&self, at: usize) -> bool {
        match self.words.word(at) {
            "and" => self.are_given(at - 1, at + 1) || self.is_one(at - 1, at + 1),
            _ if self.ends_pair(at) => self.is_sure(at - 2),
            mark => self.owns_nothing(at - 1, mark),
        }
    }

    /// "Duff and Phelps", "Bell and Howell Co", "the Bill and Ida Hale Foundation".
    fn may_be_two(&self, at: usize) -> bool {
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
        (plain && bare || self.words.is_form(end - 1)) && end <= two + LONGEST
    }

    /// Is the second no name without the first, and the first none before?
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

    /// "Moody's | Investors Service", "Poor's | Corp": an owner before what ends in a noun for a body.
    fn may_be_owned(&self, mark: usize) -> bool {
        let one = mark - 1;
        let end = self.end(mark + 1);
        let body = lexicon().is_body(self.words.lower(end - 1)) || self.words.is_form(end - 1);
        let whole = body && self.is_free(one) && !self.is_given(one);
        whole
            && if self.ends_pair(mark) {
                self.may_be_two(one - 1)
            } else {
                self.opens(one)
            }
    }

    /// "Standard and Poor's | Corp": does "and" join the owner to another name?
    fn ends_pair(&self, mark: usize) -> bool {
        let words = self.words;
        mark > 2 && words.word(mark - 2) == "and" && words.is_capital(mark - 3) && words.is_form(mark + 1)
    }

    /// Is the word always one with the mark, and somewhere one that owns nothing ("Moody's said")?
    fn owns_nothing(&self, one: usize, mark: &str) -> bool {
        let words = self.words;
        let marked = |at: usize| words.word(at + 1) == mark;
        let alone = |at: usize| words.is_cue(at + 2) || matches!(words.word(at + 2), "," | ".");
        let places = self.places(one);
        places.iter().all(|at| marked(*at)) && places.iter().any(|at| alone(*at))
    }

    fn places(&self, at: usize) -> &[usize] {
        self.capitals.get(self.words.lower(at)).map_or(&[], Vec::as_slice)
    }

    /// One past the capitals that begin here, with a possessive mark before the form of a firm.
    fn end(&self, from: usize) -> usize {
        let words = self.words;
        let mut end = from + 1;
        loop {
            let owned = matches!(words.word(end), "'s" | "’s") && words.is_form(end + 1);
            if owned {
                end += 2;
            } else if words.may_name(end) {
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
        let capital = words.may_name(before);
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
        words.may_name(at) && !shouted && !common && !known.iter().any(|list| list.contains(word))
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
        self.words.may_name(at + 1) || at > 0 && self.words.may_name(at - 1)
    }

    /// Do the words behind two names speak of several?
    fn are_several(&self, end: usize) -> bool {
        (end..end + NEXT).any(|at| OF_SEVERAL.contains(&self.words.lower(at)))
    }
}
