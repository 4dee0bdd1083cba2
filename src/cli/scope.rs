//! Which files a policy is for, and its levels for some of them: globs as in .gitignore, relative to the policy's folder.

use std::path::{Component, Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use twosource::policy::{Pattern, Policy, Problem};

use super::paths::spelled_out;

/// The globs of a policy file, ready to match.
#[derive(Debug, Default)]
pub(super) struct Scope {
    folder: PathBuf,
    include: Option<Gitignore>,
    exclude: Option<Gitignore>,
    paths: Vec<Gitignore>,
}

impl Scope {
    /// The globs of the policy in this folder.
    ///
    /// # Errors
    ///
    /// Every glob that cannot be read.
    pub(super) fn read(folder: &Path, policy: &Policy) -> Result<Scope, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut set = |patterns: &[Pattern]| globs(patterns, &mut problems);
        let scope = Scope {
            folder: spelled_out(folder),
            include: (!policy.include.is_empty()).then(|| set(&policy.include)),
            exclude: (!policy.exclude.is_empty()).then(|| set(&policy.exclude)),
            paths: policy.paths.iter().map(|one| set(&one.files)).collect(),
        };
        if problems.is_empty() {
            Ok(scope)
        } else {
            Err(problems)
        }
    }

    /// Is the file checked: included where anything is, and not excluded?
    pub(super) fn takes(&self, file: &Path) -> bool {
        let among = |globs: &Gitignore| self.matches(globs, file);
        self.include.as_ref().is_none_or(among) && !self.exclude.as_ref().is_some_and(among)
    }

    /// The policy for this file, where it has levels of its own.
    pub(super) fn for_file(&self, policy: &Policy, file: &Path) -> Option<Policy> {
        let own = self.paths.iter().zip(&policy.paths);
        let own: Vec<_> = own.filter(|(globs, _)| self.matches(globs, file)).collect();
        if own.is_empty() {
            return None;
        }
        let mut policy = policy.clone();
        for (_, one) in own {
            policy.levels.extend(one.levels.iter().cloned());
        }
        Some(policy)
    }

    /// A file that is not below the policy's folder goes by its path from where the program runs.
    fn matches(&self, globs: &Gitignore, file: &Path) -> bool {
        let file = spelled_out(file);
        let here = spelled_out(Path::new("."));
        let below = file
            .strip_prefix(&self.folder)
            .or_else(|_| file.strip_prefix(&here));
        let below = below.map(Path::to_owned).unwrap_or_else(|_| rootless(&file));
        globs.matched_path_or_any_parents(&below, false).is_ignore()
    }
}

fn globs(patterns: &[Pattern], problems: &mut Vec<Problem>) -> Gitignore {
    let mut builder = GitignoreBuilder::new("");
    for pattern in patterns {
        if builder.add_line(None, &pattern.glob).is_err() {
            problems.push(Problem {
                span: pattern.span,
                message: "this is no glob".to_owned(),
                help: "write it as in .gitignore: \"archive/\", \"*.old.md\", \"opinion/**\"".to_owned(),
            });
        }
    }
    builder.build().unwrap_or_else(|_| Gitignore::empty())
}

fn rootless(path: &Path) -> PathBuf {
    let parts = path.components();
    parts
        .filter(|part| matches!(part, Component::Normal(_)))
        .collect()
}
