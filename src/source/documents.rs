//! Documents and what stands behind them: a study, a poll, figures, a filing, a letter are sources of their own; a statement
//! is the word of who gave it out.

use super::lexicon::lexicon;
use super::reading::Noun;
use super::words::Words;

/// Nouns for what somebody gives out in their own name: "the ministry's statement" is the ministry speaking.
const OWN_WORDS: &[&str] = &[
    "statement",
    "statements",
    "release",
    "announcement",
    "communique",
    "communiqué",
    "email",
    "e-mail",
    "emails",
    "post",
    "posts",
    "tweet",
    "tweets",
    "message",
];

/// Is it what somebody gives out in their own name?
pub(super) fn is_own_words(word: &str) -> bool {
    OWN_WORDS.contains(&word)
}

/// Nouns that can mean one and the same document.
const SAME: &[&[&str]] = &[
    &[
        "lawsuit",
        "suit",
        "complaint",
        "petition",
        "filing",
        "filings",
        "case",
        "motion",
        "brief",
    ],
    &[
        "study", "paper", "research", "analysis", "report", "findings", "review", "article",
    ],
    &["poll", "survey", "polling", "results"],
    &["statement", "release"],
    &["email", "e-mail", "message", "note"],
    &["post", "tweet", "message"],
    &["bill", "legislation", "law", "act", "measure", "ordinance"],
    &["indictment", "charges", "affidavit"],
];

/// Can the two nouns mean one document?
pub(super) fn may_be_same(one: &str, other: &str) -> bool {
    one == other
        || SAME
            .iter()
            .any(|class| class.contains(&one) && class.contains(&other))
}

/// Words that tell that the newsroom itself had the document.
const OWN: &[&str] = &[
    "this newspaper",
    "this paper",
    "this magazine",
    "this station",
    "the station",
    "this website",
];

/// "The paper, seen by this newspaper,": a document by what was done with it, whatever else its noun may mean.
pub(super) fn is_handed_on(words: &Words, noun: &Noun) -> bool {
    let from = noun.head + 1;
    let at = from + usize::from(words.word(from) == ",");
    let handed = matches!(
        words.lower(at),
        "seen" | "obtained" | "reviewed" | "shared" | "leaked"
    );
    handed && matches!(words.lower(at + 1), "by" | "with" | "to")
}

/// Nouns for what people tell one another.
const TOLD: &[&str] = &[
    "accounts",
    "claims",
    "gossip",
    "hearsay",
    "reports",
    "rumors",
    "rumours",
    "speculation",
    "stories",
    "testimonies",
    "whispers",
];

/// Words that say how much such telling is worth, or who spreads it, and not who issued a paper.
const WORTH: &[&str] = &[
    "anecdotal",
    "conflicting",
    "credible",
    "early",
    "first-hand",
    "firsthand",
    "initial",
    "local",
    "media",
    "multiple",
    "news",
    "numerous",
    "persistent",
    "press",
    "recent",
    "unconfirmed",
    "unverified",
    "various",
    "widespread",
];

/// What is done to a paper by whoever issues it.
const ISSUED: &[&str] = &[
    "commissioned",
    "compiled",
    "filed",
    "issued",
    "posted",
    "prepared",
    "published",
    "released",
    "signed",
    "submitted",
    "written",
];

/// "credible reports", "eyewitness accounts": what goes round. A document has an issuer, or somebody has seen it.
pub(super) fn is_hearsay(words: &Words, noun: &Noun) -> bool {
    let before = |at: usize| {
        let spread = WORTH.contains(&words.lower(at)) || words.lower(at).ends_with("witness");
        let people = words.is_roles(at) && !lexicon().is_body(words.lower(at));
        spread || people || words.is_function(at) || !words.is_word(at)
    };
    TOLD.contains(&words.lower(noun.head))
        && !noun.definite
        && noun.of.is_none()
        && !is_handed_on(words, noun)
        && !ISSUED.contains(&words.lower(noun.head + 1))
        && (noun.tokens.0..noun.head).all(before)
}

/// Has the newsroom itself seen the document ("obtained by the station")?
pub(super) fn is_seen_here(words: &Words, noun: &Noun) -> bool {
    let from = noun.head + 1;
    let at = from + usize::from(words.word(from) == ",") + 2;
    let who = format!("{} {}", words.lower(at), words.lower(at + 1));
    is_handed_on(words, noun) && OWN.contains(&who.as_str())
}

/// The noun, with its article left out, by which the text first brought in the document that a definite description
/// speaks of: "filed a lawsuit ... the complaint". Looks back over at most `REACH` words.
pub(super) fn first_called(words: &Words, noun: &Noun) -> Option<(usize, usize)> {
    let head = words.lower(noun.head);
    let from = noun.tokens.0.saturating_sub(REACH);
    (from..noun.tokens.0)
        .find(|at| {
            let indefinite = (at.saturating_sub(3)..*at).any(|i| matches!(words.lower(i), "a" | "an"));
            indefinite
                && words.lower(*at) != head
                && SAME
                    .iter()
                    .any(|class| class.contains(&head) && class.contains(&words.lower(*at)))
        })
        .map(|at| (at, at + 1))
}

/// How many words back a document may have been brought in.
const REACH: usize = 120;
