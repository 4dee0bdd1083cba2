//! GitLab code quality: a list of issues with fingerprints.

use serde::Serialize;

use super::{Style, escape, words};
use crate::Analysis;
use crate::policy::Level;
use crate::rules::fingerprints;

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
}

/// One list for all drafts; waived findings are left out.
pub(super) fn render(analyses: &[Analysis], _style: &Style) -> String {
    let issues: Vec<Issue> = analyses.iter().flat_map(issues).collect();
    escape::json(&serde_json::to_string_pretty(&issues).unwrap_or_default()) + "\n"
}

fn issues(analysis: &Analysis) -> impl Iterator<Item = Issue<'_>> {
    let case = &analysis.case;
    let with_prints = analysis.findings.iter().zip(fingerprints(analysis));
    let live = with_prints.filter(|(finding, _)| finding.waived.is_none());
    live.map(|(finding, print)| Issue {
        description: escape::line(&words::sentence(&finding.message)),
        check_name: finding.rule,
        // The same words may stand in two drafts; GitLab wants a print for each.
        fingerprint: format!("{print}-{}", escape::uri(&case.draft.path)),
        severity: match finding.level {
            Level::Error => "major",
            Level::Warning => "minor",
            Level::Note | Level::Off => "info",
        },
        location: Location {
            path: &case.file_of(finding).path,
            lines: Lines {
                begin: case.file_of(finding).place(finding.span).line,
            },
        },
    })
}
