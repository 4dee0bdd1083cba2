//! Anonymous sources: who is one, how many, why they are not named, how they know.

use super::lexicon::{lexicon, singular};
use super::reading::Noun;
use super::words::{Words, fold};
use super::{Basis, Count, SourceKind, apposition, documents};
use crate::language::written_number;

/// At most so many that nobody counts.
const MANY: u32 = Count::OPEN;

/// What "two-thirds" ends on.
const FRACTIONS: &[&str] = &[
    "third", "thirds", "quarter", "quarters", "fifth", "fifths", "tenths",
];

/// Words of number, beside the plain ones, and the least and most that they can mean.
const NUMBERS: &[(&str, u32, u32)] = &[
    ("a", 1, 1),
    ("an", 1, 1),
    ("another", 1, 1),
    ("both", 2, 2),
    ("couple", 2, 2),
    ("pair", 2, 2),
    ("several", 3, MANY),
    ("some", 2, MANY),
    ("multiple", 2, MANY),
    ("many", 3, MANY),
    ("few", 2, MANY),
    ("dozen", 12, 12),
    ("dozens", 24, MANY),
    ("numerous", 3, MANY),
    ("various", 2, MANY),
    ("handful", 3, MANY),
    ("hundreds", 200, MANY),
    ("thousands", 2000, MANY),
];

/// What shows that a source was granted anonymity.
const GRANTED: &[&str] = &[
    "anonymity",
    "anonymously",
    "not to be named",
    "not be named",
    "not to be identified",
    "not be identified",
    "not authorized",
    "not authorised",
    "name not be used",
    "names not be used",
    "want to be named",
    "want to be identified",
    "declined to be named",
    "declined to be identified",
    "requested not",
    "off the record",
    "withhold",
    "withheld",
    "unnamed",
    "unidentified",
    "on background",
    "without being named",
    "wasn't authorized",
    "weren't authorized",
    "wasn’t authorized",
    "weren’t authorized",
    "not publicly authorized",
];

/// Is somebody described so an anonymous source?
pub(super) fn is_anonymous(words: &Words, noun: &Noun, kind: SourceKind) -> bool {
    if kind == SourceKind::Anonymous {
        return true;
    }
    if !matches!(kind, SourceKind::UnnamedPerson | SourceKind::UnnamedGroup) {
        return false;
    }
    let description = described(words, noun);
    let knows = [
        "familiar with",
        "briefed on",
        "with knowledge of",
        "with direct knowledge",
        "close to the",
        "privy to",
    ];
    // Of "two people who took part in the talks" nothing is told but how they know.
    let nobody = matches!(
        words.lower(noun.head),
        "people" | "person" | "persons" | "individuals"
    );
    let told = |marks: &[&str]| marks.iter().any(|mark| description.contains(mark));
    told(&knows)
        || nobody && (told(PRESENT) || told(INFORMED) || told(&["close to"]))
        || is_granted(words, noun)
}

/// The description with the clause right behind it: "two people who took part in the talks".
fn described(words: &Words, noun: &Noun) -> String {
    let (from, to) = noun.tokens;
    let (_, end) = words.sentence_tokens(noun.head);
    let close = match words.lower(to) {
        "who" | "that" => apposition::clause_end(words, to, end),
        _ => to,
    };
    words.text((from, close)).to_lowercase()
}

/// Words for having been there.
const PRESENT: &[&str] = &[
    "direct knowledge",
    "firsthand knowledge",
    "first-hand",
    "firsthand",
    "took part",
    "participated",
    "who was present",
    "who were present",
    "in the room",
    "attended the",
    "involved in",
    "participant",
];

/// Words for having seen it happen.
const SAW: &[&str] = &["witness", "who saw"];

/// Words for having been told.
const INFORMED: &[&str] = &[
    "briefed on",
    "briefed about",
    "who was told",
    "who were told",
    "who heard",
    "informed of",
    "informed about",
];

