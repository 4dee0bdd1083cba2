//! Letters into lines: those that stand side by side on one base, parted into words where the gap is wide.

use super::glyphs::{Letter, Page};

/// A gap of this part of a letter's size parts two words.
const WORDS: f64 = 0.1;

/// A gap of this many sizes parts two lines that stand side by side (columns, cells of a table); within one instruction, which
/// draws the words of a line that was spread out to fill its column, a gap of this many.
const LINES: f64 = 1.6;
const SPREAD: f64 = 4.0;

/// Letters of one line stand no further from its base than this part of their size: a raised number does.
const RAISED: f64 = 0.55;

/// A raised letter is no larger than this part of the letters before it.
const SMALL: f64 = 0.85;

/// A line of a page.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) text: String,
    /// Its ends, from the left edge of the page, in points.
    pub(super) left: f64,
    pub(super) right: f64,
    /// What it stands on, from the top edge of the page.
    pub(super) base: f64,
    /// The size of most of its letters.
    pub(super) size: f64,
    /// Is every letter of it bold?
    pub(super) bold: bool,
    pub(super) is_furniture: bool,
    /// The instruction that draws its last letter.
    drawn_by: usize,
    /// Bytes of `text` that are raised numbers.
    pub(super) raised: Vec<(usize, usize)>,
}

impl Line {
    fn of(letter: &Letter) -> Line {
        Line {
            text: letter.letter.to_string(),
            left: letter.left,
            right: letter.right,
            base: letter.base,
            size: letter.size,
            bold: letter.bold,
            is_furniture: letter.is_furniture,
            drawn_by: letter.drawn_by,
            raised: Vec::new(),
        }
    }

    /// Do both take up the same height, more or less?
    fn is_beside(&self, base: f64, size: f64) -> bool {
        (self.base - base).abs() < 0.35 * self.size.min(size)
    }

    /// The top of its letters.
    pub(super) fn top(&self) -> f64 {
        self.base - 0.8 * self.size
    }

    /// Do both stand over one another in part?
    pub(super) fn overlaps(&self, other: &Line) -> bool {
        self.left < other.right && other.left < self.right
    }
}

/// The lines of a page, in the order of the file; lines that stand side by side and belong together are one.
pub(super) fn lines(page: &Page) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for letter in &page.letters {
        match lines.last_mut() {
            Some(line) if goes_on(line, letter) => append(line, letter),
            _ => lines.push(Line::of(letter)),
        }
    }
    lines.retain(|line| !line.text.trim().is_empty());
    for line in &mut lines {
        close(line);
    }
    join(lines)
}

/// Does a letter follow right behind the line?
fn goes_on(line: &Line, letter: &Letter) -> bool {
    if line.is_furniture != letter.is_furniture {
        return false;
    }
    let size = line.size.max(letter.size);
    let gap = letter.left - line.right;
    let is_level =
        line.is_beside(letter.base, letter.size) || is_raised(line, letter) || is_mark(line, letter);
    // Letters that are drawn twice, for weight, or over one another for an accent.
    let most = if line.drawn_by == letter.drawn_by {
        SPREAD
    } else {
        LINES
    };
    is_level && gap > -0.6 * size && gap < most * size
}

/// Is it a small number above the base, as the marks of notes are?
fn is_raised(line: &Line, letter: &Letter) -> bool {
    let above = line.base - letter.base;
    letter.size <= SMALL * line.size && above > 0.0 && above < RAISED * line.size
}

/// Is the line so far a small raised number before a larger letter, as at the head of a note?
fn is_mark(line: &Line, letter: &Letter) -> bool {
    let above = letter.base - line.base;
    let is_number = line.text.trim().len() <= 3 && line.text.trim().chars().all(|c| c.is_ascii_digit());
    is_number && line.size <= SMALL * letter.size && above > 0.0 && above < RAISED * letter.size
}

fn append(line: &mut Line, letter: &Letter) {
    line.drawn_by = letter.drawn_by;
    let gap = letter.left - line.right;
    let is_blank = letter.letter == ' ';
    let is_gap = (gap > WORDS * letter.size || is_mark(line, letter)) && !line.text.ends_with(' ');
    if is_gap && !is_blank {
        line.text.push(' ');
    }
    if is_blank && line.text.ends_with(' ') {
        line.right = line.right.max(letter.right);
        return;
    }
    let at = line.text.len();
    line.text.push(letter.letter);
    line.right = line.right.max(letter.right);
    if is_raised(line, letter) {
        let is_number = letter.letter.is_ascii_digit();
        match line.raised.last_mut().filter(|(_, end)| *end == at) {
            Some((_, end)) if is_number => *end = line.text.len(),
            _ if is_number => line.raised.push((at, line.text.len())),
            _ => {}
        }
    } else if !is_blank {
        line.bold &= letter.bold;
        // A drop cap or a small first word tells less of the line than what follows.
        if line.text.len() < 8 {
            line.size = letter.size;
            line.base = letter.base;
        }
    }
}

/// Ends a line: blanks at its ends are none of it.
fn close(line: &mut Line) {
    let skipped = line.text.len() - line.text.trim_start().len();
    line.text = line.text.trim().to_owned();
    line.raised.retain(|(start, _)| *start >= skipped);
    for (start, end) in &mut line.raised {
        *start -= skipped;
        *end = (*end - skipped).min(line.text.len());
    }
}

/// Joins what stands on one base with no more than a word's gap between, whatever the order of the file.
fn join(lines: Vec<Line>) -> Vec<Line> {
    let mut joined: Vec<Line> = Vec::new();
    for line in lines {
        let near = |other: &&mut Line| {
            let size = other.size.max(line.size);
            let gap = line.left - other.right;
            other.is_furniture == line.is_furniture
                && other.is_beside(line.base, line.size)
                && (-0.3 * size..0.6 * size).contains(&gap)
        };
        // Only the last few: what belongs together is drawn together.
        let from = joined.len().saturating_sub(4);
        match joined[from..].iter_mut().rev().find(near) {
            Some(other) => {
                if line.left - other.right > WORDS * line.size {
                    other.text.push(' ');
                }
                let at = other.text.len();
                other.text.push_str(&line.text);
                other.right = line.right;
                other.bold &= line.bold;
                let moved = line.raised.iter().map(|(start, end)| (start + at, end + at));
                other.raised.extend(moved);
            }
            None => joined.push(line),
        }
    }
    joined
}
