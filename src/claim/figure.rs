//! Figures of a text: how many, of what, in digits or in words; sums of money; dates.

use super::gist::Piece;
use super::lexicon::Class;
use crate::language::{is_month, written_number};

/// What a figure counts or measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    /// A sum of money, in any currency.
    Money,
    /// A percentage or share.
    Share,
    /// How long, or how often.
    Duration,
    /// Somebody's age.
    Age,
    /// A year, a day of a month, a clock time.
    Time,
    /// A number that is part of a name or a label ("Flight 370", "Section 8").
    Label,
    /// A count of something; the stem of the noun after it, as a hash.
    Count(u64),
}

/// One figure of a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Figure {
    /// Its value, multiplied out ("3.2 million" is 3,200,000).
    pub value: f64,
    /// What it measures.
    pub measure: Measure,
    /// The piece it begins at.
    pub at: usize,
}

const SCALES: &[(&str, f64)] = &[
    ("hundred", 100.0),
    ("thousand", 1e3),
    ("million", 1e6),
    ("billion", 1e9),
    ("trillion", 1e12),
    ("m", 1e6),
    ("bn", 1e9),
    ("k", 1e3),
    ("tn", 1e12),
];

const CURRENCIES: &[&str] = &[
    "$", "£", "€", "¥", "₹", "dollar", "dollars", "euro", "euros", "pound", "pounds", "cent", "cents", "yen",
    "rupees", "pence", "usd", "eur", "gbp", "francs", "kronor", "kroner", "pesos", "rand", "shekels", "won",
];

/// The value of a piece that is a figure: digits with thousands commas and decimals, or a number word.
pub(super) fn value_of(lower: &str) -> Option<f64> {
    if lower.starts_with(|c: char| c.is_ascii_digit()) {
        let digits: String = lower.chars().filter(|c| *c != ',').collect();
        let end = digits
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .unwrap_or(digits.len());
        let number = digits[..end].trim_end_matches('.').parse::<f64>().ok()?;
        let scale = SCALES.iter().find(|(word, _)| *word == &digits[end..]);
        return Some(number * scale.map_or(1.0, |(_, scale)| *scale));
    }
    match lower {
        "dozen" => Some(12.0),
        "half" => Some(0.5),
        word => written_number(word).map(f64::from),
    }
}

/// Is it a currency, a scale or a word for a share, which many figures have and which tells of no thing?
pub(super) fn is_unit(lower: &str) -> bool {
    CURRENCIES.contains(&lower)
        || scale_of(lower).is_some()
        || matches!(lower, "percent" | "percentage" | "per" | "cent" | "pc")
}

fn scale_of(lower: &str) -> Option<f64> {
    SCALES
        .iter()
        .find(|(word, _)| *word == lower)
        .map(|(_, scale)| *scale)
}

/// The figures of a text, in its order.
pub(super) fn find(pieces: &[Piece]) -> Vec<Figure> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let (value, end) = match read(pieces, at) {
            Some(read) => read,
            None => {
                at += 1;
                continue;
            }
        };
        if let Some(measure) = measure(pieces, at, end, value) {
            found.push(Figure { value, measure, at });
        }
        at = end;
    }
    found
}

/// A whole figure that begins at `at`, and the piece after it: "12", "twenty-five", "3.2 million", "a dozen".
fn read(pieces: &[Piece], at: usize) -> Option<(f64, usize)> {
    let lower = |i: usize| pieces.get(i).map_or("", |piece| piece.lower.as_str());
    let mut end = at + 1;
    let mut value = match value_of(lower(at)) {
        Some(value) => value,
        None if scale_of(lower(at)).is_some_and(|scale| scale >= 100.0)
            && lower(at).len() > 3
            && at > 0
            && lower(at - 1) == "a" =>
        {
            scale_of(lower(at))?
        }
        None => return None,
    };
    if (20.0..100.0).contains(&value)
        && lower(end) == "-"
        && value_of(lower(end + 1)).is_some_and(|v| v < 10.0)
    {
        value += value_of(lower(end + 1)).unwrap_or(0.0);
        end += 2;
    }
    while let Some(scale) = scale_of(lower(end)) {
        value *= scale;
        end += 1;
    }
    Some((value, end))
}

fn measure(pieces: &[Piece], at: usize, end: usize, value: f64) -> Option<Measure> {
    let piece = |i: usize| pieces.get(i);
    let lower = |i: usize| piece(i).map_or("", |piece| piece.lower.as_str());
    let before = at.checked_sub(1).map_or("", lower);
    let after = lower(end);
    let digits = piece(at).is_some_and(|piece| piece.lower.starts_with(|c: char| c.is_ascii_digit()));
    // "won 15.6 million votes"
    if CURRENCIES.contains(&before) && before != "won" || CURRENCIES.contains(&after) {
        return Some(Measure::Money);
    }
    if matches!(after, "%" | "percent" | "percentage" | "pc") || (after == "per" && lower(end + 1) == "cent")
    {
        return Some(Measure::Share);
    }
    let year = digits && value.fract() == 0.0 && (1800.0..2100.0).contains(&value) && lower(at).len() == 4;
    if year
        || is_month(before)
        || is_month(after)
        || matches!(after, "a.m" | "p.m" | "am" | "pm" | "o'clock")
        || lower(at).contains(':')
        || digits && (lower(at).ends_with("am") || lower(at).ends_with("pm"))
    {
        return Some(Measure::Time);
    }
    let old = (after == "-" && matches!(lower(end + 1), "year" | "month"))
        || (after == "years" && lower(end + 1) == "old");
    let apposition = before == ","
        && matches!(after, "," | "." | "")
        && at > 1
        && piece(at - 2).is_some_and(|name| name.capital);
    if digits && (old || apposition || before == "aged" || before == "age") {
        return Some(Measure::Age);
    }
    let label = digits
        && piece(at.wrapping_sub(1)).is_some_and(|piece| piece.capital && !piece.opens)
        && after != "people";
    if label {
        return Some(Measure::Label);
    }
    // "one" is more often a pronoun or an article than a count.
    if !digits && value == 1.0 {
        return None;
    }
    let noun = (end..(end + 4).min(pieces.len())).find(|i| {
        let word = lower(*i);
        word.chars().all(char::is_alphabetic) && !pieces[*i].classes.has(Class::Between)
    });
    let lasts = [
        "year", "month", "week", "day", "hour", "minute", "second", "decade", "time",
    ];
    if noun.is_some_and(|i| lasts.contains(&lower(i).trim_end_matches('s'))) {
        return Some(Measure::Duration);
    }
    Some(Measure::Count(noun.map_or(0, |i| pieces[i].stem)))
}
