//! Links what each attribution calls its source to one source: a name to its bearer, a pronoun or description to
//! whom it stands for.

use std::collections::{BTreeSet, HashMap};

use super::antecedent::{Question, Who};
use super::doubt::Doubt;
use super::gender::Gender;
use super::group::Part;
use super::joint::{self, Agreement};
use super::lexicon::lexicon;
use super::name::What;
use super::reading::{self, Noun, Reading};
use super::registry::{EntityId, Registry};
use super::several;
use super::together::{self, Company};
use super::words::Words;
use super::{
    Source, SourceKind, anonymous, apposition, documents, headline, kind, nations, offices, title, titled,
};
use crate::attribution::{Act, Attribution, cue};
use crate::draft::Span;
use crate::language::fold;
use crate::policy::Policy;

/// What one source is known by while the sources are gathered.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Key {
    /// A named entity.
    Entity(EntityId),
    /// A description, in lower case without its article.
    Description(String),
}

/// A source under construction.
#[derive(Clone, Debug)]
pub(super) struct Gathered {
    /// The source so far.
    pub(super) source: Source,
    /// The entity that it is, if it is a named one.
    pub(super) entity: Option<EntityId>,
    /// The head noun of its description.
    pub(super) head: Option<usize>,
    /// The description.
    pub(super) noun: Option<Noun>,
    /// The description that a name followed: "the secretary of state, Ann Lee".
    pub(super) introduced: String,
    /// Whose lawyers or people it is, where its own name does not tell.
    pub(super) owner: Option<EntityId>,
    /// Clauses told of it where it spoke.
    pub(super) clauses: Vec<String>,
    /// The first description by which the text calls it again ("the former speaker").
    pub(super) called: String,
}

impl Gathered {
    pub(super) fn new(source: Source) -> Gathered {
        Gathered {
            source,
            entity: None,
            head: None,
            noun: None,
            introduced: String::new(),
            clauses: Vec::new(),
            owner: None,
            called: String::new(),
        }
    }
}

/// A source that an attribution names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named {
    /// Its number among the sources gathered.
    pub(super) source: usize,
    /// The token where it stands here.
    pub(super) at: usize,
    /// The words that name it here, if any do.
    pub(super) place: Option<Span>,
}

/// Links attributions to sources, in text order.
pub(super) struct Linker<'a> {
    pub(super) words: &'a Words<'a>,
    pub(super) registry: &'a Registry,
    pub(super) policy: &'a Policy,
    pub(super) gathered: Vec<Gathered>,
    pub(super) by_key: HashMap<Key, usize>,
    /// What the attribution that is being linked does.
    act: Act,
    /// What "he" and "she" have told of persons whom nothing else tells of.
    pub(super) genders: HashMap<EntityId, Gender>,
    /// The sources of earlier attributions with the token where each stood, in text order.
    pub(super) spoke: Vec<(usize, usize)>,
    /// Those of them that spoke together, with the token where the last of them stood.
    pub(super) heard_together: Vec<(usize, Vec<usize>)>,
    /// Those whom the text names together.
    pub(super) companies: Vec<Company>,
    /// Sources that the text calls somebody's ("his lawyer"), with whose they are.
    pub(super) owned: Vec<(usize, usize)>,
    /// Sources that spoke by what they gave out ("the statement"): "it" can mean them.
    pub(super) gave_out: BTreeSet<usize>,
    /// Does its cue tell a court something ("told the jury")? The prosecution does.
    pub(super) tells: bool,
    /// What the attribution that is being linked says: whom it tells of seldom says it.
    pub(super) content: Vec<Span>,
    /// Who is named in the same breath: none of them is meant by a description beside them.
    pub(super) beside: Vec<usize>,
    /// Words that stand for somebody whom they do not name.
    pub(super) doubts: Vec<Doubt>,
    /// Whom pronouns and descriptions could mean, where that is kept for training.
    pub(super) questions: Option<Vec<Question>>,
    /// Whom phrases for several could mean, where that is kept for training.
    pub(super) groups: Option<Vec<several::Question>>,
}

