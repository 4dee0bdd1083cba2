//! Where a claim's source was resolved and is not written there: the words that were taken for it.

use maud::{Markup, html};

use super::super::words;
use super::prose;
use crate::claim::Claim;
use crate::draft::Span;
use crate::rules::Case;
use crate::source::Link;

/// The words of a claim's sources that do not name them. Linear in the claim's attributions times the doubts.
pub(super) fn of(case: &Case, claim: &Claim) -> Markup {
    let mut told: Vec<(String, String)> = Vec::new();
    for at in claim.backing.iter().filter_map(|backing| backing.attribution) {
        let Some(source) = case.source_of(at).filter(|_| case.link(at) == Link::Resolved) else {
            continue;
        };
        let spans = case.attributions.get(at).map(|one| one.source_spans.as_slice());
        let written = Span::hull(spans.unwrap_or_default()).map_or("", |span| case.draft.slice(span));
        let line = (words::name(source), prose::line(written));
        if !told.contains(&line) {
            told.push(line);
        }
    }
    html! {
        @for (name, written) in told {
            p.doubt dir="auto" {
                span.guess aria-hidden="true" { "?" } " "
                @if written.is_empty() { "No word here names who says it; read as " (name) }
                @else { "“" (written) "” is read as " (name) }
            }
        }
    }
}
