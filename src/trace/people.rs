//! People of several articles by one spelling: a middle name, its initial and a lone surname do not make another person.

use std::collections::{BTreeMap, BTreeSet};

use super::article::Article;
use crate::language::fold;
use crate::source::SourceKind;

/// What stands behind a surname and is none.
const BEHIND: &[&str] = &["jr", "sr", "ii", "iii", "iv"];

/// The people who are named in some articles, by surname.
#[derive(Debug, Default)]
pub(super) struct People {
    by_surname: BTreeMap<String, BTreeSet<String>>,
}

impl People {
    /// Those of these articles.
    pub(super) fn of(articles: &[Article]) -> People {
        let mut people = People::default();
        let sources = articles.iter().flat_map(|article| &article.told.graph.sources);
        for source in sources.filter(|source| source.kind == SourceKind::NamedPerson) {
            let short = first_and_last(&source.name);
            if let Some((_, surname)) = short.rsplit_once(' ') {
                let known = people.by_surname.entry(surname.to_owned()).or_default();
                known.insert(short.clone());
            }
        }
        people
    }

    /// The spelling of a name that is the same for all ways in which articles give it. A surname stands for the one person who
    /// has it, and where two have it for neither.
    pub(super) fn spelling(&self, name: &str) -> String {
        let short = first_and_last(name);
        match self.by_surname.get(&short) {
            Some(known) if known.len() == 1 => known.first().cloned().unwrap_or(short),
            _ => short,
        }
    }
}

fn first_and_last(name: &str) -> String {
    let name = fold(name);
    let words = name.split(|c: char| c.is_whitespace() || matches!(c, '.' | ','));
    let words: Vec<&str> = words
        .filter(|word| !word.is_empty() && !BEHIND.contains(word))
        .collect();
    match words.as_slice() {
        [first, .., last] => format!("{first} {last}"),
        words => words.join(" "),
    }
}

#[cfg(test)]
mod tests {
    use super::first_and_last;

    #[test]
    fn middle_names_and_what_stands_behind_do_not_count() {
        for name in ["Ada M. Moe", "Ada Moe", "Ada Maria Moe Jr.", "Adá Moe"] {
            assert_eq!(first_and_last(name), "ada moe", "{name}");
        }
        assert_eq!(first_and_last("Moe"), "moe");
    }
}
