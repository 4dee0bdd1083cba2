//! What a reader of a draft relies on: the right blocks, and every piece of prose found again in the file.

#![allow(clippy::expect_used, reason = "a test stops at what it does not expect")]

use std::io::Write;

use proptest::prelude::*;
use twosource::draft::{BlockKind, Draft, Format, Span};

fn blocks(format: Format, file: &str) -> Vec<(BlockKind, String)> {
    let draft = Draft::read("draft", format, file);
    draft
        .blocks
        .iter()
        .map(|block| (block.kind, draft.slice(block.span).to_owned()))
        .collect()
}

fn texts(format: Format, file: &str) -> Vec<String> {
    blocks(format, file).into_iter().map(|(_, text)| text).collect()
}

/// The bytes of the file behind the first occurrence of `words` in the prose.
fn behind<'a>(format: Format, file: &'a str, words: &str) -> &'a str {
    let draft = Draft::read("draft", format, file);
    let at = draft.text.find(words).expect("the words are in the prose");
    let span = draft.in_file(Span::new(at, at + words.len()));
    &file[span.start..span.end]
}

#[test]
fn lines_of_plain_text_are_paragraphs() {
    let file =
        "Mayor opens bridge\nThe bridge was opened on Friday, the mayor said.\nIt cost twice the estimate.\n";
    let expected = [BlockKind::Headline, BlockKind::Paragraph, BlockKind::Paragraph];
    assert_eq!(
        blocks(Format::Plain, file)
            .iter()
            .map(|block| block.0)
            .collect::<Vec<_>>(),
        expected
    );
}

#[test]
fn a_first_line_is_a_headline_when_open_or_in_capitals() {
    let kind = |first: &str| {
        let file = format!("{first}\n\nThe bridge was opened on Friday, and it cost twice the estimate.\n");
        blocks(Format::Plain, &file)[0].0
    };
    for headline in [
        "Mayor opens bridge",
        "Mayor Opens New Bridge Over River.",
        "Cost of Bridge Doubles, Will the City Pay?",
        "Mayor calls bridge ‘a gift’",
        "Mayor Calls Bridge 'a Gift.'",
    ] {
        assert_eq!(kind(headline), BlockKind::Headline, "{headline}");
    }
    for prose in [
        "The bridge is open.",
        "“It is open.”",
        "Mayor Ana Reyes opened the bridge to traffic.",
        "It cost twice what the city had planned, “and more to come”.",
    ] {
        assert_eq!(kind(prose), BlockKind::Paragraph, "{prose}");
    }
}

#[test]
fn hard_wrapped_lines_are_one_paragraph_and_map_back_over_the_break() {
    let file = "The bridge over the river was opened\r\nto traffic on Friday after two years of\r\nrepairs, the mayor said.\r\n\r\nIt cost a lot.\r\n";
    let read = texts(Format::Plain, file);
    assert_eq!(
        read[0],
        "The bridge over the river was opened to traffic on Friday after two years of repairs, the mayor said."
    );
    assert_eq!(read.len(), 2);
    assert_eq!(
        behind(Format::Plain, file, "opened to traffic"),
        "opened\r\nto traffic"
    );
}

#[test]
fn a_byte_order_mark_and_every_kind_of_line_end_are_no_prose() {
    for end in ["\n", "\r\n", "\r"] {
        let file = format!("\u{feff}One thing happened.{end}Another did too.{end}{end}A third.{end}");
        assert_eq!(
            texts(Format::Plain, &file),
            ["One thing happened.", "Another did too.", "A third."]
        );
        assert_eq!(behind(Format::Plain, &file, "Another"), "Another");
    }
}

#[test]
fn bullets_are_list_items_without_their_marker() {
    let file = "The plan in short.\n- Build it.\n• Pay for it.\n";
    let expected = [
        (BlockKind::Paragraph, "The plan in short.".to_owned()),
        (BlockKind::ListItem, "Build it.".to_owned()),
        (BlockKind::ListItem, "Pay for it.".to_owned()),
    ];
    assert_eq!(blocks(Format::Plain, file), expected);
}

#[test]
fn markdown_gives_prose_without_markup() {
    let file = "---\ntitle: \"Bridge opens\"\ndate: 2025-01-02\n---\n\n## First day\n\nThe **mayor** said [the bridge](https://example.org/a_b) was *safe*[^1].\nReally.\n\n> A quoted letter.\n\n- one\n- two\n\n```\ncode is no prose\n```\n\n[^1]: By a note.\n";
    let expected = [
        (BlockKind::Headline, "Bridge opens"),
        (BlockKind::Heading, "First day"),
        (
            BlockKind::Paragraph,
            "The mayor said the bridge was safe. Really.",
        ),
        (BlockKind::Quotation, "A quoted letter."),
        (BlockKind::ListItem, "one"),
        (BlockKind::ListItem, "two"),
        (BlockKind::Paragraph, "By a note."),
    ];
    let read = blocks(Format::Markdown, file);
    assert_eq!(
        read.iter()
            .map(|(kind, text)| (*kind, text.as_str()))
            .collect::<Vec<_>>(),
        expected
    );
    assert_eq!(
        behind(Format::Markdown, file, "the bridge was"),
        "the bridge](https://example.org/a_b) was"
    );
    assert_eq!(behind(Format::Markdown, file, "Bridge opens"), "Bridge opens");
}

