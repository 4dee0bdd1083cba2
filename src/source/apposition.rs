//! What stands after a name: appositions, relative clauses, age, party and district.

use super::evidence;
use super::lexicon::lexicon;
use super::name::{NameRun, What};
use super::title::{Told, copula, strip};
use super::words::Words;

/// Nouns for a person that are no title.
const ANYBODY: &[&str] = &[
    "man",
    "woman",
    "person",
    "people",
    "guy",
    "boy",
    "girl",
    "child",
    "kid",
    "teenager",
    "resident",
    "native",
    "mother",
    "father",
    "parent",
    "grandmother",
    "grandfather",
    "immigrant",
    "refugee",
    "voter",
    "member",
    "survivor",
    "victim",
    "relative",
    "neighbor",
    "neighbour",
    "sponsor",
    "cosponsor",
    "co-sponsor",
    "supporter",
    "opponent",
    "critic",
    "friend",
    "ally",
    "witness",
    "participant",
    "patient",
    "customer",
    "employee",
    "tenant",
    "renter",
    "homeowner",
    "landlord",
    "plaintiff",
    "defendant",
    "student",
];

/// Is the noun one for a person that is no title?
pub(super) fn is_anybody(word: &str) -> bool {
    ANYBODY.contains(&word)
}

/// Words after which a noun phrase goes on without its head.
const AFTER_HEAD: &[&str] = &[
    "of", "at", "for", "with", "in", "from", "on", "to", "and", "who", "which", "that", "whose",
];

/// Reads what stands after the name of `run`, to at most four commas further.
pub(super) fn read(words: &Words, run: NameRun, what: What, told: &mut Told) {
    let (_, end) = words.sentence_tokens(run.core.0);
    let mut at = run.core.1;
    if what != What::Body && matches!(words.lower(at), "is" | "was") && !words.is_quoted(at) {
        told.after = copula(words, at).unwrap_or_default();
        return;
    }
    // "Ann Lee, 43, of Milton Securities"
    let aged = words.word(at) == "," && words.is_number(at + 1) && words.word(at + 2) == ",";
    let at_house = if aged { at + 2 } else { at };
    if let Some((from, close)) = employer(words, at_house, end).filter(|_| what != What::Body) {
        told.house = words.text((from, close));
        told.places.push((from, close));
        at = close;
    }
    if let Some(close) = bracket(words, at, end) {
        at = close + 1;
    }
    for _ in 0..4 {
        if is_relative(words, at) && at < end {
            let close = clause_end(words, at, end);
            add_clause(words, (at, close), told);
            return;
        }
        if words.word(at) != "," || at + 1 >= end || is_further(words, at + 1) {
            return;
        }
        let close = segment_end(words, at + 1, end);
        // "the Salt March, army command's spokesman said": who speaks stands after what is told.
        let speaks = words.word(close) != "," && words.opens_cue(close);
        let person = words
            .name_scores(run.core)
            .is_none_or(|scores| scores.person > PERSON);
        if close <= at + 1 || speaks && !person || !segment(words, (at + 1, close), told) {
            return;
        }
        at = close;
    }
}

