//! Who is harmed if a claim is wrong, and is whoever tells it the one to know? An alarm follows from that, not from a
//! figure in the claim or from its place.

use super::look::{Look, Told};
use super::table::Bounds;
use super::wording::words_of;
use crate::attribution::cue;
use crate::claim::{Claim, ClaimKind};
use crate::policy::Level;
use crate::source::{Source, SourceKind};
use crate::strength::Rung;

/// What hangs on a claim that one voice carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stake {
    /// Its sources are the ones to know: a body about itself, a court about its ruling, an office about its work. What the
    /// law did is on record, whoever tells it and if nobody is cited for it.
    Settled,
    /// It does not read like what an editor would want from another source as well.
    Plain,
    /// It accuses nobody, or a paper alone does, and yet it reads like what an editor would want from another source as well.
    Asked,
    /// It accuses or tells of dead and hurt, and yet does not read like what an editor would want from another source as well.
    Doubted,
    /// It hurts somebody else if it is wrong, and its sources are not the ones to know.
    Harm,
}

impl Stake {
    /// How loud a finding about such a claim may be by default.
    pub(super) fn bounds(self) -> Bounds {
        match self {
            Stake::Settled | Stake::Plain => Bounds::at_most(Level::Note),
            Stake::Doubted => Bounds::at_most(Level::Warning),
            Stake::Asked | Stake::Harm => Bounds {
                least: Level::Warning,
                most: Level::Warning,
            },
        }
    }
}

/// From here on an editor would want a claim from another source as well: two alarms in five are right on articles that the
/// judge was not taught on.
const ASKED: f64 = 0.27;

/// The same at the top of the story, which sums up what the text sources.
const ASKED_AT_THE_TOP: f64 = 0.4;

/// Does a claim of a draft read like what an editor would want from another source as well?
pub(super) fn reads_asked(claim: &Claim) -> bool {
    claim.wanted >= if claim.lede { ASKED_AT_THE_TOP } else { ASKED }
}

/// The same, and of all that somebody denies.
pub(super) fn is_asked(told: &Told) -> bool {
    told.strength.disputed || reads_asked(told.claim)
}

/// Offices of the law.
const LAW: &[&str] = &[
    "police",
    "officer",
    "officers",
    "sheriff",
    "constable",
    "detective",
    "detectives",
    "troopers",
    "patrol",
    "court",
    "courts",
    "judge",
    "judges",
    "magistrate",
    "magistrates",
    "tribunal",
    "jury",
    "prosecutor",
    "prosecutors",
    "prosecution",
    "attorney",
    "customs",
    "inspectors",
    "regulator",
    "bureau",
];

/// What offices of the law do, and what is on record once it is done.
const DEEDS_OF_LAW: &[&str] = &[
    "arrested",
    "arrest",
    "arrests",
    "detained",
    "apprehended",
    "charged",
    "seized",
    "raided",
    "confiscated",
    "sentenced",
    "convicted",
    "acquitted",
    "ruled",
    "ruling",
    "fined",
    "jailed",
    "imprisoned",
    "pleaded",
    "pled",
    "indicted",
    "guilty",
    "cleared",
    "upheld",
    "dismissed",
    "extradited",
    "filed",
    "remanded",
    "sued",
];

/// Those who rule.
const COURTS: &[&str] = &[
    "court",
    "courts",
    "judge",
    "judges",
    "justice",
    "justices",
    "magistrate",
    "magistrates",
    "tribunal",
    "jury",
    "jurors",
    "panel",
];

/// What they do by saying it: the words are on record with them.
const RULINGS: &[&str] = &[
    "rule", "find", "hold", "order", "sentence", "convict", "uphold", "dismiss", "reject", "overturn",
    "quash",
];

/// Those who fight: they know their own dead, not the other side's.
const FIGHTERS: &[&str] = &[
    "army",
    "military",
    "forces",
    "militia",
    "rebels",
    "rebel",
    "troops",
    "fighters",
    "insurgents",
    "guerrillas",
    "navy",
    "defence",
    "defense",
    "militant",
    "militants",
    "brigade",
    "battalion",
];

/// Words by which somebody without a name holds an office.
const OFFICES: &[&str] = &[
    "police",
    "official",
    "officials",
    "authority",
    "authorities",
    "hospital",
    "hospitals",
    "doctor",
    "doctors",
    "coroner",
    "coroners",
    "ministry",
    "minister",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "spokespeople",
    "firefighters",
    "rescuers",
    "governor",
    "mayor",
    "government",
    "court",
    "judge",
    "prosecutor",
    "prosecutors",
    "sheriff",
    "officer",
    "officers",
    "service",
    "services",
    "company",
    "council",
    "agency",
    "department",
];

