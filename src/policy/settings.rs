//! The settings of a policy file: one row each, which its reader, its schema and its template all use.

use super::{Level, PathLevels, Pattern, Policy, Profile, RuleLevel, Waiver};

/// One setting.
pub(super) struct Setting {
    /// Its key.
    pub(super) key: &'static str,
    /// What it means, for the template and the schema.
    pub(super) about: &'static str,
    /// What stands in the template, commented out.
    pub(super) example: &'static str,
    /// What it takes, and where it goes.
    pub(super) takes: Takes,
}

/// What a setting takes, with the place in the policy that it goes to.
pub(super) enum Takes {
    /// A list of names.
    Names(fn(&mut Policy) -> &mut Vec<String>),
    /// A list of pairs of words.
    Pairs(fn(&mut Policy) -> &mut Vec<[String; 2]>),
    /// A whole number of these bounds, ends included.
    Number(u32, u32, fn(&mut Policy) -> &mut u32),
    /// A number from 0 to 1.
    Share(fn(&mut Policy) -> &mut f64),
    /// One level, not off.
    Level(fn(&mut Policy) -> &mut Level),
    /// The path of a file.
    File(fn(&mut Policy) -> &mut Option<Pattern>),
    /// A profile.
    Profile(fn(&mut Policy) -> &mut Option<Profile>),
    /// A list of globs.
    Patterns(fn(&mut Policy) -> &mut Vec<Pattern>),
    /// Tables, each globs and levels by rule.
    Paths(fn(&mut Policy) -> &mut Vec<PathLevels>),
    /// A table of levels by rule.
    Levels(fn(&mut Policy) -> &mut Vec<RuleLevel>),
    /// Tables, one a waiver.
    Waivers(fn(&mut Policy) -> &mut Vec<Waiver>),
}

/// One row a setting. Tables come last, as TOML wants them.
pub(super) const SETTINGS: &[Setting] = &[
    Setting {
        key: "extend",
        about: "Another policy file that this one goes on from: its names and waivers are added, what is set here holds \
                before what is set there. Its include, exclude and path are not taken over.",
        example: "extend = \"../desk.toml\"",
        takes: Takes::File(|policy| &mut policy.extend),
    },
    Setting {
        key: "profile",
        about: "What kind of desk this is: \"wire\" (each claim with its source in the sentence), \"strict\" (sources without a \
                name described, explained, approved) or \"feature\" (scenes and voices). [rules] holds before it.",
        example: "profile = \"strict\"",
        takes: Takes::Profile(|policy| &mut policy.profile),
    },
    Setting {
        key: "include",
        about: "The files that `check` reads, as in .gitignore, seen from here; all of them when nothing is set.",
        example: "include = [\"drafts/\", \"*.story.md\"]",
        takes: Takes::Patterns(|policy| &mut policy.include),
    },
    Setting {
        key: "exclude",
        about: "The files that `check` leaves out, even when they are named.",
        example: "exclude = [\"drafts/archive/\"]",
        takes: Takes::Patterns(|policy| &mut policy.exclude),
    },
    Setting {
        key: "newsroom",
        about: "Your newsroom's own names: what they report is your own work, not another outlet's.",
        example: "newsroom = [\"The Harbour Times\"]",
        takes: Takes::Names(|policy| &mut policy.newsroom),
    },
    Setting {
        key: "outlets",
        about: "Outlets that the tool would not know by their names.",
        example: "outlets = [\"Quayside\"]",
        takes: Takes::Names(|policy| &mut policy.outlets),
    },
    Setting {
        key: "owners",
        about: "Outlets with who owns them: where each is the only origin of a claim, those of one owner count once.",
        example: "owners = [[\"Quayside\", \"Alder Media\"], [\"The Port Post\", \"Alder Media\"]]",
        takes: Takes::Pairs(|policy| &mut policy.owners),
    },
    Setting {
        key: "titles",
        about: "Titles and offices beyond those that the tool knows.",
        example: "titles = [\"harbour master\"]",
        takes: Takes::Names(|policy| &mut policy.titles),
    },
    Setting {
        key: "well_known",
        about: "People and bodies whose position readers need not be told.",
        example: "well_known = [\"Pope Francis\"]",
        takes: Takes::Names(|policy| &mut policy.well_known),
    },
    Setting {
        key: "minimum_independence",
        about: "How many independent sources a heavy claim wants.",
        example: "minimum_independence = 2",
        takes: Takes::Number(1, 9, |policy| &mut policy.minimum_independence),
    },
    Setting {
        key: "minimum_confidence",
        about: "Attributions of which the machine is less sure than this are not used.",
        example: "minimum_confidence = 0.5",
        takes: Takes::Share(|policy| &mut policy.minimum_confidence),
    },
    Setting {
        key: "same_claims",
        about: "Pairs of claims that state the same, though the machine parts them: the beginning of the words of each.",
        example: "same_claims = [[\"The ferry will stop\", \"Sailings will end\"]]",
        takes: Takes::Pairs(|policy| &mut policy.same_claims),
    },
    Setting {
        key: "apart_claims",
        about: "Pairs of claims that differ, though the machine joins them or suggests that they are one.",
        example: "apart_claims = [[\"The ferry will stop\", \"The ferry stopped\"]]",
        takes: Takes::Pairs(|policy| &mut policy.apart_claims),
    },
    Setting {
        key: "level",
        about: "The lowest level that `check` shows: \"note\", \"warning\" or \"error\". `report` shows all.",
        example: "level = \"note\"",
        takes: Takes::Level(|policy| &mut policy.level),
    },
    Setting {
        key: "rules",
        about: "Levels by rule: \"off\", \"note\", \"warning\" or \"error\". `twosource rules` lists all rules.",
        example: "[rules]\nagentless-passive = \"note\"",
        takes: Takes::Levels(|policy| &mut policy.levels),
    },
    Setting {
        key: "path",
        about: "Levels for some files alone; they hold before [rules].",
        example: "[[path]]\nfiles = [\"opinion/\"]\nrules = { unattributed-claim = \"off\" }",
        takes: Takes::Paths(|policy| &mut policy.paths),
    },
    Setting {
        key: "waiver",
        about: "An exception: silences one rule for one claim (the beginning of its words) or one source (its name). \
                It stays in the report. Never write an anonymous source's identity here.",
        example: "[[waiver]]\nrule = \"single-source\"\nclaim = \"The ferry will stop at noon\"\n\
                  role = \"news editor\"\ndate = 2025-03-06\nreason = \"no second source reachable before noon\"\n\
                  expires = 2025-04-06",
        takes: Takes::Waivers(|policy| &mut policy.waivers),
    },
];

