//! One person under several offices, whose titles have "and" and commas: "Minister of Salt, Timber and Grain Ann Lee", "the
//! head of research and former governor of Ashby, Ann Lee".

use super::joint::BEGINS;
use super::lexicon::lexicon;
use super::name::What;
use super::registry::{Mention, Registry};
use super::words::Words;

/// The person whose titles fill the phrase up to the name, whatever commas and "and" stand in them.
pub(super) fn holder<'r>(
    words: &Words,
    registry: &'r Registry,
    (from, to): (usize, usize),
) -> Option<&'r Mention> {
    let from = from + usize::from(words.lower(from) == "the");
    let mut mentions = registry.mentions_in((from, to)).iter();
    mentions.find(|mention| {
        let (title, name) = (mention.run.title, mention.run.core);
        let listed = (title.0..title.1).any(|at| words.word(at) == "," || words.lower(at) == "and");
        title.0 == from && listed && (name.1 >= to || words.word(name.1) == ",")
    })
}

/// Is it one person, by titles that run up to the name or by what stands before it?
pub(super) fn is_one(words: &Words, registry: &Registry, tokens: (usize, usize)) -> bool {
    holder(words, registry, tokens).is_some() || named_last(words, registry, tokens).is_some()
}

/// The only person named, behind an office that has its field with it and "and" after that: nobody stands before "and" who
/// could be somebody else.
pub(super) fn named_last<'r>(
    words: &Words,
    registry: &'r Registry,
    (from, to): (usize, usize),
) -> Option<&'r Mention> {
    let closes = |at: usize| matches!(words.word(at), "," | "(" | "—" | "–");
    let person = |mention: &&Mention| {
        let whole = mention.run.core.1 > mention.run.core.0 + 1;
        whole && registry.entity(mention.entity).what != What::Body
    };
    let mentions = registry.mentions_in((from, to));
    let last = mentions.last().filter(person)?;
    let name = last.run.core;
    let and = (from..name.0).rev().find(|at| words.lower(*at) == "and")?;
    let others = mentions.iter().filter(person);
    let alone = others.take_while(|other| other.entity != last.entity).count() == 0;
    let ends = name.1 >= to || closes(name.1);
    let of = (from..and).find(|at| matches!(words.lower(*at), "of" | "for"));
    let office = of.and_then(|of| of.checked_sub(1)).filter(|at| *at >= from);
    let held = office.is_some_and(|at| words.is_role(at) || lexicon().honorifics.contains(words.lower(at)));
    let second = and + 1;
    let bare = !BEGINS.contains(&words.lower(second)) && second < last.run.whole().0;
    // "the head of research and Oslo mayor Ann Lee": a title at the name begins somebody else.
    let own = words.word(name.0 - 1) == "," || words.is_role(second);
    (alone && ends && held && bare && own).then_some(last)
}
