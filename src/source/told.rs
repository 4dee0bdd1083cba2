//! Where an attribution names its source: the words of its source span that are read.

use std::ops::Range;

use super::coreference::Linker;
use super::reading::{self, Reading};
use crate::attribution::Attribution;
use crate::draft::Span;

/// Pieces of a source that lie further apart, in bytes, are not read together.
const LONGEST: usize = 300;

impl Linker<'_> {
    /// The tokens of the attribution's source span.
    pub(super) fn tokens(&self, attribution: &Attribution) -> Option<(usize, usize)> {
        let hull = self.piece(attribution)?;
        let tokens = self.words.prose.tokens_in(hull);
        if tokens.start >= tokens.end {
            return None;
        }
        if let Some(after) = self.past_dateline(attribution, tokens.clone()) {
            return Some(after);
        }
        // "familiar with the matter": the people whom it describes stand before it.
        let cut = matches!(self.words.lower(tokens.start), "familiar" | "briefed" | "privy");
        let (begin, _) = self.words.sentence_tokens(tokens.start);
        let whole = self.phrase_before(begin, tokens.start).filter(|_| cut);
        let start = whole.map_or(tokens.start, |whole| whole.0);
        // "24 - The chairman": the end of a dateline.
        let dash = start + usize::from(self.words.is_number(start));
        let spaced = matches!(self.words.word(dash), "-" | "—" | "–") && !self.words.touches_next(dash);
        Some((
            if spaced && dash + 1 < tokens.end {
                dash + 1
            } else {
                start
            },
            tokens.end,
        ))
    }

    /// "DUNMORE — The union is demanding": the words up to the cue, where the source is only the dateline.
    fn past_dateline(&self, attribution: &Attribution, place: Range<usize>) -> Option<(usize, usize)> {
        let words = self.words;
        let (begin, _) = words.sentence_tokens(place.start);
        let shouted = |at: usize| !words.word(at).chars().any(char::is_lowercase);
        let dash = matches!(words.word(place.end), "-" | "—" | "–" | ":") && !words.touches_next(place.end);
        let cue = words.prose.tokens_in(Span::hull(&attribution.cue_spans)?).start;
        let line = begin == place.start && dash && place.clone().all(shouted) && cue > place.end + 1;
        line.then_some((place.end + 1, cue))
    }

    /// The words that name the source: of several pieces the one beside the cue, if it names anybody.
    fn piece(&self, attribution: &Attribution) -> Option<Span> {
        let [first, .., last] = attribution.source_spans.as_slice() else {
            return attribution.source_spans.first().copied();
        };
        let cue = Span::hull(&attribution.cue_spans)?;
        let beside = if cue.start < first.start { first } else { last };
        let tokens = self.words.prose.tokens_in(*beside);
        let before = tokens.start.checked_sub(1).map_or("", |at| self.words.lower(at));
        if matches!(before, "by" | "to" | "with") && cue.start > last.start {
            // "The ministry, in a letter seen by the Herald, said": who stands after "by" does not say it.
            return Some(*first);
        }
        let span = (tokens.start, tokens.end);
        let people = reading::head(self.words, self.registry, span)
            .is_some_and(|head| self.words.is_roles(head) || self.words.is_role(head));
        let names = people || !self.registry.mentions_in(span).is_empty();
        let pronoun = matches!(
            reading::read(self.words, self.registry, span),
            Reading::Pronoun(_)
        );
        let hull = first.join(*last);
        // "Ann Lee, who saw it, and Bo Yu": a clause stands between the two.
        let also = matches!(before, "and") || before == "as" && self.words.lower(tokens.start - 2) == "well";
        let further = also || matches!(self.words.lower(tokens.start), "and" | "along" | "together");
        if further && hull.len() <= LONGEST {
            return Some(hull);
        }
        match (names || pronoun, hull.len() > LONGEST) {
            (true, _) => Some(*beside),
            (false, true) => Some(*first),
            (false, false) => Some(hull),
        }
    }
}
