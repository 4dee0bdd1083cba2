//! What the headline, the first paragraph and the summary state: the lede.

use super::clause::Clauses;
use super::gist::{Gist, Piece};
use super::merge::Groups;
use super::same;
use super::statement::{Place, Statement};
use crate::attribution::{Act, cue};
use crate::draft::{BlockKind, Draft, Span};
use crate::language::Prose;

/// From this share of its telling words on that a claim also has, the headline repeats that claim.
const REPEATS: f64 = 0.8;

/// The same for a claim of the first paragraph, which a headline nearly always stands for.
const OPENING_REPEATS: f64 = 0.7;

/// The same where both are attributed to the same source.
const OWN_REPEATS: f64 = 0.45;

/// A claim that repeats only what somebody says in the headline repeats this share of it, or the headline's other half too.
const PART_REPEATS: f64 = 0.95;

/// The share of the whole headline that the claim then has.
const HALF: f64 = 0.5;

/// A headline that begins with such a word asks or promises an answer ("Q&A"); it states nothing.
const QUESTIONS: &[&str] = &["what", "how", "why", "who", "where", "when", "which", "q"];

/// A headline with so few telling words and no verb is only told in the first paragraph.
const BRIEF: usize = 4;

/// Among so many words at its beginning a sentence names who speaks in it.
const SUBJECT: usize = 10;

/// Words that make a fact a possibility.
const HEDGES: &[&str] = &["may", "might", "could"];

/// How many claims from the top of the article the headline is compared with.
const TOP: usize = 12;

/// A first line with at most so many words is the headline, even with a stop at its end.
const HEADLINE_WORDS: usize = 16;

/// The headline: the block marked as one, else a short first line before the running text.
pub(super) fn headline(draft: &Draft, prose: &Prose) -> Option<Span> {
    let first = draft.blocks.first()?;
    if let Some(block) = draft
        .blocks
        .iter()
        .find(|block| block.kind == BlockKind::Headline)
    {
        return Some(block.span);
    }
    let words = draft.slice(first.span).split_whitespace().count();
    let sentences = prose
        .sentences
        .iter()
        .take(2)
        .filter(|sentence| sentence.block == 0)
        .count();
    let short = words <= HEADLINE_WORDS && sentences == 1 && draft.blocks.len() > 3;
    short.then_some(first.span)
}

/// The span of the first paragraph of running text after the headline.
fn first_paragraph(draft: &Draft, headline: Option<Span>) -> Option<Span> {
    let running = |kind: BlockKind| matches!(kind, BlockKind::Paragraph | BlockKind::Quotation);
    let mut blocks = draft.blocks.iter().map(|block| (block.kind, block.span));
    blocks
        .find(|(kind, span)| running(*kind) && Some(*span) != headline)
        .map(|(_, span)| span)
}

/// Marks the statements of the headline and of the first paragraph.
pub(super) fn mark(draft: &Draft, headline: Option<Span>, statements: &mut [Statement]) {
    let first = first_paragraph(draft, headline);
    for statement in statements {
        let start = statement.start();
        let inside = |span: Option<Span>| span.is_some_and(|span| span.holds(start));
        statement.place = if inside(headline) {
            Place::Headline
        } else if inside(first) {
            Place::Opening
        } else if is_item(draft, start) {
            Place::Item
        } else {
            Place::Body
        };
    }
}

/// Does the place stand in a list?
fn is_item(draft: &Draft, start: usize) -> bool {
    let at = draft.blocks.partition_point(|block| block.span.end <= start);
    draft
        .blocks
        .get(at)
        .is_some_and(|block| block.kind == BlockKind::ListItem && block.span.holds(start))
}

/// Gives the headline to the group that it repeats, and takes away what the headline says beside it that nobody is cited
/// for: a heading is no claim.
pub(super) fn settle(
    clauses: &Clauses,
    headline: Option<Span>,
    statements: &mut [Statement],
    groups: &mut Groups,
) {
    let Some(place) = headline else { return };
    let titles: Vec<usize> = (0..statements.len())
        .filter(|at| place.holds(statements[*at].start()))
        .collect();
    let repeated = repeated(clauses, place, &titles, statements, groups);
    for group in &mut groups.groups {
        let titled = !group.is_empty() && group.iter().all(|at| titles.contains(at));
        let kept = repeated.is_none() && group.iter().any(|at| statements[*at].has_source());
        if titled && !kept {
            group.clear();
        }
    }
    if let Some((group, first)) = repeated {
        groups.headed = Some((group, place));
        statements[first].place = Place::Opening;
    }
}

/// Does the word only say that somebody speaks?
fn is_cue(lower: &str) -> bool {
    cue::of_word(lower).is_some_and(|sense| sense.act == Act::Speech)
}

/// Does the headline attribute what it says to who says it in the first paragraph, with nothing that stands against it?
fn tells_in_short(title: &Statement, opening: &Statement) -> bool {
    let same = |source| opening.voices.iter().any(|voice| voice.source == Some(source));
    let told = title.voices.iter().any(|voice| voice.source.is_some_and(same));
    told && same::agree(&title.gist, &opening.gist)
}

