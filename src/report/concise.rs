//! One line a finding, as compilers print them: editors and scripts know the form.

use super::{Style, escape, places, words};
use crate::Analysis;

/// `path:line:column: level[rule] message`; waived findings are left out.
pub(super) fn render(analysis: &Analysis, _style: &Style) -> String {
    let line = |finding| {
        let (start, _) = places::ends(analysis, finding);
        format!(
            "{}:{}:{}: {}[{}] {}\n",
            escape::terminal(places::path(analysis, finding)),
            start.line,
            start.column,
            finding.level.name(),
            finding.rule,
            escape::terminal(&words::sentence(&finding.message)),
        )
    };
    places::live(analysis).map(line).collect()
}
