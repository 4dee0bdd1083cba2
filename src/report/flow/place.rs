//! Where everything stands, in pixels: columns of sources, those from whom others have it further left; claims right.

use std::collections::BTreeMap;

use super::boxes::{Card, ClaimBox, PORT, SIDE, Widths, card, claim_box};
use super::lanes::Lanes;
use super::lead::Lead;
use super::{MARGIN, order};
use crate::report::svg::sheet::Pen;
use crate::source::SourceId;

/// Length of a waist, right of its card.
pub(super) const NECK: f64 = 30.0;
/// Where lines bend, and the straight end on which their words stand.
const BEND: f64 = 90.0;
pub(super) const RUN: f64 = 196.0;
/// How far before its claim a side narrows to one.
pub(super) const FUNNEL: f64 = 44.0;
/// Between columns of sources.
const BETWEEN: f64 = 88.0;
/// Widths of lanes: of those who cite one another, of claims that have to do with one another.
const ARC: f64 = 13.0;
const TIE: f64 = 24.0;
const MOST_LANES: usize = 9;
const GAP: f64 = 13.0;
/// Height of a heading, and of a line that passes a column.
const HEADING: f64 = 28.0;
const ROAD: f64 = 18.0;

pub(super) type Point = (f64, f64);

/// A line from a source to a claim or to who cites it.
pub(super) struct Path {
    pub(super) from: Point,
    /// Where it passes columns: from, to, height.
    pub(super) by: Vec<(f64, f64, f64)>,
    pub(super) to: Point,
}

/// A line left of two sources of one column, from the cited to the citing.
pub(super) struct Arc {
    pub(super) cite: usize,
    pub(super) from: Point,
    pub(super) to: Point,
    pub(super) x: f64,
}

/// A line right of two claims.
pub(super) struct TieLine {
    pub(super) tie: usize,
    pub(super) x: f64,
    pub(super) from: Point,
    pub(super) to: Point,
}

/// The whole picture.
pub(super) struct Layout {
    pub(super) widths: Widths,
    pub(super) width: f64,
    pub(super) bottom: f64,
    /// Left edges of the columns, by number.
    pub(super) lefts: Vec<f64>,
    /// Left edge of the claims.
    pub(super) right: f64,
    pub(super) cards: Vec<Card>,
    /// In the order of [`Lead::order`].
    pub(super) claims: Vec<ClaimBox>,
    /// Base lines of headings, with their words.
    pub(super) headings: Vec<(f64, &'static str)>,
    /// By index in the scene's links.
    pub(super) links: Vec<Path>,
    /// By index in [`Lead::cites`]; none for those of one column.
    pub(super) cites: Vec<Option<Path>>,
    pub(super) arcs: Vec<Arc>,
    pub(super) ties: Vec<TieLine>,
}

/// What stands in a column of sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Item {
    Card(SourceId),
    /// A line to a claim on its way, by index in the scene's links.
    Link(usize),
    /// A line to who cites, by index in the cites.
    Cite(usize),
}

/// A column that is laid: where each of its items stands among them and in the picture.
type Laid = BTreeMap<Item, (usize, f64)>;

struct Placer<'p, 's> {
    lead: &'p Lead<'s>,
    /// For each claim its place from above and its middle.
    claims: Vec<(usize, f64)>,
    columns: Vec<Laid>,
}

impl Layout {
    /// Lays everything out below `top`. Near linear.
    pub(super) fn of(pen: &mut Pen, lead: &Lead, top: f64) -> Layout {
        let mut layout = Layout {
            widths: Widths::of(lead.columns),
            width: 0.0,
            bottom: top,
            lefts: Vec::new(),
            right: 0.0,
            cards: Vec::new(),
            claims: Vec::new(),
            headings: Vec::new(),
            links: Vec::new(),
            cites: Vec::new(),
            arcs: Vec::new(),
            ties: Vec::new(),
        };
        let columns = layout.stack(pen, lead, top);
        layout.set_columns(lead);
        layout.set_paths(lead, &columns);
        let ties = layout.set_ties(lead);
        layout.width = layout.right + layout.widths.claim + ties + MARGIN;
        layout
    }

