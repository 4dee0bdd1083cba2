//! Where each source speaks: its words, the claim that it backs there, and what the text tells of a source without a name.

use super::look::Look;
use super::table::Hit;
use super::wording::words_of;
use crate::attribution::{Stance, Style};
use crate::claim::{Claim, ClaimId};
use crate::source::{Source, SourceId, SourceKind};
use crate::span::Span;

/// One place of a draft where a source asserts a claim.
#[derive(Clone, Copy, Debug)]
pub(super) struct Speech<'a> {
    pub(super) id: SourceId,
    pub(super) source: &'a Source,
    pub(super) claim: ClaimId,
    /// The words by which the source is named here; its cue where it has none.
    pub(super) place: Span,
    pub(super) content: Span,
    pub(super) style: Style,
}

impl Speech<'_> {
    /// A hit about the source where it speaks.
    pub(super) fn hit(&self, message: String, help: &str) -> Hit {
        Hit {
            claim: Some(self.claim),
            sources: vec![self.id],
            span: self.place,
            message,
            help: help.to_owned(),
            ..Hit::default()
        }
    }
}

/// All places where somebody asserts a claim, in article order; none in a hand-written graph. Linear, save for sorting.
pub(super) fn all<'a>(look: &Look<'a>) -> Vec<Speech<'a>> {
    let case = look.case;
    let mut found = Vec::new();
    for (number, claim) in case.graph.claims.iter().enumerate() {
        for backing in claim.backing.iter().filter(|one| one.stance == Stance::Asserts) {
            let Some(read) = backing.attribution.and_then(|at| case.attributions.get(at)) else {
                continue;
            };
            let named = Span::hull(&read.source_spans).or_else(|| Span::hull(&read.cue_spans));
            found.push(Speech {
                id: backing.source,
                source: look.source(backing.source),
                claim: ClaimId(number),
                place: named.unwrap_or_default(),
                content: Span::hull(&read.content_spans).unwrap_or_default(),
                style: read.style,
            });
        }
    }
    found.sort_by_key(|speech| (speech.place, speech.claim));
    found
}

/// The first place where each source of this kind speaks, in article order.
pub(super) fn first_of_kind<'a>(look: &Look<'a>, kind: SourceKind) -> Vec<Speech<'a>> {
    let mut seen = std::collections::BTreeSet::new();
    let mut speeches = all(look);
    speeches.retain(|speech| speech.source.kind == kind && seen.insert(speech.id));
    speeches
}

/// Is what a source says there more than a term: four words or more?
pub(super) fn is_quotation(look: &Look, speech: &Speech) -> bool {
    const WORDS: usize = 4;
    let words = words_of(look.case.draft.slice(speech.content));
    let words = words.iter().filter(|word| word.chars().any(char::is_alphabetic));
    words.count() >= WORDS
}

/// An anonymous source, with the first claim of the wanted kind that it backs: in a draft where it says so, in a hand-written
/// graph where its table stands.
pub(super) struct Unnamed<'a> {
    pub(super) id: SourceId,
    pub(super) source: &'a Source,
    pub(super) claim: Option<ClaimId>,
    speech: Option<Speech<'a>>,
}

/// The anonymous sources of a draft or a hand-written graph that back a claim of the wanted kind, in order. Linear, save for
/// sorting.
pub(super) fn unnamed<'a>(look: &Look<'a>, wanted: impl Fn(&Claim) -> bool) -> Vec<Unnamed<'a>> {
    let graph = &look.case.graph;
    if !look.case.by_hand() {
        let mut seen = std::collections::BTreeSet::new();
        let mut speeches = all(look);
        speeches.retain(|one| one.source.kind == SourceKind::Anonymous && wanted(graph.claim(one.claim)));
        speeches.retain(|one| seen.insert(one.id));
        let of = |speech: Speech<'a>| Unnamed {
            id: speech.id,
            source: speech.source,
            claim: Some(speech.claim),
            speech: Some(speech),
        };
        return speeches.into_iter().map(of).collect();
    }
    let mut backed = std::collections::BTreeMap::new();
    for (at, claim) in graph.claims.iter().enumerate().filter(|(_, claim)| wanted(claim)) {
        for id in claim.supporters() {
            backed.entry(id).or_insert(ClaimId(at));
        }
    }
    let anonymous = graph.sources.iter().enumerate();
    anonymous
        .filter(|(_, source)| source.kind == SourceKind::Anonymous)
        .map(|(at, source)| Unnamed {
            id: SourceId(at),
            source,
            claim: backed.get(&SourceId(at)).copied(),
            speech: None,
        })
        .filter(|one| one.claim.is_some() || is_cited(look, one.id))
        .collect()
}

/// Does another source cite it?
fn is_cited(look: &Look, id: SourceId) -> bool {
    look.case
        .graph
        .sources
        .iter()
        .any(|source| source.cites.contains(&id))
}

