//! Markdown (CommonMark with footnotes, tables and front matter), by pulldown-cmark: prose without markup, every
//! byte traceable to the file. Code blocks, raw HTML, images, link targets and tables give no prose.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::writer::BlockWriter;
use super::{BlockKind, Blocks, Span};

/// Reads Markdown.
pub(super) fn read(file: &str) -> Blocks {
    let skip = if file.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    let options = Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut reader = Reader {
        file,
        ..Reader::default()
    };
    for (event, range) in Parser::new_ext(&file[skip..], options).into_offset_iter() {
        reader.take(event, Span::new(range.start + skip, range.end + skip));
    }
    reader.out.finish()
}

/// The state between two events.
#[derive(Default)]
struct Reader<'a> {
    file: &'a str,
    out: BlockWriter,
    /// Depth inside parts that give no prose.
    silent: usize,
    items: usize,
    quotations: usize,
    front_matter: bool,
    /// Where the links under way begin in the prose.
    links: Vec<usize>,
}

impl Reader<'_> {
    fn take(&mut self, event: Event, at: Span) {
        match event {
            Event::Start(tag) => self.open(&tag),
            Event::End(tag) => self.close(tag),
            Event::Text(_) if self.front_matter => self.title_of_front_matter(at),
            Event::Text(text) | Event::Code(text) => self.push(&text, at),
            Event::SoftBreak | Event::HardBreak => self.push(" ", at),
            Event::Html(html) | Event::InlineHtml(html) => {
                let comment = html
                    .trim()
                    .strip_prefix("<!--")
                    .and_then(|rest| rest.strip_suffix("-->"));
                self.out.comment(comment.unwrap_or_default(), at);
            }
            Event::Rule => self.out.end(),
            Event::FootnoteReference(_) => self.out.link(self.out.at().saturating_sub(1)),
            _ => {}
        }
    }

    fn open(&mut self, tag: &Tag) {
        match tag {
            Tag::Paragraph => self.out.begin(match (self.items, self.quotations) {
                (0, 0) => BlockKind::Paragraph,
                (0, _) => BlockKind::Quotation,
                _ => BlockKind::ListItem,
            }),
            Tag::Heading {
                level: HeadingLevel::H1,
                ..
            } => self.out.begin_headline(),
            Tag::Heading { .. } => self.out.begin(BlockKind::Heading),
            Tag::Item => {
                self.items += 1;
                self.out.begin(BlockKind::ListItem);
            }
            Tag::BlockQuote(_) => self.quotations += 1,
            Tag::MetadataBlock(_) => self.front_matter = true,
            Tag::Link { .. } => self.links.push(self.out.at()),
            Tag::CodeBlock(_) | Tag::Table(_) | Tag::Image { .. } => self.silent += 1,
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) => self.out.end(),
            TagEnd::Item => {
                self.out.end();
                self.items = self.items.saturating_sub(1);
            }
            TagEnd::BlockQuote(_) => self.quotations = self.quotations.saturating_sub(1),
            TagEnd::MetadataBlock(_) => self.front_matter = false,
            TagEnd::Link => {
                if let Some(from) = self.links.pop() {
                    self.out.link(from);
                }
            }
            TagEnd::CodeBlock | TagEnd::Table | TagEnd::Image => self.silent = self.silent.saturating_sub(1),
            _ => {}
        }
    }

    fn push(&mut self, text: &str, at: Span) {
        if self.silent > 0 {
            return;
        }
        let raw = &self.file[at.start..at.end];
        // Inline code comes without its backticks: find the words inside the range.
        let inner = if raw.len() == text.len() {
            Some(0)
        } else {
            raw.find(text)
        };
        let file = inner.map_or(at, |skip| {
            Span::new(at.start + skip, at.start + skip + text.len())
        });
        self.out.push(text, file);
    }

    /// `title: ...` of the front matter is the headline.
    fn title_of_front_matter(&mut self, at: Span) {
        let mut start = at.start;
        for line in self.file[at.start..at.end].split_inclusive('\n') {
            let key = ["title:", "title ="]
                .iter()
                .find_map(|key| line.strip_prefix(key));
            let title = key
                .map(|value| value.trim().trim_matches(['"', '\'']))
                .filter(|title| !title.is_empty());
            if let Some(skip) = title.and_then(|title| line.find(title))
                && let Some(title) = title
                && !self.out.headline_known()
            {
                self.out.begin_headline();
                self.out
                    .push(title, Span::new(start + skip, start + skip + title.len()));
                self.out.end();
            }
            start += line.len();
        }
    }
}
