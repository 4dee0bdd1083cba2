//! Interest: what makes sources dependent, taken from name, title and description: employer, party, side.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::lexicon::{FORMS, OF_A_PERSON, OFFICES, lexicon, nation as nation_of, singular};
use super::name::{What, without_the};
use super::reading::Noun;
use super::registry::{Entity, Mention, Registry};
use super::words::Words;
use super::{Source, SourceKind, side};

/// The bodies that a title or description names, in the order of the words.
pub(super) fn of_text(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let text = text.split('(').next().unwrap_or_default();
    for piece in capitals(text) {
        if is_seat(&piece)
            || is_portfolio(text, &piece)
            || is_home(text, &piece)
            || is_region(text, &piece)
            || is_numbered(text, &piece)
        {
            continue;
        }
        let words: Vec<String> = piece
            .split_whitespace()
            .map(|word| word.trim_matches(['.', ',']).to_lowercase())
            .collect();
        let titles = words.iter().all(|word| {
            lexicon().is_role(word)
                || lexicon().honorifics.contains(word.as_str())
                || lexicon().modifiers.contains(word.as_str()) && words.len() == 1
                || lexicon().nationalities.contains(word.as_str()) && words.len() == 1
        });
        let rest = words
            .first()
            .is_some_and(|first| lexicon().nationalities.contains(first.as_str()))
            && is_rest(&words);
        if !titles && !rest && !found.contains(&piece) {
            found.push(piece);
        }
    }
    found.extend(nation(text).filter(|nation| !found.contains(nation)));
    found
}

/// Nouns for those who speak for a government.
const OF_A_GOVERNMENT: &[&str] = &[
    "official",
    "officials",
    "government",
    "minister",
    "ministers",
    "ministry",
    "ambassador",
    "diplomat",
    "diplomats",
    "authorities",
    "police",
    "intelligence",
    "president",
    "secretary",
    "general",
    "army",
    "military",
    "envoy",
];

/// "An Israeli official": the nation, where an office of its government follows it.
pub(super) fn nation(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_nation = |word: &str| {
        word.starts_with(char::is_uppercase) && lexicon().nationalities.contains(word.to_lowercase().as_str())
    };
    let governs = |at: usize| {
        let after = words.iter().skip(at + 1).take(4);
        after
            .map(|word| word.trim_matches([',', '.']).to_lowercase())
            .take_while(|word| !matches!(word.as_str(), "of" | "and" | "who" | "in" | "at"))
            .any(|word| OF_A_GOVERNMENT.contains(&word.as_str()))
    };
    let found = (0..words.len()).find(|at| is_nation(words[*at]) && governs(*at));
    found.map(|at| words[at].to_owned())
}

/// "Ruritanian Prime", "Ruritanian Defence": what is left of a title once the office is cut off it.
fn is_rest(words: &[String]) -> bool {
    words.iter().all(|word| {
        lexicon().nationalities.contains(word.as_str())
            || lexicon().modifiers.contains(word.as_str())
            || OFFICES.contains(&word.as_str())
            || word == "prime"
    })
}

/// "Transport minister", "Prime Minister", "Minister of Transport": what a minister is charged with.
fn is_portfolio(text: &str, piece: &str) -> bool {
    let (before, after) = text.split_once(piece).unwrap_or_default();
    let office = after.split_whitespace().next().unwrap_or_default();
    let lower = piece.to_lowercase();
    let nation = lexicon().nationalities.contains(lower.as_str()) || nation_of(&lower).is_some();
    let before = before.trim_end().to_lowercase();
    if !nation
        && ["minister of", "minister for"]
            .iter()
            .any(|led| before.ends_with(led))
    {
        return true;
    }
    !nation && office.trim_matches(',').eq_ignore_ascii_case("minister")
}

