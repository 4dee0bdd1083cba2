//! Through which outlet somebody speaks: "told Reuters", "in an interview with the BBC", "on Radio Dunmore". The words
//! are the speaker's own, and the speaker stands for them; the outlet is only how they came to the reader.

use super::coreference::Linker;
use super::kind;
use super::name;
use super::registry::Mention;
use super::{Source, SourceKind};
use crate::attribution::{Act, Attribution};
use crate::draft::Span;

/// Verbs whose object is the outlet.
const TELLS: &[&str] = &["told", "tell", "tells", "telling"];

/// Words that lead to the outlet after words for speaking.
const LEADS: &[&str] = &["to", "with", "on", "for"];

/// Words for speaking, before those.
const SPOKEN: &[&str] = &[
    "interview",
    "interviews",
    "interviewed",
    "said",
    "says",
    "spoke",
    "speaking",
    "spoken",
    "statement",
    "comment",
    "comments",
    "remarks",
    "conversation",
    "talking",
    "talked",
    "appearance",
    "appearing",
    "appeared",
    "email",
    "e-mail",
    "it",
];

/// How far before the leading word they may stand.
const REACH: usize = 4;

/// How many words may stand between such a word and the outlet's name ("told the", "with CNN's").
const BETWEEN: usize = 2;

/// Notes with each source the outlets through which it speaks. `of` gives each attribution's source. Near linear.
pub(super) fn note(linker: &mut Linker, attributions: &[Attribution], of: &[Option<usize>]) {
    for (attribution, source) in attributions.iter().zip(of) {
        let Some(source) = source.filter(|_| attribution.act == Act::Speech) else {
            continue;
        };
        for name in outlets(linker, attribution) {
            add(&mut linker.gathered[source].source, name);
        }
    }
}

fn add(source: &mut Source, outlet: String) {
    let speaks = !matches!(
        source.kind,
        SourceKind::Outlet | SourceKind::Newsroom | SourceKind::Document
    );
    if speaks && !source.through.contains(&outlet) {
        source.through.push(outlet);
    }
}

/// The outlets that the sentence of the attribution's cue leads to.
fn outlets(linker: &Linker, attribution: &Attribution) -> Vec<String> {
    let Some(cue) = Span::hull(&attribution.cue_spans) else {
        return Vec::new();
    };
    let at = linker.words.prose.tokens_in(cue).start;
    let sentence = linker.words.sentence_tokens(at);
    let mentions = linker.registry.mentions_in(sentence).iter();
    mentions
        .filter(|mention| leads(linker, sentence.0, mention))
        .filter_map(|mention| {
            let entity = linker.registry.entity(mention.entity);
            let outlet = kind::of_entity(entity, linker.policy) == SourceKind::Outlet;
            outlet.then(|| name::without_the(&entity.name).to_owned())
        })
        .collect()
}

/// Does a word that leads to an outlet stand before the mention, outside quotation marks?
fn leads(linker: &Linker, begin: usize, mention: &Mention) -> bool {
    let words = linker.words;
    let name = mention.run.whole().0;
    let from = name.saturating_sub(BETWEEN + 1).max(begin);
    let lead = (from..name)
        .rev()
        .find(|at| TELLS.contains(&words.lower(*at)) || LEADS.contains(&words.lower(*at)));
    lead.is_some_and(|lead| {
        let near = lead.saturating_sub(REACH).max(begin)..lead;
        let spoken = TELLS.contains(&words.lower(lead))
            || near.into_iter().any(|at| SPOKEN.contains(&words.lower(at)));
        let plain = (lead + 1..name).all(|at| !words.is_cue(at) && words.is_word(at));
        plain && spoken && !words.is_quoted(name)
    })
}
