//! Where a finding stands, and what is said of it, as the formats that print one line a finding share it.

use super::{escape, words};
use crate::Analysis;
use crate::draft::{Draft, Place, Span};
use crate::rules::Finding;

/// The findings that nobody has waived, in order of place.
pub(super) fn live(analysis: &Analysis) -> impl Iterator<Item = &Finding> {
    analysis.findings.iter().filter(|one| one.waived.is_none())
}

/// Line and column of its first character, and those behind its last.
pub(super) fn ends(analysis: &Analysis, finding: &Finding) -> (Place, Place) {
    let draft = analysis.case.file_of(finding);
    let end = draft.in_file(finding.span).end;
    (draft.place(finding.span), draft.lines().place(end))
}

/// Where a span of a draft begins, short: "12:3" by line and column; of a document "paragraph 4".
pub(super) fn short(draft: &Draft, span: Span) -> String {
    if draft.format.is_document() {
        return draft.row(span);
    }
    let place = draft.place(span);
    format!("{}:{}", place.line, place.column)
}

/// The path of the file that it stands in: the draft, its readings, or the draft that a graph stands for.
pub(super) fn path<'a>(analysis: &'a Analysis, finding: &Finding) -> &'a str {
    &analysis.case.file_of(finding).path
}

/// The findings that nobody has waived, by the file that they stand in.
pub(super) fn by_file(analysis: &Analysis) -> Vec<(&str, Vec<&Finding>)> {
    let mut files: Vec<(&str, Vec<&Finding>)> = Vec::new();
    for finding in live(analysis) {
        let path = path(analysis, finding);
        match files.iter_mut().find(|(known, _)| *known == path) {
            Some((_, findings)) => findings.push(finding),
            None => files.push((path, vec![finding])),
        }
    }
    files
}

/// What was found and what would mend it, on one line.
pub(super) fn advice(finding: &Finding) -> String {
    in_a_line(&finding.message, &finding.help)
}

/// A message and its help, on one line.
pub(super) fn in_a_line(message: &str, help: &str) -> String {
    let message = words::sentence(message);
    let whole = match help {
        "" => message,
        help => format!("{message} Help: {}", words::sentence(help)),
    };
    escape::line(&whole)
}
