//! Names in the prose: runs of capitals, cut into a title before the name and the name itself.

use std::collections::HashMap;

use super::compound::Compounds;
use super::lexicon::{self, Lexicon, lexicon};
use super::title_case;
use super::words::Words;
use crate::draft::BlockKind;

/// What a name names, as far as its own words and its neighbours tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A person.
    Person,
    /// A body: company, office, outlet, government.
    Body,
    /// The words do not tell.
    Unsure,
}

/// One run of capitals. Tokens are numbered, ends exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NameRun {
    /// The name.
    pub(super) core: (usize, usize),
    /// The title that stands before it; empty when there is none.
    pub(super) title: (usize, usize),
    /// What it names.
    pub(super) what: What,
}

impl NameRun {
    /// A person's name that ends at `to`, behind a title: where the title begins, and the name.
    fn titled((title, name): (usize, usize), to: usize) -> NameRun {
        NameRun {
            core: (name, to),
            title: (title, name),
            what: What::Person,
        }
    }

    /// Title and name.
    pub(super) fn whole(&self) -> (usize, usize) {
        if self.title.0 < self.title.1 {
            (self.title.0, self.core.1)
        } else {
            self.core
        }
    }
}

/// A name or a description without the article before it.
pub(super) fn without_the(name: &str) -> &str {
    name.trim_start_matches("The ").trim_start_matches("the ")
}

/// Finds the names of the whole text, in order. Linear.
pub(super) fn find(words: &Words) -> Vec<NameRun> {
    let finder = Finder {
        words,
        lexicon: lexicon(),
        seen: seen(words),
        compounds: Compounds::of(words),
        titled: title_case::sentences(words),
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let run = if finder.begins(at) { finder.run(at) } else { None };
        match run {
            Some((to, run)) => {
                at = to;
                found.extend(run);
            }
            None => at += 1,
        }
    }
    found
}

/// How words are written inside sentences: in lower case, with a capital.
fn seen(words: &Words) -> HashMap<String, (bool, bool)> {
    let mut seen: HashMap<String, (bool, bool)> = HashMap::new();
    for at in 0..words.len() {
        // "Prime Computer Inc said": the first word of a sentence and of a body's name.
        let begins = words.is_capital(at)
            && (words.is_form(at + 1) || words.is_capital(at + 1) && words.is_form(at + 2));
        if words.is_word(at) && (begins || !opens(words, at)) && !in_heading(words, at) {
            let entry = seen.entry(words.lower(at).to_owned()).or_default();
            if words.is_capital(at) {
                entry.1 = true;
            } else {
                entry.0 = true;
            }
        }
    }
    seen
}

/// "the Hill", "the Lantern": one word after the article that is an outlet's name with it.
pub(super) fn is_outlet_by_article(words: &Words, core: (usize, usize)) -> bool {
    let (from, to) = core;
    let the = from > 0 && words.lower(from - 1) == "the" && to == from + 1;
    let name = format!("the {}", words.lower(from));
    let lexicon = lexicon();
    let one =
        lexicon.outlet_names.contains(name.as_str()) || lexicon.outlet_words.contains(words.lower(from));
    the && one && (words.is_cue(to) || words.is_function(to) || !words.is_word(to))
}

/// Is it an outlet by the noun before its name ("the sports daily El Faro")? A broadcaster with a first name is a person.
pub(super) fn is_outlet_by_description(words: &Words, (from, _): (usize, usize)) -> bool {
    let before = from.checked_sub(1).map_or("", |at| words.lower(at));
    let noun = matches!(
        before,
        "daily" | "weekly" | "newspaper" | "tabloid" | "broadsheet" | "magazine" | "broadcaster" | "newswire"
    );
    noun && from > 0 && !words.is_capital(from - 1) && !lexicon().is_given(words.lower(from))
}

/// Is the token the first word of a sentence or of a quotation?
fn opens(words: &Words, at: usize) -> bool {
    let (from, _) = words.sentence_tokens(at);
    let before = at.checked_sub(1).filter(|before| *before >= from);
    before.is_none_or(|before| {
        matches!(
            words.word(before),
            "\"" | "“" | "‘" | "'" | ":" | "*" | "•" | "(" | "[" | "—" | "-" | "–"
        ) && !words.touches_next(before.wrapping_sub(1))
    })
}

/// Does the token stand in a headline or heading?
pub(super) fn in_heading(words: &Words, at: usize) -> bool {
    let block = words.prose.sentences.get(words.sentence(at)).map(|s| s.block);
    let kind = block
        .and_then(|block| words.draft.blocks.get(block))
        .map(|block| block.kind);
    matches!(kind, Some(BlockKind::Headline | BlockKind::Heading))
}

