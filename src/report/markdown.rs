//! A summary in Markdown (GitHub flavoured), for a pull request or a wiki.

use super::escape::markdown as plain;
use super::{Style, words};
use crate::Analysis;
use crate::rules::Finding;
use crate::strength::Rung;

/// Title, counts, a table of claims, findings.
pub(super) fn render(analysis: &Analysis, _style: &Style) -> String {
    let case = &analysis.case;
    let title = match case.title.as_str() {
        "" => &case.draft.path,
        title => title,
    };
    let mut out = format!("## {}\n\n", plain(title));
    out.push_str(&format!(
        "{}: {} from {}. {}\n\n",
        plain(&case.draft.path),
        words::count(case.graph.claims.len(), "claim"),
        words::count(case.graph.sources.len(), "source"),
        counts(analysis),
    ));
    if !case.graph.claims.is_empty() {
        claims(&mut out, analysis);
    }
    findings(&mut out, analysis);
    out.push_str("twosource judges how a text is sourced, not whether it is true.\n\n");
    out
}

fn counts(analysis: &Analysis) -> String {
    let on = |rung: Rung| {
        analysis
            .case
            .strengths
            .iter()
            .filter(|one| one.rung == rung)
            .count()
    };
    let parts: Vec<String> = Rung::NAMES
        .iter()
        .map(|(rung, _)| (on(*rung), words::rung(*rung)))
        .filter(|(number, _)| *number > 0)
        .map(|(number, word)| format!("**{}** {word}", words::grouped(number)))
        .collect();
    parts.join(", ")
}

fn claims(out: &mut String, analysis: &Analysis) {
    let case = &analysis.case;
    out.push_str("| | Claim | Strength | Why |\n|---:|---|---|---|\n");
    for (at, (claim, strength)) in case.graph.claims.iter().zip(&case.strengths).enumerate() {
        let disputed = if strength.disputed { ", **disputed**" } else { "" };
        let heavy = match words::weight(claim.weight) {
            "" => String::new(),
            weight => format!(" *({weight})*"),
        };
        out.push_str(&format!(
            "| {} | {}{heavy} | {}{disputed} | {} |\n",
            at + 1,
            plain(&claim.text),
            words::badge(strength),
            plain(&words::sentence(&strength.words)),
        ));
    }
    out.push('\n');
}

fn findings(out: &mut String, analysis: &Analysis) {
    if analysis.findings.is_empty() {
        return;
    }
    out.push_str("### Findings\n\n");
    for finding in &analysis.findings {
        out.push_str(&item(analysis, finding));
    }
    out.push('\n');
}

fn item(analysis: &Analysis, finding: &Finding) -> String {
    let row = analysis.case.file_of(finding).row(finding.span);
    let level = match finding.waived {
        Some(_) => "waived",
        None => finding.level.name(),
    };
    let mut item = format!(
        "- **{level}** `{}`, {}{row}: {}",
        finding.rule,
        words::in_file(finding),
        plain(&words::sentence(&finding.message)),
    );
    if let Some(reason) = &finding.waived {
        item.push_str(&format!(" *Waived:* {}", plain(reason)));
    } else if !finding.help.is_empty() {
        item.push_str(&format!(" *Help:* {}", plain(&words::sentence(&finding.help))));
    }
    item.push('\n');
    item
}