#[test]
fn markdown_entities_and_inline_code_map_as_a_whole() {
    let file = "Fish &amp; chips cost `five` pounds.";
    assert_eq!(texts(Format::Markdown, file), ["Fish & chips cost five pounds."]);
    assert_eq!(behind(Format::Markdown, file, "Fish & chips"), "Fish &amp; chips");
    assert_eq!(behind(Format::Markdown, file, "five pounds"), "five` pounds");
}

#[test]
fn a_directive_covers_its_own_block_or_the_next() {
    let file = "First. <!-- twosource: allow single-source -- agreed -->\n\n<!-- twosource: allow bare-source, outlet-only -->\n\nSecond.\n\nThird.\n";
    let draft = Draft::read("draft", Format::Markdown, file);
    let covered: Vec<_> = draft
        .directives
        .iter()
        .map(|d| (d.rules.join("+"), d.reason.as_str(), draft.slice(d.covers).trim()))
        .collect();
    let expected = [
        ("single-source".to_owned(), "agreed", "First."),
        ("bare-source+outlet-only".to_owned(), "", "Second."),
    ];
    assert_eq!(covered, expected);
}

#[test]
fn html_gives_the_article_and_no_furniture() {
    let file =
        "<!doctype html><html><head><title>Site</title><script>var a = '<p>no</p>';</script></head><body>
        <nav><p>Home</p></nav><header><h1>Bridge &ldquo;safe&rdquo;</h1></header>
        <article class=teaser><p>Short teaser.</p></article>
        <article><p>The mayor said the  bridge
        was safe &amp; sound.<br>It opened.</p><aside><p>Read more</p></aside><ul><li>one<li>two</ul>
        <figure><figcaption>A picture</figcaption></figure></article>
        <footer><p>All rights reserved</p></footer></body></html>";
    let expected = [
        "Bridge “safe”",
        "The mayor said the bridge was safe & sound. It opened.",
        "one",
        "two",
    ];
    assert_eq!(texts(Format::Html, file), expected);
    assert_eq!(blocks(Format::Html, file)[0].0, BlockKind::Headline);
    assert_eq!(behind(Format::Html, file, "safe & sound"), "safe &amp; sound");
}

#[test]
fn html_without_an_article_is_read_by_its_paragraphs() {
    assert_eq!(
        texts(Format::Html, "<p>One.<p>Two <b>bold</b>."),
        ["One.", "Two bold."]
    );
}

fn docx(document: &str) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive
        .start_file("word/document.xml", zip::write::SimpleFileOptions::default())
        .expect("a new entry");
    archive.write_all(document.as_bytes()).expect("a write to memory");
    archive.finish().expect("an end").into_inner()
}

#[test]
fn word_documents_give_paragraphs_with_changes_accepted() {
    let document = r#"<w:document><w:body>
        <w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Bridge opens</w:t></w:r></w:p>
        <w:p><w:r><w:t xml:space="preserve">The mayor </w:t></w:r><w:del><w:r><w:delText>denied</w:delText></w:r></w:del><w:ins><w:r><w:t>said &amp; meant</w:t></w:r></w:ins><w:r><w:t xml:space="preserve"> it.</w:t></w:r></w:p>
        <w:p></w:p>
        <w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>one</w:t></w:r></w:p>
        </w:body></w:document>"#;
    let draft = Draft::from_bytes("a.docx", Format::Docx, &docx(document)).expect("a document");
    let read: Vec<_> = draft
        .blocks
        .iter()
        .map(|block| (block.kind, draft.slice(block.span)))
        .collect();
    let expected = [
        (BlockKind::Headline, "Bridge opens"),
        (BlockKind::Paragraph, "The mayor said & meant it."),
        (BlockKind::ListItem, "one"),
    ];
    assert_eq!(read, expected);
    assert_eq!(draft.place(draft.blocks[2].span).line, 3);
}

#[test]
fn broken_files_are_refused_with_a_reason() {
    let message = |format, bytes: &[u8]| {
        Draft::from_bytes("a", format, bytes)
            .expect_err("refused")
            .message
    };
    assert_eq!(message(Format::Plain, b"ab\0c"), "a binary file: byte 2 is NUL");
    assert_eq!(
        message(Format::Plain, b"ab\nc\xff"),
        "not UTF-8: byte 4 (line 2) begins no character"
    );
    assert!(message(Format::Docx, b"PK no zip").contains("not a zip archive"));
}

