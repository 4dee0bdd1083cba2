//! The prose typed in one way: a plain blank for every kind of blank, a plain hyphen for those that do not break, and
//! nothing for what cannot be seen. The way back to the file stays.

use super::{Block, Blocks, Span, letters};

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
    if blocks.text.is_ascii() {
        return blocks;
    }
    let mut edits = Vec::new();
    let mut before = None;
    for (at, c) in blocks.text.char_indices() {
        let end = at + c.len_utf8();
        if let Some(text) = typed(before, c, blocks.text[end..].chars().next()) {
            edits.push((Span::new(at, end), text));
        }
        before = Some(c);
    }
    match edits.is_empty() {
        true => blocks,
        false => rewritten(&blocks, &edits),
    }
}

/// The prose with other text at these places of it, in their order; where two overlap, the second begins behind the first. Blocks
/// that hold nothing then are gone. Linear.
fn rewritten(blocks: &Blocks, edits: &[(Span, &str)]) -> Blocks {
    let old = &blocks.text;
    let mut taken = 0;
    let apart = |(span, text): &(Span, &'_ str)| {
        let start = span.start.max(taken);
        taken = span.end.max(start);
        (Span::new(start, taken), (*text).to_owned())
    };
    let edits: Vec<(Span, String)> = edits.iter().map(apart).collect();
    let mut new = Blocks {
        left_out: blocks.left_out,
        notices: blocks.notices.clone(),
        directives: blocks.directives.clone(),
        ..Blocks::default()
    };
    // The places of the old prose behind each edit, with its length, and those of the new one.
    let mut moved: Vec<(usize, usize, usize)> = Vec::with_capacity(edits.len());
    let mut from = 0;
    for (span, text) in &edits {
        new.text.push_str(&old[from..span.start]);
        new.text.push_str(text);
        moved.push((span.end, span.len(), new.text.len()));
        from = span.end;
    }
    new.text.push_str(&old[from..]);
    // What stood within an edit stands at its end.
    let place = |old: usize| {
        let behind = moved.partition_point(|(end, ..)| *end <= old);
        let last = behind.checked_sub(1).and_then(|at| moved.get(at));
        match moved.get(behind) {
            Some((end, length, new)) if old > end - length => *new,
            _ => last.map_or(old, |(end, _, new)| new + (old - end)),
        }
    };
    let span = |old: Span| Span::new(place(old.start), place(old.end));
    let mut start = 0;
    for (end, length, _) in moved.iter().copied().chain([(old.len(), 0, 0)]) {
        for stretch in [Span::new(start, end - length), Span::new(end - length, end)] {
            for (text, file) in blocks.map.pieces_of(stretch) {
                if !span(text).is_empty() {
                    new.map.push(span(text), file);
                }
            }
        }
        start = end;
    }
    new.links = blocks
        .links
        .iter()
        .map(|link| span(*link))
        .filter(|link| !link.is_empty())
        .collect();
    for directive in &mut new.directives {
        directive.covers = span(directive.covers);
    }
    let moved = blocks.blocks.iter().map(|block| Block {
        span: span(block.span),
        ..*block
    });
    let holds = |block: &Block| !new.text[block.span.start..block.span.end].trim().is_empty();
    new.blocks = moved.filter(holds).collect();
    new
}

/// The same, with the letters that stood at these places counted as left out.
pub(super) fn without(blocks: &Blocks, edits: &[(Span, &str)]) -> Blocks {
    let taken = |(span, _): &(Span, &str)| letters(&blocks.text[span.start..span.end]);
    let left_out: usize = edits.iter().map(taken).sum();
    let mut kept = rewritten(blocks, edits);
    kept.left_out += left_out;
    kept
}

/// A block with the empty line that parts it from the one before, or behind the first one.
pub(super) fn with_gap(text: &str, span: Span) -> Span {
    let before = text[..span.start].trim_end_matches('\n').len();
    if before > 0 {
        return Span::new(before, span.end);
    }
    let rest = &text[span.end..];
    Span::new(
        before,
        span.end + (rest.len() - rest.trim_start_matches('\n').len()),
    )
}
