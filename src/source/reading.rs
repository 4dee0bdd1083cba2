//! Reads the words of one source span: a pronoun, a name, a spokesperson, a document, or a noun for somebody unnamed.

use super::introduced::Described;
use super::lexicon::lexicon;
use super::name::{self, What};
use super::name_run::is_honour;
use super::named_last;
use super::offices;
use super::registry::{EntityId, Mention, Registry};
use super::words::Words;
use crate::language::{is_month, is_weekday};

/// Who a pronoun can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pronoun {
    /// "he"
    He,
    /// "she"
    She,
    /// "they"
    They,
    /// "it"
    It,
    /// "I", "we"
    Speaker,
    /// "who", "which"
    Relative,
    /// "you": no source at all
    Anybody,
}

/// The noun that a description turns on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Noun {
    /// The token of the noun.
    pub(super) head: usize,
    /// The whole description, without what follows a comma.
    pub(super) tokens: (usize, usize),
    /// With "the", "this", "that" or a possessive: known from before, or the only one.
    pub(super) definite: bool,
    /// A named entity that it belongs to: "a spokesman for the ministry", "Lee's lawyer".
    pub(super) of: Option<EntityId>,
}

/// What a source span says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// No words, or none that name a source.
    Nothing,
    /// A pronoun.
    Pronoun(Pronoun),
    /// Somebody or some body by name, and where.
    Named(EntityId, (usize, usize)),
    /// A description before a name, "a friend, Ann Lee": the description's tokens come first.
    Introduced((usize, usize), EntityId, (usize, usize)),
    /// A name in a line in title case, which the registry does not hold.
    Unlisted(What, (usize, usize)),
    /// A description.
    Noun(Noun),
}

/// Words that end the part of a noun phrase that holds its head.
const AFTER_HEAD: &[&str] = &[
    "of",
    "for",
    "at",
    "from",
    "with",
    "in",
    "on",
    "by",
    "to",
    "near",
    "inside",
    "close",
    "familiar",
    "involved",
    "briefed",
    "about",
    "against",
    "under",
    "across",
    "within",
    "who",
    "that",
    "which",
    "whose",
    "behind",
    "outside",
    "working",
    "speaking",
    "representing",
    "opposed",
    "including",
    "said",
    "told",
    "knowledgeable",
    "without",
    "like",
    "based",
    "published",
    "released",
    "conducted",
    "filed",
    "between",
    "among",
    "as",
    "into",
    "over",
    "around",
    "posted",
    "issued",
    "obtained",
    "shown",
    "presented",
    "produced",
    "seen",
    "reviewed",
    "sent",
    "signed",
    "written",
    "using",
    "undertaken",
    "and",
    "or",
    "also",
    "commissioned",
    "led",
    "before",
    "after",
    "during",
    "amid",
    "via",
    "throughout",
    "since",
    "despite",
    "upon",
    "toward",
    "towards",
    "beyond",
    "alongside",
];

/// Words for a time, which stand after the head of a noun phrase ("a study last year", "a judge Friday").
fn is_time(words: &Words, at: usize) -> bool {
    let word = words.lower(at);
    // "a USA Today study"
    let plain = !words.is_capital(at);
    is_weekday(word)
        || plain && matches!(word, "yesterday" | "today" | "recently" | "earlier")
        || matches!(word, "last" | "this" | "next")
            && matches!(
                words.lower(at + 1),
                "year" | "month" | "week" | "spring" | "summer" | "fall" | "autumn" | "winter" | "night"
            )
}

/// Words for a number or share of what "of" brings.
const PORTIONS: &[&str] = &[
    "some",
    "many",
    "most",
    "several",
    "few",
    "all",
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
    "both",
    "number",
    "%",
    "percentage",
    "share",
    "dozens",
    "hundreds",
    "thousands",
    "majority",
    "half",
    "percent",
    "each",
    "none",
    "couple",
    "group",
    "handful",
    "two-thirds",
    "any",
    "member",
    "members",
    "lot",
];

/// So many words a dateline has, its dash included.
const DATELINE: usize = 9;

