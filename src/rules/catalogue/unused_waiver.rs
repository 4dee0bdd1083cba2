//! `unused-waiver`: a waiver or a suppression that matches nothing.

use crate::policy::Level::{self, Warning};
use crate::rules::look::Look;
use crate::rules::on_policy::unknown_rule;
use crate::rules::table::of_name;
use crate::rules::table::{Hit, Levels, rule};

rule! {
    /// A waiver in a graph file, or an `allow` comment in a draft, silences nothing: no finding of that
    /// rule is about that claim or source, or no rule has that name.
    ///
    /// ## Why it matters
    ///
    /// An exception that nobody needs any more hides the next mistake. Approvals in the newsroom are for
    /// one case, and lapse with it.
    ///
    /// ## Fires on
    ///
    /// > <!-- twosource: allow bare-source -- sought, none reachable -->
    /// >
    /// > The plant will close in May, said the works manager, Ines Bauer.
    ///
    /// At 3:1.
    ///
    /// ## Does not fire on
    ///
    /// > <!-- twosource: allow bare-source -- sought, none reachable -->
    /// >
    /// > The plant will close in May, sources said.
    ///
    /// ## How to mend it
    ///
    /// Delete it; or correct the rule's name, the claim's id or the beginning of its words.
    ///
    /// ## Stays quiet
    ///
    /// On waivers of the policy file: they are judged over all files of a run. On waivers that have
    /// expired: `expired-waiver` says so. On comments without a reason: `unexplained-waiver` says so.
    ///
    /// ## Level
    ///
    /// A warning.
    "unused-waiver", Levels::always(Warning), Waivers, "a waiver or a suppression that matches nothing", check
}

/// Silences that silenced nothing.
fn check(look: &Look) -> Vec<Hit> {
    let is_off = |rule: &str| {
        let mut set = look.policy.levels.iter().rev();
        set.find(|set| set.rule == rule)
            .is_some_and(|set| set.level == Level::Off)
    };
    // A rule that is off finds nothing that could be waived.
    let unused = look
        .silences
        .iter()
        .filter(|silence| !silence.used && silence.expired.is_none() && !silence.reason.is_empty())
        .filter(|silence| !is_off(&silence.rule));
    unused
        .map(|silence| {
            let (message, help) = match of_name(&silence.rule) {
                Some(_) => (
                    format!(
                        "the waiver of `{}` for {} matches no finding",
                        silence.rule, silence.target
                    ),
                    "delete it, or correct what it is for".to_owned(),
                ),
                None => unknown_rule(&silence.rule),
            };
            Hit {
                claim: None,
                sources: Vec::new(),
                span: silence.span,
                message,
                help,
                file: silence.file,
                ..Hit::default()
            }
        })
        .collect()
}
