//! The boxes of the picture, filled with lines of words and as high as these want: cards of sources, boxes of claims.

use super::canvas::Rect;
use super::layout::{CARD_WIDTH, CLAIM_WIDTH};
use super::lettering::{Face, Lettering, Room};
use crate::attribution::Stance;
use crate::claim::Weight;
use crate::draft::{BlockKind, Format};
use crate::report::scene::Scene;
use crate::report::{escape, words};
use crate::source::SourceId;
use crate::span::Span;
use crate::strength::Rung;

/// Inside cards.
pub(super) const PAD: f64 = 15.0;
pub(super) const NAME_SIZE: f64 = 16.0;
pub(super) const ABOUT_SIZE: f64 = 12.5;
pub(super) const TEXT_SIZE: f64 = 15.0;
pub(super) const NOTE_SIZE: f64 = 12.5;
pub(super) const META_SIZE: f64 = 12.0;
pub(super) const BADGE_SIZE: f64 = 12.5;
pub(super) const CUE_SIZE: f64 = 11.5;

/// Height of a line of text of this size.
pub(super) fn leading(size: f64) -> f64 {
    (size * 1.34).round()
}

/// A source's card.
pub(super) struct Card {
    pub(super) source: SourceId,
    pub(super) rect: Rect,
    pub(super) name: Vec<String>,
    pub(super) about: Vec<String>,
    /// How many claims it backs; empty when none.
    pub(super) count: String,
    /// Behind how many of these it stands alone; empty unless they are several.
    pub(super) alone: String,
    /// Number of the outermost card, from above.
    pub(super) number: usize,
    /// Depth of nesting.
    pub(super) depth: usize,
    /// Height of its own words, above the cards inside it.
    pub(super) head: f64,
    /// Height along which its ports stand: all of it, unless a card inside has ports of its own.
    ports_height: f64,
    /// Ribbons that begin here, by index.
    pub(super) ports: Vec<usize>,
}

/// What a pill in a claim's box says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pill {
    Strength,
    Interest,
    Disputed,
}

/// A claim's box.
pub(super) struct ClaimBox {
    pub(super) rect: Rect,
    pub(super) meta: String,
    pub(super) text: Vec<String>,
    pub(super) note: Vec<String>,
    /// From the right: what, width, words.
    pub(super) pills: Vec<(Pill, f64, String)>,
    /// Ribbons that end here, by index.
    pub(super) ports: Vec<usize>,
}

pub(super) fn claim_box(scene: &Scene, lettering: &Lettering, at: usize) -> ClaimBox {
    let (claim, strength) = (scene.claim(at), scene.strength(at));
    let inner = CLAIM_WIDTH - 2.0 * PAD - 6.0;
    let room = |lines| Room { width: inner, lines };
    let badge = words::badge(strength);
    let width = |text: &str| lettering.width(Face::Bold, BADGE_SIZE, text) + 22.0;
    let mut pills = vec![(Pill::Strength, width(&badge), badge)];
    let interests = words::interests(strength);
    if !interests.is_empty() {
        pills.push((Pill::Interest, width(&interests), interests));
    }
    if strength.disputed {
        pills.push((Pill::Disputed, width("disputed"), "disputed".to_owned()));
    }
    let pills_width: f64 = pills.iter().map(|(_, width, _)| width + 6.0).sum();
    let fits = |meta: &String| lettering.width(Face::Regular, META_SIZE, meta) <= inner - pills_width - 6.0;
    // Half of a reason tells nothing: it stands whole or not at all.
    let meta = metas(scene, at).into_iter().find(fits).unwrap_or_default();
    let text = words::capital(&escape::line(&claim.text));
    let text = lettering.wrap(Face::Regular, TEXT_SIZE, &text, room(6));
    let shared = strength.independence.by_interest < strength.independence.cited;
    let quiet = strength.rung == Rung::Corroborated && !strength.disputed && !shared;
    let note = match quiet {
        true => Vec::new(),
        false => {
            let words = words::sentence(&escape::line(&strength.words));
            lettering.wrap(Face::Regular, NOTE_SIZE, &words, room(3))
        }
    };
    let height =
        34.0 + text.len() as f64 * leading(TEXT_SIZE) + note.len() as f64 * leading(NOTE_SIZE) + 10.0;
    ClaimBox {
        rect: Rect {
            x: 0.0,
            y: 0.0,
            width: CLAIM_WIDTH,
            height,
        },
        meta,
        text,
        note,
        pills,
        ports: Vec::new(),
    }
}