/// Beginnings of words for those who come from a body, not from a place.
const DELEGATED: &[&str] = &[
    "spokes",
    "official",
    "represent",
    "delegat",
    "econom",
    "analyst",
    "research",
    "profess",
    "scien",
    "lawyer",
    "expert",
    "engineer",
];

/// "a teacher from Ashby": where somebody lives.
fn is_home(text: &str, piece: &str) -> bool {
    let before = text.split_once(piece).map_or("", |(before, _)| before);
    let from = before.trim_end().ends_with("from") && !piece.contains(' ');
    from && !before.split_whitespace().any(is_delegated)
}

/// Does the word name somebody who comes from a body?
fn is_delegated(word: &str) -> bool {
    let word = word.to_lowercase();
    DELEGATED.iter().any(|start| word.starts_with(start))
}

/// Nouns that end the name of a stretch of land.
const LANDS: &[&str] = &[
    "area",
    "bay",
    "beach",
    "coast",
    "heights",
    "hills",
    "island",
    "islands",
    "peninsula",
    "region",
    "shore",
    "valley",
];

/// "a Tees Valley nurse": where somebody lives and works.
fn is_region(text: &str, piece: &str) -> bool {
    let last = piece.rsplit(' ').next().unwrap_or_default().to_lowercase();
    LANDS.contains(&last.as_str()) && !text.split_whitespace().any(is_delegated)
}

/// "the author of HB 12": letters with a number behind them name a paper or a place, no body.
fn is_numbered(text: &str, piece: &str) -> bool {
    let after = text.split_once(piece).map_or("", |(_, after)| after);
    after.trim_start().starts_with(|c: char| c.is_ascii_digit())
}

/// "D-Hartford": a party's code and a place.
fn is_seat(piece: &str) -> bool {
    piece
        .split_once(['-', '–'])
        .is_some_and(|(party, _)| matches!(party, "D" | "R" | "I"))
}

/// The person whose spokesman, lawyer, aide or campaign a description speaks of.
pub(super) fn of_owner(words: &Words, registry: &Registry, noun: &Noun) -> Option<String> {
    let owner = registry.entity(noun.of?);
    let head = words.lower(noun.head);
    let belongs = is_of_a_person(head) && !side::is_outside(head);
    (owner.what == What::Person && belongs).then(|| owner.name.clone())
}

/// "Lawyer", "spokeswoman", "campaign", "brothers": who or what can be a person's.
pub(super) fn is_of_a_person(noun: &str) -> bool {
    let serves = |word: &str| OF_A_PERSON.contains(&word) || lexicon().bodies.contains(word);
    noun.starts_with("spokes") || serves(noun) || singular(noun).as_deref().is_some_and(serves)
}

/// Gives those who speak for another, and those for whom they speak, that one's name as an interest.
pub(super) fn share_with_owners(sources: &mut [Source], owned: &[(usize, usize)]) {
    for (one, owner) in owned {
        let side = without_the(sources[*owner].label()).to_owned();
        for number in [one, owner] {
            if !sources[*number].interest.contains(&side) {
                sources[*number].interest.push(side.clone());
            }
        }
    }
}

/// The body that a name is joined to: "Ann Lee of the Grain Council", "the Grain Council's Ann Lee".
pub(super) fn of_place(words: &Words, registry: &Registry, entity: &Entity) -> Option<String> {
    let runs = entity
        .mentions
        .iter()
        .take(3)
        .filter_map(|number| registry.mentions.get(*number));
    let body = |mention: &&Mention| registry.entity(mention.entity).what == What::Body;
    let mut joined = runs.filter_map(|mention| {
        let (from, to) = (mention.run.whole().0, mention.run.core.1);
        let owner = matches!(words.lower(from.saturating_sub(1)), "'s" | "’s").then(|| {
            let before = registry.mentions_in((from.saturating_sub(9), from)).last();
            before.filter(|owner| owner.run.core.1 + 1 == from)
        });
        let after = matches!(words.lower(to), "of" | "from" | "with" | "at")
            .then(|| registry.mentions_in((to + 1, to + 3)).first());
        owner.flatten().filter(body).or(after.flatten().filter(body))
    });
    let name = joined
        .next()
        .map(|mention| registry.entity(mention.entity).name.clone())?;
    let place = lexicon().places.contains(name.to_lowercase().as_str());
    (!place).then(|| without_the(&name).to_owned())
}

