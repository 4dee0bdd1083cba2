//! Word documents (ECMA-376 WordprocessingML), by zip and quick-xml: paragraphs, headings and list items; tracked
//! changes as accepted; what is hidden or struck out, comments, fields and footnotes skipped; text boxes left out as page
//! furniture. There is no text on disk to point into, so spans are bytes of the paragraphs joined by line ends, and a line
//! is a paragraph.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{Block, BlockKind, Blocks, Span, Unpacked, Unreadable, letters};

/// A document whose main part unpacks to more bytes than this is refused: it is no article.
const UNPACKED_AT_MOST: u64 = 64 << 20;

/// Elements whose text was deleted, moved away, or is no text; `Fallback` says again what stands beside it.
const SKIPPED: &[&str] = &["del", "moveFrom", "instrText", "delText", "Fallback"];

/// A text box, which stands beside the text.
const BOX: &str = "txbxContent";

/// A first line that is set in bold and no longer than this is the headline.
const HEADLINE_AT_MOST: usize = 160;

/// Reads a Word document.
pub(super) fn read(bytes: &[u8]) -> Unpacked {
    let mut parts = Parts::open(bytes)?;
    let main = parts.main();
    let xml = parts
        .part(&main)?
        .ok_or_else(|| broken("its main part is missing: it has no word/document.xml"))?;
    let mut paragraphs = Paragraphs {
        styles: styles(&parts.part("word/styles.xml")?.unwrap_or_default()),
        ..Paragraphs::default()
    };
    let mut reader = Reader::from_str(&xml);
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

/// The parts of the package.
struct Parts<'a> {
    archive: zip::ZipArchive<Cursor<&'a [u8]>>,
}

impl Parts<'_> {
    fn open(bytes: &[u8]) -> Result<Parts<'_>, Unreadable> {
        let archive = zip::ZipArchive::new(Cursor::new(bytes));
        let archive = archive.map_err(|error| broken(&format!("not a zip archive ({error})")))?;
        Ok(Parts { archive })
    }

    /// The name of the main part: programs other than Word call it as they like.
    fn main(&mut self) -> String {
        let relations = self.part("_rels/.rels").ok().flatten().unwrap_or_default();
        let mut reader = Reader::from_str(&relations);
        while let Ok(event) = reader.read_event() {
            match event {
                Event::Start(tag) | Event::Empty(tag) => {
                    let kind = attribute(&tag, "Type").unwrap_or_default();
                    if let (true, Some(target)) =
                        (kind.ends_with("/officeDocument"), attribute(&tag, "Target"))
                    {
                        return target.trim_start_matches("./").trim_start_matches('/').to_owned();
                    }
                }
                Event::Eof => break,
                _ => {}
            }
        }
        "word/document.xml".to_owned()
    }

    /// The text of a part, if the package has it.
    fn part(&mut self, name: &str) -> Result<Option<String>, Unreadable> {
        let Ok(part) = self.archive.by_name(name) else {
            return Ok(None);
        };
        let mut xml = Vec::new();
        part.take(UNPACKED_AT_MOST + 1)
            .read_to_end(&mut xml)
            .map_err(|error| broken(&error.to_string()))?;
        if xml.len() as u64 > UNPACKED_AT_MOST {
            return Err(broken("its text unpacks to more than 64 MB"));
        }
        let text = String::from_utf8(xml);
        text.map(Some).map_err(|_| broken("its text is not UTF-8"))
    }
}

/// The names of styles by their ids: the id may be in the writer's language, the name of a heading is not.
fn styles(xml: &str) -> HashMap<String, String> {
    let mut styles = HashMap::new();
    let mut id = String::new();
    let mut reader = Reader::from_str(xml);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                "style" => id = attribute(&tag, "styleId").unwrap_or_default(),
                "name" if !id.is_empty() => {
                    let name = attribute(&tag, "val").unwrap_or_default();
                    styles.insert(std::mem::take(&mut id), name.to_lowercase());
                }
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    styles
}

fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let mut attributes = tag.attributes().flatten();
    let found = attributes.find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(found.value.to_string())
}

/// Is a property such as `<w:vanish/>` on?
fn is_on(tag: &BytesStart) -> bool {
    !attribute(tag, "val").is_some_and(|value| matches!(value.as_str(), "0" | "false" | "off"))
}

/// How a run is set.
#[derive(Clone, Copy, Default)]
struct Run {
    hidden: bool,
    struck: bool,
    bold: bool,
}

