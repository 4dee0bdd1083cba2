//! The live page: the report's page with a bar of its own.

use std::path::Path;

use maud::{Markup, html};
use twosource::Analysis;
use twosource::draft::{Draft, Format};
use twosource::graph::file::{self, GraphFile};
use twosource::policy::Policy;
use twosource::report::compare::compare;
use twosource::report::html::{self, Companion, Row, Since, with_companion};
use twosource::report::{OUTPUTS, Output, PACKED, Packed, Purpose, Style};

use super::super::console::plain;
use super::super::input::Input;
use super::super::picture::{ARE_MADE, PICTURES, Picture};
use super::shelf::{Paper, Shelf};

const STYLE: &str = include_str!("live.css");
const SCRIPT: &str = include_str!("live.js");
const OVERVIEW: &str = include_str!("overview.js");

/// The page of the draft with this number; an empty one when nothing was opened yet.
pub(super) fn page(shelf: &Shelf, number: usize) -> Option<String> {
    let names = shelf.names();
    let paper = match shelf.paper(number) {
        Some(paper) => Some(paper),
        None if number == 0 && names.is_empty() => None,
        None => return None,
    };
    let markup = bar(paper.as_ref(), number, shelf).into_string();
    let companion = Companion {
        style: STYLE,
        script: SCRIPT,
        markup: &markup,
    };
    let style = Style::default();
    let page = match paper.and_then(|paper| paper.analysis) {
        Some(analysis) => with_companion(&analysis, &style, &companion),
        None => {
            let nothing = twosource::analyze(Draft::read("", Format::Plain, ""), &Policy::default());
            with_companion(&nothing, &style, &companion)
        }
    };
    Some(page)
}

/// All drafts; `changes` tells the page which state of the shelf it shows.
pub(super) fn overview(shelf: &Shelf, changes: u64) -> String {
    let drafts = shelf.drafts();
    let rows: Vec<Row> = drafts
        .iter()
        .map(|(number, paper)| Row {
            link: format!("{number}/"),
            path: paper.name.clone(),
            analysis: paper.analysis.as_deref(),
            trouble: paper.trouble.clone(),
            since: match (&paper.first, &paper.analysis) {
                _ if paper.is_late => Since::New,
                (Some(first), Some(now)) => Since::Then(Box::new(compare(first, now))),
                _ => Since::Unknown,
            },
        })
        .collect();
    let markup = html! { p #state role="status" data-changes=(changes) { "Live: new and changed files show up by themselves" } };
    let companion = Companion {
        script: OVERVIEW,
        markup: &markup.into_string(),
        ..Companion::default()
    };
    html::overview(&shelf.title(), &rows, &companion)
}

fn bar(paper: Option<&Paper>, number: usize, shelf: &Shelf) -> Markup {
    let names = shelf.names();
    let version = paper.map_or(0, |paper| paper.version);
    let follows = paper.is_some_and(Paper::follows_a_file);
    let saves = paper.is_some_and(|paper| paper.draft().is_some());
    html! {
        div.live #live data-version=(version) data-follows[follows] data-saves[saves] {
            p.state #state role="status" { (state(paper)) }
            @if shelf.is_desk() { a.all href="../" { "All drafts" } }
            @if names.len() > 1 {
                label { span.sr { "Draft" } select #papers {
                    @for (at, name) in &names { option value=(at) selected[*at == number] { (plain(name)) } }
                } }
            }
            button #paste type="button" { "Paste a text" }
            label.open { "Open a file" input #file type="file" accept=".md,.markdown,.txt,.html,.htm,.docx,.toml,.json,.yaml,.yml"; }
            @if paper.is_some_and(|paper| paper.analysis.is_some()) { (downloads()) }
            p.stays { "Nothing leaves this machine." }
        }
        div.trouble #trouble role="alert" { (trouble(paper)) }
        dialog #paper-box aria-labelledby="paper-title" {
            h2 #paper-title { "Paste a text" }
            p { "It is read on this machine and kept until the program ends." }
            textarea #paper rows="14" aria-labelledby="paper-title" {}
            p { button #take type="button" { "Read it" } " " button #cancel type="button" { "Cancel" } }
        }
    }
}

fn state(paper: Option<&Paper>) -> &'static str {
    match paper {
        None => "Ready",
        Some(paper) if paper.follows_a_file() => "Live: the page follows the file",
        Some(_) => "Kept until twosource ends",
    }
}

