//! Mails (RFC 5322, MIME), by mail-parser, and pages saved in one file as browsers do: the subject is the headline, the body is
//! read as plain text or as a page. What is quoted from the mail before, its header and the signature are left out; enclosures
//! that may be drafts are told.

use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::document::{Document, Set};
use super::format::Format;
use super::package::broken;
use super::{BlockKind, Blocks, Unpacked, html, letters, plain};

/// Where the mail before begins, as programs write it.
const FORWARDED: &[&str] = &[
    "-----Original Message",
    "---------- Forwarded message",
    "Begin forwarded message",
];

/// Lines of the header of a mail that is quoted.
const HEADER: &[&str] = &["From:", "Sent:", "Date:", "To:", "Cc:", "Subject:", "Reply-To:"];

/// Reads a mail.
pub(super) fn read(bytes: &[u8]) -> Unpacked {
    let message = MessageParser::default().parse(bytes);
    let message = message.ok_or_else(|| broken("a mail", "it has no header"))?;
    let mut out = Document::default();
    let body = body(&message);
    let is_page = message.header_raw("Snapshot-Content-Location").is_some();
    if let (Some(subject), false) = (message.subject(), is_page) {
        out.push(subject, Set::default());
        out.is(BlockKind::Headline);
        out.end();
    }
    for mut blocks in body {
        if !is_page {
            // The subject is the headline; what stands first in the body is none.
            let headings = blocks
                .blocks
                .iter_mut()
                .filter(|block| block.kind == BlockKind::Headline);
            headings.for_each(|block| block.kind = BlockKind::Heading);
        }
        out.append(&blocks);
    }
    let enclosed: Vec<&str> = message.attachments().filter_map(draft_name).collect();
    if !enclosed.is_empty() {
        out.notices.push(format!(
            "what is enclosed in this mail is not read: {}; save it and check it",
            enclosed.join(", ")
        ));
    }
    Ok(out.finish())
}

/// The body as it was read: of its text and its page the text, unless the page holds far more.
fn body(message: &Message) -> Vec<Blocks> {
    let read = |parts: &[u32]| -> Vec<Blocks> {
        let parts = parts.iter().filter_map(|id| message.part(*id));
        parts.filter_map(of_part).collect()
    };
    let (text, page) = (read(&message.text_body), read(&message.html_body));
    let size = |parts: &[Blocks]| parts.iter().map(|blocks| letters(&blocks.text)).sum::<usize>();
    if size(&text) * 2 >= size(&page) {
        text
    } else {
        page
    }
}

fn of_part(part: &MessagePart) -> Option<Blocks> {
    match &part.body {
        PartType::Text(text) => Some(of_text(text)),
        PartType::Html(page) => Some(html::read(page)),
        _ => None,
    }
}

/// The body of a mail in plain text.
fn of_text(text: &str) -> Blocks {
    let mut own = String::with_capacity(text.len());
    let mut left_out = 0;
    let mut in_header = false;
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if matches!(line.trim_end_matches('\r'), "-- " | "--") {
            left_out += letters(line) + lines.map(letters).sum::<usize>();
            break;
        }
        let is_start = FORWARDED.iter().any(|start| line.starts_with(start));
        in_header = is_start || in_header && (line.trim().is_empty() || is_of_header(line));
        let is_quoted = |line: &str| line.starts_with('>');
        let tells_quoted = line.ends_with(':') && lines.peek().is_some_and(|next| is_quoted(next));
        if is_quoted(line) || tells_quoted || in_header {
            left_out += letters(line);
            own.push('\n');
        } else {
            own.push_str(line);
            own.push('\n');
        }
    }
    let mut blocks = plain::read(&own);
    blocks.left_out += left_out;
    blocks
}

fn is_of_header(line: &str) -> bool {
    let line = line.trim_start_matches('*');
    HEADER.iter().any(|name| line.starts_with(name))
}

/// The name of an enclosure that may be a draft.
fn draft_name<'a>(part: &'a MessagePart) -> Option<&'a str> {
    if matches!(part.body, PartType::Message(_)) {
        return Some(part.attachment_name().unwrap_or("a mail"));
    }
    let name = part.attachment_name()?;
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let is_draft = Format::extensions().any(|known| known.eq_ignore_ascii_case(extension));
    (is_draft || extension.eq_ignore_ascii_case("pdf")).then_some(name)
}
