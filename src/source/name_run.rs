//! How far a name reaches: the words that capitals, marks, particles and "of" join to it.

use super::evidence;
use super::lexicon;
use super::name::Finder;
use super::words::Words;
use crate::language::is_weekday;

/// Lower-case words inside names of persons.
pub(super) const PARTICLES: &[&str] = &[
    "de", "da", "di", "del", "della", "van", "von", "der", "den", "du", "dos", "la", "le", "al", "el", "bin",
    "ibn", "ben", "ter", "ten", "y",
];

/// Words before "'s" that belong to the name of a body: "People's Campaign".
const OWNERS: &[&str] = &[
    "people",
    "children",
    "women",
    "men",
    "voter",
    "veteran",
    "nurse",
    "teacher",
    "driver",
    "citizen",
    "worker",
    "firefighter",
    "mayor",
    "governor",
    "lawyer",
    "writer",
    "king",
    "queen",
    "st",
    "shepherd",
];

/// Countries and unions of two words.
const COUNTRIES: &[(&str, &str)] = &[
    ("united", "states"),
    ("united", "kingdom"),
    ("united", "nations"),
    ("european", "union"),
    ("saudi", "arabia"),
    ("south", "africa"),
    ("south", "korea"),
    ("north", "korea"),
    ("new", "zealand"),
    ("sri", "lanka"),
    ("costa", "rica"),
];

/// So sure is the model that words are a body's name.
const HOUSE: f32 = 0.6;

/// Letters in brackets stand for no more words than these behind "and".
const ABBREVIATED: usize = 8;

/// Houses that are called by their fields.
const DEPARTMENTS: &[&str] = &["ministry", "department", "secretariat", "directorate"];

/// Honours, degrees and seats that stand in letters behind a name.
const HONOURS: &[&str] = &[
    "kc", "qc", "sc", "mp", "mep", "msp", "mla", "mna", "td", "md", "phd", "obe", "mbe", "cbe", "dbe", "rn",
    "cpa", "esq", "jp",
];

/// "KC", "MP", "PhD": an honour behind a name.
pub(super) fn is_honour(words: &Words, at: usize) -> bool {
    let capitals = words.word(at).chars().filter(|c| c.is_uppercase()).count();
    capitals >= 2 && HONOURS.contains(&words.lower(at))
}

/// So many words before and behind a name are looked through for it.
const NEAR: usize = 3000;

/// Nouns that end the name of a document.
const DOCUMENT_NAMES: &[&str] = &[
    "act",
    "poll",
    "survey",
    "study",
    "report",
    "bill",
    "code",
    "law",
    "index",
    "treaty",
    "constitution",
    "agreement",
    "measure",
    "memo",
    "letter",
    "amendment",
    "accord",
    "manifesto",
    "census",
    "ordinance",
];

