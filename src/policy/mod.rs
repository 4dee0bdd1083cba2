//! The desk's policy: the newsroom's own name, outlets, words, thresholds, levels by rule, waivers.
//!
//! It knows no rule: rule names in it are checked by [`crate::rules`]. Beside it stand the [`readings`] of single drafts.

mod file;
mod nearest;
mod profile;
pub mod readings;
mod schema;
mod settings;

pub use file::{read, read_onto};
pub use nearest::nearest;
pub use profile::Profile;
pub(crate) use schema::people;
pub use schema::schema;
pub use settings::template;

use crate::span::Span;

/// How loud a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Not reported.
    Off,
    /// Worth knowing.
    Note,
    /// Worth mending.
    Warning,
    /// Fails the desk's standard.
    Error,
}

impl Level {
    /// All with the names that files and outputs use.
    pub const NAMES: &'static [(Level, &'static str)] = &[
        (Level::Off, "off"),
        (Level::Note, "note"),
        (Level::Warning, "warning"),
        (Level::Error, "error"),
    ];

    /// The name that files and outputs use.
    pub fn name(self) -> &'static str {
        Self::NAMES
            .iter()
            .find(|(level, _)| *level == self)
            .map_or("", |(_, name)| name)
    }

    /// The level with this name.
    pub fn of_name(name: &str) -> Option<Level> {
        Self::NAMES
            .iter()
            .find(|(_, known)| *known == name)
            .map(|(level, _)| *level)
    }
}

/// A mistake in a file that a person wrote (policy or graph): what is wrong, where, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Bytes of the file.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// What would be right; empty when the message says it.
    pub help: String,
}

/// A level that the policy sets for a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleLevel {
    /// The rule's name, as written.
    pub rule: String,
    /// Its level now.
    pub level: Level,
    /// Where the policy says so, bytes of the policy file.
    pub span: Span,
}

/// A glob as in `.gitignore`, relative to the folder of the policy file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// As written.
    pub glob: String,
    /// Where it stands, bytes of the policy file.
    pub span: Span,
}

/// Levels for some files alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathLevels {
    /// Which files.
    pub files: Vec<Pattern>,
    /// Their levels by rule.
    pub levels: Vec<RuleLevel>,
}

/// What a waiver silences a rule for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// The claim with this id, or whose text begins with these words.
    Claim(String),
    /// The source with this id or name.
    Source(String),
    /// Whatever the rule finds where these words of the draft stand.
    Words(String),
}

/// Silences one rule for one claim or source, with a paper trail. Never an identity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiver {
    /// The rule's name, as written.
    pub rule: String,
    /// For what.
    pub target: Target,
    /// Role of who approved.
    pub role: String,
    /// When, `YYYY-MM-DD`.
    pub date: String,
    /// Why.
    pub reason: String,
    /// Last day on which it holds, `YYYY-MM-DD`, if there is one.
    pub expires: Option<String>,
    /// Where it stands, bytes of the file that holds it.
    pub span: Span,
}

/// The desk's policy. `Policy::default()` is what holds without a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    /// The newsroom's own names ("this newspaper" is always known).
    pub newsroom: Vec<String>,
    /// Names of outlets beyond those that the tool knows by pattern.
    pub outlets: Vec<String>,
    /// Outlets with who owns them: those of one owner are of one interest.
    pub owners: Vec<[String; 2]>,
    /// Titles beyond those that the tool knows.
    pub titles: Vec<String>,
    /// People and bodies whose position needs no telling (heads of state and the like).
    pub well_known: Vec<String>,
    /// How many independent sources a heavy claim wants.
    pub minimum_independence: u32,
    /// Attributions below this confidence are not used, 0 to 1.
    pub minimum_confidence: f64,
    /// Pairs of claims that state the same, by the beginning of their words, though the machine parts them.
    pub same_claims: Vec<[String; 2]>,
    /// Pairs of claims that differ, though the machine joins them.
    pub apart_claims: Vec<[String; 2]>,
    /// The lowest level that a check shows, unless it is asked for another; a report shows all.
    pub level: Level,
    /// The policy file that this one goes on from, relative to its folder; none when it stands alone.
    pub extend: Option<Pattern>,
    /// The kind of desk; its levels hold where `levels` says nothing.
    pub profile: Option<Profile>,
    /// The files that are checked; all when there is none.
    pub include: Vec<Pattern>,
    /// The files that are not checked, even when they are named.
    pub exclude: Vec<Pattern>,
    /// Levels by rule; the span of those of a file that this one extends is empty.
    pub levels: Vec<RuleLevel>,
    /// Levels for some files; of two for one rule, the later.
    pub paths: Vec<PathLevels>,
    /// Waivers.
    pub waivers: Vec<Waiver>,
    /// The day on which expiry is judged, `YYYY-MM-DD`; the library reads no clock, so the caller says it.
    pub today: Option<String>,
}

impl Default for Policy {
    fn default() -> Policy {
        Policy {
            newsroom: Vec::new(),
            outlets: Vec::new(),
            owners: Vec::new(),
            titles: Vec::new(),
            well_known: Vec::new(),
            minimum_independence: 2,
            minimum_confidence: 0.25,
            same_claims: Vec::new(),
            apart_claims: Vec::new(),
            level: Level::Warning,
            extend: None,
            profile: None,
            include: Vec::new(),
            exclude: Vec::new(),
            levels: Vec::new(),
            paths: Vec::new(),
            waivers: Vec::new(),
            today: None,
        }
    }
}
