//! `twosource graph`: who stands behind what, drawn.

use std::io::{ErrorKind, IsTerminal, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use twosource::report::{Filter, Mentioned, Output, Purpose, Style, Theme, Wanted};

use super::Outcome;
use super::console::{Console, plain};
use super::examine::{self, Examined};
use super::input::Input;
use super::output::Sink;
use super::pairs;
use super::picture::{self, PICTURES, Picture};

const EXAMPLES: &str = "\
Examples:
  twosource graph draft.md -o draft.svg
  twosource graph draft.md --to png --theme dark --scale 2 -o draft.png
  twosource graph claims.toml --to dot | dot -Tpdf -o claims.pdf
  twosource graph long.md --only weak --max-claims 30 -o long.svg";

/// Arguments of `graph`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// A draft or a claims graph; `-` for standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// What to draw
    #[arg(long, value_name = "FORMAT", default_value = "svg", value_parser = formats())]
    to: Format,
    /// Write to this file, not to standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Who lays the picture out
    #[arg(long, default_value = "own")]
    engine: Engine,
    /// Colours
    #[arg(long, default_value = "auto")]
    theme: Colours,
    /// Pixels of a PNG for each pixel of the SVG
    #[arg(long, value_name = "N", default_value = "2", value_parser = scale)]
    scale: f32,
    #[command(flatten)]
    choice: Choice,
    #[command(flatten)]
    reading: examine::Options,
}

/// What is drawn.
#[derive(Clone, Copy)]
enum Format {
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
    fn name(self) -> &'static str {
        match self {
            Format::Text(output) => output.name,
            Format::Picture(picture) => picture.name,
        }
    }
}

/// Reads formats by name; help lists them from both tables.
fn formats() -> impl TypedValueParser<Value = Format> {
    let texts = Output::for_purpose(Purpose::Picture).map(|output| (output.name, output.help));
    let pictures = PICTURES.iter().map(|picture| (picture.name, picture.help));
    let values = texts.chain(pictures);
    let values = values.map(|(name, help)| PossibleValue::new(name).help(help));
    PossibleValuesParser::new(values).try_map(|name| {
        let text = || Output::of_name(&name).map(Format::Text);
        let format = Picture::of_name(&name).map(Format::Picture).or_else(text);
        format.ok_or_else(|| format!("no format is named {name}"))
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

/// Which claims are drawn.
#[derive(Debug, Args)]
#[command(next_help_heading = "Which claims")]
struct Choice {
    /// Only claims of some strength
    #[arg(long, value_name = "STRENGTH")]
    only: Option<Strength>,
    /// Only claims that rest on this source, by id or name
    #[arg(long, value_name = "SOURCE")]
    source: Option<String>,
    /// Only claims that this rule found something about
    #[arg(long, value_name = "RULE")]
    rule: Option<String>,
    /// At most so many, the weakest; the others are counted
    #[arg(long, value_name = "N")]
    max_claims: Option<usize>,
    /// Also people and bodies that back nothing
    #[arg(long)]
    mentioned: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Engine {
    /// twosource: two columns, claims in article order
    Own,
    /// Graphviz, which must be installed
    Dot,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Colours {
    /// As the viewer prefers
    Auto,
    /// Dark on light
    Light,
    /// Light on dark
    Dark,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Strength {
    /// Disputed, unsourced, anonymous or from another outlet alone, or heavy and on one source
    Weak,
}

/// Runs it.
pub(super) fn run(with: &Arguments, console: &Console) -> Outcome {
    console.outcome(draw(with, console))
}

fn draw(with: &Arguments, console: &Console) -> Result<usize, String> {
    let first = drawn_first(with)?;
    let style = style(with);
    let input = Input::of_argument(&with.file, with.reading.stdin_filename.as_deref());
    let mut drawn = None;
    let draw = |examined: Examined| match first {
        Format::Text(output) => output.render(&[examined.analysis], &style),
        Format::Picture(_) => picture::drawing(&examined.analysis, &style),
    };
    let inputs = pairs::settle(vec![input], console);
    let refused = examine::each(inputs, &with.reading, console, draw, |text| {
        drawn = Some(text);
        ControlFlow::Break(())
    });
    let Some(drawn) = drawn else {
        return Ok(refused);
    };
    let bytes = match (with.to, with.engine) {
        (Format::Picture(picture), _) => {
            let made = picture.make(&drawn, with.scale)?;
            if let Some(told) = picture::told_lacking(&made.lacking) {
                console.warning(&told);
            }
            made.bytes
        }
        (Format::Text(output), Engine::Dot) => laid_out(&drawn, output.name)?.into_bytes(),
        (Format::Text(_), Engine::Own) => drawn.into_bytes(),
    };
    let mut sink = Sink::open(with.output.as_deref())?;
    sink.write(&bytes)?;
    sink.finish()?;
    Ok(refused)
}

/// The format to make first: the one that is wanted, or the text that Graphviz lays out for it.
fn drawn_first(with: &Arguments) -> Result<Format, String> {
    match (with.engine, with.to) {
        (Engine::Own, Format::Picture(picture))
            if with.output.is_none() && std::io::stdout().is_terminal() =>
        {
            Err(format!(
                "a {} is nothing for a terminal; name a file with -o",
                picture.name
            ))
        }
        (Engine::Own, wanted) => Ok(wanted),
        (Engine::Dot, Format::Text(output)) if output.name == "svg" => Output::of_name("dot")
            .map(Format::Text)
            .ok_or_else(|| "no output is named dot".to_owned()),
        (Engine::Dot, other) => Err(format!(
            "--engine dot lays out SVG, not {}; use --to svg",
            other.name()
        )),
    }
}

fn style(with: &Arguments) -> Style {
    let choice = &with.choice;
    Style {
        theme: match with.theme {
            Colours::Auto => Theme::Auto,
            Colours::Light => Theme::Light,
            Colours::Dark => Theme::Dark,
        },
        filter: Filter {
            strength: choice.only.map_or(Wanted::Any, |Strength::Weak| Wanted::Weak),
            source: choice.source.clone().unwrap_or_default(),
            rule: choice.rule.clone().unwrap_or_default(),
            most: choice.max_claims,
            mentioned: if choice.mentioned {
                Mentioned::Shown
            } else {
                Mentioned::Hidden
            },
        },
        ..Style::default()
    }
}

/// Hands DOT to an installed Graphviz.
fn laid_out(dot: &str, format: &str) -> Result<String, String> {
    let started = Command::new("dot")
        .arg(format!("-T{format}"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = started.map_err(|error| match error.kind() {
        ErrorKind::NotFound => "--engine dot needs Graphviz, and there is no program `dot`; install it (Debian, \
            Ubuntu: apt install graphviz; macOS: brew install graphviz; Windows: winget install graphviz), or \
            leave --engine out"
            .to_owned(),
        _ => format!("Graphviz (`dot`) cannot be started: {error}"),
    })?;
    let stdin = child.stdin.take();
    let done = std::thread::scope(|scope| {
        // From a thread of its own: `dot` may write before it has read everything.
        scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(dot.as_bytes())));
        child.wait_with_output()
    });
    let done = done.map_err(|error| format!("Graphviz (`dot`): {error}"))?;
    if !done.status.success() {
        let said = plain(String::from_utf8_lossy(&done.stderr).trim());
        return Err(format!("Graphviz (`dot`) failed: {said}"));
    }
    String::from_utf8(done.stdout).map_err(|_| "Graphviz (`dot`) gave no UTF-8".to_owned())
}
