//! Groups: whether a description speaks of people told of before ("both", "the sources"), or of one of them ("one of
//! the people", "a second official").

use super::coreference::{Gathered, Key, Linker};
use super::lexicon::singular;
use super::reading::Noun;
use super::{Count, Source, SourceId, SourceKind, anonymous};
use crate::language::written_number;

/// How a description hangs together with a group told of before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// It is the group, or several of it; nobody says that these are others.
    Whole(usize),
    /// It is one of the group.
    One(usize),
}

/// Nouns for whoever spoke without a name before.
const ANYBODY: &[&str] = &["people", "persons", "individuals", "sources", "insiders"];

/// The same for one.
pub(super) const SOMEBODY: &[&str] = &["person", "source", "insider"];

/// What stands before the noun of one more, with its number.
const ORDINALS: &[&str] = &["first", "second", "third", "fourth", "fifth", "sixth"];

/// How many attributions back a group may have spoken.
const REACH: usize = 20;

impl Linker<'_> {
    /// The group of unnamed people that a description speaks of again, or one of whom it speaks.
    pub(super) fn part_of(&self, noun: &Noun) -> Option<Part> {
        let from = noun.tokens.0;
        let spoke = self.spoke.iter().rev().take(REACH);
        spoke
            .filter(|(at, _)| *at < from)
            .find_map(|(_, number)| self.part_of_group(noun, *number))
    }

    fn part_of_group(&self, noun: &Noun, number: usize) -> Option<Part> {
        let group = &self.gathered[number];
        if !self.is_group(group) {
            return None;
        }
        let (from, to) = noun.tokens;
        let head = self.words.lower(noun.head);
        let own = group.head.map_or("", |own| self.words.lower(own));
        let anonymous = group.source.kind == SourceKind::Anonymous;
        let called = own == head || head == "them" || anonymous && ANYBODY.contains(&head);
        let first = self.words.lower(from);
        let single = matches!(first, "one" | "another");
        let portion = single
            || matches!(first, "both" | "neither")
            || self.words.is_number(from)
            || written_number(first).is_some();
        let part = (portion || matches!(first, "some" | "several" | "most" | "all"))
            && self.words.lower(from + 1) == "of"
            && matches!(self.words.lower(from + 2), "the" | "them" | "these" | "those");
        let alone = portion && to == from + 1;
        let again = first == "the" && to == from + 2;
        match (alone || part && called, single) {
            (true, true) => Some(Part::One(number)),
            (true, false) => Some(Part::Whole(number)),
            _ if again && called => Some(Part::Whole(number)),
            _ => self.is_one_more(noun, group).then_some(Part::One(number)),
        }
    }

    /// Several people whom the text does not name.
    fn is_group(&self, group: &Gathered) -> bool {
        let unnamed = matches!(
            group.source.kind,
            SourceKind::Anonymous | SourceKind::UnnamedGroup
        );
        unnamed && group.source.member_of.is_none() && self.size(group).high > 1
    }

    fn size(&self, group: &Gathered) -> Count {
        let count = |noun| anonymous::count(self.words, noun, group.source.kind);
        group.noun.as_ref().map_or(Count::ONE, count)
    }

    /// "a second official", "an official" after "two officials": nothing in the words tells him from these. "A third
    /// official", "another official" and "an official in Oslo" are somebody else.
    fn is_one_more(&self, noun: &Noun, group: &Gathered) -> bool {
        let Some((known, own)) = group.noun.as_ref().zip(group.head) else {
            return false;
        };
        let (from, to) = noun.tokens;
        let first = self.words.lower(from);
        let ordinal = |at: usize| ORDINALS.iter().position(|word| *word == self.words.lower(at));
        let within = (from..noun.head)
            .filter_map(ordinal)
            .all(|place| place < self.size(group).high as usize);
        let told = |at: usize| {
            let mut of_group = known.tokens.0..known.tokens.1;
            ordinal(at).is_some()
                || at == noun.head
                || of_group.any(|other| self.words.lower(other) == self.words.lower(at))
        };
        singular(self.words.lower(own)).is_some_and(|one| one == self.words.lower(noun.head))
            && matches!(first, "a" | "an" | "one" | "the")
            && (first != "the" || (from..noun.head).any(|at| ordinal(at).is_some()))
            && within
            && (from + 1..to).all(told)
    }

    /// The source for one of a group.
    pub(super) fn member(&mut self, noun: Noun, group: usize) -> usize {
        let text = self.words.text(noun.tokens);
        let key = Key::Description(format!("{group}: {}", text.to_lowercase()));
        if let Some(known) = self.by_key.get(&key) {
            return *known;
        }
        let kind = match self.gathered[group].source.kind {
            SourceKind::Anonymous => SourceKind::Anonymous,
            _ if anonymous::is_granted(self.words, &noun) => SourceKind::Anonymous,
            _ => SourceKind::UnnamedPerson,
        };
        let mut source = Source::new("", kind);
        source.member_of = Some(SourceId(group));
        source.description = match noun.tokens {
            (from, to) if to == from + 1 => format!("one of {}", self.called(group)),
            _ => text,
        };
        self.unnamed_source(key, noun, source)
    }

    /// A group's description as it stands inside a sentence.
    fn called(&self, group: usize) -> String {
        let known = &self.gathered[group];
        let text = &known.source.description;
        let first = known.noun.as_ref().map_or(0, |noun| noun.tokens.0);
        let plain = self.words.is_function(first) || written_number(self.words.lower(first)).is_some();
        match text.chars().next().filter(|_| plain) {
            Some(capital) => capital.to_lowercase().chain(text.chars().skip(1)).collect(),
            None => text.clone(),
        }
    }
}

/// "Traders and analysts said": uncounted groups of one breath, of which nobody says that two people speak.
pub(super) fn join_uncounted(sources: &mut [Source], together: &[(usize, Vec<usize>)]) {
    let uncounted = |source: &Source| source.kind == SourceKind::UnnamedGroup && source.count.is_open();
    for (_, together) in together {
        join_others(sources, together);
        let groups = together.iter().copied();
        let groups: Vec<usize> = groups.filter(|number| uncounted(&sources[*number])).collect();
        let Some((first, others)) = groups.split_first() else {
            continue;
        };
        if sources[*first].member_of.is_none() {
            for other in others.iter().filter(|other| *other != first) {
                sources[*other].member_of.get_or_insert(SourceId(*first));
            }
        }
    }
}

/// "Ann Lee and other economists said": one is named of whom nobody says who the others are, or that they were asked.
fn join_others(sources: &mut [Source], together: &[usize]) {
    let Some((first, others)) = together.split_first() else {
        return;
    };
    for other in others.iter().filter(|other| *other != first) {
        let source = &mut sources[*other];
        let outlets = source.kind == SourceKind::Outlet && source.name.is_empty();
        let uncounted = source.kind == SourceKind::UnnamedGroup && source.count.is_open() || outlets;
        let words = source.description.to_lowercase();
        let others = words.starts_with("other ") || words.starts_with("others");
        if uncounted && others && source.member_of.is_none() {
            source.member_of = Some(SourceId(*first));
        }
    }
}
