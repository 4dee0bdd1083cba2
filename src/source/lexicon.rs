//! Classes of words, one list a file in `lexicon/`: no list holds a single case, and the policy adds to the open ones.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

/// Nouns that a person's name can follow after "of" or "for".
pub(super) const OF_A_PERSON: &[&str] = &[
    "wife",
    "husband",
    "son",
    "daughter",
    "mother",
    "father",
    "sister",
    "brother",
    "widow",
    "widower",
    "friend",
    "cousin",
    "nephew",
    "niece",
    "aunt",
    "uncle",
    "relative",
    "girlfriend",
    "boyfriend",
    "fiance",
    "fiancee",
    "parent",
    "colleague",
    "ally",
    "attorney",
    "lawyer",
    "supporter",
    "critic",
    "opponent",
    "biographer",
    "aide",
    "adviser",
    "advisor",
    "victim",
    "neighbor",
    "neighbour",
    "partner",
    "surrogate",
    "counsel",
    "solicitor",
    "barrister",
    "assistant",
    "deputy",
    "king",
    "queen",
    "prince",
];

/// Trades that are surnames as often.
pub(super) const TRADES: &[&str] = &[
    "baker",
    "barber",
    "bishop",
    "brewer",
    "butcher",
    "butler",
    "carpenter",
    "carter",
    "chandler",
    "chaplain",
    "clerk",
    "coach",
    "cook",
    "cooper",
    "dean",
    "draper",
    "farmer",
    "fisher",
    "fuller",
    "gardener",
    "guard",
    "harper",
    "hunter",
    "judge",
    "justice",
    "king",
    "lawyer",
    "major",
    "marshal",
    "mason",
    "mercer",
    "miller",
    "miner",
    "page",
    "painter",
    "parker",
    "pastor",
    "piper",
    "pope",
    "porter",
    "potter",
    "priest",
    "prince",
    "sadler",
    "sawyer",
    "sergeant",
    "sexton",
    "shepherd",
    "sheriff",
    "singer",
    "skinner",
    "smith",
    "spencer",
    "squire",
    "steward",
    "tailor",
    "tanner",
    "taylor",
    "tucker",
    "turner",
    "tyler",
    "walker",
    "weaver",
    "webster",
];

/// What a firm is by law or by whom it belongs to: the end of its full name.
pub(super) const FORMS: &[&str] = &[
    "co",
    "company",
    "corp",
    "corporation",
    "inc",
    "ltd",
    "limited",
    "llc",
    "plc",
    "gmbh",
    "ag",
    "sa",
    "nv",
    "group",
    "holdings",
    "sons",
    "son",
    "daughters",
    "brothers",
    "bros",
    "partners",
    "associates",
];

/// What stands after "of" in the title of an office.
pub(super) const OFFICES: &[&str] = &[
    "staff",
    "state",
    "defense",
    "defence",
    "police",
    "parliament",
    "treasury",
    "education",
    "energy",
    "labor",
    "labour",
    "commerce",
    "transportation",
    "agriculture",
    "justice",
    "health",
    "operations",
    "communications",
    "policy",
    "research",
    "development",
    "marketing",
    "elections",
    "finance",
    "interior",
];

/// Nouns for an outlet.
const OUTLETS: &[&str] = &[
    "newspaper",
    "magazine",
    "broadcaster",
    "tabloid",
    "media",
    "television",
    "radio",
    "newswire",
    "outlet",
    "network",
];

/// A list of words.
type List = HashSet<&'static str>;

/// The lists that this step reads.
#[derive(Debug)]
pub(super) struct Lexicon {
    /// Forms of address and ranks before a name.
    pub(super) honorifics: List,
    /// What a person is or does, singular.
    pub(super) roles: List,
    /// Further nouns for a person, which tell one only in lower case.
    people: List,
    /// Words before a role that are no role.
    pub(super) modifiers: List,
    /// Several people.
    pub(super) groups: List,
    /// Head nouns of bodies.
    pub(super) bodies: List,
    /// Nouns in the names of bodies that members make up.
    pub(super) of_members: List,
    /// Head nouns of documents.
    pub(super) documents: List,
    /// Adjectives of nations and creeds.
    pub(super) nationalities: List,
    /// What cannot speak.
    pub(super) things: List,
    /// Nations by their names, adjectives and seats.
    nations: HashMap<&'static str, &'static str>,
    /// Words that end or begin an outlet's name.
    pub(super) outlet_words: List,
    /// Whole names of outlets.
    pub(super) outlet_names: List,
    /// Seats that stand for a government.
    pub(super) seats: List,
    /// Countries and the like.
    pub(super) places: List,
    /// First names of women.
    pub(super) female: List,
    /// First names of men.
    pub(super) male: List,
}

