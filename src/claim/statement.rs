//! Statements: the places of a draft that state something, each with the sources that voice it there.
//!
//! Attributions of one place (same content, or one that only wraps another) are one statement. A source that is
//! cited there by another source reaches the reader through that other one alone.

use std::collections::BTreeSet;

use super::clause::Clauses;
use super::denial::{self, Denial};
use super::echo;
use super::gist::{self, Gist};
use super::lexicon::{Class, Classes};
use super::manner::{self, Manner};
use super::nest::{self, Group};
use super::overlap;
use super::same::Echo;
use super::selfname;
use super::wording::{self, Whole, Wording};
use crate::attribution::model::Judgement;
use crate::attribution::{Attribution, Stance};
use crate::draft::{BlockKind, Draft, Span};
use crate::source::{Source, SourceId, SourceKind, Sources};

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
    /// An item of a list, which may sum up the article.
    Item,
    /// All else.
    Body,
}

/// One place that states something.
#[derive(Clone, Debug)]
pub(super) struct Statement {
    /// Where, in text order.
    pub spans: Vec<Span>,
    /// Its words, clean; a pronoun at their head that stands for the source gives way to its name.
    pub text: String,
    /// Who says so here; nobody for a plain sentence.
    pub voices: Vec<Voice>,
    /// What it says.
    pub gist: Gist,
    /// What it says of its own, without what it says in passing, where that is less.
    pub news: Option<Gist>,
    /// The verb of what is done in it, behind those that only carry it; no word where that is only "is" or "has".
    pub deed: Gist,
    /// Does its cue say that it was said before ("also confirmed")?
    pub echo: Echo,
    /// What it denies, if it denies something.
    pub denial: Option<Denial>,
    /// Does its cue set itself against something that is nothing said ("disagreed with the link")?
    pub opposes: bool,
    /// What its cue does to it.
    pub manner: Manner,
    /// Does it begin with a pronoun for who says it ("I", "we", the "he" of a man)?
    pub of_itself: bool,
    /// The words by which the text speaks of who says it or of their side, by their stems.
    pub party: BTreeSet<u64>,
    /// The names of who says it, by the stems of their words.
    pub named: BTreeSet<u64>,
    /// How much of a clause the attributed words are.
    pub whole: Whole,
    /// Who speaks.
    pub speaker: Speaker,
    /// Does it tell what happened, or how things stand?
    pub tells: Tells,
    /// Which part of the article it stands in.
    pub place: Place,
    /// Is it a plain sentence that only sets the background?
    pub background: bool,
    /// What the model makes of it; `None` where it read no word of it.
    pub judged: Option<Judgement>,
}

/// Who speaks, as far as the kind of a claim depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Speaker {
    /// One person or one body, which speaks of itself as "it", "he" or "she".
    One,
    /// A document, a poll.
    Document,
    /// A paper or a station, whatever it cites.
    Outlet,
    /// One who passes on what another says.
    Relay,
    /// Several, somebody unknown, or nobody.
    Other,
}

/// What the main verb of a statement tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tells {
    /// What happened, or happens.
    Event,
    /// How things stand: "is the capital", "has a harbour", or a present that holds at any time.
    State,
}

impl Statement {
    /// A statement at these places.
    pub(super) fn at(clauses: &Clauses, spans: Vec<Span>, voices: Vec<Voice>) -> Statement {
        Statement::worded(clauses, Wording::stated(clauses, spans), voices)
    }

    fn worded(clauses: &Clauses, wording: Wording, voices: Vec<Voice>) -> Statement {
        let tokens = clauses.tokens(&wording.spans);
        let news = clauses.news(&tokens);
        let less = news.len() < tokens.len() && clauses.states(&news);
        let news = less.then(|| {
            let words: Vec<&str> = news.iter().map(|token| clauses.raw(*token)).collect();
            Gist::of(&words.join(" "))
        });
        Statement {
            gist: Gist::of(&wording.own),
            news,
            deed: deed(clauses, &tokens),
            spans: worded_spans(clauses, wording.spans),
            text: wording.text,
            voices,
            echo: Echo::No,
            denial: None,
            opposes: false,
            manner: Manner::Says,
            of_itself: false,
            party: BTreeSet::new(),
            named: BTreeSet::new(),
            whole: wording.whole,
            speaker: Speaker::Other,
            tells: tells(clauses, &tokens),
            place: Place::Body,
            background: false,
            judged: None,
        }
    }

