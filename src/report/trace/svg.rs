//! A trace as a picture: whom claims go back to at the left, the outlets as lanes over time, who has what from whom between them.

use std::collections::{BTreeMap, BTreeSet};

use super::axis::Axis;
use super::signs::{Look, RADIUS, about, footing, way};
use super::words as told;
use crate::report::svg::canvas::{Anchor, Rect, Type};
use crate::report::svg::draw;
use crate::report::svg::footing::Footing;
use crate::report::svg::key::{self, Sign};
use crate::report::svg::lettering::{Face, Lettering, Room};
use crate::report::svg::sheet::{About, Line, Mark, Nib, Pen, Sheet, leading};
use crate::report::svg::theme::Ink;
use crate::report::svg::type_sizes::{HEADING, MARK, SMALL, VERDICT, WAIST};
use crate::report::{Style, words};
use crate::source::SourceId;
use crate::trace::{How, Role, Trace};

const MARGIN: f64 = 32.0;
/// The column of roots, and the way from there to the axis.
const ROOTS: f64 = 210.0;
const WAY: f64 = 84.0;
/// The column of outlets.
const OUTLETS: f64 = 250.0;
const LANE: f64 = 46.0;
/// What is said below a name has so many lines at most.
const LINES: usize = 2;
/// So many lanes and roots are drawn; the others are counted.
const MOST_LANES: usize = 36;
const MOST_ROOTS: usize = 16;
/// So many claims are told below.
const MOST_CLAIMS: usize = 6;

/// Draws it.
pub(super) fn render(trace: &Trace, style: &Style) -> String {
    let lettering = Lettering::new();
    let mut picture = Picture::of(trace, &lettering);
    picture.head();
    picture.days();
    picture.lanes();
    picture.ways();
    picture.ribbons();
    picture.articles();
    let height = picture.foot();
    let sheet = Sheet {
        name: "trace",
        width: picture.width(),
        height,
        title: "Who repeats whom".to_owned(),
        description: picture.description(),
        parts: picture.pen.parts,
    };
    draw::svg(&sheet, style.theme)
}

/// A root that is drawn: a source, or an outlet that has no article here.
struct Root {
    name: String,
    about: String,
    footing: Footing,
    /// The articles that have something from it, with how many claims.
    articles: BTreeMap<usize, usize>,
    y: f64,
}

struct Picture<'t> {
    trace: &'t Trace,
    pen: Pen<'t>,
    axis: Axis,
    /// The lane of each outlet, from the top; none where it is not drawn.
    lane: BTreeMap<usize, usize>,
    roots: Vec<Root>,
    /// Roots and outlets that are not drawn.
    left_out: (usize, usize),
    top: f64,
    /// From lane to lane: more where what is said below a name needs a second line.
    pitch: f64,
}

