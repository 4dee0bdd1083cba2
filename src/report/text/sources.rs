//! Sources, and those through which everything passes.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::page::{Ink, Page};
use crate::Analysis;
use crate::report::words;
use crate::source::SourceId;

/// Bottlenecks listed at most.
const MOST: usize = 12;

/// Lists the sources with title, kind, count and number of claims. Linear.
pub(super) fn list(page: &mut Page, analysis: &Analysis) {
    let graph = &analysis.case.graph;
    if graph.sources.is_empty() {
        return;
    }
    page.heading("SOURCES");
    let mut backed = vec![0; graph.sources.len()];
    let mut cited = vec![false; graph.sources.len()];
    for id in graph.sources.iter().flat_map(|source| &source.cites) {
        if let Some(slot) = cited.get_mut(id.0) {
            *slot = true;
        }
    }
    for claim in &graph.claims {
        for id in claim.supporters() {
            if let Some(slot) = backed.get_mut(id.0) {
                *slot += 1;
            }
        }
    }
    for (at, source) in graph.sources.iter().enumerate() {
        let first = page.ink(Ink::Faint, &format!("{:>4}  ", at + 1));
        page.hanging(&first, 6, Ink::Strong, &words::name(source));
        let used = match (backed[at], cited[at]) {
            (0, true) => "cited only".to_owned(),
            (0, false) => without_claims(analysis, SourceId(at)),
            (number, _) => words::count(number, "claim"),
        };
        let about = format!("{} · {used}", words::about(source));
        page.plain(6, Ink::Plain, &about);
        let known: Vec<String> = source
            .cites
            .iter()
            .filter_map(|id| graph.sources.get(id.0))
            .map(words::name)
            .collect();
        if !known.is_empty() {
            page.plain(6, Ink::Plain, &format!("cites {}", known.join("; ")));
        }
        if !source.interest.is_empty() {
            page.plain(6, Ink::Faint, &format!("side: {}", source.interest.join(", ")));
        }
    }
    page.blank();
}

/// What a source does that stands behind no claim: it denies one, or would not comment.
fn without_claims(analysis: &Analysis, id: SourceId) -> String {
    let claims = &analysis.case.graph.claims;
    let numbers = claims.iter().enumerate().map(|(at, claim)| (at + 1, claim));
    let denied: Vec<String> = numbers
        .filter(|(_, claim)| claim.deniers().contains(&id))
        .map(|(number, _)| number.to_string())
        .collect();
    let declined = claims.iter().any(|claim| claim.decliners().contains(&id));
    match denied.as_slice() {
        [] if declined => "no comment".to_owned(),
        [] => "stands behind no claim".to_owned(),
        [one] => format!("denies claim {one}"),
        several => format!("denies claims {}", several.join(", ")),
    }
}

/// Lists the sources without which claims stand on nothing, those with the most claims first.
pub(super) fn bottlenecks(page: &mut Page, analysis: &Analysis) {
    let case = &analysis.case;
    let mut through: BTreeMap<SourceId, Vec<usize>> = BTreeMap::new();
    for (at, strength) in case.strengths.iter().enumerate() {
        for id in &strength.bottlenecks {
            through.entry(*id).or_default().push(at + 1);
        }
    }
    let mut through: Vec<_> = through
        .into_iter()
        .filter(|(id, _)| id.0 < case.graph.sources.len())
        .collect();
    if through.is_empty() {
        return;
    }
    through.sort_by_key(|(id, claims)| (Reverse(claims.len()), *id));
    page.heading("BOTTLENECKS, without which claims stand on nothing");
    for (id, claims) in through.iter().take(MOST) {
        let name = words::name(case.graph.source(*id));
        let some: Vec<String> = claims.iter().take(12).map(usize::to_string).collect();
        let more = if claims.len() > some.len() { ", ..." } else { "" };
        let noun = if claims.len() == 1 { "claim" } else { "claims" };
        let text = format!("{name}: {noun} {}{more}", some.join(", "));
        page.hanging("      ", 6, Ink::Plain, &text);
    }
    if through.len() > MOST {
        let more = format!("and {} more", words::count(through.len() - MOST, "source"));
        page.plain(6, Ink::Faint, &more);
    }
    page.blank();
}
