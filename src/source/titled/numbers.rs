//! What is measured of a word that may belong to somebody's title, beside what the encoder makes of it.

use super::super::lexicon::lexicon;
use super::super::name::What;
use super::super::registry::Registry;
use super::super::words::Words;
use super::{BEFORE, BEHIND, NEXT, Named};

/// So many numbers are measured of a word.
pub(crate) const NUMBERS: usize = 3 * FAR.len() + MENTION + MARKS + SMALL.len() + KINDS + OTHERS;

/// Words between a word and the name: up to so many, in steps.
const FAR: [usize; 8] = [0, 1, 2, 3, 5, 8, 13, usize::MAX];

/// Which mention of the name it is, and whether a rank stands before it.
const MENTION: usize = 4;

/// What stands between them: marks, verbs, other names.
const MARKS: usize = 10;

/// What the word itself is.
const KINDS: usize = 22;

/// Who else is named behind the word, how the next sentence begins, and what the grammar of names takes for a title.
const OTHERS: usize = 11;

/// So near behind a word another name may take it for its own title.
const NEAR: usize = 8;

/// Small words that join the parts of a title, or end it.
const SMALL: &[&str] = &[
    ",", "of", "for", "the", "a", "an", "and", "at", "in", "with", "from", "to", "'s", "-", "who", "is",
    "was", "his", "her", "former", "as", "by", "on", "he", "she", ".", "(", ")", "one",
];

/// The numbers of the word at `at`. Linear in the words between it and the name.
pub(super) fn of(words: &Words, registry: &Registry, named: &Named, at: usize) -> Vec<f32> {
    let (from, to) = named.core;
    let side = named.side(at);
    let between = match side {
        BEFORE => (at + 1, from),
        BEHIND => (to, at),
        _ => (named.around[NEXT].0, at),
    };
    let mut numbers = Vec::with_capacity(NUMBERS);
    let step = FAR.iter().position(|far| between.1 - between.0 <= *far);
    numbers
        .extend((0..3 * FAR.len()).map(|place| yes(step.map(|step| side * FAR.len() + step) == Some(place))));
    numbers.extend(of_mention(named));
    numbers.extend(of_marks(words, registry, between));
    let word = words.lower(at).replace('’', "'");
    numbers.extend(SMALL.iter().map(|small| yes(*small == word)));
    numbers.extend(of_word(words, registry, named, at));
    numbers.extend(of_others(words, registry, named, at));
    debug_assert_eq!(numbers.len(), NUMBERS);
    numbers
}

fn of_mention(named: &Named) -> [f32; MENTION] {
    [
        yes(named.core.1 > named.core.0 + 1),
        yes(named.number == 0),
        yes(named.number == 1),
        yes(named.title.0 < named.title.1),
    ]
}

fn of_marks(words: &Words, registry: &Registry, (from, to): (usize, usize)) -> [f32; MARKS] {
    let any = |is: &dyn Fn(usize) -> bool| yes((from..to).any(is));
    let commas = (from..to).filter(|at| words.word(*at) == ",").count();
    [
        yes(commas == 1),
        yes(commas == 2),
        yes(commas > 2),
        any(&|at| {
            !words.is_word(at)
                && !words.is_number(at)
                && !matches!(words.word(at), "," | "." | "-" | "'s" | "’s")
        }),
        any(&|at| words.is_finite(at) && !words.is_capital(at)),
        any(&|at| matches!(words.lower(at), "who" | "which" | "that" | "whose")),
        any(&|at| words.opens_cue(at)),
        any(&|at| matches!(words.lower(at), "and" | "or")),
        any(&|at| {
            matches!(
                words.lower(at),
                "of" | "for" | "at" | "in" | "with" | "from" | "to" | "by" | "on"
            )
        }),
        yes(!registry.mentions_in((from, to)).is_empty()),
    ]
}

fn of_word(words: &Words, registry: &Registry, named: &Named, at: usize) -> [f32; KINDS] {
    let lexicon = lexicon();
    let word = words.lower(at);
    let scores = words.name_scores((at, at + 1)).unwrap_or_default();
    let other = registry
        .mentions_at(at)
        .any(|mention| mention.run.core != named.core);
    [
        yes(words.is_word(at)),
        yes(words.is_capital(at)),
        yes(words.is_number(at)),
        yes(words.is_function(at)),
        yes(words.is_role(at)),
        yes(words.is_person_noun(at)),
        yes(words.is_roles(at)),
        yes(lexicon.honorifics.contains(word)),
        yes(lexicon.modifiers.contains(word)),
        yes(lexicon.is_body(word)),
        yes(words.is_finite(at)),
        yes(words.opens_cue(at)),
        yes(words.is_cue(at)),
        yes(words.is_quoted(at)),
        yes(named.title.0 <= at && at < named.title.1),
        yes(other),
        scores.person,
        scores.organization,
        scores.place,
        scores.people,
        scores.none,
        yes(word.chars().count() > 1 && word == words.word(at)),
    ]
}

/// A name behind the word that is not the one asked about, with nothing but plain words between, and how the next sentence begins.
fn of_others(words: &Words, registry: &Registry, named: &Named, at: usize) -> [f32; OTHERS] {
    let behind = registry.mentions_in((at + 1, at + 1 + NEAR));
    let other = behind.first().filter(|mention| mention.run.core != named.core);
    let gap = other.map(|mention| (at + 1, mention.run.core.0));
    let apart = |(from, to): (usize, usize)| (from..to).any(|at| !words.is_word(at) && words.word(at) != "-");
    let person = other.is_some_and(|mention| mention.run.what == What::Person);
    let within = |most: usize| gap.is_some_and(|gap| gap.1 - gap.0 <= most && !apart(gap));
    let next = named.side(at) == NEXT;
    let first = words.lower(named.around[NEXT].0);
    let verb = matches!(words.lower(named.around[NEXT].0 + 1), "is" | "was");
    let title = named.grammar.iter().any(|place| place.0 <= at && at < place.1);
    [
        yes(within(0)),
        yes(within(2)),
        yes(within(NEAR)),
        yes(within(NEAR) && person),
        yes(next && matches!(first, "he" | "she")),
        yes(next && first == "the"),
        yes(next && verb),
        yes(title && at < named.core.0),
        yes(title && at > named.core.0),
        yes(named.grammar.iter().any(|place| place.0 == at)),
        yes(named.grammar.iter().any(|place| place.1 == at + 1)),
    ]
}

fn yes(yes: bool) -> f32 {
    f32::from(u8::from(yes))
}
