//! Word documents (ECMA-376 WordprocessingML), by zip and quick-xml: paragraphs, headings, list items and the cells of
//! tables; footnotes and endnotes at the end; tracked changes as accepted; what is hidden is not read, what is struck out, text
//! boxes, headers and footers are left out. A comment can be an exception, as one in Markdown is, and so can an answer to a
//! comment that a report left there; what the report wrote is not read.

pub(crate) mod comments;
pub(crate) mod parts;

use std::collections::{BTreeMap, HashMap};

use quick_xml::events::BytesStart;

use super::document::{Document, Set};
use super::format::Reader as Reading;
use super::package::{Package, broken};
use super::xml::{Xml, attribute, each, each_at};
use super::{BlockKind, Blocks, Format, SourceMap, Span, Unpacked, Unreadable, content};
use comments::Comment;
use parts::Part;

/// What messages call it.
const WHAT: &str = "a Word document";

/// Elements whose text was deleted, moved away, or is no text; `Fallback` says again what stands beside it.
const SKIPPED: &[&str] = &["del", "moveFrom", "instrText", "delText", "Fallback"];

/// A text box, which stands beside the text.
const BOX: &str = "txbxContent";

/// Reads a Word document.
pub(super) fn read(bytes: &[u8]) -> Unpacked {
    let mut package = Package::open(bytes, WHAT)?;
    let word = Word::open(&mut package)?;
    Ok(reader(&mut package, &word)?.out.finish())
}

/// What can be written anew of a Word document, and where in it its prose stands.
pub(crate) struct Anatomy {
    /// The part with the text.
    pub(crate) main: Part,
    /// What it relates to.
    pub(crate) relations: Part,
    /// What kind of content each part has.
    pub(crate) types: Part,
    /// The comments.
    pub(crate) comments: Part,
    /// What else is said of single comments: who answers whom, and by what they are known.
    pub(crate) threads: [Part; 3],
    /// The comments as they were read.
    pub(crate) said: Vec<Comment>,
    /// From the text that spans of a draft lead back to, to bytes of the main part.
    pub(crate) origins: SourceMap,
}

/// Takes a Word document apart.
///
/// # Errors
///
/// As reading it as a draft.
pub(crate) fn anatomy(bytes: &[u8]) -> Result<Anatomy, Unreadable> {
    let mut package = Package::open(bytes, WHAT)?;
    let word = Word::open(&mut package)?;
    let reader = reader(&mut package, &word)?;
    let (_, _, origins) = reader.out.traced();
    let named = "[Content_Types].xml".to_owned();
    let types = Part {
        text: package.part(&named)?.unwrap_or_default(),
        name: named,
    };
    let [ids, extensible] = ["commentsIds", "commentsExtensible"];
    let mut related = |kind| parts::related(&mut package, (&word.main.name, &word.related), kind);
    Ok(Anatomy {
        threads: [word.threads, related(ids)?, related(extensible)?],
        main: word.main,
        relations: word.relations,
        types,
        comments: word.comments,
        said: word.said,
        origins,
    })
}

/// The parts that a reader wants of a document.
struct Word {
    main: Part,
    relations: Part,
    related: Vec<parts::Relation>,
    comments: Part,
    threads: Part,
    said: Vec<Comment>,
}

impl Word {
    fn open(package: &mut Package) -> Result<Word, Unreadable> {
        let name = parts::main(package);
        let text = package.main(&name)?;
        let relations_name = parts::relations_of(&name);
        let relations = Part {
            text: package.part(&relations_name)?.unwrap_or_default(),
            name: relations_name,
        };
        let related = parts::relations(&relations.text, &name);
        let comments = parts::related(package, (&name, &related), "comments")?;
        let threads = parts::related(package, (&name, &related), "commentsExtended")?;
        Ok(Word {
            said: comments::read(&comments.text, &threads.text),
            main: Part { name, text },
            relations,
            related,
            comments,
            threads,
        })
    }
}

