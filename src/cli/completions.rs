//! `twosource completions`: for a shell.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::Outcome;
use super::console::Console;
use super::output::Sink;

const EXAMPLES: &str = "\
Examples:
  twosource completions bash > ~/.local/share/bash-completion/completions/twosource
  twosource completions fish > ~/.config/fish/completions/twosource.fish";

/// Arguments of `completions`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Which shell
    shell: Shell,
}

/// Runs it.
pub(super) fn run(with: &Arguments, console: &Console) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(
        with.shell,
        &mut super::Arguments::command(),
        "twosource",
        &mut script,
    );
    console.outcome(Sink::print(&String::from_utf8_lossy(&script)))
}
