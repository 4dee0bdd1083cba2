//! Which words around a person's name tell what he is: his title, as the article words it.
//!
//! A small network over what the encoder makes of each word near the name and over where it stands; `training/titles.py` taught
//! it, `models/titles.md` tells how well it does. Of each side the run of words is taken for which most speaks (Bentley,
//! "Programming pearls: algorithm design techniques", CACM 1984).

mod numbers;
mod run;

use super::apposition;
use super::in_training;
use super::name::{NameRun, What};
use super::registry::{Entity, Mention, Registry};
use super::title::{self, strip};
use super::words::Words;
use crate::attribution::Reading;
use crate::attribution::model::tells;
use crate::draft::{Draft, Span};
use crate::language::Prose;
use crate::policy::Policy;

/// So many words are read before a name, behind it, and of the sentence after it.
const READ: [usize; 3] = [24, 32, 20];

/// The sides of a name on which words stand: before it, behind it, in the next sentence.
const BEFORE: usize = 0;
const BEHIND: usize = 1;
const NEXT: usize = 2;

/// So sure is the model somewhere that a name is a person's of which its words do not tell.
const PERSON: f32 = 0.5;

/// So many others of a sentence may take a word for themselves.
const OTHERS: usize = 6;

/// So many mentions of somebody are read.
const MENTIONS: usize = 24;

/// From this weight on a run is taken: with less, mostly nothing is told.
const PLAIN: f32 = 1.2;

/// One place where a person is named.
#[derive(Clone, Debug)]
struct Named {
    core: (usize, usize),
    title: (usize, usize),
    /// The words before the name, behind it, and of the next sentence.
    around: [(usize, usize); 3],
    /// How many mentions came before it.
    number: usize,
    /// What the grammar of names takes for a title or for its house.
    grammar: Vec<(usize, usize)>,
}

impl Named {
    fn read(words: &Words, run: NameRun, number: usize) -> Named {
        let (from, to) = run.core;
        let (begin, end) = words.sentence_tokens(from);
        let next = words.prose.sentences.get(words.sentence(from) + 1);
        let next = next.map_or((end, end), |next| next.tokens);
        Named {
            core: run.core,
            title: run.title,
            around: [
                (begin.max(from.saturating_sub(READ[BEFORE])).min(from), from),
                (to, end.min(to + READ[BEHIND]).max(to)),
                (next.0, next.1.min(next.0 + READ[NEXT]).max(next.0)),
            ],
            number,
            grammar: title::of_run(words, run, What::Person).places,
        }
    }

    fn side(&self, at: usize) -> usize {
        if at < self.core.0 {
            BEFORE
        } else if at < self.around[NEXT].0 || self.around[NEXT].0 < self.core.1 {
            BEHIND
        } else {
            NEXT
        }
    }

    fn holds(&self, at: usize) -> bool {
        self.around.iter().any(|(from, to)| (*from..*to).contains(&at))
    }

    fn words(&self) -> impl Iterator<Item = usize> {
        self.around.into_iter().flat_map(|(from, to)| from..to)
    }
}

/// Words beside a name that belong to the title, and how much speaks for them.
#[derive(Clone, Copy, Debug)]
struct Run {
    tokens: (usize, usize),
    weight: f32,
}

/// What each of those is whom the text names; empty for who is no person. Linear in the words near the names of persons.
pub(super) fn read(words: &Words, registry: &Registry) -> Vec<String> {
    let person = |entity: &Entity| match entity.what {
        What::Person => true,
        What::Unsure => mentions_of(registry, entity).any(|mention| reads_as_person(words, mention.run)),
        What::Body => false,
    };
    let title = |entity| match person(entity) {
        true => of(words, registry, entity),
        false => String::new(),
    };
    registry.entities.iter().map(title).collect()
}

/// Does the model take a name for a person's of which its own words do not tell?
fn reads_as_person(words: &Words, run: NameRun) -> bool {
    words
        .name_scores(run.core)
        .is_some_and(|scores| scores.person > PERSON)
}

/// The title of somebody, as the place has it that tells most plainly; empty where none does. Linear in the words near his mentions.
fn of(words: &Words, registry: &Registry, entity: &Entity) -> String {
    let told = places(words, registry, entity).map(|named| at(words, registry, &named));
    let plainest = |best: (f32, String), one: (f32, String)| if one.0 > best.0 { one } else { best };
    told.fold((0.0, String::new()), plainest).1
}

/// The title beside a name that is no run of capitals ("Marcus 9X, a muralist"); empty where there is none.
pub(super) fn beside(words: &Words, registry: &Registry, core: (usize, usize)) -> String {
    let run = NameRun {
        core,
        title: (core.0, core.0),
        what: What::Person,
    };
    at(words, registry, &Named::read(words, run, 0)).1
}

