//! `explain`: a rule's page.

use rmcp::schemars::JsonSchema;
use serde::Deserialize;
use twosource::rules;

use super::super::console::plain;
use super::bench::Bench;

/// What is asked.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(crate = "rmcp::schemars")]
pub(super) struct Asked {
    /// Name of a rule, as findings give it: "single-source"
    rule: String,
}

/// Gives the page; a name that no rule has is answered with those that there are.
pub(super) fn run(_: &Bench, asked: Asked) -> Result<String, String> {
    let rule = rules::of_name(&asked.rule).ok_or_else(|| {
        let names: Vec<&str> = rules::table().iter().map(|rule| rule.name).collect();
        format!(
            "no rule is called {}; there are {}",
            plain(&asked.rule),
            names.join(", ")
        )
    })?;
    Ok(rule.page())
}
