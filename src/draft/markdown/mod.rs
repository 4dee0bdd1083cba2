//! Markdown (CommonMark with footnotes, tables and front matter), by pulldown-cmark: prose without markup, every
//! byte traceable to the file. Code blocks, images, link targets, tables and what is struck out give no prose; what stands
//! indented, or in elements of HTML that hold paragraphs, is prose all the same.
//!
//! - `unseen`: what a page made of the file does not show.

mod unseen;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use self::unseen::PAINT;
use super::writer::BlockWriter;
use super::{BlockKind, Blocks, Span, UNCLOSED, html};

/// Reads Markdown.
pub(super) fn read(file: &str) -> Blocks {
    let skip = if file.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    let mut options = Options::ENABLE_FOOTNOTES | Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut reader = Reader {
        file,
        ..Reader::default()
    };
    let skip = skip + reader.before_front_matter(&file[skip..]);
    if has_front_matter(&file[skip..]) {
        options |=
            Options::ENABLE_YAML_STYLE_METADATA_BLOCKS | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    }
    let (shown, taken_out) = unseen::painted(file);
    for (event, range) in Parser::new_ext(&shown[skip..], options).into_offset_iter() {
        reader.take(event, Span::new(range.start + skip, range.end + skip));
    }
    let left_out = reader.left_out + taken_out;
    let mut blocks = reader.out.finish();
    blocks.left_out = left_out;
    if let Some(hidden) = unclosed_comment(&shown) {
        blocks.left_out += letters(hidden);
        blocks.notices.push(UNCLOSED.to_owned());
    }
    blocks
}

/// Indented lines of fewer words, on average, are code or a poem.
const WORDS_A_LINE: usize = 5;

/// Does a block that Markdown takes for code read as prose: long lines of words, ended by full stops?
fn is_prose(text: &str) -> bool {
    let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
    let words = text
        .split_whitespace()
        .filter(|word| word.chars().any(char::is_alphabetic))
        .count();
    let signs = text.chars().filter(|c| "{}[]<>=;|\\_$#*/&".contains(*c)).count();
    let ends = text
        .trim_end()
        .ends_with(['.', '!', '?', '"', '”', '’', ':', '…']);
    lines > 0 && words >= lines * WORDS_A_LINE && signs * 40 <= letters(text) && ends
}

/// Characters that are seen.
fn letters(text: &str) -> usize {
    let unseen = text.bytes().filter(|byte| *byte == PAINT as u8).count();
    super::letters(text) - unseen
}

/// Elements of HTML that hold paragraphs; of others, tables and pictures, no prose is made.
const HOLDS_PROSE: &[&str] = &[
    "p",
    "div",
    "section",
    "article",
    "main",
    "blockquote",
    "center",
    "span",
    "ul",
    "ol",
    "dl",
    "details",
    "h1",
    "h2",
    "h3",
    "h4",
];

/// Does this HTML begin with an element that holds paragraphs, or with one of the site's own, which have capitals?
fn holds_prose(html: &str) -> bool {
    let name = html.trim_start().strip_prefix('<').unwrap_or_default();
    let end = name
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(name.len());
    let name = &name[..end];
    name.starts_with(|c: char| c.is_ascii_uppercase()) || HOLDS_PROSE.contains(&name)
}

/// A page's words without its tags.
fn outside_tags(html: &str) -> usize {
    let unseen = ["<!--", "<script", "<style"];
    let is_unseen = unseen.iter().any(|start| html.trim_start().starts_with(start));
    let pieces = html
        .split('<')
        .map(|piece| piece.split_once('>').map_or("", |(_, text)| text));
    if is_unseen { 0 } else { pieces.map(letters).sum() }
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
    /// Lines of an indented block under way, which may be prose.
    indented: Option<Vec<(String, Span)>>,
    left_out: usize,
    /// The block of HTML under way.
    page: Option<Span>,
    /// Depth inside elements of HTML that strike out.
    struck: usize,
}

