//! Plain sentences: what the article states in its own voice. Only what can be checked is a claim: no question, no
//! scene, no heading, caption, dateline or boilerplate, no opinion of the writer.

use super::casualty;
use super::clause::Clauses;
use super::figure::Measure;
use super::gist::Gist;
use super::lexicon::{self, Class};
use super::statement::{Statement, Tells};
use super::wording;
use super::wrongdoing::{self, Gravity};
use crate::attribution::Attribution;
use crate::draft::{BlockKind, Draft, Span};
use crate::language::{Prose, Sentence, TokenKind};

/// With fewer words there is no sentence.
const FEWEST_WORDS: usize = 3;

/// With fewer words a sentence needs a verb beyond doubt, and a clause within one is none.
const CLAUSE_WORDS: usize = 5;

/// So many letters make a long word; so many capitals on one small letter, a title.
const TITLE_WORD: usize = 4;

/// The checkable sentences that nobody is cited for, in text order. Linear.
///
/// `attributions` are those that state something; where one states nothing, its sentence speaks for itself.
pub(super) fn find<'a>(
    clauses: &Clauses,
    attributions: impl Iterator<Item = &'a Attribution>,
    headline: Option<Span>,
) -> Vec<Statement> {
    let (draft, prose) = (clauses.draft, clauses.prose);
    let taken = taken(attributions);
    let mut found = Vec::new();
    for sentence in &prose.sentences {
        let kind = draft.blocks[sentence.block].kind;
        let running = matches!(kind, BlockKind::Paragraph | BlockKind::ListItem);
        let titled = headline.is_some_and(|place| place.contains(sentence.span));
        if !running || titled || !is_prose(draft, prose, sentence) {
            continue;
        }
        let toll = toll_in_passing(clauses, &taken, sentence.span);
        found.extend(toll.map(|span| Statement::at(clauses, vec![span], Vec::new())));
        let own = if free(prose, &taken, sentence.span) {
            Some(sentence.span)
        } else {
            before_remark(clauses, &taken, sentence.span)
        };
        let Some(own) = own else { continue };
        let span = wording::without_dateline(draft, own);
        let listed = kind == BlockKind::ListItem;
        let tokens = clauses.tokens(&[span]);
        let brief = tokens.iter().filter(|token| clauses.is_word(**token)).count() < CLAUSE_WORDS;
        if brief && !clauses.states_surely(&tokens) || listed && !clauses.states(&tokens) {
            continue;
        }
        let mut statement = Statement::at(clauses, vec![span], Vec::new());
        if let Some(background) = checkable(&statement) {
            statement.background = background;
            found.push(statement);
        }
    }
    found
}

/// All bytes of attributions, sorted, joined where they touch.
fn taken<'a>(attributions: impl Iterator<Item = &'a Attribution>) -> Vec<Span> {
    let mut spans: Vec<Span> = attributions
        .flat_map(|a| a.content_spans.iter().chain(&a.cue_spans).chain(&a.source_spans))
        .copied()
        .collect();
    spans.sort();
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if last.end >= span.start => *last = last.join(span),
            _ => joined.push(span),
        }
    }
    joined
}

/// Is most of the sentence outside every attribution?
fn free(prose: &Prose, taken: &[Span], sentence: Span) -> bool {
    let from = taken.partition_point(|span| span.end <= sentence.start);
    let inside = taken[from..].iter().take_while(|span| span.start < sentence.end);
    let covered: usize = inside
        .map(|span| Span::new(span.start.max(sentence.start), span.end.min(sentence.end)))
        .map(|span| prose.tokens_in(span).len())
        .sum();
    covered * 4 < prose.tokens_in(sentence).len()
}

/// What a sentence states before somebody's remark on it ("The council shut two libraries, | a step that it says will save
/// money").
fn before_remark(clauses: &Clauses, taken: &[Span], sentence: Span) -> Option<Span> {
    let from = taken.partition_point(|span| span.end <= sentence.start);
    let first = taken.get(from).filter(|span| span.start > sentence.start)?;
    let opens = *clauses.tokens(&[*first]).first()?;
    let remark = matches!(clauses.lower(opens).as_str(), "a" | "an");
    let before = clauses
        .draft
        .slice(Span::new(sentence.start, first.start))
        .trim_end();
    let clause = before.strip_suffix(',').filter(|_| remark)?;
    let span = Span::new(sentence.start, sentence.start + clause.len());
    let tokens = clauses.tokens(&[span]);
    (tokens.len() >= CLAUSE_WORDS && clauses.states_surely(&tokens)).then_some(span)
}

