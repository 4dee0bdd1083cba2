//! The gate over files that come, go and change: baselines, git, outputs beside inputs. What needs no such files stands in
//! `tests/cmd`.

#![allow(clippy::expect_used, reason = "a test stops at what it does not expect")]

use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const DRAFT: &str = "# Harbour to close for a week, minister says\n\n\
    The old harbour of Port Alder will close for a week in May, Transport Minister Ines Calloway said on Tuesday.\n\n\
    Sources said the repair may take longer.\n";

const CLEAN: &str = "The library stays open, its director, Tomas Lind, said.\n";

struct Desk(TempDir);

/// What a run came to: its exit code, standard output and messages.
struct Ran {
    code: Option<i32>,
    out: String,
    said: String,
}

impl Desk {
    fn new(files: &[(&str, &str)]) -> Desk {
        let desk = Desk(tempfile::tempdir().expect("a folder to work in"));
        for (name, text) in files {
            desk.put(name, text);
        }
        desk
    }

    fn put(&self, name: &str, text: &str) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("the folder takes folders");
        std::fs::write(path, text).expect("the folder takes files");
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).expect("it is there")
    }

    fn twosource(&self, folder: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_twosource"));
        command.current_dir(self.path(folder)).env("NO_COLOR", "1");
        command.stdin(Stdio::null());
        command
    }

    fn run_in(&self, folder: &str, arguments: &[&str]) -> Ran {
        ran(self
            .twosource(folder)
            .args(arguments)
            .output()
            .expect("it starts"))
    }

    fn run(&self, arguments: &str) -> Ran {
        self.run_in("", &arguments.split(' ').collect::<Vec<_>>())
    }

    fn git(&self, arguments: &[&str]) {
        let done = Command::new("git")
            .arg("-C")
            .arg(self.0.path())
            .args(["-c", "user.name=Desk", "-c", "user.email=desk@example.org"])
            .args(arguments)
            .output()
            .expect("git is there");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }

    /// A repository in which all that is there is committed.
    fn repository(files: &[(&str, &str)]) -> Desk {
        let desk = Desk::new(files);
        desk.git(&["init", "-q", "-b", "main"]);
        desk.commit();
        desk
    }

    fn commit(&self) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-qm", "drafts"]);
    }
}

fn ran(output: Output) -> Ran {
    Ran {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).expect("prints UTF-8"),
        said: String::from_utf8(output.stderr).expect("prints UTF-8"),
    }
}

#[test]
fn all_ways_to_a_file_are_one_file() {
    let desk = Desk::new(&[("drafts/a.md", DRAFT), ("notes/keep.none", "")]);
    let absolute = desk.path("drafts/a.md");
    let absolute = absolute.to_str().expect("UTF-8");
    let ways = [
        "drafts/a.md",
        "./drafts/a.md",
        "notes/../drafts/a.md",
        absolute,
        "drafts",
        ".",
    ];
    let first = desk.run_in("", &["check", "--format", "concise", ways[0]]);
    assert!(
        first.out.starts_with("drafts/a.md:5:1: error[bare-source]"),
        "{}",
        first.out
    );
    let printed = |format: &str, way: &str| desk.run_in("", &["check", "--format", format, way]).out;
    for way in ways {
        assert_eq!(printed("concise", way), first.out, "{way}");
    }
    for format in [
        "sarif",
        "github",
        "gitlab",
        "junit",
        "checkstyle",
        "rdjson",
        "csv",
        "json",
    ] {
        let plain = printed(format, ways[0]);
        assert!(plain.contains("drafts/a.md"), "{format}: {plain}");
        assert_eq!(printed(format, absolute), plain, "{format}");
    }
    let all: Vec<&str> = ["check", "--format", "concise"].into_iter().chain(ways).collect();
    assert_eq!(desk.run_in("", &all).out, first.out, "and is checked once");
}

