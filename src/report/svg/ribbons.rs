//! Drawing ribbons, their ends and words.

use super::boxes::{CUE_SIZE, Card};
use super::canvas::{Anchor, Canvas, Type, number};
use super::cards::colour;
use super::layout::{Layout, RUN, Ribbon};
use super::lettering::{Face, Lettering};
use super::margins;
use super::theme::{Ink, Tone};
use crate::attribution::Stance;
use crate::report::escape;
use crate::report::scene::{Link, Scene, TieKind, names_nobody};
use crate::source::{SourceId, SourceKind};

/// Kinds of lines, each told by its dashes and ends, not by colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineKind {
    OnRecord,
    Document,
    NotNamed,
    Outlet,
    Denies,
    Declined,
    Cites,
    Interest,
    Differ,
    MaybeSame,
    NoSource,
}

const WIDTH: f64 = 5.0;

impl LineKind {
    pub(super) const ALL: [LineKind; 11] = [
        LineKind::OnRecord,
        LineKind::Document,
        LineKind::NotNamed,
        LineKind::Outlet,
        LineKind::Denies,
        LineKind::Declined,
        LineKind::Cites,
        LineKind::Interest,
        LineKind::Differ,
        LineKind::MaybeSame,
        LineKind::NoSource,
    ];

    fn of(scene: &Scene, link: &Link) -> LineKind {
        match link.stance {
            Stance::Denies => LineKind::Denies,
            Stance::Declines => LineKind::Declined,
            Stance::Asserts => kind_of_source(scene, link.source),
        }
    }

    pub(super) fn words(self) -> &'static str {
        match self {
            LineKind::OnRecord => "on record",
            LineKind::Document => "document",
            LineKind::NotNamed => "anonymous or not named",
            LineKind::Outlet => "another outlet",
            LineKind::Denies => "denies",
            LineKind::Declined => "no comment",
            LineKind::Cites => "cites",
            LineKind::Interest => "one interest",
            LineKind::Differ => "figures or dates differ",
            LineKind::MaybeSame => "may state the same",
            LineKind::NoSource => "no source in the text",
        }
    }

    /// Is a line of this kind drawn?
    pub(super) fn occurs(self, scene: &Scene, layout: &Layout) -> bool {
        match self {
            LineKind::Cites => !layout.arcs.is_empty(),
            LineKind::Interest => !layout.brackets.is_empty(),
            LineKind::Differ => layout.ties.iter().any(|tie| tie.kind == TieKind::Differ),
            LineKind::MaybeSame => layout.ties.iter().any(|tie| tie.kind == TieKind::MaybeSame),
            LineKind::NoSource => (0..scene.claims.len()).any(|at| is_alone(scene, at)),
            kind => scene.links.iter().any(|link| LineKind::of(scene, link) == kind),
        }
    }

    fn dashes(self) -> Option<&'static str> {
        match self {
            LineKind::OnRecord | LineKind::Document => None,
            LineKind::NotNamed => Some("5 3"),
            LineKind::Outlet => Some("15 4"),
            LineKind::Denies => Some("9 5"),
            LineKind::Declined | LineKind::NoSource => Some("2 4"),
            LineKind::MaybeSame => Some("3 3"),
            LineKind::Cites | LineKind::Interest | LineKind::Differ => None,
        }
    }

    fn width(self) -> f64 {
        match self {
            LineKind::Denies => 2.6,
            LineKind::Declined | LineKind::NoSource => 2.0,
            LineKind::Interest => 1.0,
            LineKind::Cites | LineKind::Differ | LineKind::MaybeSame => 1.4,
            _ => WIDTH,
        }
    }

    /// A short piece of the line, for the legend.
    pub(super) fn sample(self, canvas: &mut Canvas, (x, y): (f64, f64)) {
        let path = format!("M{} {}h40", number(x), number(y));
        let ink = match self {
            LineKind::Denies => Ink::Deny,
            LineKind::NoSource => Ink::Strength(Tone::Missing),
            // A colour would be that of some source above.
            LineKind::OnRecord
            | LineKind::NotNamed
            | LineKind::Outlet
            | LineKind::Document
            | LineKind::Declined
            | LineKind::Cites
            | LineKind::MaybeSame => Ink::Soft,
            LineKind::Differ => Ink::Deny,
            LineKind::Interest => Ink::Line,
        };
        self.stroke(canvas, &path, ink).empty();
        match self {
            LineKind::Document => core(canvas, &path),
            LineKind::Denies => cross(canvas, (x + 34.0, y)),
            LineKind::Declined => ring(canvas, (x + 36.0, y)),
            LineKind::Cites => arrow(canvas, (x + 40.0, y)),
            LineKind::Interest => {
                margins::dot(canvas, (x, y));
                margins::dot(canvas, (x + 40.0, y));
            }
            LineKind::Differ => margins::unequal(canvas, (x + 20.0, y)),
            LineKind::MaybeSame => margins::about_equal(canvas, (x + 20.0, y)),
            _ => {}
        }
    }

    pub(super) fn stroke<'c>(self, canvas: &'c mut Canvas, path: &str, ink: Ink) -> super::canvas::Tag<'c> {
        let tag = canvas
            .open("path")
            .set("d", path)
            .set("fill", "none")
            .stroke(ink, self.width());
        match self.dashes() {
            Some(dashes) => tag.set("stroke-dasharray", dashes),
            None => tag,
        }
    }
}

