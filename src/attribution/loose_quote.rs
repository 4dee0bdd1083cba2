//! Quotations that are a paragraph by themselves, by rule: somebody said it, though no cue says who.
//!
//! The model finds attributions by their cue and so passes over them. Without a source span the next step gives
//! such a quotation to who spoke last, or leaves it to the rule that asks for a speaker.

use super::after::Reader;
use super::model::{PartOfSpeech, TaggedWord};
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
/// there, and one that the next paragraph goes on with to who speaks in that. Near linear.
pub(super) fn take(draft: &Draft, prose: &Prose, words: &[TaggedWord], found: &mut Vec<Attribution>) {
    let reader = Reader { draft, prose, words };
    take_blocks(reader, found);
    let contents = Contents::of(found);
    let mut last: Option<(usize, bool, usize)> = None;
    let mut nobody = Vec::new();
    for quote in quotations(draft, prose) {
        let block = draft.blocks[quote.block];
        let alone = quote.span == block.span;
        let before = last.filter(|(at, ..)| *at + 1 == quote.block);
        if let Some(holder) = contents.holder(quote.span) {
            let opened = before.filter(|(_, open, known)| *open && quote.continues && nobody.contains(known));
            if let Some((_, _, known)) = opened {
                let spans = std::mem::take(&mut found[known].content_spans);
                found[holder].content_spans.extend(spans);
                found[holder].content_spans.sort();
            }
            last = Some((quote.block, quote.open, holder));
            continue;
        }
        if !alone && !follows_speaker(reader, &quote, found) {
            continue;
        }
        let goes_on = before.filter(|(at, open, holder)| {
            quote.continues && *open || alone && speaks_first(draft, draft.blocks[*at], &found[*holder])
        });
        let holder = if let Some((_, _, holder)) = goes_on {
            found[holder].content_spans.push(quote.span);
            holder
        } else if draft.slice(quote.inner).split_whitespace().count() >= WORDS_AT_LEAST {
            let named = introduced(reader, &quote).or_else(|| signed(reader, &quote));
            let named = named.or_else(|| subject_before(reader, &quote).filter(|_| !alone));
            if named.is_none() {
                nobody.push(found.len());
            }
            found.push(named.unwrap_or_else(|| spoken(quote.span)));
            found.len() - 1
        } else {
            continue;
        };
        last = Some((quote.block, quote.open, holder));
    }
    let mut number = 0;
    found.retain(|one| {
        number += 1;
        !one.content_spans.is_empty() || !nobody.contains(&(number - 1))
    });
}

/// Block quotations that a paragraph introduces ("Lee wrote:"), whatever was found inside of them: all of one is said by whom
/// that names.
fn take_blocks(reader: Reader, found: &mut Vec<Attribution>) {
    let blocks = &reader.draft.blocks;
    for quote in quotations(reader.draft, reader.prose) {
        let block = blocks[quote.block];
        let Some(named) = introduced(reader, &quote).filter(|_| block.kind == BlockKind::Quotation) else {
            continue;
        };
        let speaks = |one: &Attribution| {
            one.cue_spans
                .iter()
                .any(|cue| named.cue_spans.iter().any(|own| own.overlaps(*cue)))
        };
        let quotes = |one: &Attribution| {
            one.content_spans
                .iter()
                .any(|content| content.overlaps(block.span))
        };
        let known = found.iter().any(|one| speaks(one) && quotes(one));
        if !known {
            found.retain(|one| !speaks(one));
            found.push(named);
        }
    }
}

/// The quotations of paragraphs, and block quotations that a colon introduces, in text order.
fn quotations(draft: &Draft, prose: &Prose) -> Vec<Quote> {
    let paragraph = |quote: &&Quote| draft.blocks[quote.block].kind == BlockKind::Paragraph;
    let mut quotes: Vec<Quote> = prose.quotes.iter().filter(paragraph).copied().collect();
    for (number, block) in draft.blocks.iter().enumerate() {
        let before = number.checked_sub(1).and_then(|before| draft.blocks.get(before));
        let colon = before.is_some_and(|before| draft.slice(before.span).trim_end().ends_with(':'));
        let inside = || prose.quotes.iter().any(|quote| quote.block == number);
        if block.kind == BlockKind::Quotation && colon && !inside() {
            quotes.push(Quote {
                span: block.span,
                inner: block.span,
                block: number,
                continues: false,
                open: false,
            });
        }
    }
    quotes.sort_by_key(|quote| quote.span.start);
    quotes
}

