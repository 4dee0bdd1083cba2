//! Markdown (CommonMark with footnotes, tables and front matter), by pulldown-cmark: prose without markup, every
//! byte traceable to the file. Code, raw HTML, link targets and tables give no prose.

use pulldown_cmark::{Event, HeadingLevel, MetadataBlockKind, Options, Parser, Tag, TagEnd};

use super::{Block, BlockKind, Blocks, Directive, Span};

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
    let body = &file[skip..];
    let mut reader = Reader::default();
    for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
        reader.take(event, Span::new(range.start + skip, range.end + skip), file);
    }
    reader.end_block();
    reader.finish()
}

/// The state between two events.
#[derive(Default)]
struct Reader {
    out: Blocks,
    /// Where the block under way begins in the prose.
    start: Option<usize>,
    kind: Option<BlockKind>,
    /// Depth inside parts that give no prose.
    silent: usize,
    item_depth: usize,
    quote_depth: usize,
    front_matter: bool,
    headline_known: bool,
    /// Directives whose block is not known yet, by their number in `out.directives`.
    waiting: Vec<usize>,
}

impl Reader {
    fn take(&mut self, event: Event, at: Span, file: &str) {
        match event {
            Event::Start(tag) => self.open(&tag),
            Event::End(tag) => self.close(tag),
            Event::Text(_) if self.front_matter => self.title_of_front_matter(at, file),
            Event::Text(text) | Event::Code(text) => self.push(&text, at, file),
            Event::SoftBreak | Event::HardBreak => self.push(" ", at, file),
            Event::Html(html) | Event::InlineHtml(html) => self.directive(&html, at),
            Event::Rule => self.end_block(),
            _ => {}
        }
    }

    fn open(&mut self, tag: &Tag) {
        match tag {
            Tag::Paragraph => {
                self.end_block();
                self.kind = Some(match (self.item_depth, self.quote_depth) {
                    (0, 0) => BlockKind::Paragraph,
                    (0, _) => BlockKind::Quotation,
                    _ => BlockKind::ListItem,
                });
            }
            Tag::Heading { level, .. } => {
                self.end_block();
                let first = *level == HeadingLevel::H1 && !self.headline_known;
                self.headline_known |= first;
                self.kind = Some(if first {
                    BlockKind::Headline
                } else {
                    BlockKind::Heading
                });
            }
            Tag::Item => {
                self.end_block();
                self.item_depth += 1;
                self.kind = Some(BlockKind::ListItem);
            }
            Tag::BlockQuote(_) => self.quote_depth += 1,
            Tag::MetadataBlock(MetadataBlockKind::YamlStyle | MetadataBlockKind::PlusesStyle) => {
                self.front_matter = true
            }
            Tag::CodeBlock(_) | Tag::Table(_) | Tag::Image { .. } => self.silent += 1,
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) => self.end_block(),
            TagEnd::Item => {
                self.end_block();
                self.item_depth = self.item_depth.saturating_sub(1);
            }
            TagEnd::BlockQuote(_) => self.quote_depth = self.quote_depth.saturating_sub(1),
            TagEnd::MetadataBlock(_) => self.front_matter = false,
            TagEnd::CodeBlock | TagEnd::Table | TagEnd::Image => self.silent = self.silent.saturating_sub(1),
            _ => {}
        }
    }

    /// Appends a piece of prose that stands for these bytes of the file.
    fn push(&mut self, text: &str, at: Span, file: &str) {
        if self.silent > 0 || text.is_empty() {
            return;
        }
        let start = match self.start {
            Some(_) => self.out.text.len(),
            None => self.begin_block(),
        };
        self.out.text.push_str(text);
        let raw = &file[at.start..at.end];
        // Inline code is given without its backticks: find the words inside the range.
        let inner = if raw.len() == text.len() {
            Some(0)
        } else {
            raw.find(text)
        };
        let file_span = inner.map_or(at, |skip| {
            Span::new(at.start + skip, at.start + skip + text.len())
        });
        self.out
            .map
            .push(Span::new(start, self.out.text.len()), file_span);
    }

    fn begin_block(&mut self) -> usize {
        if !self.out.text.is_empty() {
            self.out.text.push_str("\n\n");
        }
        let start = self.out.text.len();
        self.start = Some(start);
        start
    }

    fn end_block(&mut self) {
        let Some(start) = self.start.take() else { return };
        let kind = self.kind.unwrap_or(BlockKind::Paragraph);
        let block = Block {
            kind,
            span: Span::new(start, self.out.text.len()),
        };
        for waiting in self.waiting.drain(..) {
            self.out.directives[waiting].covers = block.span;
        }
        self.out.blocks.push(block);
    }

    /// `title: ...` of the front matter is the headline.
    fn title_of_front_matter(&mut self, at: Span, file: &str) {
        let mut start = at.start;
        for line in file[at.start..at.end].split_inclusive('\n') {
            let key = ["title:", "title ="]
                .iter()
                .find_map(|key| line.strip_prefix(key));
            if let (Some(value), false) = (key, self.headline_known) {
                let title = value.trim().trim_matches(['"', '\'']);
                if let Some(skip) = line.find(title).filter(|_| !title.is_empty()) {
                    self.headline_known = true;
                    self.kind = Some(BlockKind::Headline);
                    self.push(title, Span::new(start + skip, start + skip + title.len()), file);
                    self.end_block();
                }
            }
            start += line.len();
        }
    }

    /// `<!-- twosource: allow RULE, RULE -- reason -->`: inside a block it covers that block, between two the next.
    fn directive(&mut self, html: &str, at: Span) {
        let Some(body) = html
            .trim()
            .strip_prefix("<!--")
            .and_then(|rest| rest.strip_suffix("-->"))
        else {
            return;
        };
        let Some(body) = body.trim().strip_prefix("twosource:") else {
            return;
        };
        let Some(body) = body.trim().strip_prefix("allow") else {
            return;
        };
        let (rules, reason) = body.split_once("--").unwrap_or((body, ""));
        let rules = rules
            .split([',', ' '])
            .map(str::trim)
            .filter(|rule| !rule.is_empty())
            .map(str::to_owned)
            .collect();
        self.waiting.push(self.out.directives.len());
        let directive = Directive {
            rules,
            reason: reason.trim().to_owned(),
            in_file: at,
            covers: Span::default(),
        };
        self.out.directives.push(directive);
    }

    /// An article without a first-level heading has its headline in a heading that opens it.
    fn finish(mut self) -> Blocks {
        if let (false, Some(first)) = (self.headline_known, self.out.blocks.first_mut())
            && first.kind == BlockKind::Heading
        {
            first.kind = BlockKind::Headline;
        }
        self.out
    }
}
