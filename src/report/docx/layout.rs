//! Where in the main part of a Word document comments can be tied to words, and where some are.

use crate::draft::Span;
use crate::draft::xml::{Xml, attribute, each_at};

/// Elements of a paragraph that hold runs as a paragraph does.
const HOLDERS: &[&str] = &[
    "hyperlink",
    "ins",
    "moveTo",
    "smartTag",
    "sdt",
    "sdtContent",
    "customXml",
    "fldSimple",
    "dir",
    "bdo",
];

/// A piece of a paragraph: a run, or whatever else stands where runs stand. A comment can begin before and end behind it.
#[derive(Clone, Debug, Default)]
pub(super) struct Piece {
    /// All of it.
    pub(super) whole: Span,
    /// Is it a run, which can be cut in two?
    pub(super) is_run: bool,
    /// Its first tag.
    pub(super) tag: Span,
    /// How its letters are set; empty where nothing is said.
    pub(super) properties: Span,
    /// What stands in it, without that.
    pub(super) inside: Span,
}

/// Words of a run.
#[derive(Clone, Debug)]
pub(super) struct Text {
    /// The number of the run.
    pub(super) piece: usize,
    /// The element.
    pub(super) element: Span,
    /// Its first tag.
    pub(super) tag: Span,
    /// The words, as they are written.
    pub(super) words: Span,
}

/// What ties a comment to words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tie {
    Begins,
    Ends,
    /// The mark at which it is shown.
    Mark,
}

/// A tie that stands in the document.
#[derive(Clone, Debug)]
pub(super) struct Tied {
    pub(super) tie: Tie,
    /// The number of the comment, as written.
    pub(super) id: String,
    pub(super) element: Span,
    /// The number of the piece that it stands in.
    piece: usize,
}

/// The pieces, words and ties in the order of the part.
#[derive(Debug, Default)]
pub(super) struct Layout {
    pub(super) pieces: Vec<Piece>,
    pub(super) texts: Vec<Text>,
    pub(super) ties: Vec<Tied>,
    /// What stands before the colon of the names of WordprocessingML; empty where nothing does.
    pub(super) prefix: String,
    /// The namespace that they are in.
    pub(super) namespace: String,
}

impl Layout {
    /// Linear in the part.
    pub(super) fn of(part: &str) -> Layout {
        let mut reader = Reader::default();
        // It was read before as a draft; what is broken has no layout.
        let read = each_at(part, |xml, at| match xml {
            Xml::Start(tag) => {
                let name = tag.name();
                let prefix = name.prefix().map(|prefix| prefix.as_ref().to_owned());
                let prefix = prefix.unwrap_or_default();
                if reader.open.is_empty() {
                    let declaration = match prefix.as_str() {
                        "" => "xmlns".to_owned(),
                        prefix => format!("xmlns:{prefix}"),
                    };
                    let declared = tag.attributes().flatten();
                    let mut declared = declared.filter(|one| one.key.as_ref() == declaration);
                    reader.out.namespace = declared.next().map_or(String::new(), |one| one.value.to_string());
                    reader.out.prefix = prefix.clone();
                }
                let id = attribute(tag, "id").unwrap_or_default();
                reader.start((tag.local_name().as_ref(), &prefix), at, id);
            }
            Xml::End(_) => reader.stop(at),
            Xml::Text(_) => {}
        });
        if read.is_err() {
            return Layout::default();
        }
        reader.out
    }

    /// The words in which this byte stands: behind their first when it is one that begins something, before their last when it
    /// is where something ends.
    pub(super) fn text(&self, at: usize, tie: Tie) -> Option<&Text> {
        let after = match tie {
            Tie::Begins => self.texts.partition_point(|text| text.words.end <= at),
            _ => self.texts.partition_point(|text| text.words.end < at),
        };
        let text = self.texts.get(after)?;
        let begins = text.words.start <= at && tie == Tie::Begins;
        (begins || text.words.start < at).then_some(text)
    }