/// The dead, wounded or missing that a sentence tells of in passing, at its end ("in Ashby, | where 40 people have died").
fn toll_in_passing(clauses: &Clauses, taken: &[Span], sentence: Span) -> Option<Span> {
    let tokens = clauses.tokens(&[sentence]);
    let opens = |at: &usize| clauses.lower(tokens[*at]) == "where" && clauses.raw(tokens[*at - 1]) == ",";
    let from = (1..tokens.len()).find(opens)? + 1;
    let stops = |at: &usize| matches!(clauses.raw(tokens[*at]), "," | ";" | ".");
    let to = (from..tokens.len()).find(stops).unwrap_or(tokens.len());
    let clause = tokens
        .get(from..to)
        .filter(|clause| clause.len() >= CLAUSE_WORDS)?;
    let place = |token: usize| clauses.prose.tokens[token].span;
    let span = place(*clause.first()?).join(place(*clause.last()?));
    let gist = Gist::of(&clauses.words(span));
    let tells = !gist.figures.is_empty() && casualty::is(&gist) && clauses.states_surely(clause);
    (tells && free(clauses.prose, taken, span)).then_some(span)
}

/// Is it a whole sentence of the article's own voice?
fn is_prose(draft: &Draft, prose: &Prose, sentence: &Sentence) -> bool {
    let text = draft.slice(sentence.span);
    let lower = text.to_lowercase();
    let tokens = &prose.tokens[sentence.tokens.0..sentence.tokens.1];
    let words = tokens.iter().filter(|token| token.kind != TokenKind::Mark);
    let quoted = tokens
        .iter()
        .filter(|token| prose.quote_at(token.span.start).is_some())
        .count();
    let furniture = lexicon::FURNITURE
        .iter()
        .any(|opening| lower.starts_with(opening));
    let listed = draft.blocks[sentence.block].kind == BlockKind::ListItem;
    let closed = text.trim_end_matches(['"', '”', '’', ')']).ends_with('.');
    let begins = !text.starts_with(char::is_lowercase);
    words.count() >= FEWEST_WORDS
        && begins
        && !is_title(draft, prose, sentence)
        && quoted * 2 < tokens.len()
        && !furniture
        && (closed || listed)
        && !lower.contains('?')
}

/// Is it written as titles are, nearly every long word with a capital?
fn is_title(draft: &Draft, prose: &Prose, sentence: &Sentence) -> bool {
    let tokens = &prose.tokens[sentence.tokens.0..sentence.tokens.1];
    let long = tokens
        .iter()
        .map(|token| draft.slice(token.span))
        .filter(|word| word.chars().count() >= TITLE_WORD);
    let (capital, small): (Vec<&str>, Vec<&str>) =
        long.partition(|word| word.starts_with(char::is_uppercase));
    capital.len() >= TITLE_WORD && capital.len() > small.len() * TITLE_WORD
}

/// Can it be checked, and does it only set the background? `None`: it is no claim.
fn checkable(statement: &Statement) -> Option<bool> {
    let gist = &statement.gist;
    let first_person = gist.has(Class::FirstPerson) || gist.has(Class::SecondPerson);
    let counted = gist
        .figures
        .iter()
        .any(|figure| !matches!(figure.measure, Measure::Label | Measure::Age | Measure::Duration));
    let grave = wrongdoing::gravity(statement.news()) == Gravity::Grave || casualty::is(gist);
    let specific = counted || grave || !gist.names.is_empty() || !gist.days.is_empty();
    let judged = gist
        .pieces
        .iter()
        .filter(|piece| piece.classes.has(Class::Judgement))
        .count();
    let sure = statement.news().modality.is_empty();
    let asked = gist.has_pair(&["was", "were"], &["asked"]);
    if first_person || asked || !specific || !sure || (judged > 0 && !counted && !grave) || judged > 2 {
        return None;
    }
    Some(is_background(statement))
}

/// A standing fact or an old one: no day of the news in it.
fn is_background(statement: &Statement) -> bool {
    let gist = &statement.gist;
    let dated = gist.figures.iter().any(|figure| figure.measure == Measure::Time);
    gist.days.is_empty() && (dated || statement.tells == Tells::State)
}
