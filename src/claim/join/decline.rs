//! Sources that decline to speak find the claim that they would not speak to.

use super::super::gist;
use super::super::statement::{self, Silence};
use super::super::{Backing, Claim, ClaimKind, Weight};
use crate::attribution::{Attribution, Stance};
use crate::draft::Draft;
use crate::source::Sources;

/// How many claims before a place are looked at.
const REACH: usize = 60;

/// Who declines to give such a thing speaks to no claim ("declined to name him").
const GIVING: &[&str] = &[
    "name",
    "identify",
    "identified",
    "named",
    "disclose",
    "specify",
    "elaborate",
    "give",
    "provide",
    "offer",
];

/// What opens with such a word asks for more, and denies or grants no claim ("declined to say which").
const ASKING: &[&str] = &[
    "which", "what", "who", "whom", "whose", "how", "when", "where", "why",
];

/// Writes each source that declined to speak into the accusation against it, else into the last accusation before its
/// place, else into the last claim that names it or is more than a view. Only a bounded number of claims before it are looked at.
pub(in crate::claim) fn decline(
    draft: &Draft,
    claims: &mut [Claim],
    attributions: &[Attribution],
    sources: &Sources,
    silent: &[Silence],
) {
    let first = |claim: &Claim| claim.spans.first().map(|span| span.start);
    let mut order: Vec<(usize, usize)> = claims
        .iter()
        .enumerate()
        .filter_map(|(at, claim)| Some((first(claim)?, at)))
        .collect();
    order.sort_unstable();
    for silence in silent {
        let Some(attribution) = attributions.get(silence.attribution) else {
            continue;
        };
        if gives_nothing(draft, attribution) {
            continue;
        }
        let party: Vec<u64> = sources
            .list
            .get(silence.source.0)
            .map(statement::party)
            .unwrap_or_default();
        let place = statement::first_byte(attribution);
        let until = order.partition_point(|(start, _)| *start < place);
        let near = order[until.saturating_sub(REACH)..until].iter();
        let free = near.filter(|(_, at)| {
            let mut backing = claims[*at].backing.iter();
            backing.all(|backing| backing.source != silence.source)
        });
        let rank = |(start, at): &&(usize, usize)| {
            let claim = &claims[*at];
            let accuses = claim.kind == ClaimKind::Accusation;
            let names = gist::stems(&claim.text).iter().any(|stem| party.contains(stem));
            (accuses && names, accuses, *start)
        };
        let spoken_to = |(_, at): &&(usize, usize)| {
            let claim = &claims[*at];
            let names = gist::stems(&claim.text).iter().any(|stem| party.contains(stem));
            names || claim.kind == ClaimKind::Accusation || claim.weight != Weight::Light
        };
        if let Some((_, at)) = free.filter(spoken_to).max_by_key(rank).copied() {
            claims[at].backing.push(Backing {
                source: silence.source,
                stance: Stance::Declines,
                attribution: Some(silence.attribution),
            });
        }
    }
}

/// Does it decline only to name somebody, or to say which or how?
fn gives_nothing(draft: &Draft, attribution: &Attribution) -> bool {
    let Some(end) = attribution.cue_spans.iter().map(|span| span.end).max() else {
        return false;
    };
    let word = |text: &str| -> String {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .collect::<String>()
            .to_lowercase()
    };
    let cue: Vec<String> = attribution
        .cue_spans
        .iter()
        .flat_map(|span| draft.slice(*span).split_whitespace().map(word))
        .collect();
    let rest = draft.text.get(end..).unwrap_or_default();
    let next = rest.split_whitespace().next().map(word).unwrap_or_default();
    let asks = ASKING.contains(&next.as_str());
    asks || cue.last().is_some_and(|last| GIVING.contains(&last.as_str()))
}
