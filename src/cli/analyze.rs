//! `twosource analyze`: everything that was read, for other programs.

use std::path::PathBuf;

use clap::Args;
use twosource::report::{Output, Purpose, Style};

use super::console::Console;
use super::render::{self, Run, format_parser};
use super::{Outcome, examine, pairs};

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
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "json", value_parser = format_parser(Purpose::Exchange))]
    format: &'static Output,
    /// Write to this file, not to standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
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
        to: with.output.as_ref(),
    };
    console.outcome(render::write(run, console, |_| (), |_, ()| ()))
}
