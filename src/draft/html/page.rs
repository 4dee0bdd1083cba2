//! The page as a tree: its elements, what each is by name, class and role, and its blocks of text.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use html5gum::Tokenizer;
use html5gum::emitters::default::{DefaultEmitter, StartTag, Token};

use super::furniture::{self, Note, Standing};
use super::raw;
use crate::draft::{BlockKind, Span, letters};

/// Elements that never have an end tag.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
    "param",
];

/// Elements that begin and end a block, and what the block is.
const BLOCKS: &[(&str, BlockKind)] = &[
    ("p", BlockKind::Paragraph),
    ("h1", BlockKind::Headline),
    ("h2", BlockKind::Heading),
    ("h3", BlockKind::Heading),
    ("h4", BlockKind::Heading),
    ("h5", BlockKind::Heading),
    ("h6", BlockKind::Heading),
    ("li", BlockKind::ListItem),
    ("blockquote", BlockKind::Quotation),
    ("div", BlockKind::Paragraph),
    ("section", BlockKind::Paragraph),
    ("article", BlockKind::Paragraph),
    ("main", BlockKind::Paragraph),
    ("header", BlockKind::Paragraph),
    ("body", BlockKind::Paragraph),
    ("ul", BlockKind::Paragraph),
    ("ol", BlockKind::Paragraph),
    ("table", BlockKind::Paragraph),
    ("tr", BlockKind::Paragraph),
    ("td", BlockKind::Paragraph),
    ("th", BlockKind::Paragraph),
    ("form", BlockKind::Paragraph),
    ("fieldset", BlockKind::Paragraph),
    ("figure", BlockKind::Paragraph),
    ("figcaption", BlockKind::Paragraph),
    ("nav", BlockKind::Paragraph),
    ("aside", BlockKind::Paragraph),
    ("footer", BlockKind::Paragraph),
    ("select", BlockKind::Paragraph),
    ("button", BlockKind::Paragraph),
    ("textarea", BlockKind::Paragraph),
    ("dialog", BlockKind::Paragraph),
    ("hr", BlockKind::Paragraph),
    ("dl", BlockKind::Paragraph),
    ("dt", BlockKind::Paragraph),
    ("dd", BlockKind::Paragraph),
    ("pre", BlockKind::Paragraph),
];

/// Elements that end where one of the same kind begins.
const ENDED_BY_NEXT: &[&str] = &["p", "li", "dt", "dd", "td", "th", "tr", "option"];

/// Elements of what was taken out of a text and still stands there, struck through.
const STRUCK: &[&str] = &["del", "s", "strike"];

/// What an element is to the text beside it.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Part {
    #[default]
    None,
    /// It says whose words the quotation before it are.
    Signs,
    /// It pulls words out of the text, by its class.
    Pulls,
    /// It is a note to the text.
    Notes,
    /// It is the mark of a note in the text.
    Marks,
    /// It holds what the page tells programs of itself (JSON-LD).
    Tells,
}

/// One element.
#[derive(Default)]
pub(super) struct Element {
    pub(super) name: String,
    /// The element that holds it; the page itself is its own.
    pub(super) parent: usize,
    pub(super) standing: Standing,
    /// Has it an end tag of its own? Much of a page stands in elements that were never closed.
    pub(super) closed: bool,
    /// Does the page say that this is the article's text?
    pub(super) is_body: bool,
    /// What its class says of it as a home of the article's text.
    pub(super) weight: i32,
    part: Part,
    /// Is it set struck through, as the page's own style sheet says?
    struck: bool,
    /// What its block is, where that is another than its name says.
    kind: Option<BlockKind>,
}

/// One piece of a block.
pub(super) enum Piece {
    Text(String, Span),
    Link(String, Span),
    Comment(String, Span),
    /// The mark of a note.
    Mark,
}

/// A block of text.
pub(super) struct Block {
    pub(super) kind: BlockKind,
    pub(super) element: usize,
    pub(super) pieces: Vec<Piece>,
    /// Its characters without white space, and those of them that are links.
    pub(super) size: usize,
    pub(super) linked: usize,
    pub(super) commas: usize,
}

