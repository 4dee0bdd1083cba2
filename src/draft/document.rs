//! The paragraphs of a document whose file nobody looks into (Word, mail, a book), written as a text of their own in which
//! a line is a paragraph; notes at its foot come after all others.

use super::writer::BlockWriter;
use super::{BlockKind, Blocks, SourceMap, Span, letters};

/// A first paragraph that is set in bold and no longer than this is the headline.
const HEADLINE_AT_MOST: usize = 160;

/// How letters are set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Set {
    pub(super) hidden: bool,
    pub(super) struck: bool,
    pub(super) bold: bool,
}

#[derive(Default)]
struct Paragraph {
    kind: Option<BlockKind>,
    words: String,
    /// How many of its letters are set in bold.
    bold: usize,
    /// Bytes of the words that lead somewhere.
    links: Vec<Span>,
    comments: Vec<String>,
    /// Bytes of the words, and those of the document's main part that they were read from, where that was said.
    origins: Vec<(Span, Span)>,
}

/// A document under construction.
#[derive(Default)]
pub(super) struct Document {
    now: Paragraph,
    /// Paragraphs under way in which a note stands, outermost first.
    around: Vec<Paragraph>,
    body: Vec<Paragraph>,
    notes: Vec<Paragraph>,
    /// Characters that are seen and are not the article's.
    pub(super) left_out: usize,
    /// What a person should know of how it was read.
    pub(super) notices: Vec<String>,
}

impl Document {
    /// Says what the paragraph under way is.
    pub(super) fn is(&mut self, kind: BlockKind) {
        self.now.kind = Some(kind);
    }

    /// Says that the paragraph under way is one of running text.
    pub(super) fn is_plain(&mut self) {
        self.now.kind = None;
    }

    /// What the paragraph under way is, where that was said.
    pub(super) fn kind(&self) -> Option<BlockKind> {
        self.now.kind
    }

