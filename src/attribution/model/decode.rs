//! Attributions from what the reader made of each possible cue.

use super::reader::{Reading, Role};
use super::vector::logistic;
use super::weights::{Tensors, Unreadable};
use super::words::Word;
use crate::draft::Span;

/// An attribution as the model finds it. Spans are bytes of the draft's text, in text order.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Who says it; empty when the paragraph does not tell.
    pub source: Vec<Span>,
    /// The words that attribute.
    pub cue: Vec<Span>,
    /// What is said; never empty.
    pub content: Vec<Span>,
    /// How often attributions that look like this one are right, 0 to 1 in steps of 0.01.
    pub confidence: f64,
}

/// From scores to attributions.
pub(super) struct Decoder {
    /// Score and the share of attributions with that score that are right, rising.
    calibration: Vec<(f32, f32)>,
    /// Attributions of a lower score are left out.
    threshold: f32,
}

/// A possible cue, read.
struct Row {
    cue: usize,
    roles: Vec<Role>,
    score: f32,
}

impl Row {
    /// Does it take the word as one of its cue?
    fn claims(&self, word: usize) -> bool {
        word == self.cue || self.roles.get(word) == Some(&Role::Cue)
    }
}

impl Decoder {
    /// The decoder of the weights file.
    pub(super) fn read(tensors: &Tensors) -> Result<Decoder, Unreadable> {
        let flat = tensors.numbers("calibration")?;
        let calibration: Vec<_> = flat.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
        let threshold = tensors.numbers("threshold")?.first().copied().ok_or(Unreadable)?;
        if calibration.is_empty() {
            return Err(Unreadable);
        }
        Ok(Decoder {
            calibration,
            threshold,
        })
    }

    /// Appends the attributions of one paragraph. Of possible cues that share a cue word the surest stays and
    /// takes the others' scores.
    pub(super) fn attributions(&self, words: &[Word], readings: Vec<(usize, Reading)>, out: &mut Vec<Found>) {
        let mut rows: Vec<Row> = readings
            .into_iter()
            .map(|(cue, reading)| Row {
                cue,
                score: logistic(reading.valid),
                roles: reading.roles,
            })
            .collect();
        rows.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.cue.cmp(&b.cue)));
        let mut kept: Vec<Row> = Vec::new();
        for row in rows {
            let shares =
                |rival: &&mut Row| (0..words.len()).any(|word| row.claims(word) && rival.claims(word));
            match kept.iter_mut().find(shares) {
                Some(rival) => rival.score = (rival.score + row.score).min(1.0),
                None => kept.push(row),
            }
        }
        kept.sort_by_key(|row| row.cue);
        let sure = kept.iter().filter(|row| row.score >= self.threshold);
        out.extend(sure.filter_map(|row| self.found(words, row)));
    }

    fn found(&self, words: &[Word], row: &Row) -> Option<Found> {
        let content = spans(words, &row.roles, Role::Content);
        (!content.is_empty()).then(|| Found {
            source: spans(words, &row.roles, Role::Source),
            cue: spans(words, &row.roles, Role::Cue),
            content,
            confidence: self.confidence(row.score),
        })
    }

    /// The share of right ones at a score, by straight lines between the points of the calibration.
    fn confidence(&self, score: f32) -> f64 {
        let after = self.calibration.partition_point(|point| point.0 <= score);
        let share = match (after.checked_sub(1), self.calibration.get(after)) {
            (None, _) => self.calibration[0].1,
            (Some(before), None) => self.calibration[before].1,
            (Some(before), Some(next)) => {
                let last = self.calibration[before];
                last.1 + (next.1 - last.1) * (score - last.0) / (next.0 - last.0)
            }
        };
        (f64::from(share) * 100.0).round().clamp(0.0, 100.0) / 100.0
    }
}

/// The runs of words that have `role`, each from its first word to its last.
fn spans(words: &[Word], roles: &[Role], role: Role) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut last = None;
    for (number, word) in words
        .iter()
        .enumerate()
        .filter(|(number, _)| roles.get(*number) == Some(&role))
    {
        match spans.last_mut() {
            Some(span) if last == number.checked_sub(1) => *span = span.join(word.span),
            _ => spans.push(word.span),
        }
        last = Some(number);
    }
    spans
}
