//! `analyze`: who stands behind each claim of a draft.

use rmcp::schemars::JsonSchema;
use serde::Deserialize;
use twosource::policy::Level;
use twosource::report::agent::{Brief, brief};
use twosource::report::{Output, Style};

use super::bench::{Bench, Subject, TextFormat};

/// So many claims fit into a conversation.
const CLAIMS: usize = 100;

/// What is asked.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(crate = "rmcp::schemars")]
pub(super) struct Asked {
    /// A draft or a claims graph under the folders that are open here
    path: Option<String>,
    /// The article itself, where it is no file; at most 1 MiB
    text: Option<String>,
    /// How the text is read; Markdown, if nothing is said
    format: Option<TextFormat>,
    /// What is told: "brief", which is enough to judge claims; "notes", the findings of level note too; "everything", as `twosource analyze` prints it, long
    #[serde(default)]
    tell: Tell,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(crate = "rmcp::schemars")]
enum Tell {
    #[default]
    Brief,
    Notes,
    Everything,
}

/// Reads it.
pub(super) fn run(bench: &Bench, asked: Asked) -> Result<String, String> {
    let subject = Subject::of(&bench.fence, asked.path.as_deref(), asked.text, asked.format)?;
    let read = bench.read(&subject)?;
    let level = match asked.tell {
        Tell::Brief => read.policy.level,
        Tell::Notes => Level::Note,
        Tell::Everything => {
            let whole =
                Output::of_name("jsonl").map(|output| output.render(&[read.analysis], &Style::default()));
            return Ok(whole.unwrap_or_default());
        }
    };
    let with = Brief {
        level,
        most: CLAIMS,
        edition: read.edition.as_deref().unwrap_or_default(),
    };
    Ok(brief(&read.analysis, with))
}
