//! The part with the comments: those of a report put in, those of an earlier report taken out, all others as they are.

use std::collections::BTreeSet;

use super::edits::Edits;
use super::layout::Layout;
use super::remarks::Remark;
use crate::draft::Span;
use crate::draft::docx::Anatomy;
use crate::draft::docx::comments::{AUTHOR, Comment};
use crate::draft::xml::{Xml, attribute, each_at};
use crate::report::escape;

/// What stands for the author where there is little room.
const INITIALS: &str = "2s";

/// The comments that earlier reports left: which of them go, and which stay.
#[derive(Debug, Default)]
pub(super) struct Earlier<'a> {
    /// Nobody has touched them: they are written anew.
    pub(super) gone: Vec<&'a Comment>,
    /// Somebody answered, wrote below the words, or marked them as resolved.
    pub(super) kept: Vec<&'a Comment>,
}

impl<'a> Earlier<'a> {
    pub(super) fn of(said: &'a [Comment]) -> Earlier<'a> {
        let answered: BTreeSet<usize> = said.iter().filter_map(|one| one.answers).collect();
        let own = said.iter().enumerate().filter(|(_, one)| one.is_own());
        let (kept, gone): (Vec<_>, Vec<_>) =
            own.partition(|(at, one)| answered.contains(at) || one.is_done || one.is_continued());
        let comments = |list: Vec<(usize, &'a Comment)>| list.into_iter().map(|(_, one)| one).collect();
        Earlier {
            gone: comments(gone),
            kept: comments(kept),
        }
    }

    /// Does one that stays say the same of the same words?
    pub(super) fn says(&self, remark: &Remark, words: Span, layout: &Layout) -> bool {
        self.kept.iter().any(|one| {
            let rules = one.rules();
            let is_there = layout.tied_to(&one.id).is_some_and(|place| place.overlaps(words));
            is_there && remark.rules.iter().all(|rule| rules.contains(rule))
        })
    }
}

/// The first number that no comment has.
pub(super) fn next_number(anatomy: &Anatomy, layout: &Layout, earlier: &Earlier<'_>) -> u64 {
    let gone = |id: &str| earlier.gone.iter().any(|one| one.id == id);
    let said = anatomy.said.iter().map(|one| &one.id);
    let tied = layout.ties.iter().map(|tied| &tied.id);
    let numbers = said.chain(tied).filter(|id| !gone(id));
    let numbers = numbers.filter_map(|id| id.parse::<u64>().ok());
    // Numbers that no program counts to are not counted on from.
    numbers
        .filter(|number| *number < u64::from(u32::MAX >> 2))
        .max()
        .map_or(0, |most| most + 1)
}

/// The part with the comments as it is to be.
pub(super) fn part(
    anatomy: &Anatomy,
    layout: &Layout,
    earlier: &Earlier<'_>,
    written: &[(u64, &Remark)],
    date: &str,
) -> String {
    let now = match anatomy.comments.text.as_str() {
        "" => format!(
            "{DECLARATION}<w:comments xmlns:w=\"{}\"></w:comments>",
            layout.namespace
        ),
        text => text.to_owned(),
    };
    let prefix = prefix_of(&now);
    let mut edits = Edits::default();
    for one in &earlier.gone {
        edits.put(one.element, String::new());
    }
    let new = written
        .iter()
        .map(|(id, remark)| comment((*id, remark), &prefix, date));
    append(&now, &new.collect::<String>(), &mut edits);
    edits.of(&now)
}

/// How a part of XML begins.
pub(super) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

fn comment((id, remark): (u64, &Remark), prefix: &str, date: &str) -> String {
    let w = prefix;
    let date = match date {
        "" => String::new(),
        day => format!(" {w}:date=\"{}T00:00:00Z\"", escape::xml(day)),
    };
    let lines = remark.lines.iter().map(|line| {
        let words = escape::xml(line);
        format!("<{w}:p><{w}:r><{w}:t xml:space=\"preserve\">{words}</{w}:t></{w}:r></{w}:p>")
    });
    let lines: String = lines.collect();
    format!(
        "<{w}:comment {w}:id=\"{id}\" {w}:author=\"{AUTHOR}\"{date} {w}:initials=\"{INITIALS}\">{lines}</{w}:comment>"
    )
}

/// What stands before the colon in the name of the outermost element.
fn prefix_of(part: &str) -> String {
    let mut prefix = None;
    // A part that is broken gets the usual one.
    let _ = each_at(part, |xml, _| {
        if let (Xml::Start(tag), None) = (xml, &prefix) {
            prefix = Some(tag.name().prefix().map(|one| one.as_ref().to_owned()));
        }
    });
    prefix.flatten().unwrap_or_else(|| "w".to_owned())
}

/// Puts something behind all that the outermost element of a part holds.
pub(super) fn append(part: &str, text: &str, edits: &mut Edits) {
    let (mut first, mut last) = (Span::default(), Span::default());
    let mut name = String::new();
    let read = each_at(part, |xml, at| match xml {
        Xml::Start(tag) if name.is_empty() => {
            name = tag.name().as_ref().to_owned();
            first = at;
        }
        Xml::End(_) => last = at,
        _ => {}
    });
    if read.is_err() || text.is_empty() {
        return;
    }
    if first == last {
        // An empty element: "/>" is opened.
        let closing = Span::new(first.end.saturating_sub(2), first.end);
        edits.put(closing, format!(">{text}</{name}>"));
    } else {
        edits.put(Span::new(last.start, last.start), text.to_owned());
    }
}

/// What is said elsewhere of the comments that go is taken out: `threads` are the parts that say it. The first two name
/// comments by their paragraphs, the last by a number that the second gives them.
pub(super) fn untold(threads: &[String; 3], earlier: &Earlier<'_>) -> [String; 3] {
    let mut gone: BTreeSet<String> = earlier
        .gone
        .iter()
        .flat_map(|one| one.names.iter().cloned())
        .collect();
    gone.remove("");
    let mut numbers = BTreeSet::new();
    let [extended, ids, extensible] = threads;
    [
        without(extended, "paraId", &gone, &mut numbers),
        without(ids, "paraId", &gone, &mut numbers),
        {
            let named = numbers.clone();
            without(extensible, "durableId", &named, &mut numbers)
        },
    ]
}

/// A part without those elements of it whose attribute is one of these; `numbers` takes in the numbers that they have.
fn without(part: &str, name: &str, gone: &BTreeSet<String>, numbers: &mut BTreeSet<String>) -> String {
    let mut edits = Edits::default();
    let mut open: Vec<(Span, bool)> = Vec::new();
    let read = each_at(part, |xml, at| match xml {
        Xml::Start(tag) => {
            let is_gone = open.len() == 1 && attribute(tag, name).is_some_and(|value| gone.contains(&value));
            if is_gone {
                numbers.extend(attribute(tag, "durableId"));
            }
            open.push((at, is_gone));
        }
        Xml::End(_) => {
            if let Some((start, true)) = open.pop() {
                edits.put(start.join(at), String::new());
            }
        }
        Xml::Text(_) => {}
    });
    match read {
        Ok(()) => edits.of(part),
        Err(_) => part.to_owned(),
    }
}
