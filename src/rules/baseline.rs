//! A baseline: the findings that were there when a desk began to check, so that only new ones fail a run.
//!
//! It holds fingerprints, not lines, and it does not rot: an entry that no longer occurs is reported.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Analysis, fingerprints};
use crate::policy::Problem;
use crate::span::Span;

/// What stands as the reason beside a finding that the baseline knows.
pub const KNOWN: &str = "known since the baseline";

/// The name of the format.
const SCHEMA: &str = "twosource-baseline/1";

/// Known findings by file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    schema: String,
    files: BTreeMap<String, Vec<Entry>>,
}

/// One known finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The rule's name.
    pub rule: String,
    /// Its fingerprint.
    pub fingerprint: String,
    /// What it said, for people who read the file.
    pub message: String,
}

/// An entry that no longer occurs: somebody mended it, so it should leave the baseline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stale {
    /// The file's path as the baseline has it.
    pub path: String,
    /// The entry.
    pub entry: Entry,
}

impl Default for Baseline {
    fn default() -> Baseline {
        Baseline {
            schema: SCHEMA.to_owned(),
            files: BTreeMap::new(),
        }
    }
}

impl Baseline {
    /// Reads a baseline file.
    ///
    /// # Errors
    /// The first place at which it is not one.
    pub fn read(text: &str) -> Result<Baseline, Problem> {
        let problem = |at: usize, message: String| Problem {
            span: Span::new(at, at),
            message,
            help: "write it anew with `twosource check --write-baseline`".to_owned(),
        };
        let baseline: Baseline = serde_json::from_str(text).map_err(|error| {
            problem(
                offset(text, error.line(), error.column()),
                format!("no baseline file: {error}"),
            )
        })?;
        if baseline.schema != SCHEMA {
            return Err(problem(
                0,
                format!("a baseline of the unknown format `{}`", baseline.schema),
            ));
        }
        Ok(baseline)
    }

    /// Takes up all findings of an analysis that are not waived, for the file at `path`, in place of those that it had.
    pub fn add(&mut self, path: &str, analysis: &Analysis) {
        let prints = fingerprints(analysis);
        let findings = analysis.findings.iter().zip(prints);
        let mut entries: Vec<Entry> = findings
            .filter(|(finding, _)| finding.waived.is_none())
            .map(|(finding, fingerprint)| Entry {
                rule: finding.rule.to_owned(),
                fingerprint,
                message: finding.message.clone(),
            })
            .collect();
        entries.sort();
        self.put(path, entries);
    }

    fn put(&mut self, path: &str, entries: Vec<Entry>) {
        if entries.is_empty() {
            self.files.remove(path);
        } else {
            self.files.insert(path.to_owned(), entries);
        }
    }

    /// The file's text: JSON, sorted by path, then rule.
    pub fn write(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// The path under which it knows the file at `path`: this, or that of a file among `gone` of whose findings the file has the
    /// most, half of them at least: it was renamed.
    pub fn home(&self, path: &str, analysis: &Analysis, gone: &BTreeSet<String>) -> Option<&str> {
        if let Some((known, _)) = self.files.get_key_value(path) {
            return Some(known);
        }
        let prints = fingerprints(analysis);
        let now: BTreeSet<&str> = prints.iter().map(String::as_str).collect();
        let shared = |entries: &[Entry]| {
            let shared = entries
                .iter()
                .filter(|entry| now.contains(entry.fingerprint.as_str()));
            shared.count()
        };
        let gone = self.files.iter().filter(|(path, _)| gone.contains(*path));
        let likely = gone.map(|(path, entries)| (shared(entries), entries.len(), path));
        let likely = likely.filter(|(shared, all, _)| *shared > 0 && shared * 2 >= *all);
        // Of two that share as many, the first by name.
        let best = likely.max_by_key(|(shared, _, path)| (*shared, std::cmp::Reverse(*path)));
        best.map(|(_, _, path)| path.as_str())
    }

    /// Takes out entries of a file.
    pub fn take_out(&mut self, path: &str, stale: impl Fn(&Entry) -> bool) {
        let mut entries = self.files.remove(path).unwrap_or_default();
        entries.retain(|entry| !stale(entry));
        self.put(path, entries);
    }

    /// Adds to a file's entries those that another one has for it.
    pub fn keep_from(&mut self, other: &Baseline, path: &str, kept: impl Fn(&Entry) -> bool) {
        let more = other
            .files
            .get(path)
            .into_iter()
            .flatten()
            .filter(|entry| kept(entry));
        let mut entries = self.files.remove(path).unwrap_or_default();
        entries.extend(more.cloned());
        entries.sort();
        entries.dedup();
        self.put(path, entries);
    }

    /// Gives the entries of one file to another, which had none.
    pub fn rename(&mut self, old: &str, new: &str) {
        if let Some(entries) = self.files.remove(old) {
            self.put(new, entries);
        }
    }

    /// How many findings it holds.
    pub fn len(&self) -> usize {
        self.files.values().map(Vec::len).sum()
    }

    /// Does it hold no finding?
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Takes up what another one holds; for a file in both, the other's findings.
    pub fn join(&mut self, other: Baseline) {
        self.files.extend(other.files);
    }

    /// Marks the known findings of an analysis as waived, and returns the entries of the file that it knows under `path` that no
    /// longer occur.
    pub fn apply(&self, path: &str, analysis: &mut Analysis) -> Vec<Stale> {
        let Some(entries) = self.files.get(path) else {
            return Vec::new();
        };
        let known: BTreeSet<&str> = entries.iter().map(|entry| entry.fingerprint.as_str()).collect();
        let prints = fingerprints(analysis);
        let now: BTreeSet<&str> = prints.iter().map(String::as_str).collect();
        let stale = entries
            .iter()
            .filter(|entry| !now.contains(entry.fingerprint.as_str()))
            .map(|entry| Stale {
                path: path.to_owned(),
                entry: entry.clone(),
            })
            .collect();
        for (finding, print) in analysis.findings.iter_mut().zip(&prints) {
            if known.contains(print.as_str()) {
                finding.waived.get_or_insert(KNOWN.to_owned());
            }
        }
        stale
    }

    /// The paths that it knows, in order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }
}

/// The byte offset of a line and column, both from 1, as serde_json counts them.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    (before + column.saturating_sub(1)).min(text.len())
}
