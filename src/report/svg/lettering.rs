//! Measuring and breaking lines by the metrics of Arimo, which are those of Arial, Helvetica and Liberation
//! Sans: a picture fits in whichever of them the viewer has, and needs no font on the machine that makes it.

use std::borrow::Cow;

use textwrap::core::{Fragment, display_width};
use textwrap::wrap_algorithms::wrap_first_fit;
use unicode_segmentation::UnicodeSegmentation;

use crate::report::breaks;

/// What the pictures name as font.
pub(in crate::report) const FAMILY: &str = "Arimo, 'Liberation Sans', Arial, Helvetica, sans-serif";

const REGULAR: &[u8] = include_bytes!("fonts/Arimo-Regular.ttf");
const BOLD: &[u8] = include_bytes!("fonts/Arimo-Bold.ttf");

/// The font files that pictures are measured with: Arimo (SIL Open Font License 1.1), regular and bold, cut down to
/// the Latin, Greek, Cyrillic and Hebrew letters. A picture drawn with them fits to the pixel.
pub const FONTS: [&[u8]; 2] = [REGULAR, BOLD];

/// Of a longer text no more than this is shown.
const MOST_BYTES: usize = 2_000;

/// Upright, regular or bold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report) enum Face {
    Regular,
    Bold,
}

/// The faces, ready to measure with.
pub(in crate::report) struct Lettering {
    regular: Metrics,
    bold: Metrics,
}

struct Metrics {
    face: Option<ttf_parser::Face<'static>>,
    ascii: [f64; 128],
}

impl Metrics {
    fn new(file: &'static [u8]) -> Metrics {
        let face = ttf_parser::Face::parse(file, 0).ok();
        let mut metrics = Metrics {
            face,
            ascii: [0.0; 128],
        };
        for code in 32..127u8 {
            metrics.ascii[usize::from(code)] = metrics.look_up(char::from(code));
        }
        metrics
    }

    /// Advance in em.
    fn advance(&self, c: char) -> f64 {
        match self.ascii.get(c as usize) {
            Some(advance) => *advance,
            None => self.look_up(c),
        }
    }

    fn look_up(&self, c: char) -> f64 {
        let known = self.face.as_ref().and_then(|face| {
            let glyph = face.glyph_index(c)?;
            let advance = f64::from(face.glyph_hor_advance(glyph)?);
            Some(advance / f64::from(face.units_per_em()))
        });
        known.unwrap_or_else(|| guess(c))
    }
}

/// For characters of other scripts, whose font is the viewer's choice: on the wide side.
fn guess(c: char) -> f64 {
    let mut bytes = [0; 4];
    match display_width(c.encode_utf8(&mut bytes)) {
        0 => 0.0,
        // Half a flag, too, where a font shows its two letters.
        _ if c >= '\u{1f000}' => 1.4,
        1 if c < '\u{600}' => 0.7,
        1 => 0.95,
        _ => 1.05,
    }
}

/// A word with its width, in pixels.
#[derive(Debug)]
struct Piece<'t> {
    text: &'t str,
    width: f64,
    gap: f64,
}

