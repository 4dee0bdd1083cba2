//! Cues by sense: which words attribute, whether they name a speech act or an attitude, and with what stance.
//!
//! The verbs follow the classes of Levin (1993), sections 29 to 37: communication, declaration, conjecture, desire.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::{Act, Stance};

/// Verbs of saying, writing, telling, and of what a document says: speech. Given as lemmas; forms are made by [`forms`].
const SPEECH: &str = "say tell add state note announce report explain claim argue assert declare insist suggest warn \
    write testify acknowledge admit allege affirm concede confirm contend describe disclose emphasize emphasise stress estimate indicate \
    mention observe point predict proclaim recall remark repeat reply respond reiterate reveal tweet post quip joke boast \
    complain caution advise urge call ask answer praise blast slam criticize criticise accuse blame condemn denounce \
    maintain counter conclude propose recommend demand tout brag blog lament muse opine recount find show signal imply \
    swear underscore highlight underline cite quote speculate forecast project attest certify elaborate exclaim shout whisper \
    yell scream mutter murmur retort rejoin interject continue outline detail reference express voice speak \
    hint echo apologize apologise thank clarify comment summarize characterise characterize contradict defend dub deem label \
    congratulate endorse appeal inform notify brief remind assure reassure email text message phrase word \
    communicate dispute deny reject rebut refute dismiss decline refuse scold chide mock rail decry deride bemoan hail laud salute";

/// Verbs of holding a view, wanting, deciding, promising: what somebody thinks or means to do.
const ATTITUDE: &str = "believe think hope want fear expect plan feel know consider suspect doubt wish worry support oppose prefer intend \
    regard view see understand realize realise assume imagine envision desire favor favour like love hate dislike regret \
    resent trust welcome seek aim try decide resolve vow threaten anticipate dread care mean need interpret perceive \
    recognize recognise judge conceive guess reckon wonder remember forget dream yearn long aspire strive figure \
    promise pledge guarantee agree approve order rule instruct invite request plead learn hear begin issue release publish document \
    broadcast air charge sign pass vote nominate champion choose adopt embrace";

/// What is done and not said, whatever is told by it.
const DEEDS: &str = "endorse order instruct invite approve release charge sign pass vote nominate choose adopt embrace try begin \
    arrest detain convict sentence grant award appoint commission launch submit inaugurate ratify donate deploy";

/// Verbs that put a thing in words or stand on it without saying that it is so: "attacked the plan", "talked about".
const TOUCHING: &str = "refer talk attack question read share cast identify list challenge portray compare liken discuss \
    address lambast rebuke assail applaud chant convey specify aver commend credit encourage press push name define invoke \
    attribute articulate lash debate plead promise pledge threaten point notice boast fault record back advocate disagree \
    paint interview narrate allude touch stipulate mandate require prohibit forbid";

/// Verbs that say that it is not so.
const DENIALS: &[&str] = &[
    "deny",
    "reject",
    "dispute",
    "rebut",
    "refute",
    "dismiss",
    "contradict",
];

/// Verbs that say nothing: the source would not speak.
const DECLINES: &[&str] = &["decline", "refuse"];

/// Forms that no rule makes.
const IRREGULAR: &[(&str, &str)] = &[
    ("said", "say"),
    ("told", "tell"),
    ("wrote", "write"),
    ("written", "write"),
    ("thought", "think"),
    ("felt", "feel"),
    ("knew", "know"),
    ("known", "know"),
    ("saw", "see"),
    ("seen", "see"),
    ("understood", "understand"),
    ("meant", "mean"),
    ("sought", "seek"),
    ("found", "find"),
    ("shown", "show"),
    ("swore", "swear"),
    ("sworn", "swear"),
    ("began", "begin"),
    ("forgot", "forget"),
    ("dreamt", "dream"),
    ("saying", "say"),
    ("spoke", "speak"),
    ("spoken", "speak"),
    ("heard", "hear"),
    ("learnt", "learn"),
    ("chose", "choose"),
    ("chosen", "choose"),
];

