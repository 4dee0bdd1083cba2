//! Tokens: words, numbers and marks, by the word boundaries of Unicode (UAX #29).

use unicode_segmentation::UnicodeSegmentation;

use crate::draft::Span;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Begins with a letter.
    Word,
    /// Begins with a digit.
    Number,
    /// Anything else that is not white space.
    Mark,
}

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its bytes in the text.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
}

/// Appends the tokens of `text` within `within`. A genitive ("Israel's") is a token of its own, as are the
/// parts of a hyphenated word.
pub(super) fn push_tokens(text: &str, within: Span, tokens: &mut Vec<Token>) {
    let Some(piece) = text.get(within.start..within.end) else {
        return;
    };
    for (at, word) in piece.split_word_bound_indices() {
        let Some(first) = word.chars().next() else {
            continue;
        };
        if word.trim().is_empty() {
            continue;
        }
        let start = within.start + at;
        let kind = if first.is_alphabetic() {
            TokenKind::Word
        } else if first.is_numeric() {
            TokenKind::Number
        } else {
            TokenKind::Mark
        };
        let cut = if kind == TokenKind::Word {
            genitive(word)
        } else {
            None
        };
        let end = start + cut.unwrap_or(word.len());
        tokens.push(Token {
            span: Span::new(start, end),
            kind,
        });
        if cut.is_some() {
            tokens.push(Token {
                span: Span::new(end, start + word.len()),
                kind: TokenKind::Mark,
            });
        }
    }
}

/// Where the "'s" of a word begins.
fn genitive(word: &str) -> Option<usize> {
    ["'s", "’s", "'S", "’S"]
        .iter()
        .find_map(|end| word.strip_suffix(end))
        .filter(|stem| !stem.is_empty())
        .map(str::len)
}
