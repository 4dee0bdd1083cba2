//! SARIF 2.1.0 (OASIS), for code scanning: rules with their pages, fingerprints that outlive a shift of lines,
//! the chain of sources as related locations. Waived findings are left out: code scanning shows suppressed ones as open.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{Style, escape, places, words};
use crate::Analysis;
use crate::draft::Draft;
use crate::policy::Level;
use crate::rules::{self, Case, Finding, Rule, fingerprints};
use crate::span::Span;

/// One run for all drafts.
pub(super) fn render(analyses: &[Analysis], _style: &Style) -> String {
    let found: BTreeSet<&str> = analyses
        .iter()
        .flat_map(places::live)
        .map(|finding| finding.rule)
        .collect();
    let rules: Vec<&Rule> = rules::table()
        .iter()
        .filter(|rule| found.contains(rule.name))
        .collect();
    let results: Vec<Value> = analyses
        .iter()
        .flat_map(|analysis| results(analysis, &rules))
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "twosource",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().copied().map(descriptor).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    escape::json(&serde_json::to_string_pretty(&log).unwrap_or_default()) + "\n"
}

fn descriptor(rule: &Rule) -> Value {
    let page = rule.page();
    json!({
        "id": rule.name,
        "name": rule.name,
        "shortDescription": {"text": escape::sarif(&words::sentence(rule.summary))},
        "help": {"text": escape::sarif(&page), "markdown": page},
        "defaultConfiguration": {"level": level(rule.levels.normal)},
        "properties": {"reads": rule.reads.name()},
    })
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Off => "none",
        other => other.name(),
    }
}

fn results(analysis: &Analysis, rules: &[&Rule]) -> Vec<Value> {
    let with_prints = analysis.findings.iter().zip(fingerprints(analysis));
    with_prints
        .filter(|(finding, _)| finding.waived.is_none())
        .map(|(finding, print)| result(&analysis.case, finding, (rules, &print)))
        .collect()
}

fn result(case: &Case, finding: &Finding, (rules, print): (&[&Rule], &str)) -> Value {
    let mut message = words::sentence(&finding.message);
    if !finding.help.is_empty() {
        message = format!("{message} Help: {}", words::sentence(&finding.help));
    }
    let mut result = json!({
        "ruleId": finding.rule,
        "level": level(finding.level),
        "message": {"text": escape::sarif(&escape::line(&message))},
        "locations": [location(case.file_of(finding), finding.span)],
        "relatedLocations": related(case, finding),
        "partialFingerprints": {"twosource/v1": print},
    });
    if let Some(index) = rules.iter().position(|rule| rule.name == finding.rule) {
        result["ruleIndex"] = json!(index);
    }
    result
}

/// A place in the draft's file; columns count characters.
fn location(draft: &Draft, span: Span) -> Value {
    let (start, end) = (draft.place(span), draft.lines().place(draft.in_file(span).end));
    json!({"physicalLocation": {
        "artifactLocation": {"uri": escape::uri(&draft.path)},
        "region": {
            "startLine": start.line, "startColumn": start.column,
            "endLine": end.line, "endColumn": end.column,
        },
    }})
}

/// The first mention of each source of the finding, from the claim on: the chain.
fn related(case: &Case, finding: &Finding) -> Vec<Value> {
    let mut related = Vec::new();
    for id in &finding.sources {
        let Some(source) = case.graph.sources.get(id.0) else {
            continue;
        };
        let Some(mention) = source.mentions.first() else {
            continue;
        };
        let mut place = location(&case.draft, *mention);
        place["id"] = json!(related.len() + 1);
        place["message"] = json!({"text": escape::sarif(&words::name(source))});
        related.push(place);
    }
    related
}
