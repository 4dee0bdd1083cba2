//! Kinds: which of the eight a named entity or a description is.

use super::joint::LEADS;
use super::lexicon::{lexicon, singular};
use super::name::{self, What, without_the};
use super::reading::Noun;
use super::registry::Entity;
use super::words::Words;
use super::{SourceKind, documents};
use crate::attribution::model::Voice;
use crate::language::fold;
use crate::policy::Policy;

/// The kind of a named entity.
pub(super) fn of_entity(entity: &Entity, policy: &Policy) -> SourceKind {
    let kind = of_name(&entity.name, entity.what, policy);
    if entity.outlet && kind != SourceKind::Newsroom {
        return SourceKind::Outlet;
    }
    kind
}

/// The kind of who has this name.
pub(super) fn of_name(name: &str, what: What, policy: &Policy) -> SourceKind {
    if is_newsroom(name, policy) {
        return SourceKind::Newsroom;
    }
    if is_outlet(name, policy) {
        return SourceKind::Outlet;
    }
    match what {
        What::Body => SourceKind::NamedOrganization,
        What::Person | What::Unsure => SourceKind::NamedPerson,
    }
}

fn is_newsroom(name: &str, policy: &Policy) -> bool {
    policy.newsroom.iter().any(|own| same_without_article(own, name))
}

fn same_without_article(one: &str, other: &str) -> bool {
    let bare = |name: &str| without_the(&fold(name)).to_owned();
    bare(one) == bare(other)
}

/// Is this the name of an outlet: in a list, or by its last or first word ("The X Times", "Radio X")?
pub(super) fn is_outlet(name: &str, policy: &Policy) -> bool {
    let whole = fold(name);
    let lower = without_the(&whole);
    if lexicon().outlet_names.contains(whole.as_str())
        || lexicon().outlet_names.contains(lower)
        || policy.outlets.iter().any(|own| same_without_article(own, name))
    {
        return true;
    }
    let words: Vec<&str> = lower.split_whitespace().collect();
    let branch = (1..words.len()).any(|to| lexicon().outlet_names.contains(words[..to].join(" ").as_str()));
    let last = words.last().copied().unwrap_or_default();
    if branch && !lexicon().is_role(last) {
        return true;
    }
    let first = words.first().copied().unwrap_or_default();
    words.len() > 1
        && (lexicon().outlet_words.contains(last)
            && !matches!(
                last,
                "today" | "independent" | "guardian" | "observer" | "examiner" | "bee" | "echo" | "reporter"
            )
            || matches!(first, "radio" | "channel" | "daily"))
}

/// The kind of somebody who is described, not named. Anonymity is judged elsewhere.
pub(super) fn of_noun(words: &Words, noun: &Noun) -> SourceKind {
    let lexicon = lexicon();
    let head = words.lower(noun.head);
    if is_source_word(head) {
        return SourceKind::Anonymous;
    }
    if is_guard(words, noun) || is_called_by_place(words, noun) {
        return SourceKind::NamedOrganization;
    }
    if is_outlet_noun(words, noun) {
        return SourceKind::Outlet;
    }
    if lexicon.is_role(head) && !lexicon.documents.contains(head) {
        return SourceKind::UnnamedPerson;
    }
    let first = noun.tokens.0;
    if words.lower(first) == "one" && words.lower(first + 1) == "of" && lexicon.is_roles(head) {
        return SourceKind::UnnamedPerson;
    }
    if documents::is_hearsay(words, noun) {
        return match head {
            "reports" => SourceKind::Outlet,
            _ => SourceKind::UnnamedGroup,
        };
    }
    if lexicon.speaks_as_document(head) {
        return SourceKind::Document;
    }
    // "police", "parliament": with no article, a singular noun for a body is its name.
    let several = head != "police" && (singular(head).is_some() || lexicon.is_roles(head));
    if lexicon.is_body(head) && !several && is_bare(words, noun) {
        return SourceKind::NamedOrganization;
    }
    if lexicon.is_roles(head) {
        return SourceKind::UnnamedGroup;
    }
    if lexicon.is_body_noun(head) {
        // "one company", "a news organization": somebody, but not who.
        return if noun.definite {
            SourceKind::NamedOrganization
        } else {
            SourceKind::UnnamedGroup
        };
    }
    if matches!(
        head,
        "them" | "those" | "these" | "us" | "surveyed" | "polled" | "respondents"
    ) {
        return SourceKind::UnnamedGroup;
    }
    let share = (noun.tokens.0..noun.head).any(|at| matches!(words.lower(at), "%" | "percent" | "those"));
    let nation = lexicon.nationalities.contains(head) && noun.definite;
    let themselves = nation || matches!(head, "themselves" | "alike");
    if share || themselves || singular(head).is_some() {
        SourceKind::UnnamedGroup
    } else if lexicon.is_person_noun(head) {
        SourceKind::UnnamedPerson
    } else {
        by_model(words, noun).unwrap_or(SourceKind::UnnamedPerson)
    }
}

