//! What the article says at its front in its own voice: it is the claim of whoever says so further on.

use super::super::clause::Clauses;
use super::super::gist::{Gist, Piece};
use super::super::lexicon::Class;
use super::super::same;
use super::super::statement::{Place, Statement};
use super::super::wording::Whole;
use super::front::{self, Front};
use super::{Because, Joins};
use crate::draft::Span;

/// What the headline attributes is the claim that the headline sums up from this part of it on that the claim has too.
const PART: f64 = 0.25;

/// Joins the headline and the first sentences with the claims that they sum up, and takes away what the headline says that
/// nobody is cited for: a heading is no claim. Linear in the words of the article.
pub(super) fn join(
    clauses: &Clauses,
    headline: Option<Span>,
    statements: &mut [Statement],
    joins: &mut Joins,
) {
    tell_again(clauses, statements, joins);
    let mut headed = None;
    front::summed_up(clauses, headline, statements, |front, at| {
        if front.number == front::HEADLINE {
            headed = Some((at, front.place));
        } else {
            open(front, at, statements, joins);
        }
    });
    if let Some(place) = headline {
        drop_titles(place, headed.map(|(at, _)| at), statements, joins);
    }
    if let Some((at, _)) = headed {
        statements[at].place = Place::Opening;
        joins.headed = headed;
    }
}

/// Joins a first sentence with what it sums up.
fn open(front: &Front, at: usize, statements: &[Statement], joins: &mut Joins) {
    let own = front.own(statements);
    if own.is_empty() {
        joins.opened.push((at, front.span));
    }
    for plain in own {
        if joins.is_alone(plain) {
            joins.join(plain, at, Because::SaidBy);
        }
    }
}

/// Joins what the headline attributes with the claim that the headline sums up, where that has something of it, and takes
/// away the rest.
fn drop_titles(place: Span, summed: Option<usize>, statements: &[Statement], joins: &mut Joins) {
    let titles = |at: &usize| place.holds(statements[*at].start());
    for at in (0..statements.len()).filter(titles) {
        let title = &statements[at];
        match summed {
            Some(told) if same::repeated(&title.gist, &statements[told].gist) >= PART => {
                joins.join(at, told, Because::Headline);
            }
            Some(_) => joins.drop(at),
            None if joins.with(at).iter().all(titles) && !title.has_source() => joins.drop(at),
            None => {}
        }
    }
}

/// Joins a plain sentence at the head of the article with the next one, where somebody says the same of the same one, whom he
/// calls by a pronoun ("The singer has died. His wife wrote that he died on Sunday.").
fn tell_again(clauses: &Clauses, statements: &[Statement], joins: &mut Joins) {
    for at in 1..statements.len() {
        let (plain, said) = (&statements[at - 1], &statements[at]);
        let opens = plain.is_plain() && plain.place == Place::Opening;
        if opens && said.has_source() && said.whole == Whole::Stated && tells_again(clauses, said, plain) {
            joins.join(at, at - 1, Because::SaidBy);
        }
    }
}

/// Does it begin with a pronoun for somebody, and say of him no more, but for when and where, than the sentence before says?
fn tells_again(clauses: &Clauses, said: &Statement, plain: &Statement) -> bool {
    let gist = &said.gist;
    let opens = gist
        .words()
        .next()
        .is_some_and(|first| first.classes.has(Class::ThirdPerson));
    let told = |piece: &&Piece| same::nearness(piece, &plain.gist) >= 1.0;
    let own_verb = main_verb(clauses, said).is_some_and(|verb| same::repeated(&verb, &plain.gist) >= 1.0);
    opens && own_verb && gist.stating().iter().all(told) && same::agree(gist, &plain.gist)
}

fn main_verb(clauses: &Clauses, statement: &Statement) -> Option<Gist> {
    let tokens = clauses.tokens(&statement.spans);
    let at = clauses.main_verb(&tokens)?;
    let verb = Gist::of(clauses.raw(tokens[at]));
    verb.telling().next()?;
    Some(verb)
}
