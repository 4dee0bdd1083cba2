//! The draft that a page or a document shows, and where each claim stands in it: the draft that was read, or the one that a
//! claims graph was written for, in which its claims are looked up by their words.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rust_stemmers::{Algorithm, Stemmer};
use unicode_segmentation::UnicodeSegmentation;

use crate::Analysis;
use crate::draft::{Draft, Format, Span};

/// A rare word of a claim is looked up at so many places of the draft.
const TRIED: usize = 200;

/// So many telling words must come together before a sentence counts as a claim in other words.
const TELLING: usize = 3;

/// The draft to show.
pub(super) struct Shown<'a> {
    pub(super) draft: &'a Draft,
    /// For each claim, where it stands in the draft.
    pub(super) claims: Vec<Cow<'a, [Span]>>,
    /// For each source, where it is mentioned.
    #[cfg_attr(not(feature = "page"), expect(dead_code, reason = "the page shows it"))]
    pub(super) sources: Vec<Cow<'a, [Span]>>,
}

impl<'a> Shown<'a> {
    /// Nothing, when there is a claims graph alone. Near linear in the draft and the claims.
    pub(super) fn of(analysis: &'a Analysis) -> Option<Shown<'a>> {
        let case = &analysis.case;
        let (claims, sources) = (&case.graph.claims, &case.graph.sources);
        if case.draft.format != Format::Graph {
            return Some(Shown {
                draft: &case.draft,
                claims: claims.iter().map(|claim| Cow::from(&claim.spans)).collect(),
                sources: sources.iter().map(|source| Cow::from(&source.mentions)).collect(),
            });
        }
        let draft = case.published.as_ref()?;
        let words = Words::of(draft);
        Some(Shown {
            draft,
            claims: claims
                .iter()
                .map(|claim| words.claim(&claim.text).into_iter().collect())
                .collect(),
            sources: sources
                .iter()
                .map(|source| Cow::from(words.phrase(&source.name)))
                .collect(),
        })
    }
}

/// The words of a draft, by their place and by their stem.
struct Words {
    stemmer: Stemmer,
    /// Stem, place, and number of the sentence, in text order.
    all: Vec<(String, Span, usize)>,
    places: BTreeMap<String, Vec<usize>>,
    sentences: Vec<Span>,
}

impl Words {
    fn of(draft: &Draft) -> Words {
        let mut words = Words {
            stemmer: Stemmer::create(Algorithm::English),
            all: Vec::new(),
            places: BTreeMap::new(),
            sentences: Vec::new(),
        };
        for block in &draft.blocks {
            for (at, sentence) in draft.slice(block.span).split_sentence_bound_indices() {
                let start = block.span.start + at;
                let number = words.sentences.len();
                let whole = Span::new(start, start + sentence.trim_end().len());
                words.sentences.push(whole);
                for (at, word) in sentence.unicode_word_indices() {
                    let stem = words.stem(word);
                    let place = words.places.entry(stem.clone()).or_default();
                    place.push(words.all.len());
                    let span = Span::new(start + at, start + at + word.len());
                    words.all.push((stem, span, number));
                }
            }
        }
        words
    }

    fn stem(&self, word: &str) -> String {
        self.stemmer.stem(&word.to_lowercase()).into_owned()
    }

    fn stems(&self, text: &str) -> Vec<String> {
        text.unicode_words().map(|word| self.stem(word)).collect()
    }

    /// Where these words stand one after the other.
    fn phrase(&self, text: &str) -> Vec<Span> {
        let stems = self.stems(text);
        let Some((offset, places)) = self.rarest(&stems) else {
            return Vec::new();
        };
        let starts = places.iter().filter_map(|place| place.checked_sub(offset));
        let found = starts.filter_map(|start| {
            let here = self.all.get(start..start + stems.len())?;
            let is_it = here.iter().zip(&stems).all(|(word, stem)| word.0 == *stem);
            is_it.then(|| Span::new(here[0].1.start, here[here.len() - 1].1.end))
        });
        found.collect()
    }

    /// Where a claim stands: in its own words, else the first sentence that has all its telling words.
    fn claim(&self, text: &str) -> Option<Span> {
        if let Some(first) = self.phrase(text).first() {
            return Some(*first);
        }
        let telling = |word: &&str| word.chars().count() > 3 || word.chars().all(|c| c.is_ascii_digit());
        let stems: BTreeSet<String> = text
            .unicode_words()
            .filter(telling)
            .map(|word| self.stem(word))
            .collect();
        if stems.len() < TELLING {
            return None;
        }
        let stems: Vec<String> = stems.into_iter().collect();
        let (_, places) = self.rarest(&stems)?;
        let mut sentences: Vec<usize> = places.iter().map(|place| self.all[*place].2).collect();
        sentences.dedup();
        let holds_all = |sentence: &usize| {
            let from = self.all.partition_point(|word| word.2 < *sentence);
            let here: BTreeSet<&str> = self.all[from..]
                .iter()
                .take_while(|word| word.2 == *sentence)
                .map(|word| word.0.as_str())
                .collect();
            stems.iter().all(|stem| here.contains(stem.as_str()))
        };
        sentences
            .into_iter()
            .find(holds_all)
            .map(|sentence| self.sentences[sentence])
    }

    /// The stem that the draft has least often: its number, and the first places where it stands.
    fn rarest(&self, stems: &[String]) -> Option<(usize, &[usize])> {
        let places = stems.iter().map(|stem| self.places.get(stem).map(Vec::as_slice));
        let places: Option<Vec<&[usize]>> = places.collect();
        let (number, places) = places?
            .into_iter()
            .enumerate()
            .min_by_key(|(_, places)| places.len())?;
        Some((number, &places[..places.len().min(TRIED)]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "The bridge will stay shut until May, Ida Lund said. Rust ate two beams.\n\n\
        “Nobody inspected it,” said Ida Lund, whose office had warned the council about the beams in March.\n";

    fn found(claim: &str) -> Option<&'static str> {
        let draft = Draft::read("x.txt", Format::Plain, TEXT);
        let span = Words::of(&draft).claim(claim)?;
        assert_eq!(draft.slice(span), &TEXT[span.start..span.end]);
        Some(&TEXT[span.start..span.end])
    }

    #[test]
    fn a_claim_is_found_by_its_words_whatever_their_case_and_points() {
        assert_eq!(
            found("The bridge will stay shut until May."),
            Some("The bridge will stay shut until May")
        );
        assert_eq!(found("nobody inspected it"), Some("Nobody inspected it"));
    }

    #[test]
    fn a_claim_in_another_order_is_found_as_its_sentence() {
        let sentence = found("In March the office warned the council about beams.").unwrap();
        assert!(sentence.ends_with("in March."), "{sentence}");
    }

    #[test]
    fn what_the_draft_does_not_say_is_not_found() {
        assert_eq!(found("The tunnel will stay shut until May."), None);
        assert_eq!(found("It is shut."), None, "too little to go by");
        assert_eq!(found(""), None);
    }

    #[test]
    fn a_name_is_found_wherever_it_stands() {
        let draft = Draft::read("x.txt", Format::Plain, TEXT);
        assert_eq!(Words::of(&draft).phrase("Ida Lund").len(), 2);
    }
}
