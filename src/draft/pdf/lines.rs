//! Letters into lines: those that stand side by side on one base, parted into words where the gap is wide.

use super::glyphs::{Letter, Page};

/// A gap of this part of a letter's size parts two words.
const WORDS: f64 = 0.1;

/// A gap of this many sizes parts two lines that stand side by side (columns, cells of a table); within one instruction, which
/// draws the words of a line that was spread out to fill its column, a gap of this many.
const LINES: f64 = 1.6;
const SPREAD: f64 = 4.0;

/// The next line stands no further away than so many sizes, in a draft that is set wide.
const NEXT: f64 = 2.6;

/// Lines of one place are looked for among so many in the order of the file.
const NEAR: usize = 40;

/// Letters of one line stand no further from its base than this part of their size: a raised number does.
const RAISED: f64 = 0.55;

/// A raised letter is no larger than this part of the letters before it.
const SMALL: f64 = 0.85;

/// So many letters in a row, each a word, are one that was set apart; a blank so many times as wide as the usual one between
/// them parts two words.
const SET_APART: usize = 5;
const WORD_APART: f64 = 1.6;

/// A line of a page.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) text: String,
    /// Its ends, from the left edge of the page, in points.
    pub(super) left: f64,
    pub(super) right: f64,
    /// What it stands on, from the top edge of the page; of its last letter, where it is skew.
    pub(super) base: f64,
    now: f64,
    /// The size of most of its letters.
    pub(super) size: f64,
    /// Is every letter of it bold?
    pub(super) bold: bool,
    pub(super) is_furniture: bool,
    /// The instruction that draws its last letter.
    drawn_by: usize,
    /// Bytes of `text` that are raised numbers.
    pub(super) raised: Vec<(usize, usize)>,
    /// The blanks of `text`, and how wide each is.
    blanks: Vec<(usize, f64)>,
    /// Where the last letter ends that is no blank.
    inked: f64,
    /// How many letters there are of each size, and what they stand on.
    sizes: Vec<Size>,
}

#[derive(Clone, Debug, PartialEq)]
struct Size {
    size: f64,
    base: f64,
    count: usize,
}

impl Line {
    fn of(letter: &Letter) -> Line {
        Line {
            text: letter.letter.to_string(),
            left: letter.left,
            right: letter.right,
            base: letter.base,
            now: letter.base,
            size: letter.size,
            bold: letter.bold,
            is_furniture: letter.is_furniture,
            drawn_by: letter.drawn_by,
            raised: Vec::new(),
            blanks: Vec::new(),
            inked: letter.right,
            sizes: vec![Size::of(letter)],
        }
    }

