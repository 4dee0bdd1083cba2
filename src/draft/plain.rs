//! Plain text: a line is a paragraph, unless the text is hard-wrapped; then a blank line parts paragraphs.

use super::{Block, BlockKind, Blocks, Span};

/// Lines longer than this many characters are not taken for hard-wrapped ones.
const WRAPPED_AT_MOST: usize = 100;

/// A first line longer than this many characters is no headline.
const HEADLINE_AT_MOST: usize = 160;

/// Reads plain text.
pub(super) fn read(file: &str) -> Blocks {
    let mut out = Blocks::default();
    for group in groups(file) {
        if wrapped(file, &group) {
            push(file, &group, &mut out);
        } else {
            for line in group {
                push(file, &[line], &mut out);
            }
        }
    }
    mark_headings(&mut out);
    out
}

/// Trimmed lines of the file, grouped between blank ones.
fn groups(file: &str) -> Vec<Vec<Span>> {
    let mut groups: Vec<Vec<Span>> = vec![Vec::new()];
    let mut at = 0;
    for line in file.split(['\n', '\r']) {
        let body = line.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let start = at + (line.len() - body.len());
        let body = body.trim_end();
        at += line.len() + 1;
        if !body.is_empty() {
            if let Some(group) = groups.last_mut() {
                group.push(Span::new(start, start + body.len()));
            }
        } else if !(line.is_empty()
            && file.as_bytes().get(at.wrapping_sub(2)) == Some(&b'\n')
            && crlf_gap(file, at))
        {
            groups.push(Vec::new());
        }
    }
    groups.retain(|group| !group.is_empty());
    groups
}

/// Is the empty piece that ends before `at` only what stands between `\r` and `\n`?
fn crlf_gap(file: &str, at: usize) -> bool {
    at >= 2
        && file.as_bytes().get(at - 2) == Some(&b'\n')
        && at >= 2
        && at
            .checked_sub(2)
            .and_then(|i| i.checked_sub(1))
            .is_some_and(|i| file.as_bytes().get(i) == Some(&b'\r'))
}

/// Do the lines of a group look cut by a line width rather than ended by their author?
fn wrapped(file: &str, group: &[Span]) -> bool {
    let Some((_, inner)) = group.split_last() else {
        return false;
    };
    if inner.is_empty()
        || group
            .iter()
            .any(|line| file[line.start..line.end].chars().count() > WRAPPED_AT_MOST)
    {
        return false;
    }
    let broken = inner
        .iter()
        .filter(|line| !file[line.start..line.end].ends_with(['.', '!', '?', '"', '”', '’', ':', ';']))
        .count();
    let listed = group
        .iter()
        .filter(|line| bullet(&file[line.start..line.end]) > 0)
        .count();
    broken * 2 > inner.len() && listed == 0
}

/// Bytes of the list marker that a line begins with.
fn bullet(line: &str) -> usize {
    ["- ", "* ", "• ", "– ", "· "]
        .iter()
        .find(|mark| line.starts_with(**mark))
        .map_or(0, |mark| mark.len())
}

/// Appends one block made of these lines of the file.
fn push(file: &str, lines: &[Span], out: &mut Blocks) {
    let Some(first) = lines.first() else { return };
    let marker = bullet(&file[first.start..first.end]);
    if !out.text.is_empty() {
        out.text.push_str("\n\n");
    }
    let start = out.text.len();
    for (number, line) in lines.iter().enumerate() {
        let skip = if number == 0 { marker } else { 0 };
        if number > 0 {
            let at = out.text.len();
            out.text.push(' ');
            out.map.push(
                Span::new(at, at + 1),
                Span::new(lines[number - 1].end, line.start),
            );
        }
        let at = out.text.len();
        out.text.push_str(&file[line.start + skip..line.end]);
        out.map.push(
            Span::new(at, out.text.len()),
            Span::new(line.start + skip, line.end),
        );
    }
    let kind = if marker > 0 {
        BlockKind::ListItem
    } else {
        BlockKind::Paragraph
    };
    out.blocks.push(Block {
        kind,
        span: Span::new(start, out.text.len()),
    });
}

/// The first short line without a final stop is the headline; later ones are headings.
fn mark_headings(out: &mut Blocks) {
    let several = out.blocks.len() > 1;
    for number in 0..out.blocks.len() {
        let block = out.blocks[number];
        let text = &out.text[block.span.start..block.span.end];
        let closed = text.ends_with(['.', '!', '?', '"', '”', '’', ':', ';', ',', ')', '…']);
        let limit = if number == 0 { HEADLINE_AT_MOST } else { 80 };
        if block.kind != BlockKind::Paragraph || !several || closed || text.chars().count() > limit {
            continue;
        }
        if number == 0 {
            out.blocks[number].kind = BlockKind::Headline;
        } else if text.split_whitespace().count() <= 12 && number + 1 < out.blocks.len() {
            out.blocks[number].kind = BlockKind::Heading;
        }
    }
}
