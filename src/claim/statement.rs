//! Statements: the places of a draft that state something, each with the sources that voice it there.
//!
//! Attributions of one place (same content, or one that only wraps another) are one statement. A source that is
//! cited there by another source reaches the reader through that other one alone.

use super::gist::{self, Gist};
use super::lexicon::{Class, Classes};
use super::same::Echo;
use crate::attribution::{Act, Attribution, Stance};
use crate::draft::{Draft, Span};
use crate::language::Prose;
use crate::source::{SourceId, SourceKind, Sources};

/// Words that an attribution may have around the one that it wraps.
const WRAP_WORDS: usize = 4;

/// What one source does to a statement.
#[derive(Clone, Copy, Debug)]
pub(super) struct Voice {
    /// Who; `None` when the text names nobody.
    pub source: Option<SourceId>,
    /// The attribution.
    pub attribution: usize,
    /// Asserts, denies or declines.
    pub stance: Stance,
}

/// A part of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The headline; alone it is too short to weigh a claim by.
    Headline,
    /// The first paragraph.
    Opening,
    /// All else.
    Body,
}

/// One place that states something.
#[derive(Clone, Debug)]
pub(super) struct Statement {
    /// Where, in text order.
    pub spans: Vec<Span>,
    /// Its words, clean.
    pub text: String,
    /// Who says so here; nobody for a plain sentence.
    pub voices: Vec<Voice>,
    /// What it says.
    pub gist: Gist,
    /// Does its cue say that it was said before ("also confirmed")?
    pub echo: Echo,
    /// Does its cue name a wish, plan, feeling or decision?
    pub wills: bool,
    /// Is it said by a body or a person whom its pronouns may stand for?
    pub speaks_for_itself: bool,
    /// Which part of the article it stands in.
    pub place: Place,
    /// Is it a plain sentence that only sets the background?
    pub background: bool,
}

impl Statement {
    /// A statement at these places.
    pub(super) fn at(draft: &Draft, spans: Vec<Span>, voices: Vec<Voice>) -> Statement {
        let text = clean(draft, &spans);
        let gist = Gist::of(&text);
        Statement {
            spans,
            text,
            voices,
            gist,
            echo: Echo::No,
            wills: false,
            speaks_for_itself: false,
            place: Place::Body,
            background: false,
        }
    }

    /// The first byte of it.
    pub(super) fn start(&self) -> usize {
        self.spans.first().map_or(0, |span| span.start)
    }

    /// Is it denied and asserted by nobody?
    pub(super) fn only_denied(&self) -> bool {
        let denies = |voice: &Voice| voice.stance == Stance::Denies;
        !self.voices.is_empty() && self.voices.iter().all(denies)
    }
}

/// Where an attribution stands: its first byte.
pub(super) fn first_byte(attribution: &Attribution) -> usize {
    let spans = attribution
        .cue_spans
        .iter()
        .chain(&attribution.source_spans)
        .chain(&attribution.content_spans);
    spans.map(|span| span.start).min().unwrap_or_default()
}

/// A source that would not speak, and where.
#[derive(Clone, Copy, Debug)]
pub(super) struct Silence {
    /// Who.
    pub source: SourceId,
    /// The attribution.
    pub attribution: usize,
}

/// The statements of all attributions that have a content, in text order, and the sources that decline to speak.
/// Near linear.
pub(super) fn of_attributions(
    draft: &Draft,
    prose: &Prose,
    attributions: &[Attribution],
    sources: &Sources,
) -> (Vec<Statement>, Vec<Silence>) {
    let silent = attributions
        .iter()
        .enumerate()
        .filter(|(_, a)| a.stance == Stance::Declines);
    let silent = silent.filter_map(|(attribution, _)| {
        let source = sources.of_attribution.get(attribution).copied().flatten()?;
        Some(Silence { source, attribution })
    });
    let silent = silent.collect();
    let stating = |i: &usize| {
        let attribution = &attributions[*i];
        let states = !attribution.content_spans.is_empty() && attribution.stance != Stance::Declines;
        states && !asks(draft, attribution)
    };
    let order = (0..attributions.len()).filter(stating).collect();
    let groups = group(prose, attributions, sources, order);
    let mut statements: Vec<Statement> = groups
        .into_iter()
        .map(|group| state(draft, attributions, sources, &group))
        .filter(|statement| statement.gist.words().count() > 1)
        .collect();
    statements.sort_by_key(Statement::start);
    (statements, silent)
}

