//! `faceless-collective`: “experts say”, “critics say”, and not one of them.

use crate::policy::Level::{Note, Warning};
use crate::rules::look::Look;
use crate::rules::speaking::{self, Speech};
use crate::rules::table::{Hit, Levels, rule};
use crate::rules::wording::words_of;
use crate::source::SourceKind;

rule! {
    /// A group that claims knowledge or a side speaks as one ("experts say", "critics accuse", "some analysts
    /// believe"), and no member of it is named nearby.
    ///
    /// ## Why it matters
    ///
    /// Reuters, the BBC and Bloomberg warn of "critics say": the phrase may stand for one colleague or for the
    /// writer. The reader cannot ask who they are and what they know.
    ///
    /// ## Fires on
    ///
    /// > Experts say the glacier will be gone by spring.
    ///
    /// At 1:1.
    ///
    /// ## Does not fire on
    ///
    /// > Experts say the glacier will be gone by spring. “The tongue is hollow,” said Ida Falk, who maps
    /// ice in Orr.
    ///
    /// ## How to mend it
    ///
    /// Name one or two of them and what they know, or say how many were asked.
    ///
    /// ## Stays quiet
    ///
    /// When somebody with a name speaks in the same paragraph or the next, when the group is counted or belongs to a
    /// body ("engineers at the dam authority") or is known from what was told before ("the researchers"), and on people who speak for themselves ("residents", "voters").
    ///
    /// ## Level
    ///
    /// A warning; a note on what matters little: what a group hopes, or thinks of somebody.
    "faceless-collective", Levels::always(Warning).light(Note), Text, "“experts say”, and not one of them is named", check
}

/// Groups that nobody joins by name: who knows, who watches, who is for or against.
const COLLECTIVES: &[&str] = &[
    "experts",
    "critics",
    "analysts",
    "observers",
    "specialists",
    "scientists",
    "economists",
    "historians",
    "insiders",
    "commentators",
    "pundits",
    "supporters",
    "opponents",
    "detractors",
    "skeptics",
    "sceptics",
    "proponents",
    "advocates",
    "campaigners",
    "activists",
    "researchers",
    "academics",
    "scholars",
    "watchers",
    "strategists",
    "lawyers",
];

/// Words after the group that tell where it belongs.
const BELONGS: &[&str] = &["at", "from", "with", "for", "who", "inside", "within"];

/// Groups of no face that are the subject of a cue.
fn check(look: &Look) -> Vec<Hit> {
    let speeches = speaking::all(look);
    speaking::first_of_kind(look, SourceKind::UnnamedGroup)
        .into_iter()
        .filter(|speech| speech.source.count.is_open() && is_collective(look, speech))
        .filter(|speech| {
            !speeches
                .iter()
                .any(|other| is_named(other) && is_near(look, speech, other))
        })
        .map(|speech| {
            speech.hit(
                format!("{} has no member with a name", speaking::called(&speech)),
                "name one or two of them, or say how many were asked",
            )
        })
        .collect()
}

/// Is it such a group, of no body, and not one that was told of before?
fn is_collective(look: &Look, speech: &Speech) -> bool {
    let here = words_of(look.case.draft.slice(speech.place));
    if here.first().is_some_and(|first| first == "the") {
        return false;
    }
    let text = look.reading();
    let after = text.word(text.prose.tokens_in(speech.place).end);
    let head = here.iter().position(|word| COLLECTIVES.contains(&word.as_str()));
    head.is_some_and(|head| {
        let rest = &here[head + 1..];
        !rest.iter().any(|word| BELONGS.contains(&word.as_str())) && !BELONGS.contains(&after)
    })
}

fn is_named(speech: &Speech) -> bool {
    matches!(
        speech.source.kind,
        SourceKind::NamedPerson | SourceKind::NamedOrganization
    )
}

/// Does the other speak in the same block or the next?
fn is_near(look: &Look, speech: &Speech, other: &Speech) -> bool {
    let text = look.reading();
    let block = |speech: &Speech| {
        text.prose
            .sentence_at(speech.place.start)
            .map_or(0, |at| text.block_of(at))
    };
    let (here, there) = (block(speech), block(other));
    here <= there && there <= here + 1
}
