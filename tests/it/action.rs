//! The GitHub Action and the hook, as they stand in their files: the action's steps run over a repository made on the spot, with
//! the environment that GitHub gives them. (`tests/ci/run` runs the hook by pre-commit itself.)

#![cfg(unix)]
#![allow(
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test stops at what it does not expect"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;
use twosource::draft::Format;
use twosource::graph::file::Syntax;

fn file(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect("it is there")
}

/// A step of the action: its id, what it has from the inputs, and its script.
#[derive(Debug, Default)]
struct Step {
    id: String,
    environment: Vec<(String, String)>,
    script: String,
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// The steps, and the inputs with their defaults. The file is plain YAML: a key a line, scripts as blocks.
fn action() -> (BTreeMap<String, String>, Vec<Step>) {
    let text = file("action.yml");
    let (head, runs) = text.split_once("\nruns:\n").expect("a composite action");
    let inputs = head
        .split_once("\ninputs:\n")
        .and_then(|(_, rest)| rest.split_once("\noutputs:\n"));
    let mut defaults = BTreeMap::new();
    let mut name = String::new();
    for line in inputs.expect("inputs, then outputs").0.lines() {
        match (indent(line), line.trim()) {
            (2, key) => name = key.trim_end_matches(':').to_owned(),
            (_, value) => {
                if let Some(default) = value.strip_prefix("default: ") {
                    defaults.insert(name.clone(), default.trim_matches('"').to_owned());
                }
            }
        }
    }
    let mut steps: Vec<Step> = Vec::new();
    for line in runs.lines() {
        let text = line.trim();
        if let Some(id) = text.strip_prefix("- id: ") {
            steps.push(Step {
                id: id.to_owned(),
                ..Step::default()
            });
        }
        let Some(step) = steps.last_mut() else { continue };
        let in_script = step.script.is_empty() && text == "run: |" || !step.script.is_empty();
        match (in_script, text.split_once(": ")) {
            (true, _) if text == "run: |" => step.script.push('\n'),
            (true, _) => {
                step.script.push_str(line.get(8..).unwrap_or_default());
                step.script.push('\n');
            }
            (false, Some((key, value))) if indent(line) == 8 => {
                step.environment.push((key.to_owned(), value.to_owned()));
            }
            _ => {}
        }
    }
    (defaults, steps)
}

/// A repository with an origin, as a runner has it.
struct Runner {
    folder: TempDir,
}

/// What the steps came to.
struct Ran {
    code: Option<i32>,
    out: String,
    outputs: String,
    summary: String,
}

const OLD: &str = "Sources said the repair may take longer.\n";

impl Runner {
    fn new() -> Runner {
        let runner = Runner {
            folder: tempfile::tempdir().expect("a folder to work in"),
        };
        let origin = runner.path("origin");
        std::fs::create_dir_all(origin.join("drafts")).expect("a folder");
        std::fs::write(origin.join("drafts/old.md"), OLD).expect("is written");
        std::fs::write(
            origin.join("drafts/a b.md"),
            "It rains, Ida Lund, a warden, said.\n",
        )
        .expect("is written");
        runner.git("origin", &["init", "-q", "-b", "main"]);
        runner.commit("origin");
        let from = origin.to_string_lossy().into_owned();
        runner.git(".", &["clone", "-q", &from, "workspace"]);
        runner.git("workspace", &["checkout", "-qb", "pull"]);
        runner
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn git(&self, folder: &str, arguments: &[&str]) {
        let done = Command::new("git")
            .arg("-C")
            .arg(self.path(folder))
            .args(["-c", "user.name=Desk", "-c", "user.email=desk@example.org"])
            .args(arguments)
            .output()
            .expect("git is there");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }

    fn commit(&self, folder: &str) {
        self.git(folder, &["add", "-A"]);
        self.git(folder, &["commit", "-qm", "drafts"]);
    }

    /// Runs the steps, one after the other while they succeed, with inputs in place of their defaults.
    fn run(&self, given: &[(&str, &str)], base: Option<&str>) -> Ran {
        let (mut inputs, steps) = action();
        inputs.insert("binary".to_owned(), env!("CARGO_BIN_EXE_twosource").to_owned());
        for (name, value) in given {
            assert!(inputs.contains_key(*name), "the action has an input {name}");
            inputs.insert((*name).to_owned(), (*value).to_owned());
        }
        let mut ran = Ran {
            code: None,
            out: String::new(),
            outputs: String::new(),
            summary: String::new(),
        };
        std::fs::write(self.path("summary"), "").expect("is written");
        let mut outputs: BTreeMap<String, String> = BTreeMap::new();
        for step in &steps {
            std::fs::write(self.path("output"), "").expect("is written");
            let done = self.step(step, (&inputs, &outputs), base);
            ran.code = done.status.code();
            ran.out.push_str(&String::from_utf8_lossy(&done.stdout));
            ran.out.push_str(&String::from_utf8_lossy(&done.stderr));
            let told = std::fs::read_to_string(self.path("output")).expect("is there");
            for (name, value) in told.lines().filter_map(|line| line.split_once('=')) {
                outputs.insert(format!("{}.outputs.{name}", step.id), value.to_owned());
            }
            ran.outputs.push_str(&told);
            if ran.code != Some(0) {
                break;
            }
        }
        ran.summary = std::fs::read_to_string(self.path("summary")).expect("is there");
        ran
    }

    fn step(
        &self,
        step: &Step,
        (inputs, outputs): (&BTreeMap<String, String>, &BTreeMap<String, String>),
        base: Option<&str>,
    ) -> std::process::Output {
        let script = self.path("step.sh");
        std::fs::write(&script, &step.script).expect("is written");
        let mut command = Command::new("bash");
        // As GitHub runs a step of `shell: bash`.
        command
            .args(["--noprofile", "--norc", "-eo", "pipefail"])
            .arg(&script);
        command.current_dir(self.path("workspace"));
        for (name, value) in &step.environment {
            let name_of = value
                .strip_prefix("${{ ")
                .and_then(|rest| rest.strip_suffix(" }}"));
            let name_of = name_of.expect("an input or an output of a step");
            let known = match name_of.strip_prefix("inputs.") {
                Some(input) => inputs.get(input),
                None => outputs.get(name_of.trim_start_matches("steps.")),
            };
            command.env(name, known.expect("it is known"));
        }
        command
            .env("GITHUB_ACTIONS", "true")
            .env("GITHUB_WORKSPACE", self.path("workspace"))
            .env("GITHUB_ACTION_PATH", env!("CARGO_MANIFEST_DIR"))
            .env("GITHUB_OUTPUT", self.path("output"))
            .env("GITHUB_STEP_SUMMARY", self.path("summary"))
            .env("GITHUB_BASE_REF", base.unwrap_or_default())
            .env("RUNNER_TEMP", self.folder.path());
        if let Some(path) = std::env::var_os("PATH") {
            let folders = std::iter::once(self.path("bin")).chain(std::env::split_paths(&path));
            command.env(
                "PATH",
                std::env::join_paths(folders).expect("folders without colons"),
            );
        }
        command.output().expect("bash is there")
    }
}

#[test]
fn a_pull_request_is_told_what_it_adds() {
    let runner = Runner::new();
    let clean = runner.run(&[("paths", "drafts")], Some("main"));
    assert_eq!(clean.code, Some(0), "{}", clean.out);
    assert!(clean.outputs.contains("exit-code=0"), "{}", clean.outputs);

    let draft = runner.path("workspace/drafts/old.md");
    std::fs::write(&draft, format!("{OLD}\nOfficials said so.\n")).expect("is written");
    runner.commit("workspace");
    let pull = runner.run(&[("paths", "drafts\n")], Some("main"));
    assert_eq!(pull.code, Some(1), "{}", pull.out);
    assert!(
        pull.out.contains("::error file=drafts/old.md,line=3,"),
        "{}",
        pull.out
    );
    assert!(!pull.out.contains("line=1,"), "the base has that: {}", pull.out);
    assert!(pull.outputs.contains("exit-code=1"), "{}", pull.outputs);
    assert!(
        pull.summary.contains("drafts/old") && pull.summary.contains("Officials"),
        "{}",
        pull.summary
    );

    let whole = runner.run(&[("diff", "none")], Some("main"));
    assert!(
        whole.out.contains("line=1,") && whole.out.contains("line=3,"),
        "{}",
        whole.out
    );
    let push = runner.run(&[], None);
    assert!(push.out.contains("line=1,"), "a push has no base: {}", push.out);
    let lenient = runner.run(&[("fail-on", "never"), ("format", "concise")], Some("main"));
    assert!(
        lenient.code == Some(0) && lenient.out.contains("drafts/old.md:3:1: error"),
        "{}",
        lenient.out
    );
}

#[test]
fn without_a_program_the_small_one_is_built() {
    let runner = Runner::new();
    let bin = runner.path("bin");
    std::fs::create_dir(&bin).expect("a folder");
    let program = env!("CARGO_BIN_EXE_twosource");
    let cargo = format!(
        "#!/bin/sh\necho \"$@\" >> \"$RUNNER_TEMP/asked\"\nmkdir -p \"$RUNNER_TEMP/twosource/bin\"\n\
         cp {program} \"$RUNNER_TEMP/twosource/bin/\"\n"
    );
    let path = bin.join("cargo");
    std::fs::write(&path, cargo).expect("is written");
    std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o755)).expect("it is ours");
    let asked = |features: &str| {
        let given = [("binary", ""), ("features", features), ("fail-on", "never")];
        let ran = runner.run(&given, None);
        assert_eq!(ran.code, Some(0), "{}", ran.out);
        let asked = std::fs::read_to_string(runner.path("asked")).expect("cargo was asked");
        asked.lines().last().expect("a line").to_owned()
    };
    assert!(asked("").ends_with("--no-default-features --features cli,"));
    assert!(asked("office").ends_with("--no-default-features --features cli,office"));
}

