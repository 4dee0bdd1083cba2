//! Where a command writes with `-o`, and what it does not write over: its own inputs, and what somebody wrote by hand.

use std::path::{Path, PathBuf};

use twosource::draft::Format;
use twosource::graph::file::Syntax;

use super::console::plain;
use super::desk;
use super::input::{Input, extension};
use super::output::Sink;
use super::readings;
use super::walk::looks_like_graph;

/// Options of every command that writes one output.
#[derive(Clone, Debug, Default, clap::Args)]
#[group(skip)]
pub(super) struct Options {
    /// Write to this file, not to standard output
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Write over an input, a draft, a claims graph or readings; without, these are refused
    #[arg(long)]
    force: bool,
}

/// What becomes of files that are read or that somebody wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Handwork {
    Spared,
    Replaced,
}

impl Options {
    pub(super) fn handwork(&self) -> Handwork {
        match self.force {
            true => Handwork::Replaced,
            false => Handwork::Spared,
        }
    }

    /// Opens the output, if it is none of the inputs and nothing that somebody wrote.
    ///
    /// # Errors
    ///
    /// A message, when it is, or cannot be written.
    pub(super) fn sink(&self, inputs: &[Input]) -> Result<Sink, String> {
        let files: Vec<&Path> = inputs
            .iter()
            .filter(|input| !input.is_stdin)
            .map(|input| input.shown.as_path())
            .collect();
        if let Some(output) = self.output.as_deref() {
            allow(output, &files, self.handwork())?;
        }
        Sink::open(self.output.as_deref())
    }
}

/// May this file be written, given what is read?
///
/// # Errors
///
/// A message, when it is one of these files or was written by hand, unless that is to be replaced.
pub(super) fn allow(output: &Path, read: &[&Path], handwork: Handwork) -> Result<(), String> {
    if handwork == Handwork::Replaced || output == Path::new(super::input::STDIN) {
        return Ok(());
    }
    let is_input = read.iter().any(|file| same(file, output));
    let is = match by_hand(output) {
        _ if is_input => "is read in this run",
        Some(what) => what,
        None => return Ok(()),
    };
    Err(format!(
        "{}: {is}, and is not written over; name another file, or use --force to replace it",
        plain(&output.to_string_lossy())
    ))
}

/// Is it the same file, whatever way leads there?
pub(super) fn same(one: &Path, other: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let place = |path: &Path| {
            let about = std::fs::metadata(path).ok()?;
            Some((about.dev(), about.ino()))
        };
        if let (Some(one), Some(other)) = (place(one), place(other)) {
            return one == other;
        }
    }
    let whole = |path: &Path| path.canonicalize().ok();
    whole(one).is_some_and(|one| whole(other) == Some(one))
}

/// What somebody wrote that stands there; nothing where there is no file, or what this program has printed.
fn by_hand(path: &Path) -> Option<&'static str> {
    let about = std::fs::metadata(path).ok()?;
    if !about.is_file() || about.len() == 0 {
        return None;
    }
    // What a link leads to is what would be written over.
    let path = path.canonicalize().ok()?;
    let name = path.file_name().unwrap_or_default();
    if name == desk::FILE {
        return Some("is a policy");
    }
    if readings::draft_of(&path).is_some() {
        return Some("holds the readings of a draft");
    }
    let extension = extension(&path);
    let text = || {
        let bytes = Input::of_argument(&path, None).bytes().unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    };
    if Syntax::of_extension(&extension).is_some() {
        let text = text();
        return (looks_like_graph(&text) && !is_printed(&text)).then_some("is a claims graph");
    }
    let is_draft = Format::extensions().any(|known| known == extension);
    (is_draft && !is_printed(&text())).then_some("is a draft")
}

/// Words that this program prints and nobody writes in a draft.
const PRINTED: &[&str] = &[
    "twosource judges how a text is sourced",
    "<meta name=\"generator\" content=\"twosource ",
    "\"schema\": \"twosource",
    "\"schema\":\"twosource",
];

/// How its lists of findings begin.
const BEGINNINGS: &[&str] = &[
    "::error ",
    "::warning ",
    "::notice ",
    "##vso[",
    "  all  error  warning",
];

/// Was it printed by this program? Then it can be printed anew.
fn is_printed(text: &str) -> bool {
    let mut lines = text.lines();
    let (first, second) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    let finding = |line: &str| {
        ["error", "warning", "note"].iter().any(|level| {
            line.contains(&format!(": {level}[")) || line.trim_start().split("  ").any(|word| word == *level)
        })
    };
    PRINTED.iter().any(|mark| text.contains(mark))
        || BEGINNINGS.iter().any(|mark| first.starts_with(mark))
        || first.starts_with("old  ") && second.starts_with("new  ")
        || finding(first)
        || first.ends_with(':') && second.starts_with("  ") && finding(second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_printed_is_known_from_what_was_written() {
        for printed in [
            "a.md:3:1: error[bare-source] \u{201c}Sources\u{201d} tells nothing.\n",
            "a.md:\n  5:1  error    bare-source  Nothing.\n",
            "old  a.md \u{b7} 1 claim\nnew  b.md \u{b7} 2 claims\n",
            "::warning file=a.md,line=5::x\n",
            "{\n  \"schema\": \"twosource/1\",\n",
        ] {
            assert!(is_printed(printed), "{printed}");
        }
        for written in [
            "The harbour will close, the warden said.\n",
            "In error: the note\n",
            "Questions:\n  why?\n",
            "",
        ] {
            assert!(!is_printed(written), "{written}");
        }
    }
}
