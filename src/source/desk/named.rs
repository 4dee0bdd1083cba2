//! The sources that a readings file names: those of the draft, with what the desk knows better, and new ones.

use std::collections::BTreeMap;

use super::speech::Speech;
use super::{Doubt, Misfit, Search};
use crate::language::{Places, fold};
use crate::policy::readings::{Readings, Told, Words};
use crate::policy::{Problem, nearest};
use crate::source::{Count, Source, SourceId, SourceKind, Sources};

/// Whom the file may call by which name.
pub(super) struct Roster {
    by_name: BTreeMap<String, SourceId>,
    /// The sources that only the file knows.
    fresh: Vec<SourceId>,
}

/// By which name readings can call each source; nothing for one that has none, or shares it with one before it.
pub fn callable(sources: &[Source]) -> Vec<Option<String>> {
    let mut taken = BTreeMap::new();
    for (number, source) in sources.iter().enumerate() {
        for name in names(source) {
            taken.entry(spelled(name)).or_insert(number);
        }
    }
    let calls = |(number, source)| {
        let own = names(source).find(|name| taken.get(&spelled(name)) == Some(&number));
        own.map(str::to_owned)
    };
    sources.iter().enumerate().map(calls).collect()
}

/// What a source may be called by, best first.
fn names(source: &Source) -> impl Iterator<Item = &str> {
    let names = [source.label(), &source.name, &source.description];
    names.into_iter().filter(|name| !name.is_empty())
}

/// One spelling for the ways in which a source is called.
fn spelled(name: &str) -> String {
    let folded = fold(name);
    folded.strip_prefix("the ").unwrap_or(&folded).to_owned()
}

impl Roster {
    /// Takes up the sources of the draft and of the file; what the file says of one of the draft holds.
    pub(super) fn take(readings: &Readings, places: &Places, sources: &mut Sources) -> Roster {
        let mut roster = Roster {
            by_name: BTreeMap::new(),
            fresh: Vec::new(),
        };
        for (number, source) in sources.list.iter().enumerate() {
            for name in names(source) {
                roster.by_name.entry(spelled(name)).or_insert(SourceId(number));
            }
        }
        for told in &readings.sources {
            let Some(kind) = SourceKind::of_name(&told.kind) else {
                continue;
            };
            let known = roster.by_name.get(&spelled(&told.label.text)).copied();
            let id = known.unwrap_or(SourceId(sources.list.len()));
            if known.is_none() {
                let mut source = Source::new("", kind);
                source.mentions = places.all(&told.label.text);
                sources.list.push(source);
                roster.by_name.insert(spelled(&told.label.text), id);
                roster.fresh.push(id);
            }
            if let Some(source) = sources.list.get_mut(id.0) {
                correct(source, told, kind);
            }
        }
        roster
    }

    /// The source that is called so; a mistake of the file where nobody is.
    pub(super) fn find(
        &self,
        name: &Words,
        sources: &Sources,
        problems: &mut Vec<Problem>,
    ) -> Option<SourceId> {
        if let Some(id) = self.by_name.get(&spelled(&name.text)) {
            return Some(*id);
        }
        // What only the file says of a source is repeated nowhere.
        let of_draft = sources
            .list
            .iter()
            .enumerate()
            .filter(|(number, _)| !self.fresh.contains(&SourceId(*number)));
        let labels = of_draft.map(|(_, source)| source.label());
        let help = match nearest(&name.text, labels) {
            Some(near) => format!("did you mean “{near}”?"),
            None => "add a [[source]] with this name or description, and its kind".to_owned(),
        };
        problems.push(Problem {
            span: name.span,
            message: "no source of the draft is called so".to_owned(),
            help,
        });
        None
    }

    /// The sources that only the file knows and that none of its readings is about.
    pub(super) fn idle(&self, readings: &Readings) -> Vec<Doubt> {
        let meant: Vec<String> = readings
            .readings
            .iter()
            .flat_map(|one| &one.sources)
            .map(|name| spelled(&name.text))
            .collect();
        let is_idle = |told: &&Told| {
            let name = spelled(&told.label.text);
            let id = self.by_name.get(&name);
            id.is_some_and(|id| self.fresh.contains(id)) && !meant.contains(&name)
        };
        let idle = readings.sources.iter().filter(is_idle);
        idle.map(|told| Doubt {
            words: told.label.clone(),
            misfit: Misfit::Idle,
        })
        .collect()
    }

    /// That words of an anonymous source are those of somebody whom the draft does not name may stand in no file.
    pub(super) fn refuse_tell_tale(
        &self,
        names: &[Words],
        who: &[SourceId],
        (speech, search): (&Speech, &mut Search),
    ) {
        for (name, id) in names.iter().zip(who) {
            let named = speech
                .sources
                .list
                .get(id.0)
                .is_some_and(|source| !source.name.is_empty());
            if named && speech.was_anonymous && search.places.all(&name.text).is_empty() {
                let message = "this says who an anonymous source is";
                let help =
                    "name nobody here whom the draft does not name; describe the source as the draft does";
                search.wrong(name, message, help);
            }
        }
    }
}

/// Puts what the file says of a source in the place of what was read.
fn correct(source: &mut Source, told: &Told, kind: SourceKind) {
    source.kind = kind;
    if told.named {
        source.name.clone_from(&told.label.text);
    } else {
        source.name.clear();
        source.description.clone_from(&told.label.text);
    }
    if let Some(title) = &told.title {
        source.title.clone_from(title);
    }
    if let Some(interest) = &told.interest {
        source.interest.clone_from(interest);
    }
    if let Some((low, high)) = told.count {
        source.count = Count { low, high };
        source.count_by_hand = true;
    }
}
