//! Sources: one for each resolved origin of information, with all its mentions.
//!
//! The steps of [`resolve`]: names in the whole text become a registry of people and bodies (`name`, `registry`), with
//! what is told of them (`title`); the words of each attribution's source are read (`reading`, `kind`) and linked
//! to one source (`coreference`, by `antecedent` where they only point); then come number and reasons of unnamed ones (`anonymous`), who cites whom
//! (`chain`), interests (`interest`) and why a source can know (`justification`). The words themselves are
//! lists by class in `lexicon/`.

mod alias;
mod anonymous;
pub mod antecedent;
mod apposition;
mod bearers;
mod bodies;
mod called;
mod chain;
mod company;
mod compare;
mod compound;
mod coreference;
mod description;
pub mod desk;
mod documents;
mod doubt;
mod evidence;
mod gender;
mod group;
mod headline;
mod interest;
mod interview;
mod introduced;
mod issuer;
mod joint;
mod justification;
mod kind;
mod lexicon;
mod listed;
mod name;
mod name_run;
mod named_last;
mod named_later;
mod nations;
mod offices;
mod one_voice;
mod order;
mod owned;
mod past_title;
mod place;
mod presented;
mod pronoun;
mod reading;
mod registry;
pub mod several;
mod shared_name;
mod side;
mod through;
mod title;
mod title_case;
pub mod titled;
mod together;
mod told;
mod uncited;
mod words;
mod written;

use std::collections::BTreeSet;

pub use doubt::{Doubt, Link};
pub use lexicon::{is_given_name, is_outlet_name, is_people};
pub use written::is_named_by;

use coreference::{Gathered, Linker, Named};
use registry::{EntityId, Registry};
use words::Words;

use crate::attribution::Attribution;
use crate::draft::Span;

/// Index of a source in [`Sources::list`] (and of the graph); shown as `s1`, `s2`, ... in outputs of drafts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(pub usize);

/// What a source is. The first six after the newsroom-sourcing benchmark of the Markkula Center.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SourceKind {
    /// A person with a name.
    NamedPerson,
    /// A body with a name; an unnamed spokesperson of it speaks for it.
    NamedOrganization,
    /// A study, filing, court paper, statement, e-mail, post, poll, data set.
    Document,
    /// Granted anonymity, or called a source.
    Anonymous,
    /// One person who is only not named ("a police officer").
    UnnamedPerson,
    /// Several people who are only not named ("residents").
    UnnamedGroup,
    /// Another news outlet.
    Outlet,
    /// The paper's own observation.
    Newsroom,
}

impl SourceKind {
    /// Somebody named whom the text calls "the company" or "the union" is one.
    pub(crate) fn call_body(&mut self) {
        if *self == SourceKind::NamedPerson {
            *self = SourceKind::NamedOrganization;
        }
    }

    /// All kinds with the names that files and outputs use.
    pub const NAMES: &'static [(SourceKind, &'static str)] = &[
        (SourceKind::NamedPerson, "named-person"),
        (SourceKind::NamedOrganization, "named-organization"),
        (SourceKind::Outlet, "outlet"),
        (SourceKind::Document, "document"),
        (SourceKind::Anonymous, "anonymous"),
        (SourceKind::UnnamedPerson, "unnamed-person"),
        (SourceKind::UnnamedGroup, "unnamed-group"),
        (SourceKind::Newsroom, "newsroom"),
    ];

    /// The name that files and outputs use.
    pub fn name(self) -> &'static str {
        Self::NAMES
            .iter()
            .find(|(kind, _)| *kind == self)
            .map_or("", |(_, name)| name)
    }

    /// The kind with this name.
    pub fn of_name(name: &str) -> Option<SourceKind> {
        Self::NAMES
            .iter()
            .find(|(_, known)| *known == name)
            .map(|(kind, _)| *kind)
    }
}

/// How a source is in a position to know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Basis {
    /// Was there, did it, saw the document.
    FirstHand,
    /// Has it from somebody else.
    SecondHand,
    /// The text does not say.
    #[default]
    Unknown,
}

