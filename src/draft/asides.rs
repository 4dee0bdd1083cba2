//! Lines between the paragraphs that are none of the article, in every format alike: advertisements, where to read on, who took
//! a picture, when the text was published. What stands around a page is told by its format.

use super::{Block, BlockKind, Blocks, Span, letters};

/// Nothing longer than this many characters is taken for such a line.
const AT_MOST: usize = 160;

/// Lines that say nothing else, in small letters and without marks at their ends.
const WHOLE: &[&str] = &[
    "advertisement",
    "advertising",
    "ad",
    "sponsored",
    "sponsored content",
    "story continues below",
    "story continues below advertisement",
    "story continues after advertisement",
    "article continues below",
    "article continues below advertisement",
    "article continues after advertisement",
    "continue reading",
    "continue reading the main story",
    "read more",
    "read also",
    "also read",
    "related",
    "related articles",
    "related content",
    "related news",
    "related stories",
    "related topics",
    "recommended",
    "recommended stories",
    "more on this story",
    "most popular",
    "most read",
    "trending",
    "trending now",
    "share",
    "share this",
    "share this article",
    "share this story",
    "follow us",
    "sign up",
    "sign up for our newsletter",
    "subscribe",
    "subscribe now",
    "subscribe to our newsletter",
    "all rights reserved",
];

/// What stands before a colon, or in capitals, at the head of a line that leads elsewhere or belongs to a picture.
const LABELS: &[&str] = &[
    "read more",
    "read also",
    "also read",
    "read next",
    "related",
    "related article",
    "related story",
    "see also",
    "watch",
    "watch also",
    "listen",
    "more on this story",
    "recommended",
    "photo",
    "photo by",
    "photo credit",
    "photos",
    "photograph",
    "photographs",
    "image",
    "image credit",
    "image source",
    "images",
    "picture",
    "picture credit",
    "pictures",
    "video",
    "credit",
    "file photo",
];

/// Words of a line that tells when a text was published, beside figures, months and days of the week.
const STAMP: &[&str] = &[
    "on", "at", "am", "pm", "a.m", "p.m", "noon", "ago", "hour", "hours", "minute", "minutes", "mins", "min",
    "day", "days", "week", "weeks", "gmt", "utc", "bst", "est", "edt", "cst", "cdt", "mst", "mdt", "pst",
    "pdt", "et", "pt", "ct", "ist", "aest", "aedt", "cet", "cest", "wat", "eat", "sast", "hkt", "sgt",
    "read",
];

/// What a stamp begins with; it may hold more of these.
const STAMPED: &[&str] = &[
    "published",
    "updated",
    "posted",
    "modified",
    "created",
    "first",
    "last",
];

/// Is the line no part of the article?
pub(super) fn is_aside(line: &str) -> bool {
    let edge = |c: char| !c.is_alphanumeric() && c != '©';
    let bare = line.trim_matches(edge);
    if bare.is_empty() || bare.chars().count() > AT_MOST {
        return false;
    }
    let small = bare.to_lowercase();
    let is_jump = || {
        let rest = small
            .strip_prefix("continued on ")
            .or_else(|| small.strip_prefix("continued from "));
        rest.is_some_and(|rest| rest.split(' ').count() <= 3)
    };
    WHOLE.contains(&small.as_str())
        || is_jump()
        || small.starts_with('©')
        || is_labelled(bare, &small)
        || is_stamp(&small)
}

/// "Read more: ...", "ALSO READ  ...", "Photo: ...".
fn is_labelled(bare: &str, small: &str) -> bool {
    let labelled = |label: &&str| {
        let Some(rest) = small.strip_prefix(*label) else {
            return false;
        };
        let is_loud = bare
            .get(..label.len())
            .is_some_and(|head| head.chars().all(|c| !c.is_lowercase()));
        let has_colon = rest.trim_start().starts_with(':');
        // Of one word, capitals may begin a sentence that is loud as a whole.
        has_colon || is_loud && label.contains(' ') && rest.starts_with([' ', '|', '-'])
    };
    LABELS.iter().any(labelled)
}

/// "Published 10:30 GMT, 28 November 2026".
fn is_stamp(small: &str) -> bool {
    let mut words = small.split(|c: char| {
        c.is_whitespace() || matches!(c, ',' | '/' | '|' | '(' | ')' | '-' | '\u{2013}' | ':')
    });
    let is_begun = words.clone().next().is_some_and(|first| STAMPED.contains(&first));
    let has_figure = small.contains(|c: char| c.is_ascii_digit());
    is_begun && has_figure && words.all(|word| word.is_empty() || is_of_stamp(word.trim_end_matches('.')))
}

fn is_of_stamp(word: &str) -> bool {
    const NAMES: &[&str] = &[
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "mon", "tue",
        "wed", "thu", "fri", "sat", "sun",
    ];
    let is_name = || {
        let named = NAMES.iter().any(|name| word.starts_with(name));
        named && word.len() <= 9 && word.bytes().all(|c| c.is_ascii_lowercase())
    };
    let is_figure = || {
        let unit = word.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        unit.len() < word.len() && ["", "am", "pm", "st", "nd", "rd", "th", "h", "hrs", "z"].contains(&unit)
    };
    STAMP.contains(&word) || STAMPED.contains(&word) || is_figure() || is_name()
}

/// Takes such lines out of what was read, and counts them as left out; an exception that one bears falls away with it.
pub(super) fn leave_out(blocks: Blocks) -> Blocks {
    let is_gone = |block: &Block| {
        block.kind != BlockKind::Headline && is_aside(&blocks.text[block.span.start..block.span.end])
    };
    let gone: Vec<Span> = blocks
        .blocks
        .iter()
        .filter(|block| is_gone(block))
        .map(|block| block.span)
        .collect();
    if gone.is_empty() || gone.len() == blocks.blocks.len() {
        return blocks;
    }
    let left_out: usize = gone
        .iter()
        .map(|span| letters(&blocks.text[span.start..span.end]))
        .sum();
    let edits = gone.iter().map(|span| (with_gap(&blocks.text, *span), ""));
    let mut kept = super::typing::rewritten(&blocks, &edits.collect::<Vec<_>>());
    kept.left_out += left_out;
    kept
}

/// A block with the empty line that parts it from the one before, or behind the first one.
fn with_gap(text: &str, span: Span) -> Span {
    let before = span.start - (text[..span.start].len() - text[..span.start].trim_end_matches('\n').len());
    if before > 0 {
        return Span::new(before, span.end);
    }
    let rest = &text[span.end..];
    Span::new(
        before,
        span.end + (rest.len() - rest.trim_start_matches('\n').len()),
    )
}
