//! The gist of a text: its words by stem and rarity, its names, figures and days, whether it is negated, and how
//! sure it is. Two texts are compared by their gists alone.

use std::collections::BTreeSet;

use rust_stemmers::{Algorithm, Stemmer};
use unicode_segmentation::UnicodeSegmentation;

use super::figure::{self, Figure, Measure};
use super::lexicon::{self, Class, Classes};
use super::same::{phrases, words};
use crate::language::{fold, is_month};

/// Words that turn what is said into its opposite.
const NOT: &[&str] = &["not", "no", "never", "nobody", "nothing", "neither", "cannot"];

/// Words by which a figure is one of another time: beside another figure both may be right.
const PAST: &[&str] = &[
    "earlier",
    "last",
    "previous",
    "previously",
    "past",
    "ago",
    "former",
    "compared",
    "from",
];

/// A count up to this one is told by the way ("two drones").
pub(super) const FEW: f64 = 3.0;

/// One token of a text.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// In lower case, apostrophes straightened.
    pub lower: String,
    /// The classes it belongs to.
    pub classes: Classes,
    /// A hash of its stem.
    pub stem: u64,
    /// How much it tells: 0 for function words and marks, more for rarer words.
    pub rarity: f64,
    /// Does it begin with a capital?
    pub capital: bool,
    /// Does it begin the text, a sentence or a quotation, so that its capital says nothing?
    pub opens: bool,
}

impl Piece {
    /// Is it a word or a number, not a mark?
    pub(super) fn is_word(&self) -> bool {
        self.lower.starts_with(char::is_alphanumeric)
    }

    /// Does it turn what is said into the opposite?
    pub(super) fn denies(&self) -> bool {
        NOT.contains(&self.lower.as_str()) || self.lower.ends_with("n't")
    }
}

/// How sure a text is of what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Modality {
    /// It may be so.
    Possible,
    /// It will be so, or is planned.
    Future,
    /// It should be so.
    Duty,
    /// Only if something else is so.
    Condition,
}

/// What a text says, in a form that can be compared.
#[derive(Clone, Debug, Default)]
pub(super) struct Gist {
    /// All tokens in order.
    pub pieces: Vec<Piece>,
    /// Stems of the names in it, sorted.
    pub names: BTreeSet<u64>,
    /// Its figures in order.
    pub figures: Vec<Figure>,
    /// Weekdays, months and words such as "yesterday", hashed, sorted.
    pub days: BTreeSet<u64>,
    /// Is there a word that negates?
    pub negated: bool,
    /// Names that its pronouns may stand for.
    pub stands_for: BTreeSet<u64>,
    /// What else than plain fact it says it is.
    pub modality: BTreeSet<Modality>,
}

impl Gist {
    /// Reads a text. Linear in its length.
    pub(super) fn of(text: &str) -> Gist {
        let pieces = pieces(text);
        let names = names(&pieces);
        let figures = figure::find(&pieces);
        let days = pieces
            .iter()
            .filter(|piece| piece.classes.has(Class::Day) || (piece.capital && is_month(&piece.lower)))
            .map(|piece| piece.stem)
            .collect();
        let negated = pieces.iter().any(|piece| piece.classes.has(Class::Negator));
        let modality = modality(&pieces);
        Gist {
            pieces,
            names,
            figures,
            days,
            negated,
            modality,
            stands_for: BTreeSet::new(),
        }
    }

    /// The same without its figures and days.
    pub(super) fn without_figures(&self) -> Gist {
        let kept =
            |piece: &&Piece| figure::value_of(&piece.lower).is_none() && !piece.classes.has(Class::Day);
        Gist {
            pieces: self.pieces.iter().filter(kept).cloned().collect(),
            figures: Vec::new(),
            days: BTreeSet::new(),
            ..self.clone()
        }
    }

    /// Does each tell of a day, and the other of another?
    pub(super) fn is_of_another_day(&self, other: &Gist) -> bool {
        !self.days.is_empty() && !other.days.is_empty() && self.days.is_disjoint(&other.days)
    }

    /// Does it tell how it was at another time ("a year earlier")?
    pub(super) fn is_of_the_past(&self) -> bool {
        self.words().any(|piece| PAST.contains(&piece.lower.as_str()))
    }

    /// The pieces that carry meaning, in order.
    pub(super) fn telling(&self) -> impl Iterator<Item = &Piece> {
        self.pieces.iter().filter(|piece| piece.rarity > 0.0)
    }

