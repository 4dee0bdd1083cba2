//! What the headline states: the claim that it sums up.

use std::collections::BTreeSet;

use super::super::clause::Clauses;
use super::super::gist::{Gist, Piece};
use super::super::same;
use super::super::statement::{Place, Statement};
use super::{Because, Joins, front};
use crate::attribution::{Act, cue};
use crate::draft::Span;

/// From this share of its telling words on that a claim also has, the headline repeats that claim.
const REPEATS: f64 = 0.8;

/// The same for a claim of the first paragraph, which a headline nearly always stands for.
const OPENING_REPEATS: f64 = 0.7;

/// The same where both are attributed to the same source.
const OWN_REPEATS: f64 = 0.45;

/// The same for the first thing that somebody says in the article: the headline was made of it.
const LEAD_REPEATS: f64 = 0.25;

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

/// Among so many statements after the one that a headline sums up its source says the same again.
const AGAIN: usize = 4;

/// How many statements from the top of the article the headline is compared with.
const TOP: usize = 16;

/// Joins the headline with the claim that it sums up, and takes away what the headline says beside it that nobody is
/// cited for: a heading is no claim.
pub(super) fn join(
    clauses: &Clauses,
    headline: Option<Span>,
    statements: &mut [Statement],
    joins: &mut Joins,
) {
    let Some(place) = headline else { return };
    let titles: Vec<usize> = (0..statements.len())
        .filter(|at| place.holds(statements[*at].start()))
        .collect();
    let repeated = repeated(clauses, place, &titles, statements);
    for at in &titles {
        let body = joins.with(*at).iter().any(|other| !titles.contains(other));
        match repeated {
            Some(first) if is_part(&statements[*at], &statements[first]) => {
                joins.join(*at, first, Because::Headline);
            }
            Some(_) => joins.drop(*at),
            None if !body && !statements[*at].has_source() => joins.drop(*at),
            None => {}
        }
    }
    if let Some(first) = repeated {
        for other in said_again(clauses, place, statements, first) {
            joins.join(other, first, Because::SaysAgain);
        }
        joins.headed = Some((first, place));
        statements[first].place = Place::Opening;
    }
}

/// Who says at the head of the text what the headline sums up says half of the headline again right after.
fn said_again(clauses: &Clauses, place: Span, statements: &[Statement], first: usize) -> Vec<usize> {
    let whole = Statement::at(clauses, vec![place], Vec::new()).gist;
    let known = |source| {
        statements[first]
            .voices
            .iter()
            .any(|voice| voice.source == source)
    };
    let again = |at: &usize| {
        let other = &statements[*at];
        let his = other.has_source() && other.voices.iter().all(|voice| known(voice.source));
        his && other.denial.is_none()
            && same::agree(&whole, &other.gist)
            && same::repeated(&whole, &other.gist) >= HALF
    };
    (first + 1..statements.len().min(first + 1 + AGAIN))
        .filter(again)
        .collect()
}

/// Does the statement of the body hold something of what the headline attributes?
fn is_part(title: &Statement, body: &Statement) -> bool {
    same::repeated(&title.gist, &body.gist) >= LEAD_REPEATS
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

/// The statement outside the headline that the headline repeats.
fn repeated(clauses: &Clauses, place: Span, titles: &[usize], statements: &[Statement]) -> Option<usize> {
    let body = |at: &usize| !titles.contains(at);
    let told = (0..statements.len()).filter(body).map(|at| &statements[at].gist);
    let names = told.flat_map(|gist| gist.names.iter().chain(&gist.stands_for));
    let headline = Headline {
        whole: Statement::at(clauses, vec![place], Vec::new()).gist,
        turn: Turn::of(clauses, place),
        titles: titles.iter().map(|at| &statements[*at]).collect(),
        names: names.copied().collect(),
    };
    if headline.is_label() || headline.asks(clauses.draft.slice(place)) {
        return None;
    }
    let lead = (0..statements.len()).find(|at| body(at) && statements[*at].has_source());
    let mut best: Option<(usize, f64)> = None;
    for at in (0..statements.len().min(TOP)).filter(body) {
        let share = headline.share_in(&statements[at], Some(at) == lead);
        if share >= 0.0 && best.is_none_or(|(_, known)| share > known) {
            best = Some((at, share));
        }
    }
    let likely = || {
        front::summed_up(statements, &headline.whole, Place::Headline, |at| {
            body(&at) && headline.is_told_in(&statements[at])
        })
    };
    best.map(|(found, _)| found).or_else(likely)
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
    /// The names in the text, by their stems.
    names: BTreeSet<u64>,
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
        let denied = self.whole.denies() != news.denies() || self.whole.negated && !own.negated;
        let told = match &self.turn {
            // "Is" and "could" tell of no deed.
            Turn::Deed(verb) => verb.telling().next().is_none() || same::repeated(verb, own) > 0.0,
            Turn::Saying { speaker, verb } => self.is_said_in(speaker, verb, statement),
            // A few words may head the first paragraph.
            Turn::Nothing => statement.place == Place::Opening || self.whole.telling().count() > BRIEF,
        };
        told && self.is_borne_out(statement) && !denied
    }

    /// Does the statement say it as surely as the headline does?
    fn is_borne_out(&self, statement: &Statement) -> bool {
        let hedges = |gist: &Gist| gist.words().any(|piece| HEDGES.contains(&piece.lower.as_str()));
        !hedges(statement.news()) || hedges(&self.whole)
    }

    /// How much more of it the statement has than is asked for; negative, where it is too little.
    fn share_in(&self, statement: &Statement, leads: bool) -> f64 {
        if !self.is_told_in(statement) || !same::shares_a_word(&self.whole, &statement.gist) {
            return f64::NEG_INFINITY;
        }
        let mut titles = self.titles.iter();
        let own = statement.place == Place::Opening && titles.any(|title| tells_in_short(title, statement));
        let least = match statement.place {
            _ if leads => LEAD_REPEATS,
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

    /// Is the statement the speaker's, or does it at least tell that he says so? Whom a headline calls by a role ("police
    /// chief", "expert") the text may call by his name.
    fn is_said_in(&self, speaker: &Gist, verb: &Gist, statement: &Statement) -> bool {
        let own = &statement.gist;
        if statement.has_source() {
            let his = |piece: &Piece| own.stands_for.contains(&piece.stem);
            let named = speaker.telling().any(|piece| self.names.contains(&piece.stem));
            return own.stands_for.is_empty() || !named || speaker.telling().any(his);
        }
        let stems = |gist: &Gist| -> Vec<u64> { gist.words().map(|piece| piece.stem).collect() };
        let (words, verb) = (stems(own), stems(verb));
        let opens = speaker
            .telling()
            .any(|piece| words.iter().take(SUBJECT).any(|stem| *stem == piece.stem));
        let cues = own.words().any(|piece| is_cue(&piece.lower));
        words.iter().any(|stem| verb.contains(stem)) || opens && cues
    }
}
