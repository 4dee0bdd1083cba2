//! The boxes of the picture, filled with lines of words and as high as these want: cards of sources, boxes of claims.

use super::lead::Lead;
use crate::claim::{ClaimKind, Weight};
use crate::report::svg::canvas::{Rect, Type};
use crate::report::svg::figure::Figure;
use crate::report::svg::footing::Footing;
use crate::report::svg::lettering::{Face, Room};
use crate::report::svg::sheet::{Pen, leading};
use crate::report::svg::theme::Ink;
use crate::report::svg::type_sizes::{SMALL, STRONG};
use crate::report::{escape, words};
use crate::rules;
use crate::source::SourceId;
use crate::strength::Rung;

/// Widths of cards and claims; where sources stand in many columns all are narrower.
#[derive(Clone, Copy, Debug)]
pub(super) struct Widths {
    pub(super) card: f64,
    pub(super) claim: f64,
}

impl Widths {
    pub(super) fn of(columns: usize) -> Widths {
        let (card, claim) = match columns {
            0 | 1 => (270.0, 580.0),
            2 => (250.0, 580.0),
            _ => (205.0, 500.0),
        };
        Widths { card, claim }
    }
}

/// Inside boxes.
pub(super) const PAD: f64 = 12.0;
/// Where the words of a card begin, after its pictogram.
pub(super) const INDENT: f64 = 44.0;
/// Where those of a claim begin, after its bar and its place in the list.
pub(super) const AFTER: f64 = 58.0;
/// No claim's box is lower: its place in the list stands in it.
const LOWEST: f64 = 54.0;
/// Between lines that end at a box.
pub(super) const PORT: f64 = 23.0;
/// More for lines that narrow to one.
pub(super) const SIDE: f64 = 20.0;

pub(super) const NAME: Type = Type {
    face: Face::Bold,
    size: 16.0,
    ink: Ink::Text,
};
const WORDS: Type = Type {
    face: Face::Regular,
    size: 17.0,
    ink: Ink::Text,
};

/// Lines of words that look alike.
pub(super) struct Words {
    pub(super) looks: Type,
    pub(super) lines: Vec<String>,
}

impl Words {
    fn of(pen: &Pen, looks: Type, text: &str, (width, lines): (f64, usize)) -> Words {
        Words {
            looks,
            lines: pen.wrap(looks, text, Room { width, lines }),
        }
    }

    pub(super) fn height(&self) -> f64 {
        leading(self.looks.size) * self.lines.len() as f64
    }
}

/// A source's card.
pub(super) struct Card {
    pub(super) source: SourceId,
    pub(super) rect: Rect,
    pub(super) figure: Figure,
    pub(super) words: Vec<Words>,
    /// Do all lines leave it through a waist?
    pub(super) waist: bool,
}

/// A claim's box.
pub(super) struct ClaimBox {
    pub(super) rect: Rect,
    pub(super) footing: Footing,
    pub(super) badge: String,
    pub(super) meta: String,
    pub(super) words: Vec<Words>,
    /// Lines that end here, by index in [`crate::report::scene::Scene::links`].
    pub(super) ports: Vec<usize>,
    /// Those of them that narrow to one, and the name of their side.
    pub(super) side: Option<(String, Vec<usize>)>,
}

/// The card of a source from which so many lines leave.
pub(super) fn card(pen: &Pen, lead: &Lead, id: SourceId, lines: usize) -> Card {
    let scene = lead.scene;
    let source = scene.source(id);
    let widths = Widths::of(lead.columns);
    let room = widths.card - INDENT - PAD;
    let waist = lead.waist(id);
    let mut told = vec![
        Words::of(pen, NAME, &words::name(source), (room, 2)),
        Words::of(pen, SMALL, &about(lead, id), (room, 3)),
    ];
    if let Some(falls) = waist.and_then(|carrier| lead.falls(carrier)) {
        told.push(Words::of(pen, STRONG, &falls, (room, 2)));
    }
    if let Some(rest) = scene.rest.iter().find(|rest| rest.source == Some(id)) {
        told.push(Words::of(pen, SMALL, &rest.beside(), (room, 2)));
    }
    let height: f64 = told.iter().map(Words::height).sum();
    let ports = if waist.is_some() { 0.0 } else { lines as f64 * 16.0 };
    Card {
        source: id,
        rect: Rect {
            width: widths.card,
            height: (height + 20.0).max(ports + 16.0),
            ..Rect::default()
        },
        figure: Figure::of(source),
        words: told,
        waist: waist.is_some() && lines > 0,
    }
}

