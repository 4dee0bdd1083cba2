//! Lines between the paragraphs that are none of the article, in every format alike: advertisements, where to read on, who took
//! a picture, when the text was published. What stands around a page is told by its format.

use super::typing::{with_gap, without};
use super::{Block, BlockKind, Blocks, Span};

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

/// What a line that credits a picture begins with, before names alone.
const CREDITED: &[&str] = &[
    "photo by",
    "photos by",
    "photograph by",
    "photographs by",
    "picture by",
    "pictures by",
    "image by",
    "images by",
    "video by",
    "illustration by",
    "graphic by",
    "graphics by",
    "foto",
];

/// Who deals in pictures, as a slash joins it to whoever took one.
const AGENCIES: &[&str] = &[
    "afp",
    "alamy",
    "anp",
    "ansa",
    "ap",
    "belga",
    "bloomberg",
    "dpa",
    "efe",
    "epa",
    "getty",
    "ians",
    "imago",
    "jiji",
    "keystone",
    "kyodo",
    "lusa",
    "ntb",
    "pa",
    "pti",
    "reuters",
    "ritzau",
    "shutterstock",
    "sipa",
    "tass",
    "tt",
    "upi",
    "xinhua",
    "yonhap",
    "zuma",
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
    if bare.is_empty() {
        // "* * *", a rule of strokes.
        return !line.is_empty();
    }
    if bare.chars().count() > AT_MOST {
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
        || is_labelled(line, bare, &small)
        || is_stamp(&small)
        || is_credit(bare, &small)
}

/// "Photo by Ann Lee/AFP via Getty Images", "AP Photo/Ann Lee", "REUTERS/Ann Lee": names, and what they are for.
fn is_credit(bare: &str, small: &str) -> bool {
    let begun = CREDITED.iter().find(|begin| {
        let rest = small.strip_prefix(**begin);
        rest.is_some_and(|rest| rest.starts_with([' ', ':']))
    });
    let rest = bare
        .get(begun.map_or(0, |begin| begin.len())..)
        .unwrap_or_default();
    let joins = |word: &str| matches!(word, "via" | "for" | "and" | "of" | "the" | "&" | "-" | "|");
    let is_agency = |word: &str| AGENCIES.contains(&word.to_lowercase().as_str());
    let is_named = |word: &str| {
        word.split('/')
            .all(|part| part.starts_with(char::is_uppercase) || is_agency(part))
    };
    let mut words = rest.trim_start_matches([':', ' ']).split_whitespace().peekable();
    let slashed = words
        .clone()
        .any(|word| word.contains('/') && word.split('/').any(is_agency));
    let is_dealt = slashed || rest.contains("AP Photo/") || rest.contains(" via Getty");
    words.peek().is_some()
        && (begun.is_some() || is_dealt)
        && words.all(|word| joins(word) || is_named(word.trim_matches(|c: char| !c.is_alphanumeric())))
}

/// "Read more: ...", "ALSO READ  ...", "Photo: ...".
fn is_labelled(line: &str, bare: &str, small: &str) -> bool {
    let labelled = |label: &&str| {
        let Some(rest) = small.strip_prefix(*label) else {
            return false;
        };
        let is_loud = bare
            .get(..label.len())
            .is_some_and(|head| head.chars().all(|c| !c.is_lowercase()));
        let words = rest.trim_start().strip_prefix(':');
        let is_sentence = words
            .is_some_and(|words| line.trim_end().ends_with(['.', '!', '?']) && begins_small(bare, words));
        let has_colon = words.is_some() && !is_sentence;
        // Of one word, capitals may begin a sentence that is loud as a whole.
        has_colon || is_loud && label.contains(' ') && rest.starts_with([' ', '|', '-'])
    };
    LABELS.iter().any(labelled)
}

/// Do these last words of the line begin with a small letter, as a sentence goes on behind a colon?
fn begins_small(bare: &str, words: &str) -> bool {
    let at = bare.len().saturating_sub(words.trim_start().len());
    bare.get(at..)
        .is_some_and(|words| words.starts_with(char::is_lowercase))
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
    let edits = gone.iter().map(|span| (with_gap(&blocks.text, *span), ""));
    without(&blocks, &edits.collect::<Vec<_>>())
}
