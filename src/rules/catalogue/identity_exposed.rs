//! `identity-exposed`: an anonymous source whose name or contact stands in the file.

use crate::policy::Level::Error;
use crate::rules::look::Look;
use crate::rules::table::{Hit, Levels, rule};
use crate::rules::{Case, InFile, identity};
use crate::source::SourceId;
use crate::span::Span;

rule! {
    /// A graph file, or the readings file of a draft, gives an anonymous source a name, an e-mail address, a telephone number or a profile: in a key of
    /// its own, in its id, its description or title, the reasons for its anonymity, its interests, the roles that approved
    /// it, or a waiver for it. Every output refuses to run on such a file.
    ///
    /// ## Why it matters
    ///
    /// A promise of anonymity binds the whole newsroom: AP, Reuters, the Guardian and NPR ask that the
    /// identity be known to as few as possible, and never be written into a file that travels.
    ///
    /// ## Fires on
    ///
    /// ```toml
    /// [[source]]
    /// id = "insider"
    /// kind = "anonymous"
    /// name = "Ines Bauer"
    /// description = "a person who attended the meeting"
    /// ```
    ///
    /// ## Does not fire on
    ///
    /// ```toml
    /// [[source]]
    /// id = "insider"
    /// kind = "anonymous"
    /// description = "a person who attended the meeting"
    /// ```
    ///
    /// ## How to mend it
    ///
    /// Take the name and the contact out of the file (and out of its history), and describe the source
    /// instead. Who knows the identity may be recorded as a role, never as the identity itself.
    ///
    /// ## Stays quiet
    ///
    /// On drafts: what a text prints is public already. On sources of any other kind. On the names of others to whom a
    /// source is close, for whom it works or of whom it speaks ("an aide to Ines Calloway", "a Calloway adviser"). On
    /// years, days, sums and the numbers of cases and papers. A name can be missed that no list of first names holds and
    /// the trained model does not know; a name of a third person can be taken for the source's own, and then other
    /// words help ("close to Ines Calloway").
    ///
    /// ## Level
    ///
    /// An error; it cannot be waived, and no output is written.
    "identity-exposed", Levels::always(Error), Graph, "an anonymous source whose name or contact stands in the file", check
}

/// What a file gives away.
fn check(look: &Look) -> Vec<Hit> {
    let hit = |span: Span| Hit {
        span,
        // Not its id either: that may be the name.
        message: "an anonymous source carries a name or a contact".to_owned(),
        help: "take it out of the file, and describe the source instead".to_owned(),
        ..Hit::default()
    };
    let of_graph = exposed(look.case).into_iter().map(|id| Hit {
        sources: vec![id],
        ..hit(look.place_of(id))
    });
    let of_readings = exposed_by_readings(look.case).into_iter().map(|span| Hit {
        file: InFile::Readings,
        ..hit(span)
    });
    of_graph.chain(of_readings).collect()
}

/// Where the readings of a draft give an anonymous source away: bytes of their file. Every output refuses such a case.
pub fn exposed_by_readings(case: &Case) -> Vec<Span> {
    let desk = case.desk.iter();
    desk.flat_map(|desk| identity::readings::given_away(case, desk))
        .collect()
}

/// The anonymous sources of a hand-written graph that carry a name or a contact. Every output refuses a case for which
/// this is not empty.
pub fn exposed(case: &Case) -> Vec<SourceId> {
    if case.by_hand() {
        identity::given_away(case)
    } else {
        Vec::new()
    }
}
