//! Lists of names of which an attribution has only the end: "Orbit, Brisk | and Vane have".

use super::super::name::What;
use super::super::registry::{Mention, Registry};
use super::super::words::Words;

/// Words behind which a list of names begins that stands for the noun before them.
const OPENS: &[&str] = &["including", "like"];

/// Where the source begins: at the first name of the list that its own first name ends or goes on with, one kind of name
/// throughout, which opens its sentence or stands behind "including".
pub(super) fn before(words: &Words, registry: &Registry, (from, to): (usize, usize)) -> usize {
    let joins = |at: usize| words.lower(at) == "and";
    let own = registry.mentions_in((from, to)).first();
    let starts = |mention: &Mention| {
        let begin = mention.run.whole().0;
        begin == from || begin == from + 1 && joins(from)
    };
    let Some(own) = own.filter(|mention| starts(mention)) else {
        return from;
    };
    let closes = joins(from) || joins(from.wrapping_sub(1)) || (own.run.core.1..to).any(joins);
    let kind = |mention: &Mention| registry.entity(mention.entity).what == What::Body;
    let (begin, _) = words.sentence_tokens(from);
    let (mut first, mut alike) = (own.run.whole().0, true);
    for mention in registry.mentions_in((begin, from)).iter().rev() {
        let end = mention.run.core.1;
        let between = end < first && (end..first).all(|at| words.word(at) == "," || joins(at));
        if !between {
            break;
        }
        alike &= kind(mention) == kind(own);
        first = mention.run.whole().0;
    }
    let opens = alike && first == begin || OPENS.contains(&words.lower(first.wrapping_sub(1)));
    if closes && opens { first.min(from) } else { from }
}
