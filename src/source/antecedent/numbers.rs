//! What the numbers of a candidate are called.

/// What is measured of a candidate; most numbers are 0 or 1, none is above about 3.
pub const FEATURES: &[&str] = &[
    // Where he was named or heard last.
    "same-sentence",
    "sentence-before",
    "two-before",
    "three-to-five-before",
    "further-before",
    "rank",
    "first-rank",
    "words-between",
    "same-paragraph",
    // How he stands there.
    "subject",
    "subject-of-sentence-before",
    "subject-and-pronoun-begins",
    "another-subject-since",
    "quoted",
    "in-content",
    "owner",
    "after-preposition",
    // How he has spoken.
    "spoke-last",
    "spoke-second-last",
    "spoke-third-last",
    "times-spoken",
    "spoke-a-sentence-ago",
    "spoke-three-sentences-ago",
    "spoke-last-and-pronoun-begins",
    "spoke-last-and-pronoun-follows",
    // What he is.
    "gender-agrees",
    "gender-open",
    "surely-person",
    "reads-as-person",
    "reads-as-body",
    "reads-as-place",
    "named-source",
    "unnamed-source",
    "anonymous-source",
    "no-source-yet",
    "times-named",
    "named-at-the-front",
    // What the description and he have in common.
    "head-in-title",
    "head-near",
    "modifiers-in-title",
    "modifiers-near",
    "another-title",
    "titled",
    "bare-description",
    // Somebody who is named only after the description.
    "named-after",
    "named-after-in-sentence",
    "named-after-in-next",
    "named-after-in-second",
    "named-after-further",
    "named-after-a-headline",
    "named-after-indefinite",
    "named-after-with-title",
    "named-before-indefinite",
    "named-before-a-headline",
    "named-again-after",
    // What stands against him.
    "a-body",
    "in-the-sentence",
    "called-before-and-not-he",
    // Whose name, title or description has the noun.
    "called-so",
    "another-called-so",
    "of-another-gender",
];

/// What speaks for or against nobody being meant who is named here.
pub const NOBODY: &[&str] = &[
    "nobody",
    "nobody-reads-as-named",
    "nobody-indefinite",
    "nobody-definite",
    "nobody-owned",
    "nobody-in-headline",
    "nobody-is-role",
    "nobody-long",
    "nobody-called-so",
    "nobody-is-somebody-s",
    "nobody-called-before",
];

#[cfg(test)]
mod tests {
    use super::{FEATURES, NOBODY};
    use crate::attribution::model;

    #[test]
    fn every_number_has_its_weights() {
        let told = (FEATURES.len(), NOBODY.len());
        assert_eq!(
            model::widths(),
            Some(told),
            "models/antecedents.bin is of another making"
        );
    }
}
