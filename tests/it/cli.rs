//! The program as a person or another program meets it. Most cases are data: `tests/cmd/*.md`, commands with what
//! they print; here stands what those cannot say.

#![allow(clippy::expect_used, reason = "a test stops at what it does not expect")]

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const DRAFT: &str = "# Harbour to close for a week, minister says\n\n\
    The old harbour of Port Alder will close for a week in May, Transport Minister Ines Calloway said on Tuesday.\n\n\
    Sources said the repair may take longer.\n";

#[test]
fn commands_print_what_their_pages_say() {
    let cases = trycmd::TestCases::new();
    cases.case("tests/cmd/*.md");
    cases.run();
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder to work in")
}

fn put(folder: &TempDir, name: &str, text: &str) {
    std::fs::write(folder.path().join(name), text).expect("the folder takes files");
}

fn twosource(folder: &TempDir) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_twosource"));
    command.current_dir(folder.path());
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command
}

fn run(folder: &TempDir, arguments: &[&str]) -> Output {
    twosource(folder).args(arguments).output().expect("it starts")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("prints UTF-8")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("prints UTF-8")
}

fn code(output: &Output) -> Option<i32> {
    output.status.code()
}

fn piped(folder: &TempDir, arguments: &[&str], text: &str) -> Output {
    let mut child = twosource(folder)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut stdin = child.stdin.take().expect("is piped");
    stdin.write_all(text.as_bytes()).expect("is read");
    drop(stdin);
    child.wait_with_output().expect("it ends")
}

#[test]
fn standard_input_is_a_draft_under_the_name_given() {
    let folder = folder();
    let named = piped(
        &folder,
        &["check", "-", "--stdin-filename", "desk/draft.md"],
        DRAFT,
    );
    assert!(
        stdout(&named).contains("desk/draft.md:5:1: error[bare-source]"),
        "{}",
        stdout(&named)
    );
    assert_eq!(code(&named), Some(1));
    let json = piped(&folder, &["analyze", "-"], DRAFT);
    let read: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON and nothing else");
    assert_eq!(read["draft"]["path"], "<stdin>");
    assert_eq!(read["draft"]["format"], "plain");
}

#[test]
fn a_reader_that_leaves_early_is_no_failure() {
    let folder = folder();
    put(&folder, "draft.md", DRAFT);
    let mut child = twosource(&folder)
        .args(["analyze", "--format", "jsonl"])
        .args(vec!["draft.md"; 60])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut first = String::new();
    let mut reader = BufReader::new(child.stdout.take().expect("is piped"));
    reader.read_line(&mut first).expect("it prints");
    drop(reader);
    let mut messages = String::new();
    let mut said = child.stderr.take().expect("is piped");
    said.read_to_string(&mut messages).expect("UTF-8");
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
    assert_eq!(messages, "");
    assert!(first.ends_with("}\n"));
}

#[test]
fn output_does_not_depend_on_the_number_of_threads() {
    let folder = folder();
    let names: Vec<String> = (0..15).map(|number| format!("{number}.md")).collect();
    for (number, name) in names.iter().enumerate() {
        put(&folder, name, &DRAFT.repeat(1 + number % 3));
    }
    let of = |jobs: &str| {
        let mut command = twosource(&folder);
        command
            .args(["analyze", "--format", "jsonl", "--jobs", jobs])
            .args(&names);
        stdout(&command.output().expect("it starts"))
    };
    let alone = of("1");
    assert_eq!(alone, of("5"));
    let paths: Vec<String> = alone
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("a line of JSON"))
        .filter_map(|read| read["draft"]["path"].as_str().map(str::to_owned))
        .collect();
    assert_eq!(paths, names);
}

