//! A file that could not be read, as a result like any other: so that no output is silent about it.

use super::{Analysis, Case, Finding, InFile};
use crate::draft::Draft;
use crate::graph::SourceGraph;
use crate::language::Prose;
use crate::policy::{Level, Problem};

/// An analysis that says nothing but why a file was not read: an error of `rule` for each problem, at its place in `draft`. Of a
/// file whose words must not be shown, `draft` holds blanks in their place.
pub fn refused(draft: Draft, rule: &'static str, problems: Vec<Problem>) -> Analysis {
    let findings = problems.into_iter().map(|problem| Finding {
        rule,
        level: Level::Error,
        claim: None,
        sources: Vec::new(),
        span: problem.span,
        message: problem.message,
        help: problem.help,
        file: InFile::Draft,
        waived: None,
    });
    Analysis {
        findings: findings.collect(),
        case: Case {
            draft,
            prose: Prose::default(),
            attributions: Vec::new(),
            of_attribution: Vec::new(),
            chains: Vec::new(),
            beside: None,
            doubts: Vec::new(),
            graph: SourceGraph::new(Vec::new(), Vec::new()),
            strengths: Vec::new(),
            title: String::new(),
            published: None,
            read: None,
            waivers: Vec::new(),
            desk: None,
        },
    }
}
