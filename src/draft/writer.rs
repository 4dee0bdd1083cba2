//! Builds prose block by block, keeping the way back to the file: what every format's reader writes with.

use super::{Block, BlockKind, Blocks, Directive, Span};

/// Prose under construction.
#[derive(Default)]
pub(super) struct BlockWriter {
    out: Blocks,
    /// Where the block under way begins in the prose.
    start: Option<usize>,
    kind: Option<BlockKind>,
    headline_known: bool,
    /// Directives whose block is not known yet, by their number.
    waiting: Vec<usize>,
}

impl BlockWriter {
    /// Ends the block under way and says what the next one is.
    pub(super) fn begin(&mut self, kind: BlockKind) {
        self.end();
        self.kind = Some(kind);
    }

    /// Like [`BlockWriter::begin`]; the first such block is the headline.
    pub(super) fn begin_headline(&mut self) {
        self.begin(if self.headline_known {
            BlockKind::Heading
        } else {
            BlockKind::Headline
        });
        self.headline_known = true;
    }

    /// Has the headline been seen?
    pub(super) fn headline_known(&self) -> bool {
        self.headline_known
    }

    /// Appends a piece of prose that stands for these bytes of the file.
    pub(super) fn push(&mut self, text: &str, file: Span) {
        if text.is_empty() {
            return;
        }
        if self.start.is_none() {
            if !self.out.text.is_empty() {
                self.out.text.push_str("\n\n");
            }
            self.start = Some(self.out.text.len());
        }
        let start = self.out.text.len();
        self.out.text.push_str(text);
        self.out.map.push(Span::new(start, self.out.text.len()), file);
    }

    /// Appends text with every run of white space folded to one blank, and without `unseen`.
    pub(super) fn push_folded(&mut self, text: &str, at: Span, unseen: char) {
        let verbatim = text.len() == at.len();
        let file = |from: usize, to: usize| {
            if verbatim {
                Span::new(at.start + from, at.start + to)
            } else {
                at
            }
        };
        let is_gap = |c: char| c.is_whitespace() || c == unseen;
        let mut from = 0;
        while from < text.len() {
            let rest = &text[from..];
            let word = rest.find(is_gap).unwrap_or(rest.len());
            self.push(&rest[..word], file(from, from + word));
            from += word;
            let rest = &text[from..];
            let gap = rest.len() - rest.trim_start_matches(is_gap).len();
            let is_seen = rest[..gap].contains(char::is_whitespace);
            if is_seen && !self.at_gap() {
                self.push(" ", file(from, from + gap));
            }
            from += gap;
        }
    }

    /// Where the next piece of prose will begin, or before it.
    pub(super) fn at(&self) -> usize {
        self.out.text.len()
    }

    /// The prose since `from` is a link, or its last letter bears the mark of a footnote.
    pub(super) fn link(&mut self, from: usize) {
        let end = self.out.text.len();
        if from < end {
            self.out.links.push(Span::new(from, end));
        }
    }

    /// The last letter of the block under way bears the mark of a note.
    pub(super) fn mark(&mut self) {
        let last = self.out.text.char_indices().next_back();
        if let (Some(_), Some((at, _))) = (self.start, last) {
            self.link(at);
        }
    }

    /// These bytes of the prose are a link, or bear the mark of a footnote.
    #[cfg(feature = "office")]
    pub(super) fn link_at(&mut self, span: Span) {
        self.out.links.push(span);
    }

    /// The prose of the block under way ends with white space, or nothing is written of it yet.
    pub(super) fn at_gap(&self) -> bool {
        self.start.is_none() || self.out.text.ends_with(char::is_whitespace)
    }

    /// Ends the block under way; trailing white space is no part of it.
    pub(super) fn end(&mut self) {
        let Some(start) = self.start.take() else { return };
        let end = start + self.out.text[start..].trim_end().len();
        let kind = self.kind.unwrap_or(BlockKind::Paragraph);
        if end == start {
            return;
        }
        let block = Block {
            kind,
            span: Span::new(start, end),
        };
        for waiting in self.waiting.drain(..) {
            self.out.directives[waiting].covers = block.span;
        }
        self.out.blocks.push(block);
    }

    /// Takes the inside of a comment: `twosource: allow RULE, RULE -- reason` is a directive; a dash does as well as two
    /// hyphens, of which some programs make one. Inside a block it covers that block, between two blocks the next.
    pub(super) fn comment(&mut self, body: &str, in_file: Span) {
        let Some(body) = body.trim().strip_prefix("twosource:") else {
            return;
        };
        let Some(body) = body.trim().strip_prefix("allow") else {
            return;
        };
        let dash = ["--", "\u{2014}", "\u{2013}"].into_iter();
        let dash = dash.filter_map(|dash| Some((body.find(dash)?, dash.len()))).min();
        let (at, length) = dash.unwrap_or((body.len(), 0));
        let (rules, reason) = (&body[..at], &body[at + length..]);
        let names = rules
            .split([',', ' '])
            .map(str::trim)
            .filter(|rule| !rule.is_empty());
        let rules = names.map(str::to_owned).collect();
        self.waiting.push(self.out.directives.len());
        self.out.directives.push(Directive {
            rules,
            reason: reason.trim().to_owned(),
            in_file,
            covers: Span::default(),
        });
    }

    /// The blocks. An article without a headline that opens with a heading has its headline there.
    pub(super) fn finish(mut self) -> Blocks {
        self.end();
        if let (false, Some(first)) = (self.headline_known, self.out.blocks.first_mut())
            && first.kind == BlockKind::Heading
        {
            first.kind = BlockKind::Headline;
        }
        self.out
    }
}