/// The number of the paragraph that a place stands in, headings and list marks left out, from 1 on.
fn paragraph(draft: &crate::draft::Draft, span: Span) -> usize {
    let running = |kind: BlockKind| !matches!(kind, BlockKind::Headline | BlockKind::Heading);
    let before = draft
        .blocks
        .iter()
        .take_while(|block| block.span.start <= span.start);
    before.filter(|block| running(block.kind)).count().max(1)
}

/// "¶2 · claim 3 · heavy: casualty figure", and shorter forms of it, the longest first. That a claim is light
/// is left out: it is nothing to look at.
fn metas(scene: &Scene, at: usize) -> Vec<String> {
    let claim = scene.claim(at);
    let mut parts = Vec::new();
    let draft = &scene.case.draft;
    if let (true, Some(span)) = (draft.format != Format::Graph, claim.spans.first()) {
        let headline = draft
            .blocks
            .partition_point(|block| block.span.start <= span.start)
            .checked_sub(1);
        match headline.map(|block| draft.blocks[block].kind) {
            Some(BlockKind::Headline) => parts.push("headline".to_owned()),
            _ => parts.push(format!("¶{}", paragraph(draft, *span))),
        }
    }
    parts.push(format!("claim {}", scene.claims[at].0 + 1));
    let place = parts.join(" · ");
    if claim.weight != Weight::Heavy {
        return vec![place];
    }
    let weight = words::weight(claim.weight);
    let reason = escape::line(&claim.weight_reason);
    let short = format!("{place} · {weight}");
    match reason.as_str() {
        "" => vec![short, place],
        reason => vec![format!("{short}: {reason}"), short, place],
    }
}

/// Makes cards, those inside another with it.
pub(super) struct Stacker<'s> {
    scene: &'s Scene<'s>,
    lettering: &'s Lettering,
    /// For each source, the links that begin there.
    begun: Vec<Vec<usize>>,
}

