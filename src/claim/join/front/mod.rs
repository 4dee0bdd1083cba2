//! What the article says at its front in its own voice, in its headline and first sentences, and which statement further on
//! says it too.
//!
//! A softmax over the first statements and "none of them" (Denis and Baldridge, "Specialized models and ranking for coreference
//! resolution", EMNLP 2008), each weighed by what it has in common with the front, where it stands and who says it;
//! `models/fronts.md` tells how well it does. Who tells the news adds nobody to it, so this may be bolder than the joining of
//! sources.

mod numbers;
mod turn;

use std::sync::LazyLock;

pub use numbers::{FEATURES, NOBODY};

use super::super::clause::Clauses;
use super::super::gist::{Gist, Piece};
use super::super::same;
use super::super::statement::{Place, Statement};
use super::super::wording::{self, Whole};
use crate::attribution::model::Choice;
use crate::draft::{BlockKind, Span};
use numbers::Article;
use turn::Turn;

const FILE: &str = include_str!("../../../../models/fronts.tsv");

static CHOICE: LazyLock<Choice> = LazyLock::new(|| Choice::read(FILE, FEATURES, NOBODY));

/// So many sentences of running text are the front of an article.
const SENTENCES: usize = 5;

/// So many statements from the first on may be what a front sums up.
const REACH: usize = 24;

/// From this share of certainty on a headline is told in a statement, which adds nobody to what is said there, and a sentence,
/// for which it then speaks.
const SURE: (f64, f64) = (0.4, 0.6);

/// The number of the headline; sentences follow.
pub(super) const HEADLINE: usize = 0;

/// A front with fewer telling words is told only where this part of them is: one word is shared by chance.
const FEW: usize = 3;
const WHOLE: f64 = 0.8;

/// A front that begins with a word of more letters on "-ing" and turns on no verb only names a matter.
const MATTER: usize = 5;

/// A front that begins with such a word asks or promises an answer ("Q&A").
const QUESTIONS: &[&str] = &["what", "how", "why", "who", "where", "when", "which", "q"];

/// A front with everything that it may sum up, for training.
#[derive(Clone, Debug)]
pub struct Question {
    /// Where it stands.
    pub place: Span,
    /// The statements, each with where it stands and its numbers in the order of [`FEATURES`].
    pub candidates: Vec<(Vec<Span>, Vec<f64>)>,
    /// In the order of [`NOBODY`].
    pub nobody: Vec<f64>,
}

/// A headline or one of the first sentences.
pub(super) struct Front<'a> {
    /// Where it stands, without a dateline.
    pub(super) span: Span,
    pub(super) place: Span,
    /// [`HEADLINE`], else the number of the sentence in running text.
    pub(super) number: usize,
    gist: Gist,
    turn: Turn,
    /// Does it hold what somebody says, or a plain statement?
    holds_said: bool,
    holds_plain: bool,
    sentence: usize,
    block: usize,
    article: &'a Article,
}

/// A statement that a front may sum up.
struct Near<'a> {
    at: usize,
    statement: &'a Statement,
    /// The how manieth it is of those that somebody says.
    said: Option<usize>,
    is_later: bool,
    /// How many statements, sentences and blocks lie between the two.
    between: usize,
    sentences: usize,
    blocks: usize,
    /// The part of the front that its sentence has.
    share: f64,
    paragraph: Option<&'a Gist>,
}

/// Every front of an article with everything that it may sum up, for training.
pub(in crate::claim) fn questions(
    clauses: &Clauses,
    headline: Option<Span>,
    statements: &[Statement],
) -> Vec<Question> {
    let article = Article::of(clauses, statements);
    let asked = fronts(clauses, headline, statements, &article).map(|front| {
        let near = front.near(clauses, statements);
        let spans = near.iter().map(|one| one.statement.spans.clone());
        Question {
            place: front.place,
            candidates: spans.zip(front.measured(&near)).collect(),
            nobody: numbers::of_nobody(&front, &near),
        }
    });
    asked.filter(|one| !one.candidates.is_empty()).collect()
}

/// Every front with the statement that it sums up, by its number; a sentence that holds what somebody says is told in that
/// already. Linear in the words of the article.
pub(super) fn summed_up(
    clauses: &Clauses,
    headline: Option<Span>,
    statements: &[Statement],
    mut take: impl FnMut(&Front, usize),
) {
    let article = Article::of(clauses, statements);
    let open = |front: &Front| front.number == HEADLINE || !front.holds_said;
    for front in fronts(clauses, headline, statements, &article).filter(open) {
        if let Some(at) = front.sums_up(clauses, statements) {
            take(&front, at);
        }
    }
}

/// The headline and the first sentences of the running text below it.
fn fronts<'a>(
    clauses: &'a Clauses,
    headline: Option<Span>,
    statements: &'a [Statement],
    article: &'a Article,
) -> impl Iterator<Item = Front<'a>> {
    let titled = move |span: Span| headline.is_some_and(|place| place.overlaps(span));
    let running = |block: usize| clauses.draft.blocks[block].kind == BlockKind::Paragraph;
    let sentences = clauses.prose.sentences.iter();
    let sentences = sentences.filter(move |one| running(one.block) && !titled(one.span));
    let places = sentences.take(SENTENCES).map(|one| one.span);
    let places = headline.into_iter().chain(places);
    let first = usize::from(headline.is_none());
    let numbered = places
        .enumerate()
        .map(move |(number, place)| (number + first, place));
    let fronts = numbered.map(|place| Front::at(clauses, place, statements, article));
    fronts.filter(|front| !front.states_nothing(clauses))
}

