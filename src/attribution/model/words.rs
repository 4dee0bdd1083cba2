//! Words of a paragraph, their shapes and their place with regard to quotation marks.
//!
//! `training/text.py` is the same reading in Python: what the model learnt from must be what it gets.

use crate::draft::Span;
use crate::language::{is_apostrophe, opens_double};

/// How a word is written; the pieces are without case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// No capital.
    Lower,
    /// One capital, the first letter.
    Title,
    /// More than half in capitals.
    Upper,
    /// Some capitals.
    Mixed,
    /// Begins with a digit.
    Digit,
    /// Neither letter nor digit.
    Mark,
}

/// Where a word stands with regard to quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum QuoteState {
    /// Outside of quotations.
    Outside,
    /// Inside.
    Inside,
    /// The mark that opens one.
    Opening,
    /// The mark that closes one.
    Closing,
}

/// One word, number or mark.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Word {
    /// Bytes of the draft's text.
    pub(super) span: Span,
    /// How it is written.
    pub(super) shape: Shape,
    /// Inside of a quotation or not.
    pub(super) quote: QuoteState,
}

/// The words of the paragraph that stands at `within` in `text`. Linear.
pub(super) fn words_of(text: &str, within: Span) -> Vec<Word> {
    let Some(paragraph) = text.get(within.start..within.end) else {
        return Vec::new();
    };
    let mut words: Vec<Word> = Vec::new();
    let mut open: Option<usize> = None;
    for (at, char) in paragraph.char_indices() {
        if char.is_alphanumeric() && !is_ideograph(char) {
            open.get_or_insert(at);
            continue;
        }
        if is_ignored(char) && !char.is_whitespace() {
            continue;
        }
        if let Some(start) = open.take() {
            words.push(word(paragraph, start, at));
        }
        if !char.is_whitespace() {
            words.push(word(paragraph, at, at + char.len_utf8()));
        }
    }
    if let Some(start) = open {
        words.push(word(paragraph, start, paragraph.len()));
    }
    mark_quotations(paragraph, &mut words);
    for word in &mut words {
        word.span = Span::new(word.span.start + within.start, word.span.end + within.start);
    }
    words
}

fn word(paragraph: &str, start: usize, end: usize) -> Word {
    Word {
        span: Span::new(start, end),
        shape: shape_of(&paragraph[start..end]),
        quote: QuoteState::Outside,
    }
}

/// Written without spaces between words, so that each is a word of its own.
fn is_ideograph(char: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&char)
}

/// Control and zero-width characters and combining accents: part of no word, ending none.
pub(super) fn is_ignored(char: char) -> bool {
    matches!(char,
        '\0'..='\x1f' | '\x7f'..='\u{9f}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fffd}'
        | '\u{300}'..='\u{36f}' | '\u{fe00}'..='\u{fe0f}')
}

fn shape_of(word: &str) -> Shape {
    let Some(first) = word.chars().next() else {
        return Shape::Mark;
    };
    if first.is_numeric() {
        return Shape::Digit;
    }
    if !first.is_alphabetic() {
        return Shape::Mark;
    }
    let (capitals, letters) = word.chars().fold((0, 0), |(capitals, all), c| {
        (capitals + usize::from(c.is_uppercase()), all + 1)
    });
    match capitals {
        0 => Shape::Lower,
        1 if first.is_uppercase() => Shape::Title,
        _ if capitals * 2 > letters => Shape::Upper,
        _ => Shape::Mixed,
    }
}

/// A double quotation mark of any style.
pub(super) fn is_double(char: char) -> bool {
    matches!(char, '"' | '“' | '”' | '„' | '«' | '»' | '‟')
}

/// A single quotation mark or apostrophe of any style.
pub(super) fn is_single(char: char) -> bool {
    matches!(char, '\'' | '‘' | '’' | '‛' | 'ʼ' | '`' | '´')
}

/// The characters around a mark; a space stands for the paragraph's ends.
struct Around {
    mark: char,
    before: char,
    after: char,
}

impl Around {
    /// Of a word that is one character long.
    fn of(paragraph: &str, span: Span) -> Option<Around> {
        let mut chars = paragraph[span.start..span.end].chars();
        let mark = chars.next()?;
        if chars.next().is_some() {
            return None;
        }
        Some(Around {
            mark,
            before: paragraph[..span.start].chars().next_back().unwrap_or(' '),
            after: paragraph[span.end..].chars().next().unwrap_or(' '),
        })
    }

