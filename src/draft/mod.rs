//! The draft: the text as read from a file, cut into blocks, with every offset traceable to the file.
//!
//! Steps downstream work on [`Draft::text`], clean prose without markup. A place in it is a [`Span`];
//! [`Draft::in_file`] turns it into the byte range of the file as it is on disk, which is what every
//! output prints.

mod asides;
mod content;
#[cfg(feature = "office")]
mod document;
#[cfg(feature = "office")]
pub(crate) mod docx;
#[cfg(feature = "office")]
mod email;
mod encoding;
#[cfg(feature = "office")]
mod epub;
mod exported;
mod format;
mod html;
#[cfg(feature = "office")]
mod icml;
mod lines;
mod markdown;
#[cfg(feature = "office")]
mod odt;
#[cfg(feature = "office")]
mod package;
#[cfg(feature = "pdf")]
mod pdf;
mod plain;
#[cfg(feature = "office")]
mod rtf;
mod source_map;
mod subtitles;
mod timecodes;
mod typing;
mod writer;
#[cfg(feature = "office")]
pub(crate) mod xml;

pub use crate::span::Span;
pub use encoding::text_of;
pub use format::Format;
pub use lines::{LineIndex, Place};
pub use source_map::SourceMap;

use format::Reader;
#[cfg(feature = "office")]
use format::Unpacked;

/// A file that is no draft: what is wrong with it and what would be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// What is wrong.
    pub message: String,
    /// What would be right.
    pub help: String,
}

/// What a block of the draft is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// The title of the article.
    Headline,
    /// A heading inside the article.
    Heading,
    /// A paragraph of running text.
    Paragraph,
    /// An item of a list; list items before or after the text are often its summary.
    ListItem,
    /// A block quotation.
    Quotation,
}

/// One block of a draft: no sentence and no quotation mark pair is looked for across its ends, save a
/// quotation that newspapers leave open at the end of one paragraph and open again in the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its bytes in [`Draft::text`].
    pub span: Span,
}

/// A suppression that the author wrote into the draft: `<!-- twosource: allow RULE, RULE -- reason -->`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// The names of the rules, as written.
    pub rules: Vec<String>,
    /// Why; empty when the author gave no reason.
    pub reason: String,
    /// Where the comment stands, bytes of the file.
    pub in_file: Span,
    /// What it covers, bytes of [`Draft::text`]: the rest of its own block, or the block after it.
    pub covers: Span,
}

/// How much of a file was read as prose, in characters that are no white space.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// What later steps read.
    pub read: usize,
    /// What a reader of the file sees and later steps do not: page furniture, tables, code.
    pub left_out: usize,
}

impl Extent {
    /// All that a reader of the file sees.
    pub fn visible(self) -> usize {
        self.read + self.left_out
    }
}

/// What is told of a comment without an end.
const UNCLOSED: &str = "a comment is opened and never closed: what follows it is not read";

/// Characters that are no white space.
fn letters(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// What a format's reader gives: clean prose, its blocks, and the way back to the file.
#[derive(Clone, Debug, Default)]
pub struct Blocks {
    /// Clean prose; blocks are separated by a blank line.
    pub text: String,
    /// The blocks in order; their spans do not overlap.
    pub blocks: Vec<Block>,
    /// From offsets in `text` to offsets in the file.
    pub map: SourceMap,
    /// Suppressions found.
    pub directives: Vec<Directive>,
    /// Pieces of `text` that lead somewhere: links, and the word before the mark of a footnote.
    pub links: Vec<Span>,
    /// Characters that a reader of the file sees and that are not in `text`, white space not counted.
    pub left_out: usize,
    /// What a person should know of how the file was read, each in a sentence without a stop.
    pub notices: Vec<String>,
}

/// A draft as read from a file or from standard input.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The path as given by the caller; used in outputs only.
    pub path: String,
    /// How it was read.
    pub format: Format,
    /// The file's size in bytes.
    pub bytes: usize,
    /// Clean prose, what all later steps read.
    pub text: String,
    /// Blocks in order.
    pub blocks: Vec<Block>,
    /// Suppressions written in the draft.
    pub directives: Vec<Directive>,
    /// Pieces of [`Draft::text`] that lead somewhere: links, and the word before the mark of a footnote.
    pub links: Vec<Span>,
    /// How much of the file was read.
    pub extent: Extent,
    /// What a person should know of how the file was read: letters that were guessed, enclosures that were not opened.
    pub notices: Vec<String>,
    map: SourceMap,
    lines: LineIndex,
}

