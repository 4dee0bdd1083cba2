//! A report as comments of a Word document: on the editor's own, which stays as it is but for them; of another draft on a plain
//! one, made of its prose.
//!
//! A document that has such comments already gets them anew; those that somebody has answered, continued or resolved stay
//! (`draft::docx::comments` reads the answers).

mod bundle;
mod comments;
mod edits;
mod kinds;
mod layout;
mod plain;
mod remarks;

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::Style;
use super::shown::Shown;
use crate::Analysis;
use crate::draft::docx::{Anatomy, anatomy, parts};
use crate::draft::{Format, SourceMap, Span, Unreadable};
use comments::{DECLARATION, Earlier};
use edits::{Edits, Tying};
use layout::Layout;
use remarks::Remark;

/// The report as a Word document. `file` holds the bytes of the draft that is shown ([`crate::rules::Case::prose`]), read
/// only where that is a Word document itself. n log n in the draft.
///
/// # Errors
///
/// When there is no draft, when the file is no document that can be written anew, and when it is a template or holds
/// programs: Word would not open it under the name of a document.
pub(super) fn render(analysis: &Analysis, style: &Style, file: &[u8]) -> Result<Vec<u8>, Unreadable> {
    let shown = Shown::of(analysis).ok_or_else(no_draft)?;
    let remarks = remarks::remarks(analysis, &shown, style);
    let (file, made) = match shown.draft.format {
        Format::Docx => (Cow::from(file), None),
        _ => {
            let (made, places) = plain::document(shown.draft)?;
            (Cow::from(made), Some(places))
        }
    };
    let anatomy = anatomy(&file)?;
    if !is_document(&anatomy) {
        return Err(no_document());
    }
    let place = |words: Span| places(&anatomy, made.as_ref(), &shown, words);
    let parts = annotated(&anatomy, &remarks, &place, &style.date);
    match parts.is_empty() {
        true => Ok(file.into_owned()),
        false => bundle::changed(&file, &parts),
    }
}

/// The bytes of the main part in which words of the prose stand.
fn places(anatomy: &Anatomy, made: Option<&SourceMap>, shown: &Shown<'_>, words: Span) -> Span {
    match made {
        Some(places) => places.in_file(words),
        None => anatomy.origins.in_file(shown.draft.in_file(words)),
    }
}

/// Is it a document, and not a template or one with programs in it?
fn is_document(anatomy: &Anatomy) -> bool {
    let of_main = format!("PartName=\"/{}\"", anatomy.main.name);
    let rows = anatomy.types.text.split('<').filter(|row| row.contains(&of_main));
    let mut kinds = rows.filter(|row| row.contains("ContentType="));
    kinds.all(|row| row.contains(".document.main+xml"))
}

/// The parts that change, by their names.
fn annotated(
    anatomy: &Anatomy,
    remarks: &[Remark],
    place: &dyn Fn(Span) -> Span,
    date: &str,
) -> BTreeMap<String, String> {
    let main = &anatomy.main.text;
    let layout = Layout::of(main);
    let earlier = Earlier::of(&anatomy.said);
    let mut tying = Tying::of(main, &layout);
    let mut written: Vec<(u64, &Remark)> = Vec::new();
    let mut id = comments::next_number(anatomy, &layout, &earlier);
    for remark in remarks {
        let words = place(remark.span);
        if !earlier.says(remark, words, &layout) && tying.tie(words, id) {
            written.push((id, remark));
            id += 1;
        }
    }
    let mut edits = Edits::default();
    let gone = |id: &str| earlier.gone.iter().any(|one| one.id == id);
    for tied in layout.ties.iter().filter(|tied| gone(&tied.id)) {
        edits.put(layout.around(tied), String::new());
    }
    tying.edits(&mut edits);
    let mut parts = BTreeMap::new();
    if written.is_empty() && earlier.gone.is_empty() {
        return parts;
    }
    let mut keep = |name: &str, text: String| parts.insert(name.to_owned(), as_utf_8(text));
    keep(&anatomy.main.name, edits.of(main));
    let comments = &anatomy.comments.name;
    keep(
        comments,
        comments::part(anatomy, &layout, &earlier, &written, date),
    );
    let threads = anatomy.threads.each_ref().map(|part| part.text.clone());
    let untold = comments::untold(&threads, &earlier);
    for ((part, before), after) in anatomy.threads.iter().zip(&threads).zip(untold) {
        if *before != after {
            keep(&part.name, after);
        }
    }
    keep(&anatomy.relations.name, related(anatomy, &layout));
    keep(&anatomy.types.name, typed(anatomy));
    parts
}

/// What the main part relates to, its comments among them.
fn related(anatomy: &Anatomy, layout: &Layout) -> String {
    let text = or_empty(&anatomy.relations.text, "Relationships", kinds::RELATIONS);
    let known = parts::relations(&text, &anatomy.main.name);
    if known.iter().any(|one| one.target == anatomy.comments.name) {
        return text;
    }
    let kind = match layout.namespace.contains("purl.oclc.org") {
        true => kinds::TO_COMMENTS_STRICT,
        false => kinds::TO_COMMENTS,
    };
    let is_free = |id: &String| known.iter().all(|one| one.id != *id);
    let id = (1..).map(|number| format!("rId{number}")).find(is_free);
    // Without relations of its own, the part stands beside the main one.
    let file = anatomy.comments.name.rsplit('/').next().unwrap_or_default();
    let row = format!(
        "<Relationship Id=\"{}\" Type=\"{kind}\" Target=\"{file}\"/>",
        id.unwrap_or_default()
    );
    with_row(&text, &row)
}

/// What kind of content each part has, the comments among them.
fn typed(anatomy: &Anatomy) -> String {
    let text = or_empty(&anatomy.types.text, "Types", kinds::TYPES);
    let name = format!("PartName=\"/{}\"", anatomy.comments.name);
    if text.contains(&name) {
        return text;
    }
    with_row(
        &text,
        &format!("<Override {name} ContentType=\"{}\"/>", kinds::COMMENTS),
    )
}

/// A part, or one that holds nothing.
fn or_empty(text: &str, name: &str, namespace: &str) -> String {
    match text {
        "" => format!("{DECLARATION}<{name} xmlns=\"{namespace}\"></{name}>"),
        text => text.to_owned(),
    }
}

fn with_row(text: &str, row: &str) -> String {
    let mut edits = Edits::default();
    comments::append(text, row, &mut edits);
    edits.of(text)
}

/// A part that says of itself that it is in UTF-8, whatever it was in.
fn as_utf_8(text: String) -> String {
    let unmarked = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let Some((declaration, rest)) = unmarked.split_once("?>") else {
        return text;
    };
    let is_other = declaration.starts_with("<?xml")
        && declaration.contains("encoding")
        && !declaration.to_ascii_lowercase().contains("utf-8");
    match is_other {
        true => format!("{}{}", DECLARATION.trim_end(), rest),
        false => text,
    }
}

fn no_draft() -> Unreadable {
    Unreadable {
        message: "a claims graph that names no draft has no text on which comments could stand".to_owned(),
        help: "name its draft (`draft = \"...\"`), or use --format markdown".to_owned(),
    }
}

fn no_document() -> Unreadable {
    Unreadable {
        message: "a template, or a document with macros, on which no comments are written".to_owned(),
        help: "save it as .docx".to_owned(),
    }
}
