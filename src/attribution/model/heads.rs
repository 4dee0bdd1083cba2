//! Heads on the encoder's vectors: who a name is, what kind of source a mention is, what a claim is and weighs.
//!
//! One linear map gives each word a few columns; what is asked of a span is worked out from the columns of its words.
//! Taught by `training/heads.py` on the frozen encoder; `models/README.md` tells how well they do.

use super::dense::{Dense, rectified};
use super::encoder::WIDTH;
use super::layer::{Linear, Scratch};
use super::paragraphs::Paragraph;
use super::ties::{TIES, Ties};
use super::titles::{READ, Titles};
use super::vector::{exponential, logistic};
use super::weights::{Tensors, Unreadable};
use crate::draft::Span;

static FILE: &[u8] = include_bytes!("../../../models/heads.bin");

/// Columns of a word that the judge reads; the first weighs the word.
const JUDGED: std::ops::Range<usize> = 0..40;
const NAME: std::ops::Range<usize> = 40..46;
const VOICE: std::ops::Range<usize> = 46..53;
/// Does a person's name begin with the word, and is the word within one?
const PERSON: std::ops::Range<usize> = 53..55;
/// Columns of a word that the heads read.
const OWN: usize = 55;
/// What a word that asks whom it means and a word that answers have for one another.
const ASKS: std::ops::Range<usize> = OWN..OWN + TIES;
const ANSWERS_TO: std::ops::Range<usize> = OWN + TIES..OWN + 2 * TIES;
/// What a word has that may belong to a title.
const TITLE: std::ops::Range<usize> = OWN + 2 * TIES..OWN + 2 * TIES + READ;
/// Columns of a word that are kept.
const COLUMNS: usize = OWN + 2 * TIES + READ;
/// Columns of a word that the judge pools.
const POOLED: usize = 39;
/// What the judge is told beside words.
const ABOUT: usize = 14;
const HIDDEN: usize = 64;
const ANSWERS: usize = 8;
/// What is asked before it is known who speaks has a layer of its own.
const HEARD: usize = 24;
/// So many words of a content, a source and a cue are read, as in training.
const MOST: [usize; 3] = [80, 12, 6];
/// So many words before and after a content are read with it.
const AROUND: usize = 40;

/// What a span of names is, each from 0 to 1; all add up to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct NameScores {
    /// No name at all ("Therefore", "Mr").
    pub none: f32,
    /// A person.
    pub person: f32,
    /// A body, an outlet, a team.
    pub organization: f32,
    /// A country, a town, a street, a building.
    pub place: f32,
    /// A nation, a party's people, a faith.
    pub people: f32,
    /// Another name.
    pub other: f32,
}

/// What kind of source a mention speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the definition")]
pub enum Voice {
    NamedPerson,
    NamedOrganization,
    Outlet,
    Document,
    Anonymous,
    UnnamedPerson,
    UnnamedGroup,
    Newsroom,
}

/// What is known of words that state something.
#[derive(Clone, Copy, Debug)]
pub struct Stated<'a> {
    /// What is said.
    pub content: &'a [Span],
    /// Who says it; empty for a plain sentence.
    pub source: &'a [Span],
    /// The words that attribute.
    pub cue: &'a [Span],
    /// The kind of the first who says it.
    pub voice: Option<Voice>,
    /// Is it denied there?
    pub denied: bool,
    /// How many say it together.
    pub voices: usize,
}

/// What a careful reader makes of a claim, each from 0 (surely not) to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Judgement {
    /// It harms somebody or matters to the public if wrong.
    pub heavy: f32,
    /// Its speaker settles it himself: his own view, wish, plan or deed, or a judgement.
    pub settled: f32,
    /// It says that another did wrong.
    pub accusation: f32,
    /// An editor would want another or a firmer source.
    pub wanted: f32,
    /// An editor would check it first.
    pub first: f32,
    /// It tells of dead, hurt or missing people.
    pub casualty: f32,
    /// It matters little.
    pub light: f32,
    /// It tells of the speaker himself.
    pub own: f32,
}

/// The heads' weights.
pub(super) struct Heads {
    words: Linear,
    hidden: Dense,
    out: Dense,
    skip: Dense,
    heard: Dense,
    stated: Dense,
    pub(super) ties: Ties,
    pub(super) titles: Titles,
}

