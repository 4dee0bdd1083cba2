//! Where words that somebody wrote down stand in a draft, though they are typed in another way or were changed a little.

use std::collections::{BTreeMap, BTreeSet};

use super::{Prose, fold, is_function_word, written_number};
use crate::draft::{Draft, Span};

/// Words of a draft, and the sentence that they stand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The words: bytes of the draft's text.
    pub words: Span,
    /// Their sentence.
    pub sentence: Span,
}

/// What became of words in a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// They stand there: once, or in sentences that are word for word the same.
    At(Vec<Place>),
    /// They stand in two places that differ later on.
    Twice(Place, Place),
    /// They do not, but these say nearly the same.
    Near(Place),
    /// Neither.
    Gone,
}

/// A word in one spelling, and where it stands.
#[derive(Clone, Debug)]
struct Word {
    folded: String,
    span: Span,
    /// Does it begin with a capital?
    capital: bool,
}

/// The words of a draft, to look others up in.
pub struct Places {
    words: Vec<Word>,
    by_word: BTreeMap<String, Vec<usize>>,
    /// Where sentences and statements begin, by number of the word.
    begins: BTreeSet<usize>,
    /// The words of statements in several pieces.
    sewn: Vec<Vec<usize>>,
    sentences: Vec<Span>,
}

/// What stands in a text for somebody who is named before it.
const PRONOUNS: &[&str] = &["he", "she", "it", "they", "his", "her", "its", "their"];

/// Words that turn a statement round.
const NEGATIONS: &[&str] = &[
    "not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "without", "t",
];

impl Places {
    /// Takes up a draft, and the pieces of its statements, which words may begin with. Near linear.
    pub fn new(draft: &Draft, prose: &Prose, statements: &[&[Span]]) -> Places {
        let mut words = Vec::new();
        for block in &draft.blocks {
            push_words(draft.slice(block.span), block.span.start, &mut words);
        }
        let sentences = prose.sentences.iter().map(|sentence| sentence.span).collect();
        Places::of(words, sentences, statements)
    }

