//! `count`: how many independent sources stand behind a claim, in one draft or across articles.

use std::path::PathBuf;

use rmcp::schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use twosource::report::agent::{across, counted};

use super::super::articles::Given;
use super::super::input::Input;
use super::bench::{Bench, Subject, TextFormat, fits};

/// What is asked.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(crate = "rmcp::schemars")]
pub(super) struct Asked {
    /// The claim in words: as the draft has it, or your own
    claim: String,
    /// A draft or a claims graph under the folders that are open here
    path: Option<String>,
    /// An article itself, where it is no file; at most 1 MiB
    text: Option<String>,
    /// How the text is read; Markdown, if nothing is said
    format: Option<TextFormat>,
    /// Several articles, in the place of path or text: copies and mere repetitions among them are found and not counted
    #[serde(default)]
    articles: Vec<Article>,
}

/// An article of an outlet.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(crate = "rmcp::schemars")]
struct Article {
    /// Who published it
    outlet: String,
    /// 2025-03-06, or with a time: 2025-03-06T14:30Z; tells who was first
    #[serde(default)]
    date: String,
    #[serde(default)]
    url: String,
    #[serde(default)]
    title: String,
    /// Its text, without what stands around it on the page
    text: String,
}

/// Counts.
pub(super) fn run(bench: &Bench, asked: Asked) -> Result<String, String> {
    if asked.articles.is_empty() {
        let subject = Subject::of(&bench.fence, asked.path.as_deref(), asked.text, asked.format)?;
        return Ok(counted(&bench.read(&subject)?.analysis, &asked.claim));
    }
    if asked.path.is_some() || asked.text.is_some() {
        return Err("give `articles`, or a `path` or `text`, not both".to_owned());
    }
    let lines = asked.articles.iter().map(|article| {
        fits(&article.text)?;
        serde_json::to_string(article).map_err(|error| error.to_string())
    });
    let lines: Vec<String> = lines.collect::<Result<_, _>>()?;
    let given = Given {
        archive: &lines.join("\n"),
        input: Input {
            shown: PathBuf::from("articles.jsonl"),
            is_stdin: true,
        },
        reading: &bench.options,
    };
    let policy = bench.policy_for(&given.input)?;
    let read = given.read(&policy, &bench.console)?;
    let trace = twosource::trace::trace(read.articles(), &read.policy);
    Ok(across(&trace, &asked.claim))
}