impl Basis {
    /// All with the names that files and outputs use.
    pub const NAMES: &'static [(Basis, &'static str)] = &[
        (Basis::FirstHand, "first-hand"),
        (Basis::SecondHand, "second-hand"),
        (Basis::Unknown, "unknown"),
    ];

    /// The name that files and outputs use.
    pub fn name(self) -> &'static str {
        Self::NAMES
            .iter()
            .find(|(basis, _)| *basis == self)
            .map_or("", |(_, name)| name)
    }

    /// The basis with this name.
    pub fn of_name(name: &str) -> Option<Basis> {
        Self::NAMES
            .iter()
            .find(|(_, known)| *known == name)
            .map(|(basis, _)| *basis)
    }
}

/// How many people or papers a source stands for, at least and at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// At least so many.
    pub low: u32,
    /// At most so many that may be counted as independent.
    pub high: u32,
}

impl Count {
    /// Exactly one.
    pub const ONE: Count = Count { low: 1, high: 1 };

    /// The `high` of a number that the text leaves open ("sources", "dozens of officials"); in words an unknown number.
    pub const OPEN: u32 = 99;

    /// So many or more, nobody knows how many.
    pub fn at_least(low: u32) -> Count {
        Count {
            low,
            high: Count::OPEN.max(low.saturating_add(1)),
        }
    }

    /// So many that nobody has heard them one by one: "300 protesters", "dozens of workers".
    pub const CROWD: u32 = 20;

    /// Does nobody know how many at most?
    pub fn is_open(self) -> bool {
        self.high >= Count::OPEN && self.high > self.low
    }
}

/// What an anonymous source's paper trail says; only a graph file can know it. Never an identity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anonymity {
    /// The reason for anonymity that the text or the file gives.
    pub reason: Option<String>,
    /// Role of who approved it ("national editor").
    pub approved_by: Option<String>,
    /// When it was approved, `YYYY-MM-DD`.
    pub approved_on: Option<String>,
    /// Does an editor attest to know who it is? `None` when nothing is said.
    pub identity_known_to_editor: Option<String>,
    /// Where the graph file gives the source away (a real name, a contact). The place only, never the words.
    pub exposed: Option<Span>,
}

/// One resolved origin of information.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// The id that outputs print: the file's own in a hand-written graph, `s1`, `s2`, ... in a draft.
    pub id: String,
    /// Full name; empty when the source has none.
    pub name: String,
    /// What it is.
    pub kind: SourceKind,
    /// Its role as the article words it; empty when not told.
    pub title: String,
    /// The clause that tells why it is in a position to know; empty when there is none.
    pub justification: String,
    /// How an unnamed source is described ("two sources with direct knowledge of the talks"); of a person what the words that
    /// bring him in tell beside the title ("who lives in Milton").
    pub description: String,
    /// What makes sources dependent: employer, party, side.
    pub interest: Vec<String>,
    /// How many it stands for.
    pub count: Count,
    /// Is the count the desk's word for how many are apart, and not a phrase of the text?
    pub count_by_hand: bool,
    /// The group of which it is one, where the text says so ("one of the officials"), or from which nobody tells it apart
    /// ("traders and analysts").
    pub member_of: Option<SourceId>,
    /// How it knows.
    pub basis: Basis,
    /// Sources that it cites, by index: in a draft for some of what it says ([`Sources::chains`]), in a graph for all.
    pub cites: Vec<SourceId>,
    /// Names of the outlets through which it speaks ("told Reuters"); it stands for its words all the same.
    pub through: Vec<String>,
    /// All its mentions, bytes of the draft's text; of a hand-written graph, the one place of its table in the file.
    pub mentions: Vec<Span>,
    /// What is known of its anonymity.
    pub anonymity: Anonymity,
    /// Is the same person known elsewhere in the graph as this other source (declined there, quoted here)?
    pub same_as: Option<SourceId>,
}

