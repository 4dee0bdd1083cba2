//! Titles and justifications as the article words them: before the name, in an apposition, in a relative clause.

use super::lexicon::lexicon;
use super::name::{NameRun, What};
use super::registry::Gender;
use super::words::{Words, fold};

/// What the text tells of somebody beside the name.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    /// The title before the name.
    pub(super) before: String,
    /// The title after the name.
    pub(super) after: String,
    /// The same with its article, as a clause.
    after_text: String,
    /// Party and district: "D-Hartford".
    pub(super) seat: String,
    /// Appositions and relative clauses that are no title.
    pub(super) clauses: Vec<String>,
}

impl Told {
    /// Adds what a further mention tells; what was told first stays.
    pub(super) fn add(&mut self, other: Told) {
        if weight(&other.before) > weight(&self.before) {
            self.before = other.before;
        }
        let rest = [
            (&mut self.after, other.after),
            (&mut self.seat, other.seat),
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

    /// Does the title after the name repeat the one before it ("Mayor Lee", "Lee, mayor of Dunmore")?
    fn says_again(&self, before: &str) -> bool {
        let last = before
            .split_whitespace()
            .last()
            .unwrap_or_default()
            .to_lowercase();
        self.after
            .to_lowercase()
            .split_whitespace()
            .any(|word| word == last)
    }

    /// The apposition after the name, where the title is the rank before it.
    pub(super) fn apposition(&self) -> Option<&str> {
        let unused = !self.after.is_empty() && !self.title().contains(self.after.as_str());
        unused.then_some(self.after_text.as_str())
    }

    /// The title, in one line.
    pub(super) fn title(&self) -> String {
        let before = if weight(&self.before) == 0 && !self.after.is_empty() {
            ""
        } else {
            self.before.as_str()
        };
        let main = match (before.is_empty(), self.after.is_empty()) {
            (true, _) => self.after.clone(),
            (false, true) => before.to_owned(),
            (false, false) if is_rank(before) && !self.says_again(before) => before.to_owned(),
            (false, false) => self.after.clone(),
        };
        if self.seat.is_empty() {
            main
        } else {
            format!("{main} {}", self.seat).trim().to_owned()
        }
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

const ADDRESS: &[&str] = &["mr", "mrs", "ms", "miss", "mx", "sir", "dame"];

/// Is the title before a name an office or a rank, which an apposition does not replace?
fn is_rank(title: &str) -> bool {
    title.split_whitespace().last().is_some_and(|last| {
        let word = last.trim_matches('.').to_lowercase();
        lexicon().honorifics.contains(word.as_str()) && last.starts_with(char::is_uppercase)
    })
}

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
        told.before = before(words, run);
    }
    after(words, run, what, &mut told);
    told
}

/// The title before the name, stretched to the left over the words that belong to it.
fn before(words: &Words, run: NameRun) -> String {
    let from = stretch(words, run.whole().0, run.title.0 < run.title.1);
    if from >= run.core.0 {
        return String::new();
    }
    strip(words, from, run.core.0)
}

/// The first token of the noun phrase whose name, or title with a capital, begins at `from`.
fn stretch(words: &Words, from: usize, titled: bool) -> usize {
    let lexicon = lexicon();
    let (begin, _) = words.sentence_tokens(from);
    let (mut first, mut at, mut role) = (from, from, titled);
    let mut free = if titled { 0 } else { 2 };
    while at > begin {
        let word = words.lower(at - 1);
        let is_role = lexicon.is_role(word);
        let modifier = lexicon.modifiers.contains(word);
        let capital = words.is_capital(at - 1) && !words.is_function(at - 1);
        let joins = matches!(words.word(at - 1), "-" | "'s" | "’s" | "&")
            || (words.word(at - 1) == "." && words.is_capital(at.saturating_sub(2)) && role);
        let of_state = matches!(words.lower(at.saturating_sub(2)), "of")
            && matches!(word, "state" | "staff" | "defense" | "defence" | "parliament");
        if is_role && words.is_word(at - 1) {
            role = true;
            at -= 1;
            first = at;
        } else if of_state {
            at -= 2;
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
fn copula(words: &Words, at: usize) -> Option<String> {
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
                    "who" | "and" | "but" | "when" | "while" | "because" | "that"
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
    (is && role).then(|| strip(words, from, close))
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
                _ => None,
            }
        })
}

/// Appositions, relative clauses and party codes after the name.
fn after(words: &Words, run: NameRun, what: What, told: &mut Told) {
    let (_, end) = words.sentence_tokens(run.core.0);
    let mut at = run.core.1;
    if what != What::Body && matches!(words.lower(at), "is" | "was") && !words.is_quoted(at) {
        told.after = copula(words, at).unwrap_or_default();
        return;
    }
    if words.word(at) == "(" {
        let close = (at..end.min(at + 8)).find(|i| words.word(*i) == ")");
        if let Some(close) = close {
            if what != What::Body && is_party(words, at + 1) {
                told.seat = words.text((at, close + 1));
            }
            at = close + 1;
        }
    }
    for _ in 0..4 {
        if matches!(words.lower(at), "who" | "which") && at < end {
            let close = clause_end(words, at, end);
            add_clause(words, at, close, told);
            return;
        }
        if words.word(at) != "," || at + 1 >= end {
            return;
        }
        let from = at + 1;
        let close = segment_end(words, from, end);
        if close <= from {
            return;
        }
        if !segment(words, from, close, told) {
            return;
        }
        at = close;
    }
}

/// One segment between commas; false when it is no apposition.
fn segment(words: &Words, from: usize, close: usize, told: &mut Told) -> bool {
    if is_party(words, from) {
        told.seat = words.text((from, close));
        return true;
    }
    if words.is_number(from) && close == from + 1 {
        return true;
    }
    if matches!(words.lower(from), "who" | "which" | "whose") {
        add_clause(words, from, close, told);
        return true;
    }
    let lexicon = lexicon();
    let relative = (from + 1..close).find(|i| matches!(words.lower(*i), "who" | "which" | "that" | "whose"));
    let noun_end = relative.unwrap_or(close);
    let determiner = matches!(
        words.lower(from),
        "a" | "an"
            | "the"
            | "one"
            | "another"
            | "also"
            | "its"
            | "his"
            | "her"
            | "their"
            | "now"
            | "then"
            | "currently"
    );
    let head = (from..noun_end.min(from + 12)).take_while(|i| {
        *i == from
            || !matches!(
                words.lower(*i),
                "of" | "at" | "for" | "with" | "in" | "from" | "on" | "to" | "and"
            )
    });
    let mut roles = head
        .clone()
        .filter(|i| words.is_role(*i) || words.lower(*i) == "chief");
    let role = roles.next().is_some();
    let verb = head.clone().any(|i| words.is_cue(i) && !words.is_role(i));
    if verb || !(role || determiner) {
        return false;
    }
    if role && words.lower(from) != "one" && words.lower(from) != "another" && words.lower(from) != "also" {
        if told.after.is_empty() {
            told.after = strip(words, from, noun_end);
            told.after_text = words.text((from, close));
        } else {
            told.clauses.push(words.text((from, close)));
        }
        if let Some(relative) = relative {
            told.clauses.push(words.text((relative, close)));
        }
    } else if matches!(words.lower(from), "a" | "an" | "one" | "another" | "also") {
        told.clauses.push(words.text((from, close)));
    } else {
        return false;
    }
    true
}

fn add_clause(words: &Words, from: usize, close: usize, told: &mut Told) {
    if is_about_speaking(words, from, close) {
        return;
    }
    let role_from = from + 2;
    let is = matches!(words.lower(from + 1), "is" | "was" | "serves" | "works");
    let role = (role_from..close.min(role_from + 7))
        .take_while(|i| !matches!(words.lower(*i), "of" | "at" | "for" | "with" | "in"))
        .any(|i| words.is_role(i));
    if is && role && told.after.is_empty() {
        told.after = strip(words, role_from, close);
    } else {
        told.clauses.push(fold(&words.text((from, close))));
    }
}

/// "who declined to be named", "who spoke by telephone": tells of the interview, not of the source.
fn is_about_speaking(words: &Words, from: usize, close: usize) -> bool {
    (from + 1..close.min(from + 4)).any(|at| {
        words.is_cue(at)
            || matches!(
                words.lower(at),
                "spoke"
                    | "speaks"
                    | "spoken"
                    | "requested"
                    | "lives"
                    | "plans"
                    | "plan"
                    | "turned"
                    | "died"
                    | "wore"
                    | "wears"
            )
    })
}

/// "D-Hartford", "R-LA."
fn is_party(words: &Words, at: usize) -> bool {
    matches!(words.word(at), "R" | "D" | "I" | "Rep" | "Dem")
        && matches!(words.word(at + 1), "-" | "–" | ".")
        && words.is_capital(at + 2)
}

/// Where a segment after a comma ends: at the next comma, mark or verb of speech outside a relative clause.
fn segment_end(words: &Words, from: usize, end: usize) -> usize {
    let mut relative = matches!(words.lower(from), "who" | "which" | "whose");
    for at in from..end {
        if matches!(words.word(at), "," | ";" | ":" | "—" | "”" | "\"" | "?" | "!") {
            return at;
        }
        if words.word(at) == "." && at + 1 >= end {
            return at;
        }
        relative |= matches!(words.lower(at), "who" | "which" | "that");
        if !relative && at > from && words.is_cue(at) && is_finite(words.lower(at)) && !words.is_role(at) {
            return at;
        }
    }
    end
}

/// Where a relative clause without a comma before it ends.
fn clause_end(words: &Words, from: usize, end: usize) -> usize {
    (from..end)
        .find(|at| {
            matches!(words.word(*at), "," | ";" | ":" | "—" | "”" | "\"")
                || words.word(*at) == "." && at + 1 >= end
        })
        .unwrap_or(end)
}

fn is_finite(word: &str) -> bool {
    !word.ends_with("ing")
        && !matches!(
            word,
            "report"
                | "study"
                | "say"
                | "plan"
                | "support"
                | "issue"
                | "project"
                | "state"
                | "research"
                | "call"
                | "claim"
                | "view"
                | "need"
                | "order"
                | "release"
                | "rule"
                | "charge"
                | "judge"
                | "air"
                | "brief"
        )
}
