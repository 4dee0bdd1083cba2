//! The desk's policy: given by hand, or found beside the input and in the folders above it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use twosource::policy::{self, Policy, Problem};
use twosource::rules;

use super::console::{Console, Loudness, plain};
use super::examine::counted;
use super::input::Input;
use super::today;

/// The policy file that is looked for.
pub(super) const FILE: &str = "twosource.toml";

/// Options on the policy.
#[derive(Clone, Debug, clap::Args)]
#[group(skip)]
#[command(next_help_heading = "Policy")]
pub(super) struct Options {
    /// Use this policy file for every input
    #[arg(long, value_name = "FILE", conflicts_with = "no_policy")]
    pub(super) policy: Option<PathBuf>,
    /// Look for no policy file; what holds without one is used
    #[arg(long)]
    no_policy: bool,
    /// The day on which waivers are judged [default: today, UTC]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = today::parse)]
    today: Option<String>,
}

/// A policy and the file that it stands in.
#[derive(Debug)]
pub(super) struct PolicyFile {
    /// Nothing when there is no file.
    pub(super) path: Option<PathBuf>,
    pub(super) text: String,
    pub(super) policy: Policy,
}

impl PolicyFile {
    /// What the rules say against it: waivers that have expired.
    pub(super) fn doubts(&self) -> Vec<Problem> {
        rules::check_policy(&self.policy)
    }

    /// Names the file in messages.
    pub(super) fn shown(&self) -> String {
        self.path
            .as_deref()
            .unwrap_or(Path::new(FILE))
            .to_string_lossy()
            .into_owned()
    }
}

/// The policies of a run, each file read once.
pub(super) struct Desk<'a> {
    options: &'a Options,
    console: &'a Console,
    today: String,
    file_of_folder: BTreeMap<PathBuf, Option<PathBuf>>,
    policy_of_file: BTreeMap<PathBuf, Option<Arc<PolicyFile>>>,
    without_file: Arc<PolicyFile>,
}

impl<'a> Desk<'a> {
    /// Reads nothing yet.
    pub(super) fn new(options: &'a Options, console: &'a Console) -> Desk<'a> {
        let today = options.today.clone().unwrap_or_else(today::today);
        let without_file = Arc::new(PolicyFile {
            path: None,
            text: String::new(),
            policy: Policy {
                today: Some(today.clone()),
                ..Policy::default()
            },
        });
        Desk {
            options,
            console,
            today,
            file_of_folder: BTreeMap::new(),
            policy_of_file: BTreeMap::new(),
            without_file,
        }
    }

    /// The policy for an input, or nothing when its file has mistakes; they have been shown then.
    pub(super) fn policy_for(&mut self, input: &Input) -> Option<Arc<PolicyFile>> {
        match self.file_for(input) {
            Some(file) => self.read(&file),
            None => Some(Arc::clone(&self.without_file)),
        }
    }

    fn file_for(&mut self, input: &Input) -> Option<PathBuf> {
        if self.options.no_policy {
            return None;
        }
        if let Some(file) = &self.options.policy {
            return Some(file.clone());
        }
        let folder = input.shown.parent().unwrap_or(Path::new(""));
        if let Some(known) = self.file_of_folder.get(folder) {
            return known.clone();
        }
        let found = nearest(folder);
        self.file_of_folder.insert(folder.to_owned(), found.clone());
        found
    }

    fn read(&mut self, file: &Path) -> Option<Arc<PolicyFile>> {
        if let Some(known) = self.policy_of_file.get(file) {
            return known.clone();
        }
        let policy = self.parse(file).map(Arc::new);
        self.policy_of_file.insert(file.to_owned(), policy.clone());
        policy
    }

    fn parse(&self, file: &Path) -> Option<PolicyFile> {
        let input = Input::of_argument(file, None);
        let text = match input.text() {
            Ok(text) => text,
            Err(message) => {
                self.console.error(&format!("policy file {message}"));
                return None;
            }
        };
        let mistakes = match policy::read(&text) {
            Ok(mut policy) => {
                policy.today = Some(self.today.clone());
                let mistakes = names_no_rule(&policy);
                if mistakes.is_empty() {
                    let path = Some(file.to_owned());
                    return Some(PolicyFile { path, text, policy });
                }
                mistakes
            }
            Err(mistakes) => mistakes,
        };
        self.console
            .problems(Loudness::Error, &input.path(), &text, &mistakes);
        let count = counted(mistakes.len(), "mistake");
        let path = plain(&input.path());
        self.console.error(&format!(
            "{path}: {count} in the policy; nothing was checked against it"
        ));
        None
    }
}

/// Levels and waivers for rules that do not exist: mistakes, because they would silently do nothing.
fn names_no_rule(policy: &Policy) -> Vec<Problem> {
    let is_known = |problem: &Problem| {
        let mut waivers = policy.waivers.iter();
        waivers.any(|waiver| waiver.span == problem.span && rules::of_name(&waiver.rule).is_some())
    };
    let mut problems = rules::check_policy(policy);
    problems.retain(|problem| !is_known(problem));
    problems
}

/// The policy file in this folder or the nearest one above it, shown relative where it can be.
fn nearest(folder: &Path) -> Option<PathBuf> {
    let beside = folder.join(FILE);
    if beside.is_file() {
        return Some(beside);
    }
    let here = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let whole = std::path::absolute(here).ok()?;
    let mut above = whole.ancestors().skip(1).map(|folder| folder.join(FILE));
    above.find(|file| file.is_file())
}
