//! One person whose name is typed in two ways is one source, in every pair of ways.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at what it does not expect"
)]

use twosource::draft::{Draft, Format};
use twosource::policy::Policy;

/// Each row is one name in the ways in which it is typed.
const WAYS: &[&[&str]] = &[
    &[
        "Nora O'Shea",
        "Nora O’Shea",
        "Nora OʼShea",
        "Nora\u{a0}O'Shea",
        "No\u{ad}ra O’Shea",
        "Nora\u{202f}O\u{2060}’Shea",
    ],
    &[
        "Zoë Béranger",
        "Zoe\u{308} Be\u{301}ranger",
        "Zoe Beranger",
        "Zoë\u{2009}Béran\u{200b}ger",
    ],
    &[
        "Paul Lund-Moe",
        "Paul Lund\u{2011}Moe",
        "Paul Lund\u{2010}Moe",
        "Paul Lund–Moe",
        "Paul Lund Moe",
    ],
    &["Omar al-Tayeb", "Omar Al-Tayeb", "Omar al\u{2011}Tayeb"],
    &["Stanisław Żak", "Stanislaw Zak", "Stanisław Z\u{307}ak"],
];

#[test]
fn every_pair_of_ways_is_one_source() {
    for ways in WAYS {
        for (number, one) in ways.iter().enumerate() {
            for other in &ways[number + 1..] {
                is_one(one, other);
                is_one(other, one);
            }
        }
    }
}

fn is_one(one: &str, other: &str) {
    let text = format!(
        "The quarry above Selby will flood in spring, {one}, the surveyor, said on Friday.\n\n\
         The quarry above Selby will flood in spring, {other} said.\n"
    );
    let draft = Draft::read("quarry.txt", Format::Plain, &text);
    let analysis = twosource::analyze(draft, &Policy::default());
    let mut sources: Vec<_> = analysis.case.of_attribution.iter().flatten().collect();
    assert!(sources.len() >= 2, "{one:?} and {other:?}: not both are read");
    sources.dedup();
    assert_eq!(sources.len(), 1, "{one:?} and {other:?} are two sources");
    for strength in &analysis.case.strengths {
        assert!(strength.independence.high <= 1, "{one:?} corroborates {other:?}");
    }
}

#[test]
fn places_lead_back_to_the_file_as_it_is_typed() {
    let file = "The quar\u{ad}ry\u{a0}will flood, No\u{ad}ra O’Shea\u{200b} said.\n";
    let draft = Draft::read("quarry.txt", Format::Plain, file);
    assert_eq!(draft.text, "The quarry will flood, Nora O’Shea said.");
    for (words, typed) in [
        ("quarry", "quar\u{ad}ry"),
        ("will", "will"),
        ("Nora O’Shea", "No\u{ad}ra O’Shea"),
        ("said.", "said."),
        ("quarry will", "quar\u{ad}ry\u{a0}will"),
    ] {
        let at = draft.text.find(words).expect("the words");
        let span = draft.in_file(twosource::draft::Span::new(at, at + words.len()));
        assert_eq!(&file[span.start..span.end], typed);
    }
}
