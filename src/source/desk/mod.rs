//! The desk overrules the machine: what a readings file says of a draft's sources and statements.
//!
//! Words of the file are looked up in the draft, so that they survive its next edit; what is said of who speaks changes the
//! attributions themselves, and every later step reads them as if the machine had read so.

mod named;
mod speech;

use std::collections::BTreeSet;

use super::{SourceId, Sources};
use crate::draft::{Draft, Span};
use crate::language::{Found, Place, Places, Prose};
use crate::policy::Problem;
use crate::policy::readings::{Accept, Checked, Correction, Readings, Words};
use named::Roster;
pub use named::callable;
use speech::Speech;

/// What the readings of a draft come to. Places are of the draft.
#[derive(Clone, Debug, Default)]
pub struct Settled {
    /// The attributions that the desk gave, by number.
    pub given: BTreeSet<usize>,
    /// Words that are no statement.
    pub dropped: Vec<Span>,
    /// What is its speaker's own.
    pub own: Vec<Place>,
    /// Places that state the same.
    pub same: Vec<[Place; 2]>,
    /// Places that state different things.
    pub apart: Vec<[Place; 2]>,
    /// Findings that are let pass, and where; those whose words are gone are left out.
    pub accepted: Vec<(Accept, Vec<Place>)>,
    /// Claims that were checked, and where.
    pub checked: Vec<(Checked, Vec<Place>)>,
    /// What of the file does no longer fit the draft.
    pub doubts: Vec<Doubt>,
}

/// Something of the file that does no longer fit the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// The words of the file, and where they stand in it.
    pub words: Words,
    /// What is wrong with them.
    pub misfit: Misfit,
}

/// How words of the file do not fit the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// The draft does not hold them any more.
    Gone,
    /// It says it a little differently here, and the file is followed.
    Followed(Place),
    /// They stand here; only a claim can be what the file says of them.
    WantsClaim(Vec<Place>),
    /// No reading is about this source, and the draft does not cite it.
    Idle,
}

/// Overrules what was read of a draft. Linear in the draft for each of the file's entries.
///
/// # Errors
/// What of the file cannot be used with this draft: words that stand in two places, sources that nobody knows, two readings
/// of one statement. Spans are bytes of the file.
pub fn overrule(
    draft: &Draft,
    prose: &Prose,
    readings: &Readings,
    sources: &mut Sources,
) -> Result<(), Vec<Problem>> {
    let contents: Vec<&[Span]> = sources
        .attributions
        .iter()
        .map(|attribution| attribution.content_spans.as_slice())
        .collect();
    let mut search = Search {
        draft,
        places: Places::new(draft, prose, &contents),
        problems: Vec::new(),
        doubts: Vec::new(),
    };
    let roster = Roster::take(readings, &search.places, sources);
    search.doubts.extend(roster.idle(readings));
    let mut settled = Settled::default();
    let mut speech = Speech::new(draft, prose, std::mem::take(sources));
    let mut taken = BTreeSet::new();
    for one in &readings.readings {
        settle(
            one,
            (&mut search, &roster),
            &mut taken,
            (&mut speech, &mut settled),
        );
    }
    for one in &readings.accepted {
        let places = search.find(&one.says);
        if !places.is_empty() {
            settled.accepted.push((one.clone(), places));
        }
    }
    for one in &readings.checked {
        let places = search.find_claim(&one.says);
        settled.checked.push((one.clone(), places));
    }
    search.problems.append(&mut speech.problems);
    settled.doubts = search.doubts;
    *sources = speech.finish(settled);
    if search.problems.is_empty() {
        return Ok(());
    }
    search.problems.sort_by_key(|problem| problem.span);
    Err(search.problems)
}

/// Settles one reading: who says it, and what it is.
fn settle(
    one: &Correction,
    (search, roster): (&mut Search, &Roster),
    taken: &mut BTreeSet<Place>,
    (speech, settled): (&mut Speech, &mut Settled),
) {
    let mut places = match one.drop {
        true => search.find(&one.says),
        false => search.find_claim(&one.says),
    };
    // Words that are gone take along whom they were put down to: that is stale, and no mistake.
    let last = search.doubts.last();
    let is_gone = places.is_empty() && last.is_some_and(|doubt| doubt.words == one.says);
    let who: Option<Vec<SourceId>> = one
        .sources
        .iter()
        .filter(|_| !is_gone)
        .map(|name| roster.find(name, &speech.sources, &mut search.problems))
        .collect();
    if places.iter().any(|place| !taken.insert(*place)) {
        let message = "another reading is about the same words of the draft";
        search.wrong(&one.says, message, "write both as one, or begin with other words");
        places.clear();
    }
    for place in &places {
        if one.drop {
            settled.dropped.extend(speech.drop(*place));
        }
        if let Some(who) = who.as_ref().filter(|who| !who.is_empty()) {
            speech.give(*place, who, &one.says);
            roster.refuse_tell_tale(&one.sources, who, (speech, search));
        }
        if one.own {
            settled.own.push(*place);
        }
    }
    let pairs = [
        (&one.same_as, &mut settled.same),
        (&one.apart_from, &mut settled.apart),
    ];
    for (others, pairs) in pairs {
        for other in others {
            let others = search.find_claim(other);
            let each = places.first().zip(others.first());
            pairs.extend(each.map(|(one, other)| [*one, *other]));
        }
    }
}

/// Looks words of the file up in the draft, and keeps what does not fit.
struct Search<'a> {
    draft: &'a Draft,
    places: Places,
    problems: Vec<Problem>,
    doubts: Vec<Doubt>,
}

impl Search<'_> {
    fn wrong(&mut self, words: &Words, message: impl Into<String>, help: impl Into<String>) {
        self.problems.push(Problem {
            span: words.span,
            message: message.into(),
            help: help.into(),
        });
    }

    /// Where words stand in the draft; nowhere when they are gone or stand in two places, which is told then.
    fn find(&mut self, words: &Words) -> Vec<Place> {
        let misfit = match self.places.find(&words.text) {
            Found::At(places) => return places,
            Found::Twice(one, other) => {
                let row = |place: Place| self.draft.row(place.words);
                let message = match (row(one), row(other)) {
                    (one, other) if one == other => format!("the draft says this twice on {one}"),
                    (one, other) => format!("the draft says this on {one} and on {other}"),
                };
                let help = "write more of the words, or those that the sentence begins with, so that one place is meant";
                self.wrong(words, message, help);
                return Vec::new();
            }
            Found::Near(place) => Misfit::Followed(place),
            Found::Gone => Misfit::Gone,
        };
        let places = match misfit {
            Misfit::Followed(place) => vec![place],
            _ => Vec::new(),
        };
        let words = words.clone();
        self.doubts.push(Doubt { words, misfit });
        places
    }

    /// The same for words that must be those of a claim.
    fn find_claim(&mut self, words: &Words) -> Vec<Place> {
        let places = self.find(words);
        if !places.is_empty() {
            self.doubts.push(Doubt {
                words: words.clone(),
                misfit: Misfit::WantsClaim(places.clone()),
            });
        }
        places
    }
}