impl Heads {
    /// The heads of their weights file.
    pub(super) fn read() -> Result<Heads, Unreadable> {
        let tensors = Tensors::read(FILE)?;
        let heads = Heads {
            words: Linear::read(&tensors, "words")?,
            hidden: Dense::read(&tensors, "judge.hidden", [6 * POOLED + ABOUT, HIDDEN])?,
            out: Dense::read(&tensors, "judge.out", [HIDDEN, ANSWERS])?,
            skip: Dense::read(&tensors, "judge.skip", [2 * POOLED + ABOUT, ANSWERS])?,
            heard: Dense::read(&tensors, "judge.heard", [6 * POOLED + ABOUT, HEARD])?,
            stated: Dense::read(&tensors, "judge.stated", [HEARD, 1])?,
            ties: Ties::read()?,
            titles: Titles::read()?,
        };
        if heads.words.columns() >= OWN {
            Ok(heads)
        } else {
            Err(Unreadable)
        }
    }

    /// Keeps the columns of the words of `paragraphs`, whose vectors are `vectors`.
    pub(super) fn run(
        &self,
        vectors: &[f32],
        paragraphs: &[Paragraph],
        scratch: &mut Scratch,
        out: &mut Senses,
    ) {
        debug_assert!(vectors.len().is_multiple_of(WIDTH));
        let columns = self.words.map(vectors, scratch);
        let ties = self.ties.words.map(vectors, scratch);
        let titles = self.titles.words.map(vectors, scratch);
        let words = paragraphs.iter().flat_map(|paragraph| &paragraph.words);
        let rows = columns.chunks_exact(self.words.columns());
        let rows = rows.zip(ties.chunks_exact(self.ties.words.columns()));
        let rows = rows.zip(titles.chunks_exact(self.titles.words.columns()));
        for (word, ((row, ties), titles)) in words.zip(rows) {
            out.places.push(word.span);
            out.columns.extend_from_slice(&row[..OWN]);
            out.columns.extend_from_slice(&ties[..2 * TIES]);
            out.columns.extend_from_slice(&titles[..READ]);
        }
    }
}

/// What the encoder makes of the words of a draft, in the columns that the heads read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Senses {
    places: Vec<Span>,
    columns: Vec<f32>,
}

impl Senses {
    /// What the words of a span are by name; `None` where no word of it was read.
    pub fn name(&self, span: Span) -> Option<NameScores> {
        let scores = shares(&self.mean(&[span], NAME, usize::MAX)?);
        let [none, person, organization, place, people, other] = scores.try_into().ok()?;
        Some(NameScores {
            none,
            person,
            organization,
            place,
            people,
            other,
        })
    }

    /// Where the name of a person begins that these words end in ("Speaker of the House | Ada Lund"), by number, and how sure
    /// that is against every other place and against there being none, 0 to 1; `None` where words were not read. Linear.
    pub fn person_begins(&self, words: &[Span]) -> Option<(usize, f32)> {
        let read: Option<Vec<Vec<f32>>> = words
            .iter()
            .map(|word| self.mean(&[*word], PERSON, usize::MAX))
            .collect();
        let read = read?;
        // ln p and ln (1 - p) differ by the score itself: what all words together say of no name is taken as zero.
        let mut within = 0.0;
        let mut scores = vec![0.0; words.len() + 1];
        for (at, columns) in read.iter().enumerate().rev() {
            within += columns[1];
            scores[at] = within + columns[0];
        }
        let shares = shares(&scores);
        (0..words.len())
            .max_by(|one, other| shares[*one].total_cmp(&shares[*other]))
            .map(|at| (at, shares[at]))
    }

    /// How likely each kind of source is for a mention, in the order of [`Voice`], the newsroom left out.
    pub fn voice(&self, mention: &[Span]) -> Option<[f32; 7]> {
        shares(&self.mean(mention, VOICE, usize::MAX)?).try_into().ok()
    }

    /// What words that ask whom they mean look for, between -1 and 1; zeros where no word of them was read.
    pub(crate) fn asks(&self, words: &[Span]) -> [f32; TIES] {
        self.squeezed(words, ASKS)
    }

    /// What somebody named at these places has to answer with.
    pub(crate) fn answers(&self, places: &[Span]) -> [f32; TIES] {
        self.squeezed(places, ANSWERS_TO)
    }

    /// What a word has that may belong to a title, between -1 and 1; zeros where it was not read.
    pub(crate) fn in_title(&self, word: Span) -> [f32; READ] {
        self.squeezed(&[word], TITLE)
    }

