//! Rules: each looks at the graph or the text and says what it found.
//!
//! - [`table()`]: all rules, one row each; a rule is one file of `catalogue/`;
//! - [`check`]: runs them, gives each finding its level, hides what another finding says better, and applies
//!   waivers and the suppressions written in the draft;
//! - [`Narrowing`]: the rules chosen for one run;
//! - [`first()`], [`front`]: which claims to check first; [`is_unsure`]: whose reading is a guess;
//! - [`exposed`]: anonymous sources whose identity a file gives away; every output refuses such a file;
//! - [`refused()`]: a file that could not be read, as a result;
//! - [`check_policy`], [`unused_waivers`]: what is wrong in the policy file itself;
//! - [`fingerprint`], [`baseline`]: findings known from an earlier run.

mod authority;
pub mod baseline;
mod catalogue;
mod engine;
mod fingerprint;
mod first;
mod identity;
mod look;
mod narrow;
mod on_policy;
mod paths;
mod profile;
mod refused;
mod silence;
mod speaking;
mod table;
mod wording;

pub use catalogue::identity_exposed::{exposed, exposed_by_readings};
pub use engine::check;
pub use fingerprint::{fingerprint, fingerprints};
pub use first::{first, front, is_unsure};
pub use narrow::Narrowing;
pub use on_policy::{check_policy, unused_waivers};
pub use profile::levels as levels_of_profile;
pub use refused::refused;
pub use table::{Levels, Reads, Rule, hides, of_name, says_drift, says_unread, table};

use crate::claim::ClaimId;
use crate::claim::drift::Drift;
use crate::draft::{Draft, Format};
use crate::policy::Level;
use crate::policy::readings::Readings;
use crate::source::desk::Settled;
use crate::source::{Doubt, Link, Source, SourceId};
use crate::span::Span;
use crate::trace::{Beside, Told};

/// Which of the files of a case a finding stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum InFile {
    /// The draft, or the hand-written graph.
    #[default]
    Draft,
    /// The draft that a hand-written graph stands for.
    Published,
    /// The readings of the draft.
    Readings,
}

/// One thing that a rule found.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule's name.
    pub rule: &'static str,
    /// How loud, after weight and policy.
    pub level: Level,
    /// The claim it is about, if it is about one.
    pub claim: Option<ClaimId>,
    /// The sources it is about; the chain from the claim on, where there is one.
    pub sources: Vec<SourceId>,
    /// Where: bytes of the draft's text, or of the file where [`Finding::file`] is another one or the case is a hand-written graph.
    pub span: Span,
    /// What was found, one sentence without a full stop.
    pub message: String,
    /// What would mend it.
    pub help: String,
    /// The file that it stands in.
    pub file: InFile,
    /// Who waived it and why, when it is waived: it stays in the report and fails nothing.
    pub waived: Option<String>,
}

/// All that a rule may look at.
#[derive(Clone, Debug)]
pub struct Case {
    /// The draft, or the hand-written graph's file as one (then without prose).
    pub draft: Draft,
    /// Its sentences, tokens and quotations; empty for a graph.
    pub prose: crate::language::Prose,
    /// Who says what; empty for a graph.
    pub attributions: Vec<crate::attribution::Attribution>,
    /// For each attribution, its source.
    pub of_attribution: Vec<Option<SourceId>>,
    /// For each attribution, who cites whom in it; empty for a graph.
    pub chains: Vec<Vec<(SourceId, SourceId)>>,
    /// Words that stand for a source that they do not name.
    pub doubts: Vec<crate::source::Doubt>,
    /// Sources and claims.
    pub graph: crate::graph::SourceGraph,
    /// Strength of each claim.
    pub strengths: Vec<crate::strength::Strength>,
    /// The article's title; empty when it has none.
    pub title: String,
    /// For a hand-written graph that names its draft: that draft, so that both are checked together.
    pub published: Option<Draft>,
    /// For a hand-written graph that names its draft: what the machine reads there, and how the two differ.
    pub read: Option<Box<AsRead>>,
    /// Waivers that the graph file holds.
    pub waivers: Vec<crate::policy::Waiver>,
    /// The readings of the draft, when there are any.
    pub desk: Option<Overruled>,
    /// How the draft stands beside the articles of others, when it was compared with any.
    pub beside: Option<Beside>,
}

