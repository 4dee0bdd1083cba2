//! `declined-and-quoted`: somebody who declines comment and is quoted anonymously.

use crate::attribution::Stance;
use crate::policy::Level::Error;
use crate::rules::look::Look;
use crate::rules::table::{Hit, Levels, rule};
use crate::source::{SourceId, SourceKind};

rule! {
    /// The graph says that a source who declines to comment on the record is the same person as an
    /// anonymous source of the story. The text then tells the reader a thing that is not so.
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
    /// id = "chair"
    /// name = "Jan Vries"
    /// kind = "named-person"
    ///
    /// [[source]]
    /// id = "close"
    /// kind = "anonymous"
    /// description = "a person close to the board"
    /// same_as = "chair"
    ///
    /// [[claim]]
    /// id = "end"
    /// text = "The club is finished."
    /// sources = ["close"]
    /// declined_by = ["chair"]
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
    /// Unless the graph file itself says, with `same_as`, that both are one: the machine never guesses
    /// this. The message names nobody.
    ///
    /// ## Level
    ///
    /// An error.
    "declined-and-quoted", Levels::always(Error), Graph, "somebody who declines comment and is quoted anonymously", check
}

/// Anonymous sources that are the same person as somebody who declines.
fn check(look: &Look) -> Vec<Hit> {
    let graph = &look.case.graph;
    let mut declines = vec![false; graph.sources.len()];
    let mut asserts = vec![false; graph.sources.len()];
    for backing in graph.claims.iter().flat_map(|claim| &claim.backing) {
        let flags = match backing.stance {
            Stance::Declines => &mut declines,
            Stance::Asserts => &mut asserts,
            Stance::Denies => continue,
        };
        if let Some(flag) = flags.get_mut(backing.source.0) {
            *flag = true;
        }
    }
    let holds = |flags: &[bool], id: SourceId| flags.get(id.0).copied().unwrap_or(false);
    let mut hits = Vec::new();
    for (id, source) in graph.sources.iter().enumerate() {
        let Some(other) = source.same_as else { continue };
        for (quoted, declined) in [(SourceId(id), other), (other, SourceId(id))] {
            let anonymous = graph
                .sources
                .get(quoted.0)
                .is_some_and(|source| source.kind == SourceKind::Anonymous);
            if anonymous && holds(&asserts, quoted) && holds(&declines, declined) {
                hits.push(Hit {
                    claim: None,
                    sources: vec![quoted],
                    span: look.place_of(quoted),
                    message: "this anonymous source also appears as somebody who declines to comment"
                        .to_owned(),
                    help: "take out the line that says so: it tells the reader a thing that is not true"
                        .to_owned(),
                    ..Hit::default()
                });
            }
        }
    }
    hits
}
