//! The reason in words: what a claim rests on, in a sentence without a full stop.

use super::ground::is_root;
use super::{LISTED, Rung, Strength};
use crate::claim::Claim;
use crate::graph::SourceGraph;
use crate::source::{Basis, Count, Source, SourceId, SourceKind};

/// How many names a sentence lists before it counts the rest.
const NAMED: usize = 3;

/// How many steps of a chain a sentence follows.
const STEPS: usize = 3;

/// The sentence, its subject left out; of the supporters the second list are those that lead to a root: "rests on Axios alone, which cites two people it does not name".
pub(super) fn reason(
    graph: &SourceGraph,
    claim: &Claim,
    [supporters, grounded]: [&[usize]; 2],
    strength: &Strength,
) -> String {
    let telling = Telling {
        graph,
        supporters,
        grounded,
        strength,
    };
    let mut words = match strength.rung {
        Rung::Unattributed => unattributed(claim),
        Rung::Ungrounded => telling.ungrounded(),
        Rung::OwnWord => telling.own_word(),
        _ if strength.independence.by_interest > 1 => telling.several(),
        _ if strength.independence.low > 1 => telling.one_side(),
        _ => telling.single(),
    };
    if strength.disputed {
        let deniers: Vec<&Source> = claim
            .deniers()
            .iter()
            .filter_map(|id| graph.sources.get(id.0))
            .collect();
        words.push_str("; denied by ");
        words.push_str(&list(&deniers));
    }
    words
}

/// Nobody, or somebody of whom it is open who that is.
fn unattributed(claim: &Claim) -> String {
    match claim.unclear.first().map(|unclear| unclear.candidates.as_slice()) {
        None => "no one is cited for it".to_owned(),
        Some([first, second, ..]) => format!("whose word it is stays unclear: {first} or {second}"),
        Some(_) => "whose word it is stays unclear".to_owned(),
    }
}

struct Telling<'a> {
    graph: &'a SourceGraph,
    supporters: &'a [usize],
    grounded: &'a [usize],
    strength: &'a Strength,
}

impl<'a> Telling<'a> {
    fn backers(&self) -> Vec<&'a Source> {
        self.supporters
            .iter()
            .filter_map(|index| self.graph.sources.get(*index))
            .collect()
    }

    fn bottleneck(&self) -> Option<(usize, &'a Source)> {
        let nearest = self.strength.bottlenecks.first()?.0;
        Some((nearest, self.graph.sources.get(nearest)?))
    }

    fn ungrounded(&self) -> String {
        let Some(first) = self.supporters.first() else {
            return "rests on nothing".to_owned();
        };
        let circle = circle(self.graph, *first);
        let loops = match circle.as_slice() {
            [] => "a circle".to_owned(),
            [one] => format!("{}, which cites only itself", name(one)),
            [one, other] => format!("{} and {}, which cite one another", name(one), name(other)),
            more => format!("a circle in which {} cite one another", list(more)),
        };
        format!(
            "rests on {}, and every chain leads back into {loops}: no one stands at its end",
            list(&self.backers())
        )
    }

    fn own_word(&self) -> String {
        match self.bottleneck() {
            Some((_, source)) => {
                let own = if pronoun(source) == "which" {
                    "its"
                } else {
                    "their"
                };
                format!(
                    "rests on {} alone, speaking of {own} own view, wish or plan",
                    name(source)
                )
            }
            None => format!("is the own view, wish or plan of {}", list(&self.backers())),
        }
    }

    fn several(&self) -> String {
        let Strength {
            independence, rung, ..
        } = self.strength;
        let people = number(independence.low);
        let backers = self.backers();
        let mut words = match backers.as_slice() {
            [one] => format!("rests on {}, counted as {people} independent sources", name(one)),
            _ if backers.len() == independence.low as usize => {
                format!("rests on {people} independent sources: {}", list(&backers))
            }
            _ => format!("rests on {people} independent sources behind {}", list(&backers)),
        };
        match rung {
            Rung::CorroboratedAnonymous => words.push_str(", none of them named"),
            Rung::OutletOnly => words.push_str(", and nothing is known of what stands behind the outlets"),
            _ => {}
        }
        if independence.high > independence.low {
            let most = at_most(independence.high);
            words.push_str(&format!(
                "; {most} if the people who are not named are apart, which nobody says"
            ));
        }
        if independence.by_interest < independence.low {
            let sides = number(independence.by_interest);
            words.push_str(&format!(
                "; only {sides} when sources with one interest are counted once"
            ));
        }
        words
    }

    /// Several, and all of one interest.
    fn one_side(&self) -> String {
        format!(
            "rests on {}; they share one interest and count as one",
            list(&self.backers())
        )
    }

    /// One, or people of whom nobody says that they are apart.
    fn may_be_one(&self) -> String {
        let backers = self.backers();
        let group = match self.strength.roots.as_slice() {
            [one] => self.graph.sources.get(one.0),
            _ => None,
        };
        let words = format!("rests on {}", list(&backers));
        match (group, self.strength.independence.high) {
            (_, ..=1) => words,
            (Some(group), _) if group.count.is_open() => {
                format!("{words}; nobody says how many they are, or that they are apart")
            }
            (Some(_), _) => format!("{words}; nobody says that they are apart"),
            (None, high) => format!(
                "{words}, whose unnamed sources may be one person; {} independent sources if they are not",
                at_most(high)
            ),
        }
    }

    fn single(&self) -> String {
        let Some((index, source)) = self.bottleneck() else {
            return self.may_be_one();
        };
        // Every one that leads to a root passes the bottleneck; the others lead nowhere.
        let through: Vec<&Source> = self
            .grounded
            .iter()
            .filter(|supporter| **supporter != index)
            .filter_map(|supporter| self.graph.sources.get(*supporter))
            .collect();
        let behind = behind(self.graph, source, STEPS);
        if through.is_empty() {
            return format!("rests on {} alone{behind}", name(source));
        }
        let way = match through.len() {
            1 => "leads",
            2 => "both lead",
            _ => "all lead",
        };
        let (name, through) = (name(source), list(&through));
        if behind.is_empty() {
            return format!("rests on {name} alone, to which {through} {way}");
        }
        format!("rests on {name} alone{behind}; {through} {way} to it")
    }
}