/// Gives a person in whose interest another source speaks that interest too: they are no two independent sources.
pub(super) fn share(sources: &mut [Source]) {
    let served: HashSet<String> = sources
        .iter()
        .flat_map(|one| one.interest.iter().cloned())
        .collect();
    for source in sources
        .iter_mut()
        .filter(|one| one.kind == SourceKind::NamedPerson)
    {
        if served.contains(&source.name) && !source.interest.contains(&source.name) {
            source.interest.push(source.name.clone());
        }
    }
}

/// Gives a side that goes by several names the longest of them: "CNA" and what it stands for, "Labour" and the Labour
/// Party, "Tessa" and Tessa Copper.
pub(super) fn reconcile(sources: &mut [Source]) {
    let all: BTreeSet<&String> = sources.iter().flat_map(|one| &one.interest).collect();
    let mut longer: BTreeMap<String, String> = BTreeMap::new();
    for name in &all {
        for short in short_forms(name) {
            longer.entry(short).or_insert_with(|| (*name).clone());
        }
    }
    for name in all.iter().filter(|name| is_own_word(name)) {
        let begun = |one: &&&String| one.split_whitespace().next() == Some(name) && one.len() > name.len();
        if let [long] = all.iter().filter(begun).collect::<Vec<_>>()[..] {
            longer.entry((*name).clone()).or_insert_with(|| (*long).clone());
        }
    }
    for source in sources {
        for interest in &mut source.interest {
            if let Some(long) = longer.get(interest.as_str()) {
                interest.clone_from(long);
            }
        }
        source.interest = once(std::mem::take(&mut source.interest));
    }
}

/// Is it one word that is no nation, no place and no common noun, so that one longer name which begins with it is its own?
fn is_own_word(name: &str) -> bool {
    let lower = name.to_lowercase();
    let lexicon = lexicon();
    let common = [
        &lexicon.nationalities,
        &lexicon.places,
        &lexicon.bodies,
        &lexicon.modifiers,
    ];
    !name.contains(char::is_whitespace)
        && nation_of(&lower).is_none()
        && !common.iter().any(|list| list.contains(lower.as_str()))
}

/// Does the word end the full name of a body, and is left out of its short one?
fn is_sort(word: &str) -> bool {
    word == "party" || FORMS.contains(&word)
}

/// What a name of several words may be cut to: its initials, with and without those of small words, and the name
/// without the word for what sort of body it is.
fn short_forms(name: &str) -> Vec<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let small = |word: &&str| matches!(word.to_lowercase().as_str(), "of" | "the" | "and" | "for" | "on");
    let initials = |those: &mut dyn Iterator<Item = &&str>| -> String {
        let firsts = those.filter_map(|word| word.chars().next());
        firsts.flat_map(char::to_uppercase).collect()
    };
    let mut forms = vec![
        initials(&mut words.iter()),
        initials(&mut words.iter().filter(|word| !small(word))),
    ];
    forms.retain(|form| form.chars().count() > 2);
    if let Some((last, before)) = words.split_last()
        && is_sort(&last.trim_matches('.').to_lowercase())
        && !before.is_empty()
    {
        forms.push(before.join(" ").trim_end_matches(',').to_owned());
    }
    forms
}

/// The same without repetitions, in order.
pub(super) fn once(interests: Vec<String>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for interest in interests {
        if !found.contains(&interest) {
            found.push(interest);
        }
    }
    found
}

