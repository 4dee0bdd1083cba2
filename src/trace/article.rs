//! An article: what was read of it, and what is known of where it comes from.

use super::When;
use crate::attribution::Attribution;
use crate::draft::Draft;
use crate::graph::SourceGraph;
use crate::language::Prose;
use crate::source::SourceId;

/// Where an article comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// The outlet that published it.
    pub outlet: String,
    /// When; nothing where that is not known: then it stands after all others.
    pub date: Option<When>,
    /// Where it is found; empty when that is not known.
    pub url: String,
    /// Is it a draft that has not come out yet? Then it stands after all others.
    pub unpublished: bool,
}

impl Label {
    /// Where it stands in time among others.
    pub(super) fn place(&self) -> (bool, bool, Option<i64>) {
        (
            self.unpublished,
            self.date.is_none(),
            self.date.map(When::minutes),
        )
    }
}

/// What was read of an article.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// Its text.
    pub draft: &'a Draft,
    /// Its sentences, tokens, quotations.
    pub prose: &'a Prose,
    /// Who says what.
    pub attributions: &'a [Attribution],
    /// Its claims and sources.
    pub graph: &'a SourceGraph,
    /// For each attribution, who cites whom in it ([`crate::source::Sources::chains`]).
    pub chains: &'a [Vec<(SourceId, SourceId)>],
    /// Its title; empty when it has none.
    pub title: &'a str,
}

/// An article among others.
#[derive(Clone, Debug)]
pub struct Article<'a> {
    /// Where it comes from.
    pub label: Label,
    /// What was read of it.
    pub told: Told<'a>,
}
