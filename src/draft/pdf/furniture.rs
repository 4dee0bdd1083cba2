//! What stands on the pages and is none of the article: running heads and feet, numbers of pages, what a browser prints around.

use std::collections::HashMap;

use hayro_interpret::kurbo::Rect;

use super::lines::Line;
use crate::draft::asides::is_aside;

/// Running heads and feet stand within this part of the page's height from its edges.
const EDGE: f64 = 0.12;

/// So near to the edge stands nothing else in letters smaller than the text's.
const OUTER: f64 = 0.07;

/// A page whose lines are known.
pub(super) struct Sheet {
    pub(super) height: f64,
    pub(super) lines: Vec<Line>,
    /// Where its pictures stand.
    pub(super) pictures: Vec<Rect>,
}

/// What a line at the head or the foot of a page says, and in letters of which size: the headline may stand in small letters
/// above it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Key {
    said: String,
    at_head: bool,
    size: String,
}

/// Marks the lines that are furniture; `body` is the size of the text's letters.
pub(super) fn mark(sheets: &mut [Sheet], body: f64) {
    let mut pages: HashMap<Key, usize> = HashMap::new();
    for sheet in sheets.iter() {
        let mut here: Vec<Key> = sheet.lines.iter().filter_map(|line| key(sheet, line)).collect();
        here.sort();
        here.dedup();
        for key in here {
            *pages.entry(key).or_default() += 1;
        }
    }
    for sheet in sheets {
        let found: Vec<bool> = sheet
            .lines
            .iter()
            .map(|line| is_furniture(sheet, line, &pages, body))
            .collect();
        for (line, found) in sheet.lines.iter_mut().zip(found) {
            line.is_furniture |= found;
        }
    }
}

fn is_furniture(sheet: &Sheet, line: &Line, pages: &HashMap<Key, usize>, body: f64) -> bool {
    if is_aside(&line.text) {
        return true;
    }
    let Some(key) = key(sheet, line) else { return false };
    let from_edge = line.top().max(0.0).min(sheet.height - line.base);
    let is_outer = from_edge < OUTER * sheet.height && line.size < 0.95 * body;
    is_outer || is_page_number(&line.text) || pages.get(&key).is_some_and(|&count| count > 1)
}

/// What a line at the head or foot of a page says, whatever the number in it, and at which of both; nothing of a line
/// between them.
fn key(sheet: &Sheet, line: &Line) -> Option<Key> {
    let at_head = line.base < EDGE * sheet.height;
    let at_foot = line.base > (1.0 - EDGE) * sheet.height;
    if !at_head && !at_foot {
        return None;
    }
    let mut said = String::with_capacity(line.text.len());
    for c in line.text.chars() {
        let c = if c.is_ascii_digit() { '0' } else { c };
        // A number of two digits is like one of one.
        if c != '0' || !said.ends_with('0') {
            said.push(c);
        }
    }
    Some(Key {
        said,
        at_head,
        size: format!("{:.0}", line.size),
    })
}

/// "3", "- 3 -", "Page 3 of 7", "3/7".
fn is_page_number(text: &str) -> bool {
    let words = text
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '\u{2013}' | '\u{2014}' | '/' | '|' | '.'));
    let mut numbers = 0;
    for word in words.filter(|word| !word.is_empty()) {
        let is_number = word.len() <= 4 && word.bytes().all(|c| c.is_ascii_digit());
        numbers += usize::from(is_number);
        if !is_number && !["page", "p", "of"].contains(&word.to_ascii_lowercase().as_str()) {
            return false;
        }
    }
    (1..=2).contains(&numbers)
}
