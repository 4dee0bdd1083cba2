//! When in a recording something was said, as transcripts tell it before or behind the speaker: "[00:03:12] IDA LUND: ...", "Ida
//! Lund (03:12)". Times are left out, and a speaker alone on a line stands before what follows.

use super::{BlockKind, Blocks, Span, typing};

/// A text with fewer such times is none.
const TIMES_AT_LEAST: usize = 2;

/// A speaker's name has at most so many characters.
const NAME_AT_MOST: usize = 48;

/// What a paragraph is beside its time.
enum Timed {
    /// The time stands before what is said: its bytes, with the gap behind it.
    Before(Span),
    /// It stands behind the speaker, who said what follows a colon.
    Behind(Span),
    /// The speaker and the time are all: what is said stands in the next paragraph.
    Alone(Span),
    /// The time is all.
    Whole(Span),
}

/// Takes such times out, and counts them as left out. Linear.
pub(super) fn leave_out(mut blocks: Blocks) -> Blocks {
    let timed: Vec<(usize, Timed)> = (0..blocks.blocks.len())
        .filter_map(|number| Some((number, timed(&blocks, number)?)))
        .collect();
    // A list of runners and their times: nobody says anything there.
    let is_alone = |(_, one): &&(usize, Timed)| matches!(one, Timed::Alone(_));
    let bare = timed
        .windows(2)
        .filter(|two| two.iter().filter(is_alone).count() == 2 && two[0].0 + 1 == two[1].0);
    if timed.len() < TIMES_AT_LEAST || bare.count() > 0 {
        return blocks;
    }
    let mut edits = Vec::new();
    let mut joined = Vec::new();
    for (number, one) in timed {
        match one {
            Timed::Before(time) | Timed::Behind(time) => edits.push((time, "")),
            Timed::Whole(time) => edits.push((typing::with_gap(&blocks.text, time), "")),
            Timed::Alone(time) => {
                let next = blocks.blocks.get(number + 1).map(|next| next.span);
                edits.push(match next {
                    Some(next) => (Span::new(time.start, next.start), ": "),
                    None => (time, ""),
                });
                joined.extend(next.map(|_| number));
            }
        }
    }
    for number in joined.into_iter().rev() {
        let next = blocks.blocks.remove(number + 1);
        blocks.blocks[number].span.end = next.span.end;
        blocks.blocks[number].kind = BlockKind::Paragraph;
    }
    typing::without(&blocks, &edits)
}

fn timed(blocks: &Blocks, number: usize) -> Option<Timed> {
    let block = blocks.blocks[number].span;
    let in_prose = |time: Span| Span::new(block.start + time.start, block.start + time.end);
    Some(match time_of(&blocks.text[block.start..block.end])? {
        Timed::Before(time) => Timed::Before(in_prose(time)),
        Timed::Behind(time) => Timed::Behind(in_prose(time)),
        Timed::Alone(time) => Timed::Alone(in_prose(time)),
        Timed::Whole(time) => Timed::Whole(in_prose(time)),
    })
}

/// Is the line a speaker and a time and nothing else?
pub(super) fn is_speaker(line: &str) -> bool {
    matches!(time_of(line), Some(Timed::Alone(_)))
}

/// The time in a paragraph, its bytes within it.
fn time_of(text: &str) -> Option<Timed> {
    if let Some(length) = time_len(text) {
        let rest = text[length..].trim_start_matches([' ', '-', '\u{2013}', '\u{2014}', ':']);
        if rest.is_empty() {
            return Some(Timed::Whole(Span::new(0, text.len())));
        }
        // The times of a chronicle are told for their own sake.
        let speaker = rest.find(':').filter(|colon| *colon <= NAME_AT_MOST)?;
        return is_name(&rest[..speaker]).then(|| Timed::Before(Span::new(0, text.len() - rest.len())));
    }
    let words = text.match_indices(' ').map(|(at, _)| at + 1);
    let (from, length) = words
        .take_while(|at| *at <= NAME_AT_MOST)
        .find_map(|at| Some((at, clock_len(&text[at..])?)))?;
    let name = text[..from].trim_end_matches([' ', ',', ':', '|', '-', '\u{2013}', '\u{2014}']);
    let rest = &text[from + length..];
    match rest.trim() {
        _ if !is_name(name) => None,
        "" | ":" => Some(Timed::Alone(Span::new(name.len(), text.len()))),
        // "Ann Lee: [00:03] It will open."
        _ if text[name.len()..].starts_with(':') => {
            Some(Timed::Behind(Span::new(name.len() + 1, from + length)))
        }
        _ if rest.starts_with(':') => Some(Timed::Behind(Span::new(name.len(), from + length))),
        _ => None,
    }
}

/// One to four words, each with a capital or a figure at its head.
fn is_name(name: &str) -> bool {
    let begins = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    (1..=4).contains(&name.split(' ').count())
        && name.starts_with(char::is_uppercase)
        && name.split(' ').all(begins)
}

/// Bytes of a time that stands by itself: in brackets, or with hours, minutes and seconds.
fn time_len(text: &str) -> Option<usize> {
    let length = clock_len(text)?;
    let is_plain = text.starts_with(|c: char| c.is_ascii_digit());
    let is_long = text[..length].matches(':').count() > 1;
    (!is_plain || is_long).then_some(length)
}

/// Bytes of "0:03", "1:02:03.5" and the brackets around it.
fn clock_len(text: &str) -> Option<usize> {
    let close = match text.chars().next()? {
        '[' => "]",
        '(' => ")",
        _ => "",
    };
    let clock = &text[close.len()..];
    let length = clock
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.' | ',')))
        .unwrap_or(clock.len());
    let figures: Vec<&str> = clock[..length].split(':').collect();
    let is_pair = |figure: &str| figure.len() == 2 && figure.bytes().all(|c| c.is_ascii_digit());
    let (first, rest) = figures.split_first()?;
    let (last, inner) = rest.split_last()?;
    let seconds = last.split(['.', ',']).next().unwrap_or_default();
    let is_clock = (1..=2).contains(&first.len())
        && first.bytes().all(|c| c.is_ascii_digit())
        && inner.len() < 2
        && inner.iter().all(|figure| is_pair(figure))
        && is_pair(seconds);
    let end = close.len() + length;
    let closes = text[end..].starts_with(close);
    // Figures go on behind no time.
    (is_clock && closes).then_some(end + close.len())
}
