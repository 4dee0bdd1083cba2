//! `declined-and-quoted`: somebody who declines comment and is quoted anonymously.

use std::collections::BTreeSet;

use crate::attribution::Stance;
use crate::policy::Level::Error;
use crate::rules::look::Look;
use crate::rules::table::{Hit, Levels, rule};
use crate::source::{SourceId, SourceKind};

rule! {
    /// The graph says that an anonymous source of a claim has, as the article tells it, declined to comment on that
    /// claim. The text then tells the reader a thing that is not so.
    ///
    /// ## Why it matters
    ///
    /// The New York Times and the Washington Post forbid to write that somebody declined to comment who has
    /// spoken on condition of anonymity: the line misleads the reader about who spoke.
    ///
    /// ## Fires on
    ///
    /// ```toml
    /// [[source]]
    /// id = "close"
    /// kind = "anonymous"
    /// description = "a person close to the board"
    ///
    /// [[claim]]
    /// id = "end"
    /// text = "The club is finished."
    /// sources = ["close"]
    /// declined_by = ["close"]
    /// ```
    ///
    /// ## Does not fire on
    ///
    /// ```toml
    /// [[source]]
    /// id = "chair"
    /// name = "Jan Vries"
    /// kind = "named-person"
    ///
    /// [[source]]
    /// id = "close"
    /// kind = "anonymous"
    /// description = "a person close to the board"
    ///
    /// [[claim]]
    /// id = "end"
    /// text = "The club is finished."
    /// sources = ["close"]
    /// declined_by = ["chair"]
    /// ```
    ///
    /// ## How to mend it
    ///
    /// Take the line about the refusal out, or agree with the source on words that are true.
    ///
    /// ## Stays quiet
    ///
    /// Unless the graph file itself says so, by the anonymous source's own id (or `same_as` between two anonymous
    /// entries): the machine never guesses this. A link to the one whom the article names is refused, for a file that
    /// holds it says who the source is. On another claim than the one that the source tells of: whoever speaks of
    /// one thing may decline to speak of another.
    ///
    /// ## Level
    ///
    /// An error.
    "declined-and-quoted", Levels::always(Error), Graph, "somebody who declines comment and is quoted anonymously", check
}

/// Anonymous sources that also decline.
fn check(look: &Look) -> Vec<Hit> {
    if !look.case.by_hand() {
        return Vec::new();
    }
    let graph = &look.case.graph;
    let mut asserts = BTreeSet::new();
    let mut declines = BTreeSet::new();
    let mut both = BTreeSet::new();
    for claim in &graph.claims {
        let with = |stance: Stance| {
            claim
                .backing
                .iter()
                .filter(move |backing| backing.stance == stance)
        };
        let asserted: BTreeSet<SourceId> = with(Stance::Asserts).map(|backing| backing.source).collect();
        let declined: BTreeSet<SourceId> = with(Stance::Declines).map(|backing| backing.source).collect();
        both.extend(asserted.intersection(&declined).copied());
        asserts.extend(asserted);
        declines.extend(declined);
    }
    for (id, source) in graph.sources.iter().enumerate() {
        let Some(other) = source.same_as else { continue };
        for (quoted, declined) in [(SourceId(id), other), (other, SourceId(id))] {
            if asserts.contains(&quoted) && declines.contains(&declined) {
                both.insert(quoted);
            }
        }
    }
    let is_anonymous = |id: &SourceId| {
        let source = graph.sources.get(id.0);
        source.is_some_and(|source| source.kind == SourceKind::Anonymous)
    };
    both.into_iter()
        .filter(is_anonymous)
        .map(|id| hit(look, id))
        .collect()
}

fn hit(look: &Look, quoted: SourceId) -> Hit {
    Hit {
        claim: None,
        sources: vec![quoted],
        span: look.place_of(quoted),
        message: "this anonymous source also appears as somebody who declines to comment".to_owned(),
        help: "take out the line that says so: it tells the reader a thing that is not true".to_owned(),
        ..Hit::default()
    }
}
