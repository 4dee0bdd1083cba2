//! Drawing cards of sources and boxes of claims.

use super::boxes::{
    ABOUT_SIZE, BADGE_SIZE, Card, ClaimBox, META_SIZE, NOTE_SIZE, PAD, Pill, TEXT_SIZE, leading, name_size,
};
use super::canvas::{Anchor, Canvas, Rect, Type, number};
use super::frame;
use super::layout::Layout;
use super::lettering::{Face, runs_left};
use super::theme::{Ink, RIBBONS, Tone};
use crate::report::scene::{Scene, is_unnamed};
use crate::report::{escape, words};
use crate::strength::Rung;

/// The colour number of a card.
pub(super) fn colour(card: &Card) -> u8 {
    (card.number % RIBBONS) as u8
}

/// Draws the cards, outer ones first.
pub(super) fn draw_sources(canvas: &mut Canvas, scene: &Scene, layout: &Layout) {
    for card in &layout.cards {
        let source = scene.source(card.source);
        canvas
            .open("g")
            .set("class", "source")
            .set("data-source", &source.id)
            .inside();
        let (ink, width) = match card.depth {
            0 => (Ink::Ribbon(colour(card)), 2.0),
            _ => (Ink::Line, 1.2),
        };
        let mut tag = canvas.rect(card.rect, 9.0).fill(Ink::Card).stroke(ink, width);
        tag = match source.kind {
            kind if is_unnamed(kind) || scene.idle[card.source.0] => tag.set("stroke-dasharray", "5 4"),
            _ => tag,
        };
        tag.empty();
        card_words(canvas, card);
        canvas.close("g");
    }
}

fn card_words(canvas: &mut Canvas, card: &Card) {
    let size = name_size(card.depth);
    let mut y = card.words_top() + size * 0.95;
    let strong = Type {
        face: Face::Bold,
        size,
        ink: Ink::Text,
    };
    if !card.count.is_empty() {
        let count = Type {
            face: Face::Bold,
            size: ABOUT_SIZE,
            ink: Ink::Label(colour(card)),
        };
        canvas.text((card.rect.right() - PAD, y), Anchor::End, count, &card.count);
    }
    let x = card.rect.x + PAD;
    for line in &card.name {
        canvas.text((x, y), Anchor::Start, strong, line);
        y += leading(size);
    }
    y -= (leading(size) - leading(ABOUT_SIZE)) * 0.6;
    let small = Type {
        face: Face::Regular,
        size: ABOUT_SIZE,
        ink: Ink::Soft,
    };
    for line in &card.about {
        canvas.text((x, y), Anchor::Start, small, line);
        y += leading(ABOUT_SIZE);
    }
    if !card.alone.is_empty() {
        let alone = Type {
            face: Face::Bold,
            ink: Ink::Label(colour(card)),
            ..small
        };
        canvas.text((x, y), Anchor::Start, alone, &card.alone);
    }
}

/// Draws the claims.
pub(super) fn draw_claims(canvas: &mut Canvas, scene: &Scene, layout: &Layout) {
    for (at, claim) in layout.claims.iter().enumerate() {
        let whole = scene.claim(at);
        canvas
            .open("g")
            .set("class", "claim")
            .set("data-claim", &whole.id)
            .set("data-strength", scene.strength(at).rung.name())
            .inside();
        let title = format!(
            "{} ({}: {})",
            escape::line(&whole.text),
            words::badge(scene.strength(at)),
            escape::line(&scene.strength(at).words)
        );
        claim_frame(canvas, scene, at, (claim, &title));
        claim_words(canvas, claim, Tone::of(scene.strength(at).rung));
        canvas.close("g");
    }
}

fn claim_frame(canvas: &mut Canvas, scene: &Scene, at: usize, (claim, title): (&ClaimBox, &str)) {
    let strength = scene.strength(at);
    let tone = Tone::of(strength.rung);
    let border = match words::falls_short(strength.rung) {
        true => Ink::Strength(tone),
        false => Ink::Line,
    };
    let mut tag = canvas.rect(claim.rect, 6.0).fill(Ink::Card).stroke(border, 1.4);
    if matches!(strength.rung, Rung::Unattributed | Rung::Ungrounded) {
        tag = tag.set("stroke-dasharray", "6 4");
    }
    tag.titled(title);
    bar(canvas, claim.rect, Ink::Strength(tone));
    let mut right = claim.rect.right() - 9.0;
    for (pill, width, text) in &claim.pills {
        let rect = Rect {
            x: right - width,
            y: claim.rect.y + 8.0,
            width: *width,
            height: 22.0,
        };
        let inks = match pill {
            Pill::Strength => (Ink::Strength(tone), Ink::Badge(tone)),
            Pill::Interest => (Ink::Strength(Tone::Anonymous), Ink::Paper),
            Pill::Disputed => (Ink::Deny, Ink::Paper),
        };
        frame::pill(canvas, rect, inks, (BADGE_SIZE, text));
        right -= width + 6.0;
    }
}

/// The strip at the left edge, rounded as the box is.
fn bar(canvas: &mut Canvas, rect: Rect, ink: Ink) {
    let (x, y, height) = (rect.x - 0.7, rect.y - 0.7, rect.height + 1.4);
    let path = format!(
        "M{} {}h-1a6 6 0 0 0 -6 6v{}a6 6 0 0 0 6 6h1z",
        number(x + 7.0),
        number(y),
        number(height - 12.0)
    );
    canvas.open("path").set("d", &path).fill(ink).empty();
}

fn claim_words(canvas: &mut Canvas, claim: &ClaimBox, tone: Tone) {
    let x = claim.rect.x + PAD + 5.0;
    let right = claim.rect.right() - PAD;
    let mut y = claim.rect.y + 23.5;
    let meta = Type {
        face: Face::Regular,
        size: META_SIZE,
        ink: Ink::Soft,
    };
    canvas.text((x, y), Anchor::Start, meta, &claim.meta);
    y += 25.0;
    let text = Type {
        face: Face::Regular,
        size: TEXT_SIZE,
        ink: Ink::Text,
    };
    let leftward = claim.text.first().is_some_and(|line| runs_left(line));
    for line in &claim.text {
        match leftward {
            true => canvas
                .text_tag((right, y), Anchor::Start, text)
                .set("direction", "rtl")
                .text(line),
            false => canvas.text((x, y), Anchor::Start, text, line),
        }
        y += leading(TEXT_SIZE);
    }
    let note = Type {
        face: Face::Regular,
        size: NOTE_SIZE,
        ink: Ink::Strength(tone),
    };
    for line in &claim.note {
        canvas.text((x, y), Anchor::Start, note, line);
        y += leading(NOTE_SIZE);
    }
}