/// What a cue tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Names {
    /// Speech, a document, a refusal, a mark.
    Saying,
    /// A thing that is put in words, or stood on.
    Touching,
    /// A view, a wish, a plan.
    Thinking,
    /// A deed.
    Doing,
    /// None of these, as far as the words are known.
    Nothing,
}

/// What a cue tells of: the first that one of its words does.
pub(super) fn names(phrase: &str) -> Names {
    let lower = phrase.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .filter(|word| !word.is_empty())
        .collect();
    let has = |list: &[&str]| words.iter().any(|word| list.contains(word));
    let does = |word: &&&str| all_forms(&DOING, DEEDS).contains(**word);
    let acts = |act: Act| {
        let mut others = words.iter().filter(|word| !does(word));
        others.any(|word| of_word(word).is_some_and(|sense| sense.act == act))
    };
    let led = words.first().is_none_or(|first| PREPOSITIONS.contains(first));
    if led || acts(Act::Speech) || has(SPEECH_NOUNS) || has(HEARSAY) {
        Names::Saying
    } else if words
        .iter()
        .any(|word| all_forms(&TOUCHED, TOUCHING).contains(*word))
    {
        Names::Touching
    } else if acts(Act::Attitude) {
        Names::Thinking
    } else if words.iter().any(|word| does(&word)) {
        Names::Doing
    } else if has(ATTITUDE_NOUNS) || has(ATTITUDE_ADJECTIVES) {
        Names::Thinking
    } else {
        Names::Nothing
    }
}

static DOING: OnceLock<HashSet<String>> = OnceLock::new();
static TOUCHED: OnceLock<HashSet<String>> = OnceLock::new();

/// All forms of the verbs of a list, made once.
fn all_forms(made: &'static OnceLock<HashSet<String>>, verbs: &str) -> &'static HashSet<String> {
    made.get_or_init(|| verbs.split_whitespace().flat_map(forms).collect())
}

/// What a cue word means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sense {
    /// The verb in its base form.
    pub lemma: &'static str,
    /// Speech or attitude.
    pub act: Act,
    /// Asserts, denies or declines.
    pub stance: Stance,
}

/// Is it a noun for something said ("a statement", "the letter")?
pub(super) fn is_speech_noun(word: &str) -> bool {
    SPEECH_NOUNS.contains(&word)
}

/// The sense of one word as it stands in the text (any case), if it can be a cue.
pub fn of_word(word: &str) -> Option<Sense> {
    table().get(word.to_lowercase().as_str()).copied()
}

/// Nouns that make a cue one of speech: "issued a statement", "sent a letter describing".
const SPEECH_NOUNS: &[&str] = &[
    "statement",
    "statements",
    "comment",
    "comments",
    "testimony",
    "remarks",
    "letter",
    "lawsuit",
    "complaint",
    "argument",
    "warning",
    "interview",
    "tweet",
    "speech",
    "announcement",
    "report",
    "claim",
    "claims",
    "words",
    "answer",
    "reply",
    "account",
    "message",
    "accusation",
    "accusations",
    "allegation",
    "allegations",
    "criticism",
    "praise",
    "assertion",
    "description",
];

/// Adverbs that attribute to nobody.
pub(super) const HEARSAY: &[&str] = &["reportedly", "allegedly", "supposedly", "purportedly"];

/// Nouns that make a cue one of attitude.
const ATTITUDE_NOUNS: &[&str] = &[
    "belief",
    "hope",
    "hopes",
    "fear",
    "fears",
    "desire",
    "view",
    "views",
    "opinion",
    "concern",
    "concerns",
    "disdain",
    "support",
    "opposition",
    "interest",
    "doubt",
    "doubts",
    "plan",
    "plans",
    "confidence",
    "faith",
];

/// Words that attribute without a verb: "in a poll", "according to", "per the filing".
const PREPOSITIONS: &[&str] = &[
    "according",
    "per",
    "in",
    "by",
    "from",
    "via",
    "as",
    "under",
    "citing",
    "quoting",
];

/// Auxiliaries of what is possible, wished or to come: then nothing has been said yet.
const UNREAL: &[&str] = &[
    "would", "could", "might", "may", "should", "can", "cannot", "must", "will", "to",
];

