//! How two versions of a draft differ.

use twosource::draft::{Draft, Format};
use twosource::policy::Policy;
use twosource::report::compare::compare;
use twosource::{Analysis, analyze};

fn read(text: &str) -> Analysis {
    analyze(Draft::read("x.txt", Format::Plain, text), &Policy::default())
}

/// How many claims changed, came and went.
fn changed_came_and_went(old: &str, new: &str) -> [usize; 3] {
    let (old, new) = (read(old), read(new));
    let changes = compare(&old, &new);
    [changes.changed.len(), changes.added.len(), changes.dropped.len()]
}

#[test]
fn a_claim_is_followed_through_small_changes_and_not_through_others() {
    let old = "The works at Dell will close in May, Ada Holm said.";
    for same in [
        "The works at Dell are to close in May, Ada Holm said.",
        "“The works at Dell will close in May,” Ada Holm said.",
        "The works at Dell will close in May, and the mill will be sold, Ada Holm said.",
    ] {
        assert_eq!(changed_came_and_went(old, same), [0, 0, 0], "{same}");
    }
    for other in [
        "The works at Dell will close in June, Ada Holm said.",
        "The works at Dell will not close in May, Ada Holm said.",
        "The works at Brix will close in May, Ada Holm said.",
    ] {
        assert_eq!(changed_came_and_went(old, other), [1, 0, 0], "{other}");
    }
    let another = "Two boats sank off the pier on Monday, Ada Holm said.";
    assert_eq!(changed_came_and_went(old, another), [0, 1, 1]);
}

#[test]
fn of_changed_claims_the_likest_are_one() {
    let old = "The works at Dell will close in May, Ada Holm said. The works at Brix will close in May, Ada Holm said.";
    let new = "The works at Dell will close in June, Ada Holm said. The works at Brix will close in July, Ada Holm said.";
    let (old, new) = (read(old), read(new));
    let changes = compare(&old, &new);
    let told = |analysis: &Analysis, id| analysis.case.graph.claim(id).text.clone();
    let pairs: Vec<[String; 2]> = changes
        .changed
        .iter()
        .map(|then| [told(&old, then.old), told(&new, then.new)])
        .collect();
    assert_eq!(
        pairs,
        [
            [
                "The works at Dell will close in May",
                "The works at Dell will close in June"
            ],
            [
                "The works at Brix will close in May",
                "The works at Brix will close in July"
            ],
        ]
    );
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