impl Source {
    /// A source of this kind with nothing known of it yet.
    pub fn new(id: &str, kind: SourceKind) -> Source {
        Source {
            id: id.to_owned(),
            name: String::new(),
            kind,
            title: String::new(),
            justification: String::new(),
            description: String::new(),
            interest: Vec::new(),
            count: Count::ONE,
            count_by_hand: false,
            member_of: None,
            basis: Basis::Unknown,
            cites: Vec::new(),
            through: Vec::new(),
            mentions: Vec::new(),
            anonymity: Anonymity::default(),
            same_as: None,
        }
    }

    /// How many independent voices it may be, at least and at most.
    ///
    /// What the desk counted, it knows to be apart. Of a phrase in the text ("two officials", "residents") nobody says
    /// that: it may be one voice, and a crowd is never more.
    pub fn voices(&self) -> Count {
        match self.count {
            count if self.count_by_hand => count,
            count if count.low >= Count::CROWD => Count::ONE,
            count => Count { low: 1, ..count },
        }
    }

    /// What to call it in a sentence: its name, else its description, else its title, else its kind.
    pub fn label(&self) -> &str {
        [&self.name, &self.description, &self.title]
            .into_iter()
            .find(|text| !text.is_empty())
            .map_or(self.kind.name(), |text| text.as_str())
    }
}

/// The sources of a draft, and which of them each attribution has.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// In order of their first mention.
    pub list: Vec<Source>,
    /// The attributions; one that names several sources together ("A and B said") is one for each of them, with the
    /// words of its own source.
    pub attributions: Vec<Attribution>,
    /// For each of these attributions, its source, if one was found.
    pub of_attribution: Vec<Option<SourceId>>,
    /// For each of these attributions, who cites whom in it. What a source says elsewhere does not rest on these.
    pub chains: Vec<Vec<(SourceId, SourceId)>>,
    /// Words that stand for somebody whom they do not name.
    pub doubts: Vec<Doubt>,
    /// What the desk says of the draft's statements.
    pub desk: desk::Settled,
}

/// What the sources of a draft were asked of, for training: links them and keeps every question.
fn in_training<T>(
    draft: &crate::draft::Draft,
    prose: &crate::language::Prose,
    reading: &crate::attribution::Reading,
    policy: &crate::policy::Policy,
    asked: impl FnOnce(Linker) -> T,
) -> T {
    let words = Words::read(draft, prose, reading, policy);
    let registry = Registry::read(&words, policy);
    let mut linker = Linker::new(&words, &registry, policy);
    (linker.questions, linker.groups) = (Some(Vec::new()), Some(Vec::new()));
    link_in_order(&mut linker, reading.attributions.clone());
    asked(linker)
}

/// Resolves the sources of a draft's attributions. Near linear in the length of the text.
pub fn resolve(
    draft: &crate::draft::Draft,
    prose: &crate::language::Prose,
    reading: &crate::attribution::Reading,
    policy: &crate::policy::Policy,
) -> Sources {
    let words = Words::read(draft, prose, reading, policy);
    let registry = Registry::read(&words, policy);
    let mut linker = Linker::new(&words, &registry, policy);
    let (attributions, of) = link_in_order(&mut linker, reading.attributions.clone());
    let told = chain::link(&mut linker, &attributions, &of);
    through::note(&mut linker, &attributions, &of);
    let links = Links {
        cites: &told,
        owned: &linker.owned,
        together: &linker.heard_together,
        of: &of,
    };
    Sources {
        attributions,
        doubts: std::mem::take(&mut linker.doubts),
        ..finish(&words, &registry, linker.gathered, &links)
    }
}

/// Links the attributions by the place of their source in the text. Gives each with its source, one for each of several.
fn link_in_order(
    linker: &mut Linker,
    attributions: Vec<Attribution>,
) -> (Vec<Attribution>, Vec<Option<usize>>) {
    let place = |number: &usize| {
        let attribution = &attributions[*number];
        let spans = [
            &attribution.source_spans,
            &attribution.cue_spans,
            &attribution.content_spans,
        ];
        spans
            .into_iter()
            .find_map(|spans| Span::hull(spans))
            .map_or(0, |span| span.start)
    };
    let mut order: Vec<usize> = (0..attributions.len()).collect();
    order.sort_by_key(place);
    let mut named = vec![Vec::new(); attributions.len()];
    for number in order {
        named[number] = linker.link(&attributions[number]);
    }
    let (attributions, mut of) = one_for_each(attributions, named);
    link_speakers(linker, &attributions, &mut of);
    (attributions, of)
}

