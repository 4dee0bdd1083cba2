//! Silences: waivers and suppressions in the draft. A silenced finding stays, marked; nothing is hidden.

use std::collections::BTreeMap;

use super::table::of_name;
use super::{Case, Finding, InFile};
use crate::draft::Directive;
use crate::language::{Place, fold};
use crate::policy::readings::Accept;
use crate::policy::{Policy, Target, Waiver};
use crate::span::Span;

/// A silence of the file itself (a waiver in a graph file, a suppression in a draft), and whether it did anything.
#[derive(Clone, Debug)]
pub(super) struct Silence {
    /// The rule's name, as written.
    pub(super) rule: String,
    /// What it is about, in words.
    pub(super) target: String,
    /// The reason given; empty when there is none.
    pub(super) reason: String,
    /// Where it stands; for a suppression in a draft, the words that it covers.
    pub(super) span: Span,
    /// Its last day, when that has passed.
    pub(super) expired: Option<String>,
    /// Did it silence a finding?
    pub(super) used: bool,
    /// The file that it stands in.
    pub(super) file: InFile,
}

/// Marks the findings that a waiver of the policy, a waiver of the graph file or a suppression in the draft
/// silences, and returns the silences of the file with what became of them.
pub(super) fn apply(case: &Case, policy: &Policy, findings: &mut [Finding]) -> Vec<Silence> {
    let none = policy.waivers.is_empty() && case.waivers.is_empty();
    let targets = if none {
        Targets::default()
    } else {
        Targets::new(case, findings)
    };
    for waiver in &policy.waivers {
        apply_waiver(waiver, policy, &targets, findings);
    }
    let mut silences = Vec::new();
    for waiver in &case.waivers {
        let used = apply_waiver(waiver, policy, &targets, findings);
        silences.push(Silence {
            rule: waiver.rule.clone(),
            target: in_words(&waiver.target),
            reason: waiver.reason.clone(),
            span: waiver.span,
            expired: has_expired(waiver, policy).then(|| waiver.expires.clone().unwrap_or_default()),
            used,
            file: InFile::Draft,
        });
    }
    if let Some(desk) = &case.desk {
        accept(case, policy, &desk.settled.accepted, (&mut silences, findings));
    }
    let (directives, file) = match &case.read {
        Some(read) => (&read.case.draft.directives, InFile::Published),
        None => (&case.draft.directives, InFile::Draft),
    };
    let mut places: Vec<(Span, usize)> = findings
        .iter()
        .enumerate()
        .filter_map(|(at, finding)| Some((in_draft(case, finding)?, at)))
        .collect();
    places.sort_unstable();
    let from = silences.len();
    for directive in directives {
        apply_directive(directive, &places, findings, &mut silences);
    }
    silences
        .iter_mut()
        .skip(from)
        .for_each(|silence| silence.file = file);
    silences
}

/// Where a finding stands in the draft that is to be published, if it is about something there.
fn in_draft(case: &Case, finding: &Finding) -> Option<Span> {
    match (&case.read, finding.file) {
        (_, InFile::Published) | (None, InFile::Draft) => Some(finding.span),
        (Some(read), InFile::Draft) => read.drift.told.get(finding.claim?.0)?.place(),
        (_, InFile::Readings) => None,
    }
}

/// Has its last day passed? Never without a day to judge by.
pub(super) fn has_expired(waiver: &Waiver, policy: &Policy) -> bool {
    match (&waiver.expires, &policy.today) {
        (Some(expires), Some(today)) => expires < today,
        _ => false,
    }
}

/// "the claim doha", "the source axios".
pub(super) fn in_words(target: &Target) -> String {
    match target {
        Target::Claim(claim) => format!("the claim “{claim}”"),
        Target::Source(source) => format!("the source “{source}”"),
        Target::Words(words) => format!("the words “{words}”"),
    }
}

/// Returns whether it silenced anything.
fn apply_waiver(waiver: &Waiver, policy: &Policy, targets: &Targets, findings: &mut [Finding]) -> bool {
    if waiver.reason.trim().is_empty() || has_expired(waiver, policy) {
        return false;
    }
    silence(waiver, &targets.of(waiver), findings)
}

/// Marks these findings as waived. Returns whether there are any.
fn silence(waiver: &Waiver, at: &[usize], findings: &mut [Finding]) -> bool {
    let by = if waiver.role.is_empty() {
        "the desk"
    } else {
        &waiver.role
    };
    let mut used = false;
    for at in at {
        if let Some(finding) = findings.get_mut(*at) {
            used = true;
            let told = || format!("waived by {by}: {}", waiver.reason);
            finding.waived.get_or_insert_with(told);
        }
    }
    used
}

/// What the readings of a draft let pass: findings by the words that they are about.
fn accept(
    case: &Case,
    policy: &Policy,
    accepted: &[(Accept, Vec<Place>)],
    (silences, findings): (&mut Vec<Silence>, &mut [Finding]),
) {
    for (one, places) in accepted {
        let waiver = &one.waiver;
        let expired = has_expired(waiver, policy);
        let at = places
            .iter()
            .flat_map(|place| about(case, &waiver.rule, *place, findings));
        let at: Vec<usize> = at.collect();
        let used = !expired && silence(waiver, &at, findings);
        silences.push(Silence {
            rule: waiver.rule.clone(),
            target: in_words(&waiver.target),
            reason: waiver.reason.clone(),
            span: waiver.span,
            expired: expired.then(|| waiver.expires.clone().unwrap_or_default()),
            used,
            file: InFile::Readings,
        });
    }
}

