//! The prose by token number, in lower case too: what every file of this step reads.

use crate::attribution::model::{NameScores, Senses, Voice};
use crate::attribution::{Act, Reading, cue};
use crate::draft::{Draft, Span};
use crate::language::{FiniteVerbs, Prose, TokenKind, is_month, is_weekday};
use crate::policy::Policy;

use super::lexicon::{FORMS, lexicon};

/// The prose by token number. A number past the end reads as an empty word.
#[derive(Debug)]
pub(super) struct Words<'a> {
    pub(super) draft: &'a Draft,
    pub(super) prose: &'a Prose,
    lower: Vec<String>,
    sentence: Vec<u32>,
    titles: Vec<String>,
    /// Tokens at which an attribution's cue begins, in order.
    cues: Vec<usize>,
    pub(super) senses: &'a Senses,
    finite: FiniteVerbs,
}

/// Words that are no part of a name though a sentence may begin with them.
const FUNCTION: &[&str] = &[
    "a",
    "about",
    "above",
    "across",
    "after",
    "again",
    "against",
    "all",
    "almost",
    "along",
    "already",
    "also",
    "although",
    "always",
    "amid",
    "among",
    "an",
    "and",
    "another",
    "any",
    "are",
    "around",
    "as",
    "asked",
    "at",
    "back",
    "be",
    "because",
    "been",
    "before",
    "behind",
    "being",
    "below",
    "besides",
    "between",
    "beyond",
    "both",
    "but",
    "by",
    "can",
    "could",
    "currently",
    "despite",
    "did",
    "do",
    "does",
    "down",
    "during",
    "each",
    "earlier",
    "either",
    "even",
    "ever",
    "every",
    "few",
    "finally",
    "following",
    "for",
    "from",
    "given",
    "had",
    "has",
    "have",
    "he",
    "her",
    "here",
    "hers",
    "him",
    "his",
    "how",
    "however",
    "i",
    "if",
    "in",
    "indeed",
    "inside",
    "instead",
    "into",
    "is",
    "it",
    "its",
    "just",
    "last",
    "later",
    "least",
    "less",
    "like",
    "many",
    "may",
    "maybe",
    "meanwhile",
    "might",
    "more",
    "moreover",
    "most",
    "much",
    "must",
    "my",
    "near",
    "nearly",
    "neither",
    "never",
    "next",
    "no",
    "nor",
    "not",
    "now",
    "of",
    "off",
    "often",
    "on",
    "once",
    "one",
    "only",
    "or",
    "other",
    "others",
    "our",
    "out",
    "outside",
    "over",
    "per",
    "perhaps",
    "please",
    "rather",
    "recently",
    "same",
    "several",
    "she",
    "should",
    "since",
    "so",
    "some",
    "still",
    "such",
    "than",
    "thanks",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "though",
    "through",
    "throughout",
    "thus",
    "to",
    "today",
    "together",
    "tomorrow",
    "too",
    "toward",
    "towards",
    "two",
    "under",
    "unless",
    "unlike",
    "until",
    "up",
    "upon",
    "us",
    "very",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "whereas",
    "whether",
    "which",
    "while",
    "who",
    "whom",
    "whose",
    "why",
    "will",
    "with",
    "within",
    "without",
    "would",
    "yes",
    "yesterday",
    "yet",
    "you",
    "your",
    "according",
    "adding",
    "asked",
    "citing",
];

