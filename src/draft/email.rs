//! Mails (RFC 5322, MIME), by mail-parser, and pages saved in one file as browsers do: the subject is the headline, the body is
//! read as plain text or as a page. What is quoted from the mail before, its header and the signature are left out; enclosures
//! that may be drafts are told.

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::document::{Document, Set};
use super::format::Format;
use super::package::broken;
use super::{BlockKind, Blocks, Unpacked, encoding, html, letters, plain};

/// Where the mail before begins, as programs write it.
const FORWARDED: &[&str] = &[
    "-----Original Message",
    "---------- Forwarded message",
    "Begin forwarded message",
];

/// What programs put before a subject that they answer or send on.
const ANSWERS: &[&str] = &[
    "re", "fw", "fwd", "aw", "wg", "sv", "vs", "tr", "rv", "antw", "rif", "r", "i",
];

/// Behind a line of two hyphens at most so many letters are a signature.
const SIGNATURE: usize = 400;

/// Lines of the header of a mail that is quoted, in the languages of the programs: who wrote it, when, and the others.
const FROM: &[&str] = &["From:", "Von:", "De:", "Da:", "Van:", "Fra:", "Från:"];
const SENT: &[&str] = &[
    "Sent:",
    "Date:",
    "Gesendet:",
    "Datum:",
    "Envoyé:",
    "Envoyé :",
    "Date :",
    "Enviado:",
    "Fecha:",
    "Inviato:",
    "Data:",
    "Verzonden:",
    "Sendt:",
    "Dato:",
    "Skickat:",
];
const HEADER: &[&str] = &[
    "To:",
    "Cc:",
    "Subject:",
    "Reply-To:",
    "An:",
    "Betreff:",
    "À:",
    "À :",
    "Objet:",
    "Objet :",
    "De :",
    "Para:",
    "Asunto:",
    "Assunto:",
    "A:",
    "Oggetto:",
    "Aan:",
    "Onderwerp:",
    "Til:",
    "Emne:",
    "Till:",
    "Ämne:",
];

