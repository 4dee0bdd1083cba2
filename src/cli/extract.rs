//! `twosource extract`: a draft's claims graph as a file, to be corrected by hand.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use clap::Args;
use twosource::graph::file::{self, GraphFile, Syntax};

use super::Outcome;
use super::console::{Console, plain};
use super::examine::{self, Examined};
use super::input::{Input, Kind, extension};
use super::output::Sink;

const EXAMPLES: &str = "\
Examples:
  twosource extract draft.md -o draft.toml   then correct draft.toml, and:
  twosource check draft.toml                 the edited file beats the machine";

/// Arguments of `extract`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// A draft; `-` for standard input
    #[arg(value_name = "DRAFT")]
    draft: PathBuf,
    /// Write to this file, a TOML file
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the file if it is there
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    reading: examine::Options,
}

/// Runs it.
pub(super) fn run(with: &Arguments, console: &Console) -> Outcome {
    console.outcome(write(with, console))
}

fn write(with: &Arguments, console: &Console) -> Result<usize, String> {
    let input = Input::of_argument(&with.draft, with.reading.stdin_filename.as_deref());
    if matches!(Kind::of(&input.shown), Kind::Graph(_)) {
        return Err(format!(
            "{}: is a claims graph already; name a draft",
            plain(&input.path())
        ));
    }
    if let Some(path) = &with.output {
        refuse_to_spoil(path, with.force)?;
    }
    let draft = (!input.is_stdin).then(|| seen_from(with.output.as_deref(), &input.shown));
    let mut written = None;
    let of = |examined: Examined| file_of(examined, draft.as_deref());
    let refused = examine::each(vec![input], &with.reading, console, of, |file| {
        written = Some(file::write(&file));
        ControlFlow::Break(())
    });
    let Some(text) = written else {
        return Ok(refused);
    };
    let mut sink = Sink::open(with.output.as_deref())?;
    sink.write(&text)?;
    sink.finish()?;
    Ok(refused)
}

/// Somebody's corrections may stand in a file that is there; and only TOML is written.
fn refuse_to_spoil(path: &Path, force: bool) -> Result<(), String> {
    let shown = plain(&path.to_string_lossy());
    if path.is_file() && !force {
        return Err(format!("{shown}: is there already; use --force to replace it"));
    }
    match Syntax::of_extension(&extension(path)) {
        Some(Syntax::Json | Syntax::Yaml) => Err(format!(
            "{shown}: claims graphs are written in TOML; end its name in .toml"
        )),
        _ => Ok(()),
    }
}

fn file_of(examined: Examined, draft: Option<&str>) -> GraphFile {
    let case = examined.analysis.case;
    GraphFile {
        title: case.title,
        draft: draft.map(str::to_owned),
        graph: case.graph,
        waivers: Vec::new(),
    }
}

/// The draft's path as the claims graph at `from` must name it.
fn seen_from(from: Option<&Path>, draft: &Path) -> String {
    let whole = |path: &Path| std::path::absolute(path).unwrap_or(path.to_owned());
    let folder = whole(from.unwrap_or(Path::new("x.toml")));
    let folder: Vec<_> = folder
        .parent()
        .map(|folder| folder.components().collect())
        .unwrap_or_default();
    let target = whole(draft);
    let target: Vec<_> = target.components().collect();
    let shared = folder.iter().zip(&target).take_while(|(a, b)| a == b).count();
    let up = folder.iter().skip(shared).map(|_| "..".to_owned());
    let down = target
        .iter()
        .skip(shared)
        .map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_draft_is_named_as_the_graph_sees_it() {
        let seen = |from: &str, draft: &str| seen_from(Some(Path::new(from)), Path::new(draft));
        assert_eq!(seen("draft.toml", "draft.md"), "draft.md");
        assert_eq!(seen("drafts/draft.toml", "drafts/draft.md"), "draft.md");
        assert_eq!(
            seen("graphs/draft.toml", "drafts/x/draft.md"),
            "../drafts/x/draft.md"
        );
        assert_eq!(seen_from(None, Path::new("drafts/draft.md")), "drafts/draft.md");
    }
}