/// Reads the tokens from `from` to before `to`.
pub(super) fn read(words: &Words, registry: &Registry, (from, to): (usize, usize)) -> Reading {
    let from = (from..to)
        .find(|at| words.is_word(*at) || words.is_number(*at))
        .unwrap_or(to);
    if from >= to {
        return Reading::Nothing;
    }
    let from = past_dateline(words, from, to);
    let to = before_topic(words, from, to);
    if let Some(pronoun) = pronoun_at(words, registry, from)
        && (to - from == 1
            || matches!(words.lower(from), "he" | "she" | "they" | "i" | "we")
            || words.lower(from) == "it" && words.is_word(from + 1)
            || words.is_cue(from + 1)
            || matches!(words.word(from + 1), "," | "(" | "—" | "–" | "[" | ".")
            || matches!(
                words.lower(from + 1),
                "both"
                    | "all"
                    | "also"
                    | "and"
                    | "himself"
                    | "herself"
                    | "themselves"
                    | "do"
                    | "did"
                    | "have"
                    | "has"
            ))
    {
        return Reading::Pronoun(pronoun);
    }
    if let Some(named) = titled(words, registry, (from, to)) {
        return named;
    }
    let segment = (from, segment_end(words, registry, from, to));
    let mentions = registry.mentions_in((from, to));
    let end = head_end(words, mentions, segment);
    if let Some(named) = ends_with_name(words, mentions, end) {
        return Reading::Named(named.entity, named.run.whole());
    }
    if mentions.is_empty()
        && let Some(known) = registry.lookup(words, segment)
    {
        return Reading::Named(known, segment);
    }
    if mentions.is_empty()
        && let Some(kind) = unlisted(words, segment)
    {
        return Reading::Unlisted(kind, segment);
    }
    let Some(noun) = noun(words, registry, segment, end) else {
        return mentions.first().map_or(Reading::Nothing, |mention| {
            Reading::Named(mention.entity, mention.run.whole())
        });
    };
    let described = Described {
        words,
        registry,
        segment,
        to,
    };
    if let Some(named) = described.named_last() {
        let (run, name) = (named.run.whole(), named.run.core.0);
        // "chair of the House Roads Committee | Ada Lund"
        let house = name > run.0 && lexicon().is_body(words.lower(name - 1));
        let from = if house { name } else { run.0 };
        return Reading::Introduced((segment.0, from), named.entity, (from, run.1));
    }
    if let Some(introduced) = described.introduced() {
        return Reading::Introduced(segment, introduced.entity, introduced.run.whole());
    }
    if let Some(titled) = described.titled_after_comma() {
        return Reading::Named(titled.entity, titled.run.whole());
    }
    Reading::Noun(noun)
}

/// Somebody whose name his title fills the phrase with, whatever names, commas and "and" stand in that.
fn titled(words: &Words, registry: &Registry, (from, to): (usize, usize)) -> Option<Reading> {
    if let Some(mention) = offices::holder(words, registry, (from, to)) {
        return Some(Reading::Named(mention.entity, mention.run.whole()));
    }
    let last = offices::named_last(words, registry, (from, to));
    if let Some(named) = last.or_else(|| named_last::apposed(words, registry, (from, to))) {
        let run = named.run.whole();
        let comma = usize::from(words.word(run.0 - 1) == ",");
        return Some(Reading::Introduced((from, run.0 - comma), named.entity, run));
    }
    let segment = (from, segment_end(words, registry, from, to));
    let end = head_end(words, registry.mentions_in((from, to)), segment);
    let (first, named) = named_last::titled(words, registry, segment, end)?;
    let run = named.run;
    Some(match words.lower(end) {
        "and" => Reading::Introduced((from, run.core.0), named.entity, run.core),
        _ => Reading::Named(named.entity, (first, run.core.1)),
    })
}

/// The noun that a phrase turns on.
pub(super) fn head(words: &Words, registry: &Registry, (from, to): (usize, usize)) -> Option<usize> {
    let segment = (from, segment_end(words, registry, from, to));
    let end = head_end(words, registry.mentions_in((from, to)), segment);
    (from..end).rev().find(|at| words.is_word(*at))
}

/// "DUNMORE - The mayor", "DUNMORE, | March 3 - The mayor": where a source begins that took the dateline along, or its end.
pub(super) fn past_dateline(words: &Words, from: usize, to: usize) -> usize {
    let (begin, _) = words.sentence_tokens(from);
    let dash = (from..to).find(|at| matches!(words.word(*at), "-" | "—" | "–") && !words.touches_next(*at));
    let shouted = |at: usize| words.word(at).chars().filter(|c| c.is_uppercase()).count() > 2;
    // "Milton, March 3 - The mayor"
    let dated = |dash: usize| (begin..dash).any(|at| is_month(words.lower(at)) && words.is_number(at + 1));
    match dash {
        Some(dash) if dash + 1 < to && dash < begin + DATELINE => {
            let said = (begin..dash).any(|at| words.is_cue(at));
            let line = from == begin && shouted(begin) || dated(dash) && !said;
            if line { dash + 1 } else { from }
        }
        _ => from,
    }
}

