//! Where a claim's source was resolved and is not written there: the words that were taken for it.

use maud::{Markup, html};

use super::super::words;
use crate::claim::Claim;
use crate::rules::Case;

/// The words of a claim's sources that do not name them. Linear in the claim's attributions times the doubts.
pub(super) fn of(case: &Case, claim: &Claim) -> Markup {
    html! {
        @for (name, written) in words::read_as(case, claim) {
            p.doubt dir="auto" {
                span.guess aria-hidden="true" { "?" } " "
                @if written.is_empty() { "No word here names who says it; read as " (name) }
                @else { "“" (written) "” is read as " (name) }
            }
        }
    }
}
