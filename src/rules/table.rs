//! The table of rules: one row registers a rule everywhere (checks, `explain`, SARIF, policy).

use super::InFile;
use super::catalogue;
use super::look::Look;
use crate::claim::{Claim, ClaimKind, Weight};
use crate::policy::Level;
use crate::span::Span;
use crate::{claim::ClaimId, source::SourceId};

/// What a rule needs to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reads {
    /// The text of a draft; a hand-written graph has none.
    Text,
    /// Claims and sources, from a draft or a hand-written graph.
    Graph,
    /// Facts that only the policy or a graph file can know.
    Policy,
    /// The waivers and suppressions, after all other rules.
    Waivers,
}

impl Reads {
    /// The word that outputs use.
    pub fn name(self) -> &'static str {
        match self {
            Reads::Text => "text",
            Reads::Graph => "graph",
            Reads::Policy => "policy",
            Reads::Waivers => "waivers",
        }
    }
}

/// How loud a rule is by default, by the weight of the claim that it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Levels {
    /// About a light claim.
    pub light: Level,
    /// About a normal claim, or about none.
    pub normal: Level,
    /// About a heavy claim.
    pub heavy: Level,
    /// About a heavy claim of the headline or the lede.
    pub heavy_lede: Level,
    /// About an accusation that the desk itself marked as one in a graph file.
    pub marked: Level,
    /// When it is asked for, of a rule that is off unless somebody asks.
    pub asked: Level,
}

impl Levels {
    /// The same, whatever the claim weighs.
    pub const fn always(level: Level) -> Levels {
        Levels {
            light: level,
            normal: level,
            heavy: level,
            heavy_lede: level,
            marked: level,
            asked: level,
        }
    }

    /// Off, until a policy or a run asks for the rule: then this loud.
    pub const fn on_request(level: Level) -> Levels {
        Levels {
            asked: level,
            ..Levels::always(Level::Off)
        }
    }

    /// Another level for light claims.
    pub const fn light(self, level: Level) -> Levels {
        Levels { light: level, ..self }
    }

    /// Another level for heavy claims, those of the lede and marked ones included.
    pub const fn heavy(self, level: Level) -> Levels {
        Levels {
            heavy: level,
            heavy_lede: level,
            marked: level,
            ..self
        }
    }

    /// Another level for heavy claims of the lede.
    pub const fn heavy_lede(self, level: Level) -> Levels {
        Levels {
            heavy_lede: level,
            ..self
        }
    }

    /// Another level for accusations that the desk marked by hand.
    pub const fn marked(self, level: Level) -> Levels {
        Levels {
            marked: level,
            ..self
        }
    }

    /// The level of a finding about this claim.
    pub fn of(&self, claim: Option<&Claim>) -> Level {
        let Some(claim) = claim else {
            return self.normal;
        };
        let by_weight = match claim.weight {
            Weight::Light => self.light,
            Weight::Normal => self.normal,
            Weight::Heavy if claim.lede => self.heavy_lede,
            Weight::Heavy => self.heavy,
        };
        if claim.kind_by_hand && claim.kind == ClaimKind::Accusation {
            by_weight.max(self.marked)
        } else {
            by_weight
        }
    }
}

/// How loud one finding may be by default, whatever its rule and the claim's weight say; a level that the policy sets
/// holds all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bounds {
    /// No quieter.
    pub(super) least: Level,
    /// No louder.
    pub(super) most: Level,
}

impl Default for Bounds {
    fn default() -> Bounds {
        Bounds {
            least: Level::Off,
            most: Level::Error,
        }
    }
}

impl Bounds {
    /// No louder than this.
    pub(super) fn at_most(most: Level) -> Bounds {
        Bounds {
            most,
            ..Bounds::default()
        }
    }

    /// No quieter than this.
    pub(super) fn at_least(least: Level) -> Bounds {
        Bounds {
            least,
            ..Bounds::default()
        }
    }

    /// The level within the bounds; what is off stays off.
    pub(super) fn hold(self, level: Level) -> Level {
        match level {
            Level::Off => Level::Off,
            level => level.max(self.least).min(self.most),
        }
    }
}

/// What a rule's check gives; the engine makes findings of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Hit {
    /// The claim it is about, if it is about one.
    pub(super) claim: Option<ClaimId>,
    /// The sources it is about.
    pub(super) sources: Vec<SourceId>,
    /// Where.
    pub(super) span: Span,
    /// One sentence without a full stop.
    pub(super) message: String,
    /// What would mend it.
    pub(super) help: String,
    /// How loud it may be.
    pub(super) bounds: Bounds,
    /// The file that it stands in.
    pub(super) file: InFile,
}

impl Hit {
    /// The same, no louder and no quieter than this.
    pub(super) fn within(self, bounds: Bounds) -> Hit {
        Hit { bounds, ..self }
    }
}