/// The group that the headline repeats, with its first statement outside the headline.
fn repeated(
    clauses: &Clauses,
    place: Span,
    titles: &[usize],
    statements: &[Statement],
    groups: &Groups,
) -> Option<(usize, usize)> {
    let headline = Headline {
        whole: Statement::at(clauses, vec![place], Vec::new()).gist,
        turn: Turn::of(clauses, place),
        titles: titles.iter().map(|at| &statements[*at]).collect(),
    };
    if headline.is_label() || headline.asks(clauses.draft.slice(place)) {
        return None;
    }
    let mut best: Option<((usize, usize), f64)> = None;
    for (number, group) in groups.groups.iter().enumerate().take(TOP) {
        for at in group.iter().take(4).filter(|at| !titles.contains(at)) {
            let share = headline.share_in(&statements[*at]);
            if share >= 0.0 && best.is_none_or(|(_, known)| share > known) {
                best = Some(((number, *at), share));
            }
        }
    }
    best.map(|(found, _)| found)
}

/// The verb that a headline turns on.
enum Turn {
    /// Of doing.
    Deed(Gist),
    /// Of saying, after the words for who speaks.
    Saying { speaker: Gist, verb: Gist },
    /// No verb beyond doubt.
    Nothing,
}

impl Turn {
    fn of(clauses: &Clauses, place: Span) -> Turn {
        let tokens = clauses.tokens(&[place]);
        let Some(at) = clauses.main_verb(&tokens) else {
            return Turn::Nothing;
        };
        let raw = clauses.raw(tokens[at]);
        let verb = Gist::of(raw);
        if is_cue(raw) {
            let subject: Vec<&str> = tokens[..at].iter().map(|token| clauses.raw(*token)).collect();
            let speaker = Gist::of(&subject.join(" "));
            Turn::Saying { speaker, verb }
        } else if clauses.is_surely_finite(tokens[at]) {
            Turn::Deed(verb)
        } else {
            Turn::Nothing
        }
    }
}

/// What the headline says: all of it, the verb that it turns on, and what it attributes.
struct Headline<'a> {
    whole: Gist,
    turn: Turn,
    titles: Vec<&'a Statement>,
}

impl Headline<'_> {
    /// Does it ask, or promise an answer?
    fn asks(&self, text: &str) -> bool {
        let first = self.whole.words().next();
        let opens = first.is_some_and(|first| QUESTIONS.contains(&first.lower.as_str()));
        opens || text.trim_end().ends_with('?')
    }

    /// "Debating the bridge": does it name a matter and state nothing?
    fn is_label(&self) -> bool {
        let mut words = self.whole.words().map(|piece| piece.lower.as_str());
        let opens = words
            .next()
            .is_some_and(|first| first.len() > 5 && first.ends_with("ing"));
        opens && matches!(self.turn, Turn::Nothing)
    }

    /// Does the statement tell what is done or said in it, by whoever says it there, and with its "not" and its "may"?
    fn is_told_in(&self, statement: &Statement) -> bool {
        let (own, news) = (&statement.gist, statement.news());
        let hedges = |gist: &Gist| gist.words().any(|piece| HEDGES.contains(&piece.lower.as_str()));
        let hedged = hedges(news) && !hedges(&self.whole);
        let denied = self.whole.denies() != news.denies() || self.whole.negated && !own.negated;
        let told = match &self.turn {
            Turn::Deed(verb) => same::repeated(verb, own) > 0.0,
            Turn::Saying { speaker, verb } => is_said_in(speaker, verb, statement),
            // A few words may head the first paragraph.
            Turn::Nothing => statement.place == Place::Opening || self.whole.telling().count() > BRIEF,
        };
        told && !hedged && !denied
    }

    /// How much more of it the statement has than is asked for; negative, where it is too little.
    fn share_in(&self, statement: &Statement) -> f64 {
        if !self.is_told_in(statement) || !same::shares_a_word(&self.whole, &statement.gist) {
            return f64::NEG_INFINITY;
        }
        let mut titles = self.titles.iter();
        let own = statement.place == Place::Opening && titles.any(|title| tells_in_short(title, statement));
        let least = match statement.place {
            _ if own => OWN_REPEATS,
            Place::Opening => OPENING_REPEATS,
            _ => REPEATS,
        };
        let all = same::repeated(&self.whole, &statement.gist);
        let said = self.titles.iter();
        let part = said.fold(0.0_f64, |most, title| {
            most.max(same::repeated(&title.gist, &statement.gist))
        });
        let counts = own || all >= HALF || part >= PART_REPEATS;
        all.max(if counts { part } else { 0.0 }) - least
    }
}

/// Is the statement the speaker's, or does it at least tell that he says so?
fn is_said_in(speaker: &Gist, verb: &Gist, statement: &Statement) -> bool {
    let own = &statement.gist;
    if statement.has_source() {
        let his = |piece: &Piece| own.stands_for.contains(&piece.stem);
        return own.stands_for.is_empty() || speaker.telling().any(his);
    }
    let stems = |gist: &Gist| -> Vec<u64> { gist.words().map(|piece| piece.stem).collect() };
    let (words, verb) = (stems(own), stems(verb));
    let opens = speaker
        .telling()
        .any(|piece| words.iter().take(SUBJECT).any(|stem| *stem == piece.stem));
    let cues = own.words().any(|piece| is_cue(&piece.lower));
    words.iter().any(|stem| verb.contains(stem)) || opens && cues
}
