//! The letters of a page with their places, as a program that shows the page would draw them.

use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::object::{Dict, String as Words};
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect, Vec2};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask};

use super::super::letters;
use super::ground::{Colour, Ground, colour, is_clear};

/// A page of more letters than this is no page of an article: what comes after them is left out.
const LETTERS_AT_MOST: usize = 200_000;

/// A line that rises by more than this part of its length runs aslant.
const TURNED: f64 = 0.05;

/// A page of which a picture covers so much, with fewer letters than these, is a picture with a stamp on it.
const PICTURED: f64 = 0.5;
const STAMP: usize = 200;

/// The weight of letters from which on they are bold, of 100 to 900.
const BOLD: u32 = 600;

/// A letter; those of which one sign is made share its width.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Letter {
    pub(super) letter: char,
    /// Where it begins and ends, from the left edge of the page, in points.
    pub(super) left: f64,
    pub(super) right: f64,
    /// The line that it stands on, from the top edge of the page.
    pub(super) base: f64,
    /// The size of its letters.
    pub(super) size: f64,
    pub(super) bold: bool,
    /// Does the file call it furniture (a running head, the number of a page)?
    pub(super) is_furniture: bool,
    /// Is it there to be found and copied only?
    is_hidden: bool,
    /// Which instruction of the page draws it: those of one instruction belong together.
    pub(super) drawn_by: usize,
}

/// What is drawn on a page.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    pub(super) width: f64,
    pub(super) height: f64,
    /// In the order of the file.
    pub(super) letters: Vec<Letter>,
    /// Letters that are seen and not kept: turned ones, those of which the file does not say what they are.
    pub(super) turned: usize,
    pub(super) unknown: usize,
    /// Where pictures stand on it.
    pub(super) pictures: Vec<Rect>,
    /// Is it a picture, with no more than a stamp on it?
    pub(super) is_picture: bool,
    /// Are its letters those that a machine recognized on a picture?
    pub(super) is_recognized: bool,
}

/// How letters are drawn.
#[derive(Clone, Copy)]
struct Ink {
    bold: bool,
    is_hidden: bool,
    drawn_by: usize,
    /// Its colour, where a part of the page is in it.
    lost_on: Option<Colour>,
}

/// Content that is marked in the file.
#[derive(Default)]
struct Marked {
    is_furniture: bool,
    /// What is to be read instead of its letters; empty once that was written.
    instead: Option<String>,
}

/// What a sign stands for, and how far the next one is from it.
#[derive(Clone, Default)]
struct Sign {
    code: u32,
    /// The instruction that drew it, counted from 1.
    drawn_by: usize,
    /// Its letters, if the file tells; ligatures are taken apart.
    told: String,
    is_known: bool,
    advance: f32,
}

/// Signs that an instruction drew already: their fonts tell what they are in searches that take long.
struct Signs(Vec<Sign>);

impl Default for Signs {
    fn default() -> Signs {
        Signs(vec![Sign::default(); 256])
    }
}

impl Signs {
    fn of(&mut self, glyph: &Glyph<'_>, drawn_by: usize) -> &Sign {
        let code = glyph.char_code();
        let sign = &mut self.0[code as usize % 256];
        if sign.code != code || sign.drawn_by != drawn_by {
            (sign.code, sign.drawn_by) = (code, drawn_by);
            sign.is_known = tell(glyph, &mut sign.told);
            let advance = match glyph {
                Glyph::Outline(outline) => outline.advance_width(),
                Glyph::Type3(drawn) => drawn.advance_width(),
            };
            sign.advance = advance.unwrap_or(500.0);
        }
        sign
    }
}

/// Draws nothing and keeps the letters.
#[derive(Default)]
pub(super) struct Pen {
    pub(super) page: Page,
    /// Marked content under way, outermost first.
    marked: Vec<Marked>,
    /// Instructions so far.
    instructions: usize,
    /// The signs of the instruction under way, which are of one font, each at its code.
    signs: Signs,
    /// The letters of each [`Turn`], and how many signs were kept.
    letters: [Vec<Letter>; 4],
    kept: usize,
    /// What part of the page its largest picture covers.
    pictured: f64,
    /// What the letters stand on.
    ground: Ground,
}

impl Pen {
    pub(super) fn new(width: f64, height: f64) -> Pen {
        let page = Page {
            width,
            height,
            ..Page::default()
        };
        Pen {
            page,
            ..Pen::default()
        }
    }

