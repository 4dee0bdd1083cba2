//! Bodies of several nations, or of several fields, that share one noun: "the Spanish and Algerian governments", "the foreign
//! ministries of Norway and Chad".

use super::coreference::{Linker, Named};
use super::joint::EACH;
use super::name::What;
use super::words::Words;

/// One of the bodies of several nations that share a noun.
#[derive(Clone, Debug)]
pub(super) struct Nation {
    /// The token of its adjective or name.
    place: usize,
    /// What it is called.
    name: String,
}

/// "Both the Spanish and Algerian governments": each of them, named by its nation.
pub(super) fn bodies(words: &Words, (from, to): (usize, usize)) -> Vec<Nation> {
    let from = from + usize::from(EACH.contains(&words.lower(from)));
    let from = from + usize::from(words.lower(from) == "the");
    let plain = |at: usize| words.is_word(at) && !words.is_function(at) && !words.is_capital(at);
    let noun = (from..to).find(|at| one_of(words.lower(*at)).is_some());
    let Some((head, noun)) = noun.and_then(|at| Some((at, one_of(words.lower(at))?))) else {
        return Vec::new();
    };
    if head + 1 == to {
        // "foreign" of "the Spanish and Algerian foreign ministries"
        let sort = (from..head)
            .rev()
            .take_while(|at| plain(*at))
            .last()
            .unwrap_or(head);
        let fields = noun == "ministry" && !(from..sort).any(|at| words.is_capital(at));
        let until = if fields { head } else { sort };
        let kind = [words.text((until, head)), noun.to_owned()].join(" ");
        let named = listed(words, (from, until), |at| {
            words.is_capital(at) || fields && plain(at)
        });
        return named.map_or(Vec::new(), |named| called(words, named, kind.trim()));
    }
    // "the foreign ministries of Norway and Chad"
    let sorted = (from..head).all(plain) && words.lower(head + 1) == "of";
    let kind = [words.text((from, head)), noun.to_owned()].join(" ");
    let named = listed(words, (head + 2, to), |at| words.is_capital(at)).filter(|_| sorted);
    named.map_or(Vec::new(), |named| called(words, named, kind.trim()))
}

fn one_of(noun: &str) -> Option<&'static str> {
    Some(match noun {
        "governments" => "government",
        "parliaments" => "parliament",
        "embassies" => "embassy",
        "militaries" => "military",
        "ministries" => "ministry",
        _ => return None,
    })
}

/// The words of which each names one, where nothing but commas and "and" stands between them.
fn listed(words: &Words, (from, to): (usize, usize), is: impl Fn(usize) -> bool) -> Option<Vec<usize>> {
    let names: Vec<usize> = (from..to)
        .filter(|at| is(*at) && !words.is_function(*at))
        .collect();
    let joins = |at: usize| matches!(words.lower(at), "," | "and" | "the") || names.contains(&at);
    let apart = names.windows(2).all(|pair| pair[1] > pair[0] + 1);
    let and = (from..to).any(|at| words.lower(at) == "and");
    (names.len() > 1 && apart && and && (from..to).all(joins)).then_some(names)
}

fn called(words: &Words, places: Vec<usize>, kind: &str) -> Vec<Nation> {
    let nation = |place: usize| Nation {
        place,
        name: format!("{} {kind}", words.word(place)),
    };
    places.into_iter().map(nation).collect()
}

impl Linker<'_> {
    /// One of "the Spanish and Algerian governments".
    pub(super) fn of_nation(&mut self, body: Nation) -> Named {
        let source = self.of_name(What::Body, body.name);
        let place = self.words.span((body.place, body.place + 1));
        self.gathered[source].source.mentions.push(place);
        Named {
            source,
            at: body.place,
            place: Some(place),
        }
    }
}