/// What the model takes a description for whose noun no list holds ("the side", "a circular"): a thing or a body where that is
/// likelier than somebody.
fn by_model(words: &Words, noun: &Noun) -> Option<SourceKind> {
    let scores = words.voice(noun.tokens)?;
    let share = |voice: Voice| scores[voice as usize];
    let somebody = share(Voice::NamedPerson) + share(Voice::UnnamedPerson) + share(Voice::Anonymous);
    let kinds = [
        (Voice::NamedOrganization, SourceKind::NamedOrganization),
        (Voice::Document, SourceKind::Document),
        (Voice::UnnamedGroup, SourceKind::UnnamedGroup),
    ];
    let likeliest = kinds
        .into_iter()
        .max_by(|one, other| share(one.0).total_cmp(&share(other.0)));
    let (_, found) = likeliest.filter(|(voice, _)| share(*voice) > somebody)?;
    // "a side": somebody, but not who.
    let open = found == SourceKind::NamedOrganization && !noun.definite;
    Some(if open { SourceKind::UnnamedGroup } else { found })
}

/// "Witness 1", "Officer C", "Juror No. 4": a role and a figure or a letter, in place of a name.
pub(super) fn is_numbered(words: &Words, (from, to): (usize, usize)) -> bool {
    let letter = |at: usize| {
        let word = words.word(at);
        // "Officer C. Lee"
        word.len() == 1 && words.is_capital(at) && words.word(at + 1) != "."
    };
    let marked = to > from + 1 && (words.is_number(to - 1) || letter(to - 1));
    let somebody = |at: usize| words.is_role(at) || lexicon().honorifics.contains(words.lower(at));
    marked && (from..to - 1).all(|at| somebody(at) || matches!(words.lower(at), "no" | "." | "number"))
}

/// "Transport for Ashby", "the Milton Economic Dignity group", "All That Games": a phrase of capitals that nothing else reads
/// as a name. Gives where the name begins.
pub(super) fn called(words: &Words, noun: &Noun) -> Option<usize> {
    let (from, to) = noun.tokens;
    let counts = |at: &usize| words.is_word(*at) && !words.is_function(*at) || words.is_number(*at);
    let capital = |at: usize| words.is_capital(at) || words.is_number(at);
    let role = |at: usize| words.is_role(at) || words.is_roles(at) && !lexicon().is_body(words.lower(at));
    let lower = |at: usize| words.word(at).chars().any(char::is_lowercase);
    let last = (from..to).rev().find(counts)?;
    if is_numbered(words, (from, last + 1)) {
        return None;
    }
    let group = !words.is_capital(last) && lexicon().bodies.contains(words.lower(last));
    let until = if group { last } else { last + 1 };
    let (begin, end) = words.sentence_tokens(from);
    let first = (from..until).find(|at| words.is_capital(*at) && words.lower(*at) != "the")?;
    let owner = (first..until)
        .rev()
        .find(|at| matches!(words.lower(*at), "'s" | "’s"));
    // "the Harbour Bureau's Ann Lee", but "the Harbour Guard's Unit"
    let first = owner.filter(|at| at + 2 < until).map_or(first, |at| at + 1);
    let joins = |at: usize| {
        matches!(
            words.lower(at),
            "of" | "for" | "and" | "the" | "on" | "'s" | "’s" | "-" | "&"
        )
    };
    let inner = (first..until).all(|at| counts(&at) || joins(at));
    let before = (from..first).all(|at| !role(at) && !LEADS.contains(&words.lower(at)));
    let weighty = (first..until)
        .filter(counts)
        .filter(|at| *at > begin || words.lower(*at) != "last");
    // "the Ashby Social Justice group": a noun for somebody tells of him where the phrase ends, or before "of".
    let last_word = weighty.clone().next_back();
    let leads = |at: usize| role(at) && matches!(words.lower(at + 1), "of" | "for");
    let somebody = last_word.is_some_and(|at| !group && role(at)) || weighty.clone().any(leads);
    let whole = weighty.clone().all(capital) && !somebody && weighty.clone().count() > 1;
    // "Kim's company All That Games": a noun for a body brings it.
    let article = first == from + 1 && matches!(words.lower(from), "the" | "a" | "an");
    let brought =
        first == from || article || owner.is_some() || lexicon().bodies.contains(words.lower(first - 1));
    let paper = weighty
        .clone()
        .any(|at| lexicon().documents.contains(words.lower(at)));
    let cased = weighty.clone().any(lower) && !name::in_heading(words, from);
    let line = (begin..end).any(|at| counts(&at) && !capital(at) && words.word(at).len() > 3);
    let nation = lexicon().nationalities.contains(words.lower(first));
    (whole && brought && inner && before && cased && line && !nation && !paper).then_some(first)
}

