//! Claims: one proposition each; attributions and plain sentences that state the same are one claim.

use crate::attribution::Stance;
use crate::draft::Span;
use crate::source::SourceId;

/// Index of a claim in article order; shown as `c1`, `c2`, ... in outputs of drafts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ClaimId(pub usize);

/// How much a claim weighs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Opinion, attitude, plan about oneself.
    Light,
    /// Neither.
    #[default]
    Normal,
    /// Accusation, casualty or money figure, headline or lede claim, superlative.
    Heavy,
}

impl Weight {
    /// All with the names that files and outputs use.
    pub const NAMES: &'static [(Weight, &'static str)] = &[
        (Weight::Light, "light"),
        (Weight::Normal, "normal"),
        (Weight::Heavy, "heavy"),
    ];

    /// The name that files and outputs use.
    pub fn name(self) -> &'static str {
        Self::NAMES
            .iter()
            .find(|(weight, _)| *weight == self)
            .map_or("", |(_, name)| name)
    }

    /// The weight with this name.
    pub fn of_name(name: &str) -> Option<Weight> {
        Self::NAMES
            .iter()
            .find(|(_, known)| *known == name)
            .map(|(weight, _)| *weight)
    }
}

/// What a claim is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ClaimKind {
    /// Nothing special.
    #[default]
    Fact,
    /// Wrongdoing of somebody else.
    Accusation,
    /// Dead, wounded, missing.
    Casualty,
    /// A sum of money.
    Money,
    /// Another number, share or count.
    Quantity,
    /// A date or schedule.
    Date,
    /// Why something happened.
    Cause,
    /// What will happen.
    Forecast,
    /// A judgement.
    Opinion,
    /// What the source says of its own view, wish, plan, experience or decision.
    Own,
    /// Public record, scene, history.
    Background,
}

impl ClaimKind {
    /// All with the names that files and outputs use.
    pub const NAMES: &'static [(ClaimKind, &'static str)] = &[
        (ClaimKind::Fact, "fact"),
        (ClaimKind::Accusation, "accusation"),
        (ClaimKind::Casualty, "casualty"),
        (ClaimKind::Money, "money"),
        (ClaimKind::Quantity, "quantity"),
        (ClaimKind::Date, "date"),
        (ClaimKind::Cause, "cause"),
        (ClaimKind::Forecast, "forecast"),
        (ClaimKind::Opinion, "opinion"),
        (ClaimKind::Own, "own"),
        (ClaimKind::Background, "background"),
    ];

    /// The name that files and outputs use.
    pub fn name(self) -> &'static str {
        Self::NAMES
            .iter()
            .find(|(kind, _)| *kind == self)
            .map_or("", |(_, name)| name)
    }

    /// The kind with this name.
    pub fn of_name(name: &str) -> Option<ClaimKind> {
        Self::NAMES
            .iter()
            .find(|(_, known)| *known == name)
            .map(|(kind, _)| *kind)
    }
}

/// One source's relation to one claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backing {
    /// Who.
    pub source: SourceId,
    /// Asserts, denies or declines.
    pub stance: Stance,
    /// The attribution that says so, by index; `None` in a hand-written graph.
    pub attribution: Option<usize>,
}

/// One proposition.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The id that outputs print.
    pub id: String,
    /// Its words, from its first place in the article (white space folded), or as the graph file gives them.
    pub text: String,
    /// Every place that states it: bytes of the draft's text; of a hand-written graph, of the file.
    pub spans: Vec<Span>,
    /// What it is about.
    pub kind: ClaimKind,
    /// How much it weighs.
    pub weight: Weight,
    /// Why it weighs so, in words; empty for a normal weight.
    pub weight_reason: String,
    /// Does the headline, the first paragraph or a summary state it?
    pub lede: bool,
    /// Did the desk give the kind by hand (in a graph file)? Then rules may take it at its word.
    pub kind_by_hand: bool,
    /// Who backs, denies or declines it, in article order.
    pub backing: Vec<Backing>,
    /// Claims that may state the same; a suggestion, never counted.
    pub may_corroborate: Vec<ClaimId>,
    /// Claims that differ from this one only in a figure or a date, and how ("12 hurt" / "15 injured").
    pub discrepancies: Vec<ClaimId>,
}

impl Claim {
    /// A claim with these words and nothing known of it yet.
    pub fn new(id: &str, text: &str) -> Claim {
        Claim {
            id: id.to_owned(),
            text: text.to_owned(),
            spans: Vec::new(),
            kind: ClaimKind::default(),
            weight: Weight::default(),
            weight_reason: String::new(),
            lede: false,
            kind_by_hand: false,
            backing: Vec::new(),
            may_corroborate: Vec::new(),
            discrepancies: Vec::new(),
        }
    }

    /// The sources that assert it, in article order, each once.
    pub fn supporters(&self) -> Vec<SourceId> {
        self.with_stance(Stance::Asserts)
    }

    /// The sources that deny it, in article order, each once.
    pub fn deniers(&self) -> Vec<SourceId> {
        self.with_stance(Stance::Denies)
    }

    fn with_stance(&self, stance: Stance) -> Vec<SourceId> {
        let mut found = Vec::new();
        for backing in self.backing.iter().filter(|backing| backing.stance == stance) {
            if !found.contains(&backing.source) {
                found.push(backing.source);
            }
        }
        found
    }
}

/// States the claims of a draft, in article order.
pub fn state(
    _draft: &crate::draft::Draft,
    _prose: &crate::language::Prose,
    _attributions: &[crate::attribution::Attribution],
    _sources: &crate::source::Sources,
    _policy: &crate::policy::Policy,
) -> Vec<Claim> {
    Vec::new()
}
