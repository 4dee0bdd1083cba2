//! PDF with text, by hayro: letters with their places into lines, lines into columns in reading order, columns into
//! paragraphs. What is drawn as a picture holds no text; running heads, numbers of pages, tables, fields of forms and turned
//! letters are left out.

mod bounds;
mod furniture;
mod glyphs;
mod ground;
mod lines;
mod order;
mod paragraphs;
mod parts;
mod tables;

use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, RenderContent, interpret_page};

use super::document::{Document, Set};
use super::package::broken;
use super::{BlockKind, Unpacked, Unreadable};
use furniture::Sheet;
use lines::Line;
use paragraphs::Paragraph;
use parts::Look;

/// A file of more pages than this is no article.
const PAGES_AT_MOST: usize = 2_000;

/// A page, and what is to be told of it.
struct Seen {
    sheet: Sheet,
    left_out: usize,
    /// The lines of what lies on it.
    noted: Vec<Line>,
    is_empty: bool,
    is_recognized: bool,
}

/// Reads the text of a PDF.
pub(super) fn read(bytes: &[u8]) -> Unpacked {
    bounds::check_packed(bytes)?;
    let pdf = Pdf::new(bytes.to_vec()).map_err(unloaded)?;
    if pdf.pages().len() > PAGES_AT_MOST {
        return Err(broken("a PDF", "it has more pages than any article"));
    }
    bounds::check_drawing(&pdf)?;
    let mut out = Document::default();
    let pages = seen(&pdf);
    out.left_out += pages.iter().map(|page| page.left_out).sum::<usize>();
    for line in pages.iter().flat_map(|page| &page.noted) {
        out.leave_out(&line.text);
    }
    let empty = pages.iter().filter(|page| page.is_empty).count();
    let recognized = pages.iter().filter(|page| page.is_recognized).count();
    let sheets: Vec<Sheet> = pages.into_iter().map(|page| page.sheet).collect();
    if empty * 2 >= sheets.len() && empty > 0 && !is_half_read(&sheets, empty) {
        let pages = match empty == sheets.len() {
            true => "its pages are empty, or pictures".to_owned(),
            false => format!("{empty} of its {} pages are empty, or pictures", sheets.len()),
        };
        return Err(Unreadable {
            message: format!("a PDF without text ({pages}), which is not read"),
            help: "give the text itself, typed or recognized".to_owned(),
        });
    }
    if empty > 0 {
        let notice = format!(
            "{empty} of {} pages hold no text: they are empty, or pictures",
            sheets.len()
        );
        out.notices.push(notice);
    }
    if recognized > 0 {
        let notice = "its letters are those that a machine recognized on pictures of the pages: compare them";
        out.notices.push(notice.to_owned());
    }
    for one in paragraphs_of(sheets, &mut out) {
        write(&one, &mut out);
    }
    Ok(out.finish())
}

/// Do the pages with text hold an article beside one that holds none?
fn is_half_read(sheets: &[Sheet], empty: usize) -> bool {
    let letters: usize = sheets
        .iter()
        .flat_map(|sheet| &sheet.lines)
        .map(|line| line.text.len())
        .sum();
    empty == 1 && letters > 0 && sheets.len() > 1
}

/// Why a file cannot be loaded.
fn unloaded(error: LoadPdfError) -> Unreadable {
    match error {
        LoadPdfError::Decryption(_) => Unreadable {
            message: "a PDF locked by a password, which is not read".to_owned(),
            help: "save it without the password".to_owned(),
        },
        LoadPdfError::Invalid => broken("a PDF", "its parts are not found"),
    }
}

/// All pages, and what lies on each.
fn seen(pdf: &Pdf) -> Vec<Seen> {
    let pages = pdf.pages();
    let cache = InterpreterCache::new();
    let mut all = Vec::with_capacity(pages.len());
    for page in pages.iter() {
        let own = drawn(pdf, page, RenderContent::PAGE, &cache);
        // What is noted on a page, or filled in, is the desk's and not the draft's.
        let has_notes = page.raw().contains_key("Annots");
        let notes = if has_notes {
            drawn(pdf, page, RenderContent::ANNOTATIONS, &cache)
        } else {
            glyphs::Page::default()
        };
        all.push(Seen {
            left_out: own.turned + own.unknown + notes.turned + notes.unknown,
            noted: lines::lines(&notes),
            is_empty: own.letters.is_empty() || own.is_picture,
            is_recognized: own.is_recognized,
            sheet: Sheet {
                height: own.height,
                lines: lines::lines(&own),
                pictures: own.pictures,
            },
        });
    }
    all
}

/// What a page draws itself, or what lies on it.
fn drawn<'a>(
    pdf: &'a Pdf,
    page: &Page<'a>,
    content: RenderContent,
    cache: &InterpreterCache<'a>,
) -> glyphs::Page {
    let settings = InterpreterSettings {
        render_content: content,
        ..InterpreterSettings::default()
    };
    let (width, height) = page.render_dimensions();
    let (width, height) = (f64::from(width), f64::from(height));
    let place = page.initial_transform(true).as_coeffs();
    let sheet = Rect::new(0.0, 0.0, width, height);
    let mut context = Context::new(Affine::new(place), sheet, cache, pdf.xref(), settings);
    let mut pen = glyphs::Pen::new(width, height);
    interpret_page(page, &mut context, &mut pen);
    pen.finish()
}

/// The paragraphs of all pages; what stands around them is left out.
fn paragraphs_of(mut sheets: Vec<Sheet>, out: &mut Document) -> Vec<Paragraph> {
    let all = || sheets.iter().flat_map(|sheet| &sheet.lines);
    let body = paragraphs::body_size(all());
    let known = paragraphs::words(all());
    furniture::mark(&mut sheets, body);
    let mut pages = Vec::new();
    for mut sheet in sheets {
        tables::mark(&mut sheet.lines, body);
        let (around, own): (Vec<Line>, Vec<Line>) =
            sheet.lines.into_iter().partition(|line| line.is_furniture);
        for line in around {
            out.leave_out(&line.text);
        }
        let look = Look {
            body,
            pictures: &sheet.pictures,
        };
        pages.push(order::blocks(own, look));
    }
    paragraphs::paragraphs(&pages, body, &known)
}

fn write(one: &Paragraph, out: &mut Document) {
    if one.is_note {
        out.open_note();
    }
    out.left_out += one.left_out;
    match one.kind {
        BlockKind::Paragraph => out.is_plain(),
        kind => out.is(kind),
    }
    let set = Set {
        bold: one.bold,
        ..Set::default()
    };
    let mut from = 0;
    for &mark in &one.marks {
        out.push(one.text.get(from..mark).unwrap_or_default(), set);
        out.mark();
        from = mark;
    }
    out.push(one.text.get(from..).unwrap_or_default(), set);
    if one.is_note {
        out.close_note();
    } else {
        out.end();
    }
}
