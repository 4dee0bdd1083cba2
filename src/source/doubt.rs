//! How an attribution came to its source: by words that name it, by others that stand for it, or not at all.

use super::Source;
use super::antecedent::Who;
use super::coreference::Linker;
use super::reading::Noun;
use crate::attribution::Attribution;
use crate::draft::Span;
use crate::language::fold;

/// So many are told of those who may be meant, and nobody less likely than this.
const TOLD: usize = 3;
const LIKELY: f32 = 0.1;

/// How an attribution came to its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// The words that stand there name or describe it.
    Written,
    /// Other words stand for it: a pronoun, a description of somebody named elsewhere, the speaker of the words before.
    Resolved,
    /// It is left open whom the words mean.
    Open,
}

/// Words that name nobody themselves and stand for somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// Where they stand: bytes of the draft's text.
    pub place: Span,
    /// The names or descriptions of those who may be meant, the likeliest first; empty when nobody is likely, or the words
    /// were not weighed so.
    pub candidates: Vec<String>,
}

impl Link {
    /// Every link with the name that outputs print.
    pub const NAMES: [(Link, &'static str); 3] = [
        (Link::Written, "written"),
        (Link::Resolved, "resolved"),
        (Link::Open, "open"),
    ];

    /// Of an attribution to this source. Linear in the doubts.
    pub fn of(attribution: &Attribution, source: Option<&Source>, doubts: &[Doubt]) -> Link {
        let unwritten = attribution.source_spans.is_empty() || Doubt::of(doubts, attribution).is_some();
        match source {
            None => Link::Open,
            Some(_) if unwritten => Link::Resolved,
            Some(_) => Link::Written,
        }
    }

    /// The name that outputs print.
    pub fn name(self) -> &'static str {
        Link::NAMES[self as usize].1
    }
}

impl Doubt {
    /// The one of the words that an attribution calls its source. Linear.
    pub fn of<'a>(doubts: &'a [Doubt], attribution: &Attribution) -> Option<&'a Doubt> {
        let here = |doubt: &&Doubt| {
            attribution
                .source_spans
                .iter()
                .any(|span| span.holds(doubt.place.start))
        };
        doubts.iter().find(here)
    }
}

impl Linker<'_> {
    /// Notes that words which name nobody stand for somebody; gives what is noted of them.
    pub(super) fn doubt(&mut self, tokens: (usize, usize)) -> &mut Doubt {
        let place = self.words.span(tokens);
        let known = self.doubts.iter().position(|doubt| doubt.place == place);
        let at = known.unwrap_or_else(|| {
            self.doubts.push(Doubt {
                place,
                candidates: Vec::new(),
            });
            self.doubts.len() - 1
        });
        &mut self.doubts[at]
    }

    /// Notes whom a pronoun may mean, by their shares of certainty.
    pub(super) fn doubt_between(&mut self, at: usize, each: &[Who], shares: &[f32]) {
        let mut ranked: Vec<(Who, f32)> = each.iter().copied().zip(shares.iter().copied()).collect();
        ranked.retain(|(_, share)| *share >= LIKELY);
        ranked.sort_by(|one, other| other.1.total_cmp(&one.1));
        let likeliest = ranked.iter().take(TOLD);
        let candidates = likeliest.map(|(who, _)| self.known_as(*who).to_owned()).collect();
        self.doubt((at, at + 1)).candidates = candidates;
    }

    /// Notes that a description means somebody by another name: "the mayor" is Ann Lee.
    pub(super) fn doubt_description(&mut self, noun: &Noun, number: usize) {
        let known = &self.gathered[number];
        let Some(entity) = known.entity.filter(|_| known.noun.is_none()) else {
            return;
        };
        let name = fold(&self.registry.entity(entity).name);
        let (from, to) = noun.tokens;
        let told = |at: usize| name.split(' ').any(|word| word == fold(self.words.lower(at)));
        if !(from..to).any(|at| !self.words.is_function(at) && told(at)) {
            self.doubt(noun.tokens);
        }
    }

    /// What to call somebody who may be meant.
    pub(super) fn known_as(&self, who: Who) -> &str {
        match who {
            Who::Entity(entity) => &self.registry.entity(entity).name,
            Who::Source(number) => self.gathered[number].source.label(),
        }
    }
}
