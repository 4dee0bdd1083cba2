//! What has changed since a revision, as git tells it. git is run here and nowhere else, and only when it is asked for.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::changed::Changed;
use super::console::plain;
use super::unified;

/// The lines that are added or changed since the working tree and a revision were one, and files that git does not know yet.
///
/// # Errors
///
/// A message: no git, no repository, no such revision, a history that was not fetched.
pub(super) fn changed(revision: &str) -> Result<Changed, String> {
    let top = ask(&["rev-parse", "--show-toplevel"])?;
    let top = top.map_err(|said| match said.contains("not a git repository") {
        true => {
            "--since needs a git repository, and this folder is in none; give a diff with --diff".to_owned()
        }
        false => format!("--since: git cannot be asked: {}", first_line(&said)),
    })?;
    let top = PathBuf::from(top.trim_end_matches('\n'));
    let base = base(revision)?;
    let diff = ask(&[
        "diff",
        "--unified=0",
        "--no-color",
        "--no-ext-diff",
        "--no-textconv",
        "--no-relative",
        "--src-prefix=a/",
        "--dst-prefix=b/",
        base.trim(),
    ])?;
    let failed = |said: String| format!("--since: git has failed: {}", first_line(&said));
    let diff = diff.map_err(failed)?;
    let unknown = ask_in(&top, &["ls-files", "--others", "--exclude-standard", "-z"])?.map_err(failed)?;
    of(&top, &diff, &unknown).map_err(|wrong| format!("--since: the diff of git cannot be read: {wrong}"))
}

fn of(top: &Path, diff: &str, unknown: &str) -> Result<Changed, String> {
    let mut changed = Changed::default();
    for file in unified::parse(diff)? {
        let below = file.path.split_once('/').map_or("", |(_, below)| below);
        if let Ok(found) = top.join(below).canonicalize() {
            changed.add(found, file.lines);
        }
    }
    let files = unknown
        .split('\0')
        .filter(|path| !path.is_empty() && !path.ends_with('/'));
    for path in files {
        if let Ok(found) = top.join(path).canonicalize() {
            changed.add(found, vec![(1, usize::MAX)]);
        }
    }
    Ok(changed)
}

/// The last commit that the revision and what is checked out have in common.
fn base(revision: &str) -> Result<String, String> {
    let commit = format!("{revision}^{{commit}}");
    let known = ask(&["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])?;
    let is_shallow =
        || matches!(ask(&["rev-parse", "--is-shallow-repository"]), Ok(Ok(said)) if said.trim() == "true");
    let shallow = "this is a shallow clone, without its history; fetch it (git fetch --unshallow; in GitHub Actions, \
        actions/checkout with fetch-depth: 0)";
    let shown = plain(revision);
    let Ok(known) = known else {
        return Err(match is_shallow() {
            true => format!("--since {shown}: git knows no such revision here: {shallow}"),
            false => format!(
                "--since {shown}: git knows no such revision; name a branch, a tag or a commit, such as origin/main"
            ),
        });
    };
    ask(&["merge-base", known.trim(), "HEAD"])?.map_err(|_| match is_shallow() {
        true => format!("--since {shown}: nothing leads from there to what is checked out: {shallow}"),
        false => format!("--since {shown}: has no commit in common with what is checked out"),
    })
}

/// What git answers, or what it says against the question.
fn ask(arguments: &[&str]) -> Result<Result<String, String>, String> {
    ask_in(Path::new("."), arguments)
}

fn ask_in(folder: &Path, arguments: &[&str]) -> Result<Result<String, String>, String> {
    let asked = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(["-c", "diff.suppressBlankEmpty=false"])
        .args(arguments)
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .output();
    let answer = asked.map_err(|error| match error.kind() {
        ErrorKind::NotFound => {
            "--since needs git, and there is no program `git`; install it, or give a diff with --diff"
                .to_owned()
        }
        _ => format!("git cannot be started: {error}"),
    })?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Ok(match answer.status.success() {
        true => Ok(text(&answer.stdout)),
        false => Err(text(&answer.stderr)),
    })
}

fn first_line(said: &str) -> String {
    let first = said.lines().next().unwrap_or("it does not say why");
    plain(first.trim_start_matches("fatal: "))
}