/// An attribution for each of the sources that one names together, with the words that name it.
fn one_for_each(
    attributions: Vec<Attribution>,
    named: Vec<Vec<Named>>,
) -> (Vec<Attribution>, Vec<Option<usize>>) {
    let (mut each, mut of) = (Vec::new(), Vec::new());
    for (attribution, named) in attributions.into_iter().zip(named) {
        if named.len() < 2 {
            of.push(named.first().map(|one| one.source));
            each.push(attribution);
            continue;
        }
        for one in named {
            of.push(Some(one.source));
            each.push(Attribution {
                source_spans: one.place.into_iter().collect(),
                ..attribution.clone()
            });
        }
    }
    (each, of)
}

/// Links "I" and "we" inside what somebody says to who says it. Near linear.
fn link_speakers(linker: &mut Linker, attributions: &[Attribution], of: &mut [Option<usize>]) {
    let said = chain::contents(attributions, of);
    let reach = linker.reach_of_speech();
    for (number, attribution) in attributions.iter().enumerate() {
        if of[number].is_some() || !linker.is_speaker(attribution) {
            continue;
        }
        let place = Span::hull(&attribution.source_spans).unwrap_or_default();
        let speaker = chain::who_say(&said, place).first().map(|one| one.source);
        let speaker = speaker.or_else(|| linker.speaker_before(place, reach));
        if let Some(speaker) = speaker {
            linker.hear_speaker(attribution, speaker);
            of[number] = Some(speaker);
        }
    }
}

/// What joins the sources gathered, by their numbers.
struct Links<'a> {
    /// Who cites whom, for each attribution.
    cites: &'a [Vec<(usize, usize)>],
    /// Who speaks for whom ("his lawyer").
    owned: &'a [(usize, usize)],
    /// Who spoke together, with the token where the last of them stood.
    together: &'a [(usize, Vec<usize>)],
    /// The source of each attribution.
    of: &'a [Option<usize>],
}

/// Fills what is told of each source and orders them by their first mention.
fn finish(words: &Words, registry: &Registry, gathered: Vec<Gathered>, links: &Links) -> Sources {
    let kin = relatives(registry, &gathered);
    let mut sources: Vec<Source> = gathered
        .into_iter()
        .map(|one| fill(words, registry, one))
        .collect();
    for (from, to) in links.cites.iter().flatten() {
        let cited = SourceId(*to);
        if !sources[*from].cites.contains(&cited) {
            sources[*from].cites.push(cited);
        }
    }
    let always = chain::always_cite(sources.len(), links.cites, links.of);
    for (source, always) in sources.iter_mut().zip(always) {
        source.basis = chain::basis(source.kind, always, source.basis);
    }
    group::join_uncounted(&mut sources, links.together);
    interest::share_with_owners(&mut sources, links.owned);
    interest::share(&mut sources);
    side::share(&mut sources, &kin);
    interest::reconcile(&mut sources);
    order::by_mention(Sources {
        list: sources,
        of_attribution: links.of.iter().map(|number| number.map(SourceId)).collect(),
        chains: links
            .cites
            .iter()
            .map(|edges| edges.iter().map(order::ids).collect())
            .collect(),
        ..Sources::default()
    })
}

/// Those whom the text calls somebody's relative behind their name.
fn relatives(registry: &Registry, gathered: &[Gathered]) -> BTreeSet<usize> {
    let related = |one: &Gathered| {
        let entity = one.entity.filter(|_| one.noun.is_none());
        entity.is_some_and(|entity| side::is_relative(&registry.entity(entity).told.after_text))
    };
    (0..gathered.len())
        .filter(|number| related(&gathered[*number]))
        .collect()
}