/// Who issued a document: the body or person before its noun ("a Brix report", "the minister's letter"), or behind "by" and
/// "from".
pub(super) fn of_issuer(words: &Words, registry: &Registry, noun: &Noun) -> Option<String> {
    let issued = |mention: &&Mention| {
        let (from, to) = mention.run.whole();
        let led =
            (from.saturating_sub(3).max(noun.head)..from).any(|at| matches!(words.lower(at), "by" | "from"));
        let bare = registry.entity(mention.entity).words.as_slice();
        let place = bare.len() == 1 && bare.iter().all(|word| lexicon().places.contains(word.as_str()));
        !place && (to <= noun.head || led)
    };
    let mention = registry.mentions_in(noun.tokens).iter().find(issued)?;
    Some(without_the(&registry.entity(mention.entity).name).to_owned())
}

/// The bodies and parties that a description of somebody unnamed names.
pub(super) fn of_description(words: &Words, registry: &Registry, noun: &Noun) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for mention in registry.mentions_in(noun.tokens) {
        let entity = registry.entity(mention.entity);
        if entity.what != What::Person && !found.contains(&entity.name) {
            found.push(without_the(&entity.name).to_owned());
        }
    }
    found.extend(of_owner(words, registry, noun).filter(|owner| !found.contains(owner)));
    found.extend(nation(&words.text(noun.tokens)).filter(|nation| !found.contains(nation)));
    let party = (noun.tokens.0..noun.tokens.1).find_map(|at| match words.lower(at) {
        "democrat" | "democrats" | "democratic" => Some("Democratic Party"),
        "republican" | "republicans" | "gop" => Some("Republican Party"),
        _ => None,
    });
    found.extend(party.map(str::to_owned).filter(|party| !found.contains(party)));
    found
}

/// Runs of capitals in a title, honorifics at their ends left out, "of" and "for" kept inside.
fn capitals(text: &str) -> Vec<String> {
    let tokens: Vec<&str> = text.split_whitespace().collect();
    let mut runs = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if !begins(tokens[at]) {
            at += 1;
            continue;
        }
        let from = at;
        let mut to = at + 1;
        while to < tokens.len() && !tokens[to - 1].ends_with(',') {
            if begins(tokens[to]) {
                to += 1;
            } else if matches!(tokens[to], "of" | "for" | "and" | "the" | "on")
                && tokens.get(to + 1).is_some_and(|next| begins(next))
            {
                to += 2;
            } else {
                break;
            }
        }
        let mut pieces: &[&str] = &tokens[from..to];
        while let Some(last) = pieces.last()
            && is_office(last)
        {
            pieces = &pieces[..pieces.len() - 1];
        }
        while let Some(first) = pieces.first()
            && is_office(first)
        {
            pieces = &pieces[1..];
        }
        if !pieces.is_empty() {
            let run = pieces.join(" ");
            let run = run.trim_matches([',', '.', '(', ')']);
            runs.push(run.trim_end_matches("'s").trim_end_matches("’s").to_owned());
        }
        at = to;
    }
    runs
}

fn begins(token: &str) -> bool {
    token
        .trim_start_matches(['(', '“', '"'])
        .starts_with(char::is_uppercase)
}

fn is_office(token: &str) -> bool {
    let word = token.trim_matches(['.', ',', '(', ')']).to_lowercase();
    lexicon().honorifics.contains(word.as_str())
        || lexicon().is_role(&word)
        || matches!(word.as_str(), "of" | "for" | "and" | "the")
}

/// The party of a seat such as "D-Hartford" or of a title such as "Republican".
pub(super) fn party(title: &str) -> Option<&'static str> {
    let code = title
        .split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ','))
        .find_map(|word| match word.split_once(['-', '–'])?.0 {
            "D" => Some("Democratic Party"),
            "R" => Some("Republican Party"),
            _ => None,
        });
    let lower = title.to_lowercase();
    code.or_else(|| lower.contains("democrat").then_some("Democratic Party"))
        .or_else(|| lower.contains("republican").then_some("Republican Party"))
}
