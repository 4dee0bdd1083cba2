//! A draft beside the articles of others.

use super::page::{Ink, Page};
use crate::Analysis;
use crate::report::words;
use crate::trace::Elsewhere;

/// What of the draft stands in the articles of others, and whether they are a second source. Linear.
pub(super) fn list(page: &mut Page, analysis: &Analysis) {
    let Some(beside) = &analysis.case.beside else {
        return;
    };
    page.heading("BESIDE THE OTHERS");
    for shared in &beside.passages {
        let date = shared.date.map(|date| format!(", {date}")).unwrap_or_default();
        let line = format!(
            "{:.0}% stands word for word in {}{date}",
            shared.share * 100.0,
            shared.outlet
        );
        page.plain(2, Ink::Plain, &words::sentence(&line));
    }
    for one in &beside.claims {
        claim(page, analysis, one);
    }
    if beside.passages.is_empty() && beside.claims.is_empty() {
        page.plain(2, Ink::Plain, "Nothing of the draft stands in them.");
    }
    page.blank();
}

fn claim(page: &mut Page, analysis: &Analysis, one: &Elsewhere) {
    let Some(claim) = analysis.case.graph.claims.get(one.claim.0) else {
        return;
    };
    let number = page.ink(Ink::Faint, &format!("{:>4}  ", one.claim.0 + 1));
    let text = words::cut(&claim.text, page.room(6));
    page.hanging(&number, 6, Ink::Plain, &text);
    page.plain(6, Ink::Plain, &words::elsewhere_told(one));
}
