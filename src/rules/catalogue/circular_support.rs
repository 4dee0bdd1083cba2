//! `circular-support`: support that leads only into a loop.

use petgraph::Direction;

use crate::graph::Node;
use crate::policy::Level::Error;
use crate::rules::look::Look;
use crate::rules::look::{excerpt, listed};
use crate::rules::table::{Hit, Levels, rule};
use crate::source::SourceKind;

rule! {
    /// All that carries the claim is a circle of sources that cite one another. Nobody in it is at the
    /// origin.
    ///
    /// ## Why it matters
    ///
    /// Circular reporting is how rumours become facts: each paper cites the other. The Admiralty code and
    /// ICD 206 ask that the origin of each report be known; every newsroom standard asks for a source that
    /// knows.
    ///
    /// ## Fires on
    ///
    /// ```toml
    /// [[source]]
    /// id = "ledger"
    /// name = "Daily Ledger"
    /// kind = "outlet"
    /// cites = ["post"]
    ///
    /// [[source]]
    /// id = "post"
    /// name = "Morning Post"
    /// kind = "outlet"
    /// cites = ["ledger"]
    ///
    /// [[claim]]
    /// id = "merger"
    /// text = "The two firms are in merger talks."
    /// sources = ["ledger"]
    /// ```
    ///
    /// ## Does not fire on
    ///
    /// ```toml
    /// [[source]]
    /// id = "ledger"
    /// name = "Daily Ledger"
    /// kind = "outlet"
    /// cites = ["vale"]
    ///
    /// [[source]]
    /// id = "vale"
    /// name = "Ann Vale"
    /// kind = "named-person"
    ///
    /// [[claim]]
    /// id = "merger"
    /// text = "The two firms are in merger talks."
    /// sources = ["ledger"]
    /// ```
    ///
    /// ## How to mend it
    ///
    /// Find out who said it first. If that cannot be found, do not state the claim.
    ///
    /// ## Stays quiet
    ///
    /// As soon as one source in the circle also leads to a root.
    /// In a draft, on circles of others than outlets: people who quote each other are no circle of reports.
    ///
    /// ## Level
    ///
    /// An error.
    "circular-support", Levels::always(Error), Graph, "support that leads only into a loop", check
}

/// So many members of a loop are named; a loop may have thousands.
const LISTED: usize = 8;

/// No root is reached, and a loop is.
fn check(look: &Look) -> Vec<Hit> {
    if look.paths().loops.is_empty() {
        return Vec::new();
    }
    let of_source = loops_reached(look);
    look.claims()
        .filter(|told| told.strength.independence.high == 0)
        .filter_map(|told| {
            let supporters = told.claim.supporters();
            let number = supporters
                .iter()
                .find_map(|id| of_source.get(id.0).copied().flatten())?;
            let members = look.paths().loops.get(number)?;
            if !look.case.by_hand()
                && !members
                    .iter()
                    .all(|id| look.source(*id).kind == SourceKind::Outlet)
            {
                return None;
            }
            let names: Vec<&str> = members
                .iter()
                .take(5)
                .map(|id| look.source(*id).label())
                .collect();
            let circle = if members.len() == 1 {
                format!("{}, which cites only itself", listed(&names))
            } else {
                format!("a circle: {} cite one another", listed(&names))
            };
            let message = format!("{} rests on {circle}", excerpt(&told.claim.text));
            Some(told.hit(
                members.iter().copied().take(LISTED).collect(),
                message,
                "find who said it first; without an origin, leave the claim out",
            ))
        })
        .collect()
}

/// For each source, the number of a loop that it is in or leads into. Linear.
fn loops_reached(look: &Look) -> Vec<Option<usize>> {
    let graph = &look.case.graph;
    let mut reached = vec![None; graph.sources.len()];
    let mut waiting = Vec::new();
    for (number, members) in look.paths().loops.iter().enumerate() {
        for id in members {
            reached[id.0] = Some(number);
            waiting.push(*id);
        }
    }
    while let Some(id) = waiting.pop() {
        let number = reached[id.0];
        let citing = graph
            .petgraph()
            .neighbors_directed(graph.node_of_source(id), Direction::Incoming);
        for node in citing.filter_map(|node| graph.petgraph().node_weight(node)) {
            if let Node::Source(citing) = node
                && reached[citing.0].is_none()
            {
                reached[citing.0] = number;
                waiting.push(*citing);
            }
        }
    }
    reached
}
