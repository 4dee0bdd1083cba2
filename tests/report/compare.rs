//! How two versions of a draft differ.

use twosource::draft::{Draft, Format};
use twosource::policy::Policy;
use twosource::report::compare::compare;
use twosource::{Analysis, analyze};

fn read(text: &str) -> Analysis {
    analyze(Draft::read("x.txt", Format::Plain, text), &Policy::default())
}

/// How many claims came and went.
fn came_and_went(old: &str, new: &str) -> (usize, usize) {
    let (old, new) = (read(old), read(new));
    let changes = compare(&old, &new);
    (changes.added.len(), changes.dropped.len())
}

#[test]
fn a_claim_is_followed_through_small_changes_and_not_through_others() {
    let old = "The works at Dell will close in May, Ada Holm said.";
    for same in [
        "The works at Dell are to close in May, Ada Holm said.",
        "“The works at Dell will close in May,” Ada Holm said.",
        "The works at Dell will close in May, and the mill will be sold, Ada Holm said.",
    ] {
        assert_eq!(came_and_went(old, same), (0, 0), "{same}");
    }
    for other in [
        "The works at Dell will close in June, Ada Holm said.",
        "The works at Dell will not close in May, Ada Holm said.",
        "The works at Brix will close in May, Ada Holm said.",
    ] {
        assert_eq!(came_and_went(old, other), (1, 1), "{other}");
    }
}

#[test]
fn moved_paragraphs_change_nothing() {
    let (one, other) = (
        "The works at Dell will close in May, Ada Holm said.",
        "Nine boats sank off the pier, Jo Orr said.",
    );
    let (old, new) = (format!("{one}\n\n{other}"), format!("{other}\n\n{one}"));
    assert!(compare(&read(&old), &read(&new)).is_empty());
}

#[test]
fn a_full_name_and_its_short_form_are_one_source() {
    let old = read("The works at Dell will close in May, Ada Holm said.");
    let new = read("The works at Dell will close in May, Holm said.");
    assert!(compare(&old, &new).is_empty());
}
