//! Interviews: texts of questions and answers, in which an unquoted "I" is whoever answers.

use std::collections::BTreeMap;

use super::name::What;
use super::registry::{EntityId, Registry};
use super::words::Words;

/// Is the text an interview: its opening calls it one, or it asks many questions in paragraphs of their own; and the
/// first person stands outside quotation marks in at least one sentence of eight? Linear.
pub(super) fn is_interview(words: &Words) -> bool {
    let sentences = &words.prose.sentences;
    let (mut own, mut questions, mut called) = (0, 0, false);
    for (number, sentence) in sentences.iter().enumerate() {
        let (from, to) = sentence.tokens;
        let first = |at: usize| matches!(words.lower(at), "i" | "we" | "my" | "our") && !words.is_quoted(at);
        own += usize::from((from..to).any(first));
        let asked = to > from && words.word(to - 1) == "?" && !words.is_quoted(to - 1);
        let last = sentences
            .get(number + 1)
            .is_none_or(|next| next.block != sentence.block);
        questions += usize::from(asked && last);
        called |= sentence.block < OPENING && (from..to).any(|at| words.lower(at).starts_with("interview"));
    }
    (called || questions >= QUESTIONS) && own * 8 >= sentences.len() && own > 2
}

/// The one person whom the opening names, or names most often; nobody where speakers have labels ("LEE: I did"), for
/// then the one who spoke last speaks.
pub(super) fn who_answers(words: &Words, registry: &Registry) -> Option<EntityId> {
    let sentences = &words.prose.sentences;
    let labels = sentences.iter().filter(|sentence| {
        let (from, to) = sentence.tokens;
        (from + 1..to.min(from + 4)).any(|at| {
            let names_nobody = matches!(words.word(at - 1), "Q" | "A");
            words.word(at) == ":" && words.is_capital(at - 1) && !names_nobody
        })
    });
    if labels.count() >= QUESTIONS {
        return None;
    }
    let opening = sentences
        .iter()
        .take_while(|sentence| sentence.block < OPENING + 2);
    let end = opening.last()?.tokens.1;
    let mut named: BTreeMap<EntityId, usize> = BTreeMap::new();
    for mention in registry.mentions_in((0, end)) {
        if registry.entity(mention.entity).what == What::Person {
            *named.entry(mention.entity).or_default() += 1;
        }
    }
    // Of those named equally often the first.
    let mut best: Option<(EntityId, usize)> = None;
    for (entity, times) in named {
        if best.is_none_or(|(_, most)| times > most) {
            best = Some((entity, times));
        }
    }
    best.map(|(entity, _)| entity)
}

/// Does the paragraph of this token end with a question?
pub(super) fn is_question(words: &Words, at: usize) -> bool {
    let sentences = &words.prose.sentences;
    let number = words.sentence(at);
    let Some(block) = sentences.get(number).map(|sentence| sentence.block) else {
        return false;
    };
    let rest = sentences[number..]
        .iter()
        .take_while(|sentence| sentence.block == block);
    rest.last()
        .is_some_and(|last| last.tokens.1 > 0 && words.word(last.tokens.1 - 1) == "?")
}

/// How many blocks may call the text an interview.
const OPENING: usize = 4;

/// So many paragraphs that end with a question make an interview.
const QUESTIONS: usize = 4;
