//! `twosource schema`: JSON Schemas of what is read and written.

use clap::{Args, ValueEnum};
use twosource::{graph, policy, report};

use super::Outcome;
use super::console::Console;
use super::output::Sink;
use super::readings;

/// Arguments of `schema`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  twosource schema graph > claims-graph.schema.json")]
pub(super) struct Arguments {
    /// Of what
    #[arg(value_name = "FILE")]
    of: Of,
}

/// What has a schema.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Of {
    /// What `analyze` prints
    Analysis,
    /// What `compare --format json` prints
    Comparison,
    /// A claims graph written by hand, or by `extract`
    Graph,
    /// The policy file, twosource.toml
    Policy,
    /// What the desk says of a draft, DRAFT.twosource.toml
    Readings,
    /// What `trace --format json` prints
    Trace,
}

/// Runs it.
pub(super) fn run(with: &Arguments, console: &Console) -> Outcome {
    let schema = match with.of {
        Of::Analysis => report::schema(),
        Of::Comparison => report::compare::schema(),
        Of::Graph => graph::file::schema(),
        Of::Policy => policy::schema(),
        Of::Readings => policy::readings::schema(&readings::vocabulary()),
        Of::Trace => report::trace::schema(),
    };
    let text = serde_json::to_string_pretty(&schema).map_err(|error| error.to_string());
    console.outcome(text.and_then(|text| Sink::print(&format!("{text}\n"))))
}