    /// Claims from above, then the columns of sources from the right, each by what it leads to.
    fn stack(&mut self, pen: &Pen, lead: &Lead, top: f64) -> Vec<Laid> {
        let scene = lead.scene;
        let mut ports = vec![Vec::new(); scene.claims.len()];
        for (number, link) in scene.links.iter().enumerate() {
            ports[link.claim].push(number);
        }
        let mut placer = Placer {
            lead,
            claims: vec![(0, 0.0); scene.claims.len()],
            columns: Vec::new(),
        };
        let mut y = top;
        for (place, at) in lead.order.iter().enumerate() {
            if let Some(heading) = lead.headings.get(&place) {
                y += if place == 0 { HEADING - 14.0 } else { HEADING + 4.0 };
                self.headings.push((y - 12.0, heading));
            }
            let mut claim = claim_box(pen, lead, *at, std::mem::take(&mut ports[*at]));
            claim.rect.y = y;
            placer.claims[*at] = (place, y + claim.rect.height / 2.0);
            y = claim.rect.bottom() + GAP;
            self.claims.push(claim);
        }
        self.bottom = self.bottom.max(y - GAP);
        for column in 0..lead.columns {
            let cards = self.cards_of(pen, lead, column);
            let room = (top + HEADING - 14.0, self.bottom);
            let laid = placer.lay(column, &cards, room);
            for (_, middle) in laid.values() {
                self.bottom = self.bottom.max(middle + ROAD / 2.0);
            }
            for mut card in cards {
                let (_, middle) = laid[&Item::Card(card.source)];
                card.rect.y = middle - card.rect.height / 2.0;
                self.bottom = self.bottom.max(card.rect.bottom());
                self.cards.push(card);
            }
            placer.columns.push(laid);
        }
        placer.columns
    }

    fn cards_of(&self, pen: &Pen, lead: &Lead, column: usize) -> Vec<Card> {
        let own = lead.drawn().filter(|(_, of)| *of == column);
        let mut lines = vec![0; lead.column.len()];
        for link in &lead.scene.links {
            lines[link.source.0] += 1;
        }
        for (_, cited) in &lead.cites {
            lines[cited.0] += 1;
        }
        own.map(|(id, _)| card(pen, lead, id, lines[id.0])).collect()
    }

    /// Left edges, from the leftmost column on, with room for the lanes beside each.
    fn set_columns(&mut self, lead: &Lead) {
        let mut place = vec![None; lead.column.len()];
        for (number, card) in self.cards.iter().enumerate() {
            place[card.source.0] = Some(number);
        }
        let mut lanes: Vec<Lanes> = (0..lead.columns).map(|_| Lanes::new(MOST_LANES)).collect();
        let mut arcs = Vec::new();
        for (cite, (citing, cited)) in lead.cites.iter().enumerate() {
            let (Some(from), Some(to)) = (place[cited.0], place[citing.0]) else {
                continue;
            };
            let column = lead.column[citing.0].unwrap_or(0);
            if lead.column[cited.0].unwrap_or(0) > column {
                continue;
            }
            let edge = |card: &Card, shift: f64| (0.0, card.rect.y + card.rect.height / 2.0 + shift);
            let (from, to) = (edge(&self.cards[from], -6.0), edge(&self.cards[to], 6.0));
            let lane = lanes[column].take((from.1, to.1));
            arcs.push((
                column,
                lane,
                Arc {
                    cite,
                    from,
                    to,
                    x: 0.0,
                },
            ));
        }
        let mut x = MARGIN;
        self.lefts = vec![0.0; lead.columns];
        for column in (0..lead.columns).rev() {
            let room = lanes[column].len() as f64 * ARC;
            x += if room > 0.0 { room + 8.0 } else { 0.0 };
            self.lefts[column] = x;
            x += self.widths.card + BETWEEN;
        }
        self.right = x - BETWEEN + NECK + BEND + RUN;
        for (column, lane, mut arc) in arcs {
            let left = self.lefts[column];
            arc.x = left - (lane as f64 + 1.0) * ARC;
            (arc.from.0, arc.to.0) = (left, left);
            self.arcs.push(arc);
        }
        for card in &mut self.cards {
            card.rect.x = self.lefts[lead.column[card.source.0].unwrap_or(0)];
        }
        for claim in &mut self.claims {
            claim.rect.x = self.right;
        }
    }

    fn set_paths(&mut self, lead: &Lead, columns: &[Laid]) {
        let scene = lead.scene;
        let by = |item: Item, from: usize, to: usize| -> Vec<(f64, f64, f64)> {
            let passed = (to..from).rev();
            passed
                .filter_map(|column| {
                    let (_, y) = columns.get(column)?.get(&item)?;
                    Some((self.lefts[column], self.lefts[column] + self.widths.card, *y))
                })
                .collect()
        };
        let column = |id: SourceId| lead.column[id.0].unwrap_or(0);
        let blank = |by| Path {
            from: (0.0, 0.0),
            by,
            to: (0.0, 0.0),
        };
        let links = scene.links.iter().enumerate();
        let links: Vec<Path> = links
            .map(|(number, link)| blank(by(Item::Link(number), column(link.source), 0)))
            .collect();
        let cites = lead.cites.iter().enumerate().map(|(number, (citing, cited))| {
            let (from, to) = (column(*cited), column(*citing));
            (from > to).then(|| blank(by(Item::Cite(number), from, to + 1)))
        });
        let cites: Vec<Option<Path>> = cites.collect();
        (self.links, self.cites) = (links, cites);
        self.set_starts(lead);
        self.set_cited_ends(lead);
        self.set_ends();
    }