    /// The piece in which this byte stands.
    pub(super) fn piece(&self, at: usize) -> Option<&Piece> {
        let after = self.pieces.partition_point(|piece| piece.whole.end <= at);
        self.pieces.get(after).filter(|piece| piece.whole.start <= at)
    }

    /// What is taken out with a tie: the run of a mark that holds nothing else.
    pub(super) fn around(&self, tied: &Tied) -> Span {
        let piece = self.pieces.get(tied.piece);
        let alone = piece.filter(|piece| piece.is_run && piece.inside == tied.element);
        match (tied.tie, alone) {
            (Tie::Mark, Some(run)) => run.whole,
            _ => tied.element,
        }
    }

    /// What a comment is tied to.
    pub(super) fn tied_to(&self, id: &str) -> Option<Span> {
        let places = self
            .ties
            .iter()
            .filter(|tied| tied.id == id)
            .map(|tied| tied.element);
        places.reduce(Span::join)
    }
}

/// An element under way.
struct Open {
    tag: Span,
    is_text: bool,
    is_properties: bool,
    /// Do runs stand in it?
    holds: bool,
}

#[derive(Default)]
struct Reader {
    out: Layout,
    open: Vec<Open>,
    /// The piece under way, and how many elements are open around what stands in it.
    now: Option<(Piece, usize)>,
    /// Ties whose element is open, by how many elements are open around it.
    tying: Vec<(usize, usize)>,
}

impl Reader {
    fn start(&mut self, (name, prefix): (&str, &str), at: Span, id: String) {
        let is_word = prefix == self.out.prefix;
        let depth = self.open.len();
        let in_holder = self.open.last().is_some_and(|open| open.holds);
        let holds = self.now.is_none() && is_word && (name == "p" || in_holder && HOLDERS.contains(&name));
        let mut open = Open {
            tag: at,
            is_text: false,
            is_properties: false,
            holds,
        };
        match &mut self.now {
            None if in_holder && !holds => {
                let piece = Piece {
                    whole: at,
                    is_run: is_word && name == "r",
                    tag: at,
                    ..Piece::default()
                };
                self.now = Some((piece, depth + 1));
            }
            Some((piece, inside)) if *inside == depth => {
                open.is_properties = name == "rPr" && piece.inside.is_empty();
                open.is_text = is_word && name == "t" && piece.is_run;
                if !open.is_properties && piece.inside.is_empty() {
                    piece.inside = at;
                }
            }
            _ => {}
        }
        let tie = match name {
            "commentRangeStart" => Some(Tie::Begins),
            "commentRangeEnd" => Some(Tie::Ends),
            "commentReference" => Some(Tie::Mark),
            _ => None,
        };
        if let Some(tie) = tie {
            self.tying.push((self.out.ties.len(), depth));
            self.out.ties.push(Tied {
                tie,
                id,
                element: at,
                piece: self.out.pieces.len(),
            });
        }
        self.open.push(open);
    }

    fn stop(&mut self, at: Span) {
        let Some(open) = self.open.pop() else { return };
        let depth = self.open.len();
        if let Some((tied, _)) = self.tying.pop_if(|(_, around)| *around == depth)
            && let Some(tied) = self.out.ties.get_mut(tied)
        {
            tied.element.end = at.end;
        }
        let Some((piece, inside)) = &mut self.now else {
            return;
        };
        if *inside == depth {
            let element = Span::new(open.tag.start, at.end);
            if open.is_properties {
                piece.properties = element;
            } else {
                piece.inside.end = at.end;
            }
            if open.is_text && open.tag != at {
                self.out.texts.push(Text {
                    piece: self.out.pieces.len(),
                    element,
                    tag: open.tag,
                    words: Span::new(open.tag.end, at.start),
                });
            }
        } else if *inside == depth + 1 {
            piece.whole.end = at.end;
            let (piece, _) = self.now.take().unwrap_or_default();
            self.out.pieces.push(piece);
        }
    }
}
