//! The command line: the only place with files, the clock, standard output and exit codes.
//!
//! One file a command, one row in [`Command`] to register it. The rest of the folder is what commands share:
//! [`input`] and [`walk`] find and read files, [`desk`] finds the policy, [`readings`] what the desk says of a draft, [`pairs`] the graph that
//! stands for one, [`articles`] those of others, [`examine`] runs the library over
//! them, [`refusal`] tells why one was not read, [`render`] makes an output of it, [`drawing`] a picture of it, [`picture`] pixels of a drawing, [`console`], [`mask`] and [`output`] write where
//! [`target`] lets them; [`changed`] holds the lines of a diff or of git, [`known`] the baseline; `ledger` saves readings; [`left_out`] says what a smaller build has not.

mod analyze;
mod articles;
mod changed;
mod check;
mod compare;
#[cfg(feature = "manual")]
mod completions;
mod console;
mod desk;
mod drawing;
mod examine;
mod explain;
mod extract;
mod front;
mod graph;
mod init;
mod input;
mod judge;
mod known;
#[cfg(any(feature = "serve", feature = "mcp"))]
mod ledger;
mod left_out;
#[cfg(feature = "lsp")]
mod lsp;
#[cfg(feature = "manual")]
mod man;
mod mask;
#[cfg(feature = "mcp")]
mod mcp;
mod output;
mod pairs;
mod paths;
mod picture;
mod readings;
mod refusal;
mod render;
mod report;
mod rules;
mod schema;
mod scope;
#[cfg(feature = "serve")]
mod serve;
mod shown;
mod since;
mod target;
mod text;
mod today;
mod trace;
mod unified;
mod walk;

use std::process::ExitCode;

use clap::builder::Styles;
use clap::builder::styling::{AnsiColor, Effects};
use clap::{Parser, Subcommand};

use console::{Console, When};
#[cfg(not(feature = "lsp"))]
use left_out::lsp;
#[cfg(not(feature = "mcp"))]
use left_out::mcp;
#[cfg(not(feature = "serve"))]
use left_out::serve;
#[cfg(not(feature = "manual"))]
use left_out::{completions, man};

/// What a run came to, and its exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// Nothing to complain about.
    Clean = 0,
    /// Findings at or above the threshold.
    Findings = 1,
    /// Wrong usage, a file that cannot be read, or a mistake in one.
    Trouble = 2,
}

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().effects(Effects::BOLD))
    .usage(AnsiColor::Green.on_default().effects(Effects::BOLD))
    .literal(AnsiColor::Cyan.on_default().effects(Effects::BOLD))
    .placeholder(AnsiColor::Cyan.on_default());

const EXAMPLES: &str = "\
Examples:
  twosource report draft.md                 what rests on what, for people
  twosource check drafts/                   for CI: exit 1 when a rule at level error is broken
  twosource front draft.md -o front.svg     one sheet: what to check first
  twosource graph draft.md --to svg -o draft.svg
  twosource compare monday.md draft.md      what came, what went, what stands weaker
  twosource trace coverage/                 many articles: who repeats whom
  twosource extract draft.md -o draft.toml  write down what was read, correct it by hand
  twosource explain single-source           what a rule wants, and why
  twosource lsp                             for editors, which start it themselves
  twosource mcp drafts/                     for agents, which start it themselves

Exit codes: 0 clean, 1 findings at or above --fail-on, 2 wrong usage or unreadable input.
A policy file named twosource.toml is looked for beside each input and in the folders above it.
What DRAFT.twosource.toml says of a draft (twosource schema readings) overrules the machine, and so does
a claims graph that names the draft.
It judges sourcing, not truth.";

/// Checks, before publication, what stands behind each claim in a news article.
#[derive(Debug, Parser)]
#[command(name = "twosource", version, after_help = EXAMPLES, styles = STYLES, max_term_width = 100)]
#[command(subcommand_required = true, arg_required_else_help = true)]
struct Arguments {
    /// Colour: on a terminal only, always, or never (NO_COLOR is honoured)
    #[arg(
        long,
        value_name = "WHEN",
        global = true,
        default_value = "auto",
        help_heading = "Everywhere"
    )]
    color: When,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Say what rests on what: sources, claims with their strength, findings
    Report(report::Arguments),
    /// Check drafts and claims graphs against the rules, for CI and editors
    Check(check::Arguments),
    /// Draw one sheet that says what to check first
    Front(front::Arguments),
    /// Draw who stands behind what
    Graph(graph::Arguments),
    /// Say how two versions of a draft differ
    Compare(compare::Arguments),
    /// Say who of many articles repeats whom
    Trace(trace::Arguments),
    /// Print everything that was read, as JSON for other programs
    Analyze(analyze::Arguments),
    /// Show a draft's page in the browser, live while the draft is written
    #[cfg_attr(not(feature = "serve"), command(hide = true))]
    Serve(serve::Arguments),
    /// Speak with an editor: findings, sources and fixes while a draft is written
    #[cfg_attr(not(feature = "lsp"), command(hide = true))]
    Lsp(lsp::Arguments),
    /// Speak with an agent: who stands behind what in a draft, and corrections of it
    #[cfg_attr(not(feature = "mcp"), command(hide = true))]
    Mcp(mcp::Arguments),
    /// Write down what was read of a draft, to be corrected by hand
    Extract(extract::Arguments),
    /// Print the prose of a draft as it was read
    Text(text::Arguments),
    /// Print a rule's page: what it wants, why, and how to mend a finding
    Explain(explain::Arguments),
    /// List the rules with their levels
    Rules(rules::Arguments),
    /// Print the JSON Schema of a file that is read or written
    Schema(schema::Arguments),
    /// Write a commented policy file, twosource.toml
    Init(init::Arguments),
    /// Print completions for a shell
    #[cfg_attr(not(feature = "manual"), command(hide = true))]
    Completions(completions::Arguments),
    /// Write the manual pages to a folder
    #[cfg_attr(not(feature = "manual"), command(hide = true))]
    Man(man::Arguments),
}

/// Runs the program.
pub(crate) fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let console = Console::new(arguments.color);
    let outcome = match &arguments.command {
        Command::Report(with) => report::run(with, &console),
        Command::Check(with) => check::run(with, &console),
        Command::Front(with) => front::run(with, &console),
        Command::Graph(with) => graph::run(with, &console),
        Command::Compare(with) => compare::run(with, &console),
        Command::Trace(with) => trace::run(with, &console),
        Command::Analyze(with) => analyze::run(with, &console),
        Command::Lsp(with) => lsp::run(with, &console),
        Command::Mcp(with) => mcp::run(with, &console),
        Command::Extract(with) => extract::run(with, &console),
        Command::Text(with) => text::run(with, &console),
        Command::Explain(with) => explain::run(with, &console),
        Command::Rules(with) => rules::run(with, &console),
        Command::Serve(with) => serve::run(with, &console),
        Command::Schema(with) => schema::run(with, &console),
        Command::Init(with) => init::run(with, &console),
        Command::Completions(with) => completions::run(with, &console),
        Command::Man(with) => man::run(with, &console),
    };
    ExitCode::from(outcome as u8)
}
