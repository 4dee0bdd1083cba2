//! Words of a draft in the page: escaped by maud, and with invisible characters shown.

use maud::{Markup, html};

use super::super::escape;

/// Text as it stands. Characters that show nothing but turn or hide others are shown by a mark in their
/// place, so that an editor sees them and they do nothing; control characters go.
pub(super) fn text(text: &str) -> Markup {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(is_hidden) {
        let (shown, from) = rest.split_at(at);
        let until = from.find(|c| !is_hidden(c)).unwrap_or(from.len());
        let (hidden, after) = from.split_at(until);
        parts.push((shown, hidden));
        rest = after;
    }
    html! {
        @for (shown, hidden) in parts { (shown) (mark(hidden)) }
        (rest)
    }
}

/// The same on one line: white space is folded, and what is invisible goes.
pub(super) fn line(text: &str) -> String {
    escape::line(text)
}

fn is_hidden(c: char) -> bool {
    !c.is_whitespace() && (c.is_control() || escape::is_invisible(c))
}

/// The mark for a run of hidden characters. A soft hyphen and the marks of writing direction that ordinary
/// Arabic and Hebrew text holds deceive nobody by themselves and go without one.
fn mark(hidden: &str) -> Markup {
    let mut told = hidden
        .chars()
        .filter(|c| !matches!(c, '\u{ad}' | '\u{200e}' | '\u{200f}' | '\u{feff}'));
    let first = told.next();
    let others = told.count();
    html! {
        @if let Some(first) = first {
            span.unseen title="A character that cannot be seen stands here in the draft" {
                (format!("U+{:04X}", u32::from(first)))
                @if others > 0 { (format!(" and {others} more")) }
            }
        }
    }
}