impl Draft {
    /// Reads the bytes of a file: as what they are where that can be told, else as `format`. Linear in their number.
    ///
    /// Spans of text that is not UTF-8 are bytes of it as UTF-8; those of a document ([`Format::is_document`]) are bytes of
    /// its paragraphs joined by line ends.
    ///
    /// # Errors
    ///
    /// When the file is of a kind that is not read (a picture, a PDF without text), when its text is in no known encoding or holds a NUL (a
    /// binary file), when a packed format's file is broken or unpacks beyond its limit, and when the file is a document and this
    /// was built without the feature that reads it.
    pub fn from_bytes(path: &str, format: Format, bytes: &[u8]) -> Result<Draft, Unreadable> {
        let format = content::format(bytes, format)?;
        let draft = match format.reader() {
            Reader::Text(_) => {
                let (file, notice) = encoding::decode(bytes)?;
                let mut draft = Draft::read(path, format, &file);
                draft.notices.extend(notice);
                draft
            }
            #[cfg(feature = "office")]
            Reader::Bytes(read) => {
                let (file, blocks) = read(bytes)?;
                Draft::of_blocks(path, format, &file, blocks)
            }
            #[cfg(not(feature = "pdf"))]
            Reader::LeftOut(feature) => return Err(format.left_out(feature)),
        };
        Ok(Draft {
            bytes: bytes.len(),
            ..draft
        })
    }

    /// Reads `file` (the whole text of a file, a byte order mark included) as `format`. Never fails: any text
    /// is a draft (in a format that is not text it is one without blocks). Linear in its length.
    pub fn read(path: &str, format: Format, file: &str) -> Draft {
        let blocks = match format.reader() {
            Reader::Text(read) => read(file),
            _ => Blocks::default(),
        };
        Draft::of_blocks(path, format, file, blocks)
    }

    fn of_blocks(path: &str, format: Format, file: &str, blocks: Blocks) -> Draft {
        let Blocks {
            text,
            blocks,
            map,
            directives,
            links,
            left_out,
            notices,
        } = asides::leave_out(timecodes::leave_out(typing::even(blocks)));
        let extent = Extent {
            read: letters(&text),
            left_out,
        };
        let lines = LineIndex::new(file);
        Draft {
            path: path.to_owned(),
            format,
            bytes: file.len(),
            text,
            blocks,
            directives,
            links,
            extent,
            notices,
            map,
            lines,
        }
    }

    /// A hand-written graph's file as a draft without prose: spans are bytes of the file itself.
    pub fn of_graph(path: &str, file: &str) -> Draft {
        Draft::read(path, Format::Graph, file)
    }

    /// The bytes of the file in which the prose of `span` stands (markup between its ends included).
    pub fn in_file(&self, span: Span) -> Span {
        match self.format {
            Format::Graph => span,
            _ => self.map.in_file(span),
        }
    }

    /// Line and column of the first byte of `span` (a span of [`Draft::text`]) in the file.
    pub fn place(&self, span: Span) -> Place {
        self.lines.place(self.in_file(span).start)
    }

    /// The number of the paragraph in which `span` (a span of [`Draft::text`]) begins, from 1, as a reader counts them: list
    /// items and quotations are some, headlines and headings are none. Linear in the blocks before it.
    pub fn paragraph(&self, span: Span) -> Option<usize> {
        let counts = |block: &&Block| !matches!(block.kind, BlockKind::Headline | BlockKind::Heading);
        let after = self
            .blocks
            .partition_point(|block| block.span.start <= span.start);
        let own = self.blocks[..after].last().filter(counts);
        own.filter(|block| span.start < block.span.end)?;
        Some(self.blocks[..after].iter().filter(counts).count())
    }

    /// Where `span` (a span of [`Draft::text`]) begins, in words: "line 12"; of a document, whose lines nobody sees,
    /// "paragraph 4" as [`Draft::paragraph`] counts, "the headline" or "a heading"; "the document" where nothing of
    /// it was read.
    pub fn row(&self, span: Span) -> String {
        if !self.format.is_document() {
            return format!("line {}", self.place(span).line);
        }
        let is_headline = |block: &Block| block.kind == BlockKind::Headline && block.span.holds(span.start);
        match self.paragraph(span) {
            Some(number) => format!("paragraph {number}"),
            None if self.blocks.is_empty() => "the document".to_owned(),
            None if self.blocks.iter().any(is_headline) => "the headline".to_owned(),
            None => "a heading".to_owned(),
        }
    }

    /// The line index of the file.
    pub fn lines(&self) -> &LineIndex {
        &self.lines
    }

    /// The prose of a span; empty when the span does not lie on character boundaries of it.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }
}
