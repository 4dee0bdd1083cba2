//! `twosource check`: the gate for CI, editors and hooks.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use twosource::Analysis;
use twosource::policy::Level;
use twosource::report::{Output, Purpose, Scope, Style};
use twosource::rules::baseline::{Baseline, Stale};
use twosource::rules::{InFile, says_drift, says_unread};

use super::changed::{self, Changed};
use super::console::{Console, Loudness, plain};
use super::examine::{self, Examined, counted};
use super::input::Input;
use super::judge::Tally;
use super::output::save;
use super::render::{self, Run, format_parser};
use super::walk::Found;
use super::{Outcome, pairs, readings, walk};

const EXAMPLES: &str = "\
Examples:
  twosource check drafts/
  twosource check --format sarif -o twosource.sarif drafts/
  git diff -U0 origin/main... | twosource check --diff - drafts/
  twosource check --write-baseline known.json drafts/    accept what is there today
  twosource check --baseline known.json drafts/          speak of what is new

In folders, drafts are found by extension, claims graphs by their content; .gitignore, .ignore and
.twosourceignore are honoured. Exit codes: 0 nothing at or above --fail-on, 1 something, 2 wrong usage or
input that cannot be read.";

/// Arguments of `check`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Drafts, claims graphs and folders of them; `-` for standard input
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<PathBuf>,
    /// How to print the findings
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = format_parser(Purpose::Gate))]
    format: &'static Output,
    /// The lowest level that makes the exit code 1
    #[arg(long, value_name = "LEVEL", default_value = "error")]
    fail_on: Threshold,
    /// Only findings on lines that this unified diff adds or changes; `-` for standard input
    #[arg(long, value_name = "FILE")]
    diff: Option<PathBuf>,
    /// Exit with 2 when a folder or the diff names no draft, or nothing was read
    #[arg(long)]
    require_drafts: bool,
    #[command(flatten)]
    known: Known,
    /// Write to this file, not to standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    reading: examine::Options,
}