    /// Makes it state no more than these of its words.
    pub(super) fn reword(&mut self, clauses: &Clauses, span: Span) {
        let own = Statement::worded(clauses, Wording::stated(clauses, vec![span]), Vec::new());
        (self.spans, self.text, self.whole) = (own.spans, own.text, own.whole);
        (self.gist, self.news, self.tells) = (own.gist, own.news, own.tells);
        self.deed = own.deed;
    }

    /// Do the two share words of the article?
    pub(super) fn overlaps(&self, other: &Statement) -> bool {
        let meets = |span: &Span| other.spans.iter().any(|theirs| theirs.overlaps(*span));
        self.spans.iter().any(meets)
    }

    /// The first byte of it.
    pub(super) fn start(&self) -> usize {
        self.spans.first().map_or(0, |span| span.start)
    }

    /// What it says of its own.
    pub(super) fn news(&self) -> &Gist {
        self.news.as_ref().unwrap_or(&self.gist)
    }

    /// What it says; of what a source does, only what it says of its own.
    pub(super) fn of_its_own(&self) -> &Gist {
        match self.whole {
            Whole::Completed => self.news(),
            Whole::Stated | Whole::Fragment => &self.gist,
        }
    }

    /// Is it a sentence that is attributed to nobody?
    pub(super) fn is_plain(&self) -> bool {
        self.voices.is_empty()
    }

    /// Is it denied and asserted by nobody?
    pub(super) fn only_denied(&self) -> bool {
        let denies = |voice: &Voice| voice.stance == Stance::Denies;
        !self.voices.is_empty() && self.voices.iter().all(denies)
    }

    /// Is it attributed to somebody whom the text names or describes?
    pub(super) fn has_source(&self) -> bool {
        self.voices.iter().any(|voice| voice.source.is_some())
    }
}

/// The spans that hold a word; all, where none does.
fn worded_spans(clauses: &Clauses, spans: Vec<Span>) -> Vec<Span> {
    let worded = |span: &Span| {
        clauses
            .tokens(&[*span])
            .iter()
            .any(|token| clauses.is_word(*token))
    };
    let kept: Vec<Span> = spans.iter().copied().filter(worded).collect();
    if kept.is_empty() { spans } else { kept }
}

/// Among so many words from the first verb on stands the verb that tells what is done ("has since been closed").
const VERBS: usize = 4;

/// Right after such a word stands a verb in its plain form ("did not take").
const HELPERS: &[&str] = &["not", "n't", "never", "ever", "will", "would", "to"];

/// The verb of what these tokens tell.
fn deed(clauses: &Clauses, tokens: &[usize]) -> Gist {
    let Some(at) = clauses.main_verb(tokens) else {
        return Gist::default();
    };
    let carried = |place: &usize| {
        let lower = clauses.lower(tokens[*place]);
        let done = lower.ends_with("ed") || lower.ends_with("en") || lower.ends_with("ing");
        let before = place.checked_sub(1).map(|before| clauses.lower(tokens[before]));
        let helped = before.is_some_and(|before| HELPERS.contains(&before.as_str()));
        *place == at || done || helped || Classes::of(&lower).has(Class::Participle)
    };
    let verbs = (at..tokens.len()).take(VERBS).filter(carried);
    let mut verbs = verbs.map(|place| Gist::of(clauses.raw(tokens[place])));
    verbs
        .find(|verb| verb.telling().next().is_some())
        .unwrap_or_default()
}

/// What the main verb among these tokens tells.
fn tells(clauses: &Clauses, tokens: &[usize]) -> Tells {
    let Some(at) = clauses.main_verb(tokens) else {
        return Tells::State;
    };
    if !clauses.is_surely_finite(tokens[at]) {
        return Tells::State;
    }
    let verb = clauses.lower(tokens[at]);
    let mut after = tokens[at + 1..]
        .iter()
        .map(|token| clauses.lower(*token))
        .filter(|word| !word.ends_with("ly") && word != "not" && word != "n't" && word != "also");
    let next = after.next().unwrap_or_default();
    let regular = ["ed", "en", "ing", "wn"].iter().any(|end| next.ends_with(end));
    let participle = regular || Classes::of(&next).has(Class::Participle);
    let done = match verb.as_str() {
        "is" | "are" | "was" | "were" | "'s" | "'re" | "isn't" | "aren't" | "wasn't" | "weren't" => {
            participle
        }
        "has" | "have" | "had" => {
            !Classes::of(&next).has(Class::Article) && !next.starts_with(|c: char| c.is_ascii_digit())
        }
        "seems" | "appears" | "means" | "includes" | "remains" => false,
        _ => true,
    };
    if done { Tells::Event } else { Tells::State }
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

/// What the attributions of a draft come to.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// What they state, in text order.
    pub statements: Vec<Statement>,
    /// Who would not speak.
    pub silent: Vec<Silence>,
    /// The attributions that state nothing, by number: a fragment whose sentence does not complete it.
    pub idle: BTreeSet<usize>,
}

