//! Sides: what makes two sources of one text dependent though no name joins them: a force and its chief, a family and its
//! lawyer, prosecutors and their indictment, the ministers of one government.
//!
//! A source's title or description names the house that it belongs to by a common noun, and perhaps which one ("the
//! Northfield police chief"). Houses of one noun are one side, unless the text tells of two.

use std::collections::{BTreeMap, BTreeSet};

use super::interest;
use super::lexicon::{OF_A_PERSON, OFFICES, lexicon, nation, singular};
use super::name::without_the;
use super::{Source, SourceKind};

/// A house, and the word that tells which one, if there is one.
type House = (&'static str, Option<String>);

/// A house: what it is called, nouns for it, and nouns for its people that say enough by themselves ("prosecutors", "the
/// foreign minister").
type Row = (&'static str, &'static [&'static str], &'static [&'static str]);

/// Nouns for one house, a row each.
#[rustfmt::skip]
const HOUSES: &[Row] = &[
    ("police", &["police", "constabulary"],
        &["policeman", "policewoman", "policemen", "detective", "sheriff", "constable"]),
    ("prosecution", &["prosecution"], &["prosecutor"]),
    ("government", &["government", "ministry", "cabinet", "treasury", "administration"],
        &["minister", "ambassador", "envoy"]),
    ("army", &["army", "military"], &["soldier"]),
    ("family", &["family", "relative"], &[]),
    ("company", &["company", "firm", "business", "corporation"], &[]),
    ("council", &["council"], &[]),
    ("union", &["union"], &[]),
    ("hospital", &["hospital", "clinic"], &[]),
    ("school", &["school"], &[]),
    ("university", &["university", "college"], &[]),
    ("church", &["church", "diocese"], &[]),
    ("airline", &["airline", "carrier"], &[]),
    ("bank", &["bank"], &[]),
    ("navy", &["navy"], &[]),
    ("fire service", &["fire-brigade"], &["firefighter"]),
    ("museum", &["museum"], &[]),
    ("charity", &["charity", "nonprofit"], &[]),
    ("prison", &["prison", "jail"], &[]),
    ("embassy", &["embassy"], &[]),
    ("court", &["court"], &[]),
    ("club", &["club"], &[]),
    ("board", &["board"], &[]),
];

/// Offices at the head of a state, where nothing but a nation stands beside them.
const HEADS_OF_STATE: &[&str] = &["president", "vice-president", "chancellor", "premier"];

/// Kin, who speak for their family.
const KIN: &[&str] = &[
    "mother",
    "father",
    "brother",
    "sister",
    "wife",
    "husband",
    "son",
    "daughter",
    "widow",
    "widower",
    "aunt",
    "uncle",
    "cousin",
    "nephew",
    "niece",
    "parent",
    "grandmother",
    "grandfather",
];

/// Words for those who are not, or no longer, of the house that they are told of with.
const OUTSIDE: &[&str] = &[
    "former",
    "ex",
    "then",
    "shadow",
    "opposition",
    "retired",
    "critic",
    "critics",
    "opponent",
    "opponents",
    "rival",
    "rivals",
    "biographer",
    "biographers",
    "victim",
    "victims",
    "plaintiff",
    "plaintiffs",
    "alumnus",
    "graduate",
    "graduates",
    "patient",
    "patients",
    "customer",
    "customers",
    "passenger",
    "passengers",
    "inmate",
    "inmates",
    "prisoner",
    "prisoners",
    "student",
    "students",
];

/// "Critic", "former", "victims": whoever is called so of somebody does not speak for them.
pub(super) fn is_outside(word: &str) -> bool {
    OUTSIDE.contains(&word)
}

/// Papers in which a prosecution speaks.
const CHARGES: &[&str] = &[
    "indictment",
    "charges",
    "charging documents",
    "charge sheet",
    "charge-sheet",
    "criminal complaint",
];

/// The same where a court only holds them.
const HELD: &[&str] = &["papers", "documents", "filings", "records"];

/// Gives sources of one house that house as an interest. Near linear.
/// `kin` holds those whom the text calls somebody's relative behind their name.
pub(super) fn share(sources: &mut [Source], kin: &BTreeSet<usize>) {
    let mut members: BTreeMap<&'static str, Vec<(usize, Option<String>)>> = BTreeMap::new();
    for (number, source) in sources.iter().enumerate() {
        let related = kin.contains(&number).then_some(("family", None));
        for (house, which) in houses(source).into_iter().chain(related) {
            members.entry(house).or_default().push((number, which));
        }
    }
    for (house, members) in members {
        for (label, those) in sides(house, &members) {
            let label = those
                .iter()
                .find_map(|number| own_name(&sources[*number], house))
                .unwrap_or(label);
            for number in those {
                let interest = &mut sources[number].interest;
                if !interest.contains(&label) {
                    interest.push(label.clone());
                }
            }
        }
    }
}

/// The sides that have two members or more. Whoever does not say which house belongs to the only one that is told of.
fn sides(house: &str, members: &[(usize, Option<String>)]) -> Vec<(String, BTreeSet<usize>)> {
    let told: BTreeSet<&String> = members.iter().filter_map(|(_, which)| which.as_ref()).collect();
    let only = told.first().copied().filter(|_| told.len() == 1);
    let mut sides: BTreeMap<Option<&String>, BTreeSet<usize>> = BTreeMap::new();
    for (number, which) in members {
        sides.entry(which.as_ref().or(only)).or_default().insert(*number);
    }
    let several = sides.into_iter().filter(|(_, those)| those.len() > 1);
    let named =
        |which: Option<&String>| which.map_or_else(|| house.to_owned(), |which| in_words(house, which));
    several.map(|(which, those)| (named(which), those)).collect()
}

/// "government of Israel", "family of the pupil".
fn in_words(house: &str, which: &str) -> String {
    let mut letters = which.chars();
    match letters.next() {
        _ if house == "family" => format!("family of {which}"),
        Some(_) if which.len() < 3 => format!("{house} of {}", which.to_uppercase()),
        Some(first) => format!("{house} of {}{}", first.to_uppercase(), letters.as_str()),
        None => house.to_owned(),
    }
}

/// The name by which a house itself speaks.
fn own_name(source: &Source, house: &str) -> Option<String> {
    let called = match source.kind {
        SourceKind::NamedOrganization => &source.name,
        SourceKind::UnnamedGroup => &source.description,
        _ => return None,
    };
    let last = called.rsplit(' ').next().unwrap_or_default().to_lowercase();
    (house_of(&last).is_some_and(|(own, _)| own == house) && !is_any_of_house(called))
        .then(|| without_the(called).to_owned())
}

/// "Police", "local police", "federal prosecutors": a noun for the people of a house, and not of which.
pub(super) fn is_any_of_house(called: &str) -> bool {
    let phrase = Phrase::of(without_the(called));
    let Some(last) = phrase.words.len().checked_sub(1) else {
        return false;
    };
    let noun = phrase.lower(last);
    let people = noun == "police" || lexicon().is_roles(noun) && house_of(noun).is_some();
    let common = last == 0 || phrase.words[last].starts_with(char::is_lowercase);
    people && common && phrase.which(last).is_none()
}

/// "Jo Tarn, his uncle": does what is told behind a name make its bearer somebody's relative?
pub(super) fn is_relative(told: &str) -> bool {
    let phrase = Phrase::of(told);
    (0..phrase.words.len()).any(|at| phrase.is_kin(at))
}

/// The houses that a source's title, description or name tells of.
fn houses(source: &Source) -> Vec<House> {
    let own = matches!(
        source.kind,
        SourceKind::NamedOrganization | SourceKind::UnnamedGroup | SourceKind::Anonymous
    );
    let text = match source.kind {
        SourceKind::NamedPerson => &source.title,
        SourceKind::NamedOrganization | SourceKind::Outlet => &source.name,
        SourceKind::Newsroom => return Vec::new(),
        _ => &source.description,
    };
    let phrase = Phrase::of(text);
    let mut found: Vec<House> = (0..phrase.words.len())
        .filter_map(|at| phrase.house_at(at, own))
        .collect();
    let lower = phrase.lower.join(" ");
    if ["district attorney", "attorney general", "state attorney"]
        .iter()
        .any(|office| lower.contains(office))
    {
        found.push(("prosecution", None));
    }
    if source.kind == SourceKind::Document && source.interest.is_empty() && is_charge(&lower) {
        found.push(("prosecution", None));
    }
    if source.kind == SourceKind::NamedPerson && phrase.heads_state() {
        found.push(("government", phrase.nation()));
    }
    found.extend(governs(source, text, &lower));
    found
}

/// An indictment, or papers that a court holds and nobody else is said to have written.
fn is_charge(lower: &str) -> bool {
    let held = lower
        .split_once("court ")
        .is_some_and(|(_, after)| HELD.iter().any(|paper| after.starts_with(paper)));
    held || CHARGES.iter().any(|paper| lower.contains(paper))
}

/// "Israel", "the White House", "an Israeli official": who speaks for a nation.
fn governs(source: &Source, text: &str, lower: &str) -> Option<House> {
    let whole = lower.trim_start_matches("the ").replace(' ', "-");
    let speaks = source.kind == SourceKind::NamedOrganization;
    let by_name = nation(&whole).filter(|_| speaks);
    let seat = |pair: &[&str]| -> Option<&'static str> {
        let joined = pair.join("-");
        let house = pair.len() > 1 && lexicon().seats.contains(joined.as_str());
        nation(&joined).filter(|_| house || STATE_HOUSES.contains(&joined.as_str()))
    };
    let words: Vec<&str> = lower.split(' ').collect();
    if words.windows(2).any(is_state_medium) {
        return Some((
            "government",
            words.iter().find_map(|word| nation(word)).map(str::to_owned),
        ));
    }
    let by_seat = words
        .windows(2)
        .find_map(seat)
        .or_else(|| words.chunks(1).find_map(seat));
    let official = || {
        interest::nation(text).map(|adjective| match nation(&adjective.to_lowercase()) {
            Some(known) => known.to_owned(),
            None => adjective.to_lowercase(),
        })
    };
    let which = by_name.or(by_seat).map(str::to_owned).or_else(official)?;
    Some(("government", Some(which)))
}

/// Houses of state of one word that are no town.
const STATE_HOUSES: &[&str] = &["kremlin", "pentagon", "elysee", "élysée", "whitehall"];

/// "state television", "state-run news agency".
fn is_state_medium(pair: &[&str]) -> bool {
    let state = pair
        .first()
        .is_some_and(|word| *word == "state" || word.starts_with("state-"));
    let media = [
        "media",
        "tv",
        "television",
        "radio",
        "news",
        "broadcaster",
        "newspaper",
        "agency",
    ];
    state && pair.last().is_some_and(|word| media.contains(word))
}

/// The house of a noun, and whether it is one for its people that says enough by itself.
fn house_of(word: &str) -> Option<(&'static str, bool)> {
    let one = singular(word).filter(|_| !matches!(word, "police" | "forces"));
    let forms = [Some(word.to_owned()), one];
    forms.into_iter().flatten().find_map(|form| {
        let form = form.as_str();
        let row = HOUSES
            .iter()
            .find(|(_, nouns, people)| nouns.contains(&form) || people.contains(&form))?;
        Some((row.0, row.2.contains(&form)))
    })
}

/// A title or description cut into words.
struct Phrase {
    words: Vec<String>,
    lower: Vec<String>,
}

impl Phrase {
    fn of(text: &str) -> Phrase {
        let apart = text
            .replace("'s", " ’s")
            .replace("’s", " ’s")
            .replace("s’ ", "s ’s ");
        let words: Vec<String> = apart
            .split_whitespace()
            .map(|word| word.trim_matches([',', '.', '(', ')', '“', '”', '"']).to_owned())
            .filter(|word| !word.is_empty())
            .collect();
        let lower = words.iter().map(|word| word.to_lowercase()).collect();
        Phrase { words, lower }
    }

    fn lower(&self, at: usize) -> &str {
        self.lower.get(at).map_or("", String::as_str)
    }

    fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |at| self.lower(at))
    }

    /// The house that the word at a place tells of; `own` where the phrase may name the house itself.
    fn house_at(&self, at: usize, own: bool) -> Option<House> {
        let word = self.lower(at);
        if self.is_kin(at) {
            return Some(("family", self.owner(at)));
        }
        let (house, person) = house_of(word)?;
        let outside = self.lower.iter().any(|word| is_outside(word));
        let next = self.lower(at + 1);
        let led = matches!(next, "of" | "for" | "in" | "") || !next.chars().all(char::is_alphabetic);
        let itself = own && led && !self.is_led_to(at);
        let served = next == "’s" || is_served_by(next) || self.is_led_to(at);
        let which = || match house {
            "family" => self.owner(at),
            "government" => self.nation(),
            _ => self.which(at),
        };
        (!outside && (person || itself || served)).then(|| (house, which()))
    }

    /// "President", "the Ruritanian chancellor", "acting president of Ruritania": the office and no house but a nation.
    fn heads_state(&self) -> bool {
        let office = |word: &str| HEADS_OF_STATE.contains(&word);
        let says_which = |word: &str| {
            matches!(word, "’s" | "of" | "the" | "republic" | "acting" | "interim")
                || nation(word).is_some()
                || lexicon().nationalities.contains(word)
                || lexicon().places.contains(word)
        };
        let mut words = self.lower.iter().map(String::as_str);
        self.lower.iter().any(|word| office(word)) && words.all(|word| office(word) || says_which(word))
    }

    /// "her brother", "the pupil's mother", "Bell's widow": not "sister city".
    fn is_kin(&self, at: usize) -> bool {
        let word = self.lower(at);
        let one = singular(word);
        let kin = KIN.contains(&word) || one.is_some_and(|one| KIN.contains(&one.as_str()));
        let owned = matches!(self.before(at), "’s" | "his" | "her" | "their") || self.lower(at + 1) == "of";
        kin && owned
    }

    /// Whose: the word before "'s", or what "of" brings.
    fn owner(&self, at: usize) -> Option<String> {
        if self.before(at) == "’s" && at > 1 {
            return Some(self.lower(at - 2).to_owned());
        }
        if self.lower(at + 1) == "of" {
            let mut rest = self.lower.iter().skip(at + 2);
            let small = |word: &&String| matches!(word.as_str(), "the" | "a" | "an" | "his" | "her");
            return rest.find(|word| !small(word)).cloned();
        }
        self.which(at)
    }

    /// "spokesman for the ministry": the word that leads to the noun.
    fn is_led_to(&self, at: usize) -> bool {
        let from = at.saturating_sub(3);
        let leads = |word: &String| {
            matches!(
                word.as_str(),
                "for" | "of" | "at" | "from" | "with" | "inside" | "by"
            )
        };
        self.lower[from..at].iter().any(leads)
    }

    /// "Northfield police": the words with a capital right before the noun, or behind it after "of" and "in".
    fn which(&self, at: usize) -> Option<String> {
        let tells = |at: usize| {
            let (word, lower) = (&self.words[at], self.lower(at));
            word.starts_with(char::is_uppercase) && !is_common(lower)
        };
        let mut from = at;
        while from > 0 && (tells(from - 1) || from > 1 && self.lower(from - 1) == "’s" && tells(from - 2)) {
            from -= 1;
        }
        let named: Vec<&str> = (from..at)
            .map(|at| self.lower(at))
            .filter(|word| *word != "’s")
            .collect();
        if !named.is_empty() {
            return Some(named.join(" "));
        }
        let behind = at + 2;
        let led = matches!(self.lower(at + 1), "of" | "in") && behind < self.words.len();
        (led && tells(behind)).then(|| self.lower(behind).to_owned())
    }

    /// The nation that any of the words tells of.
    fn nation(&self) -> Option<String> {
        let two = self.lower.windows(2).find_map(|pair| nation(&pair.join("-")));
        let one = || self.lower.iter().find_map(|word| nation(word));
        two.or_else(one).map(str::to_owned)
    }
}

/// A word that names no house by itself.
fn is_common(lower: &str) -> bool {
    let lexicon = lexicon();
    lexicon.is_role(lower)
        || lexicon.is_roles(lower)
        || lexicon.honorifics.contains(lower)
        || lexicon.modifiers.contains(lower)
        || lexicon.is_body(lower)
        || OFFICES.contains(&lower)
        || OF_A_PERSON.contains(&lower)
        || matches!(
            lower,
            "the" | "a" | "an" | "two" | "three" | "some" | "several" | "one"
        )
}

/// "police chief", "council leader", "police report": who or what speaks for the house before it.
fn is_served_by(next: &str) -> bool {
    let lexicon = lexicon();
    let document = |word: &str| lexicon.documents.contains(word);
    lexicon.is_role(next)
        || lexicon.is_roles(next)
        || next.starts_with("spokes")
        || document(next)
        || singular(next).is_some_and(|one| document(&one))
}