impl Reader<'_> {
    fn take(&mut self, event: Event, at: Span) {
        match event {
            Event::Start(tag) => self.open(&tag),
            Event::End(tag) => self.close(tag),
            Event::Text(_) if self.front_matter => self.title_of_front_matter(at),
            Event::Text(text) | Event::Code(text) => self.push(&text, at),
            Event::SoftBreak | Event::HardBreak => self.push(" ", at),
            Event::Html(_) if self.page.is_some() => {
                let joined = |page: Span| if page.is_empty() { at } else { page.join(at) };
                self.page = self.page.map(joined);
            }
            Event::Html(html) => self.html(&html, at),
            Event::InlineHtml(html) => {
                let tag = html.trim_start_matches(['<', '/']);
                if ["del>", "s>", "strike>"].contains(&tag) {
                    let ends = usize::from(html.starts_with("</"));
                    self.struck = (self.struck + 1 - ends).saturating_sub(ends);
                }
                if tag.starts_with("br") && self.silent == 0 && !self.out.at_gap() {
                    self.out.push(" ", at);
                }
                self.html(&html, at);
            }
            Event::Rule => self.out.end(),
            Event::FootnoteReference(_) => self.out.link(self.out.at().saturating_sub(1)),
            _ => {}
        }
    }

    /// HTML of which no prose is made; a comment can be an exception.
    fn html(&mut self, html: &str, at: Span) {
        self.left_out += outside_tags(html);
        let comment = html.trim().strip_prefix("<!--");
        let comment = comment.and_then(|rest| rest.strip_suffix("-->"));
        self.out.comment(comment.unwrap_or_default(), at);
    }

    /// A block of HTML ends: what a page would show of it is prose, where it holds paragraphs.
    fn page(&mut self, page: Span) {
        let html = self.file.get(page.start..page.end).unwrap_or_default();
        if self.silent > 0 || !holds_prose(html) {
            return self.html(html, page);
        }
        let read = html::read(html);
        self.left_out += read.left_out;
        for block in &read.blocks {
            match block.kind {
                BlockKind::Headline => self.out.begin_headline(),
                kind => self.out.begin(kind),
            }
            for (text, file) in read.map.pieces_of(block.span) {
                let place = Span::new(page.start + file.start, page.start + file.end);
                self.out.push(&read.text[text.start..text.end], place);
            }
            self.out.end();
        }
    }

    fn open(&mut self, tag: &Tag) {
        match tag {
            Tag::HtmlBlock => self.page = Some(Span::default()),
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
            Tag::CodeBlock(CodeBlockKind::Indented) if self.silent == 0 => self.indented = Some(Vec::new()),
            Tag::CodeBlock(_) | Tag::Table(_) | Tag::Image { .. } | Tag::Strikethrough => self.silent += 1,
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::HtmlBlock => {
                if let Some(page) = self.page.take() {
                    self.page(page);
                }
            }
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
            TagEnd::CodeBlock if self.indented.is_some() => self.indented_block(),
            TagEnd::CodeBlock | TagEnd::Table | TagEnd::Image | TagEnd::Strikethrough => {
                self.silent = self.silent.saturating_sub(1);
            }
            _ => {}
        }
    }

    fn push(&mut self, text: &str, at: Span) {
        if self.silent + self.struck > 0 {
            self.left_out += letters(text);
            return;
        }
        if let Some(lines) = &mut self.indented {
            lines.push((text.to_owned(), at));
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
        self.out.push_folded(text, file, PAINT);
    }

    /// Writes an indented block as paragraphs, if it reads as prose.
    fn indented_block(&mut self) {
        let lines = self.indented.take().unwrap_or_default();
        let whole: String = lines.iter().map(|(line, _)| line.as_str()).collect();
        if !is_prose(&whole) {
            self.left_out += letters(&whole);
            return;
        }
        self.out.begin(BlockKind::Paragraph);
        let mut before = 0;
        for (line, at) in lines {
            let words = line.trim_matches(|c: char| c.is_whitespace() || c == PAINT);
            if words.is_empty() {
                continue;
            }
            let between = self.file.get(before..at.start).unwrap_or_default();
            if before > 0 && between.matches('\n').count() > 1 {
                self.out.begin(BlockKind::Paragraph);
            }
            if !self.out.at_gap() {
                self.out.push(" ", Span::new(at.start, at.start));
            }
            let raw = &self.file[at.start..at.end];
            let start = at.start + raw.find(words).unwrap_or_default();
            let end = (start + words.len()).min(at.end);
            self.out.push(words, Span::new(start, end));
            before = end;
        }
        self.out.end();
    }

    /// Bytes before the front matter that the parser would not take for such: comments, and front matter in JSON, whose
    /// title is the headline.
    fn before_front_matter(&mut self, text: &str) -> usize {
        let start = self.file.len() - text.len();
        let mut at = 0;
        loop {
            let rest = &text[at..];
            at += rest.len() - rest.trim_start().len();
            let rest = &text[at..];
            let Some(end) = rest.strip_prefix("<!--").and_then(|rest| rest.find("-->")) else {
                break;
            };
            at += end + "<!---->".len();
        }
        let rest = &text[at..];
        if rest.starts_with("{\n") || rest.starts_with("{\r\n") || rest.starts_with("{\"") {
            return self
                .json_front_matter(rest, start + at)
                .map_or(0, |length| at + length);
        }
        if rest.starts_with("---") || rest.starts_with("+++") {
            at
        } else {
            0
        }
    }

    /// The bytes of front matter in JSON, of which one line gives a title: lines from `{` to `}`, or one line.
    fn json_front_matter(&mut self, text: &str, start: usize) -> Option<usize> {
        let first = text.lines().next().unwrap_or_default();
        if first.starts_with("{\"") {
            let place = first.ends_with('}').then(|| json_title(first)).flatten()?;
            self.headline(&[Span::new(start + place.start, start + place.end)]);
            return Some(first.len());
        }
        let end = text.find("\n}")? + 2;
        let mut at = start;
        for line in text[..end].split_inclusive('\n') {
            let key = ["\"title\":", "\"headline\":"]
                .iter()
                .find_map(|key| line.trim_start().strip_prefix(key));
            if let Some(value) = key {
                let value = value.trim().trim_end_matches(',');
                let begin = at + line.find(value).unwrap_or_default();
                self.headline(&[Span::new(begin, begin + value.len())]);
            }
            at += line.len();
        }
        self.out.headline_known().then_some(end)
    }

    /// `title: ...` of the front matter is the headline, with the lines that are indented behind it.
    fn title_of_front_matter(&mut self, at: Span) {
        let mut lines: Vec<Span> = Vec::new();
        let mut start = at.start;
        for line in self.file[at.start..at.end].split_inclusive('\n') {
            let value = value_of_title(line);
            if let Some(value) = value.filter(|_| lines.is_empty()) {
                lines.push(Span::new(start + line.len() - value.len(), start + line.len()));
            } else if !lines.is_empty() {
                if !line.starts_with([' ', '\t']) {
                    break;
                }
                lines.push(Span::new(start, start + line.len()));
            }
            start += line.len();
        }
        // "title: >-": the words stand on the next lines.
        let is_sign = |line: &Span| {
            matches!(
                self.file[line.start..line.end].trim(),
                "" | ">" | ">-" | ">+" | "|" | "|-" | "|+"
            )
        };
        lines.retain(|line| !is_sign(line));
        self.headline(&lines);
    }

    /// Takes what stands in these lines of the front matter for the headline, without the marks around it.
    fn headline(&mut self, lines: &[Span]) {
        let mark = |c: char| matches!(c, '"' | '\'') || c.is_whitespace();
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
            return;
        };
        let whole = Span::new(first.start, last.end);
        let text = &self.file[whole.start..whole.end];
        let is_quoted = text.trim_start().starts_with(['"', '\'']);
        let remark = text.find(" #").filter(|_| !is_quoted).unwrap_or(text.len());
        let (from, to) = (
            whole.start + text.len() - text.trim_start_matches(mark).len(),
            whole.start + text[..remark].trim_end_matches(mark).len(),
        );
        if from >= to || self.out.headline_known() {
            return;
        }
        self.out.begin_headline();
        for line in lines {
            let kept = Span::new(line.start.max(from), line.end.min(to));
            if kept.start < kept.end {
                self.out
                    .push_folded(&self.file[kept.start..kept.end], kept, PAINT);
            }
        }
        self.out.end();
    }
}

