//! What the text calls a body beside its name: the noun phrase before it ("the advocacy group Clear Water"), the apposition
//! behind it, the letters in brackets.

use super::coreference::{Gathered, Linker};
use super::evidence;
use super::lexicon::lexicon;
use super::name::NameRun;
use super::presented;
use super::reading::Noun;
use super::registry::{Entity, Registry};
use super::title::{self, strip, without_article};
use super::words::Words;
use crate::attribution::model::Voice;

/// So many mentions of a body are asked.
const ASKED: usize = 8;

/// Such a phrase has at most so many words.
const REACH: usize = 10;

/// So sure is the model on average that the mentions of a body are an outlet's.
const OUTLET: f32 = 0.7;

impl Linker<'_> {
    /// Keeps what the text calls somebody known by name.
    pub(super) fn note_call(&mut self, number: usize, noun: &Noun) {
        let text = self.words.text(noun.tokens);
        let known = &mut self.gathered[number];
        if known.called.is_empty() && known.entity.is_some() && known.noun.is_none() {
            known.called = text;
        }
    }

    /// A name that no list tells for an outlet's, and the model does wherever it stands.
    pub(super) fn reads_as_outlet(&self, entity: &Entity) -> bool {
        let mentions = entity.mentions.iter().take(ASKED);
        let runs = mentions.filter_map(|number| Some(self.registry.mentions.get(*number)?.run));
        let scores = runs
            .filter_map(|run| self.words.voice(run.core))
            .map(|scores| scores[Voice::Outlet as usize]);
        let (sum, count) = scores.fold((0.0, 0.0), |(sum, count), score| (sum + score, count + 1.0));
        count > 0.0 && sum / count > OUTLET
    }
}

/// The title of a person: what stands around the name, else what the text says of him in the next sentences, or calls him.
pub(super) fn person(words: &Words, registry: &Registry, entity: &Entity, one: &Gathered) -> String {
    let introduced = || Some(without_article(&one.introduced)).filter(|title| !title.is_empty());
    let first = entity
        .mentions
        .first()
        .and_then(|number| registry.mentions.get(*number));
    let later = || first.and_then(|mention| title::later(words, mention.run.core.0));
    let called = || title::tells_more(&one.called).then(|| without_article(&one.called));
    let own = Some(entity.title.clone()).filter(|title| !title.is_empty());
    own.or_else(introduced)
        .or_else(later)
        .or_else(called)
        .unwrap_or_default()
}

/// All that the text tells of a person beside the title: the words by which it brings him in; empty where that is nothing more.
pub(super) fn description(words: &Words, registry: &Registry, entity: &Entity, title: &str) -> String {
    if title.is_empty() {
        let mentions = entity.mentions.iter();
        let runs: Vec<NameRun> = mentions
            .filter_map(|number| Some(registry.mentions.get(*number)?.run))
            .collect();
        return presented::read(words, &runs);
    }
    let more = entity.told.apposition(title).map(str::to_owned);
    more.map_or(String::new(), |more| format!("{title}, {more}"))
}

/// The first of these that the text has; empty when there is none.
pub(super) fn body(words: &Words, registry: &Registry, entity: &Entity) -> String {
    let mentions = entity.mentions.iter().take(ASKED);
    let runs: Vec<NameRun> = mentions
        .filter_map(|number| Some(registry.mentions.get(*number)?.run))
        .collect();
    let first = |read: fn(&Words, NameRun) -> Option<String>| runs.iter().find_map(|run| read(words, *run));
    first(before)
        .or_else(|| first(after))
        .or_else(|| first(letters))
        .unwrap_or_default()
}

/// Is it a noun for a body or an outlet?
fn is_house(words: &Words, at: usize) -> bool {
    let word = words.lower(at);
    let small = words.is_word(at) && !words.is_capital(at);
    small && (evidence::is_body_noun(word) || lexicon().is_outlet_noun(word) || is_outlet(words, at))
}