impl<'a> Linker<'a> {
    pub(super) fn new(words: &'a Words<'a>, registry: &'a Registry, policy: &'a Policy) -> Linker<'a> {
        Linker {
            words,
            registry,
            policy,
            gathered: Vec::new(),
            by_key: HashMap::new(),
            act: Act::Speech,
            genders: HashMap::new(),
            spoke: Vec::new(),
            heard_together: Vec::new(),
            companies: together::read(words, registry),
            owned: Vec::new(),
            gave_out: BTreeSet::new(),
            tells: false,
            content: Vec::new(),
            beside: Vec::new(),
            doubts: Vec::new(),
            questions: None,
            groups: None,
        }
    }

    /// Links one attribution: to its source, or to each of those that it names together.
    pub(super) fn link(&mut self, attribution: &Attribution) -> Vec<Named> {
        let place = Span::hull(&attribution.cue_spans).or_else(|| Span::hull(&attribution.content_spans));
        let Some(place) = place.map(|place| self.words.prose.tokens_in(place).start) else {
            return Vec::new();
        };
        self.act = attribution.act;
        self.content.clone_from(&attribution.content_spans);
        let court = |at: usize| {
            matches!(
                self.words.lower(at),
                "court" | "jury" | "jurors" | "inquest" | "tribunal"
            )
        };
        self.tells = self.words.lower(place) == "told" && (place + 1..place + 4).any(court);
        let Some(tokens) = self.tokens(attribution) else {
            let found = self.continued(attribution, place);
            let named: Vec<Named> = found
                .into_iter()
                .map(|source| Named {
                    source,
                    at: place,
                    place: None,
                })
                .collect();
            return self.heard(named);
        };
        let bodies = nations::bodies(self.words, tokens);
        if !bodies.is_empty() {
            let named = bodies.into_iter().map(|body| self.of_nation(body)).collect();
            return self.heard(named);
        }
        let members = if offices::is_one(self.words, self.registry, tokens) {
            vec![tokens]
        } else {
            joint::members(self.words, self.registry, tokens, self.agreement(place))
        };
        let mut named: Vec<Named> = Vec::new();
        for (member, sources) in self.each_of(&members) {
            let place = self.words.span(member);
            for source in sources {
                let with: Vec<usize> = named.iter().map(|one| one.source).collect();
                self.note_owner(source, member, &with);
                self.gathered[source].source.mentions.push(place);
                if named.iter().all(|one| one.source != source) {
                    named.push(Named {
                        source,
                        at: member.0,
                        place: Some(place),
                    });
                }
            }
        }
        self.heard(named)
    }

    /// The sources of each of those who are named together: first of those with a name, since none of them is meant by a
    /// description beside them.
    fn each_of(&mut self, members: &[(usize, usize)]) -> Vec<((usize, usize), Vec<usize>)> {
        let named = |tokens: (usize, usize)| {
            matches!(
                reading::read(self.words, self.registry, tokens),
                Reading::Named(..) | Reading::Introduced(..)
            )
        };
        let (first, then): (Vec<usize>, Vec<usize>) =
            (0..members.len()).partition(|one| named(members[*one]));
        let mut each: Vec<_> = members.iter().map(|member| (*member, Vec::new())).collect();
        for number in first.into_iter().chain(then) {
            let found = self
                .all_of(members[number])
                .unwrap_or_else(|| self.of_phrase(members[number]).into_iter().collect());
            self.beside.extend(&found);
            each[number].1 = found;
        }
        self.beside.clear();
        each
    }

    /// Notes who has spoken.
    fn heard(&mut self, named: Vec<Named>) -> Vec<Named> {
        self.spoke.extend(named.iter().map(|one| (one.at, one.source)));
        if let [_, .., last] = named.as_slice() {
            let sources = named.iter().map(|one| one.source).collect();
            self.heard_together.push((last.at, sources));
        }
        named
    }

    /// What the verb of a cue at a token tells of the number of its subject.
    fn agreement(&self, cue: usize) -> Agreement {
        // "both questioned", "all suggested"
        let word = self.words.lower(cue);
        match (word, cue::of_word(word)) {
            ("both" | "all", _) => Agreement::Several,
            ("has" | "was" | "is" | "says", _) => Agreement::One,
            ("have" | "were" | "are" | "say", _) => Agreement::Several,
            (_, Some(sense)) if sense.lemma == word => Agreement::Several,
            (_, Some(sense)) if word.strip_suffix('s') == Some(sense.lemma) => Agreement::One,
            (_, None) if word.len() > 4 && word.ends_with('s') && !word.ends_with("ss") => Agreement::One,
            _ => Agreement::Unknown,
        }
    }

    /// The source that the words of these tokens name.
    pub(super) fn of_phrase(&mut self, tokens: (usize, usize)) -> Option<usize> {
        match reading::read(self.words, self.registry, tokens) {
            Reading::Nothing => None,
            Reading::Pronoun(pronoun) => {
                self.doubt((tokens.0, tokens.0 + 1));
                self.of_pronoun(pronoun, tokens.0)
            }
            Reading::Named(entity, run) => {
                let number = self.of_entity(entity);
                self.hear(number, run);
                Some(number)
            }
            Reading::Introduced(description, entity, _) => {
                let number = self.of_entity(entity);
                let body = self.is_body(entity).then_some(description.1 - 1);
                let outlet = lexicon().is_outlet_noun(self.words.lower(description.1 - 1));
                let known = &mut self.gathered[number];
                if outlet && known.source.kind == SourceKind::NamedOrganization {
                    known.source.kind = SourceKind::Outlet;
                }
                known.head = known.head.or(body);
                if known.introduced.is_empty() && body.is_none() {
                    known.introduced = self.words.text(description);
                }
                Some(self.named_after_headline(number))
            }
            Reading::Unlisted(what, run) => Some(self.of_unlisted(what, run)),
            Reading::Noun(noun) if self.is_outlet_name(&noun) => {
                let name = (noun.tokens.0..noun.tokens.1).find(|at| self.words.lower(*at) != "the")?;
                Some(self.of_unlisted(What::Body, (name, noun.tokens.1)))
            }
            Reading::Noun(noun) if kind::is_mute(self.words, &noun) && !self.tells => self.rule(noun),
            Reading::Noun(noun) => {
                let number = self.of_noun(noun.clone());
                self.doubt_description(&noun, number);
                Some(number)
            }
        }
    }

    /// "The Evening Post" where the registry holds no name: capitals throughout, and an outlet by its words.
    fn is_outlet_name(&self, noun: &Noun) -> bool {
        let (from, to) = noun.tokens;
        let capitals = (from..to).all(|at| self.words.is_capital(at));
        capitals && kind::is_outlet(&self.words.text(noun.tokens), self.policy)
    }

    /// "The harbour policy states that": what cannot speak, but is written down.
    fn rule(&mut self, noun: Noun) -> Option<usize> {
        let verb = self.words.lower(noun.tokens.1);
        if !matches!(verb, "states" | "stated" | "stipulates" | "specifies") || !noun.definite {
            return None;
        }
        let key = self.description(noun.tokens);
        if let Some(known) = self.by_key.get(&key) {
            return Some(*known);
        }
        let mut source = Source::new("", SourceKind::Document);
        source.name = self.document_name(&noun);
        source.description = self.words.text(noun.tokens);
        Some(self.unnamed_source(key, noun, source))
    }

    fn of_unlisted(&mut self, what: What, run: (usize, usize)) -> usize {
        self.of_name(what, self.words.text(run))
    }

    pub(super) fn of_name(&mut self, what: What, name: String) -> usize {
        let key = Key::Description(fold(&name));
        if let Some(known) = self.by_key.get(&key) {
            return *known;
        }
        let mut source = Source::new("", kind::of_name(&name, what, self.policy));
        source.name = name;
        self.add(key, Gathered::new(source))
    }

    /// Notes the clauses that stand after a body's name where it speaks.
    fn hear(&mut self, number: usize, run: (usize, usize)) {
        if self.act != Act::Speech {
            return;
        }
        let mentions = self.registry.mentions_in(run);
        if let Some(mention) = mentions.last().filter(|mention| self.is_body(mention.entity)) {
            let told = title::of_run(self.words, mention.run, What::Body);
            self.gathered[number].clauses.extend(told.clauses);
        }
    }

    pub(super) fn of_entity(&mut self, id: EntityId) -> usize {
        let key = Key::Entity(id);
        if let Some(known) = self.by_key.get(&key) {
            return *known;
        }
        let entity = self.registry.entity(id);
        let mut source = Source::new("", kind::of_entity(entity, self.policy));
        if source.kind == SourceKind::NamedOrganization && self.reads_as_outlet(entity) {
            source.kind = SourceKind::Outlet;
        }
        source.name.clone_from(&entity.name);
        for mention in &entity.mentions {
            if let Some(mention) = self.registry.mentions.get(*mention) {
                source.mentions.push(self.words.span(mention.run.core));
            }
        }
        self.add(
            key,
            Gathered {
                entity: Some(id),
                ..Gathered::new(source)
            },
        )
    }

    pub(super) fn add(&mut self, key: Key, gathered: Gathered) -> usize {
        if let Some(known) = headline::named_before(self, &gathered) {
            self.by_key.insert(key, known);
            let mentions = std::mem::take(&mut self.gathered[known].source.mentions);
            self.gathered[known] = gathered;
            self.gathered[known].source.mentions.extend(mentions);
            return known;
        }
        let number = self.gathered.len();
        self.gathered.push(gathered);
        self.by_key.insert(key, number);
        number
    }

    /// The place of a source that a headline calls by a role, where this one, new in the text, turns out to be that one.
    fn named_after_headline(&mut self, number: usize) -> usize {
        let new = &self.gathered[number];
        let (last, entity) = (number + 1 == self.gathered.len(), new.entity);
        let known = headline::introduced_before(self, new).filter(|known| last && *known < number);
        let (Some(known), Some(entity)) = (known, entity) else {
            return number;
        };
        if let Some(mut gathered) = self.gathered.pop() {
            let mentions = std::mem::take(&mut self.gathered[known].source.mentions);
            gathered.source.mentions.extend(mentions);
            self.gathered[known] = gathered;
            self.by_key.insert(Key::Entity(entity), known);
        }
        known
    }

    /// Who is described: a body's spokesperson, somebody known from before, or somebody new.
    fn of_noun(&mut self, noun: Noun) -> usize {
        if kind::only_hears(self.words, &noun) {
            let key = Key::Description(format!("heard by {}", bare(&self.words.text(noun.tokens))));
            let known = self.by_key.get(&key).copied();
            return known.unwrap_or_else(|| self.unnamed(key, noun, None));
        }
        if let Some(poll) = self.polled(&noun) {
            return poll;
        }
        if let Some(body) = self.speaks_for(&noun) {
            return body;
        }
        match self.part_of(&noun) {
            Some(Part::Whole(group)) => return group,
            Some(Part::One(group)) => return self.member(noun, group),
            None => {}
        }
        if let Some(study) = self.written_by(&noun) {
            return study;
        }
        if let Some(issuer) = self.issued_by(&noun) {
            self.gave_out.insert(issuer);
            return issuer;
        }
        let owner = self.body_in(&noun);
        let speaks = kind::is_spokesperson(self.words.lower(noun.head));
        if let Some(owner) = owner.filter(|_| speaks) {
            let number = self.of_entity(owner);
            self.gathered[number].source.kind.call_body();
            return number;
        }
        if let Some(body) = self.voice_of(&noun) {
            return body;
        }
        let key = self.description(noun.tokens);
        // "Another source said ... the source added": the one that spoke last, though an earlier one has that name too.
        let last = self.last_called(&noun);
        let known = last.or_else(|| self.by_key.get(&key).copied());
        let asks = self.asks(&noun);
        if let Some(known) =
            known.filter(|known| asks.is_none() || self.gathered[*known].source.name.is_empty())
        {
            return known;
        }
        let second = self.is_second_office(&noun);
        let called = self.called_so(&noun).filter(|_| noun.definite || second);
        let meant = match asks.filter(|_| !second) {
            Some(anaphor) => {
                // Where nobody named is meant it is who was described by that noun before.
                let again = called.filter(|who| matches!(who, Who::Source(_)));
                self.meant_by(anaphor, &noun, called)
                    .or(again.and_then(|who| self.number(who)))
            }
            None => called.map(|who| self.of_called(who, &noun)),
        };
        if let Some(known) = meant.filter(|known| !self.beside.contains(known)) {
            self.note_call(known, &noun);
            return known;
        }
        self.unnamed(key, noun, owner)
    }

    /// What a description is known by.
    pub(super) fn description(&self, tokens: (usize, usize)) -> Key {
        Key::Description(bare(&self.words.text(tokens)))
    }

    /// Somebody who is only described, whoever is named near: known by these words before, or new.
    pub(super) fn somebody(&mut self, noun: Noun) -> usize {
        let key = self.description(noun.tokens);
        let known = self.by_key.get(&key).copied();
        known.unwrap_or_else(|| self.unnamed(key, noun, None))
    }

    /// "the mayor and sheriff": one article for both.
    fn is_second_office(&self, noun: &Noun) -> bool {
        let from = noun.tokens.0;
        let bare = noun.tokens.1 == from + 1 && self.words.is_role(from);
        bare && from >= 3 && self.words.lower(from - 1) == "and" && self.words.lower(from - 3) == "the"
    }

    /// The body whose spokesperson or firm of lawyers a description speaks of.
    fn speaks_for(&mut self, noun: &Noun) -> Option<usize> {
        let body = noun
            .of
            .filter(|of| self.registry.entity(*of).what != What::Person);
        let spokesperson = body.filter(|_| kind::is_spokesperson(self.words.lower(noun.head)));
        let firm = self.firm(noun);
        let of = spokesperson.or(firm)?;
        let number = self.of_entity(of);
        if spokesperson.is_some() {
            self.hear(number, noun.tokens);
        }
        let gathered = &mut self.gathered[number];
        if gathered.source.description.is_empty() {
            gathered.source.description = self.words.text(noun.tokens);
        }
        if spokesperson.is_none() {
            gathered.owner = noun.of;
        }
        gathered.head = gathered
            .head
            .filter(|_| spokesperson.is_some())
            .or(Some(noun.head));
        Some(number)
    }

    /// A new source for somebody described; `owner` is the body that the description speaks of by a bare noun.
    fn unnamed(&mut self, key: Key, noun: Noun, owner: Option<EntityId>) -> usize {
        let mut kind = kind::of_noun(self.words, &noun);
        if anonymous::is_anonymous(self.words, &noun, kind) {
            kind = SourceKind::Anonymous;
        }
        if kind::only_hears(self.words, &noun) {
            kind = SourceKind::UnnamedPerson;
        }
        let mut source = Source::new("", kind);
        if matches!(kind, SourceKind::Document | SourceKind::NamedOrganization) {
            source.name = self.document_name(&noun);
        }
        source.description = self.words.text(noun.tokens);
        let open = matches!(kind, SourceKind::UnnamedPerson | SourceKind::UnnamedGroup);
        if let Some(from) = kind::called(self.words, &noun).filter(|_| open) {
            source.name = self.words.text((from, noun.tokens.1));
            let scores = self.words.name_scores((from, noun.tokens.1));
            let person = scores.is_some_and(|scores| scores.person > scores.organization);
            let what = if person { What::Person } else { What::Body };
            source.kind = kind::of_name(&source.name, what, self.policy);
            if person {
                source.title = titled::beside(self.words, self.registry, (from, noun.tokens.1));
            }
        }
        let number = self.unnamed_source(key, noun, source);
        let gathered = &mut self.gathered[number];
        gathered.owner = owner.or(gathered.owner);
        number
    }

    /// Adds a source that a description told of.
    pub(super) fn unnamed_source(&mut self, key: Key, noun: Noun, source: Source) -> usize {
        let clause = apposition::clause_after(self.words, noun.tokens.1);
        self.add(
            key,
            Gathered {
                entity: noun.of,
                head: Some(noun.head),
                owner: noun.of,
                noun: Some(noun),
                clauses: clause.into_iter().collect(),
                ..Gathered::new(source)
            },
        )
    }

    pub(super) fn is_body(&self, id: EntityId) -> bool {
        self.registry.entity(id).what == What::Body
    }

    /// A bare country or state.
    pub(super) fn is_place(&self, id: EntityId) -> bool {
        self.registry.is_place(id)
    }

    fn document_name(&self, noun: &Noun) -> String {
        let called = documents::first_called(self.words, noun).filter(|_| noun.definite && noun.of.is_none());
        let text = self.words.text(called.unwrap_or((noun.tokens.0, noun.head + 1)));
        strip_article(&text).to_owned()
    }
}

fn strip_article(text: &str) -> &str {
    let lower = text.to_lowercase();
    let article = [
        "the ", "a ", "an ", "this ", "that ", "its ", "their ", "his ", "her ",
    ]
    .iter()
    .find(|article| lower.starts_with(**article));
    article
        .and_then(|article| text.get(article.len()..))
        .unwrap_or(text)
}

fn bare(text: &str) -> String {
    fold(strip_article(text))
}