/// "Mr Lee spoke outside court. "I am glad."": a quotation to the end of a paragraph whose sentence before has somebody
/// as its subject, and no quotation.
fn follows_speaker(reader: Reader, quote: &Quote, found: &[Attribution]) -> bool {
    let block = reader.draft.blocks[quote.block];
    let Some(number) = reader
        .prose
        .sentence_at(quote.span.start)
        .and_then(|number| number.checked_sub(1))
    else {
        return false;
    };
    let before = &reader.prose.sentences[number];
    let (from, to) = before.tokens;
    let subject = (from..to).find(|at| reader.is_verb(*at)).is_some_and(|verb| {
        let named = |at: usize| matches!(reader.speech(at), Some(PartOfSpeech::ProperNoun));
        verb > from && (named(verb - 1) || matches!(reader.lower(from).as_str(), "he" | "she"))
    });
    let opens = reader
        .prose
        .sentences
        .get(number + 1)
        .is_some_and(|one| one.span.start == quote.span.start);
    let said = found
        .iter()
        .any(|one| one.content_spans.iter().any(|span| span.overlaps(before.span)));
    before.block == quote.block && subject && opens && !said && quote.span.end == block.span.end
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

/// What the paragraph before introduces with a colon: "She said:", "Lee, who lost, released this statement:", "And from
/// Mayor Ann Lee:".
fn introduced(reader: Reader, quote: &Quote) -> Option<Attribution> {
    let before = reader.draft.blocks.get(quote.block.checked_sub(1)?)?;
    let tokens = reader.prose.tokens_in(before.span);
    let colon = tokens.end.checked_sub(1).filter(|at| reader.word(*at) == ":")?;
    let (begin, _) =
        reader.prose.sentences[reader.prose.sentence_at(reader.prose.tokens[colon].span.start)?].tokens;
    let verb_of = |at: &usize| reader.is_verb(*at) || reader.speech(*at).is_none();
    let speech = |at: &usize| {
        verb_of(at) && cue::of_word(reader.word(*at)).is_some_and(|sense| sense.act == Act::Speech)
    };
    let (source, cue) = if let Some(verb) = (begin + 1..colon).rfind(speech) {
        let from = (begin..verb)
            .rev()
            .take_while(|at| {
                !matches!(
                    reader.word(*at),
                    "." | "," | ";" | ":" | "”" | "\"" | "and" | "but"
                )
            })
            .last()?;
        ((from, verb), (verb, verb + 1))
    } else if let Some(verb) = (begin + 1..colon).find(|at| reader.is_verb(*at)) {
        let gives = (verb + 1..colon).any(|at| cue::is_speech_noun(&reader.lower(at)));
        let commas: Vec<usize> = (begin..verb).filter(|at| reader.word(*at) == ",").collect();
        let leads = matches!(
            reader.speech(begin),
            Some(PartOfSpeech::Adposition | PartOfSpeech::Adverb | PartOfSpeech::Subordinator)
        );
        let subject = match (leads, commas.first(), commas.last()) {
            (true, _, Some(last)) => (last + 1, verb),
            (false, Some(first), _) => (begin, *first),
            _ => (begin, verb),
        };
        gives.then_some((subject, (verb, verb + 1)))?
    } else {
        let from = (begin..colon).rfind(|at| reader.lower(*at) == "from")?;
        ((from + 1, colon), (from, from + 1))
    };
    (source.1 > source.0 && source.1 - source.0 <= SPEAKER_AT_MOST).then(|| Attribution {
        source_spans: vec![reader.span(source)],
        cue_spans: vec![reader.span(cue)],
        confidence: SURE_INTRODUCED,
        ..spoken(quote.span)
    })
}

/// A paragraph after the quotation that is only who said it: "Ann Lee, neighbour".
fn signed(reader: Reader, quote: &Quote) -> Option<Attribution> {
    let after = reader.draft.blocks.get(quote.block + 1)?;
    let tokens = reader.prose.tokens_in(after.span);
    let named = reader.speech(tokens.start) == Some(PartOfSpeech::ProperNoun);
    let short = (2..=SPEAKER_AT_MOST).contains(&tokens.len());
    let verb = tokens.clone().any(|at| reader.is_verb(at));
    let ends = matches!(
        reader.word(tokens.end.saturating_sub(1)),
        "." | ":" | "!" | "?" | "”" | "\""
    );
    (after.kind == BlockKind::Paragraph && named && short && !verb && !ends).then(|| Attribution {
        source_spans: vec![after.span],
        ..spoken(quote.span)
    })
}

/// The subject of the sentence before the quotation.
fn subject_before(reader: Reader, quote: &Quote) -> Option<Attribution> {
    let number = reader.prose.sentence_at(quote.span.start)?.checked_sub(1)?;
    let (from, to) = reader.prose.sentences[number].tokens;
    let verb = (from + 1..to).find(|at| reader.is_verb(*at))?;
    Some(Attribution {
        source_spans: vec![reader.span((from, verb))],
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
