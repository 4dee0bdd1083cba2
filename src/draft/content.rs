//! What a file is by its content, whatever its name says; and what is told of the kinds that are not read.

use super::format::Format;
#[cfg(feature = "office")]
use super::package::Package;
use super::{Unreadable, encoding};

/// How a file that is not read begins, what it is, and what to do.
struct Refused {
    begins: &'static [u8],
    /// Bytes before that beginning.
    after: usize,
    what: &'static str,
    help: &'static str,
}

impl Refused {
    /// Does no text begin so?
    fn is_telling(&self) -> bool {
        !self.begins.is_ascii()
    }
}

const TYPE_IT: &str = "give the text itself, typed or recognized";
const TRANSCRIBE: &str = "give its transcript, or its subtitles (.srt, .vtt)";
const UNPACK: &str = "unpack it, and name a file in it";

const fn refused(begins: &'static [u8], after: usize, what: &'static str, help: &'static str) -> Refused {
    Refused {
        begins,
        after,
        what,
        help,
    }
}

const REFUSED: &[Refused] = &[
    refused(b"\x89PNG", 0, "an image (PNG)", TYPE_IT),
    refused(b"\xff\xd8\xff", 0, "an image (JPEG)", TYPE_IT),
    refused(b"GIF8", 0, "an image (GIF)", TYPE_IT),
    refused(b"II*\0", 0, "an image (TIFF)", TYPE_IT),
    refused(b"MM\0*", 0, "an image (TIFF)", TYPE_IT),
    refused(b"WEBP", 8, "an image (WebP)", TYPE_IT),
    refused(b"ftyphei", 4, "an image (HEIC)", TYPE_IT),
    refused(b"ftypmif1", 4, "an image (HEIC)", TYPE_IT),
    refused(b"ftypavif", 4, "an image (AVIF)", TYPE_IT),
    refused(b"8BPS", 0, "an image (Photoshop)", TYPE_IT),
    refused(b"ftyp", 4, "a recording", TRANSCRIBE),
    refused(b"RIFF", 0, "a recording", TRANSCRIBE),
    refused(b"ID3", 0, "a recording (MP3)", TRANSCRIBE),
    refused(b"OggS", 0, "a recording (Ogg)", TRANSCRIBE),
    refused(b"fLaC", 0, "a recording (FLAC)", TRANSCRIBE),
    refused(b"\x1f\x8b", 0, "a compressed file (gzip)", UNPACK),
    refused(b"7z\xbc\xaf\x27\x1c", 0, "an archive (7z)", UNPACK),
    refused(b"Rar!\x1a\x07", 0, "an archive (RAR)", UNPACK),
    refused(
        b"\xffWPC",
        0,
        "a WordPerfect document",
        "save it as .docx, .odt or .rtf",
    ),
    refused(b"bplist00", 0, "a web archive of Safari", "save the page as HTML"),
    refused(
        b"\x06\x06\xed\xf5\xd8\x1d\x46\xe5",
        0,
        "an InDesign document",
        "export the story as InCopy (.icml) or Rich Text (.rtf)",
    ),
];

/// How Word before 2007 and its like begin.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// A file that is no text holds a NUL within so many bytes.
const BINARY_WITHIN: usize = 64;

/// A page, a mail and the like say what they are within so many characters.
const HEAD: usize = 4096;

/// What the file is; `named`, where its content does not say.
///
/// # Errors
///
/// When it is a kind of file that is not read: which, and what to give instead.
pub(super) fn format(bytes: &[u8], named: Format) -> Result<Format, Unreadable> {
    if named == Format::Graph {
        return Ok(named);
    }
    let start = without_space(bytes);
    // A text may begin with the letters that pictures begin with; it holds no NUL.
    let is_binary = bytes[..bytes.len().min(BINARY_WITHIN)].contains(&0);
    let may_be = |kind: &&Refused| is_binary || kind.is_telling();
    for kind in REFUSED.iter().filter(may_be) {
        let at = if kind.after == 0 { start } else { bytes };
        if at
            .get(kind.after..)
            .is_some_and(|rest| rest.starts_with(kind.begins))
        {
            return Err(not_read(kind.what, kind.help));
        }
    }
    if bytes.starts_with(COMPOUND) {
        return Err(compound(bytes));
    }
    if start.starts_with(b"{\\rtf") {
        return Ok(Format::Rtf);
    }
    if start.starts_with(b"%PDF-") {
        return Ok(Format::Pdf);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return packed(bytes, named);
    }
    if bytes.starts_with(b"PK") {
        return Ok(named);
    }
    let head = &bytes[..bytes.len().min(HEAD)];
    let by_text = match encoding::decode(whole_letters(head)) {
        Ok((text, _)) => of_text(&text, named),
        Err(_) => None,
    };
    // A document that is none is text, as far as anybody can tell.
    let packed = matches!(
        named,
        Format::Docx | Format::Odt | Format::Epub | Format::Rtf | Format::Icml | Format::Pdf
    );
    Ok(by_text.unwrap_or(if packed { Format::Plain } else { named }))
}

fn not_read(what: &str, help: &str) -> Unreadable {
    Unreadable {
        message: format!("{what}, which is not read"),
        help: help.to_owned(),
    }
}

/// What a byte order mark and white space stand before.
fn without_space(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    bytes.trim_ascii_start()
}

/// Bytes up to the last whole letter, where they are UTF-8 or UTF-16.
fn whole_letters(head: &[u8]) -> &[u8] {
    let even = &head[..head.len() & !1];
    match std::str::from_utf8(head) {
        Err(error) if error.error_len().is_none() => &head[..error.valid_up_to()],
        Err(_) => even,
        Ok(_) => head,
    }
}

