//! `twosource graph`: who stands behind what, drawn.

use std::io::{ErrorKind, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use clap::{Args, ValueEnum};
use twosource::Analysis;
use twosource::report::{self, Filter, Mentioned, Output, Purpose, Style, View, Wanted};
use twosource::rules::Rule;

use super::Outcome;
use super::console::{Console, plain};
use super::drawing::{self, Format, Target};
use super::explain::rule_parser;
use super::input::Input;
use super::{examine, left_out, target};

const EXAMPLES: &str = "\
Examples:
  twosource graph draft.md -o draft.svg
  twosource graph draft.md --theme dark --scale 2 -o draft.png
  twosource graph draft.md --view full -o all.pdf
  twosource graph claims.toml --to dot | dot -Tpdf -o claims.pdf
  twosource graph long.md --only weak --max-claims 30 -o long.svg";

/// Arguments of `graph`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// A draft or a claims graph; `-` for standard input
    #[arg(value_name = "FILE", required_unless_present = "stdin_filename")]
    file: Option<PathBuf>,
    /// As what to draw it; left out, as the output file's name says, else SVG
    #[arg(long, value_name = "FORMAT", value_parser = drawing::formats(Output::for_purpose(Purpose::Picture)))]
    to: Option<Format>,
    #[command(flatten)]
    out: target::Options,
    /// Who lays the picture out
    #[arg(long, default_value = "own")]
    engine: Engine,
    #[command(flatten)]
    look: drawing::Options,
    #[command(flatten)]
    choice: Choice,
    #[command(flatten)]
    reading: examine::Options,
}

/// Which claims are drawn.
#[derive(Debug, Args)]
#[command(next_help_heading = "Which claims")]
struct Choice {
    /// How much is drawn large
    #[arg(long, value_name = "VIEW", default_value = "ranked")]
    view: Shown,
    /// Only claims of some strength
    #[arg(long, value_name = "STRENGTH")]
    only: Option<Strength>,
    /// Only claims that rest on this source, by id or name
    #[arg(long, value_name = "SOURCE")]
    source: Option<String>,
    /// Only claims that this rule found something about
    #[arg(long, value_name = "RULE", value_parser = rule_parser(), hide_possible_values = true)]
    rule: Option<&'static Rule>,
    /// At most so many large, the weakest; the others are counted
    #[arg(long, value_name = "N")]
    max_claims: Option<usize>,
    /// Also people and bodies that back nothing
    #[arg(long)]
    mentioned: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Engine {
    /// twosource: origins left, claims right
    Own,
    /// Graphviz, which must be installed
    Dot,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Shown {
    /// What matters: to be checked first, heavy, contested, joined or passed on; the others a line a source
    Ranked,
    /// Every claim
    Full,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Strength {
    /// Disputed, unsourced, anonymous or from another outlet alone, or heavy and on one source
    Weak,
}

impl Arguments {
    fn target(&self) -> Target<'_> {
        Target {
            to: &self.out,
            scale: self.look.scale,
        }
    }
}

/// Runs it.
pub(super) fn run(with: &Arguments, console: &Console) -> Outcome {
    console.outcome(draw(with, console))
}

fn draw(with: &Arguments, console: &Console) -> Result<usize, String> {
    let wanted = wanted(with)?;
    let first = drawn_first(with, wanted)?;
    let style = style(with);
    let input = Input::given(with.file.as_deref(), with.reading.stdin_filename.as_deref());
    let draw = |analysis: &Analysis| {
        if let Some(source) = &with.choice.source {
            report::knows_source(&analysis.case, source).map_err(|help| {
                let (source, help) = (plain(source), plain(&help));
                format!("--source \"{source}\": no such source in this draft; {help}")
            })?;
        }
        Ok(first.drawn(analysis, "svg", &style))
    };
    let (drawn, refused) = drawing::one(input.clone(), &with.reading, console, draw)?;
    let Some(drawn) = drawn else {
        return Ok(refused);
    };
    let drawn = match (wanted, with.engine) {
        (Format::Text(output), Engine::Dot) => vec![laid_out(&drawn.concat(), output.name)?],
        _ => drawn,
    };
    drawing::put(&drawn, wanted, (&input, &with.target()), console)?;
    Ok(refused)
}

/// The format that is asked for, else that of the output file's name, else SVG.
fn wanted(with: &Arguments) -> Result<Format, String> {
    let named = with.out.output.as_ref().and_then(|file| file.extension());
    let named = named.map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    match (with.to, named) {
        (Some(format), _) => Ok(format),
        (None, None) => Format::of_extension("svg").ok_or_else(|| "no output is named svg".to_owned()),
        (None, Some(named)) => Format::of_extension(&named).ok_or_else(|| {
            let other = || format!("a picture is no .{named}; name the file .svg, .png, .pdf, .dot, .mmd or .graphml, or say which with --to");
            left_out::of_extension(&named).unwrap_or_else(other)
        }),
    }
}

/// The format to make first: the one that is wanted, or the text that Graphviz lays out for it.
fn drawn_first(with: &Arguments, wanted: Format) -> Result<Format, String> {
    match (with.engine, wanted) {
        (Engine::Own, wanted) => wanted.for_target(&with.target()),
        (Engine::Dot, Format::Text(output)) if output.name == "svg" => Output::of_name("dot")
            .map(Format::Text)
            .ok_or_else(|| left_out::of_output("dot").unwrap_or_default()),
        (Engine::Dot, other) => Err(format!(
            "--engine dot lays out SVG, not {}; use --to svg",
            other.name()
        )),
    }
}

fn style(with: &Arguments) -> Style {
    let choice = &with.choice;
    Style {
        theme: with.look.theme(),
        filter: Filter {
            strength: choice.only.map_or(Wanted::Any, |Strength::Weak| Wanted::Weak),
            source: choice.source.clone().unwrap_or_default(),
            rule: choice.rule.map(|rule| rule.name.to_owned()).unwrap_or_default(),
            most: choice.max_claims,
            view: match choice.view {
                Shown::Ranked => View::Ranked,
                Shown::Full => View::Full,
            },
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
