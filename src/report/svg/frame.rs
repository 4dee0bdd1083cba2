//! What stands around cards and claims: title, counts by strength, column heads, legend.

use super::canvas::{Anchor, Canvas, Rect, Type, number};
use super::layout::{Layout, MARGIN};
use super::lettering::{Face, Lettering, Room};
use super::ribbons::LineKind;
use super::theme::{Ink, Tone};
use crate::report::scene::Scene;
use crate::report::{escape, words};
use crate::strength::Rung;

const TITLE_SIZE: f64 = 24.0;
const SUBTITLE_SIZE: f64 = 14.0;
const PILL_SIZE: f64 = 13.5;
const PILL_HEIGHT: f64 = 28.0;
/// Width of the header's texts.
const WIDTH: f64 = 1280.0;
const FOLDED_HEIGHT: f64 = 34.0;

/// Title, subtitle and pills, placed.
pub(super) struct Header {
    title: Vec<String>,
    subtitle: String,
    pills: Vec<(String, Ink, Ink, Rect)>,
    /// Where cards and claims begin.
    pub(super) bottom: f64,
}

/// The picture's title: the article's, or what it shows.
pub(super) fn title(scene: &Scene) -> String {
    match escape::line(&scene.case.title) {
        title if title.is_empty() => "Who stands behind each claim".to_owned(),
        title => title,
    }
}

/// The picture in words, for those who do not see it.
pub(super) fn description(scene: &Scene) -> String {
    let counts: Vec<String> = counts(scene).into_iter().map(|(text, ..)| text).collect();
    let mut text = format!(
        "Sources on the left, claims in article order on the right. {}: {}.",
        words::count(scene.claims.len(), "claim"),
        counts.join(", ")
    );
    for at in 0..scene.claims.len().min(400) {
        let strength = scene.strength(at);
        text.push_str(&format!(
            " Claim {}: {} ({}).",
            scene.claims[at].0 + 1,
            escape::line(&scene.claim(at).text).trim_end_matches('.'),
            words::badge(strength)
        ));
    }
    text
}

fn counts(scene: &Scene) -> Vec<(String, Ink, Ink)> {
    let shown = 0..scene.claims.len();
    let mut counts = Vec::new();
    for (rung, _) in Rung::NAMES {
        let number = shown
            .clone()
            .filter(|at| scene.strength(*at).rung == *rung)
            .count();
        if number > 0 {
            let tone = Tone::of(*rung);
            let text = format!("{} {}", words::grouped(number), words::rung(*rung));
            counts.push((text, Ink::Strength(tone), Ink::Badge(tone)));
        }
    }
    let disputed = shown.filter(|at| scene.strength(*at).disputed).count();
    if disputed > 0 {
        let text = format!("{} disputed", words::grouped(disputed));
        counts.push((text, Ink::Deny, Ink::Paper));
    }
    counts
}

fn subtitle(scene: &Scene) -> String {
    let mut parts = Vec::new();
    if !scene.case.title.is_empty() {
        parts.push("Who stands behind each claim".to_owned());
    }
    let path = escape::line(&scene.case.draft.path);
    let file = path.rsplit(['/', '\\']).next().unwrap_or_default();
    if !file.is_empty() && file != "-" {
        parts.push(file.to_owned());
    }
    let all = scene.case.graph.claims.len();
    match scene.claims.len() {
        shown if shown < all => {
            let all = words::count(all, "claim");
            parts.push(format!("{} of {all} shown", words::grouped(shown)));
        }
        _ => parts.push(words::count(all, "claim")),
    }
    let (sources, lineages) = (words::count(scene.source_count(), "source"), scene.cards.len());
    parts.push(match lineages == scene.source_count() {
        true => sources,
        false => format!("{sources} in {}", words::count(lineages, "lineage")),
    });
    parts.join(" · ")
}

impl Header {
    pub(super) fn of(scene: &Scene, lettering: &Lettering) -> Header {
        let room = Room {
            width: WIDTH,
            lines: 2,
        };
        let title = lettering.wrap(Face::Bold, TITLE_SIZE, &title(scene), room);
        let subtitle = subtitle(scene);
        let subtitle = lettering
            .fit(Face::Regular, SUBTITLE_SIZE, &subtitle, WIDTH)
            .into_owned();
        let mut y = 20.0 + 31.0 * title.len() as f64 + 37.0;
        let mut x = MARGIN;
        let mut pills = Vec::new();
        for (text, ink, ground) in counts(scene) {
            let width = lettering.width(Face::Bold, PILL_SIZE, &text) + 30.0;
            if x + width > MARGIN + WIDTH {
                x = MARGIN;
                y += PILL_HEIGHT + 8.0;
            }
            let rect = Rect {
                x,
                y,
                width,
                height: PILL_HEIGHT,
            };
            pills.push((text, ink, ground, rect));
            x += width + 12.0;
        }
        Header {
            title,
            subtitle,
            pills,
            bottom: y + PILL_HEIGHT + 36.0,
        }
    }

