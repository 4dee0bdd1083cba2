//! What a smaller build leaves out is refused by name, with what has it; what is built in is there. True of every build:
//! `cargo test --no-default-features --features cli --test it left_out::` runs it on the smallest.

#![allow(clippy::expect_used, reason = "a test stops at what it does not expect")]

use std::path::Path;
use std::process::{Command, Output, Stdio};

const DRAFT: &str = "The library stays open, its director, Tomas Lind, said.\n";

/// What is asked for, the feature that has it, whether this build has that, and the file that it writes.
struct Asked {
    arguments: &'static [&'static str],
    feature: &'static str,
    is_built_in: bool,
    writes: &'static str,
}

macro_rules! asked {
    ($feature:literal, $writes:literal, $($argument:literal),+) => {
        Asked {
            arguments: &[$($argument),+],
            feature: $feature,
            is_built_in: cfg!(feature = $feature),
            writes: $writes,
        }
    };
}

const ASKED: &[Asked] = &[
    asked!("pictures", "out.png", "graph", "draft.md", "-o", "out.png"),
    asked!("pictures", "out", "graph", "draft.md", "--to", "pdf", "-o", "out"),
    asked!("pictures", "out.pdf", "front", "draft.md", "-o", "out.pdf"),
    asked!("dot", "out.dot", "graph", "draft.md", "-o", "out.dot"),
    asked!("dot", "", "graph", "draft.md", "--to", "dot"),
    asked!("dot", "", "report", "draft.md", "--format", "dot"),
    asked!(
        "page", "out.html", "report", "draft.md", "--format", "html", "-o", "out.html"
    ),
    asked!(
        "office", "out.docx", "report", "draft.md", "--format", "docx", "-o", "out.docx"
    ),
    asked!("serve", "", "serve", "--help"),
    asked!("lsp", "", "lsp", "--help"),
    asked!("mcp", "", "mcp", "--help"),
    asked!("manual", "", "completions", "bash"),
    asked!("manual", "man", "man", "man"),
];

fn twosource(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_twosource"));
    command
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .stdin(Stdio::null());
    command.args(arguments).output().expect("it starts")
}

#[test]
fn an_output_or_a_command_is_there_or_told_how_to_be_had() {
    for asked in ASKED {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("draft.md"), DRAFT).expect("is written");
        let done = twosource(folder.path(), asked.arguments);
        let said = String::from_utf8_lossy(&done.stderr);
        let told =
            said.contains("this build has no") && said.contains(&format!("feature `{}`", asked.feature));
        let wanted = if asked.is_built_in { 0 } else { 2 };
        assert_eq!(done.status.code(), Some(wanted), "{:?}: {said}", asked.arguments);
        assert_eq!(told, !asked.is_built_in, "{:?}: {said}", asked.arguments);
        if !asked.is_built_in {
            assert!(done.stdout.is_empty(), "{:?}", asked.arguments);
        }
        if !asked.writes.is_empty() {
            let is_written = folder.path().join(asked.writes).exists();
            assert_eq!(is_written, asked.is_built_in, "{:?}", asked.arguments);
        }
    }
}

#[test]
fn help_shows_what_is_built_in() {
    let folder = tempfile::tempdir().expect("a folder");
    let shown = |arguments: &[&str], words: &str| {
        let done = twosource(folder.path(), arguments);
        String::from_utf8_lossy(&done.stdout).contains(words)
    };
    for (command, is_built_in) in [
        ("\n  serve ", cfg!(feature = "serve")),
        ("\n  lsp ", cfg!(feature = "lsp")),
        ("\n  mcp ", cfg!(feature = "mcp")),
        ("\n  completions ", cfg!(feature = "manual")),
        ("\n  man ", cfg!(feature = "manual")),
        ("\n  check ", true),
    ] {
        assert_eq!(shown(&["--help"], command), is_built_in, "{command}");
    }
    for (format, is_built_in) in [
        ("the picture on A4 pages", cfg!(feature = "pictures")),
        ("the graph for Graphviz", cfg!(feature = "dot")),
        ("the picture: origins left", true),
    ] {
        assert_eq!(shown(&["graph", "--help"], format), is_built_in, "{format}");
    }
}

/// Documents as their first bytes tell them, whatever the file is called.
const DOCUMENTS: &[(&str, &str, &[u8])] = &[
    ("rtf", "draft.rtf", b"{\\rtf1\\ansi Sources said the repair may take longer.\\par}"),
    ("rtf", "draft.txt", b"{\\rtf1\\ansi Sources said the repair may take longer.\\par}"),
    ("email", "draft.eml", b"MIME-Version: 1.0\nSubject: Repair\n\nSources said the repair may take longer.\n"),
    ("email", "draft.txt", b"MIME-Version: 1.0\nSubject: Repair\n\nSources said the repair may take longer.\n"),
    (
        "icml",
        "draft.icml",
        b"<?xml version=\"1.0\"?><?aid style=\"50\"?><Document><Story><ParagraphStyleRange><CharacterStyleRange>\
          <Content>Sources said the repair may take longer.</Content><Br/></CharacterStyleRange></ParagraphStyleRange></Story></Document>",
    ),
];

/// Those that are packed; no more of them is needed to tell what they are.
const PACKED: &[(&str, &str, &[u8])] = &[
    ("docx", "draft.docx", b"PK\x03\x04"),
    ("docx", "draft.txt", b"PK\x03\x04 word/document.xml"),
    ("odt", "draft.odt", b"PK\x03\x04"),
    ("epub", "draft.md", b"PK\x03\x04 mimetypeapplication/epub+zip"),
];

#[test]
fn a_document_is_read_or_refused_by_name() {
    for (format, name, bytes) in DOCUMENTS {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join(name), bytes).expect("is written");
        if cfg!(feature = "office") {
            let read = twosource(folder.path(), &["text", name]);
            let read = String::from_utf8_lossy(&read.stdout);
            assert!(
                read.contains("Sources said the repair may take longer."),
                "{name}: {read}"
            );
        } else {
            is_refused(&twosource(folder.path(), &["check", name]), format, name);
            is_refused(&twosource(folder.path(), &["text", name]), format, name);
        }
    }
    for (format, name, bytes) in PACKED {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join(name), bytes).expect("is written");
        let done = twosource(folder.path(), &["check", "."]);
        assert_eq!(done.status.code(), Some(2), "{name}");
        if cfg!(not(feature = "office")) {
            is_refused(&done, format, name);
        }
    }
}

#[test]
fn a_pdf_is_read_or_refused_by_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let draft = include_bytes!("../formats/tagged.pdf");
    std::fs::write(folder.path().join("draft.txt"), draft).expect("is written");
    let read = twosource(folder.path(), &["text", "draft.txt"]);
    if cfg!(feature = "pdf") {
        assert!(String::from_utf8_lossy(&read.stdout).contains("Paul Orme, said on Friday."));
    } else {
        let said = String::from_utf8_lossy(&read.stderr);
        assert!(
            said.contains("(.pdf, pdf), which this build does not read"),
            "{said}"
        );
        assert!(said.contains("feature `pdf`"), "{said}");
    }
}

fn is_refused(done: &Output, format: &str, name: &str) {
    let said = String::from_utf8_lossy(&done.stdout) + String::from_utf8_lossy(&done.stderr);
    assert_eq!(done.status.code(), Some(2), "{name}: {said}");
    assert!(
        said.contains(&format!(", {format}), which this build does not read"))
            && said.contains("feature `office`"),
        "{name}: {said}"
    );
}
