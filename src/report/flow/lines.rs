//! Lines from sources to claims and to those who cite them, their ends and words; waists; sides that narrow to one.

use super::boxes::{Card, ClaimBox};
use super::lead::Lead;
use super::place::{FUNNEL, Layout, NECK, Path, Point, RUN, TieLine, middle};
use crate::attribution::Stance;
use crate::report::scene::{Link, TieKind, is_unnamed, names_nobody};
use crate::report::svg::canvas::{Anchor, Type, number};
use crate::report::svg::figure::Figure;
use crate::report::svg::footing::Footing;
use crate::report::svg::key::Sign;
use crate::report::svg::lettering::{Face, Room};
use crate::report::svg::sheet::{About, Line, Mark, Nib, Pen};
use crate::report::svg::theme::Ink;
use crate::report::{escape, words};
use crate::source::SourceId;

const LABEL: Type = Type {
    face: Face::Regular,
    size: 13.0,
    ink: Ink::Text,
};

/// Draws all lines.
pub(super) fn lay(pen: &mut Pen, lead: &Lead, layout: &Layout) {
    for (number, path) in layout.cites.iter().enumerate() {
        if let Some(path) = path {
            cite(pen, lead, lead.cites[number], (cited_curve(path), path.to));
        }
    }
    for arc in &layout.arcs {
        let path = around((arc.from, (arc.to.0 - 6.0, arc.to.1)), arc.x);
        cite(pen, lead, lead.cites[arc.cite], (path, arc.to));
    }
    for tie in &layout.ties {
        lay_tie(pen, lead, tie);
    }
    for claim in &layout.claims {
        for link in &claim.ports {
            lay_link(pen, lead, *link, &layout.links[*link]);
        }
        if let Some((name, links)) = &claim.side {
            let ends: Vec<f64> = links.iter().map(|link| layout.links[*link].to.1).collect();
            funnel(pen, name, claim, &ends);
        }
    }
    labels(pen, lead, layout);
}

/// How a link looks.
pub(super) fn nib(lead: &Lead, link: &Link) -> Nib {
    let footing = Footing::of(lead.scene.strength(link.claim).rung);
    let said = if lead.is_nameless(link) {
        Line::Dashed
    } else {
        Line::Whole
    };
    let hollow = lead.is_hollow(link);
    let (ink, width, line) = match link.stance {
        Stance::Denies => (Ink::Text, 2.0, Line::Dashed),
        Stance::Declines => (Ink::Soft, 2.0, Line::Dotted),
        Stance::Asserts if hollow => (footing.ink(), 5.4, Line::Whole),
        Stance::Asserts if lead.is_guess(link) => (footing.ink(), 2.2, said),
        Stance::Asserts => (footing.ink(), 5.0, said),
    };
    Nib {
        ink,
        width,
        line,
        hollow,
    }
}

fn lay_link(pen: &mut Pen, lead: &Lead, number: usize, path: &Path) {
    let link = &lead.scene.links[number];
    let claim = lead.scene.claim(link.claim);
    let about = About::Link {
        source: lead.scene.source(link.source).id.clone(),
        claim: claim.id.clone(),
    };
    let hollow = match lead.is_hollow(link) {
        true => " (adds no independent source)",
        false => "",
    };
    let title = format!("{}{hollow}: {}", link.label, escape::line(&claim.text));
    pen.part("ribbon", about, &title);
    pen.put(Mark::Curve {
        path: curve(path, path.to.0 - RUN),
        pen: nib(lead, link),
    });
}

/// Through the columns that it passes, then straight to its end from `run` on.
fn curve(path: &Path, run: f64) -> String {
    let (mut x, mut y) = path.from;
    let mut drawn = format!("M{} {}", number(x), number(y));
    let ends = path.by.iter().copied().chain([(run, path.to.0, path.to.1)]);
    for (from, to, height) in ends {
        let half = (from - x) / 2.0;
        let numbers = [x + half, y, from - half, height, from, height, to];
        let [ax, ay, bx, by, cx, cy, end] = numbers.map(number);
        drawn.push_str(&format!("C{ax} {ay} {bx} {by} {cx} {cy}H{end}"));
        (x, y) = (to, height);
    }
    drawn
}

fn cited_curve(path: &Path) -> String {
    let before = Path {
        from: path.from,
        by: path.by.clone(),
        to: (path.to.0 - 6.0, path.to.1),
    };
    curve(&before, path.to.0 - 12.0)
}

/// A path out of one edge, along `x`, and into another edge.
fn around(((x0, y0), (x1, y1)): (Point, Point), x: f64) -> String {
    let turn = 8.0_f64.min((y1 - y0).abs() / 2.0) * (y1 - y0).signum();
    let aside = 8.0 * (x0 - x).signum();
    let numbers = [x0, y0, x, x + aside, y0 + turn, y1 - turn, x1, y1];
    let [x0, y0, x, inner, down, up, x1, y1] = numbers.map(number);
    format!("M{x0} {y0}H{inner}Q{x} {y0} {x} {down}V{up}Q{x} {y1} {inner} {y1}H{x1}")
}

/// From who is cited to who cites.
fn cite(pen: &mut Pen, lead: &Lead, (citing, cited): (SourceId, SourceId), (path, to): (String, Point)) {
    let names = (
        words::name(lead.scene.source(citing)),
        words::name(lead.scene.source(cited)),
    );
    let unnamed =
        is_unnamed(lead.scene.source(cited).kind) || names_nobody(lead.scene.case, lead.scene.source(cited));
    let line = if unnamed { Line::Dashed } else { Line::Whole };
    pen.part("cites", About::Nothing, &format!("{} cites {}", names.0, names.1));
    pen.put(Mark::Curve {
        path,
        pen: CITES.with(line),
    });
    pen.put(Mark::Shape {
        path: format!("M{} {}l-10 -5v10z", number(to.0), number(to.1)),
        ink: Ink::Text,
    });
}