/// What one place tells, and how plainly.
fn at(words: &Words, registry: &Registry, named: &Named) -> (f32, String) {
    let runs = runs(words, registry, named);
    (
        runs.iter().map(|run| run.weight).sum(),
        written(words, named, &runs),
    )
}

/// What stands before and behind a name; where nothing does, what the next sentence tells.
fn runs(words: &Words, registry: &Registry, named: &Named) -> Vec<Run> {
    let others = others(words, registry, named);
    let read = |around| {
        let weights = weights(words, registry, (named, &others), around)?;
        let run = heaviest(around.0, &weights).filter(|run| run.weight > PLAIN)?;
        Some(run::whole(words, registry, named, run))
    };
    let [before, behind, next] = named.around;
    let behind = read(behind).filter(|run| run::follows(words, run));
    let before = read(before).filter(|run| run::leads(words, named, run));
    let before = ranked(words, named, before, behind);
    let beside: Vec<Run> = before.into_iter().chain(behind).collect();
    if beside.is_empty() {
        read(next).into_iter().collect()
    } else {
        beside
    }
}

/// What stands before a name with the rank there: the grammar of names knows it ("Sen.", "Lieutenant General"). An address tells
/// nothing, and a degree ("Dr.") only where nothing stands behind the name.
fn ranked(words: &Words, named: &Named, before: Option<Run>, behind: Option<Run>) -> Option<Run> {
    let rank = words.text(named.title);
    let degree = behind.is_some() && title::is_degree(&rank);
    if named.title.0 == named.title.1 || title::is_address(&rank) || degree {
        return before;
    }
    let touching = before.filter(|run| run.tokens.1 + 1 >= named.title.0);
    Some(Run {
        tokens: (
            touching.map_or(named.title.0, |run| run.tokens.0.min(named.title.0)),
            named.title.1,
        ),
        weight: touching.map_or(PLAIN, |run| run.weight.max(PLAIN)),
    })
}

/// How much speaks for each word of a side; `None` where the model cannot be read. Linear in the words times the others.
fn weights(
    words: &Words,
    registry: &Registry,
    (named, others): (&Named, &[Named]),
    (from, to): (usize, usize),
) -> Option<Vec<f32>> {
    let mut aside = false;
    let weigh = |at| {
        // What a relative clause tells is no title, unless it tells just that ("who is the mayor").
        let relative = apposition::is_relative(words, at) || words.lower(at) == "that";
        if relative {
            aside = !matches!(words.lower(at + 1), "is" | "was");
        } else if words.word(at) == "," {
            aside = false;
        }
        if aside || relative || run::is_of_another(words, registry, at) {
            Some(f32::MIN)
        } else {
            weigh_against(words, registry, (named, others), at)
        }
    };
    (from..to).map(weigh).collect()
}

/// The run of words, from the token `first` on, for which most speaks in all; none where nothing speaks for any. Linear.
fn heaviest(first: usize, weights: &[f32]) -> Option<Run> {
    let (mut best, mut weight, mut from) = (None, 0.0, first);
    for (at, own) in (first..).zip(weights) {
        if weight <= 0.0 {
            (weight, from) = (0.0, at);
        }
        weight += own;
        if weight > best.map_or(0.0, |run: Run| run.weight) {
            let tokens = (from, at + 1);
            best = Some(Run { tokens, weight });
        }
    }
    best
}

/// How much speaks for a word being part of the title at a name; where more speaks for another name of the sentence, it is his.
fn weigh_against(
    words: &Words,
    registry: &Registry,
    (named, others): (&Named, &[Named]),
    at: usize,
) -> Option<f32> {
    let weigh = |named: &Named| {
        let measured = numbers::of(words, registry, named, at);
        tells(&measured, words.senses.in_title(words.span((at, at + 1))))
    };
    let own = weigh(named)?;
    let near = others.iter().filter(|other| own > 0.0 && other.holds(at));
    let other = near.filter_map(weigh).fold(0.0, f32::max);
    Some(if other > own { own - other } else { own })
}

/// The other persons named in the sentence of a name, the first of them.
fn others(words: &Words, registry: &Registry, named: &Named) -> Vec<Named> {
    // Of a name that is no run of capitals a run may be part: that is he, too.
    let own = registry
        .mentions_in(named.core)
        .first()
        .map(|mention| mention.entity);
    let mentions = registry.mentions_in(words.sentence_tokens(named.core.0)).iter();
    let persons = mentions
        .filter(|mention| registry.entity(mention.entity).what != What::Body && Some(mention.entity) != own);
    let read = |mention: &Mention| {
        let all = mentions_of(registry, registry.entity(mention.entity));
        let before = all.take_while(|one| one.run.core.0 < mention.run.core.0);
        Named::read(words, mention.run, before.count())
    };
    persons.take(OTHERS).map(read).collect()
}

