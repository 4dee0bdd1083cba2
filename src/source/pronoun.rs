//! Pronouns: "he" and "she" by nearness, subject, speech and gender; "they" and "it" by who spoke last; "we" by the
//! speaker.

use super::SourceKind;
use super::antecedent::{Anaphor, Asked};
use super::coreference::Linker;
use super::gender::Gender;
use super::lexicon::lexicon;
use super::reading::{self, Pronoun, Reading};
use super::registry::{EntityId, Mention};

impl Linker<'_> {
    /// The source that a pronoun at a token stands for.
    pub(super) fn of_pronoun(&mut self, pronoun: Pronoun, at: usize) -> Option<usize> {
        match pronoun {
            Pronoun::He => self.person_before(at, Gender::Male),
            Pronoun::She => self.person_before(at, Gender::Female),
            Pronoun::They => self.several_before(at),
            Pronoun::It => self.body_near(at),
            // Who says "we" is known once all others are.
            Pronoun::Speaker => None,
            Pronoun::Relative => self.antecedent(at),
            Pronoun::Anybody => None,
        }
    }

    /// Whom "who" or "which" at a token stands for: what stands right before it.
    fn antecedent(&mut self, at: usize) -> Option<usize> {
        let words = self.words;
        let (begin, _) = words.sentence_tokens(at);
        // "Ann Lee, 24, who"
        let age =
            at >= 4 && words.word(at - 1) == "," && words.is_number(at - 2) && words.word(at - 3) == ",";
        let until = if age { at - 3 } else { at };
        let before = (begin..until)
            .rev()
            .find(|i| words.is_word(*i) || words.is_number(*i))?;
        let person = self.words.lower(at) == "who";
        let mentions = self.registry.mentions_in((begin, at));
        if let Some(explained) = self.explained(mentions, at).filter(|_| person) {
            return Some(self.of_entity(explained));
        }
        let last = mentions.last().filter(|mention| before < mention.run.core.1);
        if let Some(mention) = last
            && self.is_body(mention.entity) != person
        {
            let entity = mention.entity;
            return Some(self.of_entity(entity));
        }
        let end = last.map_or(before + 1, |mention| mention.run.whole().0);
        let whole = self.phrase_before(begin, end)?;
        if let Some(phrase) = self.named_by_who(whole, at) {
            return self.of_phrase(phrase);
        }
        // "the car of Dunmore Lines, which", "under Lee, radicals who": which of those before it, nothing tells.
        let plain = words.is_word(before) && !words.is_capital(before) && before + 1 == at;
        let mut near = mentions.iter().rev().take(3).filter(|_| person && !plain);
        let mention = near.find(|mention| !self.is_body(mention.entity))?;
        let entity = mention.entity;
        Some(self.of_entity(entity))
    }

    /// What of a phrase "who" or "which" at a token stands for: its last part where that is a role, else the whole, else that part.
    fn named_by_who(&self, whole: (usize, usize), at: usize) -> Option<(usize, usize)> {
        let last = self.last_phrase(whole);
        let role = last.filter(|last| self.is_role_of(*last, at));
        let mut phrases = role.into_iter().chain([whole]).chain(last);
        phrases.find(|phrase| self.may_be_who(*phrase, at))
    }

    /// Does "who" at a token stand for a phrase by its noun ("the senator"), or "which" for a body or document?
    fn is_role_of(&self, phrase: (usize, usize), at: usize) -> bool {
        let head = reading::head(self.words, self.registry, phrase);
        head.is_some_and(|head| match self.words.lower(at) {
            "who" => self.words.is_role(head) || self.words.is_roles(head),
            _ => {
                let word = self.words.lower(head);
                lexicon().bodies.contains(word) || lexicon().documents.contains(word)
            }
        })
    }

    /// The same, and where no list tells of the noun, as the model takes the phrase.
    fn may_be_who(&self, phrase: (usize, usize), at: usize) -> bool {
        let words = self.words;
        let head = reading::head(words, self.registry, phrase);
        let plain = head.is_some_and(|head| !words.is_capital(head));
        let person = words.lower(at) == "who" && plain && words.reads_as_somebody(phrase);
        person || self.is_role_of(phrase, at)
    }

    /// "the topic of the day for | the senator": what the last article of a phrase leads.
    fn last_phrase(&self, (from, to): (usize, usize)) -> Option<(usize, usize)> {
        let leads = |at: &usize| matches!(self.words.lower(*at), "the" | "a" | "an");
        (from + 1..to).rev().find(leads).map(|last| (last, to))
    }

    /// "Ann Lee, the mayor of Dunmore, who": the person whom the words between the commas explain.
    fn explained(&self, mentions: &[Mention], who: usize) -> Option<EntityId> {
        let words = self.words;
        let close = who.checked_sub(1).filter(|at| words.word(*at) == ",")?;
        let mut near = mentions.iter().rev().take(3);
        let named = near.find(|mention| {
            let open = mention.run.core.1;
            // "Ann Lee, managing director of Dunmore Lines, who"
            let plain =
                words.is_word(open + 1) && !words.is_capital(open + 1) && !words.is_function(open + 1);
            let article = matches!(
                words.lower(open + 1),
                "a" | "an" | "the" | "his" | "her" | "their" | "one"
            );
            let article = article || plain && !words.is_finite(open + 1);
            let role = (open + 1..close).any(|at| words.is_role(at));
            words.word(open) == "," && open < close && (article || words.is_role(open + 1)) && role
        })?;
        (!self.is_body(named.entity)).then_some(named.entity)
    }

    /// The noun phrase that ends before a token, with what "of" and "in" add to it.
    pub(super) fn phrase_before(&self, begin: usize, end: usize) -> Option<(usize, usize)> {
        let words = self.words;
        let inside = |at: usize| {
            let word = words.lower(at);
            words.is_number(at)
                || matches!(words.word(at), "-" | "%" | "'s" | "’s")
                // "a report which": the noun may be a verb elsewhere.
                || at + 1 == end && lexicon().documents.contains(word)
                || words.is_word(at) && !words.is_cue(at) && !words.is_function(at)
                || matches!(
                    word,
                    "of" | "in"
                        | "from"
                        | "at"
                        | "for"
                        | "the"
                        | "a"
                        | "an"
                        | "some"
                        | "many"
                        | "most"
                        | "other"
                        | "several"
                        | "those"
                        | "these"
                        | "all"
                        | "two"
                        | "few"
                        | "his"
                        | "her"
                        | "its"
                        | "their"
                )
        };
        let mut from = end;
        while from > begin && end - from < 14 && inside(from - 1) {
            from -= 1;
            if matches!(words.lower(from), "the" | "a" | "an")
                && from > begin
                && !matches!(words.lower(from - 1), "of" | "in" | "from" | "at" | "for")
            {
                break;
            }
        }
        // "in" and "for" that nothing stands before belong to the rest of the sentence.
        while from < end && matches!(words.lower(from), "of" | "in" | "from" | "at" | "for") {
            from += 1;
        }
        (from < end).then_some((from, end))
    }

    /// "they": several people or a body that spoke last, not far away; one person only when nobody else did.
    fn several_before(&self, at: usize) -> Option<usize> {
        let sentence = self.words.sentence(at);
        let near = self.spoke.iter().rev().take(8).filter(|(place, _)| *place < at);
        let mut best: Option<(usize, usize)> = None;
        for (place, number) in near {
            let far = sentence.saturating_sub(self.words.sentence(*place));
            let one = match self.gathered[*number].source.kind {
                SourceKind::UnnamedGroup | SourceKind::Anonymous | SourceKind::NamedOrganization => false,
                SourceKind::NamedPerson if self.takes_they(*number) => true,
                SourceKind::Document if self.words.lower(*place + 1) == "authors" => false,
                _ => continue,
            };
            let cost = 2 * far + usize::from(one);
            if far <= FAR && best.is_none_or(|(known, _)| cost < known) {
                best = Some((cost, *number));
            }
        }
        best.map(|(_, number)| number)
    }

    /// Somebody of whom neither name nor text tells "he" or "she".
    fn takes_they(&self, number: usize) -> bool {
        let entity = self.gathered[number].entity;
        entity.is_none_or(|entity| self.gender(entity) == Gender::Unknown)
    }

    /// "it": the document or body that spoke or was a subject last, in this sentence or the two before it. "It said" at
    /// the beginning or end of a sentence goes on with who spoke.
    fn body_near(&mut self, at: usize) -> Option<usize> {
        let spoke = self.spoke.iter().rev().take(6).find(|(place, number)| {
            *place < at
                && self.is_near(*place, at)
                && (self.gave_out.contains(number)
                    || matches!(
                        self.gathered[*number].source.kind,
                        SourceKind::Document | SourceKind::NamedOrganization | SourceKind::Outlet
                    ))
        });
        if let Some((_, number)) = spoke.filter(|_| self.goes_on(at)) {
            return Some(*number);
        }
        let until = self
            .registry
            .mentions
            .partition_point(|mention| mention.run.core.0 < at);
        let named = self.registry.mentions[..until]
            .iter()
            .rev()
            .take(8)
            .find(|mention| {
                let place = mention.run.core.0;
                self.is_body(mention.entity)
                    && !self.is_place(mention.entity)
                    && self.is_subject_near(place, at)
            });
        match (spoke, named) {
            (Some((place, number)), Some(mention)) if *place >= mention.run.core.0 => Some(*number),
            (_, Some(mention)) => {
                let entity = mention.entity;
                Some(self.of_entity(entity))
            }
            (Some((_, number)), None) => Some(*number),
            (None, None) => self.subject_body(at),
        }
    }

    /// Does the sentence begin with the pronoun, or end with it and its verb (", it said")?
    pub(super) fn goes_on(&self, at: usize) -> bool {
        let words = self.words;
        let (begin, _) = words.sentence_tokens(at);
        let first = (begin..=at).find(|at| words.is_word(*at));
        let after = self
            .content
            .last()
            .is_some_and(|said| said.end <= words.span((at, at + 1)).start);
        first == Some(at) || after
    }

    /// "Wexley council voted for a step that it says will help": the body that the sentence begins with.
    fn subject_body(&mut self, at: usize) -> Option<usize> {
        let words = self.words;
        let (begin, _) = words.sentence_tokens(at);
        let mut heads = (begin..at.min(begin + SUBJECT))
            .filter(|head| !words.is_capital(*head) && lexicon().is_body(words.lower(*head)));
        let head = heads.next()?;
        let plain = (begin..head).all(|at| words.is_word(at) && !words.is_cue(at));
        let number = self.of_phrase((begin, head + 1)).filter(|_| plain)?;
        (self.gathered[number].source.kind == SourceKind::NamedOrganization).then_some(number)
    }

    /// The person whom "he" or "she" at a token stands for.
    fn person_before(&mut self, at: usize, gender: Gender) -> Option<usize> {
        let asked = Asked {
            anaphor: Anaphor::Pronoun,
            gender,
            tokens: (at, at + 1),
            head: at,
            noun: None,
            called: None,
            used_before: false,
        };
        self.meant(asked).or_else(|| self.unnamed_before(at))
    }

    /// The only unnamed person ("the nurse") of this sentence and the one before it.
    fn unnamed_before(&mut self, at: usize) -> Option<usize> {
        let words = self.words;
        let (begin, _) = words.sentence_tokens(at);
        let (from, _) = words.sentence_tokens(begin.checked_sub(1)?);
        let mut found: Option<usize> = None;
        for head in (from + 1..at).filter(|head| words.is_role(*head) && !words.is_capital(*head)) {
            let described = matches!(words.lower(head - 1), "a" | "an" | "the");
            if !described || words.is_quoted(head) || words.is_role(head + 1) || words.is_capital(head + 1) {
                continue;
            }
            if found.is_some_and(|known| words.lower(known) != words.lower(head)) {
                return None;
            }
            found = Some(head);
        }
        let head = found?;
        match reading::read(words, self.registry, (head - 1, head + 1)) {
            Reading::Noun(noun) => Some(self.somebody(noun)),
            _ => self.of_phrase((head - 1, head + 1)),
        }
    }

    pub(super) fn gender(&self, id: EntityId) -> Gender {
        match self.registry.entity(id).gender {
            Gender::Unknown => self.genders.get(&id).copied().unwrap_or(Gender::Unknown),
            known => known,
        }
    }

    /// Does the place stand in what is being said?
    pub(super) fn is_told_of(&self, place: usize) -> bool {
        let span = self.words.span((place, place + 1));
        self.content.iter().any(|said| said.contains(span))
    }

    pub(super) fn is_same_block(&self, place: usize, at: usize) -> bool {
        let block = |at: usize| {
            let sentence = self.words.prose.sentences.get(self.words.sentence(at));
            sentence.map(|sentence| sentence.block)
        };
        block(place) == block(at)
    }

    /// Does the place stand in the sentence of a token or the two before it?
    fn is_near(&self, place: usize, at: usize) -> bool {
        let sentence = self.words.sentence(at);
        sentence.saturating_sub(self.words.sentence(place)) <= NEAR
    }

    /// Is what stands at a place, not far before a token, the subject of a sentence that is not quoted?
    pub(super) fn is_subject_near(&self, place: usize, at: usize) -> bool {
        self.is_near(place, at) && self.is_subject(place) && !self.words.is_quoted(place)
    }

    /// Does the mention stand before the first verb of its sentence? Taken from its place: near the beginning.
    pub(super) fn is_subject(&self, at: usize) -> bool {
        let words = self.words;
        let (begin, _) = words.sentence_tokens(at);
        let dash = |at: &usize| matches!(words.word(*at), "-" | "—" | "–") && !words.touches_next(*at);
        let shouted = words.word(begin).chars().filter(|c| c.is_uppercase()).count() > 2;
        let line = (begin..at.min(begin + DATELINE)).find(dash).filter(|_| shouted);
        at - line.unwrap_or(begin) < 6
    }
}

/// So many words a dateline has at most.
const DATELINE: usize = 12;

/// How many sentences back "they" reaches.
const FAR: usize = 4;

/// How many sentences back "it" reaches.
const NEAR: usize = 2;

/// Among so many words at its beginning a sentence's subject is looked for.
const SUBJECT: usize = 6;