impl<'a> Words<'a> {
    /// Reads the tokens of the prose once. Linear.
    pub(super) fn read(
        draft: &'a Draft,
        prose: &'a Prose,
        reading: &'a Reading,
        policy: &Policy,
    ) -> Words<'a> {
        let begins = |span: &Span| prose.tokens_in(*span).start;
        let spans = reading.attributions.iter().flat_map(|one| &one.cue_spans);
        let mut cues: Vec<usize> = spans.map(begins).collect();
        cues.sort_unstable();
        let lower = prose
            .tokens
            .iter()
            .map(|token| draft.slice(token.span).to_lowercase())
            .collect();
        let mut sentence = vec![0; prose.tokens.len()];
        for (number, one) in prose.sentences.iter().enumerate() {
            let (from, to) = one.tokens;
            if let Some(tokens) = sentence.get_mut(from..to) {
                tokens.fill(u32::try_from(number).unwrap_or(u32::MAX));
            }
        }
        Words {
            draft,
            prose,
            lower,
            sentence,
            titles: policy.titles.iter().map(|title| title.to_lowercase()).collect(),
            cues,
            senses: &reading.senses,
            finite: FiniteVerbs::read(draft, prose),
        }
    }

    /// What the model takes a name for.
    pub(super) fn name_scores(&self, tokens: (usize, usize)) -> Option<NameScores> {
        self.senses.name(self.span(tokens))
    }

    /// Where the name of a person begins that these tokens end in, and how sure the model is of it.
    pub(super) fn person_begins(&self, (from, to): (usize, usize)) -> Option<(usize, f32)> {
        let spans: Vec<Span> = (from..to).map(|at| self.span((at, at + 1))).collect();
        let (at, sure) = self.senses.person_begins(&spans)?;
        Some((from + at, sure))
    }

    /// How likely each kind of source is for a mention.
    pub(super) fn voice(&self, tokens: (usize, usize)) -> Option<[f32; 7]> {
        self.senses.voice(&[self.span(tokens)])
    }

    /// Does the model take a phrase for somebody or for people, sooner than for a body or a document?
    pub(super) fn reads_as_somebody(&self, tokens: (usize, usize)) -> bool {
        let somebody = [
            Voice::NamedPerson,
            Voice::UnnamedPerson,
            Voice::UnnamedGroup,
            Voice::Anonymous,
        ];
        let scores = self.voice(tokens);
        scores.is_some_and(|scores| somebody.iter().map(|voice| scores[*voice as usize]).sum::<f32>() > 0.5)
    }

    /// May the token be a finite verb?
    pub(super) fn is_finite(&self, at: usize) -> bool {
        self.finite.at(at)
    }

    /// How many tokens there are.
    pub(super) fn len(&self) -> usize {
        self.lower.len()
    }

    /// The word as it stands; two hyphens in a row are a dash.
    pub(super) fn word(&self, at: usize) -> &'a str {
        let slice = |at: usize| {
            self.prose
                .tokens
                .get(at)
                .map_or("", |token| self.draft.slice(token.span))
        };
        let word = slice(at);
        let hyphen = |at: usize| slice(at) == "-";
        let before = || at > 0 && hyphen(at - 1) && self.touches_next(at - 1);
        let after = || hyphen(at + 1) && self.touches_next(at);
        if word == "-" && (before() || after()) {
            "—"
        } else {
            word
        }
    }

    /// The word in lower case.
    pub(super) fn lower(&self, at: usize) -> &str {
        self.lower.get(at).map_or("", String::as_str)
    }

    /// The bytes of the tokens from `from` to before `to`.
    pub(super) fn span(&self, (from, to): (usize, usize)) -> Span {
        let tokens = self.prose.tokens.get(from..to).unwrap_or_default();
        match (tokens.first(), tokens.last()) {
            (Some(first), Some(last)) => first.span.join(last.span),
            _ => Span::default(),
        }
    }

    /// The text of the tokens from `from` to before `to`, white space folded.
    pub(super) fn text(&self, tokens: (usize, usize)) -> String {
        fold(self.draft.slice(self.span(tokens)))
    }

    /// The number of the sentence of a token.
    pub(super) fn sentence(&self, at: usize) -> usize {
        self.sentence.get(at).map_or(0, |number| *number as usize)
    }

    /// First token and one past the last of the sentence that holds the token.
    pub(super) fn sentence_tokens(&self, at: usize) -> (usize, usize) {
        self.prose
            .sentences
            .get(self.sentence(at))
            .map_or((at, at + 1), |sentence| sentence.tokens)
    }

    /// Is the token a word with a capital, its first letter or, as in "eNova", the second?
    pub(super) fn is_capital(&self, at: usize) -> bool {
        let mut letters = self.word(at).chars().take(2);
        self.is_word(at) && letters.any(char::is_uppercase)
    }

    /// A capital that is no function word's.
    pub(super) fn may_name(&self, at: usize) -> bool {
        self.is_capital(at) && !self.is_function(at)
    }

    /// The form of a firm at the end of its name ("Co", "Inc.").
    pub(super) fn is_form(&self, at: usize) -> bool {
        self.is_capital(at) && FORMS.contains(&self.lower(at).trim_end_matches('.'))
    }

    /// Is the token a word?
    pub(super) fn is_word(&self, at: usize) -> bool {
        self.prose
            .tokens
            .get(at)
            .is_some_and(|token| token.kind == TokenKind::Word)
    }

    /// Is the token a number?
    pub(super) fn is_number(&self, at: usize) -> bool {
        self.prose
            .tokens
            .get(at)
            .is_some_and(|token| token.kind == TokenKind::Number)
    }

    /// Is the word one that carries no name: an article, a preposition, a pronoun, a weekday, a month?
    pub(super) fn is_function(&self, at: usize) -> bool {
        if self.is_abbreviation(at) {
            return false;
        }
        let word = self.lower(at);
        // "Jan", "Mar" and "Jun" are first names too.
        let month = is_month(word) && !matches!(word, "jan" | "mar" | "jun");
        // "I've", "They're": a pronoun and a verb in one token.
        let first = word.split(['\'', '’']).next().unwrap_or(word);
        let pronoun =
            first.len() < word.len() && matches!(first, "i" | "we" | "you" | "he" | "she" | "it" | "they");
        month || pronoun || is_weekday(word) || function_words().contains(word)
    }

    /// "US", "WHO" beside words in lower case: an abbreviation that only looks like a pronoun.
    pub(super) fn is_abbreviation(&self, at: usize) -> bool {
        let shouted = |at: usize| {
            let word = self.word(at);
            word.len() > 1 && word.chars().all(char::is_uppercase)
        };
        matches!(self.word(at), "US" | "WHO") && !shouted(at + 1) && !(at > 0 && shouted(at - 1))
    }

    /// Does the token touch the one after it?
    pub(super) fn touches_next(&self, at: usize) -> bool {
        let next = at.checked_add(1).and_then(|next| self.prose.tokens.get(next));
        match (self.prose.tokens.get(at), next) {
            (Some(one), Some(next)) => one.span.end == next.span.start,
            _ => false,
        }
    }

    /// Does the token stand inside quotation marks?
    pub(super) fn is_quoted(&self, at: usize) -> bool {
        self.prose
            .tokens
            .get(at)
            .is_some_and(|token| self.prose.quote_at(token.span.start).is_some())
    }

    /// Does the word name what a person is or does, by the lexicon or by the policy's titles?
    pub(super) fn is_role(&self, at: usize) -> bool {
        let ends = |title: &String| {
            let words = title.split_whitespace().rev().enumerate();
            words
                .into_iter()
                .all(|(back, word)| at.checked_sub(back).is_some_and(|at| self.lower(at) == word))
        };
        lexicon().is_role(self.lower(at)) || self.titles.iter().any(ends)
    }

    /// Is it a noun in lower case for a person, whatever he does?
    pub(super) fn is_person_noun(&self, at: usize) -> bool {
        self.is_word(at) && !self.is_capital(at) && lexicon().is_person_noun(self.lower(at))
    }

    /// Does the word name several people?
    pub(super) fn is_roles(&self, at: usize) -> bool {
        lexicon().is_roles(self.lower(at))
    }

    /// The base form of a verb of speech.
    pub(super) fn speech(&self, at: usize) -> Option<&'static str> {
        let sense = cue::of_word(self.lower(at)).filter(|sense| sense.act == Act::Speech);
        sense.map(|sense| sense.lemma)
    }

    /// Does an attribution's cue begin here?
    pub(super) fn opens_cue(&self, at: usize) -> bool {
        self.cues.binary_search(&at).is_ok()
    }

    /// Is the word a verb that attributes?
    pub(super) fn is_cue(&self, at: usize) -> bool {
        cue::of_word(self.lower(at)).is_some()
    }
}

fn function_words() -> &'static std::collections::HashSet<&'static str> {
    static SET: std::sync::OnceLock<std::collections::HashSet<&'static str>> = std::sync::OnceLock::new();
    SET.get_or_init(|| FUNCTION.iter().copied().collect())
}

/// White space folded to single blanks.
pub(super) fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
