//! The text as the rules that read words see it: lower-case words by sentence, and where somebody is cited.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::Case;
use crate::draft::{Block, BlockKind, Draft};
use crate::language::{self, Prose, TokenKind};
use crate::span::Span;

/// Verbs that report what somebody says, in the forms that news uses.
static REPORTS: Words = Words::new(
    "said says say saying told tells tell telling added adds adding asked asks asking announced announces \
     announcing argued argues arguing wrote writes writing written testified testifies testifying stated \
     states stating explained explains explaining insisted insists insisting claimed claims claiming \
     confirmed confirms confirming denied denies denying warned warns warning noted notes noting \
     acknowledged acknowledges acknowledging admitted admits admitting recalled recalls recalling replied \
     replies responded responds responding declared declares declaring reported reports reporting \
     estimated estimates estimating alleged alleges alleging predicted predicts suggested suggests \
     suggesting tweeted posted concluded concludes found finds finding showed shows show shown showing \
     revealed reveals according citing cited cites quoted quoting quotes quote per joked shouted chanted \
     chanting sang read reads reading called calls calling described describes describing remarked \
     complained complains promised promises pledged vowed urged urges urging demanded demands agreed \
     agrees conceded concedes maintained maintains contended contends reiterated reiterates emphasized \
     emphasised stressed stresses stressing continued continues observed observes commented comments \
     mused quipped recounted recounts repeated answered answers countered counters testimony statement \
     interview spokesman spokeswoman spokesperson words thinks thought believes believe believed blamed \
     blames accused accuses praised criticized criticised condemned mocked dismissed dismisses rejected \
     rejects thanked apologized apologised captioned messaged texted emailed e-mailed yelled screamed \
     whispered pleaded pleads cried proclaimed offered greeted began recommended recommends referred \
     refers referring counted counts calculated disclosed discloses projected projects forecast forecasts \
     put puts like goes went",
);

/// Words that name where a figure comes from.
static FIGURE_SOURCES: Words = Words::new(
    "data figures statistics survey poll census study report estimate estimates filing filings records \
     documents database tally count audit analysis index results accounts statement budget minutes \
     register returns ruling verdict indictment complaint lawsuit",
);

/// A long list of words, written in one string.
struct Words {
    text: &'static str,
    set: OnceLock<BTreeSet<&'static str>>,
}

impl Words {
    const fn new(text: &'static str) -> Words {
        Words {
            text,
            set: OnceLock::new(),
        }
    }

    fn has(&self, word: &str) -> bool {
        let set = self.set.get_or_init(|| self.text.split_whitespace().collect());
        set.contains(word)
    }
}

/// The text with its words in lower case and what is cited where.
#[derive(Clone, Debug)]
pub(super) struct Reading<'a> {
    pub(super) text: &'a str,
    pub(super) prose: Cow<'a, Prose>,
    blocks: &'a [Block],
    words: Vec<String>,
    quoted: Vec<bool>,
    cued: Vec<bool>,
    attributed: Vec<bool>,
    places: OnceCell<BTreeMap<String, Vec<usize>>>,
    unverified: OnceCell<Vec<bool>>,
    any_unverified: OnceCell<bool>,
}

