//! GitHub workflow commands: each finding an annotation at its line.

use super::escape::{github_data, github_property};
use super::{Style, words};
use crate::Analysis;
use crate::policy::Level;
use crate::rules::Finding;

/// One line a finding; waived ones are left out.
pub(super) fn render(analysis: &Analysis, _style: &Style) -> String {
    let live = analysis.findings.iter().filter(|one| one.waived.is_none());
    live.map(|finding| annotation(analysis, finding)).collect()
}

fn annotation(analysis: &Analysis, finding: &Finding) -> String {
    let command = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note | Level::Off => "notice",
    };
    let draft = analysis.case.file_of(finding);
    let start = draft.place(finding.span);
    let end = draft.lines().place(draft.in_file(finding.span).end);
    let mut properties = format!(
        "file={},line={},col={},endLine={}",
        github_property(&draft.path),
        start.line,
        start.column,
        end.line
    );
    // GitHub takes an end column only when the finding stays on its line.
    if end.line == start.line && end.column > start.column {
        properties.push_str(&format!(",endColumn={}", end.column));
    }
    let title = github_property(&format!("twosource: {}", finding.rule));
    let mut message = words::sentence(&finding.message);
    if !finding.help.is_empty() {
        message = format!("{message} Help: {}", words::sentence(&finding.help));
    }
    format!(
        "::{command} {properties},title={title}::{}\n",
        github_data(&message)
    )
}
