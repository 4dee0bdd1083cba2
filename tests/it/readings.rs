//! The documents in `tests/readings/`: a draft, what the desk says of it, and the claims that come of it.
//!
//! A case is a level-two heading with fenced blocks: `draft`; `readings`, a readings file; and either `claims`, one a line
//! in article order, as `strength | who asserts it | beginning of its words [| what else]`, or `mistakes`, one a line, as
//! `line:column | piece of the message | piece of the help`.

#![allow(clippy::expect_used, clippy::panic, clippy::disallowed_methods)]

mod page;

use std::fs;
use std::path::Path;

use twosource::draft::{Draft, Format, LineIndex};
use twosource::policy::readings::{self, Readings, Vocabulary};
use twosource::policy::{Policy, Problem};
use twosource::rules::{self, Analysis};
use twosource::source::SourceKind;

fn vocabulary() -> Vocabulary {
    Vocabulary {
        kinds: SourceKind::NAMES.iter().map(|(_, name)| *name).collect(),
        rules: rules::table().iter().map(|rule| rule.name).collect(),
    }
}

fn overruled(draft: &str, text: &str) -> Result<Analysis, Vec<Problem>> {
    let draft = Draft::read("draft.md", Format::Markdown, draft);
    let (read, mut problems) = readings::read(text, &vocabulary());
    let file = Draft::of_graph("draft.md.twosource.toml", text);
    match twosource::analyze_overruled(draft, (read, file), &Policy::default()) {
        Ok(analysis) if problems.is_empty() => Ok(analysis),
        Ok(_) => Err(problems),
        Err(more) => {
            problems.extend(more);
            problems.sort_by_key(|problem| problem.span);
            Err(problems)
        }
    }
}

/// The fenced blocks of one case, by name.
struct Case {
    title: String,
    blocks: Vec<(String, String)>,
}

impl Case {
    fn block(&self, name: &str) -> Option<&str> {
        let found = self.blocks.iter().find(|(known, _)| known == name);
        found.map(|(_, body)| body.as_str())
    }
}

fn cases(document: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut open = false;
    for line in document.lines() {
        if let Some(title) = line.strip_prefix("## ").filter(|_| !open) {
            let (title, blocks) = (title.to_owned(), Vec::new());
            cases.push(Case { title, blocks });
            continue;
        }
        let Some(case) = cases.last_mut() else { continue };
        match line.strip_prefix("```") {
            Some("") => open = false,
            Some(name) => {
                open = true;
                case.blocks.push((name.to_owned(), String::new()));
            }
            None if open => {
                let (_, body) = case.blocks.last_mut().expect("an open block");
                body.push_str(line);
                body.push('\n');
            }
            None => {}
        }
    }
    cases
}

/// A claim as the documents write it.
fn shown(analysis: &Analysis, at: usize) -> String {
    let graph = &analysis.case.graph;
    let claim = &graph.claims[at];
    let names = |ids: Vec<twosource::source::SourceId>| {
        let names = ids.iter().map(|id| graph.source(*id).label());
        names.collect::<Vec<_>>().join(", ")
    };
    let strength = analysis.case.strengths[at].rung.name();
    let mut line = format!("{strength} | {} | {}", names(claim.supporters()), claim.text);
    if !claim.deniers().is_empty() {
        line.push_str(&format!(" | denied by {}", names(claim.deniers())));
    }
    for one in &claim.checked {
        line.push_str(&format!(
            " | checked by {} on {}: {}",
            one.role, one.date, one.note
        ));
    }
    line
}

fn told(problems: &[Problem], text: &str) -> Vec<[String; 3]> {
    let lines = LineIndex::new(text);
    let told = problems.iter().map(|problem| {
        let place = lines.place(problem.span.start);
        let place = format!("{}:{}", place.line, place.column);
        [place, problem.message.clone(), problem.help.clone()]
    });
    told.collect()
}

fn check(case: &Case) -> Option<String> {
    let draft = case.block("draft").expect("a draft");
    let text = case.block("readings").expect("readings");
    match (
        overruled(draft, text),
        case.block("claims"),
        case.block("mistakes"),
    ) {
        (Ok(analysis), Some(wanted), _) => {
            let found: Vec<String> = (0..analysis.case.graph.claims.len())
                .map(|at| shown(&analysis, at))
                .collect();
            let wanted: Vec<&str> = wanted.lines().collect();
            let same = found.len() == wanted.len()
                && found
                    .iter()
                    .zip(&wanted)
                    .all(|(found, wanted)| found.starts_with(wanted));
            (!same).then(|| format!("{}:\n{}", case.title, found.join("\n")))
        }
        (Err(problems), _, Some(wanted)) => {
            let found = told(&problems, text);
            let wanted: Vec<Vec<&str>> = wanted
                .lines()
                .map(|line| line.split('|').map(str::trim).collect())
                .collect();
            let meets = |(found, wanted): (&[String; 3], &Vec<&str>)| {
                found[0] == wanted[0]
                    && found
                        .iter()
                        .zip(wanted)
                        .all(|(found, wanted)| found.contains(wanted))
            };
            let same = found.len() == wanted.len() && found.iter().zip(&wanted).all(meets);
            (!same).then(|| format!("{}:\n{found:#?}", case.title))
        }
        (Ok(_), ..) => Some(format!("{}: there was no mistake", case.title)),
        (Err(problems), ..) => Some(format!("{}:\n{:#?}", case.title, told(&problems, text))),
    }
}

