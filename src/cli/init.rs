//! `twosource init`: a commented policy file to start from.

use std::path::PathBuf;

use clap::Args;
use twosource::policy;

use super::Outcome;
use super::console::{Console, plain};
use super::desk::FILE;
use super::output::save;

/// Arguments of `init`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  twosource init\n  twosource init drafts/")]
pub(super) struct Arguments {
    /// The folder to write twosource.toml to
    #[arg(value_name = "FOLDER", default_value = ".")]
    folder: PathBuf,
}

/// Runs it. A file that is there is never touched.
pub(super) fn run(with: &Arguments, console: &Console) -> Outcome {
    let path = if with.folder.as_os_str() == "." {
        PathBuf::from(FILE)
    } else {
        with.folder.join(FILE)
    };
    let shown = plain(&path.to_string_lossy());
    if std::fs::symlink_metadata(&path).is_ok() {
        console.error(&format!("{shown}: is there already; it was left as it is"));
        return Outcome::Trouble;
    }
    let written = save(&path, &policy::template());
    if written.is_ok() {
        console.note(&format!(
            "{shown} written; every setting in it is explained there"
        ));
    }
    console.outcome(written.map(|()| 0))
}
