//! Fingerprints: a finding keeps its own when lines move, so that SARIF viewers and baselines know it again.

use std::collections::BTreeMap;

use super::{Analysis, Case, Finding};
use crate::language::{START, letters, print_on};

/// The fingerprints of all findings of an analysis, in their order. Linear.
///
/// Made of the rule, the claim's words (without a claim, the words of the place) and the sources' names, none of
/// them with lines or offsets, and of how many findings before it share all these.
pub fn fingerprints(analysis: &Analysis) -> Vec<String> {
    let mut seen: BTreeMap<u64, usize> = BTreeMap::new();
    let keys = analysis
        .findings
        .iter()
        .map(|finding| key(&analysis.case, finding));
    keys.map(|key| {
        let ordinal = seen.entry(key).or_default();
        *ordinal += 1;
        format!("{:016x}", print_on(key, &ordinal.to_string()))
    })
    .collect()
}

/// The fingerprint of one finding of an analysis. Costs as much as [`fingerprints`], which gives all of them.
pub fn fingerprint(analysis: &Analysis, finding: &Finding) -> String {
    let of_all = analysis.findings.iter().zip(fingerprints(analysis));
    let mut found = of_all
        .filter(|(known, _)| *known == finding)
        .map(|(_, print)| print);
    let alone = || format!("{:016x}", print_on(key(&analysis.case, finding), "1"));
    found.next().unwrap_or_else(alone)
}

fn key(case: &Case, finding: &Finding) -> u64 {
    let claim = finding.claim.and_then(|id| case.graph.claims.get(id.0));
    let words = match claim {
        Some(claim) => claim.text.as_str(),
        None => case.file_of(finding).slice(finding.span),
    };
    let hash = print_on(print_on(START, finding.rule), &letters(words));
    let sources = finding
        .sources
        .iter()
        .filter_map(|id| case.graph.sources.get(id.0));
    sources.fold(hash, |hash, source| print_on(hash, &letters(source.label())))
}