#[test]
fn colour_is_for_terminals_and_those_who_ask() {
    let folder = folder();
    put(&folder, "draft.md", DRAFT);
    let coloured = |arguments: &[&str], environment: &[(&str, &str)]| {
        let mut command = twosource(&folder);
        command.args(arguments).envs(environment.iter().copied());
        stdout(&command.output().expect("it starts")).contains('\u{1b}')
    };
    assert!(!coloured(&["report", "draft.md"], &[]), "a pipe");
    assert!(coloured(&["report", "--color", "always", "draft.md"], &[]));
    assert!(coloured(&["report", "draft.md"], &[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(
        &["report", "draft.md"],
        &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]
    ));
    assert!(!coloured(
        &["report", "--color", "never", "draft.md"],
        &[("CLICOLOR_FORCE", "1")]
    ));
}

#[test]
fn a_hostile_name_or_draft_reaches_no_terminal() {
    let folder = folder();
    let name = "\u{1b}[2Jx\u{202e}.md";
    put(
        &folder,
        name,
        "Sources said \u{1b}]0;owned\u{7} that \u{9b}31m it \u{202e}is so.\n",
    );
    for arguments in [["check", name], ["report", name], ["report", "\u{1b}[2Jgone.md"]] {
        let output = run(&folder, &arguments);
        let said = stdout(&output) + &stderr(&output);
        let harmful = said
            .chars()
            .find(|c| (c.is_control() && *c != '\n') || *c == '\u{202e}');
        assert_eq!(harmful, None, "{arguments:?}: {said:?}");
        assert!(!said.is_empty());
    }
}

#[test]
fn a_baseline_lets_old_findings_pass_and_does_not_rot() {
    let folder = folder();
    put(&folder, "draft.md", DRAFT);
    assert_eq!(code(&run(&folder, &["check", "draft.md"])), Some(1));
    assert_eq!(
        code(&run(
            &folder,
            &["check", "--write-baseline", "known.json", "draft.md"]
        )),
        Some(0)
    );
    let known = run(&folder, &["check", "--baseline", "known.json", "draft.md"]);
    assert_eq!(code(&known), Some(0), "{}", stdout(&known));

    put(&folder, "draft.md", &format!("Officials said so.\n\n{DRAFT}"));
    let moved = run(&folder, &["check", "--baseline", "known.json", "draft.md"]);
    assert_eq!(code(&moved), Some(1), "one is new, the other only moved");
    assert!(stderr(&moved).contains("1 error"), "{}", stderr(&moved));

    put(
        &folder,
        "draft.md",
        "The library stays open, its director, Tomas Lind, said.\n",
    );
    let mended = run(
        &folder,
        &[
            "check",
            "--baseline",
            "known.json",
            "--fail-on",
            "warning",
            "draft.md",
        ],
    );
    assert!(
        stderr(&mended).contains("draft.md: the baseline knows a finding of bare-source that is no more")
    );
    assert_eq!(code(&mended), Some(1), "a stale entry is a warning");

    std::fs::remove_file(folder.path().join("draft.md")).expect("was there");
    put(&folder, "other.md", "Nothing.\n");
    let gone = run(&folder, &["check", "--baseline", "known.json", "other.md"]);
    assert!(stderr(&gone).contains("draft.md: the baseline knows this file, and it is no more"));
}

#[test]
fn an_extracted_graph_can_be_checked_and_is_not_overwritten() {
    let folder = folder();
    put(&folder, "draft.md", DRAFT);
    assert_eq!(
        code(&run(&folder, &["extract", "draft.md", "-o", "draft.toml"])),
        Some(0)
    );
    let written = std::fs::read_to_string(folder.path().join("draft.toml")).expect("was written");
    assert!(
        written.contains("draft = \"draft.md\"") && written.contains("Ines Calloway"),
        "{written}"
    );
    let report = run(&folder, &["report", "draft.toml"]);
    assert_eq!((code(&report), stderr(&report).as_str()), (Some(0), ""));
    assert!(stdout(&report).contains("Ines Calloway"));

    put(&folder, "draft.toml", "# corrected\n");
    let again = run(&folder, &["extract", "draft.md", "-o", "draft.toml"]);
    assert_eq!(code(&again), Some(2));
    assert!(stderr(&again).contains("is there already"));
    assert_eq!(
        std::fs::read_to_string(folder.path().join("draft.toml")).expect("is there"),
        "# corrected\n"
    );
    assert_eq!(
        code(&run(
            &folder,
            &["extract", "--force", "draft.md", "-o", "draft.toml"]
        )),
        Some(0)
    );
}

#[test]
fn extracted_readings_hold_nothing_until_somebody_says_so_and_then_they_do() {
    let folder = folder();
    put(&folder, "draft.md", DRAFT);
    let before = stdout(&run(&folder, &["report", "draft.md"]));
    let readings = "draft.md.twosource.toml";
    let written = run(&folder, &["extract", "draft.md", "--readings", "-o", readings]);
    assert_eq!(code(&written), Some(0), "{}", stderr(&written));
    assert_eq!(stdout(&run(&folder, &["report", "draft.md"])), before);
    let text = std::fs::read_to_string(folder.path().join(readings)).expect("it is there");
    let sure: Vec<u32> = text
        .lines()
        .filter_map(|line| {
            line.split(", ")
                .nth(1)?
                .strip_suffix(" of 100 sure")?
                .parse()
                .ok()
        })
        .collect();
    assert!(sure.len() > 1 && sure.is_sorted(), "{text}");
    // All that it proposes is what was read already, so that it changes nothing and no mistake is in it.
    let (_, entries) = text.split_once("\n\n").expect("a head, and then entries");
    let lines = entries.lines().filter_map(|line| line.strip_prefix("# "));
    let tables = lines.filter(|line| {
        line.starts_with("[[") || line.split_once(" = ").is_some_and(|(key, _)| !key.contains(' '))
    });
    put(&folder, readings, &tables.collect::<Vec<_>>().join("\n"));
    let after = run(&folder, &["report", "draft.md"]);
    assert_eq!(stdout(&after), before, "{}", stderr(&after));
    let again = run(&folder, &["extract", "draft.md", "--readings", "-o", readings]);
    assert_eq!(code(&again), Some(2));
}

#[test]
fn an_update_adds_what_the_draft_has_new_and_leaves_all_else() {
    let folder = folder();
    put(&folder, "draft.md", DRAFT);
    run(&folder, &["extract", "draft.md", "-o", "draft.toml"]);
    let path = folder.path().join("draft.toml");
    let written = std::fs::read_to_string(&path).expect("it is there");
    assert!(written.contains("id = \"ines-calloway\""), "{written}");
    let edited = written.replace(
        "id = \"ines-calloway\"\n",
        "id = \"ines-calloway\" # rang her\ntitle = \"former minister\"\n",
    );
    let edited: String = edited
        .lines()
        .filter(|line| !line.starts_with("title = \"Transport"))
        .map(|line| format!("{line}\n"))
        .collect();
    put(&folder, "draft.toml", &edited);
    let update = ["extract", "draft.md", "-o", "draft.toml", "--update"];
    let same = run(&folder, &update);
    assert_eq!(code(&same), Some(0), "{}", stderr(&same));
    assert_eq!(std::fs::read_to_string(&path).expect("it is there"), edited);
    put(
        &folder,
        "draft.md",
        &format!(
            "{DRAFT}\nNine boats were sunk in the storm, the coast guard said.\n\nThe pier is rotten, Ines Calloway said.\n"
        ),
    );
    let more = run(&folder, &update);
    assert!(
        stderr(&more).contains("2 claims and 1 source added"),
        "{}",
        stderr(&more)
    );
    let text = std::fs::read_to_string(&path).expect("it is there");
    for kept in edited.lines().filter(|line| !line.starts_with("read = ")) {
        assert!(text.contains(kept), "{kept} is gone from:\n{text}");
    }
    assert!(
        text.contains("Nine boats were sunk in the storm") && text.contains("sources = [\"coast-guard\"]"),
        "{text}"
    );
    let checked = stdout(&run(&folder, &["check", "draft.toml"]));
    assert!(
        !checked.contains("-in-graph") && !checked.contains("-in-draft"),
        "{checked}"
    );
    // What somebody takes out stays out, though the draft still says it.
    let (kept, pier) = text
        .split_once("\n[[claim]]\nid = \"pier")
        .expect("the pier is a claim");
    let behind = pier.split_once("\n[[").map(|(_, behind)| format!("\n[[{behind}"));
    let without = format!("{kept}{}", behind.unwrap_or_default());
    put(&folder, "draft.toml", &without);
    let again = run(&folder, &update);
    assert!(
        stderr(&again).contains("0 claims and 0 sources added; 1 claim that was taken out left out"),
        "{}",
        stderr(&again)
    );
    assert_eq!(std::fs::read_to_string(&path).expect("it is there"), without);
    put(&folder, "draft.toml", "source = 3\n");
    let wrong = run(&folder, &update);
    assert_eq!(code(&wrong), Some(2));
    assert!(stderr(&wrong).contains("cannot be added to before its mistakes are mended"));
}

#[test]
fn an_extracted_graph_counts_as_its_draft_does() {
    let folder = folder();
    let text = "The well was sealed in June, two drillers said.\n\nOne of the drillers said the well was sealed in \
                June.\n\nSources said the pump had been sold.\n";
    put(&folder, "well.md", text);
    run(&folder, &["extract", "well.md", "-o", "well.toml"]);
    let strengths = |file: &str| -> Vec<serde_json::Value> {
        let shown = stdout(&run(&folder, &["analyze", "--format", "json", file]));
        let whole: serde_json::Value = serde_json::from_str(&shown).expect("JSON");
        let claims = whole["claims"].as_array().expect("claims").clone();
        let weighed =
            |claim: &serde_json::Value| serde_json::json!([claim["independence"], claim["strength"]]);
        claims.iter().map(weighed).collect()
    };
    let read = strengths("well.md");
    assert!(read.len() >= 2, "{read:?}");
    assert!(
        read.iter()
            .all(|one| one[0]["low"] == 1 && one[0]["by_interest"] == 1),
        "{read:?}"
    );
    assert_eq!(strengths("well.toml"), read);
}

#[test]
fn files_are_whole_or_untouched() {
    let folder = folder();
    put(&folder, "draft.md", DRAFT);
    put(&folder, "out.svg", "old");
    assert_eq!(
        code(&run(&folder, &["graph", "gone.md", "-o", "out.svg"])),
        Some(2)
    );
    assert_eq!(
        std::fs::read_to_string(folder.path().join("out.svg")).expect("is there"),
        "old"
    );
    assert_eq!(
        code(&run(&folder, &["graph", "draft.md", "-o", "out.svg"])),
        Some(0)
    );
    let drawn = std::fs::read_to_string(folder.path().join("out.svg")).expect("is there");
    assert!(drawn.contains("</svg>"));
    let mut names: Vec<_> = std::fs::read_dir(folder.path())
        .expect("is there")
        .map(|entry| entry.expect("an entry").file_name())
        .collect();
    names.sort();
    assert_eq!(names, ["draft.md", "out.svg"], "nothing is left behind");
}

#[cfg(unix)]
#[test]
fn a_killed_run_leaves_nothing_to_read_and_the_next_one_cleans_up() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    put(&folder, "draft.md", DRAFT);
    put(&folder, ".twosource-aB3dE9", "half of a report");
    put(&folder, ".twosource-notes", "the desk's own");
    // A run that waits for its input has begun to write.
    let mut child = twosource(&folder)
        .args(["report", "-", "draft.md", "-o", "out.txt"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    std::thread::sleep(std::time::Duration::from_millis(300));
    child.kill().expect("it runs");
    child.wait().expect("it ends");
    let names = |folder: &TempDir| {
        let entries = std::fs::read_dir(folder.path()).expect("is there");
        let mut names: Vec<String> = entries
            .map(|entry| {
                entry
                    .expect("an entry")
                    .file_name()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        names.sort();
        names
    };
    assert_eq!(names(&folder), [".twosource-notes", "draft.md"]);
    assert_eq!(
        code(&run(&folder, &["report", "draft.md", "-o", "out.txt"])),
        Some(0)
    );
    assert_eq!(names(&folder), [".twosource-notes", "draft.md", "out.txt"]);

    let secret = folder.path().join("secret.txt");
    put(&folder, "secret.txt", "old");
    std::fs::set_permissions(&secret, std::fs::Permissions::from_mode(0o640)).expect("is ours");
    run(&folder, &["report", "draft.md", "-o", "secret.txt"]);
    let rights = std::fs::metadata(&secret).expect("is there").permissions().mode();
    assert_eq!(rights & 0o777, 0o640, "a file that is replaced keeps its rights");
}

#[test]
fn graphviz_is_asked_for_by_name_when_it_is_missing() {
    let folder = folder();
    put(&folder, "draft.md", DRAFT);
    let mut command = twosource(&folder);
    command
        .args(["graph", "draft.md", "--engine", "dot"])
        .env("PATH", folder.path());
    let output = command.output().expect("it starts");
    assert_eq!(code(&output), Some(2));
    assert!(
        stderr(&output).contains("apt install graphviz"),
        "{}",
        stderr(&output)
    );
    assert_eq!(stdout(&output), "");
}

#[test]
fn init_writes_a_policy_that_holds_and_touches_no_other() {
    let folder = folder();
    put(&folder, "draft.md", DRAFT);
    let before = run(&folder, &["check", "draft.md"]);
    assert_eq!(code(&run(&folder, &["init"])), Some(0));
    let after = run(&folder, &["check", "draft.md"]);
    assert_eq!(
        (stdout(&after), code(&after)),
        (stdout(&before), code(&before)),
        "it changes nothing by itself"
    );
    put(&folder, "twosource.toml", "[rules]\nbare-source = \"off\"\n");
    assert_eq!(code(&run(&folder, &["init"])), Some(2));
    assert_eq!(
        code(&run(&folder, &["check", "draft.md"])),
        Some(0),
        "the desk's own policy still holds"
    );
}

#[test]
fn schemas_are_json_schemas_and_what_is_printed_fits() {
    let folder = folder();
    put(&folder, "draft.md", DRAFT);
    let schema = |of: &str| -> serde_json::Value {
        serde_json::from_slice(&run(&folder, &["schema", of]).stdout).expect("JSON")
    };
    let analysis: serde_json::Value =
        serde_json::from_slice(&run(&folder, &["analyze", "draft.md"]).stdout).expect("JSON");
    let validator = jsonschema::validator_for(&schema("analysis")).expect("a schema");
    assert!(validator.is_valid(&analysis));
    assert!(!validator.is_valid(&serde_json::json!({"schema": "twosource/1"})));
    put(
        &folder,
        "later.md",
        &DRAFT.replace("Sources said", "Ada Berg, an engineer, said"),
    );
    let compared = run(&folder, &["compare", "--format", "json", "draft.md", "later.md"]);
    let compared: serde_json::Value = serde_json::from_slice(&compared.stdout).expect("JSON");
    let validator = jsonschema::validator_for(&schema("comparison")).expect("a schema");
    assert!(validator.is_valid(&compared), "{compared}");
    assert_eq!(compared["sources"]["named"][0]["new"]["name"], "Ada Berg");
    for of in ["comparison", "graph", "policy", "readings", "trace"] {
        let validator = jsonschema::validator_for(&schema(of)).expect("a schema");
        assert!(
            !validator.is_valid(&serde_json::json!({"no such key": 1})),
            "{of}"
        );
    }
}

#[test]
fn every_command_has_its_manual_page() {
    let folder = folder();
    assert_eq!(code(&run(&folder, &["man", "pages"])), Some(0));
    let help = stdout(&run(&folder, &["--help"]));
    let commands = help
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next());
    for command in commands {
        let page = folder
            .path()
            .join(Path::new("pages"))
            .join(format!("twosource-{command}.1"));
        let text = std::fs::read_to_string(&page).expect("a page for each command");
        assert!(
            text.contains(".SH EXAMPLES") || text.contains(".SH OPTIONS") || command == "help",
            "{command}"
        );
    }
    assert!(folder.path().join("pages/twosource.1").is_file());
}

#[cfg(feature = "office")]
#[test]
fn a_document_with_comments_is_written_over_nothing_and_never_thrown_among_others() {
    let folder = folder();
    put(&folder, "draft.md", DRAFT);
    put(&folder, "other.md", DRAFT);
    let report = |more: &[&str]| {
        run(
            &folder,
            &[&["report", "draft.md", "--format", "docx"], more].concat(),
        )
    };
    let made = report(&["-o", "remarks.docx"]);
    assert_eq!((code(&made), stderr(&made).as_str()), (Some(0), ""));
    let bytes = std::fs::read(folder.path().join("remarks.docx")).expect("it is there");
    assert_eq!(report(&[]).stdout, bytes, "a pipe gets the same");
    assert_ne!(
        report(&["--today", "2025-03-06"]).stdout,
        bytes,
        "it is dated where a day is given"
    );
    let spared = report(&["-o", "remarks.docx"]);
    assert_eq!(code(&spared), Some(2));
    assert!(
        stderr(&spared).contains("is a draft") && stderr(&spared).contains("--force"),
        "{}",
        stderr(&spared)
    );
    let document = |more: &[&str]| {
        run(
            &folder,
            &[
                &["report", "remarks.docx", "--format", "docx", "-o", "remarks.docx"],
                more,
            ]
            .concat(),
        )
    };
    let own = document(&[]);
    assert!(
        code(&own) == Some(2) && stderr(&own).contains("is read in this run"),
        "{}",
        stderr(&own)
    );
    assert_eq!(code(&document(&["--force"])), Some(0));
    let again = std::fs::read(folder.path().join("remarks.docx")).expect("it is there");
    assert_eq!(again, bytes, "its own comments are not doubled");
    let both = report(&["other.md"]);
    assert!(
        code(&both) == Some(2) && stderr(&both).contains("holds one draft"),
        "{}",
        stderr(&both)
    );
    let gone = run(
        &folder,
        &["report", "gone.docx", "--format", "docx", "-o", "x.docx"],
    );
    assert!(code(&gone) == Some(2) && !folder.path().join("x.docx").exists());
    put(
        &folder,
        "graph.toml",
        "[[claim]]\nid = \"c\"\ntext = \"It rained\"\n",
    );
    let graph = run(
        &folder,
        &["report", "graph.toml", "--format", "docx", "-o", "x.docx"],
    );
    assert!(
        code(&graph) == Some(2) && stderr(&graph).contains("graph.toml: a claims graph that names no draft"),
        "{}",
        stderr(&graph)
    );
}
