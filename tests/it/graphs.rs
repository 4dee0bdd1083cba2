//! Every claims graph of `graphs/` has its DOT, its SVG and its front beside it, and all are current.
//!
//! `TWOSOURCE_BLESS=1 cargo test --test it graphs::` writes them anew; look at them before you commit them.

#![allow(clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};

use twosource::Analysis;
use twosource::draft::Draft;
use twosource::graph::file::{self, Syntax};
use twosource::policy::Policy;
use twosource::report::{Output, Style};

fn graphs() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("graphs");
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    files.sort();
    files
}

fn analysis(path: &Path) -> Analysis {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let graph = file::read(&text, Syntax::Toml).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let draft = Draft::of_graph(&format!("graphs/{name}"), &text);
    twosource::check_graph(draft, graph, None, &Policy::default())
}

fn render(format: &str, analyses: &[Analysis]) -> String {
    match Output::of_name(format) {
        Some(output) => output.render(analyses, &Style::default()),
        None => panic!("no format {format}"),
    }
}

/// The first line that differs, as both have it.
fn difference(kept: &str, current: &str) -> Option<String> {
    if kept == current {
        return None;
    }
    let mut lines = kept.lines().zip(current.lines()).enumerate();
    let differs = lines.find(|(_, (kept, current))| kept != current);
    Some(match differs {
        Some((at, (kept, current))) => format!("line {}:\n  kept    {kept}\n  current {current}", at + 1),
        None => "one is the beginning of the other".to_owned(),
    })
}

#[test]
fn pictures_beside_the_graphs_are_current() {
    let bless = std::env::var_os("TWOSOURCE_BLESS").is_some();
    let mut stale = Vec::new();
    let graphs = graphs();
    assert!(graphs.len() >= 5, "{graphs:?}");
    for path in graphs {
        let analysis = [analysis(&path)];
        for (format, extension) in [("dot", "dot"), ("svg", "svg"), ("front", "front.svg")] {
            let current = render(format, &analysis);
            let beside = path.with_extension(extension);
            if bless {
                fs::write(&beside, &current).unwrap_or_else(|error| panic!("{}: {error}", beside.display()));
            }
            let kept = fs::read_to_string(&beside).unwrap_or_default();
            if let Some(difference) = difference(&kept, &current) {
                stale.push(format!("{}: {difference}", beside.display()));
            }
        }
    }
    assert!(
        stale.is_empty(),
        "{}\nTWOSOURCE_BLESS=1 cargo test --test it graphs:: writes them anew",
        stale.join("\n")
    );
}

#[test]
fn every_dot_of_a_graph_parses() {
    for path in graphs() {
        let dot = render("dot", &[analysis(&path)]);
        if let Err(error) = graphviz_rust::parse(&dot) {
            panic!("{}: {error}", path.display());
        }
    }
}