#[derive(Default)]
struct Paragraphs {
    styles: HashMap<String, String>,
    text: String,
    blocks: Vec<(BlockKind, Span)>,
    start: usize,
    kind: Option<BlockKind>,
    silent: usize,
    /// Depth inside text boxes.
    boxes: usize,
    in_run_text: bool,
    /// Nothing outside of a run.
    run: Option<Run>,
    /// The mark at the paragraph's end was deleted: the next one goes on with it.
    goes_on: bool,
    /// Characters of the paragraph that are set in bold.
    bold: usize,
    /// Is the first paragraph set in bold as a whole?
    first_is_bold: bool,
    left_out: usize,
}

impl Paragraphs {
    fn start(&mut self, tag: &BytesStart) {
        let name = tag.local_name();
        self.silent += usize::from(SKIPPED.contains(&name.as_ref()));
        self.boxes += usize::from(name.as_ref() == BOX);
        match name.as_ref() {
            "p" if self.boxes > 0 || self.silent > 0 => {}
            "p" => {
                if !std::mem::take(&mut self.goes_on) {
                    self.start = self.text.len();
                    self.kind = None;
                    self.bold = 0;
                }
            }
            "r" => self.run = Some(Run::default()),
            "t" => self.in_run_text = true,
            _ => self.empty(tag),
        }
    }

    fn empty(&mut self, tag: &BytesStart) {
        let name = tag.local_name();
        if let Some(run) = &mut self.run {
            match name.as_ref() {
                "vanish" | "specVanish" => run.hidden = is_on(tag),
                "strike" | "dstrike" => run.struck = is_on(tag),
                "b" => run.bold = is_on(tag),
                _ => {}
            }
        }
        if self.boxes > 0 {
            return;
        }
        match name.as_ref() {
            "tab" | "br" | "cr" if self.text.len() > self.start => self.space(),
            "noBreakHyphen" if self.silent == 0 => self.text.push('-'),
            "numPr" => self.kind = self.kind.or(Some(BlockKind::ListItem)),
            "pStyle" => self.kind = self.style(tag).or(self.kind),
            // Empty, it is a property of the mark at the end.
            "del" if self.run.is_none() => self.goes_on = true,
            _ => {}
        }
    }

    /// What a paragraph style makes of its paragraph.
    fn style(&self, tag: &BytesStart) -> Option<BlockKind> {
        let id = attribute(tag, "val")?;
        let name = self.styles.get(&id).cloned().unwrap_or_else(|| id.to_lowercase());
        match name.as_str() {
            "title" => Some(BlockKind::Headline),
            _ if name.starts_with("heading") || name == "subtitle" => Some(BlockKind::Heading),
            _ if name.starts_with("list") => Some(BlockKind::ListItem),
            _ if name.contains("quote") => Some(BlockKind::Quotation),
            _ => None,
        }
    }

    fn space(&mut self) {
        if self.silent == 0 && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
    }

    fn stop(&mut self, name: &str) {
        self.silent = self.silent.saturating_sub(usize::from(SKIPPED.contains(&name)));
        self.boxes = self.boxes.saturating_sub(usize::from(name == BOX));
        match name {
            "t" => self.in_run_text = false,
            "r" => self.run = None,
            "p" if self.boxes == 0 && self.silent == 0 => self.end(),
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        let run = self.run.unwrap_or_default();
        if !self.in_run_text || self.silent > 0 || run.hidden {
            return;
        }
        if self.boxes > 0 || run.struck {
            self.left_out += letters(text);
            return;
        }
        self.bold += if run.bold { letters(text) } else { 0 };
        // A line end inside a run is white space; line ends are kept for paragraphs.
        let plain = text
            .chars()
            .map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c });
        self.text.extend(plain);
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
        if self.goes_on {
            return;
        }
        if self.text[self.start..].trim().is_empty() {
            self.text.truncate(self.start);
            return;
        }
        if self.blocks.is_empty() {
            let words = &self.text[self.start..];
            let is_open = !words.trim_end().ends_with(['.', ':', ';', ',']);
            self.first_is_bold =
                self.bold == letters(words) && words.chars().count() <= HEADLINE_AT_MOST && is_open;
        }
        self.blocks.push((
            self.kind.unwrap_or(BlockKind::Paragraph),
            Span::new(self.start, self.text.len()),
        ));
        self.text.push('\n');
        self.start = self.text.len();
    }

    fn finish(mut self) -> (String, Blocks) {
        if std::mem::take(&mut self.goes_on) {
            self.end();
        }
        let mut out = Blocks {
            text: self.text.clone(),
            left_out: self.left_out,
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
        let several = out.blocks.len() > 1;
        if let (false, Some(first)) = (headline, out.blocks.first_mut())
            && (first.kind == BlockKind::Heading
                || first.kind == BlockKind::Paragraph && self.first_is_bold && several)
        {
            first.kind = BlockKind::Headline;
        }
        (self.text, out)
    }
}
