//! OpenDocument texts (ISO/IEC 26300), packed or flat, by zip and quick-xml: paragraphs, headings, list items and the cells of tables; notes at
//! the end; what was deleted and what is hidden is not read, what is struck out, frames, headers and footers are left out. A
//! comment can be an exception.

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use super::document::{Document, Set};
use super::package::{Package, broken};
use super::xml::{Xml, attribute, each};
use super::{BlockKind, Unpacked, content, encoding};

/// What messages call it.
const WHAT: &str = "an OpenDocument text";

/// Elements whose text nobody sees in the document.
const SKIPPED: &[&str] = &[
    "tracked-changes",
    "note-citation",
    "hidden-text",
    "hidden-paragraph",
    "forms",
    "ruby-text",
    "creator",
    "date",
    "date-string",
    "variable-decls",
    "sequence-decls",
    "user-field-decls",
    "desc",
    "title",
    "binary-data",
];

/// Elements that stand beside the text.
const BESIDE: &[&str] = &[
    "text-box",
    "table-of-content",
    "header",
    "footer",
    "header-left",
    "footer-left",
    "custom-shape",
    "rect",
    "circle",
    "ellipse",
    "polygon",
    "polyline",
    "regular-polygon",
    "path",
    "line",
    "connector",
    "caption",
    "measure",
];

/// At most so many blanks are written for one element.
const BLANKS_AT_MOST: usize = 8;

/// Reads an OpenDocument text.
pub(super) fn read(bytes: &[u8]) -> Unpacked {
    let mut reader = Reader::default();
    if !bytes.starts_with(b"PK") {
        let (text, _) = encoding::decode(bytes)?;
        reader
            .take(&text)
            .map_err(|why| broken(WHAT, &format!("it is not well-formed XML ({why})")))?;
        return Ok(reader.out.finish());
    }
    let mut package = Package::open(bytes, WHAT)?;
    if package
        .part("META-INF/manifest.xml")?
        .is_some_and(|parts| parts.contains("encryption-data"))
    {
        return Err(content::locked());
    }
    let content = package.main("content.xml")?;
    let styles = package.part("styles.xml")?.unwrap_or_default();
    // Styles first: they are also those of the content.
    reader.take(&styles).map_err(|why| package.malformed(&why))?;
    reader.take(&content).map_err(|why| package.malformed(&why))?;
    Ok(reader.out.finish())
}

#[derive(Clone, Default)]
struct Style {
    /// What it, or the style that it is made from, is called.
    name: String,
    set: Set,
}

#[derive(Default)]
struct Reader {
    out: Document,
    styles: HashMap<String, Style>,
    /// The style that is being told.
    told: String,
    /// Paragraphs and spans under way, with how each sets its letters.
    sets: Vec<Set>,
    silent: usize,
    beside: usize,
    items: usize,
    links: Vec<usize>,
    /// The words of a comment under way.
    comment: Option<String>,
    /// Are the styles that are being told those that the program made, which nobody gave a name?
    is_automatic: bool,
    /// Is each of the sections under way hidden?
    sections: Vec<bool>,
}

impl Reader {
    fn take(&mut self, xml: &str) -> Result<(), String> {
        each(xml, |xml| match xml {
            Xml::Start(tag) => self.start(tag),
            Xml::End(name) => self.stop(name),
            Xml::Text(text) => self.push(text),
        })
    }

    fn set(&self) -> Set {
        self.sets.last().copied().unwrap_or_default()
    }

    fn start(&mut self, tag: &BytesStart) {
        let name = tag.local_name();
        let name = name.as_ref();
        self.silent += usize::from(SKIPPED.contains(&name));
        self.beside += usize::from(BESIDE.contains(&name));
        match name {
            "automatic-styles" => self.is_automatic = true,
            "style" => self.style(tag),
            "text-properties" => self.properties(tag),
            "section" => {
                let is_hidden =
                    attribute(tag, "display").is_some_and(|display| display == "none") || is_hidden(tag);
                self.silent += usize::from(is_hidden);
                self.sections.push(is_hidden);
            }
            "hidden-paragraph" if is_hidden(tag) => {
                if let Some(set) = self.sets.last_mut() {
                    set.hidden = true;
                }
            }
            "annotation" => self.comment = Some(String::new()),
            _ if self.silent > 0 || self.comment.is_some() => {}
            "p" | "h" => {
                let style = self.style_of(tag);
                if self.beside == 0 {
                    self.paragraph(name, &style.name);
                }
                self.sets.push(style.set);
            }
            "span" => {
                let (own, around) = (self.style_of(tag).set, self.set());
                self.sets.push(Set {
                    hidden: own.hidden || around.hidden,
                    struck: own.struck || around.struck,
                    bold: own.bold || around.bold,
                });
            }
            "list-item" => self.items += 1,
            _ if self.beside > 0 => {}
            "s" => {
                let count = attribute(tag, "c")
                    .and_then(|count| count.parse().ok())
                    .unwrap_or(1);
                self.out.push(&" ".repeat(BLANKS_AT_MOST.min(count)), self.set());
            }
            "tab" | "line-break" => self.out.space(),
            "a" => self.links.push(self.out.at()),
            "note" => {
                self.out.mark();
                self.out.open_note();
            }
            _ => {}
        }
    }

