//! Documents that are zip archives: their parts, unpacked within a limit.

use std::io::{Cursor, Read};

use super::{Unreadable, encoding};

/// A document whose parts unpack to more bytes than this is refused: it is no article.
const UNPACKED_AT_MOST: u64 = 64 << 20;

/// An archive of more entries than this is none of the documents that are read.
const ENTRIES_AT_MOST: usize = 20_000;

/// An open document.
pub(super) struct Package<'a> {
    archive: zip::ZipArchive<Cursor<&'a [u8]>>,
    /// What it is, for messages: "a Word document".
    what: &'static str,
    /// Bytes that may still be unpacked.
    left: u64,
}

/// A document that cannot be read.
pub(super) fn broken(what: &str, why: &str) -> Unreadable {
    Unreadable {
        message: format!("not {what} that can be read: {why}"),
        help: "save it again, or as plain text or Markdown".to_owned(),
    }
}

impl<'a> Package<'a> {
    /// Opens the archive.
    pub(super) fn open(bytes: &'a [u8], what: &'static str) -> Result<Package<'a>, Unreadable> {
        let archive = zip::ZipArchive::new(Cursor::new(bytes));
        let archive = archive.map_err(|error| broken(what, &format!("not a zip archive ({error})")))?;
        if archive.len() > ENTRIES_AT_MOST {
            return Err(broken(what, "it has more parts than any document"));
        }
        Ok(Package {
            archive,
            what,
            left: UNPACKED_AT_MOST,
        })
    }

    /// The names of its parts, in the order of the archive.
    pub(super) fn names(&self) -> Vec<String> {
        let names = self.archive.file_names().flatten();
        names.map(|name| name.into_owned()).collect()
    }

    /// The text of a part, if the document has it.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, Unreadable> {
        let Ok(part) = self.archive.by_name(name) else {
            return Ok(None);
        };
        let mut bytes = Vec::new();
        part.take(self.left + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| broken(self.what, &error.to_string()))?;
        let size = bytes.len() as u64;
        if size > self.left {
            return Err(broken(self.what, "its text unpacks to more than 64 MB"));
        }
        self.left -= size;
        let (text, _) = encoding::decode(&bytes).map_err(|wrong| broken(self.what, &wrong.message))?;
        Ok(Some(text.into_owned()))
    }

    /// The text of a part that must be there.
    pub(super) fn main(&mut self, name: &str) -> Result<String, Unreadable> {
        let missing = || broken(self.what, &format!("its main part is missing: it has no {name}"));
        let missing = missing();
        self.part(name)?.ok_or(missing)
    }

    /// Says that a part is no XML.
    pub(super) fn malformed(&self, why: &str) -> Unreadable {
        broken(
            self.what,
            &format!("its main part is not well-formed XML ({why})"),
        )
    }
}