/// One source with title, justification, interest, count and basis.
fn fill(words: &Words, registry: &Registry, mut one: Gathered) -> Source {
    let mut source = std::mem::replace(&mut one.source, Source::new("", SourceKind::NamedPerson));
    source.mentions = apart(source.mentions);
    if let Some(entity) = one.entity.filter(|_| one.noun.is_none()) {
        let entity = registry.entity(entity);
        if source.kind == SourceKind::NamedPerson {
            source.title = called::person(words, registry, entity, &one);
            source.description = called::description(words, registry, entity, &source.title);
        } else if source.description.is_empty() {
            source.description = called::body(words, registry, entity);
            if source.description.is_empty() {
                source.description.clone_from(&one.called);
            }
        }
        let titled = !source.title.is_empty() && one.introduced.ends_with(&source.title);
        let introduced = if titled { "" } else { one.introduced.as_str() };
        source.justification = justification::of(entity, introduced, &one.clauses);
    }
    if let Some(noun) = &one.noun {
        if !anonymous::is_granted(words, noun) {
            source.justification = one.clauses.first().cloned().unwrap_or_default();
        }
        if is_unnamed(source.kind) {
            source.count = anonymous::count(words, noun, source.kind);
            source.basis = anonymous::basis(words, noun);
        }
        if source.kind == SourceKind::Document && documents::is_seen_here(words, noun) {
            source.basis = Basis::FirstHand;
        }
        if source.kind == SourceKind::Anonymous {
            source.anonymity.reason = anonymous::reason(words, noun.head);
        }
    }
    if source.basis == Basis::Unknown && anonymous::is_hearsay(&source.justification) {
        source.basis = Basis::SecondHand;
    }
    let of_text = one.noun.as_ref().is_some_and(|noun| noun.of.is_some());
    let issued = source.kind == SourceKind::Document && !of_text;
    let owner = one.owner.filter(|_| is_unnamed(source.kind) || issued);
    let owner = owner
        .map(|id| registry.entity(id))
        .filter(|owner| owner.what == name::What::Body);
    source.interest = interests(words, registry, &source, (one.entity, one.noun.as_ref()));
    source
        .interest
        .extend(owner.map(|owner| name::without_the(&owner.name).to_owned()));
    source.interest = interest::once(source.interest);
    source
}

fn is_unnamed(kind: SourceKind) -> bool {
    matches!(
        kind,
        SourceKind::Anonymous | SourceKind::UnnamedGroup | SourceKind::UnnamedPerson
    )
}

/// The spans in order; of those that overlap, their hull.
fn apart(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort();
    let mut apart: Vec<Span> = Vec::new();
    for span in spans {
        match apart.last_mut().filter(|last| last.overlaps(span)) {
            Some(last) => *last = last.join(span),
            None => apart.push(span),
        }
    }
    apart
}

fn interests(
    words: &Words,
    registry: &Registry,
    source: &Source,
    one: (Option<EntityId>, Option<&reading::Noun>),
) -> Vec<String> {
    let (entity, noun) = one;
    let mut found = match source.kind {
        // Police of whom no more is told speak for their house as unnamed people do.
        SourceKind::NamedOrganization if side::is_any_of_house(&source.name) => Vec::new(),
        SourceKind::NamedOrganization | SourceKind::Outlet if !source.name.is_empty() => {
            let bare = name::without_the(&source.name);
            let owner = noun.and_then(|noun| interest::of_owner(words, registry, noun));
            std::iter::once(bare.to_owned()).chain(owner).collect()
        }
        SourceKind::NamedPerson => interest::of_text(&source.title)
            .into_iter()
            .map(|piece| registry.full_name(&piece).unwrap_or(piece))
            .chain(entity.and_then(|entity| interest::of_place(words, registry, registry.entity(entity))))
            .collect(),
        SourceKind::Document => {
            let issuer = noun.and_then(|noun| interest::of_issuer(words, registry, noun));
            issuer.into_iter().collect()
        }
        _ => noun.map_or(Vec::new(), |noun| interest::of_description(words, registry, noun)),
    };
    if source.kind == SourceKind::NamedPerson {
        found.extend(interest::party(&source.title).map(str::to_owned));
    }
    interest::once(found)
}