    /// Takes up texts that stand for themselves, each as one sentence; and gives where each stands, as if they were written
    /// behind one another. Near linear.
    pub fn of_texts<'t>(texts: impl Iterator<Item = &'t str>) -> (Places, Vec<Span>) {
        let (mut words, mut spans, mut at) = (Vec::new(), Vec::new(), 0);
        for text in texts {
            push_words(text, at, &mut words);
            spans.push(Span::new(at, at + text.len()));
            at += text.len() + 1;
        }
        (Places::of(words, spans.clone(), &[]), spans)
    }

    fn of(words: Vec<Word>, sentences: Vec<Span>, statements: &[&[Span]]) -> Places {
        let at = |offset: usize| words.partition_point(|word: &Word| word.span.end <= offset);
        let starts = sentences.iter().map(|sentence| sentence.start);
        let pieces = statements.iter().filter_map(|spans| spans.first());
        let begins = starts.chain(pieces.map(|span| span.start)).map(at).collect();
        let sewn = statements.iter().filter(|spans| spans.len() > 1);
        let sewn = sewn.map(|spans| {
            spans
                .iter()
                .flat_map(|span| at(span.start)..at(span.end))
                .collect()
        });
        let sewn = sewn.collect();
        let mut by_word: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (number, word) in words.iter().enumerate() {
            by_word.entry(word.folded.clone()).or_default().push(number);
        }
        Places {
            words,
            by_word,
            begins,
            sewn,
            sentences,
        }
    }

    /// Finds words by how they begin: first where a sentence or a statement begins with them, then wherever they stand, then
    /// where one begins nearly so. A name in square brackets stands for a pronoun. Linear in the draft.
    pub fn find(&self, text: &str) -> Found {
        let (sought, named) = sought(text);
        let mut at = self.starts_of(&sought);
        if named {
            at.retain(|first| self.follows_pronoun(*first));
        }
        if at.iter().any(|first| self.is_beginning(*first, named)) {
            at.retain(|first| self.is_beginning(*first, named));
        }
        let places: Vec<Place> = at
            .iter()
            .map(|first| self.place(*first, sought.len(), named))
            .collect();
        match places.as_slice() {
            [] => self.near(&sought).map_or(Found::Gone, Found::Near),
            [one] => Found::At(vec![*one]),
            [one, rest @ ..] => {
                let same = |other: &&Place| self.reads_on(one) == self.reads_on(other);
                match rest.iter().find(|other| !same(other)) {
                    Some(other) => Found::Twice(*one, *other),
                    None => Found::At(places),
                }
            }
        }
    }

    /// Does the draft hold these words, one behind the other? Then where, each time.
    pub fn all(&self, text: &str) -> Vec<Span> {
        let (sought, _) = sought(text);
        let at = self.starts_of(&sought);
        at.into_iter()
            .map(|first| self.hull(first, sought.len()))
            .collect()
    }

    /// The numbers of the words at which these begin, in the text as it runs or in a statement in pieces.
    fn starts_of(&self, sought: &[Word]) -> Vec<usize> {
        let Some(first) = sought.first() else {
            return Vec::new();
        };
        let holds = |at: &usize, word: &Word| {
            let own = self.words.get(*at);
            own.is_some_and(|own| own.folded == word.folded)
        };
        let candidates = self.by_word.get(&first.folded).into_iter().flatten().copied();
        let running = |first: &usize| {
            sought
                .iter()
                .enumerate()
                .all(|(step, word)| holds(&(first + step), word))
        };
        let mut found: Vec<usize> = candidates.filter(running).collect();
        let in_pieces = self.sewn.iter().filter(|pieces| {
            let each = pieces.iter().zip(sought);
            pieces.len() >= sought.len() && each.into_iter().all(|(at, word)| holds(at, word))
        });
        found.extend(in_pieces.filter_map(|pieces| pieces.first().copied()));
        found.sort_unstable();
        found.dedup();
        found
    }

    fn follows_pronoun(&self, first: usize) -> bool {
        let before = first.checked_sub(1).and_then(|at| self.words.get(at));
        before.is_some_and(|word| PRONOUNS.contains(&word.folded.as_str()))
    }

    fn is_beginning(&self, first: usize, named: bool) -> bool {
        self.begins.contains(&(first - usize::from(named && first > 0)))
    }

    fn hull(&self, first: usize, count: usize) -> Span {
        let last = (first + count.max(1) - 1).min(self.words.len().saturating_sub(1));
        let span = |at: usize| self.words.get(at).map(|word| word.span).unwrap_or_default();
        span(first).join(span(last))
    }

    fn place(&self, first: usize, count: usize, named: bool) -> Place {
        let words = match named {
            true => self.hull(first.saturating_sub(1), count + 1),
            false => self.hull(first, count),
        };
        let sentence = self.sentence(words.start);
        Place { words, sentence }
    }

    /// The sentence that holds the byte at `offset`, or else the last one before it.
    fn sentence(&self, offset: usize) -> Span {
        let after = self.sentences.partition_point(|span| span.start <= offset);
        let own = after.checked_sub(1).and_then(|number| self.sentences.get(number));
        own.copied().unwrap_or_default()
    }

    /// The words from a place to the end of its sentence, and those before.
    fn reads_on(&self, place: &Place) -> Vec<&str> {
        let from = self
            .words
            .partition_point(|word| word.span.start < place.sentence.start);
        let own = self.words[from..]
            .iter()
            .take_while(|word| word.span.start < place.sentence.end);
        own.map(|word| word.folded.as_str()).collect()
    }

    /// The sentence or statement that begins most like these words, where it shares their first word of weight, their figures,
    /// names and negations, all of their words of weight or three in four, and is alone in that.
    fn near(&self, sought: &[Word]) -> Option<Place> {
        /// A beginning needs no more words.
        const MOST: usize = 40;
        let sought = sought.get(..MOST).unwrap_or(sought);
        let mut best: Option<(usize, usize)> = None;
        let mut tied = false;
        for first in &self.begins {
            let Some(likeness) = self.likeness(sought, *first) else {
                continue;
            };
            match best {
                Some((known, at)) if likeness == known => {
                    tied |= self.sentence_of(at) != self.sentence_of(*first)
                }
                Some((known, _)) if likeness < known => {}
                _ => (best, tied) = (Some((likeness, *first)), false),
            }
        }
        let (_, first) = best.filter(|_| !tied)?;
        Some(self.place(first, sought.len(), false))
    }

    fn sentence_of(&self, word: usize) -> Span {
        self.sentence(self.words.get(word).map_or(0, |word| word.span.start))
    }

    /// How like the words from here are, in hundredths; `None` where they are not.
    fn likeness(&self, sought: &[Word], first: usize) -> Option<usize> {
        /// So many words more than were sought are looked at.
        const SLACK: usize = 3;
        /// Words of so few letters have no weight.
        const SHORT: usize = 3;
        /// Less alike, two beginnings are two statements, in hundredths.
        const ALIKE: usize = 60;
        let sentence = self.sentence_of(first);
        let to = (first + sought.len() + SLACK).min(self.words.len());
        let own: Vec<&Word> = self
            .words
            .get(first..to)?
            .iter()
            .take_while(|word| sentence.holds(word.span.start))
            .collect();
        let pairs = common(sought, &own);
        let last = pairs.last()?.1;
        let own = &own[..=last];
        let weighty = |word: &Word| !is_function_word(&word.folded) && word.folded.chars().count() > SHORT;
        let lead = sought.iter().position(weighty)?;
        let kept = |at: usize| pairs.iter().any(|(from, _)| *from == at);
        let met = |at: usize| pairs.iter().any(|(_, to)| *to == at);
        let is_name = |word: &Word| {
            word.capital && !is_function_word(&word.folded) && word.folded.chars().count() >= SHORT
        };
        let fixed = |word: &Word, at: usize| is_fixed(word) || at > 0 && is_name(word);
        let changed = sought
            .iter()
            .enumerate()
            .any(|(at, word)| fixed(word, at) && !kept(at))
            || own
                .iter()
                .enumerate()
                .any(|(at, word)| fixed(word, at) && !met(at));
        if changed || !kept(lead) {
            return None;
        }
        let heavy = |at: &usize| weighty(&sought[*at]);
        let all = (0..sought.len()).filter(heavy).count();
        let same = (0..sought.len()).filter(heavy).filter(|at| kept(*at)).count();
        let likeness = 200 * pairs.len() / (sought.len() + own.len());
        let enough = same == all && same >= 2 || same >= 3 && same * 4 >= all * 3;
        (enough && likeness >= ALIKE).then_some(likeness)
    }
}

