//! `twosource extract`: what was read of a draft as a file, to be corrected by hand: its claims graph, or its readings.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use clap::Args;
use twosource::claim::drift::{self, Told};
use twosource::graph::file::{self, GraphFile, Syntax};
use twosource::report;

use super::console::{Console, Loudness, plain};
use super::examine::{self, Examined, counted};
use super::input::{Input, Kind, extension};
use super::output::{Sink, save};
use super::{Outcome, paths};

const EXAMPLES: &str = "\
Examples:
  twosource extract draft.md -o draft.toml   then correct draft.toml, and:
  twosource check draft.toml                 the edited file beats the machine
  twosource extract draft.md -o draft.toml --update     add what the draft has new
  twosource extract draft.md --readings -o draft.md.twosource.toml

An update keeps all that stands in the file, and leaves out what was taken out of it.";

/// Arguments of `extract`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// A draft; `-` for standard input
    #[arg(value_name = "DRAFT", required_unless_present = "stdin_filename")]
    draft: Option<PathBuf>,
    /// Write to this file, a TOML file
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write a readings file instead: all commented out, what is least sure first
    #[arg(long)]
    readings: bool,
    /// Add the draft's new claims to the file, and leave all that stands there as it is
    #[arg(long, requires = "output", conflicts_with_all = ["readings", "force"])]
    update: bool,
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
    let input = Input::given(with.draft.as_deref(), with.reading.stdin_filename.as_deref());
    if matches!(Kind::of(&input.shown), Kind::Graph(_)) {
        return Err(format!(
            "{}: is a claims graph already; name a draft",
            plain(&input.path())
        ));
    }
    if let Some(path) = with.output.as_ref().filter(|_| with.update) {
        return update(with, &input, path, console);
    }
    if let Some(path) = &with.output {
        refuse_to_spoil(path, with.force)?;
    }
    let draft = (!input.is_stdin).then(|| seen_from(with.output.as_deref(), &input.shown));
    let mut written = None;
    let of = |examined: Examined| match with.readings {
        true => report::readings(&examined.analysis),
        false => file::write(&file_of(examined, draft.as_deref())),
    };
    let refused = examine::each(vec![input], &with.reading, console, of, |text| {
        written = Some(text);
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

/// Adds to a claims graph what the draft has new.
fn update(with: &Arguments, draft: &Input, path: &Path, console: &Console) -> Result<usize, String> {
    let graph = Input::of_argument(path, None);
    let (shown, text) = (plain(&graph.path()), graph.text()?);
    let old = file::read(&text, Syntax::Toml).map_err(|problems| {
        console.problems(Loudness::Error, &graph.path(), &text, &problems);
        format!("{shown}: cannot be added to before its mistakes are mended")
    })?;
    let mut made = None;
    let read = |examined: Examined| {
        let case = examined.analysis.case;
        let drift = drift::between(&old.graph.claims, (&case.draft, &case.prose), &case.graph.claims);
        let gone = drift
            .told
            .iter()
            .filter(|told| !matches!(told, Told::Here(_)))
            .count();
        (file::update(&text, &old, &case.graph, &drift.home), gone)
    };
    let refused = examine::each(vec![draft.clone()], &with.reading, console, read, |updated| {
        made = Some(updated);
        ControlFlow::Break(())
    });
    let Some((updated, gone)) = made else {
        return Ok(refused);
    };
    let help = "write its tables as [[source]] and [[claim]]";
    let updated = updated.ok_or_else(|| format!("{shown}: cannot be added to; {help}"))?;
    save(path, &updated.text)?;
    let (claims, sources) = (
        counted(updated.claims, "claim"),
        counted(updated.sources, "source"),
    );
    let left_out = match updated.left_out {
        0 => String::new(),
        number => format!(
            "; {} that {} taken out left out",
            counted(number, "claim"),
            if number == 1 { "was" } else { "were" }
        ),
    };
    console.note(&format!("{shown}: {claims} and {sources} added{left_out}"));
    if gone > 0 {
        let gone = counted(gone, "claim");
        console.warning(&format!(
            "{shown}: {gone} in it not as the draft says it; twosource check tells which"
        ));
    }
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
        graph: file::with_ids(&case.graph),
        waivers: Vec::new(),
        read: file::prints(&case.graph),
    }
}

/// The draft's path as the claims graph at `from` must name it.
fn seen_from(from: Option<&Path>, draft: &Path) -> String {
    let whole = |path: &Path| std::path::absolute(path).unwrap_or(path.to_owned());
    let graph = whole(from.unwrap_or(Path::new("x.toml")));
    paths::seen_from(graph.parent().unwrap_or(Path::new("")), &whole(draft))
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