#[test]
fn a_baseline_goes_with_its_file_and_not_with_the_folder_of_the_run() {
    let desk = Desk::new(&[
        ("ci/none.txt", ""),
        ("drafts/a.md", DRAFT),
        ("drafts/b.md", CLEAN),
    ]);
    let written = desk.run("check --write-baseline ci/known.json drafts");
    assert_eq!(written.code, Some(0), "{}", written.said);
    assert!(
        written.said.contains("ci/known.json: knows 3 findings in 1 file"),
        "{}",
        written.said
    );
    assert!(desk.text("ci/known.json").contains("\"../drafts/a.md\""));
    let absolute = desk.path("drafts/a.md");
    for (folder, way) in [
        ("", "drafts"),
        ("", "./drafts/../drafts/a.md"),
        ("drafts", "a.md"),
        ("ci", "../drafts"),
        ("ci", absolute.to_str().expect("UTF-8")),
    ] {
        let known = if folder.is_empty() {
            "ci/known.json"
        } else {
            "../ci/known.json"
        };
        let run = desk.run_in(folder, &["check", "--baseline", known, way]);
        assert_eq!(
            (run.code, run.out.as_str()),
            (Some(0), ""),
            "{folder} {way}: {}",
            run.said
        );
        assert!(
            run.said.ends_with("3 known\n") && run.said.lines().count() == 1,
            "{}",
            run.said
        );
    }
}

#[test]
fn a_renamed_file_keeps_its_baseline_and_prune_follows_it() {
    let desk = Desk::new(&[("a.md", DRAFT), ("c.md", DRAFT), ("b.md", CLEAN)]);
    desk.run("check --write-baseline known.json .");
    std::fs::rename(desk.path("a.md"), desk.path("renamed.md")).expect("was there");
    desk.put("c.md", CLEAN);
    let moved = desk.run("check --baseline known.json .");
    assert_eq!((moved.code, moved.out.as_str()), (Some(0), ""), "{}", moved.said);
    assert!(
        !moved.said.contains("a.md: the baseline knows this file"),
        "{}",
        moved.said
    );
    assert!(
        moved
            .said
            .contains("c.md: the baseline knows a finding of bare-source that is no more")
    );
    let before = desk.text("known.json");
    let pruned = desk.run("check --baseline known.json --prune .");
    assert_eq!(pruned.code, Some(0));
    assert!(
        pruned
            .said
            .contains("known.json: 3 findings taken out, 1 file followed to new names"),
        "{}",
        pruned.said
    );
    let after = desk.text("known.json");
    assert!(after.contains("\"renamed.md\"") && !after.contains("\"a.md\"") && !after.contains("\"c.md\""));
    assert_eq!(
        after.matches("fingerprint").count() + 3,
        before.matches("fingerprint").count()
    );
    let again = desk.run("check --baseline known.json .");
    assert_eq!(
        (again.code, again.said.lines().count()),
        (Some(0), 1),
        "{}",
        again.said
    );
    // Nothing is taken up: what is new stays an alarm.
    desk.put("new.md", &DRAFT.replace("Sources said", "Officials said"));
    let new = desk.run("check --baseline known.json --prune --format concise .");
    assert!(
        new.code == Some(1) && new.out.starts_with("new.md:"),
        "{}",
        new.out
    );
    assert_eq!(desk.text("known.json"), after);
}

#[test]
fn a_baseline_is_updated_in_place() {
    let desk = Desk::new(&[("a.md", DRAFT), ("b.md", DRAFT)]);
    desk.run("check --write-baseline known.json .");
    let both = desk.text("known.json");
    desk.put("a.md", CLEAN);
    desk.run("check --write-baseline known.json a.md");
    let one = desk.text("known.json");
    assert!(
        !one.contains("\"a.md\"") && one.contains("\"b.md\""),
        "what was not looked at stays:\n{one}"
    );
    desk.put("a.md", DRAFT);
    desk.run("check --write-baseline known.json --select bare-source a.md");
    assert_eq!(
        desk.text("known.json").matches("bare-source").count(),
        2,
        "of a and b"
    );
    desk.run("check --write-baseline known.json a.md");
    assert_eq!(desk.text("known.json"), both);
    let spoilt = desk.run("check --write-baseline a.md b.md");
    assert_eq!(spoilt.code, Some(2), "{}", spoilt.said);
    assert_eq!(desk.text("a.md"), DRAFT);
}