/// A figure, a number word or a negation: where one changes, another thing is said.
fn is_fixed(word: &Word) -> bool {
    let folded = word.folded.as_str();
    let figure = folded.contains(|c: char| c.is_ascii_digit()) || written_number(folded).is_some();
    figure || NEGATIONS.contains(&folded)
}

/// The words to look for, and whether a name in square brackets stood before them.
fn sought(text: &str) -> (Vec<Word>, bool) {
    let rest = text
        .trim_start()
        .strip_prefix('[')
        .and_then(|text| text.split_once(']'));
    let named = rest.is_some_and(|(_, rest)| rest.contains(char::is_alphanumeric));
    let text = rest.filter(|_| named).map_or(text, |(_, rest)| rest);
    let mut words = Vec::new();
    push_words(text, 0, &mut words);
    (words, named)
}

/// Cuts a text that begins at `start` into words of letters and digits in one spelling.
fn push_words(text: &str, start: usize, words: &mut Vec<Word>) {
    let mut at = 0;
    for piece in text.split_inclusive(char::is_whitespace) {
        let shown = piece.trim();
        let from = start + at + piece.len() - piece.trim_start().len();
        let lead = shown.len() - shown.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
        let kept = shown.trim_matches(|c: char| !c.is_alphanumeric());
        let span = Span::new(from + lead, from + lead + kept.len());
        let capital = kept.starts_with(char::is_uppercase);
        let folded = fold(shown);
        let parts = folded
            .split(|c: char| !c.is_alphanumeric())
            .filter(|part| !part.is_empty());
        words.extend(parts.map(|part| Word {
            folded: part.to_owned(),
            span,
            capital,
        }));
        at += piece.len();
    }
}

