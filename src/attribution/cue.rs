//! Cues by sense: which words attribute, whether they name a speech act or an attitude, and with what stance.
//!
//! The verbs follow the classes of Levin (1993), sections 29 to 37: communication, declaration, conjecture, desire.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::{Act, Stance};

/// Verbs of saying, writing, telling: speech. Given as lemmas; forms are made by [`forms`].
const SPEECH: &str = "say tell add state note announce report explain claim argue assert declare insist suggest warn \
    write testify acknowledge admit allege affirm concede confirm contend describe disclose emphasize stress estimate indicate \
    mention observe point predict proclaim promise recall remark repeat reply respond reiterate reveal tweet post quip joke boast \
    complain caution advise agree urge call ask answer praise blast slam criticize criticise accuse blame condemn denounce vow pledge \
    maintain counter conclude propose recommend demand tout brag blog lament muse opine recount rule find show signal imply \
    swear underscore highlight underline cite quote speculate forecast project attest certify elaborate exclaim shout whisper \
    yell scream mutter murmur retort rejoin interject continue begin outline detail document publish release issue learn charge \
    hint echo apologize apologise thank clarify comment summarize characterise characterize contradict defend dub deem label \
    congratulate endorse invite order instruct request plead appeal inform notify brief remind assure reassure \
    guarantee communicate broadcast air dispute deny reject rebut refute dismiss decline refuse";

/// Verbs of holding a view, wanting, feeling: attitude.
const ATTITUDE: &str = "believe think hope want fear expect plan feel know consider suspect doubt wish worry support oppose prefer intend \
    regard view see understand realize realise assume imagine envision desire favor favour like love hate dislike regret \
    resent trust welcome seek aim try decide resolve vow threaten anticipate dread care mean need consider interpret perceive \
    acknowledge recognize recognise judge conceive guess reckon wonder remember forget dream yearn long aspire strive";

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
];

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

/// The sense of one word as it stands in the text (any case), if it can be a cue.
pub fn of_word(word: &str) -> Option<Sense> {
    table().get(word.to_lowercase().as_str()).copied()
}

/// The sense of a whole cue ("has repeatedly denied", "according to", "did not respond to requests").
///
/// Words that are no cue verb ("according to", a noun such as "statement") count as speech that asserts.
pub fn of_phrase(phrase: &str) -> (Act, Stance) {
    let lower = phrase.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .collect();
    let senses: Vec<Sense> = words.iter().filter_map(|word| of_word(word)).collect();
    let nouns = [
        "belief", "hope", "hopes", "fear", "fears", "desire", "view", "opinion", "concern", "concerns",
        "disdain",
    ];
    let attitude = |word: &&str| nouns.contains(word) || ATTITUDE_ADJECTIVES.contains(word);
    let act = match senses.iter().find(|sense| sense.act == Act::Speech) {
        Some(_) => Act::Speech,
        None if !senses.is_empty() || words.iter().any(attitude) => Act::Attitude,
        None => Act::Speech,
    };
    (act, stance_of(&words, &senses))
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

fn stance_of(words: &[&str], senses: &[Sense]) -> Stance {
    let negated = words.iter().any(|word| {
        matches!(
            *word,
            "not" | "never" | "didn't" | "didn’t" | "couldn't" | "couldn’t" | "wouldn't" | "wouldn’t" | "no"
        )
    });
    let silent = [
        "respond",
        "reply",
        "answer",
        "comment",
        "return",
        "elaborate",
        "reached",
    ];
    if senses.iter().any(|sense| sense.stance == Stance::Declines)
        || (negated && words.iter().any(|word| silent.contains(word)))
    {
        return Stance::Declines;
    }
    let denies = senses.iter().any(|sense| sense.stance == Stance::Denies);
    if denies && !negated {
        Stance::Denies
    } else {
        Stance::Asserts
    }
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
    let doubled = [
        "admit", "plan", "brag", "quip", "slam", "regret", "dub", "rebut", "refer",
    ]
    .contains(&lemma);
    let last = lemma.chars().next_back().unwrap_or('e');
    let third = if consonant_y {
        format!("{}ies", &lemma[..lemma.len() - 1])
    } else if lemma.ends_with(['s', 'x', 'z']) || lemma.ends_with("sh") || lemma.ends_with("ch") {
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
    }

    #[test]
    fn phrases_tell_act_and_stance() {
        assert_eq!(of_phrase("according to"), (Act::Speech, Stance::Asserts));
        assert_eq!(of_phrase("has repeatedly denied"), (Act::Speech, Stance::Denies));
        assert_eq!(of_phrase("did not deny"), (Act::Speech, Stance::Asserts));
        assert_eq!(of_phrase("did not respond to"), (Act::Speech, Stance::Declines));
        assert_eq!(of_phrase("is confident"), (Act::Attitude, Stance::Asserts));
        assert_eq!(of_phrase("believes"), (Act::Attitude, Stance::Asserts));
    }
}
