//! What is done with inputs by chance, and what must hold then. A function a target; `fuzz_targets` hands them bytes.
//!
//! All but [`reader`] have noise in the place of the encoder (`--cfg fuzzing`): it is most of the work, and noise finds more
//! attributions than any model would.

mod by_chance;
mod read_back;
#[path = "../../src/cli/unified.rs"]
#[allow(dead_code, unreachable_pub, reason = "a module of the binary")]
mod unified;

use std::io::Write;

use twosource::Analysis;
use twosource::attribution::model::{self, Memory};
use twosource::draft::{Draft, Format};
use twosource::graph::file::{self, Syntax};
use twosource::policy::readings::{self, Vocabulary};
use twosource::policy::{self, Policy};
use twosource::report::compare;
use twosource::rules;
use twosource::rules::baseline::Baseline;
use twosource::source::SourceKind;

/// The formats of drafts, as the first byte of an input names them; `seeds` has them in this order.
const FORMATS: &[(Format, &str)] = &[
    (Format::Plain, "a.txt"),
    (Format::Markdown, "a.md"),
    (Format::Html, "a.html"),
    (Format::Docx, "a.docx"),
    (Format::Odt, "a.odt"),
    (Format::Rtf, "a.rtf"),
    (Format::Email, "a.eml"),
    (Format::Epub, "a.epub"),
    (Format::Icml, "a.icml"),
    (Format::Subtitles, "a.srt"),
    (Format::Pdf, "a.pdf"),
];

/// Longer drafts are read by the target `draft` alone.
const ANALYZED_AT_MOST: usize = 4096;

/// A file as a draft, in any format.
pub fn draft(data: &[u8]) {
    let Some((first, bytes)) = data.split_first() else {
        return;
    };
    let (format, name) = FORMATS[usize::from(*first) % FORMATS.len()];
    let packed = packed(format, bytes);
    if let Ok(draft) = Draft::from_bytes(name, format, &packed) {
        holds_together(&draft);
    }
}

/// A file that is no archive as the main part of one, where the format is packed.
fn packed(format: Format, bytes: &[u8]) -> Vec<u8> {
    let part = match format {
        Format::Docx => "word/document.xml",
        Format::Odt => "content.xml",
        Format::Epub => "OEBPS/a.xhtml",
        _ => return bytes.to_vec(),
    };
    if bytes.starts_with(b"PK") {
        return bytes.to_vec();
    }
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let mut put = |name: &str, body: &[u8]| {
        archive.start_file(name, options).expect("a new entry");
        archive.write_all(body).expect("a write to memory");
    };
    if format == Format::Epub {
        put(
            "META-INF/container.xml",
            b"<container><rootfiles><rootfile full-path=\"OEBPS/a.opf\"/></rootfiles></container>",
        );
        put(
            "OEBPS/a.opf",
            b"<package><manifest><item id=\"a\" href=\"a.xhtml\" media-type=\"application/xhtml+xml\"/></manifest>\
              <spine><itemref idref=\"a\"/></spine></package>",
        );
    }
    put(part, bytes);
    archive.finish().expect("an end").into_inner()
}

/// Blocks stand in order, on whole letters, and lead back into the file.
fn holds_together(draft: &Draft) {
    let mut end = 0;
    for block in &draft.blocks {
        assert!(block.span.start >= end, "blocks overlap");
        end = block.span.end;
        assert!(!draft.slice(block.span).trim().is_empty(), "an empty block");
        let in_file = draft.in_file(block.span);
        assert!(in_file.start <= in_file.end, "a span that ends before it begins");
        assert!(draft.place(block.span).line > 0);
        assert!(!draft.row(block.span).is_empty());
    }
    let links = draft.links.iter().copied();
    for span in links.chain(draft.directives.iter().map(|directive| directive.covers)) {
        assert!(
            draft.text.get(span.start..span.end).is_some(),
            "a span outside of the text"
        );
    }
}

/// A draft by the whole road, read once and again after a change; what comes of it is read back.
pub fn analysis(data: &[u8]) {
    let Some((first, bytes)) = data.split_first() else {
        return;
    };
    let (format, name) = FORMATS[usize::from(first % 16) % FORMATS.len()];
    let bytes = &bytes[..bytes.len().min(ANALYZED_AT_MOST)];
    let Ok(draft) = Draft::from_bytes(name, format, &packed(format, bytes)) else {
        return;
    };
    let policy = Policy::default();
    let analysis = twosource::analyze(draft.clone(), &policy);
    is_sound(&analysis);
    let mut memory = Memory::default();
    let changed = Draft::read(
        "a.txt",
        Format::Plain,
        &draft.text[draft.text.floor_char_boundary(draft.text.len() / 2)..]
            .trim_start_matches(|c: char| !c.is_ascii())
            .to_owned(),
    );
    let before = twosource::analyze_again(changed, None, &policy, &mut memory).expect("no readings");
    let again = twosource::analyze_again(draft, None, &policy, &mut memory).expect("no readings");
    assert_eq!(again.case.attributions, analysis.case.attributions, "read again");
    assert_eq!(again.findings.len(), analysis.findings.len(), "read again");
    if first / 16 == 0 {
        read_back::all(&analysis);
        let _ = compare::json(&compare::compare(&before, &analysis));
    }
}

