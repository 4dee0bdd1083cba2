//! Tags of words, read from the encoder's lower layers: part of speech, names, kinds of things.

use super::layer::{Linear, Scratch};
use super::paragraphs::Paragraph;
use super::weights::{Tensors, Unreadable};
use crate::draft::Span;

/// Columns of the tag scores: parts of speech, then names, then kinds, then the early cue score.
const SPEECH: std::ops::Range<usize> = 0..17;
const NAMES: std::ops::Range<usize> = 17..26;
const KINDS: std::ops::Range<usize> = 26..35;
const EARLY: usize = 35;

/// Parts of speech of Universal Dependencies (Nivre et al. 2020).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the definition")]
pub enum PartOfSpeech {
    Adjective,
    Adposition,
    Adverb,
    Auxiliary,
    Conjunction,
    Determiner,
    Interjection,
    Noun,
    Numeral,
    Particle,
    Pronoun,
    ProperNoun,
    Punctuation,
    Subordinator,
    Symbol,
    Verb,
    Other,
}

const SPEECH_OF: [PartOfSpeech; 17] = {
    use PartOfSpeech::*;
    [
        Adjective,
        Adposition,
        Adverb,
        Auxiliary,
        Conjunction,
        Determiner,
        Interjection,
        Noun,
        Numeral,
        Particle,
        Pronoun,
        ProperNoun,
        Punctuation,
        Subordinator,
        Symbol,
        Verb,
        Other,
    ]
};

/// What a named thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the definition")]
pub enum Name {
    Person,
    Organization,
    Place,
    Other,
}

const NAME_OF: [Name; 4] = [Name::Person, Name::Organization, Name::Place, Name::Other];

/// What the thing is that a noun phrase speaks of; on the head word of the phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the definition")]
pub enum Kind {
    Person,
    Organization,
    Place,
    Abstract,
    Object,
    Event,
    Time,
    Other,
}

const KIND_OF: [Option<Kind>; 9] = [
    None,
    Some(Kind::Person),
    Some(Kind::Organization),
    Some(Kind::Place),
    Some(Kind::Abstract),
    Some(Kind::Object),
    Some(Kind::Event),
    Some(Kind::Time),
    Some(Kind::Other),
];

/// One word with its tags.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TaggedWord {
    /// Bytes of the draft's text.
    pub span: Span,
    /// Part of speech.
    pub speech: PartOfSpeech,
    /// The kind of name that it belongs to.
    pub name: Option<Name>,
    /// Whether a name begins here.
    pub begins: bool,
    /// What the phrase stands for whose head the word is.
    pub kind: Option<Kind>,
}

/// The tagger's weights.
pub(super) struct Tagger {
    scores: Linear,
    /// Paragraphs in which no word's early cue score reaches this are not read further.
    hope: f32,
}

impl Tagger {
    /// The tagger of the weights file.
    pub(super) fn read(tensors: &Tensors) -> Result<Tagger, Unreadable> {
        let scores = Linear::read(tensors, "tags")?;
        let hope = tensors.numbers("hope")?.first().copied().ok_or(Unreadable)?;
        if scores.columns() > EARLY {
            Ok(Tagger { scores, hope })
        } else {
            Err(Unreadable)
        }
    }

    /// Tags the words of `paragraphs`, whose vectors are `vectors`; tells which paragraphs may hold a cue.
    pub(super) fn run(
        &self,
        vectors: &[f32],
        paragraphs: &[Paragraph],
        scratch: &mut Scratch,
        out: &mut Vec<TaggedWord>,
    ) -> Vec<bool> {
        let scores = self.scores.map(vectors, scratch);
        let mut rows = scores.chunks_exact(self.scores.columns());
        let mut hopeful = Vec::with_capacity(paragraphs.len());
        for paragraph in paragraphs {
            let mut likely = false;
            for (word, row) in paragraph.words.iter().zip(rows.by_ref()) {
                likely |= row[EARLY] >= self.hope;
                out.push(tagged(word.span, row));
            }
            hopeful.push(likely);
        }
        hopeful
    }
}

fn tagged(span: Span, row: &[f32]) -> TaggedWord {
    let name = highest(&row[NAMES]);
    TaggedWord {
        span,
        speech: SPEECH_OF[highest(&row[SPEECH])],
        name: name.checked_sub(1).map(|name| NAME_OF[name / 2]),
        begins: name % 2 == 1,
        kind: KIND_OF[highest(&row[KINDS])],
    }
}

/// Number of the highest score; of equals the first.
fn highest(row: &[f32]) -> usize {
    let better = |best: usize, (number, score): (usize, &f32)| if *score > row[best] { number } else { best };
    row.iter().enumerate().fold(0, better)
}
