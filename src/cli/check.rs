//! `twosource check`: the gate for CI, editors and hooks.

use std::path::{Path, PathBuf};

use clap::builder::ArgPredicate;
use clap::{Args, ValueEnum};
use twosource::Analysis;
use twosource::policy::Level;
use twosource::report::{Output, Purpose, Scope, Style};
use twosource::rules::{InFile, says_drift, says_unread};

use super::changed::{self, Changed};
use super::console::{Console, plain};
use super::examine::{self, Examined, counted};
use super::input::Input;
use super::judge::Tally;
use super::known::{self, Known, Ledger};
use super::paths::tidy;
use super::refusal::Telling;
use super::render::{self, Refused, Run, format_parser};
use super::walk::Found;
use super::{Outcome, pairs, readings, shown, since, target, walk};

const EXAMPLES: &str = "\
Examples:
  twosource check drafts/
  twosource check --format sarif -o twosource.sarif drafts/
  twosource check --since origin/main drafts/            what this branch adds or changes
  git diff -U0 origin/main... | twosource check --diff - drafts/
  twosource check --write-baseline known.json drafts/    accept what is there today
  twosource check --baseline known.json drafts/          speak of what is new
  twosource check --baseline known.json --prune drafts/  and take out what is no more
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
    #[arg(
        value_name = "PATH",
        default_value = ".",
        default_value_if("stdin_filename", ArgPredicate::IsPresent, "-")
    )]
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
    /// Only findings on lines that are added or changed since this revision, and in new files: asks git
    #[arg(long, value_name = "REV", conflicts_with = "diff")]
    since: Option<String>,
    /// Of the files named, leave out those that a folder would: what is no draft and no claims graph (for hooks)
    #[arg(long)]
    pick: bool,
    /// Exit with 2 when a folder or the diff names no draft, or nothing was read
    #[arg(long)]
    require_drafts: bool,
    #[command(flatten)]
    shown: shown::Options,
    #[command(flatten)]
    known: known::Options,
    #[command(flatten)]
    to: target::Options,
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

    /// Is it to be read on a terminal?
    fn for_people(&self) -> bool {
        ["text", "concise", "grouped", "statistics"].contains(&self.output().name)
    }

    /// What is said of unread files beside the results: less where these are read on the same terminal.
    fn telling(&self) -> Telling {
        let lists = ["text", "concise", "grouped"].contains(&self.output().name);
        if lists && self.to.output.is_none() {
            Telling::Lines
        } else {
            Telling::Whole
        }
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
    let changed = changed(with)?;
    let known = with.known.read(with.to.handwork(), console)?;
    spares_what_it_reads(with)?;
    let (inputs, unread) = inputs_of(with, changed.as_ref(), console);
    let mut missing = unread.missing;
    let mut read = 0;
    let mut tally = Tally::default();
    let narrowing = with.shown.narrowing();
    let mut ledger = known.as_ref().map(|known| Ledger::new(known, &narrowing));
    let is_written = known.as_ref().is_some_and(Known::is_written);
    let adjust = |examined: &mut Examined| adjust(examined, with, (changed.as_ref(), known.as_ref()));
    let see = |examined: &Examined, adjusted: Adjusted| {
        read += usize::from(was_read(examined));
        if !is_written {
            tally.add(&examined.analysis.findings);
            tally.leave_out(adjusted.met.known, &adjusted.hidden);
        }
        if let Some(ledger) = &mut ledger {
            ledger.take(adjusted.met);
        }
        if changed.is_none() {
            tally.remember(examined);
        }
    };
    let mut options = with.reading.clone();
    options.desk.narrowing = narrowing.clone();
    options.desk.keeps_to_scope = true;
    let lost = render::write(run_of(with, (inputs, &options), console), console, adjust, see)?;
    tally.refuse(lost);
    tally.close(&with.paths, console);
    if let Some(ledger) = ledger {
        ledger.close(&mut tally, console)?;
    }
    if with.for_people() && !with.shown.quiet {
        let checked = counted(read, "file");
        console.summary(&format!("{checked} checked: {}", tally.words()));
    }
    if with.require_drafts && read == 0 && missing == 0 {
        console.error("nothing was read");
        missing += 1;
    }
    let fails_from = with.fails_from();
    let is_met = fails_from.is_some_and(|level| tally.worst_found().is_some_and(|worst| worst >= level));
    let trouble = lost.inputs + unread.trouble + if with.require_drafts { missing } else { 0 };
    Ok(match (trouble, is_met) {
        (0, false) => Outcome::Clean,
        (0, true) => Outcome::Findings,
        _ => Outcome::Trouble,
    })
}

/// What was added or changed, where only that is to be told.
fn changed(with: &Arguments) -> Result<Option<Changed>, String> {
    match (&with.diff, &with.since) {
        (Some(diff), _) => read_diff(diff).map(Some),
        (None, Some(revision)) => since::changed(revision).map(Some),
        (None, None) => Ok(None),
    }
}

/// The files that are written must be none of those that are read beside the drafts.
fn spares_what_it_reads(with: &Arguments) -> Result<(), String> {
    let beside = [&with.diff, &with.known.baseline, &with.reading.desk.policy];
    let beside: Vec<&Path> = beside.into_iter().flatten().map(PathBuf::as_path).collect();
    let written = [&with.to.output, &with.known.write_baseline];
    for path in written.into_iter().flatten() {
        target::allow(path, &beside, with.to.handwork())?;
    }
    Ok(())
}

