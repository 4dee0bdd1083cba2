//! From one draft to one picture: what `graph` and `front` share, and the options of all that draws.

use std::io::IsTerminal;
use std::ops::ControlFlow;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use twosource::Analysis;
use twosource::report::{Output, Purpose, Style, Theme};

use super::console::Console;
use super::examine::{self, Examined};
use super::input::Input;
use super::picture::{self, PICTURES, Picture};
use super::{left_out, pairs, target};

/// What is drawn.
#[derive(Clone, Copy)]
pub(super) enum Format {
    /// One of the library's outputs.
    Text(&'static Output),
    /// Pixels or a page, made of the SVG.
    Picture(&'static Picture),
}

impl std::fmt::Debug for Format {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.name())
    }
}

impl Format {
    pub(super) fn name(self) -> &'static str {
        match self {
            Format::Text(output) => output.name,
            Format::Picture(picture) => picture.name,
        }
    }

    /// The format, unless this build does not make it or it would be thrown at a terminal.
    ///
    /// # Errors
    ///
    /// A message, when that is so.
    pub(super) fn for_target(self, target: &Target<'_>) -> Result<Format, String> {
        match self {
            Format::Picture(_) if !picture::ARE_MADE => Err(picture::left_out()),
            Format::Picture(picture) => off_terminal(picture.name, target.to).map(|()| self),
            Format::Text(_) => Ok(self),
        }
    }

    /// The picture format that files with this extension hold.
    pub(super) fn of_extension(extension: &str) -> Option<Format> {
        let text = || Output::for_purpose(Purpose::Picture).find(|output| output.extension == extension);
        let picture = Picture::of_name(extension).map(Format::Picture);
        picture.or_else(|| text().map(Format::Text))
    }

    /// The text of it, or the SVG named `from` of which it is made, in as many sheets as it has pages.
    pub(super) fn drawn(self, analysis: &Analysis, from: &str, style: &Style) -> Vec<String> {
        match self {
            Format::Text(output) => vec![output.render(std::slice::from_ref(analysis), style)],
            Format::Picture(picture) => picture.drawing(analysis, from, style),
        }
    }
}

/// A picture, and a document, is not thrown at a terminal.
///
/// # Errors
///
/// A message, when it would be.
pub(super) fn off_terminal(picture: &str, to: &target::Options) -> Result<(), String> {
    match to.output.is_none() && std::io::stdout().is_terminal() {
        true => Err(format!(
            "a {picture} is nothing for a terminal; name a file with -o"
        )),
        false => Ok(()),
    }
}

/// Options of every command that draws.
#[derive(Clone, Debug, Args)]
#[group(skip)]
pub(super) struct Options {
    /// Colours of a picture
    #[arg(long, default_value = "auto")]
    theme: Colours,
    /// Pixels of a PNG for each pixel of the SVG
    #[arg(long, value_name = "N", default_value = "2", value_parser = scale)]
    pub(super) scale: f32,
}

impl Options {
    pub(super) fn theme(&self) -> Theme {
        self.theme.theme()
    }
}

/// Where a picture goes.
pub(super) struct Target<'a> {
    /// The file; standard output where there is none.
    pub(super) to: &'a target::Options,
    /// Pixels for each of the SVG's own.
    pub(super) scale: f32,
}

/// Reads formats by name: those of the library, and those that are made of SVG. Help lists them from both tables.
pub(super) fn formats(texts: impl Iterator<Item = &'static Output>) -> impl TypedValueParser<Value = Format> {
    let texts = texts.map(|output| PossibleValue::new(output.name).help(output.help));
    let values = texts.chain(pictures()).chain(left_out::outputs());
    PossibleValuesParser::new(values).try_map(|name| {
        let text = || Output::of_name(&name).map(Format::Text);
        let format = Picture::of_name(&name).map(Format::Picture).or_else(text);
        format
            .ok_or_else(|| left_out::of_output(&name).unwrap_or_else(|| format!("no format is named {name}")))
    })
}

/// The names of pictures, for help; where this build makes none, it takes them and shows none.
pub(super) fn pictures() -> impl Iterator<Item = PossibleValue> {
    PICTURES.iter().map(|picture| {
        PossibleValue::new(picture.name)
            .help(picture.help)
            .hide(!picture::ARE_MADE)
    })
}

/// Reads a scale: a number that leaves a picture to look at.
fn scale(text: &str) -> Result<f32, String> {
    let scale: f32 = text.parse().map_err(|_| "it is no number".to_owned())?;
    if (0.1..=10.0).contains(&scale) {
        Ok(scale)
    } else {
        Err("it must be from 0.1 to 10".to_owned())
    }
}

/// Colours of a picture.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Colours {
    /// As the viewer prefers
    Auto,
    /// Dark on light
    Light,
    /// Light on dark
    Dark,
}

impl Colours {
    fn theme(self) -> Theme {
        match self {
            Colours::Auto => Theme::Auto,
            Colours::Light => Theme::Light,
            Colours::Dark => Theme::Dark,
        }
    }
}

/// What `draw` makes of one input, and how many could not be analyzed.
///
/// # Errors
///
/// A message, when it makes nothing.
pub(super) fn one(
    input: Input,
    options: &examine::Options,
    console: &Console,
    draw: impl Fn(&Analysis) -> Result<Vec<String>, String> + Sync,
) -> Result<(Option<Vec<String>>, usize), String> {
    let mut drawn = None;
    let draw = |examined: Examined| draw(&examined.analysis);
    let inputs = pairs::settle(vec![input], console);
    let refused = examine::each(inputs, options, console, draw, |sheets| {
        drawn = Some(sheets);
        ControlFlow::Break(())
    });
    Ok((drawn.transpose()?, refused))
}

/// Writes what was drawn, as pixels or a page where that is wanted.
///
/// # Errors
///
/// A message, when the picture cannot be made or written.
pub(super) fn put(
    drawn: &[String],
    format: Format,
    (read, target): (&Input, &Target<'_>),
    console: &Console,
) -> Result<(), String> {
    let mut sink = target.to.sink(std::slice::from_ref(read))?;
    let bytes = match format {
        Format::Picture(picture) => {
            let made = picture.make(drawn, target.scale)?;
            if let Some(told) = picture::told_lacking(&made.lacking) {
                console.warning(&told);
            }
            made.bytes
        }
        Format::Text(_) => drawn.concat().into_bytes(),
    };
    sink.write(&bytes)?;
    sink.finish()
}
