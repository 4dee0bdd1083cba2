//! The baseline of a run: findings of an earlier one are left out, those that are no more are told, or taken out of it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use clap::Args;
use twosource::Analysis;
use twosource::policy::Level;
use twosource::rules::Narrowing;
use twosource::rules::baseline::{Baseline, KNOWN, Stale};

use super::console::{Console, Loudness, plain};
use super::examine::counted;
use super::input::Input;
use super::judge::Tally;
use super::output::save;
use super::paths::{seen_from, spelled_out, whole};
use super::target::Handwork;

/// Options on findings of an earlier run.
#[derive(Debug, Args)]
#[group(skip)]
pub(super) struct Options {
    /// Leave out findings that this file knows; tell those in it that are no more
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
    /// Take out of the baseline what is no more, and follow renamed files; nothing is added
    #[arg(long, requires = "baseline")]
    prune: bool,
    /// Write all findings, notes too, to this file, for --baseline; of one that is there, what it has of other files stays
    #[arg(long, value_name = "FILE", conflicts_with_all = ["baseline", "diff", "since"])]
    pub(super) write_baseline: Option<PathBuf>,
}

impl Options {
    /// Reads the baseline, the one that is used or the one that is written anew, if any is named.
    ///
    /// # Errors
    ///
    /// A message, when it is none; one that is written, and where handwork is replaced, is begun anew.
    pub(super) fn read(&self, handwork: Handwork, console: &Console) -> Result<Option<Known>, String> {
        let (path, is_written) = match (&self.baseline, &self.write_baseline) {
            (Some(path), _) => (path, false),
            (None, Some(path)) => (path, true),
            (None, None) => return Ok(None),
        };
        let is_new = is_written && (handwork == Handwork::Replaced || std::fs::metadata(path).is_err());
        let held = match is_new {
            true => Baseline::default(),
            false => read(path, console)?,
        };
        let use_of = match (is_written, self.prune) {
            (true, _) => Use::Write,
            (false, true) => Use::Prune,
            (false, false) => Use::Leave,
        };
        Ok(Some(Known::new(path, held, use_of)))
    }
}

fn read(path: &Path, console: &Console) -> Result<Baseline, String> {
    let input = Input::of_argument(path, None);
    let text = input.text()?;
    Baseline::read(&text).map_err(|problem| {
        console.problems(Loudness::Error, &input.path(), &text, &[problem]);
        format!("{}: the baseline cannot be used", plain(&input.path()))
    })
}

/// What becomes of the baseline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Use {
    /// It is read, and stays as it is.
    Leave,
    /// What is no more is taken out.
    Prune,
    /// It takes up what is found.
    Write,
}

/// The baseline of a run. Its paths go from the folder that it stands in.
pub(super) struct Known {
    path: PathBuf,
    held: Baseline,
    folder: PathBuf,
    /// Files that it knows and that are no more.
    gone: BTreeSet<String>,
    use_of: Use,
}

/// What the baseline has to do with one file.
#[derive(Default)]
pub(super) struct InFile {
    /// How many findings it knows.
    pub(super) known: usize,
    /// What it knows that is no more.
    stale: Vec<Stale>,
    /// The file's path as seen from it, and the path under which it knows the file.
    path: String,
    home: Option<String>,
    /// All its findings, where the baseline takes them up.
    all: Baseline,
}

impl Known {
    fn new(path: &Path, held: Baseline, use_of: Use) -> Known {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = spelled_out(folder.unwrap_or(Path::new(".")));
        let folder = folder.canonicalize().unwrap_or(folder);
        let is_gone = |path: &&str| !folder.join(path).exists();
        let gone = held.paths().filter(is_gone).map(str::to_owned).collect();
        Known {
            path: path.to_owned(),
            held,
            folder,
            gone,
            use_of,
        }
    }

    /// The baseline in a file, which stays as it is.
    ///
    /// # Errors
    ///
    /// A message, when it is none.
    #[cfg(feature = "lsp")]
    pub(super) fn open(path: &Path, console: &Console) -> Result<Known, String> {
        Ok(Known::new(path, read(path, console)?, Use::Leave))
    }

    pub(super) fn is_written(&self) -> bool {
        self.use_of == Use::Write
    }

    /// The path of a file as the baseline writes it.
    fn seen(&self, file: &Path) -> String {
        let file = whole(file).unwrap_or_else(|| spelled_out(file));
        seen_from(&self.folder, &file)
    }

