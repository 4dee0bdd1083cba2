//! HTML, by html5gum's tokenizer: the article's body is found, scripts and page furniture are skipped, and every
//! byte of prose is traceable to the file. Nothing is executed or fetched.

use html5gum::Tokenizer;
use html5gum::emitters::default::{DefaultEmitter, Token};

use super::writer::BlockWriter;
use super::{BlockKind, Blocks, Span};

/// Elements whose text is never the article's.
const SKIPPED: &[&str] = &[
    "script",
    "style",
    "noscript",
    "template",
    "nav",
    "aside",
    "footer",
    "form",
    "button",
    "select",
    "svg",
    "iframe",
    "figure",
    "figcaption",
    "table",
    "title",
    "textarea",
    "audio",
    "video",
    "object",
    "math",
    "dialog",
    "menu",
    "label",
];

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
    ("dl", BlockKind::Paragraph),
    ("dt", BlockKind::Paragraph),
    ("dd", BlockKind::Paragraph),
    ("pre", BlockKind::Paragraph),
];

/// Reads HTML.
pub(super) fn read(file: &str) -> Blocks {
    let mut reader = Reader {
        file,
        ..Reader::default()
    };
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(file, emitter) {
        let Ok(token) = token;
        reader.take(token);
    }
    reader.end();
    write(reader.found)
}

/// Where in the page a block stands.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Room {
    /// Number of the outermost `<article>`, from 1; 0 outside.
    article: usize,
    in_main: bool,
}

/// One piece of a block.
enum Piece {
    Text(String, Span),
    Link(String, Span),
    Comment(String, Span),
}

struct Found {
    kind: BlockKind,
    room: Room,
    pieces: Vec<Piece>,
}

#[derive(Default)]
struct Reader<'a> {
    file: &'a str,
    /// Names of open elements.
    open: Vec<String>,
    /// How many of the open elements are skipped ones.
    silent: usize,
    room: Room,
    articles: usize,
    pieces: Vec<Piece>,
    kind: Option<BlockKind>,
    found: Vec<Found>,
}

impl Reader<'_> {
    fn take(&mut self, token: Token<usize>) {
        match token {
            Token::StartTag(tag) => self.start(&String::from_utf8_lossy(&tag.name)),
            Token::EndTag(tag) => self.stop(&String::from_utf8_lossy(&tag.name)),
            Token::String(text) if self.silent == 0 => self.text(Span::new(text.span.start, text.span.end)),
            Token::Comment(comment) => {
                let at = Span::new(comment.span.start, comment.span.end);
                self.pieces
                    .push(Piece::Comment(String::from_utf8_lossy(&comment).into_owned(), at));
            }
            _ => {}
        }
    }

    fn start(&mut self, name: &str) {
        if let Some((_, kind)) = BLOCKS.iter().find(|(block, _)| *block == name) {
            self.end();
            self.kind = Some(*kind);
        } else if name == "br" {
            self.pieces.push(Piece::Text(" ".to_owned(), Span::default()));
        }
        if VOID.contains(&name) {
            return;
        }
        // A paragraph and a list item end where the next one begins.
        if matches!(name, "p" | "li") && self.open.last().is_some_and(|last| last == name) {
            self.open.pop();
        }
        self.silent += usize::from(self.skips(name));
        if name == "article" && !self.open.iter().any(|open| open == "article") {
            self.articles += 1;
            self.room.article = self.articles;
        }
        self.room.in_main |= name == "main";
        self.open.push(name.to_owned());
    }

    fn stop(&mut self, name: &str) {
        if BLOCKS.iter().any(|(block, _)| *block == name) {
            self.end();
        }
        let Some(at) = self.open.iter().rposition(|open| open == name) else {
            return;
        };
        for closed in self.open.split_off(at) {
            self.silent = self.silent.saturating_sub(usize::from(self.skips(&closed)));
        }
        if !self.open.iter().any(|open| open == "article") {
            self.room.article = 0;
        }
        self.room.in_main = self.open.iter().any(|open| open == "main");
        self.kind = self
            .open
            .iter()
            .rev()
            .find_map(|open| BLOCKS.iter().find(|(block, _)| block == open))
            .map(|row| row.1);
    }

    fn skips(&self, name: &str) -> bool {
        SKIPPED.contains(&name)
    }

    /// Splits raw text at character references, so that everything else maps byte for byte.
    fn text(&mut self, at: Span) {
        let Some(raw) = self.file.get(at.start..at.end) else {
            return;
        };
        let mut start = 0;
        while start < raw.len() {
            let rest = &raw[start..];
            let reference = rest.starts_with('&').then(|| reference_len(rest)).flatten();
            let from = usize::from(rest.starts_with('&'));
            let length =
                reference.unwrap_or_else(|| rest[from..].find('&').map_or(rest.len(), |next| next + from));
            let piece = &rest[..length];
            let text = if reference.is_some() {
                decode(piece)
            } else {
                piece.to_owned()
            };
            let piece = match self.open.iter().any(|open| open == "a") {
                true => Piece::Link,
                false => Piece::Text,
            };
            self.pieces.push(piece(
                text,
                Span::new(at.start + start, at.start + start + length),
            ));
            start += length;
        }
    }

    fn end(&mut self) {
        let pieces = std::mem::take(&mut self.pieces);
        if !pieces.is_empty() {
            self.found.push(Found {
                kind: self.kind.unwrap_or(BlockKind::Paragraph),
                room: self.room,
                pieces,
            });
        }
    }
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

