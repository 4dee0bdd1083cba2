//! Reads `tests/reading/*.md`: short texts of our own, each with the attributions that are to be found in it.
//!
//! To add one, write a section in Markdown; no Rust is needed.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at what it does not expect"
)]

use std::collections::BTreeSet;
use std::path::Path;

use twosource::attribution::{self, Attribution};
use twosource::draft::{Draft, Format, Span};
use twosource::language;
use twosource::policy::Policy;

/// One section of a document.
struct Section {
    title: String,
    draft: String,
    /// Source, cue and content as written in the table.
    rows: Vec<[String; 3]>,
    known_failure: bool,
}

fn sections(document: &str) -> Vec<Section> {
    document.split("\n## ").skip(1).map(section).collect()
}

fn section(text: &str) -> Section {
    let (title, rest) = text.split_once('\n').expect("a section has a body");
    let (_, after) = rest.split_once("```draft\n").expect("a section has a draft");
    let (draft, after) = after.split_once("\n```").expect("a draft ends");
    let rows = after
        .lines()
        .filter(|line| line.starts_with("| "))
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line
                .trim()
                .trim_matches('|')
                .split(" | ")
                .map(str::trim)
                .collect();
            <[&str; 3]>::try_from(cells)
                .unwrap_or_else(|_| panic!("three cells in: {line}"))
                .map(str::to_owned)
        });
    Section {
        title: title.to_owned(),
        draft: draft.to_owned(),
        rows: rows.collect(),
        known_failure: rest.lines().any(|line| line.starts_with("Known failure")),
    }
}

/// The spans that a cell means: pieces joined by `+`, each given whole or by its first and last words; `#2` asks for the
/// second place where the first words stand.
fn spans_of(cell: &str, draft: &str) -> Vec<Span> {
    if cell == "-" {
        return Vec::new();
    }
    let piece = |piece: &str| {
        let (first, last) = piece.split_once('…').unwrap_or((piece, ""));
        let (first, last) = (first.trim(), last.trim());
        let (place, first) = first.strip_prefix("#2 ").map_or((0, first), |first| (1, first));
        let start = draft
            .match_indices(first)
            .nth(place)
            .unwrap_or_else(|| panic!("not in the draft: {first}"))
            .0;
        let from = start + first.len();
        let end = draft[from..]
            .find(last)
            .unwrap_or_else(|| panic!("not after it: {last}"));
        Span::new(start, from + end + last.len())
    };
    cell.split(" + ").map(piece).collect()
}

/// Where the words in `spans` begin.
fn words_in(spans: &[Span], text: &str) -> BTreeSet<usize> {
    let mut words = BTreeSet::new();
    for span in spans {
        let mut inside = false;
        for (at, char) in text[span.start..span.end].char_indices() {
            if char.is_alphanumeric() && !inside {
                words.insert(span.start + at);
            }
            inside = char.is_alphanumeric();
        }
    }
    words
}

fn is_found(expected: &[String; 3], found: &Attribution, text: &str) -> bool {
    let [source, _, content] = [0, 1, 2].map(|cell| words_in(&spans_of(&expected[cell], text), text));
    let mine = words_in(&found.content_spans, text);
    let both = content.intersection(&mine).count();
    let either = content.union(&mine).count();
    let who = words_in(&found.source_spans, text);
    let agree = if source.is_empty() || who.is_empty() {
        source.is_empty() && who.is_empty()
    } else {
        source.intersection(&who).next().is_some()
    };
    agree && both * 2 >= either && both > 0
}

/// What is wrong with the reading of a section, in words; none when all is right.
fn trouble(section: &Section) -> Option<String> {
    let draft = Draft::read("passage.txt", Format::Plain, &section.draft);
    let prose = language::read(&draft);
    let mut found = attribution::read(&draft, &prose, &Policy::default()).attributions;
    let mut missed = Vec::new();
    for row in &section.rows {
        match found.iter().position(|one| is_found(row, one, &draft.text)) {
            Some(at) => {
                found.remove(at);
            }
            None => missed.push(row.join(" | ")),
        }
    }
    let words = |spans: &[Span]| {
        spans
            .iter()
            .map(|span| draft.slice(*span))
            .collect::<Vec<_>>()
            .join(" + ")
    };
    let extra: Vec<String> = found
        .iter()
        .map(|one| {
            let parts = [&one.source_spans, &one.cue_spans, &one.content_spans].map(|spans| words(spans));
            format!("{} ({})", parts.join(" | "), one.confidence)
        })
        .collect();
    (!missed.is_empty() || !extra.is_empty()).then(|| format!("missed {missed:#?} extra {extra:#?}"))
}

#[test]
fn passages_are_read_as_their_documents_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reading");
    let (mut passed, mut all, mut wrong) = (0, 0, Vec::new());
    for entry in std::fs::read_dir(folder).unwrap() {
        let document = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        for section in sections(&document) {
            let trouble = trouble(&section);
            all += 1;
            passed += usize::from(trouble.is_none());
            match (trouble, section.known_failure) {
                (Some(trouble), false) => wrong.push(format!("{}: {trouble}", section.title)),
                (None, true) => wrong.push(format!("{}: passes now; take its mark away", section.title)),
                _ => {}
            }
        }
    }
    println!("{passed} of {all} passages are read right");
    assert!(all >= 40, "{all} passages");
    assert!(
        wrong.is_empty(),
        "{passed} of {all} are read right\n{}",
        wrong.join("\n")
    );
}