impl<'a> Front<'a> {
    fn at(
        clauses: &Clauses,
        (number, place): (usize, Span),
        statements: &[Statement],
        article: &'a Article,
    ) -> Front<'a> {
        let span = wording::without_dateline(clauses.draft, place);
        let gist = Statement::at(clauses, vec![span], Vec::new()).gist;
        let inside = || statements.iter().filter(|one| stands_in(one, place));
        Front {
            span,
            place,
            number,
            turn: Turn::of(clauses, span),
            holds_said: inside().any(|one| !one.is_plain()),
            holds_plain: inside().any(Statement::is_plain),
            sentence: clauses.prose.sentence_at(place.start).unwrap_or_default(),
            block: block(clauses, place.start),
            gist,
            article,
        }
    }

    /// The statements that stand in it.
    pub(super) fn own(&self, statements: &[Statement]) -> Vec<usize> {
        let own = |at: &usize| stands_in(&statements[*at], self.place);
        (0..statements.len()).filter(own).collect()
    }

    /// The statement that it most likely sums up, where that is likely enough.
    fn sums_up(&self, clauses: &Clauses, statements: &[Statement]) -> Option<usize> {
        let near = self.near(clauses, statements);
        let (best, sure) = CHOICE.best(&self.measured(&near), &numbers::of_nobody(self, &near))?;
        (sure >= self.sure()).then(|| near[best].at)
    }

    /// The first statements of the article, but for its own and those of the headline.
    fn near<'b>(&'b self, clauses: &Clauses, statements: &'b [Statement]) -> Vec<Near<'b>> {
        let open = |one: &Statement| {
            one.place != Place::Headline && !stands_in(one, self.place) && self.may_be_told_in(one)
        };
        let open = statements.iter().enumerate().filter(|(_, one)| open(one));
        let own = statements.partition_point(|one| one.start() < self.place.start);
        let mut said = 0..;
        let near = open.take(REACH).map(|(at, statement)| {
            let sentence = clauses.prose.sentence_at(statement.start()).unwrap_or_default();
            let block = block(clauses, statement.start());
            let whole = self.article.sentence(clauses, sentence);
            Near {
                at,
                statement,
                said: if statement.is_plain() { None } else { said.next() },
                is_later: statement.start() > self.place.start,
                between: at.abs_diff(own),
                sentences: sentence.abs_diff(self.sentence),
                blocks: block.abs_diff(self.block),
                share: whole.map_or(0.0, |whole| same::repeated(&self.gist, whole)),
                paragraph: self.article.block(clauses, block),
            }
        });
        near.collect()
    }

    /// Does it ask, promise an answer, or name a matter ("Debating the bridge")?
    fn states_nothing(&self, clauses: &Clauses) -> bool {
        let first = self.gist.words().next();
        let first = first.map_or("", |first| first.lower.as_str());
        let names = first.len() > MATTER && first.ends_with("ing") && self.turn.is_nothing();
        let asks = clauses.draft.slice(self.place).trim_end().ends_with('?');
        names || asks || QUESTIONS.contains(&first)
    }

    /// Does it tell something as surely as the front, with no "not", figure or day against it? Whom a sentence is joined
    /// with stands behind it then: what he only does is no word for it.
    fn may_be_told_in(&self, statement: &Statement) -> bool {
        let tells = match self.number {
            HEADLINE => statement.whole != Whole::Fragment,
            _ => statement.has_source() && statement.whole == Whole::Stated,
        };
        let few = self.gist.stating().len() < FEW;
        tells
            && (!few || same::repeated(&self.gist, &statement.gist) >= WHOLE)
            && statement.denial.is_none()
            && !statement.only_denied()
            && !self.turn.is_of_another(statement, &self.article.names)
            && (hedges(&self.gist) || !hedges(statement.news()))
            && same::may_be_told(&self.gist, &statement.gist)
    }

    /// From which share of certainty on a statement is taken.
    fn sure(&self) -> f64 {
        if self.number == HEADLINE { SURE.0 } else { SURE.1 }
    }

    /// The numbers of each of these.
    fn measured(&self, near: &[Near]) -> Vec<Vec<f64>> {
        let most = near.iter().map(|one| one.share).fold(0.0, f64::max);
        near.iter().map(|one| numbers::of(self, one, most)).collect()
    }
}

/// Is a fact made a possibility?
fn hedges(gist: &Gist) -> bool {
    let hedge = |piece: &Piece| matches!(piece.lower.as_str(), "may" | "might" | "could");
    // "May", the month.
    gist.words().any(|piece| hedge(piece) && !piece.capital)
}

fn stands_in(statement: &Statement, place: Span) -> bool {
    statement.spans.iter().any(|span| span.overlaps(place))
}

/// The number of the block at a place.
fn block(clauses: &Clauses, start: usize) -> usize {
    let blocks = &clauses.draft.blocks;
    blocks.partition_point(|block| block.span.end <= start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_of_one_number_and_every_number_has_its_row() {
        assert_eq!(
            Choice::rows_of(FILE),
            Choice::rows(FEATURES, NOBODY),
            "models/fronts.tsv is of another making"
        );
    }
}
