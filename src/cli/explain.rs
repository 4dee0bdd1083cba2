//! `twosource explain`: a rule's page.

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use twosource::rules::{self, Rule};

use super::Outcome;
use super::console::Console;
use super::output::Sink;

/// Arguments of `explain`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  twosource explain single-source\n  twosource explain --all > RULES.md")]
pub(super) struct Arguments {
    /// The rule's name, as findings print it
    #[arg(value_name = "RULE", value_parser = rule_parser(), hide_possible_values = true)]
    #[arg(required_unless_present = "all")]
    rule: Option<&'static Rule>,
    /// The pages of all rules
    #[arg(long, conflicts_with = "rule")]
    all: bool,
}

/// Reads a rule by its name; a name that no rule has is an error that tells the nearest.
pub(super) fn rule_parser() -> impl TypedValueParser<Value = &'static Rule> {
    let names = rules::table().iter().map(|rule| PossibleValue::new(rule.name));
    PossibleValuesParser::new(names).map(|name| rules::of_name(&name).unwrap_or(&rules::table()[0]))
}

/// Runs it.
pub(super) fn run(with: &Arguments, console: &Console) -> Outcome {
    let pages: Vec<String> = match with.rule {
        Some(rule) => vec![rule.page()],
        None => rules::table().iter().map(Rule::page).collect(),
    };
    console.outcome(Sink::print(&pages.join("\n")))
}
