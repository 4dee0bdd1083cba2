//! Sources: who each is, what stands on it, and what stands on it alone.

use std::collections::{BTreeMap, BTreeSet};

use super::page::{Ink, Page};
use crate::Analysis;
use crate::language::fold;
use crate::report::words;
use crate::source::{Source, SourceId};

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
    let shared = shared_sides(&graph.sources);
    for (at, source) in graph.sources.iter().enumerate() {
        let id = SourceId(at);
        let used = match (backed.get(&id), cited[at]) {
            (Some(claims), _) => words::claims(claims),
            (None, true) => "cited only".to_owned(),
            (None, false) => without_claims(analysis, id),
        };
        let mut about = format!(" · {} · {used}", words::about(source));
        // That one claim falls with its one source, its strength has said.
        if let Some(claims) = alone.get(&id).filter(|claims| claims.len() > 1) {
            let all = backed.get(&id).is_some_and(|backed| backed == claims);
            let which = if all {
                "all".to_owned()
            } else {
                words::claims(claims)
            };
            about = format!("{about} · falls without it: {which}");
        }
        let known = source.cites.iter().filter_map(|id| graph.sources.get(id.0));
        let known: Vec<String> = known.map(words::name).collect();
        if !known.is_empty() {
            about = format!("{about} · cites {}", known.join("; "));
        }
        let sides: Vec<&str> = source
            .interest
            .iter()
            .map(String::as_str)
            .filter(|side| shared.contains(&fold(side)))
            .collect();
        if !sides.is_empty() {
            about = format!("{about} · side: {}", sides.join(", "));
        }
        page.led(2, (Ink::Strong, &words::name(source)), &about);
    }
    page.blank();
}

/// The sides that several sources are of: of one alone nothing hangs on it.
fn shared_sides(sources: &[Source]) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    let mut shared = BTreeSet::new();
    for source in sources {
        let own: BTreeSet<String> = source.interest.iter().map(|side| fold(side)).collect();
        for side in own {
            if !seen.insert(side.clone()) {
                shared.insert(side);
            }
        }
    }
    shared
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
