//! Links what each attribution calls its source to one source: a name to its bearer, a pronoun or description to
//! whom it stands for.

use std::collections::HashMap;

use super::lexicon::lexicon;
use super::name::What;
use super::reading::{self, Noun, Pronoun, Reading};
use super::registry::{EntityId, Gender, Registry};
use super::words::Words;
use super::{Source, SourceKind, anonymous, apposition, documents, kind, title};
use crate::attribution::{Act, Attribution, Style};
use crate::draft::Span;
use crate::policy::Policy;

/// Nouns that can stand for any body of their sort.
const ANY_BODY: &[&str] = &[
    "company",
    "firm",
    "agency",
    "group",
    "organization",
    "organisation",
    "nonprofit",
    "airline",
    "business",
    "retailer",
    "manufacturer",
    "network",
    "charity",
    "outlet",
    "newspaper",
    "paper",
    "broadcaster",
    "website",
    "magazine",
    "site",
    "corporation",
    "union",
    "think-tank",
    "institute",
    "institution",
    "startup",
    "developer",
    "utility",
    "association",
];

/// Nouns for lawyers, who may be called by either.
const LAWYERS: &[&str] = &[
    "lawyer",
    "lawyers",
    "attorney",
    "attorneys",
    "counsel",
    "solicitor",
    "solicitors",
];

/// Nouns that newspapers put, with "the", in place of the name of somebody just named.
const EPITHETS: &[&str] = &[
    "republican",
    "democrat",
    "lawmaker",
    "senator",
    "congressman",
    "congresswoman",
    "governor",
    "mayor",
    "nominee",
    "candidate",
    "mogul",
    "billionaire",
    "businessman",
    "businesswoman",
    "politician",
    "legislator",
    "author",
    "actor",
    "actress",
    "singer",
    "comedian",
    "star",
    "novelist",
    "magnate",
    "tycoon",
    "celebrity",
    "incumbent",
    "contender",
    "hopeful",
    "icon",
    "native",
];

/// What one source is known by while the sources are gathered.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
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
    owner: Option<EntityId>,
    /// Clauses told of it where it spoke.
    pub(super) clauses: Vec<String>,
}

impl Gathered {
    fn new(source: Source) -> Gathered {
        Gathered {
            source,
            entity: None,
            head: None,
            noun: None,
            introduced: String::new(),
            clauses: Vec::new(),
            owner: None,
        }
    }
}

