//! Writing: standard output that survives a closed pipe, and files that are whole or not there at all. Of a run that is
//! killed nothing is left that anybody could read: what is written has no name until it is whole.

use std::fs::{File, Permissions};
use std::io::{BufWriter, ErrorKind, Seek, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::console::plain;
use super::input::reason;

/// Where a command's output goes.
pub(super) enum Sink {
    /// Standard output.
    Stdout(BufWriter<std::io::StdoutLock<'static>>),
    /// Standard output whose reader has gone, as `head` does: the rest is not wanted.
    Closed,
    /// A file: written beside its place without a name, put there when it is whole.
    File(BufWriter<File>, PathBuf),
    /// A device or a named pipe, which cannot be replaced.
    Device(std::fs::File, PathBuf),
}

impl Sink {
    /// Standard output, or the file at `path`.
    ///
    /// # Errors
    ///
    /// A message, when no file can be written there.
    pub(super) fn open(path: Option<&Path>) -> Result<Sink, String> {
        let Some(path) = path.filter(|path| *path != Path::new("-")) else {
            return Ok(Sink::Stdout(BufWriter::new(std::io::stdout().lock())));
        };
        let shown = path.to_owned();
        let existing = std::fs::metadata(path).ok();
        match existing {
            Some(about) if about.is_dir() => Err(format!("{}: is a folder; name a file", plain_path(path))),
            Some(about) if !about.is_file() => {
                let device = std::fs::OpenOptions::new().write(true).open(path);
                device
                    .map(|device| Sink::Device(device, shown))
                    .map_err(|e| cannot_write(path, &e))
            }
            _ => {
                let place = behind_links(path);
                sweep(folder_of(&place));
                let nameless = tempfile::tempfile_in(folder_of(&place));
                let nameless = nameless.map_err(|error| cannot_write(path, &error))?;
                Ok(Sink::File(BufWriter::new(nameless), place))
            }
        }
    }

    /// Writes a whole text to standard output.
    ///
    /// # Errors
    ///
    /// As [`Sink::write`].
    pub(super) fn print(text: &str) -> Result<usize, String> {
        let mut sink = Sink::open(None)?;
        sink.write(text)?;
        sink.finish().map(|()| 0)
    }

    /// Writes.
    ///
    /// # Errors
    ///
    /// A message, when the disk is full or the like; a closed pipe is no error.
    pub(super) fn write(&mut self, content: impl AsRef<[u8]>) -> Result<(), String> {
        let bytes = content.as_ref();
        let written = match self {
            Sink::Stdout(out) => out.write_all(bytes),
            Sink::Closed => Ok(()),
            Sink::File(file, _) => file.write_all(bytes),
            Sink::Device(file, _) => file.write_all(bytes),
        };
        self.settle(written)
    }

    /// Makes everything written visible.
    ///
    /// # Errors
    ///
    /// As [`Sink::write`].
    pub(super) fn finish(mut self) -> Result<(), String> {
        if let Sink::Stdout(out) = &mut self {
            let flushed = out.flush();
            return self.settle(flushed);
        }
        match self {
            Sink::File(nameless, path) => put(nameless, &path).map_err(|error| cannot_write(&path, &error)),
            _ => Ok(()),
        }
    }

    fn settle(&mut self, written: std::io::Result<()>) -> Result<(), String> {
        match (written, &*self) {
            (Ok(()), _) => Ok(()),
            (Err(error), Sink::Stdout(_)) if error.kind() == ErrorKind::BrokenPipe => {
                // Dropping the writer would try the pipe once more.
                if let Sink::Stdout(out) = std::mem::replace(self, Sink::Closed) {
                    let _ = out.into_parts();
                }
                Ok(())
            }
            (Err(error), Sink::File(_, path) | Sink::Device(_, path)) => Err(cannot_write(path, &error)),
            (Err(error), _) => Err(format!("standard output: {}", reason(&error))),
        }
    }
}

/// Writes a whole file.
///
/// # Errors
///
/// A message, when it cannot be written.
pub(super) fn save(path: &Path, text: &str) -> Result<(), String> {
    let mut sink = Sink::open(Some(path))?;
    sink.write(text)?;
    sink.finish()
}

/// What the names of temporary files begin with; six letters and digits follow.
const PREFIX: &str = ".twosource-";

/// More links than this one after the other lead in a circle.
const LINKS: usize = 40;

/// Where a file is written: behind the links that stand at the path, also where nothing is there yet.
fn behind_links(path: &Path) -> PathBuf {
    if let Ok(whole) = path.canonicalize() {
        return whole;
    }
    let mut place = path.to_owned();
    for _ in 0..LINKS {
        let Ok(next) = std::fs::read_link(&place) else {
            break;
        };
        place = folder_of(&place).join(next);
    }
    place
}

fn folder_of(path: &Path) -> &Path {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

/// Gives the whole file its name, with the rights that a file there would have. Until then only its owner may read it.
fn put(nameless: BufWriter<File>, path: &Path) -> std::io::Result<()> {
    let mut whole = nameless.into_inner().map_err(|error| error.into_error())?;
    whole.rewind()?;
    let (mut file, rights) = named(path)?;
    std::io::copy(&mut whole, file.as_file_mut())?;
    file.as_file().set_permissions(rights)?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// How often a temporary file is made anew that another run took for one of a run that was killed.
const TRIES: usize = 4;

/// An empty file beside `path` that only its owner may read, locked while this run lives, and the rights that it is to
/// have in the end: those of the file that it replaces, or those of any new file.
fn named(path: &Path) -> std::io::Result<(NamedTempFile, Permissions)> {
    let mut file = unlocked(path)?;
    for _ in 0..TRIES {
        // Where locks are unknown, nothing is swept away either.
        if file.as_file().try_lock().is_ok() && file.path().exists() {
            break;
        }
        file = unlocked(path)?;
    }
    let rights = match std::fs::metadata(path) {
        Ok(existing) => existing.permissions(),
        Err(_) => file.as_file().metadata()?.permissions(),
    };
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.as_file().set_permissions(Permissions::from_mode(0o600))?;
    }
    Ok((file, rights))
}

/// An empty file with the rights of any new file: what the umask leaves.
fn unlocked(path: &Path) -> std::io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder_of(path))
}

/// Removes the temporary files of runs that were killed: those that nobody holds a lock on.
fn sweep(folder: &Path) {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let ours = entries.filter(|entry| is_temporary(&entry.file_name().to_string_lossy()));
    for entry in ours.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file())) {
        let file = File::options().write(true).open(entry.path());
        if file.is_ok_and(|file| file.try_lock().is_ok()) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

fn is_temporary(name: &str) -> bool {
    let rest = name.strip_prefix(PREFIX);
    rest.is_some_and(|rest| rest.len() == 6 && rest.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// Why nothing can be written there.
pub(super) fn cannot_write(path: &Path, error: &std::io::Error) -> String {
    let why = match error.kind() {
        ErrorKind::NotFound => "no such folder".to_owned(),
        _ => reason(error),
    };
    format!("{}: cannot be written: {why}", plain_path(path))
}

fn plain_path(path: &Path) -> String {
    plain(&path.to_string_lossy())
}
