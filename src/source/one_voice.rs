//! Whether what "and" joins is one all the same: one name ("Marks and Spencer"), one group ("traders and analysts"), papers
//! of one kind ("e-mails and text messages").

use super::joint::{Agreement, BEGINS, Join, LEADS, Member, Piece, Reader, Voice};
use super::lexicon::{FORMS, lexicon, singular};
use super::name::What;
use super::reading;
use super::registry::EntityId;

/// Adjectives that set people apart from those before them ("police and local residents").
const SETS_APART: &[&str] = &[
    "local", "other", "former", "senior", "federal", "regional", "national", "several", "some",
];

/// Bodies whose singular stands before another noun where no article does ("state and local leaders").
const TIERS: &[&str] = &[
    "state",
    "city",
    "county",
    "town",
    "village",
    "district",
    "province",
    "borough",
    "union",
    "company",
    "school",
    "church",
    "party",
    "club",
    "hospital",
    "university",
    "industry",
    "government",
];

/// So sure is the model that a name is a person's, or a body's.
const SURE: f32 = 0.9;

impl Reader<'_> {
    /// "Marks and Spencer", "Salt River Fire and Rescue", "the Board of Roads, Ports and Inland Waters": names of which
    /// nothing tells that they are two.
    pub(super) fn is_one_name(&self, last: &Member, piece: &Piece) -> bool {
        let (from, to) = last.tokens;
        let office = (from..to).any(|at| LEADS.contains(&self.words.lower(at)));
        // "Ann Lee and three others", "the grocer Orbit and Danish grocer Brisk": a noun phrase of its own begins.
        let lead = self
            .registry
            .mentions_in(piece.tokens)
            .last()
            .map(|mention| mention.run.whole().0);
        let led = lead.is_some_and(|name| name > piece.tokens.0 && self.is_noun(name - 1));
        if self.has_article(piece) || led || !self.words.is_capital(piece.tokens.0) {
            return false;
        }
        if self.is_one_more_field(last, piece) || self.is_firm(last, piece) {
            return true;
        }
        // "the Red Cross and Oxfam", but "the Milton and Ashby Trust"
        let end = self.words.lower(piece.tokens.1 - 1).trim_end_matches('.');
        // A firm's form, or its stock code, is no head that two share.
        let is_firm = FORMS.contains(&end) || matches!(end, ">" | ")");
        let apart = self.has_article(&last.first) && (is_firm || !lexicon().is_body(end));
        let described = piece.voice == Some(Voice::Described);
        let bodies = self.is_surely_body(&last.first) && (described || self.is_surely_body(piece));
        let known = last.told || apart || bodies || self.is_known(&last.first);
        let open = self.is_named(piece) && !self.is_known(piece) && office && !last.told;
        self.is_named(&last.first) && !known || open
    }

    /// "the Ministry of Public Health and Social Care": a body whose name tells its field, and what may be one field more.
    fn is_one_more_field(&self, last: &Member, piece: &Piece) -> bool {
        let (Some(Voice::Body(_)), Some(Voice::Body(id))) = (last.first.voice, piece.voice) else {
            return false;
        };
        let named = self.registry.mentions_in(last.tokens).last();
        let field = named.is_some_and(|mention| {
            let (from, to) = mention.run.core;
            to == last.tokens.1 && (from + 1..to).any(|at| matches!(self.words.lower(at), "of" | "for"))
        });
        field && !self.is_known_body(id) && !self.is_apart(id)
    }

    /// "Ashby and Sons": a name and the form of a firm.
    fn is_firm(&self, last: &Member, piece: &Piece) -> bool {
        let (from, to) = piece.tokens;
        let form = self.words.lower(from).trim_end_matches('.');
        let rest = (from + 1..to).all(|at| !self.words.is_word(at) || FORMS.contains(&self.words.lower(at)));
        self.is_named(&last.first) && FORMS.contains(&form) && rest
    }

    /// "Ann Lee and Bo Yu's lawyer": of two of whom nothing more is told, either or both have him.
    pub(super) fn are_owners(&self, last: &Member, piece: &Piece) -> bool {
        let owner = self
            .registry
            .mentions_in((piece.tokens.0, piece.tokens.0 + 1))
            .first();
        let owns = owner.is_some_and(|mention| {
            let end = mention.run.core.1;
            matches!(self.words.lower(end), "'s" | "’s") && end + 1 < piece.tokens.1
        });
        let bare = matches!(last.first.voice, Some(Voice::Person(_) | Voice::Other)) && !last.told;
        let one = piece.join == Join::And && self.agreement != Agreement::Several;
        one && bare && owns && last.tokens.1 <= last.tokens.0 + 3
    }

    fn is_named(&self, piece: &Piece) -> bool {
        matches!(
            piece.voice,
            Some(Voice::Person(_) | Voice::Body(_) | Voice::Other)
        )
    }

    /// Is it a name that surely stands alone: of a kind that the words or the rest of the text tell?
    pub(super) fn is_known(&self, piece: &Piece) -> bool {
        let (words, lexicon) = (self.words, lexicon());
        let (Some(Voice::Person(id)) | Some(Voice::Body(id))) = piece.voice else {
            return true;
        };
        let entity = self.registry.entity(id);
        let first = entity.words.first().map_or("", String::as_str);
        let of_kind = if entity.what == What::Body {
            let head = head_of_name(&entity.name).trim_end_matches('.').to_lowercase();
            let body = entity.words.len() > 1 && lexicon.bodies.contains(head.as_str());
            body || self.is_known_body(id)
        } else {
            let here = self.registry.mentions_in(piece.tokens).last();
            let titled = words.is_role(piece.tokens.0)
                || !entity.title.is_empty()
                || here.is_some_and(|mention| mention.run.title.0 < mention.run.title.1);
            lexicon.is_given(first)
                || titled && !self.has_article(piece)
                || self.is_surely_person(piece, entity.words.len())
        };
        of_kind || self.is_apart(id)
    }

    /// A place, an outlet or an acronym, which is no word of another name.
    fn is_known_body(&self, id: EntityId) -> bool {
        let (lexicon, entity) = (lexicon(), self.registry.entity(id));
        let first = entity.words.first().map_or("", String::as_str);
        let capitals = entity.name.split(' ').next().unwrap_or_default();
        let acronym = capitals.chars().filter(|c| c.is_uppercase()).count() > 1;
        let seat = lexicon.seats.contains(entity.words.join("-").as_str());
        let listed = seat || lexicon.places.contains(first) || lexicon.outlet_names.contains(first);
        entity.words.len() <= 2 && listed || acronym || entity.outlet || super::is_outlet_name(&entity.name)
    }

    /// Does the text name it somewhere without "and" beside it?
    fn is_apart(&self, id: EntityId) -> bool {
        let words = self.words;
        let mentions = self.registry.entity(id).mentions.iter();
        let mut mentions = mentions.filter_map(|number| self.registry.mentions.get(*number));
        mentions.any(|mention| {
            let (from, to) = mention.run.core;
            words.lower(to) != "and" && words.lower(from.wrapping_sub(1)) != "and" && words.word(to) != ","
        })
    }

    /// A whole name that the model takes for a person's, or part of one that the text has whole elsewhere.
    fn is_surely_person(&self, piece: &Piece, full: usize) -> bool {
        let Some(mention) = self.registry.mentions_in(piece.tokens).last() else {
            return false;
        };
        let (from, to) = mention.run.core;
        let person = self
            .words
            .name_scores((from, to))
            .map_or(0.0, |scores| scores.person);
        full > 1 && (to - from < full || to > from + 1 && person > SURE)
    }

    /// A name of several words that the model takes for a body's.
    fn is_surely_body(&self, piece: &Piece) -> bool {
        let mention = self.registry.mentions_in(piece.tokens).last();
        mention.is_some_and(|mention| {
            let (from, to) = mention.run.core;
            let scores = self.words.name_scores((from, to));
            to > from + 1 && scores.is_some_and(|scores| scores.organization > SURE)
        })
    }

    /// "the pop star and actor Ann Lee", "figures from journalist and historian Bo Yu": two trades of one person, who is
    /// named behind the second without an article of its own.
    pub(super) fn is_second_trade(&self, last: &Member, piece: &Piece) -> bool {
        let words = self.words;
        let first = piece.tokens.0;
        let trade = |at: usize| words.is_role(at) && !words.is_capital(at);
        let named = self.registry.mentions_in(piece.tokens).last().filter(|mention| {
            mention.run.core.0 > first && self.registry.entity(mention.entity).what != What::Body
        });
        // "director and Africa representative Ann Lee"
        let before = named.and_then(|mention| mention.run.core.0.checked_sub(1));
        let head = last.tokens.1 - 1;
        let unnamed = self.registry.mentions_in((head, last.tokens.1)).is_empty();
        let bare = !self.has_article(piece) && before.is_some_and(|at| trade(first) || trade(at));
        piece.join == Join::And && bare && trade(head) && unnamed
    }

    pub(super) fn is_one_group(&self, last: &Member, piece: &Piece) -> bool {
        let (from, to) = piece.tokens;
        let bare = |at: usize| self.words.is_roles(at) && !lexicon().is_body(self.words.lower(at));
        // "traders and analysts": nothing sets the second apart.
        let crowd = to == from + 1 && bare(from) && bare(last.tokens.1 - 1);
        let tier = last.tokens.1 == last.tokens.0 + 1 && TIERS.contains(&self.words.lower(last.tokens.0));
        let people = self.words.is_roles(to - 1) && !self.has_article(piece);
        // "Ashby and Milton officials"
        let named = self.registry.mentions_in((from, from + 1)).first();
        let theirs = named.is_some_and(|mention| mention.run.core.1 < to);
        let theirs = theirs || to > from + 1 && lexicon().nationalities.contains(self.words.lower(from));
        let body = matches!(last.first.voice, Some(Voice::Body(_))) && !self.has_article(&last.first);
        crowd || (tier || theirs && body) && people || self.is_shared(last, piece)
    }

    /// "police and fire officials": two nouns before one head.
    pub(super) fn is_shared(&self, last: &Member, piece: &Piece) -> bool {
        let (words, lexicon) = (self.words, lexicon());
        let ((from, to), (next, end)) = (last.tokens, piece.tokens);
        // "minority and women voters": no noun for several by itself.
        let mass = || !words.is_roles(from) && singular(words.lower(from)).is_none();
        let named = !self.registry.mentions_in((from, to)).is_empty();
        let body = to == from + 1 && (lexicon.is_body(words.lower(from)) || mass() && !named);
        let modifier = end > next + 1
            && !BEGINS.contains(&words.lower(next))
            && !SETS_APART.contains(&words.lower(next));
        let head = words.is_roles(end - 1) || singular(words.lower(end - 1)).is_some();
        body && modifier && head
    }

    /// "e-mails and text messages": papers of one kind in two words.
    pub(super) fn are_papers(&self, last: &Member, piece: &Piece) -> bool {
        // "a study by Orbit and a report from the Water Board"
        let issued = self.brings_a_body(last) && self.brings_a_body(&Member::of(piece));
        let papers = self.is_paper(last.tokens) && self.is_paper(piece.tokens);
        papers && !(issued && self.is_indefinite(piece))
    }

    /// Is it something written or recorded?
    pub(super) fn is_paper(&self, tokens: (usize, usize)) -> bool {
        let head = reading::head(self.words, self.registry, tokens);
        let word = head.map_or("", |head| self.words.lower(head));
        let is = |word: &str| lexicon().documents.contains(word);
        is(word) || singular(word).is_some_and(|one| is(&one)) || word.starts_with("interview")
    }

    pub(super) fn is_indefinite(&self, piece: &Piece) -> bool {
        matches!(self.words.lower(piece.tokens.0), "a" | "an" | "one" | "another")
    }

    pub(super) fn has_article(&self, piece: &Piece) -> bool {
        BEGINS.contains(&self.words.lower(piece.tokens.0))
    }
}

/// The noun that a body's name turns on: the last word before "of" or "for".
fn head_of_name(name: &str) -> &str {
    let before = name
        .split(' ')
        .take_while(|word| !matches!(*word, "of" | "for" | "on"));
    before.last().unwrap_or_default()
}
