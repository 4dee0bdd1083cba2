//! The shape of the source: the order of the modules, no drawers, files that fit in a head.

#![allow(clippy::expect_used, reason = "a test stops at what it does not expect")]

use std::path::{Path, PathBuf};

/// The road of the data. A module uses no module that stands after it.
const ROAD: [&str; 11] = [
    "policy",
    "draft",
    "language",
    "attribution",
    "source",
    "claim",
    "graph",
    "strength",
    "trace",
    "rules",
    "report",
];

/// Names that say nothing of what is inside.
const DRAWERS: [&str; 9] = [
    "utils", "util", "types", "common", "helpers", "helper", "misc", "shared", "prelude",
];

const MOST_LINES: usize = 600;

fn source_files() -> Vec<PathBuf> {
    let mut folders = vec![PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder of the source") {
            let path = entry.expect("an entry of it").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// The path below `src`, without the extension: `draft/lines`, `policy/mod`.
fn name_of(file: &Path) -> Vec<String> {
    let below = file
        .strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))
        .expect("a file of the source");
    let parts = below.with_extension("");
    parts
        .iter()
        .map(|part| part.to_string_lossy().into_owned())
        .collect()
}

/// The names that follow `prefix` in code: one for a path, several for `prefix{a::B, c}`.
fn names_after(code: &str, prefix: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (at, _) in code.match_indices(prefix) {
        let before = code[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
            continue;
        }
        let rest = &code[at + prefix.len()..];
        match rest.strip_prefix('{') {
            Some(group) => names.extend(names_in_group(group)),
            None => names.extend(first_word(rest)),
        }
    }
    names
}

/// The first word of each entry of a group of imports, given from after its opening brace.
fn names_in_group(group: &str) -> Vec<String> {
    let mut depth = 0;
    let mut entries = vec![String::new()];
    for c in group.chars() {
        match c {
            '}' if depth == 0 => break,
            ',' if depth == 0 => entries.push(String::new()),
            _ => {
                depth += i32::from(c == '{') - i32::from(c == '}');
                entries.last_mut().expect("one at least").push(c);
            }
        }
    }
    entries
        .iter()
        .filter_map(|entry| first_word(entry.trim_start()))
        .collect()
}

fn first_word(text: &str) -> Option<String> {
    let word: String = text
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect();
    (!word.is_empty()).then_some(word)
}

/// What a file of the library takes from the top of the crate. `parts` is its name, see [`name_of`].
fn taken_from_the_top(parts: &[&str], text: &str) -> Vec<String> {
    let code: String = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| [line, "\n"])
        .collect();
    let mut taken = names_after(&code, "crate::");
    // `src/draft/mod.rs` is one `super` below the top, `src/draft/lines.rs` two.
    let below = parts.len() - usize::from(parts.last() == Some(&"mod"));
    taken.extend(names_after(&code, &"super::".repeat(below)));
    taken.retain(|name| name != "super" && name != "self");
    taken
}

/// Names at the top that are no steps of the road, and the first step that may use each.
fn owner(name: &str) -> &str {
    match name {
        "Analysis" => "rules",
        // No steps, but what all steps speak in.
        "span" | "when" => "policy",
        other => other,
    }
}

fn looks_back(parts: &[&str], text: &str) -> Vec<String> {
    let place = |name: &str| ROAD.iter().position(|step| *step == name);
    let Some(own) = place(parts[0]) else {
        return Vec::new();
    };
    let mut wrong = taken_from_the_top(parts, text);
    wrong.retain(|name| place(owner(name)).is_none_or(|other| other > own));
    wrong
}

#[test]
fn no_module_uses_one_that_stands_after_it() {
    let mut wrong = Vec::new();
    for file in source_files() {
        let name = name_of(&file);
        let parts: Vec<&str> = name.iter().map(String::as_str).collect();
        let text = std::fs::read_to_string(&file).expect("source is text");
        for taken in looks_back(&parts, &text) {
            wrong.push(format!("src/{}.rs uses crate::{taken}", name.join("/")));
        }
    }
    assert!(
        wrong.is_empty(),
        "against the road {ROAD:?}:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn a_look_back_is_seen_however_it_is_written() {
    let from = |name: &str, code: &str| looks_back(&name.split('/').collect::<Vec<_>>(), code);
    assert_eq!(from("draft/lines", "use crate::rules::Finding;"), ["rules"]);
    assert_eq!(
        from("draft/mod", "use crate::{claim::{A, B}, policy, report};"),
        ["claim", "report"]
    );
    assert_eq!(
        from("draft/mod", "fn f(g: &crate::graph::SourceGraph) {}"),
        ["graph"]
    );
    assert_eq!(from("draft/mod", "use super::strength::Rung;"), ["strength"]);
    assert_eq!(
        from("draft/lines", "use super::super::strength::Rung;"),
        ["strength"]
    );
    assert_eq!(from("draft/mod", "fn f(a: crate::Analysis) {}"), ["Analysis"]);
    assert_eq!(
        from(
            "draft/lines",
            "use super::strength;\n// crate::rules\nuse crate::policy::Level;"
        ),
        [""; 0]
    );
    assert_eq!(from("report/text", "use crate::{Analysis, rules};"), [""; 0]);
}

#[test]
fn the_crate_lists_its_modules_in_the_order_of_the_road() {
    let top =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).expect("lib.rs");
    let listed: Vec<&str> = top
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .filter(|name| !["span", "when"].contains(name))
        .collect();
    assert_eq!(listed, ROAD);
}

#[test]
fn no_drawers() {
    for file in source_files() {
        let name = name_of(&file);
        let drawer = name.iter().find(|part| DRAWERS.contains(&part.as_str()));
        assert_eq!(drawer, None, "src/{}.rs: say what is inside", name.join("/"));
    }
}

#[test]
fn files_fit_in_a_head() {
    for file in source_files() {
        let lines = std::fs::read_to_string(&file)
            .expect("source is text")
            .lines()
            .count();
        let name = name_of(&file).join("/");
        assert!(
            lines <= MOST_LINES,
            "src/{name}.rs has {lines} lines; would two rooms be clearer?"
        );
    }
}

#[test]
fn every_file_of_tests_is_a_module_of_the_one_binary() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let code_in = |folder: &Path| {
        let entries = std::fs::read_dir(folder).expect("a folder of tests");
        let paths = entries.map(|entry| entry.expect("an entry of it").path());
        let code = paths.filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
        let mut names: Vec<String> = code
            .filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned()))
            .collect();
        names.sort();
        names
    };
    assert_eq!(
        code_in(&tests),
        [""; 0],
        "links the whole program once more; put it into tests/it/"
    );
    let main = std::fs::read_to_string(tests.join("it/main.rs")).expect("source is text");
    let modules = main
        .lines()
        .filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';'));
    let mut listed: Vec<&str> = modules.collect();
    listed.push("main");
    listed.sort_unstable();
    assert_eq!(
        code_in(&tests.join("it")),
        listed,
        "tests/it/main.rs lists what is run"
    );
}

#[test]
fn no_test_changes_what_all_tests_share() {
    let shared = ["set_current_dir", "set_var", "remove_var"].map(|call| format!("env::{call}("));
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder of tests") {
            let path = entry.expect("an entry of it").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("source is text");
            let used: Vec<&String> = shared
                .iter()
                .filter(|call| text.contains(call.as_str()))
                .collect();
            assert!(used.is_empty(), "{}: {used:?}", path.display());
        }
    }
}
