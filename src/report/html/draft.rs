//! The draft with its claims, sources and cues marked where they stand.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, Render, html};

use super::super::shown::Shown;
use super::super::words;
use super::layers::{Marked, Step, steps};
use super::{is_crowded, ladder, numbers, prose};
use crate::Analysis;
use crate::draft::{Block, BlockKind, Draft, Span};

/// Claims that overlap are underlined at so many distances from their words.
const LANES: usize = 3;

/// What is marked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Claim(usize, Badge),
    /// A source's words, and the claims for which they stand here.
    Source(usize, Vec<usize>),
    /// The words that attribute these claims.
    Cue(Vec<usize>),
}

/// Which number a claim's mark ends with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Badge {
    /// None: the claim goes on in the next block.
    None,
    /// The one that other places link to.
    First,
    /// That of a place that states the claim again.
    Again,
}

/// The draft as marked text. Takes n log n for n marks.
pub(super) fn of(analysis: &Analysis, shown: &Shown<'_>) -> Markup {
    let draft = shown.draft;
    let marks = marks(analysis, shown);
    let is_crowded = is_crowded(analysis);
    let mut headlines = 0;
    html! {
        article.draft aria-label="The draft" {
            @for group in draft.blocks.chunk_by(same_list).zip(groups_of(&marks, draft)) {
                @let (blocks, marks) = group;
                @let inner: Vec<Inner<'_>> = blocks.iter().zip(marks).map(|(block, marks)| Inner { analysis, draft, block: *block, marks, is_crowded }).collect();
                (group_of(&inner, &mut headlines))
            }
        }
    }
}

fn same_list(one: &Block, next: &Block) -> bool {
    one.kind == BlockKind::ListItem && next.kind == BlockKind::ListItem
}

/// The marks by block, in the groups that the draft's blocks form.
fn groups_of<'a>(marks: &'a [Vec<Marked<Mark>>], draft: &Draft) -> Vec<&'a [Vec<Marked<Mark>>]> {
    let mut rest = marks;
    let mut groups = Vec::new();
    for blocks in draft.blocks.chunk_by(same_list) {
        let (group, after) = rest.split_at(blocks.len().min(rest.len()));
        groups.push(group);
        rest = after;
    }
    groups
}

fn group_of(inner: &[Inner<'_>], headlines: &mut usize) -> Markup {
    let Some(first) = inner.first() else {
        return html! {};
    };
    match first.block.kind {
        BlockKind::Headline => {
            *headlines += 1;
            html! { @if *headlines == 1 { h1 dir="auto" { (first) } } @else { h2 dir="auto" { (first) } } }
        }
        BlockKind::Heading => html! { h2 dir="auto" { (first) } },
        BlockKind::Paragraph => html! { p dir="auto" { (first) } },
        BlockKind::Quotation => html! { blockquote { p dir="auto" { (first) } } },
        BlockKind::ListItem => html! { ul { @for item in inner { li dir="auto" { (item) } } } },
    }
}

/// All marks, by block; each block's sorted by start, the longer first.
fn marks(analysis: &Analysis, shown: &Shown<'_>) -> Vec<Vec<Marked<Mark>>> {
    let case = &analysis.case;
    let mut found = Collector {
        draft: shown.draft,
        by_block: vec![Vec::new(); shown.draft.blocks.len()],
    };
    let mut claims_of: Vec<Vec<usize>> = vec![Vec::new(); case.attributions.len()];
    for (index, claim) in case.graph.claims.iter().enumerate() {
        for (place, span) in shown
            .claims
            .get(index)
            .into_iter()
            .flat_map(|spans| spans.iter())
            .enumerate()
        {
            found.claim(*span, index, if place == 0 { Badge::First } else { Badge::Again });
        }
        for attribution in claim.backing.iter().filter_map(|backing| backing.attribution) {
            if let Some(claims) = claims_of.get_mut(attribution)
                && claims.last() != Some(&index)
            {
                claims.push(index);
            }
        }
    }
    let mut phrases: BTreeMap<(Span, usize), BTreeSet<usize>> = BTreeMap::new();
    for (number, attribution) in case.attributions.iter().enumerate() {
        let claims = claims_of.get(number).map(Vec::as_slice).unwrap_or_default();
        for span in &attribution.cue_spans {
            found.push(*span, Mark::Cue(claims.to_vec()));
        }
        if let Some(source) = case.of_attribution.get(number).copied().flatten() {
            for span in &attribution.source_spans {
                phrases.entry((*span, source.0)).or_default().extend(claims);
            }
        }
    }
    for (index, mentions) in shown.sources.iter().enumerate() {
        for span in mentions.iter() {
            phrases.entry((*span, index)).or_default();
        }
    }
    for ((span, source), claims) in phrases {
        found.push(span, Mark::Source(source, claims.into_iter().collect()));
    }
    for block in &mut found.by_block {
        block.sort_by(|one, other| {
            let place = |marked: &Marked<Mark>| (marked.span.start, std::cmp::Reverse(marked.span.end));
            place(one)
                .cmp(&place(other))
                .then_with(|| one.mark.cmp(&other.mark))
        });
    }
    found.by_block
}

struct Collector<'a> {
    draft: &'a Draft,
    by_block: Vec<Vec<Marked<Mark>>>,
}

