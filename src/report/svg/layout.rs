//! Where everything stands, in pixels: sources left, claims right, ribbons between their ports.

use super::canvas::Rect;
use super::lettering::{Face, Lettering, Room};
use super::order;
use crate::attribution::Stance;
use crate::draft::{BlockKind, Format};
use crate::report::scene::Scene;
use crate::report::{escape, words};
use crate::source::SourceId;
use crate::strength::Rung;

/// Left and right of everything.
pub(super) const MARGIN: f64 = 40.0;
/// Below the header.
pub(super) const CARD_WIDTH: f64 = 330.0;
pub(super) const RIBBON_ROOM: f64 = 390.0;
pub(super) const CLAIM_WIDTH: f64 = 560.0;
/// Inside cards.
pub(super) const PAD: f64 = 15.0;
/// Width of the straight end of a ribbon, on which its words stand.
pub(super) const RUN: f64 = 104.0;
const LANE: f64 = 13.0;
const GAP: f64 = 14.0;

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
    /// Number of the outermost card, from above.
    pub(super) number: usize,
    /// Depth of nesting.
    pub(super) depth: usize,
    /// Height of its own words, above the cards inside it.
    head: f64,
    /// Height along which its ports stand: all of it, unless a card inside has ports of its own.
    ports_height: f64,
    /// Ribbons that begin here, by index.
    ports: Vec<usize>,
}

/// A claim's box.
pub(super) struct ClaimBox {
    pub(super) rect: Rect,
    pub(super) meta: String,
    pub(super) text: Vec<String>,
    pub(super) note: Vec<String>,
    pub(super) badge: String,
    pub(super) badge_width: f64,
    /// Ribbons that end here, by index.
    ports: Vec<usize>,
}

/// A ribbon from a card to a claim.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Ribbon {
    /// Index in [`Scene::links`].
    pub(super) link: usize,
    /// Index in [`Layout::cards`].
    pub(super) card: usize,
    pub(super) from: (f64, f64),
    pub(super) to: (f64, f64),
}

/// A line left of the cards from one that cites to the one that it cites.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arc {
    pub(super) from: (f64, f64),
    pub(super) to: (f64, f64),
    /// How far left it reaches.
    pub(super) x: f64,
    pub(super) citing: SourceId,
    pub(super) cited: SourceId,
}

/// The whole picture.
pub(super) struct Layout {
    pub(super) width: f64,
    /// Below the last card and claim.
    pub(super) bottom: f64,
    /// Left edge of the cards.
    pub(super) left: f64,
    /// Left edge of the claims.
    pub(super) right: f64,
    /// Outermost cards from above, each followed by those inside it.
    pub(super) cards: Vec<Card>,
    pub(super) claims: Vec<ClaimBox>,
    pub(super) ribbons: Vec<Ribbon>,
    pub(super) arcs: Vec<Arc>,
}

impl Layout {
    /// Lays a scene out below `top`.
    pub(super) fn of(scene: &Scene, lettering: &Lettering, top: f64) -> Layout {
        let lanes = scene.cites.len().min(9) as f64;
        let left = MARGIN + if lanes > 0.0 { lanes * LANE + 6.0 } else { 0.0 };
        let right = left + CARD_WIDTH + RIBBON_ROOM;
        let mut layout = Layout {
            width: right + CLAIM_WIDTH + MARGIN,
            bottom: top,
            left,
            right,
            cards: Vec::new(),
            claims: Vec::new(),
            ribbons: Vec::new(),
            arcs: Vec::new(),
        };
        layout.stack_claims(scene, lettering, top);
        layout.stack_cards(scene, lettering, top);
        layout.set_ports(scene);
        layout.set_arcs(scene);
        layout
    }

    fn stack_claims(&mut self, scene: &Scene, lettering: &Lettering, top: f64) {
        let mut labelled = vec![Vec::new(); scene.claims.len()];
        for (at, link) in scene.links.iter().enumerate() {
            labelled[link.claim].push(at);
        }
        let mut y = top;
        for (at, ports) in labelled.into_iter().enumerate() {
            let mut claim = claim_box(scene, lettering, at);
            claim.rect.x = self.right;
            claim.rect.y = y;
            claim.rect.height = claim
                .rect
                .height
                .max(PORT_TOP + ports.len() as f64 * PORT_PITCH + 6.0);
            claim.ports = ports;
            y = claim.rect.bottom() + GAP;
            self.claims.push(claim);
        }
        self.bottom = self.bottom.max(y - GAP);
    }