#[test]
fn no_output_is_written_over_what_is_read_or_was_written_by_hand() {
    let graph = "[[source]]\nid = \"a\"\nname = \"Ann Lo\"\nkind = \"named-person\"\n\n[[claim]]\nid = \"c\"\ntext = \"It will close.\"\nsources = [\"a\"]\n";
    let desk = Desk::new(&[
        ("a.md", DRAFT),
        ("b.txt", CLEAN),
        ("g.toml", graph),
        ("a.md.twosource.toml", "# nothing yet\n"),
        ("twosource.toml", "minimum_independence = 2\n"),
        ("sub/keep.txt", ""),
    ]);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("a.md", desk.path("link.svg")).expect("links are made");
        std::fs::hard_link(desk.path("a.md"), desk.path("hard.svg")).expect("links are made");
    }
    let mut refused = vec![
        ("report a.md -o a.md", "a.md: is read in this run"),
        ("report a.md -o sub/../a.md", "is read in this run"),
        ("report a.md -o b.txt", "b.txt: is a draft"),
        ("check a.md -o g.toml", "g.toml: is a claims graph"),
        ("check a.md -o b.txt", "b.txt: is a draft"),
        ("check --policy g.toml a.md -o twosource.toml", "is a policy"),
        (
            "analyze a.md -o a.md.twosource.toml",
            "holds the readings of a draft",
        ),
        ("compare a.md b.txt -o b.txt", "is read in this run"),
        ("graph g.toml --to svg -o g.toml", "is read in this run"),
        ("front a.md --to svg -o b.txt", "is a draft"),
        ("text a.md -o b.txt", "is a draft"),
        ("extract a.md -o g.toml", "is there already"),
    ];
    if cfg!(unix) {
        refused.push(("graph a.md -o link.svg", "is read in this run"));
        refused.push(("graph a.md -o hard.svg", "is read in this run"));
    }
    for (command, why) in refused {
        let run = desk.run(command);
        assert_eq!(run.code, Some(2), "{command}");
        assert!(
            run.said.contains(why) && run.said.contains("--force"),
            "{command}: {}",
            run.said
        );
    }
    for (name, text) in [("a.md", DRAFT), ("b.txt", CLEAN), ("g.toml", graph)] {
        assert_eq!(desk.text(name), text);
    }
    assert_eq!(desk.run("report a.md -o b.txt --force").code, Some(0));
    assert!(desk.text("b.txt").contains("twosource judges"));
}

#[test]
fn what_was_printed_is_printed_anew() {
    let desk = Desk::new(&[("a.md", DRAFT), ("b.md", CLEAN)]);
    for command in [
        "report a.md -o report.txt",
        "report --format markdown a.md -o report.md",
        "report --format html a.md -o report.html",
        "analyze a.md -o analysis.json",
        "check --exit-zero a.md -o check.txt",
        "check --exit-zero --format grouped a.md -o grouped.txt",
        "check --exit-zero --format github a.md -o github.txt",
        "check --exit-zero --statistics a.md -o statistics.txt",
        "compare a.md b.md -o compare.txt",
        "graph a.md -o a.svg",
    ] {
        for time in ["first", "second"] {
            let run = desk.run(command);
            assert_eq!(run.code, Some(0), "{command}, {time}: {}", run.said);
        }
    }
    let all = desk.run("check --exit-zero --format concise --select bare-source .");
    assert!(
        !all.said.contains("analysis.json"),
        "an analysis is no claims graph: {}",
        all.said
    );
}

#[cfg(unix)]
#[test]
fn links_are_written_through() {
    let desk = Desk::new(&[("a.md", DRAFT), ("there/old.svg", "<svg/>")]);
    std::os::unix::fs::symlink("there/old.svg", desk.path("link.svg")).expect("links are made");
    std::os::unix::fs::symlink("there/new.svg", desk.path("open.svg")).expect("links are made");
    for (link, file) in [("link.svg", "there/old.svg"), ("open.svg", "there/new.svg")] {
        let run = desk.run(&format!("graph a.md -o {link}"));
        assert_eq!(run.code, Some(0), "{}", run.said);
        assert!(desk.path(link).is_symlink(), "{link} is a link still");
        assert!(desk.text(file).contains("</svg>"), "{file}");
    }
}