    /// The mean of some columns, each squeezed to between -1 and 1; zeros where no word was read.
    fn squeezed<const N: usize>(&self, words: &[Span], columns: std::ops::Range<usize>) -> [f32; N] {
        let mean = self.mean(words, columns, usize::MAX);
        let squeezed = mean.map(|mean| {
            mean.iter()
                .map(|x| 2.0 * logistic(2.0 * x) - 1.0)
                .collect::<Vec<f32>>()
        });
        squeezed
            .and_then(|squeezed| squeezed.try_into().ok())
            .unwrap_or([0.0; N])
    }

    /// What a careful reader makes of a claim; `None` where no word of it was read. Linear in its words.
    pub fn judge(&self, stated: &Stated) -> Option<Judgement> {
        let heads = super::heads()?;
        let pooled = self.pooled([stated.content, stated.source, stated.cue])?;
        let about = self.about(stated, pooled.first);
        let hidden = rectified(heads.hidden.apply(&pooled.input(&about)));
        let beside = heads
            .skip
            .apply(&[&pooled.mean, about.as_slice(), &pooled.around].concat());
        let answers = heads.out.apply(&hidden).into_iter().zip(beside);
        let answers: Vec<f32> = answers.map(|(one, other)| logistic(one + other)).collect();
        let [heavy, settled, accusation, wanted, first, casualty, light, own] = answers.try_into().ok()?;
        Some(Judgement {
            heavy,
            settled,
            accusation,
            wanted,
            first,
            casualty,
            light,
            own,
        })
    }

    /// How likely it is, 0 to 1, that somebody states something there ("who wanted to make amends" states nothing), before it is
    /// known who (`voice` is none); `sure` is how sure the reader of attributions is, 0 to 1. `None` where no word of the content
    /// was read. Linear in the words.
    pub fn stated(&self, stated: &Stated, sure: f64) -> Option<f32> {
        let heads = super::heads()?;
        let pooled = self.pooled([stated.content, stated.source, stated.cue])?;
        let mut about = self.about(stated, pooled.first);
        // No voice is known yet: its first place tells how sure the reader is.
        about[0] = sure as f32;
        let hidden = rectified(heads.heard.apply(&pooled.input(&about)));
        heads.stated.apply(&hidden).first().copied().map(logistic)
    }

    /// The words of a content, a source, a cue and those around the content, squeezed into a few numbers each.
    fn pooled(&self, [content, source, cue]: [&[Span]; 3]) -> Option<Pooled> {
        let rows: Vec<&[f32]> = self.rows(content).take(MOST[0]).collect();
        let first = self.words(*content.first()?).start;
        let last = self.words(*content.last()?).end;
        if rows.is_empty() {
            return None;
        }
        let mean = mean_of(&rows);
        let mut spans = weighed(&rows);
        spans.extend_from_slice(&mean);
        spans.extend(largest(&rows));
        for (words, most) in [(source, MOST[1]), (cue, MOST[2])] {
            let rows: Vec<&[f32]> = self.rows(words).take(most).collect();
            spans.extend(mean_of(&rows));
        }
        Some(Pooled {
            spans,
            mean,
            around: self.around(first..last),
            first,
        })
    }

    /// Those of the words within a block, with places from where it begins.
    pub(super) fn part(&self, block: Span) -> Senses {
        let first = self.places.partition_point(|place| place.start < block.start);
        let last = self.places.partition_point(|place| place.end <= block.end);
        let last = last.max(first);
        let from = |place: usize| place.saturating_sub(block.start);
        let places = self.places[first..last].iter();
        Senses {
            places: places
                .map(|place| Span::new(from(place.start), from(place.end)))
                .collect(),
            columns: self.columns[first * COLUMNS..last * COLUMNS].to_vec(),
        }
    }

    /// Adds those of a paragraph that begins at a place.
    pub(super) fn append(&mut self, part: &Senses, at: usize) {
        let places = part.places.iter();
        self.places
            .extend(places.map(|place| Span::new(place.start + at, place.end + at)));
        self.columns.extend_from_slice(&part.columns);
    }

    /// The mean of the words and of those that stand around them: what a sentence is part of.
    fn around(&self, words: std::ops::Range<usize>) -> Vec<f32> {
        let from = words.start.saturating_sub(AROUND);
        let to = (words.end + AROUND).min(self.places.len());
        let rows: Vec<&[f32]> = (from..to.max(from)).map(|word| self.row(word)).collect();
        mean_of(&rows)
    }

