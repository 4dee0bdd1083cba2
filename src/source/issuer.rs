//! Whose word it is: who gave out a statement, and the body for which a spokesperson speaks.

use super::coreference::{Gathered, Key, Linker};
use super::description::LAWYERS;
use super::lexicon::lexicon;
use super::reading::Noun;
use super::registry::EntityId;
use super::{Source, SourceKind, documents, kind};

/// What outlets print and send: no paper of its own, but their word.
const PRINTED: &[&str] = &[
    "report",
    "article",
    "story",
    "piece",
    "editorial",
    "analysis",
    "dispatch",
    "broadcast",
    "bulletin",
];

/// How many sentences before "the statement" its issuer may have spoken.
const ISSUED: usize = 4;

impl Linker<'_> {
    /// Who gave out a statement, a post, a message: whom its phrase names, or who spoke last where it is only "the statement".
    pub(super) fn issued_by(&mut self, noun: &Noun) -> Option<usize> {
        if PRINTED.contains(&self.words.lower(noun.head)) {
            return self.printed_by(noun);
        }
        if !documents::is_own_words(self.words.lower(noun.head)) {
            return None;
        }
        if let Some(owner) = self.owner_of_words(noun) {
            return Some(self.of_entity(owner));
        }
        if let Some(body) = self.body_of_words(noun) {
            return Some(body);
        }
        let last = self.last_before(noun)?;
        let named = matches!(
            self.gathered[last].source.kind,
            SourceKind::NamedPerson | SourceKind::NamedOrganization | SourceKind::Outlet
        );
        named.then_some(last)
    }

    /// "The report", "the statement" and no more: who spoke last, not far before.
    fn last_before(&self, noun: &Noun) -> Option<usize> {
        let bare = noun.definite && noun.of.is_none() && noun.head == noun.tokens.0 + 1;
        let last = self.spoke.iter().rfind(|(at, _)| *at < noun.head)?;
        let near = self.words.sentence(noun.head) - self.words.sentence(last.0) <= ISSUED;
        (bare && near).then_some(last.1)
    }

    /// The outlet that prints what it reports: "a Milton Herald report", "the article" behind what the Herald wrote.
    fn printed_by(&mut self, noun: &Noun) -> Option<usize> {
        let outlet = |entity: &EntityId| {
            kind::of_entity(self.registry.entity(*entity), self.policy) == SourceKind::Outlet
        };
        if let Some(owner) = self.owner_of_words(noun).filter(outlet) {
            return Some(self.of_entity(owner));
        }
        let last = self.last_before(noun)?;
        let outlet = &self.gathered[last].source;
        (outlet.kind == SourceKind::Outlet && !outlet.name.is_empty()).then_some(last)
    }

    /// "Lee's message", "an Orbit statement", "a statement issued in Dunmore by Mayor Ann Lee".
    fn owner_of_words(&self, noun: &Noun) -> Option<EntityId> {
        let (from, to) = noun.tokens;
        let before = self.registry.mentions_in((from, noun.head)).last();
        let beside = before.filter(|mention| {
            let owns = matches!(self.words.lower(mention.run.core.1), "'s" | "’s" | "'" | "’");
            mention.run.core.1 + usize::from(owns) == noun.head
        });
        let by = (noun.head + 1..to).find(|at| matches!(self.words.lower(*at), "by" | "from"));
        let after = by.and_then(|by| self.registry.mentions_in((by + 1, to)).first());
        let after = after.filter(|mention| !matches!(self.words.lower(mention.run.core.1), "'s" | "’s"));
        let owner = beside.or(after)?.entity;
        (!self.is_place(owner)).then_some(owner)
    }

    /// "A company statement", "the ministry's post": the body by its bare noun right before what it gave out, where the text
    /// names one.
    fn body_of_words(&mut self, noun: &Noun) -> Option<usize> {
        let words = self.words;
        let owns = matches!(words.lower(noun.head.checked_sub(1)?), "'s" | "’s");
        let head = noun.head.checked_sub(1 + usize::from(owns))?;
        let house =
            head > noun.tokens.0 && lexicon().bodies.contains(words.lower(head)) && !words.is_capital(head);
        let body = Noun {
            head,
            tokens: (noun.tokens.0, head + 1),
            definite: true,
            of: None,
        };
        if !house || noun.of.is_some() {
            return None;
        }
        let number = self.called_so(&body).map(|who| self.of_called(who, &body))?;
        (self.gathered[number].source.kind == SourceKind::NamedOrganization).then_some(number)
    }

    /// The body without a name for which a spokesperson speaks: "a trade ministry spokeswoman", "a spokesman for the trade
    /// ministry"; for "a spokesperson" alone the body that spoke last.
    pub(super) fn voice_of(&mut self, noun: &Noun) -> Option<usize> {
        let words = self.words;
        if !kind::is_spokesperson(words.lower(noun.head)) || noun.of.is_some() {
            return None;
        }
        let (from, to) = noun.tokens;
        let article = |at: usize| matches!(words.lower(at), "a" | "an" | "the" | "its" | "their" | "another");
        let first = from + usize::from(article(from));
        let body = |at: usize| lexicon().is_body(words.lower(at));
        let whose = (noun.head + 1..to).find(|at| matches!(words.lower(*at), "for" | "of" | "from"));
        let name = match whose {
            Some(whose) => (whose + 1 + usize::from(article(whose + 1)), to),
            None => (first, noun.head),
        };
        if name.0 < name.1 && body(name.1 - 1) && name.1 - name.0 > 1 {
            let key = Key::Description(words.text(name).to_lowercase());
            if let Some(known) = self.by_key.get(&key) {
                return Some(*known);
            }
            let mut source = Source::new("", SourceKind::NamedOrganization);
            source.name = words.text(name);
            source.description = words.text(noun.tokens);
            let head = Some(name.1 - 1);
            return Some(self.add(
                key,
                Gathered {
                    head,
                    ..Gathered::new(source)
                },
            ));
        }
        let alone = name.0 == name.1 || name.1 - name.0 == 1 && body(name.0);
        let mut spoke = self.spoke.iter().rev().take(8);
        let last = spoke.find(|(at, number)| {
            let between = words.sentence(noun.head).checked_sub(words.sentence(*at));
            let near = between.is_some_and(|between| between <= ISSUED);
            near && self.gathered[*number].source.kind == SourceKind::NamedOrganization
        });
        last.filter(|_| alone).map(|(_, number)| *number)
    }

    /// The firm of lawyers named right after them: "Lee's lawyers, from the firm Marsh & Quinn".
    pub(super) fn firm(&self, noun: &Noun) -> Option<EntityId> {
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
}
