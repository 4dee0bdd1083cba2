//! Claims graphs in the place of the drafts that they name: what a person wrote beats what the machine reads.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use twosource::graph::file::{self, Syntax};

use super::console::{Console, plain};
use super::input::{Input, Kind, extension};
use super::readings;
use super::walk::looks_like_graph;

/// A larger file beside a draft is no claims graph of it.
const LARGEST: u64 = 4 * 1024 * 1024;

/// Which graphs stand for which drafts.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    /// By folder: its drafts that a graph in it names, with that graph.
    beside: BTreeMap<PathBuf, BTreeMap<PathBuf, PathBuf>>,
}

/// Puts a claims graph into the place of each draft for which there is one, among the inputs or beside the draft; each draft
/// is judged once, and what is judged by which graph is told.
pub(super) fn settle(inputs: Vec<Input>, console: &Console) -> Vec<Input> {
    let named: BTreeMap<PathBuf, PathBuf> = inputs
        .iter()
        .filter_map(|input| Some((whole(&draft_of(input)?)?, input.shown.clone())))
        .collect();
    let mut pairs = Pairs::default();
    let mut seen = BTreeSet::new();
    let mut kept = Vec::with_capacity(inputs.len());
    for input in inputs {
        let graph = whole(&input.shown).and_then(|draft| named.get(&draft).cloned());
        match graph.or_else(|| pairs.graph_of(&input)) {
            Some(graph) => {
                tell(&input, &graph, console);
                let judged = Input::of_argument(&graph, None);
                if !named.values().any(|known| *known == judged.shown) && seen.insert(graph) {
                    kept.push(judged);
                }
            }
            None => kept.push(input),
        }
    }
    kept
}

/// What a draft is judged by, and that readings beside it are not.
fn tell(draft: &Input, graph: &Path, console: &Console) {
    let (draft_path, graph) = (plain(&draft.path()), plain(&graph.to_string_lossy()));
    console.note(&format!("{draft_path}: is judged by its claims graph, {graph}"));
    let readings = readings::path_of(&draft.shown);
    if readings.is_file() {
        let readings = plain(&readings.to_string_lossy());
        console.warning(&format!(
            "{readings}: is not used, since the claims graph {graph} stands for the draft"
        ));
    }
}

/// The first of these claims graphs that names a draft.
#[cfg(feature = "serve")]
pub(super) fn naming(draft: &Input, graphs: &[Input]) -> Option<PathBuf> {
    let wanted = whole(&draft.shown).filter(|_| !draft.is_stdin)?;
    let names = |graph: &&Input| draft_of(graph).and_then(|draft| whole(&draft)) == Some(wanted.clone());
    graphs.iter().find(names).map(|graph| graph.shown.clone())
}

impl Pairs {
    /// The claims graph beside a draft that names it, if there is one.
    pub(super) fn graph_of(&mut self, draft: &Input) -> Option<PathBuf> {
        if draft.is_stdin || matches!(Kind::of(&draft.shown), Kind::Graph(_)) {
            return None;
        }
        let folder = draft.shown.parent()?;
        let known = self.beside.entry(folder.to_owned());
        let graphs = known.or_insert_with(|| graphs_in(folder));
        graphs.get(&whole(&draft.shown)?).cloned()
    }
}

/// The drafts that claims graphs of a folder name; of two graphs for one draft, the first by name.
fn graphs_in(folder: &Path) -> BTreeMap<PathBuf, PathBuf> {
    let at = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let entries = std::fs::read_dir(at).into_iter().flatten().flatten();
    let is_small = |path: &Path| {
        path.metadata()
            .is_ok_and(|meta| meta.is_file() && meta.len() <= LARGEST)
    };
    let is_graph = |path: &PathBuf| Syntax::of_extension(&extension(path)).is_some() && is_small(path);
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| folder.join(entry.file_name()))
        .filter(is_graph)
        .collect();
    paths.sort();
    let mut graphs = BTreeMap::new();
    for path in paths {
        let draft = draft_of(&Input::of_argument(&path, None));
        if let Some(draft) = draft.and_then(|draft| whole(&draft)) {
            graphs.entry(draft).or_insert(path);
        }
    }
    graphs
}

fn whole(path: &Path) -> Option<PathBuf> {
    path.canonicalize().ok()
}

/// The path of the draft that a claims graph names, if the input is one that can be read. Of a graph with mistakes too: they
/// are told then, and the draft is not judged without it.
pub(super) fn draft_of(input: &Input) -> Option<PathBuf> {
    let Kind::Graph(syntax) = Kind::of(&input.shown) else {
        return None;
    };
    if input.is_stdin || readings::draft_of(&input.shown).is_some() {
        return None;
    }
    let text = input.text().ok().filter(|text| looks_like_graph(text))?;
    let name = match file::read(&text, syntax) {
        Ok(file) => file.draft,
        Err(_) => text.lines().find_map(named_in),
    };
    let folder = input.shown.parent().unwrap_or(Path::new(""));
    name.map(|name| folder.join(name))
}

/// The draft that a line names: `draft = "x.md"`, `"draft": "x.md",`, `draft: x.md`.
fn named_in(line: &str) -> Option<String> {
    let rest = line.trim_start().trim_start_matches('"').strip_prefix("draft")?;
    let rest = rest
        .trim_start_matches('"')
        .trim_start()
        .strip_prefix(['=', ':'])?;
    let name = rest.trim().trim_end_matches(',').trim_matches(['"', '\'']);
    (!name.is_empty()).then(|| name.to_owned())
}
