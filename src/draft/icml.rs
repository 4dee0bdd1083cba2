//! Stories of InCopy (.icml), by quick-xml: paragraphs by their breaks, headlines by the names of their styles; notes of the
//! desk and what was deleted are not read, what is struck out and tables are told as left out or read as paragraphs.

use quick_xml::events::BytesStart;

use super::document::{Document, Set};
use super::package::broken;
use super::xml::{Xml, attribute, each};
use super::{BlockKind, Unpacked, encoding};

/// Elements whose text is none of the story's.
const SKIPPED: &[&str] = &["Note", "HiddenText", "MetadataPacketPreference"];

/// Reads a story, or several of them.
pub(super) fn read(bytes: &[u8]) -> Unpacked {
    let (xml, _) = encoding::decode(bytes)?;
    let mut reader = Reader::default();
    let read = each(&xml, |xml| match xml {
        Xml::Start(tag) => reader.start(tag),
        Xml::End(name) => reader.stop(name),
        Xml::Text(text) if reader.in_content && reader.silent == 0 => {
            // U+2028 breaks a line within a paragraph, U+FEFF marks the place of something else.
            let plain = text.replace('\u{2028}', " ").replace('\u{feff}', "");
            reader.out.push(&plain, reader.set);
        }
        Xml::Text(_) => {}
    });
    read.map_err(|why| broken("an InCopy story", &format!("it is not well-formed XML ({why})")))?;
    Ok(reader.out.finish())
}

#[derive(Default)]
struct Reader {
    out: Document,
    silent: usize,
    in_content: bool,
    set: Set,
    /// What the paragraphs of the range under way are; those around it.
    kinds: Vec<Option<BlockKind>>,
    /// Was each of the changes under way a deletion?
    changes: Vec<bool>,
}

impl Reader {
    fn start(&mut self, tag: &BytesStart) {
        let name = tag.local_name();
        let name = name.as_ref();
        self.silent += usize::from(SKIPPED.contains(&name));
        match name {
            "Content" => {
                self.in_content = true;
                if let Some(Some(kind)) = self.kinds.last() {
                    self.out.is(*kind);
                }
            }
            "ParagraphStyleRange" => {
                let style = attribute(tag, "AppliedParagraphStyle").unwrap_or_default();
                self.kinds.push(kind_of(&style));
            }
            "CharacterStyleRange" => {
                let is_on = |name: &str| attribute(tag, name).is_some_and(|value| value == "true");
                let style = attribute(tag, "FontStyle").unwrap_or_default();
                self.set = Set {
                    hidden: false,
                    struck: is_on("StrikeThru"),
                    bold: style.contains("Bold") || style.contains("Black"),
                };
            }
            "Change" => {
                let is_deletion = attribute(tag, "ChangeType").is_some_and(|kind| kind == "DeletedText");
                self.silent += usize::from(is_deletion);
                self.changes.push(is_deletion);
            }
            "Br" | "Cell" if self.silent == 0 => self.out.end(),
            "Footnote" | "Endnote" if self.silent == 0 => {
                self.out.mark();
                self.out.open_note();
            }
            _ => {}
        }
    }

    fn stop(&mut self, name: &str) {
        match name {
            "Content" => self.in_content = false,
            "ParagraphStyleRange" => {
                self.kinds.pop();
            }
            "Change" => self.silent -= usize::from(self.changes.pop() == Some(true)).min(self.silent),
            "Footnote" | "Endnote" if self.silent == 0 => self.out.close_note(),
            "Story" | "Cell" if self.silent == 0 => self.out.end(),
            _ => {}
        }
        self.silent = self.silent.saturating_sub(usize::from(SKIPPED.contains(&name)));
    }
}

/// What a paragraph style makes of its paragraphs, by its name after the last slash or colon.
fn kind_of(style: &str) -> Option<BlockKind> {
    let name = style.rsplit(['/', ':']).next().unwrap_or_default().to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if has(&[
        "subhead",
        "crosshead",
        "sub head",
        "kicker",
        "standfirst",
        "subtitle",
    ]) {
        Some(BlockKind::Heading)
    } else if has(&["headline", "title", "hed"]) {
        Some(BlockKind::Headline)
    } else if has(&["heading", "head"]) {
        Some(BlockKind::Heading)
    } else if has(&["quote"]) {
        Some(BlockKind::Quotation)
    } else if has(&["list", "bullet"]) {
        Some(BlockKind::ListItem)
    } else {
        None
    }
}
