//! What the words around a name tell of whether it is a person's or a body's, where the name itself does not: an
//! apposition, a pronoun, a noun beside it, the number of its verb.

use super::kind;
use super::lexicon::lexicon;
use super::name::{NameRun, What};
use super::words::Words;

/// How far after a name a pronoun is looked for.
const REACH: usize = 25;

/// Points for a person (above zero) or a body (below) at one mention.
pub(super) fn at(words: &Words, run: NameRun) -> i32 {
    beside(words, run)
        + explained(words, run)
        + apposition(words, run.core.1)
        + pronoun(words, run.core)
        + number(words, run)
}

/// What the sum of the points over all mentions says of a name of so many words. Names of persons seldom have four
/// words none of which is a first name.
pub(super) fn judge(points: i32, words: usize) -> What {
    let body = match words {
        0 | 1 => -1,
        2 | 3 => -2,
        _ => 0,
    };
    if points <= body {
        What::Body
    } else if points > 0 {
        What::Person
    } else {
        What::Unsure
    }
}

/// "the retailer Dunmore", "Dunmore users", "on Dunmore", "candidate Marsh".
fn beside(words: &Words, run: NameRun) -> i32 {
    let before = run.whole().0.checked_sub(1);
    let lead = before.filter(|at| words.is_word(*at) && !words.is_capital(*at));
    let word = lead.map_or("", |at| words.lower(at));
    let lexicon = lexicon();
    let mut points = 0;
    // "leader of the opposition in parliament Ann Lee": where somebody serves.
    let serves = before.is_some_and(|at| at > 0 && matches!(words.lower(at - 1), "in" | "of" | "at"));
    let office = lead
        .is_some_and(|at| at > 0 && words.is_role(at) && matches!(words.lower(at - 1), "chief" | "senior"));
    if (lexicon.bodies.contains(word) || MAKERS.contains(&word)) && !serves && !office {
        points -= 2;
    } else if lead.is_some_and(|at| words.is_role(at)) {
        points += 2;
    }
    // "a spokesperson for Orbit": of one word of which the text tells no more.
    let spoken_for = before.is_some_and(|at| {
        at > 0 && matches!(words.lower(at), "for" | "at") && kind::is_spokesperson(words.lower(at - 1))
    });
    if spoken_for && run.core.1 == run.whole().0 + 1 {
        points -= 1;
    }
    if matches!(word, "via" | "on" | "using" | "inside") {
        points -= 1;
    }
    let after = run.core.1;
    let owned = matches!(words.lower(after), "'s" | "’s");
    let next = if owned { after + 1 } else { after };
    if words.is_word(next) && !words.is_capital(next) && ASSETS.contains(&words.lower(next)) {
        points -= 2;
    }
    points
}

/// "The operator, Dunmore Lines, said", "Her old label, Hillside, says": the name explains what the sentence begins with.
fn explained(words: &Words, run: NameRun) -> i32 {
    let (from, to) = run.whole();
    let (begin, _) = words.sentence_tokens(from);
    let led = matches!(
        words.lower(begin),
        "the" | "a" | "an" | "his" | "her" | "its" | "their" | "our" | "my"
    );
    let opens = led && (begin + 3..begin + EXPLAINED).contains(&from);
    if !opens || words.word(from - 1) != "," || words.word(to) != "," {
        return 0;
    }
    let plain = (begin + 1..from - 1).all(|at| words.is_word(at) && !words.is_function(at));
    if plain && is_maker(words.lower(from - 2)) {
        -3
    } else {
        0
    }
}

/// What a name explains has fewer words than this, with the comma.
const EXPLAINED: usize = 8;

/// ", a software company" and ", which" against ", a nurse" and ", who".
fn apposition(words: &Words, after: usize) -> i32 {
    let at = if words.word(after) == "," {
        after + 1
    } else {
        after
    };
    let (_, end) = words.sentence_tokens(after);
    match words.lower(at) {
        "who" | "whose" => return 2,
        "which" if at > after => return -2,
        _ => {}
    }
    if at == after || !matches!(words.lower(at), "a" | "an" | "the" | "another" | "one") {
        return 0;
    }
    let nouns = (at + 1..end.min(at + 12)).take_while(|i| {
        (words.word(*i) != "," || parts_fields(words, *i, end))
            && !matches!(
                words.lower(*i),
                "of" | "at"
                    | "for"
                    | "with"
                    | "in"
                    | "on"
                    | "near"
                    | "that"
                    | "which"
                    | "who"
                    | "to"
                    | "from"
                    | "founded"
                    | "based"
            )
    });
    let Some(head) = nouns.filter(|i| words.is_word(*i)).last() else {
        return 0;
    };
    let word = words.lower(head);
    if is_maker(word) {
        -3
    } else if words.is_role(head) && !EITHER.contains(&word) {
        3
    } else {
        0
    }
}

