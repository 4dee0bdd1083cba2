//! Quotations: pairs of marks within a block, curly or straight, double or (British) single, and quotations that
//! a newspaper leaves open at the end of one paragraph and opens again in the next.

use super::token::Token;
use crate::draft::{BlockKind, Draft, Span};

/// One quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quote {
    /// With its marks.
    pub span: Span,
    /// Without them.
    pub inner: Span,
    /// Number of the block it stands in.
    pub block: usize,
    /// Does it continue the quotation left open in the paragraph before?
    pub continues: bool,
    /// Was it left open at the end of its block?
    pub open: bool,
}

/// What a character can be in a pair of quotation marks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Opens(char),
    Closes(char),
}

/// Finds the quotations of the draft, in the order of their opening marks.
pub(super) fn find(draft: &Draft, _tokens: &[Token]) -> Vec<Quote> {
    let mut quotes = Vec::new();
    let mut left_open = None;
    for (number, block) in draft.blocks.iter().enumerate() {
        left_open = find_in_block(draft, number, left_open, &mut quotes);
        if block.kind == BlockKind::Heading {
            left_open = None;
        }
    }
    quotes.sort_by_key(|quote: &Quote| (quote.span.start, std::cmp::Reverse(quote.span.end)));
    quotes
}

/// Returns the kind of mark that was left open at the block's end, if one was.
fn find_in_block(
    draft: &Draft,
    number: usize,
    left_open: Option<char>,
    quotes: &mut Vec<Quote>,
) -> Option<char> {
    let block = draft.blocks[number];
    let text = draft.slice(block.span);
    let mut open: Vec<(char, usize, usize, bool)> = Vec::new();
    for (at, c) in text.char_indices() {
        let start = block.span.start + at;
        let inside = open.last().map(|(mark, ..)| *mark);
        match mark_at(text, at, c, inside) {
            Some(Mark::Opens(kind)) => {
                if let Some(depth) = open.iter().position(|(mark, ..)| *mark == kind) {
                    open.truncate(depth);
                }
                open.push((
                    kind,
                    start,
                    start + c.len_utf8(),
                    at == 0 && left_open == Some(kind),
                ));
            }
            Some(Mark::Closes(kind)) => {
                if let Some(depth) = open.iter().rposition(|(mark, ..)| *mark == kind) {
                    let (_, from, inner, continues) = open[depth];
                    open.truncate(depth);
                    let span = Span::new(from, start + c.len_utf8());
                    quotes.push(Quote {
                        span,
                        inner: Span::new(inner, start),
                        block: number,
                        continues,
                        open: false,
                    });
                }
            }
            None => {}
        }
    }
    let &(kind, from, inner, continues) = open.iter().find(|(kind, ..)| *kind == '"')?;
    let next_reopens = draft
        .blocks
        .get(number + 1)
        .is_some_and(|next| opens_with(draft.slice(next.span), kind));
    if !next_reopens {
        return None;
    }
    let span = Span::new(from, block.span.end);
    quotes.push(Quote {
        span,
        inner: Span::new(inner, block.span.end),
        block: number,
        continues,
        open: true,
    });
    Some(kind)
}

fn opens_with(text: &str, kind: char) -> bool {
    text.chars()
        .next()
        .is_some_and(|c| mark_at(text, 0, c, None) == Some(Mark::Opens(kind)))
}

/// What the character at `at` is, given the pair it would close.
fn mark_at(text: &str, at: usize, c: char, inside: Option<char>) -> Option<Mark> {
    let before = text[..at].chars().next_back();
    let after = text[at + c.len_utf8()..].chars().next();
    let opens_here = before.is_none_or(|b| {
        b.is_whitespace() || matches!(b, '(' | '[' | '—' | '–' | '-' | '“' | '‘' | '"' | '\'')
    }) && after.is_some_and(|a| !a.is_whitespace());
    let closes_here =
        before.is_some_and(|b| !b.is_whitespace()) && after.is_none_or(|a| !a.is_alphanumeric());
    match c {
        '“' | '„' | '«' => Some(Mark::Opens('"')),
        '”' | '»' => Some(Mark::Closes('"')),
        '"' if inside == Some('"') && (closes_here || !opens_here) => Some(Mark::Closes('"')),
        '"' if opens_here => Some(Mark::Opens('"')),
        '"' => Some(Mark::Closes('"')),
        '‘' if opens_here && after.is_some_and(|a| !a.is_ascii_digit()) => Some(Mark::Opens('\'')),
        '\'' if is_decade(&text[at + 1..]) => None,
        '\'' if opens_here && inside != Some('\'') && after.is_some_and(char::is_alphanumeric) => {
            Some(Mark::Opens('\''))
        }
        '’' | '\'' if inside == Some('\'') && closes_here => Some(Mark::Closes('\'')),
        _ => None,
    }
}

/// "'90s": figures for the years of a decade, whose mark opens no quotation.
fn is_decade(text: &str) -> bool {
    let figures = text.get(..3).is_some_and(|figures| figures.ends_with("0s"));
    let digit = text.starts_with(|c: char| c.is_ascii_digit());
    figures && digit && !text[3..].starts_with(char::is_alphanumeric)
}
