//! The foot: the claims that are not drawn in one line a source, what the lines mean, what the picture does not judge.

use std::collections::BTreeSet;

use super::MARGIN;
use super::lead::Lead;
use super::lines::{CITES, nib};
use super::place::Layout;
use crate::attribution::Stance;
use crate::report::chosen::Rest;
use crate::report::svg::canvas::Rect;
use crate::report::svg::footing::Footing;
use crate::report::svg::key::{self, Sign};
use crate::report::svg::sheet::{About, Line, Mark, Nib, Pen};
use crate::report::svg::theme::Ink;
use crate::report::svg::type_sizes::{HEADING, SMALL, STRONG};
use crate::report::words;

const ROW: f64 = 25.0;
/// Sources in two columns of so many rows.
const ROWS: usize = 6;
/// Cells of a source at most.
const CELLS: usize = 9;
const CELL: f64 = 10.0;
const PITCH: f64 = 13.0;
const NOTE: &str = "Counts the sources that a text names and how far they are independent. It does not judge whether a \
                    claim is true.";

/// Draws it; gives the height of the picture.
pub(super) fn lay(pen: &mut Pen, lead: &Lead, layout: &Layout) -> f64 {
    let mut y = lay_rest(pen, lead, layout, layout.bottom + 38.0);
    let right = layout.width - MARGIN;
    pen.part("legend", About::Nothing, "");
    pen.put(Mark::Fill {
        rect: Rect {
            x: MARGIN,
            y,
            width: right - MARGIN,
            height: 1.0,
        },
        ink: Ink::Line,
    });
    y = key::lay(pen, &signs(lead, layout), (MARGIN, y + 28.0), (MARGIN, right));
    pen.line((MARGIN, y + 26.0), SMALL, NOTE, right - MARGIN);
    y + 44.0
}

/// The claims that are not drawn, of sources that are not drawn either.
fn lay_rest(pen: &mut Pen, lead: &Lead, layout: &Layout, top: f64) -> f64 {
    let is_drawn = |rest: &&Rest| rest.source.is_some_and(|id| lead.column[id.0].is_some());
    let rows: Vec<&Rest> = lead.scene.rest.iter().filter(|rest| !is_drawn(rest)).collect();
    if rows.is_empty() {
        return top - 16.0;
    }
    pen.part("heading", About::Nothing, "");
    pen.line(
        (MARGIN, top),
        HEADING,
        "THE REST, BY SOURCE",
        layout.width - 2.0 * MARGIN,
    );
    // Those for whom nobody is cited come last, and stand whatever else is left out.
    let nobody = rows.iter().filter(|rest| rest.source.is_none()).count();
    let named = rows.len() - nobody;
    let places = 2 * ROWS - nobody;
    let shown = if named > places { places - 1 } else { named };
    let mut told: Vec<Row> = rows[..shown].iter().map(|rest| Row::of(lead, rest)).collect();
    if shown < named {
        told.push(Row::others(lead, &rows[shown..named]));
    }
    told.extend(rows[named..].iter().map(|rest| Row::of(lead, rest)));
    let width = (layout.width - 2.0 * MARGIN - 40.0) / 2.0;
    let half = told.len().div_ceil(2);
    for (at, row) in told.iter().enumerate() {
        let x = MARGIN + if at < half { 0.0 } else { width + 40.0 };
        let y = top + ROW * ((at % half) as f64 + 1.0);
        row.lay(pen, (x, y), width);
    }
    top + ROW * half as f64 + 22.0
}

/// A line of a source.
struct Row {
    about: About,
    name: String,
    told: String,
    footings: Vec<Footing>,
}

impl Row {
    fn of(lead: &Lead, rest: &Rest) -> Row {
        Row {
            about: match rest.source {
                Some(id) => About::Source(lead.scene.source(id).id.clone()),
                None => About::Nothing,
            },
            name: rest
                .source
                .map_or_else(|| "Nobody".to_owned(), |id| words::name(lead.scene.source(id))),
            told: rest.whole(),
            footings: footings(lead, &[rest]),
        }
    }

