//! A draft in brief: each claim with its words, who stands behind it, how many of them are independent, and what was found.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::editor::verdict;
use super::super::readings::{beginning, places};
use super::super::{escape, places as place, words};
use super::{Behind, Independent, behind, names, written};
use crate::Analysis;
use crate::claim::{Claim, ClaimId, Weight};
use crate::draft::Span;
use crate::language::Places;
use crate::policy::Level;
use crate::rules::{self, Finding, InFile};

/// What a brief tells.
#[derive(Clone, Copy, Debug)]
pub struct Brief<'a> {
    /// Findings below this level are only counted.
    pub level: Level,
    /// At most so many claims are told: those that matter most, in the order of the draft.
    pub most: usize,
    /// The edition of the readings beside the draft; empty where none are written.
    pub edition: &'a str,
}

#[derive(Serialize)]
struct Document<'a> {
    draft: &'a str,
    title: &'a str,
    verdict: String,
    claims: Vec<ClaimEntry<'a>>,
    #[serde(skip_serializing_if = "is_none")]
    claims_left_out: usize,
    /// What was found that is about no claim.
    findings: Vec<FindingEntry<'a>>,
    #[serde(skip_serializing_if = "is_none")]
    findings_not_shown: usize,
    by_strength: BTreeMap<&'static str, usize>,
    #[serde(skip_serializing_if = "str::is_empty")]
    edition: &'a str,
}

#[derive(Serialize)]
struct ClaimEntry<'a> {
    id: &'a str,
    /// The first words, by which readings name it.
    #[serde(skip_serializing_if = "Option::is_none")]
    says: Option<String>,
    text: String,
    at: String,
    weight: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    weight_reason: &'a str,
    strength: &'static str,
    independent: Independent,
    why: String,
    disputed: bool,
    /// Its place among those to check first, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    check_first: Option<usize>,
    sources: Vec<Behind>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    denied_by: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    no_comment: Vec<String>,
    /// Whose word was guessed, or left open.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unsure: Vec<String>,
    /// The first words of its other places.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    also_says: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    checked: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    findings: Vec<FindingEntry<'a>>,
}

#[derive(Serialize)]
struct FindingEntry<'a> {
    rule: &'a str,
    level: &'static str,
    at: String,
    message: String,
    help: String,
    /// The first words of what it is about, where that is no claim.
    #[serde(skip_serializing_if = "Option::is_none")]
    says: Option<String>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_none(number: &usize) -> bool {
    *number == 0
}

/// A draft in brief. Takes the number of claims times the draft's length.
pub fn brief(analysis: &Analysis, with: Brief) -> String {
    let case = &analysis.case;
    let teller = Teller {
        analysis,
        places: (!case.by_hand()).then(|| places(case)),
        front: rules::front(case),
        level: with.level,
    };
    let told = teller.told(with.most);
    let about_none = teller.shown().filter(|finding| finding.claim.is_none());
    let live = place::live(analysis).count();
    let mut by_strength = BTreeMap::new();
    for strength in &case.strengths {
        *by_strength.entry(strength.rung.name()).or_insert(0) += 1;
    }
    written(&Document {
        draft: &case.draft.path,
        title: &case.title,
        verdict: verdict(analysis).1,
        claims_left_out: case.graph.claims.len() - told.len(),
        claims: told.into_iter().filter_map(|id| teller.claim(id)).collect(),
        findings: about_none.map(|finding| teller.finding(finding)).collect(),
        findings_not_shown: live - teller.shown().count(),
        by_strength,
        edition: with.edition,
    })
}

struct Teller<'a> {
    analysis: &'a Analysis,
    /// Nothing for a claims graph, which is edited itself.
    places: Option<Places>,
    /// Those to check first, best first.
    front: Vec<ClaimId>,
    level: Level,
}

impl<'a> Teller<'a> {
    /// The claims that matter most, in the order of the draft.
    fn told(&self, most: usize) -> Vec<ClaimId> {
        let rest = rules::first(&self.analysis.case).into_iter();
        let rest = rest.filter(|id| !self.front.contains(id));
        let mut told: Vec<ClaimId> = self.front.iter().copied().chain(rest).take(most).collect();
        told.sort_unstable();
        told
    }

    fn shown(&self) -> impl Iterator<Item = &'a Finding> {
        let level = self.level;
        place::live(self.analysis).filter(move |finding| finding.level >= level)
    }

    fn says(&self, span: Span) -> Option<String> {
        beginning(&self.analysis.case, span, self.places.as_ref()?)
    }

    fn claim(&self, id: ClaimId) -> Option<ClaimEntry<'a>> {
        let case = &self.analysis.case;
        let claim = case.graph.claim(id);
        let strength = case.strengths.get(id.0)?;
        let sources = &case.graph.sources;
        let about = self.shown().filter(|finding| finding.claim == Some(id));
        let joined = claim.joined.iter().filter_map(|joined| joined.spans.first());
        Some(ClaimEntry {
            id: &claim.id,
            says: self.says(claim.place()),
            text: escape::line(&claim.text),
            at: self.at(claim.place()),
            weight: claim.weight.name(),
            weight_reason: match claim.weight {
                Weight::Normal => "",
                Weight::Light | Weight::Heavy => &claim.weight_reason,
            },
            strength: strength.rung.name(),
            independent: Independent::of(strength),
            why: words::sentence(&strength.words),
            disputed: strength.disputed,
            check_first: self.front.iter().position(|one| *one == id).map(|at| at + 1),
            sources: behind(sources, &claim.supporters()),
            denied_by: names(sources, &claim.deniers()),
            no_comment: names(sources, &claim.decliners()),
            unsure: self.unsure(claim),
            also_says: joined.filter_map(|span| self.says(*span)).collect(),
            checked: words::checked(claim),
            findings: about.map(|finding| self.finding(finding)).collect(),
        })
    }

    fn unsure(&self, claim: &Claim) -> Vec<String> {
        let read = words::read_as(&self.analysis.case, claim).into_iter();
        let read = read.map(|(name, written)| match written.as_str() {
            "" => format!("no word here names who says it; read as {name}"),
            written => format!("“{written}” is read as {name}"),
        });
        let open = claim.unclear.iter().map(|one| match one.candidates.as_slice() {
            [] => "who says it is open".to_owned(),
            names => format!("who says it is open: {}", names.join(" or ")),
        });
        read.chain(open).map(|told| escape::line(&told)).collect()
    }

    fn at(&self, span: Span) -> String {
        place::short(&self.analysis.case.draft, span)
    }

    fn finding(&self, finding: &'a Finding) -> FindingEntry<'a> {
        let draft = self.analysis.case.file_of(finding);
        let can_be_named =
            finding.claim.is_none() && finding.file == InFile::Draft && !finding.span.is_empty();
        FindingEntry {
            rule: finding.rule,
            level: finding.level.name(),
            at: format!("{}{}", words::in_file(finding), place::short(draft, finding.span)),
            message: escape::line(&words::sentence(&finding.message)),
            help: escape::line(&words::sentence(&finding.help)),
            says: can_be_named.then(|| self.says(finding.span)).flatten(),
        }
    }
}
