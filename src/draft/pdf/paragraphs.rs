//! Lines into paragraphs: where one ends, what it is, and the words that a line's end cut in two.

use std::collections::{BTreeMap, HashSet};

use super::lines::Line;
use super::order::Block;
use crate::draft::{BlockKind, letters};

/// A first line is indented by at least so many sizes.
const INDENT: f64 = 0.7;

/// A gap between lines that is so many times the usual one parts paragraphs.
const GAP: f64 = 1.25;

/// A line that leaves this part of its column free was ended by its author.
const SHORT: f64 = 0.35;

/// A line that reaches over this part of its column is full.
const FULL: f64 = 0.85;

/// Letters are those of a heading from this many times the text's size on; those of a headline from this many.
pub(super) const HEADING: f64 = 1.12;
pub(super) const HEADLINE: f64 = 1.25;

/// Letters are those of notes up to this part of the text's size.
pub(super) const NOTE: f64 = 0.92;

/// A heading is no longer than this many characters.
const HEADING_AT_MOST: usize = 160;

/// What a line that is an item of a list begins with.
pub(super) const BULLETS: &[char] = &[
    '\u{2022}', '\u{25cf}', '\u{25aa}', '\u{25e6}', '\u{2023}', '\u{00b7}',
];

/// What a quotation begins with.
const QUOTES: &[char] = &['"', '\u{201c}', '\u{201e}', '\u{ab}', '\u{bb}', '\u{2018}'];

/// A paragraph.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Paragraph {
    pub(super) text: String,
    pub(super) kind: BlockKind,
    pub(super) bold: bool,
    /// Does it stand at the foot of a page, in small letters behind a number?
    pub(super) is_note: bool,
    /// Bytes of the text that bear the mark of a note; the mark itself is left out.
    pub(super) marks: Vec<usize>,
    /// Characters of the marks of notes and of list items, which are none of the text.
    pub(super) left_out: usize,
    size: f64,
    /// How far its last line reaches into its column, and how wide that is.
    reach: f64,
    column: f64,
    /// How wide a letter of its last line is.
    pace: f64,
}

impl Paragraph {
    fn of(line: &Line) -> Paragraph {
        Paragraph {
            text: String::new(),
            kind: BlockKind::Paragraph,
            bold: line.bold,
            is_note: false,
            marks: Vec::new(),
            left_out: 0,
            size: line.size,
            reach: 0.0,
            column: 0.0,
            pace: 0.0,
        }
    }

    fn is_open(&self) -> bool {
        !is_closed(&self.text)
    }

    /// Is its last line full, so that the next word had to go elsewhere?
    fn is_full_before(&self, next: &Paragraph) -> bool {
        let column = self.column.max(next.column);
        self.reach > FULL * column || column - self.reach < first_word(self.pace, &next.text)
    }

    fn is_alike(&self, other: &Paragraph) -> bool {
        (self.size - other.size).abs() < 0.05 * self.size && self.bold == other.bold
    }
}

/// The size of most letters.
pub(super) fn body_size<'a>(lines: impl Iterator<Item = &'a Line>) -> f64 {
    // In tenths of a point, since sizes are no keys.
    let mut counts: BTreeMap<u64, usize> = BTreeMap::new();
    for line in lines.filter(|line| line.size.is_finite() && line.size > 0.0) {
        let tenths = (line.size.min(1e6) * 10.0).round();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "positive and below ten million"
        )]
        let tenths = tenths as u64;
        *counts.entry(tenths).or_default() += line.text.len();
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    #[expect(clippy::cast_precision_loss, reason = "below ten million")]
    most.map_or(0.0, |(tenths, _)| tenths as f64 / 10.0)
}

/// The words of lines, in small letters, without those that the end of a line may have cut.
pub(super) fn words<'a>(lines: impl Iterator<Item = &'a Line>) -> HashSet<String> {
    let mut words = HashSet::new();
    for line in lines {
        let mut all: Vec<&str> = line.text.split_whitespace().collect();
        all.pop();
        let plain = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        words.extend(all.into_iter().skip(1).map(plain));
    }
    words
}

/// The paragraphs of all pages, each the blocks of one in reading order.
pub(super) fn paragraphs(pages: &[Vec<Block>], body: f64, known: &HashSet<String>) -> Vec<Paragraph> {
    let mut all: Vec<Paragraph> = Vec::new();
    for blocks in pages {
        // No block of the page stands above the first.
        let mut foot = f64::INFINITY;
        for block in blocks {
            let is_break = block.top() < foot || block.runs_on;
            foot = block.foot();
            for (number, one) in of_block(block, body, known).into_iter().enumerate() {
                let open = open_before(&all, &one, is_break).filter(|_| number == 0);
                match open {
                    Some(at) => go_on(&mut all[at], one, known),
                    None => all.push(one),
                }
            }
        }
    }
    find_headline(&mut all, body);
    all
}

