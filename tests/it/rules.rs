//! The rules, each against its document in `tests/rules/`: what it must find there, and nothing else.

#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods)]

mod document;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use document::{Document, Expected};
use twosource::draft::{Draft, Format};
use twosource::graph::file::{self, Syntax};
use twosource::policy::readings::{self, Vocabulary};
use twosource::policy::{self, Level, Policy};
use twosource::rules::{self, Analysis, Finding, Reads};
use twosource::source::SourceKind;

const DOCUMENTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rules");
const CATALOGUE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/rules/catalogue");

fn stems(folder: &str, ending: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let names = entries.map(|entry| {
        entry
            .expect("an entry")
            .file_name()
            .to_string_lossy()
            .into_owned()
    });
    names
        .filter_map(|name| name.strip_suffix(ending).map(str::to_owned))
        .collect()
}

#[test]
fn every_document_finds_what_it_expects_and_nothing_else() {
    let mut failures = Vec::new();
    for name in stems(DOCUMENTS, ".md")
        .into_iter()
        .filter(|name| name != "README")
    {
        let path = Path::new(DOCUMENTS).join(format!("{name}.md"));
        let text = fs::read_to_string(&path).expect("the document is text");
        match Document::read(&name, &text) {
            Ok(document) => failures.extend(check(&document)),
            Err(message) => failures.push(format!("{name}.md: {message}")),
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

/// What differs between a document's expectations and the findings, in words.
fn check(document: &Document) -> Vec<String> {
    let mut failures = Vec::new();
    for example in &document.examples {
        let place = format!("{}.md:{} ({})", document.rule, example.line, example.title);
        let analysis = match analyze(example) {
            Ok(analysis) => analysis,
            Err(message) => {
                failures.push(format!("{place}\n    {message}"));
                continue;
            }
        };
        let mut open: Vec<&Finding> = analysis
            .findings
            .iter()
            .filter(|found| found.rule == document.rule)
            .collect();
        let mut lines = Vec::new();
        for expected in &example.expected {
            match open.iter().position(|found| meets(&analysis, found, expected)) {
                Some(at) => {
                    open.remove(at);
                }
                None => lines.push(format!("    missing:    {expected}")),
            }
        }
        lines.extend(
            open.iter()
                .map(|found| format!("    unexpected: {}", described(&analysis, found))),
        );
        if !lines.is_empty() {
            let others = analysis
                .findings
                .iter()
                .filter(|found| found.rule != document.rule);
            lines.extend(
                others
                    .map(|found| format!("    (beside it: {} {})", found.rule, described(&analysis, found))),
            );
            failures.push(format!("{place}\n{}", lines.join("\n")));
        }
    }
    failures
}

/// Line and column where a finding stands.
fn place(analysis: &Analysis, finding: &Finding) -> (usize, usize) {
    let place = analysis.case.file_of(finding).place(finding.span);
    (place.line, place.column)
}

fn described(analysis: &Analysis, finding: &Finding) -> String {
    let waived = if finding.waived.is_some() { " waived" } else { "" };
    let (line, column) = place(analysis, finding);
    format!(
        "{}{waived} at {line}:{column}: {}",
        finding.level.name(),
        finding.message
    )
}

fn meets(analysis: &Analysis, finding: &Finding, expected: &Expected) -> bool {
    finding.level.name() == expected.level
        && expected
            .place
            .is_none_or(|wanted| place(analysis, finding) == wanted)
        && finding.waived.is_some() == expected.waived
        && finding.message.contains(&expected.fragment)
}

/// A claims graph, judged with the draft that belongs to it.
fn judged(text: &str, published: Option<Draft>, policy: &Policy) -> Result<Analysis, String> {
    let file = file::read(text, Syntax::Toml).map_err(|problems| format!("graph: {problems:?}"))?;
    let draft = Draft::of_graph("graph.toml", text);
    Ok(twosource::check_graph(draft, file, published, policy))
}

fn analyze(example: &document::Example) -> Result<Analysis, String> {
    let mut policy = match &example.policy {
        Some(text) => policy::read(text).map_err(|problems| format!("policy: {problems:?}"))?,
        None => Policy::default(),
    };
    policy.today = Some("2025-06-01".to_owned());
    let draft = example
        .draft
        .as_ref()
        .map(|text| Draft::read("draft.md", Format::Markdown, text));
    match (&example.graph, draft) {
        (Some(text), published) => judged(text, published, &policy),
        (None, Some(draft)) => match &example.readings {
            Some(text) => overruled(draft, text, &policy),
            None => Ok(twosource::analyze(draft, &policy)),
        },
        (None, None) => Err("neither a draft nor a graph".to_owned()),
    }
}

/// A draft as its readings overrule the machine.
fn overruled(draft: Draft, text: &str, policy: &Policy) -> Result<Analysis, String> {
    let known = Vocabulary {
        kinds: SourceKind::NAMES.iter().map(|(_, name)| *name).collect(),
        rules: rules::table().iter().map(|rule| rule.name).collect(),
    };
    let (read, problems) = readings::read(text, &known);
    if !problems.is_empty() {
        return Err(format!("readings: {problems:?}"));
    }
    let file = Draft::of_graph("draft.md.twosource.toml", text);
    twosource::analyze_overruled(draft, (read, file), policy)
        .map_err(|problems| format!("readings: {problems:?}"))
}

#[test]
fn every_rule_has_a_document_with_three_cases_that_fire_and_three_that_do_not() {
    let mut thin = Vec::new();
    for rule in rules::table() {
        let path = Path::new(DOCUMENTS).join(format!("{}.md", rule.name));
        let Ok(text) = fs::read_to_string(&path) else {
            thin.push(format!("{}: no document", rule.name));
            continue;
        };
        let document = Document::read(rule.name, &text).expect("a document that reads");
        let firing = document
            .examples
            .iter()
            .filter(|example| !example.expected.is_empty())
            .count();
        let quiet = document.examples.len() - firing;
        if firing < 3 || quiet < 3 {
            thin.push(format!(
                "{}: {firing} cases that fire, {quiet} that do not",
                rule.name
            ));
        }
    }
    assert!(thin.is_empty(), "\n{}", thin.join("\n"));
}

#[test]
fn every_file_of_the_catalogue_is_a_row_and_every_row_a_file() {
    let mut files = stems(CATALOGUE, ".rs");
    files.remove("mod");
    let rows: BTreeSet<String> = rules::table()
        .iter()
        .map(|rule| rule.name.replace('-', "_"))
        .collect();
    assert_eq!(files, rows);
    assert_eq!(rows.len(), rules::table().len(), "a name twice");
}

#[test]
fn every_name_is_kebab_case_and_every_page_has_its_parts() {
    const PARTS: &[&str] = &[
        "## Why it matters",
        "## Fires on",
        "## Does not fire on",
        "## How to mend it",
        "## Stays quiet",
        "## Level",
    ];
    const STANDARDS: &[&str] = &[
        "Reuters",
        "AP",
        "BBC",
        "New York Times",
        "Washington Post",
        "Guardian",
        "NPR",
        "Bloomberg",
        "AFP",
        "SPJ",
        "Admiralty",
        "ICD 206",
    ];
    for rule in rules::table() {
        let kebab = rule.name.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        assert!(
            kebab && !rule.name.starts_with('-'),
            "{} is not kebab-case",
            rule.name
        );
        assert!(
            !rule.summary.is_empty() && !rule.summary.ends_with('.'),
            "{}: {}",
            rule.name,
            rule.summary
        );
        let page = rule.page();
        assert!(page.starts_with(&format!("# {}\n\n", rule.name)), "{page}");
        let mut at = 0;
        for part in PARTS {
            let found = page[at..]
                .find(part)
                .unwrap_or_else(|| panic!("{} lacks {part}", rule.name));
            at += found + part.len();
            let rest = page[at..].trim_start();
            assert!(
                !rest.is_empty() && !rest.starts_with('#'),
                "{}: {part} is empty",
                rule.name
            );
        }
        let of_newsrooms = rule.reads != Reads::Waivers;
        assert!(
            !of_newsrooms || STANDARDS.iter().any(|name| page.contains(name)),
            "{} names no standard",
            rule.name
        );
    }
}

#[test]
fn a_rule_that_another_hides_exists_and_hides_it_not_in_turn() {
    for rule in rules::table() {
        for hidden in rules::hides(rule.name) {
            assert!(
                rules::of_name(hidden).is_some(),
                "{} hides {hidden}, which is no rule",
                rule.name
            );
            assert!(
                !rules::hides(hidden).contains(&rule.name),
                "{} and {hidden} hide each other",
                rule.name
            );
        }
    }
}

#[test]
fn no_rule_is_off_for_heavy_claims_unless_only_the_desk_can_know() {
    for rule in rules::table() {
        let levels = rule.levels;
        assert!(levels.heavy >= levels.normal, "{}", rule.name);
        assert!(levels.normal >= levels.light, "{}", rule.name);
        let speaks = levels.heavy != Level::Off || levels.marked != Level::Off;
        assert!(speaks || rule.reads == Reads::Policy, "{}", rule.name);
        assert_ne!(levels.asked, Level::Off, "{} can be asked for", rule.name);
    }
}

/// A claims graph in which this text stands in this field of an anonymous source, or of a waiver for its claim.
fn graph_with(field: &str, text: &str) -> String {
    let quoted = format!("{text:?}");
    let mut id = "\"insider\"".to_owned();
    let mut line = format!("{field} = {quoted}\n");
    let mut waiver = String::new();
    match field {
        "id" => (id, line) = (quoted, String::new()),
        "interest" => line = format!("interest = [{quoted}]\n"),
        "waiver.role" | "waiver.reason" => {
            let (role, reason) = match field {
                "waiver.role" => (quoted.as_str(), "\"nobody else could be reached\""),
                _ => ("\"national editor\"", quoted.as_str()),
            };
            waiver = format!(
                "[[waiver]]\nrule = \"single-source\"\nclaim = \"close\"\nrole = {role}\ndate = 2025-03-06\n\
                 reason = {reason}\n"
            );
            line = String::new();
        }
        _ => {}
    }
    format!(
        "title = \"Ines Calloway shuts the works\"\n[[source]]\nid = {id}\nkind = \"anonymous\"\n{line}\
         [[source]]\nid = \"mayor\"\nname = \"Ines Calloway\"\nkind = \"named-person\"\n\
         [[claim]]\nid = \"close\"\ntext = \"The works will close.\"\nsources = [{id}]\n{waiver}"
    )
}

/// The lines `FIELD<tab>TEXT` of a document for which the answer is the other one.
fn misjudged(document: &str, wanted: bool) -> (Vec<String>, usize) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/identity")
        .join(document);
    let text = fs::read_to_string(path).expect("the document is text");
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    let wrong = lines.iter().filter(|line| {
        let (field, text) = line.split_once('\t').expect("a field and a text");
        let graph = graph_with(field, text);
        let analysis = judged(&graph, None, &Policy::default()).expect("a claims graph");
        rules::exposed(&analysis.case).is_empty() == wanted
    });
    (wrong.map(|line| (*line).to_owned()).collect(), lines.len())
}

#[test]
fn what_gives_a_source_away_is_refused_and_what_is_innocent_is_not() {
    let (missed, told) = misjudged("exposed.tsv", true);
    assert!(told >= 60, "{told}");
    assert!(missed.is_empty(), "not refused:\n{}", missed.join("\n"));
    let (refused, innocent) = misjudged("innocent.tsv", false);
    assert!(innocent >= 60, "{innocent}");
    assert!(refused.len() * 50 <= innocent, "refused:\n{}", refused.join("\n"));
}