/// "Dunmore Mayor On Harbour: ...": where a source of a headline ends that took along what it speaks on.
fn before_topic(words: &Words, from: usize, to: usize) -> usize {
    let topic = |at: &usize| words.lower(*at) == "on" && name::in_heading(words, *at);
    (from + 1..to).find(topic).unwrap_or(to)
}

/// "Ann Lee", "FDIC" in a line in title case: a first name and one or two more words, or an abbreviation.
fn unlisted(words: &Words, (from, to): (usize, usize)) -> Option<What> {
    let capitals = (from..to).all(|at| words.is_capital(at) || words.word(at) == ".");
    let letters = words.word(from).chars();
    let shouted = letters.clone().count() > 2 && letters.clone().all(char::is_uppercase);
    if !capitals || words.is_function(from) {
        return None;
    }
    match to - from {
        1 if shouted && !words.is_roles(from) && !words.is_role(from) => {
            let label = if words.word(to) == ":" {
                What::Person
            } else {
                What::Body
            };
            (!lexicon().documents.contains(words.lower(from))).then_some(label)
        }
        2 | 3 if lexicon().is_given(words.lower(from)) && !words.is_role(to - 1) => Some(What::Person),
        _ => None,
    }
}

/// The pronoun at a token that is neither a name's first word ("He Qing") nor an abbreviation.
fn pronoun_at(words: &Words, registry: &Registry, at: usize) -> Option<Pronoun> {
    // "A: We left at noon": the label of who answers.
    let (begin, _) = words.sentence_tokens(at);
    if at == begin && words.word(at) == "A" && words.word(at + 1) == ":" {
        return Some(Pronoun::Speaker);
    }
    let named = !registry.mentions_in((at, at + 1)).is_empty();
    pronoun(words.lower(at)).filter(|_| !named && !words.is_abbreviation(at))
}

fn pronoun(word: &str) -> Option<Pronoun> {
    // "they've" is one token; a source span holds only its first part.
    let bare = word.split(['\'', '’']).next().unwrap_or(word);
    Some(match bare {
        "he" | "him" | "himself" | "his" => Pronoun::He,
        "she" | "her" | "herself" => Pronoun::She,
        "they" | "them" | "themselves" | "their" => Pronoun::They,
        "it" | "itself" | "its" => Pronoun::It,
        "i" | "we" | "me" | "us" | "my" | "our" => Pronoun::Speaker,
        "you" | "your" | "yours" | "nobody" | "nothing" | "none" | "this" => Pronoun::Anybody,
        "who" | "which" | "that" => Pronoun::Relative,
        _ => return None,
    })
}

/// Where the first segment of the phrase ends: at a comma, bracket, dash or relative clause.
fn segment_end(words: &Words, registry: &Registry, from: usize, to: usize) -> usize {
    let mut at = from;
    while at < to {
        if let Some(mention) = registry.mentions_in((at, at + 1)).first() {
            at = mention.run.core.1.max(at + 1);
            continue;
        }
        if words.word(at) == "(" && brings_somebody(words, registry, at, to) {
            at += 3;
            continue;
        }
        let dash =
            words.word(at) == "-" && !words.touches_next(at) && !words.touches_next(at.wrapping_sub(1));
        if words.word(at) == "," && at > from && is_list_of_adjectives(words, (from, at, to)) {
            at += 1;
            continue;
        }
        if dash
            || matches!(words.word(at), "," | "(" | "<" | "—" | "–" | ";" | ":" | "[")
            || matches!(words.word(at), "who" | "which" | "Who" | "Which")
        {
            return at;
        }
        at += 1;
    }
    to
}

