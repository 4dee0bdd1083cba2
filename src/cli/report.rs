//! `twosource report`: what rests on what, for people.

use std::path::PathBuf;

use clap::Args;
use twosource::report::{Notes, Order, Output, Purpose, Scope, Style};

use super::articles::{Named, Read};
use super::console::Console;
use super::examine::Examined;
use super::render::{self, Refused, Run, format_parser};
use super::{Outcome, examine, pairs, target};

const EXAMPLES: &str = "\
Examples:
  twosource report draft.md
  twosource report --heavy-first claims.toml
  twosource report draft.md --with wires/          beside the articles of others: who has it too, whom to credit
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
    /// Compare with articles of others: files, folders of them, or archives (.jsonl, as `trace` reads them)
    #[arg(long, value_name = "ARTICLES")]
    with: Vec<PathBuf>,
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
    let others = others(with, console);
    let beside = |examined: &mut Examined| {
        if let Some(others) = &others {
            examined.set_beside(&others.articles());
        }
    };
    let refused = others.as_ref().map_or(0, |others| others.refused);
    let written = render::write(run, console, beside, |_, ()| ());
    console.outcome(written.map(|lost| lost.inputs + refused))
}

/// The articles of others, where any are named.
fn others(with: &Arguments, console: &Console) -> Option<Read> {
    let named = Named {
        articles: &with.with,
        reading: &with.reading,
    };
    let (mut inputs, refused) = (!with.with.is_empty()).then(|| named.inputs(console))?;
    // A draft that lies among them is not compared with itself.
    inputs.retain(|input| !with.files.iter().any(|file| target::same(file, &input.shown)));
    let read = named.read(&inputs, console);
    Some(Read {
        refused: read.refused + refused,
        ..read
    })
}
