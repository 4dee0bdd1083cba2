//! Plain text: a line is a paragraph, unless the text is hard-wrapped; then a blank line parts paragraphs, and so does a line
//! that its author ended early or set in.

use super::asides::is_aside;
use super::{Block, BlockKind, Blocks, Span, exported, letters, timecodes};

/// Lines longer than this many characters are not taken for hard-wrapped ones.
const WRAPPED_AT_MOST: usize = 100;

/// A first line longer than this many characters is no headline.
const HEADLINE_AT_MOST: usize = 160;

/// A line inside the text longer than this many characters is no heading.
const HEADING_AT_MOST: usize = 80;

/// A line of so many characters that no stop closes goes on in the next one.
const GOES_ON: usize = 40;

/// What ends a line; programs that set type write the last two.
const LINE_ENDS: [char; 4] = ['\n', '\r', '\u{2028}', '\u{2029}'];

/// Reads plain text.
pub(super) fn read(file: &str) -> Blocks {
    let mut out = Blocks::default();
    let groups = groups(file);
    let setting = Setting::of(file, &groups);
    for (number, group) in groups.iter().enumerate() {
        // Headline, deck and byline stand on lines of their own.
        let is_head =
            number == 0 && groups.len() > 1 && !group.iter().any(|line| is_closed(text(file, line)));
        let paragraphs = match is_head {
            true if !goes_on(file, group) => group.chunks(1).collect(),
            true => setting.paragraphs(group, setting.width),
            false => setting.paragraphs(group, setting.width * 3 / 4),
        };
        for paragraph in paragraphs {
            push(file, paragraph, &mut out);
        }
    }
    // Marks of list items are seen, and none of the prose.
    let seen = letters(file.trim_start_matches('\u{feff}'));
    out.left_out = seen.saturating_sub(letters(&out.text));
    let mut out = exported::read(out);
    mark_headings(&mut out);
    out
}

/// The trimmed lines of the file (ended by `\n`, `\r\n` or `\r`), grouped between blank ones.
fn groups(file: &str) -> Vec<Vec<Span>> {
    let mut groups: Vec<Vec<Span>> = Vec::new();
    let mut blank = true;
    let mut start = 0;
    while start < file.len() {
        let rest = &file[start..];
        let length = rest.find(LINE_ENDS).unwrap_or(rest.len());
        let line = trimmed(file, Span::new(start, start + length));
        let words = text(file, &line);
        let is_aside = is_address(words) || is_aside(words) && !exported::is_rule(words);
        // "... the report is at / https://... / and is long": a line in the middle of a sentence is one of its lines.
        let before = groups.last().and_then(|group| group.last()).filter(|_| !blank);
        let goes_on = before.is_some_and(|before| {
            let before = text(file, before);
            before.chars().count() >= GOES_ON && !is_closed(before)
        });
        if line.is_empty() || is_aside && !goes_on {
            blank = true;
        } else if let (false, Some(group)) = (blank, groups.last_mut()) {
            group.push(line);
        } else {
            groups.push(vec![line]);
            blank = false;
        }
        let end = rest[length..].chars().next().map_or(1, char::len_utf8);
        start += length
            + if rest[length..].starts_with("\r\n") {
                2
            } else {
                end
            };
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

fn text<'a>(file: &'a str, line: &Span) -> &'a str {
    &file[line.start..line.end]
}

/// How the lines of a file are set.
struct Setting<'a> {
    file: &'a str,
    /// Characters of its longest line that may be hard-wrapped.
    width: usize,
    /// Does less of it stand in lines too long for that than in lines that follow one another?
    is_wrapped: bool,
}

impl<'a> Setting<'a> {
    fn of(file: &'a str, groups: &[Vec<Span>]) -> Setting<'a> {
        let mut setting = Setting {
            file,
            width: 0,
            is_wrapped: false,
        };
        let (mut long, mut following) = (0, 0);
        for group in groups {
            for line in group {
                let size = setting.size(line);
                if size > WRAPPED_AT_MOST {
                    long += size;
                    continue;
                }
                setting.width = setting.width.max(size);
                following += if group.len() > 1 { size } else { 0 };
            }
        }
        setting.is_wrapped = following > long && setting.look_cut(groups);
        setting
    }

    /// Characters of a line.
    fn size(&self, line: &Span) -> usize {
        text(self.file, line).chars().count()
    }

    /// The paragraphs that a group of lines makes; a line ends one where the next word would have stood within `early` characters.
    fn paragraphs<'b>(&self, group: &'b [Span], early: usize) -> Vec<&'b [Span]> {
        let least = group
            .iter()
            .map(|line| self.indent(line))
            .min()
            .unwrap_or_default();
        let items = group
            .iter()
            .filter(|line| begins_item(text(self.file, line)))
            .count();
        let is_list = items > 1
            || group
                .first()
                .is_some_and(|line| begins_item(text(self.file, line)));
        let ends = |line: &Span, next: &Span| {
            if is_list {
                return begins_item(text(self.file, next));
            }
            let set_in = self.indent(next) > least;
            let is_closed = is_closed(text(self.file, line));
            self.would_fit(line, next, early)
                || set_in && (is_closed || self.indent(line) < self.indent(next))
                || timecodes::is_speaker(text(self.file, line))
        };
        match self.may_wrap(group) {
            true => group.chunk_by(|line, next| !ends(line, next)).collect(),
            false => group.chunks(1).collect(),
        }
    }

    /// Blanks before a line.
    fn indent(&self, line: &Span) -> usize {
        let before = self.file[..line.start].chars().rev();
        before
            .take_while(|c| matches!(c, ' ' | '\t' | '\u{a0}' | '\u{3000}'))
            .count()
    }

    /// Would the next line's first word have found a place on this one, of so many characters?
    fn would_fit(&self, line: &Span, next: &Span, width: usize) -> bool {
        let word = text(self.file, next)
            .split(char::is_whitespace)
            .next()
            .unwrap_or_default();
        self.size(line) + 1 + word.chars().count() <= width
    }

    /// Is a group of lines hard-wrapped, by its width alone?
    fn may_wrap(&self, group: &[Span]) -> bool {
        let own = group.iter().map(|line| self.size(line)).max().unwrap_or_default();
        let is_full = || !group.windows(2).any(|two| self.would_fit(&two[0], &two[1], own));
        let is_cut = || group.len() > 2 && goes_on(self.file, group) && is_full();
        own <= WRAPPED_AT_MOST && (self.is_wrapped || is_cut())
    }

    /// Do lines that a next one follows, and on which its first word would have found no place, look cut by a line width
    /// rather than ended by their author?
    fn look_cut(&self, groups: &[Vec<Span>]) -> bool {
        let closed = ['.', '!', '?', '"', '”', '’', ':', ';'];
        let pairs = groups.iter().flat_map(|group| group.windows(2));
        let full = pairs.filter(|two| !self.would_fit(&two[0], &two[1], self.width * 3 / 4));
        let (mut all, mut open) = (0, 0);
        for two in full {
            all += 1;
            open += usize::from(!text(self.file, &two[0]).ends_with(closed));
        }
        open * 2 > all
    }
}

/// Does an item of a list begin here: a mark, or a figure and a stop?
fn begins_item(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered = rest.len() < line.len() && (rest.starts_with(". ") || rest.starts_with(") "));
    is_numbered || list_marker(line) > 0
}

/// Does a later line of the group begin in the middle of a sentence?
fn goes_on(file: &str, group: &[Span]) -> bool {
    group
        .iter()
        .skip(1)
        .any(|line| text(file, line).starts_with(char::is_lowercase))
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
