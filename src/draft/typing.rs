//! The prose typed in one way: a plain blank for every kind of blank, a plain hyphen for those that do not break, and
//! nothing for what cannot be seen. The way back to the file stays.

use super::{Block, Blocks, Span};

/// What stands in the prose for a character between two others; nothing where it stays.
fn typed(before: Option<char>, c: char, after: Option<char>) -> Option<&'static str> {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    match c {
        '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => Some(""),
        '\u{2010}' | '\u{2011}' => Some("-"),
        // It parts the thousands of one number.
        '\u{202f}' if digit(before) && digit(after) => None,
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Some(" "),
        _ => None,
    }
}

/// Writes the prose anew where it is typed otherwise. Linear, and all but free for prose without such characters.
pub(super) fn even(blocks: Blocks) -> Blocks {
    let old = &blocks.text;
    if old.is_ascii() {
        return blocks;
    }
    let mut even = Blocks {
        left_out: blocks.left_out,
        ..Blocks::default()
    };
    // The places of the old prose behind each character that changed, with its length, and those of the new one.
    let mut moved: Vec<(usize, usize, usize)> = Vec::new();
    let mut before = None;
    for (at, c) in old.char_indices() {
        let end = at + c.len_utf8();
        match typed(before, c, old[end..].chars().next()) {
            Some(text) => {
                even.text.push_str(text);
                moved.push((end, c.len_utf8(), even.text.len()));
            }
            None => even.text.push(c),
        }
        before = Some(c);
    }
    if moved.is_empty() {
        return blocks;
    }
    let place = |old: usize| {
        let behind = moved.partition_point(|(end, ..)| *end <= old);
        let last = behind.checked_sub(1).and_then(|at| moved.get(at));
        last.map_or(old, |(end, _, new)| new + (old - end))
    };
    let span = |old: Span| Span::new(place(old.start), place(old.end));
    let mut start = 0;
    for (end, length, _) in moved.iter().copied().chain([(old.len(), 0, 0)]) {
        for stretch in [Span::new(start, end - length), Span::new(end - length, end)] {
            for (text, file) in blocks.map.pieces_of(stretch) {
                if !span(text).is_empty() {
                    even.map.push(span(text), file);
                }
            }
        }
        start = end;
    }
    even.links = blocks.links.into_iter().map(span).collect();
    even.notices = blocks.notices;
    even.directives = blocks.directives;
    for directive in &mut even.directives {
        directive.covers = span(directive.covers);
    }
    let moved = blocks.blocks.iter().map(|block| Block {
        span: span(block.span),
        ..*block
    });
    let holds = |block: &Block| !even.text[block.span.start..block.span.end].trim().is_empty();
    even.blocks = moved.filter(holds).collect();
    even
}
