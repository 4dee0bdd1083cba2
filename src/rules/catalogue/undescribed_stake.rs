//! `undescribed-stake`: a grave claim on an anonymous source, and the reader is not told whose side it is on.

use crate::claim::Weight;
use crate::policy::Level::Note;
use crate::rules::look::Look;
use crate::rules::speaking::{self, Told};
use crate::rules::table::{Hit, Levels, rule};

rule! {
    /// A claim that can hurt somebody rests on a source without a name, and nothing tells what the source has to win or lose:
    /// no employer, no party, no side.
    ///
    /// ## Why it matters
    ///
    /// The New York Times and the Washington Post want the reader to know a source's motive as far as the promise allows, and
    /// NPR asks whose interest a leak serves. ICD 206 wants a source's possible bias told.
    ///
    /// ## Fires on
    ///
    /// > Rolf Aas beat the sexton with a candlestick, two men who were in the nave said on condition of anonymity.
    ///
    /// At 1:44.
    ///
    /// ## Does not fire on
    ///
    /// > Rolf Aas beat the sexton with a candlestick, two men of the parish council who were in the nave said on condition of
    /// > anonymity.
    ///
    /// ## How to mend it
    ///
    /// Say for whom the source works, or on which side it stands.
    ///
    /// ## Stays quiet
    ///
    /// On claims that weigh less, where a body, an office or a side is named beside the source, and where `bare-source` or
    /// `thin-description` says more.
    ///
    /// ## Level
    ///
    /// A note.
    "undescribed-stake", Levels::always(Note), Graph, "a grave claim on an anonymous source whose side is not told", check
}

/// Anonymous sources of heavy claims of whose side nothing is told.
fn check(look: &Look) -> Vec<Hit> {
    speaking::unnamed(look, |claim| claim.weight == Weight::Heavy)
        .into_iter()
        .filter(|one| one.source.interest.is_empty())
        .filter(|one| one.told(look) == Told::Enough && !one.tells_side(look))
        .map(|one| {
            one.hit(
                look,
                format!("nothing tells on whose side “{}” is", one.source.label()),
                "say for whom it works, or on which side it stands",
            )
        })
        .collect()
}
