//! Paragraphs that were read before. Each is read alone, so that after an edit only its own paragraph is read again.

use std::collections::BTreeMap;

use super::{Found, Reading, TaggedWord};
use crate::draft::Span;

/// What was read of the paragraphs of a text the last time; for whoever reads it again after each edit.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// By their words, with spans from where each begins.
    paragraphs: BTreeMap<String, Reading>,
}

/// Reads the paragraphs at `blocks` in `text` as [`super::read`] does, those that `memory` holds from there; it holds
/// these paragraphs and no others afterwards. The blocks stand one behind the other. Linear in the paragraphs that are new, and in what was found.
pub fn read_again(text: &str, blocks: &[Span], memory: &mut Memory) -> Reading {
    let words = |block: &Span| text.get(block.start..block.end).unwrap_or_default();
    let known = &mut memory.paragraphs;
    let fresh = blocks.iter().filter(|block| !known.contains_key(words(block)));
    let fresh: Vec<Span> = fresh.copied().collect();
    let read = super::read(text, &fresh);
    for block in &fresh {
        known.insert(words(block).to_owned(), read.part(*block));
    }
    let mut kept = BTreeMap::new();
    let mut whole = Reading::default();
    for block in blocks {
        if let Some((words, part)) = known.remove_entry(words(block)) {
            kept.insert(words, part);
        }
        if let Some(part) = kept.get(words(block)) {
            whole.append(part, block.start);
        }
    }
    memory.paragraphs = kept;
    whole
}

impl Reading {
    /// What was read within a block, with spans from where it begins.
    fn part(&self, block: Span) -> Reading {
        let within = |place: Span| block.contains(place);
        let from = |place: usize| place.saturating_sub(block.start);
        let start = |found: &Found| found.content.first().map_or(0, |span| span.start);
        let first = self
            .attributions
            .partition_point(|found| start(found) < block.start);
        let found = self.attributions[first..].iter();
        let found = found.take_while(|found| start(found) < block.end);
        let first = self.words.partition_point(|word| word.span.start < block.start);
        let words = self.words[first..].iter().take_while(|word| within(word.span));
        Reading {
            attributions: found.map(|found| moved(found, from)).collect(),
            words: words.map(|word| moved_word(word, from)).collect(),
            senses: self.senses.part(block),
        }
    }

    /// Adds what was read of a paragraph that begins at a place.
    fn append(&mut self, part: &Reading, at: usize) {
        let to = |place: usize| place + at;
        self.attributions
            .extend(part.attributions.iter().map(|found| moved(found, to)));
        self.words
            .extend(part.words.iter().map(|word| moved_word(word, to)));
        self.senses.append(&part.senses, at);
    }
}

fn moved(found: &Found, to: impl Fn(usize) -> usize) -> Found {
    let all = |spans: &[Span]| -> Vec<Span> {
        let moved = spans.iter().map(|span| Span::new(to(span.start), to(span.end)));
        moved.collect()
    };
    Found {
        source: all(&found.source),
        cue: all(&found.cue),
        content: all(&found.content),
        confidence: found.confidence,
    }
}

fn moved_word(word: &TaggedWord, to: impl Fn(usize) -> usize) -> TaggedWord {
    TaggedWord {
        span: Span::new(to(word.span.start), to(word.span.end)),
        ..*word
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::blocks;
    use super::*;

    const DRAFT: [&str; 4] = [
        "The ferry will not sail before Easter, harbour master Ivo Brandt said on Friday.",
        "Zoë Aalto, who owns two boats, told the Beacon that nobody had asked her.",
        "The boats left at dawn.",
        "According to the ministry, the quay is safe. Brandt denied that.",
    ];

    #[test]
    fn what_is_remembered_is_what_would_be_read() {
        let mut memory = Memory::default();
        let edits = [
            DRAFT.to_vec(),
            vec![DRAFT[1], DRAFT[0], DRAFT[2], DRAFT[3], DRAFT[0]],
            vec!["A storm came.", DRAFT[0], DRAFT[3]],
            vec![],
            vec![DRAFT[3], "", "He said so again."],
        ];
        for edit in edits {
            let text = edit.join("\n");
            let blocks = blocks(&text);
            let again = read_again(&text, &blocks, &mut memory);
            assert_eq!(again, super::super::read(&text, &blocks), "{text}");
            assert!(memory.paragraphs.len() <= edit.len());
        }
    }
}
