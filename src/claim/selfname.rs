//! The source's name in the place of the pronoun that a content begins with: "it will close" said by a council becomes
//! "[Wexley council] will close".

use super::clause::Clauses;
use super::statement::Statement;
use super::wording::Whole;
use crate::attribution::{Attribution, Style};
use crate::draft::Span;
use crate::source::{Source, SourceId, SourceKind, Sources};

/// How many mentions before and after a place are looked at.
const MENTIONS: usize = 64;

/// What a plan does rather than a body: "it would cost" said by a think tank.
pub(super) const EFFECTS: &[&str] = &[
    "cost", "raise", "lead", "mean", "cause", "add", "reduce", "increase", "depress", "save", "help", "hurt",
    "allow", "require", "make", "create", "bring",
];

/// The text of a statement, with the name of its source for a pronoun that surely stands for it; else as it is.
pub(super) fn put(
    clauses: &Clauses,
    source: &Source,
    attribution: &Attribution,
    statement: &Statement,
) -> String {
    let text = &statement.text;
    let (pronoun, rest) = text.split_once(' ').unwrap_or((text, ""));
    let lower = pronoun.to_lowercase();
    let named = !source.name.is_empty() && !rest.is_empty();
    let own_mention = statement.whole == Whole::Completed
        && attribution
            .source_spans
            .first()
            .is_some_and(|span| clauses.words(*span) == pronoun);
    let stands = match lower.as_str() {
        _ if attribution.style == Style::Direct && statement.whole == Whole::Stated => false,
        "he" | "she" | "it" | "they" if own_mention => true,
        "his" | "her" | "its" | "their" if own_mention => {
            return if named {
                format!("[{}'s] {rest}", source.name)
            } else {
                text.clone()
            };
        }
        "he" | "she" => is_known_as(clauses, source, &lower, statement.start()),
        "it" => is_body(source.kind) && !is_empty_it(rest) && is_near(attribution),
        _ => false,
    };
    if named && stands {
        format!("[{}] {rest}", source.name)
    } else {
        text.clone()
    }
}

/// Does a word that opens what these sources say most likely stand for them?
pub(super) fn stands_for_speaker(lower: &str, sources: &Sources, speakers: &[SourceId]) -> bool {
    let kind = speakers
        .first()
        .and_then(|id| sources.list.get(id.0))
        .map(|source| source.kind);
    match (lower, kind) {
        ("i" | "we" | "my" | "our", _) => true,
        ("he" | "she" | "his" | "her", Some(SourceKind::NamedPerson | SourceKind::UnnamedPerson)) => true,
        ("it" | "its", Some(kind)) => is_body(kind),
        ("they" | "their", Some(SourceKind::UnnamedGroup | SourceKind::Anonymous)) => true,
        _ => false,
    }
}

/// Is the source a body that is spoken of as "it"?
fn is_body(kind: SourceKind) -> bool {
    matches!(kind, SourceKind::NamedOrganization | SourceKind::Outlet)
}

/// Does the text speak of the source by this pronoun, and never by the other one? Its mentions around the place are
/// looked at, a bounded number.
fn is_known_as(clauses: &Clauses, source: &Source, pronoun: &str, place: usize) -> bool {
    let other = if pronoun == "he" { "she" } else { "he" };
    let middle = source.mentions.partition_point(|mention| mention.start < place);
    let until = source.mentions.len().min(middle + MENTIONS);
    let near = &source.mentions[middle.saturating_sub(MENTIONS)..until];
    let says = |wanted: &str| {
        let mut words = near.iter().map(|span| clauses.draft.slice(*span));
        words.any(|word| word.eq_ignore_ascii_case(wanted))
    };
    says(pronoun) && !says(other)
}

/// Does the source stand right before its cue and the content after it ("the council said it ...")?
fn is_near(attribution: &Attribution) -> bool {
    let all = |spans: &[Span]| Span::hull(spans);
    let parts = (
        all(&attribution.source_spans),
        all(&attribution.cue_spans),
        all(&attribution.content_spans),
    );
    matches!(parts, (Some(source), Some(cue), Some(content)) if source.end <= cue.start && cue.end <= content.start)
}

/// Is the "it" before these words one that stands for nothing ("it is clear that", "it was raining")?
fn is_empty_it(rest: &str) -> bool {
    let mut words = rest.split(' ');
    let mut first = words.next().unwrap_or_default();
    if matches!(
        first,
        "would" | "will" | "may" | "might" | "could" | "should" | "has" | "had"
    ) {
        let next = words.next().unwrap_or_default();
        if !matches!(next, "be" | "been" | "take" | "seem") {
            return first == "would" && EFFECTS.contains(&next);
        }
        first = next;
    }
    let being = matches!(
        first,
        "is" | "was"
            | "be"
            | "been"
            | "isn't"
            | "wasn't"
            | "seems"
            | "seemed"
            | "seem"
            | "appears"
            | "takes"
            | "took"
            | "take"
            | "makes"
            | "rained"
    );
    let next = words.next().unwrap_or_default();
    being && !(next.ends_with("ing") || next.ends_with("ed"))
}
