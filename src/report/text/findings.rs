//! Findings: below their claim, or alone with their place.

use super::page::{Ink, Page};
use crate::Analysis;
use crate::report::{places, words};
use crate::rules::{self, Finding, InFile, Reads};

/// How loud it is, painted as such.
fn level(finding: &Finding) -> (Ink, &'static str) {
    match finding.waived {
        Some(_) => (Ink::Faint, "waived"),
        None => (Ink::Strong, finding.level.name()),
    }
}

fn tag(page: &Page, finding: &Finding) -> String {
    let (ink, level) = level(finding);
    format!(
        "{}{}",
        page.ink(ink, level),
        page.ink(Ink::Plain, &format!("[{}]", finding.rule))
    )
}

/// Has the claim's strength said what it says? A rule that reads the graph alone does no more.
pub(super) fn repeats(finding: &Finding) -> bool {
    let known = rules::of_name(finding.rule).is_some_and(|rule| rule.reads == Reads::Graph);
    known && finding.waived.is_none()
}

/// A finding under the claim that it is about.
pub(super) fn below_claim(page: &mut Page, finding: &Finding) {
    let message = match &finding.waived {
        Some(reason) => format!(" {reason}"),
        None => format!(" {}", words::sentence(&finding.message)),
    };
    page.led(6, level(finding), &format!("[{}]{message}", finding.rule));
}

fn details(page: &mut Page, indent: usize, finding: &Finding) {
    page.plain(indent, Ink::Plain, &words::sentence(&finding.message));
    if !finding.help.is_empty() {
        let first = format!("{}{}", " ".repeat(indent), page.ink(Ink::Faint, "help: "));
        page.hanging(&first, indent + 6, Ink::Plain, &words::sentence(&finding.help));
    }
    if let Some(waived) = &finding.waived {
        page.plain(indent, Ink::Faint, &format!("waived: {waived}"));
    }
}

fn with_place(page: &mut Page, analysis: &Analysis, finding: &Finding) {
    let draft = analysis.case.file_of(finding);
    let place = format!("{}:{}: ", draft.path, places::short(draft, finding.span));
    let pieces = [page.ink(Ink::Strong, &place), tag(page, finding)];
    page.line(0, &pieces);
    details(page, 4, finding);
    let claim = finding.claim.and_then(|id| analysis.case.graph.claims.get(id.0));
    if let Some(claim) = claim {
        let first = format!("    {}", page.ink(Ink::Faint, "claim: "));
        page.hanging(&first, 11, Ink::Faint, &claim.text);
    }
}

/// Every finding with its place, then their number; nothing at all when there are none.
pub(super) fn list(page: &mut Page, analysis: &Analysis) {
    if analysis.findings.is_empty() {
        return;
    }
    for finding in &analysis.findings {
        with_place(page, analysis, finding);
    }
    let counts = format!(
        "{}: {}",
        analysis.case.draft.path,
        super::finding_counts(analysis)
    );
    page.plain(0, Ink::Strong, &counts);
    page.blank();
}

/// The findings that stand under no claim.
pub(super) fn about_no_claim(page: &mut Page, analysis: &Analysis) {
    let claims = analysis.case.graph.claims.len();
    let alone: Vec<&Finding> = analysis
        .findings
        .iter()
        .filter(|one| one.claim.is_none_or(|id| id.0 >= claims) && page.shows(one))
        .collect();
    if alone.is_empty() {
        return;
    }
    page.heading("ALSO FOUND");
    for finding in alone {
        let place = places::short(analysis.case.file_of(finding), finding.span);
        let said = match &finding.waived {
            Some(reason) => reason.clone(),
            None => words::sentence(&finding.message),
        };
        let file = match finding.file {
            InFile::Draft => String::new(),
            InFile::Published | InFile::Readings => format!("{}:", analysis.case.file_of(finding).path),
        };
        let rest = format!("[{}] {file}{place} · {said}", finding.rule);
        page.led(2, level(finding), &rest);
    }
    page.blank();
}
