//! Silences: waivers and suppressions in the draft. A silenced finding stays, marked; nothing is hidden.

use super::table::of_name;
use super::{Case, Finding};
use crate::draft::Directive;
use crate::policy::{Policy, Target, Waiver};
use crate::span::Span;

/// A silence of the file itself (a waiver in a graph file, a suppression in a draft), and whether it did anything.
#[derive(Clone, Debug)]
pub(super) struct Silence {
    /// The rule's name, as written.
    pub(super) rule: String,
    /// What it is about, in words.
    pub(super) target: String,
    /// The reason given; empty when there is none.
    pub(super) reason: String,
    /// Where it stands; for a suppression in a draft, the words that it covers.
    pub(super) span: Span,
    /// Its last day, when that has passed.
    pub(super) expired: Option<String>,
    /// Did it silence a finding?
    pub(super) used: bool,
}

/// Marks the findings that a waiver of the policy, a waiver of the graph file or a suppression in the draft
/// silences, and returns the silences of the file with what became of them.
pub(super) fn apply(case: &Case, policy: &Policy, findings: &mut [Finding]) -> Vec<Silence> {
    for waiver in &policy.waivers {
        apply_waiver(waiver, case, policy, findings);
    }
    let mut silences = Vec::new();
    for waiver in &case.waivers {
        let used = apply_waiver(waiver, case, policy, findings);
        silences.push(Silence {
            rule: waiver.rule.clone(),
            target: in_words(&waiver.target),
            reason: waiver.reason.clone(),
            span: waiver.span,
            expired: has_expired(waiver, policy).then(|| waiver.expires.clone().unwrap_or_default()),
            used,
        });
    }
    for directive in &case.draft.directives {
        apply_directive(directive, findings, &mut silences);
    }
    silences
}

/// Has its last day passed? Never without a day to judge by.
pub(super) fn has_expired(waiver: &Waiver, policy: &Policy) -> bool {
    match (&waiver.expires, &policy.today) {
        (Some(expires), Some(today)) => expires < today,
        _ => false,
    }
}

/// "the claim doha", "the source axios".
pub(super) fn in_words(target: &Target) -> String {
    match target {
        Target::Claim(claim) => format!("the claim “{claim}”"),
        Target::Source(source) => format!("the source “{source}”"),
    }
}

/// Returns whether it silenced anything.
fn apply_waiver(waiver: &Waiver, case: &Case, policy: &Policy, findings: &mut [Finding]) -> bool {
    if waiver.reason.trim().is_empty() || has_expired(waiver, policy) || of_name(&waiver.rule).is_none() {
        return false;
    }
    let mut used = false;
    for finding in findings.iter_mut().filter(|finding| finding.rule == waiver.rule) {
        if aims_at(waiver, case, finding) {
            used = true;
            let by = if waiver.role.is_empty() {
                "the desk"
            } else {
                &waiver.role
            };
            let told = format!("waived by {by}: {}", waiver.reason);
            finding.waived.get_or_insert(told);
        }
    }
    used
}

/// Is the waiver about the claim or a source of this finding?
pub(super) fn aims_at(waiver: &Waiver, case: &Case, finding: &Finding) -> bool {
    if finding.rule != waiver.rule {
        return false;
    }
    match &waiver.target {
        Target::Claim(wanted) => finding
            .claim
            .and_then(|id| case.graph.claims.get(id.0))
            .is_some_and(|claim| claim.id == *wanted || begins(&claim.text, wanted)),
        Target::Source(wanted) => finding
            .sources
            .iter()
            .filter_map(|id| case.graph.sources.get(id.0))
            .any(|source| source.id == *wanted || same_words(source.label(), wanted)),
    }
}

/// Does the text begin with these words, whatever the case and the white space?
fn begins(text: &str, wanted: &str) -> bool {
    let mut words = text.split_whitespace();
    let mut wanted = wanted.split_whitespace().peekable();
    wanted.peek().is_some()
        && wanted.all(|want| {
            words.next().is_some_and(|word| {
                let ends = |text: &str| text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
                ends(word) == ends(want)
            })
        })
}

fn same_words(text: &str, wanted: &str) -> bool {
    text.to_lowercase()
        .split_whitespace()
        .eq(wanted.to_lowercase().split_whitespace())
}

fn apply_directive(directive: &Directive, findings: &mut [Finding], silences: &mut Vec<Silence>) {
    for rule in &directive.rules {
        let mut used = false;
        for finding in findings.iter_mut().filter(|finding| finding.rule == rule) {
            if finding.span.overlaps(directive.covers) && !directive.reason.is_empty() {
                used = true;
                finding
                    .waived
                    .get_or_insert(format!("allowed in the draft: {}", directive.reason));
            }
        }
        silences.push(Silence {
            rule: rule.clone(),
            target: "the text beside it".to_owned(),
            reason: directive.reason.clone(),
            span: directive.covers,
            expired: None,
            used,
        });
    }
}