/// A reader that has read the document.
fn reader(package: &mut Package, word: &Word) -> Result<Reader, Unreadable> {
    let beside = |name: &str| parts::beside(&word.main.name, name);
    let styles = package.part(&beside("styles.xml"))?.unwrap_or_default();
    let mut reader = Reader {
        styles: styles_of(&styles),
        comments: comments::exceptions(&word.said),
        chunks: chunks(package, &word.related),
        ..Reader::default()
    };
    reader
        .take(&word.main.text)
        .map_err(|why| package.malformed(&why))?;
    for notes in [Notes::Foot, Notes::End] {
        let (part, _) = notes.names();
        let xml = package.part(&beside(part))?.unwrap_or_default();
        reader.of_notes = Some(notes);
        reader.take(&xml).map_err(|why| broken(WHAT, &why))?;
    }
    reader.of_notes = None;
    reader.around(package, &beside(""))?;
    Ok(reader)
}

/// Parts in other formats, by what the text calls them.
fn chunks(package: &mut Package, related: &[parts::Relation]) -> HashMap<String, Blocks> {
    let mut chunks = HashMap::new();
    for one in related.iter().filter(|one| one.kind.ends_with("/aFChunk")) {
        let Ok(Some(text)) = package.part(&one.target) else {
            continue;
        };
        let format = content::format(text.as_bytes(), Format::Plain).map(Format::reader);
        let blocks = match format {
            Ok(Reading::Text(read)) => read(&text),
            Ok(Reading::Bytes(read)) => read(text.as_bytes())
                .map(|(_, blocks)| blocks)
                .unwrap_or_default(),
            _ => continue,
        };
        chunks.insert(one.id.clone(), blocks);
    }
    chunks
}

/// A style: its name, and how it sets letters.
#[derive(Default)]
struct Style {
    name: String,
    set: Set,
    /// The id of the style that it goes on from.
    based_on: Option<String>,
}

/// So many styles go on from one another at most.
const STYLES_AT_MOST: usize = 12;

/// Styles by their ids: the id may be in the writer's language, the name of a heading is not.
fn styles_of(xml: &str) -> HashMap<String, Style> {
    let mut styles: HashMap<String, Style> = HashMap::new();
    let mut id = String::new();
    let read = each(xml, |xml| {
        let Xml::Start(tag) = xml else { return };
        if tag.local_name().as_ref() == "style" {
            id = attribute(tag, "styleId").unwrap_or_default();
            styles.insert(id.clone(), Style::default());
        }
        let Some(style) = styles.get_mut(&id) else { return };
        if tag.local_name().as_ref() == "name" && style.name.is_empty() {
            style.name = attribute(tag, "val").unwrap_or_default().to_lowercase();
        }
        if tag.local_name().as_ref() == "basedOn" {
            style.based_on = attribute(tag, "val");
        }
        setting(tag, &mut style.set);
    });
    // Broken, they tell nothing; the text is none the worse for it.
    if read.is_err() { HashMap::new() } else { styles }
}

/// What a paragraph style of this name makes of its paragraph.
fn kind_of(name: &str) -> Option<BlockKind> {
    match name {
        "title" | "headline" => Some(BlockKind::Headline),
        _ if name.starts_with("heading") || name == "subtitle" => Some(BlockKind::Heading),
        _ if name.starts_with("list") => Some(BlockKind::ListItem),
        _ if name.contains("quote") => Some(BlockKind::Quotation),
        _ => None,
    }
}

/// Takes one property of letters.
fn setting(tag: &BytesStart, set: &mut Set) {
    match tag.local_name().as_ref() {
        "vanish" | "specVanish" => set.hidden = is_on(tag),
        "strike" | "dstrike" => set.struck = is_on(tag),
        "b" => set.bold = is_on(tag),
        _ => {}
    }
}

/// Is a property such as `<w:vanish/>` on?
fn is_on(tag: &BytesStart) -> bool {
    !attribute(tag, "val").is_some_and(|value| matches!(value.as_str(), "0" | "false" | "off"))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Notes {
    Foot,
    End,
}

impl Notes {
    /// The part that holds them, and the element that one is.
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Notes::Foot => ("footnotes.xml", "footnote"),
            Notes::End => ("endnotes.xml", "endnote"),
        }
    }
}

/// Where properties stand.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Of {
    #[default]
    Nothing,
    /// Of the mark at a paragraph's end.
    Mark,
    Row,
}

