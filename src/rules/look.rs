//! What a rule looks at: the case and the policy, with what several rules need worked out once.

use std::cell::OnceCell;

use super::authority::{Stake, stake};
use super::paths::Paths;
use super::silence::Silence;
use super::table::{Bounds, Hit};
use super::wording::{Reading, words_of};
use super::{AsRead, Case};
use crate::attribution::Stance;
use crate::claim::{Claim, ClaimId, ClaimKind, Weight};
use crate::policy::{Level, Policy};
use crate::source::{Source, SourceId, SourceKind, is_outlet_name, is_people};
use crate::span::Span;
use crate::strength::{Rung, Strength};

/// The case and the policy, with what several rules need worked out once.
pub(super) struct Look<'a> {
    pub(super) case: &'a Case,
    pub(super) policy: &'a Policy,
    /// The waivers and suppressions of the case, once they were applied.
    pub(super) silences: Vec<Silence>,
    paths: OnceCell<Paths>,
    reading: OnceCell<Reading<'a>>,
    published: OnceCell<Option<Reading<'a>>>,
}

/// How many claims that begin before a place may be the one that covers it.
const NEAR: usize = 4;

/// A claim with its strength.
#[derive(Clone, Copy)]
pub(super) struct Told<'a> {
    pub(super) id: ClaimId,
    pub(super) claim: &'a Claim,
    pub(super) strength: &'a Strength,
}

impl<'a> Look<'a> {
    pub(super) fn new(case: &'a Case, policy: &'a Policy) -> Look<'a> {
        Look {
            case,
            policy,
            silences: Vec::new(),
            paths: OnceCell::new(),
            reading: OnceCell::new(),
            published: OnceCell::new(),
        }
    }

    /// The claims with their strengths, in article order.
    pub(super) fn claims(&self) -> impl Iterator<Item = Told<'a>> + use<'a> {
        let claims = self.case.graph.claims.iter().zip(&self.case.strengths);
        claims.enumerate().map(|(id, (claim, strength))| Told {
            id: ClaimId(id),
            claim,
            strength,
        })
    }

    /// The nearest claim that nobody is cited for and that covers this place. Claims stand in article order, so the
    /// one sought begins shortly before the place. Logarithmic in the claims.
    pub(super) fn unattributed_at(&self, place: Span) -> Option<ClaimId> {
        let claims = &self.case.graph.claims;
        let begins = |claim: &Claim| claim.spans.first().map_or(0, |span| span.start);
        let after = claims.partition_point(|claim| begins(claim) <= place.start);
        let near = (after.saturating_sub(NEAR)..after).rev();
        near.map(ClaimId).find(|id| {
            let covers = claims[id.0].spans.iter().any(|span| span.overlaps(place));
            covers
                && self
                    .case
                    .strengths
                    .get(id.0)
                    .is_some_and(|strength| strength.rung == Rung::Unattributed)
        })
    }

    /// The claim of which some words stand in this place: the nearest that begins before its end.
    pub(super) fn claim_at(&self, place: Span) -> Option<ClaimId> {
        let claims = &self.case.graph.claims;
        let begins = |claim: &Claim| claim.spans.first().map_or(0, |span| span.start);
        let after = claims.partition_point(|claim| begins(claim) < place.end);
        let near = (after.saturating_sub(NEAR)..after).rev();
        near.map(ClaimId)
            .find(|id| claims[id.0].spans.iter().any(|span| span.overlaps(place)))
    }

    /// Is this the name of an outlet, by the policy or by its words?
    pub(super) fn is_outlet(&self, name: &str) -> bool {
        let known = |outlet: &String| outlet.eq_ignore_ascii_case(name);
        self.policy.outlets.iter().any(known) || is_outlet_name(name)
    }

    /// Does the text say of anybody that he was asked and gave no answer?
    pub(super) fn says_no_reply(&self) -> bool {
        if self
            .case
            .attributions
            .iter()
            .any(|one| one.stance == Stance::Declines)
        {
            return true;
        }
        match self.case.by_hand() {
            true => self.published().is_some_and(Reading::no_reply_anywhere),
            false => self.reading().no_reply_anywhere(),
        }
    }

    /// The source with this index.
    pub(super) fn source(&self, id: SourceId) -> &'a Source {
        self.case.graph.source(id)
    }

    /// What each source leads to.
    pub(super) fn paths(&self) -> &Paths {
        self.paths.get_or_init(|| Paths::new(&self.case.graph))
    }

    /// The draft's text as the rules that read words see it.
    pub(super) fn reading(&self) -> &Reading<'a> {
        self.reading.get_or_init(|| Reading::of_case(self.case))
    }

    /// What the machine reads in the draft that a hand-written graph stands for, if it names one.
    pub(super) fn drafted(&self) -> Option<&'a AsRead> {
        self.case.read.as_deref()
    }

    /// The text that a hand-written graph belongs to, if it names one.
    pub(super) fn published(&self) -> Option<&Reading<'a>> {
        let read = || self.case.published.as_ref().map(Reading::of_draft);
        self.published.get_or_init(read).as_ref()
    }

    /// Does the text say near the claim (for a graph: anywhere in its draft, where the place of the claim is not known)
    /// that it could not be verified?
    pub(super) fn says_unverified(&self, told: &Told) -> bool {
        if self.case.by_hand() {
            return self.published().is_some_and(Reading::unverified_anywhere);
        }
        self.reading().unverified_near(&told.claim.spans)
    }

    /// Is everybody who asserts the claim an outlet?
    fn is_on_outlets(&self, told: &Told) -> bool {
        let outlet = |id: &SourceId| self.source(*id).kind == SourceKind::Outlet;
        told.claim.supporters().iter().all(outlet)
    }

    /// Where a source stands: its first mention.
    pub(super) fn place_of(&self, id: SourceId) -> Span {
        self.source(id).mentions.first().copied().unwrap_or_default()
    }

    /// How many independent sources the policy wants for this claim: its minimum binds heavy claims.
    pub(super) fn wanted(&self, claim: &Claim) -> u32 {
        match claim.weight {
            Weight::Heavy => self.policy.minimum_independence,
            Weight::Normal | Weight::Light => 1,
        }
    }
}