#[test]
fn every_document_says_what_the_desk_makes_of_a_draft() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readings");
    let mut failures = Vec::new();
    let mut seen = 0;
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let text = fs::read_to_string(entry.expect("an entry").path()).expect("a document is text");
        for case in cases(&text) {
            seen += 1;
            failures.extend(check(&case));
        }
    }
    assert!(seen > 20, "{seen}");
    assert!(failures.is_empty(), "\n{}", failures.join("\n\n"));
}

/// What the schema says of a file in TOML.
fn fits_schema(text: &str) -> bool {
    let schema = readings::schema(&vocabulary());
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let table: toml_edit::DocumentMut = text.parse().expect("TOML");
    let tables = table.iter().map(|(name, tables)| {
        let tables = tables.as_array_of_tables().expect("tables").iter();
        let each = tables.map(|table| {
            let rows = table.iter().map(|(key, item)| (key.to_owned(), json(item)));
            serde_json::Value::Object(rows.collect())
        });
        (name.to_owned(), serde_json::Value::Array(each.collect()))
    });
    validator.is_valid(&serde_json::Value::Object(tables.collect()))
}

fn json(item: &toml_edit::Item) -> serde_json::Value {
    if let Some(text) = item.as_str() {
        return text.into();
    }
    if let Some(list) = item.as_array() {
        return list.iter().filter_map(|one| one.as_str()).collect();
    }
    match item.as_integer() {
        Some(number) => number.into(),
        None => item
            .as_bool()
            .map_or_else(|| item.to_string().trim().into(), Into::into),
    }
}

#[test]
fn the_schema_takes_what_the_reader_takes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readings");
    let (mut good, mut wrong) = (0, 0);
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        let text = fs::read_to_string(&path).expect("a document is text");
        for case in cases(&text) {
            let text = case.block("readings").expect("readings");
            let (_, problems) = readings::read(text, &vocabulary());
            let form = path.file_stem().is_some_and(|name| name == "form");
            if problems.is_empty() {
                good += 1;
                assert!(fits_schema(text), "{}", case.title);
            } else if form && !case.title.contains("twice") && !case.title.contains("day") {
                wrong += 1;
                assert!(!fits_schema(text), "{}", case.title);
            }
        }
    }
    assert!(good > 15 && wrong > 5, "{good} {wrong}");
}

#[test]
fn no_message_repeats_what_stands_in_the_file() {
    let text = "[[source]]\nname = \"Petra Novak\"\nkind = \"Petra Novak\"\nPetra = 1\n\
        [[reading]]\nsays = \"It\"\nsource = \"Petra Novak\"\n[[checked]]\nsays = \"It\"\nrole = [\"Petra Novak\"]\n";
    let problems = overruled("It will close, sources said.", text).expect_err("mistakes");
    assert!(problems.len() >= 4, "{problems:?}");
    for problem in problems {
        let told = format!("{} {}", problem.message, problem.help);
        assert!(!told.contains("Petra") && !told.contains("Novak"), "{told}");
    }
}

#[test]
fn words_that_are_gone_may_take_their_source_along() {
    let text = "[[reading]]\nsays = \"The works will close\"\nsource = \"Ines Bauer\"\n";
    let analysis = overruled("It rained all day, said the mayor, Olga Brandt.", text).expect("no mistake");
    let stale = |finding: &twosource::rules::Finding| finding.rule == "stale-reading";
    assert!(analysis.findings.iter().any(stale));
}

#[test]
fn nothing_that_stands_in_a_file_stops_the_reader() {
    let draft =
        "# Works\n\nThe works will close, Ines Bauer said. “It is sad,” she said. Nobody knows why.\n";
    let words = [
        "The works",
        "“",
        "",
        "close, Ines",
        "It is sad,” she said. Nobody",
        "knows why",
        "[Ines] is",
        "é\u{301}",
    ];
    for says in words {
        for rest in [
            "drop = true",
            "own = true",
            "source = \"Ines Bauer\"",
            "same_as = \"Nobody\"",
            "apart_from = [\"It\"]",
        ] {
            let text = format!("[[reading]]\nsays = {says:?}\n{rest}\n");
            if let Ok(analysis) = overruled(draft, &text) {
                let case = &analysis.case;
                assert_eq!(case.attributions.len(), case.of_attribution.len());
                let bytes = case.draft.text.len();
                let spans = case.graph.claims.iter().flat_map(|claim| &claim.spans);
                assert!(
                    spans
                        .clone()
                        .all(|span| span.start < span.end && span.end <= bytes)
                );
            }
        }
    }
    let text = "[[reading\n".to_owned();
    let (read, problems) = readings::read(&text, &vocabulary());
    let nothing = Readings {
        text,
        ..Readings::default()
    };
    assert_eq!(read, nothing);
    assert_eq!(problems.len(), 1);
}
