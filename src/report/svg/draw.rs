//! The sheet as SVG.

use super::figure::{Figure, Look};
use super::footing::{Footing, Shape};
use super::sheet::{About, Line, Mark, Nib, Part, Sheet, Stroke};
use crate::report::svg::canvas::{Anchor, Canvas, Rect, Tag, Type, number};
use crate::report::svg::lettering::{self, runs_left};
use crate::report::svg::theme::Ink;
use crate::report::{Theme, escape};

/// Draws it.
pub(in crate::report) fn svg(sheet: &Sheet, theme: Theme) -> String {
    let mut canvas = Canvas::new(theme);
    let ground = Rect {
        width: sheet.width,
        height: sheet.height,
        ..Rect::default()
    };
    canvas.rect(ground, 0.0).fill(Ink::Paper).empty();
    for part in &sheet.parts {
        draw_part(&mut canvas, part);
    }
    let (body, style) = canvas.finish();
    let style = match style.as_str() {
        "" => String::new(),
        style => format!("<style>{style}</style>\n"),
    };
    let (name, width, height) = (sheet.name, number(sheet.width), number(sheet.height));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\" role=\"img\" aria-labelledby=\"{name}-title {name}-description\" font-family=\"{}\">\n\
         <title id=\"{name}-title\">{}</title>\n<desc id=\"{name}-description\">{}</desc>\n{style}{body}</svg>\n",
        escape::xml(lettering::FAMILY),
        escape::xml(&sheet.title),
        escape::xml(&sheet.description),
    )
}

/// Parts alone, in classes of colours that the page around them knows ([`super::theme::cells`]).
#[cfg(feature = "page")]
pub(in crate::report) fn bare(parts: &[Part]) -> String {
    let mut canvas = Canvas::new(Theme::Auto);
    for part in parts {
        draw_part(&mut canvas, part);
    }
    canvas.finish().0
}

fn draw_part(canvas: &mut Canvas, part: &Part) {
    if part.marks.is_empty() {
        return;
    }
    let group = canvas.open("g").class(part.class);
    let group = match &part.about {
        About::Nothing => group,
        About::Claim(id) => group.set("data-claim", id),
        About::Source(id) => group.set("data-source", id),
        About::Link { source, claim } => group.set("data-source", source).set("data-claim", claim),
    };
    group.inside();
    if !part.title.is_empty() {
        canvas.open("title").text(&part.title);
    }
    for mark in &part.marks {
        draw_mark(canvas, mark);
    }
    canvas.close("g");
}

fn draw_mark(canvas: &mut Canvas, mark: &Mark) {
    match mark {
        Mark::Text {
            at,
            anchor,
            looks,
            text,
        } => draw_text(canvas, (*at, *anchor), *looks, text),
        Mark::Cell { rect, footing } => draw_cell(canvas, *rect, *footing),
        Mark::Frame { rect, radius, ink } => {
            canvas
                .rect(*rect, *radius)
                .set("fill", "none")
                .stroke(*ink, 1.6)
                .empty();
        }
        Mark::Card { rect, line, tenths } => {
            let tag = canvas.rect(*rect, 6.0).fill(Ink::Card);
            dashed(tag.stroke(Ink::Text, f64::from(*tenths) / 10.0), *line).empty();
        }
        Mark::Shape { path, ink } => canvas.open("path").set("d", path).fill(*ink).empty(),
        Mark::Curve { path, pen } => draw_curve(canvas, path, *pen),
        Mark::Fill { rect, ink } => canvas.rect(*rect, 0.0).fill(*ink).empty(),
        Mark::Figure { figure, middle } => draw_figure(canvas, *figure, *middle),
        Mark::Arrow { from, to, line } => {
            draw_rule(canvas, *from, (to.0 - 7.0, to.1), *line);
            let head = format!("M{} {}l-9 -4.5v9z", number(to.0), number(to.1));
            canvas.open("path").set("d", &head).fill(Ink::Text).empty();
        }
        Mark::Rule { from, to, line } => draw_rule(canvas, *from, *to, *line),
        Mark::Path { path, at, ink, look } => {
            let tag = canvas.open("path").set("d", path).set("transform", &moved(*at));
            match look {
                Stroke::Filled => tag.fill(*ink).empty(),
                Stroke::Tenths(tenths) => tag
                    .set("fill", "none")
                    .stroke(*ink, f64::from(*tenths) / 10.0)
                    .empty(),
            }
        }
    }
}

fn dashed(tag: Tag<'_>, line: Line) -> Tag<'_> {
    match line.dashes() {
        Some(dashes) => tag.set("stroke-dasharray", dashes),
        None => tag,
    }
}

/// A line over a halo that parts it from those below.
fn draw_curve(canvas: &mut Canvas, path: &str, pen: Nib) {
    let mut stroke = |ink: Ink, width: f64, line: Line| {
        let tag = canvas.open("path").set("d", path).set("fill", "none");
        dashed(tag.stroke(ink, width), line).empty();
    };
    stroke(Ink::Paper, pen.width + 4.0, Line::Whole);
    stroke(pen.ink, pen.width, pen.line);
    if pen.hollow {
        stroke(Ink::Paper, pen.width - 2.4, Line::Whole);
    }
}

fn moved((x, y): (f64, f64)) -> String {
    format!("translate({} {})", number(x), number(y))
}

fn draw_text(canvas: &mut Canvas, (at, anchor): ((f64, f64), Anchor), looks: Type, text: &str) {
    let tag = canvas.text_tag(at, anchor, looks);
    match runs_left(text) {
        true => tag.set("direction", "rtl").text(text),
        false => tag.text(text),
    }
}

fn draw_cell(canvas: &mut Canvas, rect: Rect, footing: Footing) {
    for shape in footing.shapes(rect) {
        match shape {
            Shape::Fill(rect) => canvas.rect(rect, 0.0).fill(footing.ink()).empty(),
            Shape::Frame(rect) => {
                // A border lies within the cell, and is never wider than it.
                let width = (rect.width / 2.0).min(1.6);
                let inner = Rect {
                    x: rect.x + width / 2.0,
                    y: rect.y + width / 2.0,
                    width: rect.width - width,
                    height: rect.height - width,
                };
                let tag = canvas.rect(inner, 0.0).set("fill", "none");
                tag.stroke(footing.ink(), width).empty();
            }
        }
    }
}

fn draw_figure(canvas: &mut Canvas, figure: Figure, middle: (f64, f64)) {
    for stroke in figure.strokes() {
        let tag = canvas
            .open("path")
            .set("d", stroke.path)
            .set("transform", &moved(middle));
        match stroke.look {
            Look::Filled => tag.fill(Ink::Text).empty(),
            Look::Drawn => tag.set("fill", "none").stroke(Ink::Text, 1.8).empty(),
            Look::Dashed => {
                let tag = tag.set("fill", "none").stroke(Ink::Text, 1.6);
                tag.set("stroke-dasharray", "2.6 1.8").empty();
            }
        }
    }
}

fn draw_rule(canvas: &mut Canvas, from: (f64, f64), to: (f64, f64), line: Line) {
    let path = format!("M{} {}H{}", number(from.0), number(from.1), number(to.0));
    dashed(canvas.open("path").set("d", &path).stroke(Ink::Text, 1.6), line).empty();
}