/// The longest row of words that both have in this order: pairs of their numbers.
fn common(one: &[Word], other: &[&Word]) -> Vec<(usize, usize)> {
    let width = other.len() + 1;
    let mut longest = vec![0_usize; (one.len() + 1) * width];
    for (row, word) in one.iter().enumerate().rev() {
        for (column, own) in other.iter().enumerate().rev() {
            longest[row * width + column] = if word.folded == own.folded {
                longest[(row + 1) * width + column + 1] + 1
            } else {
                longest[(row + 1) * width + column].max(longest[row * width + column + 1])
            };
        }
    }
    let (mut row, mut column, mut pairs) = (0, 0, Vec::new());
    while row < one.len() && column < other.len() {
        if one[row].folded == other[column].folded {
            pairs.push((row, column));
            (row, column) = (row + 1, column + 1);
        } else if longest[(row + 1) * width + column] >= longest[row * width + column + 1] {
            row += 1;
        } else {
            column += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::Format;
    use crate::language;

    fn found(text: &str, words: &str) -> String {
        let draft = Draft::read("draft.md", Format::Markdown, text);
        let prose = language::read(&draft);
        let shown = |place: &Place| draft.slice(place.words).to_owned();
        match Places::new(&draft, &prose, &[]).find(words) {
            Found::At(places) => places.iter().map(shown).collect::<Vec<_>>().join(" + "),
            Found::Twice(one, other) => format!(
                "twice: {} / {}",
                draft.slice(one.sentence),
                draft.slice(other.sentence)
            ),
            Found::Near(place) => format!("near: {}", draft.slice(place.sentence)),
            Found::Gone => "gone".to_owned(),
        }
    }

    #[test]
    fn words_are_found_however_they_are_typed() {
        let draft = "“The harbour’s  gate will *close*,” Ines Løken said.";
        assert_eq!(
            found(draft, "the harbour's gate will close"),
            "The harbour’s gate will close"
        );
        assert_eq!(
            found(draft, "gate will close, ines loken"),
            "gate will close,” Ines Løken"
        );
        assert_eq!(found(draft, "[Bauer] gate"), "gone");
        assert_eq!(
            found("She will go, Ann Vale said.", "[Ann Vale] will go"),
            "She will go"
        );
    }

    #[test]
    fn a_beginning_is_meant_before_the_same_words_within_a_sentence() {
        let draft = "Nobody knew that the gate will close. The gate will close in May.";
        assert_eq!(found(draft, "The gate will close"), "The gate will close");
        let twice = "The gate will close in May. The gate will close in June.";
        assert_eq!(
            found(twice, "The gate will"),
            "twice: The gate will close in May. / The gate will close in June."
        );
        assert_eq!(
            found(twice, "The gate will close in June"),
            "The gate will close in June"
        );
        let same = "The gate is shut. The gate is shut.";
        assert_eq!(found(same, "The gate"), "The gate + The gate");
    }

    #[test]
    fn a_small_change_is_followed_and_another_statement_is_not() {
        let draft = "The works at Dell are to close in May. The mill will stay open, the owner hopes.";
        assert_eq!(
            found(draft, "The works at Dell will close in May"),
            "near: The works at Dell are to close in May."
        );
        assert_eq!(found(draft, "The works at Dell will close in June"), "gone");
        assert_eq!(found(draft, "The shop will stay open"), "gone");
        let others = "Dell and rebels hold secret talks, outlet says. Nobody knows.";
        assert_eq!(found(others, "Dell has fought the rebels"), "gone");
        assert_eq!(
            found(
                "Twelve were injured by the fire.",
                "Eleven were injured by the fire"
            ),
            "gone"
        );
        assert_eq!(
            found("The gate will not close at noon.", "The gate will close at noon"),
            "gone"
        );
        assert_eq!(
            found("The gate is to close in June.", "The gate will close in May"),
            "gone"
        );
        assert_eq!(found("", "The gate"), "gone");
    }
}