    /// The telling pieces without days, times and counts of a few, which a shorter telling leaves out.
    pub(super) fn stating(&self) -> Vec<&Piece> {
        let by_the_way = |figure: &Figure| match figure.measure {
            Measure::Time => true,
            Measure::Count(_) => figure.value <= FEW,
            _ => false,
        };
        let left_out = |at: usize| {
            self.figures
                .iter()
                .any(|figure| figure.at == at && by_the_way(figure))
        };
        let pieces = self.pieces.iter().enumerate();
        pieces
            .filter(|(at, piece)| piece.rarity > 0.0 && !piece.classes.has(Class::Day) && !left_out(*at))
            .map(|(_, piece)| piece)
            .collect()
    }

    /// Its words and numbers, in order.
    pub(super) fn words(&self) -> impl Iterator<Item = &Piece> {
        self.pieces.iter().filter(|piece| piece.is_word())
    }

    /// Does a word in it turn what it says into the opposite? (Others, such as "failed", only mostly do.)
    pub(super) fn denies(&self) -> bool {
        self.words().any(Piece::denies)
    }

    /// Does any of its words belong to this class?
    pub(super) fn has(&self, class: Class) -> bool {
        self.pieces.iter().any(|piece| piece.classes.has(class))
    }
}

impl Gist {
    /// Does one of `first` stand up to three words before one of `second`?
    pub(super) fn has_pair(&self, first: &[&str], second: &[&str]) -> bool {
        let lower = |piece: &Piece, list: &[&str]| list.contains(&piece.lower.as_str());
        self.pieces.iter().enumerate().any(|(at, piece)| {
            let mut after = self.pieces.iter().skip(at + 1).take(3);
            lower(piece, first) && after.any(|next| lower(next, second))
        })
    }
}

/// A stable hash of a word (FNV-1a, 64 bits).
pub(super) fn hash(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The stems of the telling words of a text.
pub(super) fn stems(text: &str) -> Vec<u64> {
    pieces(text)
        .iter()
        .filter(|piece| piece.rarity > 0.0)
        .map(|piece| piece.stem)
        .collect()
}

fn pieces(text: &str) -> Vec<Piece> {
    let stemmer = Stemmer::create(Algorithm::English);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut opens = true;
    for word in text.unicode_words_and_marks() {
        let lower = if word.starts_with(char::is_alphabetic) {
            fold(word)
        } else {
            word.to_lowercase().replace('’', "'")
        };
        let lower = lower.strip_suffix("'s").unwrap_or(&lower).to_owned();
        let Some(first) = word.chars().next() else {
            continue;
        };
        let classes = Classes::of(&lower);
        let telling = first.is_alphanumeric() && !classes.has(Class::Function);
        let stem = match figure::value_of(&lower) {
            Some(value) if value > 1.0 => hash(&value.to_string()),
            _ => words::base(hash(&stemmer.stem(&lower))),
        };
        let rarity = if telling { words::rarity(stem) } else { 0.0 };
        let capital = first.is_uppercase();
        pieces.push(Piece {
            lower,
            classes,
            stem,
            rarity,
            capital,
            opens,
        });
        opens = matches!(first, '.' | '?' | '!' | ':' | '"' | '“' | '‘' | '…')
            || (opens && !first.is_alphanumeric());
    }
    phrases::fold(&mut pieces);
    pieces
}

/// Words and marks of a text without its white space.
trait WordsAndMarks {
    fn unicode_words_and_marks(&self) -> impl Iterator<Item = &str>;
}

impl WordsAndMarks for str {
    fn unicode_words_and_marks(&self) -> impl Iterator<Item = &str> {
        self.split_word_bounds().filter(|word| !word.trim().is_empty())
    }
}

/// Capitalized words that do not open a sentence, and those that do when another capital follows.
fn names(pieces: &[Piece]) -> BTreeSet<u64> {
    let capital = |at: usize| pieces.get(at).is_some_and(|piece: &Piece| piece.capital);
    let name = |piece: &Piece| {
        piece.capital
            && piece.rarity > 0.0
            && !piece.classes.has(Class::Day)
            && !is_month(&piece.lower)
            && !piece.classes.has(Class::Title)
    };
    pieces
        .iter()
        .enumerate()
        .filter(|(at, piece)| name(piece) && (!piece.opens || capital(at + 1)))
        .map(|(_, piece)| piece.stem)
        .collect()
}

fn modality(pieces: &[Piece]) -> BTreeSet<Modality> {
    let mut found = BTreeSet::new();
    for (at, piece) in pieces.iter().enumerate() {
        let next = pieces.get(at + 1).map_or("", |next| next.lower.as_str());
        found.extend(lexicon::modality(&piece.lower, next));
    }
    found
}
