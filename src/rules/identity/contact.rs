//! Addresses, telephone numbers and profiles in a text, however they are typed.

use deunicode::deunicode_char;

use super::words::{AFTER, DIALLED, NUMBERED, PROFILES, SERVICES};
use crate::language::written_number;

/// Digits of a telephone number: no fewer where nothing else tells of one, and never more.
const SHORTEST: usize = 7;
const LONGEST: usize = 15;

/// Spelled digits in a row that are taken for a number.
const SPELLED: usize = 6;

/// Does the text tell how to reach somebody? Linear.
pub(super) fn stands_in(text: &str) -> bool {
    // One kind of dash, blank, digit and at sign.
    let letters = text.chars().filter_map(deunicode_char);
    let text = letters.collect::<String>().to_lowercase();
    has_address(&text) || has_profile(&text) || has_telephone(&unspelled(&text))
}

fn is_word(word: &str) -> bool {
    !word.is_empty()
        && word
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'+'))
}

fn is_domain(word: &str) -> bool {
    let word = word.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
    let last = word.rsplit_once('.').map(|(_, last)| last);
    last.is_some_and(|last| last.len() >= 2 && last.bytes().all(|b| b.is_ascii_lowercase()))
}

/// "ann@vale.example", "@annvale", "ann [at] vale.example", "ann at vale dot example".
fn has_address(text: &str) -> bool {
    let spread = text.replace(['[', ']', '(', ')', '{', '}', '<', '>'], " ");
    let bracketed = ["at", "a", "@", "ett", "arroba", "chez"].iter().any(|at| {
        let marks = [("[", "]"), ("(", ")"), ("{", "}"), ("<", ">")];
        marks.iter().any(|(open, close)| {
            let forms = [format!("{open}{at}{close}"), format!("{open} {at} {close}")];
            forms.iter().any(|form| text.contains(form.as_str()))
        })
    });
    let words: Vec<&str> = spread.split_whitespace().collect();
    let sign = words.iter().enumerate().any(|(at, word)| {
        let next = words.get(at + 1).copied().unwrap_or_default();
        let Some((before, after)) = word.split_once('@') else {
            return false;
        };
        let after = if after.is_empty() { next } else { after };
        let handle = before
            .trim_matches(|c: char| !c.is_ascii_alphanumeric())
            .is_empty()
            && after.len() > 2
            && after.starts_with(|c: char| c.is_ascii_alphabetic());
        handle || is_domain(after)
    });
    let told = (1..words.len()).any(|at| {
        let after = &words[at + 1..];
        let named = is_word(words[at - 1]) && matches!(words[at], "at" | "@");
        let dotted = after
            .iter()
            .take(5)
            .position(|word| matches!(*word, "dot" | "punkt" | "point" | "period"));
        let domain = after.first().is_some_and(|word| is_domain(word));
        named && (dotted.is_some_and(|dot| dot > 0 && after.len() > dot + 1) || bracketed && domain)
    });
    sign || told || bracketed && words.iter().any(|word| is_domain(word))
}

/// "linkedin.com/in/annvale", "telegram: annvale".
fn has_profile(text: &str) -> bool {
    let page = PROFILES.iter().any(|page| {
        text.match_indices(page).any(|(at, _)| {
            let alone = !text[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '-');
            let after = text[at + page.len()..].chars().next();
            alone && after.is_some_and(|c| !c.is_whitespace())
        })
    });
    let words: Vec<&str> = text.split_whitespace().collect();
    let service = words.windows(2).any(|pair| {
        let name = pair[0].trim_start_matches(['(', '[']);
        let handle = pair[1].trim_matches(|c: char| !c.is_ascii_alphanumeric());
        name.strip_suffix(':')
            .is_some_and(|name| SERVICES.contains(&name))
            && handle.len() > 2
            && is_word(handle)
    });
    page || service
}

/// The text with digits for spelled ones, where many stand in a row.
fn unspelled(text: &str) -> String {
    let digit = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
        match word {
            "zero" | "oh" => Some('0'),
            _ => written_number(word).and_then(|value| char::from_digit(value, 10)),
        }
    };
    let words: Vec<&str> = text.split([' ', '-', '\t', '\n']).collect();
    let mut shown: Vec<String> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let run: String = words[at..].iter().map_while(|word| digit(word)).collect();
        if run.len() >= SPELLED {
            at += run.len();
            shown.push(format!("call {run}"));
        } else {
            shown.push(words[at].to_owned());
            at += 1;
        }
    }
    if shown.len() == words.len() {
        text.to_owned()
    } else {
        shown.join(" ")
    }
}

/// Digits and the marks between them, as they may belong together.
struct Run<'t> {
    text: &'t str,
    before: &'t str,
    after: &'t str,
}

fn has_telephone(text: &str) -> bool {
    let is_mark = |c: char| matches!(c, '+' | '-' | '(' | ')' | '/' | ' ' | '.' | '*' | '_' | '~');
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + start;
        let lead = text[..start].len() - text[..start].trim_end_matches(['+', '(', ' ']).len();
        let lead = text[start - lead..start]
            .find(['+', '('])
            .map_or(start, |mark| start - lead + mark);
        let length = text[start..].find(|c: char| !c.is_ascii_digit() && !is_mark(c));
        let end = length.map_or(text.len(), |length| start + length);
        let run = Run {
            text: &text[lead..end],
            before: &text[..lead],
            after: &text[end..],
        };
        if run.is_telephone() {
            return true;
        }
        at = end;
    }
    false
}