    /// Lines leave a card at ports, in the order in which they go; a waist they leave through its end.
    fn set_starts(&mut self, lead: &Lead) {
        let aims: BTreeMap<SourceId, f64> = self
            .cards
            .iter()
            .map(|card| (card.source, middle(card)))
            .collect();
        let mut place = vec![0; lead.scene.claims.len()];
        lead.order
            .iter()
            .enumerate()
            .for_each(|(number, at)| place[*at] = number);
        let mut leaving: BTreeMap<SourceId, Vec<(f64, bool, usize)>> = BTreeMap::new();
        for (number, link) in lead.scene.links.iter().enumerate() {
            let first = self.links[number].by.first().map(|by| by.2);
            let rect = &self.claims[place[link.claim]].rect;
            let aim = first.unwrap_or(rect.y + rect.height / 2.0);
            leaving.entry(link.source).or_default().push((aim, true, number));
        }
        for (number, (citing, cited)) in lead.cites.iter().enumerate() {
            if let Some(path) = &self.cites[number] {
                let aim = path.by.first().map(|by| by.2).or(aims.get(citing).copied());
                leaving
                    .entry(*cited)
                    .or_default()
                    .push((aim.unwrap_or_default(), false, number));
            }
        }
        for card in &self.cards {
            let Some(mut lines) = leaving.remove(&card.source) else {
                continue;
            };
            lines.sort_by(|a, b| a.0.total_cmp(&b.0).then((a.1, a.2).cmp(&(b.1, b.2))));
            let pitch = (card.rect.height - 16.0) / lines.len() as f64;
            for (at, (_, is_link, number)) in lines.iter().enumerate() {
                let from = match card.waist {
                    true => (card.rect.right() + NECK, middle(card)),
                    false => (
                        card.rect.right() + 1.0,
                        card.rect.y + 8.0 + (at as f64 + 0.5) * pitch,
                    ),
                };
                match is_link {
                    true => self.links[*number].from = from,
                    false => self.cites[*number].iter_mut().for_each(|path| path.from = from),
                }
            }
        }
    }

    /// Lines from those who are cited end at the left edge of who cites them.
    fn set_cited_ends(&mut self, lead: &Lead) {
        let mut coming: BTreeMap<SourceId, Vec<(f64, usize)>> = BTreeMap::new();
        for (number, (citing, _)) in lead.cites.iter().enumerate() {
            if let Some(path) = &self.cites[number] {
                let y = path.by.last().map_or(path.from.1, |by| by.2);
                coming.entry(*citing).or_default().push((y, number));
            }
        }
        for card in &self.cards {
            let mut lines = coming.remove(&card.source).unwrap_or_default();
            lines.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            let pitch = (card.rect.height - 20.0) / lines.len().max(1) as f64;
            for (at, (_, number)) in lines.iter().enumerate() {
                let y = card.rect.y + 10.0 + (at as f64 + 0.5) * pitch;
                self.cites[*number]
                    .iter_mut()
                    .for_each(|path| path.to = (card.rect.x, y));
            }
        }
    }

    /// Lines end at a claim from above in the order in which they come, those of one side together.
    fn set_ends(&mut self) {
        for claim in &mut self.claims {
            let links = &mut self.links;
            let height = |link: usize| links[link].by.last().map_or(links[link].from.1, |by| by.2);
            let sided = |link: &usize| claim.side.as_ref().is_some_and(|side| side.1.contains(link));
            let first = claim
                .ports
                .iter()
                .filter(|link| sided(link))
                .map(|link| height(*link));
            let first = first.fold(f64::MAX, f64::min);
            let key = |link: &usize| if sided(link) { first } else { height(*link) };
            let mut ports = claim.ports.clone();
            ports.sort_by(|a, b| {
                let own = height(*a).total_cmp(&height(*b)).then(a.cmp(b));
                key(a).total_cmp(&key(b)).then(sided(a).cmp(&sided(b))).then(own)
            });
            let more = if claim.side.is_some() { SIDE } else { 0.0 };
            let used = ports.len() as f64 * PORT + more;
            let mut y = claim.rect.y + (claim.rect.height - used) / 2.0 + 6.0;
            let mut was = false;
            for link in &ports {
                let is = sided(link);
                if was && !is {
                    y += more;
                }
                was = is;
                let x = claim.rect.x - if is { FUNNEL } else { 0.0 };
                links[*link].to = (x, y + 0.5 * PORT);
                y += PORT;
            }
            claim.ports = ports;
        }
    }

