//! `uncredited-pickup`: an outlet that the graph rests on, or that has the draft's words or news, and the text does not credit.

use std::collections::BTreeSet;

use crate::language::fold;
use crate::policy::Level::Error;
use crate::rules::look::Look;
use crate::rules::look::excerpt;
use crate::rules::table::{Hit, Levels, rule};
use crate::rules::wording::Reading;
use crate::source::SourceKind;
use crate::trace::Beside;

rule! {
    /// The graph says that a claim rests on another outlet, and the draft that belongs to the graph never
    /// names that outlet. Or the draft was compared with the articles of others (`twosource report --with`): passages of it stand
    /// word for word in one of them, or it tells a heavy claim for which it names nobody and which an outlet brought with a source,
    /// and the draft never names that outlet.
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
    /// Without a draft beside the graph or articles of others beside the draft, for the newsroom's own names, and when the text names the outlet
    /// in full, without its article, or by its initials.
    ///
    /// ## Level
    ///
    /// An error.
    "uncredited-pickup", Levels::always(Error), Graph, "an outlet that a claim or the words are from and the text does not credit", check
}

/// Outlets that some claim rests on, and that the published text does not name.
fn check(look: &Look) -> Vec<Hit> {
    if let Some(beside) = &look.case.beside {
        return taken_over(look, beside);
    }
    let Some(text) = look.published() else {
        return Vec::new();
    };
    let capitals = capitals(text);
    let mut asked = BTreeSet::new();
    let mut hits = Vec::new();
    for told in look.claims() {
        for id in told.claim.supporters() {
            let source = look.source(id);
            if source.kind != SourceKind::Outlet || !asked.insert(id) || source.name.is_empty() {
                continue;
            }
            if !is_own(look, &source.name) && !credited(text, &capitals, &source.name) {
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

/// Words and news of the draft that stand in the articles of outlets which it does not name; each outlet once.
fn taken_over(look: &Look, beside: &Beside) -> Vec<Hit> {
    let text = look.reading();
    let capitals = capitals(text);
    let mut told: BTreeSet<&str> = BTreeSet::new();
    let mut hits = Vec::new();
    let open = |outlet: &str| !is_own(look, outlet) && !credited(text, &capitals, outlet);
    for shared in beside.passages.iter().filter(|shared| open(&shared.outlet)) {
        if told.insert(&shared.outlet) {
            let message = format!(
                "{:.0}% of the text stands word for word in {}, which it does not credit",
                shared.share * 100.0,
                shared.outlet
            );
            hits.push(Hit {
                claim: look.claim_at(shared.span),
                span: shared.span,
                message,
                help: "name the outlet, or write it anew from sources of your own".to_owned(),
                ..Hit::default()
            });
        }
    }
    for one in &beside.claims {
        let Some(outlet) = one.owed_to.as_deref().filter(|outlet| open(outlet)) else {
            continue;
        };
        let claim = look.claims().find(|told| told.id == one.claim);
        if let Some(claim) = claim.filter(|_| told.insert(outlet)) {
            let message = format!(
                "{} was told first by {outlet}, which the text does not credit",
                excerpt(&claim.claim.text)
            );
            hits.push(claim.hit(Vec::new(), message, "name the outlet, or who told it to you"));
        }
    }
    hits
}

/// The words of a text that are written in capitals.
fn capitals<'t>(text: &'t Reading) -> BTreeSet<&'t str> {
    let words = text.text.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| word.chars().all(char::is_uppercase))
        .collect()
}

fn is_own(look: &Look, outlet: &str) -> bool {
    let mut own = look.policy.newsroom.iter();
    own.any(|name| fold(name) == fold(outlet))
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