/// What was taken out of an analysis before it is shown.
#[derive(Default)]
struct Adjusted {
    /// What the baseline has to do with it.
    met: known::InFile,
    /// How loud each finding is that is too quiet to be shown.
    hidden: Vec<Level>,
}

/// Leaves what is to be shown: findings of changed lines, not known before, and loud enough.
fn adjust(
    examined: &mut Examined,
    with: &Arguments,
    (changed, known): (Option<&Changed>, Option<&Known>),
) -> Adjusted {
    let analysis = &mut examined.analysis;
    let mut adjusted = Adjusted::default();
    if let Some(known) = known {
        let file = PathBuf::from(&analysis.case.draft.path);
        adjusted.met = known.meet(&file, analysis);
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
    /// Folders that could not be entered, and a diff of which nothing was checked though it names drafts.
    trouble: usize,
    /// Folders, and a diff, that name no draft.
    missing: usize,
}

/// The inputs, those that the diff changes where there is one; says what names none.
fn inputs_of(with: &Arguments, changed: Option<&Changed>, console: &Console) -> (Vec<Input>, Unread) {
    let mut found = walk::inputs(&with.paths, with.reading.stdin_filename.as_deref());
    if with.pick {
        walk::pick(&mut found.inputs);
    }
    for folder in &found.empty {
        let folder = plain(&folder.to_string_lossy());
        tell_missing(
            with,
            console,
            &format!("{folder}: no drafts and no claims graphs there"),
        );
    }
    tell_beside(&found, console);
    let mut unread = Unread {
        trouble: found.unentered.len(),
        missing: found.empty.len(),
    };
    let mut inputs = pairs::settle(found.inputs, console);
    if let Some(changed) = changed {
        let named = inputs.len();
        inputs.retain(|input| is_changed(input, changed));
        if inputs.is_empty() && named > 0 {
            tell_unchanged(with, (changed, named), &mut unread, console);
        }
        if let (Some(lost), false) = (changed.lost().first(), inputs.is_empty()) {
            console.warning(&format!(
                "{}: the diff names this draft, and it is not there",
                plain(lost)
            ));
        }
    }
    (inputs, unread)
}

/// Tells what a folder holds beside drafts, and what could not be entered.
fn tell_beside(found: &Found, console: &Console) {
    for message in &found.unentered {
        console.error(message);
    }
    if let Some(first) = found.passed_over.first() {
        let files = counted(found.passed_over.len(), "PDF");
        let first = plain(&first.to_string_lossy());
        console.warning(&format!(
            "{files} not read, {first} first; name them if they are drafts"
        ));
    }
    for (path, draft) in &found.orphans {
        let [path, draft] = [path, draft].map(|path| plain(&path.to_string_lossy()));
        console.warning(&format!(
            "{path}: holds the readings of {draft}, which is not there"
        ));
    }
}

/// Is a draft changed, or what stands for it or overrules it?
fn is_changed(input: &Input, changed: &Changed) -> bool {
    let readings = readings::path_of(&input.shown);
    let draft = pairs::draft_of(input).unwrap_or_default();
    [&input.shown, &readings, &draft]
        .into_iter()
        .any(|path| changed.lines_of(path).is_some())
}

/// Says that nothing of what is there has changed. A diff by hand that names drafts is trouble then: it goes from another folder, or the
/// arguments do.
fn tell_unchanged(
    with: &Arguments,
    (changed, named): (&Changed, usize),
    unread: &mut Unread,
    console: &Console,
) {
    let files = counted(named, "file");
    unread.missing += 1;
    let Some(diff) = &with.diff else {
        let since = plain(with.since.as_deref().unwrap_or_default());
        let told = format!("nothing that is checked here has changed since {since} ({files})");
        match with.require_drafts {
            true => console.error(&told),
            false => console.note(&told),
        }
        return;
    };
    let diff = plain(&Input::of_argument(diff, None).path());
    let there = changed
        .drafts()
        .into_iter()
        .map(|path| tidy(path).to_string_lossy().into_owned());
    let drafts: Vec<String> = there
        .chain(changed.lost().into_iter().map(str::to_owned))
        .collect();
    match drafts.first() {
        Some(first) => {
            unread.trouble += 1;
            console.error(&format!(
                "{diff}: names {}, {} first, and none of what is there to check ({files}); run it where the diff was made, \
                 and name the folders that it changes",
                counted(drafts.len(), "draft"),
                plain(first)
            ));
        }
        None => tell_missing(
            with,
            console,
            &format!("{diff}: changes none of what is there to check ({files})"),
        ),
    }
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
            paint: render::paint(&with.to, console),
            scope: Scope::Findings,
            fail_on: with.fails_from().unwrap_or(Level::Error),
            ..Style::default()
        },
        to: &with.to,
        refused: Refused::Shown(with.telling()),
    }
}

fn read_diff(path: &Path) -> Result<Changed, String> {
    let input = Input::of_argument(path, None);
    let shown = plain(&input.path());
    let text = input.text()?;
    if text.trim().is_empty() {
        return Err(format!(
            "{shown}: an empty diff: the program that was to make it may have failed; where nothing may have changed, ask \
             with --since"
        ));
    }
    Changed::read(&text).map_err(|wrong| format!("{shown}: {wrong}"))
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
