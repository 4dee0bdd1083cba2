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
    // One letter of UTF-8 tells that the rest was meant to be.
    assert_eq!(
        message(
            Format::Plain,
            "é\nc\u{e9}"
                .as_bytes()
                .strip_suffix(b"\xa9")
                .expect("half a letter")
        ),
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

/// What an input is called, and its bytes: of a document, its parts packed.
fn input(name: &str, bytes: Vec<u8>) -> (String, Vec<u8>) {
    let Some(packed) = name.strip_suffix(".xml") else {
        return (name.to_owned(), bytes);
    };
    let text = String::from_utf8(bytes).expect("parts in UTF-8");
    let parts: Vec<(&str, &str)> = match text.strip_prefix("=== ") {
        None => vec![("word/document.xml", &text)],
        Some(parts) => {
            let parts = parts.split("\n=== ").filter_map(|part| part.split_once('\n'));
            parts.collect()
        }
    };
    (packed.to_owned(), zipped(&parts))
}

fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, body) in parts {
        archive
            .start_file(*name, zip::write::SimpleFileOptions::default())
            .expect("a new entry");
        archive.write_all(body.as_bytes()).expect("a write to memory");
    }
    archive.finish().expect("an end").into_inner()
}

/// A file as it is read by its name.
fn named(name: &str, bytes: &[u8]) -> Result<Draft, twosource::draft::Unreadable> {
    let extension = name.rsplit('.').next().unwrap_or_default();
    let format = Format::of_extension(extension).unwrap_or(Format::Plain);
    Draft::from_bytes(name, format, bytes)
}

/// What was read, as the documents write it; links and exceptions only where they do.
fn prose(draft: &Draft, wanted: &str) -> String {
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
    for link in draft.links.iter().filter(|_| wanted.contains("\nlink: ")) {
        told.push_str(&format!("link: {}\n", draft.slice(*link)));
    }
    for one in &draft.directives {
        let (rules, covers) = (one.rules.join(", "), draft.slice(one.covers));
        told.push_str(&format!("excepted from {rules} ({}): {covers}\n", one.reason));
    }
    for notice in &draft.notices {
        told.push_str(&format!("notice: {notice}\n"));
    }
    told
}

/// Characters that are no white space.
fn seen<'a>(lines: impl Iterator<Item = &'a str>) -> usize {
    lines.flat_map(str::chars).filter(|c| !c.is_whitespace()).count()
}

/// The inputs: what each is called, its bytes, and the document of what is read.
fn inputs() -> Vec<(String, Vec<u8>, String)> {
    let mut inputs = Vec::new();
    for entry in std::fs::read_dir(FORMATS).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if name.ends_with(".prose") || name == "README.md" {
            continue;
        }
        let wanted = std::fs::read_to_string(path.with_file_name(format!("{name}.prose")));
        let (name, bytes) = input(&name, std::fs::read(&path).expect("a file"));
        inputs.push((name, bytes, wanted.expect("its document")));
    }
    inputs
}