/// Is the body an outlet by what the text calls it before or behind its name ("the news agency Zorn", "Zorn daily")?
pub(super) fn as_outlet(words: &Words, run: NameRun) -> bool {
    let (from, to) = run.whole();
    let comma = usize::from(from > 0 && words.word(from - 1) == "," && words.word(to) == ",");
    let before = from
        .checked_sub(1 + comma)
        .is_some_and(|at| is_outlet(words, at) && (comma == 0 || is_led(words, at)));
    let behind = matches!(words.lower(to), "daily" | "weekly" | "newspaper" | "magazine")
        && !words.is_capital(to)
        || words.lower(to) == "news" && is_outlet(words, to + 1);
    before || behind
}

/// "daily", "news agency": a noun for an outlet alone, in lower case.
fn is_outlet(words: &Words, at: usize) -> bool {
    let word = words.lower(at);
    let news = at > 0 && matches!(words.lower(at - 1), "news" | "media");
    let kind = matches!(
        word,
        "daily" | "weekly" | "newspaper" | "tabloid" | "broadsheet" | "magazine" | "newswire"
    );
    let house = matches!(
        word,
        "agency"
            | "site"
            | "website"
            | "organization"
            | "organisation"
            | "outlet"
            | "portal"
            | "channel"
            | "station"
    );
    words.is_word(at) && !words.is_capital(at) && (kind || news && house)
}

/// Does an article, or "one", begin the few words up to the noun at `at`?
fn is_led(words: &Words, at: usize) -> bool {
    let (begin, _) = words.sentence_tokens(at);
    let article = |at: &usize| matches!(words.lower(*at), "the" | "a" | "an" | "one" | "another" | "its");
    (begin.max(at.saturating_sub(REACH))..at)
        .rev()
        .take_while(|at| words.is_word(*at) || words.word(*at) == "-")
        .any(|at| article(&at))
}

/// "the advocacy group | Clear Water"
fn before(words: &Words, run: NameRun) -> Option<String> {
    let noun = run.whole().0.checked_sub(1)?;
    let noun = if words.lower(noun) == "the" {
        noun.checked_sub(1)?
    } else {
        noun
    };
    if !is_house(words, noun) {
        return None;
    }
    let (begin, _) = words.sentence_tokens(noun);
    let part = |at: usize| {
        let plain =
            words.is_word(at) && !words.is_function(at) && (!words.is_cue(at) || words.is_capital(at));
        plain || matches!(words.word(at), "-" | "'s" | "’s") || words.lower(at) == "and"
    };
    let mut from = noun;
    while from > begin && noun - from < REACH && part(from - 1) {
        from -= 1;
    }
    // "The Ashby Project nonprofit | Zorn": another name.
    let other = noun > from && words.is_capital(noun - 1) && noun - from > 1;
    (!other).then(|| without_article(&strip(words, from, noun + 1)))
}

/// "Clear Water, an advocacy group in Milton,"
fn after(words: &Words, run: NameRun) -> Option<String> {
    let comma = run.core.1;
    let article = |at: usize| {
        matches!(words.lower(at), "a" | "an" | "the" | "one") || matches!(words.word(at + 1), "'s" | "’s")
    };
    if words.word(comma) != "," || !article(comma + 1) {
        return None;
    }
    let (_, end) = words.sentence_tokens(comma);
    let close = (comma + 1..end.min(comma + 2 * REACH)).find(|at| {
        matches!(words.word(*at), "," | "." | ";" | "—")
            || matches!(words.lower(*at), "which" | "that" | "who")
    })?;
    let verb = (comma + 1..close).any(|at| words.is_cue(at) && words.opens_cue(at));
    let head = (comma + 1..close).take_while(|at| {
        !matches!(
            words.lower(*at),
            "of" | "for" | "in" | "at" | "that" | "to" | "with"
        )
    });
    let house = head
        .last()
        .is_some_and(|at| is_house(words, at) || lexicon().is_person_noun(words.lower(at)));
    (house && !verb).then(|| strip(words, comma + 1, close))
}

/// "the Clear Water League (CWL)"
fn letters(words: &Words, run: NameRun) -> Option<String> {
    let open = run.core.1;
    let capitals = words.word(open + 1).chars().filter(|c| c.is_uppercase()).count() > 1;
    (words.word(open) == "(" && words.word(open + 2) == ")" && capitals)
        .then(|| words.word(open + 1).to_owned())
}