/// Where the paragraph is that this one goes on with: at the top of a column or a page, where notes, pictures' captions and
/// what is quoted in large letters may stand between, or further down after a wide gap.
fn open_before(all: &[Paragraph], next: &Paragraph, is_break: bool) -> Option<usize> {
    let mut last = all.iter().enumerate().rev().take(6);
    let (at, before) = last.find(|(_, one)| one.is_alike(next) && one.kind == BlockKind::Paragraph)?;
    let is_last = at + 1 == all.len();
    let is_small = next.text.starts_with(char::is_lowercase);
    // What stands over a byline may end without a stop, but holds no sentences; what follows a heading is another text.
    let parts = |one: &Paragraph| one.kind == BlockKind::Heading && !one.text.starts_with(QUOTES);
    let is_held = is_last || holds_sentences(&before.text) && !all[at + 1..].iter().any(parts);
    let is_full = before.is_full_before(next) && is_held;
    let is_cut = match is_break || !is_last {
        true => is_small || before.text.ends_with('-') || is_full,
        false => is_small && is_full,
    };
    (before.is_open() && is_cut && next.kind == BlockKind::Paragraph).then_some(at)
}

/// Does a sentence end in the middle of the text?
fn holds_sentences(text: &str) -> bool {
    let mut words = text.split(' ').peekable();
    while let Some(word) = words.next() {
        let begins = |next: &&str| next.starts_with(|c: char| !c.is_lowercase());
        if word.len() > 3 && is_closed(word) && words.peek().is_some_and(begins) {
            return true;
        }
    }
    false
}

fn go_on(before: &mut Paragraph, next: Paragraph, known: &HashSet<String>) {
    let start = glue(&mut before.text, &next.text, known);
    before.marks.extend(next.marks.iter().map(|mark| mark + start));
    before.left_out += next.left_out;
    (before.reach, before.column, before.pace) = (next.reach, next.column, next.pace);
}

/// The paragraphs of a block.
fn of_block(block: &Block, body: f64, known: &HashSet<String>) -> Vec<Paragraph> {
    let leading = usual_gap(&block.lines);
    let mut all: Vec<Paragraph> = Vec::new();
    for (number, line) in block.lines.iter().enumerate() {
        let above = number.checked_sub(1).map(|at| &block.lines[at]);
        let is_new = above.is_none_or(|above| begins(block, above, line, leading, body));
        if is_new {
            all.push(Paragraph::of(line));
        }
        let Some(one) = all.last_mut() else { continue };
        one.bold &= line.bold;
        (one.reach, one.column) = (line.right - block.left, block.right - block.left);
        one.pace = pace(line);
        write(one, line, known);
    }
    for one in &mut all {
        one.kind = kind_of(one, body);
        one.is_note =
            one.size <= NOTE * body && one.text.starts_with(|c: char| c.is_ascii_digit() || c == '*');
    }
    all
}

/// The middle one of the gaps between lines.
fn usual_gap(lines: &[Line]) -> f64 {
    let mut gaps: Vec<f64> = lines.windows(2).map(|pair| pair[1].base - pair[0].base).collect();
    gaps.sort_by(f64::total_cmp);
    gaps.get(gaps.len() / 2).copied().unwrap_or(0.0)
}

/// Does a paragraph begin with the line?
fn begins(block: &Block, above: &Line, line: &Line, leading: f64, body: f64) -> bool {
    if above.bold != line.bold || line.text.starts_with(BULLETS) || line.base - above.base > GAP * leading {
        return true;
    }
    // The lines of a headline are one.
    if line.size > HEADING * body {
        return false;
    }
    let is_indented =
        line.left > block.left + INDENT * line.size && above.left < block.left + 0.4 * line.size;
    let room = block.right - above.right;
    let is_short = room > SHORT * (block.right - block.left);
    is_indented || (is_short || is_closed(&above.text)) && room > first_word(pace(above), &line.text)
}

/// The width of a blank and the first word of a text, in letters of this width.
fn first_word(pace: f64, text: &str) -> f64 {
    let first = text.split(' ').next().unwrap_or_default().chars().count();
    #[expect(clippy::cast_precision_loss, reason = "letters of a word")]
    let width = pace * (first + 1) as f64;
    width
}

/// How wide a letter of a line is, and what is between them.
fn pace(line: &Line) -> f64 {
    let count = line.text.chars().count().max(1);
    #[expect(clippy::cast_precision_loss, reason = "letters of a line")]
    let width = (line.right - line.left) / count as f64;
    width
}