impl<'s> Stacker<'s> {
    pub(super) fn new(scene: &'s Scene<'s>, lettering: &'s Lettering) -> Stacker<'s> {
        let mut begun = vec![Vec::new(); scene.inner.len()];
        for (at, link) in scene.links.iter().enumerate() {
            begun[link.source.0].push(at);
        }
        Stacker {
            scene,
            lettering,
            begun,
        }
    }

    /// The outermost card of a source and those inside it, at height 0 and left 0, and how high it is.
    pub(super) fn stack(&mut self, id: SourceId, number: usize) -> (Vec<Card>, f64) {
        let mut stack = Vec::new();
        let height = self.push(id, (0.0, CARD_WIDTH, 0), &mut stack);
        for card in &mut stack {
            card.number = number;
        }
        (stack, height)
    }

    /// Adds the card of a source and those inside it, the outermost at height 0; gives its height.
    fn push(&mut self, id: SourceId, (x, width, depth): (f64, f64, usize), stack: &mut Vec<Card>) -> f64 {
        let at = stack.len();
        stack.push(self.card(id, (x, width, depth)));
        let mut below = 0.0;
        for inner in &self.scene.inner[id.0] {
            let first = stack.len();
            let height = self.push(*inner, (x + 12.0, width - 24.0, depth + 1), stack);
            for card in &mut stack[first..] {
                card.rect.y += below;
            }
            below += height + 10.0;
        }
        if below > 0.0 {
            below += 3.0;
        }
        let ports = stack[at].ports.len() as f64;
        let wanted = ports * port_pitch(ports) + 12.0;
        // Where no card inside has ports, its own may stand beside these too.
        let has_edge = stack[at + 1..].iter().all(|card| card.ports.is_empty());
        let head = stack[at].head.max(if has_edge { wanted - below } else { wanted });
        for card in &mut stack[at + 1..] {
            card.rect.y += head;
        }
        let card = &mut stack[at];
        card.head = head;
        card.ports_height = if has_edge { head + below } else { head };
        card.rect.height = head + below;
        head + below
    }

    /// What stands under the name.
    fn about(&self, id: SourceId) -> String {
        if self.scene.silent[id.0] {
            return words::about_silent(self.scene.source(id));
        }
        let about = words::about(self.scene.source(id));
        let alone = self.scene.idle[id.0];
        if alone {
            format!("{about} · mentioned, not a source")
        } else {
            about
        }
    }

    /// How many of the claims at these links fall with this source. What somebody says of their own mind is theirs
    /// alone and does not count.
    fn alone(&self, id: SourceId, links: &[usize]) -> usize {
        let links = links.iter().map(|link| &self.scene.links[*link]);
        let falls = links.filter(|link| {
            let strength = self.scene.strength(link.claim);
            let on_it = strength.rung != Rung::OwnWord && strength.bottlenecks.contains(&id);
            link.stance == Stance::Asserts && on_it
        });
        falls.count()
    }

    fn card(&mut self, id: SourceId, (x, width, depth): (f64, f64, usize)) -> Card {
        let source = self.scene.source(id);
        let ports = std::mem::take(&mut self.begun[id.0]);
        let backed = ports
            .iter()
            .filter(|link| self.scene.links[**link].stance == Stance::Asserts)
            .count();
        let count = match backed {
            0 => String::new(),
            backed => words::count(backed, "claim"),
        };
        let alone = match self.alone(id, &ports) {
            0 | 1 => String::new(),
            2 if backed == 2 => "alone behind both".to_owned(),
            alone if alone == backed => format!("alone behind all {alone}"),
            alone => format!("alone behind {alone} of them"),
        };
        let inner = width - 2.0 * PAD;
        let beside = match count.as_str() {
            "" => 0.0,
            count => self.lettering.width(Face::Bold, ABOUT_SIZE, count) + 10.0,
        };
        let size = name_size(depth);
        let room = Room {
            width: inner - beside,
            lines: 3,
        };
        let name = self.lettering.wrap(Face::Bold, size, &words::name(source), room);
        let room = Room {
            width: inner,
            lines: 3,
        };
        let about = self.about(id);
        let about = self.lettering.wrap(Face::Regular, ABOUT_SIZE, &about, room);
        let small = about.len() + usize::from(!alone.is_empty());
        let lines = name.len() as f64 * leading(size) + small as f64 * leading(ABOUT_SIZE);
        Card {
            source: id,
            rect: Rect {
                x,
                y: 0.0,
                width,
                height: 0.0,
            },
            name,
            about,
            count,
            alone,
            number: 0,
            depth,
            head: lines + 22.0,
            ports_height: 0.0,
            ports,
        }
    }
}

/// Size of a card's name.
pub(super) fn name_size(depth: usize) -> f64 {
    if depth == 0 { NAME_SIZE } else { 14.0 }
}

/// Distance of ports on a card with so many.
fn port_pitch(ports: f64) -> f64 {
    if ports <= 8.0 { 18.0 } else { 11.0 }
}

impl Card {
    /// From where to where ports stand on the right edge.
    pub(super) fn port_room(&self) -> (f64, f64) {
        let height = self.ports_height;
        let ports = self.ports.len() as f64;
        let used = ports * port_pitch(ports);
        let spare = (height - used).max(0.0) / 2.0;
        (self.rect.y + spare, self.rect.y + height - spare)
    }

    /// Top of the card's own words when these stand in the middle of their room.
    pub(super) fn words_top(&self) -> f64 {
        let lines = self.name.len() as f64 * leading(name_size(self.depth))
            + (self.about.len() + usize::from(!self.alone.is_empty())) as f64 * leading(ABOUT_SIZE);
        self.rect.y + (self.head - lines) / 2.0
    }
}
