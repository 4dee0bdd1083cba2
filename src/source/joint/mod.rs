//! Several named together: "Ann Lee, a guard, and Bo Yu, a plumber", "both the council and its auditor". Each is a
//! source of its own.
//!
//! What commas and "and" part is folded from the left: a piece is a further source, or it belongs to the one before
//! it, as an apposition does ("Ida Falk, the owner and manager"), a second trade of one person ("writer and director
//! Jo Penn") or what a preposition brings ("researchers from Dunmore and Milton").

mod attached;
mod begun;
mod voice;

use super::apposition;
use super::kind;
use super::lexicon::{lexicon, singular};
use super::name::What;
use super::reading::{self, Reading};
use super::registry::{EntityId, Registry};
use super::words::Words;

/// How the verb of an attribution agrees with its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Agreement {
    /// "says", "has": one.
    One,
    /// "say", "have": several.
    Several,
    /// "said": the verb does not tell.
    Unknown,
}

/// How a piece is joined to what stands before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Join {
    Comma,
    And,
    CommaAnd,
    /// "together with", "as well as".
    With,
}

/// Whom a piece can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    Person(EntityId),
    Body(EntityId),
    /// A name that the registry does not hold, or a pronoun.
    Other,
    /// One, with an article or an owner: "a teacher", "the mayor's office".
    Described,
    /// One person without either: "former judge".
    Bare,
    /// Several people or papers, or a body without an article: "two teachers", "local police".
    Several,
}

/// What commas and "and" part.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) join: Join,
    pub(super) tokens: (usize, usize),
    pub(super) voice: Option<Voice>,
}

/// One of those named together, as far as it has been read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Member {
    pub(super) tokens: (usize, usize),
    /// Its first piece.
    pub(super) first: Piece,
    /// Has a comma brought an apposition?
    pub(super) told: bool,
    /// Has a comma brought a further name that belongs to it ("director for Ashby, Milton and the islands")?
    pub(super) listed: bool,
}

impl Member {
    pub(super) fn of(piece: &Piece) -> Member {
        Member {
            tokens: piece.tokens,
            first: *piece,
            told: false,
            listed: false,
        }
    }
}

/// Phrases that join a further one.
const WITH: &[&[&str]] = &[&["along", "with"], &["together", "with"], &["as", "well", "as"]];

/// Words before several of which each is meant.
pub(super) const EACH: &[&str] = &["both", "neither", "either"];

/// Words that lead to what belongs to the noun before them.
pub(super) const LEADS: &[&str] = &[
    "of", "for", "at", "from", "with", "in", "into", "on", "by", "to", "near", "inside", "between", "about",
    "against", "who", "which", "whose", "that",
];

/// Articles and the like: a noun phrase of its own begins.
pub(super) const BEGINS: &[&str] = &[
    "a", "an", "the", "his", "her", "its", "their", "our", "my", "one", "another", "this", "that",
];

/// Words that stand before each of several ("by the union and by the mayor").
const AGAIN: &[&str] = &["to", "by", "from"];

/// Words that lead to some of those whom the noun before them means ("critics such as").
const EXAMPLES: &[&str] = &["including", "include", "includes", "such", "like"];

/// So sure is the model that words are no name of their own.
const NO_NAME: f32 = 0.5;

/// The parts of a source's words that name a source each, in text order; all of it in one where they name one source.
pub(super) fn members(
    words: &Words,
    registry: &Registry,
    (from, to): (usize, usize),
    agreement: Agreement,
) -> Vec<(usize, usize)> {
    let ((from, to), agreement) = begun::trimmed(words, (from, to), agreement);
    let each = EACH.contains(&words.lower(from));
    let from = begun::past_place(words, registry, (from, to));
    let from = begun::before(words, registry, (from, to));
    let reader = Reader {
        words,
        registry,
        agreement: if each { Agreement::Several } else { agreement },
        closed: words.word(to) == "," || to > from && words.word(to - 1) == ",",
    };
    let whole = vec![(from, to)];
    if agreement == Agreement::One && !each {
        return whole;
    }
    let pieces = reader.pieces((from + usize::from(each), to));
    let members = reader.fold(&pieces);
    // "Vale and Orr's lawyer": the lawyer alone surely speaks.
    if let [only] = members.as_slice()
        && pieces.first().is_some_and(|first| first.tokens.0 < only.tokens.0)
    {
        return vec![only.tokens];
    }
    if members.len() < 2 {
        return reader.named_last(&pieces).map_or(whole, |named| vec![named]);
    }
    members.into_iter().map(|member| member.tokens).collect()
}