/// The draft that a hand-written graph stands for, as the machine reads it.
#[derive(Clone, Debug)]
pub struct AsRead {
    /// The draft and what was read in it.
    pub case: Case,
    /// Where it and the graph have drifted apart.
    pub drift: Drift,
}

/// The desk's readings of a draft, and what they came to.
#[derive(Clone, Debug)]
pub struct Overruled {
    /// Their file, as one whose spans are bytes ([`Draft::of_graph`]).
    pub file: Draft,
    /// What they say.
    pub readings: Readings,
    /// What that came to.
    pub settled: Settled,
}

impl Case {
    /// What was read of it, to be traced among other articles.
    pub fn told(&self) -> Told<'_> {
        Told {
            draft: &self.draft,
            prose: &self.prose,
            attributions: &self.attributions,
            graph: &self.graph,
            chains: &self.chains,
            title: &self.title,
        }
    }

    /// Is it a hand-written graph, and not a draft?
    pub fn by_hand(&self) -> bool {
        self.draft.format == Format::Graph
    }

    /// Forgets what findings are not told with: sentences, attributions, doubts. Most of a case is that; lists of findings come out
    /// the same, and whoever keeps those of many drafts needs room for little.
    pub fn keep_findings(&mut self) {
        self.prose = crate::language::Prose::default();
        self.attributions = Vec::new();
        self.of_attribution = Vec::new();
        self.chains = Vec::new();
        self.doubts = Vec::new();
        self.beside = None;
        if let Some(read) = &mut self.read {
            read.case.keep_findings();
        }
    }

    /// The file that a finding stands in.
    pub fn file_of(&self, finding: &Finding) -> &Draft {
        match (finding.file, &self.desk) {
            (InFile::Readings, Some(desk)) => &desk.file,
            (InFile::Published, _) => self.read.as_ref().map_or(&self.draft, |read| &read.case.draft),
            _ => &self.draft,
        }
    }

    /// The source of an attribution, if it has one.
    pub fn source_of(&self, attribution: usize) -> Option<&Source> {
        let id = self.of_attribution.get(attribution).copied().flatten()?;
        self.graph.sources.get(id.0)
    }

    /// How an attribution came to its source. What the desk gave is as good as written.
    pub fn link(&self, attribution: usize) -> Link {
        let given = |desk: &Overruled| desk.settled.given.contains(&attribution);
        match (self.attributions.get(attribution), self.source_of(attribution)) {
            (_, Some(_)) if self.desk.as_ref().is_some_and(given) => Link::Written,
            (Some(one), source) => Link::of(one, source, &self.doubts),
            (None, _) => Link::Open,
        }
    }

    /// Where the source of an attribution is open: who may be meant, the likeliest first.
    pub fn candidates(&self, attribution: usize) -> &[String] {
        let one = self.attributions.get(attribution);
        let open = one.filter(|_| self.source_of(attribution).is_none());
        let doubt = open.and_then(|one| Doubt::of(&self.doubts, one));
        doubt.map_or(&[], |doubt| &doubt.candidates)
    }

    /// The draft that is to be published: of a hand-written graph the one that it names, if it names one.
    pub fn prose(&self) -> Option<&Draft> {
        if self.by_hand() {
            self.published.as_ref()
        } else {
            Some(&self.draft)
        }
    }
}

/// A case and what the rules found in it.
#[derive(Clone, Debug)]
pub struct Analysis {
    /// What was looked at.
    pub case: Case,
    /// What was found: in order of place, then rule.
    pub findings: Vec<Finding>,
}