impl Unnamed<'_> {
    /// A hit about the source.
    pub(super) fn hit(&self, look: &Look, message: String, help: &str) -> Hit {
        match &self.speech {
            Some(speech) => speech.hit(message, help),
            None => Hit {
                claim: self.claim,
                sources: vec![self.id],
                span: look.place_of(self.id),
                message,
                help: help.to_owned(),
                ..Hit::default()
            },
        }
    }

    /// The words by which it is described.
    fn words(&self, look: &Look) -> Vec<String> {
        let source = self.source;
        match &self.speech {
            Some(speech) => words_of(&phrase(look, speech)),
            None => words_of(&format!("{} {}", source.title, source.description)),
        }
    }

    /// What its description tells.
    pub(super) fn told(&self, look: &Look) -> Told {
        told_by(&self.words(look))
    }

    /// Does its description tell how it knows?
    pub(super) fn tells_access(&self, look: &Look) -> bool {
        self.words(look)
            .iter()
            .any(|word| ACCESS.contains(&word.as_str()))
    }

    /// Does its description tell for whom it works or on whose side it stands: more than one word before what it knows?
    pub(super) fn tells_side(&self, look: &Look) -> bool {
        let words = self.words(look);
        let knows = |word: &&String| {
            matches!(
                word.as_str(),
                "who" | "that" | "familiar" | "briefed" | "knowledge" | "aware"
            )
        };
        let before: Vec<&String> = words.iter().take_while(|word| !knows(word)).collect();
        before.into_iter().filter(|word| is_telling(word)).count() > 1
    }
}

/// Words of a description that tell how a source knows.
const ACCESS: &[&str] = &[
    "knowledge",
    "familiar",
    "briefed",
    "present",
    "attended",
    "saw",
    "seen",
    "read",
    "reviewed",
    "viewed",
    "witness",
    "witnesses",
    "witnessed",
    "involved",
    "participated",
    "participant",
    "participants",
    "part",
    "heard",
    "overheard",
    "privy",
    "close",
    "room",
    "scene",
    "aboard",
    "obtained",
    "told",
    "informed",
    "worked",
    "works",
    "leading",
];

/// What the words for a source without a name tell of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// Nothing at all: "a source", "officials".
    Nothing,
    /// What it is called, and neither its institution nor how it knows: "an insider", "a person familiar with the matter".
    Little,
    /// More.
    Enough,
}

/// Words that say that there is a source, and no more.
const BARE: &[&str] = &["source", "sources", "official", "officials"];

/// Words of a description that tell nothing of who it is or how it knows.
const EMPTY: &[&str] = &[
    "a",
    "an",
    "the",
    "one",
    "some",
    "several",
    "many",
    "multiple",
    "various",
    "other",
    "others",
    "another",
    "two",
    "three",
    "four",
    "five",
    "six",
    "few",
    "both",
    "more",
    "than",
    "anonymous",
    "unnamed",
    "unidentified",
    "senior",
    "top",
    "high",
    "-",
    "ranking",
    "level",
    "reliable",
    "credible",
    "trusted",
    "well",
    "placed",
    "informed",
    "these",
    "those",
    "different",
    "numerous",
    "independent",
    "separate",
    "key",
    "person",
    "people",
    "familiar",
    "with",
    "to",
    "of",
    "on",
    "about",
    "matter",
    "matters",
    "situation",
    "issue",
    "thinking",
    "knowledge",
    "briefed",
    "aware",
    "who",
    "that",
    "was",
    "were",
    "is",
    "are",
    "not",
    "asked",
    "said",
    "declined",
    "wanted",
    "be",
    "named",
    "identified",
    "condition",
    "anonymity",
    "authorized",
    "authorised",
    "speak",
    "speaking",
    "publicly",
    "requested",
    "dozen",
    "so",
    "as",
    "is",
    "it",
    "he",
    "she",
    "they",
    "for",
    "and",
    "or",
    "because",
    "of",
    "by",
];

/// What the description of a source without a name tells, with the clause that stands right after it in the text.
pub(super) fn told(look: &Look, speech: &Speech) -> Told {
    told_by(&words_of(&phrase(look, speech)))
}

fn is_telling(word: &str) -> bool {
    word.chars().any(char::is_alphabetic) && !EMPTY.contains(&word)
}

fn told_by(words: &[String]) -> Told {
    let telling: Vec<&String> = words.iter().filter(|word| is_telling(word)).collect();
    let bare = telling.iter().all(|word| BARE.contains(&word.as_str()));
    match telling.len() {
        0 | 1 if bare && !words.iter().any(|word| is_access(word)) => Told::Nothing,
        0 | 1 => Told::Little,
        _ => Told::Enough,
    }
}

fn is_access(word: &str) -> bool {
    matches!(
        word,
        "familiar" | "knowledge" | "briefed" | "aware" | "person" | "people"
    )
}

/// The words for the source where it speaks first: its description, or what stands there when that is longer, and a clause
/// that goes on about it ("who attended the meeting", "at the ministry").
fn phrase(look: &Look, speech: &Speech) -> String {
    let text = look.reading();
    let here = look.case.draft.slice(speech.place);
    let described = &speech.source.description;
    let mut phrase = if here.len() > described.len() {
        here.to_owned()
    } else {
        described.clone()
    };
    let tokens = text.prose.tokens_in(speech.place);
    let mut next = tokens.end;
    if text.word(next) == "," {
        next += 1;
    }
    let goes_on = matches!(
        text.word(next),
        "who"
            | "whose"
            | "with"
            | "at"
            | "in"
            | "of"
            | "from"
            | "inside"
            | "within"
            | "close"
            | "near"
            | "for"
            | "involved"
    );
    if goes_on {
        let end = text
            .prose
            .sentence_at(speech.place.start)
            .map_or(next, |at| text.tokens(at).end);
        let clause = (next..end).take_while(|at| !matches!(text.word(*at), "," | "." | ";" | ":" | "—"));
        for at in
            clause.take_while(|at| crate::attribution::cue::of_word(text.word(*at)).is_none() || *at == next)
        {
            phrase.push(' ');
            phrase.push_str(text.raw(at));
        }
    }
    phrase
}

/// How a message names the source: as the text describes it.
pub(super) fn called(speech: &Speech) -> String {
    format!("“{}”", speech.source.label())
}
