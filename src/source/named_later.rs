//! Several whom the text first counts and then names: "Two brothers said ... Ola and Per Lund told the court", "the leaders
//! of Norway and Chad".

use super::coreference::Linker;
use super::name;
use super::reading;
use super::registry::EntityId;
use super::together::{Call, Company, Form, SUBJECT, singular_of};
use crate::language::written_number;

/// So many sentences after the phrase they are named, and after a headline.
const REACH: usize = 3;
const REACH_OF_HEADLINE: usize = 6;

/// Nouns for those who stand for a country or a body.
const HEADS: &[&str] = &["leader", "president", "minister", "chief", "head"];

/// Nouns that fit whoever is named, and that no one hides behind.
const OF_THEM: &[&str] = &[
    "woman", "man", "girl", "boy", "brother", "sister", "sibling", "parent",
];

impl Linker<'_> {
    /// The sources that a phrase for several counts before the text names them together for the first time.
    pub(super) fn all_named_later(&mut self, tokens: (usize, usize)) -> Option<Vec<usize>> {
        let head = reading::head(self.words, self.registry, tokens)?;
        let noun = singular_of(self.words, head)?;
        let mut counted = (tokens.0..head.min(tokens.0 + 2)).map(|at| self.words.lower(at));
        let counted = counted
            .find_map(written_number)
            .and_then(|count| usize::try_from(count).ok());
        let led = self.registry.mentions_in((head, tokens.1)).len();
        let heads = HEADS.contains(&noun.as_str()) && led > 1;
        let size = counted
            .or(heads.then_some(led))
            .filter(|size| (2..=4).contains(size))?;
        let call = Call {
            size: Some(size),
            noun: Some(noun),
            ..Call::of(Form::Number, tokens.0, head)
        };
        let members = self.first_named(&call, tokens.1)?.members.clone();
        if heads && counted.is_none() && !members.iter().all(|id| self.has_office(*id)) {
            return None;
        }
        Some(members.into_iter().map(|id| self.of_entity(id)).collect())
    }

    /// The first who are named together behind a phrase, if they are as many as it says and open a sentence.
    fn first_named(&self, call: &Call, end: usize) -> Option<&Company> {
        let words = self.words;
        let from = self.companies.partition_point(|company| company.at < end);
        let company = self
            .companies
            .get(from..)?
            .iter()
            .find(|company| !company.brought)?;
        let reach = if name::in_heading(words, call.at) {
            REACH_OF_HEADLINE
        } else {
            REACH
        };
        let (begin, _) = words.sentence_tokens(company.at);
        let near = words.sentence(company.at) - words.sentence(call.at) <= reach;
        let new = |id: &EntityId| {
            let first = self.registry.entity(*id).mentions.first();
            let first = first.and_then(|number| self.registry.mentions.get(*number));
            first.is_some_and(|mention| {
                mention.run.core.0 >= company.at || name::in_heading(words, mention.run.core.0)
            })
        };
        let noun = call.noun.as_deref().unwrap_or_default();
        // "Two officials": may well stay unnamed while others are named.
        let of_them = OF_THEM.contains(&noun) || company.members.iter().any(|id| self.is_known_as(*id, noun));
        let opens = company.at < begin + SUBJECT && !words.is_quoted(company.at);
        let fits = call.size == Some(company.members.len()) && self.noun_fits(call, &company.members);
        (near && opens && fits && (of_them || HEADS.contains(&noun)) && company.members.iter().all(new))
            .then_some(company)
    }
}
