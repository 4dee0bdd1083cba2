//! Justification: the clause that tells why a source is in a position to know, quoted from the article.

use super::title::Told;

/// The clause among those told of a source; empty when there is none.
pub(super) fn of(told: &Told) -> String {
    if let Some(apposition) = told.apposition() {
        return apposition.to_owned();
    }
    told.clauses
        .first()
        .map(|clause| clause.trim().to_owned())
        .unwrap_or_default()
}
