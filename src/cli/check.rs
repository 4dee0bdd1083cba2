//! `twosource check`: the gate for CI, editors and hooks.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use twosource::Analysis;
use twosource::policy::Level;
use twosource::report::{Output, Purpose, Scope, Style};
use twosource::rules::baseline::{Baseline, Stale};
use twosource::rules::{InFile, says_drift, says_unread};

use super::changed::{self, Changed};
use super::console::{Console, plain};
use super::examine::{self, Examined, counted};
use super::input::Input;
use super::judge::Tally;
use super::output::save;
use super::render::{self, Run, format_parser};
use super::walk::Found;
use super::{Outcome, known, pairs, readings, shown, walk};

const EXAMPLES: &str = "\
Examples:
  twosource check drafts/
  twosource check --format sarif -o twosource.sarif drafts/
  git diff -U0 origin/main... | twosource check --diff - drafts/
  twosource check --write-baseline known.json drafts/    accept what is there today
  twosource check --baseline known.json drafts/          speak of what is new
  twosource check --level note drafts/                   notes too
  twosource check --select bare-source,thin-description drafts/
  twosource check --statistics --exit-zero archive/      how often each rule speaks

In folders, drafts are found by extension, claims graphs by their content; .gitignore, .ignore and
.twosourceignore are honoured. Notes are not shown unless --level, --fail-on or the policy asks for them;
`report` shows all. Exit codes: 0 nothing at or above --fail-on, 1 something, 2 wrong usage or
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
    /// Exit with 0 whatever is found; trouble is 2 all the same (the same as --fail-on never)
    #[arg(long, conflicts_with = "fail_on")]
    exit_zero: bool,
    /// Only findings on lines that this unified diff adds or changes; `-` for standard input
    #[arg(long, value_name = "FILE")]
    diff: Option<PathBuf>,
    /// Exit with 2 when a folder or the diff names no draft, or nothing was read
    #[arg(long)]
    require_drafts: bool,
    #[command(flatten)]
    shown: shown::Options,
    #[command(flatten)]
    known: known::Options,
    /// Write to this file, not to standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    reading: examine::Options,
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
    /// The lowest level that fails the run; none when nothing does.
    fn level(self) -> Option<Level> {
        match self {
            Threshold::Error => Some(Level::Error),
            Threshold::Warning => Some(Level::Warning),
            Threshold::Note => Some(Level::Note),
            Threshold::Never => None,
        }
    }
}

impl Arguments {
    /// The lowest level that fails the run; none when nothing does.
    fn fails_from(&self) -> Option<Level> {
        let level = self.fail_on.level();
        level.filter(|_| !self.exit_zero)
    }

    fn output(&self) -> &'static Output {
        let statistics = Output::of_name("statistics").filter(|_| self.shown.statistics);
        statistics.unwrap_or(self.format)
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
    let baseline = with.known.read(console)?;
    let (inputs, unread) = inputs_of(with, changed.as_ref(), console);
    let mut missing = unread.missing;
    let mut read = 0;
    let mut tally = Tally::default();
    let mut stale = Vec::new();
    let mut known = Baseline::default();
    let adjust = |examined: &mut Examined| adjust(examined, with, (changed.as_ref(), baseline.as_ref()));
    let see = |examined: &Examined, adjusted: Adjusted| {
        read += usize::from(was_read(examined));
        stale.extend(adjusted.stale);
        known.join(adjusted.all);
        if with.known.write_baseline.is_none() {
            tally.add(&examined.analysis.findings);
            tally.leave_out(adjusted.known, &adjusted.hidden);
        }
        if changed.is_none() {
            tally.remember(examined);
        }
    };
    let narrowing = with.shown.narrowing();
    let mut options = with.reading.clone();
    options.desk.narrowing = narrowing.clone();
    options.desk.keeps_to_scope = true;
    let refused =
        render::write(run_of(with, (inputs, &options), console), console, adjust, see)? + unread.unentered;
    // Of rules that did not run nothing is known.
    stale.retain(|one: &Stale| narrowing.keeps(&one.entry.rule));
    tally.close(&with.paths, console);
    known::tell_stale(&stale, &mut tally, console);
    if let Some(baseline) = &baseline {
        known::tell_gone(baseline, &mut tally, console);
    }
    if let Some(path) = &with.known.write_baseline {
        save(path, &known.write())?;
    }
    let for_people = ["text", "concise", "grouped", "statistics"].contains(&with.output().name);
    if for_people && !with.shown.quiet {
        let checked = counted(read, "file");
        console.summary(&format!("{checked} checked: {}", tally.words()));
    }
    if with.require_drafts && read == 0 && missing == 0 {
        console.error("nothing was read");
        missing += 1;
    }
    let fails_from = with.fails_from();
    let is_met = fails_from.is_some_and(|level| tally.worst().is_some_and(|worst| worst >= level));
    let trouble = refused + if with.require_drafts { missing } else { 0 };
    Ok(match (trouble, is_met) {
        (0, false) => Outcome::Clean,
        (0, true) => Outcome::Findings,
        _ => Outcome::Trouble,
    })
}

/// What was taken out of an analysis before it is shown.
#[derive(Default)]
struct Adjusted {
    /// All its findings, where a baseline is to be written.
    all: Baseline,
    /// How many the baseline knows.
    known: usize,
    /// Entries of the baseline that are no more.
    stale: Vec<Stale>,
    /// How loud each finding is that is too quiet to be shown.
    hidden: Vec<Level>,
}

/// Leaves what is to be shown: findings of changed lines, not known before, and loud enough.
fn adjust(
    examined: &mut Examined,
    with: &Arguments,
    (changed, baseline): (Option<&Changed>, Option<&Baseline>),
) -> Adjusted {
    let analysis = &mut examined.analysis;
    let mut adjusted = Adjusted::default();
    if with.known.write_baseline.is_some() {
        adjusted.all.add(analysis);
    }
    if let Some(baseline) = baseline {
        (adjusted.known, adjusted.stale) = known::take_out(baseline, analysis);
    }
    if let Some(changed) = changed {
        keep_changed(analysis, changed);
    }
    let of_policy = examined.under.policy.level;
    adjusted.hidden = with.shown.take_out(analysis, of_policy, with.fails_from());
    adjusted
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
        passed_over,
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
    if let Some(first) = passed_over.first() {
        let files = counted(passed_over.len(), "PDF");
        let first = plain(&first.to_string_lossy());
        console.warning(&format!(
            "{files} not read, {first} first; if they are drafts, give the documents that they were made of"
        ));
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

fn run_of<'a>(
    with: &'a Arguments,
    (inputs, options): (Vec<Input>, &'a examine::Options),
    console: &Console,
) -> Run<'a> {
    Run {
        inputs,
        options,
        output: with.output(),
        style: Style {
            paint: render::paint(with.output.as_ref(), console),
            scope: Scope::Findings,
            fail_on: with.fails_from().unwrap_or(Level::Error),
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

/// Leaves only findings that touch a changed line, or the whole file. Where the readings changed, every finding may be new.
fn keep_changed(analysis: &mut Analysis, changed: &Changed) {
    let Analysis { case, findings } = analysis;
    let readings = readings::path_of(Path::new(&case.draft.path));
    if changed.lines_of(&readings).is_some() {
        return;
    }
    findings.retain(|finding| {
        // Lines of a document's file are not those that people see.
        let is_whole = case.draft.format.is_document();
        if is_whole
            || says_unread(finding.rule)
            || says_drift(finding.rule)
            || finding.file == InFile::Readings
        {
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
