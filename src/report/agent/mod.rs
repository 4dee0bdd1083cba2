//! What an agent is told of a draft, in the words that people read: little enough for a conversation, whole enough to act on. JSON
//! on one line; [`super::OUTPUTS`] has everything that was read.

mod brief;
mod counted;

pub use brief::{Brief, brief};
pub use counted::{across, counted};

use serde::Serialize;

use super::{escape, words};
use crate::source::{Count, Source, SourceId};
use crate::strength::{Independence, Strength};

/// How many sources a claim has that can fail, one without the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Independent {
    /// At least, of what the text proves.
    low: u32,
    /// At most; nothing where nobody says how many there are.
    high: Option<u32>,
    words: String,
}

impl Independent {
    fn of(strength: &Strength) -> Independent {
        let Independence { low, high, .. } = strength.independence;
        let number = words::independent(strength);
        let words = match (low, high) {
            (0, 0) => "no independent source".to_owned(),
            (1, 1) => "1 source, and no second one that is independent of it".to_owned(),
            (0 | 1, _) => {
                format!("{number} independent sources: the text does not prove that there is a second one")
            }
            _ => format!("{number} independent sources"),
        };
        let high = (high < Count::OPEN).then_some(high);
        Independent { low, high, words }
    }
}

/// Somebody behind a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Behind {
    name: String,
    /// Role, kind, how many people.
    about: String,
    /// Whom it cites.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cites: Vec<String>,
}

fn behind(sources: &[Source], ids: &[SourceId]) -> Vec<Behind> {
    let one = |id: &SourceId| {
        let source = sources.get(id.0)?;
        Some(Behind {
            name: words::name(source),
            about: words::about(source),
            cites: names(sources, &source.cites),
        })
    };
    ids.iter().filter_map(one).collect()
}

fn names(sources: &[Source], ids: &[SourceId]) -> Vec<String> {
    let named = ids.iter().filter_map(|id| sources.get(id.0));
    named.map(words::name).collect()
}

/// On one line.
fn written(value: &impl Serialize) -> String {
    // Strings, numbers and lists of them: there is nothing here that JSON cannot hold.
    escape::json(&serde_json::to_string(value).unwrap_or_default())
}
