//! Names compared: can two names be one person's, one body's?

use super::name_run::PARTICLES;
use super::words::Words;
use crate::language::fold;

/// The words of a person's name that tell people apart: no marks, no nickname in quotes, no "Jr.".
pub(super) fn person_words(words: &Words, core: (usize, usize)) -> Vec<String> {
    let mut found = Vec::new();
    let mut at = core.0;
    while at < core.1 {
        if matches!(words.word(at), "“" | "\"" | "‘" | "'") {
            at += 3;
            continue;
        }
        let word = words.lower(at);
        let particle = found.is_empty() && PARTICLES.contains(&word);
        if words.is_word(at) && !particle && !matches!(word, "jr" | "sr" | "ii" | "iii" | "iv") {
            let word = fold(word);
            let hyphened = at > core.0 && matches!(words.word(at - 1), "-" | "–");
            match found.last_mut().filter(|_: &&mut String| hyphened) {
                // "al-Hassan" is "Al-Hassan" and "el-Hassan".
                Some(last) if PARTICLES.contains(&last.as_str()) => *last = word,
                Some(last) => {
                    last.push('-');
                    last.push_str(&word);
                }
                None => found.push(word),
            }
        }
        at += 1;
    }
    found
}

/// Can two names of persons name one person? `long` has at least two words, `short` any number.
pub(super) fn same_person(long: &[String], short: &[String]) -> bool {
    let (Some(long_last), Some(short_last)) = (long.last(), short.last()) else {
        return false;
    };
    if long_last != short_last {
        return are_typed_alike(long, short) || is_cut_from(long, short) || is_cut_from(short, long);
    }
    if short.len() == 1 || long.len() == 1 {
        return true;
    }
    // "Adolfo Pérez Salas" and "Pérez Salas"
    given_agree(&long[0], &short[0]) || is_cut_from(long, short) || is_cut_from(short, long)
}

/// Is it a word inside a name of three and more, as a family name between two given ones is ("Alan Wong Tak-wah")?
pub(super) fn is_within(name: &[String], word: &str) -> bool {
    let inner = name.get(1..name.len().saturating_sub(1)).unwrap_or_default();
    inner.iter().any(|one| one == word)
}

/// So sure is the model that what stands beside a name is one of the same person.
const PERSON: f32 = 0.5;

/// What else a person is called beside his name: "Jo “Ace” Lee", "Jo Lee (Ace)", "Jo Lee, known as Ace".
pub(super) fn nickname(words: &Words, core: (usize, usize)) -> Option<String> {
    let marks = |at: usize| matches!(words.word(at), "“" | "\"" | "‘" | "'" | "(");
    let behind = marks(core.1).then_some(core.1);
    let quoted = (core.0..core.1).find(|at| marks(*at)).or(behind);
    let close = |at: usize| matches!(words.word(at + 2), "”" | "\"" | "’" | "'" | ")");
    let as_known = (core.1..core.1 + 4).find(|at| words.lower(*at) == "known" && words.lower(at + 1) == "as");
    let at = match quoted.filter(|at| close(*at)) {
        Some(mark) => mark + 1,
        None => as_known? + 2,
    };
    let letters = words.word(at).chars().filter(|c| c.is_uppercase()).count();
    // "Ann Lee (Labour)"
    let person = words
        .name_scores((at, at + 1))
        .is_some_and(|scores| scores.person > PERSON);
    (words.is_capital(at) && letters == 1 && person).then(|| fold(words.lower(at)))
}

/// The words that a short form of a person's name can end with: every one but the first, of a hyphened one the last part.
pub(super) fn ends(name: &[String]) -> Vec<String> {
    let ends = name.iter().skip(usize::from(name.len() > 1));
    ends.map(|word| last_part(word).to_owned()).collect()
}

/// The part of a surname that it has with and without a hyphen before it: "jones" of "smith-jones".
pub(super) fn last_part(surname: &str) -> &str {
    surname.rsplit('-').next().unwrap_or(surname)
}

/// "Ida Smith-Jones" and "Ida Smith Jones", or "Smith-Jones" alone.
fn are_typed_alike(long: &[String], short: &[String]) -> bool {
    let parts = |name: &[String]| -> Vec<String> {
        let parts = name.iter().flat_map(|word| word.split('-'));
        parts.map(str::to_owned).collect()
    };
    let (long_parts, short_parts) = (parts(long), parts(short));
    long_parts == short_parts
        || short.len() == 1 && short_parts.len() > 1 && long_parts.ends_with(&short_parts)
}

/// "Teresa Flores" and "María Teresa Flores Jáquez": a name of several words that stands whole inside a longer one.
fn is_cut_from(long: &[String], short: &[String]) -> bool {
    short.len() > 1 && long.windows(short.len()).any(|part| part == short)
}

/// Two first names agree when one is the other, its initial, or begins it ("Rob", "Robert").
fn given_agree(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    long == short
        || (short.chars().count() == 1 && long.starts_with(short))
        || (short.len() >= 3 && long.starts_with(short))
        || NICKNAMES
            .iter()
            .any(|pair| pair.0 == short && pair.1 == long || pair.0 == long && pair.1 == short)
}

/// First names and what they are short for, where the one does not begin the other.
const NICKNAMES: &[(&str, &str)] = &[
    ("bill", "william"),
    ("bob", "robert"),
    ("dick", "richard"),
    ("jim", "james"),
    ("joe", "joseph"),
    ("mike", "michael"),
    ("ted", "edward"),
    ("tom", "thomas"),
    ("tony", "anthony"),
    ("chuck", "charles"),
    ("jack", "john"),
    ("kate", "catherine"),
    ("liz", "elizabeth"),
    ("betty", "elizabeth"),
    ("peggy", "margaret"),
    ("meg", "margaret"),
    ("jenny", "jennifer"),
    ("bernie", "bernard"),
    ("andy", "andrew"),
    ("dave", "david"),
    ("larry", "lawrence"),
    ("hank", "henry"),
    ("harry", "henry"),
    ("beth", "elizabeth"),
    ("rick", "richard"),
    ("jeff", "geoffrey"),
    ("steve", "stephen"),
    ("sandy", "alexander"),
    ("bobby", "robert"),
    ("billy", "william"),
];

/// The words of a body's name that count when two are compared.
pub(super) fn body_words(words: &Words, core: (usize, usize)) -> Vec<String> {
    (core.0..core.1)
        .filter(|at| words.is_word(*at) || words.is_number(*at))
        .map(|at| fold(words.lower(at).trim_end_matches('.')))
        .filter(|word| !matches!(word.as_str(), "the" | "of" | "for" | "and" | "on"))
        .collect()
}