/// The lexicon, read once.
pub(super) fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| Lexicon {
        honorifics: words(include_str!("lexicon/honorifics.txt")),
        roles: words(include_str!("lexicon/roles.txt")),
        people: words(include_str!("lexicon/people.txt")),
        modifiers: words(include_str!("lexicon/modifiers.txt")),
        groups: words(include_str!("lexicon/groups.txt")),
        bodies: words(include_str!("lexicon/bodies.txt")),
        of_members: words(include_str!("lexicon/of_members.txt")),
        documents: words(include_str!("lexicon/documents.txt")),
        nationalities: words(include_str!("lexicon/nationalities.txt")),
        things: words(include_str!("lexicon/things.txt")),
        nations: nations(include_str!("lexicon/nations.txt")),
        outlet_words: words(include_str!("lexicon/outlets.txt")),
        outlet_names: names(include_str!("lexicon/outlets.txt")),
        seats: words(include_str!("lexicon/seats.txt")),
        places: words(include_str!("lexicon/places.txt")),
        female: words(include_str!("lexicon/given_female.txt")),
        male: words(include_str!("lexicon/given_male.txt")),
    })
}

/// The country that a word in lower case names, as its name, its adjective or the seat of its government.
pub(super) fn nation(word: &str) -> Option<&'static str> {
    lexicon().nations.get(word).copied()
}

/// The words of each line with the first of them.
fn nations(file: &'static str) -> HashMap<&'static str, &'static str> {
    let lines = file.lines().filter(|line| !line.starts_with('#'));
    let rows = lines.filter_map(|line| Some((line, line.split_whitespace().next()?)));
    rows.flat_map(|(line, country)| line.split_whitespace().map(move |word| (word, country)))
        .collect()
}

/// The words of a file: lines that begin with `#` are remarks, lines that begin with `=` are whole names.
fn words(file: &'static str) -> List {
    let lines = file.lines().filter(|line| !line.starts_with(['#', '=']));
    lines.flat_map(str::split_whitespace).collect()
}

/// The whole names of a file.
fn names(file: &'static str) -> List {
    file.lines()
        .filter_map(|line| line.strip_prefix('='))
        .map(str::trim)
        .collect()
}

impl Lexicon {
    /// Is this word, in lower case, a role ("spokesman", "founder"; of "co-founder" the last token)?
    pub(super) fn is_role(&self, word: &str) -> bool {
        self.roles.contains(word) || is_calling(word)
    }

    /// Is it a noun for a person: a role, or one that only says who somebody is ("guest", "newcomer")?
    pub(super) fn is_person_noun(&self, word: &str) -> bool {
        self.is_role(word) || self.people.contains(word)
    }

    /// Is it a role by the list, not only by its ending ("Manager Kate Lindqvist")?
    pub(super) fn is_listed_role(&self, word: &str) -> bool {
        self.roles.contains(word)
    }

    /// Is it a noun for a document, or for several?
    pub(super) fn speaks_as_document(&self, word: &str) -> bool {
        self.documents.contains(word) || self.is_documents(word)
    }

    /// Is it the plural of a noun for a document?
    pub(super) fn is_documents(&self, word: &str) -> bool {
        singular(word).is_some_and(|one| self.documents.contains(one.as_str()))
    }

    /// Is it a noun for an outlet, or for several ("newspapers", "state media")?
    pub(super) fn is_outlet_noun(&self, word: &str) -> bool {
        OUTLETS.contains(&word) || singular(word).is_some_and(|one| OUTLETS.contains(&one.as_str()))
    }

    /// Is it a noun for a body ("council"), or "police", who are a body too?
    pub(super) fn is_body(&self, word: &str) -> bool {
        word == "police" || self.bodies.contains(word)
    }

