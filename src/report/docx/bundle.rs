//! The package: parts put together anew, all that did not change as it was, to the byte.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipArchive, ZipWriter};

use crate::draft::Unreadable;

/// The package with some of its parts in new words, in its order; parts that it had not come last.
///
/// # Errors
///
/// When it cannot be taken apart.
pub(super) fn changed(file: &[u8], parts: &BTreeMap<String, String>) -> Result<Vec<u8>, Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(file)).map_err(|error| broken(&error))?;
    let mut out = ZipWriter::new(Cursor::new(Vec::with_capacity(file.len() + file.len() / 8)));
    let mut left: BTreeMap<&str, &String> = parts.iter().map(|(name, text)| (name.as_str(), text)).collect();
    for at in 0..archive.len() {
        let entry = archive.by_index_raw(at).map_err(|error| broken(&error))?;
        let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
        match left.remove(name.as_str()) {
            Some(text) => put(&mut out, &name, text)?,
            None => out.raw_copy_file(entry).map_err(|error| broken(&error))?,
        }
    }
    for (name, text) in left {
        put(&mut out, name, text)?;
    }
    let written = out.finish().map_err(|error| broken(&error))?;
    Ok(written.into_inner())
}

/// A package of these parts.
///
/// # Errors
///
/// When one of them is too large.
pub(super) fn made(parts: &[(&str, String)]) -> Result<Vec<u8>, Unreadable> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        put(&mut out, name, text)?;
    }
    let written = out.finish().map_err(|error| broken(&error))?;
    Ok(written.into_inner())
}

/// The same text gives the same bytes, whatever the day is.
fn put(out: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, text: &str) -> Result<(), Unreadable> {
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    out.start_file(name, options).map_err(|error| broken(&error))?;
    out.write_all(text.as_bytes())
        .map_err(|error| broken(&ZipError::from(error)))
}

fn broken(error: &ZipError) -> Unreadable {
    Unreadable {
        message: format!("a document whose parts cannot be put together anew: {error}"),
        help: "save it again as .docx".to_owned(),
    }
}