/// The statements of all attributions that have a content, and the sources that decline to speak. Near linear.
pub(super) fn of_attributions(clauses: &Clauses, attributions: &[Attribution], sources: &Sources) -> Said {
    let mut said = Said::default();
    let mut order = Vec::new();
    for (number, attribution) in attributions.iter().enumerate() {
        let source = sources.of_attribution.get(number).copied().flatten();
        if attribution.stance == Stance::Declines {
            said.silent.extend(source.map(|source| Silence {
                source,
                attribution: number,
            }));
        } else if is_running(clauses, attribution) && !asks(clauses.draft, attribution) {
            order.push(number);
        }
    }
    for group in nest::group(clauses.prose, attributions, sources, order) {
        said.idle.extend(&group.parts);
        let statement = state(clauses, attributions, sources, &group);
        let titled = statement.whole == Whole::Completed && is_titled(clauses, &statement);
        let against = || {
            said.statements
                .iter()
                .any(|other| denial::speaks_against(&statement, other))
        };
        let points = statement.denial.is_some() || statement.echo == Echo::Back || against();
        let fragment = statement.whole == Whole::Fragment || titled;
        let few = statement.gist.words().count() < 2;
        let given = group
            .voices
            .iter()
            .any(|(attribution, _)| sources.desk.given.contains(attribution));
        if (fragment || few) && !points && !given {
            said.idle
                .extend(group.voices.iter().map(|(attribution, _)| *attribution));
        } else {
            said.statements.push(statement);
        }
    }
    said.statements.sort_by_key(Statement::start);
    overlap::drop_repeats(&mut said);
    said
}

/// Does it stand in the headline?
fn is_titled(clauses: &Clauses, statement: &Statement) -> bool {
    let sentence = clauses.prose.sentence_at(statement.start());
    let block = sentence
        .and_then(|at| clauses.prose.sentences.get(at))
        .map(|sentence| sentence.block);
    block.is_some_and(|block| clauses.draft.blocks[block].kind == BlockKind::Headline)
}

/// Does the content stand in the article's text or its headline, not in a heading?
fn is_running(clauses: &Clauses, attribution: &Attribution) -> bool {
    let start = attribution.content_spans.first().map(|span| span.start);
    let sentence = start.and_then(|start| clauses.prose.sentence_at(start));
    let block = sentence
        .and_then(|at| clauses.prose.sentences.get(at))
        .map(|sentence| sentence.block);
    block.is_some_and(|block| clauses.draft.blocks[block].kind != BlockKind::Heading)
}

