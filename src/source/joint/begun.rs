//! Where those who are named together begin: lists of which an attribution has only the end ("Orbit, Brisk | and Vane have"),
//! datelines and places that it took along.

use super::super::name::What;
use super::super::reading;
use super::super::registry::{Mention, Registry};
use super::super::words::Words;
use super::Agreement;

/// Words behind which a list of names begins that stands for the noun before them.
const OPENS: &[&str] = &["including", "like"];

/// Do the words between two names only list them, letters in brackets behind the first aside ("Orbit Inc <ORB> and")?
fn are_between(words: &Words, (from, to): (usize, usize)) -> bool {
    let mut inside = false;
    (from..to).all(|at| match words.word(at) {
        "<" | "(" => {
            inside = true;
            true
        }
        ">" | ")" => {
            inside = false;
            true
        }
        word => inside || word == "," || word == "and",
    })
}

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
        let between = end < first && are_between(words, (end, first));
        if !between {
            break;
        }
        alike &= kind(mention) == kind(own);
        first = mention.run.whole().0;
    }
    let opens = alike && first == begin || OPENS.contains(&words.lower(first.wrapping_sub(1)));
    if closes && opens { first.min(from) } else { from }
}

/// "in Ashby, Norway, Ann Lee and Bo Yu": where a source begins that took the end of a place along.
pub(super) fn past_place(words: &Words, registry: &Registry, (from, to): (usize, usize)) -> usize {
    let begins = from >= 2 && words.word(from - 1) == "," && words.is_capital(from - 2);
    let first = registry.mentions_in((from, from + 1)).first();
    let place = first.filter(|mention| registry.is_place(mention.entity));
    let end = place.map_or(to, |mention| mention.run.core.1);
    if begins && end + 1 < to && words.word(end) == "," {
        end + 1
    } else {
        from
    }
}

/// A source without its dateline and the "each" behind it, and what is then known of how many there are.
pub(super) fn trimmed(
    words: &Words,
    (from, to): (usize, usize),
    agreement: Agreement,
) -> ((usize, usize), Agreement) {
    let from = reading::past_dateline(words, from, to);
    // "calls from A and B": the word before is no verb of theirs.
    let subject = from == 0 || !matches!(words.lower(from - 1), "from" | "by" | "of");
    if to > from + 1 && words.lower(to - 1) == "each" {
        ((from, to - 1), Agreement::Several)
    } else if subject {
        ((from, to), agreement)
    } else {
        ((from, to), Agreement::Unknown)
    }
}
