//! The readings of a draft: the file beside it.

use std::path::{Path, PathBuf};

use twosource::draft::Draft;
use twosource::policy::Problem;
use twosource::policy::readings::{self, Readings, SUFFIX, Vocabulary};
use twosource::rules;
use twosource::source::SourceKind;

use super::input::{Input, Kind, Open};

/// What stands beside a draft.
#[derive(Clone)]
pub(super) struct Beside {
    pub(super) path: PathBuf,
    pub(super) text: String,
}

impl Beside {
    /// The readings of an input, if it is a draft that has any.
    ///
    /// # Errors
    ///
    /// A message, when they are there and cannot be read.
    pub(super) fn of(input: &Input) -> Result<Option<Beside>, String> {
        Beside::among(&Open::default(), input)
    }

    /// The same, where some files are open in an editor.
    ///
    /// # Errors
    ///
    /// As [`Beside::of`].
    pub(super) fn among(open: &Open, input: &Input) -> Result<Option<Beside>, String> {
        let path = path_of(&input.shown);
        if matches!(Kind::of(&input.shown), Kind::Graph(_)) || !open.has(&path) {
            return Ok(None);
        }
        let text = open.text(&Input::of_argument(&path, None))?;
        Ok(Some(Beside { path, text }))
    }

    /// What they say, their file as one whose spans are bytes, and their mistakes.
    pub(super) fn read(&self) -> (Readings, Draft, Vec<Problem>) {
        let (readings, problems) = readings::read(&self.text, &vocabulary());
        let file = Draft::of_graph(&self.path.to_string_lossy(), &self.text);
        (readings, file, problems)
    }
}

/// The words that may stand in readings.
pub(super) fn vocabulary() -> Vocabulary {
    Vocabulary {
        kinds: SourceKind::NAMES.iter().map(|(_, name)| *name).collect(),
        rules: rules::table().iter().map(|rule| rule.name).collect(),
    }
}

/// Where the readings of a draft are looked for.
pub(super) fn path_of(draft: &Path) -> PathBuf {
    let mut name = draft.as_os_str().to_owned();
    name.push(SUFFIX);
    PathBuf::from(name)
}

/// The draft of which this file holds the readings, if its name says that it does.
pub(super) fn draft_of(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?.to_str()?;
    let draft = name.strip_suffix(SUFFIX).filter(|draft| !draft.is_empty())?;
    Some(path.with_file_name(draft))
}
