//! Whom "both women", "the two", "the couple" and "they" stand for: those whom the text named together before, or the only
//! two of that trade.

use super::apposition;
pub(super) use super::company::{Company, read};
use super::coreference::Linker;
use super::gender::Gender;
use super::lexicon::{lexicon, singular};
use super::registry::{EntityId, Mention};
use super::words::Words;
use super::{SourceKind, joint};

/// A phrase that can stand for several named before.
pub(super) struct Call {
    /// The token of it.
    pub(super) at: usize,
    /// How many, where it tells ("both").
    pub(super) size: Option<usize>,
    /// What they are, where it tells ("women"), in the singular.
    pub(super) noun: Option<String>,
}

/// So many sentences back those who were named together are still meant.
const REACH: usize = 4;

/// Those who spoke one after the other reach so far.
const REACH_APART: usize = 12;

/// "They" reaches less far.
const REACH_OF_THEY: usize = 1;

/// Nouns for places that speak.
const NATIONS: &[&str] = &["country", "nation"];

/// Nouns for those who hold an office of any sort.
const OFFICERS: &[&str] = &["official", "leader"];

/// Nouns for bodies of any sort.
const ANY_BODIES: &[&str] = &[
    "company",
    "firm",
    "organization",
    "organisation",
    "group",
    "body",
    "institution",
    "business",
    "party",
];

/// So many mentions of a name are read for whether it is a place.
const READ: usize = 20;

/// So sure is the model that a name is a place's.
const PLACE: f32 = 0.5;

/// So many words into a sentence its subject has begun.
pub(super) const SUBJECT: usize = 8;

/// So many words may stand between "with" and whom it brings ("with his elder brother,").
const WITH_WORDS: usize = 6;

