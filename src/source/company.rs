//! Those whom the text names together, whoever speaks: "Ann Lee, the mayor, and Bo Yu met".

use super::name::What;
use super::registry::{EntityId, Mention, Registry};
use super::words::Words;

/// Those whom the text names together, and where: "Ann Lee, the mayor, and Bo Yu".
#[derive(Clone, Debug)]
pub(super) struct Company {
    pub(super) at: usize,
    pub(super) members: Vec<EntityId>,
    /// Does a preposition bring them ("the leaders of Norway and Chad")? Then only places are meant by what follows.
    pub(super) brought: bool,
}

/// How many words may stand between two who are named together.
const BETWEEN: usize = 14;

/// Verbs of which one makes a clause of what stands between two names.
const VERBS: &[&str] = &[
    "is", "are", "was", "were", "be", "been", "has", "have", "had", "will", "would", "could", "can", "did",
    "does", "who", "which", "that",
];

/// Finds those whom the text names together. Linear in the mentions.
pub(super) fn read(words: &Words, registry: &Registry) -> Vec<Company> {
    let mut found = Vec::new();
    let mut open: Vec<&Mention> = Vec::new();
    for mention in &registry.mentions {
        let last = open.last().copied();
        match last.and_then(|last| link(words, registry, (last, mention))) {
            Some(closes) => {
                open.push(mention);
                if closes {
                    found.extend(company(words, &open));
                    open.clear();
                }
            }
            None => {
                open.clear();
                open.push(mention);
            }
        }
    }
    found
}

fn company(words: &Words, named: &[&Mention]) -> Option<Company> {
    let at = named.first()?.run.whole().0;
    // "As for Lee and Marsh, they": these begin the sentence all the same.
    let topic = words.lower(at.wrapping_sub(2)) == "as";
    let before = words.lower(at.wrapping_sub(1));
    let brought = !topic && matches!(before, "of" | "in" | "from" | "at" | "on" | "to" | "for" | "near");
    if brought && before != "of" {
        return None;
    }
    let mut members: Vec<EntityId> = named.iter().map(|mention| mention.entity).collect();
    members.dedup();
    (members.len() > 1).then_some(Company { at, members, brought })
}

/// Are the two named together, and does "and" close the list with the second?
fn link(words: &Words, registry: &Registry, (one, other): (&Mention, &Mention)) -> Option<bool> {
    let (from, to) = (one.run.core.1, other.run.whole().0);
    let body = |mention: &Mention| registry.entity(mention.entity).what == What::Body;
    let apart = words.sentence(from.saturating_sub(1)) != words.sentence(to);
    if apart || from > to || to - from > BETWEEN || body(one) != body(other) {
        return None;
    }
    let plain = |at: usize| !words.is_cue(at) && !VERBS.contains(&words.lower(at)) && !words.is_quoted(at);
    if !(from..to).all(plain) {
        return None;
    }
    let and = (from..to).rev().find(|at| words.lower(*at) == "and");
    let Some(and) = and else {
        return (to == from + 1 && words.word(from) == ",").then_some(false);
    };
    let told = and == from || matches!(words.word(from), "," | "(");
    let phrase = (and + 1..to).all(|at| words.is_word(at) || matches!(words.word(at), "'s" | "’s" | ","));
    let marks = (and + 1..to).filter(|at| words.word(*at) == ",").count();
    (told && phrase && marks <= 1).then_some(true)
}