#[derive(Default)]
struct Reader {
    out: Document,
    styles: HashMap<String, Style>,
    comments: HashMap<String, String>,
    /// Ids of the notes that the text refers to, and where it does: footnotes, endnotes.
    referred: [BTreeMap<String, usize>; 2],
    /// Where the note under way is referred to.
    noted_at: usize,
    of_notes: Option<Notes>,
    silent: usize,
    /// Depth inside text boxes.
    boxes: usize,
    in_run_text: bool,
    /// How the style of the paragraph sets its letters, and of those in which the text boxes under way stand.
    paragraph: Set,
    around_boxes: Vec<Set>,
    /// Is each of the fields under way still told, and its result not yet shown?
    fields: Vec<bool>,
    /// The last thing in the paragraph was the end of a line.
    is_broken: bool,
    /// Parts in other formats, by what the text calls them.
    chunks: HashMap<String, Blocks>,
    /// Nothing outside of a run.
    run: Option<Set>,
    properties: Of,
    /// The mark at the paragraph's end was deleted: the next one goes on with it.
    goes_on: bool,
    /// Was each of the rows under way deleted?
    rows: Vec<bool>,
    /// Where the links under way begin.
    links: Vec<usize>,
    /// Depth inside what properties were before a change.
    former: usize,
}

impl Reader {
    fn take(&mut self, xml: &str) -> Result<(), String> {
        each_at(xml, |xml, at| match xml {
            Xml::Start(tag) => self.start(tag, at),
            Xml::End(name) => self.stop(name),
            Xml::Text(text) => self.push(text, at),
        })
    }

    /// Counts what stands in headers and footers.
    fn around(&mut self, package: &mut Package, folder: &str) -> Result<(), Unreadable> {
        for name in package.names() {
            let part = name.strip_prefix(folder).unwrap_or_default();
            if !part.ends_with(".xml") || !(part.starts_with("header") || part.starts_with("footer")) {
                continue;
            }
            let xml = package.part(&name)?.unwrap_or_default();
            self.boxes += 1;
            self.take(&xml).map_err(|why| broken(WHAT, &why))?;
            self.boxes -= 1;
        }
        Ok(())
    }

    /// Is text read here, and not passed over?
    fn is_open(&self) -> bool {
        self.boxes == 0 && self.silent == 0
    }

    fn start(&mut self, tag: &BytesStart, at: Span) {
        let name = tag.local_name();
        let name = name.as_ref();
        self.former += usize::from(name.ends_with("PrChange"));
        if self.former > 0 {
            return;
        }
        if self.run.is_none() && matches!(name, "del" | "moveFrom") {
            match self.properties {
                Of::Mark => self.goes_on = true,
                Of::Row => self.delete_row(),
                Of::Nothing => {}
            }
        }
        self.silent += usize::from(SKIPPED.contains(&name));
        self.boxes += usize::from(name == BOX);
        if let Some(run) = &mut self.run {
            setting(tag, run);
        }
        match name {
            BOX => self.around_boxes.push(self.paragraph),
            "p" => self.paragraph = Set::default(),
            "r" => self.run = Some(self.paragraph),
            "altChunk" => self.chunk(tag),
            "fldChar" => self.field(tag),
            "t" => self.in_run_text = true,
            "pPr" => self.properties = Of::Mark,
            "trPr" => self.properties = Of::Row,
            "tr" => self.rows.push(false),
            "rStyle" => self.character_style(tag),
            _ if !self.is_open() => {}
            "br" | "cr" if self.properties == Of::Nothing => self.line_end(),
            "tab" if self.properties == Of::Nothing => self.out.space(),
            "noBreakHyphen" => self.out.push("-", self.run.unwrap_or_default()),
            "numPr" if self.out.kind().is_none() => self.out.is(BlockKind::ListItem),
            "pStyle" => self.paragraph_style(tag),
            // A capital over several lines stands in a paragraph of its own.
            "framePr" if attribute(tag, "dropCap").is_some_and(|cap| cap != "none") => self.goes_on = true,
            "hyperlink" => self.links.push(self.out.at()),
            "commentReference" => {
                let comment = attribute(tag, "id").and_then(|id| self.comments.get(&id));
                self.out.comment(comment.cloned().unwrap_or_default());
            }
            "footnoteReference" | "endnoteReference" => {
                let notes = &mut self.referred[usize::from(name.starts_with('e'))];
                notes.extend(attribute(tag, "id").map(|id| (id, at.start)));
                self.out.mark();
            }
            "footnote" | "endnote" => self.note(tag),
            _ => {}
        }
    }

