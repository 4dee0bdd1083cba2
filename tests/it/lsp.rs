//! The language server as an editor meets it: the program is started, spoken with over its standard input and output, and what it
//! says is compared with `check` and with the cases in `tests/lsp/`.
//!
//! A case is a level-two heading with fenced blocks: `draft`; `readings`, what stands beside it, if anything; and what is asked of
//! the draft with the answer: `lens`, `hover WORDS` (the cursor stands at their beginning), `actions WORDS` (the words are selected; one
//! title a line), `after TITLE` (the readings file after the first action of that title at the words of the `actions` before it).

#![allow(clippy::expect_used, clippy::panic)]

mod editor;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;

use editor::{Editor, able, edited, place, uri};

const DAY: &str = "2025-03-06";

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let there = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &there);
        } else {
            fs::copy(&path, &there).expect("a file");
        }
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Path, rule, level, message, first line and column, last line and column.
type Row = (String, String, u64, String, [u64; 4]);

/// What `check` finds in a folder, with columns that count as `units` does.
fn checked(folder: &Path, level: &str, units: fn(&str) -> usize) -> BTreeSet<Row> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_twosource"));
    let arguments = [
        "check",
        "--exit-zero",
        "--format",
        "rdjson",
        "--today",
        DAY,
        "--level",
        level,
        ".",
    ];
    let output = command
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("it runs");
    let found: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let row = |one: &Value| {
        let path = one["location"]["path"].as_str().expect("a path").to_owned();
        let text = fs::read_to_string(folder.join(&path)).expect("is text");
        let number =
            |end: &str, key: &str| one["location"]["range"][end][key].as_u64().expect("a number") - 1;
        let column = |end: &str| {
            let (line, column) = (number(end, "line"), number(end, "column"));
            let line = text.split_inclusive('\n').nth(line as usize).unwrap_or_default();
            units(&line[..column as usize]) as u64
        };
        let severity = ["ERROR", "WARNING", "INFO"]
            .iter()
            .position(|name| one["severity"] == *name);
        let word = |value: &Value| value.as_str().expect("a word").to_owned();
        (
            path,
            word(&one["code"]["value"]),
            severity.expect("a known one") as u64 + 1,
            word(&one["message"]),
            [
                number("start", "line"),
                column("start"),
                number("end", "line"),
                column("end"),
            ],
        )
    };
    found["diagnostics"]
        .as_array()
        .expect("a list")
        .iter()
        .map(row)
        .collect()
}

/// What an editor shows that has opened every file of a folder; and what is shown that no rule says.
fn shown(folder: &Path, level: &str, encoding: &str) -> (BTreeSet<Row>, Vec<(String, Value)>) {
    let mut editor = Editor::start(folder, &["--today", DAY, "--level", level], able(encoding));
    for path in files(folder) {
        let language = match path.extension().and_then(|extension| extension.to_str()) {
            Some("md") => "markdown",
            Some("html") => "html",
            _ => "plaintext",
        };
        if let Ok(text) = fs::read_to_string(&path) {
            editor.open(&uri(&path), language, &text);
            // What is asked is answered when the text is judged.
            editor.ask(
                "textDocument/codeLens",
                json!({"textDocument": {"uri": uri(&path)}}),
            );
        }
    }
    let (mut rows, mut others) = (BTreeSet::new(), Vec::new());
    for (file, (_, diagnostics)) in &editor.shown {
        let path = file
            .strip_prefix(&uri(folder))
            .expect("is in it")
            .trim_start_matches('/');
        for one in diagnostics {
            assert_eq!(one["source"], "twosource");
            let Some(rule) = one["code"].as_str() else {
                others.push((path.to_owned(), one.clone()));
                continue;
            };
            let number = |end: &str, key: &str| one["range"][end][key].as_u64().expect("a number");
            let places = [
                number("start", "line"),
                number("start", "character"),
                number("end", "line"),
                number("end", "character"),
            ];
            let message = one["message"].as_str().expect("words").to_owned();
            let severity = one["severity"].as_u64().expect("a number");
            rows.insert((path.to_owned(), rule.to_owned(), severity, message, places));
        }
    }
    editor.shut_down();
    (rows, others)
}

