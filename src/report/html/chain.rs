//! The chain of a claim: whom it cites, whom these cite, and so on.

use std::collections::BTreeSet;

use maud::{Markup, html};

use super::super::words;
use super::prose;
use crate::graph::SourceGraph;
use crate::source::SourceId;

/// So many sources of one chain are told in a card; the others are counted.
const TOLD: usize = 40;

/// A chain is told no deeper than this.
const DEEPEST: usize = 8;

/// All sources that can be reached from these, themselves included, in the order of their index; at most
/// `most`, the nearest first. Linear in the sources reached.
pub(super) fn reach(graph: &SourceGraph, from: &[SourceId], most: usize) -> BTreeSet<usize> {
    let mut reached = BTreeSet::new();
    let mut wave: Vec<SourceId> = from.to_vec();
    while !wave.is_empty() && reached.len() < most {
        let mut next = Vec::new();
        for id in wave {
            let Some(source) = graph.sources.get(id.0) else {
                continue;
            };
            if reached.len() < most && reached.insert(id.0) {
                next.extend(source.cites.iter().copied());
            }
        }
        wave = next;
    }
    reached
}

/// The chain as nested lists, every source once: where it comes again, only its name stands.
pub(super) fn tree(graph: &SourceGraph, from: &[SourceId]) -> Markup {
    let mut teller = Teller {
        graph,
        told: BTreeSet::new(),
        left: TOLD,
    };
    let tree = teller.list(from, 0);
    html! {
        (tree)
        @if teller.left == 0 { p.more { "and more, which the list of sources tells" } }
    }
}

struct Teller<'a> {
    graph: &'a SourceGraph,
    told: BTreeSet<usize>,
    left: usize,
}

impl Teller<'_> {
    fn list(&mut self, sources: &[SourceId], depth: usize) -> Markup {
        let items: Vec<Markup> = sources.iter().filter_map(|id| self.item(*id, depth)).collect();
        html! {
            @if !items.is_empty() { ul.chain { @for item in items { (item) } } }
        }
    }

    fn item(&mut self, id: SourceId, depth: usize) -> Option<Markup> {
        let source = self.graph.sources.get(id.0)?;
        self.left = self.left.checked_sub(1)?;
        let first = self.told.insert(id.0);
        let inner = if first && depth < DEEPEST {
            self.list(&source.cites, depth + 1)
        } else {
            html! {}
        };
        Some(html! {
            li data-s=(id.0 + 1) {
                (link(self.graph, id)) " "
                span.about {
                    @if first { (words::about(source)) } @else { "see above" }
                    @if first && !source.cites.is_empty() { ", which cites" }
                }
                (inner)
            }
        })
    }
}

/// A source's name as the way to its card.
pub(super) fn link(graph: &SourceGraph, id: SourceId) -> Markup {
    html! {
        @if let Some(source) = graph.sources.get(id.0) {
            a.to-source href=(format!("#s{}", id.0 + 1)) { (prose::line(&words::name(source))) }
        }
    }
}

/// Names with commas between, each the way to its card.
pub(super) fn links(graph: &SourceGraph, ids: &[SourceId]) -> Markup {
    html! {
        @for (place, id) in ids.iter().enumerate() {
            @if place > 0 { ", " }
            (link(graph, *id))
        }
    }
}