/// The findings of a rule about words: about the claim that they stand in or at the words themselves, else about their
/// sentence.
fn about(case: &Case, rule: &str, place: Place, findings: &[Finding]) -> Vec<usize> {
    let of_rule = |finding: &Finding| finding.rule == rule && finding.file == InFile::Draft;
    let claim = |finding: &Finding| finding.claim.and_then(|id| case.graph.claims.get(id.0));
    let meets = |finding: &Finding, words: Span| match claim(finding) {
        Some(claim) => claim.spans.iter().any(|span| span.overlaps(words)),
        None => finding.span.overlaps(words),
    };
    let within = |words: Span| -> Vec<usize> {
        let found = findings.iter().enumerate();
        let found = found.filter(|(_, finding)| of_rule(finding) && meets(finding, words));
        found.map(|(at, _)| at).collect()
    };
    let exact = within(place.words);
    if exact.is_empty() {
        within(place.sentence)
    } else {
        exact
    }
}

/// The words of a claim, and the index of a finding about it.
type Opening = (Vec<String>, usize);

/// Which findings each claim and source has, so that many waivers cost no more than their own matches.
#[derive(Default)]
pub(super) struct Targets {
    /// By rule and claim id.
    claims: BTreeMap<(&'static str, String), Vec<usize>>,
    /// By rule and the first word of the claim: the words of the claim, and the finding.
    openings: BTreeMap<(&'static str, String), Vec<Opening>>,
    /// By rule and source id, or the source's label.
    sources: BTreeMap<(&'static str, String), Vec<usize>>,
}

impl Targets {
    /// Takes up the findings of a case by their index.
    pub(super) fn new(case: &Case, findings: &[Finding]) -> Targets {
        let mut targets = Targets::default();
        for (at, finding) in findings.iter().enumerate() {
            let rule = finding.rule;
            if let Some(claim) = finding.claim.and_then(|id| case.graph.claims.get(id.0)) {
                targets
                    .claims
                    .entry((rule, claim.id.clone()))
                    .or_default()
                    .push(at);
                let words = folded(&claim.text);
                if let Some(first) = words.first().cloned() {
                    targets
                        .openings
                        .entry((rule, first))
                        .or_default()
                        .push((words, at));
                }
            }
            for source in finding
                .sources
                .iter()
                .filter_map(|id| case.graph.sources.get(id.0))
            {
                let label = folded(source.label()).join(" ");
                targets
                    .sources
                    .entry((rule, source.id.clone()))
                    .or_default()
                    .push(at);
                if label != source.id {
                    targets.sources.entry((rule, label)).or_default().push(at);
                }
            }
        }
        targets
    }

    /// The findings that a waiver is about; none for a rule that does not exist.
    pub(super) fn of(&self, waiver: &Waiver) -> Vec<usize> {
        let Some(rule) = of_name(&waiver.rule).map(|rule| rule.name) else {
            return Vec::new();
        };
        match &waiver.target {
            Target::Claim(wanted) => match self.claims.get(&(rule, wanted.clone())) {
                Some(found) => found.clone(),
                None => self.opening_with(rule, wanted),
            },
            Target::Source(wanted) => {
                let by_id = self.sources.get(&(rule, wanted.clone()));
                let by_label = || self.sources.get(&(rule, folded(wanted).join(" ")));
                by_id.or_else(by_label).cloned().unwrap_or_default()
            }
            // Words are looked up in the draft, by the readings that hold them.
            Target::Words(_) => Vec::new(),
        }
    }

    fn opening_with(&self, rule: &'static str, wanted: &str) -> Vec<usize> {
        let wanted = folded(wanted);
        let candidates = wanted
            .first()
            .and_then(|first| self.openings.get(&(rule, first.clone())));
        let candidates = candidates.into_iter().flatten();
        candidates
            .filter(|(words, _)| words.starts_with(&wanted))
            .map(|(_, at)| *at)
            .collect()
    }
}

/// The words in one spelling, without the marks around them.
fn folded(text: &str) -> Vec<String> {
    let text = fold(text);
    let words = text
        .split(' ')
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// A suppression covers the findings that begin in its words.
fn apply_directive(
    directive: &Directive,
    places: &[(Span, usize)],
    findings: &mut [Finding],
    silences: &mut Vec<Silence>,
) {
    let covers = directive.covers;
    let from = places.partition_point(|(span, _)| span.start < covers.start);
    let to = places.partition_point(|(span, _)| span.start < covers.end);
    for rule in &directive.rules {
        let mut used = false;
        for (_, at) in places.get(from..to).unwrap_or_default() {
            let Some(finding) = findings.get_mut(*at).filter(|finding| finding.rule == rule) else {
                continue;
            };
            if !directive.reason.trim().is_empty() {
                used = true;
                let told = || format!("allowed in the draft: {}", directive.reason);
                finding.waived.get_or_insert_with(told);
            }
        }
        silences.push(Silence {
            rule: rule.clone(),
            target: "the text beside it".to_owned(),
            reason: directive.reason.clone(),
            span: covers,
            expired: None,
            used,
            file: InFile::Draft,
        });
    }
}
