//! The sheet as plain marks: what stands where, before anything is drawn.

use super::figure::Figure;
use super::footing::Footing;
use crate::report::svg::canvas::{Anchor, Rect, Type};
use crate::report::svg::lettering::{Lettering, Room, runs_left};
use crate::report::svg::theme::Ink;

/// All of it.
pub(in crate::report) struct Sheet {
    /// What it is among the pictures of a page: "front", "graph".
    pub(in crate::report) name: &'static str,
    pub(in crate::report) width: f64,
    pub(in crate::report) height: f64,
    /// What it is, in a line.
    pub(in crate::report) title: String,
    /// What it says, for who cannot see it.
    pub(in crate::report) description: String,
    pub(in crate::report) parts: Vec<Part>,
}

/// Marks that belong together.
pub(in crate::report) struct Part {
    /// What it is: "head", "cell", "first", "chain", "carrier", "stands", "rest", ...
    pub(in crate::report) class: &'static str,
    pub(in crate::report) about: About,
    /// What is shown on hovering; empty for nothing.
    pub(in crate::report) title: String,
    pub(in crate::report) marks: Vec<Mark>,
}

/// What a part is about, by id.
pub(in crate::report) enum About {
    Nothing,
    Claim(String),
    Source(String),
    /// What a source has to do with a claim.
    Link {
        source: String,
        claim: String,
    },
}

/// One mark.
#[derive(Debug)]
pub(in crate::report) enum Mark {
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
    /// A frame of some width, filled with the ground of cards.
    Card { rect: Rect, line: Line, tenths: u8 },
    /// A filled rectangle.
    Fill { rect: Rect, ink: Ink },
    /// A filled shape.
    Shape { path: String, ink: Ink },
    /// A line of any form.
    Curve { path: String, pen: Nib },
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
pub(in crate::report) enum Line {
    /// Somebody with a name says it.
    Whole,
    /// Somebody without.
    Dashed,
    /// It says nothing.
    Dotted,
}

impl Line {
    /// Dashes and gaps in pixels.
    pub(in crate::report) fn dashes(self) -> Option<&'static str> {
        match self {
            Line::Whole => None,
            Line::Dashed => Some("6 4"),
            Line::Dotted => Some("2 4"),
        }
    }
}

/// What a curve is drawn with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::report) struct Nib {
    pub(in crate::report) ink: Ink,
    /// In pixels.
    pub(in crate::report) width: f64,
    pub(in crate::report) line: Line,
    /// Is it drawn as its two borders alone?
    pub(in crate::report) hollow: bool,
}

/// How a path is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report) enum Stroke {
    Filled,
    /// Of this many tenths of a pixel.
    Tenths(u8),
}

/// How far apart lines of a text of this size are.
pub(in crate::report) fn leading(size: f64) -> f64 {
    (size * 1.3).round()
}

/// Puts marks on a sheet.
pub(in crate::report) struct Pen<'l> {
    lettering: &'l Lettering,
    pub(in crate::report) parts: Vec<Part>,
}

impl<'l> Pen<'l> {
    pub(in crate::report) fn new(lettering: &'l Lettering) -> Pen<'l> {
        Pen {
            lettering,
            parts: Vec::new(),
        }
    }

    /// Begins a part; what is put next belongs to it.
    pub(in crate::report) fn part(&mut self, class: &'static str, about: About, title: &str) {
        self.parts.push(Part {
            class,
            about,
            title: title.to_owned(),
            marks: Vec::new(),
        });
    }

    pub(in crate::report) fn put(&mut self, mark: Mark) {
        if let Some(part) = self.parts.last_mut() {
            part.marks.push(mark);
        }
    }

    /// Width of a text in pixels.
    pub(in crate::report) fn width(&self, looks: Type, text: &str) -> f64 {
        self.lettering.width(looks.face, looks.size, text)
    }

    /// A line of text, cut where it would be wider than `width`; gives its width.
    pub(in crate::report) fn line(&mut self, at: (f64, f64), looks: Type, text: &str, width: f64) -> f64 {
        let fitted = self.lettering.fit(looks.face, looks.size, text, width);
        let used = self.width(looks, &fitted);
        self.text(at, Anchor::Start, looks, fitted.into_owned());
        used
    }

    /// A line of text from, about or before a point. What is written from right to left stands about its middle, which is the
    /// same point for every viewer.
    pub(in crate::report) fn text(&mut self, at: (f64, f64), anchor: Anchor, looks: Type, text: String) {
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
    pub(in crate::report) fn block(&mut self, at: (f64, f64), looks: Type, text: &str, room: Room) -> f64 {
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
    pub(in crate::report) fn wrap(&self, looks: Type, text: &str, room: Room) -> Vec<String> {
        if text.is_empty() {
            return Vec::new();
        }
        self.lettering.wrap(looks.face, looks.size, text, room)
    }
}