/// The sense of a whole cue ("has repeatedly denied", "according to", "did not respond to requests").
///
/// A cue is speech when a verb or noun of saying stands in it, or when it has no verb at all ("according to"). What
/// nobody has said yet ("would say", "to explain") is an attitude, and so is a deed ("approved", "signed").
pub fn of_phrase(phrase: &str) -> (Act, Stance) {
    let lower = phrase.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .filter(|word| !word.is_empty())
        .collect();
    let senses: Vec<Sense> = words.iter().filter_map(|word| of_word(word)).collect();
    let stance = stance_of(&words, &senses);
    let has = |list: &[&str]| words.iter().any(|word| list.contains(word));
    let speaks = senses.iter().any(|sense| sense.act == Act::Speech);
    let first_verb = words.iter().position(|word| of_word(word).is_some());
    let unreal = words.iter().position(|word| UNREAL.contains(word));
    let not_yet = matches!((unreal, first_verb), (Some(unreal), Some(verb)) if unreal < verb);
    let act = if stance == Stance::Declines {
        Act::Speech
    } else if not_yet || (is_negated(&words) && !senses.iter().any(|sense| sense.stance == Stance::Denies)) {
        Act::Attitude
    } else if speaks || has(SPEECH_NOUNS) {
        Act::Speech
    } else if !senses.is_empty() || has(ATTITUDE_NOUNS) || has(ATTITUDE_ADJECTIVES) {
        Act::Attitude
    } else if words.is_empty() || has(PREPOSITIONS) {
        Act::Speech
    } else {
        Act::Attitude
    };
    (act, stance)
}

/// What somebody declines to do who declines to speak.
pub(super) const ANSWERS: &[&str] = &[
    "comment",
    "say",
    "speak",
    "discuss",
    "answer",
    "elaborate",
    "interviewed",
    "talk",
    "respond",
    "reply",
    "confirm",
    "identify",
    "disclose",
    "specify",
    "explain",
    "reveal",
    "provide",
    "give",
    "offer",
    "name",
    "be",
];

/// How many words may stand between "refused" and its "to".
const REFUSED_WITHIN: usize = 4;

/// Does the phrase, a cue and what follows it, refuse a deed ("refused to sign"), not an answer ("refused to say")?
pub(super) fn refuses_a_deed(phrase: &str) -> bool {
    let lower = phrase.to_lowercase();
    let Some((_, _, after)) = around_verb(&lower, Stance::Declines) else {
        return false;
    };
    let to = after.iter().take(REFUSED_WITHIN).position(|word| *word == "to");
    let deed = to.and_then(|at| after.get(at + 1));
    deed.is_some_and(|deed| !ANSWERS.contains(&deed.trim_end_matches(|c: char| !c.is_alphanumeric())))
}

/// The first verb of a stance in a phrase in lower case, between the words before and after it.
fn around_verb(phrase: &str, stance: Stance) -> Option<(Vec<&str>, &str, Vec<&str>)> {
    let words: Vec<&str> = phrase.split_whitespace().collect();
    let takes = |word: &&str| of_word(word).is_some_and(|sense| sense.stance == stance);
    let at = words.iter().position(takes)?;
    Some((words[..at].to_vec(), words[at], words[at + 1..].to_vec()))
}

/// Verbs whose object is a clause or a quotation: in PolNeAR's train part at least 93 of 100 of their contents have a finite
/// verb, or they name an answer.
const CLAUSAL: &[&str] = &[
    "say", "tell", "add", "insist", "conclude", "contend", "assume", "testify", "retort", "rejoin", "quip",
    "reply",
];

/// Does the last verb of a cue take nothing but a clause or a quotation ("said", "told reporters", "said in a statement")?
pub fn takes_a_clause(phrase: &str) -> bool {
    let words = phrase.split(|c: char| !c.is_alphanumeric());
    let verb = words.filter_map(of_word).next_back();
    verb.is_some_and(|verb| CLAUSAL.contains(&verb.lemma))
}