#[test]
fn diagnostics_are_what_check_says() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path().canonicalize().expect("a folder");
    // Drafts alone; with readings, policies, claims graphs that stand for drafts.
    for desk in [
        "drafts",
        "cmd/readings.in/drafts",
        "cmd/policy.in/desk",
        "cmd/gate.in/desk",
        "cmd/pairs.in/both",
    ] {
        copy(&tests.join(desk), &folder.join(desk.replace('/', "-")));
    }
    let utf16 = |text: &str| text.encode_utf16().count();
    let (found, _) = shown(&folder, "note", "utf-16");
    assert_eq!(found, checked(&folder, "note", utf16));
    assert!(found.len() > 40, "{}", found.len());
    let paths: BTreeSet<&str> = found.iter().map(|row| row.0.as_str()).collect();
    assert!(
        paths.iter().any(|path| path.ends_with(".twosource.toml")),
        "{paths:?}"
    );
    let bytes = |text: &str| text.len();
    assert_eq!(
        shown(&folder, "warning", "utf-8").0,
        checked(&folder, "warning", bytes)
    );
}

/// One case of a document in `tests/lsp/`.
struct Case {
    title: String,
    blocks: Vec<(String, String)>,
}

fn cases(document: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut block: Option<(String, String)> = None;
    for line in document.lines() {
        match (&mut block, cases.last_mut()) {
            (Some(_), Some(case)) if line == "~~~" => case.blocks.extend(block.take()),
            (Some((_, text)), _) => {
                text.push_str(line);
                text.push('\n');
            }
            (None, _) if line.starts_with("## ") => cases.push(Case {
                title: line[3..].to_owned(),
                blocks: Vec::new(),
            }),
            (None, _) if line.starts_with("~~~") => {
                block = Some((line[3..].trim().to_owned(), String::new()))
            }
            _ => {}
        }
    }
    cases
}

/// A draft with what stands beside it, open in an editor.
struct Desk {
    editor: Editor,
    draft: String,
    text: String,
    readings: String,
    /// The actions that were offered last.
    actions: Vec<Value>,
}

impl Desk {
    fn of(case: &Case, folder: &TempDir) -> Desk {
        let block = |name: &str| {
            let found = case.blocks.iter().find(|(known, _)| known == name);
            found.map(|(_, text)| text.clone())
        };
        let path = folder.path().join("draft.md");
        let text = block("draft").expect("a draft");
        fs::write(&path, &text).expect("is written");
        if let Some(readings) = block("readings") {
            fs::write(folder.path().join("draft.md.twosource.toml"), readings).expect("is written");
        }
        let mut editor = Editor::start(folder.path(), &["--today", DAY], able("utf-16"));
        let draft = uri(&path);
        editor.open(&draft, "markdown", &text);
        Desk {
            editor,
            draft,
            text,
            readings: block("readings").unwrap_or_default(),
            actions: Vec::new(),
        }
    }

    fn of_draft(&self) -> Value {
        json!({"uri": self.draft})
    }

