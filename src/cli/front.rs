//! `twosource front`: one sheet that says what to check first.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser};
use twosource::Analysis;
use twosource::report::{Output, Style};

use super::Outcome;
use super::console::Console;
use super::drawing::{self, Format, Target};
use super::input::Input;
use super::picture::Picture;
use super::{examine, target};

const EXAMPLES: &str = "\
Examples:
  twosource front draft.md -o front.svg
  twosource front draft.docx -o front.pdf
  twosource front claims.toml --to png --theme dark > front.png";

/// Arguments of `front`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// A draft or a claims graph; `-` for standard input
    #[arg(value_name = "FILE", required_unless_present = "stdin_filename")]
    file: Option<PathBuf>,
    /// As what to draw it; left out, as the output file's name says, else SVG
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    to: Option<String>,
    #[command(flatten)]
    out: target::Options,
    #[command(flatten)]
    look: drawing::Options,
    #[command(flatten)]
    reading: examine::Options,
}

/// The name of the sheet in the table of outputs.
const SHEET: &str = "front";

fn formats() -> PossibleValuesParser {
    let svg = PossibleValue::new("svg").help("the sheet to be zoomed or edited");
    PossibleValuesParser::new(std::iter::once(svg).chain(drawing::pictures()))
}

/// Runs it.
pub(super) fn run(with: &Arguments, console: &Console) -> Outcome {
    console.outcome(draw(with, console))
}

fn draw(with: &Arguments, console: &Console) -> Result<usize, String> {
    let target = Target {
        to: &with.out,
        scale: with.look.scale,
    };
    let format = format(with)?.for_target(&target)?;
    let style = Style {
        theme: with.look.theme(),
        ..Style::default()
    };
    let input = Input::given(with.file.as_deref(), with.reading.stdin_filename.as_deref());
    let draw = |analysis: &Analysis| Ok(format.drawn(analysis, SHEET, &style));
    let (drawn, refused) = drawing::one(input.clone(), &with.reading, console, draw)?;
    if let Some(drawn) = drawn {
        drawing::put(&drawn, format, (&input, &target), console)?;
    }
    Ok(refused)
}

/// The format that is asked for, else that of the output file's name, else SVG.
fn format(with: &Arguments) -> Result<Format, String> {
    let named = with.out.output.as_ref().and_then(|file| file.extension());
    let named = named.map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    let Some(wanted) = with.to.clone().or(named) else {
        return of_name("svg").ok_or_else(|| "no output is named svg".to_owned());
    };
    of_name(&wanted).ok_or_else(|| {
        format!("a sheet is no .{wanted}; name the file .svg, .png or .pdf, or say which with --to")
    })
}

fn of_name(name: &str) -> Option<Format> {
    match name {
        "svg" => Output::of_name(SHEET).map(Format::Text),
        other => Picture::of_name(other).map(Format::Picture),
    }
}