    /// The page. Letters that nobody sees are those that a machine recognized on a picture, where there are no others; else
    /// they are none of it.
    pub(super) fn finish(mut self) -> Page {
        // A page lies on its side where most of its letters do.
        let sizes = self.letters.each_ref().map(Vec::len);
        let most = (0..4).rev().max_by_key(|turn| sizes[*turn]).unwrap_or_default();
        for (turn, letters) in self.letters.iter_mut().enumerate() {
            if turn == most {
                self.page.letters = std::mem::take(letters);
            } else {
                self.page.turned += letters.iter().filter(|letter| letter.letter != ' ').count();
            }
        }
        if most != 0 {
            self.page.pictures.clear();
        }
        if most % 2 == 1 {
            (self.page.width, self.page.height) = (self.page.height, self.page.width);
        }
        self.page.is_recognized =
            !self.page.letters.is_empty() && self.page.letters.iter().all(|letter| letter.is_hidden);
        self.page.is_picture =
            self.pictured > PICTURED && self.page.letters.len() < STAMP && !self.page.is_recognized;
        if !self.page.is_recognized {
            self.page.letters.retain(|letter| !letter.is_hidden);
        }
        self.page
    }

    fn keep(&mut self, glyph: &Glyph<'_>, place: Affine, ink: Ink) {
        let start = place * Point::ZERO;
        let is_seen =
            (-1.0..=self.page.width).contains(&start.x) && (0.0..=self.page.height).contains(&start.y);
        if !is_seen || self.kept >= LETTERS_AT_MOST {
            return;
        }
        let sign = self.signs.of(glyph, ink.drawn_by);
        // Signs are drawn in thousandths of their size.
        let along = place * Point::new(f64::from(sign.advance), 0.0) - start;
        let up = place * Point::new(0.0, 1000.0) - start;
        let middle = start + 0.5 * along + 0.3 * up;
        if ink.lost_on.is_some_and(|colour| self.ground.is(colour, middle)) {
            return;
        }
        if !sign.is_known {
            self.page.unknown += 1;
            return;
        }
        let Some(turn) = Turn::of(along, up) else {
            self.page.turned += letters(&sign.told);
            return;
        };
        let mut inner = self.marked.iter_mut().rev();
        let instead = inner
            .find_map(|marked| marked.instead.as_mut())
            .map(std::mem::take);
        let told = instead.as_deref().unwrap_or(&sign.told);
        self.kept += 1;
        let is_furniture = self.marked.iter().any(|marked| marked.is_furniture);
        let count = told.chars().count();
        let at = turn.placed(start, self.page.width, self.page.height);
        for (number, letter) in told.chars().enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "letters of one sign")]
            let reach = |number: usize| at.x + along.hypot() * number as f64 / count as f64;
            self.letters[turn as usize].push(Letter {
                letter,
                left: reach(number),
                right: reach(number + 1),
                base: at.y,
                size: up.hypot(),
                bold: ink.bold,
                is_furniture,
                is_hidden: ink.is_hidden,
                drawn_by: ink.drawn_by,
            });
        }
    }
}

/// Writes down which letters a sign stands for; does the file tell?
fn tell(glyph: &Glyph<'_>, told: &mut String) -> bool {
    told.clear();
    match glyph.as_unicode() {
        Some(BfString::Char(c)) => tell_letter(c, told),
        Some(BfString::String(text)) => text.chars().all(|c| tell_letter(c, told)),
        None => false,
    }
}

/// In which direction a line runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    Right,
    Down,
    Left,
    Up,
}

impl Turn {
    /// Nothing of a line that runs aslant, or that is mirrored.
    fn of(along: Vec2, up: Vec2) -> Option<Turn> {
        let aslant = |across: f64| across.abs() > TURNED * along.hypot();
        if along.hypot() > 0.0 && aslant(along.x) && aslant(along.y) {
            return None;
        }
        // The letters stand upright on their line.
        match (up.x.abs() > up.y.abs(), up.x > 0.0, up.y > 0.0) {
            (false, _, false) if along.x >= 0.0 => Some(Turn::Right),
            (false, _, true) if along.x <= 0.0 => Some(Turn::Left),
            (true, true, _) if along.y >= 0.0 => Some(Turn::Down),
            (true, false, _) if along.y <= 0.0 => Some(Turn::Up),
            _ => None,
        }
    }