/// What hangs on a claim of a draft.
pub(super) fn stake(look: &Look, told: &Told) -> Stake {
    let carriers: Vec<Carrier> = told
        .claim
        .supporters()
        .into_iter()
        .map(|id| Carrier::of(look.source(id)))
        .collect();
    let harms = matches!(told.claim.kind, ClaimKind::Accusation | ClaimKind::Casualty);
    let words = words_of(&told.claim.text);
    let all = |test: &dyn Fn(&Carrier) -> bool| carriers.iter().all(test);
    let settled = match told.claim.kind {
        ClaimKind::Accusation => {
            has(&words, DEEDS_OF_LAW)
                && all(&|one| one.has(LAW) || one.is_body() || one.is_its_subject(&words))
        }
        ClaimKind::Casualty => all(&|one| one.counts() || one.is_meant(&words)),
        _ => all(&|one| one.is_on_record() || one.has(OFFICES)),
    };
    if told.strength.disputed {
        Stake::Harm
    } else if is_ruling(look, told) && all(&|one| one.has(COURTS)) || !harms && all(&|one| one.does(told)) {
        Stake::Settled
    } else if !is_asked(told) {
        match (settled, harms) {
            (true, _) => Stake::Settled,
            (false, true) => Stake::Doubted,
            (false, false) => Stake::Plain,
        }
    } else if !harms {
        Stake::Asked
    } else if settled {
        Stake::Settled
    } else if told.strength.rung == Rung::Document {
        Stake::Asked
    } else {
        Stake::Harm
    }
}

/// "The court ruled that", "the jury found that": is it said by the verb of a ruling?
fn is_ruling(look: &Look, told: &Told) -> bool {
    let said = told
        .claim
        .backing
        .iter()
        .filter_map(|backing| backing.attribution);
    let mut cues = said
        .filter_map(|number| look.case.attributions.get(number))
        .flat_map(|one| &one.cue_spans);
    cues.any(|cue| {
        let words = words_of(look.case.draft.slice(*cue));
        let lemma = |word: &String| cue::of_word(word).map_or(word.clone(), |sense| sense.lemma.to_owned());
        words.iter().any(|word| RULINGS.contains(&lemma(word).as_str()))
    })
}

fn has(words: &[String], list: &[&str]) -> bool {
    words.iter().any(|word| list.contains(&word.as_str()))
}

/// A source that a claim rests on, and the words by which it is known.
struct Carrier<'a> {
    source: &'a Source,
    words: Vec<String>,
}

impl Carrier<'_> {
    fn of(source: &Source) -> Carrier<'_> {
        // Of a person the words that bring him in tell of much else ("who lives by the court").
        let described = match source.kind {
            SourceKind::NamedPerson => "",
            _ => source.description.as_str(),
        };
        let words = words_of(&format!("{} {} {described}", source.name, source.title));
        Carrier { source, words }
    }

    fn has(&self, list: &[&str]) -> bool {
        has(&self.words, list)
    }

    fn is_body(&self) -> bool {
        matches!(
            self.source.kind,
            SourceKind::NamedOrganization | SourceKind::Document
        )
    }

    /// Do the words by which it is known stand in the claim, which so tells of itself: of its own plea, its own arrest?
    fn is_its_subject(&self, claim: &[String]) -> bool {
        let known = match self.source.name.is_empty() {
            true => words_of(&self.source.description),
            false => words_of(&self.source.name),
        };
        !known.is_empty() && known.iter().all(|word| claim.contains(word))
    }

    /// "[The regulator] had fined the bank": is the claim what the body itself did, its name put in for "it"?
    fn does(&self, told: &Told) -> bool {
        let subject = told
            .claim
            .text
            .strip_prefix('[')
            .and_then(|text| text.split_once(']'));
        let own = subject.map(|(subject, _)| words_of(subject)).unwrap_or_default();
        self.is_body() && !own.is_empty() && own.iter().all(|word| self.words.contains(word))
    }

    fn is_on_record(&self) -> bool {
        self.is_body() || self.source.kind == SourceKind::NamedPerson
    }

    /// Is it an office that counts dead and hurt, and no party to a fight?
    fn counts(&self) -> bool {
        let office = self.is_body()
            || self.has(OFFICES)
            || (self.source.kind == SourceKind::NamedPerson && !self.source.title.is_empty());
        office && !self.has(FIGHTERS)
    }

    /// Does the claim speak of the source's own people?
    fn is_meant(&self, claim: &[String]) -> bool {
        let own = words_of(&self.source.name);
        self.is_on_record()
            && (has(claim, &["its", "our", "we", "my"])
                || own.iter().any(|word| word.len() > 3 && claim.contains(word)))
    }
}