    /// The answer to what a block asks, as the block has it.
    fn answer(&mut self, asked: &str) -> String {
        let (what, words) = asked.split_once(' ').unwrap_or((asked, ""));
        let document = self.of_draft();
        let shown = if what == "after" { "" } else { words };
        let start = self.text.find(shown);
        let start = start.unwrap_or_else(|| panic!("{shown:?} is not in the draft"));
        let from = place(&self.text, start);
        let to = place(&self.text, start + shown.len());
        match what {
            "hover" => {
                let answer = self.editor.ask(
                    "textDocument/hover",
                    json!({"textDocument": document, "position": from}),
                );
                let contents = &answer["result"]["contents"];
                contents["value"]
                    .as_str()
                    .map_or("nothing".to_owned(), str::to_owned)
            }
            "lens" => {
                let answer = self
                    .editor
                    .ask("textDocument/codeLens", json!({"textDocument": document}));
                let lens = &answer["result"][0];
                format!(
                    "line {}: {}",
                    lens["range"]["start"]["line"],
                    lens["command"]["title"].as_str().expect("words")
                )
            }
            "actions" => {
                let asked = json!({"textDocument": document, "range": {"start": from, "end": to}, "context": {"diagnostics": []}});
                let answer = self.editor.ask("textDocument/codeAction", asked);
                self.actions = answer["result"].as_array().expect("a list").clone();
                let titles = self
                    .actions
                    .iter()
                    .map(|action| action["title"].as_str().expect("words"));
                titles.collect::<Vec<_>>().join("\n")
            }
            "after" => {
                let action = self.actions.iter().find(|action| action["title"] == words);
                let changes = action.expect("was offered")["edit"]["documentChanges"].clone();
                let mut changes = changes.as_array().expect("a list").clone();
                let file = format!("{}.twosource.toml", self.draft);
                if self.readings.is_empty() {
                    let made = changes.remove(0);
                    assert_eq!((&made["kind"], &made["uri"]), (&json!("create"), &json!(file)));
                }
                assert_eq!(changes[0]["textDocument"], json!({"version": null, "uri": file}));
                edited(&self.readings, &changes[0]["edits"][0])
            }
            other => panic!("{other}: not known"),
        }
    }
}

#[test]
fn editors_are_answered_as_the_cases_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lsp");
    let mut number = 0;
    for path in files(&folder)
        .iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
    {
        for case in cases(&fs::read_to_string(path).expect("is text")) {
            let desk = tempfile::tempdir().expect("a folder");
            let mut desk = Desk::of(&case, &desk);
            for (asked, expected) in &case.blocks {
                if ["draft", "readings"].contains(&asked.as_str()) {
                    continue;
                }
                let answer = desk.answer(asked);
                assert_eq!(
                    answer.trim_end(),
                    expected.trim_end(),
                    "{}: {asked}\n{answer}",
                    case.title
                );
                number += 1;
            }
            desk.editor.shut_down();
        }
    }
    assert!(number > 10, "{number}");
}

const BRIBES: &str = "# Council meets on berths\n\nThe harbour council met for three hours on Monday, and the quay was full of boats.\n\n\
    Warden Odo Kessel took bribes from owners of boats, former clerk Mila Oren said.\n";

/// A draft in a folder, open in an editor that was started there.
fn opened(text: &str) -> (TempDir, PathBuf, Editor) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().canonicalize().expect("a folder").join("a draft.md");
    fs::write(&path, text).expect("is written");
    let mut editor = Editor::start(
        path.parent().expect("a folder"),
        &["--today", DAY],
        able("utf-16"),
    );
    editor.open(&file(&path), "markdown", text);
    (folder, path, editor)
}

/// The URI as editors write it.
fn file(path: &Path) -> String {
    uri(path).replace(' ', "%20")
}

fn rules(diagnostics: &[Value]) -> Vec<&str> {
    diagnostics
        .iter()
        .filter_map(|one| one["code"].as_str())
        .collect()
}

