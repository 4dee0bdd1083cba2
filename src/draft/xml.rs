//! What the readers of documents in XML share: events in order, attributes, character references.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// One thing in a file of XML.
pub(super) enum Xml<'a, 'b> {
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
    let mut reader = Reader::from_str(xml);
    let mut open = 0_usize;
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(tag) => {
                open += 1;
                take(Xml::Start(&tag));
            }
            Event::Empty(tag) => {
                take(Xml::Start(&tag));
                take(Xml::End(tag.local_name().as_ref()));
            }
            Event::End(tag) => {
                open = open.saturating_sub(1);
                take(Xml::End(tag.local_name().as_ref()));
            }
            Event::Text(text) => take(Xml::Text(&text)),
            Event::CData(text) => take(Xml::Text(&text)),
            Event::GeneralRef(reference) => take(Xml::Text(&character(&reference))),
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
pub(super) fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let mut attributes = tag.attributes().flatten();
    let found = attributes.find(|attribute| attribute.key.local_name().as_ref() == name)?;
    let value = found.value.to_string();
    Some(match quick_xml::escape::unescape(&value) {
        Ok(plain) => plain.into_owned(),
        Err(_) => value,
    })
}
