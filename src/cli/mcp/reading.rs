//! `reading`: one correction of a draft, written into the file beside it as the page writes it.

use std::cell::RefCell;

use rmcp::schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use twosource::report::agent::counted;
use twosource::report::editor::{Act, Correction, Says, Signed};
use twosource::source::SourceKind;
use twosource::when::When;

use super::super::console::plain;
use super::super::examine;
use super::super::ledger::Refused;
use super::super::readings::{Beside, path_of};
use super::bench::{Bench, Read, Subject};

/// What is asked.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(crate = "rmcp::schemars")]
pub(super) struct Asked {
    /// The draft, a file under the folders that are open here
    path: String,
    /// `edition` of the last `analyze` or `reading` of this draft; another one means that somebody else has written since, and nothing is saved
    edition: String,
    /// What to do
    act: Doing,
    /// The first words of the claim, as `analyze` gives them in `says`; of a finding about no claim, its own `says`
    #[serde(default)]
    says: String,
    /// Of `source`: names or descriptions of those who say it, each apart
    #[serde(default)]
    sources: Vec<String>,
    /// Of `source`, where somebody is named whom `analyze` does not list: what he is, such as "named-person", "document" or "anonymous"
    kind: Option<String>,
    /// Of `same_as` and `apart_from`: the first words of the other claim
    #[serde(default)]
    other: String,
    /// Of `accept`: the rule whose finding passes
    #[serde(default)]
    rule: String,
    /// Of `accept`: why. A person of the desk has to have said so
    #[serde(default)]
    reason: String,
    /// Of `accept`, if not for good: the last day on which it holds, 2025-04-06
    #[serde(default)]
    expires: String,
    /// Of `accept` and `checked`: the role of the person who decided or checked it, such as "night desk"; never a name
    #[serde(default)]
    role: String,
    /// Of `checked`: what came of it; never who a confidential source is
    #[serde(default)]
    note: String,
}

/// What can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(crate = "rmcp::schemars")]
enum Doing {
    /// It was read rightly
    Right,
    /// Others say it
    Source,
    /// It states what another claim states
    SameAs,
    /// It states something else than another claim
    ApartFrom,
    /// It is its speaker's own view, wish, plan or experience
    Own,
    /// It is no claim
    Drop,
    /// The desk lets a finding about it pass
    Accept,
    /// Somebody of the desk has checked it
    Checked,
    /// Takes the last correction back that was made here
    Undo,
}

/// What came of it.
#[derive(Serialize)]
struct Done {
    saved: String,
    edition: String,
    /// Who stands behind the words now.
    #[serde(skip_serializing_if = "Option::is_none")]
    now: Option<Box<RawValue>>,
}

/// Saves it, if the file is still as it was seen and the draft can be read with it.
pub(super) fn run(bench: &Bench, asked: Asked) -> Result<String, String> {
    let path = bench.fence.file(&asked.path)?;
    let read = bench.read(&Subject::File(path))?;
    if read.edition.is_none() {
        return Err(format!(
            "{}: is judged by a claims graph; correct that, with the words of its claims and sources",
            plain(&read.input.path())
        ));
    }
    let saved = path_of(&read.input.shown);
    let (edition, now) = match asked.act {
        Doing::Undo => (bench.ledger.undo(&read.input.shown, &asked.edition), None),
        _ => corrected(bench, &asked, &read)?,
    };
    let done = Done {
        saved: plain(&saved.to_string_lossy()),
        edition: edition.map_err(why)?,
        now: now.and_then(|now| RawValue::from_string(now).ok()),
    };
    serde_json::to_string(&done).map_err(|error| error.to_string())
}

fn why(refused: Refused) -> String {
    match refused {
        Refused::Changed(message) => {
            format!("{message}; `analyze` the draft again and go by what it says then")
        }
        Refused::Wrong(message) => message,
    }
}

/// The edition that was saved or why none was, and who stands behind the words with it.
type Saved = (Result<String, Refused>, Option<String>);

fn corrected(bench: &Bench, asked: &Asked, read: &Read) -> Result<Saved, String> {
    let says = Says::of(&read.analysis).ok_or_else(|| {
        let path = path_of(&read.input.shown);
        format!(
            "{}: its tables stand in a way to which nothing can be added; correct it by hand",
            plain(&path.to_string_lossy())
        )
    })?;
    let correction = Correction {
        says: asked.says.clone(),
        act: act(asked, bench.day())?,
    };
    let text = says.correct(&correction)?;
    let now = RefCell::new(None);
    let good = || {
        let beside = Beside {
            path: path_of(&read.input.shown),
            text: text.clone(),
        };
        let analysis = examine::at_hand(&read.input, &read.input.bytes()?, Some(beside), &read.policy)?;
        now.replace(Some(counted(&analysis, &asked.says)));
        Ok(())
    };
    let saved = bench.ledger.save(&read.input.shown, &asked.edition, &text, good);
    Ok((saved, now.into_inner()))
}

fn act(asked: &Asked, date: String) -> Result<Act, String> {
    let given = |value: &str, name: &str| match value.trim() {
        "" => Err(format!("this act wants `{name}`")),
        value => Ok(value.to_owned()),
    };
    given(&asked.says, "says")?;
    let by = |date| {
        Ok::<_, String>(Signed {
            role: given(&asked.role, "role")?,
            date,
        })
    };
    Ok(match asked.act {
        Doing::Right => Act::Right,
        Doing::Own => Act::Own,
        Doing::Drop => Act::Drop,
        Doing::SameAs => Act::SameAs(given(&asked.other, "other")?),
        Doing::ApartFrom => Act::ApartFrom(given(&asked.other, "other")?),
        Doing::Source => Act::Source {
            names: asked.sources.clone(),
            kind: asked.kind.as_deref().map(kind).transpose()?,
        },
        Doing::Accept => {
            if !asked.expires.is_empty() && !When::is_day(&asked.expires) {
                return Err("`expires` is no day; write it as 2025-04-06".to_owned());
            }
            Act::Accept {
                rule: given(&asked.rule, "rule")?,
                reason: given(&asked.reason, "reason")?,
                expires: asked.expires.clone(),
                by: by(date)?,
            }
        }
        Doing::Checked => Act::Checked {
            note: asked.note.trim().to_owned(),
            by: by(date)?,
        },
        Doing::Undo => return Err("nothing is corrected by it".to_owned()),
    })
}

fn kind(name: &str) -> Result<SourceKind, String> {
    let known = SourceKind::NAMES.iter().find(|(_, known)| *known == name);
    known.map(|(kind, _)| *kind).ok_or_else(|| {
        let names: Vec<&str> = SourceKind::NAMES.iter().map(|(_, name)| *name).collect();
        format!(
            "no kind of source is called {}; there are {}",
            plain(name),
            names.join(", ")
        )
    })
}
