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

/// Does a double mark of a style that tells both apart open a quotation, when one that `opened` is open? `None` of a straight
/// mark. “English”, „German“ and „Polish”, «French», »Danish« and ”Swedish” differ in which mark is which.
pub(crate) fn opens_double(mark: char, opened: Option<char>, could_open: bool) -> Option<bool> {
    match mark {
        '„' | '‟' => Some(true),
        '“' => Some(!matches!(opened, Some('„'))),
        '«' => Some(!matches!(opened, Some('»'))),
        '”' | '»' => Some(opened.is_none() && could_open),
        _ => None,
    }
}

/// An opening mark under way.
struct Opened {
    /// What a pair of it is, whatever its style: `"` or `'`.
    kind: char,
    mark: char,
    from: usize,
    inner: usize,
    continues: bool,
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
    let mut open: Vec<Opened> = Vec::new();
    for (at, c) in text.char_indices() {
        let start = block.span.start + at;
        match mark_at(text, at, c, &open) {
            Some(Mark::Opens(kind)) => {
                if let Some(depth) = open.iter().position(|opened| opened.kind == kind) {
                    open.truncate(depth);
                }
                open.push(Opened {
                    kind,
                    mark: c,
                    from: start,
                    inner: start + c.len_utf8(),
                    continues: at == 0 && left_open == Some(kind),
                });
            }
            Some(Mark::Closes(kind)) => {
                if let Some(depth) = open.iter().rposition(|opened| opened.kind == kind) {
                    let opened = &open[depth];
                    quotes.push(Quote {
                        span: Span::new(opened.from, start + c.len_utf8()),
                        inner: Span::new(opened.inner, start),
                        block: number,
                        continues: opened.continues,
                        open: false,
                    });
                    open.truncate(depth);
                }
            }
            None => {}
        }
    }
    let &Opened {
        kind,
        from,
        inner,
        continues,
        ..
    } = open.iter().find(|opened| opened.kind == '"')?;
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
        .is_some_and(|c| mark_at(text, 0, c, &[]) == Some(Mark::Opens(kind)))
}

/// What the character at `at` is, given the pairs that are open.
fn mark_at(text: &str, at: usize, c: char, open: &[Opened]) -> Option<Mark> {
    let inside = open.last().map(|opened| opened.kind);
    let before = text[..at].chars().next_back();
    let after = text[at + c.len_utf8()..].chars().next();
    let opens_here = before.is_none_or(|b| {
        b.is_whitespace() || matches!(b, '(' | '[' | '—' | '–' | '-' | '“' | '‘' | '"' | '\'')
    }) && after.is_some_and(|a| !a.is_whitespace());
    let closes_here =
        before.is_some_and(|b| !b.is_whitespace()) && after.is_none_or(|a| !a.is_alphanumeric());
    let double = open.iter().rfind(|opened| opened.kind == '"');
    if let Some(opens) = opens_double(c, double.map(|opened| opened.mark), opens_here) {
        return Some(if opens {
            Mark::Opens('"')
        } else {
            Mark::Closes('"')
        });
    }
    match c {
        '"' if inside == Some('"') && (closes_here || !opens_here) => Some(Mark::Closes('"')),
        '"' if opens_here => Some(Mark::Opens('"')),
        '"' => Some(Mark::Closes('"')),
        _ if is_apostrophe(text, at, c) => None,
        '‘' if opens_here && after.is_some_and(|a| !a.is_ascii_digit()) => Some(Mark::Opens('\'')),
        '\'' if opens_here && inside != Some('\'') && after.is_some_and(char::is_alphanumeric) => {
            Some(Mark::Opens('\''))
        }
        '’' | '\'' if inside == Some('\'') && closes_here => Some(Mark::Closes('\'')),
        _ => None,
    }
}

/// Words whose first letters are left out, which a mark stands for.
const ELIDED: &[&str] = &["twas", "tis", "twere", "em", "n", "cos", "til"];

/// Does the mark before this text stand for letters ("'twas", "rock 'n' roll")?
fn is_elided(text: &str) -> bool {
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let word = &text[..end];
    ELIDED.iter().any(|elided| word.eq_ignore_ascii_case(elided))
}

/// The end of a quotation that an owner stands in is looked for so many characters further on.
const QUOTED_AT_MOST: usize = 600;

/// Is it the mark of many owners ("the boys' club") rather than the end of a quotation, which comes later in the text?
fn is_owners(text: &str, at: usize, mark: char) -> bool {
    let rest = &text[at + mark.len_utf8()..];
    let owns =
        text[..at].ends_with('s') && rest.starts_with(' ') && rest[1..].starts_with(char::is_lowercase);
    let ends = |(end, c): (usize, char)| {
        let before = rest[..end].chars().next_back();
        let after = rest[end + c.len_utf8()..].chars().next();
        c == mark
            && before.is_some_and(|b| matches!(b, ',' | '.' | '?' | '!' | '…'))
            && after.is_none_or(|a| !a.is_alphanumeric())
    };
    let opens = |(begin, c): (usize, char)| {
        matches!(c, '‘' | '\'')
            && rest[..begin].ends_with(' ')
            && rest[begin + c.len_utf8()..].starts_with(char::is_alphanumeric)
    };
    // Up to where another quotation opens.
    owns && rest
        .char_indices()
        .take(QUOTED_AT_MOST)
        .take_while(|one| !opens(*one))
        .any(ends)
}

/// Does the mark at `at` stand for letters or for an owner, and belong to no quotation?
pub(crate) fn is_apostrophe(text: &str, at: usize, mark: char) -> bool {
    let rest = &text[at + mark.len_utf8()..];
    match mark {
        '\'' => is_elided(rest) || is_decade(rest) || is_owners(text, at, mark),
        '‘' => is_elided(rest),
        '’' => is_owners(text, at, mark),
        _ => false,
    }
}

/// "'90s": figures for the years of a decade, whose mark opens no quotation.
fn is_decade(text: &str) -> bool {
    let figures = text.get(..3).is_some_and(|figures| figures.ends_with("0s"));
    let digit = text.starts_with(|c: char| c.is_ascii_digit());
    figures && digit && !text[3..].starts_with(char::is_alphanumeric)
}