/// "the business, energy and transport secretary": a comma in a list of fields that an office ends.
pub(super) fn parts_fields(words: &Words, comma: usize, end: usize) -> bool {
    let plain = |at: usize| words.is_word(at) && !words.is_capital(at) && !words.is_function(at);
    let and = (comma + 1..end.min(comma + 8)).find(|at| words.lower(*at) == "and");
    and.is_some_and(|and| {
        let role = (and + 1..end.min(and + 5)).find(|at| words.is_role(*at) || !plain(*at));
        let listed = (comma + 1..and).all(|at| plain(at) || words.word(at) == ",");
        listed && role.is_some_and(|role| words.is_role(role) && role > and + 1)
    })
}

/// "Rovers are": a name alone before a verb in the plural is a body's. "Lee and Marsh are" tells nothing.
fn number(words: &Words, run: NameRun) -> i32 {
    let (from, to) = run.whole();
    let (begin, _) = words.sentence_tokens(from);
    let listed = (begin..from).any(|at| matches!(words.lower(at), "and" | "or" | "," | "if" | "that"));
    let plural = matches!(words.lower(to), "are" | "were" | "have");
    if plural && !listed && run.core.1 == to {
        -2
    } else {
        0
    }
}

/// The first pronoun after the name in its sentence, before another name.
fn pronoun(words: &Words, core: (usize, usize)) -> i32 {
    let (_, end) = words.sentence_tokens(core.0);
    let range = core.1..end.min(core.1 + REACH);
    for at in range {
        if words.is_capital(at) && !words.is_function(at) {
            return 0;
        }
        match words.lower(at) {
            "he" | "she" | "his" | "him" | "himself" | "herself" => return 1,
            "its" | "itself" => return -1,
            _ => {}
        }
    }
    0
}

/// Is it a noun for a body, or for a trade that is a body's as often?
pub(super) fn is_body_noun(word: &str) -> bool {
    is_maker(word) || EITHER.contains(&word)
}

fn is_maker(word: &str) -> bool {
    lexicon().bodies.contains(word) || MAKERS.contains(&word)
}

/// Nouns for bodies before their name, beside those of the lexicon.
const MAKERS: &[&str] = &[
    "giant",
    "maker",
    "retailer",
    "app",
    "platform",
    "carrier",
    "conglomerate",
    "automaker",
    "supplier",
    "chain",
    "manufacturer",
    "provider",
    "operator",
    "lender",
    "insurer",
    "parent",
    "subsidiary",
    "unit",
    "aggregator",
    "brand",
    "juggernaut",
    "behemoth",
    "upstart",
    "airline",
    "brewer",
    "chipmaker",
    "drugmaker",
    "search-engine",
    "pub",
    "restaurant",
    "hotel",
    "bakery",
    "brewery",
    "label",
    "gallery",
];

/// Nouns for a person's trade that are a body's as well.
const EITHER: &[&str] = &[
    "developer",
    "publisher",
    "insurer",
    "owner",
    "operator",
    "contractor",
    "vendor",
    "broker",
    "builder",
    "producer",
    "broadcaster",
    "seller",
    "employer",
    "landlord",
    "sponsor",
    "partner",
];

/// Nouns for what only a body has.
const ASSETS: &[&str] = &[
    "users",
    "user",
    "stock",
    "shares",
    "share",
    "executives",
    "executive",
    "employees",
    "employee",
    "app",
    "customers",
    "subsidiary",
    "headquarters",
    "account",
    "accounts",
    "shareholders",
    "board",
    "products",
    "engineers",
    "platform",
    "website",
    "factory",
    "plant",
    "plants",
    "stores",
    "store",
    "page",
    "membership",
    "fighters",
    "militants",
    "troops",
];
