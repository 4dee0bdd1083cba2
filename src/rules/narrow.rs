//! Rules chosen for one run, whatever the policy says: only these, or not those.

use super::profile;
use super::table::{Rule, of_name, says_unread, table};
use crate::policy::{Level, Policy, RuleLevel};
use crate::span::Span;

/// The rules of one run. Without any chosen, all run that are not left out.
#[derive(Clone, Debug, Default)]
pub struct Narrowing {
    /// Only these, and those that say that a draft was not read.
    pub select: Vec<&'static Rule>,
    /// Not these.
    pub ignore: Vec<&'static Rule>,
}

impl Narrowing {
    /// Does a rule run, as far as this says?
    pub fn keeps(&self, name: &str) -> bool {
        let among = |rules: &[&Rule]| rules.iter().any(|rule| rule.name == name);
        !among(&self.ignore) && (self.select.is_empty() || among(&self.select) || says_unread(name))
    }

    /// Sets the levels of a policy so that only the rules of this run speak. A rule that is chosen speaks even where the policy
    /// or its own default has it off.
    pub fn apply(&self, policy: &mut Policy) {
        let chosen = |name: &str| self.select.iter().any(|rule| rule.name == name);
        policy
            .levels
            .retain(|set| set.level != Level::Off || !chosen(&set.rule));
        let asleep = self
            .select
            .iter()
            .filter(|rule| rule.levels.heavy == Level::Off && rule.levels.marked == Level::Off);
        let quiet = policy.profile.map(profile::levels).unwrap_or_default();
        let off = |name: &str| quiet.contains(&(name, Level::Off));
        let quiet = self.select.iter().filter(|rule| off(rule.name));
        let asleep: Vec<RuleLevel> = asleep
            .chain(quiet)
            .filter(|rule| !policy.levels.iter().any(|set| set.rule == rule.name))
            .map(|rule| level_of(rule.name, rule.levels.asked))
            .collect();
        policy.levels.extend(asleep);
        let off = table().iter().filter(|rule| !self.keeps(rule.name));
        policy
            .levels
            .extend(off.map(|rule| level_of(rule.name, Level::Off)));
        policy
            .waivers
            .retain(|waiver| of_name(&waiver.rule).is_none() || self.keeps(&waiver.rule));
    }
}

fn level_of(rule: &str, level: Level) -> RuleLevel {
    RuleLevel {
        rule: rule.to_owned(),
        level,
        span: Span::default(),
    }
}
