//! Runs the rules: hits become findings with a level, the louder of those that say the same stay, silences apply.

use std::collections::{BTreeMap, BTreeSet};

use super::look::Look;
use super::table::{Hit, Reads, Rule, hides, says_drift, says_unread, table};
use super::{Analysis, AsRead, Case, Finding, InFile, profile, silence};
use crate::claim::ClaimId;
use crate::policy::{Level, Policy};

/// Runs every rule. Linear in the case, but for sorting the findings.
pub fn check(case: Case, policy: &Policy) -> Analysis {
    let set = levels_set(policy);
    let mut look = Look::new(&case, policy);
    let mut findings = Vec::new();
    for rule in table().iter().filter(|rule| rule.reads != Reads::Waivers) {
        push_findings(rule, &look, &set, &mut findings);
    }
    let mut findings = of_what_was_read(&case, findings);
    if let Some(read) = case.read.as_deref() {
        of_text(read, policy, &set, &mut findings);
    }
    let mut findings = without_implied(findings);
    look.silences = silence::apply(&case, policy, &mut findings);
    for rule in table().iter().filter(|rule| rule.reads == Reads::Waivers) {
        push_findings(rule, &look, &set, &mut findings);
    }
    findings.sort_by(|a, b| {
        let place = |finding: &Finding| (finding.file, finding.span.start, finding.rule, finding.span.end);
        place(a).cmp(&place(b)).then_with(|| a.message.cmp(&b.message))
    });
    findings.dedup();
    Analysis { case, findings }
}

/// The levels that the policy sets, by its profile and then itself; of two for one rule, the later.
fn levels_set(policy: &Policy) -> BTreeMap<&str, Level> {
    let profile = policy.profile.map(profile::levels).unwrap_or_default();
    let set = policy.levels.iter().map(|set| (set.rule.as_str(), set.level));
    profile.iter().copied().chain(set).collect()
}

/// Rule default, raised or lowered by weight and by what the rule knows of this hit; a level that the policy sets then holds, save that what the weight
/// switches off stays off: an alarm about an opinion is noise at any level.
fn level(rule: &Rule, hit: &Hit, look: &Look, set: &BTreeMap<&str, Level>) -> Level {
    let claim = hit.claim.and_then(|id| look.case.graph.claims.get(id.0));
    match (rule.levels.of(claim), set.get(rule.name)) {
        (Level::Off, Some(level)) if rule.levels.normal == Level::Off => *level,
        (Level::Off, _) => Level::Off,
        (_, Some(level)) => *level,
        (level, None) => hit.bounds.hold(level),
    }
}

fn push_findings(rule: &Rule, look: &Look, set: &BTreeMap<&str, Level>, findings: &mut Vec<Finding>) {
    if set.get(rule.name) == Some(&Level::Off) {
        return;
    }
    if rule.levels.normal == Level::Off && !set.contains_key(rule.name) {
        return;
    }
    for hit in (rule.check)(look) {
        let level = level(rule, &hit, look, set);
        if level == Level::Off {
            continue;
        }
        findings.push(Finding {
            rule: rule.name,
            level,
            claim: hit.claim,
            sources: hit.sources,
            span: hit.span,
            message: hit.message,
            help: hit.help,
            file: hit.file,
            waived: None,
        });
    }
}

/// Of a draft in a language that is not read, only that it is not: what the rules make of it means nothing. A hand-written
/// graph was not read from it.
fn of_what_was_read(case: &Case, mut findings: Vec<Finding>) -> Vec<Finding> {
    let unread = findings.iter().any(|one| one.rule == "language-unread");
    if unread && !case.by_hand() {
        findings.retain(|one| says_unread(one.rule));
    }
    if unread {
        findings.retain(|one| !says_drift(one.rule));
    }
    findings
}

/// What the rules of text find in the draft that a hand-written graph stands for; about the graph's claims, where it has
/// them. What the graph was found to lack already is not told again.
fn of_text(read: &AsRead, policy: &Policy, set: &BTreeMap<&str, Level>, findings: &mut Vec<Finding>) {
    if findings.iter().any(|one| says_unread(one.rule)) {
        return;
    }
    let look = Look::new(&read.case, policy);
    let mut found = Vec::new();
    let of_text = |rule: &&Rule| rule.reads == Reads::Text && !says_unread(rule.name);
    for rule in table().iter().filter(of_text) {
        push_findings(rule, &look, set, &mut found);
    }
    let home = |id: ClaimId| read.drift.home.get(id.0).copied().flatten();
    for finding in found {
        let claim = finding.claim.and_then(home);
        let known = |one: &Finding| claim.is_some() && one.rule == finding.rule && one.claim == claim;
        if !findings.iter().any(known) {
            findings.push(Finding {
                claim,
                sources: Vec::new(),
                file: InFile::Published,
                ..finding
            });
        }
    }
}

/// Drops each finding that another one about the same claim implies, unless it is the louder one.
fn without_implied(findings: Vec<Finding>) -> Vec<Finding> {
    let mut loudest: BTreeMap<(ClaimId, &str), Level> = BTreeMap::new();
    for finding in &findings {
        let Some(claim) = finding.claim else { continue };
        for hidden in hides(finding.rule) {
            let level = loudest.entry((claim, hidden)).or_insert(Level::Off);
            *level = (*level).max(finding.level);
        }
    }
    let implied = |finding: &Finding| {
        let by_claim = finding
            .claim
            .and_then(|claim| loudest.get(&(claim, finding.rule)));
        by_claim.is_some_and(|level| *level >= finding.level)
    };
    let mut seen = BTreeSet::new();
    findings
        .into_iter()
        .filter(|finding| !implied(finding))
        .filter(|finding| seen.insert((finding.rule, finding.claim, finding.span, finding.message.clone())))
        .collect()
}
