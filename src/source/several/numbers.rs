//! What is measured of several who may be meant together.

use super::super::antecedent::Who;
use super::super::apposition;
use super::super::coreference::Linker;
use super::super::lexicon::lexicon;
use super::super::registry::EntityId;
use super::super::together::{Call, Form, SUBJECT};
use super::super::{SourceKind, joint};
use super::{Origin, Set};

/// What is measured of a set; most numbers are 0 or 1, none is above about 4.
pub const FEATURES: &[&str] = &[
    // How the text brings them together, for each form of the phrase.
    "they-named",
    "they-brought",
    "they-heard",
    "they-apart",
    "they-near",
    "they-often",
    "they-called",
    "they-last",
    "they-first",
    "they-two",
    "number-named",
    "number-brought",
    "number-heard",
    "number-apart",
    "number-near",
    "number-often",
    "number-called",
    "number-last",
    "number-first",
    "number-two",
    "plural-named",
    "plural-brought",
    "plural-heard",
    "plural-apart",
    "plural-near",
    "plural-often",
    "plural-called",
    "plural-last",
    "plural-first",
    "plural-two",
    // Where.
    "sentences-between",
    "they-sentences-between",
    "latest",
    "subject",
    "they-subject",
    "same-sentence",
    "they-same-sentence",
    "sentence-before",
    "they-subject-of-sentence-before",
    "number-subject-of-sentence-before",
    "plural-subject-of-sentence-before",
    "quoted",
    // What they are.
    "persons",
    "bodies",
    "places",
    "unnamed",
    "more-than-two",
    "mentions-of-the-rarest",
    "all-spoke",
    "none-spoke",
    // How the noun fits.
    "one-called",
    "all-called",
    "anybody-and-persons",
    "noun-of-bodies",
    "other-offices",
    "officers",
    "gender-known",
    // What stands since, and what is said.
    "others-named-since",
    "others-spoke-since",
    "group-spoke-since",
    "named-in-content",
    // For a phrase that speaks itself.
    "speaks-and-named",
    "speaks-and-heard",
    "speaks-and-apart",
    "speaks-and-all-spoke",
    "speaks-and-none-spoke",
];

/// What speaks for the phrase standing for none of the sets.
pub const NOBODY: &[&str] = &[
    "they",
    "number",
    "both",
    "plural",
    "no-noun",
    "anybody",
    "of-bodies",
    "of-nations",
    "role",
    "modified",
    "owned",
    "described-before",
    "noun-used-before",
    "no-set",
    "sets",
    "one-spoke-last",
    "group-spoke-last",
    "body-spoke-last",
    "sentences-since-somebody-spoke",
    "speaks",
];

/// Nouns for those who hold an office of any sort.
const OFFICERS: &[&str] = &["official", "leader"];

/// So many words back the noun of the phrase may have been used.
const USED: usize = 960;

/// More sentences between make no difference.
const FAR: f64 = 12.0;

