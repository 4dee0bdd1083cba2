//! In which language the prose is written: the lexicons and the model know English alone.

use crate::draft::{Draft, Span};

/// Words that stand in every few lines of English, and in no other language as often.
const FUNCTION_WORDS: &[&str] = &[
    "the", "and", "to", "that", "it", "with", "as", "by", "from", "he", "his", "she", "they", "their", "be",
    "been", "has", "have", "are", "were", "not", "but", "who", "which", "will", "would", "could", "said",
    "this", "its", "after", "about", "there", "when", "than", "if", "we", "you", "of", "on", "at", "for",
    "is", "was",
];

/// A paragraph in which fewer of a hundred words are of these is no English one; English has thirty and more.
const LEAST_PERCENT: usize = 12;

/// With fewer of them it is none, however unsure the language is.
const NONE_PERCENT: usize = 4;

/// A paragraph of fewer words tells nothing of its language.
const FEWEST_WORDS: usize = 12;

/// Prose in other languages than English.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Foreign {
    /// Its first paragraph.
    pub span: Span,
    /// So many of a hundred letters of the prose.
    pub percent: usize,
    /// The language in English ("German"), where it can be told.
    pub language: Option<&'static str>,
}

/// The prose that is written in another language; `None` where there is none. Linear.
pub fn foreign(draft: &Draft) -> Option<Foreign> {
    let blocks = draft.blocks.iter().map(|block| block.span);
    let (others, ours): (Vec<Span>, Vec<Span>) = blocks
        .filter(|span| is_long(draft.slice(*span)))
        .partition(|span| !is_english(draft.slice(*span)));
    let letters = |spans: &[Span]| -> usize { spans.iter().map(|span| span.len()).sum() };
    let (foreign, english) = (letters(&others), letters(&ours));
    let text: Vec<&str> = others.iter().map(|span| draft.slice(*span)).collect();
    let found = whatlang::detect(&text.join("\n"));
    let named = found.filter(|info| info.is_reliable() && info.lang() != whatlang::Lang::Eng);
    Some(Foreign {
        span: *others.first()?,
        percent: foreign * 100 / (foreign + english).max(1),
        language: named.map(|info| info.lang().eng_name()),
    })
}

/// Is this one of the words that stand in every few lines, or a short one, in lower case?
pub fn is_function_word(lower: &str) -> bool {
    FUNCTION_WORDS.contains(&lower) || lower.len() < 3
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// Is it long enough, and running text: no list of names or results? Chinese and Thai part no words: many letters will do.
fn is_long(text: &str) -> bool {
    let all = words(text).count();
    let small = |word: &&str| word.starts_with(|c: char| c.is_alphabetic() && !c.is_uppercase());
    let running = words(text).filter(small).count();
    (all >= FEWEST_WORDS || text.len() > FEWEST_WORDS * 12) && running * 5 >= all * 2
}

fn is_english(text: &str) -> bool {
    let mut all = 0;
    let mut known = 0;
    for word in words(text) {
        all += 1;
        known += usize::from(FUNCTION_WORDS.contains(&word.to_lowercase().as_str()));
    }
    if known * 100 >= all * LEAST_PERCENT {
        return true;
    }
    // Many names leave an English paragraph few words of English; no other language has its letters in its order.
    let found = whatlang::detect(text);
    let other = found.filter(|info| info.lang() != whatlang::Lang::Eng);
    !other.is_some_and(|info| info.is_reliable() || known * 100 < all * NONE_PERCENT)
}
