//! The command line.

// The rest of the crate may not: clippy.toml.
#[allow(clippy::disallowed_methods)]
mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
