//! A text as editors point into it: lines from 0, columns in units of the encoding that was agreed on.

use std::sync::Arc;

use gen_lsp_types::{Position, Range, TextDocumentContentChangeEvent};
use twosource::draft::Span;

/// What a column counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Bytes.
    Utf8,
    /// What every editor knows.
    #[default]
    Utf16,
    /// Characters.
    Utf32,
}

impl Encoding {
    fn units(self, text: &str) -> usize {
        match self {
            Encoding::Utf8 => text.len(),
            Encoding::Utf16 => text.encode_utf16().count(),
            Encoding::Utf32 => text.chars().count(),
        }
    }
}

/// A text and where its lines begin.
#[derive(Clone, Debug)]
pub(super) struct Text {
    pub(super) text: Arc<str>,
    starts: Vec<usize>,
    encoding: Encoding,
}

impl Text {
    /// `\n`, `\r\n` and a lone `\r` end lines, as the protocol has it. Linear.
    pub(super) fn new(text: &str, encoding: Encoding) -> Text {
        let bytes = text.as_bytes();
        let ends = |(at, byte): (usize, &u8)| match byte {
            b'\n' => Some(at + 1),
            b'\r' if bytes.get(at + 1) != Some(&b'\n') => Some(at + 1),
            _ => None,
        };
        let ends = bytes.iter().enumerate().filter_map(ends);
        Text {
            starts: std::iter::once(0).chain(ends).collect(),
            text: Arc::from(text),
            encoding,
        }
    }

    /// The line of a byte, without what ends it.
    fn line(&self, line: usize) -> Span {
        let Some(start) = self.starts.get(line).copied() else {
            return Span::new(self.text.len(), self.text.len());
        };
        let next = self.starts.get(line + 1).copied().unwrap_or(self.text.len());
        let words = self.text.get(start..next).unwrap_or_default();
        Span::new(start, start + words.trim_end_matches(['\n', '\r']).len())
    }

    /// The place of a byte; the end of the text for one behind it.
    pub(super) fn position(&self, byte: usize) -> Position {
        let mut byte = byte.min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        let line = self
            .starts
            .partition_point(|start| *start <= byte)
            .saturating_sub(1);
        let start = self.starts.get(line).copied().unwrap_or_default();
        let column = self
            .encoding
            .units(self.text.get(start..byte).unwrap_or_default());
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Position {
            line: number(line),
            character: number(column),
        }
    }

    /// The byte at a place; the end of its line for one behind that, the beginning of a character for one within it.
    pub(super) fn byte(&self, position: Position) -> usize {
        let number = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
        let line = self.line(number(position.line));
        let mut units = 0;
        for (at, c) in self
            .text
            .get(line.start..line.end)
            .unwrap_or_default()
            .char_indices()
        {
            units += self.encoding.units(c.encode_utf8(&mut [0; 4]));
            if units > number(position.character) {
                return line.start + at;
            }
        }
        line.end
    }

    pub(super) fn range(&self, span: Span) -> Range {
        Range {
            start: self.position(span.start),
            end: self.position(span.end),
        }
    }

    pub(super) fn span(&self, range: Range) -> Span {
        Span::new(self.byte(range.start), self.byte(range.end))
    }

    /// The text after these changes, one after the other.
    pub(super) fn changed(&self, changes: Vec<TextDocumentContentChangeEvent>) -> Text {
        let mut now = self.clone();
        for change in changes {
            let text = match change {
                TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => whole.text,
                TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
                    now.with(now.span(part.range), &part.text)
                }
            };
            now = Text::new(&text, self.encoding);
        }
        now
    }

    /// The text with other words at a place.
    pub(super) fn with(&self, span: Span, words: &str) -> String {
        let before = self.text.get(..span.start).unwrap_or_default();
        let after = self.text.get(span.end..).unwrap_or_default();
        [before, words, after].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Zoë 🙂 said\r\nno\rnever\n";

    fn position(line: u32, character: u32) -> Position {
        Position { line, character }
    }

    #[test]
    fn columns_count_what_was_agreed_on() {
        let said = TEXT.find("said").unwrap();
        for (encoding, column) in [(Encoding::Utf8, 10), (Encoding::Utf16, 7), (Encoding::Utf32, 6)] {
            let text = Text::new(TEXT, encoding);
            assert_eq!(text.position(said), position(0, column));
            assert_eq!(text.byte(position(0, column)), said);
        }
    }

    #[test]
    fn every_place_is_found_again() {
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            let text = Text::new(TEXT, encoding);
            // Between the two that end a line there is no place.
            let places = TEXT
                .char_indices()
                .map(|(at, _)| at)
                .filter(|at| !TEXT[*at..].starts_with("\n") || *at > 20);
            for at in places.chain([TEXT.len()]) {
                assert_eq!(text.byte(text.position(at)), at, "{encoding:?}");
            }
        }
    }

    #[test]
    fn places_that_are_none_are_the_nearest_before() {
        let text = Text::new(TEXT, Encoding::Utf16);
        assert_eq!(text.byte(position(0, 5)), TEXT.find('🙂').unwrap());
        assert_eq!(text.byte(position(1, 90)), TEXT.find("\rnever").unwrap());
        assert_eq!(text.byte(position(90, 0)), TEXT.len());
        assert_eq!(text.position(5_000), position(3, 0));
        assert_eq!(Text::new("", Encoding::Utf8).byte(position(0, 3)), 0);
    }
}
