//! Changes of a part of a document: pieces taken out, pieces put in; everything else stays byte for byte.

use std::collections::BTreeMap;

use super::layout::{Layout, Piece, Text, Tie};
use crate::draft::Span;

/// Where a tie is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Spot {
    /// Between two pieces of a paragraph.
    Between(usize),
    /// Between two elements of the run with this number.
    InRun(usize, usize),
    /// In the words with this number.
    InWords(usize, usize),
}

impl Spot {
    fn at(self) -> usize {
        match self {
            Spot::Between(at) | Spot::InRun(at, _) | Spot::InWords(at, _) => at,
        }
    }
}

/// The changes of a part.
#[derive(Debug, Default)]
pub(super) struct Edits {
    /// What is put in the place of which bytes; those of one place in their order.
    changes: Vec<(Span, String)>,
}

impl Edits {
    /// Puts something in the place of these bytes.
    pub(super) fn put(&mut self, place: Span, text: String) {
        self.changes.push((place, text));
    }

    /// The part with its changes. A change that cuts through another one or through a letter is left out.
    pub(super) fn of(mut self, part: &str) -> String {
        self.changes.sort_by_key(|(place, _)| (place.start, place.end));
        let mut out = String::with_capacity(part.len() + part.len() / 8);
        let mut done = 0;
        for (place, text) in &self.changes {
            if let (Some(kept), true) = (part.get(done..place.start), part.is_char_boundary(place.end)) {
                out.push_str(kept);
                out.push_str(text);
                done = place.end;
            }
        }
        out.push_str(part.get(done..).unwrap_or_default());
        out
    }
}

/// Ties comments to words of the main part.
pub(super) struct Tying<'a> {
    part: &'a str,
    layout: &'a Layout,
    /// What is put at each spot: what ends there, then what begins.
    ends: BTreeMap<Spot, String>,
    begins: BTreeMap<Spot, String>,
}

impl<'a> Tying<'a> {
    pub(super) fn of(part: &'a str, layout: &'a Layout) -> Tying<'a> {
        Tying {
            part,
            layout,
            ends: BTreeMap::new(),
            begins: BTreeMap::new(),
        }
    }

    /// Ties the comment with this number to these bytes. Returns whether there are words to which it could be tied.
    pub(super) fn tie(&mut self, words: Span, id: u64) -> bool {
        let (Some(begin), Some(end)) = (self.begin(words.start), self.end(words.end)) else {
            return false;
        };
        let tag = |name: &str| element(self.layout, name, id);
        let begins = tag("commentRangeStart");
        let (open, close) = run(self.layout);
        let ends = format!(
            "{}{open}{}{close}",
            tag("commentRangeEnd"),
            tag("commentReference")
        );
        self.begins.entry(begin).or_default().push_str(&begins);
        self.ends.entry(end).or_default().push_str(&ends);
        true
    }

    fn begin(&self, at: usize) -> Option<Spot> {
        let Some((text, run)) = self.words(at, Tie::Begins) else {
            return self
                .layout
                .piece(at)
                .map(|piece| Spot::Between(piece.whole.start));
        };
        Some(match at == text.words.start {
            true if run.inside.start == text.element.start => Spot::Between(run.whole.start),
            true => Spot::InRun(text.element.start, text.piece),
            false => self.in_words(at),
        })
    }

    fn end(&self, at: usize) -> Option<Spot> {
        let Some((text, run)) = self.words(at, Tie::Ends) else {
            let piece = self
                .layout
                .piece(at)
                .or_else(|| self.layout.piece(at.checked_sub(1)?));
            return piece.map(|piece| Spot::Between(piece.whole.end));
        };
        Some(match at == text.words.end {
            true if run.inside.end == text.element.end => Spot::Between(run.whole.end),
            true => Spot::InRun(text.element.end, text.piece),
            false => self.in_words(at),
        })
    }

    fn words(&self, at: usize, tie: Tie) -> Option<(&'a Text, &'a Piece)> {
        let text = self.layout.text(at, tie)?;
        Some((text, self.layout.pieces.get(text.piece)?))
    }

    fn in_words(&self, at: usize) -> Spot {
        let number = self.layout.texts.partition_point(|text| text.words.end <= at);
        Spot::InWords(at, number)
    }

    /// The changes that this takes.
    pub(super) fn edits(self, edits: &mut Edits) {
        let spots: std::collections::BTreeSet<Spot> =
            self.ends.keys().chain(self.begins.keys()).copied().collect();
        let mut kept_blanks = None;
        for spot in spots {
            let put = |ties: &BTreeMap<Spot, String>| ties.get(&spot).cloned().unwrap_or_default();
            let ties = put(&self.ends) + &put(&self.begins);
            let (before, after) = match spot {
                Spot::Between(_) => (String::new(), String::new()),
                Spot::InRun(_, run) => self.cut_run(run),
                Spot::InWords(_, number) => {
                    let Some(text) = self.layout.texts.get(number) else {
                        continue;
                    };
                    let tag = slice(self.part, text.tag);
                    let blanks = format!("<{} xml:space=\"preserve\">", name_of(tag));
                    // Both halves may begin or end with a blank now.
                    if kept_blanks != Some(number) {
                        edits.put(text.tag, blanks.clone());
                        kept_blanks = Some(number);
                    }
                    let (before, after) = self.cut_run(text.piece);
                    (format!("</{}>{before}", name_of(tag)), after + &blanks)
                }
            };
            let at = spot.at();
            edits.put(Span::new(at, at), before + &ties + &after);
        }
    }

    /// The end of a run in its middle, and the beginning of its rest, set as it is.
    fn cut_run(&self, number: usize) -> (String, String) {
        let Some(run) = self.layout.pieces.get(number) else {
            return (String::new(), String::new());
        };
        let tag = slice(self.part, run.tag);
        let rest = format!("{tag}{}", slice(self.part, run.properties));
        (format!("</{}>", name_of(tag)), rest)
    }
}

fn slice(part: &str, span: Span) -> &str {
    part.get(span.start..span.end).unwrap_or_default()
}

/// The name in a first tag, as it is written.
fn name_of(tag: &str) -> &str {
    let inside = tag.trim_start_matches('<');
    let end = inside.find(|c: char| c.is_whitespace() || c == '>' || c == '/');
    &inside[..end.unwrap_or(inside.len())]
}

/// The beginning of a name of WordprocessingML, and what declares it where names have no prefix (attributes need one).
fn spelled(layout: &Layout) -> (&str, String) {
    match layout.prefix.as_str() {
        "" => ("w", format!(" xmlns:w=\"{}\"", layout.namespace)),
        prefix => (prefix, String::new()),
    }
}

fn element(layout: &Layout, name: &str, id: u64) -> String {
    let (prefix, declared) = spelled(layout);
    format!("<{prefix}:{name}{declared} {prefix}:id=\"{id}\"/>")
}

fn run(layout: &Layout) -> (String, String) {
    let (prefix, declared) = spelled(layout);
    (format!("<{prefix}:r{declared}>"), format!("</{prefix}:r>"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_changed_stays() {
        let mut edits = Edits::default();
        edits.put(Span::new(4, 7), "two".to_owned());
        edits.put(Span::new(3, 3), "!".to_owned());
        edits.put(Span::new(5, 9), "through another".to_owned());
        edits.put(Span::new(12, 13), "through a letter".to_owned());
        assert_eq!(edits.of("one 2.0 tre\u{e9}"), "one! two tre\u{e9}");
    }
}