    /// Do both take up the same height, more or less?
    fn is_beside(&self, base: f64, size: f64) -> bool {
        let (small, large) = (self.size.min(size), self.size.max(size));
        (self.now - base).abs() < 0.35 * small && large < 2.0 * small
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

impl Size {
    fn of(letter: &Letter) -> Size {
        Size {
            size: letter.size,
            base: letter.base,
            count: usize::from(letter.letter != ' '),
        }
    }

    fn is_of(&self, letter: &Letter) -> bool {
        (self.size - letter.size).abs() < 0.02 * letter.size
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
    let mut lines = without_doubles(lines);
    set_caps(&mut lines);
    join(lines)
}

/// Without what is drawn twice, a hair apart, to look bold.
fn without_doubles(lines: Vec<Line>) -> Vec<Line> {
    let mut kept: Vec<Line> = Vec::new();
    for line in lines {
        let near = |a: f64, b: f64| (a - b).abs() < 0.15 * line.size;
        let is_same = |other: &Line| {
            other.text == line.text && near(other.left, line.left) && near(other.base, line.base)
        };
        if !kept.iter().rev().take(NEAR).any(is_same) {
            kept.push(line);
        }
    }
    kept
}

/// Puts a large first letter that stands beside the first lines of a text before the first of them.
fn set_caps(lines: &mut Vec<Line>) {
    let is_cap = |line: &Line| {
        let mut letters = line
            .text
            .trim_start_matches(['"', '\u{201c}', '\u{2018}'])
            .chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
    };
    let mut at = 0;
    while at < lines.len() {
        let cap = lines[at].clone();
        let begins = |line: &&mut Line| {
            let gap = line.left - cap.right;
            let is_level = (line.top() - cap.top()).abs() < 0.35 * cap.size;
            line.size < 0.7 * cap.size && (-0.3 * line.size..line.size).contains(&gap) && is_level
        };
        if !is_cap(&cap) {
            at += 1;
            continue;
        }
        let from = at.saturating_sub(NEAR);
        let to = lines.len().min(at + NEAR);
        let first = lines[from..to]
            .iter_mut()
            .filter(begins)
            .min_by(|a, b| a.base.total_cmp(&b.base));
        match first {
            Some(line) => {
                line.raised.clear();
                line.text.insert_str(0, &cap.text);
                lines.remove(at);
            }
            None => at += 1,
        }
    }
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
    let above = line.now - letter.base;
    line.text.chars().nth(1).is_some()
        && letter.size <= SMALL * line.size
        && above > 0.0
        && above < RAISED * line.size
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
    if !is_blank {
        if line.text.ends_with(' ') {
            line.blanks.push((line.text.len() - 1, letter.left - line.inked));
        }
        line.inked = letter.right;
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
        line.now = letter.base;
        match line.sizes.iter_mut().find(|size| size.is_of(letter)) {
            Some(size) => size.count += 1,
            None => line.sizes.push(Size::of(letter)),
        }
        // A drop cap or a small first word tells less of the line than what follows.
        if line.text.len() < 8 {
            line.size = letter.size;
            line.base = letter.base;
        }
    }
}

/// Ends a line: blanks at its ends are none of it, nor are those between letters that were set apart; and its size is that of
/// most of its letters, whatever it begins with.
fn close(line: &mut Line) {
    let most = line.sizes.iter().rev().max_by_key(|size| size.count);
    if let Some(most) = most.filter(|most| (most.size - line.size).abs() >= 0.02 * line.size) {
        (line.size, line.base) = (most.size, most.base);
    }
    close_up(line);
    (line.blanks, line.sizes) = (Vec::new(), Vec::new());
    let skipped = line.text.len() - line.text.trim_start().len();
    line.text = line.text.trim().to_owned();
    line.raised.retain(|(start, _)| *start >= skipped);
    for (start, end) in &mut line.raised {
        *start -= skipped;
        *end = (*end - skipped).min(line.text.len());
    }
}

/// Takes out the blanks between letters that were set apart ("H A R B O U R"), and leaves the wider ones between words.
fn close_up(line: &mut Line) {
    if line.blanks.len() + 1 < SET_APART {
        return;
    }
    let ends = line.blanks.iter().map(|(at, _)| *at);
    let starts: Vec<usize> = std::iter::once(0).chain(ends.clone().map(|at| at + 1)).collect();
    let ends = ends.chain([line.text.len()]);
    let words: Vec<&str> = starts
        .iter()
        .zip(ends)
        .map(|(&start, end)| line.text.get(start..end).unwrap_or_default().trim())
        .collect();
    let mut out: Vec<usize> = Vec::new();
    let mut from = 0;
    for run in words.chunk_by(|one, next| is_sign(one) && is_sign(next)) {
        let blanks = &line.blanks[from..from + run.len() - 1];
        from += run.len();
        let letters = run.iter().filter(|word| is_letter(word)).count();
        if letters < SET_APART || letters * 4 < run.len() * 3 {
            continue;
        }
        let mut widths: Vec<f64> = blanks.iter().map(|(_, width)| *width).collect();
        widths.sort_by(f64::total_cmp);
        let usual = widths[widths.len() / 2];
        let narrow = blanks.iter().filter(|(_, width)| *width <= WORD_APART * usual);
        out.extend(narrow.map(|(at, _)| *at));
    }
    for at in out.into_iter().rev() {
        line.text.remove(at);
        line.raised.clear();
    }
}

/// Is it a sign that may be one of letters set apart? Two may stand close by chance.
fn is_sign(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some() && letters.nth(1).is_none()
}

fn is_letter(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
}

/// Joins what stands on one base with no more than a word's gap between, whatever the order of the file.
fn join(all: Vec<Line>) -> Vec<Line> {
    let lines = all.as_slice();
    let mut joined: Vec<Line> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let near = |other: &&mut Line| {
            let size = other.size.max(line.size);
            let gap = line.left - other.right;
            let is_level = other.is_furniture == line.is_furniture && other.is_beside(line.base, line.size);
            let is_word = || (-0.3 * size..0.6 * size).contains(&gap);
            let is_spread =
                || gap > 0.0 && gap < SPREAD * size && crosses(lines, at, (other.right, line.left));
            is_level && (is_word() || is_spread())
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
                other.now = line.now;
                other.bold &= line.bold;
                let moved = line.raised.iter().map(|(start, end)| (start + at, end + at));
                other.raised.extend(moved);
            }
            None => joined.push(line.clone()),
        }
    }
    joined
}

/// Does the line above or below run on where a gap is? No line runs over the gap between two columns.
fn crosses(lines: &[Line], at: usize, (from, to): (f64, f64)) -> bool {
    let own = &lines[at];
    let is_next = |other: &&Line| {
        let apart = (other.base - own.base).abs();
        let is_alike = (other.size - own.size).abs() < 0.12 * own.size;
        is_alike && apart > 0.5 * own.size && apart < NEXT * own.size
    };
    let near = &lines[at.saturating_sub(NEAR)..lines.len().min(at + NEAR)];
    let mut next = near.iter().filter(is_next);
    next.any(|other| other.left < from - own.size && other.right > to + own.size)
}
