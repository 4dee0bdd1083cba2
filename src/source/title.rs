//! What the grammar of names tells beside a name: a rank before it, an apposition, a relative clause. The title that is shown
//! is read by `titled`.

use super::apposition;
use super::gender::Gender;
use super::lexicon::{lexicon, singular};
use super::name::{NameRun, What};
use super::words::Words;

/// What the text tells of somebody beside the name.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    /// The title before the name.
    pub(super) before: String,
    /// The title after the name.
    pub(super) after: String,
    /// The same with its article, as a clause.
    pub(super) after_text: String,
    /// The body behind "of": "Ann Lee of Milton Securities".
    pub(super) house: String,
    /// Appositions and relative clauses that are no title.
    pub(super) clauses: Vec<String>,
    /// Where title and body stand beside the name, in tokens.
    pub(super) places: Vec<(usize, usize)>,
}

impl Told {
    /// Adds what a further mention tells; what was told first stays.
    pub(super) fn add(&mut self, other: Told) {
        if weight(&other.before) > weight(&self.before) {
            self.before = other.before;
        }
        let rest = [
            (&mut self.after, other.after),
            (&mut self.house, other.house),
            (&mut self.after_text, other.after_text),
        ];
        for (mine, new) in rest {
            if mine.is_empty() {
                *mine = new;
            }
        }
        if self.clauses.is_empty() {
            self.clauses = other.clauses;
        }
    }

    /// The apposition after the name, where the title is another.
    pub(super) fn apposition(&self, title: &str) -> Option<&str> {
        let unused = !self.after.is_empty() && !title.contains(self.after.as_str());
        unused.then_some(self.after_text.as_str())
    }

    /// What stands before and after the name, the one beside the other.
    pub(super) fn both(&self) -> String {
        format!("{} {}", self.before, self.after)
    }
}

/// A bare form of address tells nothing ("Mr."), a longer title tells more.
fn weight(title: &str) -> usize {
    let words: Vec<String> = title
        .split_whitespace()
        .map(|word| word.trim_matches('.').to_lowercase())
        .collect();
    if words.iter().all(|word| ADDRESS.contains(&word.as_str())) {
        0
    } else {
        words.len()
    }
}

/// Is it a bare form of address?
pub(super) fn is_address(title: &str) -> bool {
    weight(title) == 0
}

/// "Dr", "Prof.": what follows the name tells more.
pub(super) fn is_degree(title: &str) -> bool {
    let word = title.trim_matches('.').to_lowercase();
    matches!(word.as_str(), "dr" | "prof" | "professor")
}

const ADDRESS: &[&str] = &[
    "mr", "mrs", "ms", "miss", "mx", "sir", "dame", "madam", "sheikh", "shaikh", "sheikha", "datuk", "dato",
    "datin", "shri", "smt", "alhaji", "eng", "engr", "barr",
];

/// The pronoun that a title tells.
pub(super) fn gender_of(words: &Words, title: (usize, usize)) -> Gender {
    for at in title.0..title.1 {
        match words.lower(at) {
            "ms" | "mrs" | "miss" | "dame" | "lady" | "sister" | "princess" | "queen" | "mother"
            | "daughter" | "wife" | "spokeswoman" | "congresswoman" | "chairwoman" | "councilwoman"
            | "assemblywoman" | "businesswoman" | "actress" | "aunt" | "niece" | "widow" => {
                return Gender::Female;
            }
            "mr" | "sir" | "lord" | "father" | "brother" | "prince" | "king" | "son" | "husband"
            | "spokesman" | "congressman" | "chairman" | "councilman" | "assemblyman" | "businessman"
            | "actor" | "uncle" | "nephew" | "pope" => return Gender::Male,
            _ => {}
        }
    }
    Gender::Unknown
}

/// What stands around one mention.
pub(super) fn of_run(words: &Words, run: NameRun, what: What) -> Told {
    let mut told = Told::default();
    if what != What::Body {
        let from = stretch(words, run.whole().0, run.title.0 < run.title.1);
        if from < run.core.0 {
            told.before = before(words, from, run.core);
            told.places.push((from, run.core.0));
        }
    }
    apposition::read(words, run, what, &mut told);
    if what != What::Body && told.after.is_empty() {
        told.after = leading(words, run).unwrap_or_default();
    }
    if what != What::Body && told.house.is_empty() && told.before.is_empty() {
        told.house = owner(words, run).unwrap_or_default();
    }
    told
}