/// Old Office files name their streams in UTF-16.
fn compound(bytes: &[u8]) -> Unreadable {
    let names = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wide.len()).any(|window| window == wide)
    };
    if names("EncryptedPackage") {
        return locked();
    }
    if names("WordDocument") {
        return not_read("an old Word document (.doc)", "save it as .docx, .odt or .rtf");
    }
    if names("__substg1.0_1000001E") || names("__substg1.0_1000001F") {
        return not_read("a message of Outlook (.msg)", "save it as .eml or as text");
    }
    not_read(
        "a file of an old Office program",
        "save its text as .docx, .odt or .rtf",
    )
}

/// A document that asks for a password.
pub(super) fn locked() -> Unreadable {
    not_read("a document locked by a password", "save it without the password")
}

/// What a zip archive holds, by the names of its parts, which are not packed.
#[cfg(not(feature = "office"))]
fn packed(bytes: &[u8], named: Format) -> Result<Format, Unreadable> {
    let holds = |name: &[u8]| bytes.windows(name.len()).any(|part| part == name);
    match named {
        Format::Docx | Format::Odt | Format::Epub => Ok(named),
        _ if holds(b"word/document.xml") => Ok(Format::Docx),
        _ if holds(b"mimetypeapplication/epub+zip") => Ok(Format::Epub),
        _ if holds(b"mimetypeapplication/vnd.oasis.opendocument.text") => Ok(Format::Odt),
        _ => Err(not_read("an archive (zip)", UNPACK)),
    }
}

/// What a zip archive holds.
#[cfg(feature = "office")]
fn packed(bytes: &[u8], named: Format) -> Result<Format, Unreadable> {
    let Ok(mut package) = Package::open(bytes, "a document") else {
        return Ok(if matches!(named, Format::Odt | Format::Epub) {
            named
        } else {
            Format::Docx
        });
    };
    let names = package.names();
    let has = |start: &str| names.iter().any(|name| name.starts_with(start));
    let kind = package.part("mimetype").ok().flatten().unwrap_or_default();
    match kind.trim() {
        "application/epub+zip" => return Ok(Format::Epub),
        kind if kind.starts_with("application/vnd.oasis.opendocument.text") => return Ok(Format::Odt),
        kind if kind.starts_with("application/vnd.oasis.opendocument") => {
            return Err(not_read(
                "a table or slides of LibreOffice",
                "save its text as .odt, .docx or .txt",
            ));
        }
        _ => {}
    }
    if has("Index/") || has("Index.zip") || has("QuickLook/") {
        return Err(not_read(
            "a document of Pages",
            "export it from Pages as Word (.docx) or plain text",
        ));
    }
    if has("xl/") || has("ppt/") {
        return Err(not_read(
            "a table or slides of Office",
            "save its text as .docx or .txt",
        ));
    }
    if has("word/") || has("_rels/") {
        return Ok(Format::Docx);
    }
    if has("META-INF/container.xml") {
        return Ok(Format::Epub);
    }
    if has("content.xml") {
        return Ok(Format::Odt);
    }
    match named {
        Format::Docx | Format::Odt | Format::Epub => Ok(named),
        _ => Err(not_read("an archive (zip)", UNPACK)),
    }
}

/// What a text says of itself at its beginning.
fn of_text(head: &str, named: Format) -> Option<Format> {
    let head = head.trim_start_matches('\u{feff}').trim_start();
    if head.starts_with("<?xml") && head.contains("<?aid ") {
        return Some(Format::Icml);
    }
    if head.starts_with("<?xml") && head.contains("<office:document") {
        return Some(Format::Odt);
    }
    if head.starts_with("WEBVTT") {
        return Some(Format::Subtitles);
    }
    if named == Format::Markdown {
        return is_page(head).then_some(Format::Html);
    }
    if named == Format::Email || named == Format::Html {
        return None;
    }
    if is_page(head) {
        Some(Format::Html)
    } else if is_mail(head) {
        Some(Format::Email)
    } else if is_subtitles(head) {
        Some(Format::Subtitles)
    } else {
        None
    }
}

fn is_page(head: &str) -> bool {
    let mut rest = head;
    // Comments and processing instructions may stand before it.
    loop {
        let end = if rest.starts_with("<?") {
            rest.find("?>").map(|at| at + 2)
        } else if rest.starts_with("<!--") {
            rest.find("-->").map(|at| at + 3)
        } else {
            None
        };
        match end {
            Some(end) => rest = rest[end..].trim_start(),
            None => break,
        }
    }
    let begins = |tag: &str| {
        rest.get(..tag.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(tag))
    };
    begins("<!doctype html") || begins("<html")
}

/// Lines `Name: value`, of which one tells the version of MIME.
fn is_mail(head: &str) -> bool {
    let mut is_mime = false;
    for line in head.lines().take_while(|line| !line.trim().is_empty()) {
        let name = line.split_once(':').map_or("", |(name, _)| name);
        let is_header = !name.is_empty() && name.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-');
        if !is_header && !line.starts_with([' ', '\t']) {
            return false;
        }
        is_mime |= name.eq_ignore_ascii_case("mime-version");
    }
    is_mime
}

/// A number, and a line with two times.
fn is_subtitles(head: &str) -> bool {
    let mut lines = head.lines();
    let is_number = |line: &str| !line.is_empty() && line.bytes().all(|c| c.is_ascii_digit());
    let first = lines.next().unwrap_or_default().trim();
    let second = lines.next().unwrap_or_default().trim();
    is_number(first)
        && second
            .split_once(" --> ")
            .is_some_and(|(from, _)| from.contains(':'))
}
