//! The report for people: summary, what to check first, claims with what was found, sources. Readable at 80 columns.

mod beside;
mod changes;
mod claims;
mod findings;
mod page;
mod sources;
mod trace;

pub(super) use changes::changes;
use page::{Ink, Page};
pub(super) use trace::trace;

use super::{Scope, Style, words};
use crate::Analysis;
use crate::policy::Level;
use crate::strength::{Rung, Strength};

/// The report of one draft.
pub(super) fn render(analysis: &Analysis, style: &Style) -> String {
    let mut page = Page::new(style);
    match style.scope {
        Scope::Findings => findings::list(&mut page, analysis),
        Scope::Everything => {
            summary(&mut page, analysis);
            claims::first(&mut page, analysis);
            claims::list(&mut page, analysis, style.order);
            sources::list(&mut page, analysis);
            beside::list(&mut page, analysis);
            findings::about_no_claim(&mut page, analysis);
            page.note("twosource judges how a text is sourced, not whether it is true.");
            page.blank();
        }
    }
    page.out
}

fn summary(page: &mut Page, analysis: &Analysis) {
    let case = &analysis.case;
    let path = match case.draft.path.as_str() {
        "-" => "standard input",
        path => path,
    };
    page.plain(0, Ink::Strong, path);
    if !case.title.is_empty() {
        page.plain(0, Ink::Plain, &case.title);
    }
    let counts = format!(
        "{} from {}",
        words::count(case.graph.claims.len(), "claim"),
        words::count(case.graph.sources.len(), "source")
    );
    page.plain(0, Ink::Plain, &counts);
    let number = |test: &dyn Fn(&Strength) -> bool| case.strengths.iter().filter(|one| test(one)).count();
    let mut counted: Vec<_> = Rung::NAMES
        .iter()
        .map(|(rung, _)| {
            (
                number(&|one| one.rung == *rung),
                Ink::Rung(*rung),
                words::rung(*rung),
            )
        })
        .collect();
    counted.push((number(&|one| one.disputed), Ink::Strong, "denied"));
    counted.retain(|(number, _, _)| *number > 0);
    page.tallies(&counted);
    let hidden = analysis.findings.iter().any(|one| !page.shows(one));
    let hint = if hidden { " (--notes shows the notes)" } else { "" };
    page.plain(0, Ink::Strong, &format!("{}{hint}", finding_counts(analysis)));
    page.blank();
}

/// "2 errors, 1 warning, no note"; waived findings apart.
pub(super) fn finding_counts(analysis: &Analysis) -> String {
    let live = analysis.findings.iter().filter(|one| one.waived.is_none());
    let of_level = |level: Level| live.clone().filter(|one| one.level == level).count();
    let mut parts = Vec::new();
    for (level, noun) in [
        (Level::Error, "error"),
        (Level::Warning, "warning"),
        (Level::Note, "note"),
    ] {
        let number = of_level(level);
        if number > 0 {
            parts.push(words::count(number, noun));
        }
    }
    let waived = analysis
        .findings
        .iter()
        .filter(|one| one.waived.is_some())
        .count();
    if parts.is_empty() {
        parts.push("nothing found".to_owned());
    }
    if waived > 0 {
        parts.push(format!("{} waived", words::grouped(waived)));
    }
    parts.join(", ")
}
