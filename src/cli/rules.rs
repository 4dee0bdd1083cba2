//! `twosource rules`: all rules with their levels.

use clap::{Args, ValueEnum};
use serde_json::json;
use twosource::policy::Level;
use twosource::rules::{self, Levels, Rule};

use super::Outcome;
use super::console::Console;
use super::output::Sink;

/// Arguments of `rules`.
#[derive(Debug, Args)]
#[command(after_help = "A policy changes levels; `twosource explain RULE` prints a rule's page.")]
pub(super) struct Arguments {
    /// How to print them
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// A table
    Text,
    /// For programs
    Json,
}

/// Runs it.
pub(super) fn run(with: &Arguments, console: &Console) -> Outcome {
    let text = match with.format {
        Format::Text => text(rules::table()),
        Format::Json => format!("{:#}\n", json(rules::table())),
    };
    console.outcome(Sink::print(&text))
}

fn text(table: &[Rule]) -> String {
    let rows: Vec<[String; 3]> = table
        .iter()
        .map(|rule| {
            [
                rule.name.to_owned(),
                levels(&rule.levels),
                rule.summary.to_owned(),
            ]
        })
        .collect();
    let width = |column: usize| rows.iter().map(|row| row[column].len()).max().unwrap_or(0);
    let (first, second) = (width(0), width(1));
    rows.iter()
        .map(|[name, levels, summary]| format!("{name:first$}  {levels:second$}  {summary}\n"))
        .collect()
}

/// "note, heavy: warning": the level about a claim of normal weight, and those that differ from it.
fn levels(levels: &Levels) -> String {
    let steps = [
        ("light", levels.light, levels.normal),
        ("heavy", levels.heavy, levels.normal),
        ("heavy lede", levels.heavy_lede, levels.heavy),
    ];
    let mut words = levels.normal.name().to_owned();
    if levels.heavy == Level::Off && levels.asked != Level::Off {
        words.push_str(&format!(", asked: {}", levels.asked.name()));
    }
    for (label, level, usual) in steps {
        if level != usual {
            words.push_str(&format!(", {label}: {}", level.name()));
        }
    }
    words
}

fn json(table: &[Rule]) -> serde_json::Value {
    let row = |rule: &Rule| {
        json!({
            "name": rule.name,
            "summary": rule.summary,
            "reads": rule.reads.name(),
            "levels": {
                "light": rule.levels.light.name(),
                "normal": rule.levels.normal.name(),
                "heavy": rule.levels.heavy.name(),
                "heavy-lede": rule.levels.heavy_lede.name(),
                "marked": rule.levels.marked.name(),
                "asked": rule.levels.asked.name(),
            },
        })
    };
    table.iter().map(row).collect()
}
