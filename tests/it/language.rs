//! Sentences and quotations as a reader sees them.

use twosource::draft::{Draft, Format};
use twosource::language;

fn sentences(text: &str) -> Vec<String> {
    let draft = Draft::read("draft", Format::Plain, text);
    let prose = language::read(&draft);
    prose
        .sentences
        .iter()
        .map(|sentence| draft.slice(sentence.span).to_owned())
        .collect()
}

fn quotes(text: &str) -> Vec<String> {
    let draft = Draft::read("draft", Format::Plain, text);
    let prose = language::read(&draft);
    prose
        .quotes
        .iter()
        .map(|quote| draft.slice(quote.inner).to_owned())
        .collect()
}

#[test]
fn abbreviations_initials_and_numbers_end_no_sentence() {
    let text =
        "Dr. J. R. Marsh of Acme Inc. paid $3.5 million on Jan. 4 at 5 p.m. in the U.S. Capitol. He left.";
    let expected = [
        "Dr. J. R. Marsh of Acme Inc. paid $3.5 million on Jan. 4 at 5 p.m. in the U.S. Capitol.",
        "He left.",
    ];
    assert_eq!(sentences(text), expected);
}

#[test]
fn an_abbreviation_before_a_number_ends_no_sentence() {
    let text = "Unions spent millions on Prop. 12 in May. Asked again, she said no. Four left.";
    let expected = [
        "Unions spent millions on Prop. 12 in May.",
        "Asked again, she said no.",
        "Four left.",
    ];
    assert_eq!(sentences(text), expected);
}

#[test]
fn a_closing_mark_belongs_to_the_sentence_it_closes() {
    let text = "“We are ready. We always were.” Then she left. \"Really?\" he asked.";
    let expected = [
        "“We are ready.",
        "We always were.”",
        "Then she left.",
        "\"Really?\" he asked.",
    ];
    assert_eq!(sentences(text), expected);
}

#[test]
fn curly_straight_and_british_quotations_are_paired() {
    assert_eq!(quotes("He said “yes” and \"no\"."), ["yes", "no"]);
    assert_eq!(
        quotes("‘It’s the club’s fault,’ he said."),
        ["It’s the club’s fault,"]
    );
    assert_eq!(
        quotes("She called it “a ‘grand’ plan”."),
        ["a ‘grand’ plan", "grand"]
    );
}

#[test]
fn an_apostrophe_opens_no_quotation() {
    assert_eq!(
        quotes("The players’ union and the '90s weren't it."),
        Vec::<String>::new()
    );
    assert_eq!(
        quotes("In the '80s the yard had 900 men. 'It fed the town,' she said."),
        ["It fed the town,"]
    );
}

#[test]
fn a_quotation_left_open_goes_on_in_the_next_paragraph() {
    let text = "“We tried it for a year, and it failed us all.\n“So we stopped,” she said.\n";
    let draft = Draft::read("draft", Format::Plain, text);
    let prose = language::read(&draft);
    let told: Vec<_> = prose
        .quotes
        .iter()
        .map(|q| (draft.slice(q.inner), q.open, q.continues))
        .collect();
    let first = "We tried it for a year, and it failed us all.";
    assert_eq!(told, [(first, true, false), ("So we stopped,", false, true)]);
}

/// The words of a sentence that may be finite verbs.
fn finite(text: &str) -> Vec<String> {
    let draft = Draft::read("draft", Format::Plain, text);
    let prose = language::read(&draft);
    let verbs = language::FiniteVerbs::read(&draft, &prose);
    let tokens = prose.tokens.iter().enumerate();
    let found = tokens.filter(|(number, _)| verbs.at(*number));
    found
        .map(|(_, token)| draft.slice(token.span).to_owned())
        .collect()
}

#[test]
fn finite_verbs_are_told_from_infinitives_participles_and_nouns() {
    assert_eq!(
        finite("The council voted to close the library, which had been built in 1912."),
        ["voted", "had"]
    );
    assert_eq!(finite("She says he didn't know."), ["says", "didn't"]);
    assert!(finite("The approach taken by the council").is_empty());
}
