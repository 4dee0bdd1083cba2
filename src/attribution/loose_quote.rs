//! Quotations that are a paragraph by themselves, by rule: somebody said it, though no cue says who.
//!
//! The model finds attributions by their cue and so passes over them. Without a source span the next step gives
//! such a quotation to who spoke last, or leaves it to the rule that asks for a speaker.

use super::{Act, Attribution, Stance, Style, cue};
use crate::draft::{Block, BlockKind, Draft, Span};
use crate::language::{Prose, Quote};

/// A quotation of fewer words than this may be a title or a slogan.
const WORDS_AT_LEAST: usize = 8;

/// How sure such a quotation is.
const SURE: f64 = 0.4;

/// Words of a speaker before the verb at most.
const SPEAKER_AT_MOST: usize = 8;

/// How sure a quotation is that the paragraph before introduces: "She said:".
const SURE_INTRODUCED: f64 = 0.85;

/// Adds the quotations that no content holds; one that goes on where the paragraph before stopped goes to who speaks
/// there. Near linear.
pub(super) fn take(draft: &Draft, prose: &Prose, found: &mut Vec<Attribution>) {
    let contents = Contents::of(found);
    let mut last = None;
    for quote in &prose.quotes {
        let block = draft.blocks[quote.block];
        let alone = block.kind == BlockKind::Paragraph && quote.span == block.span;
        if let Some(holder) = contents.holder(quote.span) {
            last = Some((quote.block, quote.open, holder));
            continue;
        }
        if !alone {
            continue;
        }
        let before = last.filter(|(at, ..)| *at + 1 == quote.block);
        let goes_on = before.filter(|(at, open, holder)| {
            quote.continues && *open || speaks_first(draft, draft.blocks[*at], &found[*holder])
        });
        let holder = if let Some((_, _, holder)) = goes_on {
            found[holder].content_spans.push(quote.span);
            holder
        } else if draft.slice(quote.inner).split_whitespace().count() >= WORDS_AT_LEAST {
            found.push(introduced(draft, prose, quote).unwrap_or_else(|| spoken(quote.span)));
            found.len() - 1
        } else {
            continue;
        };
        last = Some((quote.block, quote.open, holder));
    }
}

/// The contents found so far, in text order.
struct Contents {
    spans: Vec<(Span, usize)>,
    /// Contents nest: the furthest end so far tells whether one that began earlier still runs, and whose it is.
    furthest: Vec<(usize, usize)>,
}

impl Contents {
    fn of(found: &[Attribution]) -> Contents {
        let numbered = found.iter().enumerate();
        let mut spans: Vec<(Span, usize)> = numbered
            .flat_map(|(number, one)| one.content_spans.iter().map(move |span| (*span, number)))
            .collect();
        spans.sort();
        let furthest = spans.iter().scan((0, 0), |end, (span, number)| {
            *end = (*end).max((span.end, *number));
            Some(*end)
        });
        Contents {
            furthest: furthest.collect(),
            spans,
        }
    }

    /// The attribution that has some of `span` in its content.
    fn holder(&self, span: Span) -> Option<usize> {
        let begun = self
            .spans
            .partition_point(|(content, _)| content.start < span.end);
        let (end, number) = *self.furthest.get(begun.checked_sub(1)?)?;
        (end > span.start).then_some(number)
    }
}

/// A paragraph that begins with somebody's quotation and names them: the next quotation is theirs too.
fn speaks_first(draft: &Draft, block: Block, one: &Attribution) -> bool {
    let first = one.content_spans.first();
    draft.slice(block.span).starts_with(['"', '“'])
        && one.style == Style::Direct
        && !one.source_spans.is_empty()
        && first.is_some_and(|span| span.start <= block.span.start + '“'.len_utf8())
}

/// What the paragraph before introduces with a verb of saying and a colon.
fn introduced(draft: &Draft, prose: &Prose, quote: &Quote) -> Option<Attribution> {
    let before = draft.blocks.get(quote.block.checked_sub(1)?)?;
    let tokens = prose.tokens_in(before.span);
    let word = |at: usize| draft.slice(prose.tokens[at].span);
    let colon = tokens.end.checked_sub(1).filter(|at| word(*at) == ":")?;
    let speech = |at: &usize| cue::of_word(word(*at)).is_some_and(|sense| sense.act == Act::Speech);
    let verb = (tokens.start + 1..colon).rfind(speech)?;
    let from = (tokens.start..verb)
        .rev()
        .take_while(|at| !matches!(word(*at), "." | "," | ";" | ":" | "”" | "\"" | "and" | "but"))
        .last()?;
    let span = |from: usize, to: usize| prose.tokens[from].span.join(prose.tokens[to].span);
    (verb - from <= SPEAKER_AT_MOST).then(|| Attribution {
        source_spans: vec![span(from, verb - 1)],
        cue_spans: vec![span(verb, verb)],
        confidence: SURE_INTRODUCED,
        ..spoken(quote.span)
    })
}

/// What somebody says whom the paragraph does not name.
fn spoken(quote: Span) -> Attribution {
    Attribution {
        source_spans: Vec::new(),
        cue_spans: Vec::new(),
        content_spans: vec![quote],
        style: Style::Direct,
        stance: Stance::Asserts,
        act: Act::Speech,
        confidence: SURE,
    }
}
