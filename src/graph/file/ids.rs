//! Ids that a person can read and that stay when the draft changes: made of names and of the words of claims.

use std::collections::BTreeSet;

use crate::graph::SourceGraph;
use crate::language::{fold, is_function_word};
use crate::source::{Source, SourceKind};

/// So many words make an id.
const WORDS: usize = 4;

/// Words longer than all ids need.
const LONGEST: usize = 24;

/// The graph with ids made of names and words. An anonymous source's tells nothing of it. Takes n log n.
pub fn with_ids(graph: &SourceGraph) -> SourceGraph {
    let (mut sources, mut claims) = (graph.sources.clone(), graph.claims.clone());
    let mut taken = BTreeSet::new();
    for source in &mut sources {
        source.id = free(of_source(source), &mut taken);
    }
    let mut taken = BTreeSet::new();
    for claim in &mut claims {
        claim.id = free(words_of(&claim.text, "claim"), &mut taken);
    }
    SourceGraph::new(sources, claims)
}

/// What a source's id is made of.
pub(super) fn of_source(source: &Source) -> String {
    match source.kind {
        SourceKind::Anonymous => "anonymous".to_owned(),
        kind => words_of(source.label(), kind.name()),
    }
}

/// The first words of weight, in small letters with hyphens.
pub(super) fn words_of(text: &str, otherwise: &str) -> String {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric());
    let telling = words.filter(|word| word.len() <= LONGEST && !is_function_word(word));
    let telling: Vec<&str> = telling.take(WORDS).collect();
    match telling.as_slice() {
        [] => otherwise.to_owned(),
        words => words.join("-"),
    }
}

/// The id, with a number where it is taken.
pub(super) fn free(id: String, taken: &mut BTreeSet<String>) -> String {
    let numbered = |number: usize| format!("{id}-{number}");
    let mut found = id.clone();
    let mut number = 2;
    while !taken.insert(found.clone()) {
        found = numbered(number);
        number += 1;
    }
    found
}
