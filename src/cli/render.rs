//! From inputs to one output: what `report`, `check` and `analyze` share.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use twosource::report::{OUTPUTS, Output, Paint, Purpose, Render, Style};

use super::console::Console;
use super::examine::{self, Examined, Options};
use super::input::Input;
use super::output::Sink;

/// What a run of a command reads and where it writes.
pub(super) struct Run<'a> {
    pub(super) inputs: Vec<Input>,
    pub(super) options: &'a Options,
    pub(super) output: &'static Output,
    pub(super) style: Style,
    pub(super) to: Option<&'a PathBuf>,
}

/// Reads formats of a purpose by name; help lists them from the table of outputs.
pub(super) fn format_parser(purpose: Purpose) -> impl TypedValueParser<Value = &'static Output> {
    let values = Output::for_purpose(purpose).map(|output| PossibleValue::new(output.name).help(output.help));
    PossibleValuesParser::new(values).map(|name| Output::of_name(&name).unwrap_or(&OUTPUTS[0]))
}

/// Colour where standard output takes it, none in files.
pub(super) fn paint(to: Option<&PathBuf>, console: &Console) -> Paint {
    if to.is_none() && console.output_in_colour() {
        Paint::Ansi
    } else {
        Paint::Plain
    }
}

/// Analyzes the inputs, lets `adjust` change each (several at a time), shows it to `see` together with
/// what `adjust` gave back (in the inputs' order), and writes the output. Returns how many inputs could not be analyzed.
///
/// # Errors
///
/// A message, when the output cannot be written.
pub(super) fn write<A: Send>(
    run: Run,
    console: &Console,
    adjust: impl Fn(&mut Examined) -> A + Sync,
    mut see: impl FnMut(&Examined, A),
) -> Result<usize, String> {
    let mut sink = Sink::open(run.to.map(PathBuf::as_path))?;
    let mut failed = None;
    let mut kept = Vec::new();
    let made = |mut examined: Examined| {
        let adjusted = adjust(&mut examined);
        let text = match run.output.render {
            Render::Each(render) => Some(render(&examined.analysis, &run.style)),
            Render::Whole(_) => None,
        };
        (examined, adjusted, text)
    };
    let refused = examine::each(
        run.inputs,
        run.options,
        console,
        made,
        |(examined, adjusted, text)| {
            see(&examined, adjusted);
            match text {
                None => kept.push(examined.analysis),
                Some(text) => {
                    if let Err(message) = sink.write(&text) {
                        failed = Some(message);
                        return ControlFlow::Break(());
                    }
                }
            }
            ControlFlow::Continue(())
        },
    );
    if let Some(message) = failed {
        return Err(message);
    }
    if let Render::Whole(render) = run.output.render {
        sink.write(render(&kept, &run.style))?;
    }
    sink.finish()?;
    Ok(refused)
}

/// The arguments as inputs, folders refused when they are read.
pub(super) fn named(arguments: &[PathBuf], stdin_name: Option<&Path>) -> Vec<Input> {
    let of = |argument: &PathBuf| Input::of_argument(argument, stdin_name);
    arguments.iter().map(of).collect()
}