    /// Is it a noun for one body? "Airlines" stands in names, and in small letters for several.
    pub(super) fn is_body_noun(&self, word: &str) -> bool {
        const OF_ONE: &[&str] = &["corps", "forces", "services"];
        let several = || singular(word).is_some_and(|one| self.bodies.contains(one.as_str()));
        self.bodies.contains(word) && (OF_ONE.contains(&word) || !several())
    }

    /// Is this word the regular plural of a role ("spokesmen", "officials", "attorneys")?
    pub(super) fn is_roles(&self, word: &str) -> bool {
        self.groups.contains(word) || singular(word).is_some_and(|one| self.is_role(&one))
    }

    /// Is this a noun for what cannot speak: by the list, or by an ending that makes a quality or a deed of a word?
    /// Documents, bodies and groups with such an ending ("statement", "ministry", "delegation") do speak.
    pub(super) fn is_mute(&self, word: &str) -> bool {
        let speaks = |word: &str| {
            self.documents.contains(word)
                || self.bodies.contains(word)
                || self.is_roles(word)
                || self.is_role(word)
                || self.outlet_words.contains(word)
        };
        let one = singular(word);
        if speaks(word) || one.as_deref().is_some_and(speaks) {
            return false;
        }
        let one = one.as_deref().unwrap_or(word);
        let endings = [
            "tion", "sion", "ment", "ness", "ity", "ance", "ence", "ism", "ship", "hood", "ency", "ancy",
        ];
        self.things.contains(word)
            || self.things.contains(one)
            || one.len() > 6 && endings.iter().any(|ending| one.ends_with(ending))
    }

    /// Is this word a first name?
    pub(super) fn is_given(&self, word: &str) -> bool {
        self.female.contains(word) || self.male.contains(word)
    }
}

/// Is this word a common first name?
pub fn is_given_name(word: &str) -> bool {
    lexicon().is_given(&word.to_lowercase())
}

/// Is this word, in lower case, a noun for people by what they are or do ("officer", "rebels")?
pub fn is_people(word: &str) -> bool {
    let lexicon = lexicon();
    lexicon.is_role(word) || lexicon.is_roles(word)
}

/// Does a name read as that of an outlet: a whole name that is known, or one that ends or begins with a word for one?
pub fn is_outlet_name(name: &str) -> bool {
    let lexicon = lexicon();
    let lower = name.to_lowercase();
    let bare = lower.strip_prefix("the ").unwrap_or(&lower);
    let mut ends = [bare.split(' ').next(), bare.split(' ').next_back()]
        .into_iter()
        .flatten();
    lexicon.outlet_names.contains(bare) || ends.any(|word| lexicon.outlet_words.contains(word))
}

/// Is the word by its ending one for who works at something ("pathologist", "technician")?
fn is_calling(word: &str) -> bool {
    let verbs = [
        "consist",
        "persist",
        "insist",
        "assist",
        "resist",
        "exist",
        "enlist",
        "desist",
        "untwist",
        "checklist",
        "shortlist",
        "playlist",
        "watchlist",
        "blacklist",
        "racist",
        "sexist",
        "fascist",
        "communist",
        "marxist",
        "socialist",
        "realist",
    ];
    (word.len() > 5 && word.ends_with("ist") && !verbs.contains(&word))
        || word.ends_with("ician")
        || word.ends_with("ographer")
}

/// The singular that this word would be the regular plural of.
pub(super) fn singular(word: &str) -> Option<String> {
    if let Some(stem) = word.strip_suffix("men") {
        return Some(format!("{stem}man"));
    }
    if let Some(stem) = word.strip_suffix("ies") {
        return Some(format!("{stem}y"));
    }
    let es = ["ses", "xes", "ches", "shes"]
        .iter()
        .any(|end| word.ends_with(end));
    if es {
        return word.strip_suffix("es").map(str::to_owned);
    }
    (word.ends_with('s') && !word.ends_with("ss") && word.len() > 3)
        .then(|| word[..word.len() - 1].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_words_hold_single_tokens() {
        let lexicon = lexicon();
        for list in [
            &lexicon.roles,
            &lexicon.people,
            &lexicon.documents,
            &lexicon.bodies,
            &lexicon.honorifics,
        ] {
            let parted: Vec<_> = list.iter().filter(|word| word.contains('-')).collect();
            assert!(
                parted.is_empty(),
                "tokens are looked up, so these never match: {parted:?}"
            );
        }
    }
}