/// The bytes of the title in an object of JSON on one line.
fn json_title(line: &str) -> Option<Span> {
    let key = ["\"title\"", "\"headline\""].iter();
    let after = key.filter_map(|key| Some(line.find(key)? + key.len())).min()?;
    let start = after + line[after..].find('"')? + 1;
    // A mark behind a backslash is one of the words.
    let is_end = |at: &usize| !line[..start + at].ends_with('\\');
    let end = line[start..].match_indices('"').map(|(at, _)| at).find(is_end)?;
    Some(Span::new(start, start + end))
}

/// What a comment hides that is opened and never closed.
fn unclosed_comment(shown: &str) -> Option<&str> {
    let hidden = &shown[shown.rfind("\n<!--")?..];
    (!hidden.contains("-->")).then_some(hidden)
}

/// What stands behind `title:` or `headline =` in a line of front matter.
fn value_of_title(line: &str) -> Option<&str> {
    let (key, value) = line.split_once([':', '='])?;
    let key = key.trim_end();
    (key.eq_ignore_ascii_case("title") || key.eq_ignore_ascii_case("headline")).then_some(value)
}

/// Does front matter stand between the fences at the head of the file, and no prose between two rules?
fn has_front_matter(text: &str) -> bool {
    let mut lines = text
        .lines()
        .skip(1)
        .map(str::trim)
        .filter(|line| !line.is_empty());
    let Some(first) = lines.next() else { return true };
    let is_key = |key: &str| {
        !key.trim().is_empty() && key.trim().split(' ').count() <= 2 && !key.contains(['.', ',', '"'])
    };
    first.starts_with(['#', '-', '+', '{', '[', '\'', '"'])
        || first.split_once([':', '=']).is_some_and(|(key, _)| is_key(key))
}
