//! The command line: the only place with files, standard output and exit codes.

use std::process::ExitCode;

/// Runs the program.
pub(crate) fn run() -> ExitCode {
    ExitCode::SUCCESS
}