    /// Lines right of the claims; gives their width.
    fn set_ties(&mut self, lead: &Lead) -> f64 {
        let scene = lead.scene;
        let mut place = vec![0; scene.claims.len()];
        lead.order
            .iter()
            .enumerate()
            .for_each(|(number, at)| place[*at] = number);
        let ends = |tie: usize| {
            let tie = scene.ties[tie];
            let (one, other) = (place[tie.first], place[tie.second]);
            (one.min(other), one.max(other))
        };
        let mut order: Vec<usize> = (0..scene.ties.len()).collect();
        order.sort_by_key(|at| ends(*at).1 - ends(*at).0);
        let mut lanes = Lanes::new(MOST_LANES);
        for at in order {
            let (first, second) = ends(at);
            let edge = |claim: usize, shift: f64| {
                let rect = &self.claims[claim].rect;
                (rect.right(), rect.y + rect.height / 2.0 + shift)
            };
            let (from, to) = (edge(first, 7.0), edge(second, -7.0));
            let lane = lanes.take((from.1, to.1));
            self.ties.push(TieLine {
                tie: at,
                x: from.0 + (lane as f64 + 1.0) * TIE - 4.0,
                from,
                to,
            });
        }
        lanes.len() as f64 * TIE
    }
}

/// The height of a card's middle.
pub(super) fn middle(card: &Card) -> f64 {
    card.rect.y + card.rect.height / 2.0
}

impl Placer<'_, '_> {
    /// Lays a column, to the right of which all are laid.
    fn lay(&self, column: usize, cards: &[Card], (top, bottom): (f64, f64)) -> Laid {
        let mut heights: BTreeMap<Item, f64> = BTreeMap::new();
        for card in cards {
            heights.insert(Item::Card(card.source), card.rect.height);
        }
        let at = |id: SourceId| self.lead.column[id.0].unwrap_or(0);
        for (number, link) in self.lead.scene.links.iter().enumerate() {
            if at(link.source) > column {
                heights.insert(Item::Link(number), ROAD);
            }
        }
        for (number, (citing, cited)) in self.lead.cites.iter().enumerate() {
            if at(*cited) > column && column > at(*citing) {
                heights.insert(Item::Cite(number), ROAD);
            }
        }
        let aims = self.aims(column, &heights);
        let items: Vec<Item> = heights.keys().copied().collect();
        let mean = |aims: &[(usize, f64)]| match aims.len() {
            0 => bottom,
            several => aims.iter().map(|aim| aim.1).sum::<f64>() / several as f64,
        };
        let wish: Vec<f64> = items.iter().map(|item| mean(&aims[item])).collect();
        let mut ends: Vec<Vec<usize>> = items
            .iter()
            .map(|item| aims[item].iter().map(|aim| aim.0).collect())
            .collect();
        ends.iter_mut().for_each(|ends| ends.sort_unstable());
        let order = order::arrange(&ends, &wish);
        let heights: Vec<f64> = order.iter().map(|at| heights[&items[*at]]).collect();
        let tops: Vec<f64> = order
            .iter()
            .zip(&heights)
            .map(|(at, height)| wish[*at] - height / 2.0)
            .collect();
        let tops = order::place(&tops, &heights, GAP + 5.0, (top, bottom));
        let placed = order.iter().zip(tops).zip(&heights).enumerate();
        placed
            .map(|(number, ((at, y), height))| (items[*at], (number, y + height / 2.0)))
            .collect()
    }

    /// For each item of a column where it leads to: places and heights in the next column, or of claims.
    fn aims(&self, column: usize, items: &BTreeMap<Item, f64>) -> BTreeMap<Item, Vec<(usize, f64)>> {
        let mut aims: BTreeMap<Item, Vec<(usize, f64)>> =
            items.keys().map(|item| (*item, Vec::new())).collect();
        let next = column.checked_sub(1).and_then(|next| self.columns.get(next));
        for (number, link) in self.lead.scene.links.iter().enumerate() {
            let aim = match next {
                None => Some(self.claims[link.claim]),
                Some(next) => next.get(&Item::Link(number)).copied(),
            };
            for item in [Item::Card(link.source), Item::Link(number)] {
                if let (Some(slot), Some(aim)) = (aims.get_mut(&item), aim) {
                    slot.push(aim);
                }
            }
        }
        for (number, (citing, cited)) in self.lead.cites.iter().enumerate() {
            let Some(next) = next else { continue };
            let aim = next
                .get(&Item::Cite(number))
                .or_else(|| next.get(&Item::Card(*citing)));
            for item in [Item::Card(*cited), Item::Cite(number)] {
                if let (Some(slot), Some(aim)) = (aims.get_mut(&item), aim) {
                    slot.push(*aim);
                }
            }
        }
        aims
    }
}
