//! `twosource report`: what rests on what, for people.

use std::ops::ControlFlow;
use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use twosource::report::{Notes, OUTPUTS, Order, Output, PACKED, Packed, Purpose, Scope, Style};

use super::articles::{Named, Read};
use super::console::{Console, plain};
use super::examine::Examined;
use super::input::Input;
use super::render::{self, Refused, Run};
use super::{Outcome, drawing, examine, left_out, pairs, target};

const EXAMPLES: &str = "\
Examples:
  twosource report draft.md
  twosource report --heavy-first claims.toml
  twosource report draft.md --with wires/          beside the articles of others: who has it too, whom to credit
  twosource report draft.docx --format docx -o remarks.docx    what was found, as comments on its words (--today dates them)
  pbpaste | twosource report - --stdin-filename draft.md";

/// Arguments of `report`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Drafts (text, pages, documents: `twosource text --help` lists them) or claims graphs (.toml, .json, .yaml); `-` for standard input
    #[arg(value_name = "FILE", required_unless_present = "stdin_filename")]
    files: Vec<PathBuf>,
    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = formats())]
    format: Format,
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

/// How a report is printed.
#[derive(Clone, Copy, Debug)]
enum Format {
    /// As text.
    Text(&'static Output),
    /// As a document.
    Packed(&'static Packed),
}

/// Reads formats by name; help lists them from the tables of outputs.
fn formats() -> impl TypedValueParser<Value = Format> {
    let texts = Output::for_purpose(Purpose::Read).map(|one| PossibleValue::new(one.name).help(one.help));
    let packed = PACKED
        .iter()
        .map(|one| PossibleValue::new(one.name).help(one.help));
    let values = texts.chain(packed).chain(left_out::outputs());
    PossibleValuesParser::new(values).try_map(|name| match left_out::of_output(&name) {
        Some(said) => Err(said),
        None => Ok(match Packed::of_name(&name) {
            Some(packed) => Format::Packed(packed),
            None => Format::Text(Output::of_name(&name).unwrap_or(&OUTPUTS[0])),
        }),
    })
}

/// Runs it.
pub(super) fn run(with: &Arguments, console: &Console) -> Outcome {
    let order = if with.heavy_first {
        Order::Weight
    } else {
        Order::Article
    };
    let inputs = render::named(&with.files, with.reading.stdin_filename.as_deref());
    let inputs = pairs::settle(inputs, console);
    let style = Style {
        paint: render::paint(&with.to, console),
        order,
        notes: if with.notes { Notes::Shown } else { Notes::Hidden },
        scope: Scope::Everything,
        columns: usize::from(with.columns),
        date: with.reading.desk.given_day().unwrap_or_default().to_owned(),
        ..Style::default()
    };
    let others = others(with, console);
    let beside = |examined: &mut Examined| {
        if let Some(others) = &others {
            examined.set_beside(&others.articles());
        }
    };
    let refused = others.as_ref().map_or(0, |others| others.refused);
    let written = match with.format {
        Format::Text(output) => {
            let run = Run {
                inputs,
                options: &with.reading,
                output,
                style,
                to: &with.to,
                refused: Refused::Told,
            };
            render::write(run, console, beside, |_, ()| ()).map(|lost| lost.inputs)
        }
        Format::Packed(output) => packed(with, (output, &style), inputs, (console, &beside)),
    };
    console.outcome(written.map(|lost| lost + refused))
}

/// Writes a document. Returns how many inputs could not be analyzed.
///
/// # Errors
///
/// A message, when there are several drafts, or when it cannot be made or written.
fn packed(
    with: &Arguments,
    (output, style): (&Packed, &Style),
    inputs: Vec<Input>,
    (console, beside): (&Console, &(dyn Fn(&mut Examined) + Sync)),
) -> Result<usize, String> {
    render::alone(output.name, &inputs)?;
    drawing::off_terminal(output.name, &with.to)?;
    let mut sink = with.to.sink(&inputs)?;
    let shown = inputs.first().map(Input::path).unwrap_or_default();
    let make = |mut examined: Examined| {
        beside(&mut examined);
        let file = examined.file()?;
        let made = output.render(&examined.analysis, style, &file);
        made.map_err(|wrong| format!("{}: {}; {}", plain(&shown), plain(&wrong.message), wrong.help))
    };
    let mut made = None;
    let lost = examine::each(inputs, &with.reading, console, make, |bytes| {
        made = Some(bytes);
        ControlFlow::Break(())
    });
    if let Some(bytes) = made.transpose()? {
        sink.write(&bytes)?;
        sink.finish()?;
    }
    Ok(lost)
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