/// One rule.
#[derive(Debug)]
pub struct Rule {
    /// Its name; it finishes the sentence "allow ...".
    pub name: &'static str,
    /// How loud it is by default.
    pub levels: Levels,
    /// What it needs to see.
    pub reads: Reads,
    /// One line: what it flags.
    pub summary: &'static str,
    /// Its doc block as written, each line with the blank that stands after `///`.
    pub(super) doc: &'static str,
    /// Looks, and says what it found.
    pub(super) check: fn(&Look) -> Vec<Hit>,
}

impl Rule {
    /// The user's page, as Markdown.
    pub fn page(&self) -> String {
        let lines = self
            .doc
            .lines()
            .map(|line| line.strip_prefix(' ').unwrap_or(line));
        let mut page = format!("# {}\n\n", self.name);
        for line in lines {
            page.push_str(line.trim_end());
            page.push('\n');
        }
        page
    }
}

/// Declares a file's rule. The doc block is both the rule's documentation and the page that users read.
macro_rules! rule {
    ($(#[doc = $line:literal])* $name:literal, $levels:expr, $reads:ident, $summary:literal, $check:path) => {
        $(#[doc = $line])*
        pub(in crate::rules) const RULE: crate::rules::table::Rule = crate::rules::table::Rule {
            name: $name,
            levels: $levels,
            reads: crate::rules::table::Reads::$reads,
            summary: $summary,
            doc: concat!($($line, "\n"),*),
            check: $check,
        };
    };
}
pub(super) use rule;

/// All rules, in the order of the catalogue.
pub fn table() -> &'static [Rule] {
    catalogue::TABLE
}

/// The rule with this name. Logarithmic cost does not pay for a table of this size.
pub fn of_name(name: &str) -> Option<&'static Rule> {
    table().iter().find(|rule| rule.name == name)
}

/// Rules that say of a whole draft that it was not read, wherever it was changed.
const UNREAD: &[&str] = &["draft-unread", "language-unread"];

/// Rules that say that a draft and its claims graph differ, whichever of the two was changed.
const DRIFT: &[&str] = &["claim-not-in-draft", "draft-claim-not-in-graph"];

/// Does the rule say that a draft and its claims graph differ?
pub fn says_drift(rule: &str) -> bool {
    DRIFT.contains(&rule)
}

/// Does the rule say of a whole draft that it was not read?
pub fn says_unread(rule: &str) -> bool {
    UNREAD.contains(&rule)
}

/// A finding hides those it implies about the same claim (or the same words), unless they are louder:
/// one weakness is told once, by the rule that says most about it.
///
/// Each row: the rule that speaks, and the rules that are then silent.
const HIDES: &[(&str, &[&str])] = &[
    (
        "circular-support",
        &["shared-root", "outlet-only", "unverified-unsaid", "second-hand"],
    ),
    (
        "lede-single-point",
        &[
            "single-source",
            "single-anonymous",
            "outlet-only",
            "second-hand",
            "shared-root",
            "unverified-unsaid",
        ],
    ),
    (
        "anonymous-pickup",
        &[
            "outlet-only",
            "second-hand",
            "single-anonymous",
            "single-source",
            "unverified-unsaid",
        ],
    ),
    ("single-anonymous", &["single-source", "unverified-unsaid"]),
    (
        "shared-root",
        &["outlet-only", "single-source", "unverified-unsaid"],
    ),
    (
        "outlet-only",
        &["single-source", "second-hand", "unverified-unsaid"],
    ),
    ("second-hand", &["single-source", "unverified-unsaid"]),
    ("single-source", &["unverified-unsaid"]),
    ("shared-interest", &["unverified-unsaid"]),
    ("unsourced-lede", &["unattributed-claim"]),
    ("unattributed-number", &["unattributed-claim", "unsourced-lede"]),
    ("no-reply-sought", &["single-source"]),
    (
        "self-sourced-outlet",
        &["lede-single-point", "single-source", "outlet-only"],
    ),
    ("faceless-collective", &["lede-single-point", "single-source"]),
    ("document-provenance", &["lede-single-point", "single-source"]),
    (
        "thin-description",
        &[
            "uncounted-plural",
            "no-anonymity-reason",
            "no-access-basis",
            "undescribed-stake",
        ],
    ),
    ("uncounted-plural", &["no-anonymity-reason"]),
    ("anonymous-attack", &["anonymous-opinion"]),
    ("bare-source", &["no-access-basis", "undescribed-stake"]),
];

/// The rules that a finding of this rule makes silent about the same claim.
pub fn hides(rule: &str) -> &'static [&'static str] {
    HIDES
        .iter()
        .find(|(winner, _)| *winner == rule)
        .map_or(&[], |(_, hidden)| hidden)
}