/// Does its sentence, or one right after it that speaks of the same one ("She asked not to be named"), say that a source was
/// granted anonymity?
pub(super) fn is_granted(words: &Words, noun: &Noun) -> bool {
    let tokens = words.sentence_tokens(noun.head);
    let granted = |tokens: (usize, usize)| {
        let sentence = words.text(tokens).to_lowercase();
        GRANTED.iter().any(|mark| sentence.contains(mark))
    };
    let next = words.sentence_tokens(tokens.1);
    let head = words.lower(noun.head);
    let again = match words.lower(next.0) {
        "he" | "she" | "they" | "both" | "all" | "neither" => true,
        "the" => words.lower(next.0 + 1) == head,
        _ => false,
    };
    granted(tokens) || next.0 == tokens.1 && again && granted(next)
}

/// How many people a description stands for, one at least where nobody counts them. A share ("40 percent of voters", "eight of 10 voters") is no
/// number of people: it speaks with one voice, that of who asked them.
pub(super) fn count(words: &Words, noun: &Noun, kind: SourceKind) -> Count {
    let (from, to) = noun.tokens;
    if words.lower(from) == "one" && words.lower(from + 1) == "of" {
        return Count::ONE;
    }
    let group = kind == SourceKind::UnnamedGroup || words.is_roles(noun.head);
    let plural = group && !is_one_body(words, noun);
    if is_share(words, noun.tokens) {
        return Count::ONE;
    }
    let counts = |at: &usize| !is_part_of_name(words, (from, *at));
    let number = (from..to.min(noun.head + 1))
        .filter(counts)
        .find_map(|at| number(words, at));
    let least = (from..noun.head).any(|at| matches!(words.lower(at), "least" | "over"));
    let more = (from..noun.head).any(|at| words.lower(at) == "more" && words.lower(at + 1) == "than");
    match number {
        Some((low, _)) if (least || more) && (!plural || low > 1) => {
            Count::at_least(if more { low.saturating_add(1) } else { low })
        }
        Some((low, high)) if high == MANY => Count::at_least(low),
        Some((low, high)) if !plural || high > 1 => Count { low, high },
        _ if plural => Count::at_least(1),
        _ => Count::ONE,
    }
}

/// "40 percent of voters", "three-in-five", "two-thirds", "half": a part of a group.
pub(super) fn is_share(words: &Words, (from, to): (usize, usize)) -> bool {
    let parts = |at: usize| matches!(words.lower(at), "of" | "in") && at > from;
    let hyphen = |at: usize| words.word(at) == "-";
    let before = |at: usize| {
        if hyphen(at - 1) {
            at.checked_sub(2)
        } else {
            Some(at - 1)
        }
    };
    let after = |at: usize| if hyphen(at + 1) { at + 2 } else { at + 1 };
    let counts = |at: usize| number(words, at).is_some();
    let ratio = |at: usize| parts(at) && before(at).is_some_and(counts) && counts(after(at));
    let share = (from..to).any(|at| matches!(words.lower(at), "%" | "percent" | "percentage") || ratio(at));
    let half = |at: usize| words.lower(at) == "half" && !is_half_dozen(words, at);
    let fraction =
        (from..to).any(|at| words.word(at) == "-" && FRACTIONS.contains(&words.lower(at + 1)) || half(at));
    share || fraction
}

/// "Precinct 9 officials", "No 10", "Unit 731": a number behind a word with a capital is part of a name.
fn is_part_of_name(words: &Words, (from, at): (usize, usize)) -> bool {
    let Some(before) = (from..at).rev().find(|before| words.word(*before) != ".") else {
        return false;
    };
    let word = words.lower(before);
    let leads = words.is_function(before) || word.ends_with("ly");
    words.is_capital(before) && !leads || matches!(word, "no" | "nos" | "number")
}

/// "one company", "police": a single body that the text does not name.
fn is_one_body(words: &Words, noun: &Noun) -> bool {
    let head = words.lower(noun.head);
    head == "police" || lexicon().bodies.contains(head) && singular(head).is_none()
}

/// "two weeks ago", "the last three months": a unit of time after a number.
fn is_time(unit: &str) -> bool {
    ["minute", "hour", "day", "week", "month", "year", "decade"]
        .iter()
        .any(|one| {
            unit.strip_prefix(one)
                .is_some_and(|rest| matches!(rest, "" | "s"))
        })
}

