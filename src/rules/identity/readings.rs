//! What in the readings of a draft tells who an anonymous source is. The draft itself is public.

use std::collections::BTreeSet;

use super::{Field, Text, contact, person};
use crate::attribution::Stance;
use crate::language::Place;
use crate::policy::readings::Told;
use crate::rules::{Case, Overruled};
use crate::source::{SourceId, SourceKind};
use crate::span::Span;

/// Where the readings give an anonymous source away, in order. Linear in their texts.
pub(in crate::rules) fn given_away(case: &Case, desk: &Overruled) -> Vec<Span> {
    let readings = &desk.readings;
    let mut found: BTreeSet<Span> = readings.exposed.iter().copied().collect();
    let mut places = Vec::new();
    let mut texts = Vec::new();
    let anonymous = readings
        .sources
        .iter()
        .filter(|told| told.kind == SourceKind::Anonymous.name());
    for told in anonymous {
        texts.extend(own(SourceId(places.len()), told));
        places.push(told.label.span);
    }
    let accepted = desk.settled.accepted.iter();
    let accepted = accepted.map(|(one, at)| (&one.says, [&one.waiver.role, &one.waiver.reason], at));
    let checked = desk.settled.checked.iter();
    let checked = checked.map(|(one, at)| (&one.says, [&one.role, &one.note], at));
    for (says, [role, reason], _) in accepted
        .chain(checked)
        .filter(|(.., at)| is_of_anonymous(case, at))
    {
        let of = SourceId(places.len());
        let fields = [(Field::Role, role), (Field::Reason, reason)];
        texts.extend(fields.map(|(field, words)| Text { of, field, words }));
        places.push(says.span);
    }
    texts.retain(|text| !text.words.trim().is_empty());
    if texts.is_empty() {
        return found.into_iter().collect();
    }
    let place = |id: &SourceId| places.get(id.0).copied().unwrap_or_default();
    let reached = texts
        .iter()
        .filter(|text| contact::stands_in(text.words))
        .map(|text| text.of);
    let named = person::named(&texts, &case.draft.text.to_lowercase());
    found.extend(reached.chain(named).map(|id| place(&id)));
    found.into_iter().collect()
}

fn own(of: SourceId, told: &Told) -> Vec<Text<'_>> {
    let title = told.title.as_deref().unwrap_or_default();
    let mut fields = vec![
        (Field::Description, told.label.text.as_str()),
        (Field::Description, title),
    ];
    let interests = told.interest.iter().flatten();
    fields.extend(interests.map(|side| (Field::Interest, side.as_str())));
    let text = |(field, words)| Text { of, field, words };
    fields.into_iter().map(text).collect()
}

/// Is one of the claims at these places asserted by an anonymous source?
fn is_of_anonymous(case: &Case, places: &[Place]) -> bool {
    let here = |place: &Place| {
        let meets = |span: &Span| span.overlaps(place.words) || span.overlaps(place.sentence);
        let claims = case
            .graph
            .claims
            .iter()
            .filter(move |claim| claim.spans.iter().any(meets));
        let backing = claims.flat_map(|claim| &claim.backing);
        let mut asserted = backing.filter(|backing| backing.stance == Stance::Asserts);
        asserted.any(|backing| {
            let source = case.graph.sources.get(backing.source.0);
            source.is_some_and(|source| source.kind == SourceKind::Anonymous)
        })
    };
    places.iter().any(here)
}
