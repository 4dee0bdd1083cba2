//! Writing: standard output that survives a closed pipe, and files that are whole or not there at all.

use std::io::{BufWriter, ErrorKind, Write};
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
    /// A file: written beside its place, put there when it is whole.
    File(NamedTempFile, PathBuf),
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
            existing => {
                let file = beside(path, existing).map_err(|error| cannot_write(path, &error))?;
                Ok(Sink::File(file, shown))
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
            Sink::File(file, path) => {
                let persisted = file.persist(&path);
                persisted
                    .map(|_| ())
                    .map_err(|error| cannot_write(&path, &error.error))
            }
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

/// A temporary file in the folder of `path`, with the rights that a file there would have.
fn beside(path: &Path, existing: Option<std::fs::Metadata>) -> std::io::Result<NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".twosource-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // What the umask leaves of it, as for any other new file.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let file = builder.tempfile_in(folder)?;
    if let Some(existing) = existing {
        file.as_file().set_permissions(existing.permissions())?;
    }
    Ok(file)
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