/// One key of a waiver.
pub(super) struct WaiverKey {
    /// Its name.
    pub(super) key: &'static str,
    /// What it means.
    pub(super) about: &'static str,
    /// Must it be there? Of `claim` and `source` one must.
    pub(super) needed: Needed,
}

/// Whether a key must be there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Needed {
    /// It must.
    Always,
    /// It or the other target must.
    OneOf,
    /// It may be left out.
    No,
}

/// One row a key of a waiver.
pub(super) const WAIVER_KEYS: &[WaiverKey] = &[
    WaiverKey {
        key: "rule",
        about: "The rule that is silenced.",
        needed: Needed::Always,
    },
    WaiverKey {
        key: "claim",
        about: "The claim: its id, or the beginning of its words.",
        needed: Needed::OneOf,
    },
    WaiverKey {
        key: "source",
        about: "The source: its id or its name.",
        needed: Needed::OneOf,
    },
    WaiverKey {
        key: "role",
        about: "Role of who approved it (never a name).",
        needed: Needed::Always,
    },
    WaiverKey {
        key: "date",
        about: "The day of the approval, YYYY-MM-DD.",
        needed: Needed::Always,
    },
    WaiverKey {
        key: "reason",
        about: "Why.",
        needed: Needed::Always,
    },
    WaiverKey {
        key: "expires",
        about: "The last day on which it holds, YYYY-MM-DD.",
        needed: Needed::No,
    },
];

/// The policy file that a desk begins with: every setting explained, and commented out.
pub fn template() -> String {
    let mut text = String::from(
        "# The sourcing policy of this desk, read by twosource from here and all folders below.\n\
         # Everything is commented out and shows an example; delete a `# ` to set it.\n",
    );
    for setting in SETTINGS {
        text.push('\n');
        for line in wrapped(setting.about) {
            text.push_str(&format!("# {line}\n"));
        }
        for line in setting.example.lines() {
            text.push_str(&format!("# {line}\n"));
        }
    }
    text
}

/// Lines of at most 78 characters.
fn wrapped(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let full = lines.last().is_some_and(|line| line.len() + word.len() >= 78);
        if full {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}
