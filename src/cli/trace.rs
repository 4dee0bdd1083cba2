//! `twosource trace`: who of many articles repeats whom.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser};
use twosource::report::trace::FORMATS;
use twosource::report::{Style, Theme};
use twosource::trace::Trace;

use super::articles::Named;
use super::console::Console;
use super::drawing;
use super::input::extension;
use super::picture::{self, PICTURES, Picture};
use super::{Outcome, examine, left_out, render, target};

const EXAMPLES: &str = "\
Examples:
  twosource trace coverage/                      who repeats whom in a folder of articles
  twosource trace archive.jsonl --format json    one object a line: outlet, date, url, title, text
  twosource trace monday/*.html -o harbour.svg   a picture on a time axis

An article says where it comes from in its front matter (outlet, date, url), in the head of its page, or in the name of its
file: 2025-03-06-alder-ledger.md. `owners` in the policy says which outlets belong to one owner.
`twosource schema trace` describes the JSON.";

/// Arguments of `trace`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Articles, folders of them, or archives with one a line (.jsonl); `-` for standard input
    #[arg(value_name = "ARTICLES", required_unless_present = "stdin_filename")]
    articles: Vec<PathBuf>,
    /// How to print it; left out, as the output file's name says, else text
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    format: Option<String>,
    /// Width of text in columns
    #[arg(long, value_name = "N", default_value_t = 80, value_parser = clap::value_parser!(u16).range(40..=400))]
    columns: u16,
    #[command(flatten)]
    to: target::Options,
    #[command(flatten)]
    look: drawing::Options,
    #[command(flatten)]
    reading: examine::Options,
}

fn formats() -> PossibleValuesParser {
    let texts = FORMATS
        .iter()
        .map(|format| PossibleValue::new(format.name).help(format.help));
    let pictures = PICTURES
        .iter()
        .map(|picture| PossibleValue::new(picture.name).help(picture.help));
    let left_out = left_out::outputs().filter(|output| output.get_name() == "html");
    PossibleValuesParser::new(texts.chain(pictures).chain(left_out))
}

/// Runs it.
pub(super) fn run(with: &Arguments, console: &Console) -> Outcome {
    console.outcome(write(with, console))
}

fn write(with: &Arguments, console: &Console) -> Result<usize, String> {
    let format = chosen(with)?;
    let named = Named {
        articles: &with.articles,
        reading: &with.reading,
    };
    let (inputs, refused) = named.inputs(console);
    let mut sink = with.to.sink(&inputs)?;
    let read = named.read(&inputs, console);
    let refused = refused + read.refused;
    if read.articles.is_empty() {
        return match refused {
            0 => Err("there is no article to trace".to_owned()),
            refused => Ok(refused),
        };
    }
    let trace = twosource::trace::trace(read.articles(), &read.policy);
    sink.write(made(&trace, &format, with, console)?)?;
    sink.finish()?;
    Ok(refused)
}

/// The format that is asked for, else that of the output file's name, else text.
fn chosen(with: &Arguments) -> Result<String, String> {
    let named = with.to.output.as_deref().map(extension);
    let of_extension = |named: &String| {
        let texts = FORMATS.iter().map(|format| (format.extension, format.name));
        let pictures = PICTURES.iter().map(|picture| (picture.name, picture.name));
        let mut all = texts.chain(pictures);
        all.find(|(extension, _)| extension == named)
            .map(|(_, name)| name.to_owned())
    };
    let absent = with.format.as_deref().and_then(left_out::of_output);
    let absent = absent.or_else(|| named.as_deref().and_then(left_out::of_extension));
    if let Some(said) = absent {
        return Err(said);
    }
    let format = with.format.clone().or_else(|| of_extension(&named?));
    let format = format.unwrap_or_else(|| FORMATS[0].name.to_owned());
    if let Some(picture) = Picture::of_name(&format) {
        drawing::off_terminal(picture.name, &with.to)?;
    }
    Ok(format)
}

fn made(trace: &Trace, format: &str, with: &Arguments, console: &Console) -> Result<Vec<u8>, String> {
    let mut style = Style {
        paint: render::paint(&with.to, console),
        columns: usize::from(with.columns),
        theme: with.look.theme(),
        ..Style::default()
    };
    let drawn = |name: &str, style: &Style| {
        let format = twosource::report::trace::Format::of_name(name).unwrap_or(&FORMATS[0]);
        (format.render)(trace, style)
    };
    let Some(picture) = Picture::of_name(format) else {
        return Ok(drawn(format, &style).into_bytes());
    };
    if style.theme == Theme::Auto {
        style.theme = Theme::Light;
    }
    let made = picture.make(&[drawn("svg", &style)], with.look.scale)?;
    if let Some(told) = picture::told_lacking(&made.lacking) {
        console.warning(&told);
    }
    Ok(made.bytes)
}
