//! The head: counts, title, what it comes to, with whom most falls; and what the columns are.

use super::MARGIN;
use super::lead::Lead;
use super::place::Layout;
use crate::report::svg::canvas::{Anchor, Type};
use crate::report::svg::lettering::{Face, Room};
use crate::report::svg::sheet::{About, Pen, leading};
use crate::report::svg::theme::Ink;
use crate::report::svg::type_sizes::{HEADING, SMALL, VERDICT, WAIST};
use crate::report::told::Told;

const TITLE: Type = Type {
    face: Face::Bold,
    size: 25.0,
    ink: Ink::Text,
};
/// Width of the head's texts: no picture is narrower.
const WIDTH: f64 = 1080.0;

/// What stands over the picture.
pub(super) struct Head {
    lines: Vec<(f64, &'static str, Type, String)>,
    /// Where columns begin.
    pub(super) bottom: f64,
}

impl Head {
    pub(super) fn of(pen: &Pen, told: &Told, counts: &str) -> Head {
        let mut lines = Vec::new();
        let mut y = 40.0;
        let mut add = |class: &'static str, looks: Type, text: &str, most: usize| {
            let room = Room {
                width: WIDTH,
                lines: most,
            };
            for line in pen.wrap(looks, text, room) {
                lines.push((y, class, looks, line));
                y += leading(looks.size);
            }
        };
        add("head", SMALL, counts, 1);
        add("head", TITLE, &told.headline, 2);
        add("verdict", VERDICT, &told.verdict, 2);
        let mut waist = told.waist.clone();
        if told.stands.none_of_two {
            waist = format!("{waist} Nothing here has two independent sources.");
        }
        add("waist", WAIST, waist.trim(), 2);
        for (at, line) in lines.iter_mut().enumerate() {
            line.0 += if at > 0 { 15.0 } else { 0.0 };
        }
        Head {
            lines,
            bottom: y + 30.0,
        }
    }

    pub(super) fn lay(&self, pen: &mut Pen, lead: &Lead, layout: &Layout) {
        for (y, class, looks, line) in &self.lines {
            pen.part(class, About::Nothing, "");
            pen.text((MARGIN, *y), Anchor::Start, *looks, line.clone());
        }
        pen.part("heading", About::Nothing, "");
        for (column, left) in layout.lefts.iter().enumerate() {
            let words = match column {
                0 if layout.cards.is_empty() => "",
                0 if lead.columns == 1 => "SOURCES",
                0 => "WHO CARRIES IT",
                last if last + 1 == lead.columns => "FROM WHOM IT COMES",
                _ => "",
            };
            if !words.is_empty() {
                pen.line((*left, self.bottom + 2.0), HEADING, words, layout.widths.card);
            }
        }
    }
}