/// "Ann Lee of Milton Securities", "Ann Lee, from the Milton Trust,": the body that somebody speaks for, behind "of".
fn employer(words: &Words, at: usize, end: usize) -> Option<(usize, usize)> {
    let comma = usize::from(words.word(at) == ",");
    let at = at + comma;
    let from =
        (at + 1..end.min(at + 1 + BEFORE_NAME)).find(|i| words.is_capital(*i) && !words.is_function(*i))?;
    let led = (at + 1..from).all(|i| {
        words.lower(i) == "the"
            || words.is_word(i) && !words.is_function(i) && !words.is_cue(i)
            || matches!(words.word(i), "'s" | "’s" | "-" | "<")
    });
    let of = led && matches!(words.lower(at), "of" | "from" | "with") && from < end;
    let close = (from..end).find(|at| {
        let further = words.lower(*at) == "and" && {
            let scores = words.name_scores((at + 1, at + 3));
            words.is_capital(at + 2) && scores.is_some_and(|scores| scores.person > FURTHER)
        };
        let joined = matches!(words.lower(*at), "and" | "of" | "for" | "&" | "'s" | "’s" | "-")
            && words.is_capital(at + 1)
            && !further;
        !words.is_capital(*at) && !joined
    })?;
    let letters = words.word(from);
    let acronym = close == from + 1 && letters.chars().count() > 2 && letters.chars().all(char::is_uppercase);
    let scores = words.name_scores((from, close)).filter(|_| of && close > from)?;
    let closed = comma == 0 || words.word(close) == ",";
    let body = scores.organization > EMPLOYER || scores.place + scores.people + scores.none < 1.0 - EMPLOYER;
    let place = close == from + 1 && lexicon().places.contains(words.lower(from));
    let first = at + 1 + usize::from(words.lower(at + 1) == "the");
    ((body || acronym) && closed && !place).then_some((first.min(from), close))
}

/// A body's name begins within so many words of "of": "of the non-partisan Milton Trust".
const BEFORE_NAME: usize = 5;

/// Less likely a person's, a name takes no title that a verb ends.
const PERSON: f32 = 0.3;

/// So sure is the model that "and" brings somebody else.
const FURTHER: f32 = 0.7;

/// So sure is the model that a name is a body's.
const EMPLOYER: f32 = 0.6;

/// ", and the Coast Guard", ", and Bo Yu": somebody else.
fn is_further(words: &Words, at: usize) -> bool {
    let next = words.lower(at + 1);
    let named = |at: usize| words.is_role(at) && !words.is_capital(at) && words.is_capital(at + 1);
    words.lower(at) == "and"
        && (words.is_capital(at + 1)
            || matches!(next, "the" | "a" | "an" | "his" | "her" | "its" | "their")
            || (at + 1..at + 4).any(named))
}

/// The relative clause after the comma at `at`, if one stands there that tells why somebody can know.
pub(super) fn clause_after(words: &Words, at: usize) -> Option<String> {
    let (_, end) = words.sentence_tokens(at);
    let from = at + 1;
    if words.word(at) != "," || from >= end || !is_relative(words, from) {
        return None;
    }
    let close = clause_end(words, from, end);
    let tells = close >= from + LEAST && !is_about_speaking(words, from, close);
    tells.then(|| words.text((from, close)))
}

/// How many words a clause has at least that tells something ("whose hometown" does not).
const LEAST: usize = 3;

/// Where a bracket that opens at `at` closes, if one does.
fn bracket(words: &Words, at: usize, end: usize) -> Option<usize> {
    let opens = words.word(at) == "(";
    (at..end.min(at + 8)).find(|i| opens && words.word(*i) == ")")
}

pub(super) fn is_relative(words: &Words, at: usize) -> bool {
    matches!(words.lower(at), "who" | "which" | "whose")
}

/// One segment between commas; false when it is no apposition, so that what follows is not read either.
fn segment(words: &Words, (from, close): (usize, usize), told: &mut Told) -> bool {
    if is_party(words, from) {
        return true;
    }
    if words.is_number(from) && close == from + 1 {
        return true;
    }
    if is_relative(words, from) {
        add_clause(words, (from, close), told);
        return false;
    }
    apposition(words, (from, close), told)
}

