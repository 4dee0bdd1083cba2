//! `late-attribution`: whoever says so comes after two sentences of what is said.

use crate::policy::Level::{Note, Off};
use crate::rules::look::Look;
use crate::rules::speaking::{self, Speech};
use crate::rules::table::{Hit, Levels, rule};

rule! {
    /// The reader is two sentences and more into what somebody says before the text tells who that is.
    ///
    /// ## Why it matters
    ///
    /// Reuters and AP want the speaker after the first sentence of a quotation at the latest; the BBC puts the source
    /// before what it says. Until then the words read as the newsroom's own.
    ///
    /// ## Fires on
    ///
    /// > “The pumps were never tested. Nobody had the key. The water came over the wall at four,” said Ida Moe, who keeps
    /// > the sluice.
    ///
    /// At 1:95.
    ///
    /// ## Does not fire on
    ///
    /// > “The pumps were never tested,” said Ida Moe, who keeps the sluice. “Nobody had the key. The water came over the
    /// > wall at four.”
    ///
    /// ## How to mend it
    ///
    /// Name the speaker after the first sentence.
    ///
    /// ## Stays quiet
    ///
    /// When the same source speaks in the sentence before, and in headlines.
    ///
    /// ## Level
    ///
    /// A note; off on a light claim: an opinion harms nobody while the reader waits for its owner.
    "late-attribution", Levels::always(Note).light(Off), Text, "a source that comes after two sentences of what it says", check
}

/// So many sentences of what is said may stand before its source, the source's own included.
const IN_TIME: usize = 2;

/// Speeches whose source is named late.
fn check(look: &Look) -> Vec<Hit> {
    let speeches = speaking::all(look);
    let mut seen = std::collections::BTreeSet::new();
    speeches
        .iter()
        .filter(|speech| is_late(look, speech, &speeches))
        .filter(|speech| seen.insert((speech.id, speech.place)))
        .map(|speech| Hit {
            span: speech.place,
            ..speech.hit(
                format!(
                    "{} comes after two sentences of what it is cited for",
                    speaking::called(speech)
                ),
                "name the speaker after the first sentence",
            )
        })
        .collect()
}

fn is_late(look: &Look, speech: &Speech, all: &[Speech]) -> bool {
    let text = look.reading();
    let at = |place: usize| text.prose.sentence_at(place);
    let (Some(begins), Some(told)) = (at(speech.content.start), at(speech.place.start)) else {
        return false;
    };
    // A sentence of two words ("He wept.") is no part that a reader has to carry.
    let carried = (begins..told).filter(|sentence| text.tokens(*sentence).len() > 3);
    let late = told > begins && carried.count() >= IN_TIME && !text.in_heading(begins);
    let goes_on = |other: &Speech| {
        other.id == speech.id
            && other.place.end <= speech.content.start
            && at(other.place.start).is_some_and(|sentence| sentence + 1 >= begins)
    };
    late && !all.iter().any(goes_on)
}