impl<'a> Reading<'a> {
    /// The draft of a case, with what its attributions cover.
    pub(super) fn of_case(case: &'a Case) -> Reading<'a> {
        let mut reading = Reading::new(&case.draft, Cow::Borrowed(&case.prose));
        let desk = case.desk.iter().map(|desk| &desk.settled);
        // What is no statement needs no source.
        desk.clone()
            .flat_map(|desk| &desk.dropped)
            .for_each(|span| reading.mark_attributed(*span));
        for (number, attribution) in case.attributions.iter().enumerate() {
            let given = desk.clone().any(|desk| desk.given.contains(&number));
            if attribution.source_spans.is_empty() && !given {
                continue;
            }
            for span in attribution.source_spans.iter().chain(&attribution.content_spans) {
                reading.mark_attributed(*span);
            }
        }
        reading
    }

    /// A draft of which nothing but the text is known.
    pub(super) fn of_draft(draft: &'a Draft) -> Reading<'a> {
        Reading::new(draft, Cow::Owned(language::read(draft)))
    }

    fn new(draft: &'a Draft, prose: Cow<'a, Prose>) -> Reading<'a> {
        let word = |span: Span| draft.slice(span).to_lowercase().replace('’', "'");
        let words: Vec<String> = prose.tokens.iter().map(|token| word(token.span)).collect();
        let mut quoted = vec![false; words.len()];
        let mut reached = 0;
        for quote in &prose.quotes {
            let within = prose.tokens_in(quote.inner);
            if let Some(inside) = quoted.get_mut(within.start.max(reached)..within.end.max(reached)) {
                inside.fill(true);
            }
            reached = reached.max(within.end);
        }
        let mut reading = Reading {
            text: &draft.text,
            blocks: &draft.blocks,
            cued: Vec::new(),
            attributed: vec![false; prose.sentences.len()],
            prose,
            words,
            quoted,
            places: OnceCell::new(),
            unverified: OnceCell::new(),
            any_unverified: OnceCell::new(),
        };
        let count = reading.prose.sentences.len();
        reading.cued = (0..count).map(|at| reading.any_of(at, &REPORTS)).collect();
        reading
    }

    fn mark_attributed(&mut self, span: Span) {
        let first = self.prose.sentence_at(span.start).unwrap_or(0);
        for at in first..self.prose.sentences.len() {
            if self.prose.sentences[at].span.start >= span.end {
                break;
            }
            if self.prose.sentences[at].span.overlaps(span) {
                self.attributed[at] = true;
            }
        }
    }

    /// How many sentences there are.
    pub(super) fn sentences(&self) -> usize {
        self.prose.sentences.len()
    }

    /// The bytes of a sentence.
    pub(super) fn span(&self, sentence: usize) -> Span {
        self.prose
            .sentences
            .get(sentence)
            .map(|found| found.span)
            .unwrap_or_default()
    }

    /// The numbers of the tokens of a sentence.
    pub(super) fn tokens(&self, sentence: usize) -> std::ops::Range<usize> {
        self.prose
            .sentences
            .get(sentence)
            .map_or(0..0, |found| found.tokens.0..found.tokens.1)
    }

    /// A token in lower case; empty past the end.
    pub(super) fn word(&self, token: usize) -> &str {
        self.words.get(token).map_or("", String::as_str)
    }

    /// A token as written; empty past the end.
    pub(super) fn raw(&self, token: usize) -> &str {
        let span = self.token_span(token);
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    /// The bytes of a token.
    pub(super) fn token_span(&self, token: usize) -> Span {
        self.prose
            .tokens
            .get(token)
            .map(|found| found.span)
            .unwrap_or_default()
    }

    /// Is the token a number?
    pub(super) fn is_number(&self, token: usize) -> bool {
        self.prose
            .tokens
            .get(token)
            .is_some_and(|found| found.kind == TokenKind::Number)
    }

    /// Does the token stand inside quotation marks?
    pub(super) fn is_quoted(&self, token: usize) -> bool {
        self.quoted.get(token).copied().unwrap_or(false)
    }

    /// Do these words stand here?
    pub(super) fn phrase_at(&self, token: usize, phrase: &[&str]) -> bool {
        phrase
            .iter()
            .enumerate()
            .all(|(step, word)| self.word(token + step) == *word)
    }

    /// Does a sentence hold one of these words outside quotation marks?
    pub(super) fn any_unquoted(&self, sentence: usize, words: &[&str]) -> bool {
        self.tokens(sentence)
            .any(|token| !self.is_quoted(token) && words.contains(&self.word(token)))
    }

    /// The same for a long list.
    fn any_of(&self, sentence: usize, words: &Words) -> bool {
        self.tokens(sentence)
            .any(|token| !self.is_quoted(token) && words.has(self.word(token)))
    }

    /// Does a sentence hold a word that reports what somebody says, outside quotation marks?
    pub(super) fn reports(&self, sentence: usize) -> bool {
        self.cued.get(sentence).copied().unwrap_or(false)
    }

    /// Is somebody cited in a sentence, or does an attribution reach into it?
    pub(super) fn attributed(&self, sentence: usize) -> bool {
        self.attributed.get(sentence).copied().unwrap_or(false)
    }

    /// Does a sentence name where its figures come from?
    pub(super) fn names_figure_source(&self, sentence: usize) -> bool {
        self.any_of(sentence, &FIGURE_SOURCES)
    }

    /// The number of a sentence's block.
    pub(super) fn block_of(&self, sentence: usize) -> usize {
        self.prose.sentences.get(sentence).map_or(0, |found| found.block)
    }

    /// What a block is.
    pub(super) fn block(&self, number: usize) -> Option<Block> {
        self.blocks.get(number).copied()
    }

    /// Does a sentence stand in a headline or a heading?
    pub(super) fn in_heading(&self, sentence: usize) -> bool {
        let kind = self.block(self.block_of(sentence)).map(|block| block.kind);
        matches!(kind, Some(BlockKind::Headline | BlockKind::Heading))
    }

    /// Is this one of the verbs that report what somebody says?
    pub(super) fn is_report(word: &str) -> bool {
        REPORTS.has(word)
    }

    /// The sentences, in the order of the text, that hold all words of `name` next to one another. Costs what its
    /// rarest word occurs.
    pub(super) fn mentions(&self, name: &str) -> Vec<usize> {
        let wanted = words_of(name);
        let wanted: Vec<&str> = wanted.iter().map(String::as_str).collect();
        let places = |word: &str| self.places().get(word).map_or(&[][..], Vec::as_slice);
        let rarest = wanted
            .iter()
            .enumerate()
            .min_by_key(|(_, word)| places(word).len());
        let Some((step, word)) = rarest else {
            return Vec::new();
        };
        let begins = places(word).iter().filter_map(|token| token.checked_sub(step));
        let mut found: Vec<usize> = begins
            .filter(|token| self.phrase_at(*token, &wanted))
            .filter_map(|token| self.prose.sentence_at(self.token_span(token).start))
            .collect();
        found.dedup();
        found
    }

    /// Where each word stands.
    fn places(&self) -> &BTreeMap<String, Vec<usize>> {
        self.places.get_or_init(|| {
            let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
            for (token, word) in self.words.iter().enumerate() {
                places.entry(word.clone()).or_default().push(token);
            }
            places
        })
    }

    /// For each sentence: does it say that something could not be verified?
    fn unverified(&self) -> &[bool] {
        self.unverified
            .get_or_init(|| (0..self.sentences()).map(|at| self.says_unverified(at)).collect())
    }

    /// Does any sentence say that something could not be verified?
    pub(super) fn unverified_anywhere(&self) -> bool {
        *self
            .any_unverified
            .get_or_init(|| self.unverified().contains(&true))
    }

    fn says_unverified(&self, sentence: usize) -> bool {
        const NEGATIONS: &[&str] = &[
            "not",
            "unable",
            "cannot",
            "couldn't",
            "wasn't",
            "without",
            "impossible",
            "yet",
        ];
        const CHECKS: &[&str] = &[
            "verify",
            "verified",
            "verification",
            "confirm",
            "confirmed",
            "confirmation",
            "corroborate",
            "corroborated",
            "authenticate",
            "authenticated",
        ];
        let words: Vec<usize> = self
            .tokens(sentence)
            .filter(|token| !self.is_quoted(*token))
            .collect();
        let alone = ["unverified", "unconfirmed", "uncorroborated"];
        words.iter().any(|token| alone.contains(&self.word(*token)))
            || words.iter().any(|token| {
                CHECKS.contains(&self.word(*token))
                    && (1..=5).any(|back| {
                        token
                            .checked_sub(back)
                            .is_some_and(|at| NEGATIONS.contains(&self.word(at)))
                    })
            })
    }

    /// Does any sentence say that somebody gave no answer, or could not be asked?
    pub(super) fn no_reply_anywhere(&self) -> bool {
        const ANSWERS: &[&str] = &[
            "comment",
            "reached",
            "respond",
            "responded",
            "reply",
            "replied",
            "contacted",
        ];
        const NONE: &[&str] = &[
            "not",
            "declined",
            "declines",
            "refused",
            "unable",
            "request",
            "requests",
            "asked",
            "n't",
            "unavailable",
            "couldn't",
            "didn't",
            "immediately",
        ];
        (0..self.sentences()).any(|at| self.any_unquoted(at, ANSWERS) && self.any_unquoted(at, NONE))
    }

    /// Does a link lead on from this sentence, or does it bear the mark of a footnote?
    pub(super) fn is_linked(&self, sentence: usize, links: &[Span]) -> bool {
        let span = self.span(sentence);
        links.iter().any(|link| link.overlaps(span))
    }

    /// Does the text say, in one of these places or in a neighbouring sentence, that it could not be verified?
    pub(super) fn unverified_near(&self, spans: &[Span]) -> bool {
        spans.iter().any(|span| {
            let at = self.prose.sentence_at(span.start).unwrap_or(0);
            (at.saturating_sub(1)..=at + 2).any(|near| self.unverified().get(near).copied().unwrap_or(false))
        })
    }
}

/// The words of a name in lower case, cut as the text is.
pub(super) fn words_of(name: &str) -> Vec<String> {
    let draft = Draft::read("", crate::draft::Format::Plain, name);
    let prose = language::read(&draft);
    prose
        .tokens
        .iter()
        .map(|token| draft.slice(token.span).to_lowercase().replace('’', "'"))
        .collect()
}