/// Does a cue of attitude, in lower case, tell that its source does not hold it, or doubts ("is not sure that")?
pub fn tells_doubt(phrase: &str) -> bool {
    let words: Vec<&str> = phrase.split_whitespace().collect();
    is_negated(&words)
        || words
            .iter()
            .any(|word| word.starts_with("doubt") || *word == "unsure")
}

fn is_negated(words: &[&str]) -> bool {
    let marks = ["not", "never", "cannot", "no", "neither", "nor", "failed"];
    words
        .iter()
        .any(|word| marks.contains(word) || word.ends_with("n't") || word.ends_with("n’t"))
}

/// Adjectives that name an attitude: "is confident that", "was afraid".
const ATTITUDE_ADJECTIVES: &[&str] = &[
    "confident",
    "afraid",
    "aware",
    "certain",
    "sure",
    "convinced",
    "concerned",
    "worried",
    "hopeful",
    "optimistic",
    "pessimistic",
    "skeptical",
    "sceptical",
    "glad",
    "happy",
    "proud",
    "angry",
    "eager",
    "willing",
    "unwilling",
    "ready",
    "determined",
];

/// What somebody has not done, with a "not", who has not spoken.
const UNSAID: &[&str] = &[
    "respond",
    "reply",
    "answer",
    "comment",
    "return",
    "elaborate",
    "reached",
    "say",
    "said",
    "commented",
    "responded",
    "replied",
    "specify",
    "specified",
    "disclose",
    "disclosed",
    "provide",
    "explain",
    "explained",
];

fn stance_of(words: &[&str], senses: &[Sense]) -> Stance {
    let negated = is_negated(words);
    if senses.iter().any(|sense| sense.stance == Stance::Declines)
        || (negated && words.iter().any(|word| UNSAID.contains(word)))
    {
        return Stance::Declines;
    }
    let pushes_back = words
        .windows(2)
        .any(|pair| pair[0].starts_with("push") && pair[1] == "back");
    let denies = pushes_back || senses.iter().any(|sense| sense.stance == Stance::Denies);
    if denies && !negated {
        Stance::Denies
    } else {
        Stance::Asserts
    }
}

/// "had been denied", "were twice denied": a verb of denial that what stands before it suffers.
pub(super) fn is_suffered(phrase: &str) -> bool {
    let lower = phrase.to_lowercase();
    let Some((before, denied, _)) = around_verb(&lower, Stance::Denies) else {
        return false;
    };
    let is = |word: &&str| matches!(*word, "was" | "were" | "been" | "being" | "is" | "are" | "be");
    denied.ends_with("ed") && before.iter().rev().take(2).any(is)
}

fn table() -> &'static HashMap<String, Sense> {
    static TABLE: OnceLock<HashMap<String, Sense>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = HashMap::new();
        for (list, act) in [(ATTITUDE, Act::Attitude), (SPEECH, Act::Speech)] {
            for lemma in list.split_whitespace() {
                let stance = if DENIALS.contains(&lemma) {
                    Stance::Denies
                } else if DECLINES.contains(&lemma) {
                    Stance::Declines
                } else {
                    Stance::Asserts
                };
                for form in forms(lemma) {
                    table.insert(form, Sense { lemma, act, stance });
                }
            }
        }
        for (form, lemma) in IRREGULAR {
            if let Some(sense) = table.get(*lemma).copied() {
                table.insert((*form).to_owned(), sense);
            }
        }
        table
    })
}

/// The regular forms of a verb: base, third person, past, present participle.
fn forms(lemma: &str) -> [String; 4] {
    let consonant_y = lemma.ends_with('y') && !ends_vowel_y(lemma);
    let stem = lemma.strip_suffix('e').unwrap_or(lemma);
    let doubled = is_doubled(lemma);
    let last = lemma.chars().next_back().unwrap_or('e');
    let third = if consonant_y {
        format!("{}ies", &lemma[..lemma.len() - 1])
    } else if lemma.ends_with(['s', 'x', 'z', 'o']) || lemma.ends_with("sh") || lemma.ends_with("ch") {
        format!("{lemma}es")
    } else {
        format!("{lemma}s")
    };
    let past = if consonant_y {
        format!("{}ied", &lemma[..lemma.len() - 1])
    } else if doubled {
        format!("{lemma}{last}ed")
    } else {
        format!("{stem}ed")
    };
    let participle = if doubled {
        format!("{lemma}{last}ing")
    } else if lemma == "see" || lemma.ends_with("ee") {
        format!("{lemma}ing")
    } else {
        format!("{stem}ing")
    };
    [lemma.to_owned(), third, past, participle]
}