/// Attributions of one place: the one whose content is the claim, and all that voice it, with the source
/// through which each of them reaches the reader.
struct Group {
    content: usize,
    voices: Vec<(usize, Option<SourceId>)>,
}

/// Groups attributions by place, by one sweep over their contents with a stack of those still open.
fn group(
    prose: &Prose,
    attributions: &[Attribution],
    sources: &Sources,
    mut order: Vec<usize>,
) -> Vec<Group> {
    let hull = |i: usize| Span::hull(&attributions[i].content_spans).unwrap_or_default();

    order.sort_by_key(|i| (hull(*i).start, std::cmp::Reverse(hull(*i).end), *i));
    let mut groups: Vec<Group> = Vec::new();
    let mut open: Vec<(usize, usize)> = Vec::new();
    for inner in order {
        open.retain(|(outer, _)| hull(*outer).end > hull(inner).start);
        let nest = open
            .iter()
            .rev()
            .find_map(|(outer, at)| Some((*outer, *at, nesting(prose, attributions, *outer, inner)?)));
        let own = sources.of_attribution.get(inner).copied().flatten();
        let at = match nest {
            Some((outer, at, nesting)) => {
                let above = groups[at].voices.iter().find(|(i, _)| *i == outer);
                let above = above.and_then(|(_, source)| *source);
                let same_speaker = own.is_none() || above == own;
                let attitude = attributions[inner].act == Act::Attitude;
                if nesting == Nesting::SamePlace {
                    groups[at].voices.push((inner, own));
                    at
                } else if same_speaker || attitude {
                    groups[at].voices.push((inner, above.or(own)));
                    at
                } else if nesting == Nesting::Wraps {
                    groups[at].voices.push((inner, above.or(own)));
                    groups[at].content = inner;
                    at
                } else {
                    let voices = vec![(inner, above.or(own))];
                    groups.push(Group {
                        content: inner,
                        voices,
                    });
                    groups.len() - 1
                }
            }
            None => {
                let voices = vec![(inner, own)];
                groups.push(Group {
                    content: inner,
                    voices,
                });
                groups.len() - 1
            }
        };
        open.push((inner, at));
    }
    groups
}

/// How the second of two attributions stands in the first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Nesting {
    /// Both have the same content.
    SamePlace,
    /// The second fills the content of the first, but for a few words.
    Wraps,
    /// The second is one part of the content of the first.
    Holds,
}

fn nesting(prose: &Prose, attributions: &[Attribution], outer: usize, inner: usize) -> Option<Nesting> {
    let (outside, inside) = (&attributions[outer], &attributions[inner]);
    let contents = words(prose, &outside.content_spans);
    let shared = shared_words(prose, &outside.content_spans, &inside.content_spans);
    let inner_words = words(prose, &inside.content_spans);
    if shared == 0 {
        return None;
    }
    if shared * 5 >= (contents + inner_words - shared) * 4 {
        return Some(Nesting::SamePlace);
    }
    let holds_cue =
        inside.cue_spans.is_empty() || shared_words(prose, &outside.content_spans, &inside.cue_spans) > 0;
    if shared * 10 < inner_words * 8 || !holds_cue {
        return None;
    }
    let mut all: Vec<Span> = inside.content_spans.clone();
    all.extend(&inside.cue_spans);
    all.extend(&inside.source_spans);
    let filled = shared_words(prose, &outside.content_spans, &all);
    let wraps = contents.saturating_sub(filled) <= WRAP_WORDS;
    Some(if wraps { Nesting::Wraps } else { Nesting::Holds })
}

fn words(prose: &Prose, spans: &[Span]) -> usize {
    spans.iter().map(|span| prose.tokens_in(*span).len()).sum()
}

/// How many tokens of `outer` lie in one of `inner`.
fn shared_words(prose: &Prose, outer: &[Span], inner: &[Span]) -> usize {
    let meet = |a: Span, b: Span| Span::new(a.start.max(b.start), a.end.min(b.end).max(a.start.max(b.start)));
    let pairs = outer.iter().flat_map(|a| inner.iter().map(move |b| meet(*a, *b)));
    pairs.map(|span| prose.tokens_in(span).len()).sum()
}

