//! Phrases that stand for several: "both women", "the two", "the couple", "they", "the latter". Whom they mean is asked of
//! `several`, where the words themselves do not tell.

use super::apposition;
pub(super) use super::company::{Company, read};
use super::coreference::Linker;
use super::gender::Gender;
use super::lexicon::{lexicon, singular};
use super::registry::{EntityId, Mention};
use super::words::Words;
use super::{joint, name};

/// A phrase that can stand for several named before.
pub(super) struct Call {
    pub(super) form: Form,
    /// The token of it.
    pub(super) at: usize,
    /// The token of its noun.
    pub(super) head: usize,
    /// How many, where it tells ("both").
    pub(super) size: Option<usize>,
    /// What they are, where it tells ("women"), in the singular.
    pub(super) noun: Option<String>,
    /// Does a word stand before the noun ("the old friends")?
    pub(super) modified: bool,
    /// "their governments"
    pub(super) owned: bool,
}

impl Call {
    /// A phrase of which no more is known.
    pub(super) fn of(form: Form, at: usize, head: usize) -> Call {
        Call {
            form,
            at,
            head,
            size: None,
            noun: None,
            modified: false,
            owned: false,
        }
    }
}

/// What a phrase for several looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// "they"
    They,
    /// "both women", "the two"
    Number,
    /// "the women"
    Plural,
}

/// So many words a phrase for several has behind its number, its noun included.
const NOUN: usize = 3;

/// So many sentences back those who were named together are still meant.
const REACH: usize = 4;

/// Those who spoke one after the other reach so far.
const REACH_APART: usize = 12;

/// "They" reaches less far.
const REACH_OF_THEY: usize = 1;

/// Nouns for places that speak.
pub(super) const NATIONS: &[&str] = &["country", "nation"];

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

impl Linker<'_> {
    /// The sources that a phrase stands for together; nothing where it does not stand for several named before.
    pub(super) fn all_of(&mut self, tokens: (usize, usize)) -> Option<Vec<usize>> {
        if self.is_they(tokens.0) {
            return self.meant_together(&Call::of(Form::They, tokens.0, tokens.0));
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
        let call = self.call(tokens);
        let before = call.and_then(|call| self.meant_together(&call));
        let all = before.or_else(|| self.all_named_later(tokens))?;
        if self.is_household(tokens) {
            let pairs = all.iter().skip(1).map(|other| (*other, all[0]));
            self.owned.extend(pairs);
        }
        Some(all)
    }

    /// "they", "they've"
    fn is_they(&self, at: usize) -> bool {
        self.words.lower(at).split(['\'', '’']).next() == Some("they")
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

    /// "Both women", "the two", "the old friends", "their governments": no more than a noun for several with a number, "the" or
    /// "their" before it.
    pub(super) fn call(&self, (from, to): (usize, usize)) -> Option<Call> {
        let words = self.words;
        if self.is_they(from) {
            return (to == from + 1).then(|| Call::of(Form::They, from, from));
        }
        let owned = words.lower(from) == "their";
        let led = owned || matches!(words.lower(from), "the" | "all" | "these" | "those");
        let mut at = from + usize::from(led);
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
        if size.is_some()
            && words.lower(at) == "of"
            && matches!(words.lower(at + 1), "them" | "the" | "these")
        {
            at += 2;
        }
        let counted = |at: &usize| words.is_word(*at) && !matches!(words.word(*at), "'s" | "’s");
        let end = (from..to).rev().find(counted).map_or(to, |last| last + 1);
        let length = end.saturating_sub(at);
        let plain = |at: usize| {
            words.is_word(at)
                && !words.is_function(at)
                && (!words.is_capital(at) || name::in_heading(words, at))
        };
        let noun = match length {
            0 => persons.then(|| "person".to_owned()),
            1..=NOUN if at > from && (at..end).all(plain) => Some(several(words, end - 1)?),
            _ => return None,
        };
        let form = if size.is_some() {
            Form::Number
        } else {
            Form::Plural
        };
        (size.is_some() || noun.is_some()).then_some(Call {
            size,
            noun,
            modified: length > 1,
            owned,
            ..Call::of(form, from, end.saturating_sub(1).max(from))
        })
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
        let told = !entity.title.is_empty() || self.gender(id) != Gender::Unknown;
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

    /// Can those be meant whom a noun for women or men calls so?
    pub(super) fn gender_fits(&self, noun: &str, id: EntityId) -> bool {
        let Some(wanted) = gender_of(noun) else {
            return true;
        };
        let known = self.gender(id);
        known == Gender::Unknown || known == wanted
    }

    /// Is it told that somebody is of the gender that the noun tells?
    pub(super) fn is_of_gender(&self, id: EntityId, noun: &str) -> bool {
        gender_of(noun).is_some_and(|wanted| wanted == self.gender(id))
    }

    /// Does the text call them by the noun, or tell that they are women or men?
    pub(super) fn is_called_or_of_gender(&self, id: EntityId, noun: &str) -> bool {
        match gender_of(noun) {
            Some(_) => !self.is_body(id) && self.is_of_gender(id, noun),
            None => self.is_known_as(id, noun),
        }
    }

    /// The persons named in this sentence up to a token, or in the one before where the token begins it, outside of quotations.
    fn persons_before(&self, at: usize) -> Option<Vec<EntityId>> {
        let (begin, _) = self.words.sentence_tokens(at);
        let from = if begin + 1 >= at {
            self.words.sentence_tokens(begin.checked_sub(1)?).0
        } else {
            begin
        };
        let mentions = self.registry.mentions_in((from, at));
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

/// The singular of a noun for several people or bodies, whoever they are.
fn several(words: &Words, at: usize) -> Option<String> {
    let person = || singular(words.lower(at)).filter(|one| lexicon().is_person_noun(one));
    singular_of(words, at).or_else(person)
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