#[test]
fn inputs_reach_the_program_as_they_are() {
    let runner = Runner::new();
    let several = runner.run(
        &[
            ("paths", "drafts/a b.md\ndrafts/$(touch spoilt).md"),
            ("format", "concise"),
        ],
        None,
    );
    assert_eq!(several.code, Some(2), "{}", several.out);
    assert!(several.out.contains("$(touch spoilt).md"), "{}", several.out);
    assert!(!runner.path("workspace/spoilt").exists());
    let wrong = runner.run(&[("diff", "bases")], Some("main"));
    assert!(
        wrong.code == Some(2) && wrong.out.contains("the input diff is base or none"),
        "{}",
        wrong.out
    );
    let none = runner.run(&[("binary", "no/such/program")], None);
    assert!(
        none.code == Some(2) && none.out.contains("::error::"),
        "{}",
        none.out
    );
    let (_, steps) = action();
    for step in steps {
        assert!(!step.script.trim().is_empty(), "{step:?}");
        assert!(
            !step.script.contains("${{"),
            "words of inputs are no script: {step:?}"
        );
    }
}

#[test]
fn a_baseline_and_a_missing_history_are_told() {
    let runner = Runner::new();
    let mut known = Command::new(env!("CARGO_BIN_EXE_twosource"));
    known
        .args(["check", "--write-baseline", "known.json", "drafts"])
        .current_dir(runner.path("workspace"));
    assert!(known.output().expect("it starts").status.success());
    let run = runner.run(&[("baseline", "known.json")], None);
    assert_eq!(run.code, Some(0), "{}", run.out);

    runner.git("workspace", &["update-ref", "-d", "refs/remotes/origin/main"]);
    let lost = runner.run(&[], Some("main"));
    assert_eq!(lost.code, Some(2));
    assert!(
        lost.out
            .contains("--since origin/main: git knows no such revision"),
        "{}",
        lost.out
    );
    assert!(lost.outputs.contains("exit-code=2"));
}

#[test]
fn the_hook_takes_all_drafts_and_graphs() {
    let hooks = file(".pre-commit-hooks.yaml");
    let patterns = hooks
        .lines()
        .filter_map(|line| line.trim().strip_prefix("files: "));
    let patterns: Vec<&str> = patterns.collect();
    assert_eq!(patterns.len(), hooks.matches("- id: ").count());
    for pattern in patterns {
        let taken = pattern
            .strip_prefix("(?i)\\.(")
            .and_then(|rest| rest.strip_suffix(")$"));
        let taken: BTreeSet<&str> = taken.expect("a list of extensions").split('|').collect();
        let read: BTreeSet<&str> = Format::extensions().chain(Syntax::extensions()).collect();
        assert_eq!(taken, read);
    }
}
