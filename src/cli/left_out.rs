//! What this build leaves out is asked for by its name as ever, and answered with how to get it.

use std::ffi::OsString;

use clap::Args;
use clap::builder::PossibleValue;
use twosource::report::LEFT_OUT;

/// Says that something is not in this build, and what has it.
pub(super) fn said(what: &str, feature: &str) -> String {
    format!(
        "this build has no {what}: it was made without the feature `{feature}`; install twosource with \
         `cargo install --locked --path .`, which leaves nothing out"
    )
}

/// Says it of an output, if that is one which is left out.
pub(super) fn of_output(name: &str) -> Option<String> {
    let output = LEFT_OUT.iter().find(|output| output.name == name)?;
    Some(said(&format!("output `{name}`"), output.feature))
}

/// The same by the extension of a file.
pub(super) fn of_extension(extension: &str) -> Option<String> {
    let output = LEFT_OUT.iter().find(|output| output.extension == extension)?;
    of_output(output.name)
}

/// The outputs that are left out, as values that no help shows.
pub(super) fn outputs() -> impl Iterator<Item = PossibleValue> {
    LEFT_OUT
        .iter()
        .map(|output| PossibleValue::new(output.name).hide(true))
}

/// Arguments of a command that is left out: whatever it would take.
#[derive(Debug, Args)]
#[command(disable_help_flag = true)]
pub(super) struct Arguments {
    #[arg(hide = true, trailing_var_arg = true, allow_hyphen_values = true)]
    _any: Vec<OsString>,
}

/// A command that is left out: its module by another name.
macro_rules! command {
    ($name:ident, $feature:literal) => {
        #[cfg(not(feature = $feature))]
        pub(super) mod $name {
            pub(in crate::cli) use super::Arguments;

            pub(in crate::cli) fn run(
                _: &Arguments,
                console: &crate::cli::console::Console,
            ) -> crate::cli::Outcome {
                let what = concat!("command `", stringify!($name), "`");
                console.error(&super::said(what, $feature));
                crate::cli::Outcome::Trouble
            }
        }
    };
}

command!(serve, "serve");
command!(lsp, "lsp");
command!(mcp, "mcp");
command!(completions, "manual");
command!(man, "manual");
