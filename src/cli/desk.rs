//! The desk's policy: given by hand, or found beside the input and in the folders above it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use twosource::policy::{self, Policy, Problem};
use twosource::rules::{self, Narrowing};

use super::console::{Listener, Loudness, plain};
use super::examine::counted;
use super::input::Input;
use super::paths::spelled_out;
use super::scope::Scope;
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
    /// The rules chosen for this run, whatever the policies say.
    #[arg(skip)]
    pub(super) narrowing: Narrowing,
    /// Are files left out that their policy is not for?
    #[arg(skip)]
    pub(super) keeps_to_scope: bool,
}

impl Options {
    /// The day on which waivers are judged.
    pub(super) fn day(&self) -> String {
        self.today.clone().unwrap_or_else(today::today)
    }

    /// The day that was given, if one was.
    pub(super) fn given_day(&self) -> Option<&str> {
        self.today.as_deref()
    }
}

/// A policy and the file that it stands in.
#[derive(Debug)]
pub(super) struct PolicyFile {
    /// Nothing when there is no file.
    pub(super) path: Option<PathBuf>,
    pub(super) text: String,
    pub(super) policy: Policy,
    /// The files that it is for.
    pub(super) scope: Arc<Scope>,
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
    console: &'a dyn Listener,
    today: String,
    file_of_folder: BTreeMap<PathBuf, Option<PathBuf>>,
    policy_of_file: BTreeMap<PathBuf, Option<Arc<PolicyFile>>>,
    without_file: Arc<PolicyFile>,
}

impl<'a> Desk<'a> {
    /// Reads nothing yet.
    pub(super) fn new(options: &'a Options, console: &'a dyn Listener) -> Desk<'a> {
        let today = options.day();
        let mut policy = Policy {
            today: Some(today.clone()),
            ..Policy::default()
        };
        options.narrowing.apply(&mut policy);
        let without_file = Arc::new(PolicyFile {
            path: None,
            text: String::new(),
            policy,
            scope: Arc::default(),
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
        let Some(file) = self.file_for(input) else {
            return Some(Arc::clone(&self.without_file));
        };
        let under = self.read(&file)?;
        let Some(mut policy) = under.scope.for_file(&under.policy, &input.shown) else {
            return Some(under);
        };
        self.options.narrowing.apply(&mut policy);
        Some(Arc::new(PolicyFile {
            path: under.path.clone(),
            text: under.text.clone(),
            policy,
            scope: Arc::clone(&under.scope),
        }))
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
        let mistakes = match self.ready(file, &text) {
            Ok((policy, scope)) => {
                return Some(PolicyFile {
                    path: Some(file.to_owned()),
                    text,
                    policy,
                    scope: Arc::new(scope),
                });
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

impl Desk<'_> {
    /// The policy of a file, with all that it extends, and the files that it is for.
    fn ready(&self, file: &Path, text: &str) -> Result<(Policy, Scope), Vec<Problem>> {
        let mut policy = self.with_base(file, text, &[])?;
        policy.today = Some(self.today.clone());
        let scope = Scope::read(file.parent().unwrap_or(Path::new("")), &policy)?;
        self.options.narrowing.apply(&mut policy);
        Ok((policy, scope))
    }

    /// Reads a policy onto the one that it extends; `above` are the files that led here.
    fn with_base(&self, file: &Path, text: &str, above: &[PathBuf]) -> Result<Policy, Vec<Problem>> {
        let own = policy::read(text)?;
        let policy = match &own.extend {
            None => own,
            Some(extend) => {
                let wrong = |message: String, help: &str| {
                    vec![Problem {
                        span: extend.span,
                        message,
                        help: help.to_owned(),
                    }]
                };
                let base = file.parent().unwrap_or(Path::new("")).join(&extend.glob);
                let above = [above, &[spelled_out(file)]].concat();
                if above.contains(&spelled_out(&base)) {
                    let message = "the policy extends itself, at once or by way of others".to_owned();
                    return Err(wrong(message, "take one `extend` out"));
                }
                let input = Input::of_argument(&base, None);
                let unreadable = |why| format!("the policy that this one extends cannot be read: {why}");
                let help = "write its path as seen from the folder of this file";
                let text_of_base = input.text().map_err(|why| wrong(unreadable(why), help))?;
                let base = self.with_base(&base, &text_of_base, &above);
                let base = base.map_err(|mistakes| {
                    self.console
                        .problems(Loudness::Error, &input.path(), &text_of_base, &mistakes);
                    let message = "the policy that this one extends has mistakes".to_owned();
                    wrong(message, "mend them there")
                })?;
                policy::read_onto(text, base)?
            }
        };
        let mistakes = names_no_rule(&policy);
        if mistakes.is_empty() {
            Ok(policy)
        } else {
            Err(mistakes)
        }
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
