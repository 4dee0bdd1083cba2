//! Lines of claims graphs, readings and policies as they may be shown: their keys and marks, and nothing that somebody wrote.
//!
//! What may be shown is listed, not what must be hidden, so that a line is safe whatever is wrong in it: a quotation that
//! nothing closes, a misspelt key, a whole file on one line, a comment.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use serde_json::Value;
use twosource::draft::Span;
use twosource::{graph, policy, rules};

use super::readings;

/// Stands for a letter, a digit or a sign that is not shown.
const HIDDEN: char = '*';

/// Marks of the syntaxes, and blanks.
const MARKS: &str = "\"'`=:,[]{}#|>&!%<- \t";

/// The line with all words hidden that are none of the file's form, and the marked bytes in it.
pub(super) fn masked(line: &str, marked: Span) -> (String, Span) {
    let mut shown = String::with_capacity(line.len());
    let mut places = Vec::with_capacity(line.len() + 1);
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let word = rest.find(|c: char| !is_of_word(c)).unwrap_or(rest.len());
        let (piece, open) = match word {
            0 => (&rest[..first.len_utf8()], MARKS.contains(first)),
            word => {
                let word = &rest[..word];
                let begins = shown.trim_matches(['[', ' ', '\t']).is_empty();
                let open = vocabulary().contains(word) || begins && of_readings().contains(word);
                (word, open || word.bytes().all(|b| b == b'-'))
            }
        };
        for c in piece.chars() {
            places.extend(std::iter::repeat_n(shown.len(), c.len_utf8()));
            shown.push(if open { c } else { HIDDEN });
        }
        rest = &rest[piece.len()..];
    }
    places.push(shown.len());
    let place = |at: usize| places.get(at).copied().unwrap_or(shown.len());
    let marked = Span::new(place(marked.start), place(marked.end));
    (shown, marked)
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-')
}

/// The keys of claims graphs and policies, the words that may stand behind them, and the names of the rules.
fn vocabulary() -> &'static BTreeSet<String> {
    static VOCABULARY: OnceLock<BTreeSet<String>> = OnceLock::new();
    VOCABULARY.get_or_init(|| {
        let mut words = BTreeSet::new();
        for schema in [graph::file::schema(), policy::schema()] {
            collect(&schema, &mut words);
        }
        words.extend(rules::table().iter().map(|rule| rule.name.to_owned()));
        words.extend(
            [
                "true",
                "false",
                "null",
                "files",
                "schema",
                "fingerprint",
                "message",
            ]
            .map(str::to_owned),
        );
        words
    })
}

/// The keys of readings: words that stand in any text, so that only a line's first word is shown for one.
fn of_readings() -> &'static BTreeSet<String> {
    static KEYS: OnceLock<BTreeSet<String>> = OnceLock::new();
    KEYS.get_or_init(|| {
        let mut words = BTreeSet::new();
        collect(&policy::readings::schema(&readings::vocabulary()), &mut words);
        words
    })
}

/// Names of properties, and listed values.
fn collect(schema: &Value, words: &mut BTreeSet<String>) {
    match schema {
        Value::Object(rows) => {
            for (key, value) in rows {
                if let ("properties", Value::Object(properties)) = (key.as_str(), value) {
                    words.extend(properties.keys().cloned());
                }
                if let ("enum", Value::Array(values)) = (key.as_str(), value) {
                    words.extend(
                        values
                            .iter()
                            .filter_map(|value| value.as_str().map(str::to_owned)),
                    );
                }
                collect(value, words);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, words)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(line: &str) -> String {
        masked(line, Span::default()).0
    }

    #[test]
    fn the_form_is_shown_and_nothing_that_somebody_wrote() {
        assert_eq!(
            of("kind = \"anonymous\" # Ann Vale"),
            "kind = \"anonymous\" # *** ****"
        );
        assert_eq!(
            of("{\"id\":\"a1\",\"phone\":\"+1 555-0100\"}"),
            "{\"id\":\"**\",\"*****\":\"** ********\"}"
        );
        assert_eq!(
            of("- {id: x, telephone: 5550100}"),
            "- {id: *, *********: *******}"
        );
        assert_eq!(of("name = \"Zoë Ærø"), "name = \"*** ***");
        assert_eq!(of("says = \"he says drop\""), "says = \"** **** ****\"");
        assert_eq!(of("[[checked]]"), "[[checked]]");
        assert_eq!(of("ann@vale.example"), "****************");
    }

    #[test]
    fn the_mark_stands_under_the_same_letters() {
        let line = "title = \"Zoë\" name = 3";
        let at = line.find('3').unwrap();
        let (shown, marked) = masked(line, Span::new(at, at + 1));
        assert_eq!(&shown[marked.start..marked.end], "*");
        assert_eq!(shown[..marked.start].chars().count(), line[..at].chars().count());
        assert_eq!(masked("", Span::new(0, 0)), (String::new(), Span::new(0, 0)));
    }
}
