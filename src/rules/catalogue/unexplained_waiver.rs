//! `unexplained-waiver`: a suppression without a reason.

use crate::policy::Level::Warning;
use crate::rules::look::Look;
use crate::rules::table::{Hit, Levels, rule};

rule! {
    /// An `allow` comment in a draft, or a waiver in a graph file, gives no reason. It silences nothing.
    ///
    /// ## Why it matters
    ///
    /// Newsroom standards let an editor make an exception, and ask for the reason each time: the New York
    /// Times and the Washington Post want it told to a second editor.
    ///
    /// ## Fires on
    ///
    /// > <!-- twosource: allow single-source -->
    /// >
    /// > The clerk drowned, said the coroner, Ida Falk.
    ///
    /// At 3:1.
    ///
    /// ## Does not fire on
    ///
    /// > <!-- twosource: allow single-source -- the coroner is the only one who can know -->
    /// >
    /// > The clerk drowned, said the coroner, Ida Falk.
    ///
    /// ## How to mend it
    ///
    /// Write the reason after two dashes, or delete the comment.
    ///
    /// ## Stays quiet
    ///
    /// As soon as there is a reason.
    ///
    /// ## Level
    ///
    /// A warning.
    "unexplained-waiver", Levels::always(Warning), Waivers, "a suppression without a reason", check
}

/// Silences without a reason.
fn check(look: &Look) -> Vec<Hit> {
    let bare = look
        .silences
        .iter()
        .filter(|silence| silence.reason.trim().is_empty() && silence.expired.is_none());
    bare.map(|silence| Hit {
        claim: None,
        sources: Vec::new(),
        span: silence.span,
        message: format!(
            "the waiver of `{}` gives no reason, so it silences nothing",
            silence.rule
        ),
        help: format!("write why: `twosource: allow {} -- reason`", silence.rule),
        file: silence.file,
        ..Hit::default()
    })
    .collect()
}
