//! Word documents (ECMA-376 WordprocessingML), by zip and quick-xml: paragraphs, headings and list items; tracked
//! changes as accepted; comments, fields and footnotes skipped. There is no text on disk to point into, so spans
//! are bytes of the paragraphs joined by line ends, and a line is a paragraph.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{Block, BlockKind, Blocks, Span, Unpacked, Unreadable};

/// A document whose main part unpacks to more bytes than this is refused: it is no article.
const UNPACKED_AT_MOST: u64 = 64 << 20;

/// Elements whose text was deleted, moved away, or is no text.
const SKIPPED: &[&str] = &[
    "del",
    "moveFrom",
    "instrText",
    "delText",
    "txbxContent",
    "Fallback",
    "pict",
];

/// Reads a Word document.
pub(super) fn read(bytes: &[u8]) -> Unpacked {
    let xml = main_part(bytes)?;
    let mut reader = Reader::from_str(&xml);
    let mut paragraphs = Paragraphs::default();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => paragraphs.start(&tag),
            Ok(Event::Empty(tag)) => paragraphs.empty(&tag),
            Ok(Event::End(tag)) => paragraphs.stop(tag.local_name().as_ref()),
            Ok(Event::Text(text)) => paragraphs.push(&text),
            Ok(Event::GeneralRef(reference)) => paragraphs.reference(&reference),
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => return Err(broken(&format!("its main part is not well-formed XML ({error})"))),
        }
    }
    Ok(paragraphs.finish())
}

fn broken(why: &str) -> Unreadable {
    Unreadable {
        message: format!("not a Word document that can be read: {why}"),
        help: "save it again as .docx, or as plain text or Markdown".to_owned(),
    }
}

fn main_part(bytes: &[u8]) -> Result<String, Unreadable> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes))
        .map_err(|error| broken(&format!("not a zip archive ({error})")))?;
    let part = archive
        .by_name("word/document.xml")
        .map_err(|_| broken("it has no word/document.xml"))?;
    let mut xml = Vec::new();
    part.take(UNPACKED_AT_MOST + 1)
        .read_to_end(&mut xml)
        .map_err(|error| broken(&error.to_string()))?;
    if xml.len() as u64 > UNPACKED_AT_MOST {
        return Err(broken("its text unpacks to more than 64 MB"));
    }
    String::from_utf8(xml).map_err(|_| broken("its text is not UTF-8"))
}

#[derive(Default)]
struct Paragraphs {
    text: String,
    blocks: Vec<(BlockKind, Span)>,
    start: usize,
    kind: Option<BlockKind>,
    silent: usize,
    in_run_text: bool,
}

impl Paragraphs {
    fn start(&mut self, tag: &BytesStart) {
        let name = tag.local_name();
        self.silent += usize::from(SKIPPED.contains(&name.as_ref()));
        match name.as_ref() {
            "p" => {
                self.start = self.text.len();
                self.kind = None;
            }
            "t" => self.in_run_text = true,
            _ => self.empty(tag),
        }
    }

    fn empty(&mut self, tag: &BytesStart) {
        match tag.local_name().as_ref() {
            "tab" | "br" | "cr" if self.text.len() > self.start => self.space(),
            "noBreakHyphen" if self.silent == 0 => self.text.push('-'),
            "numPr" => self.kind = self.kind.or(Some(BlockKind::ListItem)),
            "pStyle" => self.kind = style(tag).or(self.kind),
            _ => {}
        }
    }

    fn space(&mut self) {
        if self.silent == 0 && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
    }

    fn stop(&mut self, name: &str) {
        self.silent = self.silent.saturating_sub(usize::from(SKIPPED.contains(&name)));
        match name {
            "t" => self.in_run_text = false,
            "p" => self.end(),
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        if self.in_run_text && self.silent == 0 {
            // A line end inside a run is white space; line ends are kept for paragraphs.
            self.text.extend(
                text.chars()
                    .map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c }),
            );
        }
    }

    fn reference(&mut self, name: &str) {
        let number = name
            .strip_prefix('#')
            .and_then(|number| match number.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16).ok(),
                None => number.parse().ok(),
            });
        let named = || quick_xml::escape::resolve_xml_entity(name).map(str::to_owned);
        self.push(
            &number
                .and_then(char::from_u32)
                .map(String::from)
                .or_else(named)
                .unwrap_or_default(),
        );
    }

    fn end(&mut self) {
        if self.text[self.start..].trim().is_empty() {
            self.text.truncate(self.start);
            return;
        }
        self.blocks.push((
            self.kind.unwrap_or(BlockKind::Paragraph),
            Span::new(self.start, self.text.len()),
        ));
        self.text.push('\n');
        self.start = self.text.len();
    }

    fn finish(self) -> (String, Blocks) {
        let mut out = Blocks {
            text: self.text.clone(),
            ..Blocks::default()
        };
        out.map
            .push(Span::new(0, self.text.len()), Span::new(0, self.text.len()));
        let mut headline = false;
        for (kind, span) in self.blocks {
            let first = kind == BlockKind::Headline && !headline;
            headline |= first;
            let kind = if kind == BlockKind::Headline && !first {
                BlockKind::Heading
            } else {
                kind
            };
            let end = span.start + self.text[span.start..span.end].trim_end().len();
            let start = end - self.text[span.start..end].trim_start().len();
            out.blocks.push(Block {
                kind,
                span: Span::new(start, end),
            });
        }
        if let (false, Some(first)) = (headline, out.blocks.first_mut())
            && first.kind == BlockKind::Heading
        {
            first.kind = BlockKind::Headline;
        }
        (self.text, out)
    }
}

/// What a paragraph style makes of its paragraph.
fn style(tag: &BytesStart) -> Option<BlockKind> {
    let value = tag
        .attributes()
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == "val")?;
    let name = value.value.to_lowercase();
    match name.as_str() {
        "title" => Some(BlockKind::Headline),
        _ if name.starts_with("heading") || name == "subtitle" => Some(BlockKind::Heading),
        _ if name.starts_with("list") => Some(BlockKind::ListItem),
        _ if name.contains("quote") => Some(BlockKind::Quotation),
        _ => None,
    }
}