/// What speaks through this source: itself, or, when it is an outlet whose every source is of one kind, these.
fn kind_of_source(scene: &Scene, id: SourceId) -> LineKind {
    match scene.source(id).kind {
        _ if names_nobody(scene.case, scene.source(id)) => LineKind::NotNamed,
        SourceKind::Document => LineKind::Document,
        SourceKind::Anonymous | SourceKind::UnnamedPerson | SourceKind::UnnamedGroup => LineKind::NotNamed,
        SourceKind::Outlet => LineKind::Outlet,
        SourceKind::NamedPerson | SourceKind::NamedOrganization | SourceKind::Newsroom => LineKind::OnRecord,
    }
}

/// Does no line lead to this claim?
fn is_alone(scene: &Scene, at: usize) -> bool {
    let asserted = scene.links.partition_point(|link| link.claim < at);
    scene.links.get(asserted).is_none_or(|link| link.claim != at)
}

/// From the right edge of the card, which may stand inside another, to the claim.
fn curve(ribbon: &Ribbon, card: &Card) -> String {
    let ((x0, y0), (x1, y1)) = (ribbon.from, ribbon.to);
    let bend = x1 - RUN;
    let half = (bend - x0) / 2.0;
    let start = if card.depth == 0 { x0 } else { card.rect.right() };
    let numbers = [start, y0, x0, x0 + half * 1.25, bend - half, y1, bend, x1];
    let [start, y0, x0, ax, bx, y1, bend, end] = numbers.map(number);
    format!("M{start} {y0}H{x0}C{ax} {y0} {bx} {y1} {bend} {y1}H{end}")
}

/// Draws the ribbons, each over the halo that parts it from those below.
pub(super) fn draw(canvas: &mut Canvas, scene: &Scene, layout: &Layout) {
    let mut order: Vec<&Ribbon> = layout.ribbons.iter().collect();
    order.sort_by_key(|ribbon| (ribbon.card, ribbon.link));
    for ribbon in order {
        let link = &scene.links[ribbon.link];
        let kind = LineKind::of(scene, link);
        let path = curve(ribbon, &layout.cards[ribbon.card]);
        canvas
            .open("path")
            .set("d", &path)
            .set("fill", "none")
            .stroke(Ink::Paper, kind.width() + 4.0)
            .empty();
        let ink = ink(kind, &layout.cards[ribbon.card]);
        kind.stroke(canvas, &path, ink)
            .class("ribbon")
            .set("data-source", &scene.source(link.source).id)
            .set("data-claim", &scene.claim(link.claim).id)
            .titled(&told(scene, link));
        if kind == LineKind::Document {
            core(canvas, &path);
        }
    }
}

