//! Plain sentences: what the article states in its own voice. Only what can be checked is a claim: no question, no
//! scene, no heading, caption, dateline or boilerplate, no opinion of the writer.

use super::figure::Measure;
use super::lexicon::{self, Class};
use super::statement::Statement;
use crate::attribution::Attribution;
use crate::draft::{BlockKind, Draft, Span};
use crate::language::{Prose, Sentence, TokenKind};

/// A sentence with fewer words states nothing that could be checked.
const FEWEST_WORDS: usize = 5;

/// The checkable sentences that nobody is cited for, in text order. Linear.
pub(super) fn find(
    draft: &Draft,
    prose: &Prose,
    attributions: &[Attribution],
    headline: Option<Span>,
) -> Vec<Statement> {
    let taken = taken(attributions);
    let mut found = Vec::new();
    for sentence in &prose.sentences {
        let kind = draft.blocks[sentence.block].kind;
        let running = matches!(kind, BlockKind::Paragraph | BlockKind::ListItem);
        let titled = headline.is_some_and(|place| place.contains(sentence.span));
        if !running || titled || !free(prose, &taken, sentence.span) || !is_prose(draft, prose, sentence) {
            continue;
        }
        let span = without_dateline(draft, sentence.span);
        let mut statement = Statement::at(draft, vec![span], Vec::new());
        if let Some(background) = checkable(&statement) {
            statement.background = background;
            found.push(statement);
        }
    }
    found
}

/// All bytes of attributions, sorted, joined where they touch.
fn taken(attributions: &[Attribution]) -> Vec<Span> {
    let mut spans: Vec<Span> = attributions
        .iter()
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
    words.count() >= FEWEST_WORDS
        && quoted * 2 < tokens.len()
        && !furniture
        && (closed || listed)
        && !lower.contains('?')
}

/// "LONDON (Reuters) — ", "PARIS, March 3 - ": the place and day that a wire story opens with.
fn without_dateline(draft: &Draft, span: Span) -> Span {
    let text = draft.slice(span);
    let capitals = text
        .split(|c: char| !c.is_alphabetic())
        .next()
        .is_some_and(|word| word.chars().count() > 2 && word.chars().all(char::is_uppercase));
    let dash = [" — ", " – ", " - ", " -- "]
        .iter()
        .filter_map(|dash| text.find(dash).map(|at| (at, at + dash.len())))
        .min();
    match dash {
        Some((at, end)) if capitals && at < 60 => Span::new(span.start + end, span.end),
        _ => span,
    }
}

/// Can it be checked, and does it only set the background? `None`: it is no claim.
fn checkable(statement: &Statement) -> Option<bool> {
    let gist = &statement.gist;
    let first_person = gist.has(Class::FirstPerson) || gist.has(Class::SecondPerson);
    let counted = gist
        .figures
        .iter()
        .any(|figure| !matches!(figure.measure, Measure::Label | Measure::Age | Measure::Duration));
    let grave =
        gist.has(Class::Death) || gist.has(Class::Harm) || gist.has(Class::Crime) || gist.has(Class::Wrong);
    let specific = counted || grave || !gist.names.is_empty() || !gist.days.is_empty();
    let judged = gist
        .pieces
        .iter()
        .filter(|piece| piece.classes.has(Class::Judgement))
        .count();
    let sure = gist.modality.is_empty();
    if first_person || !specific || !sure || (judged > 0 && !counted && !grave) || judged > 2 {
        return None;
    }
    Some(is_background(statement))
}

/// A standing fact or an old one: no day of the news in it, and nothing grave.
fn is_background(statement: &Statement) -> bool {
    let gist = &statement.gist;
    if !gist.days.is_empty() {
        return false;
    }
    let dated = gist.figures.iter().any(|figure| figure.measure == Measure::Time);
    let first_verb = gist
        .pieces
        .iter()
        .find(|piece| piece.classes.has(Class::Standing) || piece.lower.ends_with("ed"));
    let standing = first_verb.is_some_and(|piece| piece.classes.has(Class::Standing));
    let grave =
        gist.has(Class::Death) || gist.has(Class::Harm) || gist.has(Class::Crime) || gist.has(Class::Wrong);
    dated || (standing && !grave)
}
