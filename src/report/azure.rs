//! Azure Pipelines logging commands: errors and warnings as issues of the build.

use super::escape::{azure_data, azure_plain, azure_property};
use super::{Style, places, words};
use crate::Analysis;
use crate::policy::Level;
use crate::rules::Finding;

/// One line a finding; waived ones are left out. The pipeline knows no notes: they are lines of the log.
pub(super) fn render(analysis: &Analysis, _style: &Style) -> String {
    places::live(analysis)
        .map(|finding| line(analysis, finding))
        .collect()
}

fn line(analysis: &Analysis, finding: &Finding) -> String {
    let path = places::path(analysis, finding);
    let (start, _) = places::ends(analysis, finding);
    let (line, column) = (start.line, start.column);
    let kind = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note | Level::Off => {
            let message = words::sentence(&finding.message);
            let told = format!("note[{}] {path}:{line}:{column}: {message}", finding.rule);
            return azure_plain(&told) + "\n";
        }
    };
    format!(
        "##vso[task.logissue type={kind};sourcepath={};linenumber={line};columnnumber={column};code={}]{}\n",
        azure_property(path),
        finding.rule,
        azure_data(&places::advice(finding)),
    )
}