/// "half a dozen", "half-dozen".
fn is_half_dozen(words: &Words, at: usize) -> bool {
    words.lower(at) == "half" && words.lower(at + 2) == "dozen"
}

fn number(words: &Words, at: usize) -> Option<(u32, u32)> {
    if is_half_dozen(words, at) {
        return Some((6, 6));
    }
    if is_time(words.lower(at + 1)) {
        return None;
    }
    if words.is_number(at) {
        let text = words.word(at);
        let value: u32 = text.replace(',', "").parse().ok()?;
        let year = text.len() == 4 && (1900..2100).contains(&value);
        let age = words.word(at + 1) == "-" && words.lower(at + 2).starts_with("year");
        return (value > 0 && !year && !age).then_some((value, value));
    }
    let word = words.lower(at);
    if let Some(value) = written_number(word) {
        // "thirty-seven" is three tokens.
        let ones = (value >= 20 && words.word(at + 1) == "-").then(|| written_number(words.lower(at + 2)));
        let value = value + ones.flatten().filter(|ones| *ones < 10).unwrap_or(0);
        return Some((value, value));
    }
    NUMBERS.iter().find(|row| row.0 == word).map(|row| (row.1, row.2))
}

/// The reason for anonymity that the text gives, with its words.
pub(super) fn reason(words: &Words, head: usize) -> Option<String> {
    let number = words.sentence(head);
    let sentences = words
        .prose
        .sentences
        .get(number..(number + 2).min(words.prose.sentences.len()))?;
    for sentence in sentences {
        let text = fold(words.draft.slice(sentence.span));
        let lower = text.to_lowercase();
        if lower.len() != text.len() {
            continue;
        }
        let Some(mark) = GRANTED.iter().find_map(|mark| lower.find(mark)) else {
            continue;
        };
        let starts = [
            "because",
            "citing",
            "as they were",
            "as he was",
            "as she was",
            "out of",
            "for fear",
            "fearing",
            "in order to",
            "so as",
            "to discuss",
            "to speak",
            "to describe",
            "to avoid",
        ];
        let start = starts
            .iter()
            .filter_map(|word| lower[mark..].find(word).map(|at| mark + at))
            .min();
        let start = start.or_else(|| {
            [
                "not authorized",
                "not authorised",
                "wasn’t authorized",
                "weren’t authorized",
            ]
            .iter()
            .find_map(|word| lower.find(word))
        });
        if let Some(start) = start {
            let end = lower[start..]
                .find([',', '.', ';', '—'])
                .map_or(text.len(), |end| start + end);
            return text.get(start..end).map(str::to_owned);
        }
    }
    None
}

/// What somebody is who has it from others: "was told so by", "were briefed by".
const TOLD: &[&str] = &["told", "informed", "briefed", "notified"];

/// What somebody does who has it "from" others.
const HEARS: &[&str] = &[
    "heard", "hears", "learned", "learnt", "had", "has", "got", "knows", "knew",
];

/// Does the clause that tells how a source knows say that it has it from somebody else ("who heard it from", "who was told
/// so by", "to whom a member described it")?
pub(super) fn is_hearsay(clause: &str) -> bool {
    let lower = clause.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let near = |at: usize, list: &[&str]| words.iter().skip(at + 1).take(3).any(|word| list.contains(word));
    words.iter().enumerate().any(|(at, word)| {
        let told = matches!(*word, "was" | "were" | "been") && near(at, TOLD);
        let heard = HEARS.contains(word) && near(at, &["from"]);
        let whom = *word == "to" && words.get(at + 1) == Some(&"whom");
        told || heard || whom
    })
}

/// How somebody described so knows.
pub(super) fn basis(words: &Words, noun: &Noun) -> Basis {
    let sentence = words.text(words.sentence_tokens(noun.head)).to_lowercase();
    let description = described(words, noun);
    let told = |marks: &[&str], text: &str| marks.iter().any(|mark| text.contains(mark));
    if told(INFORMED, &description) || told(INFORMED, &sentence) {
        return Basis::SecondHand;
    }
    if told(PRESENT, &description) || told(SAW, &description) {
        return Basis::FirstHand;
    }
    if documents::is_hearsay(words, noun) {
        return Basis::SecondHand;
    }
    Basis::Unknown
}