/// What stands behind a source, as a clause with its comma; empty when the source speaks for itself.
fn behind(graph: &SourceGraph, source: &Source, steps: usize) -> String {
    let pronoun = pronoun(source);
    let cited: Vec<&Source> = source
        .cites
        .iter()
        .filter_map(|SourceId(index)| graph.sources.get(*index))
        .collect();
    if is_root(source) || cited.is_empty() {
        return match (source.kind, source.basis) {
            (_, Basis::SecondHand) => format!(
                ", {pronoun} {} it from somebody else",
                agree(source, "has", "have")
            ),
            (SourceKind::Outlet, Basis::Unknown) => ", which does not say how it knows".to_owned(),
            _ if source.voices() == Count::ONE && source.count.low > 1 => {
                ", who are not named and speak with one voice".to_owned()
            }
            (SourceKind::Anonymous | SourceKind::UnnamedPerson | SourceKind::UnnamedGroup, _) => {
                format!(", {pronoun} {} not named", agree(source, "is", "are"))
            }
            _ => String::new(),
        };
    }
    let cites = agree(source, "cites", "cite");
    let what: Vec<String> = cited.iter().map(|cited| described(source, cited)).collect();
    let further = match cited.as_slice() {
        [one] if steps > 0 && !is_root(one) => behind(graph, one, steps - 1),
        _ => String::new(),
    };
    format!(", {pronoun} {cites} {}{further}", join(&what))
}

/// A cited source in the words of who cites it: by name, or as so many people.
fn described(citing: &Source, cited: &Source) -> String {
    let unnamed = matches!(
        cited.kind,
        SourceKind::Anonymous | SourceKind::UnnamedPerson | SourceKind::UnnamedGroup
    );
    if !unnamed || !cited.name.is_empty() {
        return name(cited);
    }
    let it = match pronoun(citing) {
        "which" => "it does",
        _ => "they do",
    };
    let Count { low, high } = cited.count;
    let people = match (low, high) {
        (0 | 1, 0 | 1) if cited.kind == SourceKind::UnnamedGroup => "people".to_owned(),
        (0 | 1, 0 | 1) => "one person".to_owned(),
        (0..=2, _) if cited.count.is_open() => "an unknown number of people".to_owned(),
        (low, _) if cited.count.is_open() => format!("{} or more people", number(low)),
        (low, high) if low >= high => format!("{} people", number(low)),
        (low, Count::OPEN..) => format!("{} or more people", number(low)),
        (low, high) => format!("{} to {} people", number(low), number(high)),
    };
    format!("{people} {it} not name")
}

