//! What the article says in its own voice, and then tells who says so ("The singer has died. His wife wrote that he died on
//! Sunday.").

use super::super::clause::Clauses;
use super::super::gist::{Gist, Piece};
use super::super::lexicon::Class;
use super::super::same;
use super::super::statement::{Place, Statement};
use super::super::wording::Whole;
use super::{Because, Joins};

/// Joins a plain sentence at the head of the article with the next one, where somebody says the same of the same one, whom he
/// calls by a pronoun. Linear.
pub(super) fn join(clauses: &Clauses, statements: &[Statement], joins: &mut Joins) {
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