impl<'t> Picture<'t> {
    fn of(trace: &'t Trace, lettering: &'t Lettering) -> Picture<'t> {
        let mut lanes: Vec<usize> = Vec::new();
        for article in &trace.articles {
            if !lanes.contains(&article.outlet) {
                lanes.push(article.outlet);
            }
        }
        let out = lanes.len().saturating_sub(MOST_LANES);
        if out > 0 {
            // Those who bring most stay, then those who were first.
            let brings = |outlet: &usize| -> usize {
                let own = trace.articles.iter().filter(|article| article.outlet == *outlet);
                own.map(|article| article.brings).sum()
            };
            let mut ranked = lanes.clone();
            ranked.sort_by_key(|outlet| std::cmp::Reverse(brings(outlet)));
            ranked.truncate(MOST_LANES);
            lanes.retain(|outlet| ranked.contains(outlet));
        }
        let mut picture = Picture {
            trace,
            pen: Pen::new(lettering),
            axis: Axis::of(trace),
            lane: lanes
                .iter()
                .enumerate()
                .map(|(at, outlet)| (*outlet, at))
                .collect(),
            roots: Vec::new(),
            left_out: (0, out),
            top: 150.0,
            pitch: LANE,
        };
        picture.take_roots();
        if picture.needs_two_lines() {
            picture.pitch += leading(SMALL.size);
        }
        picture.place_roots();
        picture
    }

    fn needs_two_lines(&self) -> bool {
        let wide = |text: &str, room: f64| self.pen.width(SMALL, text) > room;
        self.lane.keys().any(|outlet| wide(&self.says(*outlet), OUTLETS))
            || self.roots.iter().any(|root| wide(&root.about, ROOTS - 14.0))
    }

    /// A name with what is said of it below.
    fn named(&mut self, at: (f64, f64), named: (Type, &str), says: &str, width: f64) {
        let (looks, name) = named;
        self.pen.line((at.0, at.1 - 2.0), looks, name, width);
        let room = Room { width, lines: LINES };
        self.pen.block((at.0, at.1 + 15.0), SMALL, says, room);
    }

    fn width(&self) -> f64 {
        self.axis_from() + self.axis.width + 24.0 + OUTLETS + MARGIN
    }

    fn axis_from(&self) -> f64 {
        MARGIN + ROOTS + WAY
    }

    fn axis_to(&self) -> f64 {
        self.axis_from() + self.axis.width
    }

    /// Where an article stands; nothing where its lane is not drawn.
    fn place(&self, article: usize) -> Option<(f64, f64)> {
        let lane = *self.lane.get(&self.trace.articles[article].outlet)?;
        Some((self.axis_from() + self.axis.at[article], self.lane_y(lane)))
    }

    fn lane_y(&self, lane: usize) -> f64 {
        self.top + self.pitch * lane as f64 + LANE / 2.0
    }

    /// Whom the articles have their claims from, the first that was heard at the top.
    fn take_roots(&mut self) {
        let trace = self.trace;
        let mut found: BTreeMap<SourceId, BTreeMap<usize, usize>> = BTreeMap::new();
        let mut outside: BTreeMap<usize, BTreeMap<usize, usize>> = BTreeMap::new();
        for telling in trace.tellings.iter().flatten() {
            for own in &telling.own {
                let articles = found.entry(*own).or_default();
                *articles.entry(telling.article).or_default() += 1;
            }
            for outlet in telling
                .via
                .iter()
                .filter(|outlet| trace.outlets[**outlet].outside)
            {
                let articles = outside.entry(*outlet).or_default();
                *articles.entry(telling.article).or_default() += 1;
            }
        }
        let sources = found.into_iter().map(|(id, articles)| {
            let source = trace.graph.source(id);
            Root {
                name: words::name(source),
                about: about(source.kind, &source.title),
                footing: footing(source.kind),
                articles,
                y: 0.0,
            }
        });
        let outlets = outside.into_iter().map(|(outlet, articles)| Root {
            name: trace.outlets[outlet].name.clone(),
            about: "outlet, its article is not here".to_owned(),
            footing: Footing::Outlet,
            articles,
            y: 0.0,
        });
        let mut roots: Vec<Root> = sources.chain(outlets).collect();
        let drawn = |root: &Root| root.articles.keys().any(|article| self.place(*article).is_some());
        roots.retain(drawn);
        roots.sort_by_key(|root| std::cmp::Reverse(root.articles.values().sum::<usize>()));
        self.left_out.0 = roots.len().saturating_sub(MOST_ROOTS);
        roots.truncate(MOST_ROOTS);
        let heard = |root: &Root| root.articles.keys().next().copied();
        roots.sort_by_key(heard);
        self.roots = roots;
    }

    /// Each beside the first article that has something from it, or below the last one.
    fn place_roots(&mut self) {
        let mut least = self.top;
        let mut roots = std::mem::take(&mut self.roots);
        for root in &mut roots {
            let first = root.articles.keys().find_map(|article| self.place(*article));
            root.y = first.map_or(least, |(_, y)| y).max(least);
            least = root.y + self.pitch;
        }
        self.roots = roots;
    }

    fn bottom(&self) -> f64 {
        let lanes = self.top + self.pitch * self.lane.len() as f64;
        self.roots
            .last()
            .map_or(lanes, |root| lanes.max(root.y + self.pitch - LANE / 2.0))
    }

    fn head(&mut self) {
        let trace = self.trace;
        let outlets = trace.outlets.iter().filter(|outlet| !outlet.outside).count();
        let printed = trace.articles.iter().filter(|article| article.is_print()).count();
        let idle = trace
            .articles
            .iter()
            .filter(|article| article.brings == 0)
            .count();
        let line = format!(
            "{} of {}; {printed} printed from another, {idle} without a source of their own.",
            words::count(trace.articles.len(), "article"),
            words::count(outlets, "outlet"),
        );
        self.pen.part("head", About::Nothing, "");
        self.pen.text(
            (MARGIN, 52.0),
            Anchor::Start,
            VERDICT,
            "Who repeats whom".to_owned(),
        );
        let room = self.width() - 2.0 * MARGIN;
        self.pen.line((MARGIN, 80.0), WAIST, &line, room);
    }

    fn days(&mut self) {
        let (from, top, bottom) = (self.axis_from(), self.top, self.bottom());
        self.pen.part("days", About::Nothing, "");
        self.pen.text(
            (MARGIN, top - 18.0),
            Anchor::Start,
            HEADING,
            "GOES BACK TO".to_owned(),
        );
        let outlets = (self.axis_to() + 24.0, top - 18.0);
        self.pen
            .text(outlets, Anchor::Start, HEADING, "OUTLETS".to_owned());
        let mut free = 0.0;
        for (number, (x, day)) in self.axis.days.clone().into_iter().enumerate() {
            let x = from + x;
            // The year is told once.
            let day = match (number, day.split_once('-')) {
                (0, _) | (_, None) => day,
                (_, Some((_, rest))) => rest.to_owned(),
            };
            let rule = Rect {
                x: x - RADIUS - 6.0,
                y: top - 8.0,
                width: 1.0,
                height: bottom - top + 8.0,
            };
            self.pen.put(Mark::Fill {
                rect: rule,
                ink: Ink::Line,
            });
            let wide = self.pen.width(SMALL, &day) + 12.0;
            if rule.x >= free {
                self.pen.text((rule.x, top - 18.0), Anchor::Start, SMALL, day);
                free = rule.x + wide;
            }
        }
    }

    fn lanes(&mut self) {
        let (from, to) = (self.axis_from(), self.axis_to());
        let mut lanes: Vec<(usize, usize)> =
            self.lane.iter().map(|(outlet, lane)| (*lane, *outlet)).collect();
        lanes.sort_unstable();
        for (lane, outlet) in lanes {
            let y = self.lane_y(lane);
            let name = self.trace.outlets[outlet].name.clone();
            self.pen.part("lane", About::Nothing, "");
            self.pen.put(Mark::Fill {
                rect: Rect {
                    x: from,
                    y: y - 0.5,
                    width: to - from,
                    height: 1.0,
                },
                ink: Ink::Line,
            });
            let says = self.says(outlet);
            self.named((to + 24.0, y), (MARK, &name), &says, OUTLETS);
        }
    }

    /// What an outlet does, by the first of its articles that has something from elsewhere.
    fn says(&self, outlet: usize) -> String {
        let own: Vec<_> = self
            .trace
            .articles
            .iter()
            .filter(|article| article.outlet == outlet)
            .collect();
        let owner = &self.trace.outlets[outlet].owner;
        let owner = if owner.is_empty() {
            String::new()
        } else {
            format!("{owner}; ")
        };
        let brings: usize = own.iter().map(|article| article.brings).sum();
        let from = own.iter().flat_map(|article| &article.from).next();
        let says = match (from, brings) {
            (Some(from), _) => told::from(self.trace, from),
            (None, 0) if self.shares_a_source(outlet) => "has a source that others have too".to_owned(),
            (None, 0) => "names nobody".to_owned(),
            (None, number) => format!("own sources for {}", words::count(number, "claim")),
        };
        format!("{owner}{says}")
    }

    fn shares_a_source(&self, outlet: usize) -> bool {
        let tellings = self.trace.tellings.iter().flatten();
        let mut own = tellings.filter(|telling| self.trace.articles[telling.article].outlet == outlet);
        own.any(|telling| telling.role == Role::SameSource)
    }

    /// Who has what from whom.
    fn ways(&mut self) {
        self.pen.part("ways", About::Nothing, "");
        let mut drawn = Vec::new();
        for (number, article) in self.trace.articles.iter().enumerate() {
            for from in &article.from {
                let ends = from
                    .article
                    .and_then(|of| Some((self.place(of)?, self.place(number)?)));
                let Some((begin, end)) = ends else {
                    continue;
                };
                let circle = self.is_in_circle(number);
                let printed = matches!(from.how, How::Printed | How::Passages);
                let nib = Nib {
                    ink: if circle { Footing::Nobody.ink() } else { Ink::Soft },
                    width: if printed { 1.0 + 2.5 * from.share } else { 1.8 },
                    line: if printed { Line::Whole } else { Line::Dashed },
                    hollow: false,
                };
                drawn.push(Mark::Curve {
                    path: way(begin, begin.0, end),
                    pen: nib,
                });
            }
        }
        drawn.into_iter().for_each(|mark| self.pen.put(mark));
    }

    fn is_in_circle(&self, article: usize) -> bool {
        let own = self.trace.tellings.iter().flatten();
        own.filter(|telling| telling.article == article)
            .any(|telling| telling.role == Role::Circle)
    }

    /// From the roots to the articles that have something from them.
    fn ribbons(&mut self) {
        let edge = MARGIN + ROOTS;
        let mut bars = Vec::new();
        for (at, root) in self.roots.iter().enumerate() {
            // Each root goes up and down on a line of its own.
            let turn = edge + 14.0 + (at % 8) as f64 * 7.0;
            for (article, claims) in &root.articles {
                if let Some(place) = self.place(*article) {
                    let pen = Nib {
                        ink: root.footing.ink(),
                        width: (1.5 + *claims as f64).min(7.0),
                        line: Line::Whole,
                        hollow: false,
                    };
                    let path = way((edge, root.y), turn, place);
                    bars.push(Mark::Curve { path, pen });
                }
            }
        }
        self.pen.part("ribbons", About::Nothing, "");
        bars.into_iter().for_each(|mark| self.pen.put(mark));
        for at in 0..self.roots.len() {
            self.root(at);
        }
    }

    fn root(&mut self, at: usize) {
        let Some(root) = self.roots.get(at) else {
            return;
        };
        let (y, ink, text) = (root.y, root.footing.ink(), root.footing.text());
        let (name, about) = (root.name.clone(), root.about.clone());
        self.pen.part("root", About::Nothing, &format!("{name}: {about}"));
        let bar = Rect {
            x: MARGIN + ROOTS - 5.0,
            y: y - 17.0,
            width: 5.0,
            height: 34.0,
        };
        self.pen.put(Mark::Fill { rect: bar, ink });
        let named = Type { ink: text, ..MARK };
        self.named((MARGIN, y), (named, &name), &about, ROOTS - 14.0);
    }

    fn articles(&mut self) {
        let mut roles: BTreeMap<usize, BTreeSet<Role>> = BTreeMap::new();
        for telling in self.trace.tellings.iter().flatten() {
            roles.entry(telling.article).or_default().insert(telling.role);
        }
        for number in 0..self.trace.articles.len() {
            let Some(place) = self.place(number) else {
                continue;
            };
            let article = &self.trace.articles[number];
            let title = format!(
                "{}: {}. {}",
                told::called(self.trace, number),
                article.title,
                words::sentence(&told::says(self.trace, article))
            );
            self.pen.part("article", About::Nothing, &title);
            let roles = roles.remove(&number).unwrap_or_default();
            let look = Look::of(&roles);
            look.put(&mut self.pen, place);
        }
    }

    /// What the signs mean, and the claims that most tell; gives the height of the sheet.
    fn foot(&mut self) -> f64 {
        let width = self.width() - 2.0 * MARGIN;
        let mut y = self.bottom() + 34.0;
        self.pen.part("key", About::Nothing, "");
        let mut x = MARGIN;
        for (look, what) in Look::ALL {
            let wide = self.pen.width(SMALL, what) + 50.0;
            if x + wide > MARGIN + width {
                x = MARGIN;
                y += 26.0;
            }
            look.put(&mut self.pen, (x + RADIUS, y - 5.0));
            self.pen.line((x + 26.0, y), SMALL, what, width);
            x += wide;
        }
        y += 26.0;
        let line = |line: Line, width: f64| {
            Sign::Line(Nib {
                ink: Ink::Soft,
                width,
                line,
                hollow: false,
            })
        };
        let rows = [
            (line(Line::Whole, 3.0), "printed, the thicker the more"),
            (line(Line::Dashed, 1.8), "credits"),
        ];
        y = key::lay(&mut self.pen, &rows, (MARGIN, y), (MARGIN, MARGIN + width));
        let (roots, lanes) = self.left_out;
        if roots + lanes > 0 {
            y += 24.0;
            let more = format!(
                "Not drawn: {} and {}.",
                words::count(lanes, "outlet"),
                words::count(roots, "source")
            );
            self.pen.line((MARGIN, y), SMALL, &more, width);
        }
        self.claims(y + 44.0, width) + MARGIN
    }

    fn claims(&mut self, mut y: f64, width: f64) -> f64 {
        let trace = self.trace;
        let several = told::of_weight(trace)
            .into_iter()
            .filter(|id| trace.tellers(*id).len() > 1);
        let chosen: Vec<_> = several.take(MOST_CLAIMS).collect();
        if chosen.is_empty() {
            return y - 44.0;
        }
        self.pen.part("claims", About::Nothing, "");
        self.pen.text(
            (MARGIN, y),
            Anchor::Start,
            HEADING,
            "CLAIMS OF SEVERAL OUTLETS".to_owned(),
        );
        y += 28.0;
        for id in chosen {
            let (claim, strength) = (trace.graph.claim(id), &trace.strengths[id.0]);
            let footing = Footing::of(strength.rung);
            self.pen.part("claim", About::Claim(claim.id.clone()), "");
            let cell = Rect {
                x: MARGIN,
                y: y - 14.0,
                width: 12.0,
                height: 16.0,
            };
            self.pen.put(Mark::Cell { rect: cell, footing });
            let room = Room {
                width: width - 26.0,
                lines: 2,
            };
            let text = words::sentence(&claim.text);
            y = self.pen.block(
                (MARGIN + 26.0, y),
                Type {
                    ink: Ink::Text,
                    ..SMALL
                },
                &text,
                room,
            );
            let badge = words::badge(strength);
            let strong = Type {
                face: Face::Bold,
                ink: footing.text(),
                ..SMALL
            };
            let used = self.pen.line((MARGIN + 26.0, y), strong, &badge, width);
            let tally = words::sentence(&words::capital(&told::tally(trace, id)));
            let beside = MARGIN + 26.0 + used + 10.0;
            self.pen.line((beside, y), SMALL, &tally, width - 36.0 - used);
            let rests = words::sentence(&strength.words);
            y = self
                .pen
                .block((MARGIN + 26.0, y + leading(SMALL.size)), SMALL, &rests, room)
                + 10.0;
        }
        y
    }

    fn description(&self) -> String {
        let says = self
            .trace
            .articles
            .iter()
            .enumerate()
            .take(40)
            .map(|(number, article)| {
                format!(
                    "{}: {}.",
                    told::called(self.trace, number),
                    told::says(self.trace, article)
                )
            });
        says.collect::<Vec<_>>().join(" ")
    }
}