#[test]
fn what_is_typed_is_judged_as_if_it_had_been_opened() {
    let (_folder, path, mut editor) = opened("# 🙂\n\nBoats came and went.\n\nNothing yet.\n");
    let mut text = "# 🙂\n\nBoats came and went.\n\nNothing yet.\n".to_owned();
    // Word by word, before and behind letters of every width; the last change replaces, the one before it takes away.
    let mut version = 1;
    let steps = [
        ("# 🙂", "# 🙂 Zoë"),
        (
            "Nothing yet.",
            "The warden Zoë Aalto took bribes, clerk Ödön 🙂 Kessel said on Monday.",
        ),
        ("Monday.", "Monday.\r\n\r\nSources said the pier will close."),
        (" 🙂 Kessel", " Kessel"),
        ("Sources", "Two officials"),
    ];
    for (old, new) in steps {
        version += 1;
        let start = text.find(old).expect("is in it");
        let range = json!({"start": place(&text, start), "end": place(&text, start + old.len())});
        editor.change(&file(&path), version, json!([{"range": range, "text": new}]));
        text = text.replacen(old, new, 1);
    }
    let typed = editor.diagnostics(&file(&path), version);
    editor.change(&file(&path), version + 1, json!([{"text": text}]));
    let whole = editor.diagnostics(&file(&path), version + 1);
    editor.shut_down();
    let (_other, path, mut editor) = opened(&text);
    assert_eq!(editor.diagnostics(&file(&path), 1), typed);
    assert_eq!(whole, typed);
    assert!(rules(&typed).contains(&"no-reply-sought"), "{typed:?}");
    editor.shut_down();
}

#[test]
fn readings_are_judged_as_the_editor_has_them() {
    let (_folder, path, mut editor) = opened(BRIBES);
    assert!(rules(&editor.diagnostics(&file(&path), 1)).contains(&"no-reply-sought"));
    let beside = format!("{}.twosource.toml", file(&path));
    let entry = |reason: &str| {
        format!(
            "[[accept]]\nrule = \"no-reply-sought\"\nsays = \"Warden Odo Kessel took bribes\"\nrole = \"desk\"\ndate = {DAY}\nreason = \"{reason}\"\n"
        )
    };
    // Without a reason nothing passes, and both files say so.
    editor.open(&beside, "toml", &entry(""));
    editor.ask(
        "textDocument/codeLens",
        json!({"textDocument": {"uri": file(&path)}}),
    );
    editor.ask("textDocument/codeLens", json!({"textDocument": {"uri": beside}}));
    let mistake = &editor.shown[&beside].1[0];
    assert_eq!(
        (&mistake["range"]["start"]["line"], &mistake["severity"]),
        (&json!(5), &json!(1))
    );
    assert!(
        mistake["message"]
            .as_str()
            .is_some_and(|words| words.contains("`reason` is empty")),
        "{mistake}"
    );
    let unjudged = &editor.shown[&file(&path)].1;
    assert!(
        unjudged[0]["message"]
            .as_str()
            .is_some_and(|words| words.contains("not judged")),
        "{unjudged:?}"
    );
    // With one it does, though nothing was saved.
    editor.change(&beside, 2, json!([{"text": entry("nobody else was there")}]));
    editor.ask(
        "textDocument/codeLens",
        json!({"textDocument": {"uri": file(&path)}}),
    );
    editor.ask("textDocument/codeLens", json!({"textDocument": {"uri": beside}}));
    assert!(!rules(&editor.shown[&file(&path)].1).contains(&"no-reply-sought"));
    assert!(editor.shown[&beside].1.is_empty());
    // Closed without saving, it never was.
    editor.tell("textDocument/didClose", json!({"textDocument": {"uri": beside}}));
    editor.ask(
        "textDocument/codeLens",
        json!({"textDocument": {"uri": file(&path)}}),
    );
    assert!(rules(&editor.shown[&file(&path)].1).contains(&"no-reply-sought"));
    editor.tell(
        "textDocument/didClose",
        json!({"textDocument": {"uri": file(&path)}}),
    );
    while !editor.shown[&file(&path)].1.is_empty() {
        editor.hear();
    }
    editor.shut_down();
}