impl Told<'_> {
    /// Does it rest on one source, on the safe count?
    pub(super) fn on_one(&self) -> bool {
        self.strength.independence.cited == 1
    }

    /// May one source be enough: its own word, a document that anyone may read (but for what it accuses somebody of), what
    /// the newsroom itself saw, or public record?
    pub(super) fn one_is_enough(&self, look: &Look) -> bool {
        let own = self.strength.rung == Rung::OwnWord || self.claim.kind == ClaimKind::Own;
        let seen = |id: &SourceId| look.source(*id).kind == SourceKind::Newsroom;
        let paper = self.strength.rung == Rung::Document
            && (look.case.by_hand() || self.claim.kind != ClaimKind::Accusation);
        own || paper || self.claim.kind == ClaimKind::Background || self.strength.roots.iter().any(seen)
    }

    /// Does it say of somebody that he did wrong, or that somebody came to harm by him?
    pub(super) fn accuses(&self) -> bool {
        self.claim.kind == ClaimKind::Accusation || self.tells_of_attack()
    }

    /// Does it surely accuse somebody, of a wrong that the words name or as the judge reads it?
    pub(super) fn surely_accuses(&self) -> bool {
        self.claim.accusing >= SURELY
    }

    /// Does it say that somebody came to harm by people?
    pub(super) fn tells_of_attack(&self) -> bool {
        is_hurt_by(&words_of(&self.claim.text))
    }

    /// Do only anonymous sources assert it?
    pub(super) fn is_anonymous(&self, look: &Look) -> bool {
        let supporters = self.claim.supporters();
        let anonymous = |id: &SourceId| look.source(*id).kind == SourceKind::Anonymous;
        !supporters.is_empty() && supporters.iter().all(anonymous)
    }

    /// Does it tell of people who came to harm?
    pub(super) fn harms(&self) -> bool {
        self.claim.kind == ClaimKind::Casualty
    }

    /// Does a name stand in it: a word with a capital that opens nothing, or several in a row?
    pub(super) fn names_somebody(&self) -> bool {
        let words: Vec<&str> = self.claim.text.split_whitespace().collect();
        let capital = |word: &&str| {
            let mut letters = word.chars().filter(|c| c.is_alphanumeric());
            letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
        };
        words.iter().skip(1).any(capital)
    }

    /// Where it stands.
    pub(super) fn place(&self) -> Span {
        self.claim.place()
    }

    /// "“The meetings took place in Doha” rests on Axios alone".
    pub(super) fn with_words(&self) -> String {
        let words = if self.strength.words.is_empty() {
            "rests on too little"
        } else {
            self.strength.words.as_str()
        };
        format!("{} {words}", excerpt(&self.claim.text))
    }

    /// The same, and what makes that weak: whom it hurts, and that its source need not be the one to know.
    pub(super) fn with_reason(&self, look: &Look) -> String {
        let words = self.with_words();
        let harms = look.case.by_hand() || stake(look, self) == Stake::Harm;
        let reason = match self.claim.kind {
            ClaimKind::Accusation if harms => ", and it accuses somebody else",
            ClaimKind::Casualty if harms => ", and others counted",
            _ => "",
        };
        format!("{words}{reason}")
    }

    /// Whom to ask for a second word, by what the claim tells of.
    pub(super) fn whom_to_ask(&self, look: &Look) -> &'static str {
        let unnamed = matches!(self.strength.rung, Rung::SingleAnonymous | Rung::SingleUnnamed);
        match self.claim.kind {
            ClaimKind::Accusation => "ask the accused, and somebody who saw it or a record of it",
            ClaimKind::Casualty => "ask those who counted: a hospital, a coroner, the police",
            ClaimKind::Money | ClaimKind::Quantity => {
                "ask for the books or the data, or whoever else counted"
            }
            ClaimKind::Cause => "ask whoever investigates it, and does not answer to this source",
            ClaimKind::Forecast => "ask whoever decides it",
            _ if look.is_on_outlets(self) => "ask whom the outlet cites, or those it is about",
            _ if unnamed => "ask somebody with a name who was there, or those it is about",
            _ => "ask those it is about, or somebody who was there and does not depend on this source",
        }
    }

    /// A hit about this claim.
    pub(super) fn hit(&self, sources: Vec<SourceId>, message: String, help: &str) -> Hit {
        Hit {
            claim: Some(self.id),
            sources,
            span: self.place(),
            message,
            help: help.to_owned(),
            ..Hit::default()
        }
    }

    /// How loud an alarm about it may be: a note where the text says that it could not be verified, else by who is harmed
    /// and who speaks. A hand-written graph tells by weight and kind what matters to the desk, and is taken at its word.
    pub(super) fn bounds(&self, look: &Look) -> Bounds {
        if look.says_unverified(self) {
            Bounds::at_most(Level::Note)
        } else if look.case.by_hand() {
            Bounds::default()
        } else {
            stake(look, self).bounds()
        }
    }
}