    fn stack_cards(&mut self, scene: &Scene, lettering: &Lettering, top: f64) {
        let (ends, wish) = self.wishes(scene);
        let order = order::arrange(&ends, &wish);
        let mut heights = Vec::new();
        let mut stacks = Vec::new();
        let mut begun = vec![Vec::new(); scene.inner.len()];
        for (at, link) in scene.links.iter().enumerate() {
            begun[link.source.0].push(at);
        }
        let mut stacker = Stacker {
            scene,
            lettering,
            begun,
            number: 0,
        };
        for (number, card) in order.iter().enumerate() {
            stacker.number = number;
            let mut stack = Vec::new();
            let height = stacker.push(scene.cards[*card], (self.left, CARD_WIDTH, 0), &mut stack);
            heights.push(height);
            stacks.push(stack);
        }
        let wish: Vec<f64> = order
            .iter()
            .zip(&heights)
            .map(|(card, height)| wish[*card] - height / 2.0)
            .collect();
        let tops = order::place(&wish, &heights, GAP + 8.0, (top, self.bottom));
        for (y, stack) in tops.into_iter().zip(stacks) {
            for mut card in stack {
                card.rect.y += y;
                self.bottom = self.bottom.max(card.rect.bottom());
                self.cards.push(card);
            }
        }
    }

    /// For each outermost card, the claims that it leads to, and the height at which it would stand best.
    fn wishes(&self, scene: &Scene) -> (Vec<Vec<usize>>, Vec<f64>) {
        let mut slot = vec![None; scene.outermost.len()];
        for (at, card) in scene.cards.iter().enumerate() {
            slot[card.0] = Some(at);
        }
        let slot_of = |id: SourceId| scene.outermost[id.0].and_then(|card| slot[card.0]);
        let mut ends = vec![Vec::new(); scene.cards.len()];
        for link in &scene.links {
            if let Some(card) = slot_of(link.source) {
                ends[card].push(link.claim);
            }
        }
        let middle = |at: &usize| self.claims[*at].rect.y + self.claims[*at].rect.height / 2.0;
        let mean = |ends: &Vec<usize>| -> Option<f64> {
            (!ends.is_empty()).then(|| ends.iter().map(middle).sum::<f64>() / ends.len() as f64)
        };
        let mut wish: Vec<Option<f64>> = ends.iter().map(mean).collect();
        // What is only cited stands near those that cite it; three rounds reach through most chains.
        for _ in 0..3 {
            let mut near = vec![(0.0, 0.0); wish.len()];
            for (citing, cited) in &scene.cites {
                let (Some(citing), Some(cited)) = (slot_of(*citing), slot_of(*cited)) else {
                    continue;
                };
                if let (Some(y), None) = (wish[citing], wish[cited]) {
                    near[cited] = (near[cited].0 + y, near[cited].1 + 1.0);
                }
            }
            for (wish, (sum, number)) in wish.iter_mut().zip(near) {
                if number > 0.0 {
                    *wish = Some(sum / number);
                }
            }
        }
        let last = self.bottom;
        (ends, wish.into_iter().map(|y| y.unwrap_or(last)).collect())
    }

    fn set_ports(&mut self, scene: &Scene) {
        self.ribbons = vec![Ribbon::default(); scene.links.len()];
        for (at, card) in self.cards.iter_mut().enumerate() {
            card.ports.sort_by_key(|link| scene.links[*link].claim);
            let (from, to) = card.port_room();
            let pitch = (to - from) / card.ports.len() as f64;
            for (number, link) in card.ports.iter().enumerate() {
                let y = from + (number as f64 + 0.5) * pitch;
                self.ribbons[*link] = Ribbon {
                    link: *link,
                    card: at,
                    from: (card.rect.right(), y),
                    to: (0.0, 0.0),
                };
            }
        }
        for claim in &mut self.claims {
            let ribbons = &mut self.ribbons;
            claim
                .ports
                .sort_by(|a, b| ribbons[*a].from.1.total_cmp(&ribbons[*b].from.1));
            let used = claim.ports.len() as f64 * PORT_PITCH;
            let from = claim.rect.y + PORT_TOP + (claim.rect.height - PORT_TOP - 6.0 - used) / 2.0;
            for (number, link) in claim.ports.iter().enumerate() {
                let y = from + (number as f64 + 0.6) * PORT_PITCH;
                ribbons[*link].to = (claim.rect.x, y);
            }
        }
    }

