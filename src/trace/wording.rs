//! The words of an article as they are compared with those of others: fingerprints of spelled words, in order.

use std::collections::HashMap;

use crate::draft::{BlockKind, Draft, Span};
use crate::language::{Prose, START, TokenKind, fold, print_on};

/// The words of an article's running text.
#[derive(Clone, Debug, Default)]
pub struct Wording {
    /// A fingerprint of each, the same on every machine.
    pub(super) words: Vec<u64>,
    /// Where each stands in the draft's text.
    pub(super) spans: Vec<Span>,
    /// Does it stand in quotation marks? Two reporters who heard one speech quote it alike.
    pub(super) quoted: Vec<bool>,
}

/// So many words make a shingle.
const SHINGLE: usize = 4;

/// Of so many shingles in a row one is kept: the least (Schleimer, Wilkerson and Aiken, "Winnowing", 2003). What two texts share
/// in `SHINGLE + WINDOW - 1` words in a row is found whatever stands around it.
const WINDOW: usize = 4;

/// A passage that matches begins with so many words in a row.
pub(super) const SEED: usize = 4;

/// More places of one seed than this are not followed.
const MOST_PLACES: usize = 8;

impl Wording {
    /// The words of a draft but for its headline, which every paper writes anew. Linear.
    pub fn of(draft: &Draft, prose: &Prose) -> Wording {
        let mut found = Wording::default();
        let mut quotes = prose.quotes.iter().peekable();
        let mut blocks = draft.blocks.iter().peekable();
        for token in prose.tokens.iter().filter(|token| token.kind != TokenKind::Mark) {
            while quotes
                .next_if(|quote| quote.span.end <= token.span.start)
                .is_some()
            {}
            while blocks
                .next_if(|block| block.span.end <= token.span.start)
                .is_some()
            {}
            let headline = blocks.peek().is_some_and(|block| {
                block.kind == BlockKind::Headline && block.span.start <= token.span.start
            });
            if headline {
                continue;
            }
            found.words.push(print_on(START, &fold(draft.slice(token.span))));
            found.spans.push(token.span);
            let quoted = quotes
                .peek()
                .is_some_and(|quote| quote.span.start <= token.span.start);
            found.quoted.push(quoted);
        }
        found
    }

    /// How many words it has.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Has it no word?
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The fingerprints by which articles that may share words are found, sorted, each once. Linear.
    pub(super) fn prints(&self) -> Vec<u64> {
        let shingles: Vec<u64> = self.words.windows(SHINGLE).map(mixed).collect();
        let mut kept: Vec<u64> = shingles
            .windows(WINDOW.min(shingles.len()).max(1))
            .filter_map(|window| window.iter().copied().min())
            .collect();
        kept.sort_unstable();
        kept.dedup();
        kept
    }

    /// Where each run of [`SEED`] words stands, the first places.
    pub(super) fn seeds(&self) -> HashMap<u64, Vec<usize>> {
        let mut places: HashMap<u64, Vec<usize>> = HashMap::new();
        for (at, run) in self.words.windows(SEED).enumerate() {
            let list = places.entry(mixed(run)).or_default();
            if list.len() < MOST_PLACES {
                list.push(at);
            }
        }
        places
    }

    /// The bytes of the draft's text in which these words stand.
    pub(super) fn span(&self, words: &std::ops::Range<usize>) -> Span {
        let ends = (
            self.spans.get(words.start),
            self.spans.get(words.end.saturating_sub(1)),
        );
        match ends {
            (Some(first), Some(last)) => first.join(*last),
            _ => Span::default(),
        }
    }

    /// The words that stand in these bytes of the draft's text.
    pub(super) fn within(&self, span: Span) -> std::ops::Range<usize> {
        let from = self.spans.partition_point(|word| word.end <= span.start);
        let to = self.spans.partition_point(|word| word.start < span.end);
        from..to.max(from)
    }
}

/// One fingerprint of several, in their order (the finalizer of SplitMix64; Steele, Lea and Flood, 2014).
pub(super) fn mixed(run: &[u64]) -> u64 {
    run.iter().fold(0, |all, one| {
        let mut hash = (all ^ one).wrapping_add(0x9e37_79b9_7f4a_7c15);
        hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        hash ^ (hash >> 31)
    })
}
