//! Which pronoun a person takes, as a first name, a word of kinship or the next sentence tells.

use super::lexicon::lexicon;
use super::name::{NameRun, What};
use super::registry::{Mention, Registry};
use super::title;
use super::words::Words;

/// What pronoun a person takes, as far as the text tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    /// "she"
    Female,
    /// "he"
    Male,
    /// Nothing tells.
    Unknown,
}

/// "Ruan Voss runs the mill. She bought it": what the next sentence calls the only person of this one, where neither
/// name nor title tells.
pub(super) fn hear(words: &Words, registry: &mut Registry) {
    for number in 0..registry.mentions.len() {
        let Mention { run, entity } = registry.mentions[number];
        let (begin, end) = words.sentence_tokens(run.core.0);
        let known = &registry.entities[entity.0];
        let full = known.words.len() > 1 || run.what == What::Person;
        let next = run.core.1;
        let subject =
            run.whole().0 == begin && (words.is_function(next) || words.is_cue(next) || !words.is_word(next));
        if known.gender != Gender::Unknown || known.what == What::Body || !full || !subject {
            continue;
        }
        let others = registry.mentions_in((begin, end));
        let alone = others
            .iter()
            .all(|other| other.entity == entity || registry.entities[other.entity.0].what == What::Body);
        if alone {
            registry.entities[entity.0].gender = match words.lower(end) {
                "he" | "his" => Gender::Male,
                "she" | "her" => Gender::Female,
                _ => Gender::Unknown,
            };
        }
    }
}

/// "her brother, Jan Voss", "Jan Voss, her husband,".
pub(super) fn of_kin(words: &Words, run: NameRun) -> Gender {
    let owned = |at: usize| matches!(words.lower(at), "his" | "her" | "their" | "my" | "our");
    let (from, to) = run.whole();
    if from >= 3 && words.word(from - 1) == "," && owned(from - 3) {
        return title::gender_of(words, (from - 2, from - 1));
    }
    if words.word(to) == "," && owned(to + 1) {
        return title::gender_of(words, (to + 2, to + 3));
    }
    Gender::Unknown
}

/// What a first name tells.
pub(super) fn of_given(first: Option<&String>) -> Gender {
    let Some(first) = first else {
        return Gender::Unknown;
    };
    let lexicon = lexicon();
    match (
        lexicon.female.contains(first.as_str()),
        lexicon.male.contains(first.as_str()),
    ) {
        (true, false) => Gender::Female,
        (false, true) => Gender::Male,
        _ => Gender::Unknown,
    }
}