/// "a staff attorney at Legal Aid who has defended tenants": a title, a clause, or neither.
fn apposition(words: &Words, (from, close): (usize, usize), told: &mut Told) -> bool {
    let relative = (from + 1..close).find(|i| is_relative(words, *i) || words.lower(*i) == "that");
    let noun_end = relative.unwrap_or(close);
    // "Color of Harbours' executive director"
    let owner =
        (from + 1..noun_end.min(from + 6)).rfind(|i| matches!(words.word(*i), "'s" | "’s" | "'" | "’"));
    let head = (from..noun_end.min(from + 12)).take_while(|i| {
        let within = *i == from || owner.is_some_and(|owner| *i < owner);
        within || joins_fields(words, *i) || !AFTER_HEAD.contains(&words.lower(*i))
    });
    // "Lee, joined by Mayor Bo Yu,"
    let brought = words.lower(from).ends_with("ed") && matches!(words.lower(from + 1), "by" | "with");
    let led = matches!(
        words.lower(from),
        "with" | "in" | "at" | "for" | "after" | "by" | "on" | "during" | "despite"
    );
    if brought || led {
        return false;
    }
    let verb = head
        .clone()
        .any(|i| words.is_cue(i) && is_finite(words.lower(i)) && !words.is_capital(i) && !words.is_role(i));
    // ", a detective was given the tapes": a clause of its own begins here.
    let clause = (from + 1..noun_end).any(|i| {
        matches!(
            words.lower(i),
            "was" | "were" | "is" | "are" | "has" | "had" | "have" | "will" | "would"
        )
    });
    if verb || clause {
        return false;
    }
    let role = head
        .clone()
        .filter(|i| words.is_role(*i) || words.is_person_noun(*i) || words.lower(*i) == "chief")
        .last();
    let anybody = head.clone().any(|i| ANYBODY.contains(&words.lower(i)))
        && role.is_none_or(|i| ANYBODY.contains(&words.lower(i)));
    let body = head.clone().any(|i| lexicon().bodies.contains(words.lower(i)));
    let vague = matches!(words.lower(from), "one" | "another" | "also");
    let indefinite = matches!(words.lower(from), "a" | "an") || vague;
    if role.is_some() && !anybody && !vague && told.after.is_empty() {
        told.after = strip(words, present(words, (from, noun_end)), noun_end);
        told.after_text = words.text((from, close));
        told.places.push((from, noun_end));
        if let Some(relative) = relative.filter(|at| is_relative(words, *at)) {
            add_clause(words, (relative, close), told);
        }
        return relative.is_none();
    }
    if let Some(second) = second_of_two(words, (from, noun_end)).filter(|_| anybody) {
        told.clauses.push(words.text((from, second)));
        return apposition(words, (second + 1, close), told);
    }
    let told_of = role.is_some() || anybody || body;
    if (indefinite || role.is_some()) && told_of {
        told.clauses.push(words.text((from, close)));
        return relative.is_none();
    }
    false
}

/// "ports | and | fisheries secretary": an "and" between two fields of one office.
fn joins_fields(words: &Words, at: usize) -> bool {
    let plain = |at: usize| {
        words.is_word(at) && !words.is_capital(at) && !words.is_function(at) && !words.is_role(at)
    };
    let office = (at + 1..at + 4).find(|at| !plain(*at));
    words.lower(at) == "and"
        && plain(at - 1)
        && office.is_some_and(|office| words.is_role(office) && office > at + 1)
}

/// "former director of A and current chief of B": where the present title begins.
fn present(words: &Words, (from, close): (usize, usize)) -> usize {
    let past = matches!(words.lower(from), "former" | "formerly") || words.lower(from + 1) == "former";
    let now = (from..close)
        .find(|i| past && words.lower(*i) == "and" && matches!(words.lower(i + 1), "current" | "now"));
    now.map_or(from, |and| and + 1)
}

/// The "and" of "a Southwest employee and an elected representative".
fn second_of_two(words: &Words, (from, close): (usize, usize)) -> Option<usize> {
    (from..close).find(|i| words.lower(*i) == "and" && matches!(words.lower(i + 1), "a" | "an" | "the"))
}

/// "director, Ashby General Hospital,": a bare office, and the body where it is held behind the comma at `comma`.
fn names_house(words: &Words, from: usize, comma: usize) -> bool {
    let office = comma - from <= BARE
        && words.is_role(comma - 1)
        && (from..comma).all(|at| words.is_word(at) && !words.is_function(at));
    let mut to = comma + 1;
    while words.is_capital(to) && !words.is_function(to)
        || to > comma + 1 && words.lower(to) == "of" && words.is_capital(to + 1)
    {
        to += 1;
    }
    let scores = words
        .name_scores((comma + 1, to))
        .filter(|_| office && to > comma + 1 && words.word(to) == ",");
    scores.is_some_and(|scores| scores.organization > EMPLOYER)
}