/// The same by the model itself.
pub fn reader(data: &[u8]) {
    model::read_truly();
    let text = String::from_utf8_lossy(&data[..data.len().min(ANALYZED_AT_MOST / 4)]);
    let draft = Draft::read("a.txt", Format::Plain, &text);
    is_sound(&twosource::analyze(draft, &Policy::default()));
}

/// Every place that an analysis names lies in its text.
fn is_sound(analysis: &Analysis) {
    let case = &analysis.case;
    let text = &case.draft.text;
    let is_in = |span: twosource::span::Span| text.get(span.start..span.end).is_some();
    for attribution in &case.attributions {
        let spans = [
            &attribution.source_spans,
            &attribution.cue_spans,
            &attribution.content_spans,
        ];
        for span in spans.into_iter().flatten() {
            assert!(is_in(*span), "{span:?} is not in the text");
        }
    }
    for claim in &case.graph.claims {
        assert!(claim.spans.iter().all(|span| is_in(*span)), "{claim:?}");
        let known = |source: twosource::source::SourceId| source.0 < case.graph.sources.len();
        assert!(
            claim.backing.iter().all(|backing| known(backing.source)),
            "{claim:?}"
        );
    }
    assert_eq!(case.strengths.len(), case.graph.claims.len());
    for strength in &case.strengths {
        let independence = strength.independence;
        assert!(independence.low <= independence.high, "{independence:?}");
    }
}

const DRAFT: &str = "# Harbour to close\n\nThe old harbour of Port Alder will close for a week in May, Transport Minister Ines \
    Calloway said on Tuesday.\n\nSources said the repair may take longer. \u{201c}Eleven were hurt,\u{201d} Ida Lund told reporters.\n\n\
    Two officials denied that the ferry will stop. Brix declined to comment.\n";

/// A readings file, alone and beside a draft.
pub fn readings(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (readings, problems) = readings::read(&text, &vocabulary());
    if let Some(sheet) = readings::sheet(&text) {
        let pieces = sheet
            .entries
            .iter()
            .flat_map(|entry| [entry.before.as_str(), entry.text.as_str()]);
        let whole: String = pieces.chain([sheet.after.as_str()]).collect();
        assert_eq!(
            whole,
            text.strip_prefix('\u{feff}').unwrap_or(&text),
            "the pieces are the file"
        );
    }
    if problems.is_empty() {
        let draft = Draft::read("a.md", Format::Markdown, DRAFT);
        let file = Draft::of_graph("a.md.twosource.toml", &text);
        if let Ok(analysis) = twosource::analyze_overruled(draft, (readings, file), &Policy::default()) {
            is_sound(&analysis);
            read_back::all(&analysis);
        }
    }
}

fn vocabulary() -> Vocabulary {
    Vocabulary {
        kinds: SourceKind::NAMES.iter().map(|(_, name)| *name).collect(),
        rules: rules::table().iter().map(|rule| rule.name).collect(),
    }
}

/// A claims graph in any syntax; what is written of it is read as it was.
pub fn graph(data: &[u8]) {
    let Some((first, bytes)) = data.split_first() else {
        return;
    };
    let syntax = [Syntax::Toml, Syntax::Json, Syntax::Yaml][usize::from(*first) % 3];
    let text = String::from_utf8_lossy(bytes);
    match file::read(&text, syntax) {
        Ok(graph) => {
            let written = file::write(&graph);
            let read = file::read(&written, Syntax::Toml).expect("what is written can be read");
            assert_eq!(file::write(&read), written, "written, read and written");
            let draft = Draft::of_graph("a.toml", &text);
            let _ = twosource::check_graph(draft, graph, None, &Policy::default());
        }
        Err(problems) => {
            assert!(!problems.is_empty(), "refused without a word");
            for problem in problems {
                assert!(problem.span.end <= text.len(), "{problem:?}");
            }
        }
    }
}

/// A policy or a baseline.
pub fn files(data: &[u8]) {
    let Some((first, bytes)) = data.split_first() else {
        return;
    };
    let text = String::from_utf8_lossy(bytes);
    if first % 2 == 0 {
        match policy::read(&text) {
            Ok(policy) => {
                let draft = Draft::read("a.md", Format::Markdown, DRAFT);
                is_sound(&twosource::analyze(draft, &policy));
            }
            Err(problems) => assert!(!problems.is_empty(), "refused without a word"),
        }
    } else if let Ok(baseline) = Baseline::read(&text) {
        let written = baseline.write();
        let read = Baseline::read(&written).expect("what is written can be read");
        assert_eq!(read.write(), written, "written, read and written");
    }
}

/// A unified diff.
pub fn diff(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    if let Ok(touched) = unified::parse(&text) {
        for file in touched {
            assert!(
                file.lines.iter().all(|(first, last)| 0 < *first && first <= last),
                "{file:?}"
            );
        }
    }
}

/// Every output of a claims graph by chance.
pub fn outputs(data: &[u8]) {
    let Some(text) = by_chance::graph(data) else {
        return;
    };
    let Ok(graph) = file::read(&text, Syntax::Json) else {
        return;
    };
    let draft = Draft::of_graph("a.json", &text);
    let analysis = twosource::check_graph(draft, graph, None, &Policy::default());
    read_back::all(&analysis);
}
