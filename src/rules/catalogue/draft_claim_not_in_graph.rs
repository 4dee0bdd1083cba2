//! `draft-claim-not-in-graph`: a claim that the draft makes and its claims graph leaves out.

use crate::claim::Weight;
use crate::policy::Level::{Note, Off, Warning};
use crate::rules::InFile;
use crate::rules::look::{Look, excerpt};
use crate::rules::table::{Bounds, Hit, Levels, rule};

rule! {
    /// A claims graph names its draft, and the draft puts something down to somebody that no claim of the graph says.
    ///
    /// ## Why it matters
    ///
    /// The graph beats the machine's reading, so what it leaves out is not judged at all. A paragraph that was added after the
    /// graph was written has no sources in it. The Guardian and the BBC ask that late additions be checked like the rest.
    ///
    /// ## Fires on
    ///
    /// > The ferry will stop on Friday, the harbour master, Tom Hale, said. Nine passengers were killed in the storm, Ida Lund, a
    /// > nurse, said.
    ///
    /// ```toml
    /// [[source]]
    /// id = "hale"
    /// name = "Tom Hale"
    /// kind = "named-person"
    ///
    /// [[claim]]
    /// id = "ferry"
    /// text = "The ferry will stop on Friday."
    /// sources = ["hale"]
    /// ```
    ///
    /// ## Does not fire on
    ///
    /// > The ferry will stop on Friday, the harbour master, Tom Hale, said.
    ///
    /// ```toml
    /// [[source]]
    /// id = "hale"
    /// name = "Tom Hale"
    /// kind = "named-person"
    ///
    /// [[claim]]
    /// id = "ferry"
    /// text = "The ferry will stop on Friday."
    /// sources = ["hale"]
    /// ```
    ///
    /// ## How to mend it
    ///
    /// Add the claim to the graph with its sources (`twosource extract --update` does), or take it out of the draft.
    ///
    /// ## Stays quiet
    ///
    /// On graphs that name no draft, on opinions and plans, and on what the draft says in its own voice unless it is heavy.
    ///
    /// ## Level
    ///
    /// A note; about a heavy claim a warning.
    "draft-claim-not-in-graph", Levels::always(Note).heavy(Warning), Policy, "a claim of the draft that its graph leaves out", check
}

/// Claims of the draft that have no home in the graph.
fn check(look: &Look) -> Vec<Hit> {
    let Some(read) = look.drafted() else {
        return Vec::new();
    };
    let claims = read.case.graph.claims.iter().zip(&read.drift.home);
    let missing = claims.filter(|(claim, home)| {
        let cited = !claim.supporters().is_empty() && claim.weight > Weight::Light;
        home.is_none() && (cited || claim.weight == Weight::Heavy)
    });
    missing
        .map(|(claim, _)| Hit {
            span: claim.place(),
            message: format!(
                "{} is no claim of the graph, and is not judged",
                excerpt(&claim.text)
            ),
            help: "add it to the graph with its sources, or take it out of the draft".to_owned(),
            bounds: match claim.weight {
                Weight::Heavy => Bounds::at_least(Warning),
                _ => Bounds {
                    least: Off,
                    most: Note,
                },
            },
            file: InFile::Published,
            ..Hit::default()
        })
        .collect()
}