/// A bare office has at most so many words.
const BARE: usize = 4;

fn add_clause(words: &Words, (from, close): (usize, usize), told: &mut Told) {
    if close < from + LEAST || is_about_speaking(words, from, close) {
        return;
    }
    let noun = from + 2;
    let is = matches!(words.lower(from + 1), "is" | "was" | "serves" | "works");
    let mut head = (noun..close.min(noun + 7)).take_while(|i| !AFTER_HEAD.contains(&words.lower(*i)));
    let role = head.any(|i| words.is_role(i) && !ANYBODY.contains(&words.lower(i)));
    if is && role && told.after.is_empty() {
        told.after = strip(words, noun, close);
    } else {
        told.clauses.push(words.text((from, close)));
    }
}

/// "who declined to be named", "who lives in town": tells of the interview or of nothing, not why a source can know.
fn is_about_speaking(words: &Words, from: usize, close: usize) -> bool {
    let verb = (from + 1..close)
        .find(|at| {
            !matches!(
                words.lower(*at),
                "has" | "had" | "have" | "also" | "later" | "then"
            ) && !words.lower(*at).ends_with("ly")
        })
        .unwrap_or(from);
    let idle = [
        "spoke",
        "speaks",
        "spoken",
        "requested",
        "lives",
        "lived",
        "plans",
        "turned",
        "died",
        "wore",
        "wears",
        "looks",
    ];
    let work = [
        "defend", "document", "report", "outline", "find", "project", "testify", "write", "describe",
        "certify", "detail",
    ];
    words.speech(verb).is_some_and(|lemma| !work.contains(&lemma)) || idle.contains(&words.lower(verb))
}

/// "(R-Dunmore)", "D-Milton": party and district.
pub(super) fn is_seat(words: &Words, at: usize) -> bool {
    is_party(words, at) || words.word(at) == "(" && is_party(words, at + 1)
}

/// "D-Hartford", "R-LA."
fn is_party(words: &Words, at: usize) -> bool {
    matches!(words.word(at), "R" | "D" | "I" | "Rep" | "Dem")
        && matches!(words.word(at + 1), "-" | "–" | ".")
        && words.is_capital(at + 2)
}

/// Does the verb that attributes begin here, past the verb of the clause itself?
fn speaks_after(words: &Words, from: usize, at: usize) -> bool {
    at >= from + 4 && words.opens_cue(at) && !matches!(words.lower(at - 1), "and" | "or" | "to" | "but")
}

/// Where a segment after a comma ends: at the next comma, mark or verb of speech outside a relative clause.
fn segment_end(words: &Words, from: usize, end: usize) -> usize {
    let mut relative = matches!(words.lower(from), "who" | "which" | "whose");
    for at in from..end {
        if words.word(at) == "," && (evidence::parts_fields(words, at, end) || names_house(words, from, at)) {
            continue;
        }
        if matches!(words.word(at), "," | ";" | ":" | "—" | "”" | "\"" | "?" | "!") {
            return at;
        }
        if words.word(at) == "." && at + 1 >= end || speaks_after(words, from, at) {
            return at;
        }
        relative |= matches!(words.lower(at), "who" | "which" | "that");
        if !relative
            && at > from
            && !words.is_capital(at)
            && words.is_cue(at)
            && is_finite(words.lower(at))
            && !words.is_role(at)
        {
            return at;
        }
    }
    end
}

/// Where the clause that begins at `from` ends: at a mark, or before the word that says who speaks.
pub(super) fn clause_end(words: &Words, from: usize, end: usize) -> usize {
    (from..end)
        .find(|at| {
            matches!(words.word(*at), "," | ";" | ":" | "—" | "”" | "\"")
                || speaks_after(words, from, *at)
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