#[test]
fn every_kind_of_input_is_read_as_its_document_says() {
    let mut wrong = Vec::new();
    let inputs = inputs();
    for (name, bytes, wanted) in &inputs {
        let draft = named(name, bytes).expect(name);
        let found = prose(&draft, wanted);
        let mut found: Vec<&str> = found.lines().collect();
        let mut wanted: Vec<&str> = wanted
            .lines()
            .filter(|line| !line.starts_with("left out: "))
            .collect();
        // In what order blocks are read is what counts; of links and the like it is not.
        let is_block = |line: &&str| {
            !["link: ", "excepted ", "notice: "]
                .iter()
                .any(|start| line.starts_with(start))
        };
        let blocks = |lines: &[&str]| {
            lines
                .iter()
                .copied()
                .filter(is_block)
                .collect::<Vec<_>>()
                .join("\n")
        };
        let same = blocks(&found) == blocks(&wanted);
        found.sort_unstable();
        wanted.sort_unstable();
        if !same || found != wanted {
            wrong.push(format!("{name}\n{}", found.join("\n")));
        }
    }
    assert!(inputs.len() >= 60, "{}", inputs.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_is_lost_without_being_counted() {
    for (name, bytes, wanted) in inputs() {
        let draft = named(&name, &bytes).expect(&name);
        let lines = |starts: &'static [&'static str]| {
            let of = move |line: &&str| starts.iter().any(|start| line.starts_with(start));
            let lines = wanted.lines().filter(of);
            seen(lines.map(|line| line.split_once(": ").map_or("", |(_, text)| text)))
        };
        let read = lines(&[
            "headline: ",
            "heading: ",
            "paragraph: ",
            "list item: ",
            "quotation: ",
        ]);
        assert_eq!(draft.extent.read, read, "{name}");
        assert_eq!(draft.extent.left_out, lines(&["left out: "]), "{name}");
    }
}

#[test]
fn what_is_typed_comes_back_with_every_mark() {
    let typed = "“It’s the ’90s,” said Zoë Łukasz—‘quite’ 6′2″… 5 % < 6 & 7 > 2 «oui» ¿no? Ærø ﬁ 日本 👩‍🚀.";
    let escaped = typed
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    let rtf: String = typed
        .encode_utf16()
        .map(|unit| format!("\\u{}?", unit.cast_signed()))
        .collect();
    let word =
        format!("<w:document><w:body><w:p><w:r><w:t>{escaped}</w:t></w:r></w:p></w:body></w:document>");
    let odt = format!("<d><text><p>{escaped}</p></text></d>");
    let icml = format!(
        "<?xml version=\"1.0\"?><?aid x?><Document><Story><Content>{escaped}</Content></Story></Document>"
    );
    let mail = format!("MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{typed}\n");
    let utf_16: Vec<u8> = format!("\u{feff}{typed}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let files = [
        ("a.txt", typed.as_bytes().to_vec()),
        ("b.txt", utf_16),
        ("a.md", escaped.clone().into_bytes()),
        ("a.html", format!("<p>{escaped}</p>").into_bytes()),
        ("a.docx", zipped(&[("word/document.xml", &word)])),
        ("a.odt", zipped(&[("content.xml", &odt)])),
        ("a.rtf", format!("{{\\rtf1 {rtf}}}").into_bytes()),
        ("a.icml", icml.into_bytes()),
        ("a.eml", mail.into_bytes()),
        (
            "a.srt",
            format!("1\n00:00:01,000 --> 00:00:02,000\n{escaped}\n").into_bytes(),
        ),
    ];
    for (name, bytes) in files {
        assert_eq!(named(name, &bytes).expect(name).text, typed, "{name}");
    }
}

#[test]
fn places_in_documents_are_paragraphs_and_in_text_lines() {
    let place = |name: &str, bytes: &[u8], words: &str| {
        let draft = named(name, bytes).expect(name);
        let at = draft.text.find(words).expect("the words are in the prose");
        draft.row(Span::new(at, at + words.len()))
    };
    let word = "<w:document><w:body><w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr><w:r><w:t>Bridge opens</w:t></w:r></w:p><w:p><w:r><w:t>The mayor said so.</w:t></w:r></w:p><w:p></w:p><w:p><w:r><w:t>It cost a lot.</w:t></w:r></w:p></w:body></w:document>";
    let word = zipped(&[("word/document.xml", word)]);
    assert_eq!(place("a.docx", &word, "cost"), "paragraph 2");
    assert_eq!(place("a.docx", &word, "opens"), "the headline");
    let titles = "1\r\n00:00:01,000 --> 00:00:02,000\r\nThe mayor\r\n<i>said so.</i>\r\n";
    assert_eq!(place("a.srt", titles.as_bytes(), "said"), "line 4");
    assert_eq!(
        behind(Format::Subtitles, titles, "mayor said"),
        "mayor\r\n<i>said"
    );
    let utf_16: Vec<u8> = "\u{feff}“Ärger”, he said."
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
    let draft = named("a.txt", &utf_16).expect("a draft");
    let at = draft.text.find("he").expect("the word");
    assert_eq!(draft.place(Span::new(at, at + 2)).column, 10);
}

/// A PDF of one page on which nothing is written.
const EMPTY_PAGE: &[u8] = b"%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n\
    3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n";

#[test]
fn a_pdf_without_text_is_told_by_what_it_lacks() {
    let files: &[(&str, &[u8], &str, &str)] = &[
        (
            "a.pdf",
            b"%PDF-1.7\n%\xe2\xe3",
            "not a PDF that can be read",
            "save it again",
        ),
        ("a.txt", b"%PDF-1.7\n", "not a PDF that can be read", "plain text"),
        ("a.pdf", EMPTY_PAGE, "a PDF without text", "recognized"),
    ];
    for (name, bytes, what, help) in files {
        let refused = named(name, bytes).expect_err(name);
        assert!(refused.message.contains(what), "{name}: {}", refused.message);
        assert!(refused.help.contains(help), "{name}: {}", refused.help);
    }
}

#[test]
fn a_locked_text_of_libreoffice_is_told_as_such() {
    let locked = zipped(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("META-INF/manifest.xml", "<m><encryption-data/></m>"),
        ("content.xml", "x"),
    ]);
    let refused = named("a.odt", &locked).expect_err("locked");
    assert!(
        refused.message.contains("locked by a password"),
        "{}",
        refused.message
    );
    assert!(refused.help.contains("without the password"), "{}", refused.help);
}

