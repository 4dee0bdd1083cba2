//! What a policy's profile means: the levels that differ from the rules' own. A level that the policy sets itself holds.

use crate::policy::Level::{self, Error, Note, Off, Warning};
use crate::policy::Profile;

/// Levels by rule, as if the policy had set them before its own.
pub fn levels(profile: Profile) -> &'static [(&'static str, Level)] {
    match profile {
        Profile::Wire => WIRE,
        Profile::Strict => STRICT,
        Profile::Feature => FEATURE,
    }
}

const WIRE: &[(&str, Level)] = &[
    ("late-attribution", Warning),
    ("unsourced-lede", Warning),
    ("unattributed-number", Warning),
    ("anonymous-first-quote", Warning),
    ("uncounted-plural", Error),
];

const STRICT: &[(&str, Level)] = &[
    ("unapproved-anonymity", Error),
    ("unattested-identity", Error),
    ("thin-description", Error),
    ("uncounted-plural", Error),
    ("no-anonymity-reason", Error),
    ("anonymous-attack", Error),
    ("anonymous-opinion", Error),
    ("no-reply-sought", Error),
    ("boilerplate-reason", Warning),
    ("no-access-basis", Warning),
    ("undescribed-stake", Warning),
    ("anonymous-quote", Warning),
];

const FEATURE: &[(&str, Level)] = &[
    ("unattributed-claim", Off),
    ("unsourced-lede", Off),
    ("late-attribution", Off),
    ("missing-position", Off),
    ("anonymous-first-quote", Off),
    ("unattributed-number", Note),
    ("faceless-collective", Note),
    ("unresolved-source", Note),
];
