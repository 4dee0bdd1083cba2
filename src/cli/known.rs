//! The baseline of a run: findings of an earlier one are left out, those that are no more are told.

use std::path::{Path, PathBuf};

use clap::Args;
use twosource::Analysis;
use twosource::policy::Level;
use twosource::rules::baseline::{Baseline, KNOWN, Stale};

use super::console::{Console, Loudness, plain};
use super::input::Input;
use super::judge::Tally;

/// Options on findings of an earlier run.
#[derive(Debug, Args)]
#[group(skip)]
pub(super) struct Options {
    /// Leave out findings that this file knows; tell those in it that are no more
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write all findings, notes too, to this file, for --baseline
    #[arg(long, value_name = "FILE", conflicts_with_all = ["baseline", "diff"])]
    pub(super) write_baseline: Option<PathBuf>,
}

impl Options {
    /// Reads the baseline, if one is named.
    pub(super) fn read(&self, console: &Console) -> Result<Option<Baseline>, String> {
        self.baseline
            .as_deref()
            .map(|path| read(path, console))
            .transpose()
    }
}

/// Reads a baseline.
pub(super) fn read(path: &Path, console: &Console) -> Result<Baseline, String> {
    let input = Input::of_argument(path, None);
    let text = input.text()?;
    Baseline::read(&text).map_err(|problem| {
        console.problems(Loudness::Error, &input.path(), &text, &[problem]);
        format!("{}: the baseline cannot be used", plain(&input.path()))
    })
}

/// Takes the known findings out of an analysis; gives back how many those were, and the entries that are no more.
pub(super) fn take_out(baseline: &Baseline, analysis: &mut Analysis) -> (usize, Vec<Stale>) {
    let stale = baseline.apply(analysis);
    let before = analysis.findings.len();
    analysis
        .findings
        .retain(|finding| finding.waived.as_deref() != Some(KNOWN));
    (before - analysis.findings.len(), stale)
}

/// Tells entries that are no more.
pub(super) fn tell_stale(stale: &[Stale], tally: &mut Tally, console: &Console) {
    for one in stale {
        tally.count(Level::Warning);
        console.warning(&format!(
            "{}: the baseline knows a finding of {} that is no more; write it anew ({})",
            plain(&one.path),
            one.entry.rule,
            plain(&one.entry.message)
        ));
    }
}

/// Tells files that the baseline knows and that are no more.
pub(super) fn tell_gone(baseline: &Baseline, tally: &mut Tally, console: &Console) {
    for path in baseline.paths().filter(|path| !Path::new(path).exists()) {
        tally.count(Level::Warning);
        console.warning(&format!(
            "{}: the baseline knows this file, and it is no more",
            plain(path)
        ));
    }
}