/// "Police", "the local police": no word counts or picks out of several.
fn is_bare(words: &Words, noun: &Noun) -> bool {
    let (from, head) = (noun.tokens.0, noun.head);
    let counts =
        |at: usize| words.is_number(at) || words.is_function(at) || ORDINARY.contains(&words.lower(at));
    let from = from + usize::from(words.lower(from) == "the" && words.lower(head) == "police");
    !(from..head).any(counts)
}

/// "state television", "a local newspaper", "the news agency"; "media" in "social media" is none.
fn is_outlet_noun(words: &Words, noun: &Noun) -> bool {
    let (from, head) = (noun.tokens.0, noun.head);
    let before = if head > from { words.lower(head - 1) } else { "" };
    let word = words.lower(head);
    let agency = before == "news" && matches!(word, "agency" | "agencies" | "site" | "sites");
    agency || lexicon().is_outlet_noun(word) && before != "social"
}

/// Words before a noun for a body that begin a sentence as any other, and name nothing.
const ORDINARY: &[&str] = &[
    "armed",
    "emergency",
    "rescue",
    "riot",
    "traffic",
    "border",
    "prison",
    "family",
    "opposition",
    "rival",
    "many",
    "most",
    "some",
    "several",
    "other",
    "both",
    "all",
    "another",
    "every",
    "each",
    "any",
    "no",
    "one",
];

/// "Wexley council", "Kent fire service": a place and the body of it that everybody knows.
fn is_called_by_place(words: &Words, noun: &Noun) -> bool {
    let (from, head) = (noun.tokens.0, noun.head);
    let lexicon = lexicon();
    let body = |at: usize| lexicon.is_body(words.lower(at));
    let plain = |at: usize| words.is_word(at) && !words.is_capital(at) && !words.is_function(at);
    let first = words.lower(from);
    let named = words.is_capital(from)
        && !words.is_function(from)
        && !lexicon.bodies.contains(first)
        && !lexicon.modifiers.contains(first)
        && !words.is_role(from)
        && !words.is_roles(from)
        && !ORDINARY.contains(&first);
    let between = |at: usize| words.is_capital(at) || lexicon.modifiers.contains(words.lower(at)) || body(at);
    from < head && named && body(head) && plain(head) && (from + 1..head).all(between)
}

/// "the coast guard": a body of many, though a guard is one man.
fn is_guard(words: &Words, noun: &Noun) -> bool {
    let before = words.lower(noun.head.saturating_sub(1));
    words.lower(noun.head) == "guard" && matches!(before, "coast" | "national" | "border" | "home")
}

/// "The jury heard", "jurors were told": somebody said it there, and the text names only who listened.
pub(super) fn only_hears(words: &Words, noun: &Noun) -> bool {
    let at = noun.tokens.1;
    let passive =
        |at: usize| matches!(words.lower(at), "was" | "were" | "been") && words.lower(at + 1) == "told";
    let hears = (at..at + 3).find(|at| words.lower(*at) == "heard" || passive(*at));
    // "Neighbours said they heard a bang": who says so, heard it.
    let speaks = |until: usize| (at..until).any(|at| words.is_cue(at) || words.word(at) == ",");
    hears.is_some_and(|hears| !speaks(hears)) && words.word(at + 1) != ","
}

/// Is the description one of something that cannot speak ("the discussions", "their experience")?
pub(super) fn is_mute(words: &Words, noun: &Noun) -> bool {
    let portion = (noun.tokens.0..noun.head).any(|at| matches!(words.lower(at), "%" | "percent"));
    !portion && lexicon().is_mute(words.lower(noun.head))
}

/// "source", "sources", "insider", ...
pub(super) fn is_source_word(word: &str) -> bool {
    matches!(
        word,
        "source" | "sources" | "insider" | "insiders" | "informant" | "informants" | "tipster"
    )
}

/// "spokesman", "spokeswoman", "spokesperson", "spokespeople", "representatives": they speak for a body.
pub(super) fn is_spokesperson(word: &str) -> bool {
    word.starts_with("spokes")
}
