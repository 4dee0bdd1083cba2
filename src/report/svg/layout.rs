//! Where everything stands, in pixels: sources left, claims right, ribbons between their ports, and in the
//! margins who cites whom, which sources share an interest, which claims have to do with one another.

use super::boxes::{Card, ClaimBox, Stacker, claim_box};
use super::lanes::Lanes;
use super::lettering::Lettering;
use super::order;
use crate::report::scene::{Scene, TieKind};
use crate::source::SourceId;

/// Left and right of everything.
pub(super) const MARGIN: f64 = 40.0;
pub(super) const CARD_WIDTH: f64 = 330.0;
const RIBBON_ROOM: f64 = 460.0;
pub(super) const CLAIM_WIDTH: f64 = 560.0;
/// Width of the straight end of a ribbon, on which its words stand.
pub(super) const RUN: f64 = 196.0;
/// Widths of lanes: of arcs, of brackets, of ties.
const ARC: f64 = 13.0;
const BRACKET: f64 = 19.0;
const TIE: f64 = 24.0;
/// Lanes at most.
const MOST_LANES: usize = 9;
/// Between boxes.
const GAP: f64 = 14.0;
/// On claims: above the first port, and between ports.
const PORT_TOP: f64 = 8.0;
const PORT_PITCH: f64 = 22.0;

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

/// A bracket left of the cards of sources that share an interest.
#[derive(Clone, Debug)]
pub(super) struct Bracket {
    pub(super) name: String,
    pub(super) x: f64,
    /// Where it meets cards, from above.
    pub(super) ticks: Vec<(f64, f64)>,
}

/// A line right of two claims.
#[derive(Clone, Copy, Debug)]
pub(super) struct TieLine {
    /// Index in [`Scene::ties`].
    pub(super) tie: usize,
    pub(super) kind: TieKind,
    pub(super) x: f64,
    pub(super) from: (f64, f64),
    pub(super) to: (f64, f64),
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
    pub(super) brackets: Vec<Bracket>,
    pub(super) ties: Vec<TieLine>,
}

