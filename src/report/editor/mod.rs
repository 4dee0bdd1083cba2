//! What an editor shows of a draft while it is written: what was found, the verdict, who stands behind the words under the
//! cursor, and what the desk can say of them. Spans are bytes of the file; [`Says`] gives edits of the readings file.

mod correct;
mod hover;
mod says;

pub use correct::{Act, Correction, Signed};
pub use hover::{Hover, claim_at, hover};
pub use says::{Edit, Says, Told};

use super::{escape, places, told, words};
use crate::Analysis;
use crate::draft::{BlockKind, Span};
use crate::rules::{self, Finding};

/// What was found and what would mend it, on one line; plain text.
pub fn message(finding: &Finding) -> String {
    places::advice(finding)
}

/// What is wrong with a file and what would be right, on one line; plain text.
pub fn advice(message: &str, help: &str) -> String {
    places::in_a_line(message, help)
}

/// The sources that a finding about the draft is about, from the claim on: where each stands first, and what it is called.
pub fn related(analysis: &Analysis, finding: &Finding) -> Vec<(Span, String)> {
    let case = &analysis.case;
    let sources = finding
        .sources
        .iter()
        .filter_map(|id| case.graph.sources.get(id.0));
    let place = |source: &crate::source::Source| {
        let mention = source.mentions.first()?;
        Some((case.draft.in_file(*mention), words::name(source)))
    };
    sources.filter_map(place).collect()
}

/// What the draft comes to, in the sentence of the front, and where its headline stands; of a text without one, the beginning.
pub fn verdict(analysis: &Analysis) -> (Span, String) {
    let case = &analysis.case;
    let headline = case.draft.blocks.iter();
    let mut headline = headline.filter(|block| block.kind == BlockKind::Headline);
    let place = headline.next().map(|block| case.draft.in_file(block.span));
    let said = told::verdict(analysis, &rules::front(case));
    (place.unwrap_or_default(), escape::line(&said))
}
