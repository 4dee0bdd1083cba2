//! Which findings a check shows.

use clap::{Args, ValueEnum};
use twosource::Analysis;
use twosource::policy::Level;
use twosource::rules::{Finding, Narrowing, Rule, says_unread};

use super::explain::rule_parser;

/// Options on what is shown.
#[derive(Debug, Args)]
#[group(skip)]
pub(super) struct Options {
    /// The lowest level to show [default: warning, or what the policy says, or --fail-on where that is lower]
    #[arg(long, value_name = "LEVEL")]
    level: Option<Lowest>,
    /// Only these rules, whatever the policy says; those that say that a draft was not read stay
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = rule_parser(), hide_possible_values = true)]
    select: Vec<&'static Rule>,
    /// Not these rules
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = rule_parser(), hide_possible_values = true)]
    ignore: Vec<&'static Rule>,
    /// Count how often each rule speaks, and print no finding (the same as --format statistics)
    #[arg(long, conflicts_with = "format")]
    pub(super) statistics: bool,
    /// Print findings and what went wrong, and nothing else
    #[arg(short, long)]
    pub(super) quiet: bool,
}

/// The lowest level to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Lowest {
    /// Errors alone
    Error,
    /// Warnings and errors
    Warning,
    /// Everything
    Note,
}

impl Lowest {
    pub(super) fn level(self) -> Level {
        match self {
            Lowest::Error => Level::Error,
            Lowest::Warning => Level::Warning,
            Lowest::Note => Level::Note,
        }
    }
}

impl Options {
    /// The rules of this run.
    pub(super) fn narrowing(&self) -> Narrowing {
        Narrowing {
            select: self.select.clone(),
            ignore: self.ignore.clone(),
        }
    }

    /// Takes out what is not shown, and gives back how loud each of those was. What fails the run is always shown.
    pub(super) fn take_out(
        &self,
        analysis: &mut Analysis,
        of_policy: Level,
        fails_from: Option<Level>,
    ) -> Vec<Level> {
        let asked = self.level.map_or(of_policy, Lowest::level);
        let lowest = fails_from.map_or(asked, |level| asked.min(level));
        take_out(analysis, lowest)
    }
}

/// Takes out what is quieter than this, and gives back how loud each of those was.
pub(super) fn take_out(analysis: &mut Analysis, lowest: Level) -> Vec<Level> {
    // That nothing was read is never too quiet to say.
    let is_hidden = |one: &Finding| one.level < lowest && !says_unread(one.rule);
    let quieter = analysis.findings.iter().filter(|one| is_hidden(one));
    let hidden = quieter.filter(|one| one.waived.is_none());
    let hidden = hidden.map(|one| one.level).collect();
    analysis.findings.retain(|one| !is_hidden(one));
    hidden
}
