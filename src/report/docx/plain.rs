//! A Word document of a draft that is none: its prose, a paragraph a block, headings as headings.

use super::comments::DECLARATION;
use super::{bundle, kinds};
use crate::draft::{BlockKind, Draft, SourceMap, Span, Unreadable};
use crate::report::escape;

const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The styles that its paragraphs have: the kind of block, id, name, size in half points, and further properties.
const STYLES: &[(BlockKind, &str, &str, u32, &str)] = &[
    (BlockKind::Headline, "Title", "Title", 40, ""),
    (
        BlockKind::Heading,
        "Heading1",
        "heading 1",
        28,
        "<w:outlineLvl w:val=\"0\"/>",
    ),
    (
        BlockKind::ListItem,
        "ListParagraph",
        "List Paragraph",
        22,
        "<w:ind w:left=\"720\"/>",
    ),
    (
        BlockKind::Quotation,
        "Quote",
        "Quote",
        22,
        "<w:ind w:left=\"720\" w:right=\"720\"/>",
    ),
];

/// The document, and the way from the draft's prose to bytes of its main part.
///
/// # Errors
///
/// When it is too large.
pub(super) fn document(draft: &Draft) -> Result<(Vec<u8>, SourceMap), Unreadable> {
    let mut places = SourceMap::default();
    let mut main = format!("{DECLARATION}<w:document xmlns:w=\"{NAMESPACE}\"><w:body>");
    for block in &draft.blocks {
        let style = STYLES.iter().find(|(kind, ..)| *kind == block.kind);
        let style = style.map_or(String::new(), |(_, id, ..)| {
            format!("<w:pPr><w:pStyle w:val=\"{id}\"/></w:pPr>")
        });
        main.push_str(&format!("<w:p>{style}<w:r><w:t xml:space=\"preserve\">"));
        write(draft, block.span, &mut main, &mut places);
        main.push_str("</w:t></w:r></w:p>");
    }
    main.push_str("<w:sectPr/></w:body></w:document>");
    let parts = [
        ("[Content_Types].xml", types()),
        ("_rels/.rels", relations("officeDocument", "word/document.xml")),
        ("word/document.xml", main),
        ("word/_rels/document.xml.rels", relations("styles", "styles.xml")),
        ("word/styles.xml", styles()),
    ];
    Ok((bundle::made(&parts)?, places))
}

/// Writes the words of a block and where each of them stands.
fn write(draft: &Draft, span: Span, main: &mut String, places: &mut SourceMap) {
    for (at, letter) in draft.slice(span).char_indices() {
        let mut buffer = [0; 4];
        let start = main.len();
        main.push_str(&escape::xml(letter.encode_utf8(&mut buffer)));
        let text = span.start + at;
        if main.len() > start {
            places.push(
                Span::new(text, text + letter.len_utf8()),
                Span::new(start, main.len()),
            );
        }
    }
}

fn types() -> String {
    let defaults = [
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
    ];
    let defaults =
        defaults.map(|(ends, kind)| format!("<Default Extension=\"{ends}\" ContentType=\"{kind}\"/>"));
    let parts = [
        ("/word/document.xml", kinds::DOCUMENT),
        ("/word/styles.xml", kinds::STYLES),
    ];
    let parts = parts.map(|(name, kind)| format!("<Override PartName=\"{name}\" ContentType=\"{kind}\"/>"));
    format!(
        "{DECLARATION}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">{}{}</Types>",
        defaults.concat(),
        parts.concat()
    )
}

fn relations(kind: &str, target: &str) -> String {
    format!(
        "{DECLARATION}<Relationships xmlns=\"{}\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/{kind}\" \
         Target=\"{target}\"/></Relationships>",
        kinds::RELATIONS
    )
}

fn styles() -> String {
    let named = STYLES.iter().map(|(_, id, name, size, more)| {
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/>\
             <w:qFormat/><w:pPr>{more}</w:pPr><w:rPr><w:sz w:val=\"{size}\"/></w:rPr></w:style>"
        )
    });
    format!(
        "{DECLARATION}<w:styles xmlns:w=\"{NAMESPACE}\"><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">\
         <w:name w:val=\"Normal\"/><w:pPr><w:spacing w:after=\"160\"/></w:pPr></w:style>{}</w:styles>",
        named.collect::<String>()
    )
}