impl Layout {
    /// Lays a scene out below `top`. Near linear.
    pub(super) fn of(scene: &Scene, lettering: &Lettering, top: f64) -> Layout {
        let mut layout = Layout {
            width: 0.0,
            bottom: top,
            left: 0.0,
            right: CARD_WIDTH + RIBBON_ROOM,
            cards: Vec::new(),
            claims: Vec::new(),
            ribbons: Vec::new(),
            arcs: Vec::new(),
            brackets: Vec::new(),
            ties: Vec::new(),
        };
        layout.stack_claims(scene, lettering, top);
        layout.stack_cards(scene, lettering, top);
        layout.set_ports(scene);
        let left = layout.set_left_margin(scene);
        let ties = layout.set_ties(scene);
        layout.width = layout.right + CLAIM_WIDTH + ties + MARGIN;
        layout.shift(MARGIN + left);
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
        let mut stacker = Stacker::new(scene, lettering);
        let numbered = order.iter().enumerate();
        let (stacks, heights): (Vec<_>, Vec<_>) = numbered
            .map(|(number, card)| stacker.stack(scene.cards[*card], number))
            .unzip();
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
                    // Beside the border, so that the halo does not cut it.
                    from: (CARD_WIDTH + 1.0, y),
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

    /// Arcs next to the cards, brackets left of these; gives the width of both.
    fn set_left_margin(&mut self, scene: &Scene) -> f64 {
        let mut card_of = vec![None; scene.inner.len()];
        for (at, card) in self.cards.iter().enumerate() {
            card_of[card.source.0] = Some(at);
        }
        let edge = |id: SourceId, shift: f64| {
            let card = &self.cards[card_of[id.0]?];
            Some((card.rect.x, card.rect.y + card.head / 2.0 + shift))
        };
        let arcs = scene.cites.iter().filter_map(|(citing, cited)| {
            Some(Arc {
                from: edge(*citing, 6.0)?,
                to: edge(*cited, -6.0)?,
                x: 0.0,
                citing: *citing,
                cited: *cited,
            })
        });
        let mut arcs: Vec<Arc> = arcs.collect();
        let brackets = scene.interests.iter().map(|(name, sources)| {
            let mut ticks: Vec<_> = sources.iter().filter_map(|id| edge(*id, 0.0)).collect();
            ticks.sort_by(|a, b| a.1.total_cmp(&b.1));
            Bracket {
                name: name.clone(),
                x: 0.0,
                ticks,
            }
        });
        let mut brackets: Vec<Bracket> = brackets.filter(|one| one.ticks.len() > 1).collect();
        // Short ones inside long ones.
        let length = |arc: &Arc| (arc.from.1 - arc.to.1).abs();
        arcs.sort_by(|a, b| length(a).total_cmp(&length(b)));
        let mut lanes = Lanes::new(MOST_LANES);
        for arc in &mut arcs {
            arc.x = -(lanes.take((arc.from.1, arc.to.1)) as f64 + 1.0) * ARC;
        }
        let width = lanes.len() as f64 * ARC + if arcs.is_empty() { 0.0 } else { 6.0 };
        brackets.sort_by(|a, b| a.length().total_cmp(&b.length()));
        let mut lanes = Lanes::new(MOST_LANES);
        for bracket in &mut brackets {
            let lane = lanes.take(bracket.reach());
            bracket.x = -width - (lane as f64 + 1.0) * BRACKET + 6.0;
        }
        (self.arcs, self.brackets) = (arcs, brackets);
        width + lanes.len() as f64 * BRACKET
    }

    /// Lines right of the claims; gives their width.
    fn set_ties(&mut self, scene: &Scene) -> f64 {
        let mut order: Vec<usize> = (0..scene.ties.len()).collect();
        order.sort_by_key(|at| scene.ties[*at].second - scene.ties[*at].first);
        let mut lanes = Lanes::new(MOST_LANES);
        for at in order {
            let tie = scene.ties[at];
            let edge = |claim: usize, shift: f64| {
                let rect = &self.claims[claim].rect;
                (rect.right(), rect.y + rect.height / 2.0 + shift)
            };
            let (from, to) = (edge(tie.first, 7.0), edge(tie.second, -7.0));
            let lane = lanes.take((from.1, to.1));
            self.ties.push(TieLine {
                tie: at,
                kind: tie.kind,
                x: from.0 + (lane as f64 + 1.0) * TIE - 4.0,
                from,
                to,
            });
        }
        lanes.len() as f64 * TIE
    }

    /// Moves everything right.
    fn shift(&mut self, by: f64) {
        self.left += by;
        self.right += by;
        self.width += by;
        let rects = self.cards.iter_mut().map(|card| &mut card.rect);
        rects
            .chain(self.claims.iter_mut().map(|claim| &mut claim.rect))
            .for_each(|rect| rect.x += by);
        for ribbon in &mut self.ribbons {
            ribbon.from.0 += by;
            ribbon.to.0 += by;
        }
        for arc in &mut self.arcs {
            arc.x += by;
            arc.from.0 += by;
            arc.to.0 += by;
        }
        for bracket in &mut self.brackets {
            bracket.x += by;
            bracket.ticks.iter_mut().for_each(|tick| tick.0 += by);
        }
        for tie in &mut self.ties {
            tie.x += by;
            tie.from.0 += by;
            tie.to.0 += by;
        }
    }
}

impl Bracket {
    /// Heights of its first and last tick.
    pub(super) fn reach(&self) -> (f64, f64) {
        let end = |tick: Option<&(f64, f64)>| tick.map_or(0.0, |tick| tick.1);
        (end(self.ticks.first()), end(self.ticks.last()))
    }

    fn length(&self) -> f64 {
        let (from, to) = self.reach();
        to - from
    }
}