/// "A nurse with the Harbour Clinic, Ortiz came back": what a sentence tells of its subject before it.
fn leading(words: &Words, run: NameRun) -> Option<String> {
    let (begin, _) = words.sentence_tokens(run.core.0);
    let comma = run.whole().0.checked_sub(1).filter(|at| words.word(*at) == ",")?;
    let opens = matches!(words.lower(begin), "a" | "an") && begin + 1 < comma && comma < begin + LEADING;
    let plain = |at: usize| {
        words.is_word(at) && !VERBS.contains(&words.lower(at)) || matches!(words.word(at), "-" | "'s" | "’s")
    };
    let head = (begin + 1..comma)
        .take_while(|at| {
            !matches!(
                words.lower(*at),
                "of" | "at" | "for" | "with" | "in" | "from" | "who" | "and"
            )
        })
        .last()?;
    let verb = words.is_function(run.core.1) || words.is_word(run.core.1) && !words.is_capital(run.core.1);
    let trade = words.is_role(head) && !apposition::is_anybody(words.lower(head));
    (opens && trade && verb && (begin + 1..comma).all(plain)).then(|| strip(words, begin, comma))
}

/// "Orbit's Ann Lee": the body before a whole name.
fn owner(words: &Words, run: NameRun) -> Option<String> {
    let mark = run.whole().0.checked_sub(1)?;
    let owns = matches!(words.word(mark), "'s" | "’s" | "'" | "’") && run.core.1 > run.core.0 + 1;
    let mut from = mark;
    while from > 0 && words.is_capital(from - 1) && !words.is_function(from - 1) {
        from -= 1;
    }
    let scores = words.name_scores((from, mark)).filter(|_| owns && from < mark)?;
    (scores.organization > HOUSE).then(|| words.text((from, mark)))
}

/// So sure is the model that who owns a name is a body.
const HOUSE: f32 = 0.5;

/// Such a phrase has fewer words than this.
const LEADING: usize = 14;

/// Verbs that such a phrase lacks.
const VERBS: &[&str] = &["is", "was", "are", "were", "has", "had", "said", "says", "told"];

/// The title before a name: "ministers" before several is each one's "minister".
fn before(words: &Words, from: usize, name: (usize, usize)) -> String {
    let title = strip(words, from, name.0);
    if words.lower(name.1) == "and" {
        of_each(words, &title, name.0 - 1)
    } else {
        title
    }
}

/// A title whose last word, for several people, stands at `last`, as each one's ("Ministers Ann Lee and Bo Yu": a minister).
pub(super) fn of_each(words: &Words, title: &str, last: usize) -> String {
    // "president of the Chamber of Deputies"
    let led = title
        .split(' ')
        .any(|word| matches!(word, "of" | "for" | "at" | "to" | "in"));
    let one = singular(words.word(last)).filter(|_| words.is_roles(last) && !led);
    match (one, title.rsplit_once(' ')) {
        (Some(one), Some((before, _))) => format!("{before} {one}"),
        (Some(one), None) => one,
        (None, _) => title.to_owned(),
    }
}

/// The first token of the noun phrase whose name, or title with a capital, begins at `from`.
fn stretch(words: &Words, from: usize, titled: bool) -> usize {
    let lexicon = lexicon();
    let (begin, _) = words.sentence_tokens(from);
    let (mut first, mut at, mut role) = (from, from, titled);
    let mut free = if titled { 0 } else { 2 };
    while at > begin {
        let word = words.lower(at - 1);
        let trade = words.is_person_noun(at - 1) || !titled && is_trade(words, at - 1);
        let is_role = lexicon.is_role(word) || at == from && trade;
        let modifier = lexicon.modifiers.contains(word);
        let capital = words.is_capital(at - 1) && !words.is_function(at - 1);
        let joins = matches!(words.word(at - 1), "-" | "'s" | "’s" | "&")
            || (words.word(at - 1) == "." && words.is_capital(at.saturating_sub(2)) && role);
        let of_state = matches!(words.lower(at.saturating_sub(2)), "of")
            && matches!(word, "state" | "staff" | "defense" | "defence" | "parliament");
        if word == "chief" && in_chief(words, at - 1) {
            (role, first) = (true, at - 5);
            at = first;
        } else if is_role && words.is_word(at - 1) {
            role = true;
            at -= 1;
            first = at;
        } else if of_state {
            at -= 2;
        } else if role && matches!(word, "for" | "of") && words.is_capital(at) && is_house(words, at) {
            at -= 1;
        } else if let Some(post) = post(words, begin, at).filter(|_| !role) {
            (role, at, first) = (true, post, post);
        } else if let Some(open) = letters(words, at).filter(|open| role && *open > begin) {
            at = open;
        } else if role && second_field(words, begin, at) {
            at -= 2;
            first = at;
        } else if role && (modifier || capital || joins) {
            at -= 1;
            if !joins || words.word(at) == "." {
                first = at;
            }
        } else if role && free > 0 && is_plain_noun(words, at - 1) {
            free -= 1;
            at -= 1;
            if !words.lower(at.saturating_sub(1)).is_empty() {
                first = at;
            }
        } else {
            break;
        }
    }
    first
}

