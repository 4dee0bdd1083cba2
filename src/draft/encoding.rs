//! From bytes to text: UTF-8, UTF-16 with its mark, what a page says of itself, and Windows-1252 as a guess that is told.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::Unreadable;

/// A page says within so many bytes how its letters are encoded.
const DECLARED_WITHIN: usize = 2048;

/// The text of a file that must be UTF-8: a claims graph, a policy.
///
/// # Errors
///
/// When its bytes are UTF-16, hold a NUL (a binary file), or are not UTF-8.
pub fn text_of(bytes: &[u8]) -> Result<&str, Unreadable> {
    if utf_16(bytes).is_some() {
        return Err(no_text("UTF-16, not UTF-8".to_owned()));
    }
    refuse_binary(bytes)?;
    std::str::from_utf8(bytes).map_err(|error| not_utf_8(bytes, error))
}

/// The text of a draft, and what is to be said of how it was come by.
///
/// # Errors
///
/// When it is in no encoding that can be told, or holds a NUL (a binary file).
pub(super) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Option<String>), Unreadable> {
    if let Some(encoding) = utf_16(bytes) {
        let (text, _, has_errors) = encoding.decode(bytes);
        let text = if has_errors { None } else { Some(text) };
        let text = text.ok_or_else(|| no_text("UTF-16 with broken letters".to_owned()))?;
        refuse_binary(text.as_bytes())?;
        return Ok((text, None));
    }
    refuse_binary(bytes)?;
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok((Cow::Borrowed(text), None)),
        Err(error) => error,
    };
    if let Some(encoding) = declared(bytes)
        && let (text, false) = encoding.decode_without_bom_handling(bytes)
    {
        return Ok((text, None));
    }
    // Letters of more than one byte are no accident: a text that has some is UTF-8, and broken.
    let is_broken = has_utf_8_letters(bytes);
    let undefined = [0x81, 0x8d, 0x8f, 0x90, 0x9d];
    if is_broken || bytes.iter().any(|byte| undefined.contains(byte)) {
        return Err(not_utf_8(bytes, error));
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    let notice = "read as Windows-1252, since it is not UTF-8; save it as UTF-8 if letters are wrong";
    Ok((text, Some(notice.to_owned())))
}

/// The encoding that the mark at the beginning tells.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xff, 0xfe, ..] => Some(UTF_16LE),
        [0xfe, 0xff, ..] => Some(UTF_16BE),
        _ => None,
    }
}

fn refuse_binary(bytes: &[u8]) -> Result<(), Unreadable> {
    match bytes.iter().position(|byte| *byte == 0) {
        None => Ok(()),
        Some(at) => Err(Unreadable {
            message: format!("a binary file: byte {at} is NUL"),
            help: "give a text, a page or a document; `twosource text --help` lists the formats".to_owned(),
        }),
    }
}

fn no_text(message: String) -> Unreadable {
    Unreadable {
        message,
        help: "save the file as UTF-8".to_owned(),
    }
}

fn not_utf_8(bytes: &[u8], error: std::str::Utf8Error) -> Unreadable {
    let at = error.valid_up_to();
    let line = bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
    no_text(format!("not UTF-8: byte {at} (line {line}) begins no character"))
}

/// Is there a letter of several bytes, well formed as UTF-8?
fn has_utf_8_letters(bytes: &[u8]) -> bool {
    bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii())
}

/// The encoding that a page declares (`charset=...`).
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARED_WITHIN)]).to_ascii_lowercase();
    let mut lookup = head.split_once("<html").or(head.split_once("<meta"))?.1;
    while let Some((_, rest)) = lookup.split_once("charset=") {
        let label = rest.trim_start_matches(['"', '\'', ' ']);
        let end = label.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:".contains(c)));
        if let Some(encoding) = Encoding::for_label(&label.as_bytes()[..end.unwrap_or(label.len())]) {
            return Some(encoding);
        }
        lookup = rest;
    }
    None
}