impl Collector<'_> {
    /// Marks each block's part of `span`; a span that does not lie in the text is left out.
    fn push(&mut self, span: Span, mark: Mark) {
        for (block, part) in self.parts(span) {
            self.add(block, part, mark.clone());
        }
    }

    fn claim(&mut self, span: Span, index: usize, badge: Badge) {
        let parts = self.parts(span);
        let last = parts.len().saturating_sub(1);
        for (number, (block, part)) in parts.into_iter().enumerate() {
            let badge = if number == last { badge } else { Badge::None };
            self.add(block, part, Mark::Claim(index, badge));
        }
    }

    fn add(&mut self, block: usize, span: Span, mark: Mark) {
        if let Some(marks) = self.by_block.get_mut(block) {
            marks.push(Marked { span, mark });
        }
    }

    fn parts(&self, span: Span) -> Vec<(usize, Span)> {
        if self.draft.text.get(span.start..span.end).is_none() {
            return Vec::new();
        }
        let blocks = &self.draft.blocks;
        let from = blocks.partition_point(|block| block.span.end <= span.start);
        let touched = blocks
            .iter()
            .enumerate()
            .skip(from)
            .take_while(|(_, block)| block.span.start < span.end);
        touched
            .map(|(number, block)| {
                (
                    number,
                    Span::new(span.start.max(block.span.start), span.end.min(block.span.end)),
                )
            })
            .filter(|(_, part)| !part.is_empty())
            .collect()
    }
}

/// The inside of one block.
struct Inner<'a> {
    analysis: &'a Analysis,
    draft: &'a Draft,
    block: Block,
    marks: &'a [Marked<Mark>],
    /// Is room to be saved?
    is_crowded: bool,
}

impl Render for Inner<'_> {
    fn render_to(&self, out: &mut String) {
        let mut lanes = Lanes::default();
        let mut closing = Vec::new();
        for step in steps(self.block.span, self.marks) {
            match step {
                Step::Text(span) => prose::text(self.draft.slice(span)).render_to(out),
                Step::Open(index) => closing.extend(
                    self.marks
                        .get(index)
                        .map(|marked| self.open(&marked.mark, &mut lanes, out)),
                ),
                Step::Close => out.push_str(closing.pop().unwrap_or_default()),
                Step::End(index) => {
                    if let Some(Marked {
                        mark: Mark::Claim(claim, badge),
                        ..
                    }) = self.marks.get(index)
                    {
                        lanes.leave(*claim);
                        self.badge(*claim, *badge).render_to(out);
                    }
                }
            }
        }
    }
}

impl Inner<'_> {
    /// Writes the opening tag of a mark (it holds numbers and fixed names only) and gives the closing one.
    fn open(&self, mark: &Mark, lanes: &mut Lanes, out: &mut String) -> &'static str {
        let (tag, closing) = match mark {
            Mark::Claim(claim, _) => {
                let rung = self
                    .analysis
                    .case
                    .strengths
                    .get(*claim)
                    .map(|strength| ladder::class(strength.rung));
                let (rung, lane) = (rung.unwrap_or_default(), lanes.enter(*claim));
                (
                    format!(
                        "<mark class=\"claim {rung} lane-{lane}\" data-c=\"{}\">",
                        claim + 1
                    ),
                    "</mark>",
                )
            }
            Mark::Source(source, claims) => {
                let of = numbers(claims.iter().copied());
                (
                    format!("<span class=\"src\" data-s=\"{}\" data-of=\"{of}\">", source + 1),
                    "</span>",
                )
            }
            Mark::Cue(claims) => (
                format!(
                    "<span class=\"cue\" data-of=\"{}\">",
                    numbers(claims.iter().copied())
                ),
                "</span>",
            ),
        };
        out.push_str(&tag);
        closing
    }

    /// A claim's number, icon and the way to its card.
    fn badge(&self, claim: usize, badge: Badge) -> Markup {
        let number = claim + 1;
        let Some(strength) = self.analysis.case.strengths.get(claim) else {
            return html! {};
        };
        let (id, label) = match badge {
            Badge::None => return html! {},
            Badge::Again => (None, format!("Claim {number} again")),
            Badge::First if self.is_crowded => (
                Some(format!("in-c{number}")),
                format!("Claim {number}, {}", words::badge(strength)),
            ),
            Badge::First => (
                Some(format!("in-c{number}")),
                format!(
                    "Claim {number}, {}: {}",
                    words::badge(strength),
                    prose::line(&strength.words)
                ),
            ),
        };
        html! {
            a.badge.(ladder::class(strength.rung)).disputed[strength.disputed] href=(format!("#c{number}")) id=[id] data-c=(number) aria-label=(label) {
                (number)
                @if badge == Badge::First && !self.is_crowded { (ladder::icon(strength.rung)) }
            }
        }
    }
}

/// The distances at which open claims are underlined, so that each keeps its own.
#[derive(Default)]
struct Lanes {
    taken: [Option<usize>; LANES],
}

impl Lanes {
    fn enter(&mut self, claim: usize) -> usize {
        let place = |wanted: Option<usize>| self.taken.iter().position(|taken| *taken == wanted);
        let lane = place(Some(claim)).or_else(|| place(None)).unwrap_or(LANES - 1);
        if let Some(taken) = self.taken.get_mut(lane)
            && taken.is_none()
        {
            *taken = Some(claim);
        }
        lane + 1
    }

    fn leave(&mut self, claim: usize) {
        for taken in &mut self.taken {
            if *taken == Some(claim) {
                *taken = None;
            }
        }
    }
}
