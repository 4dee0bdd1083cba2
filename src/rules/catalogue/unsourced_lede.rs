//! `unsourced-lede`: the top of the story says something grave, and not who says so.

use crate::claim::ClaimKind;
use crate::policy::Level::{Note, Off, Warning};
use crate::rules::look::{Look, Told, excerpt};
use crate::rules::table::{Bounds, Hit, Levels, rule};
use crate::rules::wording::words_of;
use crate::strength::Rung;

rule! {
    /// The first paragraph states what could harm somebody if it is wrong, and its source, if there is one, stands
    /// further down.
    ///
    /// ## Why it matters
    ///
    /// Reuters and AP want the source of contentious news in the first sentence. Many readers see no more than that,
    /// and the BBC asks that an allegation never stand as a fact.
    ///
    /// ## Fires on
    ///
    /// > The warden of Holm abbey embezzled the roof money of three parishes.
    /// >
    /// > The books were open to him alone, said Ole Vik, who chairs the parish council.
    ///
    /// At 1:1.
    ///
    /// ## Does not fire on
    ///
    /// > The warden of Holm abbey embezzled the roof money of three parishes, said Ole Vik, who chairs the parish council.
    ///
    /// ## How to mend it
    ///
    /// Name the source in the first sentence.
    ///
    /// ## Stays quiet
    ///
    /// On what neither accuses anybody nor tells of dead and hurt, in headlines, and on a toll: `unattributed-number` speaks
    /// of it.
    ///
    /// ## Level
    ///
    /// A note, off on a light claim; a warning on a heavy accusation that surely is one (`accusing` in the JSON) and that the text does not call one ("is accused of",
    /// "allegedly") and that reads like what editors ask a source for (`wanted` in the JSON). Most else that it finds is on record: a death, an arrest, a charge. It speaks for `unattributed-claim` about the same claim.
    "unsourced-lede", Levels::always(Note).heavy(Warning).light(Off), Graph, "a grave claim in the lede and nobody who says so", check
}

/// Claims of the first paragraph that nobody is cited for and that weigh.
fn check(look: &Look) -> Vec<Hit> {
    if look.case.by_hand() {
        return Vec::new();
    }
    let in_heading = |at: usize| {
        let text = look.reading();
        text.prose
            .sentence_at(at)
            .is_some_and(|sentence| text.in_heading(sentence))
    };
    look.claims()
        .filter(|told| told.claim.lede && told.strength.rung == Rung::Unattributed)
        .filter(|told| told.accuses() || told.harms())
        .filter(|told| !in_heading(told.place().start))
        .map(|told| {
            let bounds = match accuses_outright(&told) && !look.says_unverified(&told) {
                true => Bounds::default(),
                false => Bounds::at_most(Note),
            };
            told.hit(
                Vec::new(),
                format!(
                    "the lede states {} and not who says so",
                    excerpt(&told.claim.text)
                ),
                "name the source in the first sentence",
            )
            .within(bounds)
        })
        .collect()
}

/// Words by which a text says that it tells an accusation, and not a fact.
const CALLED_SO: &[&str] = &[
    "allegedly",
    "reportedly",
    "alleged",
    "accused",
    "suspected",
    "charged",
    "charges",
    "report",
    "reports",
    "claims",
];

/// Does it accuse somebody in the paper's own voice, and of something that editors would ask about?
fn accuses_outright(told: &Told) -> bool {
    // Less than is asked of a claim with a source: here there is none.
    const ASKED: f64 = 0.12;
    let words = words_of(&told.claim.text);
    let called_so = words.iter().any(|word| CALLED_SO.contains(&word.as_str()));
    let accuses = told.claim.kind == ClaimKind::Accusation && told.surely_accuses();
    accuses && told.claim.wanted >= ASKED && !called_so
}
