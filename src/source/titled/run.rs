//! What a run of words is made of: whole names and phrases, and nothing that is somebody else's.

use super::super::name::What;
use super::super::registry::{LONGEST, Mention, Registry};
use super::super::title::may_be_verb;
use super::super::words::Words;
use super::{Named, Run, reads_as_person};

/// Words that lead to somebody in a title.
const LEADS: &[&str] = &["of", "to", "for", "with", "by"];

/// Verbs with which a clause of its own goes on.
const GOES_ON: &[&str] = &["was", "were", "is", "are", "has", "had", "have", "will", "would"];

/// A run with the whole of the names, compounds and phrases that it holds a part of, and without the small words at its end.
pub(super) fn whole(words: &Words, registry: &Registry, named: &Named, run: Run) -> Run {
    let (mut from, mut to) = run.tokens;
    while to > from + 1 && words.is_function(to - 1) {
        to -= 1;
    }
    for mention in registry.mentions_in((from.saturating_sub(LONGEST), to)) {
        let name = mention.run.whole();
        if !is_apart(words, mention) && mention.run.core.1 > from && name.0 < to {
            (from, to) = (from.min(name.0), to.max(name.1));
        }
    }
    let side = named.around[named.side(from)];
    let goes_on = |at: usize| goes_on(words, at) && !is_of_another(words, registry, at);
    while from > side.0 && goes_on(from - 1) {
        from -= 1;
    }
    while let Some(further) =
        further(words, to).filter(|end| *end <= side.1 && !is_of_another(words, registry, *end - 1))
    {
        to = further;
    }
    if from > side.0 && words.word(from - 1) == "(" && words.word(to) == ")" {
        (from, to) = (from - 1, to + 1);
    }
    // "Dr.", "Lt.": the point belongs to the word.
    let inside = to + 1 < words.len() && words.sentence(to + 1) == words.sentence(to);
    let cut = inside && words.word(to) == "." && words.touches_next(to - 1);
    to += usize::from(cut);
    Run {
        tokens: (from, to),
        ..run
    }
}

/// Is a phrase that holds the word beside this one cut if this one is left out: a plain word, a number, the dash of a compound?
fn goes_on(words: &Words, at: usize) -> bool {
    let dash = words.word(at) == "-" && at > 0 && words.touches_next(at - 1) && words.touches_next(at);
    let plain = words.is_word(at) && !words.is_function(at) && !words.is_cue(at) && !words.opens_cue(at);
    let verb = !words.is_capital(at) && may_be_verb(words, at);
    dash || words.is_number(at) || plain && !verb
}

/// Where a phrase goes on to that would be cut at `to`: past a word that belongs to it, or "of" and what it leads to.
fn further(words: &Words, to: usize) -> Option<usize> {
    if goes_on(words, to) {
        return Some(to + 1);
    }
    let article = usize::from(matches!(
        words.lower(to + 1),
        "the" | "a" | "an" | "his" | "her" | "its" | "their"
    ));
    let led = words.lower(to) == "of" && goes_on(words, to + 1 + article);
    led.then_some(to + 2 + article)
}

/// Is what stands before a name told of its bearer? Not what a list parts from him ("Mia Thorn, a baker, and | Paul Stein"), nor whom he
/// speaks of ("The driver was a cousin of the mayor, | Ulla Stein said").
pub(super) fn leads(words: &Words, named: &Named, run: &Run) -> bool {
    let name = if named.title.0 < named.title.1 {
        named.title.0
    } else {
        named.core.0
    };
    let mark = |back: usize| name.checked_sub(back).map_or("", |at| words.word(at));
    let listed = matches!(mark(1), "and" | "&");
    let (begin, _) = words.sentence_tokens(name);
    let opens = (begin..run.tokens.0).all(|at| words.is_function(at) || !words.is_word(at));
    let speaks =
        words.opens_cue(named.core.1) || words.is_cue(named.core.1) && !words.is_capital(named.core.1);
    let apart = run.tokens.0 + 1 < name;
    !(apart && (listed || mark(1) == "," && speaks && !opens))
}

/// Is what stands behind a name told of its bearer? Not what begins a clause of its own ("Mark Reith, | a detective was given").
pub(super) fn follows(words: &Words, run: &Run) -> bool {
    let article = usize::from(matches!(
        words.lower(run.tokens.0.saturating_sub(1)),
        "a" | "an" | "the"
    ));
    let apposed = run
        .tokens
        .0
        .checked_sub(1 + article)
        .is_some_and(|at| words.word(at) == ",");
    !(apposed && GOES_ON.contains(&words.lower(run.tokens.1)))
}

/// Does the word stand in another person's name that belongs to no title ("Jo Tarn, fire chief | Ola Brandt"), as "Trump's lawyer" and
/// "the wife of William Ruto" do?
pub(super) fn is_of_another(words: &Words, registry: &Registry, at: usize) -> bool {
    registry.mentions_at(at).any(|mention| is_apart(words, mention))
}

/// Is it a person's name that belongs to no title?
fn is_apart(words: &Words, mention: &Mention) -> bool {
    let person = match mention.run.what {
        What::Person => true,
        What::Unsure => reads_as_person(words, mention.run),
        What::Body => false,
    };
    person && !is_owned(words, mention)
}

/// "of Ann Lee", "to President Ann Lee", "Ann Lee's lawyer", "Lee spokesman".
fn is_owned(words: &Words, mention: &Mention) -> bool {
    let led = mention
        .run
        .whole()
        .0
        .checked_sub(1)
        .map_or("", |at| words.lower(at));
    LEADS.contains(&led)
        || goes_on(words, mention.run.core.1)
        || matches!(words.word(mention.run.core.1), "'s" | "’s" | "'" | "’")
}