    pub(super) fn draw(&self, canvas: &mut Canvas, layout: &Layout) {
        let mut y = 46.0;
        let big = Type {
            face: Face::Bold,
            size: TITLE_SIZE,
            ink: Ink::Text,
        };
        for line in &self.title {
            canvas.text((MARGIN, y), Anchor::Start, big, line);
            y += 31.0;
        }
        let small = Type {
            face: Face::Regular,
            size: SUBTITLE_SIZE,
            ink: Ink::Soft,
        };
        canvas.text((MARGIN, y - 5.0), Anchor::Start, small, &self.subtitle);
        for (text, ink, ground, rect) in &self.pills {
            pill(canvas, *rect, (*ink, *ground), (PILL_SIZE, text));
        }
        for (x, text) in [
            (layout.left, "SOURCES"),
            (layout.right, "CLAIMS, IN ARTICLE ORDER"),
        ] {
            let head = Type {
                face: Face::Bold,
                size: 12.0,
                ink: Ink::Soft,
            };
            canvas
                .text_tag((x, self.bottom - 13.0), Anchor::Start, head)
                .set("letter-spacing", "1")
                .text(text);
        }
    }
}

/// A rounded box with a word or two in it.
pub(super) fn pill(canvas: &mut Canvas, rect: Rect, (ink, ground): (Ink, Ink), (size, text): (f64, &str)) {
    canvas
        .rect(rect, rect.height / 2.0)
        .fill(ground)
        .stroke(ink, 1.0)
        .empty();
    let looks = Type {
        face: Face::Bold,
        size,
        ink,
    };
    let middle = rect.x + rect.width / 2.0;
    let base = rect.y + rect.height / 2.0 + size * 0.36;
    canvas.text((middle, base), Anchor::Middle, looks, text);
}

/// What the lines mean, placed below the picture, and what the picture does not say.
pub(super) struct Legend {
    /// Where it begins.
    top: f64,
    kinds: Vec<(LineKind, (f64, f64))>,
    /// Where the picture ends.
    pub(super) bottom: f64,
}

const LEGEND: Type = Type {
    face: Face::Regular,
    size: 13.0,
    ink: Ink::Soft,
};
const ROW: f64 = 26.0;
/// Width of the piece of a line that stands before its meaning.
const SAMPLE: f64 = 50.0;

impl Legend {
    pub(super) fn of(scene: &Scene, layout: &Layout, lettering: &Lettering) -> Legend {
        let folded = if scene.folded > 0 { FOLDED_HEIGHT } else { 0.0 };
        let top = layout.bottom + folded + 22.0;
        let (mut x, mut y) = (MARGIN, top + 24.0);
        let mut kinds = Vec::new();
        for kind in LineKind::ALL
            .into_iter()
            .filter(|kind| kind.occurs(scene, layout))
        {
            let width = SAMPLE + lettering.width(LEGEND.face, LEGEND.size, kind.words());
            if x + width > layout.width - MARGIN {
                (x, y) = (MARGIN, y + ROW);
            }
            kinds.push((kind, (x, y)));
            x += width + 28.0;
        }
        Legend {
            top,
            kinds,
            bottom: y + 38.0,
        }
    }

    pub(super) fn draw(&self, canvas: &mut Canvas, scene: &Scene, layout: &Layout) {
        if scene.folded > 0 {
            let text = format!("and {} more, not shown", words::count(scene.folded, "claim"));
            let at = (layout.right + 12.0, layout.bottom + 24.0);
            canvas.text(at, Anchor::Start, LEGEND, &text);
        }
        let [left, top, right] = [MARGIN, self.top, layout.width - MARGIN].map(number);
        let path = format!("M{left} {top}H{right}");
        canvas.open("path").set("d", &path).stroke(Ink::Line, 0.5).empty();
        for (kind, (x, y)) in &self.kinds {
            kind.sample(canvas, (*x, *y));
            canvas.text((x + SAMPLE, y + 4.0), Anchor::Start, LEGEND, kind.words());
        }
        let note = Type { size: 12.0, ..LEGEND };
        let text = "Counts the sources that a text names and how far they are independent. \
                    It does not judge whether a claim is true.";
        canvas.text((MARGIN, self.bottom - 10.0), Anchor::Start, note, text);
    }
}
