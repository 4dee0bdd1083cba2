//! Reviewdog's diagnostic format: one object, for comments on a pull request in whatever forge.

use serde::Serialize;

use super::{Style, escape, places};
use crate::Analysis;
use crate::policy::Level;
use crate::rules::Finding;

#[derive(Serialize)]
struct Result<'a> {
    source: Source,
    diagnostics: Vec<Diagnostic<'a>>,
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
}

#[derive(Serialize)]
struct Diagnostic<'a> {
    message: String,
    location: Location<'a>,
    severity: &'static str,
    code: Code,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

/// Both from 1; its columns count bytes.
#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Code {
    value: &'static str,
}

/// One object for all drafts; waived findings are left out.
pub(super) fn render(analyses: &[Analysis], _style: &Style) -> String {
    let found = analyses
        .iter()
        .flat_map(|analysis| places::live(analysis).map(|finding| diagnostic(analysis, finding)));
    let result = Result {
        source: Source { name: "twosource" },
        diagnostics: found.collect(),
    };
    escape::json(&serde_json::to_string_pretty(&result).unwrap_or_default()) + "\n"
}

fn diagnostic<'a>(analysis: &'a Analysis, finding: &Finding) -> Diagnostic<'a> {
    let draft = analysis.case.file_of(finding);
    let span = draft.in_file(finding.span);
    let position = |offset: usize| Position {
        line: draft.lines().place(offset).line,
        column: draft.lines().byte_column(offset),
    };
    Diagnostic {
        message: places::advice(finding),
        location: Location {
            path: &draft.path,
            range: Range {
                start: position(span.start),
                end: position(span.end),
            },
        },
        severity: match finding.level {
            Level::Error => "ERROR",
            Level::Warning => "WARNING",
            Level::Note | Level::Off => "INFO",
        },
        code: Code { value: finding.rule },
    }
}
