//! From inputs to one output: what `report`, `check` and `analyze` share.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use twosource::Analysis;
use twosource::report::{List, OUTPUTS, Output, Paint, Purpose, Render, Style};

use super::console::Console;
use super::examine::{self, Examined, Options};
use super::input::Input;
use super::output::Sink;
use super::refusal::Telling;
use super::{left_out, target};

/// What a run of a command reads and where it writes.
pub(super) struct Run<'a> {
    pub(super) inputs: Vec<Input>,
    pub(super) options: &'a Options,
    pub(super) output: &'static Output,
    pub(super) style: Style,
    pub(super) to: &'a target::Options,
    /// How inputs that cannot be analyzed are told.
    pub(super) refused: Refused,
}

/// How inputs that cannot be analyzed are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// On standard error alone.
    Told,
    /// As results in the output, and on standard error what that does not show.
    Shown(Telling),
}

/// How much could not be analyzed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Lost {
    pub(super) inputs: usize,
    /// The results that say so.
    pub(super) results: usize,
}

/// Reads formats of a purpose by name; help lists them from the table of outputs.
pub(super) fn format_parser(purpose: Purpose) -> impl TypedValueParser<Value = &'static Output> {
    let values = Output::for_purpose(purpose).map(|output| PossibleValue::new(output.name).help(output.help));
    let values = values.chain(left_out::outputs());
    PossibleValuesParser::new(values).try_map(|name| match left_out::of_output(&name) {
        Some(said) => Err(said),
        None => Ok(Output::of_name(&name).unwrap_or(&OUTPUTS[0])),
    })
}

/// Colour where standard output takes it, none in files.
pub(super) fn paint(to: &target::Options, console: &Console) -> Paint {
    if to.output.is_none() && console.output_in_colour() {
        Paint::Ansi
    } else {
        Paint::Plain
    }
}

/// Analyzes the inputs, lets `adjust` change each (several at a time), shows it to `see` together with
/// what `adjust` gave back (in the inputs' order), and writes the output. Returns how much could not be analyzed.
///
/// # Errors
///
/// A message, when the output cannot be written, or holds one draft and there are several.
pub(super) fn write<A: Send>(
    run: Run,
    console: &Console,
    adjust: impl Fn(&mut Examined) -> A + Sync,
    mut see: impl FnMut(&Examined, A),
) -> Result<Lost, String> {
    if matches!(run.output.render, Render::One(_)) {
        alone(run.output.name, &run.inputs)?;
    }
    let mut out = Out {
        sink: run.to.sink(&run.inputs)?,
        output: run.output,
        style: run.style.clone(),
        kept: Vec::new(),
        items: 0,
        alone: String::new(),
        failed: None,
    };
    let made = |mut examined: Examined| {
        examined.forget_file();
        let adjusted = adjust(&mut examined);
        let text = out_of(run.output, &examined.analysis, &run.style);
        (examined, adjusted, text)
    };
    let mut results = 0;
    let inputs = examine::each_or_refused(run.inputs, run.options, console, made, |taken| match taken {
        Ok((examined, adjusted, text)) => {
            see(&examined, adjusted);
            out.take(examined.analysis, text)
        }
        Err((_, refusal)) if run.refused == Refused::Told => {
            refusal.tell(console);
            ControlFlow::Continue(())
        }
        Err((input, refusal)) => {
            let telling = match run.refused {
                Refused::Shown(telling) => telling,
                Refused::Told => Telling::Whole,
            };
            refusal.tell_beside(telling, console);
            let Some(analysis) = refusal.result(input, telling) else {
                return ControlFlow::Continue(());
            };
            results += analysis.findings.len();
            let text = out_of(run.output, &analysis, &run.style);
            out.take(analysis, text)
        }
    });
    out.finish()?;
    Ok(Lost { inputs, results })
}

/// Refuses several drafts in what holds one.
///
/// # Errors
///
/// A message, when several are named.
pub(super) fn alone(format: &str, inputs: &[Input]) -> Result<(), String> {
    match inputs.len() {
        0 | 1 => Ok(()),
        several => Err(format!(
            "--format {format} holds one draft, and {} are named; draw each on its own",
            examine::counted(several, "draft")
        )),
    }
}

/// The text of one draft, where the output has one for each.
fn out_of(output: &Output, analysis: &Analysis, style: &Style) -> Option<String> {
    match output.render {
        Render::Each(render) | Render::One(render) => Some(render(analysis, style)),
        Render::List(list) => Some((list.one)(analysis, style)),
        Render::Whole(_) => None,
    }
}

/// An output under way.
struct Out {
    sink: Sink,
    output: &'static Output,
    style: Style,
    /// What is printed in one piece, at the end.
    kept: Vec<Analysis>,
    /// Of a list, how many items have come, and the first while it is alone.
    items: usize,
    alone: String,
    failed: Option<String>,
}

impl Out {
    fn take(&mut self, mut analysis: Analysis, text: Option<String>) -> ControlFlow<()> {
        let Some(text) = text else {
            if self.output.purposes == [Purpose::Gate] {
                analysis.case.keep_findings();
            }
            self.kept.push(analysis);
            return ControlFlow::Continue(());
        };
        let written = match self.output.render {
            Render::List(list) => self.item(text, &list),
            _ => self.sink.write(&text),
        };
        if let Err(message) = written {
            self.failed = Some(message);
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }

    /// Writes an item of a list; the first is kept until it is known whether it stays alone.
    fn item(&mut self, text: String, list: &List) -> Result<(), String> {
        let [open, between, _] = list.around;
        self.items += 1;
        match self.items {
            1 => {
                self.alone = text;
                return Ok(());
            }
            2 => {
                let first = std::mem::take(&mut self.alone);
                self.sink.write(format!("{open}{}", (list.item)(&first)))?;
            }
            _ => {}
        }
        self.sink.write(format!("{between}{}", (list.item)(&text)))
    }

    fn finish(mut self) -> Result<(), String> {
        if let Some(message) = self.failed {
            return Err(message);
        }
        match self.output.render {
            Render::Whole(render) => self.sink.write(render(&self.kept, &self.style))?,
            Render::List(list) => match self.items {
                0 => self.sink.write(list.none)?,
                1 => self.sink.write(format!("{}\n", self.alone))?,
                _ => self.sink.write(list.around[2])?,
            },
            Render::Each(_) | Render::One(_) => {}
        }
        self.sink.finish()
    }
}

/// The arguments as inputs, folders refused when they are read; standard input where only its name is given.
pub(super) fn named(arguments: &[PathBuf], stdin_name: Option<&Path>) -> Vec<Input> {
    if arguments.is_empty() && stdin_name.is_some() {
        return vec![Input::given(None, stdin_name)];
    }
    let of = |argument: &PathBuf| Input::of_argument(argument, stdin_name);
    arguments.iter().map(of).collect()
}