/// "D-Hartford", "R-La.": party and district of the name before.
fn is_seat(words: &Words, at: usize) -> bool {
    matches!(words.word(at), "R" | "D" | "I") && matches!(words.word(at + 1), "-" | "–")
}

pub(super) struct Reader<'a> {
    pub(super) words: &'a Words<'a>,
    pub(super) registry: &'a Registry,
    pub(super) agreement: Agreement,
    /// Does a comma follow, which closes an apposition?
    pub(super) closed: bool,
}

impl Reader<'_> {
    /// Parts the words at commas and "and", but not inside names, brackets and quotation marks.
    fn pieces(&self, (from, to): (usize, usize)) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let (mut start, mut join, mut at) = (from, Join::Comma, from);
        while at < to {
            if let Some(past) = self.past_whole(at, to) {
                at = past;
            } else if let Some((next, past)) = self.joint(at) {
                self.add(&mut pieces, join, (start, at));
                // "according to the union and to the mayor"
                let again = from > 0 && AGAIN.contains(&self.words.lower(past));
                let again = again && self.words.lower(past) == self.words.lower(from - 1);
                let past = past + usize::from(again || self.words.lower(past) == "even");
                (start, join, at) = (past.min(to), next, past);
            } else {
                at += 1;
            }
        }
        self.add(&mut pieces, join, (start, to));
        pieces
    }

    /// "harbour pundit and former diver Ann Lee": the trades of the one whom the last words name, where all of them read as no
    /// name.
    fn named_last(&self, pieces: &[Piece]) -> Option<(usize, usize)> {
        let [trade, last] = pieces else { return None };
        let whole = reading::read(self.words, self.registry, (trade.tokens.0, last.tokens.1));
        let trades = last.join == Join::And
            && matches!(trade.voice, None | Some(Voice::Bare))
            && self
                .registry
                .mentions_in((trade.tokens.1 - 1, trade.tokens.1))
                .is_empty()
            && !self.has_article(trade)
            && !self.has_article(last);
        let person = match reading::read(self.words, self.registry, last.tokens) {
            Reading::Named(id, run) => self.registry.entity(id).what != What::Body && run.1 == last.tokens.1,
            _ => false,
        };
        (trades && person && matches!(whole, Reading::Noun(_))).then_some(last.tokens)
    }

    fn add(&self, pieces: &mut Vec<Piece>, join: Join, tokens: (usize, usize)) {
        if tokens.0 < tokens.1 {
            pieces.push(Piece {
                join,
                tokens,
                voice: self.voice(tokens),
            });
        }
    }

    /// One past the name, bracket or quotation that begins at `at`.
    fn past_whole(&self, at: usize, to: usize) -> Option<usize> {
        let words = self.words;
        if let Some(mention) = self.registry.mentions_in((at, at + 1)).first() {
            return Some(mention.run.core.1.max(at + 1));
        }
        let close = match words.word(at) {
            "(" => ")",
            "[" => "]",
            "“" => "”",
            _ => return None,
        };
        let close = (at + 1..to).find(|i| words.word(*i) == close)?;
        Some(close + 1)
    }

    /// What joins at `at`, and one past it.
    fn joint(&self, at: usize) -> Option<(Join, usize)> {
        let words = self.words;
        let apart = !words.touches_next(at) && !words.touches_next(at.wrapping_sub(1));
        if apart && matches!(words.word(at), "-" | "–" | "—") {
            return Some((Join::Comma, at + 1));
        }
        let comma = words.word(at) == ",";
        let next = at + usize::from(comma);
        let with = WITH
            .iter()
            .find(|phrase| (0..phrase.len()).all(|step| words.lower(next + step) == phrase[step]));
        if let Some(with) = with {
            return Some((Join::With, next + with.len()));
        }
        match words.word(next) {
            "and" | "nor" if comma => Some((Join::CommaAnd, next + 1)),
            "and" | "nor" => Some((Join::And, next + 1)),
            _ if comma => Some((Join::Comma, next)),
            _ => None,
        }
    }

    /// Folds the pieces into those who are named.
    fn fold(&self, pieces: &[Piece]) -> Vec<Member> {
        let mut members: Vec<Member> = Vec::new();
        let pieces = self.with_fields(self.without_their_noun(pieces));
        for (number, piece) in pieces.iter().enumerate() {
            match members.last_mut() {
                Some(last) if self.are_owners(last, piece) => *last = Member::of(piece),
                Some(last) if self.is_split(last, piece) => {
                    last.tokens.1 = piece.tokens.1;
                    last.first.voice = piece.voice;
                }
                Some(last) if !self.is_further(last, piece, &pieces[number + 1..]) => {
                    // An age tells of nobody beside him: what follows is no second thing told.
                    let is_age = self.words.is_number(piece.tokens.0) && piece.tokens.1 == piece.tokens.0 + 1;
                    last.told |= piece.join == Join::Comma && !is_age;
                    last.listed |= piece.join == Join::Comma && self.is_brought(last, piece);
                    last.tokens.1 = piece.tokens.1;
                }
                _ => members.push(Member::of(piece)),
            }
        }
        let named = members.iter().all(|member| member.first.voice.is_some());
        if named { members } else { Vec::new() }
    }

    /// "he and the county's Roads and Harbours Minister Ann Lee": behind the first, what stands before an office joins it.
    fn with_fields(&self, pieces: &[Piece]) -> Vec<Piece> {
        let mut whole: Vec<Piece> = Vec::new();
        for piece in pieces {
            let behind = whole.len() > 1;
            match whole.last_mut() {
                Some(last) if behind && self.is_split(&Member::of(last), piece) => {
                    last.tokens.1 = piece.tokens.1;
                    last.voice = piece.voice;
                }
                _ => whole.push(*piece),
            }
        }
        whole
    }

    /// Is what stands before it no more than the first part of what this piece names: an adjective ("past and current
    /// drivers"), a field of an office or a body ("Roads and Harbours Minister Ann Lee")?
    fn is_split(&self, last: &Member, piece: &Piece) -> bool {
        let words = self.words;
        let (from, to) = last.tokens;
        let capital = words.is_capital(to - 1);
        let field = match last.first.voice {
            None => true,
            Some(Voice::Described | Voice::Bare | Voice::Several) if self.is_office(piece) => capital,
            Some(Voice::Described | Voice::Bare) => {
                let fields = capital && from + 1 < to && words.is_capital(to - 2);
                // "Justice and Dignity group", but "the Coast Guard and Orbit Airlines".
                let whole = words.is_capital(piece.tokens.1 - 1) && self.reads_as_body(last.tokens);
                fields && words.is_capital(piece.tokens.0) && !whole
            }
            Some(Voice::Body(id) | Voice::Person(id)) => {
                self.is_office(piece) && self.is_field(id, &last.first)
            }
            _ => false,
        };
        piece.join == Join::And && piece.voice.is_some() && field
    }

    /// Can the name be a field of an office ("Youth", "Hong Kong"), for all that it tells?
    fn is_field(&self, id: EntityId, piece: &Piece) -> bool {
        let entity = self.registry.entity(id);
        let body = entity
            .words
            .iter()
            .any(|word| lexicon().bodies.contains(word.as_str()));
        let place = entity.what == What::Body && !body;
        let word = entity.what != What::Body && entity.words.len() == 1;
        let acronym = !entity.name.chars().any(char::is_lowercase);
        (place || word) && !acronym && !entity.outlet && !self.has_article(piece)
    }

    /// "Harbours Minister Ann Lee": an office whose field stands before it.
    fn is_office(&self, piece: &Piece) -> bool {
        let (words, first) = (self.words, piece.tokens.0);
        let mention = self.registry.mentions_in(piece.tokens).last();
        let named = mention.is_some_and(|mention| mention.run.core.0 > first);
        let title = words.is_role(first) || lexicon().honorifics.contains(words.lower(first));
        matches!(piece.voice, Some(Voice::Person(_))) && named && !title && !self.has_article(piece)
    }

    /// Does the piece name somebody beside the one before it?
    fn is_further(&self, last: &Member, piece: &Piece, rest: &[Piece]) -> bool {
        let (Some(known), Some(voice)) = (last.first.voice, piece.voice) else {
            return false;
        };
        let one_name = self.agreement != Agreement::Several && piece.join != Join::With;
        if one_name && self.is_one_name(last, piece)
            || self.are_papers(last, piece)
            || self.gives_examples(last)
            || self.is_second_trade(last, piece)
        {
            return false;
        }
        match piece.join {
            Join::Comma => {
                let apposed = voice != Voice::Several && self.is_apposed(last, piece);
                let item = self.is_item(last, voice, piece) && !apposed;
                item && self.goes_on((last, known), voice, piece, rest)
            }
            Join::With => voice != Voice::Bare,
            Join::CommaAnd => {
                let second = last.told && rest.is_empty() && self.is_indefinite(piece);
                let second = second && !self.is_paper(piece.tokens);
                let brought = last.listed && matches!(voice, Voice::Body(_) | Voice::Other);
                voice != Voice::Bare && !second && !brought
            }
            Join::And => self.is_joined(last, (known, voice), piece),
        }
    }

    /// "critics such as Ann Lee and Bo Yu": the noun before speaks for all.
    fn gives_examples(&self, last: &Member) -> bool {
        (last.tokens.0 + 1..last.tokens.1).any(|at| EXAMPLES.contains(&self.words.lower(at)))
    }

    /// "officials at Dunmore Trust, a division of": tells of the name before the comma.
    fn is_apposed(&self, last: &Member, piece: &Piece) -> bool {
        let named = self.registry.mentions_in(last.tokens).last();
        self.is_indefinite(piece) && named.is_some_and(|mention| mention.run.core.1 == last.tokens.1)
    }

    /// After a comma: an item of a list that "and" closes, and no apposition.
    fn goes_on(&self, (last, known): (&Member, Voice), voice: Voice, piece: &Piece, rest: &[Piece]) -> bool {
        if !self.is_closed(piece, rest) {
            return false;
        }
        match (known, voice) {
            // "a report by the Ashby Institute, the Milton Trust and": all of them wrote it.
            (Voice::Described | Voice::Bare, Voice::Body(_)) if self.brings_a_body(last) => false,
            (_, Voice::Bare) => false,
            // "candidates from the Ashby Party, the Milton Party and"
            (Voice::Several, Voice::Body(_)) if self.brings_a_body(last) => false,
            // "four parties, Ashby First, Milton Now and": these are the four.
            (Voice::Several, Voice::Body(_)) => self.has_article(piece),
            (Voice::Person(_) | Voice::Other, Voice::Body(id)) => {
                !self.registry.is_place(id) && self.has_article(piece)
            }
            (Voice::Person(_) | Voice::Other, Voice::Described) => false,
            // "his lawyer, John Dowd, and": who is described is named.
            (Voice::Described | Voice::Bare, Voice::Person(_) | Voice::Other) => false,
            (Voice::Described, Voice::Described) => !self.closed,
            (Voice::Body(_), Voice::Described) => self.has_article(piece) && !self.is_indefinite(piece),
            _ => true,
        }
    }

    /// Does "and" bring one more after a piece, who is no part of what a preposition brought ("with offices in Ashby and")?
    fn is_closed(&self, piece: &Piece, rest: &[Piece]) -> bool {
        let before = std::iter::once(piece).chain(rest);
        before.zip(rest).any(|(before, next)| {
            let last = Member::of(before);
            let free = |voice| {
                next.join == Join::CommaAnd
                    || self.agreement == Agreement::Several
                    || self.preposition(&last).is_none()
                    || self.is_free(&last, voice, next)
            };
            matches!(next.join, Join::And | Join::CommaAnd)
                && next
                    .voice
                    .is_some_and(|voice| voice != Voice::Bare && free(voice))
        })
    }

    /// After a bare "and".
    fn is_joined(&self, last: &Member, (known, voice): (Voice, Voice), piece: &Piece) -> bool {
        let several = self.agreement == Agreement::Several;
        if last.told && !matches!(voice, Voice::Person(_) | Voice::Body(_) | Voice::Other) {
            // "Ida Falk, the owner and manager".
            return false;
        }
        match (known, voice) {
            // "the lawyer and former judge", "writer and director Jo Penn".
            (Voice::Described, Voice::Bare) => several || self.are_held_by_two(last, piece),
            (Voice::Bare, Voice::Bare) | (_, Voice::Bare) => false,
            (Voice::Bare, Voice::Person(_) | Voice::Other) if !several => false,
            // "Minister of Harbours, Roads and Trade"
            (Voice::Bare, Voice::Body(_)) if !self.has_article(piece) => false,
            (_, Voice::Several) if self.is_one_group(last, piece) => false,
            // "polls in Dunmore and Ashby show": the verb tells nothing of a plural.
            (Voice::Several, Voice::Person(_) | Voice::Body(_)) => {
                self.speaks_for_each(last) || self.is_free(last, voice, piece)
            }
            // "a spokesman for the mayor and a spokeswoman for the sheriff"
            (Voice::Described, Voice::Described) if self.is_spokesperson(last.tokens) => {
                several || self.is_spokesperson(piece.tokens) || self.is_free(last, voice, piece)
            }
            _ => several || self.is_free(last, voice, piece),
        }
    }

    /// "the mayor and sheriff": offices of which the text names two holders, and nobody who has both.
    fn are_held_by_two(&self, last: &Member, piece: &Piece) -> bool {
        let head = |tokens: (usize, usize)| reading::head(self.words, self.registry, tokens);
        let office = |tokens: (usize, usize)| head(tokens).map(|head| self.words.lower(head).to_owned());
        let (Some(one), Some(other)) = (office(last.tokens), office(piece.tokens)) else {
            return false;
        };
        let holders = |office: &str| {
            let holds = |id: &usize| {
                let entity = &self.registry.entities[*id];
                let title = entity.title.to_lowercase();
                entity.what != What::Body && title.split(' ').any(|word| word == office)
            };
            (0..self.registry.entities.len())
                .filter(holds)
                .collect::<Vec<_>>()
        };
        let (ones, others) = (holders(&one), holders(&other));
        let bare = last.tokens.1 - last.tokens.0 == 2 && piece.tokens.1 == piece.tokens.0 + 1;
        bare && !ones.is_empty() && !others.is_empty() && ones.iter().all(|id| !others.contains(id))
    }

    /// "spokespeople for Orbit and Brisk": each has one.
    fn speaks_for_each(&self, last: &Member) -> bool {
        let head = reading::head(self.words, self.registry, last.tokens);
        let several = head.is_some_and(|head| {
            singular(self.words.lower(head)).is_some() || self.words.lower(head) == "spokespeople"
        });
        several && self.is_spokesperson(last.tokens)
    }

    fn is_spokesperson(&self, tokens: (usize, usize)) -> bool {
        let head = reading::head(self.words, self.registry, tokens);
        head.is_some_and(|head| kind::is_spokesperson(self.words.lower(head)))
    }

    /// Is a piece after a comma an item beside the whole of what stands before it?
    fn is_item(&self, last: &Member, voice: Voice, piece: &Piece) -> bool {
        voice != Voice::Several || self.has_article(piece) || self.preposition(last).is_none()
    }
}

/// Is it a noun for several people of whom it tells no more ("women", "residents")?
pub(super) fn is_anybody(word: &str) -> bool {
    matches!(
        word,
        "men" | "women" | "people" | "children" | "family" | "families"
    ) || singular(word).is_some_and(|one| apposition::is_anybody(&one))
}
