//! Writing SVG: every attribute and every text goes through one escape function, every number has at most one
//! decimal, so the same picture is the same bytes everywhere.

use super::lettering::Face;
use super::theme::{Ink, Inks};
use crate::report::{Theme, escape};

/// A picture being written.
pub(in crate::report) struct Canvas {
    out: String,
    inks: Inks,
}

/// A rectangle in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::report) struct Rect {
    pub(in crate::report) x: f64,
    pub(in crate::report) y: f64,
    pub(in crate::report) width: f64,
    pub(in crate::report) height: f64,
}

impl Rect {
    pub(in crate::report) fn right(&self) -> f64 {
        self.x + self.width
    }

    pub(in crate::report) fn bottom(&self) -> f64 {
        self.y + self.height
    }
}

/// How a line of text looks.
#[derive(Clone, Copy, Debug)]
pub(in crate::report) struct Type {
    pub(in crate::report) face: Face,
    pub(in crate::report) size: f64,
    pub(in crate::report) ink: Ink,
}

/// From where a line of text runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report) enum Anchor {
    Start,
    Middle,
    End,
}

/// A number as SVG wants it, at most one decimal, never "-0".
pub(in crate::report) fn number(value: f64) -> String {
    let tenths = (value * 10.0).round() as i64;
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, tenth) = (tenths.abs() / 10, tenths.abs() % 10);
    match tenth {
        0 => format!("{sign}{whole}"),
        _ => format!("{sign}{whole}.{tenth}"),
    }
}

impl Canvas {
    pub(in crate::report) fn new(theme: Theme) -> Canvas {
        Canvas {
            out: String::new(),
            inks: Inks::new(theme),
        }
    }

    /// What was written, and the style sheet that it needs.
    pub(in crate::report) fn finish(self) -> (String, String) {
        let sheet = self.inks.style_sheet();
        (self.out, sheet)
    }

    /// Begins an element.
    pub(in crate::report) fn open(&mut self, name: &'static str) -> Tag<'_> {
        self.out.push('<');
        self.out.push_str(name);
        Tag {
            canvas: self,
            name,
            classes: String::new(),
        }
    }

    /// Ends an element that was left open with [`Tag::inside`].
    pub(in crate::report) fn close(&mut self, name: &'static str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push_str(">\n");
    }

    /// A rounded rectangle.
    pub(in crate::report) fn rect(&mut self, rect: Rect, radius: f64) -> Tag<'_> {
        self.open("rect")
            .number("x", rect.x)
            .number("y", rect.y)
            .number("width", rect.width)
            .number("height", rect.height)
            .number("rx", radius)
    }

    /// The element of a line of text with its base line at `y`.
    pub(in crate::report) fn text_tag(&mut self, at: (f64, f64), anchor: Anchor, looks: Type) -> Tag<'_> {
        let mut tag = self
            .open("text")
            .number("x", at.0)
            .number("y", at.1)
            .number("font-size", looks.size)
            .fill(looks.ink);
        if looks.face == Face::Bold {
            tag = tag.set("font-weight", "700");
        }
        match anchor {
            Anchor::Start => tag,
            Anchor::Middle => tag.set("text-anchor", "middle"),
            Anchor::End => tag.set("text-anchor", "end"),
        }
    }
}

/// An element whose start is being written.
pub(in crate::report) struct Tag<'c> {
    canvas: &'c mut Canvas,
    name: &'static str,
    classes: String,
}

impl Tag<'_> {
    pub(in crate::report) fn set(self, key: &str, value: &str) -> Self {
        let out = &mut self.canvas.out;
        out.push(' ');
        out.push_str(key);
        out.push_str("=\"");
        out.push_str(&escape::xml(value));
        out.push('"');
        self
    }

    pub(in crate::report) fn number(self, key: &str, value: f64) -> Self {
        let value = number(value);
        self.set(key, &value)
    }

    pub(in crate::report) fn class(mut self, class: &str) -> Self {
        if !self.classes.is_empty() {
            self.classes.push(' ');
        }
        self.classes.push_str(class);
        self
    }

    pub(in crate::report) fn fill(self, ink: Ink) -> Self {
        let (colour, class) = self.canvas.inks.fill(ink);
        let tag = self.set("fill", colour);
        match class {
            Some(class) => tag.class(&format!("f-{class}")),
            None => tag,
        }
    }

    pub(in crate::report) fn stroke(self, ink: Ink, width: f64) -> Self {
        let (colour, class) = self.canvas.inks.stroke(ink);
        let tag = self.set("stroke", colour).number("stroke-width", width);
        match class {
            Some(class) => tag.class(&format!("s-{class}")),
            None => tag,
        }
    }

    fn write_classes(&mut self) {
        if !self.classes.is_empty() {
            self.canvas.out.push_str(" class=\"");
            self.canvas.out.push_str(&escape::xml(&self.classes));
            self.canvas.out.push('"');
        }
    }

    /// Ends the element; it holds nothing.
    pub(in crate::report) fn empty(mut self) {
        self.write_classes();
        self.canvas.out.push_str("/>\n");
    }

    /// Ends the start of the element; [`Canvas::close`] must follow what it holds.
    pub(in crate::report) fn inside(mut self) {
        self.write_classes();
        self.canvas.out.push('>');
    }

    /// Ends the element; it holds this text.
    pub(in crate::report) fn text(mut self, text: &str) {
        self.write_classes();
        let out = &mut self.canvas.out;
        out.push('>');
        out.push_str(&escape::xml(text));
        out.push_str("</");
        out.push_str(self.name);
        out.push_str(">\n");
    }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_have_one_decimal_at_most() {
        let shown: Vec<String> = [0.0, -0.01, 1.25, -2.36, 100.0, 0.96].map(number).into();
        assert_eq!(shown, ["0", "0", "1.3", "-2.4", "100", "1"]);
    }
}