/// "Soviet dissident Ann Lee", "Lee's longtime confidant Bo Yu": a noun in lower case right before a whole name, led by a word
/// that no verb follows so.
fn is_trade(words: &Words, at: usize) -> bool {
    let word = words.lower(at);
    let noun = words.is_word(at)
        && !words.is_capital(at)
        && !words.is_function(at)
        && !words.is_cue(at)
        && word.len() > 3
        && !may_be_verb(words, at);
    let whole = words.is_capital(at + 1) && words.is_capital(at + 2);
    let before = at.saturating_sub(1);
    let led = words.is_capital(before) && !words.is_function(before)
        || matches!(words.word(before), "'s" | "’s")
        || lexicon().modifiers.contains(words.lower(before));
    noun && whole && led
}

/// A finite verb, a participle, or what stands beside one ("newly").
pub(super) fn may_be_verb(words: &Words, at: usize) -> bool {
    words.is_finite(at)
        || ["ing", "ed", "ly"]
            .iter()
            .any(|end| words.lower(at).ends_with(end))
}

/// "special envoy for Norway Ann Lee": where the office begins whose place or body stands right before `at`.
fn post(words: &Words, begin: usize, at: usize) -> Option<usize> {
    let mut from = at;
    while from > begin && words.is_capital(from - 1) && !words.is_function(from - 1) {
        from -= 1;
    }
    let the = usize::from(from > begin && words.lower(from - 1) == "the");
    let lead = from
        .checked_sub(the + 1)
        .filter(|lead| *lead > begin && from < at)?;
    let office = words.is_role(lead - 1) || lexicon().honorifics.contains(words.lower(lead - 1));
    (matches!(words.lower(lead), "for" | "from" | "of" | "to") && office).then_some(lead - 1)
}

/// "Harbour Party (HP) legislator": where letters in brackets open that close right before `at`.
fn letters(words: &Words, at: usize) -> Option<usize> {
    let open = at.checked_sub(3)?;
    let short = words.word(open + 1).chars().filter(|c| c.is_uppercase()).count() > 1;
    (words.word(at - 1) == ")" && words.word(open) == "(" && short).then_some(open)
}

/// "trade and industry secretary": is the word before `at` the "and" of two fields of an office?
fn second_field(words: &Words, begin: usize, at: usize) -> bool {
    let field = |at: usize| {
        let lower = !words.is_capital(at) || at == begin;
        is_plain_noun(words, at) && lower && !words.is_role(at) && !words.is_roles(at)
    };
    at >= begin + 2
        && words.lower(at - 1) == "and"
        && field(at)
        && field(at - 2)
        && !lexicon().bodies.contains(words.lower(at - 2))
}

/// "editor-in-chief": does its last part stand here?
fn in_chief(words: &Words, at: usize) -> bool {
    at >= 4 && words.word(at - 1) == "-" && words.lower(at - 2) == "in" && words.word(at - 3) == "-"
}

/// "Network for Harbour Rights director": is the word before the preposition before `at` a noun for a body, in its name?
fn is_house(words: &Words, at: usize) -> bool {
    at >= 2 && words.is_capital(at - 2) && lexicon().bodies.contains(words.lower(at - 2))
}

/// May this word in lower case be a noun or adjective before a role ("housing advocate")?
fn is_plain_noun(words: &Words, at: usize) -> bool {
    let word = words.lower(at);
    words.is_word(at)
        && !words.is_function(at)
        && !words.is_cue(at)
        && word.len() > 2
        && !word.ends_with("ly")
        && !word.ends_with("ed")
}