/// How a line between two sources looks.
pub(super) const CITES: Nib = Nib {
    ink: Ink::Text,
    width: 2.2,
    line: Line::Whole,
    hollow: false,
};

impl Nib {
    pub(super) fn with(self, line: Line) -> Nib {
        Nib { line, ..self }
    }
}

/// From the whole card to one point, which all that it carries leaves through.
pub(super) fn waist(pen: &mut Pen, lead: &Lead, card: &Card) {
    let id = lead.scene.source(card.source).id.clone();
    pen.part("waist", About::Source(id), "");
    let (x, y, half) = (card.rect.right(), middle(card), card.rect.height / 2.0 - 5.0);
    let numbers = [x, y - half, x + NECK, y - 5.0, y + 5.0, x, y + half];
    let [x0, top, end, above, below, x1, bottom] = numbers.map(number);
    let ink = if lead.is_narrowest(card.source) {
        Ink::Text
    } else {
        Ink::Line
    };
    pen.put(Mark::Shape {
        path: format!("M{x0} {top}L{end} {above}V{below}L{x1} {bottom}z"),
        ink,
    });
}

/// The lines of one side become one before they reach the claim.
fn funnel(pen: &mut Pen, name: &str, claim: &ClaimBox, ends: &[f64]) {
    let (top, bottom) = ends
        .iter()
        .fold((f64::MAX, f64::MIN), |(low, high), y| (low.min(*y), high.max(*y)));
    let (x, y) = (claim.rect.x, (top + bottom) / 2.0);
    pen.part("side", About::Nothing, &format!("One side: {name}"));
    let numbers = [x - FUNNEL, top - 4.0, x - 12.0, y - 3.0, x, y + 3.0, bottom + 4.0];
    let [from, above, narrow, high, end, low, below] = numbers.map(number);
    pen.put(Mark::Shape {
        path: format!("M{from} {above}L{narrow} {high}H{end}V{low}H{narrow}L{from} {below}z"),
        ink: claim.footing.ink(),
    });
    let looks = Type {
        face: Face::Bold,
        ..LABEL
    };
    let text = format!("one side: {name}");
    let width = RUN + FUNNEL - 20.0;
    let fitted = pen.wrap(looks, &text, Room { width, lines: 1 });
    for line in fitted {
        pen.text((x - 8.0, bottom + 18.0), Anchor::End, looks, line);
    }
}

/// The words on the lines, and the signs at their ends.
fn labels(pen: &mut Pen, lead: &Lead, layout: &Layout) {
    pen.part("labels", About::Nothing, "");
    for (number, link) in lead.scene.links.iter().enumerate() {
        let (x, y) = layout.links[number].to;
        let right = match link.stance {
            Stance::Asserts => x - 6.0,
            Stance::Denies => {
                sign(pen, Sign::Cross, (x - 12.0, y));
                x - 22.0
            }
            Stance::Declines => {
                sign(pen, Sign::Ring, (x - 10.0, y));
                x - 20.0
            }
        };
        let (name, after) = lead.name(link);
        let room = RUN - 10.0 - (x - right) - pen.width(LABEL, &after);
        let short = pen.wrap(
            LABEL,
            &name,
            Room {
                width: room.max(30.0),
                lines: 1,
            },
        );
        let text = format!("{}{after}", short.concat());
        pen.text((right, y - 6.0), Anchor::End, LABEL, text);
    }
    for claim in layout.claims.iter().filter(|claim| claim.ports.is_empty()) {
        let y = claim.rect.y + claim.rect.height / 2.0;
        let x = claim.rect.x;
        pen.put(Mark::Curve {
            path: format!("M{} {}H{}", number(x - 60.0), number(y), number(x)),
            pen: Nib {
                ink: claim.footing.ink(),
                width: 2.0,
                line: Line::Dotted,
                hollow: false,
            },
        });
        pen.put(Mark::Figure {
            figure: Figure::Nobody,
            middle: (x - 76.0, y),
        });
        pen.text(
            (x - 96.0, y + 5.0),
            Anchor::End,
            LABEL,
            "nobody is cited".to_owned(),
        );
    }
}

/// A sign over a line.
fn sign(pen: &mut Pen, sign: Sign, at: Point) {
    sign.put(pen, at, Ink::Text);
}

fn lay_tie(pen: &mut Pen, lead: &Lead, line: &TieLine) {
    let tie = lead.scene.ties[line.tie];
    let (one, other) = (
        lead.scene.claims[tie.first].0 + 1,
        lead.scene.claims[tie.second].0 + 1,
    );
    let (told, stroke, sign) = match tie.kind {
        TieKind::Differ => ("differ in a figure or a date", Line::Whole, Sign::Unequal),
        TieKind::MaybeSame => ("may state the same", Line::Dotted, Sign::Alike),
    };
    pen.part("tie", About::Nothing, &format!("Claims {one} and {other} {told}"));
    pen.put(Mark::Curve {
        path: around((line.from, line.to), line.x),
        pen: CITES.with(stroke),
    });
    let at = (line.x, (line.from.1 + line.to.1) / 2.0);
    let disc = format!(
        "M{} {}a10 10 0 1 0 20 0a10 10 0 1 0 -20 0z",
        number(at.0 - 10.0),
        number(at.1)
    );
    pen.put(Mark::Shape {
        path: disc,
        ink: Ink::Paper,
    });
    sign.put(pen, at, Ink::Text);
}
