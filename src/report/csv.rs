//! Comma-separated values (RFC 4180), for spreadsheets and archives: one row a finding, waived ones too.

use super::{Style, escape, places, words};
use crate::Analysis;
use crate::rules::Finding;

/// The names of the columns. Lines and columns count from 1; the end stands behind the last character.
const COLUMNS: [&str; 11] = [
    "path",
    "line",
    "column",
    "end_line",
    "end_column",
    "level",
    "rule",
    "message",
    "help",
    "claim",
    "waived",
];

/// One table for all drafts, with a line of names.
pub(super) fn render(analyses: &[Analysis], _style: &Style) -> String {
    let mut out = record(&COLUMNS.map(str::to_owned));
    for analysis in analyses {
        for finding in &analysis.findings {
            out.push_str(&record(&row(analysis, finding)));
        }
    }
    out
}

fn row(analysis: &Analysis, finding: &Finding) -> [String; COLUMNS.len()] {
    let case = &analysis.case;
    let (start, end) = places::ends(analysis, finding);
    let claim = finding.claim.and_then(|id| case.graph.claims.get(id.0));
    [
        places::path(analysis, finding).to_owned(),
        start.line.to_string(),
        start.column.to_string(),
        end.line.to_string(),
        end.column.to_string(),
        finding.level.name().to_owned(),
        finding.rule.to_owned(),
        words::sentence(&finding.message),
        words::sentence(&finding.help),
        claim.map(|claim| claim.text.clone()).unwrap_or_default(),
        finding.waived.clone().unwrap_or_default(),
    ]
}

fn record(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| escape::csv(cell)).collect();
    cells.join(",") + "\r\n"
}