    fn about(&self, stated: &Stated, first: usize) -> Vec<f32> {
        let mut about = vec![0.0; ABOUT];
        if let Some(voice) = stated.voice {
            about[voice as usize] = 1.0;
        }
        let flag = |yes: bool| f32::from(u8::from(yes));
        let count = self.rows(stated.content).count();
        about[8] = natural_logarithm(count as f32) / 3.0;
        about[9] = first as f32 / self.places.len().max(1) as f32;
        about[10] = flag(stated.denied);
        about[11] = flag(stated.voices > 1);
        about[12] = flag(stated.source.is_empty());
        about[13] = flag(stated.voice == Some(Voice::Newsroom));
        about
    }

    /// The numbers of the words that a span touches.
    fn words(&self, span: Span) -> std::ops::Range<usize> {
        let from = self.places.partition_point(|place| place.end <= span.start);
        let to = self.places.partition_point(|place| place.start < span.end);
        from..to.max(from)
    }

    fn rows(&self, spans: &[Span]) -> impl Iterator<Item = &[f32]> {
        let words = spans.iter().flat_map(|span| self.words(*span));
        words.map(|word| self.row(word))
    }

    fn row(&self, word: usize) -> &[f32] {
        &self.columns[word * COLUMNS..][..COLUMNS]
    }

    /// The mean of some columns over the words of spans.
    fn mean(&self, spans: &[Span], columns: std::ops::Range<usize>, most: usize) -> Option<Vec<f32>> {
        let mut sum = vec![0.0; columns.len()];
        let mut count = 0;
        for row in self.rows(spans).take(most) {
            sum.iter_mut()
                .zip(&row[columns.clone()])
                .for_each(|(sum, x)| *sum += *x);
            count += 1;
        }
        sum.iter_mut().for_each(|sum| *sum /= count.max(1) as f32);
        (count > 0).then_some(sum)
    }
}

/// What the judge reads of the words.
struct Pooled {
    /// Content (weighed, mean, largest), source, cue.
    spans: Vec<f32>,
    /// The content's mean.
    mean: Vec<f32>,
    around: Vec<f32>,
    /// The number of the content's first word.
    first: usize,
}

impl Pooled {
    fn input(&self, about: &[f32]) -> Vec<f32> {
        [&self.spans, about, &self.around].concat()
    }
}

/// The natural logarithm of a number from 1 on, with the same bits on every machine (the standard library promises none): halvings, and
/// what is left by its series.
pub(crate) fn natural_logarithm(number: f32) -> f32 {
    let mut rest = number.max(1.0);
    let mut halvings = 0.0;
    while rest > 1.5 {
        rest /= 2.0;
        halvings += 1.0;
    }
    let ratio = (rest - 1.0) / (rest + 1.0);
    let square = ratio * ratio;
    let series = 2.0 * ratio * (1.0 + square / 3.0 + square * square / 5.0 + square * square * square / 7.0);
    halvings * std::f32::consts::LN_2 + series
}

/// The columns that the judge pools, squeezed to between -1 and 1.
fn values(row: &[f32]) -> impl Iterator<Item = f32> {
    row[JUDGED][1..].iter().map(|x| 2.0 * logistic(2.0 * x) - 1.0)
}

fn mean_of(rows: &[&[f32]]) -> Vec<f32> {
    let mut mean = vec![0.0; POOLED];
    for row in rows {
        mean.iter_mut().zip(values(row)).for_each(|(sum, x)| *sum += x);
    }
    mean.iter_mut().for_each(|sum| *sum /= rows.len().max(1) as f32);
    mean
}

/// The mean by the weight that each word's first column gives it.
fn weighed(rows: &[&[f32]]) -> Vec<f32> {
    let scores: Vec<f32> = rows.iter().map(|row| row[JUDGED.start]).collect();
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let weights: Vec<f32> = scores.iter().map(|score| exponential(score - most)).collect();
    let whole: f32 = weights.iter().sum();
    let mut mean = vec![0.0; POOLED];
    for (row, weight) in rows.iter().zip(&weights) {
        let share = weight / whole;
        mean.iter_mut()
            .zip(values(row))
            .for_each(|(sum, x)| *sum += x * share);
    }
    mean
}

fn largest(rows: &[&[f32]]) -> Vec<f32> {
    let mut most = vec![-1.0; POOLED];
    for row in rows {
        most.iter_mut()
            .zip(values(row))
            .for_each(|(most, x): (&mut f32, f32)| *most = most.max(x));
    }
    most
}

/// Scores as shares of one, with the same bits on every machine.
pub(crate) fn shares(scores: &[f32]) -> Vec<f32> {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let weights: Vec<f32> = scores.iter().map(|score| exponential(score - most)).collect();
    let whole: f32 = weights.iter().sum();
    weights.iter().map(|weight| weight / whole).collect()
}
