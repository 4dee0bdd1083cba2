//! Saving what the desk says of a draft: its readings file is replaced whole, never over a change that nobody has seen who saves, and
//! a save can be undone as long as nobody has touched the file since.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use twosource::report::html::edition;

use super::console::plain;
use super::input::{Input, reason};
use super::output::save;
use super::readings::path_of;

/// Saves of one file that can be undone, one after the other.
const KEPT: usize = 50;

/// Why nothing was written.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// The file is another than was seen.
    Changed(String),
    /// What was to be written cannot be.
    Wrong(String),
}

/// One save: how the file was before, if it was there, and how it was left.
struct Kept {
    before: Option<String>,
    after: String,
}

/// The saves of this run.
#[derive(Default)]
pub(super) struct Ledger {
    saves: Mutex<BTreeMap<PathBuf, Vec<Kept>>>,
}

impl Ledger {
    /// Writes the readings of a draft, if `good` has nothing against them; gives the edition that they then are.
    ///
    /// # Errors
    ///
    /// When the file is not the edition that was seen, or cannot be written.
    pub(super) fn save(
        &self,
        draft: &Path,
        seen: &str,
        text: &str,
        good: impl FnOnce() -> Result<(), String>,
    ) -> Result<String, Refused> {
        let mut saves = self.saves.lock().unwrap_or_else(PoisonError::into_inner);
        let path = path_of(draft);
        unchanged(&path, seen)?;
        good().map_err(Refused::Wrong)?;
        // Reading the draft takes its time; somebody may have been quicker.
        let before = unchanged(&path, seen)?;
        save(&path, text).map_err(Refused::Wrong)?;
        let kept = saves.entry(path).or_default();
        kept.push(Kept {
            before,
            after: text.to_owned(),
        });
        if kept.len() > KEPT {
            kept.remove(0);
        }
        Ok(edition(text))
    }

    /// Puts the file back as it was before the last save; gives the edition that it then is.
    ///
    /// # Errors
    ///
    /// When nothing was saved, or somebody else has written the file since.
    pub(super) fn undo(&self, draft: &Path, seen: &str) -> Result<String, Refused> {
        let mut saves = self.saves.lock().unwrap_or_else(PoisonError::into_inner);
        let path = path_of(draft);
        let now = unchanged(&path, seen)?.unwrap_or_default();
        let Some(kept) = saves.get_mut(&path) else {
            return Err(Refused::Wrong(
                "nothing was saved here since twosource was started".to_owned(),
            ));
        };
        let Some(last) = kept.last().filter(|last| last.after == now) else {
            return Err(Refused::Changed(told(&path)));
        };
        match &last.before {
            Some(before) => save(&path, before).map_err(Refused::Wrong)?,
            None => std::fs::remove_file(&path).map_err(|error| {
                Refused::Wrong(format!("{} cannot be removed: {}", shown(&path), reason(&error)))
            })?,
        }
        let edition = edition(last.before.as_deref().unwrap_or_default());
        kept.pop();
        Ok(edition)
    }
}

/// The text of the file, if it is there and as it was seen.
fn unchanged(path: &Path, seen: &str) -> Result<Option<String>, Refused> {
    let text = match path.is_file() {
        true => Some(Input::of_argument(path, None).text().map_err(Refused::Wrong)?),
        false => None,
    };
    match edition(text.as_deref().unwrap_or_default()) == seen {
        true => Ok(text),
        false => Err(Refused::Changed(told(path))),
    }
}

fn told(path: &Path) -> String {
    format!(
        "{} has been changed by somebody else and was not written over",
        shown(path)
    )
}

fn shown(path: &Path) -> String {
    plain(&path.file_name().unwrap_or_default().to_string_lossy())
}

#[cfg(test)]
mod tests {
    use std::fs::{read_to_string, write};

    use super::*;

    const ONE: &str = "[[reading]]\nsays = \"It rained all day\"\ndrop = true\n";
    const TWO: &str = "[[reading]]\nsays = \"It snowed all day\"\ndrop = true\n";

    fn fine() -> Result<(), String> {
        Ok(())
    }

    #[test]
    fn what_somebody_else_has_written_stays() {
        let folder = tempfile::tempdir().unwrap();
        let draft = folder.path().join("draft.md");
        let ledger = Ledger::default();
        let first = ledger.save(&draft, &edition(""), ONE, fine).unwrap();
        assert_eq!(first, edition(ONE));
        write(path_of(&draft), TWO).unwrap();
        let refused = ledger.save(&draft, &first, ONE, fine);
        assert!(matches!(refused, Err(Refused::Changed(_))), "{refused:?}");
        assert!(matches!(
            ledger.undo(&draft, &edition(TWO)),
            Err(Refused::Changed(_))
        ));
        assert_eq!(read_to_string(path_of(&draft)).unwrap(), TWO);
    }

    #[test]
    fn a_change_that_comes_while_the_draft_is_read_stays_too() {
        let folder = tempfile::tempdir().unwrap();
        let draft = folder.path().join("draft.md");
        let meanwhile = || write(path_of(&draft), TWO).map_err(|error| error.to_string());
        let refused = Ledger::default().save(&draft, &edition(""), ONE, meanwhile);
        assert!(matches!(refused, Err(Refused::Changed(_))), "{refused:?}");
        assert_eq!(read_to_string(path_of(&draft)).unwrap(), TWO);
    }

    #[test]
    fn saves_are_undone_one_by_one_and_the_first_takes_the_file_away() {
        let folder = tempfile::tempdir().unwrap();
        let draft = folder.path().join("draft.md");
        let ledger = Ledger::default();
        ledger.save(&draft, &edition(""), ONE, fine).unwrap();
        ledger.save(&draft, &edition(ONE), TWO, fine).unwrap();
        assert_eq!(ledger.undo(&draft, &edition(TWO)).unwrap(), edition(ONE));
        assert_eq!(read_to_string(path_of(&draft)).unwrap(), ONE);
        assert_eq!(ledger.undo(&draft, &edition(ONE)).unwrap(), edition(""));
        assert!(!path_of(&draft).exists());
        assert!(ledger.undo(&draft, &edition("")).is_err());
    }

    #[test]
    fn what_is_wrong_is_not_written() {
        let folder = tempfile::tempdir().unwrap();
        let draft = folder.path().join("draft.md");
        let refused = Ledger::default().save(&draft, &edition(""), ONE, || Err("line 2".to_owned()));
        assert_eq!(refused, Err(Refused::Wrong("line 2".to_owned())));
        assert!(!path_of(&draft).exists());
    }
}
