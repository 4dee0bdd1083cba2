//! What is wrong in a policy file that only the rules can know: rule names, waivers that match nothing any more.

use super::Analysis;
use super::silence::{Targets, has_expired, in_words};
use super::table::{of_name, table};
use crate::policy::{Policy, Problem, nearest};

/// Unknown rule names, waivers without a reason and expired waivers of a policy, with their places in its file.
pub fn check_policy(policy: &Policy) -> Vec<Problem> {
    let mut problems = Vec::new();
    let of_paths = policy.paths.iter().flat_map(|path| &path.levels);
    let own = policy
        .levels
        .iter()
        .chain(of_paths)
        .filter(|set| !set.span.is_empty());
    for set in own.filter(|set| of_name(&set.rule).is_none()) {
        let (message, help) = unknown_rule(&set.rule);
        problems.push(Problem {
            span: set.span,
            message,
            help,
        });
    }
    // One without a place stands in the file that this one extends.
    for waiver in policy.waivers.iter().filter(|waiver| !waiver.span.is_empty()) {
        let (message, help) = if of_name(&waiver.rule).is_none() {
            unknown_rule(&waiver.rule)
        } else if has_expired(waiver, policy) {
            let day = waiver.expires.as_deref().unwrap_or_default();
            let target = in_words(&waiver.target);
            (
                format!("the waiver of `{}` for {target} expired on {day}", waiver.rule),
                "mend the finding, or have the waiver approved again".to_owned(),
            )
        } else {
            continue;
        };
        problems.push(Problem {
            span: waiver.span,
            message,
            help,
        });
    }
    problems.sort_by_key(|problem| (problem.span, problem.message.clone()));
    problems
}

/// Waivers of the policy that match no finding in any of the files of a run. Ask it only after a run over all files
/// that the policy is for.
pub fn unused_waivers<'a>(policy: &Policy, analyses: impl IntoIterator<Item = &'a Analysis>) -> Vec<Problem> {
    let mut used = vec![false; policy.waivers.len()];
    let waivers = !policy.waivers.is_empty();
    for analysis in analyses.into_iter().filter(|_| waivers) {
        mark_used(policy, analysis, &mut used);
    }
    let unused = policy.waivers.iter().zip(used).filter(|(_, used)| !used);
    unused
        .filter(|(waiver, _)| !waiver.span.is_empty())
        .filter(|(waiver, _)| of_name(&waiver.rule).is_some() && !has_expired(waiver, policy))
        .map(|(waiver, _)| Problem {
            span: waiver.span,
            message: format!(
                "the waiver of `{}` for {} matches no finding",
                waiver.rule,
                in_words(&waiver.target)
            ),
            help: "delete it, or correct what it is for".to_owned(),
        })
        .collect()
}

fn mark_used(policy: &Policy, analysis: &Analysis, used: &mut [bool]) {
    let targets = Targets::new(&analysis.case, &analysis.findings);
    for (waiver, used) in policy.waivers.iter().zip(used) {
        let waived = |at: usize| {
            let finding = analysis.findings.get(at);
            finding.is_some_and(|finding| finding.waived.is_some())
        };
        *used = *used || targets.of(waiver).into_iter().any(waived);
    }
}

/// Message and help for a rule name that no rule has.
pub(super) fn unknown_rule(name: &str) -> (String, String) {
    let help = match nearest(name, table().iter().map(|rule| rule.name)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`twosource rules` lists all of them".to_owned(),
    };
    (format!("no rule is called `{name}`"), help)
}