#[cfg(unix)]
#[test]
fn what_may_never_end_is_not_read() {
    let graph = "draft = \"pipe.md\"\n[[source]]\nid = \"a\"\nname = \"Ann Lo\"\nkind = \"named-person\"\n\n[[claim]]\nid = \"c\"\ntext = \"It will close.\"\nsources = [\"a\"]\n";
    let desk = Desk::new(&[
        ("a.md", DRAFT),
        ("g.toml", graph),
        ("device.toml", &graph.replace("pipe.md", "/dev/zero")),
    ]);
    let made = Command::new("mkfifo")
        .arg(desk.path("pipe.md"))
        .status()
        .expect("mkfifo is there");
    assert!(made.success());
    for command in [
        "check pipe.md",
        "report pipe.md",
        "report /dev/zero",
        "report g.toml",
        "check device.toml",
        "check --diff pipe.md a.md",
        "check --baseline pipe.md a.md",
        "check --policy pipe.md a.md",
        "compare a.md pipe.md",
    ] {
        let run = desk.run(command);
        assert_eq!(run.code, Some(2), "{command}");
        let all = run.out + &run.said;
        assert!(all.contains("is a named pipe or a device"), "{command}: {all}");
    }
    // A pipe that a shell has opened is none of these.
    let line = format!(
        "{} check --diff <(cat change.diff) a.md",
        env!("CARGO_BIN_EXE_twosource")
    );
    desk.put("change.diff", "--- a/a.md\n+++ b/a.md\n@@ -5 +5 @@\n-x\n+y\n");
    let shell = Command::new("bash")
        .args(["-c", &line])
        .current_dir(desk.path(""))
        .output()
        .expect("bash is there");
    assert_eq!(ran(shell).code, Some(1));
}

#[test]
fn since_tells_what_a_branch_adds_or_changes() {
    let desk = Desk::repository(&[
        ("drafts/old.md", DRAFT),
        ("drafts/touched.md", DRAFT),
        ("README.md", "x\n"),
    ]);
    desk.git(&["checkout", "-qb", "branch"]);
    let none = desk.run("check --since main drafts");
    assert_eq!((none.code, none.out.as_str()), (Some(0), ""), "{}", none.said);
    assert!(
        none.said
            .contains("nothing that is checked here has changed since main")
    );

    desk.put("drafts/touched.md", &format!("{DRAFT}\nOfficials said so.\n"));
    desk.put("drafts/a new \u{e9}.md", DRAFT);
    let branch = desk.run("check --since main --select bare-source --format concise drafts");
    let places: Vec<&str> = branch
        .out
        .lines()
        .filter_map(|line| line.split(": ").next())
        .collect();
    assert_eq!(
        places,
        ["drafts/a new \u{e9}.md:5:1", "drafts/touched.md:7:1"],
        "{}",
        branch.said
    );
    desk.commit();
    let committed = desk.run_in(
        "drafts",
        &[
            "check",
            "--since",
            "main",
            "--select",
            "bare-source",
            "--format",
            "concise",
            ".",
        ],
    );
    assert_eq!(
        committed.out,
        branch.out.replace("drafts/", ""),
        "from a folder below, once committed"
    );
    let diff = Command::new("git")
        .args(["diff", "main"])
        .current_dir(desk.path(""))
        .output()
        .expect("git is there");
    desk.put("change.diff", &String::from_utf8_lossy(&diff.stdout));
    let by_hand = desk.run("check --diff change.diff --select bare-source --format concise drafts");
    assert_eq!(by_hand.out, branch.out, "as a diff by hand");
}

#[test]
fn since_says_what_git_lacks() {
    let desk = Desk::repository(&[("a.md", DRAFT)]);
    desk.put("a.md", CLEAN);
    desk.commit();
    let unknown = desk.run("check --since no-such-branch .");
    assert_eq!(unknown.code, Some(2));
    assert!(
        unknown
            .said
            .contains("--since no-such-branch: git knows no such revision"),
        "{}",
        unknown.said
    );
    let option = desk.run_in("", &["check", "--since=--output=spoilt", "."]);
    assert!(
        option.code == Some(2) && !desk.path("spoilt").exists(),
        "{}",
        option.said
    );

    let shallow = Desk(tempfile::tempdir().expect("a folder"));
    let from = format!("file://{}", desk.0.path().display());
    shallow.git(&["clone", "-q", "--depth", "1", &from, "clone"]);
    let cut = shallow.run_in("clone", &["check", "--since", "main~1", "."]);
    assert_eq!(cut.code, Some(2));
    assert!(
        cut.said.contains("this is a shallow clone") && cut.said.contains("fetch-depth: 0"),
        "{}",
        cut.said
    );
    assert_eq!(cut.said.lines().count(), 1, "{}", cut.said);

    let outside = Desk::new(&[("a.md", DRAFT)]);
    let mut command = outside.twosource("");
    command.args(["check", "--since", "main", "."]).env(
        "GIT_CEILING_DIRECTORIES",
        outside.0.path().parent().expect("a folder"),
    );
    let none = ran(command.output().expect("it starts"));
    assert!(
        none.code == Some(2) && none.said.contains("needs a git repository"),
        "{}",
        none.said
    );

    let mut command = desk.twosource("");
    command
        .args(["check", "--since", "main", "."])
        .env("PATH", Path::new("/nowhere"));
    let gitless = ran(command.output().expect("it starts"));
    assert!(
        gitless.code == Some(2) && gitless.said.contains("there is no program `git`"),
        "{}",
        gitless.said
    );
}