impl Linker<'_> {
    /// The sources that a phrase stands for together; nothing where it does not stand for several named before.
    pub(super) fn all_of(&mut self, tokens: (usize, usize)) -> Option<Vec<usize>> {
        let first = self.words.lower(tokens.0).split(['\'', '’']).next();
        if first == Some("they") {
            return self.all_of_they(tokens.0);
        }
        if let Some(all) = self.all_who_issued(tokens) {
            return Some(all);
        }
        if let Some(one) = self.one_of_two(tokens) {
            return Some(vec![one]);
        }
        if let Some(all) = self.all_who_join(tokens) {
            return Some(all);
        }
        let all = self.all_before(tokens).or_else(|| self.all_named_later(tokens))?;
        if self.is_household(tokens) {
            let pairs = all.iter().skip(1).map(|other| (*other, all[0]));
            self.owned.extend(pairs);
        }
        Some(all)
    }

    /// "The couple", "the parents": people of one household speak for one side.
    fn is_household(&self, (from, to): (usize, usize)) -> bool {
        (from..to).any(|at| {
            matches!(
                self.words.lower(at),
                "couple" | "parents" | "siblings" | "brothers" | "sisters" | "spouses"
            )
        })
    }

    /// Those whom the text has brought together or heard before the phrase.
    fn all_before(&mut self, tokens: (usize, usize)) -> Option<Vec<usize>> {
        let call = self.call(tokens)?;
        let company = self.company(&call);
        let met = self.two_near(&call);
        let later = |met: &Company| company.as_ref().is_none_or(|company| met.at > company.at);
        let company = met.filter(later).or(company);
        let heard = self.those_heard(&call);
        let later = |heard: &usize| company.as_ref().is_some_and(|company| company.at > *heard);
        if let Some((_, heard)) = heard.filter(|(at, _)| !later(at)) {
            return Some(heard);
        }
        let company = company.map(|company| company.members);
        if let Some(heard) = self.heard_apart(&call).filter(|_| company.is_none()) {
            return Some(heard);
        }
        let entities = company.or_else(|| self.only_ones(&call))?;
        Some(entities.into_iter().map(|id| self.of_entity(id)).collect())
    }

    /// "The latter", "the former": one of those named together last.
    fn one_of_two(&mut self, (from, to): (usize, usize)) -> Option<usize> {
        let last = match (self.words.lower(from), self.words.lower(from + 1)) {
            ("the", "latter") => true,
            ("the", "former") => false,
            _ => return None,
        };
        let until = self.companies.partition_point(|company| company.at < from);
        let company = self.companies[..until]
            .iter()
            .rfind(|company| !company.brought)
            .filter(|company| self.is_within(company.at, from, REACH_OF_THEY) && company.members.len() == 2);
        let members = match company {
            Some(company) => company.members.clone(),
            None => self.persons_before(from).filter(|members| members.len() == 2)?,
        };
        let member = if last { members.last() } else { members.first() };
        let member = member.copied().filter(|_| to == from + 2)?;
        Some(self.of_entity(member))
    }

    /// "The statement" after "they said in a joint statement": those who gave it out together.
    fn all_who_issued(&self, (from, to): (usize, usize)) -> Option<Vec<usize>> {
        let words = self.words;
        let noun = words.lower(to.saturating_sub(1));
        let bare = words.lower(from) == "the"
            && (to == from + 2 || to == from + 3 && words.lower(from + 1) == "joint");
        if !bare || !matches!(noun, "statement" | "letter" | "declaration" | "communique") {
            return None;
        }
        let issued = |at: usize| {
            let (begin, end) = words.sentence_tokens(at);
            at < from && (begin..end).any(|at| words.lower(at) == noun)
        };
        let mut heard = self.heard_together.iter().rev();
        let (at, sources) = heard.find(|(at, _)| issued(*at))?;
        // Somebody alone has given one out since.
        let alone = |(spoke, number): &(usize, usize)| {
            *spoke > *at && *spoke < from && issued(*spoke) && !sources.contains(number)
        };
        let within = words.sentence(from) - words.sentence(*at) <= REACH_APART;
        (within && !self.spoke.iter().any(alone)).then(|| sources.clone())
    }

    /// "The old friends wrote in a joint letter": whatever they are called, those who were named or spoke together last.
    fn all_who_join(&mut self, (from, to): (usize, usize)) -> Option<Vec<usize>> {
        let words = self.words;
        let (_, end) = words.sentence_tokens(from);
        let several = words.lower(from) == "the" && words.lower(to - 1).ends_with('s');
        let joint = |at: usize| match words.lower(at) {
            "joint" => matches!(
                words.lower(at + 1),
                "statement" | "letter" | "declaration" | "interview" | "appeal"
            ),
            word => word == "jointly",
        };
        if !several || !(to..end.min(to + SUBJECT)).any(joint) {
            return None;
        }
        let near = |at: usize| self.is_within(at, from, REACH);
        let heard = self.heard_together.iter().rfind(|(at, _)| near(*at));
        let named = self.companies.iter().rfind(|one| near(one.at) && !one.brought);
        match (heard, named) {
            (Some((at, sources)), named) if named.is_none_or(|named| named.at <= *at) => {
                Some(sources.clone())
            }
            (_, named) => {
                let members = named?.members.clone();
                Some(members.into_iter().map(|id| self.of_entity(id)).collect())
            }
        }
    }

    /// "Both women", "the two", "the ministers": no more than a noun for several with a number or "the".
    fn call(&self, (from, to): (usize, usize)) -> Option<Call> {
        let words = self.words;
        let mut at = from + usize::from(matches!(words.lower(from), "the" | "all" | "these" | "those"));
        at += usize::from(at > from && words.lower(at) == "the");
        let persons = matches!(words.lower(at), "couple" | "pair" | "duo" | "trio");
        let size = match words.lower(at) {
            "both" | "two" | "pair" | "couple" | "duo" => Some(2),
            "three" | "trio" => Some(3),
            "four" => Some(4),
            _ => None,
        };
        if size.is_some() && words.lower(at) != "both" && at == from {
            // "two women": nobody known yet.
            return None;
        }
        at += usize::from(size.is_some());
        if words.lower(at) == "of" && matches!(words.lower(at + 1), "them" | "the" | "these") {
            at += 2;
        }
        let counted = |at: &usize| words.is_word(*at) && !matches!(words.word(*at), "'s" | "’s");
        let end = (from..to).rev().find(counted).map_or(to, |last| last + 1);
        let definite = at > from;
        let noun = match end.saturating_sub(at) {
            0 => persons.then(|| "person".to_owned()),
            1 if definite => Some(singular_of(words, at)?),
            _ => return None,
        };
        (size.is_some() || noun.is_some()).then_some(Call { at: from, size, noun })
    }

    /// Those who spoke together last, not far before, and where.
    fn those_heard(&self, call: &Call) -> Option<(usize, Vec<usize>)> {
        let (at, sources) = self.heard_together.last()?;
        let called = |noun: &String| sources.iter().any(|number| self.is_called(*number, noun));
        let again = call.noun.as_ref().is_some_and(called).then_some(sources.len());
        let size = call.size.or(again)?;
        let near = self.is_within(*at, call.at, REACH);
        let person = |number: &usize| {
            matches!(
                self.gathered[*number].source.kind,
                SourceKind::NamedPerson | SourceKind::UnnamedPerson | SourceKind::Anonymous
            )
        };
        let fits = match &call.noun {
            None => true,
            Some(noun) if lexicon().is_body(noun) => !sources.iter().any(person),
            Some(noun) => sources.iter().all(person) && self.genders_fit(noun, sources),
        };
        let others = self.others_since(*at, call.at, sources);
        (near && fits && others < 2 && sources.len() == size).then(|| (*at, sources.clone()))
    }

    /// How many other persons the text names between two places.
    fn others_since(&self, from: usize, to: usize, sources: &[usize]) -> usize {
        let known = |id: EntityId| sources.iter().any(|one| self.gathered[*one].entity == Some(id));
        let mut others: Vec<EntityId> = Vec::new();
        for mention in self.registry.mentions_in((from + 1, to)) {
            let id = mention.entity;
            if !self.is_body(id) && !known(id) && !others.contains(&id) {
                others.push(id);
            }
        }
        others.len()
    }

    /// "Lee met Marsh. The two said": the only two persons whom this sentence and the one before it name.
    fn two_near(&self, call: &Call) -> Option<Company> {
        let (begin, _) = self.words.sentence_tokens(call.at);
        let (from, _) = self.words.sentence_tokens(begin.checked_sub(1)?);
        let mut members: Vec<EntityId> = Vec::new();
        let mut at = call.at;
        for mention in self.registry.mentions_in((from, call.at)) {
            let id = mention.entity;
            if self.is_body(id) {
                continue;
            }
            if self.words.is_quoted(mention.run.core.0) {
                return None;
            }
            at = at.min(mention.run.whole().0);
            if !members.contains(&id) {
                members.push(id);
            }
        }
        let noun = call.noun.as_deref();
        let called = noun.is_some_and(|noun| members.iter().any(|id| self.is_known_as(*id, noun)));
        let size = call.size.is_some_and(|size| size == 2) || call.size.is_none() && called;
        let body = noun.is_some_and(|noun| lexicon().is_body(noun) || NATIONS.contains(&noun));
        // "The two lawmakers" are no pair of whom the text tells other offices.
        let fits = noun.is_none() || called || self.noun_fits(call, &members);
        let brought = false;
        (members.len() == 2 && size && fits && !body).then_some(Company { at, members, brought })
    }

    /// "Both analysts", "the agencies", "the officials": the two who spoke last, one after the other, where the text calls one
    /// of them that and the other nothing else.
    fn heard_apart(&self, call: &Call) -> Option<Vec<usize>> {
        let noun = call.noun.as_ref().filter(|noun| !apposition::is_anybody(noun))?;
        let before = self.spoke.iter().rev().filter(|(at, _)| *at < call.at);
        let mut found: Vec<usize> = Vec::new();
        for (at, number) in before {
            if found.contains(number) {
                continue;
            }
            if !self.is_one_called(*number, call, noun) || !self.is_within(*at, call.at, REACH_APART) {
                return None;
            }
            found.push(*number);
            if found.len() == call.size.unwrap_or(2) {
                found.reverse();
                let named =
                    OFFICERS.contains(&noun.as_str()) || found.iter().any(|one| self.is_called(*one, noun));
                return named.then_some(found);
            }
        }
        None
    }

    /// Can a source be one of several whom the text calls by this noun?
    fn is_one_called(&self, number: usize, call: &Call, noun: &str) -> bool {
        let known = &self.gathered[number];
        let body = lexicon().bodies.contains(noun);
        let Some(entity) = known.entity.filter(|_| known.noun.is_none()) else {
            // "The coast guard", "the fire service": "the two services".
            return body && call.size.is_some() && known.source.kind == SourceKind::NamedOrganization;
        };
        let office = self.has_office(entity);
        let untold = body || !office && call.size.is_some() || office && OFFICERS.contains(&noun);
        self.is_body(entity) == body && (untold || self.is_called(number, noun))
    }

    /// Does the text call a source by this noun: in its title, its name or right before it?
    fn is_called(&self, number: usize, noun: &str) -> bool {
        let known = &self.gathered[number];
        if let Some(described) = &known.noun {
            return self.words.lower(described.head) == noun;
        }
        let entity = known.entity.filter(|_| known.noun.is_none());
        entity.is_some_and(|id| self.is_known_as(id, noun))
    }

    /// Does the noun stand in its title or name, or right before it ("Sens. Ann Lee and Bo Yu", "the agency Orbit")?
    pub(super) fn is_known_as(&self, id: EntityId, noun: &str) -> bool {
        let called = |at: usize| {
            let word = self.words.lower(at);
            let short = word.trim_end_matches('s');
            let rank = short.len() > 2 && noun.starts_with(short) && lexicon().honorifics.contains(short);
            word == noun || rank || singular(word).is_some_and(|one| one == noun)
        };
        let mentions = self.registry.entity(id).mentions.iter();
        let mut places = mentions.filter_map(|number| self.registry.mentions.get(*number));
        let beside = |mention: &Mention| {
            let (from, to) = (mention.run.whole().0, mention.run.core.0);
            (from.saturating_sub(1)..to).any(called)
        };
        self.entity_fits(id, noun) || places.any(beside)
    }

    fn genders_fit(&self, noun: &str, sources: &[usize]) -> bool {
        let known = sources.iter().filter_map(|number| self.gathered[*number].entity);
        known.into_iter().all(|id| self.gender_fits(noun, id))
    }

    /// Those named together last before the phrase whom it fits.
    fn company(&self, call: &Call) -> Option<Company> {
        let until = self.companies.partition_point(|company| company.at < call.at);
        let mut near = self.companies[..until].iter().rev().take(8);
        let nations = call
            .noun
            .as_ref()
            .is_some_and(|noun| NATIONS.contains(&noun.as_str()));
        let fits = |company: &&Company| {
            let size = call.size.is_none_or(|size| company.members.len() == size);
            // Bodies of whom nothing more is told ("the two") are the subject of a sentence.
            let (begin, _) = self.words.sentence_tokens(company.at);
            let subject = call.noun.is_some() || company.at < begin + SUBJECT;
            let bodies = company.members.iter().any(|id| self.is_body(*id));
            size && (nations || !company.brought)
                && (subject || !bodies)
                && self.noun_fits(call, &company.members)
        };
        let close = near.find(|company| self.is_within(company.at, call.at, REACH) && fits(company));
        let company = close.or_else(|| {
            // "The couple": the only two of the text.
            let mut all = self.companies.iter().filter(fits);
            let first = all
                .next()
                .filter(|first| call.size.is_some() && first.at < call.at)?;
            let same = |other: &Company| {
                other.members.len() == first.members.len()
                    && other.members.iter().all(|one| first.members.contains(one))
            };
            all.all(same).then_some(first)
        })?;
        let group = self.spoke.iter().rev().take(8).find(|(at, _)| *at < call.at);
        // A group without names that has spoken since is meant rather, but is no couple.
        let couple = call.noun.as_deref() == Some("person");
        let since = group.filter(|(at, number)| {
            *at > company.at && self.gathered[*number].source.kind == SourceKind::UnnamedGroup && !couple
        });
        since.is_none().then(|| company.clone())
    }

    /// Can a phrase with this noun stand for them?
    pub(super) fn noun_fits(&self, call: &Call, members: &[EntityId]) -> bool {
        let bodies = members.iter().filter(|id| self.is_body(**id)).count();
        let Some(noun) = &call.noun else {
            return bodies == 0 || call.size.is_some();
        };
        if NATIONS.contains(&noun.as_str()) {
            return members.iter().all(|id| self.is_place(*id));
        }
        if lexicon().bodies.contains(noun.as_str()) {
            let called =
                ANY_BODIES.contains(&noun.as_str()) || members.iter().any(|id| self.is_known_as(*id, noun));
            return called && bodies == members.len() && !members.iter().any(|id| self.reads_as_place(*id));
        }
        let anybody = apposition::is_anybody(noun)
            || matches!(
                noun.as_str(),
                "leader" | "official" | "sister" | "brother" | "sibling" | "side"
            );
        let titled = |id: &EntityId| self.has_office(*id);
        let trade = members.iter().any(|id| self.is_known_as(*id, noun))
            || call.size.is_some() && !members.iter().any(titled);
        let person = |id: &EntityId| self.gender_fits(noun, *id) && self.is_surely_somebody(*id);
        bodies == 0 && members.iter().all(person) && (anybody || trade)
    }

    /// Does the text tell an office or a trade, not only a house?
    pub(super) fn has_office(&self, id: EntityId) -> bool {
        let told = &self.registry.entity(id).told;
        !told.before.is_empty() || !told.after.is_empty()
    }

    /// Somebody with a whole name, a first name, or of whom the text tells more than a surname.
    fn is_surely_somebody(&self, id: EntityId) -> bool {
        let entity = self.registry.entity(id);
        let first = entity.words.first().map_or("", String::as_str);
        let told = !entity.told.title().is_empty() || self.gender(id) != Gender::Unknown;
        entity.words.len() > 1 || told || lexicon().is_given(first)
    }

    /// Does the model take the name for a place ("flights to Dunmore and Ashby"), which no airline is?
    pub(super) fn reads_as_place(&self, id: EntityId) -> bool {
        let mentions = self.registry.entity(id).mentions.iter();
        let runs = mentions.filter_map(|number| self.registry.mentions.get(*number));
        let read = runs.take(READ);
        let mut scores = read.filter_map(|mention| self.words.name_scores(mention.run.core));
        self.is_place(id) || scores.any(|scores| scores.place > PLACE)
    }

    /// "Both analysts", "both women": the only two of whom the text tells that, where they are not named together.
    fn only_ones(&self, call: &Call) -> Option<Vec<EntityId>> {
        let noun = call.noun.as_deref()?;
        let wanted = gender_of(noun);
        if wanted.is_none() && apposition::is_anybody(noun) {
            return None;
        }
        let size = call.size?;
        let until = self
            .registry
            .mentions
            .partition_point(|mention| mention.run.core.0 < call.at);
        let mut found = Vec::new();
        for mention in &self.registry.mentions[..until] {
            let fits = match wanted {
                Some(wanted) => !self.is_body(mention.entity) && self.gender(mention.entity) == wanted,
                None => self.entity_fits(mention.entity, noun),
            };
            if fits && !found.contains(&mention.entity) {
                found.push(mention.entity);
            }
        }
        (found.len() == size).then_some(found)
    }

    fn gender_fits(&self, noun: &str, id: EntityId) -> bool {
        let Some(wanted) = gender_of(noun) else {
            return true;
        };
        let known = self.gender(id);
        known == Gender::Unknown || known == wanted
    }

    /// "They": those who spoke together last, or the subject of this sentence or the one before it.
    fn all_of_they(&mut self, at: usize) -> Option<Vec<usize>> {
        let last = self.spoke.iter().rev().find(|(spoke, _)| *spoke < at).copied();
        let until = self.companies.partition_point(|company| company.at < at);
        let company = self.companies[..until].iter().rfind(|company| !company.brought);
        let company = company.filter(|company| {
            let (begin, _) = self.words.sentence_tokens(company.at);
            let quoted = self.words.is_quoted(company.at) || self.words.is_quoted(at);
            let since = last.is_some_and(|(spoke, _)| spoke > company.at);
            company.at < begin + SUBJECT && !quoted && !since && self.is_within(company.at, at, REACH_OF_THEY)
        });
        if let Some(company) = company {
            // "They shouted at Lee": not at themselves.
            let said = self
                .content
                .first()
                .map(|said| self.words.prose.tokens_in(*said).start);
            let named = self.registry.mentions_in((at, said.unwrap_or(at).max(at)));
            let object = named
                .iter()
                .any(|mention| company.members.contains(&mention.entity));
            let members = company.members.clone();
            return (!object).then(|| members.into_iter().map(|id| self.of_entity(id)).collect());
        }
        let heard = self.heard_together.last().filter(|(heard, _)| {
            last.is_some_and(|(spoke, _)| spoke == *heard) && self.is_within(*heard, at, REACH)
        });
        if let Some((_, sources)) = heard {
            return Some(sources.clone());
        }
        let pair = self
            .pair_before(at)
            .filter(|_| last.is_none_or(|(spoke, _)| !self.is_within(spoke, at, REACH_OF_THEY)))?;
        let pair: Vec<usize> = pair.into_iter().map(|id| self.of_entity(id)).collect();
        if let [first, second] = pair.as_slice() {
            // Who came with somebody stands on that side.
            self.owned.push((*second, *first));
        }
        Some(pair)
    }

    /// This sentence up to a token, or the one before where the token begins it: its first token and the names in it.
    fn sentence_before(&self, at: usize) -> Option<(usize, &[Mention])> {
        let (begin, _) = self.words.sentence_tokens(at);
        let from = if begin + 1 >= at {
            self.words.sentence_tokens(begin.checked_sub(1)?).0
        } else {
            begin
        };
        Some((from, self.registry.mentions_in((from, at))))
    }

    /// The persons named there, outside of quotations.
    fn persons_before(&self, at: usize) -> Option<Vec<EntityId>> {
        let (_, mentions) = self.sentence_before(at)?;
        let mut members: Vec<EntityId> = Vec::new();
        for mention in mentions.iter().filter(|mention| !self.is_body(mention.entity)) {
            if self.words.is_quoted(mention.run.core.0) {
                return None;
            }
            if !members.contains(&mention.entity) {
                members.push(mention.entity);
            }
        }
        Some(members)
    }

    /// "Lee came with his wife, Ada Moss. They said": the only two persons of this sentence and the one before it, whom the
    /// text brings together.
    fn pair_before(&self, at: usize) -> Option<Vec<EntityId>> {
        let words = self.words;
        let members = self.persons_before(at)?;
        let (from, mentions) = self.sentence_before(at)?;
        let persons = mentions.iter().filter(|mention| !self.is_body(mention.entity));
        let mut persons = persons;
        let second = persons.find(|mention| Some(&mention.entity) == members.get(1))?;
        let place = second.run.whole().0;
        let near = place.saturating_sub(WITH_WORDS).max(from);
        let with = (near..place).any(|at| match words.lower(at) {
            "with" | "alongside" => true,
            "of" => words.lower(at - 1) == "company",
            "by" => matches!(words.lower(at - 1), "accompanied" | "joined" | "flanked"),
            _ => false,
        });
        let subject = mentions
            .first()
            .is_some_and(|first| first.run.whole().0 < from + SUBJECT);
        (members.len() == 2 && with && subject).then_some(members)
    }

    /// Does a place stand in the sentence of a token, or in one of so many before it?
    fn is_within(&self, place: usize, at: usize, sentences: usize) -> bool {
        place < at && self.words.sentence(at) - self.words.sentence(place) <= sentences
    }
}

/// Of which gender those are whom the noun calls so.
fn gender_of(noun: &str) -> Option<Gender> {
    match noun {
        "woman" | "girl" | "sister" | "mother" | "daughter" => Some(Gender::Female),
        "man" | "boy" | "brother" | "father" | "son" => Some(Gender::Male),
        _ => None,
    }
}

/// The singular of a noun for several people or bodies.
pub(super) fn singular_of(words: &Words, at: usize) -> Option<String> {
    let word = words.lower(at);
    let one = match word {
        "women" => "woman".to_owned(),
        "men" => "man".to_owned(),
        _ => singular(word)?,
    };
    let lexicon = lexicon();
    if NATIONS.contains(&one.as_str()) {
        return Some(one);
    }
    let known = lexicon.is_role(&one) || lexicon.bodies.contains(one.as_str()) || joint::is_anybody(word);
    (known || one == "side").then_some(one)
}
