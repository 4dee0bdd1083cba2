//! Subtitles (SubRip .srt, WebVTT .vtt): the words of all cues as running text, a paragraph for each who speaks and after each
//! pause; sounds in brackets and lines that are shown again are left out, times, numbers, notes and styles are no text.

use super::writer::BlockWriter;
use super::{BlockKind, Blocks, Span, letters};

/// After so many milliseconds of silence and the end of a sentence, a paragraph begins.
const PAUSE: u64 = 2_000;

/// A paragraph longer than this ends with the sentence.
const LONG: usize = 600;

/// Reads subtitles.
pub(super) fn read(file: &str) -> Blocks {
    let mut reader = Reader::default();
    let mut at = 0;
    for line in file.split_inclusive(['\n', '\r']) {
        let words = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let skipped = line.find(words).unwrap_or_default();
        reader.line(words, at + skipped);
        at += line.len();
        // `\r\n` is one end of a line and not an empty line behind it.
        if line == "\n" && file[..at - 1].ends_with('\r') {
            continue;
        }
        if words.is_empty() {
            reader.in_cue = false;
        }
    }
    let left_out = reader.left_out;
    let mut blocks = reader.out.finish();
    blocks.left_out = left_out;
    blocks
}

#[derive(Default)]
struct Reader {
    out: BlockWriter,
    in_cue: bool,
    /// When the last cue ended, in milliseconds.
    ended: u64,
    /// Is the paragraph to end before the next words?
    is_due: bool,
    /// Bytes of the paragraph under way, and its last letters.
    length: usize,
    is_closed: bool,
    /// The lines of the last cue and of this one, which machines show again while they roll.
    shown: Vec<String>,
    showing: Vec<String>,
    /// Who speaks, as the cue says.
    voice: String,
    left_out: usize,
}

impl Reader {
    fn line(&mut self, line: &str, at: usize) {
        if let Some((from, to)) = times(line) {
            self.is_due |= from >= self.ended + PAUSE;
            self.ended = to;
            self.in_cue = true;
            self.shown = std::mem::take(&mut self.showing);
        } else if self.in_cue && !line.is_empty() {
            self.words(line, at);
        }
    }

    /// The words of a cue.
    fn words(&mut self, line: &str, at: usize) {
        let pieces = pieces(line, at);
        let whole: String = pieces.iter().map(|(text, _)| text.as_str()).collect();
        let whole = whole.trim();
        let again = !whole.is_empty() && self.shown.iter().any(|shown| shown == whole);
        self.showing.push(whole.to_owned());
        if again {
            self.left_out += letters(whole);
            return;
        }
        let voice = voice(line);
        let is_turn = speaks_anew(whole) || voice.is_some_and(|(name, _)| name != self.voice);
        if is_turn || self.is_closed && (self.is_due || self.length > LONG) {
            self.out.begin(BlockKind::Paragraph);
            self.length = 0;
        }
        self.is_due = false;
        if let Some((name, skipped)) = voice.filter(|(name, _)| is_turn && *name != self.voice) {
            self.voice = name.to_owned();
            let place = at + skipped;
            self.push(name, Span::new(place, place + name.len()));
            self.push(": ", Span::new(place + name.len(), place + name.len()));
        } else if self.length > 0 && !self.out.at_gap() {
            self.push(" ", Span::new(at, at));
        }
        let mut skip = mark_len(whole);
        for (text, place) in pieces {
            // Marks that another speaks are none of the words.
            let lead = skip.min(text.len());
            let verbatim = text.len() == place.len() && text.is_char_boundary(lead);
            if skip > 0 && verbatim && !text.trim().is_empty() {
                self.left_out += letters(&text[..lead]);
                self.spoken(&text[lead..], Span::new(place.start + lead, place.end));
                skip = 0;
            } else {
                self.spoken(&text, place);
            }
        }
    }

    /// Words, without the sounds among them: `[applause]`, `♪ ... ♪`.
    fn spoken(&mut self, text: &str, place: Span) {
        let inside = |from: usize, to: usize| {
            let verbatim = text.len() == place.len();
            let part = Span::new(place.start + from, place.start + to);
            if verbatim { part } else { place }
        };
        let mut from = 0;
        while from < text.len() {
            let rest = &text[from..];
            let opens = rest.find(['[', '♪']).unwrap_or(rest.len());
            let sound = sound_len(&rest[opens..]);
            // A bracket that is never closed is one of the words.
            let words = if sound == 0 { rest.len() } else { opens };
            let gap = if self.out.at_gap() {
                words - rest[..words].trim_start().len()
            } else {
                0
            };
            self.push(&rest[gap..words], inside(from + gap, from + words));
            self.left_out += letters(&rest[words..words + sound]);
            from += words + sound;
        }
    }