    /// A place on the page as it is when the line runs to the right.
    fn placed(self, at: Point, width: f64, height: f64) -> Point {
        match self {
            Turn::Right => at,
            Turn::Down => Point::new(at.y, width - at.x),
            Turn::Left => Point::new(width - at.x, height - at.y),
            Turn::Up => Point::new(height - at.y, at.x),
        }
    }
}

/// Appends a letter as it is read; of a place of the font's own nobody knows what is drawn there.
fn tell_letter(letter: char, told: &mut String) -> bool {
    match letter {
        '\u{fb00}' => told.push_str("ff"),
        '\u{fb01}' => told.push_str("fi"),
        '\u{fb02}' => told.push_str("fl"),
        '\u{fb03}' => told.push_str("ffi"),
        '\u{fb04}' => told.push_str("ffl"),
        '\u{fb05}' | '\u{fb06}' => told.push_str("st"),
        '\u{e000}'..='\u{f8ff}' | '\u{fffd}' | '\0' => return false,
        c if c.is_whitespace() => told.push(' '),
        c if c.is_control() => {}
        c => told.push(c),
    }
    true
}

impl<'a> Device<'a> for Pen {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.instructions += 1;
        let ink = Ink {
            bold: run.glyphs().first().is_some_and(|first| is_bold(first)),
            is_hidden: matches!(mode, DrawMode::Invisible) || is_clear(&props),
            drawn_by: self.instructions,
            lost_on: colour(&props).filter(|&colour| self.ground.has(colour)),
        };
        for glyph in run.glyphs() {
            self.keep(glyph, props.transform * glyph.transform(), ink);
        }
    }

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        let words = properties.and_then(|all| all.get::<Words<'_>>("ActualText"));
        self.marked.push(Marked {
            is_furniture: tag == b"Artifact",
            instead: words.map(|words| decode(words.as_bytes())),
        });
    }

    fn end_marked_content(&mut self) {
        self.marked.pop();
    }

    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, _: &DrawMode) {
        let place = props.transform.transform_rect_bbox(path.control_box());
        self.ground.paint(place, None);
    }

    fn draw_rect(&mut self, rect: &Rect, props: DrawProps<'a>, mode: &DrawMode) {
        let fill = matches!(mode, DrawMode::Fill(_)).then(|| colour(&props));
        let place = props.transform.transform_rect_bbox(*rect);
        self.ground.paint(place, fill.flatten());
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.ground.clip(clip.path.control_box());
    }

    fn pop_clip(&mut self) {
        self.ground.unclip();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.ground.open_group();
    }

    fn pop_transparency_group(&mut self) {
        self.ground.close_group();
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let (width, height) = match &image {
            Image::Stencil(stencil) => (stencil.width(), stencil.height()),
            Image::Raster(raster) => (raster.width(), raster.height()),
        };
        let (width, height) = (f64::from(width), f64::from(height));
        let area = props.transform.determinant().abs() * width * height;
        self.pictured = self
            .pictured
            .max(area / (self.page.width * self.page.height).max(1.0));
        let place = props
            .transform
            .transform_rect_bbox(Rect::new(0.0, 0.0, width, height));
        self.ground.paint(place, None);
        self.page.pictures.push(place);
    }
}

fn is_bold(glyph: &Glyph<'_>) -> bool {
    let Glyph::Outline(outline) = glyph else {
        return false;
    };
    let Some(font) = outline.font_data() else {
        return false;
    };
    let name = font.postscript_name.unwrap_or_default().to_lowercase();
    font.weight.is_some_and(|weight| weight >= BOLD)
        || ["bold", "black", "heavy"].iter().any(|word| name.contains(word))
}

/// A text of the file: UTF-16 or UTF-8 behind its mark, else bytes that are letters.
fn decode(bytes: &[u8]) -> String {
    let text = if let Some(wide) = bytes.strip_prefix(b"\xfe\xff") {
        let units = wide
            .chunks_exact(2)
            .map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
        char::decode_utf16(units)
            .map(|c| c.unwrap_or('\u{fffd}'))
            .collect()
    } else if let Some(narrow) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        String::from_utf8_lossy(narrow).into_owned()
    } else {
        bytes.iter().map(|&byte| char::from(byte)).collect::<String>()
    };
    text.chars().filter(|c| !c.is_control()).collect()
}
