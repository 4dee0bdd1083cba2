//! `twosource report`: what rests on what, for people.

use std::path::PathBuf;

use clap::Args;
use twosource::report::{Notes, Order, Output, Purpose, Scope, Style};

use super::console::Console;
use super::render::{self, Refused, Run, format_parser};
use super::{Outcome, examine, pairs, target};

const EXAMPLES: &str = "\
Examples:
  twosource report draft.md
  twosource report --heavy-first claims.toml
  pbpaste | twosource report - --stdin-filename draft.md";

/// Arguments of `report`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Drafts (text, pages, documents: `twosource text --help` lists them) or claims graphs (.toml, .json, .yaml); `-` for standard input
    #[arg(value_name = "FILE", required_unless_present = "stdin_filename")]
    files: Vec<PathBuf>,
    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = format_parser(Purpose::Read))]
    format: &'static Output,
    /// List heavy claims first, not in article order
    #[arg(long)]
    heavy_first: bool,
    /// Tell findings of level note too
    #[arg(long)]
    notes: bool,
    /// Width of text in columns
    #[arg(long, value_name = "N", default_value_t = 80, value_parser = clap::value_parser!(u16).range(40..=400))]
    columns: u16,
    #[command(flatten)]
    to: target::Options,
    #[command(flatten)]
    reading: examine::Options,
}

/// Runs it.
pub(super) fn run(with: &Arguments, console: &Console) -> Outcome {
    let order = if with.heavy_first {
        Order::Weight
    } else {
        Order::Article
    };
    let run = Run {
        inputs: pairs::settle(
            render::named(&with.files, with.reading.stdin_filename.as_deref()),
            console,
        ),
        options: &with.reading,
        output: with.format,
        style: Style {
            paint: render::paint(&with.to, console),
            order,
            notes: if with.notes { Notes::Shown } else { Notes::Hidden },
            scope: Scope::Everything,
            columns: usize::from(with.columns),
            ..Style::default()
        },
        to: &with.to,
        refused: Refused::Told,
    };
    let written = render::write(run, console, |_| (), |_, ()| ());
    console.outcome(written.map(|lost| lost.inputs))
}