impl Run<'_> {
    fn is_telephone(&self) -> bool {
        let groups = without_dates(groups_of(self.text));
        let digits: usize = groups.iter().map(String::len).sum();
        if !(5..=LONGEST).contains(&digits) || self.is_numbered() || self.is_amount(&groups) {
            return false;
        }
        let dialled = self.words_before(6).any(|word| DIALLED.contains(&word));
        let lead = self.text.trim_start();
        if dialled || lead.starts_with('+') {
            return digits >= if dialled { 6 } else { SHORTEST };
        }
        digits >= SHORTEST && self.has_shape(&groups, digits)
    }

    /// Groups as telephone numbers have them where nothing else tells of one.
    fn has_shape(&self, groups: &[String], digits: usize) -> bool {
        let lengths: Vec<usize> = groups.iter().map(String::len).collect();
        let trunk = groups.first().is_some_and(|group| group.starts_with('0'));
        let area = self.text.contains('(') && self.text.contains(')');
        match lengths.as_slice() {
            [one] => *one <= 12 || trunk,
            [3, 4] | [3, 3, 4] | [1, 3, 3, 4] | [2, 3, 3, 4] | [3, 3, 3] => true,
            [2, 2, 2, 2, 2] | [4, 3, 3] | [3, 3, 2, 2] | [3, 2, 2, 2] | [3, 3, 3, 3] => true,
            _ => area || trunk && digits >= 9,
        }
    }

    /// "case 2021004567", "24-cv-01234", "#1234567": what stands before says that it is no telephone's.
    fn is_numbered(&self) -> bool {
        let glued = self
            .before
            .ends_with(|c: char| c.is_alphanumeric() || matches!(c, '#' | '$' | ',' | ':' | '/'))
            || self
                .after
                .starts_with(|c: char| c.is_alphabetic() && !self.text.ends_with(' '));
        let hyphened = self.before.ends_with('-')
            || self.text.ends_with('-') && self.after.starts_with(char::is_alphabetic);
        glued || hyphened || self.words_before(3).any(|word| NUMBERED.contains(&word))
    }

    /// "about 1200000 people", "$ 2500000", "12 500 000 euros".
    fn is_amount(&self, groups: &[String]) -> bool {
        let next: String = self
            .after
            .chars()
            .take_while(|c| c.is_ascii_alphabetic())
            .collect();
        let counted = self.text.ends_with(' ') && next.len() >= 2 && !AFTER.contains(&next.as_str());
        let money = self.before.trim_end().ends_with(['$', '%'])
            || self
                .words_before(1)
                .any(|word| matches!(word, "eur" | "usd" | "gbp" | "ps" | "rs" | "chf" | "nearly"))
            || self.after.starts_with(['%', '$', ','])
                && self.after[1..].starts_with(|c: char| c.is_ascii_digit());
        let dialled = self.words_before(6).any(|word| DIALLED.contains(&word));
        (counted && !dialled && !groups.first().is_some_and(|group| group.starts_with('0'))) || money
    }

    fn words_before(&self, most: usize) -> impl Iterator<Item = &str> {
        let clause = self.before.rsplit([';', '\n']).next().unwrap_or_default();
        let words = clause.split_whitespace().rev().take(most);
        words
            .map(|word| word.trim_matches(|c: char| !c.is_ascii_alphanumeric() && c != '.'))
            .map(|word| word.trim_end_matches([':', ',', ')']))
    }
}

fn groups_of(text: &str) -> Vec<String> {
    let groups = text.split(|c: char| !c.is_ascii_digit());
    groups
        .filter(|group| !group.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The groups of digits without days, years and spans of years.
fn without_dates(groups: Vec<String>) -> Vec<String> {
    let number = |at: usize| groups.get(at).and_then(|group| group.parse::<u64>().ok());
    let length = |at: usize| groups.get(at).map_or(0, String::len);
    let year = |at: usize| length(at) == 4 && number(at).is_some_and(|year| (1500..2200).contains(&year));
    let small = |at: usize, most: u64| {
        (1..=2).contains(&length(at)) && number(at).is_some_and(|n| n >= 1 && n <= most)
    };
    let mut kept = Vec::new();
    let mut at = 0;
    while at < groups.len() {
        let day = small(at, 31)
            && small(at + 1, 31)
            && (year(at + 2) || at + 3 == groups.len() && length(at + 2) == 2 && number(at + 2) < Some(50));
        if day || year(at) && small(at + 1, 12) && small(at + 2, 31) {
            at += 3;
        } else if year(at) && (year(at + 1) || length(at + 1) == 2 && at + 2 == groups.len()) {
            at += 2;
        } else if length(at) == 8 && number(at).is_some_and(is_day_in_one) {
            at += 1;
        } else {
            kept.extend(groups.get(at).cloned());
            at += 1;
        }
    }
    kept
}

/// 20240312.
fn is_day_in_one(number: u64) -> bool {
    let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
    (1900..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day)
}
