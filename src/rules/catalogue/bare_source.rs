//! `bare-source`: “a source”, “sources said”, “officials said” and nothing more.

use std::collections::BTreeSet;

use crate::attribution::Act;
use crate::attribution::cue::of_word;
use crate::policy::Level::Error;
use crate::rules::look::Look;
use crate::rules::speaking;
use crate::rules::table::{Hit, Levels, rule};
use crate::rules::wording::Reading;
use crate::span::Span;

rule! {
    /// A source that has no name and no description: the reader learns neither from where it comes nor how
    /// it knows.
    ///
    /// ## Why it matters
    ///
    /// AP, Reuters, the New York Times, Bloomberg and AFP ask that an unnamed source be described as
    /// closely as the promise allows, and never be just "a source". ICD 206 asks for a description of every
    /// source that a judgement rests on.
    ///
    /// ## Fires on
    ///
    /// > The merger will be called off, sources said.
    ///
    /// At 1:32.
    ///
    /// ## Does not fire on
    ///
    /// > The merger will be called off, two board members who had seen the letter said.
    ///
    /// ## How to mend it
    ///
    /// Say what you may: which institution, which side, how the source knows, how many there are.
    ///
    /// ## Stays quiet
    ///
    /// On a later mention of the same group ("the sources said"), described or told of before, on sources with any
    /// description ("ministry officials", "officials in Lisbon"), inside quotations, and where no verb of
    /// saying belongs to the word.
    ///
    /// ## Level
    ///
    /// An error.
    "bare-source", Levels::always(Error), Text, "“a source”, “sources said”, “officials said” and nothing more", check
}

/// The words that name a source and tell nothing of it.
const HEADS: &[&str] = &["source", "sources", "official", "officials"];

/// Words before the head that tell nothing either.
const EMPTY: &[&str] = &[
    "a",
    "an",
    "the",
    "one",
    "two",
    "three",
    "four",
    "five",
    "several",
    "some",
    "many",
    "multiple",
    "various",
    "other",
    "another",
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
    "few",
    "these",
    "those",
    "both",
    "different",
    "numerous",
    "independent",
    "separate",
    "key",
];

/// Sources of which the text tells nothing.
fn check(look: &Look) -> Vec<Hit> {
    let text = look.reading();
    let mut described = BTreeSet::new();
    let mut hits = Vec::new();
    for sentence in 0..text.sentences() {
        for token in text.tokens(sentence) {
            let head = text.word(token);
            if !HEADS.contains(&head) || text.is_quoted(token) {
                continue;
            }
            let kind = head.trim_end_matches('s');
            let first = first_of(text, token, text.tokens(sentence).start);
            let bare = is_bare(text, first, token);
            if !bare {
                if kind != "source" || speaks(look, text.token_span(token)) {
                    described.insert(kind);
                }
            } else if cited(text, first, token) && !text.in_heading(sentence) && described.insert(kind) {
                hits.push(hit(look, first, token));
            }
        }
    }
    hits
}

/// Do these words name a source, and not the source of a river?
fn speaks(look: &Look, place: Span) -> bool {
    let mut mentions = look.case.graph.sources.iter().flat_map(|source| &source.mentions);
    mentions.any(|mention| mention.overlaps(place))
}

/// The first word of the head's phrase: back over words that describe or tell nothing.
fn first_of(text: &Reading, head: usize, least: usize) -> usize {
    let mut first = head;
    while first > least && EMPTY.contains(&text.word(first - 1)) {
        first -= 1;
    }
    first
}

/// Is there neither a word before nor words after the head that describe it?
fn is_bare(text: &Reading, first: usize, head: usize) -> bool {
    let before = first.checked_sub(1).map_or("", |token| text.word(token));
    let ends_before = first == 0
        || text.raw(first - 1).chars().all(|c| !c.is_alphanumeric())
        || LINKS.contains(&before)
        || Reading::is_report(before);
    let after = text.word(head + 1);
    let described =
        DESCRIBES.contains(&after) || (after == "," && DESCRIBES_AFTER_COMMA.contains(&text.word(head + 2)));
    ends_before && before != "'s" && before != "’s" && !described
}

/// Words that stand before a phrase without being part of it.
const LINKS: &[&str] = &[
    "to", "by", "from", "and", "but", "as", "that", "while", "when", "of", "with", "citing", "because", "or",
    "if", "though", "although", "after", "before", "where", "which", "quoting", "since",
];

/// Words after the head that begin a description.
const DESCRIBES: &[&str] = &[
    "with",
    "familiar",
    "close",
    "who",
    "in",
    "at",
    "from",
    "inside",
    "within",
    "briefed",
    "of",
    "near",
    "on",
    "for",
    "involved",
    "aware",
    "there",
    "whose",
    "knowledgeable",
    "working",
    "privy",
    "present",
    "speaking",
    "under",
    "across",
    "outside",
    "around",
    "that",
    "here",
    "both",
];

/// Words after the head and a comma that begin a description.
const DESCRIBES_AFTER_COMMA: &[&str] = &[
    "who",
    "whose",
    "both",
    "one",
    "all",
    "a",
    "an",
    "each",
    "among",
    "including",
    "two",
    "speaking",
];

/// What a source holds, without a verb of saying.
const HOLDS: &[&str] = &["believe", "think", "expect", "fear"];

/// Is something attributed to it: "sources said", "said a source", "according to officials"?
fn cited(text: &Reading, first: usize, head: usize) -> bool {
    let next = if matches!(
        text.word(head + 1),
        "also" | "have" | "has" | "had" | "later" | "now" | "then"
    ) {
        text.word(head + 2)
    } else {
        text.word(head + 1)
    };
    let back = |steps: usize| first.checked_sub(steps).map_or("", |token| text.word(token));
    // "The official" is somebody of whom the text has spoken; "official figures" are no official.
    if text.word(first) == "the" && !text.word(head).ends_with('s') {
        return false;
    }
    let after = text.word(head + 1);
    let ends = !after.chars().any(char::is_alphanumeric) || LINKS.contains(&after);
    let led = (back(2) == "according" && back(1) == "to")
        || matches!(back(1), "said" | "says" | "citing" | "quoting");
    of_word(next).is_some_and(|sense| sense.act == Act::Speech || HOLDS.contains(&sense.lemma))
        || (led && ends)
}

fn hit(look: &Look, first: usize, head: usize) -> Hit {
    let text = look.reading();
    let span = text.token_span(first).join(text.token_span(head));
    Hit {
        claim: speaking::all(look)
            .iter()
            .find(|speech| speech.place.overlaps(span))
            .map(|speech| speech.claim),
        sources: Vec::new(),
        span,
        message: format!(
            "“{}” tells the reader nothing of who speaks",
            look.case.draft.slice(span)
        ),
        help: "say which institution or side, how the source knows, and how many there are".to_owned(),
        ..Hit::default()
    }
}
