//! A report in Markdown (GitHub flavoured), for a ticket, a mail, a pull request or a wiki.

use super::escape::markdown as plain;
use super::told::{Ask, asks};
use super::{Notes, Scope, Style, words};
use crate::Analysis;
use crate::policy::Level;
use crate::rules::Finding;
use crate::strength::Rung;

/// Title, counts, what to check first, a table of claims, findings.
pub(super) fn render(analysis: &Analysis, style: &Style) -> String {
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
    first(&mut out, analysis);
    if !case.graph.claims.is_empty() {
        claims(&mut out, analysis);
    }
    findings(&mut out, analysis, style);
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

/// What to check first: each claim with who carries it and whom to ask.
fn first(out: &mut String, analysis: &Analysis) {
    let asks = asks(analysis);
    if asks.is_empty() {
        return;
    }
    out.push_str("### Check first\n\n");
    for (at, ask) in asks.iter().enumerate() {
        out.push_str(&asked(at + 1, ask));
    }
    out.push('\n');
}

fn asked(number: usize, ask: &Ask) -> String {
    let place = match ask.place.as_str() {
        "" => String::new(),
        place => format!(", {}", plain(place)),
    };
    let mut item = format!(
        "{number}. **{}** (claim {}{place}).",
        plain(&ask.says),
        ask.id.0 + 1
    );
    let told = [&ask.matters, &ask.why].into_iter().chain(&ask.checked);
    for part in told.filter(|part| !part.is_empty()) {
        item.push_str(&format!(" {}", plain(part)));
    }
    if !ask.to_do.is_empty() {
        item.push_str(&format!(" *To do:* {}", plain(&ask.to_do)));
    }
    item + "\n"
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

/// A report for people tells notes on request; a list of findings has been told already which to show.
fn findings(out: &mut String, analysis: &Analysis, style: &Style) {
    let all = style.scope == Scope::Findings || style.notes == Notes::Shown;
    let is_told = |one: &&Finding| all || one.level > Level::Note || one.waived.is_some();
    let (told, kept): (Vec<&Finding>, Vec<&Finding>) = analysis.findings.iter().partition(is_told);
    if !told.is_empty() {
        out.push_str("### Findings\n\n");
        for finding in told {
            out.push_str(&item(analysis, finding));
        }
        out.push('\n');
    }
    if !kept.is_empty() {
        let notes = words::count(kept.len(), "note");
        out.push_str(&format!("{notes} not shown (`--notes`).\n\n"));
    }
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