    /// Takes the known findings out of an analysis, or takes up what was found.
    pub(super) fn meet(&self, file: &Path, analysis: &mut Analysis) -> InFile {
        let path = self.seen(file);
        let home = self.held.home(&path, analysis, &self.gone).map(str::to_owned);
        let mut met = InFile {
            path,
            home,
            ..InFile::default()
        };
        if self.is_written() {
            met.all.add(&met.path, analysis);
            return met;
        }
        if let Some(home) = &met.home {
            met.stale = self.held.apply(home, analysis);
        }
        let before = analysis.findings.len();
        analysis
            .findings
            .retain(|finding| finding.waived.as_deref() != Some(KNOWN));
        met.known = before - analysis.findings.len();
        met
    }
}

/// What the baseline had to do with all files of a run.
pub(super) struct Ledger<'a> {
    known: &'a Known,
    /// The rules of the run: of others nothing is known.
    narrowing: &'a Narrowing,
    stale: Vec<Stale>,
    /// Renamed files: their path before, and now.
    renamed: BTreeMap<String, String>,
    /// The files that were looked at.
    seen: BTreeSet<String>,
    found: Baseline,
}

impl<'a> Ledger<'a> {
    pub(super) fn new(known: &'a Known, narrowing: &'a Narrowing) -> Ledger<'a> {
        Ledger {
            known,
            narrowing,
            stale: Vec::new(),
            renamed: BTreeMap::new(),
            seen: BTreeSet::new(),
            found: Baseline::default(),
        }
    }

    pub(super) fn take(&mut self, met: InFile) {
        let stale = met.stale.into_iter();
        self.stale
            .extend(stale.filter(|one| self.narrowing.keeps(&one.entry.rule)));
        if let Some(home) = met.home.filter(|home| *home != met.path) {
            self.renamed.entry(home).or_insert(met.path.clone());
        }
        self.seen.insert(met.path);
        self.found.join(met.all);
    }

    /// Tells what is no more in the baseline, or writes it anew.
    ///
    /// # Errors
    ///
    /// A message, when it cannot be written.
    pub(super) fn close(self, tally: &mut Tally, console: &Console) -> Result<(), String> {
        match self.known.use_of {
            Use::Leave => {
                self.tell(tally, console);
                Ok(())
            }
            Use::Prune => self.prune(console),
            Use::Write => self.write(console),
        }
    }

    fn gone(&self) -> impl Iterator<Item = &String> {
        let gone = self.known.gone.iter();
        gone.filter(|path| !self.renamed.contains_key(*path))
    }

    fn tell(&self, tally: &mut Tally, console: &Console) {
        for one in &self.stale {
            tally.count(Level::Warning);
            console.warning(&format!(
                "{}: the baseline knows a finding of {} that is no more; take it out with --prune ({})",
                plain(&one.path),
                one.entry.rule,
                plain(&one.entry.message)
            ));
        }
        for path in self.gone() {
            tally.count(Level::Warning);
            console.warning(&format!(
                "{}: the baseline knows this file, and it is no more",
                plain(path)
            ));
        }
    }

    fn prune(self, console: &Console) -> Result<(), String> {
        let mut pruned = self.known.held.clone();
        for one in &self.stale {
            pruned.take_out(&one.path, |entry| *entry == one.entry);
        }
        for path in self.gone() {
            pruned.take_out(path, |_| true);
        }
        let taken = self.known.held.len() - pruned.len();
        for (old, new) in &self.renamed {
            pruned.rename(old, new);
        }
        let shown = plain(&self.known.path.to_string_lossy());
        if pruned != self.known.held {
            save(&self.known.path, &pruned.write())?;
        }
        let renamed = match self.renamed.len() {
            0 => String::new(),
            files => format!(", {} followed to new names", counted(files, "file")),
        };
        let known = counted(taken, "finding");
        console.note(&format!("{shown}: {known} taken out{renamed}"));
        Ok(())
    }

    fn write(self, console: &Console) -> Result<(), String> {
        let mut held = self.known.held.clone();
        for path in self.known.gone.iter().chain(&self.seen) {
            held.take_out(path, |entry| self.narrowing.keeps(&entry.rule));
        }
        for path in self.found.paths() {
            held.keep_from(&self.found, path, |_| true);
        }
        let shown = plain(&self.known.path.to_string_lossy());
        save(&self.known.path, &held.write())?;
        let files = counted(held.paths().count(), "file");
        let findings = counted(held.len(), "finding");
        console.note(&format!("{shown}: knows {findings} in {files}"));
        Ok(())
    }
}