#[test]
fn a_file_that_cannot_be_read_is_a_result_in_every_format() {
    let desk = Desk::new(&[
        ("a.md", CLEAN),
        (
            "bad.toml",
            "[[source]]\nid = \"a\"\ncolour = \"Ann Vale\"\n[[claim]]\n",
        ),
    ]);
    for format in [
        "text",
        "json",
        "jsonl",
        "markdown",
        "concise",
        "grouped",
        "sarif",
        "github",
        "gitlab",
        "azure",
        "junit",
        "checkstyle",
        "rdjson",
        "csv",
    ] {
        let run = desk.run(&format!("check --format {format} gone.md bad.toml a.md"));
        assert_eq!(run.code, Some(2), "{format}");
        for piece in ["gone.md", "o such file", "bad.toml", "draft-unread"] {
            let escaped = piece.replace('-', "\\-");
            assert!(
                run.out.contains(piece) || run.out.contains(&escaped),
                "{format} without {piece}: {}",
                run.out
            );
        }
        assert!(
            !(run.out + &run.said).contains("Ann Vale"),
            "{format} shows the file"
        );
    }
    let counted = desk.run("check --statistics gone.md");
    assert!(counted.out.contains("draft-unread"), "{}", counted.out);
    let junit = desk.run("check --format junit --fail-on never gone.md");
    assert!(
        junit.code == Some(2) && junit.out.contains("failures=\"1\""),
        "{}",
        junit.out
    );
    let said = desk.run("check gone.md");
    assert_eq!(
        said.said,
        "0 files checked: 1 error, 0 warnings, 0 notes, 1 file not read\n"
    );
}

#[test]
fn only_the_name_of_standard_input_is_enough_to_read_it() {
    let desk = Desk::new(&[("other.md", DRAFT)]);
    for command in [
        "check --format concise",
        "report",
        "analyze",
        "graph",
        "front",
        "text",
        "extract",
    ] {
        let mut child = desk.twosource("");
        child
            .args(command.split(' '))
            .args(["--stdin-filename", "in/draft.md"]);
        child
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = child.spawn().expect("it starts");
        std::io::Write::write_all(&mut child.stdin.take().expect("is piped"), CLEAN.as_bytes())
            .expect("is read");
        let run = ran(child.wait_with_output().expect("it ends"));
        assert_eq!(run.code, Some(0), "{command}: {}", run.said);
        let all = run.out + &run.said;
        assert!(
            !all.contains("other.md") && (command.starts_with("check") || all.contains("library")),
            "{command}: {all}"
        );
    }
}

#[test]
fn a_hook_names_files_of_all_kinds_and_the_drafts_among_them_are_checked() {
    let graph = "[[source]]\nid = \"a\"\nkind = \"anonymous\"\ndescription = \"sources\"\n\n[[claim]]\nid = \"c\"\ntext = \"It will close.\"\nsources = [\"a\"]\n";
    let desk = Desk::new(&[
        ("a.md", DRAFT),
        ("a.md.twosource.toml", "# nothing yet\n"),
        ("g.toml", graph),
        ("Cargo.toml", "[package]\nname = \"x\"\n"),
        ("package.json", "{}\n"),
        ("main.rs", "fn main() {}\n"),
    ]);
    let files = [
        "a.md.twosource.toml",
        "g.toml",
        "Cargo.toml",
        "package.json",
        "main.rs",
    ];
    let all: Vec<&str> = ["check", "--pick", "--format", "concise", "--"]
        .into_iter()
        .chain(files)
        .collect();
    let run = desk.run_in("", &all);
    assert_eq!(run.code, Some(1), "{}", run.said);
    assert!(
        run.out.contains("a.md:5:1") && run.out.contains("g.toml:2:6"),
        "{}",
        run.out
    );
    assert!(run.said.starts_with("2 files checked"), "{}", run.said);
}