impl Block {
    /// Its words.
    pub(super) fn text(&self) -> String {
        let text = self.pieces.iter().map(|piece| match piece {
            Piece::Text(text, _) | Piece::Link(text, _) => text.as_str(),
            Piece::Comment(..) | Piece::Mark => "",
        });
        text.collect()
    }

    /// Does it end as a sentence in the quotation marks of somebody's words, or with them and who spoke?
    pub(super) fn ends_as_speech(&self) -> bool {
        let text = self.text();
        let text = text.trim();
        text.ends_with(['.', '!', '?', '\u{201d}', '"']) && text.contains(['"', '\u{201c}', '\u{201d}'])
    }
}

/// The elements, parents before children, and the blocks in the order of the page.
#[derive(Default)]
pub(super) struct Page {
    pub(super) elements: Vec<Element>,
    pub(super) blocks: Vec<Block>,
    /// Characters that were struck out.
    pub(super) struck: usize,
    /// Characters behind the opening of a comment that never ends.
    pub(super) swallowed: usize,
    /// The headline that the page tells programs, and where.
    pub(super) told: Option<(String, Span)>,
}

impl Element {
    /// Is it a note to the text?
    pub(super) fn is_note(&self) -> bool {
        self.part == Part::Notes
    }
}

/// Reads a page. Linear: an end tag looks only for elements that are open.
pub(super) fn read(file: &str) -> Page {
    let is_xml = file
        .trim_start_matches('\u{feff}')
        .trim_start()
        .starts_with("<?xml");
    let mut reader = Reader {
        file,
        is_xml,
        ..Reader::default()
    };
    reader.page.elements.push(Element::default());
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let written = if is_xml {
        raw::without_empty(file)
    } else {
        Cow::Borrowed(file)
    };
    for token in Tokenizer::new_with_emitter(written.as_ref(), emitter) {
        let Ok(token) = token;
        reader.take(token);
    }
    reader.end();
    reader.page
}

#[derive(Default)]
struct Reader<'a> {
    file: &'a str,
    page: Page,
    /// Numbers of open elements, the page itself left out.
    open: Vec<usize>,
    /// How many of each name are open.
    names: HashMap<String, usize>,
    pieces: Vec<Piece>,
    /// How many open elements are seen by nobody, and how many are struck out by their class.
    hidden: usize,
    struck: usize,
    /// Classes that the page's style sheet strikes out.
    struck_classes: HashSet<String>,
    /// Is it XML, in which an element without text ends where it begins?
    is_xml: bool,
}