/// The runs in one line; what stands again in the other is told once.
fn written(words: &Words, named: &Named, runs: &[Run]) -> String {
    let told: Vec<String> = runs.iter().map(|run| of_one(words, named, *run)).collect();
    let parts = |title: &str| -> Vec<String> {
        let title = title.to_lowercase();
        title
            .split(|c: char| !c.is_alphanumeric())
            .map(str::to_owned)
            .collect()
    };
    match told.as_slice() {
        [before, behind] if parts(before).iter().all(|word| parts(behind).contains(word)) => behind.clone(),
        [before, behind] if parts(behind).iter().all(|word| parts(before).contains(word)) => before.clone(),
        // "Rep. Mary Stone, D-Milton": "Rep. D-Milton".
        _ if runs
            .iter()
            .skip(1)
            .any(|run| apposition::is_seat(words, run.tokens.0)) =>
        {
            told.join(" ")
        }
        _ => told.join(", "),
    }
}

/// The words of a run; "ministers" right before several names is each one's "minister".
fn of_one(words: &Words, named: &Named, run: Run) -> String {
    let (from, to) = run.tokens;
    if words.word(from) == "(" {
        words.text(run.tokens)
    } else if to == named.core.0 {
        title::of_each(words, &strip(words, from, to), to - 1)
    } else {
        strip(words, from, to)
    }
}

/// The first mentions of somebody, in text order.
fn mentions_of<'r>(registry: &'r Registry, entity: &Entity) -> impl Iterator<Item = &'r Mention> {
    let numbers = entity.mentions.iter().take(MENTIONS);
    numbers.filter_map(|number| registry.mentions.get(*number))
}

/// The places where somebody is named, in text order.
fn places<'a>(
    words: &'a Words,
    registry: &'a Registry,
    entity: &'a Entity,
) -> impl Iterator<Item = Named> + 'a {
    let mentions = mentions_of(registry, entity).enumerate();
    mentions.map(|(number, mention)| Named::read(words, mention.run, number))
}

/// The words around one name, for training.
#[derive(Clone, Debug)]
pub struct Question {
    /// Whose name it is.
    pub name: String,
    /// The rank or office before the name, by the grammar of names; empty where there is none.
    pub rank: Span,
    /// Each word near it: its place, the side on which it stands (before, behind, next sentence: 0, 1, 2), what is measured of it.
    pub words: Vec<(Span, usize, Vec<f32>)>,
}

/// The words around the names of everybody who may be a person, for training. Linear.
pub fn questions(draft: &Draft, prose: &Prose, reading: &Reading, policy: &Policy) -> Vec<Question> {
    in_training(draft, prose, reading, policy, |linker| {
        let (words, registry) = (linker.words, linker.registry);
        let persons = registry
            .entities
            .iter()
            .filter(|entity| entity.what != What::Body);
        let named =
            persons.flat_map(|entity| places(words, registry, entity).map(move |named| (entity, named)));
        named
            .map(|(entity, named)| Question {
                name: entity.name.clone(),
                rank: words.span(named.title),
                words: named
                    .words()
                    .map(|at| {
                        (
                            words.span((at, at + 1)),
                            named.side(at),
                            numbers::of(words, registry, &named, at),
                        )
                    })
                    .collect(),
            })
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::heaviest;
    use super::numbers::NUMBERS;
    use crate::attribution::model;

    #[test]
    fn every_number_has_its_weights() {
        assert_eq!(
            model::measured(),
            Some(NUMBERS),
            "models/titles.bin is of another making"
        );
    }
    #[test]
    fn no_other_run_is_heavier() {
        let every = |number: u32| {
            (0..7).map(move |place| [-1.0, 2.0, -3.0][(number / 3_u32.pow(place) % 3) as usize])
        };
        for weights in (0..3_u32.pow(7)).map(|number| every(number).collect::<Vec<f32>>()) {
            let ends = |from: usize| (from + 1..=weights.len()).map(move |to| (from, to));
            let sum = |(from, to): (usize, usize)| weights[from..to].iter().sum::<f32>();
            let most = (0..weights.len()).flat_map(ends).map(sum).fold(0.0, f32::max);
            let found = heaviest(0, &weights);
            assert_eq!(found.map_or(0.0, |run| run.weight), most, "{weights:?}");
            assert_eq!(found.map_or(0.0, |run| sum(run.tokens)), most, "{weights:?}");
        }
    }
}
