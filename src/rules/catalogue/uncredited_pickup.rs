//! `uncredited-pickup`: an outlet that the graph rests on and the text does not credit.

use std::collections::BTreeSet;

use crate::language::fold;
use crate::policy::Level::Error;
use crate::rules::look::Look;
use crate::rules::look::excerpt;
use crate::rules::table::{Hit, Levels, rule};
use crate::rules::wording::Reading;
use crate::source::SourceKind;

rule! {
    /// The graph says that a claim rests on another outlet, and the draft that belongs to the graph never
    /// names that outlet.
    ///
    /// ## Why it matters
    ///
    /// Taking over another newsroom's reporting without credit is plagiarism by the standards of SPJ, AP,
    /// Reuters, Bloomberg and NPR alike, and it hides from the reader that the claim is not ours.
    ///
    /// ## Fires on
    ///
    /// > The two firms are in merger talks.
    ///
    /// ```toml
    /// [[source]]
    /// id = "ledger"
    /// name = "Daily Ledger"
    /// kind = "outlet"
    ///
    /// [[claim]]
    /// id = "merger"
    /// text = "The two firms are in merger talks."
    /// sources = ["ledger"]
    /// ```
    ///
    /// ## Does not fire on
    ///
    /// > The two firms are in merger talks, the Daily Ledger reported.
    ///
    /// ```toml
    /// [[source]]
    /// id = "ledger"
    /// name = "Daily Ledger"
    /// kind = "outlet"
    ///
    /// [[claim]]
    /// id = "merger"
    /// text = "The two firms are in merger talks."
    /// sources = ["ledger"]
    /// ```
    ///
    /// ## How to mend it
    ///
    /// Name the outlet in the sentence that uses its reporting; or, when the newsroom has confirmed the
    /// claim itself, add that source to the graph and take the outlet out.
    ///
    /// ## Stays quiet
    ///
    /// Without a draft beside the graph, for the newsroom's own names, and when the text names the outlet
    /// in full, without its article, or by its initials.
    ///
    /// ## Level
    ///
    /// An error.
    "uncredited-pickup", Levels::always(Error), Graph, "an outlet that the graph rests on and the text does not credit", check
}

/// Outlets that some claim rests on, and that the published text does not name.
fn check(look: &Look) -> Vec<Hit> {
    let Some(text) = look.published() else {
        return Vec::new();
    };
    let words = text.text.split(|c: char| !c.is_alphanumeric());
    let capitals: BTreeSet<&str> = words
        .filter(|word| word.chars().all(char::is_uppercase))
        .collect();
    let mut asked = BTreeSet::new();
    let mut hits = Vec::new();
    for told in look.claims() {
        for id in told.claim.supporters() {
            let source = look.source(id);
            if source.kind != SourceKind::Outlet || !asked.insert(id) || source.name.is_empty() {
                continue;
            }
            let own = look
                .policy
                .newsroom
                .iter()
                .any(|name| fold(name) == fold(&source.name));
            if !own && !credited(text, &capitals, &source.name) {
                let message = format!(
                    "{} rests on {}, which the text does not credit",
                    excerpt(&told.claim.text),
                    source.name
                );
                hits.push(told.hit(vec![id], message, "name the outlet where its reporting is used"));
            }
        }
    }
    hits
}

/// Is the outlet named in full, without its article, or by its initials?
fn credited(text: &Reading, capitals: &BTreeSet<&str>, name: &str) -> bool {
    let short = name.strip_prefix("The ").unwrap_or(name);
    let words: Vec<&str> = short.split_whitespace().collect();
    let initials: String = words
        .iter()
        .filter_map(|word| word.chars().find(|c| c.is_uppercase()))
        .collect();
    let by_initials = initials.chars().count() > 1 && capitals.contains(initials.as_str());
    let last = words
        .last()
        .filter(|_| words.len() > 1)
        .map(|last| format!("the {last}"));
    !text.mentions(short).is_empty()
        || by_initials
        || last.is_some_and(|last| !text.mentions(&last).is_empty())
}
