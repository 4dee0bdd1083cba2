//! What a check came to, over all files: counts, the worst level, and what is stale in policies and baselines.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use twosource::policy::{Level, Problem};
use twosource::rules::{self, Finding};

use super::console::{Console, Loudness};
use super::desk::PolicyFile;
use super::examine::{Examined, counted};
use super::render::Lost;

/// What was found in all files.
#[derive(Debug, Default)]
pub(super) struct Tally {
    worst: Option<Level>,
    errors: usize,
    warnings: usize,
    notes: usize,
    waived: usize,
    known: usize,
    refused: usize,
    hidden: BTreeMap<Level, usize>,
    policies: BTreeMap<PathBuf, Used>,
}

/// A policy of the run, and those of its waivers that nothing has used yet.
#[derive(Debug)]
struct Used {
    policy: Arc<PolicyFile>,
    unused: Vec<Problem>,
}

impl Tally {
    /// Counts what was found in a file.
    pub(super) fn add(&mut self, findings: &[Finding]) {
        for finding in findings {
            if finding.waived.is_some() {
                self.waived += 1;
            } else {
                self.count(finding.level);
            }
        }
    }

    /// Counts what was not shown: findings that the baseline knows, and those that are too quiet.
    pub(super) fn leave_out(&mut self, known: usize, hidden: &[Level]) {
        self.known += known;
        for level in hidden {
            *self.hidden.entry(*level).or_default() += 1;
        }
    }

    /// Counts one more.
    pub(super) fn count(&mut self, level: Level) {
        self.worst = self.worst.max(Some(level));
        match level {
            Level::Error => self.errors += 1,
            Level::Warning => self.warnings += 1,
            Level::Note => self.notes += 1,
            Level::Off => {}
        }
    }

    /// Counts what could not be analyzed: errors, as the results say.
    pub(super) fn refuse(&mut self, lost: Lost) {
        self.errors += lost.results;
        self.refused += lost.inputs;
    }

    /// The worst level among what was found.
    pub(super) fn worst_found(&self) -> Option<Level> {
        self.worst
    }

    /// Remembers a file's policy, and which of its waivers this file used.
    pub(super) fn remember(&mut self, examined: &Examined) {
        let Some(path) = &examined.under.path else {
            return;
        };
        let unused = rules::unused_waivers(&examined.under.policy, [&examined.analysis]);
        match self.policies.get_mut(path) {
            Some(known) => known.unused.retain(|waiver| unused.contains(waiver)),
            None => {
                let policy = Arc::clone(&examined.under);
                self.policies.insert(path.clone(), Used { policy, unused });
            }
        }
    }

    /// Tells what is stale in the policies, and counts it as warnings. A waiver that nothing used is told only
    /// when `paths` hold everything that its policy is for.
    pub(super) fn close(&mut self, paths: &[PathBuf], console: &Console) {
        for (path, used) in std::mem::take(&mut self.policies) {
            let mut stale = used.policy.doubts();
            if is_covered(&path, paths) {
                stale.extend(used.unused);
            }
            stale.sort_by_key(|problem| problem.span);
            console.problems(Loudness::Warning, &used.policy.shown(), &used.policy.text, &stale);
            stale.iter().for_each(|_| self.count(Level::Warning));
        }
    }

    /// "1 error, 2 warnings, 9 notes not shown".
    pub(super) fn words(&self) -> String {
        let shown = [
            (Level::Error, self.errors, "error"),
            (Level::Warning, self.warnings, "warning"),
            (Level::Note, self.notes, "note"),
        ];
        let count = |(level, shown, noun)| match self.hidden.get(&level) {
            Some(hidden) if shown == 0 => format!("{} not shown", counted(*hidden, noun)),
            Some(hidden) => format!("{} and {hidden} not shown", counted(shown, noun)),
            None => counted(shown, noun),
        };
        let mut words = shown.map(count).join(", ");
        if self.refused > 0 {
            words.push_str(&format!(", {} not read", counted(self.refused, "file")));
        }
        if self.known > 0 {
            words.push_str(&format!(", {} known", self.known));
        }
        if self.waived > 0 {
            words.push_str(&format!(", {} waived", self.waived));
        }
        words
    }
}

/// Does one of these folders hold the policy file, and so all that it is for?
fn is_covered(policy: &Path, paths: &[PathBuf]) -> bool {
    let whole = |path: &Path| path.canonicalize().ok();
    let Some(policy) = whole(policy) else {
        return false;
    };
    let mut folders = paths.iter().filter_map(|path| whole(path));
    folders.any(|folder| policy.starts_with(&folder))
}