#[test]
fn a_saved_policy_holds_at_once_and_its_mistakes_are_shown_in_it() {
    let (folder, path, mut editor) = opened(BRIBES);
    assert!(rules(&editor.diagnostics(&file(&path), 1)).contains(&"no-reply-sought"));
    let policy = folder
        .path()
        .canonicalize()
        .expect("a folder")
        .join("twosource.toml");
    let mut saved = |text: &str| {
        fs::write(&policy, text).expect("is written");
        editor.tell("workspace/didChangeWatchedFiles", json!({"changes": []}));
        editor.ask(
            "textDocument/codeLens",
            json!({"textDocument": {"uri": file(&path)}}),
        );
        (
            editor.shown[&file(&path)].1.clone(),
            editor.shown.get(&uri(&policy)).map(|(_, all)| all.clone()),
        )
    };
    assert!(!rules(&saved("[rules]\nno-reply-sought = \"off\"\n").0).contains(&"no-reply-sought"));
    let (draft, wrong) = saved("[rules]\nsingle-sauce = \"off\"\n");
    assert!(
        draft[0]["message"]
            .as_str()
            .is_some_and(|words| words.contains("1 mistake in the policy")),
        "{draft:?}"
    );
    let wrong = wrong.expect("is shown");
    assert_eq!(wrong[0]["range"]["start"]["line"], 1, "{wrong:?}");
    assert!(
        wrong[0]["message"]
            .as_str()
            .is_some_and(|words| words.contains("single-source")),
        "{wrong:?}"
    );
    let (draft, wrong) = saved("exclude = [\"*.md\"]\n");
    assert_eq!((draft, wrong), (Vec::new(), Some(Vec::new())));
    editor.shut_down();
}

#[test]
fn pages_of_rules_are_opened_as_files_or_told() {
    let (_folder, _, mut editor) = opened(BRIBES);
    let explain = json!({"command": "twosource.explain", "arguments": ["single-source"]});
    let page = editor.ask("workspace/executeCommand", explain.clone())["result"]
        .as_str()
        .expect("a page")
        .to_owned();
    assert!(page.starts_with("# single-source\n"), "{page}");
    let shown = |one: &&Value| one["method"] == "window/showDocument";
    let there = editor.heard.iter().find(shown).expect("is shown")["params"]["uri"]
        .as_str()
        .expect("a URI")
        .to_owned();
    let there = PathBuf::from(there.strip_prefix("file://").expect("a file"));
    assert_eq!(fs::read_to_string(&there).expect("is there"), page);
    let wrong = json!({"command": "twosource.explain", "arguments": ["../single-source"]});
    assert_eq!(
        editor.ask("workspace/executeCommand", wrong)["error"]["code"],
        -32602
    );
    editor.shut_down();
    assert!(!there.exists(), "it goes with the server");

    let folder = tempfile::tempdir().expect("a folder");
    let mut editor = Editor::start(folder.path(), &[], json!({}));
    editor.ask("workspace/executeCommand", explain);
    let told = |one: &&Value| one["method"] == "window/showMessage" && one["params"]["message"] == page;
    assert!(editor.heard.iter().any(|one| told(&one)), "{:?}", editor.heard);
    editor.shut_down();
}

