//! Boxes of claims, and the headings over them.

use super::boxes::{AFTER, ClaimBox, PAD, Words};
use super::lead::Lead;
use super::place::Layout;
use crate::claim::Weight;
use crate::report::svg::canvas::{Anchor, Rect, Type};
use crate::report::svg::lettering::runs_left;
use crate::report::svg::sheet::{About, Line, Mark, Pen, leading};
use crate::report::svg::type_sizes::{HEADING, RANK, SMALL, STRONG};
use crate::report::{escape, words};

/// Draws them.
pub(super) fn lay(pen: &mut Pen, lead: &Lead, layout: &Layout) {
    for (y, heading) in &layout.headings {
        pen.part("heading", About::Nothing, "");
        pen.line((layout.right, *y), HEADING, heading, layout.widths.claim);
    }
    for (place, claim) in layout.claims.iter().enumerate() {
        lay_claim(pen, lead, lead.order[place], claim);
    }
}

fn lay_claim(pen: &mut Pen, lead: &Lead, at: usize, claim: &ClaimBox) {
    let (whole, strength) = (lead.scene.claim(at), lead.scene.strength(at));
    let title = format!(
        "{} ({}: {})",
        escape::line(&whole.text),
        words::badge(strength),
        escape::line(&strength.words)
    );
    pen.part("claim", About::Claim(whole.id.clone()), &title);
    let rect = claim.rect;
    pen.put(Mark::Card {
        rect,
        line: Line::Whole,
        tenths: 12,
    });
    let width = match whole.weight {
        Weight::Heavy => 16.0,
        Weight::Normal => 10.0,
        Weight::Light => 5.0,
    };
    let bar = Rect { width, ..rect };
    pen.put(Mark::Cell {
        rect: bar,
        footing: claim.footing,
    });
    if let Some(rank) = lead.rank[at] {
        let middle = (rect.x + 16.0 + (AFTER - 16.0) / 2.0, rect.y + 36.0);
        pen.text(middle, Anchor::Middle, RANK, rank.to_string());
    }
    let top = (rect.height - claim.words.iter().map(Words::height).sum::<f64>() - 40.0) / 2.0;
    let y = rect.y + top.max(0.0);
    badge(pen, claim, y + 22.0);
    pen.text(
        (rect.x + AFTER, y + 22.0),
        Anchor::Start,
        SMALL,
        claim.meta.clone(),
    );
    told(pen, claim, y + 29.0);
}

fn badge(pen: &mut Pen, claim: &ClaimBox, y: f64) {
    let looks = Type {
        ink: claim.footing.text(),
        ..STRONG
    };
    let right = claim.rect.right() - PAD;
    let width = pen.width(looks, &claim.badge);
    pen.text((right, y), Anchor::End, looks, claim.badge.clone());
    let rect = Rect {
        x: right - width - 22.0,
        y: y - 13.0,
        width: 14.0,
        height: 15.0,
    };
    pen.put(Mark::Cell {
        rect,
        footing: claim.footing,
    });
}

fn told(pen: &mut Pen, claim: &ClaimBox, mut y: f64) {
    for words in &claim.words {
        let leftward = words.lines.first().is_some_and(|line| runs_left(line));
        let step = leading(words.looks.size);
        for text in &words.lines {
            let base = y + step * 0.77;
            match leftward {
                true => pen.text(
                    (claim.rect.right() - PAD, base),
                    Anchor::End,
                    words.looks,
                    text.clone(),
                ),
                false => pen.text(
                    (claim.rect.x + AFTER, base),
                    Anchor::Start,
                    words.looks,
                    text.clone(),
                ),
            }
            y += step;
        }
    }
}