/// The names of sources, the first few of them.
fn list(sources: &[&Source]) -> String {
    let mut names: Vec<String> = sources.iter().take(NAMED).map(|source| name(source)).collect();
    match sources.len() - names.len() {
        0 => {}
        // One name costs no more room than "one other".
        1 => names.extend(sources.last().map(|source| name(source))),
        more => names.push(format!(
            "{} others",
            number(u32::try_from(more).unwrap_or(u32::MAX))
        )),
    }
    join(&names)
}

fn join(names: &[String]) -> String {
    match names {
        [] => "no one".to_owned(),
        [one] => one.clone(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}

/// What to call a source inside a sentence.
fn name(source: &Source) -> String {
    if !source.name.is_empty() || !source.description.is_empty() || !source.title.is_empty() {
        let label = source.label().split_whitespace().collect::<Vec<_>>().join(" ");
        return in_a_sentence(source.kind, label);
    }
    let several = source.count.low > 1;
    match source.kind {
        SourceKind::NamedPerson => "a named person".to_owned(),
        SourceKind::NamedOrganization => "a named organization".to_owned(),
        SourceKind::Outlet => "an outlet".to_owned(),
        SourceKind::Document => "a document".to_owned(),
        SourceKind::Anonymous if several => format!("{} anonymous sources", number(source.count.low)),
        SourceKind::Anonymous => "an anonymous source".to_owned(),
        SourceKind::UnnamedPerson => "a person who is not named".to_owned(),
        SourceKind::UnnamedGroup => "people who are not named".to_owned(),
        SourceKind::Newsroom => "the newsroom's own observation".to_owned(),
    }
}

/// A source's label as the middle of a sentence has it: "a former official", not "A former official"; "the memo",
/// not "memo". Names keep their letters.
fn in_a_sentence(kind: SourceKind, label: String) -> String {
    let first = label.split(' ').next().unwrap_or_default();
    let small = first.to_lowercase();
    let begins_description = OPENERS.contains(&small.as_str());
    // "Residents": one word that names nobody.
    let bare = first == label;
    match kind {
        SourceKind::Anonymous | SourceKind::UnnamedPerson | SourceKind::UnnamedGroup
            if (begins_description || bare) && first != small =>
        {
            small + &label[first.len()..]
        }
        SourceKind::Document | SourceKind::NamedOrganization
            if first.starts_with(char::is_lowercase) && !begins_description =>
        {
            format!("the {label}")
        }
        _ => label,
    }
}

/// Words that a description begins with, and no name.
const OPENERS: &[&str] = &[
    "a",
    "an",
    "the",
    "this",
    "that",
    "these",
    "those",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "another",
    "other",
    "several",
    "some",
    "many",
    "most",
    "few",
    "both",
    "all",
    "about",
    "around",
    "nearly",
    "almost",
    "over",
    "dozens",
    "hundreds",
    "thousands",
    "its",
    "his",
    "her",
    "their",
    "our",
    "my",
    "no",
];

/// The most that may be independent, in words; "more" where nobody has counted.
fn at_most(high: u32) -> String {
    match high {
        Count::OPEN.. => "more".to_owned(),
        high => number(high),
    }
}

fn pronoun(source: &Source) -> &'static str {
    match source.kind {
        SourceKind::NamedOrganization | SourceKind::Outlet | SourceKind::Document | SourceKind::Newsroom => {
            "which"
        }
        _ => "who",
    }
}

/// The verb that agrees with a source.
fn agree(source: &Source, one: &'static str, several: &'static str) -> &'static str {
    match source.kind {
        SourceKind::UnnamedGroup => several,
        _ if source.count.high > 1 => several,
        _ => one,
    }
}

/// The circle that the first citations lead into; nothing when it is longer than anybody would read.
fn circle(graph: &SourceGraph, from: usize) -> Vec<&Source> {
    let mut seen = std::collections::HashMap::new();
    let mut path = Vec::new();
    let mut at = from;
    while let Some(source) = graph.sources.get(at).filter(|_| path.len() < LISTED) {
        if let Some(start) = seen.insert(at, path.len()) {
            return path.split_off(start);
        }
        path.push(source);
        match source.cites.first() {
            Some(next) => at = next.0,
            None => break,
        }
    }
    Vec::new()
}

/// A number in words up to twelve, in figures from there.
fn number(count: u32) -> String {
    const WORDS: [&str; 13] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    WORDS
        .get(count as usize)
        .map_or_else(|| count.to_string(), |word| (*word).to_owned())
}