#[test]
fn what_is_odd_is_answered_and_what_is_strange_is_left_alone() {
    let (folder, path, mut editor) = opened(BRIBES);
    assert_eq!(
        editor.ask("textDocument/rename", json!({}))["error"]["code"],
        -32601
    );
    for params in [
        json!(null),
        json!([]),
        json!({"textDocument": 7}),
        json!({"textDocument": {"uri": file(&path)}, "position": {"line": -1}}),
    ] {
        assert_eq!(editor.ask("textDocument/hover", params)["error"]["code"], -32602);
    }
    editor.tell("textDocument/didOpen", json!({"textDocument": {"uri": 7}}));
    editor.tell("$/setTrace", json!({"value": "off"}));
    editor.tell("no/such", json!([1, 2]));
    editor.send(json!({"id": 99_999, "result": null}));
    // Places that are none, files that were never opened, and those that are no drafts.
    let far = json!({"textDocument": {"uri": file(&path)}, "position": {"line": 4_000_000_000_u32, "character": 4_000_000_000_u32}});
    assert_eq!(editor.ask("textDocument/hover", far)["result"], Value::Null);
    let turned = json!({"start": {"line": 9, "character": 9}, "end": {"line": 0, "character": 0}});
    editor.change(&file(&path), 2, json!([{"range": turned, "text": "x"}]));
    for _ in 0..2 {
        let unknown = json!({"textDocument": {"uri": "file:///nowhere.md"}});
        assert_eq!(
            editor.ask("textDocument/codeLens", unknown)["result"],
            Value::Null
        );
    }
    for (name, text) in [
        ("letter.docx", "PK"),
        ("main.rs", "fn main() {}"),
        ("Cargo.toml", "[package]"),
    ] {
        let there = uri(&folder.path().join(name));
        editor.open(&there, "rust", text);
        assert_eq!(
            editor.ask("textDocument/codeLens", json!({"textDocument": {"uri": there}}))["result"],
            json!([])
        );
        assert!(!editor.shown.contains_key(&there));
    }
    let untitled = "untitled:Untitled-1";
    editor.open(untitled, "markdown", BRIBES);
    assert!(rules(&editor.diagnostics(untitled, 1)).contains(&"no-reply-sought"));
    let logged = |words: &str| {
        let messages = editor
            .heard
            .iter()
            .filter_map(|one| one["params"]["message"].as_str());
        messages.filter(|message| message.contains(words)).count()
    };
    assert_eq!(
        (
            logged("nowhere.md"),
            logged("letter.docx"),
            logged("didOpen: not understood")
        ),
        (1, 1, 1)
    );
    editor.shut_down();
}

#[test]
fn a_question_that_is_taken_back_is_answered_so_or_was_answered() {
    let (_folder, path, mut editor) = opened(BRIBES);
    editor.change(&file(&path), 2, json!([{"text": BRIBES.repeat(20)}]));
    let asked = editor.post(
        "textDocument/codeLens",
        json!({"textDocument": {"uri": file(&path)}}),
    );
    editor.tell("$/cancelRequest", json!({"id": asked}));
    editor.tell("$/cancelRequest", json!({"id": "nobody"}));
    let answer = editor.answer(asked);
    assert!(
        answer["error"]["code"] == -32800 || answer["result"].is_array(),
        "{answer}"
    );
    editor.shut_down();
}

#[test]
fn the_end_is_told_by_the_exit_code() {
    // Gone without a word.
    let (_folder, _, editor) = opened(BRIBES);
    let (status, told) = editor.end();
    assert_eq!((status.code(), told.as_str()), (Some(1), ""));
    // After it was shut down nothing else is answered.
    let (_folder, path, mut editor) = opened(BRIBES);
    editor.ask("shutdown", Value::Null);
    let late = editor.ask(
        "textDocument/codeLens",
        json!({"textDocument": {"uri": file(&path)}}),
    );
    assert_eq!(late["error"]["code"], -32600);
    editor.tell("exit", Value::Null);
    assert_eq!(editor.end().0.code(), Some(0));
    // What is no message ends it, in one line that repeats nothing of it.
    for message in ["{\"secret\"", "[]", "secret"] {
        let (_folder, _, mut editor) = opened(BRIBES);
        editor.send_text(message);
        let (status, told) = editor.end();
        assert_eq!(status.code(), Some(2), "{told}");
        assert!(
            told.starts_with("error: ") && told.lines().count() == 1 && !told.contains("secret"),
            "{told}"
        );
    }
}

#[test]
fn what_cannot_be_used_is_told_before_it_starts() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("known.json"), "{}").expect("is written");
    let mut command = Command::new(env!("CARGO_BIN_EXE_twosource"));
    let output = command
        .args(["lsp", "--baseline", "known.json"])
        .current_dir(folder.path())
        .output()
        .expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("known.json"));
}
