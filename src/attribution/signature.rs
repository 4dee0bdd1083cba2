//! Signed quotations, by rule: a block quotation, or a quotation that is a paragraph, says behind a dash whose words it is.
//!
//! Set apart as they are, many bear no quotation marks, and the model reads them as the newsroom's own text.

use super::{Act, Attribution, Stance, Style};
use crate::draft::{Block, BlockKind, Draft, Span};

/// A signature has no more words than this.
const WORDS_AT_MOST: usize = 16;

/// What is found inside of a signed quotation must be as sure as this.
const SURE_WITHIN: f64 = 0.5;

/// How sure a signed quotation is.
const SURE: f64 = 0.95;

/// Marks that part a quotation from who said it.
const DASHES: &[&str] = &["\u{2014}", "\u{2013}", "\u{2015}", "--"];

/// Adds what signed quotations say; what was found with a signature as its source gives way. Near linear.
pub(super) fn take(draft: &Draft, found: &mut Vec<Attribution>) {
    let signed: Vec<Attribution> = (0..draft.blocks.len())
        .filter_map(|number| signed(draft, number))
        .collect();
    if signed.is_empty() {
        return;
    }
    found.retain(|one| {
        let place = super::place(one);
        let at = signed.partition_point(|quotation| super::place(quotation) <= place);
        let Some(quotation) = at.checked_sub(1).map(|at| &signed[at]) else {
            return true;
        };
        let inside = quotation.content_spans.iter().any(|span| span.holds(place));
        let is_signer = one
            .source_spans
            .iter()
            .any(|source| quotation.source_spans.iter().any(|name| name.overlaps(*source)));
        !(is_signer || inside && one.confidence < SURE_WITHIN)
    });
    found.extend(signed);
}

/// The attribution of a block that is signed, by its own end or by a block of its own behind it.
fn signed(draft: &Draft, number: usize) -> Option<Attribution> {
    let block = draft.blocks[number];
    let text = draft.slice(block.span);
    let (at, dash) = DASHES
        .iter()
        .filter_map(|dash| Some((text.rfind(dash)?, *dash)))
        .max_by_key(|(at, dash)| at + dash.len())?;
    let name = name_len(&text[at + dash.len()..]).map(|(skip, length)| {
        let start = block.span.start + at + dash.len() + skip;
        Span::new(start, start + length)
    })?;
    let said = text[..at].trim_end_matches([' ', '-', '\u{2014}', '\u{2013}']);
    let content = match said.is_empty() {
        true => quoted_before(draft, number)?,
        false if is_quotation(draft, &block) && ends_speech(said) => {
            Span::new(block.span.start, block.span.start + said.len())
        }
        false => return None,
    };
    let dash = Span::new(block.span.start + at, block.span.start + at + dash.len());
    Some(Attribution {
        source_spans: vec![name],
        cue_spans: vec![dash],
        content_spans: vec![content],
        style: Style::Direct,
        stance: Stance::Asserts,
        act: Act::Speech,
        confidence: SURE,
    })
}

/// Where the name begins behind a dash, and its length: what a network adds in brackets ("(@annlee) May 3") is none of it.
fn name_len(text: &str) -> Option<(usize, usize)> {
    let words = text.trim_start();
    let skip = text.len() - words.len();
    let words = words.split(" (@").next().unwrap_or_default().trim_end();
    let begins = words.starts_with(char::is_uppercase) || words.starts_with("the ");
    let is_short = words.split_whitespace().count() <= WORDS_AT_MOST;
    let is_sentence = words.ends_with(['?', '!', ':', ';', '\u{201d}', '"']);
    (begins && is_short && !is_sentence).then_some((skip, words.len()))
}

/// Is it set apart as somebody's words, or in quotation marks as a whole?
fn is_quotation(draft: &Draft, block: &Block) -> bool {
    let text = draft.slice(block.span);
    block.kind == BlockKind::Quotation
        || text.starts_with(['"', '\u{201c}', '\u{201e}', '\u{ab}', '\u{bb}', '\u{201d}'])
}

/// Ends what stands before a signature as speech does?
fn ends_speech(said: &str) -> bool {
    said.ends_with([
        '.', '!', '?', '\u{2026}', '"', '\u{201d}', '\u{201c}', '\u{bb}', '\u{ab}', '\u{2019}', '\'',
    ])
}

/// The quotation in the block before this one.
fn quoted_before(draft: &Draft, number: usize) -> Option<Span> {
    let before = draft.blocks[number.checked_sub(1)?];
    let is_one = is_quotation(draft, &before) && ends_speech(draft.slice(before.span));
    is_one.then_some(before.span)
}