impl Finder<'_> {
    /// "House Bill", "Voting Rights Act": a document's name.
    pub(super) fn is_document(&self, from: usize, to: usize) -> bool {
        to - from > 1
            && DOCUMENT_NAMES.contains(&self.words.lower(to - 1))
            && !self.lexicon.is_given(self.words.lower(from))
    }

    /// A capital that can stand in a name: no function word, but an initial may look like one ("Jo A. Marsh").
    pub(super) fn is_name_word(&self, at: usize) -> bool {
        let words = self.words;
        let initial = words.word(at).len() == 1 && words.word(at + 1) == "." && words.touches_next(at);
        let surname = at > 0
            && matches!(words.word(at), "May" | "March" | "August")
            && self.lexicon.is_given(words.lower(at - 1));
        // "He Qing, an official": a surname before a name, and no weekday.
        let next = at + 1;
        let family = words.word(at) == "He"
            && words.is_capital(next)
            && !words.is_function(next)
            && !is_weekday(words.lower(next))
            && (words.word(next + 1) == "," || words.is_cue(next + 1));
        words.is_capital(at) && (initial || surname || family || !words.is_function(at))
    }

    /// "Milton-based", "Hale-backed": the word describes what follows and names nobody.
    pub(super) fn is_compound(&self, at: usize) -> bool {
        let words = self.words;
        words.word(at + 1) == "-"
            && words.touches_next(at)
            && words.touches_next(at + 1)
            && words.is_word(at + 2)
            && !words.is_capital(at + 2)
            && words.word(at + 3) != "-"
    }

    /// Does a country of two words end here, named after "the" or "to" as where somebody serves ("ambassador to the United
    /// States Ada Lund")?
    fn ends_country(&self, at: usize) -> bool {
        let words = self.words;
        let two = at
            .checked_sub(1)
            .map(|first| (words.lower(first), words.lower(at)));
        let country = two.is_some_and(|two| COUNTRIES.contains(&two));
        let before = at.checked_sub(2).map_or("", |before| words.lower(before));
        country && matches!(before, "the" | "to" | "for")
    }

    /// "ambassador to GATT Ada Lund", "professor at the University of Oslo Ada Lund": where somebody serves, and a first name.
    fn ends_post(&self, at: usize) -> bool {
        let words = self.words;
        let before = at.checked_sub(1).map_or("", |before| words.lower(before));
        let led = matches!(before, "to" | "of" | "at" | "for" | "from" | "in");
        let letters = words.word(at);
        let acronym = letters.chars().count() > 2 && letters.chars().all(char::is_uppercase);
        let post = acronym || self.lexicon.places.contains(words.lower(at));
        let role = at >= 2 && (words.is_role(at - 2) || self.is_body_word(at - 2));
        let named = self.lexicon.is_given(words.lower(at + 1)) && self.is_name_word(at + 2);
        let body = (at + 1..at + 4).any(|i| words.is_capital(i) && self.is_body_word(i));
        led && role && post && named && !body
    }

    /// "Milton County Sheriff's Department", "Women's Refuge": a noun for somebody, and what is his by a noun for a body.
    pub(super) fn owns_office(&self, at: usize, mark: usize) -> bool {
        let words = self.words;
        let owner = self.is_common(words.lower(at)) || words.lower(at) == "general";
        let office = words.is_capital(mark + 1) && evidence::is_body_noun(words.lower(mark + 1));
        let owned = matches!(words.word(mark), "'s" | "’s" | "'" | "’");
        owner && owned && office && !words.is_capital(mark + 2)
    }

    /// Neither a noun for a body nor one for an office.
    fn lexicon_tells_nothing(&self, at: usize) -> bool {
        let word = self.words.lower(at);
        !self.lexicon.bodies.contains(word)
            && !self.lexicon.honorifics.contains(word)
            && !self.words.is_role(at)
    }

    /// The next token that belongs to the same run, if one does, and whether it needs a body's name to join.
    pub(super) fn joined(&self, at: usize) -> Option<usize> {
        let words = self.words;
        let (_, end) = words.sentence_tokens(at);
        let next = at + 1;
        let name = |i: usize| i < end && self.is_name_word(i);
        if name(next) {
            let country = self.ends_country(at) && name(next + 1) && self.lexicon_tells_nothing(next);
            return (!country && !self.ends_post(at)).then_some(next);
        }
        let mark = words.word(next);
        if self.owns_office(at, next) {
            return Some(next + 1);
        }
        // "Channel 12 News"
        let numbered = words.is_number(next) && self.lexicon.outlet_words.contains(words.lower(next + 1));
        if numbered && name(next + 1) {
            return Some(next + 1);
        }
        if mark == "-" && words.word(next + 2) == "-" && matches!(words.lower(next + 1), "in" | "at" | "of") {
            // "Editor-in-Chief".
            return name(next + 3).then_some(next + 3);
        }
        if mark == "." && words.touches_next(at) && self.is_abbreviation(at) {
            return name(next + 1).then_some(next + 1);
        }
        if matches!(mark, "-" | "/" | "–") && words.touches_next(at) && words.touches_next(next) {
            return name(next + 1).then_some(next + 1);
        }
        if mark == "&" && name(next + 1) {
            return Some(next + 1);
        }
        if matches!(mark, "“" | "\"" | "‘" | "(")
            && name(next + 1)
            && matches!(words.word(next + 2), "”" | "\"" | "’" | ")")
        {
            let acronym = mark == "(";
            return (!acronym && name(next + 3)).then_some(next + 3);
        }
        if PARTICLES.contains(&words.lower(next)) && words.is_word(next) {
            // "Omar al-Farsi".
            let hyphened =
                words.word(next + 1) == "-" && words.touches_next(next) && words.touches_next(next + 1);
            if hyphened {
                return name(next + 2).then_some(next + 2);
            }
            let past = if PARTICLES.contains(&words.lower(next + 1)) {
                next + 2
            } else {
                next + 1
            };
            return name(past).then_some(past);
        }
        None
    }

    fn is_abbreviation(&self, at: usize) -> bool {
        let word = self.words.lower(at);
        word.chars().count() == 1
            || matches!(word, "jr" | "sr" | "st" | "mt" | "ft" | "inc" | "co" | "corp")
            || (word.len() <= 5 && self.lexicon.honorifics.contains(word))
            || word.contains('.')
    }

    /// "Moody's said", "according to Moody's,": what looks like an owner and owns nothing, in a text that never has it without.
    pub(super) fn ends_in_s(&self, from: usize, to: usize) -> bool {
        let words = self.words;
        let one = to == from + 1 || self.compounds.any_in((from, to));
        let owner = one && matches!(words.word(to), "'s" | "’s");
        let of = from > 0 && words.lower(from - 1) == "of";
        let next = to + 1;
        let nothing =
            words.is_cue(next) || matches!(words.word(next), "," | "." | ":") || words.lower(next) == "of";
        let bare = |at: usize| words.word(at) == words.word(to - 1) && words.word(at + 1) != words.word(to);
        let given = self.lexicon.is_given(words.lower(from)) || self.is_common(words.lower(from));
        let mut near = from.saturating_sub(NEAR)..words.len().min(from + NEAR);
        owner && nothing && !of && !given && !near.any(bare)
    }

    /// One past the run's last token.
    pub(super) fn grow(&self, from: usize) -> usize {
        let mut last = from;
        loop {
            if let Some(next) = self.joined(last).filter(|next| !self.is_honour(from, *next)) {
                last = next;
            } else if let Some(next) = self.joined_of_body(from, last) {
                last = next;
            } else {
                break;
            }
        }
        let closes = matches!(
            self.words.lower(last),
            "jr" | "sr" | "inc" | "co" | "corp" | "u.s" | "d.c"
        ) && self.words.word(last + 1) == "."
            && self.words.touches_next(last);
        if closes || self.is_second_syllable(from, last) {
            return last + if closes { 2 } else { 3 };
        }
        last + 1
    }

    /// "Ann Lee KC": letters behind a whole name, which are no part of it.
    fn is_honour(&self, from: usize, at: usize) -> bool {
        let named = at > from + 1 && !self.is_body_word(at - 1);
        named && is_honour(self.words, at) && !self.is_name_word(at + 1)
    }

    /// "Lim Su-jin": a given name whose second part is in lower case.
    fn is_second_syllable(&self, from: usize, last: usize) -> bool {
        let words = self.words;
        let part = words.lower(last + 2);
        last > from
            && words.word(last + 1) == "-"
            && words.touches_next(last)
            && words.touches_next(last + 1)
            && words.is_word(last + 2)
            && (2..7).contains(&part.len())
            && !part.ends_with("ed")
            && !matches!(
                part,
                "based"
                    | "led"
                    | "run"
                    | "born"
                    | "style"
                    | "area"
                    | "era"
                    | "wide"
                    | "owned"
                    | "like"
                    | "only"
                    | "elect"
                    | "made"
                    | "held"
                    | "bound"
                    | "free"
                    | "built"
            )
    }

    /// Words that join only within a body's name or a title: "of", "for", "and", "'s".
    fn joined_of_body(&self, from: usize, last: usize) -> Option<usize> {
        let words = self.words;
        let (_, end) = words.sentence_tokens(last);
        let name = |i: usize| i < end && words.is_capital(i) && !words.is_function(i);
        let next = last + 1;
        let run = from..=last;
        let body = run.clone().any(|i| self.is_body_word(i));
        match words.lower(next) {
            "of" | "for" => {
                let past = if matches!(words.lower(next + 1), "the" | "a" | "an") {
                    next + 2
                } else {
                    next + 1
                };
                let headed = body
                    || words.is_role(last)
                    || words.lower(last) == "general"
                    || self.is_house(from, last, past);
                (headed && name(past)).then_some(past)
            }
            "and" | "'s" | "’s" if self.compounds.join_at(next) => Some(next + 1),
            "and" if name(next + 1) && self.is_abbreviated_whole(from, next + 1) => Some(next + 1),
            "and" | "," if self.are_adjectives(last) => {
                Some(next + 1 + usize::from(words.lower(next + 1) == "and"))
            }
            "and" | "," => {
                let complement = run.clone().any(|i| matches!(words.lower(i), "of" | "for" | "on"));
                let past = next + 1;
                let known = run.clone().filter(|i| words.word(*i) == ",").count();
                let listed = words.word(next) == "," && complement && body && self.are_fields(past, known);
                if listed || self.is_department(from, last, past) {
                    return Some(past);
                }
                let fresh = self.lexicon.honorifics.contains(words.lower(past))
                    || self.lexicon.is_given(words.lower(past))
                    || words.is_role(past);
                (words.lower(next) == "and"
                    && complement
                    && body
                    && name(past)
                    && !fresh
                    && (self.has_fields(from, last) || !self.runs_into_body(past)))
                .then_some(past)
            }
            "on" => (body && name(next + 1)).then_some(next + 1),
            "'s" | "’s" => {
                let owner = OWNERS.contains(&words.lower(last)) && last > from.saturating_sub(1);
                (owner && name(next + 1)).then_some(next + 1)
            }
            _ => None,
        }
    }

    /// "Lance Corporal Ann Lee": a rank with a whole name behind it is no surname, whatever stands before it.
    pub(super) fn is_full_rank(&self, at: usize, to: usize) -> bool {
        let word = self.words.lower(at);
        let trade = lexicon::TRADES.contains(&word);
        self.lexicon.honorifics.contains(word) && !trade && self.words.is_capital(at + 1) && at + 2 < to
    }

    /// "Rights and Risks Group (RRG)": do letters in brackets stand for all the words from before "and" to there?
    fn is_abbreviated_whole(&self, from: usize, past: usize) -> bool {
        let words = self.words;
        let inside = |at: usize| words.is_word(at) || words.word(at) == "-";
        let Some(open) = (past..past + ABBREVIATED).find(|at| !inside(*at)) else {
            return false;
        };
        let capitals = (from..open).filter(|at| words.is_capital(*at));
        let initials: String = capitals.filter_map(|at| words.word(at).chars().next()).collect();
        words.word(open) == "(" && initials.chars().count() > 2 && words.word(open + 1) == initials
    }

    /// "the Bureau of Land Management": one noun after the article that the model takes, with what follows, for a body.
    fn is_house(&self, from: usize, last: usize, past: usize) -> bool {
        let words = self.words;
        let the = from > 0 && words.lower(from - 1) == "the";
        let mut end = past;
        while let Some(next) = self.joined(end) {
            end = next;
        }
        let scores = words.name_scores((from, end + 1));
        let acronym = !words.word(last).chars().any(char::is_lowercase);
        the && last == from
            && !acronym
            && words.is_capital(past)
            && scores.is_some_and(|scores| scores.organization > HOUSE)
    }

    /// "Economic, Social and Cultural Council", "of Economic, Social and Cultural Affairs": does an adjective stand here
    /// that a comma or "and" joins to others before one noun?
    fn are_adjectives(&self, last: usize) -> bool {
        let words = self.words;
        let adjective = |at: usize| {
            let word = words.lower(at);
            words.is_capital(at)
                && ["ic", "al", "ive", "ary", "ory"]
                    .iter()
                    .any(|end| word.ends_with(end))
                && word.len() > 4
                && !self.is_body_word(at)
                && !words.is_role(at)
                && !self.lexicon.is_given(word)
        };
        let mut at = last;
        loop {
            if !adjective(at) {
                return false;
            }
            if at > last && words.lower(at - 1) == "and" {
                return words.is_capital(at + 1) && !self.lexicon.is_given(words.lower(at + 1));
            }
            at += match (words.word(at + 1), words.lower(at + 2)) {
                (",", "and") => 3,
                (",", _) => 2,
                _ if words.lower(at + 1) == "and" => 2,
                _ => return false,
            };
        }
    }

    /// "the Ministry of Health | and Social Services": is the house one that is called by its fields, and the next no place?
    fn has_fields(&self, from: usize, last: usize) -> bool {
        let of = (from + 1..last).find(|at| matches!(self.words.lower(*at), "of" | "for"));
        let house = of.is_some_and(|of| DEPARTMENTS.contains(&self.words.lower(of - 1)));
        let next = self.words.lower(last + 2);
        house && !self.lexicon.places.contains(next) && !self.lexicon.nationalities.contains(next)
    }

    /// "the Parks and Recreation Department": two fields that one head noun ends.
    fn is_department(&self, from: usize, last: usize, past: usize) -> bool {
        let words = self.words;
        let the = from > 0 && words.lower(from - 1) == "the" && words.lower(last + 1) == "and";
        let plain = |i: usize| {
            words.is_capital(i)
                && words.word(i).chars().filter(|c| c.is_uppercase()).count() == 1
                && !self.is_body_word(i)
                && !self.lexicon.is_given(words.lower(i))
                && !self.lexicon.places.contains(words.lower(i))
                && !self.is_common(words.lower(i))
        };
        the && (from..=last).all(plain) && plain(past) && self.runs_into_body(past)
    }

    /// "... of Salt, Timber, Grain and Fisheries": do fields follow, to the last behind "and"? Three or
    /// more with those `listed` before, or such as
    /// every ministry has; else others are listed ("the Ministry of Justice, Ashby and Milton").
    fn are_fields(&self, first: usize, listed: usize) -> bool {
        let words = self.words;
        let known = |at: usize| {
            let word = words.lower(at);
            lexicon::OFFICES.contains(&word) || self.lexicon.modifiers.contains(word) || self.is_body_word(at)
        };
        let plain = |at: usize| {
            let word = words.lower(at);
            words.is_capital(at)
                && words.word(at).chars().filter(|c| c.is_uppercase()).count() == 1
                && !self.lexicon.is_given(word)
                && !self.lexicon.places.contains(word)
                && !self.lexicon.outlet_names.contains(word)
        };
        let (mut at, mut fields, mut all_known) = (first, listed, true);
        loop {
            if !plain(at) {
                return false;
            }
            fields += 1;
            all_known &= known(at);
            if words.lower(at.wrapping_sub(1)) == "and" {
                return fields >= 3 || all_known;
            }
            at += match (words.word(at + 1), words.lower(at + 2)) {
                (",", "and") => 3,
                (",", _) => 2,
                _ if words.lower(at + 1) == "and" => 2,
                _ => return false,
            };
        }
    }

    /// "Minister of Trade and | Harbour Works Omar Taleb": the last field of an office and a name in one run. Gives where the
    /// office begins and where the name does: at a first name, else where the rest is likeliest a person's.
    pub(super) fn past_fields(&self, from: usize, to: usize) -> Option<(usize, usize)> {
        let words = self.words;
        if from < 4 || words.lower(from - 1) != "and" || to - from < 3 {
            return None;
        }
        let (begin, _) = words.sentence_tokens(from);
        let field = |at: &usize| words.is_capital(*at) || words.word(*at) == "," || words.lower(*at) == "and";
        let first = (begin..from).rev().take_while(field).last()?;
        let of = first
            .checked_sub(1)
            .filter(|of| matches!(words.lower(*of), "of" | "for") && *of > begin)?;
        let office = of - 1;
        let titled = self.lexicon.honorifics.contains(words.lower(office)) || words.is_role(office);
        let person = |at: usize| words.name_scores((at, to)).map_or(0.0, |scores| scores.person);
        let several = |at: usize| words.is_capital(at) && (at + 1..to).any(|next| words.is_capital(next));
        let split = (from + 1..to).filter(|at| several(*at));
        let given = split.clone().find(|at| self.lexicon.is_given(words.lower(*at)));
        let likely = split.filter(|at| person(*at) > HOUSE);
        let likely = likely.max_by(|one, other| person(*one).total_cmp(&person(*other)));
        let name = given.or(likely).filter(|_| titled)?;
        Some((office, name))
    }

    /// "Ann Lee, 43, and |", "Ann Lee at Orbit and |": one past the comma or "and" behind a name and what little is told of it.
    pub(super) fn past_and(&self, to: usize) -> Option<usize> {
        let words = self.words;
        let (_, end) = words.sentence_tokens(to);
        let told = |at: usize| {
            let led = matches!(words.lower(at), "at" | "of" | "from" | "with" | "the");
            words.is_number(at) || led || words.is_capital(at) || words.word(at) == ","
        };
        let and = (to..end.min(to + 8)).take_while(|at| words.lower(*at) == "and" || told(*at));
        let and = and.into_iter().find(|at| words.lower(*at) == "and");
        let comma = (words.word(to) == ",").then_some(to);
        Some(and.or(comma)? + 1)
    }

    /// Does a body's own head noun follow ("... and Rice University")?
    fn runs_into_body(&self, at: usize) -> bool {
        let mut last = at;
        for _ in 0..4 {
            if self.is_body_word(last) && last > at {
                return true;
            }
            match self.joined(last) {
                Some(next) => last = next,
                None => return false,
            }
        }
        false
    }
}
