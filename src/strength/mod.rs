//! Strength: how many sources can fail before a claim stands on nothing.

use crate::source::SourceId;

/// A claim's place on the ladder, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rung {
    /// Two or more independent sources, one of them at least on the record.
    Corroborated,
    /// Two or more independent sources, all of them anonymous.
    CorroboratedAnonymous,
    /// One document.
    Document,
    /// One source on the record.
    SingleSource,
    /// What somebody says of their own view, wish or plan.
    OwnWord,
    /// One anonymous source.
    SingleAnonymous,
    /// Another outlet and nothing known behind it.
    OutletOnly,
    /// Support that leads only into a loop, or to nobody.
    Ungrounded,
    /// No one is cited.
    Unattributed,
}

impl Rung {
    /// All with the names that outputs use, strongest first.
    pub const NAMES: &'static [(Rung, &'static str)] = &[
        (Rung::Corroborated, "corroborated"),
        (Rung::CorroboratedAnonymous, "corroborated-anonymous"),
        (Rung::Document, "document"),
        (Rung::SingleSource, "single-source"),
        (Rung::OwnWord, "self"),
        (Rung::SingleAnonymous, "single-anonymous"),
        (Rung::OutletOnly, "outlet-only"),
        (Rung::Ungrounded, "ungrounded"),
        (Rung::Unattributed, "unattributed"),
    ];

    /// The name that outputs use.
    pub fn name(self) -> &'static str {
        Self::NAMES
            .iter()
            .find(|(rung, _)| *rung == self)
            .map_or("", |(_, name)| name)
    }
}

/// How many sources can fail before the claim stands on nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Independence {
    /// Anonymous sources that could be one person are taken for one.
    pub low: u32,
    /// They are not.
    pub high: u32,
    /// Of `low`'s paths, sources that share an interest are taken for one.
    pub by_interest: u32,
}

/// What is known of one claim's strength.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strength {
    /// How many sources can fail.
    pub independence: Independence,
    /// Sources through which every path to a root passes, nearest first.
    pub bottlenecks: Vec<SourceId>,
    /// The roots that are reached, in order of their index.
    pub roots: Vec<SourceId>,
    /// Its place on the ladder.
    pub rung: Rung,
    /// Does a source deny it?
    pub disputed: bool,
    /// The rung explained in words: "rests on Axios alone, which cites two people it does not name".
    pub words: String,
}

/// Weighs every claim of the graph, in claim order.
pub fn weigh(graph: &crate::graph::SourceGraph) -> Vec<Strength> {
    let none = Strength {
        independence: Independence::default(),
        bottlenecks: Vec::new(),
        roots: Vec::new(),
        rung: Rung::Unattributed,
        disputed: false,
        words: String::new(),
    };
    vec![none; graph.claims.len()]
}