impl Linker<'_> {
    /// The numbers of each of the sets.
    pub(super) fn measured(&self, sets: &[Set], call: &Call) -> Vec<Vec<f64>> {
        let latest = sets.iter().map(|set| set.at).max().unwrap_or_default();
        sets.iter()
            .map(|set| self.measure_set(set, call, latest))
            .collect()
    }

    fn measure_set(&self, set: &Set, call: &Call, latest: usize) -> Vec<f64> {
        let form = [Form::They, Form::Number, Form::Plural];
        let origins = form
            .iter()
            .flat_map(|form| set.origins.iter().map(|is| yes(*is && *form == call.form)));
        let mut numbers: Vec<f64> = origins.collect();
        let words = self.words;
        let they = yes(call.form == Form::They);
        let between = words.sentence(call.at).abs_diff(words.sentence(set.at)) as f64;
        let (begin, _) = words.sentence_tokens(set.at);
        let subject = yes(set.at < begin + SUBJECT);
        let far = between.min(FAR).ln_1p();
        numbers.extend([far, they * far, yes(set.at == latest), subject, they * subject]);
        let here = yes(between == 0.0);
        numbers.extend([here, they * here, yes(between == 1.0)]);
        let named = set.origins[Origin::Named as usize] || set.origins[Origin::Heard as usize];
        let opens = named && between == 1.0 && subject > 0.0;
        numbers.extend(form.map(|form| yes(opens && form == call.form)));
        numbers.push(yes(words.is_quoted(set.at)));
        let members = self.of_members(set);
        let [.., all_spoke, none_spoke] = members;
        numbers.extend(members);
        numbers.extend(self.of_noun_fit(set, call));
        numbers.extend(self.of_others(set, call));
        let speaks = yes(!self.content.is_empty());
        let origin = |origin: Origin| speaks * yes(set.origins[origin as usize]);
        numbers.extend([Origin::Named, Origin::Heard, Origin::Apart].map(origin));
        numbers.extend([speaks * all_spoke, speaks * none_spoke]);
        numbers
    }

    /// What they are.
    fn of_members(&self, set: &Set) -> [f64; 8] {
        let share = |is: &dyn Fn(Who) -> bool| {
            let count = set.members.iter().filter(|who| is(**who)).count();
            count as f64 / set.members.len() as f64
        };
        let body = |who: Who| who.entity().is_some_and(|id| self.is_body(id));
        let spoke = |who: Who| {
            self.spoke
                .iter()
                .rev()
                .take(super::SPEAKERS)
                .any(|(_, number)| self.who(*number) == who)
        };
        let mentions = |who: &Who| {
            who.entity()
                .map_or(1, |id| self.registry.entity(id).mentions.len())
        };
        let rarest = set.members.iter().map(mentions).min().unwrap_or_default();
        let spoken = share(&spoke);
        [
            share(&|who| who.entity().is_some_and(|id| !self.is_body(id))),
            share(&body),
            share(&|who| who.entity().is_some_and(|id| self.is_place(id))),
            share(&|who| who.entity().is_none()),
            yes(set.members.len() > 2),
            (rarest as f64).ln_1p(),
            yes(spoken == 1.0),
            yes(spoken == 0.0),
        ]
    }

    /// How the noun of the phrase fits them.
    fn of_noun_fit(&self, set: &Set, call: &Call) -> [f64; 7] {
        let entities: Vec<EntityId> = set.members.iter().filter_map(|who| who.entity()).collect();
        let Some(noun) = &call.noun else {
            return [0.0; 7];
        };
        let whole = entities.len() == set.members.len();
        let persons = whole && entities.iter().all(|id| !self.is_body(*id));
        let called = |id: &EntityId| self.is_known_as(*id, noun);
        let any = entities.iter().any(called);
        let anybody = apposition::is_anybody(noun) || joint::is_anybody(noun);
        let offices = !any && !anybody && entities.iter().any(|id| self.has_office(*id));
        let known = |id: &EntityId| self.is_of_gender(*id, noun);
        [
            any,
            whole && entities.iter().all(called),
            anybody && persons,
            lexicon().is_body(noun),
            offices,
            OFFICERS.contains(&noun.as_str()) && whole && entities.iter().all(|id| self.has_office(*id)),
            whole && entities.iter().all(known),
        ]
        .map(yes)
    }

    /// Who else stands or speaks between them and the phrase, and whether what is said tells of them.
    fn of_others(&self, set: &Set, call: &Call) -> [f64; 4] {
        let mine = |id: EntityId| set.members.contains(&Who::Entity(id));
        let mut others: Vec<EntityId> = Vec::new();
        for mention in self.registry.mentions_in((set.at.min(call.at), call.at)) {
            if !mine(mention.entity) && !self.is_body(mention.entity) && !others.contains(&mention.entity) {
                others.push(mention.entity);
            }
        }
        let since = self
            .spoke
            .iter()
            .rev()
            .take_while(|(at, _)| *at > set.at)
            .filter(|(at, _)| *at < call.at);
        let mut since = since
            .filter(|(_, number)| !set.members.contains(&self.who(*number)))
            .peekable();
        let spoke = since.peek().is_some();
        let group = since.any(|(_, number)| self.gathered[*number].source.kind == SourceKind::UnnamedGroup);
        let content = self.content.first().map(|said| self.words.prose.tokens_in(*said));
        let told = content.is_some_and(|said| {
            self.registry
                .mentions_in((said.start, said.end))
                .iter()
                .any(|mention| mine(mention.entity))
        });
        [(others.len() as f64).min(3.0), yes(spoke), yes(group), yes(told)]
    }

    /// What speaks for none of the sets.
    pub(super) fn of_nobody(&self, sets: &[Set], call: &Call) -> Vec<f64> {
        let words = self.words;
        let noun = call.noun.as_deref().unwrap_or_default();
        let anybody = apposition::is_anybody(noun) || joint::is_anybody(noun);
        let last = self.spoke.iter().rev().find(|(at, _)| *at < call.at);
        let kind = last.map(|(_, number)| self.gathered[*number].source.kind);
        let sentences = last.map_or(FAR, |(at, _)| {
            words.sentence(call.at).abs_diff(words.sentence(*at)) as f64
        });
        let used = (0..call.at)
            .rev()
            .take(USED)
            .any(|at| words.lower(at) == noun || words.lower(at) == words.lower(call.head));
        let described = self
            .by_key
            .contains_key(&self.description((call.at, call.head + 1)));
        vec![
            yes(call.form == Form::They),
            yes(call.form == Form::Number),
            yes(words.lower(call.at) == "both"),
            yes(call.form == Form::Plural),
            yes(call.noun.is_none()),
            yes(anybody),
            yes(lexicon().is_body(noun)),
            yes(super::NATIONS.contains(&noun)),
            yes(lexicon().is_role(noun)),
            yes(call.modified),
            yes(call.owned),
            yes(call.form != Form::They && described),
            yes(call.noun.is_some() && used),
            yes(sets.is_empty()),
            (sets.len() as f64).ln_1p(),
            yes(matches!(
                kind,
                Some(SourceKind::NamedPerson | SourceKind::UnnamedPerson)
            )),
            yes(kind == Some(SourceKind::UnnamedGroup)),
            yes(matches!(
                kind,
                Some(SourceKind::NamedOrganization | SourceKind::Outlet)
            )),
            sentences.min(FAR).ln_1p(),
            yes(!self.content.is_empty()),
        ]
    }
}

fn yes(is: bool) -> f64 {
    f64::from(u8::from(is))
}
