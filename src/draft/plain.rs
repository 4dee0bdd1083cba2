//! Plain text: a line is a paragraph, unless the text is hard-wrapped; then a blank line parts paragraphs.

use super::asides::is_aside;
use super::{Block, BlockKind, Blocks, Span, letters};

/// Lines longer than this many characters are not taken for hard-wrapped ones.
const WRAPPED_AT_MOST: usize = 100;

/// A first line longer than this many characters is no headline.
const HEADLINE_AT_MOST: usize = 160;

/// A line inside the text longer than this many characters is no heading.
const HEADING_AT_MOST: usize = 80;

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
    // Marks of list items are seen, and none of the prose.
    let seen = letters(file.trim_start_matches('\u{feff}'));
    out.left_out = seen.saturating_sub(letters(&out.text));
    out
}

/// The trimmed lines of the file (ended by `\n`, `\r\n` or `\r`), grouped between blank ones.
fn groups(file: &str) -> Vec<Vec<Span>> {
    let mut groups: Vec<Vec<Span>> = Vec::new();
    let mut blank = true;
    let mut start = 0;
    while start < file.len() {
        let rest = &file[start..];
        let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let line = trimmed(file, Span::new(start, start + length));
        if line.is_empty() || is_address(&file[line.start..line.end]) || is_aside(&file[line.start..line.end])
        {
            blank = true;
        } else if let (false, Some(group)) = (blank, groups.last_mut()) {
            group.push(line);
        } else {
            groups.push(vec![line]);
            blank = false;
        }
        start += length + if rest[length..].starts_with("\r\n") { 2 } else { 1 };
    }
    groups
}

/// An address alone on its line ("https://..."): where the text was found, no headline and no prose.
fn is_address(line: &str) -> bool {
    let begins = ["http://", "https://", "www."]
        .iter()
        .any(|begin| line.starts_with(begin));
    begins && !line.contains(char::is_whitespace)
}

fn trimmed(file: &str, line: Span) -> Span {
    let hidden = |c: char| c.is_whitespace() || c == '\u{feff}';
    let text = &file[line.start..line.end];
    let end = line.start + text.trim_end_matches(hidden).len();
    Span::new(end.min(line.end - text.trim_start_matches(hidden).len()), end)
}

/// Do the lines of a group look cut by a line width rather than ended by their author?
fn wrapped(file: &str, group: &[Span]) -> bool {
    let text = |line: &Span| &file[line.start..line.end];
    let Some((_, inner)) = group.split_last() else {
        return false;
    };
    if inner.is_empty()
        || group
            .iter()
            .any(|line| text(line).chars().count() > WRAPPED_AT_MOST)
    {
        return false;
    }
    let closed = ['.', '!', '?', '"', '”', '’', ':', ';'];
    let broken = inner.iter().filter(|line| !text(line).ends_with(closed)).count();
    broken * 2 > inner.len() && !group.iter().any(|line| list_marker(text(line)) > 0)
}

/// Bytes of the list marker that a line begins with.
fn list_marker(line: &str) -> usize {
    ["- ", "* ", "• ", "– ", "· "]
        .iter()
        .find(|mark| line.starts_with(**mark))
        .map_or(0, |mark| mark.len())
}

/// Appends one block made of these lines of the file.
fn push(file: &str, lines: &[Span], out: &mut Blocks) {
    let Some(first) = lines.first() else { return };
    let marker = list_marker(&file[first.start..first.end]);
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

/// The first short line is the headline when no final stop closes it, or when it is set in capitals as headlines
/// are; later short lines without a stop are headings.
fn mark_headings(out: &mut Blocks) {
    let last = out.blocks.len().saturating_sub(1);
    for number in 0..last {
        let block = out.blocks[number];
        let text = &out.text[block.span.start..block.span.end];
        if block.kind != BlockKind::Paragraph {
            continue;
        }
        let length = text.chars().count();
        let open = !is_closed(text);
        let quoted = text.ends_with(['"', '”', '’']);
        out.blocks[number].kind = match number {
            0 if length <= HEADLINE_AT_MOST && (open || in_title_case(text)) => BlockKind::Headline,
            0 => continue,
            _ if open && !quoted && length <= HEADING_AT_MOST && text.split_whitespace().count() <= 12 => {
                BlockKind::Heading
            }
            _ => continue,
        };
    }
}

/// Does a mark that ends sentences stand last, or just before a closing quotation mark?
fn is_closed(text: &str) -> bool {
    let unquoted = text.trim_end_matches(['"', '”', '’', '\'']);
    let stops = ['.', '!', '?', ':', ';', ',', ')', '…'];
    unquoted.ends_with(stops)
}

/// Do four in five of the words of more than three letters begin with a capital, and is there one beside the first?
fn in_title_case(text: &str) -> bool {
    let starts = text
        .split_whitespace()
        .map(|word| word.trim_start_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 3)
        .filter_map(|word| word.chars().next());
    let (mut capitals, mut all) = (0, 0);
    for start in starts {
        all += 1;
        capitals += usize::from(start.is_uppercase() || start.is_numeric());
    }
    all > 2 && capitals * 5 >= all * 4
}
