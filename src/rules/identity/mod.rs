//! What in a claims graph tells who an anonymous source is: a person's name, or a way to reach one.
//!
//! - `contact`: addresses, telephone numbers, profiles, however they are typed;
//! - `person`: names of persons that are the source's own, and not those of whom it is close to, works for or speaks about.
//!
//! Where both readings are open, it tells: a file that is refused once too often is mended in a minute, a source that was
//! named is not.

mod contact;
mod person;
pub(super) mod readings;
mod words;

use std::collections::BTreeSet;

use super::Case;
use crate::attribution::Stance;
use crate::policy::{Target, Waiver};
use crate::source::{Source, SourceId, SourceKind};

/// What a text of an anonymous source is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    /// Its id.
    Id,
    /// What describes it: description, title.
    Description,
    /// A sentence or a clause about it: how it knows, why it is anonymous.
    Clause,
    /// The role of somebody else, where no name may stand.
    Role,
    /// An employer, a party, a side.
    Interest,
    /// Why a rule was waived: it may speak of those whom the article names.
    Reason,
}

/// One text and whose it is.
struct Text<'a> {
    of: SourceId,
    field: Field,
    words: &'a str,
}

/// The anonymous sources of a case whose texts give them away, in order. Linear in those texts.
pub(super) fn given_away(case: &Case) -> Vec<SourceId> {
    let sources = case.graph.sources.iter().enumerate();
    let anonymous = sources.filter(|(_, source)| source.kind == SourceKind::Anonymous);
    let mut texts = Vec::new();
    let mut found = BTreeSet::new();
    for (id, source) in anonymous {
        if source.anonymity.exposed.is_some() || !source.name.trim().is_empty() {
            found.insert(SourceId(id));
        }
        texts.extend(own(SourceId(id), source));
    }
    if texts.is_empty() {
        return Vec::new();
    }
    texts.extend(of_waivers(case));
    texts.retain(|text| !text.words.trim().is_empty() && !found.contains(&text.of));
    found.extend(
        texts
            .iter()
            .filter(|text| contact::stands_in(text.words))
            .map(|text| text.of),
    );
    texts.retain(|text| !found.contains(&text.of));
    found.extend(person::named(&texts, &public(case)));
    found.into_iter().collect()
}

fn own(of: SourceId, source: &Source) -> impl Iterator<Item = Text<'_>> {
    let trail = &source.anonymity;
    let fields = [
        (Field::Id, source.id.as_str()),
        (Field::Description, source.description.as_str()),
        (Field::Description, source.title.as_str()),
        (Field::Clause, source.justification.as_str()),
        (Field::Clause, trail.reason.as_deref().unwrap_or_default()),
        (Field::Role, trail.approved_by.as_deref().unwrap_or_default()),
        (
            Field::Role,
            trail.identity_known_to_editor.as_deref().unwrap_or_default(),
        ),
    ];
    let interests = source
        .interest
        .iter()
        .map(|side| (Field::Interest, side.as_str()));
    let texts = fields.into_iter().chain(interests);
    texts.map(move |(field, words)| Text { of, field, words })
}

/// The texts of waivers that are for an anonymous source, or for a claim that one asserts.
fn of_waivers(case: &Case) -> Vec<Text<'_>> {
    let mut texts = Vec::new();
    for waiver in &case.waivers {
        if let Some(of) = concerns(case, waiver) {
            texts.push(Text {
                of,
                field: Field::Role,
                words: &waiver.role,
            });
            texts.push(Text {
                of,
                field: Field::Reason,
                words: &waiver.reason,
            });
        }
    }
    texts
}

fn concerns(case: &Case, waiver: &Waiver) -> Option<SourceId> {
    let is_anonymous = |id: &SourceId| case.graph.source(*id).kind == SourceKind::Anonymous;
    match &waiver.target {
        Target::Source(wanted) => {
            let at = case
                .graph
                .sources
                .iter()
                .position(|source| source.id == *wanted)?;
            Some(SourceId(at)).filter(is_anonymous)
        }
        Target::Words(_) => None,
        Target::Claim(wanted) => {
            let claim = case.graph.claims.iter().find(|claim| claim.id == *wanted)?;
            let asserted = claim
                .backing
                .iter()
                .filter(|backing| backing.stance == Stance::Asserts);
            asserted.map(|backing| backing.source).find(is_anonymous)
        }
    }
}

/// Everything that the article tells anyway, in lower case: the names of its sources, its title, its claims.
fn public(case: &Case) -> String {
    let open = case
        .graph
        .sources
        .iter()
        .filter(|source| source.kind != SourceKind::Anonymous);
    let names = open.map(|source| source.name.as_str());
    let claims = case.graph.claims.iter().map(|claim| claim.text.as_str());
    let mut all = case.title.to_lowercase();
    for text in names.chain(claims) {
        all.push('\n');
        all.push_str(&text.to_lowercase());
    }
    all
}
