//! Direct, indirect or mixed: by the quotation marks around the content.

use super::Style;
use crate::draft::{Draft, Span};
use crate::language::{Prose, TokenKind};

/// A content is direct when all its words are quoted, mixed when some are (in pieces of more than two words), else
/// indirect. A short quoted term inside a paraphrase does not make it mixed.
pub(super) fn of(draft: &Draft, prose: &Prose, content: &[Span]) -> Style {
    let (mut words, mut quoted) = (0, 0);
    for span in content {
        for token in &prose.tokens[prose.tokens_in(*span)] {
            if token.kind == TokenKind::Mark || draft.slice(token.span).is_empty() {
                continue;
            }
            words += 1;
            quoted += usize::from(prose.quote_at(token.span.start).is_some());
        }
    }
    match quoted {
        0..=2 if words > quoted => Style::Indirect,
        _ if quoted >= words => Style::Direct,
        _ => Style::Mixed,
    }
}
