//! What the model makes of each statement: its weight, whether its speaker settles it, what an editor would check.

use super::statement::Statement;
use crate::attribution::model::{Judgement, Stated, Voice};
use crate::attribution::{Reading, Stance};
use crate::source::{SourceKind, Sources};

/// Judges every statement by its words, who says them and how. Linear in the words.
pub(super) fn judge(reading: &Reading, sources: &Sources, statements: &mut [Statement]) {
    for statement in statements {
        statement.judged = of(reading, sources, statement);
    }
}

fn of(reading: &Reading, sources: &Sources, statement: &Statement) -> Option<Judgement> {
    let first = statement.voices.first();
    let attribution = first.and_then(|voice| reading.attributions.get(voice.attribution));
    let kinds = statement.voices.iter().filter_map(|voice| voice.source);
    let mut kinds = kinds
        .filter_map(|id| sources.list.get(id.0))
        .map(|source| source.kind);
    let voice = match first {
        Some(_) => kinds.next().map(voice_of),
        None => Some(Voice::Newsroom),
    };
    reading.senses.judge(&Stated {
        content: attribution.map_or(&statement.spans, |attribution| &attribution.content_spans),
        source: attribution.map_or(&[], |attribution| &attribution.source_spans),
        cue: attribution.map_or(&[], |attribution| &attribution.cue_spans),
        voice,
        denied: first.is_some_and(|voice| voice.stance == Stance::Denies),
        voices: statement.voices.len(),
    })
}

fn voice_of(kind: SourceKind) -> Voice {
    match kind {
        SourceKind::NamedPerson => Voice::NamedPerson,
        SourceKind::NamedOrganization => Voice::NamedOrganization,
        SourceKind::Outlet => Voice::Outlet,
        SourceKind::Document => Voice::Document,
        SourceKind::Anonymous => Voice::Anonymous,
        SourceKind::UnnamedPerson => Voice::UnnamedPerson,
        SourceKind::UnnamedGroup => Voice::UnnamedGroup,
        SourceKind::Newsroom => Voice::Newsroom,
    }
}