/// Appends a line to a paragraph, without the marks of notes.
fn write(one: &mut Paragraph, line: &Line, known: &HashSet<String>) {
    let mut text = String::with_capacity(line.text.len());
    let mut marks = Vec::new();
    let mut from = 0;
    for &(start, end) in &line.raised {
        let before = line.text[..start].trim_end().chars().next_back();
        // A raised number behind a word is a mark, one behind a short unit or a number is a power.
        let is_mark = before
            .is_some_and(|c| c.is_alphabetic() || matches!(c, '.' | ',' | '"' | '\u{201d}' | '\u{2019}'))
            && !is_unit(&line.text[..start]);
        if is_mark && start >= from {
            text.push_str(line.text[from..start].trim_end());
            marks.push(text.len());
            one.left_out += letters(&line.text[start..end]);
            from = end;
        }
    }
    text.push_str(line.text.get(from..).unwrap_or_default());
    let start = glue(&mut one.text, &text, known);
    one.marks.extend(marks.iter().map(|mark| mark + start));
}

/// Does the text end in a unit of length ("km", "m")?
fn is_unit(text: &str) -> bool {
    let last = text
        .trim_end()
        .rsplit(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default();
    ["m", "km", "cm", "mm", "ft", "in"].contains(&last)
}

/// Appends the words of a line, and tells where they begin; a word that was cut at the line's end is made whole.
fn glue(text: &mut String, next: &str, known: &HashSet<String>) -> usize {
    let Some(last) = text.chars().next_back() else {
        text.push_str(next);
        return 0;
    };
    let begins_small = next.starts_with(char::is_lowercase);
    match last {
        '\u{ad}' => {
            text.pop();
        }
        '-' | '\u{2010}' if begins_small && !is_compound(text, next, known) => {
            text.pop();
        }
        // A dash with a blank before it has one behind it, too.
        '\u{2014}' if text.ends_with(" \u{2014}") => text.push(' '),
        '-' | '\u{2010}' | '\u{2014}' | '/' if next.starts_with(char::is_alphanumeric) => {}
        _ => text.push(' '),
    }
    let start = text.len();
    text.push_str(next);
    start
}

/// Words that are the first of a compound, and no syllable of a longer word.
const FIRSTS: &[&str] = &[
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "well", "self", "ex",
    "half", "vice", "non", "anti", "long", "short", "low", "year",
];

/// Is the hyphen at the end of a text one of the word's own ("self-employed"), as the rest of the draft tells?
fn is_compound(text: &str, next: &str, known: &HashSet<String>) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '-';
    let before = text.trim_end_matches(['-', '\u{2010}']);
    let first = before
        .rsplit(|c| !is_part(c))
        .next()
        .unwrap_or_default()
        .to_lowercase();
    let second = next
        .split(|c| !is_part(c))
        .next()
        .unwrap_or_default()
        .to_lowercase();
    let knows = |word: &str| known.contains(word);
    // "state-administration-run", "forty-two", "so-called"
    let before_called = first == "so" && second.starts_with("called");
    if first.contains('-') || FIRSTS.contains(&first.as_str()) || before_called {
        return true;
    }
    if knows(&format!("{first}{second}")) {
        return false;
    }
    knows(&format!("{first}-{second}")) || knows(&first) && knows(&second)
}

fn kind_of(one: &mut Paragraph, body: f64) -> BlockKind {
    if one.text.starts_with(BULLETS) {
        let marker = one.text.len() - one.text.trim_start_matches(BULLETS).trim_start().len();
        one.left_out += letters(&one.text[..marker]);
        one.text.drain(..marker);
        one.marks.retain_mut(|mark| {
            let is_kept = *mark >= marker;
            *mark = mark.saturating_sub(marker);
            is_kept
        });
        return BlockKind::ListItem;
    }
    let is_short = one.text.chars().count() <= HEADING_AT_MOST && one.is_open();
    if is_short && (one.size > HEADING * body || one.bold) {
        BlockKind::Heading
    } else {
        BlockKind::Paragraph
    }
}

/// The first in the largest letters is the headline, where they are larger than the text's by far; else a first one that is
/// short and not closed by a stop.
fn find_headline(all: &mut [Paragraph], body: f64) {
    let each = all.iter().enumerate();
    let largest = each.max_by(|(a, one), (b, other)| one.size.total_cmp(&other.size).then(b.cmp(a)));
    let Some((at, size)) = largest.map(|(at, one)| (at, one.size)) else {
        return;
    };
    let is_short = |one: &Paragraph| one.text.chars().count() <= HEADING_AT_MOST;
    if size >= HEADLINE * body && is_short(&all[at]) {
        all[at].kind = BlockKind::Headline;
    } else if all.len() > 1 && all[0].is_open() && is_short(&all[0]) {
        // In letters like all others, as a draft has it.
        all[0].kind = BlockKind::Headline;
    }
}

/// Does a mark that ends sentences stand last, or just before closing quotation marks?
pub(super) fn is_closed(text: &str) -> bool {
    let unquoted = text.trim_end_matches(['"', '\u{201d}', '\u{2019}', '\'', ')']);
    unquoted.ends_with(['.', '!', '?', ':', '\u{2026}'])
}
