//! The draft: the text as read from a file, cut into blocks, with every offset traceable to the file.
//!
//! Steps downstream work on [`Draft::text`], clean prose without markup. A place in it is a [`Span`];
//! [`Draft::in_file`] turns it into the byte range of the file as it is on disk, which is what every
//! output prints.

mod docx;
mod html;
mod lines;
mod markdown;
mod plain;
mod source_map;
mod typing;
mod writer;

pub use crate::span::Span;
pub use lines::{LineIndex, Place};
pub use source_map::SourceMap;

/// How the bytes of a draft are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text: paragraphs are lines, or runs of hard-wrapped lines between blank ones.
    Plain,
    /// Markdown (CommonMark with footnotes and front matter).
    Markdown,
    /// HTML: the article's body of a page.
    Html,
    /// A Word document (.docx).
    Docx,
    /// Not a draft: the text of a hand-written claims graph, kept so that findings can point into it.
    Graph,
}

/// The text that spans index, and its blocks.
type Unpacked = Result<(String, Blocks), Unreadable>;

/// How a format's reader takes the file.
enum Reader {
    Text(fn(&str) -> Blocks),
    /// Gives the text that spans index, since the file itself has none.
    Bytes(fn(&[u8]) -> Unpacked),
}

/// One row a format: its name in outputs, the file extensions that select it, and its reader.
struct FormatRow {
    format: Format,
    name: &'static str,
    extensions: &'static [&'static str],
    reader: Reader,
}

#[rustfmt::skip]
const FORMATS: &[FormatRow] = &[
    FormatRow { format: Format::Plain, name: "plain", extensions: &["txt", "text"], reader: Reader::Text(plain::read) },
    FormatRow { format: Format::Markdown, name: "markdown", extensions: &["md", "markdown", "mdown"], reader: Reader::Text(markdown::read) },
    FormatRow { format: Format::Html, name: "html", extensions: &["html", "htm", "xhtml"], reader: Reader::Text(html::read) },
    FormatRow { format: Format::Docx, name: "docx", extensions: &["docx"], reader: Reader::Bytes(docx::read) },
    FormatRow { format: Format::Graph, name: "graph", extensions: &[], reader: Reader::Text(|_| Blocks::default()) },
];

/// A file that is no draft: what is wrong with it and what would be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// What is wrong.
    pub message: String,
    /// What would be right.
    pub help: String,
}

impl Format {
    fn row(self) -> &'static FormatRow {
        FORMATS
            .iter()
            .find(|row| row.format == self)
            .unwrap_or(&FORMATS[0])
    }

    /// The name that outputs use: `plain`, `markdown`, ...
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// The format of drafts with this file extension (without the dot, any case), if there is one.
    pub fn of_extension(extension: &str) -> Option<Format> {
        let known = |row: &&FormatRow| row.extensions.iter().any(|e| e.eq_ignore_ascii_case(extension));
        FORMATS.iter().find(known).map(|row| row.format)
    }

    /// Every file extension that names a draft.
    pub fn extensions() -> impl Iterator<Item = &'static str> {
        FORMATS.iter().flat_map(|row| row.extensions.iter().copied())
    }
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
    map: SourceMap,
    lines: LineIndex,
}

impl Draft {
    /// Reads the bytes of a file as `format`. Linear in their number.
    ///
    /// # Errors
    ///
    /// When a text format's bytes are not UTF-8 or hold a NUL (a binary file), and when a packed format's file is
    /// broken or unpacks beyond its limit.
    pub fn from_bytes(path: &str, format: Format, bytes: &[u8]) -> Result<Draft, Unreadable> {
        match format.row().reader {
            Reader::Text(_) => Ok(Draft::read(path, format, text_of(bytes)?)),
            Reader::Bytes(read) => {
                let (file, blocks) = read(bytes)?;
                Ok(Draft {
                    bytes: bytes.len(),
                    ..Draft::of_blocks(path, format, &file, blocks)
                })
            }
        }
    }

    /// Reads `file` (the whole text of a file, a byte order mark included) as `format`. Never fails: any text
    /// is a draft (in a format that is not text it is one without blocks). Linear in its length.
    pub fn read(path: &str, format: Format, file: &str) -> Draft {
        let blocks = match format.row().reader {
            Reader::Text(read) => read(file),
            Reader::Bytes(_) => Blocks::default(),
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
        } = typing::even(blocks);
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

    /// The line index of the file.
    pub fn lines(&self) -> &LineIndex {
        &self.lines
    }

    /// The prose of a span; empty when the span does not lie on character boundaries of it.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }
}

/// The text of a file's bytes.
///
/// # Errors
///
/// When they are UTF-16, hold a NUL (a binary file), or are not UTF-8.
pub fn text_of(bytes: &[u8]) -> Result<&str, Unreadable> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(Unreadable {
            message: "UTF-16, not UTF-8".to_owned(),
            help: "save the file as UTF-8".to_owned(),
        });
    }
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        let message = format!("a binary file: byte {at} is NUL");
        return Err(Unreadable {
            message,
            help: "give a text, Markdown, HTML or .docx file".to_owned(),
        });
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let line = bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
        let message = format!("not UTF-8: byte {at} (line {line}) begins no character");
        Unreadable {
            message,
            help: "save the file as UTF-8".to_owned(),
        }
    })
}
