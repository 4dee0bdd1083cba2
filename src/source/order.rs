//! The order of a draft's sources, and their ids.

use super::{Source, SourceId, Sources};

/// A link between sources.
pub(super) fn ids((from, to): &(usize, usize)) -> (SourceId, SourceId) {
    (SourceId(*from), SourceId(*to))
}

/// Orders sources by their first mention, and gives them their ids. Takes n log n.
pub(super) fn by_mention(sources: Sources) -> Sources {
    let mut order: Vec<usize> = (0..sources.list.len()).collect();
    let first = |number: &usize| {
        sources.list[*number]
            .mentions
            .first()
            .map_or(usize::MAX, |span| span.start)
    };
    order.sort_by_key(first);
    let mut rank = vec![SourceId(0); sources.list.len()];
    for (place, number) in order.iter().enumerate() {
        rank[*number] = SourceId(place);
    }
    let mut list: Vec<Source> = order.iter().map(|number| sources.list[*number].clone()).collect();
    for (place, source) in list.iter_mut().enumerate() {
        source.id = format!("s{}", place + 1);
        source.cites = source.cites.iter().map(|cited| rank[cited.0]).collect();
        source.cites.sort_unstable();
        source.member_of = source.member_of.map(|group| rank[group.0]);
    }
    let ranked = |(from, to): &(SourceId, SourceId)| (rank[from.0], rank[to.0]);
    let of = sources.of_attribution.iter();
    let chains = sources.chains.iter();
    Sources {
        list,
        of_attribution: of.map(|id| id.map(|id| rank[id.0])).collect(),
        chains: chains.map(|edges| edges.iter().map(ranked).collect()).collect(),
        ..sources
    }
}
