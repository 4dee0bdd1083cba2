//! Sources: who each is, what stands on it, and what stands on it alone.

use std::collections::BTreeMap;

use super::page::{Ink, Page};
use crate::Analysis;
use crate::report::words;
use crate::source::SourceId;

/// Lists the sources with kind, title, the claims that stand on them, whom they cite, whose side they are. Linear.
pub(super) fn list(page: &mut Page, analysis: &Analysis) {
    let graph = &analysis.case.graph;
    if graph.sources.is_empty() {
        return;
    }
    page.heading("SOURCES");
    let mut cited = vec![false; graph.sources.len()];
    for id in graph.sources.iter().flat_map(|source| &source.cites) {
        if let Some(slot) = cited.get_mut(id.0) {
            *slot = true;
        }
    }
    let (backed, alone) = standing_on(analysis);
    for (at, source) in graph.sources.iter().enumerate() {
        let id = SourceId(at);
        let mut about = format!(" · {}", words::about(source));
        let used = match (backed.get(&id), cited[at]) {
            (Some(claims), _) => words::claims(claims),
            (None, true) => "cited only".to_owned(),
            (None, false) => without_claims(analysis, id),
        };
        about = format!("{about} · {used}");
        if let Some(claims) = alone.get(&id) {
            let all = backed.get(&id).is_some_and(|backed| backed == claims);
            let which = if all {
                String::new()
            } else {
                format!(": {}", words::claims(claims))
            };
            about = format!("{about} · nothing without it{which}");
        }
        let known = source.cites.iter().filter_map(|id| graph.sources.get(id.0));
        let known: Vec<String> = known.map(words::name).collect();
        if !known.is_empty() {
            about = format!("{about} · cites {}", known.join("; "));
        }
        if !source.interest.is_empty() {
            about = format!("{about} · side: {}", source.interest.join(", "));
        }
        page.led(2, (Ink::Strong, &words::name(source)), &about);
    }
    page.blank();
}

type Claims = BTreeMap<SourceId, Vec<usize>>;

/// The claims that each source backs, and those that stand on nothing without it.
fn standing_on(analysis: &Analysis) -> (Claims, Claims) {
    let case = &analysis.case;
    let (mut backed, mut alone) = (Claims::new(), Claims::new());
    for (at, claim) in case.graph.claims.iter().enumerate() {
        for id in claim.supporters() {
            backed.entry(id).or_default().push(at + 1);
        }
    }
    for (at, strength) in case.strengths.iter().enumerate() {
        for id in &strength.falls_with {
            alone.entry(*id).or_default().push(at + 1);
        }
    }
    (backed, alone)
}

/// What a source does that stands behind no claim: it denies one, or would not comment.
fn without_claims(analysis: &Analysis, id: SourceId) -> String {
    let claims = &analysis.case.graph.claims;
    let numbers = claims.iter().enumerate().map(|(at, claim)| (at + 1, claim));
    let denied = numbers.filter(|(_, claim)| claim.deniers().contains(&id));
    let denied: Vec<usize> = denied.map(|(number, _)| number).collect();
    let declined = claims.iter().any(|claim| claim.decliners().contains(&id));
    match denied.as_slice() {
        [] if declined => "no comment".to_owned(),
        [] => "stands behind no claim".to_owned(),
        several => format!("denies {}", words::claims(several)),
    }
}