    fn set_arcs(&mut self, scene: &Scene) {
        let mut card_of = vec![None; scene.inner.len()];
        for (at, card) in self.cards.iter().enumerate() {
            card_of[card.source.0] = Some(at);
        }
        let end = |id: SourceId, shift: f64| {
            let card = &self.cards[card_of[id.0]?];
            Some((card.rect.x, card.rect.y + card.head / 2.0 + shift))
        };
        let mut arcs: Vec<Arc> = Vec::new();
        for (citing, cited) in &scene.cites {
            if let (Some(from), Some(to)) = (end(*citing, 6.0), end(*cited, -6.0)) {
                arcs.push(Arc {
                    from,
                    to,
                    x: 0.0,
                    citing: *citing,
                    cited: *cited,
                });
            }
        }
        // Short arcs inside long ones; each takes the innermost lane that is free along its height.
        arcs.sort_by(|a, b| {
            let length = |arc: &Arc| (arc.from.1 - arc.to.1).abs();
            length(a).total_cmp(&length(b))
        });
        let lanes = scene.cites.len().clamp(1, 9);
        let mut taken: Vec<Vec<(f64, f64)>> = vec![Vec::new(); lanes];
        for arc in &mut arcs {
            let (low, high) = (arc.from.1.min(arc.to.1) - 4.0, arc.from.1.max(arc.to.1) + 4.0);
            let free = |lane: &Vec<(f64, f64)>| lane.iter().all(|(from, to)| high < *from || *to < low);
            let lane = taken.iter().position(free).unwrap_or(lanes - 1);
            taken[lane].push((low, high));
            arc.x = self.left - (lane as f64 + 1.0) * LANE;
        }
        self.arcs = arcs;
    }
}

const PORT_TOP: f64 = 8.0;
const PORT_PITCH: f64 = 22.0;

fn claim_box(scene: &Scene, lettering: &Lettering, at: usize) -> ClaimBox {
    let (claim, strength) = (scene.claim(at), scene.strength(at));
    let inner = CLAIM_WIDTH - 2.0 * PAD - 6.0;
    let room = |lines| Room { width: inner, lines };
    let badge = words::badge(strength);
    let badge_width = lettering.width(Face::Bold, BADGE_SIZE, &badge) + 22.0;
    let meta = meta(scene, at);
    let meta = lettering.fit(Face::Regular, META_SIZE, &meta, inner - badge_width - 12.0);
    let text = lettering.wrap(Face::Regular, TEXT_SIZE, &escape::line(&claim.text), room(6));
    let shared = strength.independence.by_interest < strength.independence.low;
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
        meta: meta.into_owned(),
        text,
        note,
        badge,
        badge_width,
        ports: Vec::new(),
    }
}

/// "¶2 · claim 3 · heavy: casualty figure".
fn meta(scene: &Scene, at: usize) -> String {
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
            _ => parts.push(format!("line {}", draft.place(*span).line)),
        }
    }
    parts.push(format!("claim {}", scene.claims[at].0 + 1));
    let weight = words::weight(claim.weight);
    if !weight.is_empty() {
        parts.push(match claim.weight_reason.as_str() {
            "" => weight.to_owned(),
            reason => format!("{weight}: {}", escape::line(reason)),
        });
    }
    parts.join(" · ")
}

struct Stacker<'s> {
    scene: &'s Scene<'s>,
    lettering: &'s Lettering,
    /// For each source, the links that begin there.
    begun: Vec<Vec<usize>>,
    /// Number of the outermost card, from above.
    number: usize,
}

impl Stacker<'_> {
    /// Adds the card of a source and those inside it, the outermost at height 0; gives its height.
    fn push(&mut self, id: SourceId, (x, width, depth): (f64, f64, usize), stack: &mut Vec<Card>) -> f64 {
        let at = stack.len();
        stack.push(self.card(id, (x, width, depth)));
        let ports = stack[at].ports.len() as f64;
        stack[at].head = stack[at].head.max(ports * port_pitch(ports) + 12.0);
        let mut y = stack[at].head;
        for inner in &self.scene.inner[id.0] {
            let first = stack.len();
            let height = self.push(*inner, (x + 12.0, width - 24.0, depth + 1), stack);
            for card in &mut stack[first..] {
                card.rect.y += y;
            }
            y += height + 10.0;
        }
        if !self.scene.inner[id.0].is_empty() {
            y += 3.0;
        }
        let alone = stack[at + 1..].iter().all(|card| card.ports.is_empty());
        stack[at].ports_height = if alone { y } else { stack[at].head };
        stack[at].rect.height = y;
        y
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
        let about = words::about(source);
        let about = self.lettering.wrap(Face::Regular, ABOUT_SIZE, &about, room);
        let lines = name.len() as f64 * leading(size) + about.len() as f64 * leading(ABOUT_SIZE);
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
            number: self.number,
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
    fn port_room(&self) -> (f64, f64) {
        let height = self.ports_height;
        let ports = self.ports.len() as f64;
        let used = ports * port_pitch(ports);
        let spare = (height - used).max(0.0) / 2.0;
        (self.rect.y + spare, self.rect.y + height - spare)
    }

    /// Top of the card's own words when these stand in the middle of their room.
    pub(super) fn words_top(&self) -> f64 {
        let lines = self.name.len() as f64 * leading(name_size(self.depth))
            + self.about.len() as f64 * leading(ABOUT_SIZE);
        self.rect.y + (self.head - lines) / 2.0
    }
}