pub(super) struct Finder<'a> {
    pub(super) words: &'a Words<'a>,
    pub(super) lexicon: &'static Lexicon,
    seen: HashMap<String, (bool, bool)>,
    pub(super) compounds: Compounds,
    /// Sentences in which a capital marks no name.
    titled: Vec<bool>,
}

impl Finder<'_> {
    fn begins(&self, at: usize) -> bool {
        let titled = self
            .titled
            .get(self.words.sentence(at))
            .is_some_and(|titled| *titled);
        if titled || !self.is_name_word(at) || in_heading(self.words, at) || self.is_compound(at) {
            return false;
        }
        // "Calling Norway a friend": a participle, and a name after it.
        let word = self.words.lower(at);
        let participle = word.ends_with("ing") && self.words.is_cue(at) && !self.lexicon.is_given(word);
        let joined = || self.joined(at).is_some() || self.compounds.join_at(at + 1);
        !opens(self.words, at) || !participle && joined() || self.stands_alone(at)
    }

    /// May the first word of a sentence, alone, be a name?
    fn stands_alone(&self, at: usize) -> bool {
        let word = self.words.lower(at);
        let (lower, capital) = self.seen.get(word).copied().unwrap_or_default();
        let common = self.lexicon.is_role(word)
            || self.lexicon.is_roles(word)
            || self.lexicon.documents.contains(word)
            || self.lexicon.modifiers.contains(word)
            || ["ing", "ed", "ly"].iter().any(|end| word.ends_with(end));
        let known = self.lexicon.outlet_names.contains(word)
            || self.lexicon.places.contains(word)
            || self.lexicon.seats.contains(word);
        capital || known || (!lower && !common && !word.ends_with('s') && self.acts(at + 1))
    }

    /// Does what follows a first word show it to be a name: a verb, a comma, a possessive, a colon?
    fn acts(&self, next: usize) -> bool {
        let words = self.words;
        let leads = matches!(
            words.lower(next),
            "to" | "of" | "from" | "with" | "by" | "for" | "in" | "on" | "at" | "as" | "than"
        );
        let joins = matches!(words.lower(next), "and" | "or")
            && !words.is_capital(next + 1)
            && !words.is_function(next + 1);
        !leads && !joins && (!words.is_word(next) || words.is_function(next) || words.is_cue(next))
    }

    /// The whole run that begins here, and the token after it.
    fn run(&self, from: usize) -> Option<(usize, Option<NameRun>)> {
        let to = self.grow(from);
        let run = self.cut(from, to);
        Some((run.map_or(to, |run| run.core.1).max(from + 1), run))
    }

    pub(super) fn is_body_word(&self, at: usize) -> bool {
        let word = self.words.lower(at);
        self.lexicon.bodies.contains(word)
    }

    /// Cuts a run into title and name, and says what it names.
    fn cut(&self, from: usize, to: usize) -> Option<NameRun> {
        let words = self.words;
        let is_somebody = super::kind::is_numbered(words, (from, to));
        if is_somebody || self.is_shouted(from, to) || self.is_people(from, to) || self.is_document(from, to)
        {
            return None;
        }
        if let Some(of) = self.of_somebody(from, to) {
            return Some(NameRun::titled((from, from + 1), of));
        }
        let office = self.past_fields(from, to).or_else(|| self.past_title(from, to));
        if let Some(title) = office {
            return Some(NameRun::titled(title, to));
        }
        if self.is_body_run(from, to) {
            return Some(self.body(from, to));
        }
        let Some(core_from) = self.title_end(from, to) else {
            return self.plain(from, to);
        };
        let core_from = self.past_office(from, core_from, to);
        // "Director WWF": letters alone after a title are a body's.
        let letters = words.word(core_from);
        let acronym = core_from + 1 == to && core_from > from && letters.len() > 2;
        let acronym =
            acronym && letters.chars().all(char::is_uppercase) && !self.is_shouted_title(from, core_from);
        if acronym {
            return Some(self.body(core_from, to));
        }
        if core_from >= to {
            // "Stephen King": a surname that is also a rank; alone, only the registry can tell.
            let named = to - from == 1
                || self.lexicon.is_given(words.lower(from))
                || is_initials(words.word(from))
                || self.reads_as_person(from, to);
            return named.then_some(NameRun {
                core: (from, to),
                title: (from, from),
                what: What::Unsure,
            });
        }
        let named = (core_from..to).any(|i| words.is_word(i) && !self.is_common(words.lower(i)));
        named.then_some(NameRun::titled((from, core_from), to))
    }

    /// "Chief Dora House | of Milton": where the name of a person ends that a noun for a body ends.
    fn of_somebody(&self, from: usize, to: usize) -> Option<usize> {
        let words = self.words;
        let of = (from + 3..to).find(|at| words.lower(*at) == "of")?;
        let name = (from + 1, of);
        let titled = self.is_common(words.lower(from)) && self.is_body_word(of - 1);
        let whole = (name.0..name.1).all(|at| words.is_capital(at) && !self.is_common(words.lower(at)));
        (titled && whole && self.reads_as_person(name.0, name.1)).then_some(of)
    }

    /// "House Republicans": several people, though with capitals.
    fn is_people(&self, from: usize, to: usize) -> bool {
        let words = self.words;
        let last = words.lower(to - 1);
        let demonym = ["ians", "icans"].iter().any(|end| last.ends_with(end)) && last.len() > 6;
        if demonym && !self.lexicon.is_given(words.lower(from)) {
            return true;
        }
        // "Bureau of Land Management"
        let of = (from + 1..to).find(|at| words.lower(*at) == "of");
        // "the Council of Mayors"
        let council = of.is_some_and(|of| self.is_body_word(of - 1) && !words.is_roles(of - 1));
        let body = (council || lexicon::singular(last).is_none()) && self.is_body_run(from, to);
        to - from > 1
            && !body
            && !self.lexicon.outlet_words.contains(last)
            && words.is_roles(to - 1)
            && words.is_word(to - 1)
            && !self.lexicon.is_given(words.lower(from))
    }

    /// A line in capitals: they mark no name.
    fn is_shouted(&self, from: usize, to: usize) -> bool {
        let words = (from..to)
            .map(|at| self.words.word(at))
            .filter(|word| word.chars().count() > 1);
        let long: Vec<&str> = words.collect();
        let letters: usize = long.iter().map(|word| word.chars().count()).sum();
        let speaker = long.len() == 2
            && (long
                .first()
                .is_some_and(|word| self.lexicon.is_given(&word.to_lowercase()))
                || self.words.word(to) == ":");
        long.len() >= 2
            && !speaker
            && letters > 8
            && long.iter().all(|word| !word.chars().any(char::is_lowercase))
    }

    /// "MAYOR LEE:": a title in capitals tells that the capitals mark no letters.
    fn is_shouted_title(&self, from: usize, to: usize) -> bool {
        (from..to).all(|at| !self.words.word(at).chars().any(char::is_lowercase))
    }

    /// A noun for people, which a capital alone makes no name.
    pub(super) fn is_common(&self, word: &str) -> bool {
        self.lexicon.is_role(word) || self.lexicon.is_roles(word) || self.lexicon.honorifics.contains(word)
    }

    /// "former secretary of State Ann Lee": the word after "of" belongs to the office.
    fn past_office(&self, from: usize, core_from: usize, to: usize) -> usize {
        let words = self.words;
        let office = core_from == from
            && from >= 2
            && words.lower(from - 1) == "of"
            && words.is_role(from - 2)
            && to - from > 1
            && (self.is_body_word(from) || self.lexicon.modifiers.contains(words.lower(from)));
        if office { from + 1 } else { core_from }
    }

    /// "Gerald Baker": a surname that is a trade, after a word that is no title and no body.
    fn is_trade_name(&self, first: usize, last: usize) -> bool {
        let word = self.words.lower(first);
        lexicon::TRADES.contains(&self.words.lower(last))
            && self.words.lower(first.saturating_sub(1)) != "the"
            && !self.is_common(word)
            && !self.is_body_word(first)
            && !self.lexicon.modifiers.contains(word)
            && !self.lexicon.places.contains(word)
    }

    /// Where the name begins after the last role or honorific in the run, if there is one.
    fn title_end(&self, from: usize, to: usize) -> Option<usize> {
        let words = self.words;
        let mut end = None;
        for at in from..to {
            let word = words.lower(at);
            // "Poon Man-kay"
            let syllable = words.word(at + 1) == "-" && words.touches_next(at) && !words.is_capital(at + 2);
            let syllable = syllable && words.lower(at + 2) != "in";
            if syllable && at > from {
                continue;
            }
            let after_given = at > from && self.lexicon.is_given(words.lower(at - 1)) && end != Some(at - 1);
            // "Eyewitness Ann Lee": with a capital as the first word of its sentence
            let opens = at == from && to > from + 2 && opens(words, at);
            let titled = self.lexicon.honorifics.contains(word)
                || words.is_role(at)
                || opens && self.lexicon.is_person_noun(word)
                || at == from && self.is_shared_title(from, to);
            let nickname = at > from && matches!(words.word(at - 1), "“" | "\"" | "‘");
            let doubled = at + 1 == to && end == Some(at);
            let surname = at + 1 == to && at == from + 1 && end.is_none() && self.is_trade_name(from, at);
            let ending = at > from
                && self.lexicon.is_given(words.lower(at - 1))
                && !self.lexicon.is_listed_role(word)
                && !self.lexicon.honorifics.contains(word);
            // "Dean Alder": a first name where the text knows no dean.
            let lower = self.seen.get(word).is_some_and(|seen| seen.0);
            let given = at == from && to == from + 2 && self.lexicon.is_given(word) && !lower;
            let after_given = after_given && !self.is_full_rank(at, to);
            if titled && !(given || nickname || after_given || doubled || surname || ending) {
                let dotted = words.word(at + 1) == "." && words.touches_next(at);
                end = Some(if dotted { at + 2 } else { at + 1 });
            }
        }
        let end = end?;
        if words.lower(end) == "of" || words.lower(end) == "for" {
            // "Director of National Intelligence James Clapper": a first name shows where the name begins, or the
            // end of the office ("Chief Of Staff Ann Lee").
            let given = (end..to).find(|i| self.lexicon.is_given(words.lower(*i)));
            let office = lexicon::OFFICES.contains(&words.lower(end + 1)) && to >= end + 4;
            let name = office.then_some(end + 2).or(given);
            return Some(name.unwrap_or(to));
        }
        if words.lower(end) == "general" {
            return Some(end + 1);
        }
        Some(end)
    }

    /// "Councillors Ann Lee and Bo Yu": a title in the plural that two names share.
    fn is_shared_title(&self, from: usize, to: usize) -> bool {
        let one = lexicon::singular(self.words.lower(from));
        let title = one
            .is_some_and(|one| self.lexicon.is_role(&one) || self.lexicon.honorifics.contains(one.as_str()));
        let further = self.past_and(to);
        title && to - from > 1 && further.is_some_and(|at| self.words.is_capital(at))
    }

    fn is_body_run(&self, from: usize, to: usize) -> bool {
        let words = self.words;
        let last = (from..to).rev().find(|i| words.is_word(*i)).unwrap_or(from);
        let of = (from..to).find(|i| matches!(words.lower(*i), "of" | "for" | "on"));
        let head = of.map_or(last, |of| of.saturating_sub(1));
        let members = of.is_some_and(|of| {
            opens(words, from) && words.is_roles(head) && (of..to).any(|i| self.is_body_word(i))
        });
        let role_before_of =
            of.is_some() && (words.is_role(head) || words.lower(head) == "general") || members;
        let owned = head > from + 1 && self.owns_office(head - 2, head - 1);
        let tail_is_body = (self.is_body_word(head) || owned) && !words.is_role(head);
        !role_before_of
            && (tail_is_body || (of.is_some() && (from..to).any(|i| self.is_body_word(i))))
            && (to - from > 1 || of.is_some())
    }

    /// A body's name. A number before one body counts nothing ("the 12 Rivers Alliance"): it belongs to the name.
    fn body(&self, from: usize, to: usize) -> NameRun {
        let counted = lexicon::singular(self.words.lower(to - 1)).is_some();
        let numbered = from > 0 && self.words.is_number(from - 1) && !counted;
        let from = if numbered { from - 1 } else { from };
        NameRun {
            core: (from, to),
            title: (from, from),
            what: What::Body,
        }
    }

    /// A run without a title before the name.
    fn plain(&self, from: usize, to: usize) -> Option<NameRun> {
        let words = self.words;
        // "Senior Orbit managers": a rank that begins a sentence is no name.
        let ranks = ["senior", "junior", "former", "veteran", "top"];
        let rank = to - from > 1 && opens(words, from) && ranks.contains(&words.lower(from));
        let from = from + usize::from(rank);
        let what = self.what(from, to);
        let mut core = (from, to);
        let past = self.past_office(from, from, to);
        if past > from && past < to {
            return Some(NameRun::titled((from, past), to));
        }
        if self.ends_in_s(from, to) {
            core.1 = to + 1;
            return Some(NameRun {
                core,
                title: (from, from),
                what: What::Body,
            });
        }
        let the = from > 0 && words.lower(from - 1) == "the";
        if the && self.is_body_word(to) && !words.is_capital(to) {
            core.1 = to + 1;
            return Some(NameRun {
                core,
                title: (from, from),
                what: What::Body,
            });
        }
        if self.is_adjective(from, to) {
            return None;
        }
        Some(NameRun {
            core,
            title: (from, from),
            what,
        })
    }

    /// "Democratic leaders", "American troops": one word that says of what sort the noun after it is.
    fn is_adjective(&self, from: usize, to: usize) -> bool {
        let words = self.words;
        if to == from + 1 && self.lexicon.nationalities.contains(words.lower(from)) {
            return true;
        }
        to == from + 1
            && self.lexicon.modifiers.contains(words.lower(from))
            && words.is_word(to)
            && !words.is_capital(to)
            && !words.is_function(to)
            && (!words.is_cue(to) || words.is_roles(to) || words.is_role(to))
    }

    fn what(&self, from: usize, to: usize) -> What {
        let (words, lexicon) = (self.words, self.lexicon);
        let first = words.lower(from);
        let count = (from..to).filter(|i| words.is_word(*i)).count();
        let name = words.text((from, to)).to_lowercase();
        let acronym = words.word(from).chars().filter(|c| c.is_uppercase()).count() > 1;
        let site = [".com", ".org", ".net"].iter().any(|end| first.ends_with(end));
        if site
            || lexicon.outlet_names.contains(name.as_str())
            || count > 1 && lexicon.outlet_names.contains(first) && !lexicon.is_given(first)
            || lexicon.seats.contains(name.replace(' ', "-").as_str())
        {
            return What::Body;
        }
        if is_outlet_by_article(words, (from, to)) {
            return What::Body;
        }
        if count == 1 {
            let maker = matches!(words.lower(to), "poll" | "polls" | "survey" | "surveys");
            let body = maker
                || lexicon.places.contains(first)
                || (lexicon.bodies.contains(first) && !opens(words, from));
            return if body || (acronym && words.word(from).chars().all(|c| !c.is_lowercase())) {
                What::Body
            } else {
                What::Unsure
            };
        }
        if lexicon.is_given(first) && !self.compounds.any_in((from, to))
            || words.lower(to - 1) == "." && matches!(words.lower(to.saturating_sub(2)), "jr" | "sr")
        {
            return What::Person;
        }
        let told = from > 0 && words.lower(from - 1) == "told" && !lexicon.is_given(first);
        if told && count > 1 {
            return What::Body;
        }
        if self.is_employer(from) {
            return What::Body;
        }
        let marked = (from..to).any(|i| matches!(words.word(i), "&" | "/") || words.is_number(i));
        let marked = marked || self.compounds.any_in((from, to));
        let the = from > 0 && words.lower(from - 1) == "the";
        if marked || the {
            return What::Body;
        }
        if self.told_as_person(to) {
            What::Person
        } else {
            What::Unsure
        }
    }

    /// "an engineer at X", "the founder of X": what follows is a body, unless the noun is one of kinship or counsel.
    fn is_employer(&self, from: usize) -> bool {
        let words = self.words;
        let the = from > 0 && words.lower(from - 1) == "the";
        let at = if the { from.saturating_sub(1) } else { from };
        if at < 2 || !words.is_role(at - 2) {
            return false;
        }
        let noun = words.lower(at - 2);
        match words.lower(at - 1) {
            "at" | "with" => true,
            "of" | "for" => !lexicon::OF_A_PERSON.contains(&noun),
            _ => false,
        }
    }

    /// Does an age, a relative clause with "who" or a role follow?
    fn told_as_person(&self, to: usize) -> bool {
        let words = self.words;
        if words.word(to) != "," {
            return matches!(words.lower(to), "who" | "whose");
        }
        let after = to + 1;
        words.is_number(after) && words.word(after + 1) == ","
            || matches!(words.lower(after), "who" | "whose")
            || (matches!(words.lower(after), "a" | "an" | "the")
                && (after..after + 6)
                    .take_while(|i| !matches!(words.lower(*i), "," | "of" | "at" | "for"))
                    .any(|i| words.is_role(i)))
            || words.is_role(after)
    }
}

/// "TJ", "JD": initials in place of a first name.
fn is_initials(word: &str) -> bool {
    word.chars().count() == 2 && word.chars().all(char::is_uppercase)
}
