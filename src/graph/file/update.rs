//! Adding to a claims graph what its draft has new, with all that somebody wrote in it left as it is.

use std::collections::{BTreeMap, BTreeSet};

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table as Toml, Value};

use super::keys::{CLAIM, Row, SOURCE};
use super::write::{fill, stated, tell_of_read};
use super::{GraphFile, ids};
use crate::claim::{Claim, ClaimId};
use crate::graph::SourceGraph;
use crate::language::{START, fold, letters, print_on};
use crate::source::{Source, SourceId};

/// A claims graph with what was new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Updated {
    /// The file's text.
    pub text: String,
    /// How many sources were added.
    pub sources: usize,
    /// How many claims were added.
    pub claims: usize,
    /// How many were left out, because they were taken out of the file before.
    pub left_out: usize,
}

/// The fingerprints of what the claims of a graph say. Linear.
pub fn prints(graph: &SourceGraph) -> Vec<String> {
    graph.claims.iter().map(print).collect()
}

fn print(claim: &Claim) -> String {
    let whole = print_on(START, &letters(&claim.text));
    // Half of it: two claims of one draft that share it are one in four thousand million.
    format!("{:08x}", whole >> 32)
}

/// Adds the claims of `read` that have no home in the graph ([`crate::claim::drift::Drift::home`]) with their sources, behind
/// what the file holds; not those that were read before ([`GraphFile::read`]) and taken out since. `text` is the file's, `old` what it says. Comments, order and all values stay. `None` when the file
/// is no TOML with its tables in double brackets. Near linear.
pub fn update(text: &str, old: &GraphFile, read: &SourceGraph, home: &[Option<ClaimId>]) -> Option<Updated> {
    let mut document: DocumentMut = text.parse().ok()?;
    let mut merged = Merged::of(old, read);
    let homeless = read
        .claims
        .iter()
        .enumerate()
        .filter(|(at, _)| home.get(*at) == Some(&None));
    let (known, new): (Vec<&Claim>, Vec<&Claim>) = homeless
        .map(|(_, claim)| claim)
        .partition(|claim| old.read.contains(&print(claim)));
    let left_out = known.len();
    let new: Vec<Claim> = new.into_iter().map(|claim| merged.claim(claim)).collect();
    let (known, claims) = (old.graph.sources.len(), new.len());
    let file = GraphFile {
        graph: SourceGraph::new(merged.sources, new),
        ..old.clone()
    };
    let added = file.graph.sources.get(known..).unwrap_or_default();
    let told: Vec<_> = file.graph.claims.iter().map(stated).collect();
    append(&mut document, ("source", SOURCE), added.iter(), &file)?;
    append(&mut document, ("claim", CLAIM), told.iter(), &file)?;
    let fresh = prints(read).into_iter().filter(|print| !old.read.contains(print));
    let told: Vec<String> = old.read.iter().cloned().chain(fresh).collect();
    remember(&mut document, &told);
    Some(Updated {
        text: document.to_string(),
        sources: added.len(),
        claims,
        left_out,
    })
}

/// Writes down what has been read; what stands about the key stays.
fn remember(document: &mut DocumentMut, told: &[String]) {
    let told = told.join(" ");
    match document.get_mut("read") {
        Some(known) if known.as_str() == Some(&told) => {}
        Some(known) => *known = Item::Value(Value::from(told)),
        None if told.is_empty() => {}
        None => {
            document.insert("read", Item::Value(Value::from(told)));
            tell_of_read(document.as_table_mut());
        }
    }
}

fn append<'t, T: 't>(
    document: &mut DocumentMut,
    (name, rows): (&str, &[Row<T>]),
    items: impl Iterator<Item = &'t T>,
    file: &GraphFile,
) -> Option<()> {
    let tables = document
        .entry(name)
        .or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()))
        .as_array_of_tables_mut()?;
    for item in items {
        let mut table = Toml::new();
        fill(&mut table, rows, item, file);
        tables.push(table);
    }
    if tables.is_empty() {
        document.remove(name);
    }
    Some(())
}

/// The sources of a graph and those that new claims need.
struct Merged<'a> {
    read: &'a SourceGraph,
    sources: Vec<Source>,
    /// By what they are called.
    known: BTreeMap<String, SourceId>,
    /// Sources of the draft, where they are here.
    at: BTreeMap<SourceId, SourceId>,
    source_ids: BTreeSet<String>,
    claim_ids: BTreeSet<String>,
}

impl<'a> Merged<'a> {
    fn of(old: &GraphFile, read: &'a SourceGraph) -> Merged<'a> {
        let sources = old.graph.sources.clone();
        let label = |(number, source): (usize, &Source)| (fold(source.label()), SourceId(number));
        Merged {
            read,
            known: sources.iter().enumerate().map(label).collect(),
            source_ids: sources.iter().map(|source| source.id.clone()).collect(),
            claim_ids: old.graph.claims.iter().map(|claim| claim.id.clone()).collect(),
            at: BTreeMap::new(),
            sources,
        }
    }

    /// The claim as the graph holds it. What it says of other claims of the draft is left out.
    fn claim(&mut self, claim: &Claim) -> Claim {
        let id = ids::free(ids::words_of(&claim.text, "claim"), &mut self.claim_ids);
        let mut new = Claim {
            id,
            may_corroborate: Vec::new(),
            same_as: Vec::new(),
            apart_from: Vec::new(),
            ..claim.clone()
        };
        for backing in &mut new.backing {
            backing.source = self.source(backing.source);
        }
        new
    }

    /// A source of the draft by its place here; a new one comes with those whom it cites.
    fn source(&mut self, id: SourceId) -> SourceId {
        if let Some(at) = self.at.get(&id) {
            return *at;
        }
        let source = self.read.source(id);
        let known = self.known.get(&fold(source.label())).copied();
        let at = known.unwrap_or(SourceId(self.sources.len()));
        self.at.insert(id, at);
        if known.is_none() {
            let mut new = source.clone();
            new.id = ids::free(ids::of_source(source), &mut self.source_ids);
            (new.cites, new.member_of, new.same_as) = (Vec::new(), None, None);
            self.sources.push(new);
            let cites = source.cites.iter().map(|cited| self.source(*cited)).collect();
            let member_of = source.member_of.map(|group| self.source(group));
            if let Some(new) = self.sources.get_mut(at.0) {
                (new.cites, new.member_of) = (cites, member_of);
            }
        }
        at
    }
}