/// "Northern Farmers Party (NFP) legislator Ann Lee": one word in brackets at `open`, and a role with a name.
fn brings_somebody(words: &Words, registry: &Registry, open: usize, to: usize) -> bool {
    let from = open + 3;
    let closed = from < to && words.word(open + 2) == ")";
    let plain = |at: usize| words.is_word(at) && !words.is_function(at);
    let mention = registry.mentions_in((from, to)).first().filter(|_| closed);
    mention.is_some_and(|mention| {
        let name = mention.run.core.0;
        let person = registry.entity(mention.entity).what != What::Body;
        let titled = |at: usize| words.is_role(at) || lexicon().honorifics.contains(words.lower(at));
        // "Director of Roads (DoR) Ann Lee"
        let before = name == from && (open.saturating_sub(6)..open).any(titled);
        let role = (from..name).any(titled) || before;
        let joined = |at: usize| matches!(words.lower(at), "of" | "and") && titled(at - 1);
        let field = |at: usize| plain(at) || joined(at) || words.word(at) == "-";
        person && role && name <= from + 9 && (from..name).all(field)
    })
}

/// "the medical, legal and political establishment", "Oxford-trained, former professor": the comma at `comma` parts adjectives of
/// one noun.
fn is_list_of_adjectives(words: &Words, (from, comma, to): (usize, usize, usize)) -> bool {
    let mark = comma.saturating_sub(2);
    let compound =
        words.word(mark) == "-" && words.touches_next(mark) && words.lower(comma - 1).ends_with("ed");
    if compound && comma + 1 < to && !matches!(words.lower(comma + 1), "a" | "an" | "the" | "and" | "who") {
        return true;
    }
    let adjective = lexicon().modifiers.contains(words.lower(comma - 1));
    let and = (comma + 1..to.min(comma + 5)).find(|at| words.lower(*at) == "and");
    let plain = and.is_some_and(|and| (comma + 1..and).all(|at| words.is_word(at) && !words.is_capital(at)));
    let noun = and.is_some_and(|and| {
        (and + 1..to.min(and + 4)).any(|at| words.is_roles(at) || lexicon().bodies.contains(words.lower(at)))
    });
    adjective && comma > from + 1 && plain && noun
}

/// One past the head noun or name: the first preposition or participle outside a name ends it.
pub(super) fn head_end(words: &Words, mentions: &[Mention], (from, to): (usize, usize)) -> usize {
    let inside = |at: usize| mentions.iter().any(|m| m.run.whole().0 < at && at < m.run.core.1);
    let mut at = from;
    while at < to {
        let word = words.lower(at);
        let glued = at > from && words.word(at - 1) == "-" && words.touches_next(at - 1);
        // "newly released files": the participle stands before its noun.
        let led = at > from && words.lower(at - 1).ends_with("ly") && !is_time(words, at - 1);
        let ends = |at| {
            // "the WHO"
            let letters = words.is_abbreviation(at);
            !glued && !led && !letters && AFTER_HEAD.contains(&word)
                || is_clause_after_people(words, at)
                || is_doing(words, at)
                || is_time(words, at)
        };
        if at > from && !inside(at) && ends(at) {
            // "a member of Congress" is somebody, "a member of the crew" too, but "two members of staff" counts people
            let member = matches!(words.lower(at - 1), "member" | "members") && {
                let next = at + 1 + usize::from(words.lower(at + 1) == "the");
                mentions.iter().any(|mention| mention.run.whole().0 == next)
            };
            let counts = PORTIONS.contains(&words.lower(at - 1)) && !member;
            let portion = word == "of" && (counts || is_measure(words, at));
            let office =
                word == "of" && matches!(words.lower(at + 1), "state" | "staff" | "defense" | "defence");
            if portion
                || word == "and" && (joins_adjectives(words, at, to) || joins_office(words, mentions, at))
            {
                at += 1;
                continue;
            }
            if !office || !mentions.iter().any(|m| m.run.core.0 >= at && m.run.core.1 <= to) {
                return at;
            }
        }
        at += 1;
    }
    to
}

/// "a trove of documents", "a string of officials": the noun before "of" only counts who or what speaks.
fn is_measure(words: &Words, of: usize) -> bool {
    let lexicon = lexicon();
    let speaks = |at: usize| {
        let word = words.lower(at);
        words.is_role(at) || words.is_roles(at) || lexicon.is_body(word) || lexicon.speaks_as_document(word)
    };
    let next = (of + 1..of + 4).find(|at| speaks(*at) || !words.is_word(*at) || words.is_function(*at));
    let plain = !words.is_capital(of - 1) || words.sentence_tokens(of).0 == of - 1;
    let counted = |next: usize| words.is_roles(next) || lexicon.is_documents(words.lower(next));
    plain && !speaks(of - 1) && next.is_some_and(counted)
}

