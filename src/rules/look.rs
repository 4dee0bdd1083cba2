//! What a rule looks at: the case and the policy, with what several rules need worked out once.

use std::cell::OnceCell;

use super::Case;
use super::paths::Paths;
use super::silence::Silence;
use super::table::Hit;
use super::wording::Reading;
use crate::claim::{Claim, ClaimId, ClaimKind, Weight};
use crate::policy::Policy;
use crate::source::{Source, SourceId, SourceKind};
use crate::span::Span;
use crate::strength::{Rung, Strength};

/// The case and the policy, with what several rules need worked out once.
pub(super) struct Look<'a> {
    pub(super) case: &'a Case,
    pub(super) policy: &'a Policy,
    /// The waivers and suppressions of the case, once they were applied.
    pub(super) silences: Vec<Silence>,
    paths: OnceCell<Paths>,
    reading: OnceCell<Reading<'a>>,
    published: OnceCell<Option<Reading<'a>>>,
}

/// How many claims that begin before a place may be the one that covers it.
const NEAR: usize = 4;

/// A claim with its strength.
#[derive(Clone, Copy)]
pub(super) struct Told<'a> {
    pub(super) id: ClaimId,
    pub(super) claim: &'a Claim,
    pub(super) strength: &'a Strength,
}

impl<'a> Look<'a> {
    pub(super) fn new(case: &'a Case, policy: &'a Policy) -> Look<'a> {
        Look {
            case,
            policy,
            silences: Vec::new(),
            paths: OnceCell::new(),
            reading: OnceCell::new(),
            published: OnceCell::new(),
        }
    }

    /// The claims with their strengths, in article order.
    pub(super) fn claims(&self) -> impl Iterator<Item = Told<'a>> + use<'a> {
        let claims = self.case.graph.claims.iter().zip(&self.case.strengths);
        claims.enumerate().map(|(id, (claim, strength))| Told {
            id: ClaimId(id),
            claim,
            strength,
        })
    }

    /// The nearest claim that nobody is cited for and that covers this place. Claims stand in article order, so the
    /// one sought begins shortly before the place. Logarithmic in the claims.
    pub(super) fn unattributed_at(&self, place: Span) -> Option<ClaimId> {
        let claims = &self.case.graph.claims;
        let begins = |claim: &Claim| claim.spans.first().map_or(0, |span| span.start);
        let after = claims.partition_point(|claim| begins(claim) <= place.start);
        let near = (after.saturating_sub(NEAR)..after).rev();
        near.map(ClaimId).find(|id| {
            let covers = claims[id.0].spans.iter().any(|span| span.overlaps(place));
            covers
                && self
                    .case
                    .strengths
                    .get(id.0)
                    .is_some_and(|strength| strength.rung == Rung::Unattributed)
        })
    }

    /// The source with this index.
    pub(super) fn source(&self, id: SourceId) -> &'a Source {
        self.case.graph.source(id)
    }

    /// What each source leads to.
    pub(super) fn paths(&self) -> &Paths {
        self.paths.get_or_init(|| Paths::new(&self.case.graph))
    }

    /// The draft's text as the rules that read words see it.
    pub(super) fn reading(&self) -> &Reading<'a> {
        self.reading.get_or_init(|| Reading::of_case(self.case))
    }

    /// The text that a hand-written graph belongs to, if it names one.
    pub(super) fn published(&self) -> Option<&Reading<'a>> {
        let read = || self.case.published.as_ref().map(Reading::of_draft);
        self.published.get_or_init(read).as_ref()
    }

    /// Where a source stands: its first mention.
    pub(super) fn place_of(&self, id: SourceId) -> Span {
        self.source(id).mentions.first().copied().unwrap_or_default()
    }

    /// How many independent sources the policy wants for this claim: its minimum binds heavy claims.
    pub(super) fn wanted(&self, claim: &Claim) -> u32 {
        match claim.weight {
            Weight::Heavy => self.policy.minimum_independence,
            Weight::Normal | Weight::Light => 1,
        }
    }
}

impl Told<'_> {
    /// Does it rest on one source, on the safe count?
    pub(super) fn on_one(&self) -> bool {
        self.strength.independence.low == 1
    }

    /// May one source be enough: its own word, a document that anyone may read, what the newsroom itself saw,
    /// or public record?
    pub(super) fn one_is_enough(&self, look: &Look) -> bool {
        let own = self.strength.rung == Rung::OwnWord || self.claim.kind == ClaimKind::Own;
        let seen = |id: &SourceId| look.source(*id).kind == SourceKind::Newsroom;
        own || self.strength.rung == Rung::Document
            || self.claim.kind == ClaimKind::Background
            || self.strength.roots.iter().any(seen)
    }

    /// Where it is first stated.
    pub(super) fn place(&self) -> Span {
        self.claim.spans.first().copied().unwrap_or_default()
    }

    /// "“The meetings took place in Doha” rests on Axios alone".
    pub(super) fn with_words(&self) -> String {
        let words = if self.strength.words.is_empty() {
            "rests on too little"
        } else {
            self.strength.words.as_str()
        };
        format!("{} {words}", excerpt(&self.claim.text))
    }

    /// A hit about this claim.
    pub(super) fn hit(&self, sources: Vec<SourceId>, message: String, help: &str) -> Hit {
        Hit {
            claim: Some(self.id),
            sources,
            span: self.place(),
            message,
            help: help.to_owned(),
        }
    }
}

/// The beginning of a claim's words in quotation marks, cut at a word.
pub(super) fn excerpt(text: &str) -> String {
    const AT_MOST: usize = 70;
    let text = text.trim().trim_end_matches('.');
    if text.chars().count() <= AT_MOST {
        return format!("“{text}”");
    }
    let cut: String = text.chars().take(AT_MOST).collect();
    let kept = cut.rsplit_once(' ').map_or(cut.as_str(), |(head, _)| head);
    format!("“{} …”", kept.trim_end_matches([',', ';', ':']))
}

/// Names in a sentence: "A", "A and B", "A, B and C".
pub(super) fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [head @ .., last] => format!("{} and {last}", head.join(", ")),
    }
}
