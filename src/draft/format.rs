//! The formats of drafts: one row each.

#[cfg(any(feature = "office", not(feature = "pdf")))]
use super::Unreadable;
#[cfg(feature = "pdf")]
use super::pdf;
use super::{Blocks, html, markdown, plain, subtitles};
#[cfg(feature = "office")]
use super::{docx, email, epub, icml, odt, rtf};

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
    /// An OpenDocument text (.odt).
    Odt,
    /// Rich Text.
    Rtf,
    /// A mail (.eml), or a page saved in one file (.mht).
    Email,
    /// An electronic book.
    Epub,
    /// A story of InCopy (.icml).
    Icml,
    /// PDF with text.
    Pdf,
    /// Subtitles (SubRip .srt, WebVTT .vtt).
    Subtitles,
    /// Not a draft: the text of a hand-written claims graph, kept so that findings can point into it.
    Graph,
}

/// The text that spans index, and its blocks.
#[cfg(feature = "office")]
pub(super) type Unpacked = Result<(String, Blocks), Unreadable>;

/// How a format's reader takes the file.
#[derive(Clone, Copy)]
pub(super) enum Reader {
    Text(fn(&str) -> Blocks),
    /// Gives the text that spans index, since nobody looks at the file's own: a line is a paragraph.
    #[cfg(feature = "office")]
    Bytes(fn(&[u8]) -> Unpacked),
    /// One like it, which this build leaves out: the feature that it lacks.
    #[cfg(not(feature = "pdf"))]
    LeftOut(&'static str),
}

/// The reader of a document, where it is built in.
#[cfg(feature = "office")]
macro_rules! document {
    ($reader:path) => {
        Reader::Bytes($reader)
    };
}
#[cfg(not(feature = "office"))]
macro_rules! document {
    ($reader:path) => {
        Reader::LeftOut("office")
    };
}
#[cfg(feature = "pdf")]
const PDF: Reader = Reader::Bytes(pdf::read);
#[cfg(not(feature = "pdf"))]
const PDF: Reader = Reader::LeftOut("pdf");

/// One row a format: its name in outputs, the file extensions that select it, and its reader.
struct FormatRow {
    format: Format,
    name: &'static str,
    extensions: &'static [&'static str],
    reader: Reader,
}

/// What is called `.doc` is as often Rich Text or a page; what it is, its content says.
#[rustfmt::skip]
const FORMATS: &[FormatRow] = &[
    FormatRow { format: Format::Plain, name: "plain", extensions: &["txt", "text"], reader: Reader::Text(plain::read) },
    FormatRow { format: Format::Markdown, name: "markdown", extensions: &["md", "markdown", "mdown", "mdx"], reader: Reader::Text(markdown::read) },
    FormatRow { format: Format::Html, name: "html", extensions: &["html", "htm", "xhtml"], reader: Reader::Text(html::read) },
    FormatRow { format: Format::Docx, name: "docx", extensions: &["docx", "docm", "dotx", "doc"], reader: document!(docx::read) },
    FormatRow { format: Format::Odt, name: "odt", extensions: &["odt", "ott", "fodt"], reader: document!(odt::read) },
    FormatRow { format: Format::Rtf, name: "rtf", extensions: &["rtf"], reader: document!(rtf::read) },
    FormatRow { format: Format::Email, name: "email", extensions: &["eml", "mht", "mhtml"], reader: document!(email::read) },
    FormatRow { format: Format::Epub, name: "epub", extensions: &["epub"], reader: document!(epub::read) },
    FormatRow { format: Format::Icml, name: "icml", extensions: &["icml"], reader: document!(icml::read) },
    FormatRow { format: Format::Pdf, name: "pdf", extensions: &["pdf"], reader: PDF },
    FormatRow { format: Format::Subtitles, name: "subtitles", extensions: &["srt", "vtt"], reader: Reader::Text(subtitles::read) },
    FormatRow { format: Format::Graph, name: "graph", extensions: &[], reader: Reader::Text(|_| Blocks::default()) },
];

/// Files of writers that are not read, and are told so by name.
const UNREAD: &[&str] = &["pages", "wpd"];

impl Format {
    fn row(self) -> &'static FormatRow {
        FORMATS
            .iter()
            .find(|row| row.format == self)
            .unwrap_or(&FORMATS[0])
    }

    pub(super) fn reader(self) -> Reader {
        self.row().reader
    }

    /// The name that outputs use: `plain`, `markdown`, ...
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// Is it a document, of which people count paragraphs and not lines? [`super::Place::line`] is the number of the
    /// paragraph then.
    pub fn is_document(self) -> bool {
        !matches!(self.row().reader, Reader::Text(_))
    }

    /// Says that this build does not read the format, since it lacks the feature.
    #[cfg(not(feature = "pdf"))]
    pub(super) fn left_out(self, feature: &str) -> Unreadable {
        let row = self.row();
        Unreadable {
            message: format!(
                "a document (.{}, {}), which this build does not read: it was made without the feature `{feature}`",
                row.extensions[0], row.name
            ),
            help: "build twosource with its default features, or save the text as .txt, .md or .html"
                .to_owned(),
        }
    }

    /// The format of drafts with this file extension (without the dot, any case), if there is one.
    pub fn of_extension(extension: &str) -> Option<Format> {
        let known = |row: &&FormatRow| row.extensions.iter().any(|e| e.eq_ignore_ascii_case(extension));
        FORMATS.iter().find(known).map(|row| row.format)
    }

    /// Every file extension that names a draft wherever it lies, those of drafts that cannot be read included. PDF is none of
    /// them: it is read where somebody names the file, and in a folder of drafts is more often a record, or a sheet of our own.
    pub fn extensions() -> impl Iterator<Item = &'static str> {
        let written = FORMATS.iter().filter(|row| row.format != Format::Pdf);
        let known = written.flat_map(|row| row.extensions.iter().copied());
        known.chain(UNREAD.iter().copied())
    }
}
