//! Fingerprints: a finding keeps its own when lines move, so that SARIF viewers and baselines know it again.

use std::collections::BTreeMap;

use super::{Analysis, Case, Finding};

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
        format!("{:016x}", fnv(key, &ordinal.to_string()))
    })
    .collect()
}

/// The fingerprint of one finding of an analysis. Costs as much as [`fingerprints`], which gives all of them.
pub fn fingerprint(analysis: &Analysis, finding: &Finding) -> String {
    let of_all = analysis.findings.iter().zip(fingerprints(analysis));
    let mut found = of_all
        .filter(|(known, _)| *known == finding)
        .map(|(_, print)| print);
    let alone = || format!("{:016x}", fnv(key(&analysis.case, finding), "1"));
    found.next().unwrap_or_else(alone)
}

fn key(case: &Case, finding: &Finding) -> u64 {
    let claim = finding.claim.and_then(|id| case.graph.claims.get(id.0));
    let words = match claim {
        Some(claim) => claim.text.as_str(),
        None => case.file_of(finding).slice(finding.span),
    };
    let hash = fnv(fnv(OFFSET, finding.rule), &folded(words));
    let sources = finding
        .sources
        .iter()
        .filter_map(|id| case.graph.sources.get(id.0));
    sources.fold(hash, |hash, source| fnv(hash, &folded(source.label())))
}

/// Lower case, letters and digits alone, one space between words.
fn folded(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a over the text and an end mark, going on from `hash` (Fowler, Noll and Vo; IETF draft-eastlake-fnv).
fn fnv(hash: u64, text: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    text.bytes().chain([0xff]).fold(hash, step)
}
