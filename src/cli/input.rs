//! Reading inputs: files and standard input, as text, with messages that say what is wrong and what would help.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use twosource::draft::{Format, Unreadable, text_of};
use twosource::graph::file::Syntax;

use super::console::plain;
use super::paths::spelled_out;

/// Larger inputs are refused: no article and no claims graph is as large, and a wrong path may be.
pub(super) const LIMIT: u64 = 64 * 1024 * 1024;

/// The argument that stands for standard input.
pub(super) const STDIN: &str = "-";

/// What an input is, told by its extension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A draft to be read by the machine.
    Draft(Format),
    /// A claims graph written by hand.
    Graph(Syntax),
}

impl Kind {
    /// The kind of this path; a draft in plain text when its extension says nothing.
    pub(super) fn of(path: &Path) -> Kind {
        let extension = extension(path);
        match Syntax::of_extension(&extension) {
            Some(syntax) => Kind::Graph(syntax),
            None => Kind::Draft(Format::of_extension(&extension).unwrap_or(Format::Plain)),
        }
    }
}

/// The extension in lower case, without the dot; empty when there is none.
pub(super) fn extension(path: &Path) -> String {
    let extension = path.extension().unwrap_or_default();
    extension.to_string_lossy().to_ascii_lowercase()
}

/// One input that was named on the command line or found in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Input {
    /// The path that outputs show, as it was given.
    pub(super) shown: PathBuf,
    /// Read standard input instead of the file at the path.
    pub(super) is_stdin: bool,
}

impl Input {
    /// An argument: a path, or `-` for standard input shown under `stdin_name`.
    pub(super) fn of_argument(argument: &Path, stdin_name: Option<&Path>) -> Input {
        if argument == Path::new(STDIN) {
            let shown = stdin_name.unwrap_or(Path::new("<stdin>")).to_owned();
            return Input {
                shown,
                is_stdin: true,
            };
        }
        Input {
            shown: argument.to_owned(),
            is_stdin: false,
        }
    }

    /// The one argument of a command; standard input where only its name is given.
    pub(super) fn given(argument: Option<&Path>, stdin_name: Option<&Path>) -> Input {
        Input::of_argument(argument.unwrap_or(Path::new(STDIN)), stdin_name)
    }

    /// The path that outputs show.
    pub(super) fn path(&self) -> String {
        self.shown.to_string_lossy().into_owned()
    }

    /// Its bytes.
    ///
    /// # Errors
    ///
    /// A message that begins with the path, when there is no such file or it is too large.
    pub(super) fn bytes(&self) -> Result<Vec<u8>, String> {
        let shown = plain(&self.path());
        let bytes = if self.is_stdin {
            bytes_of(std::io::stdin().lock())
        } else if self.shown.is_dir() {
            return Err(format!(
                "{shown}: is a folder; name a file in it, or use `twosource check {shown}`"
            ));
        } else if is_irregular(&self.shown) && !is_handed_over(&self.shown) {
            return Err(format!(
                "{shown}: {IRREGULAR}; give a file, or pipe it in and name `-`"
            ));
        } else {
            File::open(&self.shown).and_then(bytes_of)
        };
        let bytes = bytes.map_err(|error| format!("{shown}: {}", reason(&error)))?;
        if bytes.len() as u64 > LIMIT {
            let megabytes = LIMIT / (1024 * 1024);
            return Err(format!(
                "{shown}: larger than {megabytes} MiB, the most that is read; split it"
            ));
        }
        Ok(bytes)
    }

    /// Its text.
    ///
    /// # Errors
    ///
    /// As [`Input::bytes`], and when it is no text.
    pub(super) fn text(&self) -> Result<String, String> {
        let bytes = self.bytes()?;
        let text = text_of(&bytes).map_err(|wrong| self.refusal(&wrong))?;
        Ok(text.to_owned())
    }

    /// Says what is wrong with it.
    pub(super) fn refusal(&self, wrong: &Unreadable) -> String {
        format!(
            "{}: {}; {}",
            plain(&self.path()),
            plain(&wrong.message),
            wrong.help
        )
    }
}

/// What is said of a path that may never end, or wait for ever.
pub(super) const IRREGULAR: &str = "is a named pipe or a device, which is not read";

/// Is something there that is neither a file nor a folder?
pub(super) fn is_irregular(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|about| !about.is_file() && !about.is_dir())
}

/// Is it a pipe that the shell has opened for this program, as in `<(git diff)`?
fn is_handed_over(path: &Path) -> bool {
    let is_own = |folder: &str| path.starts_with(folder) && path.components().count() == 4;
    path == Path::new("/dev/stdin") || is_own("/dev/fd") || path.starts_with("/proc/self/fd")
}

/// Texts that an editor holds open, by whole path: they count, whatever the disk has.
#[derive(Clone, Debug, Default)]
pub(super) struct Open {
    texts: BTreeMap<PathBuf, Arc<str>>,
}

impl Open {
    /// Takes in a text.
    #[cfg(feature = "lsp")]
    pub(super) fn put(&mut self, path: &Path, text: Arc<str>) {
        self.texts.insert(spelled_out(path), text);
    }

    /// Is there such a file, open or on disk?
    pub(super) fn has(&self, path: &Path) -> bool {
        self.texts.contains_key(&spelled_out(path)) || path.is_file()
    }

    /// The bytes of an input.
    ///
    /// # Errors
    ///
    /// As [`Input::bytes`].
    pub(super) fn bytes(&self, input: &Input) -> Result<Vec<u8>, String> {
        match self.texts.get(&spelled_out(&input.shown)) {
            Some(text) => Ok(text.as_bytes().to_vec()),
            None => input.bytes(),
        }
    }

    /// Its text.
    ///
    /// # Errors
    ///
    /// As [`Input::text`].
    pub(super) fn text(&self, input: &Input) -> Result<String, String> {
        match self.texts.get(&spelled_out(&input.shown)) {
            Some(text) => Ok(text.as_ref().to_owned()),
            None => input.text(),
        }
    }
}

/// At most one byte more than the limit.
fn bytes_of(from: impl Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(LIMIT + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A failure of the system in plain words.
pub(super) fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "no such file".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        ErrorKind::IsADirectory => "is a folder; name a file in it".to_owned(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_by_extension() {
        assert_eq!(Kind::of(Path::new("a/B.TOML")), Kind::Graph(Syntax::Toml));
        assert_eq!(Kind::of(Path::new("a.yml")), Kind::Graph(Syntax::Yaml));
        assert_eq!(Kind::of(Path::new("a.md")), Kind::Draft(Format::Markdown));
        assert_eq!(Kind::of(Path::new("toml")), Kind::Draft(Format::Plain));
    }
}