    fn push(&mut self, text: &str, place: Span) {
        self.out.push(text, place);
        self.length += text.len();
        let words = text.trim_end().trim_end_matches(['"', '”', '’', '\'', ')']);
        if !words.is_empty() {
            self.is_closed = words.ends_with(['.', '!', '?', '…', ']', '♪']);
        }
    }
}

/// The times of a cue, in milliseconds.
fn times(line: &str) -> Option<(u64, u64)> {
    let (from, to) = line.split_once("-->")?;
    Some((time(from.trim())?, time(to.split_whitespace().next()?)?))
}

/// `1:02:03,400` or `02:03.400`.
fn time(text: &str) -> Option<u64> {
    let (clock, parts) = text.split_once([',', '.']).unwrap_or((text, "0"));
    let mut seconds = 0_u64;
    for part in clock.split(':') {
        seconds = seconds.checked_mul(60)?.checked_add(part.trim().parse().ok()?)?;
    }
    seconds.checked_mul(1000)?.checked_add(parts.parse().ok()?)
}

/// A line without its tags and settings, each piece with its place; character references are pieces of their own.
fn pieces(line: &str, at: usize) -> Vec<(String, Span)> {
    let (last_tag, last_style) = (line.rfind('>'), line.rfind('}'));
    let mut pieces = Vec::new();
    let mut from = 0;
    while from < line.len() {
        let rest = &line[from..];
        // Only where one ends at all, so that a line of openings takes no longer than another.
        let closes = |last: Option<usize>, close: char| {
            let is_there = last.is_some_and(|last| last >= from);
            let end = is_there.then(|| rest.find(close)).flatten();
            end.map(|end| end + 1)
        };
        let tag = match rest.as_bytes()[0] {
            b'<' => closes(last_tag, '>'),
            b'{' if rest.starts_with("{\\") => closes(last_style, '}'),
            _ => None,
        };
        if let Some(length) = tag {
            from += length;
            continue;
        }
        let known = [
            ("&amp;", "&"),
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("&nbsp;", " "),
            ("&lrm;", ""),
            ("&rlm;", ""),
        ];
        let reference = known.iter().find(|(name, _)| rest.starts_with(name));
        let length = match reference {
            Some((name, _)) => name.len(),
            None => rest
                .char_indices()
                .find(|(at, c)| *at > 0 && matches!(c, '<' | '&' | '{'))
                .map_or(rest.len(), |(at, _)| at),
        };
        let text = reference.map_or(&rest[..length], |(_, text)| text);
        pieces.push((text.to_owned(), Span::new(at + from, at + from + length)));
        from += length;
    }
    pieces
}

/// Who speaks, as WebVTT marks it (`<v Name>`), and where the name stands in the line.
fn voice(line: &str) -> Option<(&str, usize)> {
    let start = line.find("<v")?;
    let tag = &line[start..start + line[start..].find('>')?];
    let name = tag.split_once(char::is_whitespace)?.1.trim();
    let at = start + tag.len() - tag.split_once(char::is_whitespace)?.1.trim_start().len();
    (!name.is_empty()).then_some((name, at))
}

/// Bytes of the mark that another speaks.
fn mark_len(line: &str) -> usize {
    let marks = [">> ", ">>", "- ", "– ", "— ", "-"];
    let found = marks.iter().find(|mark| line.starts_with(**mark));
    found.map_or(0, |mark| mark.len())
}

/// A mark, or a name and a colon, begin what another says.
fn speaks_anew(line: &str) -> bool {
    if mark_len(line) > 0 {
        return true;
    }
    let Some((name, _)) = line.split_once(':') else {
        return false;
    };
    let is_name = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    name.len() <= 40
        && name.split_whitespace().count() <= 4
        && !name.is_empty()
        && name.split_whitespace().all(is_name)
}

/// Bytes of the sound that is told here; 0 where none is.
fn sound_len(text: &str) -> usize {
    let close = match text.chars().next() {
        Some('[') => ']',
        Some('♪') => '♪',
        _ => return 0,
    };
    let mut inner = text.char_indices().skip(1);
    inner
        .find(|(_, c)| *c == close)
        .map_or(0, |(end, c)| end + c.len_utf8())
}
