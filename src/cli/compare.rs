//! `twosource compare`: how two versions of a draft differ.

use std::ops::ControlFlow;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use twosource::Analysis;
use twosource::report::Style;
use twosource::report::compare::{self, Comparison};

use super::console::Console;
use super::{Outcome, examine, pairs, render, target};

const EXAMPLES: &str = "\
Examples:
  twosource compare monday.md draft.md
  git show HEAD:draft.md | twosource compare - draft.md
  twosource compare --format json monday.toml draft.toml | jq '.claims.weakened'

A claim is followed by its words: typed in another way or changed a little it is the same, with another figure, name
or \"not\" it is changed. `twosource schema comparison` describes the JSON.";

/// Arguments of `compare`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The version before: a draft or a claims graph; `-` for standard input
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The version after: a draft or a claims graph; `-` for standard input
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// Width of text in columns
    #[arg(long, value_name = "N", default_value_t = 80, value_parser = clap::value_parser!(u16).range(40..=400))]
    columns: u16,
    #[command(flatten)]
    to: target::Options,
    #[command(flatten)]
    reading: examine::Options,
}

/// As what it is printed.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// A report for people
    Text,
    /// For other programs
    Json,
}

/// Runs it.
pub(super) fn run(with: &Arguments, console: &Console) -> Outcome {
    console.outcome(write(with, console))
}

fn write(with: &Arguments, console: &Console) -> Result<usize, String> {
    let named = render::named(
        &[with.old.clone(), with.new.clone()],
        with.reading.stdin_filename.as_deref(),
    );
    if named.iter().all(|input| input.is_stdin) {
        return Err("both versions are to be read from standard input; name a file for one".to_owned());
    }
    let (mut read, mut refused) = (Vec::new(), 0);
    for input in named.clone() {
        // One at a time: a claims graph may stand for either.
        let input = pairs::settle(vec![input], console);
        let taken = |analysis| {
            read.push(analysis);
            ControlFlow::Continue(())
        };
        refused += examine::each(input, &with.reading, console, |examined| examined.analysis, taken);
    }
    let [old, new] = read.as_slice() else {
        return Ok(refused);
    };
    let mut sink = with.to.sink(&named)?;
    sink.write(made(with, (old, new), console))?;
    sink.finish()?;
    Ok(refused)
}

fn made(with: &Arguments, (old, new): (&Analysis, &Analysis), console: &Console) -> String {
    let changes: Comparison = compare::compare(old, new);
    let style = Style {
        paint: render::paint(&with.to, console),
        columns: usize::from(with.columns),
        ..Style::default()
    };
    match with.format {
        Format::Text => compare::text(&changes, &style),
        Format::Json => compare::json(&changes),
    }
}