/// Verbs of several syllables of which the last is stressed: its consonant is doubled too.
const STRESSED: &[&str] = &[
    "admit", "aver", "begin", "commit", "concur", "demur", "forbid", "forget", "infer", "permit", "prefer",
    "rebut", "refer", "regret", "submit",
];

/// Is the last consonant doubled before "-ed" and "-ing" ("blogged", "quipped", "preferred")?
fn is_doubled(lemma: &str) -> bool {
    let vowel = |letter: &char| "aeiou".contains(*letter);
    // The "u" of "quip" is no vowel.
    let letters: Vec<char> = lemma.replace("qu", "qw").chars().collect();
    let ends = letters.len() > 2
        && letters
            .last()
            .is_some_and(|last| !vowel(last) && !"wxy".contains(*last))
        && vowel(&letters[letters.len() - 2])
        && !vowel(&letters[letters.len() - 3]);
    let one = letters.iter().filter(|letter| vowel(letter)).count() == 1;
    ends && (one || STRESSED.contains(&lemma))
}

fn ends_vowel_y(lemma: &str) -> bool {
    ["ay", "ey", "oy", "uy"].iter().any(|end| lemma.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_verb_have_one_sense() {
        for word in ["denies", "denied", "denying", "Deny"] {
            assert_eq!(
                of_word(word).map(|sense| (sense.lemma, sense.stance)),
                Some(("deny", Stance::Denies))
            );
        }
        assert_eq!(of_word("told").map(|sense| sense.lemma), Some("tell"));
        assert_eq!(of_word("table"), None);
        for (word, lemma) in [
            ("blogged", "blog"),
            ("preferred", "prefer"),
            ("echoes", "echo"),
            ("quipped", "quip"),
            ("answered", "answer"),
        ] {
            assert_eq!(of_word(word).map(|sense| sense.lemma), Some(lemma));
        }
        for no_word in ["bloged", "prefered", "answerred", "echos"] {
            assert_eq!(of_word(no_word), None);
        }
    }

    #[test]
    fn phrases_tell_act_and_stance() {
        assert_eq!(of_phrase("according to"), (Act::Speech, Stance::Asserts));
        assert_eq!(of_phrase("has repeatedly denied"), (Act::Speech, Stance::Denies));
        assert_eq!(of_phrase("pushed back on").1, Stance::Denies);
        assert_eq!(of_phrase("did not deny"), (Act::Speech, Stance::Asserts));
        assert_eq!(of_phrase("did not respond to"), (Act::Speech, Stance::Declines));
        assert_eq!(of_phrase("is confident"), (Act::Attitude, Stance::Asserts));
        assert_eq!(of_phrase("believes"), (Act::Attitude, Stance::Asserts));
        assert_eq!(of_phrase("have not said"), (Act::Speech, Stance::Declines));
        assert!(is_suffered("were twice denied"));
        assert!(!is_suffered("has twice denied"));
        assert!(refuses_a_deed("refused at first to sign the treaty"));
        assert!(!refuses_a_deed("declined to comment on the treaty"));
        assert!(!refuses_a_deed("refused"));
        assert_eq!(of_phrase("could not be reached"), (Act::Speech, Stance::Declines));
    }

    #[test]
    fn what_is_not_said_is_no_speech() {
        for cue in [
            "would say",
            "to explain",
            "approved",
            "never mentioned",
            "is suing",
            "plans",
        ] {
            assert_eq!(of_phrase(cue).0, Act::Attitude, "{cue}");
        }
        for cue in [
            "in",
            "told reporters",
            "issued a statement saying",
            "has long said",
            ":",
            "voiced concern about",
        ] {
            assert_eq!(of_phrase(cue).0, Act::Speech, "{cue}");
        }
    }
}