    fn others(lead: &Lead, rests: &[&Rest]) -> Row {
        let footings = footings(lead, rests);
        Row {
            about: About::Nothing,
            name: format!("and {}", words::count(rests.len(), "other")),
            told: words::count(footings.len(), "claim"),
            footings,
        }
    }

    fn lay(&self, pen: &mut Pen, (x, y): (f64, f64), width: f64) {
        let about = match &self.about {
            About::Source(id) => About::Source(id.clone()),
            _ => About::Nothing,
        };
        pen.part("rest", about, "");
        let shown = &self.footings[..self.footings.len().min(CELLS)];
        let told = pen.width(SMALL, &self.told);
        let room = width - told - PITCH * shown.len() as f64 - 24.0;
        let from = x + pen.line((x, y), STRONG, &self.name, room) + 10.0;
        pen.line((from, y), SMALL, &self.told, told + 1.0);
        for (at, footing) in shown.iter().enumerate() {
            let rect = Rect {
                x: from + told + 10.0 + PITCH * at as f64,
                y: y - 13.0,
                width: CELL,
                height: 15.0,
            };
            pen.put(Mark::Cell {
                rect,
                footing: *footing,
            });
        }
        if shown.len() < self.footings.len() {
            let x = from + told + 10.0 + PITCH * shown.len() as f64;
            pen.line((x, y), SMALL, "…", PITCH);
        }
    }
}

/// What the claims stand on, weakest first.
fn footings(lead: &Lead, rests: &[&Rest]) -> Vec<Footing> {
    let claims = rests.iter().flat_map(|rest| &rest.claims);
    let mut footings: Vec<Footing> = claims
        .map(|id| Footing::of(lead.scene.case.strengths[id.0].rung))
        .collect();
    footings.sort_unstable();
    footings
}

fn signs(lead: &Lead, layout: &Layout) -> Vec<(Sign, &'static str)> {
    let neutral = |line: Line, width: f64, hollow: bool| {
        Sign::Line(Nib {
            ink: Ink::Soft,
            width,
            line,
            hollow,
        })
    };
    let scene = lead.scene;
    let nibs: Vec<Nib> = scene.links.iter().map(|link| nib(lead, link)).collect();
    let asserts = || {
        scene
            .links
            .iter()
            .zip(&nibs)
            .filter(|(link, _)| link.stance == Stance::Asserts)
    };
    let mut signs = Vec::new();
    let mut add = |occurs: bool, sign: Sign, words: &'static str| {
        if occurs {
            signs.push((sign, words));
        }
    };
    let whole = asserts().any(|(_, nib)| nib.line == Line::Whole && !nib.hollow);
    add(whole, neutral(Line::Whole, 5.0, false), "named");
    let dashed = asserts().any(|(_, nib)| nib.line == Line::Dashed);
    add(dashed, neutral(Line::Dashed, 5.0, false), "not named");
    let guess = asserts().any(|(link, _)| lead.is_guess(link));
    add(
        guess,
        neutral(Line::Whole, 2.2, false),
        "thin: who says it is read from “he” or the like, or unsure",
    );
    let hollow = nibs.iter().any(|nib| nib.hollow);
    add(
        hollow,
        neutral(Line::Whole, 5.4, true),
        "adds no independent source",
    );
    add(!lead.cites.is_empty(), Sign::Line(CITES), "passes on to");
    let denied = scene.links.iter().any(|link| link.stance == Stance::Denies);
    add(denied, Sign::Cross, "denies");
    let silent = scene.links.iter().any(|link| link.stance == Stance::Declines);
    add(silent, Sign::Ring, "no comment");
    add(
        layout.cards.iter().any(|card| card.waist),
        Sign::Waist,
        "all of it passes here",
    );
    let drawn = layout.claims.iter().map(|claim| claim.footing);
    let footings: BTreeSet<Footing> = drawn
        .chain(footings(lead, &scene.rest.iter().collect::<Vec<_>>()))
        .collect();
    let occur = Footing::ALL
        .into_iter()
        .filter(|footing| footings.contains(footing));
    signs.extend(occur.map(|footing| (Sign::Cell(footing), footing.name())));
    signs
}
