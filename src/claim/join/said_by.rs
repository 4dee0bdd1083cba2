//! What the article says in its own voice, and then tells who says so ("The singer has died. His wife wrote that he died on
//! Sunday.").

use super::super::clause::Clauses;
use super::super::gist::{Gist, Piece};
use super::super::lexicon::Class;
use super::super::same;
use super::super::statement::{Place, Statement};
use super::super::wording::{self, Whole};
use super::{Because, Joins, front};
use crate::draft::{BlockKind, Span};

/// Among so many first sentences the article says its news in its own voice.
const OPENING: usize = 2;

/// From this mean part of what each of the two tells that the other has too on, the first thing that somebody says is the news
/// that the article opens with.
const TOLD_AGAIN: f64 = 0.3;

/// What somebody says at such length tells more than the news.
const FULLER: usize = 2;

/// From this part on, whoever speaks speaks of the news at all.
const OF_MATTER: f64 = 0.25;

/// Joins a plain sentence at the head of the article with the next one, where somebody says the same of the same one, whom he
/// calls by a pronoun. Linear.
pub(super) fn join(clauses: &Clauses, headline: Option<Span>, statements: &[Statement], joins: &mut Joins) {
    for at in 1..statements.len() {
        let (plain, said) = (&statements[at - 1], &statements[at]);
        let opens = plain.is_plain() && plain.place == Place::Opening;
        if opens && said.has_source() && said.whole == Whole::Stated && tells_again(clauses, said, plain) {
            joins.join(at, at - 1, Because::SaidBy);
        }
    }
    open(clauses, headline, statements, joins);
}

/// Joins the sentence in which the article opens with its news with the first thing that somebody says after it, where that is
/// the same deed. Linear.
fn open(clauses: &Clauses, headline: Option<Span>, statements: &[Statement], joins: &mut Joins) {
    for sentence in first_sentences(clauses, headline) {
        let meets = |at: &usize| statements[*at].spans.iter().any(|span| span.overlaps(sentence));
        let inside: Vec<usize> = (0..statements.len()).filter(meets).collect();
        let span = wording::without_dateline(clauses.draft, sentence);
        let own = match inside.as_slice() {
            [] => Statement::at(clauses, vec![span], Vec::new()),
            [plain] if statements[*plain].is_plain() && joins.is_alone(*plain) => statements[*plain].clone(),
            _ => return,
        };
        let after = |at: usize| statements[at].start() >= sentence.end;
        let first = (0..statements.len()).find(|at| after(*at) && is_of_matter(&own, &statements[*at]));
        let told = first.filter(|said| is_news_of(&own, &statements[*said]));
        let Some(said) = told.or_else(|| front::summed_up(statements, &own.gist, own.place, after)) else {
            continue;
        };
        match inside.first() {
            Some(plain) => joins.join(*plain, said, Because::SaidBy),
            None => joins.opened = Some((said, span)),
        }
        return;
    }
}

/// Does a source speak of what the sentence is about?
fn is_of_matter(plain: &Statement, said: &Statement) -> bool {
    let (own, other) = (&plain.gist, &said.gist);
    said.has_source() && same::repeated(own, other).max(same::repeated(other, own)) >= OF_MATTER
}

/// The first sentences of the first paragraph of running text below the headline.
fn first_sentences(clauses: &Clauses, headline: Option<Span>) -> Vec<Span> {
    let sentences = clauses.prose.sentences.iter();
    let titled = |span: Span| headline.is_some_and(|place| place.overlaps(span));
    let sentences = sentences.filter(|sentence| !titled(sentence.span));
    let running = |block: usize| clauses.draft.blocks[block].kind == BlockKind::Paragraph;
    let mut running = sentences.filter(|sentence| running(sentence.block)).peekable();
    let Some(block) = running.peek().map(|sentence| sentence.block) else {
        return Vec::new();
    };
    let first = running
        .take(OPENING)
        .take_while(|sentence| sentence.block == block);
    first.map(|sentence| sentence.span).collect()
}

/// Does a source state the deed that the article opens with, in much the same words?
fn is_news_of(plain: &Statement, said: &Statement) -> bool {
    let (own, other) = (&plain.gist, &said.gist);
    let shared = (same::repeated(own, other) + same::repeated(other, own)) / 2.0;
    let deed = same::repeated_word_for_word(&plain.deed, other) > 0.0;
    let asks = own.pieces.last().is_some_and(|piece| piece.lower == "?");
    let brief = other.telling().count() <= FULLER * own.telling().count();
    said.whole == Whole::Stated
        && said.denial.is_none()
        && !asks
        && brief
        && shared >= TOLD_AGAIN
        && (deed || same::share_a_figure(own, other))
        && same::may_be_one(own, other)
        && same::shares_a_word(own, other)
}

/// Does it begin with a pronoun for somebody, and say of him no more, but for when and where, than the sentence before says?
fn tells_again(clauses: &Clauses, said: &Statement, plain: &Statement) -> bool {
    let gist = &said.gist;
    let opens = gist
        .words()
        .next()
        .is_some_and(|first| first.classes.has(Class::ThirdPerson));
    let telling: Vec<&Piece> = gist.stating();
    let told = |piece: &&Piece| same::nearness(piece, &plain.gist) >= 1.0;
    let own_verb = main_verb(clauses, said).is_some_and(|verb| same::repeated(&verb, &plain.gist) >= 1.0);
    opens && own_verb && telling.iter().all(told) && same::agree(gist, &plain.gist)
}

fn main_verb(clauses: &Clauses, statement: &Statement) -> Option<Gist> {
    let tokens = clauses.tokens(&statement.spans);
    let at = clauses.main_verb(&tokens)?;
    let verb = Gist::of(clauses.raw(tokens[at]));
    verb.telling().next()?;
    Some(verb)
}
