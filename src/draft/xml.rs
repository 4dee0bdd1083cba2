//! What the readers of documents in XML share: events in order, attributes, character references.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::Span;

/// One thing in a file of XML.
pub(crate) enum Xml<'a, 'b> {
    Start(&'b BytesStart<'a>),
    /// The local name of what ends.
    End(&'b str),
    Text(&'b str),
}

/// Hands over what stands in the file, in order; an empty element is a start and an end. Entities that the file itself
/// declares are not expanded. Linear.
///
/// # Errors
///
/// When it is not well-formed XML: why.
pub(super) fn each(xml: &str, mut take: impl FnMut(Xml)) -> Result<(), String> {
    each_at(xml, |xml, _| take(xml))
}

/// The same, each with its bytes of the file; both halves of an empty element have those of the whole.
///
/// # Errors
///
/// As [`each`].
pub(crate) fn each_at(xml: &str, mut take: impl FnMut(Xml, Span)) -> Result<(), String> {
    let unmarked = xml.strip_prefix('\u{feff}').unwrap_or(xml);
    let mark = xml.len() - unmarked.len();
    let mut reader = Reader::from_str(unmarked);
    let mut open = 0_usize;
    let place = |at: u64| mark + usize::try_from(at).unwrap_or_default();
    loop {
        let start = place(reader.buffer_position());
        let event = reader.read_event().map_err(|error| error.to_string())?;
        let at = Span::new(start, place(reader.buffer_position()));
        match event {
            Event::Start(tag) => {
                open += 1;
                take(Xml::Start(&tag), at);
            }
            Event::Empty(tag) => {
                take(Xml::Start(&tag), at);
                take(Xml::End(tag.local_name().as_ref()), at);
            }
            Event::End(tag) => {
                open = open.saturating_sub(1);
                take(Xml::End(tag.local_name().as_ref()), at);
            }
            Event::Text(text) => take(Xml::Text(&text), at),
            Event::CData(text) => take(Xml::Text(&text), at),
            Event::GeneralRef(reference) => take(Xml::Text(&character(&reference)), at),
            Event::Eof if open == 0 => return Ok(()),
            Event::Eof => return Err(format!("it ends before {open} of its elements do; it is cut off")),
            _ => {}
        }
    }
}

/// What `&name;` or `&#number;` stands for; nothing where the file made it up.
fn character(name: &str) -> String {
    let number = name
        .strip_prefix('#')
        .and_then(|number| match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => number.parse().ok(),
        });
    let named = || quick_xml::escape::resolve_xml_entity(name).map(str::to_owned);
    let numbered = number.and_then(char::from_u32).map(String::from);
    numbered.or_else(named).unwrap_or_default()
}

/// The value of the attribute of this local name.
pub(crate) fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let mut attributes = tag.attributes().flatten();
    let found = attributes.find(|attribute| attribute.key.local_name().as_ref() == name)?;
    let value = found.value.to_string();
    Some(match quick_xml::escape::unescape(&value) {
        Ok(plain) => plain.into_owned(),
        Err(_) => value,
    })
}
