//! GitHub workflow commands: each finding an annotation at its line, of each level the heaviest.

use std::cmp::Reverse;

use super::escape::{github_data, github_plain, github_property};
use super::{Style, places, words};
use crate::Analysis;
use crate::claim::Weight;
use crate::policy::Level;
use crate::rules::Finding;

/// So many annotations of a level are shown for a step; GitHub drops the others.
const SHOWN: usize = 10;

/// One line a finding, errors first and heavy claims before others; waived ones are left out. What GitHub would drop stands
/// in the log as plain lines.
pub(super) fn render(analyses: &[Analysis], _style: &Style) -> String {
    let mut found: Vec<(&Analysis, &Finding)> = analyses
        .iter()
        .flat_map(|analysis| places::live(analysis).map(move |finding| (analysis, finding)))
        .collect();
    // The sort is stable: what weighs the same stays in order.
    found.sort_by_key(|(analysis, finding)| Reverse(heaviness(analysis, finding)));
    let mut shown = String::new();
    let mut logged = String::new();
    for (level, command) in [
        (Level::Error, "error"),
        (Level::Warning, "warning"),
        (Level::Note, "notice"),
    ] {
        let of_level = found.iter().filter(|(_, finding)| finding.level == level);
        for (number, (analysis, finding)) in of_level.enumerate() {
            match number < SHOWN {
                true => shown.push_str(&annotation(analysis, finding, command)),
                false => logged.push_str(&plain(analysis, finding)),
            }
        }
    }
    if !logged.is_empty() {
        let line = format!("Not annotated, because GitHub shows {SHOWN} of a level:\n");
        shown.push_str(&line);
    }
    shown + &logged
}

/// What hangs on a finding: the weight of its claim, the top of the story before the rest.
fn heaviness(analysis: &Analysis, finding: &Finding) -> (u8, bool) {
    let claim = finding.claim.and_then(|id| analysis.case.graph.claims.get(id.0));
    claim.map_or((1, false), |claim| {
        let weight = match claim.weight {
            Weight::Light => 0,
            Weight::Normal => 1,
            Weight::Heavy => 2,
        };
        (weight, claim.lede)
    })
}

fn annotation(analysis: &Analysis, finding: &Finding, command: &str) -> String {
    let (start, end) = places::ends(analysis, finding);
    let mut properties = format!(
        "file={},line={},col={},endLine={}",
        github_property(places::path(analysis, finding)),
        start.line,
        start.column,
        end.line
    );
    // GitHub takes an end column only when the finding stays on its line.
    if end.line == start.line && end.column > start.column {
        properties.push_str(&format!(",endColumn={}", end.column));
    }
    let title = github_property(&format!("twosource: {}", finding.rule));
    format!(
        "::{command} {properties},title={title}::{}\n",
        github_data(&places::advice(finding))
    )
}

fn plain(analysis: &Analysis, finding: &Finding) -> String {
    let (start, _) = places::ends(analysis, finding);
    let told = format!(
        "{}[{}] {}:{}:{}: {}",
        finding.level.name(),
        finding.rule,
        places::path(analysis, finding),
        start.line,
        start.column,
        words::sentence(&finding.message)
    );
    github_plain(&told) + "\n"
}