/// Writes the blocks of the article: of the `<article>` with most text, else of `<main>`, else of the page.
fn write(found: Vec<Found>) -> Blocks {
    let body = body(&found);
    let mut out = BlockWriter::default();
    let mut headline: Option<&Found> = None;
    for block in &found {
        if block.kind == BlockKind::Headline && (headline.is_none() || body(&block.room)) && size(block) > 0 {
            headline = headline.filter(|kept| body(&kept.room)).or(Some(block));
        }
    }
    if let Some(block) = headline.filter(|block| !body(&block.room)) {
        write_block(block, &mut out);
    }
    for block in found.iter().filter(|block| body(&block.room)) {
        write_block(block, &mut out);
    }
    out.finish()
}

fn size(block: &Found) -> usize {
    let length = |piece: &Piece| match piece {
        Piece::Text(text, _) | Piece::Link(text, _) => text.trim().len(),
        Piece::Comment(..) => 0,
    };
    block.pieces.iter().map(length).sum()
}

/// Tells which rooms are the article's.
fn body(found: &[Found]) -> impl Fn(&Room) -> bool {
    let total = |room: &dyn Fn(&Room) -> bool| {
        found
            .iter()
            .filter(|block| room(&block.room))
            .map(size)
            .sum::<usize>()
    };
    let articles = found.iter().map(|block| block.room.article).max().unwrap_or(0);
    let mut sizes = vec![0; articles + 1];
    for block in found {
        sizes[block.room.article] += size(block);
    }
    let best = (1..=articles)
        .max_by_key(|number| (sizes[*number], articles - number))
        .filter(|number| sizes[*number] > 0);
    let main = total(&|room| room.in_main) > 0;
    move |room: &Room| best.map_or(!main || room.in_main, |number| room.article == number)
}

fn write_block(block: &Found, out: &mut BlockWriter) {
    match block.kind {
        BlockKind::Headline => out.begin_headline(),
        kind => out.begin(kind),
    }
    for piece in &block.pieces {
        match piece {
            Piece::Comment(body, at) => out.comment(body, *at),
            Piece::Text(text, at) => push_folded(text, *at, out),
            Piece::Link(text, at) => {
                let from = out.at();
                push_folded(text, *at, out);
                out.link(from);
            }
        }
    }
    out.end();
}

/// Appends text with every run of white space folded to one space.
fn push_folded(text: &str, at: Span, out: &mut BlockWriter) {
    let verbatim = text.len() == at.len();
    let file = |from: usize, to: usize| {
        if verbatim {
            Span::new(at.start + from, at.start + to)
        } else {
            at
        }
    };
    let mut from = 0;
    while from < text.len() {
        let rest = &text[from..];
        let word = rest.find(char::is_whitespace).unwrap_or(rest.len());
        out.push(&rest[..word], file(from, from + word));
        from += word;
        let rest = &text[from..];
        let gap = rest.len() - rest.trim_start().len();
        if gap > 0 && !out.at_gap() {
            out.push(" ", file(from, from + gap));
        }
        from += gap;
    }
}