fn state(draft: &Draft, attributions: &[Attribution], sources: &Sources, group: &Group) -> Statement {
    let mut voices: Vec<Voice> = Vec::new();
    for (attribution, source) in &group.voices {
        let stance = attributions[*attribution].stance;
        voices.push(Voice {
            source: *source,
            attribution: *attribution,
            stance,
        });
    }
    let all: Vec<SourceId> = voices.iter().filter_map(|voice| voice.source).collect();
    for voice in &mut voices {
        voice.source = voice.source.map(|source| citing(sources, &all, source));
    }
    voices.sort_by_key(|voice| first_byte(&attributions[voice.attribution]));
    let cue = attributions[group.content].cue_spans.iter();
    let cue: Vec<&str> = cue.map(|span| draft.slice(*span)).collect();
    let spans = attributions[group.content].content_spans.clone();
    let mut statement = Statement::at(draft, spans, voices);
    let cue = cue.join(" ");
    statement.echo = echo(&cue);
    statement.wills = wills(attributions[group.content].act, &cue);
    statement.speaks_for_itself = all.len() == 1 && all.iter().all(|id| one_voice(sources, *id));
    let names = all.iter().filter_map(|id| sources.list.get(id.0));
    statement.gist.stands_for = names.flat_map(|source| gist::stems(&source.name)).collect();
    statement
}

/// Does the cue name a wish, a plan or a feeling, rather than hold something for true?
fn wills(act: Act, cue: &str) -> bool {
    let holds = cue
        .split_whitespace()
        .any(|word| Classes::of(&word.to_lowercase()).has(Class::Holding));
    act == Act::Attitude && !holds
}

/// One person or one body, which speaks of itself as "it", "he" or "she".
fn one_voice(sources: &Sources, id: SourceId) -> bool {
    let kind = sources.list.get(id.0).map(|source| source.kind);
    matches!(
        kind,
        Some(SourceKind::NamedOrganization | SourceKind::NamedPerson | SourceKind::UnnamedPerson)
    )
}

/// Does the attribution only ask?
fn asks(draft: &Draft, attribution: &Attribution) -> bool {
    let asking = ["ask", "wonder", "question", "inquir"];
    let cue = attribution
        .cue_spans
        .iter()
        .map(|span| draft.slice(*span).to_lowercase());
    let last = attribution
        .content_spans
        .last()
        .map_or("", |span| draft.slice(*span));
    let end = last.trim_end_matches(['"', '”', '’', ')', ' ']).ends_with('?');
    let mut cue = cue.filter(|cue| asking.iter().any(|verb| cue.starts_with(verb)));
    end || cue.next().is_some()
}

/// Words in a cue that say that its content was said before.
const ECHOES: &[&str] = &[
    "also",
    "confirm",
    "echo",
    "corroborat",
    "agree",
    "reiterat",
    "repeat",
    "acknowledg",
    "concur",
];

fn echo(cue: &str) -> Echo {
    let lower = cue.to_lowercase();
    if ECHOES.iter().any(|word| lower.contains(word)) {
        Echo::Yes
    } else {
        Echo::No
    }
}

/// The one among `all` that cites `source`, directly or over others; `source` itself when none does.
fn citing(sources: &Sources, all: &[SourceId], source: SourceId) -> SourceId {
    all.iter()
        .copied()
        .find(|other| *other != source && cites(sources, *other, source) && !cites(sources, source, *other))
        .unwrap_or(source)
}

fn cites(sources: &Sources, citing: SourceId, cited: SourceId) -> bool {
    let mut seen = vec![citing];
    let mut at = 0;
    while let Some(source) = seen.get(at).and_then(|id| sources.list.get(id.0)) {
        for next in &source.cites {
            if *next == cited {
                return true;
            }
            if !seen.contains(next) {
                seen.push(*next);
            }
        }
        at += 1;
    }
    false
}

/// The words of the spans: white space folded, the marks and conjunctions at the ends left out.
pub(super) fn clean(draft: &Draft, spans: &[Span]) -> String {
    let mut text = String::new();
    for span in spans {
        for word in draft.slice(*span).split_whitespace() {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(word);
        }
    }
    trimmed(&text).to_owned()
}

fn trimmed(text: &str) -> &str {
    let mark = |c: char| matches!(c, ',' | ';' | ':' | '—' | '–' | '-' | '…') || c.is_whitespace();
    let mut text = text.trim_matches(mark);
    let rest = ["that ", "That "].iter().find_map(|word| text.strip_prefix(word));
    text = rest.unwrap_or(text);
    let quotes = |c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»');
    let inside = text.trim_matches(quotes);
    if !inside.contains(quotes) {
        text = inside;
    }
    let abbreviation = text
        .strip_suffix('.')
        .and_then(|rest| rest.rsplit(' ').next())
        .is_some_and(|word| word.contains('.') && word.chars().count() <= 4);
    let end = if abbreviation {
        text
    } else {
        text.trim_end_matches(['.', ','])
    };
    end.trim_matches(mark)
}