    fn opens_double(&self, opened: Option<char>) -> bool {
        let loose = self.before.is_whitespace() || "([{—–-/".contains(self.before) || is_single(self.before);
        let tight_after = !self.after.is_whitespace();
        if let Some(opens) = opens_double(self.mark, opened, loose && tight_after) {
            return opens;
        }
        if loose == tight_after {
            tight_after
        } else {
            opened.is_none()
        }
    }

    /// A straight mark behind a figure: inches, seconds of a degree.
    fn is_inches(&self) -> bool {
        self.mark == '"' && self.before.is_ascii_digit() && !self.after.is_alphanumeric()
    }

    fn opens_single(&self) -> bool {
        !matches!(self.mark, '’' | 'ʼ' | '´')
            && (self.before.is_whitespace() || "([{—–-\"“".contains(self.before))
            && self.after.is_alphanumeric()
    }

    fn closes_single(&self) -> bool {
        !self.before.is_whitespace() && !self.after.is_alphanumeric()
    }
}

/// Double marks open when something follows them closely and nothing precedes them closely. Single marks
/// open a quotation only where a closing one follows in the paragraph.
fn mark_quotations(paragraph: &str, words: &mut [Word]) {
    let closes = |word: &Word| {
        let closes = |a: Around| {
            is_single(a.mark) && a.closes_single() && !is_apostrophe(paragraph, word.span.start, a.mark)
        };
        Around::of(paragraph, word.span).is_some_and(closes)
    };
    let last_closing = words.iter().rposition(closes);
    let (mut double, mut single) = (None, false);
    for (number, word) in words.iter_mut().enumerate() {
        let inside = if double.is_some() || single {
            QuoteState::Inside
        } else {
            QuoteState::Outside
        };
        word.quote = inside;
        if word.shape != Shape::Mark && word.shape != Shape::Lower {
            continue;
        }
        let Some(around) = Around::of(paragraph, word.span) else {
            continue;
        };
        let is_none =
            double.is_none() && around.is_inches() || is_apostrophe(paragraph, word.span.start, around.mark);
        if is_none {
            continue;
        }
        if is_double(around.mark) {
            double = around.opens_double(double).then_some(around.mark);
            single = single && double.is_none();
            word.quote = if double.is_some() {
                QuoteState::Opening
            } else {
                QuoteState::Closing
            };
        } else if is_single(around.mark) {
            if !single && around.opens_single() && last_closing.is_some_and(|last| last > number) {
                single = true;
                word.quote = QuoteState::Opening;
            } else if single && around.closes_single() {
                single = false;
                word.quote = QuoteState::Closing;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(&str, QuoteState)> {
        let words = words_of(text, Span::new(0, text.len()));
        words
            .iter()
            .map(|w| (&text[w.span.start..w.span.end], w.quote))
            .collect()
    }

    #[test]
    fn marks_are_words_of_their_own() {
        let text = "U.S. don't 3.5m";
        let words: Vec<_> = read(text).into_iter().map(|w| w.0).collect();
        assert_eq!(words, ["U", ".", "S", ".", "don", "'", "t", "3", ".", "5m"]);
    }

    #[test]
    fn nothing_breaks_on_odd_text() {
        for text in [
            "", " ", "\u{200b}", "🙂🙂", "\u{301}", "\"", "' '", "中文", "e\u{301}",
        ] {
            read(text);
        }
    }

    #[test]
    fn straight_and_curly_quotations_are_read_alike() {
        use QuoteState::{Closing, Inside, Opening, Outside};
        let expected = [Opening, Inside, Inside, Closing, Outside, Outside];
        for text in [
            "\"Go on,\" he said",
            "“Go on,” he said",
            "‘Go on,’ he said",
            "'Go on,' he said",
        ] {
            let states: Vec<_> = read(text).into_iter().map(|w| w.1).collect();
            assert_eq!(states.len(), 7, "{text}");
            assert_eq!(states[..3], expected[..3], "{text}");
            assert_eq!(states[4..], expected[3..], "{text}");
        }
        assert!(
            read("the dogs' bowls and Ann's hat")
                .iter()
                .all(|w| w.1 == Outside)
        );
    }

    #[test]
    fn shapes() {
        for (word, shape) in [
            ("Ann", Shape::Title),
            ("NATO", Shape::Upper),
            ("iPhone", Shape::Mixed),
            ("3rd", Shape::Digit),
        ] {
            assert_eq!(shape_of(word), shape, "{word}");
        }
    }
}