fn state(clauses: &Clauses, attributions: &[Attribution], sources: &Sources, group: &Group) -> Statement {
    let mut voices: Vec<Voice> = Vec::new();
    for (attribution, source) in &group.voices {
        let stance = attributions[*attribution].stance;
        voices.push(Voice {
            source: *source,
            attribution: *attribution,
            stance,
        });
    }
    let mut all: Vec<SourceId> = voices.iter().filter_map(|voice| voice.source).collect();
    all.dedup();
    let voiced = group
        .voices
        .iter()
        .filter_map(|(number, _)| sources.chains.get(*number));
    let told: Vec<(SourceId, SourceId)> = voiced.flatten().copied().collect();
    for voice in &mut voices {
        voice.source = voice.source.map(|source| citing(&told, &all, source));
    }
    voices.sort_by_key(|voice| first_byte(&attributions[voice.attribution]));
    let attribution = &attributions[group.content];
    let cited = cited_in(sources, &told, attribution);
    let wording = wording::of(clauses, attribution, &cited);
    let cue = wording::cue(clauses, attribution);
    let mut statement = Statement::worded(clauses, wording, voices);
    let tokens = clauses.tokens(&attribution.content_spans);
    let mut words = tokens.iter().map(|token| clauses.lower(*token));
    let opening = words.clone().next();
    let subject = words.find(|word| word != "that");
    statement.manner = manner::of(
        &cue,
        attribution.act,
        opening.as_deref().unwrap_or_default(),
        statement.whole,
    );
    if statement.manner == Manner::Accuses {
        // What somebody is accused of is wrong by the word that accuses.
        statement.news = Some(Gist::of(&format!(
            "{cue} {}",
            wording::sew(clauses, &statement.spans)
        )));
    }
    statement.echo = echo::of(&cue, &wording::sew(clauses, &attribution.content_spans));
    statement.of_itself = subject.is_some_and(|first| selfname::stands_for_speaker(&first, sources, &all));
    statement.speaker = match speaker(sources, &all) {
        Speaker::One if group.passed_on => Speaker::Relay,
        speaker => speaker,
    };
    let mut confirmer = Vec::new();
    let speakers = || all.iter().filter_map(|id| sources.list.get(id.0));
    statement.party = speakers().flat_map(party).collect();
    statement.named = speakers().flat_map(|source| gist::stems(&source.name)).collect();
    denial::settle(clauses, attribution, &cue, &mut statement);
    if statement.denial.is_none()
        && let Some(inner) = echo::inner(clauses, &statement.spans)
    {
        let head = Span::new(statement.start(), inner.start);
        statement.gist = Gist::of(&clauses.words(inner));
        confirmer = gist::stems(&clauses.words(head));
        statement.echo = Echo::Yes;
    }
    statement.gist.stands_for = speakers()
        .flat_map(|source| gist::stems(called(source)))
        .collect();
    statement.gist.stands_for.extend(confirmer);
    if let [one] = all.as_slice()
        && !group.passed_on
        && let Some(source) = sources.list.get(one.0)
    {
        statement.text = selfname::put(clauses, source, attribution, &statement);
    }
    statement
}

/// Where, in the first piece of the content, sources stand that are cited for it.
fn cited_in(sources: &Sources, told: &[(SourceId, SourceId)], attribution: &Attribution) -> Vec<Span> {
    let Some(place) = attribution.content_spans.first() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for source in told.iter().filter_map(|(_, cited)| sources.list.get(cited.0)) {
        let from = source
            .mentions
            .partition_point(|mention| mention.start < place.start);
        let inside = source.mentions[from..]
            .iter()
            .take_while(|mention| mention.end <= place.end);
        found.extend(inside.copied());
    }
    found
}

fn speaker(sources: &Sources, all: &[SourceId]) -> Speaker {
    let kinds: Vec<SourceKind> = all
        .iter()
        .filter_map(|id| sources.list.get(id.0))
        .map(|source| source.kind)
        .collect();
    match kinds.as_slice() {
        kinds if kinds.contains(&SourceKind::Outlet) => Speaker::Outlet,
        [SourceKind::NamedOrganization | SourceKind::NamedPerson | SourceKind::UnnamedPerson] => Speaker::One,
        [SourceKind::Document] => Speaker::Document,
        _ => Speaker::Other,
    }
}

/// The words by which a text speaks of a source or its side.
pub(super) fn party(source: &Source) -> Vec<u64> {
    let described = Some(&source.description).filter(|_| source.kind != SourceKind::NamedPerson);
    let words = [&source.name, &source.title].into_iter().chain(described);
    let words = words.chain(&source.interest);
    words.flat_map(|words| gist::stems(words)).collect()
}

/// What the text calls a source by: its name; "the nurse" of one person without a name.
fn called(source: &Source) -> &str {
    if source.kind == SourceKind::UnnamedPerson {
        &source.description
    } else {
        &source.name
    }
}

/// Does the attribution only ask?
fn asks(draft: &Draft, attribution: &Attribution) -> bool {
    let asking = [
        "ask", "wonder", "question", "inquir", "was ask", "were ask", "been ask",
    ];
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

/// The one among `all` that cites `source` here, directly or over others; `source` itself when none does.
fn citing(told: &[(SourceId, SourceId)], all: &[SourceId], source: SourceId) -> SourceId {
    all.iter()
        .copied()
        .find(|other| *other != source && cites(told, *other, source) && !cites(told, source, *other))
        .unwrap_or(source)
}

fn cites(told: &[(SourceId, SourceId)], citing: SourceId, cited: SourceId) -> bool {
    let mut seen = vec![citing];
    let mut at = 0;
    while let Some(source) = seen.get(at).copied() {
        let next: Vec<SourceId> = told
            .iter()
            .filter(|(from, _)| *from == source)
            .map(|(_, to)| *to)
            .collect();
        if next.contains(&cited) {
            return true;
        }
        for one in next {
            if !seen.contains(&one) {
                seen.push(one);
            }
        }
        at += 1;
    }
    false
}
