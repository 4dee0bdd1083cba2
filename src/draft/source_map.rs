//! The way back from clean prose to the file.

use super::Span;

/// Pieces of prose and the places they were copied from, in the order of both.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    pieces: Vec<Piece>,
}

#[derive(Clone, Copy, Debug)]
struct Piece {
    text: Span,
    file: Span,
}

impl SourceMap {
    /// Records that the prose at `text` stands for the bytes at `file`. When both have the same length the
    /// bytes are the same; otherwise (an entity, a soft line break) the piece maps as a whole.
    pub fn push(&mut self, text: Span, file: Span) {
        if let Some(last) = self.pieces.last_mut() {
            let verbatim = last.text.len() == last.file.len() && text.len() == file.len();
            if verbatim && last.text.end == text.start && last.file.end == file.start {
                last.text.end = text.end;
                last.file.end = file.end;
                return;
            }
        }
        self.pieces.push(Piece { text, file });
    }

    /// The bytes of the file that stand behind a span of the prose. Logarithmic.
    pub fn in_file(&self, span: Span) -> Span {
        let start = self.start_of(span.start);
        if span.is_empty() {
            return Span::new(start, start);
        }
        Span::new(start, self.end_of(span.end))
    }

    /// The pieces of a span of the prose, each with the bytes of the file that it stands for. Logarithmic.
    pub(super) fn pieces_of(&self, span: Span) -> impl Iterator<Item = (Span, Span)> + '_ {
        let from = self.pieces.partition_point(|piece| piece.text.end <= span.start);
        let pieces = self.pieces[from..].iter();
        let pieces = pieces.take_while(move |piece| piece.text.start < span.end);
        pieces.map(move |piece| {
            let text = Span::new(piece.text.start.max(span.start), piece.text.end.min(span.end));
            let start = piece.file_offset(text.start, piece.file.start);
            (
                text,
                Span::new(start, piece.file_offset(text.end, piece.file.end)),
            )
        })
    }

    fn start_of(&self, offset: usize) -> usize {
        let at = self.pieces.partition_point(|piece| piece.text.end <= offset);
        match self.pieces.get(at) {
            Some(piece) if piece.text.start <= offset => piece.file_offset(offset, piece.file.start),
            Some(piece) => piece.file.start,
            None => self.pieces.last().map_or(0, |piece| piece.file.end),
        }
    }

    fn end_of(&self, offset: usize) -> usize {
        let at = self.pieces.partition_point(|piece| piece.text.start < offset);
        match at.checked_sub(1).and_then(|at| self.pieces.get(at)) {
            Some(piece) if offset <= piece.text.end => piece.file_offset(offset, piece.file.end),
            Some(piece) => piece.file.end,
            None => 0,
        }
    }
}

impl Piece {
    fn file_offset(&self, offset: usize, whole: usize) -> usize {
        if self.text.len() == self.file.len() {
            self.file.start + (offset - self.text.start)
        } else {
            whole
        }
    }
}
