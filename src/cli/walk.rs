//! Folders: the drafts and claims graphs in them, ignore files honoured.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use twosource::draft::Format;
use twosource::graph::file::Syntax;

use super::console::plain;
use super::input::{Input, STDIN, extension};
use super::paths::tidy;
use super::readings;

/// Gitignore syntax, for what is in a repository but is no draft.
const IGNORE_FILE: &str = ".twosourceignore";

/// What the arguments name.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// What is to be read, each once.
    pub(super) inputs: Vec<Input>,
    /// Messages about what could not be entered.
    pub(super) unentered: Vec<String>,
    /// Folders in which there is nothing to read.
    pub(super) empty: Vec<PathBuf>,
    /// Documents in folders that nobody reads here: they may be drafts, or what a draft rests on.
    pub(super) passed_over: Vec<PathBuf>,
    /// Readings in folders, with the drafts that they are for and that are not there.
    pub(super) orphans: Vec<(PathBuf, PathBuf)>,
}

/// The inputs that the arguments name: files and `-` as they are, folders by what is in them, sorted by path
/// so that the order does not depend on the file system.
pub(super) fn inputs(arguments: &[PathBuf], stdin_name: Option<&Path>) -> Found {
    let mut found = Found::default();
    for argument in arguments.iter().map(|argument| spelling(argument)) {
        let argument = &argument;
        if argument.is_dir() {
            let mut inside = folder(argument, &mut found);
            inside.sort();
            if inside.is_empty() {
                found.empty.push(argument.clone());
            }
            let inside = inside.iter().map(|path| Input::of_argument(path, None));
            found.inputs.extend(inside);
        } else {
            found.inputs.push(Input::of_argument(argument, stdin_name));
        }
    }
    found.orphans.sort();
    found.passed_over.sort();
    once(&mut found.inputs);
    found
}

/// Of what was named, what is read in a folder: drafts, claims graphs, and for readings their drafts.
pub(super) fn pick(inputs: &mut Vec<Input>) {
    inputs.retain(|input| input.is_stdin || is_ours(&input.shown));
    for input in inputs.iter_mut() {
        if let Some(draft) = readings::draft_of(&input.shown).filter(|draft| draft.is_file()) {
            input.shown = draft;
        }
    }
    once(inputs);
}

/// Leaves each file once, whatever ways lead to it.
fn once(inputs: &mut Vec<Input>) {
    let mut seen = std::collections::BTreeSet::new();
    inputs.retain(|input| {
        let whole = input.shown.canonicalize().ok().filter(|_| !input.is_stdin);
        seen.insert((whole.unwrap_or_else(|| input.shown.clone()), input.is_stdin))
    });
}

fn spelling(argument: &Path) -> PathBuf {
    if argument == Path::new(STDIN) {
        return argument.to_owned();
    }
    tidy(argument)
}

/// The archives of articles in a folder, by path.
pub(super) fn archives(folder: &Path) -> Vec<Input> {
    let entries = walk(folder)
        .filter_map(Result::ok)
        .map(ignore::DirEntry::into_path);
    let mut found: Vec<PathBuf> = entries
        .filter(|path| extension(path) == "jsonl" && path.is_file())
        .collect();
    found.sort();
    found
        .iter()
        .map(|path| Input::of_argument(&tidy(path), None))
        .collect()
}

fn walk(folder: &Path) -> ignore::Walk {
    WalkBuilder::new(folder)
        .require_git(false)
        .add_custom_ignore_filename(IGNORE_FILE)
        .build()
}

fn folder(path: &Path, told: &mut Found) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in walk(path) {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) && is_ours(entry.path()) => {
                let path = entry.into_path();
                let path = path.strip_prefix("./").map(Path::to_owned).unwrap_or(path);
                match readings::draft_of(&path) {
                    Some(draft) if draft.is_file() => {}
                    Some(draft) => told.orphans.push((path, draft)),
                    None => found.push(path),
                }
            }
            Ok(entry) if extension(entry.path()) == "pdf" => told.passed_over.push(entry.into_path()),
            Ok(_) => {}
            Err(error) => told.unentered.push(plain(&error.to_string())),
        }
    }
    found
}

/// A draft by its extension, readings by their name, or a claims graph: TOML, JSON or YAML with a `source` or `claim` in it at top
/// level, because a folder of drafts holds other files of those languages too.
fn is_ours(path: &Path) -> bool {
    if readings::draft_of(path).is_some() {
        return true;
    }
    let extension = extension(path);
    if Syntax::of_extension(&extension).is_some() {
        let text = Input::of_argument(path, None).text();
        // An analysis that was printed has claims too.
        return text.is_ok_and(|text| looks_like_graph(&text) && !text.contains("\"schema\": \"twosource"));
    }
    Format::extensions().any(|known| known == extension)
}

/// Is there a `source` or a `claim` at top level?
pub(super) fn looks_like_graph(text: &str) -> bool {
    text.lines().any(|line| {
        let line = line.trim_end();
        let key = line.trim_start();
        matches!(line, "[[source]]" | "[[claim]]" | "source:" | "claim:")
            || key.starts_with("\"source\":")
            || key.starts_with("\"claim\":")
    })
}
