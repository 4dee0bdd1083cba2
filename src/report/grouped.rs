//! A file, and below it its findings in columns.

use super::{Style, escape, places, words};
use crate::Analysis;
use crate::rules::Finding;

/// The path, then one line a finding; nothing at all for a file without findings. Waived ones are left out.
pub(super) fn render(analysis: &Analysis, _style: &Style) -> String {
    let files = places::by_file(analysis);
    files
        .iter()
        .map(|(path, findings)| group(analysis, path, findings))
        .collect()
}

fn group(analysis: &Analysis, path: &str, findings: &[&Finding]) -> String {
    let rows: Vec<[String; 4]> = findings.iter().map(|finding| row(analysis, finding)).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].len()).max().unwrap_or(0);
    let (place, level, rule) = (width(0), width(1), width(2));
    let mut out = escape::terminal(path) + ":\n";
    for [at, loud, name, message] in &rows {
        out.push_str(&format!(
            "  {at:>place$}  {loud:level$}  {name:rule$}  {message}\n"
        ));
    }
    out.push('\n');
    out
}

fn row(analysis: &Analysis, finding: &Finding) -> [String; 4] {
    let (start, _) = places::ends(analysis, finding);
    [
        format!("{}:{}", start.line, start.column),
        finding.level.name().to_owned(),
        finding.rule.to_owned(),
        escape::terminal(&words::sentence(&finding.message)),
    ]
}