impl Reader<'_> {
    fn take(&mut self, token: Token<usize>) {
        match token {
            Token::StartTag(tag) => self.start(&tag),
            Token::EndTag(tag) => self.stop(&String::from_utf8_lossy(&tag.name)),
            Token::String(text) => self.text(Span::new(text.span.start, text.span.end)),
            Token::Comment(comment) => {
                let at = Span::new(comment.span.start, comment.span.end);
                if at.end + "-->".len() >= self.file.len() && !self.file[at.start..].contains("-->") {
                    self.page.swallowed = letters(&self.file[at.start..]);
                }
                self.pieces
                    .push(Piece::Comment(String::from_utf8_lossy(&comment).into_owned(), at));
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: &StartTag<usize>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        if ENDED_BY_NEXT.contains(&name.as_str()) && self.page.elements[self.top()].name == name {
            self.stop(&name);
        }
        let signs = self.signs(&name);
        if block_kind(&name).is_some() || signs {
            self.end();
        } else if name == "br" {
            self.line_end();
        }
        if name == "q" && self.hidden == 0 {
            self.pieces.push(Piece::Text("\u{201c}".to_owned(), BREAK));
        }
        if VOID.contains(&name.as_str()) || self.is_xml && tag.self_closing {
            return;
        }
        let attribute = |key: &str| {
            let value = tag.attributes.get(key.as_bytes());
            value.map(|value| String::from_utf8_lossy(&value.value).to_lowercase())
        };
        let mut look = furniture::look(&name, attribute);
        if signs && look.standing < Standing::Hidden {
            look.standing = Standing::Open;
        }
        if name == "blockquote" {
            self.open_figure();
        }
        self.hidden += usize::from(look.standing == Standing::Hidden);
        if name == "a" && attribute("href").is_some_and(|to| to.starts_with("#cmnt_ref")) {
            self.hide_comment();
        }
        let class = attribute("class").unwrap_or_default();
        let part = match look.note {
            _ if signs => Part::Signs,
            Some(Note::Text) => Part::Notes,
            Some(Note::Mark) => Part::Marks,
            Some(Note::Back) => Part::None,
            None if class.contains("pull") => Part::Pulls,
            None if name == "script" && attribute("type").is_some_and(|kind| kind.contains("ld+json")) => {
                Part::Tells
            }
            None => Part::None,
        };
        if part == Part::Marks && self.hidden < 2 {
            self.pieces.push(Piece::Mark);
        }
        let struck = class
            .split_whitespace()
            .any(|one| self.struck_classes.contains(one));
        let struck = struck || attribute("style").is_some_and(|style| style.contains("line-through"));
        self.struck += usize::from(struck);
        // As Google's documents are exported.
        let is_heading = attribute("id").is_some_and(|id| id.starts_with("h."));
        let is_title = is_heading && class.split_whitespace().any(|one| one == "title");
        let is_named = attribute("itemprop").is_some_and(|name| name == "headline");
        self.page.elements.push(Element {
            struck,
            kind: (is_title || is_named).then_some(BlockKind::Headline),
            parent: self.top(),
            standing: look.standing,
            closed: false,
            is_body: look.is_body,
            weight: look.weight,
            part,
            name: name.clone(),
        });
        self.open.push(self.page.elements.len() - 1);
        *self.names.entry(name).or_default() += 1;
    }

    /// One end of a line is a blank; two are the end of a paragraph.
    fn line_end(&mut self) {
        let is_seen = |piece: &&Piece| !matches!(piece, Piece::Text(text, at) if text.trim().is_empty() && *at != BREAK);
        let is_break = |piece: &&Piece| matches!(piece, Piece::Text(text, at) if *at == BREAK && text == " ");
        let last = self.pieces.iter().rev().find(is_seen);
        if last.filter(is_break).is_some() {
            self.end();
        } else {
            self.pieces.push(Piece::Text(" ".to_owned(), BREAK));
        }
    }

    /// A line that begins with the mark of an item stands by itself.
    fn item(&mut self, raw: &str) {
        let broken = matches!(self.pieces.last(), Some(Piece::Text(text, at)) if *at == BREAK && text == " ");
        if broken
            && raw
                .trim_start()
                .starts_with(['\u{2022}', '\u{25cf}', '\u{25aa}', '\u{2023}', '\u{b7}'])
        {
            self.end();
        }
    }

    /// A comment of a document that was exported as a page stands at its end, in an element of its own.
    fn hide_comment(&mut self) {
        let is_home = |at: &&usize| self.page.elements[**at].name == "div";
        if let Some(home) = self.open.iter().rev().find(is_home) {
            let element = &mut self.page.elements[*home];
            self.hidden += usize::from(element.standing != Standing::Hidden);
            element.standing = Standing::Hidden;
        }
    }

    /// Does an element of this name say whose words a quotation are that it stands in, or in a figure with?
    fn signs(&self, name: &str) -> bool {
        let in_quotation = self.names.get("blockquote").is_some_and(|count| *count > 0);
        match name {
            "cite" => in_quotation && self.is_said() && self.page.elements[self.top()].part != Part::Signs,
            "footer" => in_quotation,
            "figcaption" => {
                let last = self.page.blocks.iter().rfind(|block| block.size > 0);
                let last = last.map(|block| block.element);
                let figure = self.nearest(self.top(), "figure");
                let quoted = last.and_then(|last| self.nearest(last, "blockquote"));
                figure.is_some() && quoted.and_then(|quoted| self.nearest(quoted, "figure")) == figure
            }
            _ => false,
        }
    }

    /// Is what stands before it in its block nothing, or a whole sentence? A title in the midst of one signs nothing.
    fn is_said(&self) -> bool {
        let words = self.pieces.iter().rev().find_map(|piece| match piece {
            Piece::Text(text, _) | Piece::Link(text, _) => {
                Some(text.trim_end()).filter(|text| !text.is_empty())
            }
            Piece::Comment(..) | Piece::Mark => None,
        });
        let ends = [
            '.', '!', '?', '"', '\u{201d}', '\u{2019}', '\u{2026}', '\u{2014}', '\u{2013}', '-',
        ];
        words.is_none_or(|words| words.ends_with(ends))
    }

    /// The innermost element of this name around an element, or the element itself. Looks at a few.
    fn nearest(&self, element: usize, name: &str) -> Option<usize> {
        let mut at = element;
        for _ in 0..NESTED {
            if at == 0 || self.page.elements[at].name == name {
                break;
            }
            at = self.page.elements[at].parent;
        }
        (self.page.elements[at].name == name).then_some(at)
    }

    /// A figure that holds a quotation is no picture; one that pulls words out of the text says them again.
    fn open_figure(&mut self) {
        if let Some(figure) = self.nearest(self.top(), "figure") {
            let element = &mut self.page.elements[figure];
            if element.standing == Standing::Resort && element.part != Part::Pulls {
                element.standing = Standing::Open;
            }
        }
    }

    fn stop(&mut self, name: &str) {
        if block_kind(name).is_some() || self.page.elements[self.top()].part == Part::Signs {
            self.end();
        }
        if self.names.get(name).is_none_or(|count| *count == 0) {
            return;
        }
        if name == "q" && self.hidden == 0 {
            self.pieces.push(Piece::Text("\u{201d}".to_owned(), BREAK));
        }
        while let Some(last) = self.open.pop() {
            let element = &mut self.page.elements[last];
            self.hidden -= usize::from(element.standing == Standing::Hidden);
            self.struck -= usize::from(element.struck);
            if let Some(count) = self.names.get_mut(&element.name) {
                *count = count.saturating_sub(1);
            }
            if element.name == name {
                element.closed = true;
                return;
            }
        }
    }

    fn top(&self) -> usize {
        self.open.last().copied().unwrap_or_default()
    }

    /// Splits raw text at character references, so that everything else maps byte for byte.
    fn text(&mut self, at: Span) {
        let Some(raw) = self.file.get(at.start..at.end) else {
            return;
        };
        if self.hidden > 0 {
            let element = &self.page.elements[self.top()];
            if element.name == "style" {
                self.struck_classes.extend(raw::struck_classes(raw));
            } else if element.part == Part::Tells && self.page.told.is_none() {
                self.page.told = raw::told_headline(raw, at.start);
            }
            return;
        }
        let is_open = |name: &str| self.names.get(name).is_some_and(|count| *count > 0);
        if self.struck > 0 || STRUCK.iter().any(|name| is_open(name)) {
            self.page.struck += letters(raw);
            return;
        }
        let linked = self.names.get("a").is_some_and(|count| *count > 0);
        let piece = if linked { Piece::Link } else { Piece::Text };
        self.item(raw);
        let mut start = 0;
        while start < raw.len() {
            let rest = &raw[start..];
            let reference = rest.starts_with('&').then(|| reference_len(rest)).flatten();
            let from = usize::from(rest.starts_with('&'));
            let length =
                reference.unwrap_or_else(|| rest[from..].find('&').map_or(rest.len(), |next| next + from));
            let text = match reference {
                Some(_) => decode(&rest[..length]),
                None => rest[..length].to_owned(),
            };
            let place = Span::new(at.start + start, at.start + start + length);
            self.pieces.push(piece(text, place));
            start += length;
        }
    }

    fn end(&mut self) {
        let pieces = std::mem::take(&mut self.pieces);
        if pieces.is_empty() {
            return;
        }
        // Words of a link, a bold passage and the like belong to the block around them.
        let mut element = self.top();
        let mut signs = self.page.elements[element].part == Part::Signs;
        while element > 0
            && block_kind(&self.page.elements[element].name).is_none()
            && self.page.elements[element].standing == Standing::Open
        {
            element = self.page.elements[element].parent;
            signs |= self.page.elements[element].part == Part::Signs;
        }
        let home = &self.page.elements[element];
        let kind = home
            .kind
            .or(block_kind(&home.name))
            .unwrap_or(BlockKind::Paragraph);
        let mut block = Block {
            kind,
            element,
            pieces,
            size: 0,
            linked: 0,
            commas: 0,
        };
        for piece in &block.pieces {
            match piece {
                Piece::Comment(..) | Piece::Mark => {}
                Piece::Link(text, _) => {
                    block.size += letters(text);
                    block.linked += letters(text);
                }
                Piece::Text(text, _) => {
                    block.size += letters(text);
                    block.commas += text.matches([',', '،', '、', '，']).count();
                }
            }
        }
        match self.signed(&block, signs) {
            Some((quotation, dash)) => self.sign(quotation, block, dash),
            None => self.page.blocks.push(block),
        }
    }

    /// Says the block whose words the quotation before it are, by its element or by a dash? Which one that is, then, and what is
    /// to stand between both.
    fn signed(&self, block: &Block, signs: bool) -> Option<(usize, &'static str)> {
        // "[image]" leads elsewhere, and is not what was said.
        let is_said = |last: &Block| last.linked < last.size;
        let at = self.page.blocks.iter().rposition(is_said)?;
        let last = &self.page.blocks[at];
        let text = block.pieces.iter().find_map(|piece| match piece {
            Piece::Text(text, _) | Piece::Link(text, _) => {
                Some(text.trim_start()).filter(|text| !text.is_empty())
            }
            Piece::Comment(..) | Piece::Mark => None,
        })?;
        let is_dashed = text.starts_with(['\u{2014}', '\u{2013}', '\u{2015}']) || text.starts_with("--");
        let quoted = self.nearest(last.element, "blockquote")?;
        let is_near = self.nearest(block.element, "blockquote") == Some(quoted)
            || self
                .nearest(block.element, "figure")
                .is_some_and(|figure| self.nearest(quoted, "figure") == Some(figure));
        let is_short = block.size <= SIGNATURE && block.size > 0;
        let dash = if is_dashed { " " } else { " \u{2014} " };
        ((signs || is_dashed) && is_near && is_short).then_some((at, dash))
    }

    /// Puts it behind the quotation.
    fn sign(&mut self, quotation: usize, block: Block, dash: &str) {
        if let Some(last) = self.page.blocks.get_mut(quotation) {
            last.kind = BlockKind::Quotation;
            last.pieces.push(Piece::Text(dash.to_owned(), Span::default()));
            last.pieces.extend(block.pieces);
            // Where the signature leads to makes no list of links of the quotation.
            last.size += block.size;
            last.commas += block.commas;
        }
    }
}

/// Where the end of a line stands, which is nowhere in the prose's way back.
const BREAK: Span = Span { start: 0, end: 0 };

/// Elements around one are looked at so far.
const NESTED: usize = 12;

/// Who said a quotation is told in so many characters.
const SIGNATURE: usize = 160;

/// What the element begins, if it begins a block.
fn block_kind(name: &str) -> Option<BlockKind> {
    BLOCKS.iter().find(|(block, _)| *block == name).map(|row| row.1)
}

/// Bytes of the character reference at the start of `text`, if one stands there.
fn reference_len(text: &str) -> Option<usize> {
    let end = text.bytes().take(34).position(|byte| byte == b';')?;
    let body = &text[1..end];
    (!body.is_empty()
        && body
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'#'))
    .then_some(end + 1)
}

fn decode(reference: &str) -> String {
    let mut text = String::new();
    for token in Tokenizer::new(reference) {
        let Ok(token) = token;
        if let html5gum::Token::String(piece) = token {
            text.push_str(&String::from_utf8_lossy(&piece));
        }
    }
    text
}