#[test]
fn places_count_characters_from_one() {
    let draft = Draft::read(
        "draft",
        Format::Plain,
        "\u{feff}“Ärger”, he said.\nMore of it came.\n",
    );
    let at = |words: &str| {
        let start = draft.text.find(words).expect("words");
        let place = draft.place(Span::new(start, start + words.len()));
        (place.line, place.column)
    };
    assert_eq!(at("“Ärger"), (1, 1));
    assert_eq!(at("he said"), (1, 10));
    assert_eq!(at("of it"), (2, 6));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the file, reading it does not panic and every block maps into the file in order.
    #[test]
    fn any_text_is_a_draft(
        file in "(?s)(<[/a-z]{0,6}>|[-#>*`&;: \n\r\t]|[a-zA-Z“”\"'é\u{feff}\u{200b}.]|&amp;|---\n|<!--|-->){0,80}",
    ) {
        for format in [Format::Plain, Format::Markdown, Format::Html] {
            let draft = Draft::read("draft", format, &file);
            let mut last = 0;
            for block in &draft.blocks {
                prop_assert!(!draft.slice(block.span).trim().is_empty());
                prop_assert!(block.span.start >= last);
                last = block.span.end;
                let span = draft.in_file(block.span);
                prop_assert!(span.end <= file.len());
                prop_assert!(file.is_char_boundary(span.start) && file.is_char_boundary(span.end));
            }
        }
    }

    /// Words that stand unmarked in the file stand in it at the place that the draft tells.
    #[test]
    fn words_are_found_again(words in proptest::collection::vec("[a-zé]{1,6}", 1..30), gap in "\n\n| ") {
        let file = words.join(&gap);
        let draft = Draft::read("draft", Format::Markdown, &file);
        for piece in draft.text.split_whitespace() {
            let at = piece.as_ptr() as usize - draft.text.as_ptr() as usize;
            let span = draft.in_file(Span::new(at, at + piece.len()));
            prop_assert_eq!(&file[span.start..span.end], piece);
        }
    }
}

#[test]
fn links_and_marks_of_footnotes_are_kept_with_their_words() {
    let linked = |format: Format, file: &str| {
        let draft = Draft::read("x", format, file);
        let words = draft.links.iter().map(|link| draft.slice(*link).to_owned());
        words.collect::<Vec<String>>()
    };
    let markdown =
        "Rents [rose by a tenth](https://example.org/rents) in May.\n\nNine left.[^1]\n\n[^1]: The census.\n";
    assert_eq!(linked(Format::Markdown, markdown), ["rose by a tenth", "."]);
    let html = "<article><p>Rents <a href=\"/rents\">rose by a tenth</a> in May.</p></article>";
    assert_eq!(linked(Format::Html, html), ["rose by a tenth"]);
}

const FORMATS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/formats");

/// The bytes of an input: of a Word document, its parts packed.
fn input(name: &str, text: &str) -> (Format, Vec<u8>) {
    let extension = name.rsplit('.').next().unwrap_or_default();
    if extension != "xml" {
        return (
            Format::of_extension(extension).expect("a format"),
            text.as_bytes().to_vec(),
        );
    }
    let parts: Vec<(&str, &str)> = match text.strip_prefix("=== ") {
        None => vec![("word/document.xml", text)],
        Some(parts) => {
            let parts = parts.split("\n=== ").filter_map(|part| part.split_once('\n'));
            parts.collect()
        }
    };
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, body) in parts {
        archive
            .start_file(name, zip::write::SimpleFileOptions::default())
            .expect("a new entry");
        archive.write_all(body.as_bytes()).expect("a write to memory");
    }
    (Format::Docx, archive.finish().expect("an end").into_inner())
}

/// What was read, as the documents write it.
fn prose(format: Format, bytes: &[u8]) -> String {
    let draft = Draft::from_bytes("x", format, bytes).expect("a draft");
    let mut told = format!("read {}, left out {}\n", draft.extent.read, draft.extent.left_out);
    for block in &draft.blocks {
        let kind = match block.kind {
            BlockKind::Headline => "headline",
            BlockKind::Heading => "heading",
            BlockKind::Paragraph => "paragraph",
            BlockKind::ListItem => "list item",
            BlockKind::Quotation => "quotation",
        };
        told.push_str(&format!("{kind}: {}\n", draft.slice(block.span)));
        assert!(!draft.in_file(block.span).is_empty(), "{kind} stands nowhere");
    }
    told
}

#[test]
fn every_kind_of_input_is_read_as_its_document_says() {
    let mut wrong = Vec::new();
    let mut read = 0;
    for entry in std::fs::read_dir(FORMATS).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if name.ends_with(".prose") || name == "README.md" {
            continue;
        }
        read += 1;
        let text = std::fs::read_to_string(&path).expect("text");
        let wanted =
            std::fs::read_to_string(path.with_file_name(format!("{name}.prose"))).expect("its document");
        let (format, bytes) = input(&name, &text);
        let found = prose(format, &bytes);
        if found != wanted {
            wrong.push(format!("{name}\n{found}"));
        }
    }
    assert!(read >= 20, "{read}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn pages_nested_without_end_are_read_in_linear_time() {
    for page in ["<div>", "<p><b>", "<table><tr><td>", "</div>", "<a href=x>"] {
        let file = format!("{}The harbour will close.", page.repeat(100_000));
        let begun = std::time::Instant::now();
        assert!(texts(Format::Html, &file).concat().contains("harbour"));
        assert!(begun.elapsed().as_secs() < 20, "{page}");
    }
}