fn trouble(paper: Option<&Paper>) -> String {
    match paper {
        None => "Paste a text, or drop a file (.md, .txt, .html, .docx) anywhere on this page.".to_owned(),
        Some(paper) if paper.version == 0 => "It is being read.".to_owned(),
        Some(paper) if paper.trouble.is_empty() => String::new(),
        Some(paper) if paper.analysis.is_some() => {
            format!("This is the last good reading. Now: {}", plain(&paper.trouble))
        }
        Some(paper) => format!("It cannot be read: {}", plain(&paper.trouble)),
    }
}

fn downloads() -> Markup {
    html! {
        details.downloads {
            summary { "Download" }
            ul {
                li { a href="save/toml" download { "Claims graph, to correct by hand (.toml)" } }
                @for picture in PICTURES.iter().filter(|_| ARE_MADE) {
                    li { a href=(format!("save/{}", picture.name)) download { (picture.name) ": " (picture.kind) } }
                }
                @for output in PACKED {
                    li { a href=(format!("save/{}", output.name)) download { (output.name) ": " (output.help) } }
                }
                @for output in OUTPUTS.iter().filter(|output| offered(output)) {
                    li { a href=(format!("save/{}", output.name)) download { (output.name) ": " (output.help) } }
                }
            }
        }
    }
}

fn offered(output: &Output) -> bool {
    let good_for = |purpose: Purpose| output.purposes.contains(&purpose);
    good_for(Purpose::Read) || good_for(Purpose::Picture)
}

/// A file to be kept.
pub(super) struct Download {
    pub(super) bytes: Vec<u8>,
    pub(super) extension: &'static str,
    pub(super) media_type: &'static str,
}

/// Pixels of a PNG for each pixel of the SVG.
const SCALE: f32 = 2.0;

/// The analysis of a paper in the format with this name; nothing when there is no such format.
///
/// # Errors
///
/// A message, when a picture is too large, and when a document cannot be made.
pub(super) fn download(paper: &Paper, analysis: &Analysis, format: &str) -> Option<Result<Download, String>> {
    if let Some(output) = Packed::of_name(format) {
        return Some(document(paper, analysis, output));
    }
    if let Some(picture) = Picture::of_name(format) {
        let made = picture.make(&picture.drawing(analysis, "svg", &Style::default()), SCALE);
        return Some(made.map(|made| Download {
            bytes: made.bytes,
            extension: picture.name,
            media_type: picture.media_type,
        }));
    }
    let (text, extension, media_type) = match Output::of_name(format) {
        Some(output) => {
            let text = output.render(std::slice::from_ref(analysis), &Style::default());
            (text, output.extension, output.media_type)
        }
        None if format == "toml" => (graph_file(analysis), "toml", "application/toml"),
        None => return None,
    };
    Some(Ok(Download {
        bytes: text.into_bytes(),
        extension,
        media_type,
    }))
}

/// The report as a document.
fn document(paper: &Paper, analysis: &Analysis, output: &'static Packed) -> Result<Download, String> {
    let draft = analysis.case.prose();
    // Of what was pasted only the text is kept, and its name is no path.
    let file = match draft.filter(|draft| draft.format == Format::Docx) {
        Some(draft) if paper.follows_a_file() => Input::of_argument(Path::new(&draft.path), None).bytes()?,
        Some(_) => {
            return Err(
                "the document that was pasted is not kept; use `twosource report --format docx`".to_owned(),
            );
        }
        None => Vec::new(),
    };
    let made = output.render(analysis, &Style::default(), &file);
    Ok(Download {
        bytes: made.map_err(|wrong| format!("{}; {}", wrong.message, wrong.help))?,
        extension: output.name,
        media_type: output.media_type,
    })
}

/// The claims graph as a file.
fn graph_file(analysis: &Analysis) -> String {
    let case = &analysis.case;
    file::write(&GraphFile {
        title: case.title.clone(),
        draft: None,
        graph: if case.by_hand() {
            case.graph.clone()
        } else {
            file::with_ids(&case.graph)
        },
        waivers: case.waivers.clone(),
        read: if case.by_hand() {
            Vec::new()
        } else {
            file::prints(&case.graph)
        },
    })
}

/// A draft's name without folder and extension, in letters that every system takes.
pub(super) fn file_name(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let kept = |c: char| {
        if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') {
            c
        } else {
            '-'
        }
    };
    let name: String = stem.chars().take(80).map(kept).collect();
    if name.is_empty() { "draft".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_download_s_name_cannot_leave_its_header_or_folder() {
        assert_eq!(file_name("drafts/port\"; x=\"\r\n.md"), "port---x----");
        assert_eq!(file_name("../../.profile"), "draft");
        assert_eq!(file_name("C:\\Łódź\\news.docx"), "news");
    }
}