/// "five past and current employees": the "and" that joins what stands before one noun for people.
fn joins_adjectives(words: &Words, and: usize, to: usize) -> bool {
    let lists = |word: &str| lexicon().bodies.contains(word) || lexicon().documents.contains(word);
    let people = |at: usize| words.is_role(at) || words.is_roles(at) || lists(words.lower(at));
    // "investment and research firm": the last of them is the head.
    let next = (and + 1..to.min(and + 4)).find(|at| people(*at) && !(at + 1 < to && people(*at + 1)));
    // "police and fire officials": a body and a noun before one head.
    let body = lexicon().is_body(words.lower(and - 1)) && next.is_some_and(|noun| words.is_roles(noun));
    (body || !people(and - 1))
        && next.is_some_and(|noun| (and + 1..noun).all(|at| words.is_word(at) && !words.is_function(at)))
        && next != Some(and + 1)
}

/// "people fed up with it", "Democrats running to replace him": what follows a noun for several people.
fn is_clause_after_people(words: &Words, at: usize) -> bool {
    let word = words.lower(at);
    let before = words.lower(at - 1);
    let document = lexicon().documents.contains(before) && (word.ends_with("ed") || word.ends_with("ing"));
    let owned = lexicon().bodies.contains(before)
        && word.ends_with("ed")
        && matches!(words.lower(at + 1), "by" | "in" | "at" | "to" | "with");
    (words.is_roles(at - 1) || document || owned)
        && words.is_word(at)
        && !words.is_capital(at)
        && !words.is_role(at)
        && !words.is_roles(at)
        && !lexicon().bodies.contains(word)
        && !lexicon().modifiers.contains(word)
        && (word.ends_with("ing") || word.ends_with("ed") || word == "fed" || words.is_function(at))
}

/// "a delegate supporting Ann Lee": what somebody does, behind the noun for him, and no part of a longer noun ("the deputy
/// building inspector").
fn is_doing(words: &Words, at: usize) -> bool {
    let next = at + 1;
    let object = words.is_capital(next) || words.is_function(next);
    let doing = words.is_word(at) && words.lower(at).ends_with("ing") && !words.is_capital(at);
    doing && object && words.is_role(at - 1) && !words.is_capital(at - 1) && !words.is_role(at)
}

/// "Roads and Harbours Minister Ann Lee": the "and" between the fields of an office.
fn joins_office(words: &Words, mentions: &[Mention], and: usize) -> bool {
    let office = |mention: &Mention| mention.run.whole().0 == and + 1 && mention.run.core.0 > and + 1;
    let person = mentions.iter().any(|m| office(m) && !words.is_role(and + 1));
    let named = mentions
        .iter()
        .any(|m| m.run.core.1 == and && m.run.core.1 > m.run.core.0 + 1);
    person && !named && words.is_capital(and - 1) && words.is_capital(and + 1)
}

/// The mention that ends where the head ends.
fn ends_with_name<'r>(words: &Words, mentions: &'r [Mention], end: usize) -> Option<&'r Mention> {
    let counts = |at: &usize| words.is_word(*at) || words.is_number(*at);
    let named = |last: usize| {
        let mut mentions = mentions.iter();
        mentions.find(|mention| mention.run.core.0 <= last && last < mention.run.core.1)
    };
    let last = (0..end).rev().find(counts)?;
    // "Ann Lee MP", but "the Milton North MP"
    let before = (0..end).rev().find(|at| counts(at) && !is_honour(words, *at));
    let honoured = before.filter(|_| is_honour(words, last)).and_then(named);
    honoured
        .filter(|named| named.run.what != What::Body)
        .or_else(|| named(last))
}

fn noun(words: &Words, registry: &Registry, tokens: (usize, usize), end: usize) -> Option<Noun> {
    let head = (tokens.0..end).rev().find(|at| words.is_word(*at))?;
    let first = words.lower(tokens.0);
    let owned = (tokens.0..head).any(|at| matches!(words.lower(at), "'s" | "’s"));
    let definite = matches!(
        first,
        "the" | "this" | "that" | "these" | "those" | "her" | "his" | "their" | "its" | "our" | "my"
    ) || owned;
    let of = registry.mentions_in(tokens).iter().find(|mention| {
        mention.run.core.1 <= head
            || matches!(
                words.lower(end),
                "of" | "for" | "at" | "from" | "with" | "representing" | "inside" | "by"
            )
    });
    Some(Noun {
        head,
        tokens,
        definite,
        of: of.map(|mention| mention.entity),
    })
}
