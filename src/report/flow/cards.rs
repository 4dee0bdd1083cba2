//! Cards of sources.

use super::boxes::{Card, INDENT, Words};
use super::lead::Lead;
use super::lines;
use super::place::Layout;
use crate::report::scene::is_unnamed;
use crate::report::svg::canvas::Anchor;
use crate::report::svg::sheet::{About, Line, Mark, Pen, leading};
use crate::report::words;

/// Draws them.
pub(super) fn lay(pen: &mut Pen, lead: &Lead, layout: &Layout) {
    for card in &layout.cards {
        lay_card(pen, lead, card);
        if card.waist {
            lines::waist(pen, lead, card);
        }
    }
}

fn lay_card(pen: &mut Pen, lead: &Lead, card: &Card) {
    let source = lead.scene.source(card.source);
    let title = format!("{} · {}", words::name(source), words::about(source));
    pen.part("source", About::Source(source.id.clone()), &title);
    let line = match is_unnamed(source.kind) || lead.scene.idle[card.source.0] {
        true => Line::Dashed,
        false => Line::Whole,
    };
    let tenths = match card.waist {
        true if lead.is_narrowest(card.source) => 32,
        true => 20,
        false => 12,
    };
    pen.put(Mark::Card {
        rect: card.rect,
        line,
        tenths,
    });
    let height: f64 = card.words.iter().map(Words::height).sum();
    let mut y = card.rect.y + (card.rect.height - height) / 2.0;
    pen.put(Mark::Figure {
        figure: card.figure,
        middle: (
            card.rect.x + INDENT / 2.0,
            card.rect.y + card.rect.height.min(height + 20.0) / 2.0,
        ),
    });
    for words in &card.words {
        for text in &words.lines {
            let step = leading(words.looks.size);
            let at = (card.rect.x + INDENT, y + step * 0.77);
            pen.text(at, Anchor::Start, words.looks, text.clone());
            y += step;
        }
    }
}