/// What stands under a source's name.
fn about(lead: &Lead, id: SourceId) -> String {
    let scene = lead.scene;
    let source = scene.source(id);
    let mut parts = vec![match scene.silent[id.0] {
        true => words::about_silent(source),
        false => words::about(source),
    }];
    if scene.idle[id.0] {
        parts.push("mentioned, not a source".to_owned());
    }
    let sides = lead.sides(id);
    if !sides.is_empty() {
        parts.push(format!("side: {}", sides.join(", ")));
    }
    parts.join(" · ")
}

/// The box of a claim to which these lines lead, by index in [`crate::report::scene::Scene::claims`].
pub(super) fn claim_box(pen: &Pen, lead: &Lead, at: usize, ports: Vec<usize>) -> ClaimBox {
    let scene = lead.scene;
    let (claim, strength) = (scene.claim(at), scene.strength(at));
    let footing = Footing::of(strength.rung);
    let width = Widths::of(lead.columns).claim;
    let room = width - AFTER - PAD;
    let looks = match claim.weight {
        Weight::Heavy => Type {
            face: Face::Bold,
            ..WORDS
        },
        _ => WORDS,
    };
    let text = words::capital(&escape::line(&claim.text));
    let mut told = vec![Words::of(pen, looks, &text, (room, 3))];
    if let Some(why) = why(lead, at) {
        let looks = Type {
            ink: footing.text(),
            ..SMALL
        };
        told.push(Words::of(pen, looks, &why, (room, 3)));
    }
    let side = lead.side(at);
    let height: f64 = told.iter().map(Words::height).sum();
    let mut lines = ports.len() as f64 * PORT + 8.0;
    if side.is_some() {
        lines += SIDE;
    }
    let badge = badge(lead, at);
    let beside = room - pen.width(STRONG, &badge) - 40.0;
    let meta = metas(lead, at)
        .into_iter()
        .find(|meta| pen.width(SMALL, meta) <= beside);
    ClaimBox {
        rect: Rect {
            width,
            height: (height + 40.0).max(lines).max(LOWEST),
            ..Rect::default()
        },
        footing,
        badge,
        meta: meta.unwrap_or_default(),
        words: told,
        ports,
        side,
    }
}

/// What the claim stands on, in a word or two.
fn badge(lead: &Lead, at: usize) -> String {
    let strength = lead.scene.strength(at);
    let mut parts = vec![words::badge(strength)];
    let independence = strength.independence;
    match independence.by_interest {
        sides if sides >= independence.cited => {}
        1 => parts.push("one side".to_owned()),
        sides => parts.push(format!("{sides} sides")),
    }
    if strength.disputed {
        parts.push("denied".to_owned());
    }
    parts.join(" · ")
}

/// Why it stands as it does, where the lines do not tell it.
fn why(lead: &Lead, at: usize) -> Option<String> {
    let (claim, strength) = (lead.scene.claim(at), lead.scene.strength(at));
    let supporters = claim.supporters();
    let plain = match strength.rung {
        Rung::Unattributed => true,
        Rung::SingleSource | Rung::OwnWord | Rung::Document => {
            supporters.len() == 1 && strength.roots == supporters && !strength.disputed
        }
        Rung::Corroborated => {
            let independence = strength.independence;
            !strength.disputed
                && independence.by_interest >= independence.cited
                && strength.roots.len() == supporters.len()
        }
        _ => false,
    };
    let mut said = Vec::new();
    if !plain {
        said.push(words::sentence(&escape::line(&strength.words)));
    }
    if !claim.discrepancies.is_empty() {
        said.push(words::differs(&claim.discrepancies));
    }
    (!said.is_empty()).then(|| said.join(" "))
}

/// "¶ 2 · claim 3 · accuses somebody of wrongdoing", and shorter forms of it, the longest first.
fn metas(lead: &Lead, at: usize) -> Vec<String> {
    let (case, claim) = (lead.scene.case, lead.scene.claim(at));
    let mut parts = Vec::new();
    match case.draft.paragraph(claim.place()) {
        Some(number) => parts.push(format!("¶ {number}")),
        None if claim.lede && !case.by_hand() => parts.push("headline".to_owned()),
        None => {}
    }
    parts.push(format!("claim {}", lead.scene.claims[at].0 + 1));
    if rules::is_unsure(case, claim) {
        parts.push("the reading is unsure".to_owned());
    }
    let place = parts.join(" · ");
    let reason = escape::line(&claim.weight_reason);
    let weight = match (claim.weight, claim.kind) {
        (Weight::Heavy, _) => "heavy",
        (_, ClaimKind::Opinion) => "an opinion",
        _ => "",
    };
    let mut metas = vec![place.clone()];
    if !weight.is_empty() {
        metas.insert(0, format!("{place} · {weight}"));
    }
    if claim.weight == Weight::Heavy && !reason.is_empty() {
        metas.insert(0, format!("{place} · heavy: {reason}"));
    }
    metas
}
