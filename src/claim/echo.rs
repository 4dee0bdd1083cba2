//! Echoes: a source that says itself that it confirms what was said before ("also confirmed", "backed up her account").

use super::clause::Clauses;
use super::gist::Gist;
use super::lexicon::{self, Class, Classes};
use super::same::{self, Echo};
use super::statement::Statement;
use super::wording::Whole;
use crate::draft::Span;

/// Beginnings of words in a cue that say that its content was said before.
const ECHOES: &[&str] = &[
    "confirm",
    "echo",
    "corroborat",
    "agree",
    "reiterat",
    "acknowledg",
    "concur",
];

/// Words that do, of which others with such a beginning say something else ("repeatedly called", "pushed back").
const ECHOING: &[&str] = &["repeated", "repeats", "repeating", "backed", "backs", "backing"];

/// Verbs of a confirmation that is told within a content.
const CONFIRMING: &[&str] = &[
    "confirmed",
    "confirms",
    "acknowledged",
    "admitted",
    "agreed",
    "corroborated",
];

/// How far into a content such a verb may stand, and how far after it its "that".
const INNER_REACH: (usize, usize) = (8, 4);

/// Verbs that carry no content of their own beside their noun ("held talks").
const LIGHT: &[&str] = &[
    "held", "hold", "holding", "took", "take", "taking", "place", "engaged", "made", "had", "given", "gave",
];

/// From this part of its telling words on, what two parties to one event each say of it is the same.
const PARTIES: f64 = 0.4;

/// Contents that say again what was said before, whatever the cue.
const SAME: &[&str] = &[
    "the same",
    "the same thing",
    "as much",
    "much the same",
    "the very same thing",
];

/// With more words a content does more than point at what was said.
const POINTING_WORDS: usize = 5;

/// Does the cue, in lower case, say that its content was said before?
pub(super) fn of(cue: &str, content: &str) -> Echo {
    let mut words = cue.split_whitespace();
    let echoes = |word: &str| ECHOING.contains(&word) || ECHOES.iter().any(|start| word.starts_with(start));
    let confirms = words.any(echoes);
    let lower = content.to_lowercase();
    if SAME.contains(&lower.trim_matches(['.', ','])) || confirms && points(&lower) {
        Echo::Back
    } else if confirms {
        Echo::Yes
    } else {
        Echo::No
    }
}

/// Does a content, in lower case, only point at what was said ("it", "the report", "her account")?
fn points(content: &str) -> bool {
    let words: Vec<&str> = content
        .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .filter(|word| !word.is_empty())
        .collect();
    let saying = words
        .last()
        .is_some_and(|last| Classes::of(last).has(Class::AccusationNoun));
    let pronoun = matches!(words.as_slice(), ["it" | "this" | "that"]);
    pronoun || saying && words.len() <= POINTING_WORDS
}

/// Where the proposition stands in a content that tells of a confirmation ("Hamas also confirmed that it ...").
pub(super) fn inner(clauses: &Clauses, spans: &[Span]) -> Option<Span> {
    let [span] = spans else { return None };
    let tokens = clauses.tokens(spans);
    let lower = |at: usize| {
        tokens
            .get(at)
            .map(|token| clauses.lower(*token))
            .unwrap_or_default()
    };
    let verb = (1..INNER_REACH.0).find(|at| CONFIRMING.contains(&lower(*at).as_str()))?;
    let that = (verb + 1..=verb + INNER_REACH.1).find(|at| lower(*at) == "that")?;
    let first = tokens.get(that + 1)?;
    Some(Span::new(clauses.prose.tokens[*first].span.start, span.end))
}

/// Do two sources, each a party to what the other tells of, tell the same? The later one says that it confirms it, the
/// earlier one names the later, and nothing that the later one says stands against the earlier. A count is confirmed by nobody
/// who does not give it.
pub(super) fn parties_agree(earlier: &Statement, later: &Statement) -> bool {
    let (first, second) = (&earlier.gist, &later.gist);
    let named = second.stands_for.iter().any(|name| first.names.contains(name));
    let strangers = second.names.iter().any(|name| {
        !first.names.contains(name) && !first.stands_for.contains(name) && !is_seat_of(*name, first)
    });
    let sure = first.negated == second.negated && first.modality == second.modality;
    let days = !first.is_of_another_day(second);
    // Who "confirmed his support" tells what he does; what another asked for is not told by it.
    let stated = earlier.whole == Whole::Stated && later.whole == Whole::Stated;
    let told = later.echo == Echo::Yes
        && stated
        && named
        && !strangers
        && sure
        && days
        && first.figures.is_empty()
        && second.figures.is_empty();
    told && shared(second, first) >= PARTIES
}

/// Is the name that of the country, capital or seat of government which speaks in the other text?
fn is_seat_of(name: u64, other: &Gist) -> bool {
    lexicon::seats(name).any(|seat| other.stands_for.contains(&seat) || other.names.contains(&seat))
}

/// The part of its telling words, but for names and light verbs, that the other text has too.
fn shared(own: &Gist, other: &Gist) -> f64 {
    let (mut both, mut all) = (0.0, 0.0);
    for piece in own.telling() {
        if own.names.contains(&piece.stem)
            || other.stands_for.contains(&piece.stem)
            || LIGHT.contains(&piece.lower.as_str())
        {
            continue;
        }
        all += piece.rarity;
        both += piece.rarity * same::nearness(piece, other);
    }
    if all > 0.0 { both / all } else { 0.0 }
}
