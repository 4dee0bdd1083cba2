//! Whom a description brings by name: "the secretary of state, Ann Lee", "ambassador to the United States Ada Lund".

use super::evidence;
use super::joint::LEADS;
use super::lexicon::lexicon;
use super::name::What;
use super::reading::head_end;
use super::registry::{Mention, Registry};
use super::words::Words;

/// The first part of a source span, for somebody described, and what of the span follows it.
pub(super) struct Described<'a> {
    pub(super) words: &'a Words<'a>,
    pub(super) registry: &'a Registry,
    /// The tokens of the part.
    pub(super) segment: (usize, usize),
    /// Where the source span ends.
    pub(super) to: usize,
}

impl<'a> Described<'a> {
    /// "people, Rep. Ann Lee": words of the content that a source span took along stand before the comma.
    pub(super) fn titled_after_comma(&self) -> Option<&'a Mention> {
        let mention = self.after_it()?;
        let adjacent = self.words.word(self.segment.1) == "," && mention.run.whole().0 == self.segment.1 + 1;
        (adjacent && mention.run.title.0 < mention.run.title.1).then_some(mention)
    }

    /// "ambassador to the United States Ada Lund", "director of health Ada Lund": the person with whose name the part ends,
    /// and whom the words before only describe. After "for", "of" or "to" a name belongs to what stands before
    /// ("a spokesman for Ada Lund").
    pub(super) fn named_last(&self) -> Option<&'a Mention> {
        let words = self.words;
        let mention = self.registry.mentions_in(self.segment).last()?;
        let (from, to) = mention.run.whole();
        if to != self.segment.1 || from <= self.segment.0 || self.is_body(mention) {
            return None;
        }
        let plain = |at: usize| words.is_word(at) && !words.is_function(at);
        let mut first = from;
        while first > self.segment.0 && plain(first - 1) {
            first -= 1;
        }
        if first == self.segment.0 {
            return Some(mention);
        }
        let role = |at: usize| words.is_role(at);
        let head = head_end(words, self.registry.mentions_in(self.segment), self.segment);
        let office = head.saturating_sub(1);
        let titled = role(office) || lexicon().honorifics.contains(words.lower(office));
        let described = titled || words.lower(first - 1) == "and";
        // The noun before the name ends what "of" brings; a role would be the title of who is named.
        // "of the late Ada Lund"
        let article = matches!(
            words.lower(first - 1),
            "the" | "a" | "an" | "his" | "her" | "their"
        );
        let adjective = article && !lexicon().is_body(words.lower(from - 1));
        let noun = first < from && !role(from - 1) && !adjective;
        let complement = noun || self.ends_capitals(from) || self.is_ranked(mention);
        let apposed = match words.lower(first - 1) {
            "and" => (first..from).any(role) && self.registry.mentions_in((self.segment.0, first)).is_empty(),
            _ => complement,
        };
        (described && apposed).then_some(mention)
    }

    /// "of the House | Rep. Ada Lund": a house that ends what "of" brings, and a rank.
    fn is_ranked(&self, mention: &Mention) -> bool {
        let (words, (from, to)) = (self.words, mention.run.title);
        let rank = |at: usize| lexicon().honorifics.contains(words.lower(at)) && !words.is_role(at);
        let led = from >= 2 && words.lower(from - 2) == "of" && words.lower(from - 1) == "the";
        // "of the House Harbours Committee Representative Ada Lund"
        let house = (from + 1..to)
            .rev()
            .find(|at| lexicon().is_body(words.lower(*at)));
        let member = house
            .is_some_and(|house| (house + 1..to).any(|at| lexicon().honorifics.contains(words.lower(at))));
        // "chair of the House Roads Committee Ada Lund"
        let whole = house.is_some_and(|house| house + 1 == to);
        led && (lexicon().is_body(words.lower(from)) && (from + 1..to).any(rank) || member || whole)
    }

    /// "to the United States | Ada Lund": words with a capital that are no part of the name.
    fn ends_capitals(&self, name: usize) -> bool {
        let words = self.words;
        let before = self.registry.mentions_in((self.segment.0, name)).last();
        before.is_some_and(|mention| mention.run.core.1 == name) || name > 0 && words.word(name - 1) == ")"
    }

    /// The person named right after a description: "the secretary of state, Ann Lee".
    pub(super) fn introduced(&self) -> Option<&'a Mention> {
        let (words, (from, end)) = (self.words, self.segment);
        if !matches!(words.word(end), "," | "—" | "–") || end >= self.to {
            return None;
        }
        let mention = self.after_it()?;
        if self.is_body(mention) {
            return is_named_after(words, self.segment, (mention, self.to)).then_some(mention);
        }
        let described = matches!(
            words.lower(from),
            "a" | "an" | "the" | "his" | "her" | "its" | "their" | "our" | "my"
        );
        let role = described || (from..end).any(|at| words.is_role(at) || words.lower(at) == "one");
        role.then_some(mention)
    }

    /// The name that what follows begins with, or ends with when only a description stands before it.
    fn after_it(&self) -> Option<&'a Mention> {
        let (words, from) = (self.words, self.segment.1 + 1);
        let mentions = self.registry.mentions_in((from, self.to));
        let first = mentions.first()?;
        let the = usize::from(words.lower(from) == "the" && self.is_body(first));
        if first.run.whole().0 == from + the {
            let next = mentions
                .get(1)
                .filter(|next| next.run.whole().0 == first.run.core.1);
            // "Oxford economist Nina Wells"
            let trade = mentions.get(1).filter(|next| {
                let (open, close) = (first.run.core.1, next.run.core.0);
                open < close
                    && words.is_role(close - 1)
                    && (open..close)
                        .all(|at| words.is_word(at) && !words.is_function(at) && !words.is_capital(at))
            });
            let further = next.filter(|_| self.is_body(first)).or(trade);
            return Some(further.unwrap_or(first));
        }
        let closes = |mention: &&Mention| {
            let close = mention.run.core.1;
            close >= self.to || matches!(words.word(close), "," | "(" | "—" | "–")
        };
        let named = mentions.iter().find(closes)?;
        let joins = |at: usize| {
            matches!(
                words.lower(at),
                "the" | "a" | "an" | "and" | "its" | "his" | "her" | "their"
            ) || matches!(words.word(at), "-" | "'s" | "’s")
        };
        let plain = |at: usize| words.is_word(at) && !words.is_function(at) || joins(at);
        (from..named.run.whole().0).all(plain).then_some(named)
    }

    fn is_body(&self, mention: &Mention) -> bool {
        self.registry.entity(mention.entity).what == What::Body
    }
}

/// "The trust, Ashby Homes", "a UN food agency, FOA": a noun for a body, and the name that says which.
fn is_named_after(words: &Words, segment: (usize, usize), (mention, to): (&Mention, usize)) -> bool {
    let (from, end) = mention.run.whole();
    let head = words.lower(segment.1 - 1);
    let led = matches!(words.lower(segment.0), "the" | "a" | "an" | "one" | "another");
    let opens = segment.0 == words.sentence_tokens(segment.0).0;
    let alone = (led || opens && segment.1 > segment.0 + 1) && segment.1 - segment.0 <= 6;
    let closed = end >= to || matches!(words.word(end), "," | "." | "—" | "–" | "(");
    let first = segment.1 + 1;
    let begins = from == first || from == first + 1 && words.lower(first) == "the";
    let outlet = lexicon().is_outlet_noun(head) || matches!(head, "agency" | "site" | "body");
    // "a doctor at the hospital, Ashby Homes" tells nothing of the doctor.
    let alone = alone && !(segment.0..segment.1).any(|at| LEADS.contains(&words.lower(at)));
    alone && closed && begins && (outlet || evidence::is_body_noun(head))
}
