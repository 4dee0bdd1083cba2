//! `expired-waiver`: a waiver whose last day has passed.

use crate::policy::Level::Warning;
use crate::rules::look::Look;
use crate::rules::table::{Hit, Levels, rule};

rule! {
    /// A waiver in a graph file has an `expires` day that lies before today. It silences nothing any more.
    ///
    /// ## Why it matters
    ///
    /// An exception is granted for a time: until a second source is reachable, until the follow-up. The day
    /// makes the desk look again.
    ///
    /// ## Fires on
    ///
    /// ```toml
    /// [[source]]
    /// id = "bauer"
    /// name = "Ines Bauer"
    /// kind = "named-person"
    ///
    /// [[claim]]
    /// id = "closing"
    /// text = "The plant will close in May."
    /// sources = ["bauer"]
    ///
    /// [[waiver]]
    /// rule = "single-source"
    /// claim = "closing"
    /// role = "news editor"
    /// date = 2025-03-06
    /// reason = "no second source reachable"
    /// expires = 2025-04-06
    /// ```
    ///
    /// ## Does not fire on
    ///
    /// ```toml
    /// [[source]]
    /// id = "bauer"
    /// name = "Ines Bauer"
    /// kind = "named-person"
    ///
    /// [[claim]]
    /// id = "closing"
    /// text = "The plant will close in May."
    /// sources = ["bauer"]
    ///
    /// [[waiver]]
    /// rule = "single-source"
    /// claim = "closing"
    /// role = "news editor"
    /// date = 2025-03-06
    /// reason = "no second source reachable"
    /// expires = 2035-04-06
    /// ```
    ///
    /// ## How to mend it
    ///
    /// Mend the finding, or have the waiver approved again with a new day.
    ///
    /// ## Stays quiet
    ///
    /// When the tool is not told what day it is, and on waivers without `expires`.
    ///
    /// ## Level
    ///
    /// A warning.
    "expired-waiver", Levels::always(Warning), Waivers, "a waiver whose last day has passed", check
}

/// Waivers that have run out.
fn check(look: &Look) -> Vec<Hit> {
    look.silences
        .iter()
        .filter_map(|silence| {
            let day = silence.expired.as_ref()?;
            Some(Hit {
                claim: None,
                sources: Vec::new(),
                span: silence.span,
                message: format!(
                    "the waiver of `{}` for {} expired on {day}",
                    silence.rule, silence.target
                ),
                help: "mend the finding, or have the waiver approved again".to_owned(),
                file: silence.file,
                ..Hit::default()
            })
        })
        .collect()
}