/// Reads a mail.
pub(super) fn read(bytes: &[u8]) -> Unpacked {
    let message = MessageParser::default().parse(bytes);
    let message = message.ok_or_else(|| broken("a mail", "it has no header"))?;
    let mut out = Document::default();
    let body = body(&message);
    let is_page = message.header_raw("Snapshot-Content-Location").is_some();
    let is_mute = body.iter().all(|blocks| letters(&blocks.text) == 0);
    let subject = message.subject().map(without_marks);
    let marks = letters(message.subject().unwrap_or_default()) - letters(subject.unwrap_or_default());
    out.left_out += if is_page { 0 } else { marks };
    if let (Some(subject), true) = (subject, is_mute) {
        // A headline above nothing is not a draft that was read.
        out.leave_out(subject);
    } else if let (Some(subject), false) = (subject, is_page) {
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

/// A subject without "Re:" and "Fwd:", as many languages write them.
fn without_marks(subject: &str) -> &str {
    let mut words = subject.trim_start();
    while let Some((mark, rest)) = words.split_once(':') {
        let is_mark = ANSWERS.iter().any(|one| mark.trim().eq_ignore_ascii_case(one));
        if !is_mark || rest.trim().is_empty() {
            break;
        }
        words = rest.trim_start();
    }
    words
}

/// The body as it was read: of its text and its page the text, unless the page holds far more.
fn body(message: &Message) -> Vec<Blocks> {
    let read = |parts: &[u32]| -> Vec<Blocks> {
        let parts = parts.iter().filter_map(|id| message.part(*id));
        parts.filter_map(|part| of_part(message, part)).collect()
    };
    let (text, page) = (read(&message.text_body), read(&message.html_body));
    let size = |parts: &[Blocks]| parts.iter().map(|blocks| letters(&blocks.text)).sum::<usize>();
    if size(&text) * 2 >= size(&page) {
        text
    } else {
        page
    }
}

fn of_part(message: &Message, part: &MessagePart) -> Option<Blocks> {
    match &part.body {
        PartType::Text(text) => Some(of_text(text)),
        PartType::Html(page) => Some(html::read(&declared(message, part).unwrap_or(page.to_string()))),
        _ => None,
    }
}

/// A page whose letters only the page itself declares, read as it says; nothing where the mail tells them.
fn declared(message: &Message, part: &MessagePart) -> Option<String> {
    let tells = part
        .content_type()
        .is_some_and(|kind| kind.attribute("charset").is_some());
    let bytes = message
        .raw_message()
        .get(part.raw_body_offset() as usize..part.raw_end_offset() as usize)?;
    let bytes = match part.encoding {
        _ if tells => return None,
        Encoding::None => bytes.to_vec(),
        Encoding::QuotedPrintable => quoted_printable_decode(bytes)?,
        Encoding::Base64 => base64_decode(bytes)?,
    };
    let (text, _) = encoding::decode(&bytes).ok()?;
    Some(text.into_owned())
}

/// The body of a mail in plain text.
fn of_text(text: &str) -> Blocks {
    let mut own = String::with_capacity(text.len());
    let header = quoted_header(text);
    // Below more than it holds itself stands the mail that is answered; below less, one that is sent on.
    let answered = header.filter(|at| {
        let below = text[*at..].lines().filter(|line| !is_of_header(line));
        letters(&text[..*at]) >= below.map(letters).sum::<usize>()
    });
    let (new, old) = text.split_at(answered.unwrap_or(text.len()));
    let mut left_out = letters(old);
    let mut in_header = false;
    let mut at = 0;
    let lines = new.split_inclusive('\n').map(whole);
    for (line, length) in lines {
        let starts = header.is_some_and(|header| (at..at + length).contains(&header));
        at += length;
        if matches!(line, "-- " | "--") && (line.ends_with(' ') || is_signature(&new[at..])) {
            left_out += letters(line) + letters(&new[at..]);
            break;
        }
        let is_start = starts || FORWARDED.iter().any(|start| line.starts_with(start));
        in_header = is_start || in_header && (line.trim().is_empty() || is_of_header(line));
        let is_quoted = |line: &str| line.starts_with('>');
        // An empty line may part who wrote it from what is quoted.
        let next = || new[at..].lines().map(str::trim).find(|next| !next.is_empty());
        let tells_quoted = line.ends_with(':') && next().is_some_and(is_quoted);
        if is_quoted(line) || tells_quoted || in_header || is_device(line) {
            left_out += letters(line);
            own.push('\n');
        } else {
            own.push_str(line);
            own.push('\n');
        }
    }
    if letters(&own) == 0 && left_out > 0 {
        // A mail that is quoted as a whole is what is sent.
        let bare = text.lines().map(|line| line.trim_start_matches(['>', ' ']));
        let mut blocks = plain::read(&bare.collect::<Vec<_>>().join("\n"));
        blocks.left_out += text.matches('>').count() - blocks.text.matches('>').count();
        return blocks;
    }
    let mut blocks = plain::read(&own);
    blocks.left_out += left_out;
    blocks
}

/// A line without its end, and its bytes with it.
fn whole(line: &str) -> (&str, usize) {
    (line.trim_end_matches(['\n', '\r']), line.len())
}

/// Who wrote a mail: few lines, of which none ends as a sentence does.
fn is_signature(rest: &str) -> bool {
    let ends = |line: &str| line.trim_end().ends_with(['.', '!', '?']) && line.split_whitespace().count() > 4;
    letters(rest) <= SIGNATURE && !rest.lines().any(ends)
}

/// Where the header of a mail stands that was quoted without a word before it: three of its lines and more, of which one tells
/// who sent it and one when.
fn quoted_header(text: &str) -> Option<usize> {
    let mut at = 0;
    let mut run: Vec<(usize, &str)> = Vec::new();
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        match header_name(line) {
            Some(name) => run.push((start, name)),
            None => run.clear(),
        }
        let has = |names: &[&str]| run.iter().any(|(_, one)| names.contains(one));
        if run.len() > 2 && has(FROM) && has(SENT) {
            return run.first().map(|(start, _)| *start).filter(|start| *start > 0);
        }
    }
    None
}

/// What a telephone puts below a mail.
fn is_device(line: &str) -> bool {
    let line = line.trim();
    line.starts_with("Sent from my ") || line.starts_with("Get Outlook for ")
}

fn is_of_header(line: &str) -> bool {
    header_name(line).is_some()
}

/// The name with which a line of a header begins.
fn header_name(line: &str) -> Option<&'static str> {
    let line = line.trim_start_matches('*');
    let mut names = FROM.iter().chain(SENT).chain(HEADER);
    names.find(|name| line.starts_with(**name)).copied()
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
