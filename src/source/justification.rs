//! Justification: the clause that tells why a source is in a position to know, quoted from the article.

use super::name::What;
use super::registry::Entity;

/// The clause told of a source: of a person wherever it stands, of a body only where the body speaks, since what is
/// told of it elsewhere is about something else. Empty when there is none.
pub(super) fn of(entity: &Entity, introduced: &str, where_it_spoke: &[String]) -> String {
    let clauses = if entity.what == What::Body {
        where_it_spoke
    } else {
        &entity.told.clauses
    };
    if let Some(apposition) = entity.told.apposition(&entity.title) {
        return apposition.to_owned();
    }
    let titled = !entity.title.is_empty();
    let first = clauses.first().map(String::as_str);
    let introduced = Some(introduced).filter(|text| titled && !text.is_empty());
    first.or(introduced).unwrap_or_default().trim().to_owned()
}