/// Links attributions to sources, in text order.
pub(super) struct Linker<'a> {
    pub(super) words: &'a Words<'a>,
    pub(super) registry: &'a Registry,
    pub(super) policy: &'a Policy,
    pub(super) gathered: Vec<Gathered>,
    by_key: HashMap<Key, usize>,
    /// What the attribution that is being linked does.
    act: Act,
    /// What "he" and "she" have told of persons whom nothing else tells of.
    pub(super) genders: HashMap<EntityId, Gender>,
    /// The sources of earlier attributions with the token where each stood, in text order.
    pub(super) spoke: Vec<(usize, usize)>,
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
        }
    }

    /// The tokens of the attribution's source span.
    pub(super) fn tokens(&self, attribution: &Attribution) -> Option<(usize, usize)> {
        let hull = self.piece(attribution)?;
        let tokens = self.words.prose.tokens_in(hull);
        (tokens.start < tokens.end).then_some((tokens.start, tokens.end))
    }

    /// The words that name the source: of several pieces the one beside the cue, if it names anybody.
    fn piece(&self, attribution: &Attribution) -> Option<Span> {
        let [first, .., last] = attribution.source_spans.as_slice() else {
            return attribution.source_spans.first().copied();
        };
        let cue = Span::hull(&attribution.cue_spans)?;
        let beside = if cue.start < first.start { first } else { last };
        let tokens = self.words.prose.tokens_in(*beside);
        let names = !self.registry.mentions_in((tokens.start, tokens.end)).is_empty();
        let pronoun = matches!(
            reading::read(self.words, self.registry, (tokens.start, tokens.end)),
            Reading::Pronoun(_)
        );
        let hull = first.join(*last);
        match (names || pronoun, hull.len() > 300) {
            (true, _) => Some(*beside),
            (false, true) => Some(*first),
            (false, false) => Some(hull),
        }
    }

    /// Links one attribution.
    pub(super) fn link(&mut self, attribution: &Attribution) -> Option<usize> {
        let place = Span::hull(&attribution.cue_spans).or_else(|| Span::hull(&attribution.content_spans))?;
        let place = self.words.prose.tokens_in(place).start;
        self.act = attribution.act;
        let tokens = self.tokens(attribution);
        let found = match tokens {
            Some(tokens) => self.of_phrase(tokens),
            None => self.continued(attribution, place),
        }?;
        let at = tokens.map_or(place, |tokens| tokens.0);
        if let Some(tokens) = tokens {
            let span = self.words.span(tokens);
            self.gathered[found].source.mentions.push(span);
        }
        self.spoke.push((at, found));
        Some(found)
    }

    /// The source that the words of these tokens name.
    pub(super) fn of_phrase(&mut self, tokens: (usize, usize)) -> Option<usize> {
        match reading::read(self.words, self.registry, tokens) {
            Reading::Nothing => None,
            Reading::Pronoun(pronoun) => self.of_pronoun(pronoun, tokens.0),
            Reading::Named(entity, run) => {
                let number = self.of_entity(entity);
                self.hear(number, run);
                Some(number)
            }
            Reading::Introduced(description, entity, _) => {
                let number = self.of_entity(entity);
                if self.gathered[number].introduced.is_empty() {
                    self.gathered[number].introduced = self.words.text(description);
                }
                Some(number)
            }
            Reading::Unlisted(what, run) => Some(self.of_unlisted(what, run)),
            Reading::Noun(noun) if kind::is_mute(self.words, &noun) => None,
            Reading::Noun(noun) => Some(self.of_noun(noun)),
        }
    }

    fn of_unlisted(&mut self, what: What, run: (usize, usize)) -> usize {
        let name = self.words.text(run);
        let key = Key::Description(name.to_lowercase());
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

    fn add(&mut self, key: Key, gathered: Gathered) -> usize {
        let number = self.gathered.len();
        self.gathered.push(gathered);
        self.by_key.insert(key, number);
        number
    }

    /// Who is described: a body's spokesperson, somebody known from before, or somebody new.
    fn of_noun(&mut self, noun: Noun) -> usize {
        let head = self.words.lower(noun.head);
        let description = self.words.text(noun.tokens);
        if kind::is_spokesperson(head)
            && let Some(of) = noun.of
            && self.registry.entity(of).what != What::Person
        {
            let number = self.of_entity(of);
            self.hear(number, noun.tokens);
            let gathered = &mut self.gathered[number];
            if gathered.source.description.is_empty() {
                gathered.source.description = description;
            }
            gathered.head = gathered.head.or(Some(noun.head));
            return number;
        }
        if let Some(firm) = self.firm(&noun) {
            let number = self.of_entity(firm);
            let gathered = &mut self.gathered[number];
            if gathered.source.description.is_empty() {
                gathered.source.description = description;
            }
            gathered.head = Some(noun.head);
            gathered.owner = noun.of;
            return number;
        }
        if let Some(of) = noun.of
            && documents::is_figures(self.words, &noun)
            && self.is_maker(of)
        {
            let number = self.of_entity(of);
            self.hear(number, noun.tokens);
            self.gathered[number].head = Some(noun.head);
            return number;
        }
        let key = Key::Description(bare(&description));
        if let Some(known) = self.by_key.get(&key) {
            return *known;
        }
        if noun.definite
            && let Some(known) = self.described(&noun)
        {
            return known;
        }
        let clause = apposition::clause_after(self.words, noun.tokens.1);
        let mut kind = kind::of_noun(self.words, &noun);
        if anonymous::is_anonymous(self.words, &noun, kind) {
            kind = SourceKind::Anonymous;
        }
        let mut source = Source::new("", kind);
        if matches!(kind, SourceKind::Document | SourceKind::NamedOrganization) {
            source.name = self.document_name(&noun);
        }
        source.description = description;
        self.add(
            key,
            Gathered {
                entity: noun.of,
                head: Some(noun.head),
                noun: Some(noun),
                clauses: clause.into_iter().collect(),
                ..Gathered::new(source)
            },
        )
    }

    pub(super) fn is_body(&self, id: EntityId) -> bool {
        self.registry.entity(id).what == What::Body
    }

    /// The firm of lawyers named right after them: "Lee's lawyers, from the firm Marsh & Quinn".
    fn firm(&self, noun: &Noun) -> Option<EntityId> {
        let after = noun.tokens.1;
        if !LAWYERS.contains(&self.words.lower(noun.head)) {
            return None;
        }
        let from =
            (after..after + 3).find(|at| matches!(self.words.lower(*at), "from" | "of" | "with" | "at"))?;
        let mention = self.registry.mentions_in((from, from + 7)).first()?;
        let (_, end) = self.words.sentence_tokens(noun.head);
        (mention.run.core.1 <= end && self.is_body(mention.entity)).then_some(mention.entity)
    }

    /// A body that keeps figures: no bare country or state ("an Iowa poll").
    fn is_maker(&self, id: EntityId) -> bool {
        self.is_body(id) && !self.is_place(id)
    }

    /// A bare country or state.
    pub(super) fn is_place(&self, id: EntityId) -> bool {
        let words = &self.registry.entity(id).words;
        words.len() == 1 && words.iter().all(|word| lexicon().places.contains(word.as_str()))
    }

    fn document_name(&self, noun: &Noun) -> String {
        let called = documents::first_called(self.words, noun).filter(|_| noun.definite && noun.of.is_none());
        let text = self.words.text(called.unwrap_or((noun.tokens.0, noun.head + 1)));
        strip_article(&text).to_owned()
    }

    /// Somebody known from before who fits a definite description.
    fn described(&mut self, noun: &Noun) -> Option<usize> {
        let head = self.words.lower(noun.head).to_owned();
        if head == "old" {
            return self.person_before(noun.tokens.0, Gender::Unknown);
        }
        if noun.of.is_some_and(|of| !self.is_body(of))
            && !lexicon().bodies.contains(head.as_str())
            && !self.words.is_role(noun.head)
            && !self.words.is_roles(noun.head)
        {
            return None;
        }
        let fits = |gathered: &Gathered| self.fits(gathered, &head) && self.owner_agrees(gathered, noun);
        let spoke = self
            .spoke
            .iter()
            .rev()
            .take(40)
            .find(|(at, number)| *at < noun.head && fits(&self.gathered[*number]));
        if let Some((_, number)) = spoke {
            return Some(*number);
        }
        let until = self
            .registry
            .mentions
            .partition_point(|mention| mention.run.core.0 < noun.tokens.0);
        let known = self.registry.mentions[..until]
            .iter()
            .rev()
            .take(60)
            .find(|mention| self.entity_fits(mention.entity, &head) && self.owned_by(mention.entity, noun));
        if known.is_none() && EPITHETS.contains(&head.as_str()) && !self.owned_by_person(noun) {
            return self.person_before(noun.tokens.0, Gender::Unknown);
        }
        let entity = known
            .map(|mention| mention.entity)
            .or_else(|| self.body_before(until, noun))
            .or_else(|| self.body_after(until, &head, noun))?;
        Some(self.of_entity(entity))
    }

    /// "the company", "the agency": the body that spoke or was named last.
    fn body_before(&self, until: usize, noun: &Noun) -> Option<EntityId> {
        let possessive = matches!(
            self.words.lower(noun.tokens.0),
            "his" | "her" | "their" | "its" | "our" | "my"
        );
        if !ANY_BODY.contains(&self.words.lower(noun.head)) || possessive || self.owned_by_person(noun) {
            return None;
        }
        let mentions = self.registry.mentions[..until].iter().rev().take(12);
        let bodies = mentions.filter(|mention| self.is_body(mention.entity));
        let mut named = bodies.map(|mention| mention.entity);
        named.find(|id| !self.is_place(*id))
    }

    /// A body whose name tells the noun, named only later ("the city ... the City of Dunmore").
    fn body_after(&self, from: usize, head: &str, noun: &Noun) -> Option<EntityId> {
        let mut later = self.registry.mentions[from..].iter().take(60);
        let named = |id: EntityId| self.is_body(id) && self.entity_fits(id, head) && self.owned_by(id, noun);
        later
            .find(|mention| named(mention.entity))
            .map(|mention| mention.entity)
    }

    fn fits(&self, gathered: &Gathered, head: &str) -> bool {
        if let Some(own) = gathered.head
            && (documents::may_be_same(self.words.lower(own), head)
                || LAWYERS.contains(&self.words.lower(own)) && LAWYERS.contains(&head)
                || kind::is_spokesperson(self.words.lower(own)) && kind::is_spokesperson(head))
        {
            return true;
        }
        gathered
            .entity
            .is_some_and(|entity| gathered.noun.is_none() && self.entity_fits(entity, head))
    }

    fn owned_by_person(&self, noun: &Noun) -> bool {
        noun.of
            .is_some_and(|of| self.registry.entity(of).what == What::Person)
    }

    fn owner_agrees(&self, gathered: &Gathered, noun: &Noun) -> bool {
        // "the county attorneys" are not the attorneys of somebody named before.
        let modified =
            (noun.tokens.0..noun.head).any(|at| self.words.is_word(at) && !self.words.is_function(at));
        if gathered.owner.is_some() && modified && noun.of.is_none() {
            return false;
        }
        let Some(of) = noun.of else {
            return true;
        };
        if gathered.owner == Some(of) {
            return true;
        }
        let same = gathered.noun.as_ref().is_some_and(|known| known.of == Some(of));
        same || gathered.entity.is_some_and(|entity| self.owned_by(entity, noun))
    }

    /// Where a description names its owner ("Lee's campaign"), the entity's name or title must too.
    fn owned_by(&self, id: EntityId, noun: &Noun) -> bool {
        let Some(of) = noun.of else {
            return true;
        };
        let entity = self.registry.entity(id);
        let title = entity.told.title().to_lowercase();
        let owner = self.registry.entity(of).words.last();
        owner.is_some_and(|word| entity.words.contains(word) || title.contains(word.as_str()))
    }

    /// Does the entity's title or name hold this noun?
    fn entity_fits(&self, id: EntityId, head: &str) -> bool {
        let entity = self.registry.entity(id);
        match entity.what {
            What::Body => entity.words.iter().any(|word| word == head) && lexicon().bodies.contains(head),
            _ if lexicon().is_role(head) => entity
                .told
                .title()
                .to_lowercase()
                .split(|c: char| !c.is_alphanumeric() && c != '-')
                .any(|word| word == head),
            _ => false,
        }
    }

    /// Is the attribution's source "I" or "we"?
    pub(super) fn is_speaker(&self, attribution: &Attribution) -> bool {
        self.tokens(attribution).is_some_and(|tokens| {
            reading::read(self.words, self.registry, tokens) == Reading::Pronoun(Pronoun::Speaker)
        })
    }

    /// Who spoke last, at most three sentences before words in quotation marks that nobody is cited for.
    pub(super) fn quoted_before(&self, place: Span) -> Option<usize> {
        let at = self.words.prose.tokens_in(place).start;
        let sentence = self.words.sentence(at);
        let until = self.spoke.partition_point(|(spoke, _)| *spoke < at);
        let (spoke, number) = self.spoke[..until].last()?;
        let near = sentence.saturating_sub(self.words.sentence(*spoke)) <= 3;
        (near && self.words.is_quoted(at)).then_some(*number)
    }

    /// Links "I" or "we" to who says the words that it stands in.
    pub(super) fn hear_speaker(&mut self, attribution: &Attribution, speaker: usize) {
        if let Some(tokens) = self.tokens(attribution) {
            let span = self.words.span(tokens);
            self.gathered[speaker].source.mentions.push(span);
        }
    }

    /// The source that the attribution before names, when this one names none.
    fn continued(&self, attribution: &Attribution, place: usize) -> Option<usize> {
        if attribution.style == Style::Indirect {
            return None;
        }
        let sentence = self.words.sentence(place);
        let (at, number) = self.spoke.iter().rev().find(|(at, _)| *at <= place)?;
        (sentence.saturating_sub(self.words.sentence(*at)) <= 3).then_some(*number)
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
    strip_article(text).to_lowercase()
}