/// A description without the article at its beginning.
pub(super) fn without_article(text: &str) -> String {
    let (first, rest) = text.split_once(' ').unwrap_or(("", text));
    let article = [
        "the", "a", "an", "his", "her", "its", "their", "our", "my", "one", "another",
    ];
    let bare = article.contains(&first.to_lowercase().as_str()) && !rest.starts_with("of ");
    if bare { rest } else { text }.to_owned()
}

/// Does a later description tell what somebody is ("the former speaker"), and not only that he is meant ("the official")?
pub(super) fn tells_more(called: &str) -> bool {
    let words: Vec<String> = called.split_whitespace().map(str::to_lowercase).collect();
    let office = words
        .last()
        .is_some_and(|last| lexicon().is_person_noun(last) && !apposition::is_anybody(last));
    office && words.len() > 2
}

/// The text without articles at its beginning and marks at its end.
pub(super) fn strip(words: &Words, from: usize, to: usize) -> String {
    let mut from = from;
    while from < to
        && (matches!(
            words.lower(from),
            "a" | "an"
                | "the"
                | "one"
                | "of"
                | "another"
                | "and"
                | "also"
                | "its"
                | "his"
                | "her"
                | "their"
                | "but"
                | "now"
                | "currently"
                | "formerly"
                | "as"
        ) || !(words.is_word(from) || words.is_number(from)))
    {
        from += 1;
    }
    // "a Nebraska-based outreach specialist": where somebody is based is no part of the title.
    if let Some(based) =
        (from..to.min(from + 5)).find(|i| words.lower(*i) == "based" && words.word(i - 1) == "-")
    {
        from = based + 1;
    }
    let mut to = to;
    while to > from
        && !(words.is_word(to - 1) || words.is_number(to - 1))
        && !matches!(words.word(to - 1), "." | ")")
    {
        to -= 1;
    }
    words.text((from, to))
}

/// "is the director of the clinic", "was a nurse": what the verb at `at` says that somebody is.
pub(super) fn copula(words: &Words, at: usize) -> Option<String> {
    let (_, end) = words.sentence_tokens(at);
    let from = at + 1;
    let is = matches!(words.lower(at), "is" | "was")
        && matches!(
            words.lower(from),
            "a" | "an" | "the" | "director" | "chief" | "president"
        );
    let close = (from..end)
        .find(|i| {
            matches!(words.word(*i), "," | ";" | "—" | "(" | "." | ":")
                || matches!(
                    words.lower(*i),
                    "who"
                        | "before"
                        | "after"
                        | "until"
                        | "and"
                        | "but"
                        | "when"
                        | "while"
                        | "because"
                        | "that"
                )
        })
        .unwrap_or(end);
    let role = (from..close.min(from + 7))
        .take_while(|i| {
            !matches!(
                words.lower(*i),
                "of" | "at" | "for" | "with" | "in" | "to" | "from"
            )
        })
        .any(|i| words.is_role(i));
    let party = (from..close).any(|i| matches!(words.lower(i), "republican" | "democrat" | "independent"));
    (is && role && !party).then(|| strip(words, from, close))
}

/// "The Long Beach guitarist used to tour": a role that begins the next sentence, without the place before it.
fn epithet(words: &Words, from: usize) -> Option<String> {
    let noun = (from..from + 5).find(|at| words.is_role(*at) && !words.is_capital(*at))?;
    let plain = (from..noun)
        .all(|at| words.is_word(at) && !words.is_function(at) && (words.is_capital(at) || !words.is_cue(at)));
    let general =
        apposition::is_anybody(words.lower(noun)) || matches!(words.lower(noun), "republican" | "democrat");
    let verb = words.is_word(noun + 1)
        && !words.is_role(noun + 1)
        && !matches!(words.lower(noun + 1), "and" | "or" | "of" | "for");
    let first = (from..=noun).find(|at| !words.is_capital(*at))?;
    (plain && verb && !general).then(|| strip(words, first, noun + 1))
}

/// A title told in one of the next two sentences: "She is a nurse at ...", "The guitarist used to ...".
pub(super) fn later(words: &Words, mention: usize) -> Option<String> {
    let number = words.sentence(mention);
    let next = words.prose.sentences.get(number + 1..)?.iter().take(2);
    next.filter(|sentence| sentence.tokens.1 > sentence.tokens.0 + 3)
        .find_map(|sentence| {
            let from = sentence.tokens.0;
            match words.lower(from) {
                "he" | "she" | "they" => copula(words, from + 1),
                "the" => epithet(words, from + 1),
                _ => None,
            }
        })
}