#[test]
fn what_is_not_read_is_told_by_what_it_is_and_what_to_do() {
    let compound = |stream: &str| {
        let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
        bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    };
    let files: &[(&str, Vec<u8>, &str, &str)] = &[
        (
            "a.doc",
            compound("WordDocument"),
            "an old Word document (.doc)",
            "save it as .docx",
        ),
        (
            "a.docx",
            compound("WordDocument"),
            "an old Word document (.doc)",
            "save it as .docx",
        ),
        (
            "b.docx",
            compound("EncryptedPackage"),
            "locked by a password",
            "without the password",
        ),
        (
            "a.pages",
            zipped(&[("Index/Document.iwa", "x")]),
            "a document of Pages",
            "export it",
        ),
        (
            "a.docx",
            zipped(&[("xl/workbook.xml", "x")]),
            "a table or slides",
            "save its text",
        ),
        (
            "a.txt",
            zipped(&[("draft.txt", "x")]),
            "an archive (zip)",
            "unpack it",
        ),
        (
            "a.md",
            b"\x89PNG\r\n\x1a\n\0".to_vec(),
            "an image (PNG)",
            "give the text itself",
        ),
        (
            "a.docx",
            b"\xff\xd8\xff\xe0\0".to_vec(),
            "an image (JPEG)",
            "give the text itself",
        ),
        (
            "a.txt",
            b"\0\0\0\x18ftypheic".to_vec(),
            "an image (HEIC)",
            "give the text itself",
        ),
        ("a.mp3", b"ID3\x03\0".to_vec(), "a recording", "transcript"),
    ];
    let text = "ID3 is a tag, and the WEBP of it a picture, the warden said.";
    assert_eq!(named("a.txt", text.as_bytes()).expect("a draft").text, text);
    let text = "The new WEBP picture is smaller, the warden said.";
    assert_eq!(named("a.txt", text.as_bytes()).expect("a draft").text, text);
    for (name, bytes, what, help) in files {
        let refused = named(name, bytes).expect_err(name);
        assert!(refused.message.contains(what), "{name}: {}", refused.message);
        assert!(refused.help.contains(help), "{name}: {}", refused.help);
    }
}

