//! Drawing what stands in the margins: who cites whom and shared interests left, related claims right.

use super::canvas::{Anchor, Canvas, Type, number};
use super::layout::{Arc, Bracket, Layout, TieLine};
use super::lettering::{Face, Lettering};
use super::ribbons::{LineKind, arrow};
use super::theme::Ink;
use crate::report::scene::{Scene, TieKind};
use crate::report::words;

const NAME_SIZE: f64 = 11.0;

/// Draws both margins.
pub(super) fn draw(canvas: &mut Canvas, scene: &Scene, layout: &Layout, lettering: &Lettering) {
    for bracket in &layout.brackets {
        draw_bracket(canvas, bracket, lettering);
    }
    for arc in &layout.arcs {
        draw_arc(canvas, scene, arc);
    }
    for tie in &layout.ties {
        draw_tie(canvas, scene, tie);
    }
}

/// A path out of one edge, along `x`, and into another edge.
fn around(((x0, y0), (x1, y1)): ((f64, f64), (f64, f64)), x: f64) -> String {
    let turn = 8.0_f64.min((y1 - y0).abs() / 2.0) * (y1 - y0).signum();
    let aside = 8.0 * (x0 - x).signum();
    let numbers = [x0, y0, x, x + aside, y0 + turn, y1 - turn, x1, y1];
    let [x0, y0, x, inner, down, up, x1, y1] = numbers.map(number);
    format!("M{x0} {y0}H{inner}Q{x} {y0} {x} {down}V{up}Q{x} {y1} {inner} {y1}H{x1}")
}

fn draw_arc(canvas: &mut Canvas, scene: &Scene, arc: &Arc) {
    let path = around((arc.from, (arc.to.0 - 7.0, arc.to.1)), arc.x);
    let (citing, cited) = (scene.source(arc.citing), scene.source(arc.cited));
    LineKind::Cites
        .stroke(canvas, &path, Ink::Soft)
        .class("cites")
        .set("data-citing", &citing.id)
        .set("data-cited", &cited.id)
        .titled(&format!("{} cites {}", words::name(citing), words::name(cited)));
    arrow(canvas, arc.to);
}

fn draw_bracket(canvas: &mut Canvas, bracket: &Bracket, lettering: &Lettering) {
    let (top, bottom) = bracket.reach();
    let mut path = format!("M{} {}V{}", number(bracket.x), number(top), number(bottom));
    for (x, y) in &bracket.ticks {
        path.push_str(&format!("M{} {}H{}", number(bracket.x), number(*y), number(*x)));
    }
    canvas
        .open("path")
        .set("d", &path)
        .set("fill", "none")
        .stroke(Ink::Line, 1.0)
        .class("interest")
        .titled(&format!("One interest: {}", bracket.name));
    for tick in &bracket.ticks {
        dot(canvas, *tick);
    }
    let looks = Type {
        face: Face::Regular,
        size: NAME_SIZE,
        ink: Ink::Soft,
    };
    let name = lettering.fit(looks.face, looks.size, &bracket.name, bottom - top - 6.0);
    let at = (bracket.x - 5.0, (top + bottom) / 2.0);
    let turned = format!("rotate(-90 {} {})", number(at.0), number(at.1));
    let tag = canvas.text_tag(at, Anchor::Middle, looks);
    tag.set("transform", &turned).text(&name);
}

/// Where a bracket meets a card.
pub(super) fn dot(canvas: &mut Canvas, (x, y): (f64, f64)) {
    let dot = canvas.open("circle").number("cx", x).number("cy", y);
    dot.number("r", 2.5).fill(Ink::Line).empty();
}

fn draw_tie(canvas: &mut Canvas, scene: &Scene, line: &TieLine) {
    let tie = scene.ties[line.tie];
    let path = around((line.from, line.to), line.x);
    let numbers = (scene.claims[tie.first].0 + 1, scene.claims[tie.second].0 + 1);
    let (kind, ink, words) = match tie.kind {
        TieKind::Differ => (LineKind::Differ, Ink::Deny, "differ in a figure or a date"),
        TieKind::MaybeSame => (LineKind::MaybeSame, Ink::Soft, "may state the same"),
    };
    kind.stroke(canvas, &path, ink)
        .class("tie")
        .titled(&format!("Claims {} and {} {words}", numbers.0, numbers.1));
    let middle = (line.x, (line.from.1 + line.to.1) / 2.0);
    match tie.kind {
        TieKind::Differ => unequal(canvas, middle),
        TieKind::MaybeSame => about_equal(canvas, middle),
    }
}

fn disc(canvas: &mut Canvas, (x, y): (f64, f64), ink: Ink) {
    let disc = canvas.open("circle").number("cx", x).number("cy", y);
    disc.number("r", 8.0).fill(Ink::Paper).stroke(ink, 1.4).empty();
}

/// The sign for "not equal", drawn.
pub(super) fn unequal(canvas: &mut Canvas, (x, y): (f64, f64)) {
    disc(canvas, (x, y), Ink::Deny);
    let path = format!("M{} {}h8m-8 4h8m-6 4l4 -12", number(x - 4.0), number(y - 2.0));
    sign(canvas, &path, Ink::Deny);
}

/// The sign for "about equal", drawn.
pub(super) fn about_equal(canvas: &mut Canvas, (x, y): (f64, f64)) {
    disc(canvas, (x, y), Ink::Soft);
    let [x, above, below] = [x - 4.0, y - 1.8, y + 2.2].map(number);
    let path = format!("M{x} {above}q2 -3 4 0t4 0M{x} {below}q2 -3 4 0t4 0");
    sign(canvas, &path, Ink::Soft);
}

fn sign(canvas: &mut Canvas, path: &str, ink: Ink) {
    let tag = canvas.open("path").set("d", path).set("fill", "none");
    tag.stroke(ink, 1.4).empty();
}