    fn stop(&mut self, name: &str) {
        match name {
            "automatic-styles" => self.is_automatic = false,
            "section" => self.silent -= usize::from(self.sections.pop() == Some(true)).min(self.silent),
            _ => {}
        }
        if name == "annotation" {
            let comment = self.comment.take().unwrap_or_default();
            self.out.comment(comment);
        } else if self.silent == 0 && self.comment.is_none() {
            self.close(name);
        }
        self.silent = self.silent.saturating_sub(usize::from(SKIPPED.contains(&name)));
        self.beside = self.beside.saturating_sub(usize::from(BESIDE.contains(&name)));
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" | "h" => {
                self.sets.pop();
                if self.beside == 0 {
                    self.out.end();
                }
            }
            "span" => {
                self.sets.pop();
            }
            "list-item" => self.items = self.items.saturating_sub(1),
            "a" if self.beside == 0 => {
                if let Some(from) = self.links.pop() {
                    self.out.link(from);
                }
            }
            "note" if self.beside == 0 => self.out.close_note(),
            _ => {}
        }
    }

    /// A style, told before the text that it sets.
    fn style(&mut self, tag: &BytesStart) {
        self.told = attribute(tag, "name").unwrap_or_default();
        let parent = attribute(tag, "parent-style-name").unwrap_or_default();
        let parent = self.styles.get(&parent).cloned().unwrap_or(Style {
            name: parent.to_lowercase(),
            set: Set::default(),
        });
        let own = self.told.to_lowercase();
        let name = if self.is_automatic {
            parent.name.clone()
        } else {
            own
        };
        self.styles.insert(
            self.told.clone(),
            Style {
                name,
                set: parent.set,
            },
        );
    }

    fn properties(&mut self, tag: &BytesStart) {
        let Some(style) = self.styles.get_mut(&self.told) else {
            return;
        };
        if let Some(display) = attribute(tag, "display") {
            style.set.hidden = display == "none";
        }
        if let Some(line) = attribute(tag, "text-line-through-style") {
            style.set.struck = line != "none";
        }
        if let Some(weight) = attribute(tag, "font-weight") {
            style.set.bold = weight == "bold" || weight.parse().is_ok_and(|weight: u16| weight >= 600);
        }
    }

    fn style_of(&self, tag: &BytesStart) -> Style {
        let name = attribute(tag, "style-name").unwrap_or_default();
        self.styles.get(&name).cloned().unwrap_or(Style {
            name: name.to_lowercase(),
            set: Set::default(),
        })
    }

    fn paragraph(&mut self, element: &str, style: &str) {
        let kind = match style {
            "title" => Some(BlockKind::Headline),
            "subtitle" => Some(BlockKind::Heading),
            _ if element == "h" || style.starts_with("heading") => Some(BlockKind::Heading),
            _ if style.contains("quot") => Some(BlockKind::Quotation),
            _ if self.items > 0 => Some(BlockKind::ListItem),
            _ => None,
        };
        if let Some(kind) = kind {
            self.out.is(kind);
        }
    }

    fn push(&mut self, text: &str) {
        if self.silent > 0 {
            return;
        }
        if let Some(comment) = &mut self.comment {
            comment.push_str(text);
            return;
        }
        let set = self.set();
        match self.beside {
            // White space between elements is none of the text.
            _ if self.sets.is_empty() => {}
            0 => self.out.push(&folded(text), set),
            _ if set.hidden => {}
            _ => self.out.leave_out(text),
        }
    }
}

/// Is the condition met under which nobody sees it?
fn is_hidden(tag: &BytesStart) -> bool {
    attribute(tag, "is-hidden").is_some_and(|value| value == "true")
}

/// White space as the format means it: a run of it is one blank.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        let is_space = matches!(c, ' ' | '\n' | '\r' | '\t');
        if !is_space {
            folded.push(c);
        } else if !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded
}