#[test]
fn files_that_are_made_to_hurt_are_refused_in_bounded_time() {
    let blank = " ".repeat(70 << 20);
    let word = |inside: &str| format!("<w:document><w:body>{inside}</w:body></w:document>");
    let bomb = zipped(&[("word/document.xml", &word(&blank))]);
    assert!(bomb.len() < 1 << 20);
    let many: Vec<String> = (0..21_000).map(|number| format!("word/{number}")).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|name| (name.as_str(), "")).collect();
    let entities = format!(
        "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"{}\">]>{}",
        "&a;".repeat(1000),
        word(&format!(
            "<w:p><w:r><w:t>Seen. {}</w:t></w:r></w:p>",
            "&b;".repeat(1000)
        ))
    );
    let nested = word(&"<w:p><w:r>".repeat(200_000));
    let begun = std::time::Instant::now();
    assert!(
        named("a.docx", &bomb)
            .expect_err("refused")
            .message
            .contains("64 MB")
    );
    assert!(named("a.docx", &zipped(&many)).is_err());
    let draft = named("a.docx", &zipped(&[("word/document.xml", &entities)])).expect("a draft");
    assert_eq!(draft.text, "Seen.");
    let nested = named("a.docx", &zipped(&[("word/document.xml", &nested)]));
    assert!(nested.expect_err("refused").message.contains("not well-formed"));
    let groups = format!("{{\\rtf1 {}", "{".repeat(1 << 20));
    assert!(
        named("a.rtf", groups.as_bytes())
            .expect_err("refused")
            .message
            .contains("nested without end")
    );
    let parts = format!(
        "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n{}",
        "--a\nContent-Type: multipart/mixed; boundary=a\n\n".repeat(20_000)
    );
    let _ = named("a.eml", parts.as_bytes());
    let braces = format!("{}{}", "{{ ".repeat(100_000), "%% ".repeat(100_000));
    let _ = named("a.md", braces.as_bytes());
    // Far more than it takes: tests run beside one another, and the machine may have more to do.
    assert!(begun.elapsed().as_secs() < 300, "{:?}", begun.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever stands in a file that says that it is a document, reading it ends without a panic.
    #[test]
    fn any_bytes_are_a_draft_or_refused(
        start in prop::sample::select(vec!["", "{\\rtf1 ", "WEBVTT\n\n", "MIME-Version: 1.0\n\n", "<?xml?><?aid ?>", "\u{feff}"]),
        body in "(?s)([{}\\\\*;'\n<>/%&:. -]|\\\\(u-?[0-9]{1,6}|bin[0-9]{1,9}|par|footnote|s1|f1|'[0-9a-f]{2}) ?|</?(p|w:p|Content|Br|Change|Footnote|v x)>|00:01 --> 00:02\n|[a-zé“]{1,4}){0,60}",
    ) {
        let file = format!("{start}{body}");
        for name in ["a.txt", "a.rtf", "a.srt", "a.eml", "a.icml", "a.md"] {
            if let Ok(draft) = named(name, file.as_bytes()) {
                for block in &draft.blocks {
                    prop_assert!(!draft.slice(block.span).trim().is_empty());
                    prop_assert!(!draft.row(block.span).is_empty());
                }
            }
        }
        for part in ["word/document.xml", "content.xml"] {
            let _ = named("a.docx", &zipped(&[(part, &body)]));
        }
    }
}

#[test]
fn pages_nested_without_end_are_read_in_linear_time() {
    for page in ["<div>", "<p><b>", "<table><tr><td>", "</div>", "<a href=x>"] {
        let file = format!("{}The harbour will close.", page.repeat(100_000));
        let begun = std::time::Instant::now();
        assert!(texts(Format::Html, &file).concat().contains("harbour"));
        // Far more than it takes, and far less than it would if it were not linear.
        assert!(begun.elapsed().as_secs() < 200, "{page}");
    }
}
