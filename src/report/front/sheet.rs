//! The sheet as plain marks: what stands where, before anything is drawn.

use super::figure::Figure;
use super::footing::Footing;
use crate::report::svg::canvas::{Anchor, Rect, Type};
use crate::report::svg::lettering::{Lettering, Room, runs_left};
use crate::report::svg::theme::Ink;

/// All of it.
pub(super) struct Sheet {
    pub(super) width: f64,
    pub(super) height: f64,
    /// What it is, in a line.
    pub(super) title: String,
    /// What it says, for who cannot see it.
    pub(super) description: String,
    pub(super) parts: Vec<Part>,
}

/// Marks that belong together.
pub(super) struct Part {
    /// What it is: "head", "cell", "first", "chain", "carrier", "stands", "rest", ...
    pub(super) class: &'static str,
    pub(super) about: About,
    /// What is shown on hovering; empty for nothing.
    pub(super) title: String,
    pub(super) marks: Vec<Mark>,
}

/// What a part is about, by id.
pub(super) enum About {
    Nothing,
    Claim(String),
    Source(String),
}

/// One mark.
#[derive(Debug)]
pub(super) enum Mark {
    Text {
        at: (f64, f64),
        anchor: Anchor,
        looks: Type,
        text: String,
    },
    /// A claim's cell, or as much as one.
    Cell { rect: Rect, footing: Footing },
    /// A frame.
    Frame { rect: Rect, radius: f64, ink: Ink },
    /// A filled rectangle.
    Fill { rect: Rect, ink: Ink },
    /// A pictogram about its middle.
    Figure { figure: Figure, middle: (f64, f64) },
    /// A line that ends in an arrow.
    Arrow {
        from: (f64, f64),
        to: (f64, f64),
        line: Line,
    },
    /// A line that ends in none.
    Rule {
        from: (f64, f64),
        to: (f64, f64),
        line: Line,
    },
    /// A path about a point.
    Path {
        path: &'static str,
        at: (f64, f64),
        ink: Ink,
        look: Stroke,
    },
}

/// How a line looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// Somebody with a name says it.
    Whole,
    /// Somebody without.
    Dashed,
}

/// How a path is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stroke {
    Filled,
    /// Of this many tenths of a pixel.
    Tenths(u8),
}

/// How far apart lines of a text of this size are.
pub(super) fn leading(size: f64) -> f64 {
    (size * 1.3).round()
}

/// Puts marks on a sheet.
pub(super) struct Pen<'l> {
    lettering: &'l Lettering,
    pub(super) parts: Vec<Part>,
}

impl<'l> Pen<'l> {
    pub(super) fn new(lettering: &'l Lettering) -> Pen<'l> {
        Pen {
            lettering,
            parts: Vec::new(),
        }
    }

    /// Begins a part; what is put next belongs to it.
    pub(super) fn part(&mut self, class: &'static str, about: About, title: &str) {
        self.parts.push(Part {
            class,
            about,
            title: title.to_owned(),
            marks: Vec::new(),
        });
    }

    pub(super) fn put(&mut self, mark: Mark) {
        if let Some(part) = self.parts.last_mut() {
            part.marks.push(mark);
        }
    }

    /// Width of a text in pixels.
    pub(super) fn width(&self, looks: Type, text: &str) -> f64 {
        self.lettering.width(looks.face, looks.size, text)
    }

    /// A line of text, cut where it would be wider than `width`; gives its width.
    pub(super) fn line(&mut self, at: (f64, f64), looks: Type, text: &str, width: f64) -> f64 {
        let fitted = self.lettering.fit(looks.face, looks.size, text, width);
        let used = self.width(looks, &fitted);
        self.text(at, Anchor::Start, looks, fitted.into_owned());
        used
    }

    /// A line of text from, about or before a point. What is written from right to left stands about its middle, which is the
    /// same point for every viewer.
    pub(super) fn text(&mut self, at: (f64, f64), anchor: Anchor, looks: Type, text: String) {
        let (at, anchor) = match (runs_left(&text), anchor) {
            (true, Anchor::Start) => ((at.0 + self.width(looks, &text) / 2.0, at.1), Anchor::Middle),
            (true, Anchor::End) => ((at.0 - self.width(looks, &text) / 2.0, at.1), Anchor::Middle),
            (_, anchor) => (at, anchor),
        };
        self.put(Mark::Text {
            at,
            anchor,
            looks,
            text,
        });
    }

    /// A text in as many lines as it needs, the first with its base line at `at`; gives the base line after the last.
    pub(super) fn block(&mut self, at: (f64, f64), looks: Type, text: &str, room: Room) -> f64 {
        let lines = self.wrap(looks, text, room);
        let leftward = runs_left(text);
        for (number, line) in lines.iter().enumerate() {
            let y = at.1 + leading(looks.size) * number as f64;
            match leftward {
                true => self.text((at.0 + room.width, y), Anchor::End, looks, line.clone()),
                false => self.text((at.0, y), Anchor::Start, looks, line.clone()),
            }
        }
        at.1 + leading(looks.size) * lines.len() as f64
    }

    /// The lines of a text.
    pub(super) fn wrap(&self, looks: Type, text: &str, room: Room) -> Vec<String> {
        if text.is_empty() {
            return Vec::new();
        }
        self.lettering.wrap(looks.face, looks.size, text, room)
    }
}
