//! The examples of every rule's page, run through `check` as a reader of the page would: what is said to fire fires, where
//! the page says, and what is said not to fire does not.

#![allow(clippy::expect_used, clippy::disallowed_methods)]

mod page;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use page::Example;
use serde_json::Value;
use twosource::rules::{self, Rule};

const SECTIONS: [(&str, bool); 2] = [("Fires on", true), ("Does not fire on", false)];

/// An example as files: what is to be checked, and how many lines stand before the page's own in it.
struct Files {
    checked: PathBuf,
    before: u64,
}

fn written(folder: &Path, example: &Example) -> Files {
    std::fs::create_dir_all(folder).expect("a folder to work in");
    let put = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::write(&path, text).expect("the folder takes files");
        path
    };
    put("twosource.toml", example.policy.as_deref().unwrap_or_default());
    let draft = example.draft.as_ref().map(|text| put("draft.md", text));
    if let Some(text) = &example.readings {
        put("draft.md.twosource.toml", text);
    }
    let named = if draft.is_some() {
        "draft = \"draft.md\"\n"
    } else {
        ""
    };
    let graph = example.graph.as_ref();
    let graph = graph.map(|text| put("graph.toml", &format!("{named}{text}")));
    Files {
        checked: graph.clone().or(draft).expect("a draft or a graph"),
        before: u64::from(graph.is_some() && !named.is_empty()),
    }
}

fn check(folder: &Path, file: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_twosource"))
        .args([
            "check",
            "--level",
            "note",
            "--format",
            "json",
            "--today",
            "2025-06-01",
        ])
        .arg(file)
        .current_dir(folder)
        .output()
        .expect("it starts")
}

/// Where the rule fires: lines and columns of the page's own text.
fn places(rule: &Rule, files: &Files, output: &Output) -> Vec<(u64, u64)> {
    let said = String::from_utf8_lossy(&output.stderr);
    // A file that gives a source away is refused; the message names the place and the rule.
    let refused = said
        .lines()
        .filter(|line| line.contains(&format!("explain {})", rule.name)));
    let refused = refused.filter_map(|line| {
        let mut numbers = line.split(':').filter_map(|part| part.trim().parse().ok());
        Some((numbers.next()?, numbers.next()?))
    });
    let document: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    let findings = document["findings"].as_array().cloned().unwrap_or_default();
    let found = findings.iter().filter(|one| one["rule"] == rule.name);
    let found = found.filter_map(|one| Some((one["line"].as_u64()?, one["column"].as_u64()?)));
    refused
        .chain(found)
        .map(|(line, column)| (line.saturating_sub(files.before), column))
        .collect()
}

/// What is wrong with an example, in words.
fn complaint(rule: &Rule, fires: bool, example: &Example, files: &Files) -> Option<String> {
    let output = check(files.checked.parent()?, &files.checked);
    let places = places(rule, files, &output);
    let right = match (fires, example.place) {
        (false, _) => places.is_empty(),
        (true, None) => !places.is_empty(),
        (true, Some(place)) => places.contains(&place),
    };
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    (!right).then(|| format!("{places:?}\n{said}{}", String::from_utf8_lossy(&output.stdout)))
}

#[test]
fn every_example_of_a_rule_s_page_does_what_the_page_says() {
    let folder = tempfile::tempdir().expect("a folder to work in");
    let mut wrong = Vec::new();
    for rule in rules::table() {
        for (heading, fires) in SECTIONS {
            let examples = page::examples(&rule.page(), heading);
            assert!(!examples.is_empty(), "{}: nothing under {heading}", rule.name);
            for (number, example) in examples.iter().enumerate() {
                let files = written(
                    &folder.path().join(format!("{}-{fires}-{number}", rule.name)),
                    example,
                );
                if let Some(complaint) = complaint(rule, fires, example, &files) {
                    wrong.push(format!(
                        "{}: {heading}, example {}: {complaint}",
                        rule.name,
                        number + 1
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_rule_that_a_draft_alone_cannot_break_shows_what_breaks_it() {
    let drafts_alone = |heading: &str, rule: &Rule| {
        let examples = page::examples(&rule.page(), heading);
        examples
            .iter()
            .all(|one| one.graph.is_none() && one.policy.is_none() && one.readings.is_none())
    };
    for rule in rules::table()
        .iter()
        .filter(|rule| rule.reads == rules::Reads::Policy)
    {
        for (heading, _) in SECTIONS {
            assert!(!drafts_alone(heading, rule), "{}: {heading}", rule.name);
        }
    }
}

#[test]
fn an_example_that_lies_is_found_out() {
    let folder = tempfile::tempdir().expect("a folder to work in");
    let bare = rules::of_name("bare-source").expect("a rule");
    let page = "# x\n\n## Fires on\n\n> The port closes, sources said.\n\nAt 1:18.\n\n> The port closes, sources\n> said.\n\n\
                At 2:1.\n\n> The port closes, the mayor said.\n\n## Level\n\nAn error.\n";
    let examples = page::examples(page, "Fires on");
    let wrong = |at: usize| {
        let files = written(&folder.path().join(at.to_string()), &examples[at]);
        complaint(bare, true, &examples[at], &files).is_some()
    };
    assert_eq!(examples.len(), 3);
    assert_eq!([wrong(0), wrong(1), wrong(2)], [false, true, true]);
}
