//! Language: sentences, tokens and quotations of the prose.

mod fingerprint;
mod finite;
mod fold;
mod number;
mod places;
mod quote;
mod sentence;
mod token;
mod tongue;

pub use fingerprint::{START, letters, print_on};
pub use finite::FiniteVerbs;
pub use fold::fold;
pub use number::{is_month, is_weekday, written_number};
pub use places::{Found, Place, Places};
pub use quote::Quote;
pub(crate) use quote::{is_apostrophe, opens_double};
pub use sentence::Sentence;
pub use token::{Token, TokenKind};
pub use tongue::{Foreign, foreign, is_function_word};

use crate::draft::{Draft, Span};

/// What the prose of a draft consists of. Spans are bytes of [`Draft::text`].
#[derive(Clone, Debug, Default)]
pub struct Prose {
    /// Tokens in text order; white space is none.
    pub tokens: Vec<Token>,
    /// Sentences in text order; each lies in one block.
    pub sentences: Vec<Sentence>,
    /// Quotations in the order of their opening marks.
    pub quotes: Vec<Quote>,
}

/// Finds sentences, tokens and quotations. Linear in the length of the text.
pub fn read(draft: &Draft) -> Prose {
    let mut prose = Prose::default();
    for (number, block) in draft.blocks.iter().enumerate() {
        let from = prose.tokens.len();
        token::push_tokens(&draft.text, block.span, &mut prose.tokens);
        sentence::push_sentences(&draft.text, number, from, &mut prose);
    }
    prose.quotes = quote::find(draft, &prose.tokens);
    prose
}

impl Prose {
    /// Number of the sentence that holds the byte at `offset`, or else of the last one before it. Logarithmic.
    pub fn sentence_at(&self, offset: usize) -> Option<usize> {
        self.sentences
            .partition_point(|sentence| sentence.span.start <= offset)
            .checked_sub(1)
    }

    /// The numbers of the tokens that lie in `span`. Logarithmic.
    pub fn tokens_in(&self, span: Span) -> std::ops::Range<usize> {
        let from = self.tokens.partition_point(|token| token.span.start < span.start);
        let to = self.tokens.partition_point(|token| token.span.start < span.end);
        from..to.max(from)
    }

    /// The quotation whose inner text holds the byte at `offset`; the innermost of nested ones.
    pub fn quote_at(&self, offset: usize) -> Option<&Quote> {
        let until = self.quotes.partition_point(|quote| quote.span.start <= offset);
        self.quotes[..until]
            .iter()
            .rev()
            .take(8)
            .find(|quote| quote.inner.holds(offset))
    }
}