    /// Appends words to the paragraph under way.
    pub(super) fn push(&mut self, words: &str, set: Set) {
        if set.hidden {
            return;
        }
        if set.struck {
            self.left_out += letters(words);
            return;
        }
        if set.bold {
            self.now.bold += letters(words);
        }
        // Line ends are kept for paragraphs.
        let plain = words
            .chars()
            .map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c });
        self.now.words.extend(plain.filter(|c| !c.is_control()));
    }

    /// The same, of words that stand at these bytes of the document's main part.
    pub(super) fn push_from(&mut self, words: &str, set: Set, origin: Span) {
        let start = self.now.words.len();
        self.push(words, set);
        let written = Span::new(start, self.now.words.len());
        if !written.is_empty() {
            self.now.origins.push((written, origin));
        }
    }

    /// One blank, if words stand before it and no other blank.
    pub(super) fn space(&mut self) {
        if !self.now.words.is_empty() && !self.now.words.ends_with(' ') {
            self.now.words.push(' ');
        }
    }

    /// Words that a reader sees and that are none of the article's.
    pub(super) fn leave_out(&mut self, words: &str) {
        self.left_out += letters(words);
    }

    /// Where the next words will begin in the paragraph under way.
    pub(super) fn at(&self) -> usize {
        self.now.words.len()
    }

    /// The words since `from` are a link.
    pub(super) fn link(&mut self, from: usize) {
        if from < self.now.words.len() {
            self.now.links.push(Span::new(from, self.now.words.len()));
        }
    }

    /// The last letter bears the mark of a note.
    pub(super) fn mark(&mut self) {
        let last = self.now.words.char_indices().next_back();
        if let Some((at, _)) = last {
            self.link(at);
        }
    }

    /// The inside of a comment on the paragraph under way.
    pub(super) fn comment(&mut self, body: String) {
        self.now.comments.push(body);
    }

    /// A note begins: its paragraphs stand at the foot.
    pub(super) fn open_note(&mut self) {
        self.around.push(std::mem::take(&mut self.now));
    }

    /// The note ends; the paragraph around it goes on.
    pub(super) fn close_note(&mut self) {
        if let Some(around) = self.around.pop() {
            let last = std::mem::replace(&mut self.now, around);
            self.keep(last, true);
        }
    }

    /// The paragraph ends.
    pub(super) fn end(&mut self) {
        let is_note = !self.around.is_empty();
        let ended = std::mem::take(&mut self.now);
        self.keep(ended, is_note);
    }

    fn keep(&mut self, paragraph: Paragraph, is_note: bool) {
        if paragraph.words.trim().is_empty() {
            // What is said of nothing is said of what comes next.
            self.now.comments.extend(paragraph.comments);
        } else if is_note {
            self.notes.push(paragraph);
        } else {
            self.body.push(paragraph);
        }
    }

    /// Appends what another reader read: a page in a book, the text of a mail.
    pub(super) fn append(&mut self, blocks: &Blocks) {
        for block in &blocks.blocks {
            self.now.kind = Some(block.kind);
            let words = &blocks.text[block.span.start..block.span.end];
            self.now.words = words.replace(['\n', '\r'], " ");
            let from = blocks.links.partition_point(|link| link.start < block.span.start);
            let inside = blocks.links[from..]
                .iter()
                .take_while(|link| link.end <= block.span.end);
            let start = block.span.start;
            let links = inside.map(|link| Span::new(link.start - start, link.end - start));
            self.now.links = links.collect();
            self.end();
        }
        self.left_out += blocks.left_out;
    }

    /// The text that spans index, a line a paragraph, and the blocks.
    pub(super) fn finish(self) -> (String, Blocks) {
        let (file, blocks, _) = self.traced();
        (file, blocks)
    }

    /// The same, and the way from that text to the bytes of the document's main part.
    pub(super) fn traced(mut self) -> (String, Blocks, SourceMap) {
        while !self.around.is_empty() {
            self.close_note();
        }
        self.end();
        self.find_headline();
        let mut file = String::new();
        let mut out = BlockWriter::default();
        let mut origins = SourceMap::default();
        for paragraph in self.body.iter().chain(&self.notes) {
            trace(paragraph, file.len(), &mut origins);
            write(paragraph, &mut file, &mut out);
        }
        let mut blocks = out.finish();
        blocks.left_out = self.left_out;
        blocks.notices = self.notices;
        (file, blocks, origins)
    }

    /// Where none is marked, a short first paragraph set in bold as a whole is the headline.
    fn find_headline(&mut self) {
        let is_headline = |one: &Paragraph| one.kind == Some(BlockKind::Headline);
        if self.body.len() < 2 || self.body.iter().any(is_headline) {
            return;
        }
        let first = &mut self.body[0];
        let words = first.words.trim();
        let is_open = !words.ends_with(['.', ':', ';', ',']);
        let is_short = words.chars().count() <= HEADLINE_AT_MOST;
        if first.kind.is_none() && first.bold == letters(words) && is_open && is_short {
            first.kind = Some(BlockKind::Headline);
        }
    }
}

/// Says where the words of a paragraph come from that is to be written at `at`.
fn trace(paragraph: &Paragraph, at: usize, origins: &mut SourceMap) {
    let skipped = paragraph.words.len() - paragraph.words.trim_start().len();
    let end = skipped + paragraph.words.trim().len();
    for (words, origin) in &paragraph.origins {
        let kept = Span::new(words.start.max(skipped), words.end.min(end));
        if kept.is_empty() {
            continue;
        }
        // Where bytes were changed on the way, they map as a whole.
        let origin = match words.len() == origin.len() {
            true => Span::new(
                origin.start + (kept.start - words.start),
                origin.end - (words.end - kept.end),
            ),
            false => *origin,
        };
        let placed = |place: usize| at + place - skipped;
        origins.push(Span::new(placed(kept.start), placed(kept.end)), origin);
    }
}

fn write(paragraph: &Paragraph, file: &mut String, out: &mut BlockWriter) {
    match paragraph.kind.unwrap_or(BlockKind::Paragraph) {
        BlockKind::Headline => out.begin_headline(),
        kind => out.begin(kind),
    }
    let words = paragraph.words.trim();
    let skipped = paragraph.words.len() - paragraph.words.trim_start().len();
    let place = Span::new(file.len(), file.len() + words.len());
    file.push_str(words);
    file.push('\n');
    out.push(words, place);
    let start = out.at() - words.len();
    for link in &paragraph.links {
        let inside = |at: usize| start + at.saturating_sub(skipped).min(words.len());
        let link = Span::new(inside(link.start), inside(link.end));
        if !link.is_empty() {
            out.link_at(link);
        }
    }
    for comment in &paragraph.comments {
        out.comment(comment, place);
    }
    out.end();
}
