//! What a mention writes out, and what a reader has to work out.

use super::Source;
use crate::language::fold;

/// Does this mention name the source, and not only point to it ("he", "the mayor")? Who is known by a description alone is
/// named by its words. Linear.
pub fn is_named_by(source: &Source, mention: &str) -> bool {
    let told = match source.name.as_str() {
        "" => parts(&source.description),
        name => parts(name),
    };
    let initials: String = told.iter().filter_map(|part| part.chars().next()).collect();
    let tells = |part: &String| told.len() == 1 || part.chars().count() > 2 || !part.is_ascii();
    let names = |part: &String| *part == initials || (tells(part) && told.contains(part));
    told.is_empty() || parts(mention).iter().any(names)
}

/// The words of a text in one spelling.
fn parts(text: &str) -> Vec<String> {
    let folded = fold(text);
    let parts = folded.split(|c: char| !c.is_alphanumeric());
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceKind;

    #[test]
    fn a_name_or_a_part_of_it_names_and_a_pronoun_or_an_office_points() {
        let mut lund = Source::new("s1", SourceKind::NamedPerson);
        lund.name = "Ida de Lund".to_owned();
        lund.title = "city engineer".to_owned();
        for named in ["Ida de Lund", "Lund", "Mrs. LUND", "IDL"] {
            assert!(is_named_by(&lund, named), "{named}");
        }
        for pointed in ["she", "the engineer", "de", ""] {
            assert!(!is_named_by(&lund, pointed), "{pointed}");
        }
    }

    #[test]
    fn who_has_no_name_is_named_by_the_words_that_describe_him() {
        let mut two = Source::new("s1", SourceKind::Anonymous);
        two.description = "two officials at the port".to_owned();
        assert!(is_named_by(&two, "the officials"));
        assert!(!is_named_by(&two, "they"));
    }
}
