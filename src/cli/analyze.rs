//! `twosource analyze`: everything that was read, for other programs.

use std::path::PathBuf;

use clap::Args;
use twosource::report::{Output, Purpose, Style};

use super::console::Console;
use super::render::{self, Refused, Run, format_parser};
use super::{Outcome, examine, pairs, target};

const EXAMPLES: &str = "\
Examples:
  twosource analyze draft.md | jq '.claims[] | select(.weight == \"heavy\")'
  twosource analyze --format jsonl archive/*.txt > archive.jsonl

`twosource schema analysis` prints the JSON Schema. Spans are byte ranges of the file, end exclusive.";

/// Arguments of `analyze`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Drafts (text, pages, documents: `twosource text --help` lists them) or claims graphs (.toml, .json, .yaml); `-` for standard input
    #[arg(value_name = "FILE", required_unless_present = "stdin_filename")]
    files: Vec<PathBuf>,
    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "json", value_parser = format_parser(Purpose::Exchange))]
    format: &'static Output,
    #[command(flatten)]
    to: target::Options,
    #[command(flatten)]
    reading: examine::Options,
}

/// Runs it.
pub(super) fn run(with: &Arguments, console: &Console) -> Outcome {
    let run = Run {
        inputs: pairs::settle(
            render::named(&with.files, with.reading.stdin_filename.as_deref()),
            console,
        ),
        options: &with.reading,
        output: with.format,
        style: Style::default(),
        to: &with.to,
        refused: Refused::Told,
    };
    let written = render::write(run, console, |_| (), |_, ()| ());
    console.outcome(written.map(|lost| lost.inputs))
}