impl Fragment for Piece<'_> {
    fn width(&self) -> f64 {
        self.width
    }

    fn whitespace_width(&self) -> f64 {
        self.gap
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// The room that a text has.
#[derive(Clone, Copy, Debug)]
pub(in crate::report) struct Room {
    /// Pixels.
    pub(in crate::report) width: f64,
    /// Lines.
    pub(in crate::report) lines: usize,
}

impl Lettering {
    pub(in crate::report) fn new() -> Lettering {
        Lettering {
            regular: Metrics::new(REGULAR),
            bold: Metrics::new(BOLD),
        }
    }

    /// Width of a text in pixels. Kerning, which only makes text narrower, is left out.
    pub(in crate::report) fn width(&self, face: Face, size: f64, text: &str) -> f64 {
        let metrics = match face {
            Face::Regular => &self.regular,
            Face::Bold => &self.bold,
        };
        text.chars().map(|c| metrics.advance(c)).sum::<f64>() * size
    }

    /// The text, or as much of its beginning as fits, with an ellipsis.
    pub(in crate::report) fn fit<'t>(
        &self,
        face: Face,
        size: f64,
        text: &'t str,
        width: f64,
    ) -> Cow<'t, str> {
        let text = cut(text);
        if self.width(face, size, text) <= width && text.len() <= MOST_BYTES {
            return Cow::Borrowed(text);
        }
        let room = width - self.width(face, size, "…");
        let mut end = 0;
        let mut used = 0.0;
        for (at, cluster) in text.grapheme_indices(true) {
            used += self.width(face, size, cluster);
            if used > room {
                break;
            }
            end = at + cluster.len();
        }
        Cow::Owned(format!("{}…", text[..end].trim_end()))
    }

    /// Breaks a text into lines of about the same width, as few as possible; the last ends in an ellipsis when
    /// there is not room for all of it.
    pub(in crate::report) fn wrap(&self, face: Face, size: f64, text: &str, room: Room) -> Vec<String> {
        let text = cut(text);
        let pieces = self.pieces(face, size, text, room.width);
        let lines = wrap_first_fit(&pieces, &[room.width]);
        if lines.len() > room.lines {
            return self.cut_lines(face, size, &lines, room);
        }
        let balanced = wrap_first_fit(&pieces, &[balance(&pieces, lines.len(), room.width)]);
        balanced.into_iter().map(join).collect()
    }

    fn cut_lines(&self, face: Face, size: f64, lines: &[&[Piece]], room: Room) -> Vec<String> {
        let mut shown: Vec<String> = lines[..room.lines].iter().map(|line| join(line)).collect();
        if let Some(last) = shown.last_mut() {
            last.push('…');
            *last = self.fit(face, size, last, room.width).into_owned();
        }
        shown
    }

    /// Words, those that are too long for a line cut between characters as a reader counts them.
    fn pieces<'t>(&self, face: Face, size: f64, text: &'t str, width: f64) -> Vec<Piece<'t>> {
        let mut pieces = Vec::new();
        let space = self.width(face, size, " ");
        for word in breaks::words(text) {
            let start = word.word.as_ptr() as usize - text.as_ptr() as usize;
            let whole = &text[start..start + word.word.len()];
            let gap = space * word.whitespace.len() as f64;
            let mut from = 0;
            let mut used = 0.0;
            for (at, cluster) in whole.grapheme_indices(true) {
                let advance = self.width(face, size, cluster);
                if used + advance > width && at > from {
                    pieces.push(Piece {
                        text: &whole[from..at],
                        width: used,
                        gap: 0.0,
                    });
                    (from, used) = (at, 0.0);
                }
                used += advance;
            }
            pieces.push(Piece {
                text: &whole[from..],
                width: used,
                gap,
            });
        }
        pieces
    }
}

/// The beginning of a text that is too long to be shown.
fn cut(text: &str) -> &str {
    &text[..text.floor_char_boundary(MOST_BYTES)]
}

/// The smallest width that needs no more lines.
fn balance(pieces: &[Piece], lines: usize, width: f64) -> f64 {
    if lines < 2 {
        return width;
    }
    let (mut low, mut high) = (0.0, width);
    for _ in 0..10 {
        let middle = (low + high) / 2.0;
        if wrap_first_fit(pieces, &[middle]).len() <= lines && pieces.iter().all(|one| one.width <= middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    high
}

fn join(line: &[Piece]) -> String {
    let mut out = String::new();
    for (number, piece) in line.iter().enumerate() {
        out.push_str(piece.text);
        if piece.gap > 0.0 && number + 1 < line.len() {
            out.push(' ');
        }
    }
    out
}

/// Does the text begin in a script that is written from right to left?
pub(in crate::report) fn runs_left(text: &str) -> bool {
    let strong = text.chars().find(|c| c.is_alphabetic());
    strong.is_some_and(|c| {
        matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
            | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
    })
}
