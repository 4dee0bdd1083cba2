//! How often each rule speaks, over all drafts: for a desk that sets its policy.

use std::collections::BTreeMap;

use super::{Style, places};
use crate::Analysis;
use crate::policy::Level;
use crate::rules::{self, Rule};

/// How often a rule speaks, by level.
#[derive(Clone, Copy, Default)]
struct Counts {
    errors: usize,
    warnings: usize,
    notes: usize,
}

impl Counts {
    fn all(self) -> usize {
        self.errors + self.warnings + self.notes
    }
}

/// One line a rule, the most frequent first; waived findings are left out.
pub(super) fn render(analyses: &[Analysis], _style: &Style) -> String {
    let mut of_rule: BTreeMap<&str, Counts> = BTreeMap::new();
    for finding in analyses.iter().flat_map(places::live) {
        let counts = of_rule.entry(finding.rule).or_default();
        match finding.level {
            Level::Error => counts.errors += 1,
            Level::Warning => counts.warnings += 1,
            Level::Note => counts.notes += 1,
            Level::Off => {}
        }
    }
    let mut rows: Vec<(Counts, &Rule)> = of_rule
        .into_iter()
        .filter_map(|(name, counts)| Some((counts, rules::of_name(name)?)))
        .collect();
    // Stable: rules that speak as often stand in the order of their names.
    rows.sort_by_key(|(counts, _)| std::cmp::Reverse(counts.all()));
    let width = rows.iter().map(|(_, rule)| rule.name.len()).max().unwrap_or(0);
    let mut out = String::new();
    if !rows.is_empty() {
        out.push_str("  all  error  warning  note  rule\n");
    }
    for (counts, rule) in rows {
        out.push_str(&format!(
            "{:5}  {:5}  {:7}  {:4}  {:width$}  {}\n",
            counts.all(),
            counts.errors,
            counts.warnings,
            counts.notes,
            rule.name,
            rule.summary
        ));
    }
    out
}