/// Findings of an earlier run.
#[derive(Debug, Args)]
struct Known {
    /// Leave out findings that this file knows; tell those in it that are no more
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write all findings to this file, for --baseline
    #[arg(long, value_name = "FILE", conflicts_with_all = ["baseline", "diff"])]
    write_baseline: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Threshold {
    /// Errors: what breaks the desk's standard
    Error,
    /// Warnings and errors
    Warning,
    /// Any finding
    Note,
    /// Nothing: always exit 0, save on trouble
    Never,
}

impl Threshold {
    fn is_met_by(self, level: Level) -> bool {
        match self {
            Threshold::Error => level >= Level::Error,
            Threshold::Warning => level >= Level::Warning,
            Threshold::Note => level >= Level::Note,
            Threshold::Never => false,
        }
    }
}

/// Runs it.
pub(super) fn run(with: &Arguments, console: &Console) -> Outcome {
    match gate(with, console) {
        Ok(outcome) => outcome,
        Err(message) => {
            console.error(&message);
            Outcome::Trouble
        }
    }
}

fn gate(with: &Arguments, console: &Console) -> Result<Outcome, String> {
    let changed = with.diff.as_deref().map(read_diff).transpose()?;
    let baseline = with
        .known
        .baseline
        .as_ref()
        .map(|path| read_baseline(path, console))
        .transpose()?;
    let (inputs, unread) = inputs_of(with, changed.as_ref(), console);
    let mut missing = unread.missing;
    let mut read = 0;
    let mut tally = Tally::default();
    let mut stale = Vec::new();
    let mut known = Baseline::default();
    let adjust = |analysis: &mut Analysis| {
        let stale = baseline.as_ref().map(|baseline| baseline.apply(analysis));
        if let Some(changed) = &changed {
            keep_changed(analysis, changed);
        }
        stale.unwrap_or_default()
    };
    let see = |examined: &Examined, no_more: Vec<Stale>| {
        read += usize::from(was_read(examined));
        stale.extend(no_more);
        if with.known.write_baseline.is_some() {
            known.add(&examined.analysis);
        } else {
            tally.add(&examined.analysis.findings);
        }
        if changed.is_none() {
            tally.remember(examined);
        }
    };
    let refused = render::write(run_of(with, inputs, console), console, adjust, see)? + unread.unentered;
    tally.close(&with.paths, console);
    tell_stale(&stale, &mut tally, console);
    if let Some(baseline) = &baseline {
        tell_gone(baseline, &mut tally, console);
    }
    if let Some(path) = &with.known.write_baseline {
        save(path, &known.write())?;
    }
    if with.format.name == "text" {
        let checked = counted(read, "file");
        console.summary(&format!("{checked} checked: {}", tally.words()));
    }
    if with.require_drafts && read == 0 && missing == 0 {
        console.error("nothing was read");
        missing += 1;
    }
    let is_met = tally.worst().is_some_and(|level| with.fail_on.is_met_by(level));
    let trouble = refused + if with.require_drafts { missing } else { 0 };
    Ok(match (trouble, is_met) {
        (0, false) => Outcome::Clean,
        (0, true) => Outcome::Findings,
        _ => Outcome::Trouble,
    })
}

/// What the arguments name and could not be found.
struct Unread {
    /// Folders that could not be entered.
    unentered: usize,
    /// Folders, and a diff, that name no draft.
    missing: usize,
}

/// The inputs, those that the diff changes where there is one; says what names none.
fn inputs_of(with: &Arguments, changed: Option<&Changed>, console: &Console) -> (Vec<Input>, Unread) {
    let Found {
        mut inputs,
        unentered,
        empty,
        orphans,
    } = walk::inputs(&with.paths, with.reading.stdin_filename.as_deref());
    inputs = pairs::settle(inputs, console);
    for message in &unentered {
        console.error(message);
    }
    for folder in &empty {
        let folder = plain(&folder.to_string_lossy());
        tell_missing(
            with,
            console,
            &format!("{folder}: no drafts and no claims graphs there"),
        );
    }
    for (path, draft) in &orphans {
        let [path, draft] = [path, draft].map(|path| plain(&path.to_string_lossy()));
        console.warning(&format!(
            "{path}: holds the readings of {draft}, which is not there"
        ));
    }
    let mut missing = empty.len();
    if let (Some(changed), Some(diff)) = (changed, &with.diff) {
        let named = inputs.len();
        let is_changed = |input: &Input| {
            let readings = readings::path_of(&input.shown);
            let draft = pairs::draft_of(input).unwrap_or_default();
            [&input.shown, &readings, &draft]
                .into_iter()
                .any(|path| changed.lines_of(path).is_some())
        };
        inputs.retain(is_changed);
        if inputs.is_empty() && named > 0 {
            let diff = plain(&Input::of_argument(diff, None).path());
            let files = counted(named, "file");
            tell_missing(
                with,
                console,
                &format!("{diff}: changes none of what is there to check ({files})"),
            );
            missing += 1;
        }
    }
    let unread = Unread {
        unentered: unentered.len(),
        missing,
    };
    (inputs, unread)
}

/// Was there prose in it, or is it a claims graph?
fn was_read(examined: &Examined) -> bool {
    let case = &examined.analysis.case;
    case.by_hand() || case.draft.extent.read > 0
}

/// Says that there is nothing to read where something was expected.
fn tell_missing(with: &Arguments, console: &Console, message: &str) {
    if with.require_drafts {
        console.error(message);
    } else {
        console.warning(message);
    }
}

fn run_of<'a>(with: &'a Arguments, inputs: Vec<Input>, console: &Console) -> Run<'a> {
    Run {
        inputs,
        options: &with.reading,
        output: with.format,
        style: Style {
            paint: render::paint(with.output.as_ref(), console),
            scope: Scope::Findings,
            ..Style::default()
        },
        to: with.output.as_ref(),
    }
}

fn read_diff(path: &Path) -> Result<Changed, String> {
    let input = Input::of_argument(path, None);
    let shown = plain(&input.path());
    Changed::read(&input.text()?).map_err(|wrong| format!("{shown}: {wrong}"))
}

fn read_baseline(path: &Path, console: &Console) -> Result<Baseline, String> {
    let input = Input::of_argument(path, None);
    let text = input.text()?;
    Baseline::read(&text).map_err(|problem| {
        console.problems(Loudness::Error, &input.path(), &text, &[problem]);
        format!("{}: the baseline cannot be used", plain(&input.path()))
    })
}

fn tell_stale(stale: &[Stale], tally: &mut Tally, console: &Console) {
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

/// Files that the baseline knows and that are no more.
fn tell_gone(baseline: &Baseline, tally: &mut Tally, console: &Console) {
    for path in baseline.paths().filter(|path| !Path::new(path).exists()) {
        tally.count(Level::Warning);
        console.warning(&format!(
            "{}: the baseline knows this file, and it is no more",
            plain(path)
        ));
    }
}

/// Leaves only findings that touch a changed line, or the whole file. Where the readings changed, every finding may be new.
fn keep_changed(analysis: &mut Analysis, changed: &Changed) {
    let Analysis { case, findings } = analysis;
    let readings = readings::path_of(Path::new(&case.draft.path));
    if changed.lines_of(&readings).is_some() {
        return;
    }
    findings.retain(|finding| {
        if says_unread(finding.rule) || says_drift(finding.rule) || finding.file == InFile::Readings {
            return true;
        }
        let file = case.file_of(finding);
        let lines = changed.lines_of(Path::new(&file.path)).unwrap_or(&[]);
        let in_file = file.in_file(finding.span);
        let first = file.lines().place(in_file.start).line;
        let last = in_file.end.saturating_sub(1).max(in_file.start);
        changed::touches(lines, first, file.lines().place(last).line)
    });
}