/// "Karoline Leavitt confirmed: The talks ..."
fn told(scene: &Scene, link: &Link) -> String {
    format!("{}: {}", link.label, escape::line(&scene.claim(link.claim).text))
}

fn ink(kind: LineKind, card: &Card) -> Ink {
    match kind {
        LineKind::Denies => Ink::Deny,
        LineKind::Declined => Ink::Soft,
        _ => Ink::Ribbon(colour(card)),
    }
}

/// The light line inside a document's ribbon.
fn core(canvas: &mut Canvas, path: &str) {
    canvas
        .open("path")
        .set("d", path)
        .set("fill", "none")
        .stroke(Ink::Paper, 1.6)
        .empty();
}

/// An arrowhead that points right and ends here.
pub(super) fn arrow(canvas: &mut Canvas, (x, y): (f64, f64)) {
    let path = format!("M{} {}l-9 -4.5v9z", number(x), number(y));
    canvas.open("path").set("d", &path).fill(Ink::Soft).empty();
}

fn cross(canvas: &mut Canvas, (x, y): (f64, f64)) {
    let path = format!("M{} {}l10 10m0 -10l-10 10", number(x - 5.0), number(y - 5.0));
    for (ink, width) in [(Ink::Paper, 6.0), (Ink::Deny, 2.4)] {
        let tag = canvas.open("path").set("d", &path).set("fill", "none");
        tag.stroke(ink, width).empty();
    }
}

fn ring(canvas: &mut Canvas, (x, y): (f64, f64)) {
    canvas
        .open("circle")
        .number("cx", x)
        .number("cy", y)
        .number("r", 4.5)
        .fill(Ink::Paper)
        .stroke(Ink::Soft, 1.8)
        .empty();
}

/// Draws what stands at the ends of ribbons, over all of them: words, crosses, rings; and the stubs of claims
/// that no ribbon leads to.
pub(super) fn draw_ends(canvas: &mut Canvas, scene: &Scene, layout: &Layout, lettering: &Lettering) {
    for ribbon in &layout.ribbons {
        let link = &scene.links[ribbon.link];
        let (x, y) = ribbon.to;
        let card = &layout.cards[ribbon.card];
        let ink = match link.stance {
            Stance::Asserts => Ink::Label(colour(card)),
            Stance::Denies => Ink::Deny,
            Stance::Declines => Ink::Soft,
        };
        // Words keep clear of what stands on the line.
        let right = match link.stance {
            Stance::Asserts => x - 9.0,
            Stance::Denies => {
                cross(canvas, (x - 12.0, y));
                x - 20.0
            }
            Stance::Declines => {
                ring(canvas, (x - 10.0, y));
                x - 18.0
            }
        };
        let looks = Type {
            face: Face::Regular,
            size: CUE_SIZE,
            ink,
        };
        let room = RUN - 6.0 - (x - right);
        let fits = |label: &str| lettering.width(looks.face, looks.size, label) <= room;
        let words = match fits(&link.label) {
            true => &link.label,
            false => &link.short,
        };
        let label = lettering.fit(looks.face, looks.size, words, room);
        canvas
            .text_tag((right, y - WIDTH / 2.0 - 4.0), Anchor::End, looks)
            .class("label")
            .text(&label);
    }
    for (at, claim) in layout.claims.iter().enumerate() {
        if is_alone(scene, at) {
            let y = claim.rect.y + claim.rect.height / 2.0;
            stub(canvas, (claim.rect.x, y));
        }
    }
}

fn stub(canvas: &mut Canvas, (x, y): (f64, f64)) {
    let missing = Ink::Strength(Tone::Missing);
    let path = format!("M{} {}H{}", number(x - 56.0), number(y), number(x - 3.0));
    LineKind::NoSource.stroke(canvas, &path, missing).empty();
    canvas
        .open("circle")
        .number("cx", x - 70.0)
        .number("cy", y)
        .number("r", 11.0)
        .fill(Ink::Card)
        .stroke(missing, 1.8)
        .empty();
    let looks = Type {
        face: Face::Bold,
        size: 14.0,
        ink: missing,
    };
    canvas.text((x - 70.0, y + 5.0), Anchor::Middle, looks, "?");
}
