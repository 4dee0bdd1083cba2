//! `twosource man`: the manual pages.

use std::path::PathBuf;

use clap::{Args, CommandFactory};
use clap_mangen::Man;

use super::Outcome;
use super::console::{Console, plain};
use super::output::{cannot_write, save};

/// Arguments of `man`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  twosource man ~/.local/share/man/man1")]
pub(super) struct Arguments {
    /// The folder to write them to; it is made if there is none
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
}

/// Runs it.
pub(super) fn run(with: &Arguments, console: &Console) -> Outcome {
    let written = write_pages(with);
    if let Ok(count) = written {
        let folder = plain(&with.folder.to_string_lossy());
        console.note(&format!(
            "{} written to {folder}",
            super::examine::counted(count, "page")
        ));
    }
    console.outcome(written.map(|_| 0))
}

fn write_pages(with: &Arguments) -> Result<usize, String> {
    std::fs::create_dir_all(&with.folder).map_err(|error| cannot_write(&with.folder, &error))?;
    let mut whole = super::Arguments::command();
    whole.build();
    let of_commands = whole.get_subcommands().cloned();
    let pages: Vec<clap::Command> = std::iter::once(whole.clone()).chain(of_commands).collect();
    for command in &pages {
        let name = command
            .get_display_name()
            .unwrap_or(command.get_name())
            .to_owned();
        let mut page = Vec::new();
        let rendered = Man::new(command.clone())
            .title(name.to_uppercase())
            .render(&mut page);
        let path = with.folder.join(format!("{name}.1"));
        rendered.map_err(|error| cannot_write(&path, &error))?;
        save(&path, &String::from_utf8_lossy(&page))?;
    }
    Ok(pages.len())
}