    /// A note is read where the text refers to it.
    fn note(&mut self, tag: &BytesStart) {
        let Some(notes) = self.of_notes else { return };
        let id = attribute(tag, "id").unwrap_or_default();
        let place = self.referred[usize::from(notes == Notes::End)].get(&id);
        self.silent += usize::from(place.is_none());
        self.noted_at = place.copied().unwrap_or_default();
    }

    /// A part in another format.
    fn chunk(&mut self, tag: &BytesStart) {
        match attribute(tag, "id").and_then(|id| self.chunks.get(&id)) {
            Some(blocks) => self.out.append(blocks),
            None => {
                let notice =
                    "a part in another format (altChunk) is not read: save the document again in Word";
                self.out.notices.push(notice.to_owned());
            }
        }
    }

    /// What tells a field is no text; its result is, unless it tells another.
    fn field(&mut self, tag: &BytesStart) {
        match attribute(tag, "fldCharType").as_deref() {
            Some("begin") => self.fields.push(true),
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    *field = false;
                }
            }
            _ => {
                self.fields.pop();
            }
        }
    }

    /// One end of a line is a blank; two are the end of a paragraph.
    fn line_end(&mut self) {
        if std::mem::replace(&mut self.is_broken, true) {
            let kind = self.out.kind().filter(|kind| *kind != BlockKind::Headline);
            self.out.end();
            kind.into_iter().for_each(|kind| self.out.is(kind));
        } else {
            self.out.space();
        }
    }

    fn delete_row(&mut self) {
        if let Some(row) = self.rows.last_mut().filter(|deleted| !**deleted) {
            *row = true;
            self.silent += 1;
        }
    }

    fn character_style(&mut self, tag: &BytesStart) {
        let style = attribute(tag, "val").and_then(|id| self.styles.get(&id));
        if let (Some(run), Some(style)) = (&mut self.run, style) {
            run.hidden |= style.set.hidden;
            run.struck |= style.set.struck;
        }
    }

    /// What a paragraph style makes of its paragraph.
    fn paragraph_style(&mut self, tag: &BytesStart) {
        let mut next = attribute(tag, "val");
        for _ in 0..STYLES_AT_MOST {
            let Some(id) = next else { return };
            let style = self.styles.get(&id);
            let name = style
                .map(|style| style.name.clone())
                .filter(|name| !name.is_empty());
            if let (Some(kind), None) = (
                kind_of(&name.unwrap_or_else(|| id.to_lowercase())),
                self.out.kind(),
            ) {
                self.out.is(kind);
            }
            let set = style.map(|style| style.set).unwrap_or_default();
            self.paragraph.hidden |= set.hidden;
            self.paragraph.struck |= set.struck;
            next = style.and_then(|style| style.based_on.clone());
        }
    }

    fn stop(&mut self, name: &str) {
        if self.former > 0 {
            self.former -= usize::from(name.ends_with("PrChange"));
            return;
        }
        match name {
            "t" => self.in_run_text = false,
            "r" => self.run = None,
            "pPr" | "trPr" => self.properties = Of::Nothing,
            "tr" => self.silent -= usize::from(self.rows.pop() == Some(true)).min(self.silent),
            BOX => self.paragraph = self.around_boxes.pop().unwrap_or_default(),
            "p" => {
                // One that is told over the end of a paragraph was never finished.
                self.fields.retain(|is_told| !is_told);
                if self.is_open() && !std::mem::take(&mut self.goes_on) {
                    self.is_broken = false;
                    self.out.end();
                }
            }
            "hyperlink" if self.is_open() => {
                if let Some(from) = self.links.pop() {
                    self.out.link(from);
                }
            }
            "footnote" | "endnote" => {
                self.out.end();
                self.silent = 0;
            }
            _ => {}
        }
        self.silent = self.silent.saturating_sub(usize::from(SKIPPED.contains(&name)));
        self.boxes = self.boxes.saturating_sub(usize::from(name == BOX));
    }

    fn push(&mut self, text: &str, at: Span) {
        let run = self.run.unwrap_or_default();
        if !self.in_run_text || self.silent > 0 || self.fields.contains(&true) {
            return;
        }
        self.is_broken &= text.trim().is_empty();
        if self.boxes == 0 {
            // What a note says comes from where it is referred to.
            let at = self
                .of_notes
                .map_or(at, |_| Span::new(self.noted_at, self.noted_at));
            self.out.push_from(text, run, at);
        } else if !run.hidden {
            self.out.leave_out(text);
        }
    }
}