/// From here on the judge is sure that a claim accuses somebody: of those that it takes for accusations, and less surely, one in
/// three is one.
const SURELY: f64 = 0.5;

/// What happens to people who come to harm.
const HURT: &[&str] = &[
    "killed",
    "murdered",
    "beaten",
    "shot",
    "stabbed",
    "wounded",
    "injured",
    "tortured",
    "attacked",
    "assaulted",
    "raped",
    "kidnapped",
    "abducted",
    "robbed",
    "death",
    "strangled",
    "burned",
    "burnt",
];

/// How many words may stand between what happened and who did it.
const BY_WITHIN: usize = 3;

/// How many words may stand between "by" and the noun for who did it.
const AGENT_WITHIN: usize = 4;

/// "was beaten to death by officers": somebody came to harm by people, not by a flood.
fn is_hurt_by(words: &[String]) -> bool {
    (0..words.len()).filter(|at| words[*at] == "by").any(|by| {
        let hurt = words[by.saturating_sub(BY_WITHIN)..by]
            .iter()
            .any(|word| HURT.contains(&word.as_str()));
        hurt && words[by + 1..]
            .iter()
            .take(AGENT_WITHIN)
            .any(|word| is_people(word))
    })
}

/// The beginning of a claim's words in quotation marks: twelve words, and no more letters than a line has.
pub(super) fn excerpt(text: &str) -> String {
    const WORDS: usize = 12;
    const LETTERS: usize = 90;
    let text = text.trim().trim_end_matches('.');
    let mut kept = String::new();
    let mut whole = true;
    for (number, word) in text.split_whitespace().enumerate() {
        let letters = kept.chars().count() + 1 + word.chars().count();
        whole = number == 0 || (number < WORDS && letters <= LETTERS);
        if !whole {
            break;
        }
        if number > 0 {
            kept.push(' ');
        }
        kept.push_str(word);
    }
    let kept: String = kept.chars().take(LETTERS).collect();
    match whole {
        true => format!("“{kept}”"),
        false => format!("“{} …”", kept.trim_end_matches([',', ';', ':'])),
    }
}

/// Names in a sentence: "A", "A and B", "A, B and C".
pub(super) fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [head @ .., last] => format!("{} and {last}", head.join(", ")),
    }
}
